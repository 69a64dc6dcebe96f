// When families become eligible, and how probable numbers of completions are, as content. This file must not know how anything
// was computed.
#include <algorithm>
#include <cmath>
#include <limits>

#include "absl/strings/str_cat.h"
#include "src/decide/words.h"
#include "src/programme/report_content.h"

namespace graduasi::programme {
namespace {

using Row = NumberTable::Row;

constexpr size_t kMostMonths = 36;
constexpr int64_t kMostBins = 24;
constexpr double kThinEnd = 0.0005;  // what lies beyond is one bin on either side

std::string Period(const ProjectedMonth& month, const Words& words) {
  if (month.first.day() == 1 && month.until.day() == 1) {
    return words.Day(PartialDate::Month(month.first.year(), month.first.month()));
  }
  return absl::StrCat(words.Day(month.first), words.Say(" sampai ", " to "), words.Day(Date::FromDays(month.until.days() - 1)));
}

// One of the two things that are counted month by month.
struct Series {
  int64_t Projection::*now;
  int64_t ProjectedMonth::*added;
  int64_t ProjectedMonth::*reached;
  int64_t ProjectedMonth::*at_end;
};
constexpr Series kEligible = {&Projection::eligible_now, &ProjectedMonth::become_eligible, &ProjectedMonth::reached,
                              &ProjectedMonth::eligible_at_end};
constexpr Series kCandidates = {&Projection::candidates_now, &ProjectedMonth::become_candidates,
                                &ProjectedMonth::candidates_reached, &ProjectedMonth::candidates_at_end};

bool IsStill(const Projection& projection, const Series& series) {
  return std::all_of(projection.months.begin(), projection.months.end(), [&](const ProjectedMonth& month) {
    return month.*series.added == 0 && month.*series.at_end == projection.*series.now;
  });
}

// Whether the procedure makes a difference to anybody on any day.
bool HasOtherCandidates(const Projection& projection) {
  return projection.candidates_now != projection.eligible_now ||
         std::any_of(projection.months.begin(), projection.months.end(), [](const ProjectedMonth& month) {
           return month.candidates_reached != month.reached || month.candidates_at_end != month.eligible_at_end ||
                  month.become_candidates != month.become_eligible;
         });
}

Chart MonthChart(const Projection& projection, const Series& series, size_t shown, const std::optional<StillNeeded>& needed,
                 const Words& words) {
  analysis::ColumnChart chart;
  chart.columns.push_back({words.Say("kini", "now"), "", projection.*series.now, 0, std::nullopt});
  int64_t before = projection.*series.now;
  bool fewer = false;
  for (size_t i = 0; i < shown; ++i) {
    const ProjectedMonth& month = projection.months[i];
    analysis::ColumnChart::Column column;
    column.label = words.ShortMonth(month.first);
    if (i == 0 || month.first.month() == 1) column.second_label = absl::StrCat(month.first.year());
    column.before = before;
    column.added = month.*series.added;
    if (month.*series.at_end != month.*series.reached) {
      column.mark = month.*series.at_end;
      fewer = true;
    }
    before = month.*series.reached;
    chart.columns.push_back(std::move(column));
  }
  const bool candidates = series.now == kCandidates.now;
  Chart drawn;
  drawn.caption = candidates ? words.Say("Calon, bulan demi bulan", "Candidates, month by month")
                             : words.Say("Yang dapat diusulkan, bulan demi bulan", "Who may be proposed, month by month");
  drawn.keys = {{"is", words.Say("untuk pertama kali dalam bulan itu", "for the first time in that month")},
                {"was", words.Say("sudah sebelumnya", "before")}};
  if (fewer) drawn.keys.push_back({"mark", words.Say("masih di akhir bulan", "still at its end")});
  if (needed.has_value() && needed->most > 0) {
    chart.band_least = needed->least;
    chart.band_most = needed->most;
    drawn.keys.push_back({"band", absl::StrCat(words.Say("masih perlu untuk target: ", "still needed for the target: "),
                                               words.Range(needed->least, needed->most))});
  }
  drawn.drawing = analysis::Columns(chart, words.language());
  return drawn;
}

// One row for each month that is shown, and one for all others.
NumberTable MonthTable(const Projection& projection, const std::vector<Series>& all, size_t shown, const Words& words) {
  NumberTable table;
  table.caption = words.Say("Kapan keluarga dapat diusulkan", "When families may be proposed");
  table.name_head = {words.Say("Kapan", "When"), words.Say("kapan", "when")};
  Row now, rest;
  now.name = words.Say("sudah sekarang", "now already");
  for (size_t i = 0; i < shown; ++i) table.rows.push_back({Period(projection.months[i], words), {}, ""});
  for (const Series& series : all) {
    const bool candidates = series.now == kCandidates.now;
    const auto head = [&](const char* id, const char* en, bool begins) {
      if (all.size() == 1) return NumberTable::Head{words.Say(id, en), ""};
      const char* what = candidates ? words.Say("calon", "candidates") : words.Say("dapat diusulkan", "may be proposed");
      // In a terminal the first column of three says whose they are.
      const std::string full = absl::StrCat(what, ": ", words.Say(id, en));
      return NumberTable::Head{full, begins ? full : words.Say(id, en)};
    };
    table.heads.push_back(head("baru", "new", true));
    table.heads.push_back(head("kumulatif", "in total", false));
    table.heads.push_back(head("di akhir", "at the end", false));
    for (int i = 0; i < 3; ++i) now.cells.push_back(words.Number(projection.*series.now));
    const auto put = [&](const ProjectedMonth& month, int64_t added, Row* row) {
      row->cells.push_back(words.Number(added));
      row->cells.push_back(words.Number(month.*series.reached));
      row->cells.push_back(words.Number(month.*series.at_end));
    };
    for (size_t i = 0; i < shown; ++i) put(projection.months[i], projection.months[i].*series.added, &table.rows[i]);
    if (shown == projection.months.size()) continue;
    int64_t added = 0;
    for (size_t i = shown; i < projection.months.size(); ++i) added += projection.months[i].*series.added;
    put(projection.months.back(), added, &rest);
  }
  table.rows.insert(table.rows.begin(), std::move(now));
  if (shown < projection.months.size()) {
    rest.name = absl::StrCat(shown == 0 ? words.Say("setiap bulan sampai ", "every month until ")
                                        : words.Say("sesudahnya, sampai ", "later, until "),
                             words.Day(Date::FromDays(projection.months.back().until.days() - 1)));
    table.rows.push_back(std::move(rest));
  }
  return table;
}

// What is said after a number of bins or tails.
struct Bins {
  std::vector<analysis::Histogram::Bin> bins;  // the first and last stand for everything below and above
  bool cut_below = false, cut_above = false;
};

// Bins as wide as needed so that there are few, none of which lies on both sides of an end of the target.
Bins BinsOf(const CompletionForecast& forecast) {
  Bins result;
  const auto size = static_cast<int64_t>(forecast.exactly.size());
  if (size == 0) return result;
  const auto at = [&](int64_t k) { return forecast.exactly[static_cast<size_t>(k)]; };
  int64_t low = 0, high = size - 1;
  double below = 0, above = 0;
  while (low < high && below + at(low) < kThinEnd) below += at(low++);
  while (high > low && above + at(high) < kThinEnd) above += at(high--);
  const bool range = forecast.least != forecast.most;
  const int64_t width = (high - low) / kMostBins + 1;
  const auto color = [&](int64_t k) { return k < forecast.least ? "was" : range && k > forecast.most ? "gone2" : "more"; };
  const auto add = [&](int64_t first, int64_t last, double weight) {
    result.bins.push_back({first, last, weight, color(first)});
  };
  for (int64_t first = low; first <= high;) {
    int64_t last = std::min(first + width - 1, high);
    if (first < forecast.least) last = std::min(last, forecast.least - 1);
    if (range && first <= forecast.most) last = std::min(last, forecast.most);
    double weight = 0;
    for (int64_t k = first; k <= last; ++k) weight += at(k);
    add(first, last, weight);
    first = last + 1;
  }
  result.cut_below = low > 0;
  result.cut_above = high < size - 1;
  return result;
}

}  // namespace

void AddProjection(const Projection& projection, const std::optional<StillNeeded>& needed, const Words& words,
                   Content* content) {
  Section section;
  section.blocks.push_back(Sentence{
      absl::StrCat(words.Families(projection.families), words.Say(", per ", ", as of "), words.Day(projection.as_of), ".")});
  section.blocks.push_back(
      Sentence{words.Say("Jika tidak ada hal lain yang terjadi; ini hitungan menurut kebijakan, bukan ramalan.",
                         "If nothing else happens; this is what the policy would answer, not a prediction.")});
  const bool candidates = HasOtherCandidates(projection);
  const bool still = IsStill(projection, kEligible) && (!candidates || IsStill(projection, kCandidates));
  if (still && !projection.months.empty()) {
    section.blocks.push_back(Sentence{
        absl::StrCat(words.Say("Sampai ", "Until "), words.Day(Date::FromDays(projection.until.days() - 1)),
                     words.Say(" tidak ada yang berubah oleh waktu saja: perlu data, perbaikan atau prosedur.",
                               " nothing changes by time alone: it takes data, something put right, or the procedure."))});
  }
  if (candidates) {
    section.blocks.push_back(
        Sentence{words.Say("Calon: dapat diusulkan, atau tinggal menunggu prosedur (tanda tangan, musyawarah, verifikasi).",
                           "Candidates: may be proposed, or nothing is open but the procedure (statement, deliberation, "
                           "verification).")});
  }
  // Where nothing changes there is nothing to see month by month.
  const size_t shown = still ? 0 : std::min(projection.months.size(), kMostMonths);
  if (candidates && !IsStill(projection, kCandidates)) {
    section.blocks.push_back(MonthChart(projection, kCandidates, shown, needed, words));
  }
  if (!IsStill(projection, kEligible)) section.blocks.push_back(MonthChart(projection, kEligible, shown, needed, words));
  section.blocks.push_back(MonthTable(
      projection, candidates ? std::vector<Series>{kCandidates, kEligible} : std::vector<Series>{kEligible}, shown, words));
  if (projection.ends_with_policy) {
    section.blocks.push_back(
        Sentence{absl::StrCat(words.Say("Kebijakan ini tidak berlaku lagi sejak ", "The policy is no longer in effect from "),
                              words.Day(projection.until), words.Say(".", " on."))});
  }
  content->push_back(std::move(section));
  if (projection.never.empty()) return;
  Section never;
  never.title = words.Say("Tidak dapat diusulkan dalam jangka ini", "May not be proposed within this horizon");
  NumberTable outcomes;
  outcomes.caption = words.Say("Menurut keadaan sekarang", "By what is said of them now");
  outcomes.name_head = {words.Say("Jawaban kebijakan sekarang", "What the policy says now"), ""};
  outcomes.heads = {{words.Say("Keluarga", "Families"), ""}};
  outcomes.text_without_head = true;
  for (const auto& [outcome, count] : projection.never) {
    Row row;
    row.name = decide::Word(outcome, words.language());
    row.cells = {words.Number(count)};
    row.bar = {{count, ColorOf(outcome)}};
    row.key = ColorOf(outcome);
    outcomes.bar_most = std::max(outcomes.bar_most, count);
    outcomes.rows.push_back(std::move(row));
  }
  never.blocks.push_back(std::move(outcomes));
  content->push_back(std::move(never));
}

void AddForecast(const CompletionForecast& forecast, const Words& words, Content* content) {
  Section section;
  const char* assumption =
      words.Say("Anggapan, bukan ramalan: tiap keluarga dari ", "An assumption, not a prediction: each of ");
  const std::string of = absl::StrCat(words.Number(forecast.families), words.Say("", " families"));
  section.blocks.push_back(
      Sentence{forecast.rate_per_mille.has_value()
                   ? absl::StrCat(assumption, of, words.Say(" berhasil dengan peluang ", " completes with a probability of "),
                                  words.PerMille(*forecast.rate_per_mille),
                                  words.Say(", lepas dari yang lain.", ", independently of the others."))
                   : absl::StrCat(assumption, of,
                                  words.Say(" berhasil dengan peluangnya sendiri, lepas dari yang lain.",
                                            " completes with a probability of its own, independently of the others."))});
  section.blocks.push_back(Sentence{
      words.Say("Bila keluarga gagal bersama-sama (misalnya panen buruk), angka yang rendah dan yang tinggi lebih "
                "mungkin daripada yang tertulis di sini.",
                "Where families fail together (a bad harvest), low and high numbers are more probable than this says."),
      Sentence::Weight::kSoft});
  section.blocks.push_back(
      Sentence{absl::StrCat(words.Say("Harapan: ", "Expected: "), words.Thousandths(forecast.expected_per_mille),
                            words.Say(" keluarga.", " families."))});
  Entries entries;
  entries.narrow = true;
  const auto line = [&](std::string what, double probability) {
    entries.list.push_back({std::move(what), words.Probability(probability), {}});
  };
  line(absl::StrCat(words.Say("paling sedikit ", "at least "), words.Number(forecast.least)), forecast.at_least);
  if (forecast.least != forecast.most) {
    line(absl::StrCat(words.Number(forecast.least), words.Say(" sampai ", " to "), words.Number(forecast.most)),
         forecast.within);
  }
  line(absl::StrCat(words.Say("lebih dari ", "more than "), words.Number(forecast.most)), forecast.above);
  line(absl::StrCat(words.Say("kurang dari ", "fewer than "), words.Number(forecast.least)), forecast.below);
  section.blocks.push_back(std::move(entries));
  content->push_back(std::move(section));
}

void AddDistribution(const CompletionForecast& forecast, const Words& words, Content* content) {
  const Bins bins = BinsOf(forecast);
  if (bins.bins.empty()) return;
  Section section;
  section.not_in_text = true;
  section.title =
      words.Say("Berapa keluarga berhasil, dan seberapa mungkin", "How many families complete, and how probable that is");
  analysis::Histogram histogram;
  histogram.bins = bins.bins;
  Chart chart;
  const int64_t first = bins.bins.front().first, last = bins.bins.back().last;
  const bool range = forecast.least != forecast.most;
  if (forecast.least <= last && forecast.most >= first) {
    histogram.band_least = forecast.least;
    histogram.band_most = range ? forecast.most : last;
  }
  chart.drawing = analysis::HistogramDrawing(histogram, words.language());
  chart.keys = {{"was", absl::StrCat(words.Say("kurang dari ", "fewer than "), words.Number(forecast.least))},
                {"more", range ? words.Range(forecast.least, forecast.most)
                               : absl::StrCat(words.Say("paling sedikit ", "at least "), words.Number(forecast.least))}};
  if (range) chart.keys.push_back({"gone2", absl::StrCat(words.Say("lebih dari ", "more than "), words.Number(forecast.most))});
  section.blocks.push_back(std::move(chart));

  NumberTable table;
  table.caption =
      words.Say("Peluang menurut banyaknya keluarga yang berhasil", "Probability by the number of families that complete");
  table.name_head = {words.Say("Keluarga", "Families"), ""};
  table.heads = {{words.Say("Peluang", "Probability"), ""}};
  const auto tail = [&](const char* id, const char* en, int64_t number, int64_t from, int64_t until) {
    double sum = 0;
    for (int64_t k = from; k < until; ++k) sum += forecast.exactly[static_cast<size_t>(k)];
    table.rows.push_back({absl::StrCat(words.Say(id, en), words.Number(number)), {words.Probability(sum)}, ""});
  };
  if (bins.cut_below) tail("kurang dari ", "fewer than ", first, 0, first);
  for (const analysis::Histogram::Bin& bin : bins.bins) {
    Row row;
    row.name = words.Range(bin.first, bin.last);
    row.cells = {words.Probability(bin.weight)};
    row.key = bin.color;
    row.bar = {{static_cast<int64_t>(std::lround(bin.weight * 1e6)), bin.color}};
    table.bar_most = std::max(table.bar_most, row.bar[0].value);
    table.rows.push_back(std::move(row));
  }
  if (bins.cut_above) tail("lebih dari ", "more than ", last, last + 1, static_cast<int64_t>(forecast.exactly.size()));
  section.blocks.push_back(std::move(table));
  content->push_back(std::move(section));
}

}  // namespace graduasi::programme

namespace graduasi {

std::string Explain(const Projection& projection, Language language) {
  programme::Content content;
  programme::AddProjection(projection, std::nullopt, programme::Words(language), &content);
  return programme::TextOf(content);
}

std::string Explain(const CompletionForecast& forecast, Language language) {
  programme::Content content;
  programme::AddForecast(forecast, programme::Words(language), &content);
  return programme::TextOf(content);
}

}  // namespace graduasi
