// What became of the mutants of a policy, as plain text for somebody who writes policies and their tests. It reads the report
// alone.
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "graduasi/mutation.h"

namespace graduasi {
namespace {

const char* In(Language language, const char* indonesian, const char* english) {
  return language == Language::kIndonesian ? indonesian : english;
}

// "criterion G07, require" as people of the language read it; the words of the document stay.
std::string Word(const std::string& text, Language language) {
  if (language == Language::kEnglish) return text;
  static constexpr std::pair<const char*, const char*> kStarts[] = {
      {"criterion ", "kriteria "},  {"safeguard ", "pelindung "}, {"route ", "jalur "}, {"fact ", "fakta "},
      {"parameter ", "parameter "}, {"outcome", "hasil"},         {"route", "jalur"},   {"none", "tidak ada"}};
  for (const auto& [english, indonesian] : kStarts) {
    if (absl::StartsWith(text, english)) return indonesian + text.substr(std::string(english).size());
  }
  return text;
}

std::string PlaceText(absl::string_view file, const SourcePlace& place, Language language) {
  if (place.line == 0) return file.empty() ? "" : absl::StrCat(file, ": ");
  if (file.empty()) return absl::StrCat(In(language, "baris ", "line "), place.line, ": ");
  return absl::StrCat(file, ":", place.line, ":", place.column, ": ");
}

void AppendMutant(const Mutant& mutant, absl::string_view file, Language language, std::string* text) {
  absl::StrAppend(text, "  ", PlaceText(file, mutant.place, language), Word(mutant.owner, language), ": ",
                  mutant.description.in(language), "\n");
}

void AppendTelling(const TellingHousehold& telling, Language language, std::string* text) {
  absl::StrAppend(text, "    ", In(language, "Keluarga yang membedakan, per ", "A family that tells, as of "),
                  telling.as_of.ToString(), ": ", telling.description.in(language), ".\n");
  for (const TellingHousehold::Difference& difference : telling.differences) {
    absl::StrAppend(text, "      ", Word(difference.of, language), ": ", Word(difference.policy, language),
                    In(language, "; dengan perubahan itu ", "; with the change "), Word(difference.mutant, language), "\n");
  }
}

std::string CountText(const MutationReport& report, Language language) {
  const bool last = report.survived == 0;
  std::string text =
      absl::StrCat(In(language, "Mutan ", "Mutants "), report.mutants.size(), ": ", report.killed,
                   In(language, " tertangkap, ", " killed, "), report.equivalent, In(language, " setara, ", " equivalent, "),
                   report.survived, In(language, " lolos", report.survived == 1 ? " survives" : " survive"), last ? "." : ":");
  return text + "\n";
}

}  // namespace

std::string ToText(const MutationReport& report, absl::string_view file, Language language) {
  std::string text = CountText(report, language);
  for (const MutantResult& result : report.mutants) {
    if (result.standing != MutantStanding::kSurvives) continue;
    AppendMutant(result.mutant, file, language, &text);
    if (result.telling.has_value()) {
      AppendTelling(*result.telling, language, &text);
    } else {
      absl::StrAppend(&text, "    ",
                      In(language, "Tidak ditemukan keluarga yang membedakan, dan tidak terbukti setara.",
                         "No family was found that tells, and it was not proved equivalent."),
                      "\n");
    }
  }
  if (report.equivalent > 0) {
    absl::StrAppend(&text,
                    In(language, "Setara: terbukti memutuskan setiap keluarga seperti kebijakan ini.",
                       "Equivalent: proved to decide every family as the policy does."),
                    "\n");
  }
  for (const MutantResult& result : report.mutants) {
    if (result.standing != MutantStanding::kEquivalent) continue;
    AppendMutant(result.mutant, file, language, &text);
    for (const Text& sentence : result.proof) absl::StrAppend(&text, "    ", sentence.in(language), "\n");
  }
  if (!report.refused.empty()) {
    absl::StrAppend(&text,
                    In(language, "Tidak dihitung, karena tidak dapat dimuat sebagai kebijakan: ",
                       "Not counted, because it would not load as a policy: "),
                    report.refused.size(), "\n");
  }
  for (const MutationReport::Refused& refused : report.refused) AppendMutant(refused.mutant, file, language, &text);
  for (const MutationReport::Unreached& unreached : report.unreached) {
    absl::StrAppend(&text, In(language, "Tabel ", "Table "), unreached.parameter, ": ", unreached.unreached,
                    In(language, " dari ", " of "), unreached.entries,
                    In(language, " baris tidak diubah, karena tidak ada kasus dari wilayahnya.\n",
                       " entries were not changed, because no case is of their region.\n"));
  }
  return text;
}

}  // namespace graduasi
