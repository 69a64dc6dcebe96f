// The results of policy tests as plain text, for somebody who writes policies: where, what was expected, what is, and the
// figures behind it. It reads the report alone.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graduasi/policy_test.h"

namespace graduasi {
namespace {

const char* In(Language language, const char* indonesian, const char* english) {
  return language == Language::kIndonesian ? indonesian : english;
}

std::string PlaceText(absl::string_view file, const SourcePlace& place, Language language) {
  if (place.line == 0) return file.empty() ? "" : absl::StrCat(file, ": ");
  if (file.empty()) return absl::StrCat(In(language, "baris ", "line "), place.line, ": ");
  return absl::StrCat(file, ":", place.line, ": ");
}

// What the comparer says in English in every report, as people of the other language read it.
std::string Word(const std::string& text, Language language) {
  if (language == Language::kEnglish) return text;
  static constexpr struct {
    const char* english;
    const char* indonesian;
  } kStarts[] = {{"outcome", "hasil"},
                 {"route", "jalur"},
                 {"criterion ", "kriteria "},
                 {"safeguard ", "pelindung "},
                 {"criteria that fail", "kriteria yang gagal"},
                 {"safeguards that hold", "pelindung yang berlaku"},
                 {"missing facts", "fakta yang belum ada"},
                 {"reason of ", "alasan "},
                 {"findings", "temuan"},
                 {"earliest day", "hari paling awal"},
                 {"earliest route", "jalur paling awal"},
                 {"changes", "perubahan"},
                 {"never", "tidak pernah"},
                 {"not in the policy", "tidak ada dalam kebijakan"},
                 {"no reason", "tanpa alasan"},
                 {"none", "tidak ada"}};
  for (const auto& start : kStarts) {
    const std::string english = start.english;
    const bool whole = english.back() != ' ';
    if (whole ? text == english : text.rfind(english, 0) == 0) return start.indonesian + text.substr(english.size());
  }
  return text;
}

std::string FiguresOf(const Comparison& comparison) {
  if (comparison.actual.empty() && comparison.required.empty()) return comparison.expression;
  std::string figures =
      absl::StrCat(comparison.expression, "   ", comparison.actual, " ", comparison.op, " ", comparison.required);
  if (!comparison.unit.empty()) absl::StrAppend(&figures, " ", comparison.unit);
  return figures;
}

}  // namespace

std::string ToText(const TestResult& result, absl::string_view file, Language language) {
  if (result.passed()) return "";
  std::string text = absl::StrCat(PlaceText(file, result.place, language), result.name, "\n");
  for (const TestMismatch& mismatch : result.mismatches) {
    absl::StrAppend(&text, "  ");
    if (mismatch.place.line > 0) absl::StrAppend(&text, In(language, "baris ", "line "), mismatch.place.line, ": ");
    absl::StrAppend(&text, Word(mismatch.subject, language), ": ", In(language, "seharusnya ", "expected "),
                    Word(mismatch.expected, language), In(language, ", ternyata ", ", but it is "),
                    Word(mismatch.actual, language), "\n");
    for (const TestMismatch::Because& because : mismatch.because) {
      absl::StrAppend(&text, "    ", because.of, because.of.empty() ? "" : ": ", because.sentence.in(language), "\n");
      for (const Comparison& comparison : because.comparisons) {
        absl::StrAppend(&text, "      ",
                        comparison.holds ? In(language, "ya     ", "true   ") : In(language, "tidak  ", "false  "),
                        FiguresOf(comparison), "\n");
      }
    }
  }
  return text;
}

std::string ToText(const PolicyTestReport& report, absl::string_view file, Language language) {
  std::string text;
  for (const TestResult& result : report.cases) absl::StrAppend(&text, ToText(result, file, language));
  const size_t passed = report.cases.size() - report.failed;
  if (language == Language::kIndonesian) {
    absl::StrAppend(&text, report.cases.size(), " kasus, ", passed, " lulus");
    if (report.failed > 0) absl::StrAppend(&text, ", ", report.failed, " gagal");
  } else {
    absl::StrAppend(&text, report.cases.size(), report.cases.size() == 1 ? " case, " : " cases, ", passed, " passed");
    if (report.failed > 0) absl::StrAppend(&text, ", ", report.failed, " failed");
  }
  absl::StrAppend(&text, ".\n");
  return text;
}

}  // namespace graduasi
