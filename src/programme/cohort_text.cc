// A cohort's report as people read it.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graduasi/cohort.h"
#include "src/base/text.h"
#include "src/decide/words.h"

namespace graduasi {
namespace {

class Page {
 public:
  explicit Page(Language language) : language_(language) {}

  void Heading(const char* indonesian, const char* english) { absl::StrAppend(&text_, "\n", Say(indonesian, english), "\n"); }
  void Count(int64_t count, const std::string& what) {
    std::string number = FormatInteger(count, language_);
    if (number.size() < 7) number.insert(0, 7 - number.size(), ' ');
    absl::StrAppend(&text_, number, "  ", what, "\n");
  }
  void Count(int64_t count, const char* indonesian, const char* english) {
    if (count > 0) Count(count, Say(indonesian, english));
  }
  void List(const std::vector<Obstruction>& list) {
    for (const Obstruction& obstruction : list) {
      std::string what = obstruction.id;
      if (!obstruction.title.in(language_).empty()) absl::StrAppend(&what, "  ", obstruction.title.in(language_));
      absl::StrAppend(&what, "  (", obstruction.percent.Format(language_), " %");
      if (obstruction.alone > 0) {
        absl::StrAppend(&what, Say("; hanya ini: ", "; this alone: "), FormatInteger(obstruction.alone, language_));
      }
      Count(obstruction.families, what + ")");
    }
  }
  void Line(const std::string& line) { absl::StrAppend(&text_, line, "\n"); }
  std::string Say(const char* indonesian, const char* english) const {
    return language_ == Language::kIndonesian ? indonesian : english;
  }
  std::string Percent(const PercentRange& range) const {
    const std::string least = range.least.Format(language_);
    return absl::StrCat(range.approximate ? Say("sekitar ", "about ") : "", least,
                        range.least == range.most ? "" : absl::StrCat("-", range.most.Format(language_)), " %");
  }
  std::string Range(int64_t least, int64_t most) const {
    return least == most ? FormatInteger(least, language_)
                         : absl::StrCat(FormatInteger(least, language_), "-", FormatInteger(most, language_));
  }
  std::string Take() { return std::move(text_); }

 private:
  Language language_;
  std::string text_;
};

}  // namespace

std::string Explain(const CohortReport& report, Language language) {
  Page page(language);
  page.Line(absl::StrCat(FormatInteger(report.families, language), page.Say(" keluarga, per ", " families, as of "),
                         FormatDate(report.as_of, language)));
  page.Heading("Keadaan", "Where they stand");
  for (const auto& [state, count] : report.by_state) page.Count(count, Title(state).in(language));
  page.Count(report.without_history, "tanpa riwayat", "without a history");
  page.Count(report.objecting, "dengan keberatan terbuka", "with an open objection");
  page.Count(report.deferred, "ditunda karena data", "deferred for missing data");
  page.Count(report.with_open_findings, "dengan temuan pemeriksaan yang terbuka", "with open findings of an inspection");
  page.Heading("Menurut kebijakan", "What the policy says");
  for (const auto& [outcome, count] : report.by_outcome) page.Count(count, decide::Word(outcome, language));
  page.Count(report.candidates, "dapat menjadi calon sekarang", "could be candidates now");
  if (!report.failing.empty()) page.Heading("Belum terpenuhi", "Not met");
  page.List(report.failing);
  if (!report.unknown.empty()) page.Heading("Belum dapat dinilai", "Cannot be judged");
  page.List(report.unknown);
  if (!report.missing_facts.empty()) page.Heading("Data yang kurang", "Missing facts");
  page.List(report.missing_facts);
  if (!report.protecting.empty()) page.Heading("Perlindungan", "Protected by");
  page.List(report.protecting);
  if (!report.conversion.has_value()) return page.Take();
  const CohortReport::Conversion& conversion = *report.conversion;
  page.Heading("Target", "Target");
  page.Count(conversion.graduated, page.Say("sudah graduasi", "graduated"));
  page.Count(conversion.returned, "kembali menerima bantuan", "back in assistance");
  page.Count(conversion.in_pipeline, page.Say("masih dalam proses", "still in the pipeline"));
  page.Line(absl::StrCat(
      page.Say("  Masih perlu ", "  Still needed: "), page.Range(conversion.still_least, conversion.still_most),
      conversion.needed.has_value() ? absl::StrCat(page.Say(", yaitu ", ", that is "), page.Percent(*conversion.needed),
                                                   page.Say(" dari yang masih dalam proses.", " of those in the pipeline."))
                                    : "."));
  if (!conversion.possible) {
    page.Line(page.Say("  Target tidak dapat lagi dicapai oleh angkatan ini saja.",
                       "  The target can no longer be met by this cohort alone."));
  }
  return page.Take();
}

}  // namespace graduasi
