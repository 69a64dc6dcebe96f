// The page of an office as content: its target first, then the families, what keeps them back, what may come of them, and the
// figures that it all rests on. This file must not know how anything was counted.
#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/decide/words.h"
#include "src/programme/report_content.h"

namespace graduasi::programme {
namespace {

using Row = NumberTable::Row;
using Weight = Sentence::Weight;

constexpr size_t kMostRanked = 60;
constexpr size_t kMostParts = 600;  // there are 514 regencies and cities and 38 provinces
constexpr size_t kMostNamed = 40;

class PageWriter {
 public:
  PageWriter(const ProgrammeReport& report, const Words& words) : report_(report), words_(words) {}

  Content Write() {
    Opening();
    TargetPart();
    Parts();
    CohortPart();
    ProjectionPart();
    ForecastPart();
    RankingPart();
    FiguresPart();
    About();
    return std::move(content_);
  }

 private:
  const char* Say(const char* id, const char* en) const { return words_.Say(id, en); }

  Section* Part(const char* id, const char* id_title, const char* en_title) {
    Section section;
    section.level = 1;
    section.id = id;
    section.title = Say(id_title, en_title);
    content_.push_back(std::move(section));
    return &content_.back();
  }

  std::optional<StillNeeded> Needed() const {
    if (!report_.cohort.has_value() || !report_.cohort->conversion.has_value()) return std::nullopt;
    return StillNeeded{report_.cohort->conversion->still_least, report_.cohort->conversion->still_most};
  }

  void Opening() {
    Section section;
    section.blocks.push_back(Sentence{
        absl::StrCat(words_.Region(report_.region), ", ", Say("per ", "as of "), words_.Day(report_.as_of)), Weight::kLead});
    section.blocks.push_back(
        Sentence{Say("Halaman ini menghitung; tentang satu keluarga pun tidak ada yang diputuskan di sini. "
                     "Petugas yang memutuskan, dan keluarga berhak menyatakan keberatan.",
                     "This page counts; nothing about any family is decided by it. An officer decides, and "
                     "the family may object."),
                 Weight::kSoft});
    if (report_.unreadable > 0) {
      section.blocks.push_back(Sentence{
          absl::StrCat(words_.Number(report_.unreadable),
                       Say(" catatan angkatan tidak dapat dibaca; dihitung sebagai keluarga yang datanya perlu diperiksa.",
                           " records of the cohort cannot be read; they count as families whose record needs checking.")),
          Weight::kNotice});
    }
    KeyFigures figures;
    if (report_.target.has_value()) {
      figures.list.push_back(
          {words_.Range(report_.target->least, report_.target->most),
           absl::StrCat(Say("target ", "target "), words_.Day(report_.target->period), ", ", report_.target->unit)});
    }
    if (report_.attainment.has_value()) {
      figures.list.push_back({words_.About(report_.result->precision, report_.result->count),
                              absl::StrCat(Say("tercapai per ", "reached by "), words_.Day(report_.result->as_of)), "more"});
      if (!report_.attainment->met) {
        figures.list.push_back({Remaining(*report_.attainment), Say("masih kurang", "still to go"), "less"});
      }
    }
    if (report_.cohort.has_value()) {
      figures.list.push_back(
          {words_.Number(report_.cohort->families), Say("keluarga dalam angkatan", "families in the cohort")});
      const auto found = report_.cohort->by_outcome.find(Outcome::kEligible);
      const int64_t eligible = found == report_.cohort->by_outcome.end() ? 0 : found->second;
      figures.list.push_back({words_.Number(eligible), Say("dapat diusulkan sekarang", "may be proposed now"), "more"});
      if (report_.cohort->candidates > eligible) {
        figures.list.push_back({words_.Number(report_.cohort->candidates - eligible),
                                Say("tinggal menunggu prosedur", "wait for the procedure alone"), "more"});
      }
    }
    if (report_.forecast.has_value()) {
      figures.list.push_back(
          {words_.Probability(report_.forecast->at_least),
           Say("peluang target tercapai, dengan anggapan di bawah", "probability of the target, under the assumption below"),
           "is"});
    }
    section.blocks.push_back(std::move(figures));
    content_.push_back(std::move(section));
  }

  // Of an approximate result, approximate too.
  std::string Remaining(const Attainment& attainment) const {
    return absl::StrCat(attainment.approximate ? Say("sekitar ", "about ") : "",
                        words_.Range(attainment.remaining_to_least, attainment.remaining_to_most));
  }

  std::string StockText(const Stock& stock) const {
    std::string text = absl::StrCat(words_.About(stock.precision, stock.count), " KPM");
    std::vector<std::string> more;
    if (!stock.title.in(words_.language()).empty()) more.push_back(stock.title.in(words_.language()));
    if (stock.year.has_value()) more.push_back(absl::StrCat(Say("tahun ", "year "), *stock.year));
    if (stock.stage.has_value()) more.push_back(absl::StrCat("tahap ", *stock.stage));
    return more.empty() ? text : absl::StrCat(text, " (", absl::StrJoin(more, ", "), ")");
  }

  static std::vector<std::string> Lines(std::initializer_list<std::string> lines) {
    std::vector<std::string> kept;
    for (const std::string& line : lines) {
      if (!line.empty()) kept.push_back(line);
    }
    return kept;
  }

  void TargetPart() {
    Section* part = Part("target", "Target", "Target");
    if (!report_.target.has_value()) {
      part->blocks.push_back(
          Sentence{Say("Tidak ada target untuk wilayah dan tahun ini.", "There is no target for this region and year.")});
      return;
    }
    const Target& target = *report_.target;
    Entries entries;
    entries.list.push_back(
        {Say("Target", "Target"),
         absl::StrCat(words_.Range(target.least, target.most), " ", target.unit, ", ", words_.Day(target.period)),
         Lines({target.title.in(words_.language()), words_.Source(target.source)})});
    if (target.cohort.has_value()) {
      Entries::Entry cohort{Say("Dari angkatan", "From the cohort"), StockText(*target.cohort), {}};
      if (report_.needed_of_cohort.has_value()) {
        cohort.more.push_back(absl::StrCat(Say("Agar target tercapai, ", "For the target to be met, "),
                                           words_.Percent(*report_.needed_of_cohort),
                                           Say(" di antaranya harus lulus.", " of them must pass.")));
      }
      if (!target.cohort->source.empty()) cohort.more.push_back(words_.Source(target.cohort->source));
      entries.list.push_back(std::move(cohort));
    }
    if (!report_.result.has_value()) {
      entries.list.push_back({Say("Hasil", "Result"),
                              Say("belum ada yang dilaporkan; itu bukan nol", "none is reported yet; that is not zero"),
                              {}});
    } else {
      ResultEntries(target, &entries);
    }
    part->blocks.push_back(std::move(entries));
    if (report_.attainment.has_value()) AttainmentChart(target, *report_.attainment, part);
  }

  void ResultEntries(const Target& target, Entries* entries) {
    const Result& result = *report_.result;
    Entries::Entry entry{Say("Hasil", "Result"),
                         absl::StrCat(words_.About(result.precision, result.count), " ", target.unit, Say(" per ", " by "),
                                      words_.Day(result.as_of)),
                         {}};
    if (report_.attainment.has_value()) {
      const Attainment& attainment = *report_.attainment;
      entry.more.push_back(absl::StrCat(
          words_.Percent(attainment.of_target), Say(" dari target; ", " of the target; "),
          attainment.met ? Say("target tercapai", "the target is met")
                         : absl::StrCat(Say("masih kurang ", "still to go: "), Remaining(attainment), " ", target.unit),
          "."));
    }
    std::vector<std::string> kinds;
    for (const auto& [kind, count] : result.by_kind) {
      kinds.push_back(absl::StrCat(words_.Exit(kind), " ", words_.Number(count)));
    }
    if (!kinds.empty())
      entry.more.push_back(absl::StrCat(Say("Cara keluar: ", "Kind of exit: "), absl::StrJoin(kinds, ", "), "."));
    if (!result.source.empty()) entry.more.push_back(words_.Source(result.source));
    entries->list.push_back(std::move(entry));
  }

  void AttainmentChart(const Target& target, const Attainment& attainment, Section* part) {
    Chart chart;
    chart.drawing = analysis::RangeDrawing({attainment.result, target.least, target.most, std::nullopt}, words_.language());
    chart.keys = {{attainment.met ? "more" : "is", Say("hasil", "result")}, {"edge", Say("target", "target")}};
    part->blocks.push_back(std::move(chart));
    NumberTable table;
    table.caption = Say("Target dan hasil", "Target and result");
    table.name_head = {Say("Yang dihitung", "What is counted"), ""};
    table.heads = {{absl::StrCat(target.unit), ""}, {Say("Dari target", "Of the target"), Say("dari target", "of target")}};
    const bool stock = target.denominator.has_value() && attainment.target_of_denominator.has_value() &&
                       attainment.result_of_denominator.has_value();
    if (stock) {
      table.heads.push_back({absl::StrCat(Say("Dari ", "Of "), StockText(*target.denominator)),
                             absl::StrCat(Say("dari ", "of "), words_.Number(target.denominator->count))});
    }
    const auto row = [&](const char* name, std::string count, std::string of_target, std::string of_stock) {
      Row added;
      added.name = name;
      added.cells = {std::move(count), std::move(of_target)};
      if (stock) added.cells.push_back(std::move(of_stock));
      table.rows.push_back(std::move(added));
    };
    row(Say("target", "target"), words_.Range(target.least, target.most), "100 %",
        stock ? words_.Percent(*attainment.target_of_denominator) : "");
    row(Say("hasil", "result"), words_.About(report_.result->precision, attainment.result),
        words_.Percent(attainment.of_target), stock ? words_.Percent(*attainment.result_of_denominator) : "");
    row(Say("masih kurang", "still to go"), Remaining(attainment), "", "");
    part->blocks.push_back(std::move(table));
    if (stock) {
      part->blocks.push_back(Sentence{
          absl::StrCat(StockText(*target.denominator), ". ", words_.Source(target.denominator->source)), Weight::kSoft});
    }
  }

  std::string NameOfPart(const ProgrammeReport::Part& part) const {
    std::string name = words_.RegionCode(part.code);
    if (part.own.has_value() && !part.own->title.in(words_.language()).empty()) {
      absl::StrAppend(&name, "  ", part.own->title.in(words_.language()));
    }
    return name;
  }

  void Parts() {
    if (report_.parts.empty()) return;
    Section* section = Part("parts", "Wilayah di bawahnya", "The regions below");
    section->blocks.push_back(
        Sentence{Say("Target sendiri dan jumlah target di bawahnya berdiri terpisah. Kantor yang belum melapor "
                     "disebut, tidak dihitung nol.",
                     "A region's own target and the sum of those below it stand apart. An office that has not "
                     "reported is named, not counted as zero."),
                 Weight::kSoft});
    NumberTable table;
    table.caption = Say("Target dan hasil menurut wilayah", "Target and result by region");
    table.name_head = {Say("Wilayah", "Region"), Say("wilayah", "region")};
    table.heads = {{Say("Target sendiri", "Own target"), Say("target", "target")},
                   {Say("Hasil sendiri", "Own result"), Say("hasil", "result")},
                   {Say("Bagian di bawahnya", "Parts below"), Say("bagian", "parts")},
                   {Say("Target bagian", "Target of the parts"), Say("target bagian", "target of parts")},
                   {Say("Hasil bagian yang melapor", "Result of parts that reported"), Say("hasil bagian", "result of parts")}};
    table.bar_most = 1000;
    std::map<std::string, std::string> titles;
    for (const ProgrammeReport::Part& part : report_.parts) {
      if (part.own.has_value()) titles[part.own->id] = NameOfPart(part);
    }
    std::vector<std::string> silent;
    for (const ProgrammeReport::Part& part : report_.parts) {
      if (part.own.has_value() && !part.own_result.has_value()) silent.push_back(NameOfPart(part));
      for (const std::string& id : part.without_result) {
        const auto found = titles.find(id);
        silent.push_back(found == titles.end() ? id : found->second);
      }
    }
    std::sort(silent.begin(), silent.end());
    silent.erase(std::unique(silent.begin(), silent.end()), silent.end());
    for (size_t i = 0; i < std::min(report_.parts.size(), kMostParts); ++i) {
      const ProgrammeReport::Part& part = report_.parts[i];
      Row row;
      row.name = NameOfPart(part);
      const auto about = [&](bool approximate, int64_t count) {
        return words_.About(approximate ? Precision::kApproximate : Precision::kExact, count);
      };
      row.cells = {part.own.has_value() ? words_.Range(part.own->least, part.own->most) : "-",
                   part.own_result.has_value() ? words_.About(part.own_result->precision, part.own_result->count)
                   : part.own.has_value()      ? Say("belum", "none")
                                               : "-",
                   part.parts > 0 ? words_.Number(part.parts) : "-", part.parts > 0 ? words_.Range(part.least, part.most) : "-",
                   part.parts > 0 ? about(part.approximate, part.result) : "-"};
      const int64_t result = part.own_result.has_value() ? part.own_result->count : part.result;
      const int64_t target = part.own.has_value() ? part.own->least : part.least;
      if (target > 0 && result > 0) {
        const auto thousandths = static_cast<int64_t>(static_cast<__int128>(std::min(result, target)) * 1000 / target);
        row.bar = {{thousandths, result >= target ? "more" : "is"}, {1000 - thousandths, "track"}};
      } else if (target > 0) {
        row.bar = {{1000, "track"}};
      }
      table.rows.push_back(std::move(row));
    }
    if (report_.parts.size() > kMostParts) {
      Row gap;
      gap.kind = Row::Kind::kGap;
      gap.name = absl::StrCat(words_.Number(static_cast<int64_t>(report_.parts.size() - kMostParts)),
                              Say(" wilayah lagi yang tidak ditampilkan", " more regions that are not shown"));
      table.rows.push_back(std::move(gap));
    }
    section->blocks.push_back(std::move(table));
    if (silent.empty()) {
      section->blocks.push_back(
          Sentence{Say("Semua yang mempunyai target telah melapor.", "All that have a target have reported.")});
      return;
    }
    Section quiet;
    quiet.title =
        absl::StrCat(Say("Belum melapor: ", "Have not reported: "), words_.Number(static_cast<int64_t>(silent.size())));
    const size_t named = std::min(silent.size(), kMostNamed);
    quiet.blocks.push_back(Sentence{
        absl::StrCat(absl::StrJoin(silent.begin(), silent.begin() + static_cast<std::ptrdiff_t>(named), "; "),
                     named < silent.size()
                         ? absl::StrCat(Say("; dan ", "; and "), words_.Number(static_cast<int64_t>(silent.size() - named)),
                                        Say(" lagi", " more"))
                         : "",
                     "."),
        Weight::kPlain, 2});
    content_.push_back(std::move(quiet));
  }

  void CohortPart() {
    if (!report_.cohort.has_value()) return;
    const CohortReport& cohort = *report_.cohort;
    Section* part = Part("cohort", "Angkatan", "The cohort");
    part->blocks.push_back(
        Sentence{absl::StrCat(words_.Families(cohort.families), Say(", per ", ", as of "), words_.Day(cohort.as_of), ".")});
    if (cohort.families == 0) {
      part->blocks.push_back(Sentence{Say("Angkatan ini kosong.", "The cohort is empty.")});
      return;
    }
    AddConversion(cohort, words_, &content_);
    AddStanding(cohort, words_, &content_);
    Part("obstructions", "Apa yang menahan keluarga", "What keeps families back");
    const size_t before = content_.size();
    AddObstructions(cohort, words_, &content_);
    if (content_.size() == before) {
      content_.back().blocks.push_back(Sentence{Say("Tidak ada.", "Nothing.")});
    }
  }

  void ProjectionPart() {
    if (!report_.projection.has_value()) return;
    Part("months", "Bulan demi bulan", "Month by month");
    AddProjection(*report_.projection, Needed(), words_, &content_);
  }

  void ForecastPart() {
    const bool any = report_.forecast.has_value() || report_.too_many_to_forecast || !report_.without_rate.empty() ||
                     !report_.rates_needed.empty();
    if (!any) return;
    Section* part = Part("forecast", "Seberapa mungkin target tercapai", "How probable the target is");
    if (report_.too_many_to_forecast) {
      part->blocks.push_back(
          Sentence{absl::StrCat(Say("Dalam proses lebih dari ", "More than "), words_.Families(kMaxForecastFamilies),
                                Say("; untuk sebanyak itu peluang tidak dihitung.",
                                    " are in the pipeline; for so many no probability is computed.")),
                   Weight::kNotice});
    }
    if (!report_.without_rate.empty()) {
      std::vector<std::string> named;
      for (const Outcome outcome : report_.without_rate) named.emplace_back(decide::Word(outcome, words_.language()));
      part->blocks.push_back(Sentence{absl::StrCat(Say("Tidak ada perkiraan: tidak ada laju yang dianggap untuk keluarga ",
                                                       "No forecast: no rate is assumed for families "),
                                                   absl::StrJoin(named, ", "), "."),
                                      Weight::kNotice});
    } else if (!report_.forecast.has_value() && !report_.too_many_to_forecast) {
      part->blocks.push_back(
          Sentence{Say("Tidak ada laju yang dianggap, jadi tidak ada peluang; di bawah: laju yang diperlukan.",
                       "No rate is assumed, so there is no probability; below: the rates that it would take.")});
    }
    Assumption(part);
    if (report_.forecast.has_value()) {
      AddForecast(*report_.forecast, words_, &content_);
      AddDistribution(*report_.forecast, words_, &content_);
    }
    RatesNeeded();
  }

  void Assumption(Section* part) {
    if (report_.in_pipeline.empty()) return;
    NumberTable table;
    table.caption = Say("Keluarga dalam proses dan laju yang dianggap", "Families in the pipeline and the assumed rate");
    table.name_head = {Say("Jawaban kebijakan", "The policy's answer"), Say("jawaban kebijakan", "the policy's answer")};
    table.heads = {{Say("Dalam proses", "In the pipeline"), Say("dalam proses", "in pipeline")}};
    const bool rates = !report_.rates_per_mille.empty();
    if (rates) table.heads.push_back({Say("Laju yang dianggap", "Assumed rate"), Say("laju", "rate")});
    for (const auto& [outcome, count] : report_.in_pipeline) {
      Row row;
      row.name = decide::Word(outcome, words_.language());
      row.cells = {words_.Number(count)};
      const auto rate = report_.rates_per_mille.find(outcome);
      if (rates) row.cells.push_back(rate == report_.rates_per_mille.end() ? "-" : words_.PerMille(rate->second));
      row.key = ColorOf(outcome);
      table.rows.push_back(std::move(row));
    }
    part->blocks.push_back(std::move(table));
  }

  void RatesNeeded() {
    if (report_.rates_needed.empty()) return;
    Section section;
    const std::optional<StillNeeded> needed = Needed();
    section.title = Say("Laju yang diperlukan", "The rate that the target would take");
    section.blocks.push_back(Sentence{
        needed.has_value() ? absl::StrCat(Say("Dengan laju yang sama untuk semua, agar paling sedikit ",
                                              "With the same rate for all, for at least "),
                                          words_.Number(needed->least), Say(" keluarga berhasil:", " families to complete:"))
                           : std::string(Say("Dengan laju yang sama untuk semua:", "With the same rate for all:")),
        Weight::kSoft});
    NumberTable table;
    table.caption = Say("Laju terkecil yang cukup", "The smallest rate that is enough");
    table.name_head = {Say("Peluang yang diinginkan", "Wanted probability"),
                       Say("peluang yang diinginkan", "wanted probability")};
    table.heads = {{Say("Laju", "Rate"), Say("laju", "rate")}};
    table.bar_most = 1000;
    for (const ProgrammeReport::NeededRate& rate : report_.rates_needed) {
      Row row;
      row.name = absl::StrCat(Say("target tercapai dengan peluang ", "the target is met with a probability of "),
                              words_.PerMille(rate.probability_per_mille));
      row.cells = {rate.rate_per_mille.has_value() ? words_.PerMille(*rate.rate_per_mille)
                                                   : std::string(Say("tidak mungkin", "impossible"))};
      if (rate.rate_per_mille.has_value()) row.bar = {{*rate.rate_per_mille, "is"}, {1000 - *rate.rate_per_mille, "track"}};
      table.rows.push_back(std::move(row));
    }
    section.blocks.push_back(std::move(table));
    content_.push_back(std::move(section));
  }

  void RankingPart() {
    if (!report_.ranking.has_value()) return;
    Part("ranking", "Urutan yang dapat diusulkan", "The order of those who may be proposed");
    std::vector<Cut> cuts;
    if (report_.cut_least.has_value()) cuts.push_back(*report_.cut_least);
    if (report_.cut_most.has_value() && (cuts.empty() || report_.cut_most->places != cuts[0].places))
      cuts.push_back(*report_.cut_most);
    AddRanking(*report_.ranking, cuts, kMostRanked, words_, &content_);
  }

  // "1.53 thousand people fewer", "18.8 % fewer", "50.39 %".
  std::string ComputedText(const Computation& computation, const Decimal& value, int64_t multiple,
                           const std::string& unit) const {
    if (computation.kind == ComputationKind::kShare || value.coefficient == 0) return words_.Value(value, multiple, unit);
    Decimal size = value;
    if (size.coefficient < 0) size.coefficient = -size.coefficient;
    return absl::StrCat(words_.Value(size, multiple, unit),
                        value.coefficient < 0 ? Say(" lebih sedikit", " fewer") : Say(" lebih banyak", " more"));
  }

  void FiguresPart() {
    if (report_.statistics.empty() && report_.comparisons.empty()) return;
    Section* part = Part("figures", "Angka yang diterbitkan", "Published figures");
    Entries entries;
    std::map<std::string, const Statistic*> by_id;
    for (const Statistic& statistic : report_.statistics) {
      by_id[statistic.id] = &statistic;
      const std::string& title = statistic.title.in(words_.language());
      std::string value = words_.Value(statistic.value, statistic.multiple, statistic.unit);
      if (statistic.precision == Precision::kApproximate) value = absl::StrCat(Say("sekitar ", "about "), value);
      std::string about = absl::StrCat(
          statistic.as_printed.empty() ? ""
                                       : absl::StrCat(Say("Tercetak: ", "As printed: "), "\"", statistic.as_printed, "\". "),
          statistic.released_on.has_value()
              ? absl::StrCat(Say("Terbit ", "Released "), words_.Day(*statistic.released_on), ". ")
              : "",
          words_.Source(statistic.source));
      entries.list.push_back({absl::StrCat(title.empty() ? statistic.id : title, ", ", words_.Day(statistic.reference)), value,
                              Lines({std::string(about)})});
    }
    part->blocks.push_back(std::move(entries));
    if (report_.comparisons.empty()) return;
    Section computed;
    computed.title = Say("Dihitung dari angka itu", "Computed from them");
    Entries list;
    for (const ProgrammeReport::Comparison& comparison : report_.comparisons) {
      const Computation& computation = comparison.computation;
      std::string title = computation.title.in(words_.language());
      if (title.empty()) title = KindTitle(computation, by_id);
      std::string value =
          ComputedText(computation, comparison.computed.value, comparison.computed.multiple, comparison.computed.unit);
      if (comparison.computed.approximate) value = absl::StrCat(Say("sekitar ", "about "), value);
      std::string printed;
      if (computation.printed.has_value()) {
        printed = absl::StrCat(
            Say("Tercetak: ", "As printed: "),
            computation.as_printed.empty()
                ? ComputedText(computation, *computation.printed, comparison.computed.multiple, comparison.computed.unit)
                : absl::StrCat("\"", computation.as_printed, "\""),
            comparison.computed.agrees.value_or(false) ? Say("; sama dengan hitungan.", "; the computation agrees.")
                                                       : Say("; BERBEDA dari hitungan.", "; the computation DIFFERS."));
      }
      list.list.push_back({std::move(title), std::move(value), Lines({std::move(printed)})});
    }
    computed.blocks.push_back(std::move(list));
    content_.push_back(std::move(computed));
  }

  std::string KindTitle(const Computation& computation, const std::map<std::string, const Statistic*>& by_id) const {
    const auto name = [&](const std::string& id) {
      const auto found = by_id.find(id);
      if (found == by_id.end()) return id;
      const std::string& title = found->second->title.in(words_.language());
      return absl::StrCat(title.empty() ? id : title, " ", words_.Day(found->second->reference));
    };
    switch (computation.kind) {
      case ComputationKind::kDifference:
        return absl::StrCat(Say("Selisih: ", "Difference: "), name(computation.of), Say(" terhadap ", " against "),
                            name(computation.against));
      case ComputationKind::kShare:
        return absl::StrCat(Say("Bagian: ", "Share: "), name(computation.of), Say(" dari ", " of "), name(computation.against));
      case ComputationKind::kChange:
        break;
    }
    return absl::StrCat(Say("Perubahan: ", "Change: "), name(computation.of), Say(" terhadap ", " against "),
                        name(computation.against));
  }

  void About() {
    Section* part = Part("about", "Tentang halaman ini", "About this page");
    Entries entries;
    entries.list.push_back({Say("Wilayah", "Region"), words_.Region(report_.region), {}});
    entries.list.push_back({Say("Per", "As of"), words_.Day(report_.as_of), {}});
    if (report_.cohort.has_value()) {
      entries.list.push_back({Say("Kebijakan", "Policy"), absl::StrCat(report_.policy_id, " ", report_.policy_version),
                              Lines({report_.policy_title.in(words_.language()), report_.policy_hash})});
      entries.list.push_back(
          {Say("Angkatan", "Cohort"),
           absl::StrCat(words_.Families(report_.cohort->families),
                        report_.unreadable > 0 ? absl::StrCat("; ", words_.Number(report_.unreadable),
                                                              Say(" catatan tidak terbaca", " records unreadable"))
                                               : ""),
           {}});
    }
    part->blocks.push_back(std::move(entries));
    part->blocks.push_back(Sentence{report_.cohort.has_value()
                                        ? Say("Kode di bawah nama kebijakan menandai isinya: kebijakan yang sama selalu "
                                              "mempunyai kode yang sama. Halaman ini tidak "
                                              "memuat nama, NIK, nomor KK atau alamat.",
                                              "The code below the policy's name stands for what it says: the same policy "
                                              "always has the same code. This page holds "
                                              "no names, NIK, KK numbers or addresses.")
                                        : Say("Halaman ini tidak memuat nama, NIK, nomor KK atau alamat.",
                                              "This page holds no names, NIK, KK numbers or addresses."),
                                    Weight::kSoft});
  }

  const ProgrammeReport& report_;
  const Words& words_;
  Content content_;
};

}  // namespace

std::string TitleOf(const ProgrammeReport& report, const Words& words) {
  if (report.target.has_value() && !report.target->title.in(words.language()).empty())
    return report.target->title.in(words.language());
  return absl::StrCat(words.Say("Program graduasi, ", "Graduation programme, "), words.Region(report.region));
}

Content ContentOf(const ProgrammeReport& report, const Words& words) { return PageWriter(report, words).Write(); }

}  // namespace graduasi::programme
