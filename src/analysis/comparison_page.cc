// A comparison as one page for the head of an office: what changes, for whom, because of what, and how sure that is. Nothing is
// loaded and nothing runs; it prints on A4. This file must not know how anything was counted.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graduasi/comparison.h"
#include "src/analysis/comparison_words.h"
#include "src/analysis/page_parts.h"
#include "src/base/text.h"
#include "src/decide/words.h"

namespace graduasi {
namespace {

using analysis::Bar;
using analysis::Bars;
using analysis::Escaped;
using analysis::HtmlTable;
using analysis::In;

constexpr size_t kMostClasses = 40;  // of one table
constexpr size_t kMostCauses = 30;
constexpr size_t kMostFacts = 10;

class HtmlPage {
 public:
  HtmlPage(const PolicyComparison& comparison, Language language) : comparison_(comparison), language_(language) {}

  std::string Write() {
    absl::StrAppend(&html_, "<!DOCTYPE html>\n<html lang=\"", Say("id", "en"), "\">\n<head>\n<meta charset=\"utf-8\">\n",
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>", Escaped(Title()),
                    "</title>\n<style>", analysis::PageStyle(), "</style>\n</head>\n<body>\n<main>\n");
    Head();
    Summary();
    Causes();
    BeforeAndAfter();
    ForWhom();
    HowSure();
    About();
    html_ += "</main>\n</body>\n</html>\n";
    return std::move(html_);
  }

 private:
  const char* Say(const char* id, const char* en) const { return In(language_, id, en); }
  std::string Number(int64_t value) const { return FormatInteger(value, language_); }
  std::string Signed(int64_t value) const { return analysis::Signed(value, language_); }
  const Transitions& all() const { return comparison_.transitions; }
  int64_t OtherFlips(const Transitions& t) const { return t.flips() - t.newly_eligible() - t.no_longer_eligible(); }

  std::string Title() const {
    return absl::StrCat(Say("Dampak perubahan kebijakan: ", "Effect of a change of policy: "),
                        analysis::NameText(comparison_.before), " -> ", analysis::NameText(comparison_.after));
  }

  void Paragraph(absl::string_view html, absl::string_view classes = "") {
    absl::StrAppend(&html_, "<p", classes.empty() ? "" : absl::StrCat(" class=\"", classes, "\""), ">", html, "</p>\n");
  }
  void Heading(const char* id, const char* id_text, const char* en_text) {
    absl::StrAppend(&html_, "<h2 id=\"", id, "\">", Say(id_text, en_text), "</h2>\n");
  }

  void Head() {
    absl::StrAppend(&html_, "<h1>", Say("Dampak perubahan kebijakan", "Effect of a change of policy"), "</h1>\n");
    Paragraph(
        absl::StrCat(Escaped(comparison_.after.title.in(language_)), ": ", Escaped(analysis::NameText(comparison_.before)),
                     " &rarr; ", Escaped(analysis::NameText(comparison_.after)), ", ", Say("per ", "as of "),
                     Escaped(analysis::DaysText(comparison_, language_))),
        "lead");
    if (comparison_.synthetic) {
      Paragraph(Say("Data buatan atau kebijakan contoh: tidak menggambarkan keluarga yang sebenarnya.",
                    "Synthetic data or an example policy: this describes no real families."),
                "notice");
    }
    if (comparison_.unreadable > 0) {
      Paragraph(absl::StrCat(Number(comparison_.unreadable), Say(" baris daftar tidak dapat dibaca. Baris itu dihitung sebagai "
                                                                 "data yang perlu diperiksa, sebelum dan sesudah.",
                                                                 " lines of the register cannot be read. They count as records "
                                                                 "that a person must look at, before and after.")),
                "notice");
    }
  }

  void Figure(const char* classes, const std::string& figure, const char* id, const char* en) {
    absl::StrAppend(&html_, "<li class=\"", classes, "\"><b>", figure, "</b>", Say(id, en), "</li>\n");
  }

  void Summary() {
    html_ += "<ul class=\"figures\">\n";
    Figure("", Number(comparison_.families), "keluarga dalam daftar", "families in the register");
    Figure("more", Signed(all().newly_eligible()), "menjadi dapat diusulkan", "become eligible");
    Figure("less", Signed(-all().no_longer_eligible()), "tidak lagi dapat diusulkan", "are no longer eligible");
    Figure("", Number(OtherFlips(all())), "berubah dengan cara lain", "change in another way");
    html_ += "</ul>\n";
    const int64_t flips = all().flips();
    if (flips == 0) {
      Paragraph(Say("Tidak ada satu keluarga pun yang jawabannya berubah.", "The answer changes for no family."));
      return;
    }
    const std::string share = analysis::Share(flips, comparison_.families, language_);
    Paragraph(language_ == Language::kIndonesian
                  ? absl::StrCat("Jawaban berubah untuk <strong>", Number(flips), " keluarga</strong> (", share,
                                 " dari daftar). Yang dapat diusulkan: ", Number(all().before(Outcome::kEligible)), " &rarr; ",
                                 Number(all().after(Outcome::kEligible)), ".")
                  : absl::StrCat("The answer changes for <strong>", Number(flips), " families</strong> (", share,
                                 " of the register). Eligible families: ", Number(all().before(Outcome::kEligible)), " &rarr; ",
                                 Number(all().after(Outcome::kEligible)), "."));
    Moves();
    Paragraph(Say("&ldquo;Dapat diusulkan&rdquo; berarti calon graduasi: petugas yang memutuskan, dan keluarga berhak "
                  "mengajukan keberatan.",
                  "&ldquo;Eligible&rdquo; means a candidate for graduation: an officer decides, and the family has the right "
                  "to object."),
              "soft");
  }

  // The moves that most families make.
  void Moves() {
    struct Move {
      size_t from, to;
      int64_t families;
    };
    std::vector<Move> moves;
    for (size_t i = 0; i < kOutcomes; ++i) {
      for (size_t j = 0; j < kOutcomes; ++j) {
        if (i != j && all().counts[i][j] > 0) moves.push_back({i, j, all().counts[i][j]});
      }
    }
    std::stable_sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) { return a.families > b.families; });
    std::string text;
    for (size_t i = 0; i < std::min<size_t>(moves.size(), 3); ++i) {
      absl::StrAppend(&text, i == 0 ? "" : "; ", Number(moves[i].families), Say(" dari ", " from "), Word(moves[i].from),
                      Say(" ke ", " to "), Word(moves[i].to));
    }
    if (!text.empty()) Paragraph(absl::StrCat(Say("Perpindahan terbanyak: ", "Most families move so: "), text, "."));
  }

  void Key(std::initializer_list<std::pair<const char*, const char*>> entries) {
    html_ += "<p class=\"key\">";
    for (const auto& [color, text] : entries) {
      absl::StrAppend(&html_, "<span><svg width=\"12\" height=\"12\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><rect class=\"",
                      color, "\" width=\"12\" height=\"12\"/></svg>", text, "</span>");
    }
    html_ += "</p>\n";
  }

  void Causes() {
    Heading("causes", "Karena apa", "Because of what");
    absl::StrAppend(&html_, "<h3>", Say("Yang diubah dalam kebijakan", "What was changed in the policy"), "</h3>\n");
    if (comparison_.edits.empty()) Paragraph(Say("Kedua kebijakan sama.", "The two policies say the same."));
    html_ += "<ol class=\"edits\">\n";
    for (const PolicyEdit& edit : comparison_.edits) {
      absl::StrAppend(&html_, "<li>", Escaped(edit.text.in(language_)),
                      edit.can_change_answers ? std::string()
                                              : absl::StrCat(" <span class=\"tag\">",
                                                             Say("tidak mengubah jawaban", "changes no answer"), "</span>"),
                      "</li>\n");
    }
    html_ += "</ol>\n";
    if (comparison_.causes.empty()) return;
    absl::StrAppend(&html_, "<h3>",
                    Say("Keluarga yang jawabannya berubah, menurut sebabnya", "Families whose answer changes, by cause"),
                    "</h3>\n");
    Paragraph(Say("Setiap perubahan diterapkan sendiri-sendiri pada kebijakan lama, lalu bersama-sama. Sebab adalah perubahan "
                  "yang, sendirian, memberi jawaban baru keluarga itu; bila tidak ada, gabungan terkecil yang memberinya.",
                  "Each edit was applied to the old policy alone, then in combination. The cause is the edit that alone gives "
                  "the family's new answer or, where there is none, the smallest combination that does."),
              "soft");
    Key({{"more", Say("menjadi dapat diusulkan", "become eligible")},
         {"less", Say("tidak lagi dapat diusulkan", "no longer eligible")},
         {"other", Say("berubah dengan cara lain", "change in another way")}});
    CauseTable();
  }

  void CauseTable() {
    int64_t most = 1;
    for (const FlipCause& cause : comparison_.causes) most = std::max(most, cause.flips);
    HtmlTable table(Say("Jumlah keluarga menurut sebab", "Families by cause"),
                    {Say("Sebab", "Cause"), Say("Keluarga", "Families"), Say("Menjadi dapat diusulkan", "Become eligible"),
                     Say("Tidak lagi", "No longer"), Say("Lainnya", "Other"), ""},
                    "bars causes");
    FlipCause rest;
    for (size_t i = 0; i < comparison_.causes.size(); ++i) {
      const FlipCause& cause = comparison_.causes[i];
      if (i >= kMostCauses) {
        rest.flips += cause.flips;
        rest.newly_eligible += cause.newly_eligible;
        rest.no_longer_eligible += cause.no_longer_eligible;
        continue;
      }
      CauseRow(Escaped(CauseText(comparison_, cause.sets, cause.narrowed, language_)), cause, most, &table);
    }
    if (rest.flips > 0) {
      CauseRow(absl::StrCat(comparison_.causes.size() - kMostCauses, Say(" sebab lain", " other causes")), rest, most, &table);
    }
    table.Row({Say("Jumlah", "Total"), Number(all().flips()), Number(all().newly_eligible()),
               Number(all().no_longer_eligible()), Number(OtherFlips(all())), ""},
              "total");
    html_ += table.Finish();
  }

  void CauseRow(const std::string& name, const FlipCause& cause, int64_t most, HtmlTable* table) {
    const int64_t other = cause.flips - cause.newly_eligible - cause.no_longer_eligible;
    table->Row({name, Number(cause.flips), Number(cause.newly_eligible), Number(cause.no_longer_eligible), Number(other),
                Bar({{cause.newly_eligible, "more"}, {cause.no_longer_eligible, "less"}, {other, "other"}}, most)});
  }

  std::string Word(size_t outcome) const { return Escaped(decide::Word(static_cast<Outcome>(outcome), language_)); }

  void BeforeAndAfter() {
    Heading("outcomes", "Sebelum dan sesudah", "Before and after");
    Key({{"was", Say("sebelum", "before")}, {"is", Say("sesudah", "after")}});
    int64_t most = 1;
    for (size_t i = 0; i < kOutcomes; ++i) {
      most = std::max({most, all().before(static_cast<Outcome>(i)), all().after(static_cast<Outcome>(i))});
    }
    HtmlTable sums(
        Say("Keluarga menurut jawaban", "Families by answer"),
        {Say("Jawaban", "Answer"), Say("Sebelum", "Before"), Say("Sesudah", "After"), Say("Selisih", "Difference"), ""});
    for (size_t i = kOutcomes; i-- > 0;) {
      const int64_t before = all().before(static_cast<Outcome>(i));
      const int64_t after = all().after(static_cast<Outcome>(i));
      sums.Row({Word(i), Number(before), Number(after), Signed(after - before), Bars({{before, "was"}, {after, "is"}}, most)});
    }
    html_ += sums.Finish();

    absl::StrAppend(&html_, "<h3>", Say("Siapa berpindah ke mana", "Who moves where"), "</h3>\n");
    Paragraph(Say("Baris: jawaban sebelum. Kolom: jawaban sesudah. Kotak abu-abu: tidak berubah.",
                  "Rows: the answer before. Columns: the answer after. Grey: unchanged."),
              "soft");
    html_ += "<div class=\"wide\">\n";
    absl::StrAppend(&html_, "<table class=\"matrix\">\n<caption>",
                    Say("Keluarga menurut jawaban sebelum dan sesudah", "Families by answer before and after"),
                    "</caption>\n<thead><tr><th scope=\"col\">", Say("sebelum \\ sesudah", "before \\ after"), "</th>");
    for (size_t j = kOutcomes; j-- > 0;) absl::StrAppend(&html_, "<th scope=\"col\">", Word(j), "</th>");
    html_ += "</tr></thead>\n<tbody>\n";
    for (size_t i = kOutcomes; i-- > 0;) {
      absl::StrAppend(&html_, "<tr><th scope=\"row\">", Word(i), "</th>");
      for (size_t j = kOutcomes; j-- > 0;) {
        const int64_t count = all().counts[i][j];
        absl::StrAppend(&html_, "<td class=\"", i == j ? "same" : count > 0 ? "moved" : "none", "\">", Number(count), "</td>");
      }
      html_ += "</tr>\n";
    }
    html_ += "</tbody>\n</table>\n</div>\n";
    Routes();
  }

  void Routes() {
    HtmlTable table(Say("Keluarga yang dapat diusulkan menurut jalur", "Eligible families by route"),
                    {Say("Jalur", "Route"), Say("Sebelum", "Before"), Say("Sesudah", "After"), Say("Selisih", "Difference")});
    std::vector<std::string> names = comparison_.routes_after;
    for (const std::string& route : comparison_.routes_before) {
      if (std::find(names.begin(), names.end(), route) == names.end()) names.push_back(route);
    }
    for (const std::string& route : names) {
      int64_t before = 0;
      int64_t after = 0;
      for (size_t i = 0; i < comparison_.routes.size(); ++i) {
        for (size_t j = 0; j < comparison_.routes[i].size(); ++j) {
          if (i < comparison_.routes_before.size() && comparison_.routes_before[i] == route) before += comparison_.routes[i][j];
          if (j < comparison_.routes_after.size() && comparison_.routes_after[j] == route) after += comparison_.routes[i][j];
        }
      }
      table.Row({Escaped(route), Number(before), Number(after), Signed(after - before)});
    }
    absl::StrAppend(&html_, "<h3>", Say("Lewat jalur apa", "By which route"), "</h3>\n", table.Finish());
    if (all().other_route > 0) {
      Paragraph(absl::StrCat(Number(all().other_route), Say(" keluarga tetap dapat diusulkan, tetapi lewat jalur lain.",
                                                            " families stay eligible, but by another route.")));
    }
  }

  void ForWhom() {
    Heading("whom", "Untuk siapa", "For whom");
    Paragraph(Say("Berapa keluarga yang jawabannya berubah dalam setiap kelompok. &ldquo;Belum diketahui&rdquo; adalah "
                  "kelompok tersendiri.",
                  "How many families' answers change in each group. &ldquo;Not known&rdquo; is a group of its own."),
              "soft");
    Key({{"more", Say("menjadi dapat diusulkan", "become eligible")},
         {"less", Say("tidak lagi dapat diusulkan", "no longer eligible")},
         {"other", Say("berubah dengan cara lain", "change in another way")}});
    for (const Breakdown& breakdown : comparison_.breakdowns) OneBreakdown(breakdown);
  }

  void BreakdownRow(const std::string& name, const Transitions& t, int64_t most, const char* classes, HtmlTable* table) {
    table->Row({name, Number(t.total()), Number(t.flips()), analysis::Share(t.flips(), t.total(), language_),
                Number(t.newly_eligible()), Number(t.no_longer_eligible()),
                Bar({{t.newly_eligible(), "more"}, {t.no_longer_eligible(), "less"}, {OtherFlips(t), "other"}}, most)},
               classes);
  }

  void OneBreakdown(const Breakdown& breakdown) {
    if (breakdown.classes.empty()) return;
    // Of very many classes those in which most changes; they keep their order.
    std::vector<size_t> shown;
    for (size_t i = 0; i < breakdown.classes.size(); ++i) shown.push_back(i);
    if (shown.size() > kMostClasses) {
      std::stable_sort(shown.begin(), shown.end(), [&](size_t a, size_t b) {
        return breakdown.classes[a].transitions.flips() > breakdown.classes[b].transitions.flips();
      });
      shown.resize(kMostClasses);
      std::sort(shown.begin(), shown.end());
    }
    int64_t most = 1;
    for (const size_t i : shown) most = std::max(most, breakdown.classes[i].transitions.flips());
    HtmlTable table(absl::StrCat(Say("Perubahan menurut: ", "Changes by: "), breakdown.title.in(language_)),
                    {Say("Kelompok", "Group"), Say("Keluarga", "Families"), Say("Berubah", "Change"), Say("Bagian", "Share"),
                     Say("Menjadi dapat diusulkan", "Become eligible"), Say("Tidak lagi", "No longer"), ""},
                    "bars");
    for (const size_t i : shown) {
      const Breakdown::Class& entry = breakdown.classes[i];
      BreakdownRow(Escaped(entry.title.in(language_)), entry.transitions, most, entry.unknown ? "unknown" : "", &table);
    }
    absl::StrAppend(&html_, "<h3>", Escaped(breakdown.title.in(language_)), "</h3>\n", table.Finish());
    if (shown.size() < breakdown.classes.size()) {
      Paragraph(absl::StrCat(Say("Ditampilkan ", "Shown: "), shown.size(),
                             Say(" kelompok dengan perubahan terbanyak dari ", " groups with most changes of "),
                             Number(static_cast<int64_t>(breakdown.classes.size())), "."),
                "soft");
    }
  }

  void HowSure() {
    Heading("sure", "Seberapa pasti", "How sure this is");
    const MissingData& before = comparison_.missing_before;
    const MissingData& after = comparison_.missing_after;
    Paragraph(language_ == Language::kIndonesian
                  ? absl::StrCat("Keluarga yang belum dapat dijawab karena data kurang: <strong>", Number(before.needs_data),
                                 " &rarr; ", Number(after.needs_data), "</strong>. Dari jawaban yang berubah, ",
                                 Number(comparison_.flips_with_missing), " (",
                                 analysis::Share(comparison_.flips_with_missing, all().flips(), language_),
                                 ") menyangkut data yang kurang.")
                  : absl::StrCat("Families without an answer for want of data: <strong>", Number(before.needs_data), " &rarr; ",
                                 Number(after.needs_data), "</strong>. Of the answers that change, ",
                                 Number(comparison_.flips_with_missing), " (",
                                 analysis::Share(comparison_.flips_with_missing, all().flips(), language_),
                                 ") involve missing data."));
    if (!after.facts.empty()) MissingFacts(after);
    OneBreakdown(comparison_.open_rules);
    OneBreakdown(comparison_.completeness);
    Paragraph(Say("Dihitung semua fakta yang dibaca kebijakan dan tidak tercatat, juga yang tidak perlu ditanyakan kepada "
                  "keluarga itu.",
                  "All facts that the policies read and that are not recorded count, also those that a family need not be "
                  "asked for."),
              "soft");
    NearThresholds();
  }

  void MissingFacts(const MissingData& missing) {
    absl::StrAppend(&html_, "<h3>", Say("Fakta yang paling sering kurang", "The facts that are most often missing"), "</h3>\n");
    HtmlTable table(Say("Dari keluarga yang perlu data, sesudah perubahan", "Of families that need data, after the change"),
                    {Say("Fakta", "Fact"), Say("Keluarga", "Families"), Say("Bagian", "Share"), ""});
    const int64_t most = missing.facts.front().families;
    for (size_t i = 0; i < std::min(missing.facts.size(), kMostFacts); ++i) {
      const MissingData::Count& fact = missing.facts[i];
      table.Row({absl::StrCat("<code>", Escaped(fact.name), "</code>"), Number(fact.families),
                 analysis::Share(fact.families, missing.sampled, language_), Bar({{fact.families, "is"}}, most)});
    }
    html_ += table.Finish();
    const std::string sample = analysis::SampleText(missing, language_);
    if (!sample.empty()) Paragraph(sample, "soft");
  }

  void NearThresholds() {
    bool some = false;
    HtmlTable table(
        Say("Keluarga di dekat ambang", "Families close to a threshold"),
        {Say("Ambang", "Threshold"), Say("Sedikit memenuhi", "Just met"), Say("Sedikit kurang", "Just missed"), ""});
    int64_t most = 1;
    for (const Margin& margin : comparison_.margins) most = std::max({most, margin.just_holds, margin.just_fails});
    for (const Margin& margin : comparison_.margins) {
      if (margin.just_holds + margin.just_fails == 0) continue;
      some = true;
      table.Row({absl::StrCat(Escaped(analysis::OwnerText(margin.owner, language_)), "<br><code>", Escaped(margin.expression),
                              "</code>"),
                 Number(margin.just_holds), Number(margin.just_fails),
                 Bars({{margin.just_holds, "is"}, {margin.just_fails, "was"}}, most)});
    }
    absl::StrAppend(&html_, "<h3>", Say("Di dekat ambang", "Close to a threshold"), "</h3>\n");
    const std::string within =
        language_ == Language::kIndonesian
            ? absl::StrCat(
                  "Dalam ", comparison_.margin_percent, " persen atau ", comparison_.margin_months,
                  " bulan dari ambang kebijakan baru. Kesalahan kecil pada data keluarga ini dapat mengubah hasil satu syarat.")
            : absl::StrCat("Within ", comparison_.margin_percent, " percent or ", comparison_.margin_months,
                           comparison_.margin_months == 1 ? " month" : " months",
                           " of a threshold of the new policy. A small mistake in these families' data can change the result "
                           "of a rule.");
    Paragraph(some ? within : std::string(Say("Tidak ada keluarga di dekat ambang.", "No family is close to a threshold.")),
              "soft");
    if (!some) return;
    Key({{"is", Say("sedikit memenuhi", "just met")}, {"was", Say("sedikit kurang", "just missed")}});
    html_ += table.Finish();
  }

  void Entry(const char* id, const char* en, const std::string& value) {
    absl::StrAppend(&html_, "<dt>", Say(id, en), "</dt><dd>", value, "</dd>\n");
  }

  void About() {
    Heading("about", "Tentang halaman ini", "About this page");
    html_ += "<dl>\n";
    const auto policy = [&](const PolicyName& name) {
      return absl::StrCat(Escaped(analysis::NameText(name)), name.synthetic ? Say(" (contoh)", " (an example)") : "",
                          "<br><code>", Escaped(name.hash), "</code>");
    };
    Entry("Kebijakan lama", "Policy before", policy(comparison_.before));
    Entry("Kebijakan baru", "Policy after", policy(comparison_.after));
    Entry("Hari keputusan", "Day of decision", Escaped(analysis::DaysText(comparison_, language_)));
    Entry("Daftar", "Register",
          absl::StrCat(
              Number(comparison_.families), Say(" keluarga", " families"),
              comparison_.synthetic ? Say(", data buatan atau kebijakan contoh", ", synthetic data or an example policy") : "",
              comparison_.unreadable > 0
                  ? absl::StrCat("; ", Number(comparison_.unreadable), Say(" baris tidak terbaca", " lines unreadable"))
                  : ""));
    if (!comparison_.recorded_when_true.empty()) {
      std::string paths;
      for (const std::string& path : comparison_.recorded_when_true) {
        absl::StrAppend(&paths, paths.empty() ? "" : "<br>", "<code>", Escaped(path), "</code>");
      }
      Entry("Dicatat hanya bila benar", "Recorded only when true", paths);
    }
    html_ += "</dl>\n";
    Paragraph(Say("Kode di bawah nama kebijakan menandai isinya: kebijakan yang sama selalu mempunyai kode yang sama. Halaman "
                  "ini tidak memuat nama, NIK atau nomor KK.",
                  "The code below a policy's name stands for what it says: the same policy always has the same code. This page "
                  "holds no names, NIK or KK numbers."),
              "soft");
  }

  const PolicyComparison& comparison_;
  const Language language_;
  std::string html_;
};

}  // namespace

std::string ToHtml(const PolicyComparison& comparison, Language language) { return HtmlPage(comparison, language).Write(); }

}  // namespace graduasi
