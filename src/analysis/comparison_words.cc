#include "src/analysis/comparison_words.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "src/base/text.h"

namespace graduasi {
namespace {

std::string SetText(const PolicyComparison& comparison, const std::vector<size_t>& set, Language language) {
  std::vector<std::string> texts;
  for (const size_t edit : set) texts.push_back(comparison.edits[edit].text.in(language));
  return absl::StrJoin(texts, analysis::In(language, " dan ", " and "));
}

}  // namespace

std::string CauseText(const PolicyComparison& comparison, const std::vector<std::vector<size_t>>& sets, bool narrowed,
                      Language language) {
  using analysis::In;
  if (sets.empty()) return "";
  if (!narrowed) {
    return In(language, "karena beberapa perubahan bersama-sama (terlalu banyak untuk dicoba semua gabungannya)",
              "because of several edits together (too many to try all combinations)");
  }
  const bool together = sets.front().size() > 1;
  std::vector<std::string> texts;
  for (const std::vector<size_t>& set : sets) {
    const std::string text = SetText(comparison, set, language);
    texts.push_back(together && sets.size() > 1 ? absl::StrCat("(", text, ")") : text);
  }
  const std::string joined = absl::StrJoin(texts, In(language, " atau ", " or "));
  if (!together && sets.size() == 1) return absl::StrCat(In(language, "karena ", "because "), joined);
  if (!together) {
    return absl::StrCat(In(language, "karena ", "because of "), joined,
                        In(language, " (masing-masing sudah cukup)", " (each alone is enough)"));
  }
  return absl::StrCat(In(language, "hanya karena ", "only because of "), joined, In(language, " bersama-sama", " together"));
}

}  // namespace graduasi

namespace graduasi::analysis {

std::string Share(int64_t part, int64_t whole, Language language) {
  if (whole <= 0) return "-";
  // Per mille, rounded half up; parts are at most wholes, which count rows.
  int64_t tenths = static_cast<int64_t>((static_cast<__int128>(part) * 2000 + whole) / (static_cast<__int128>(whole) * 2));
  if (part > 0) tenths = std::max<int64_t>(tenths, 1);
  if (part < whole) tenths = std::min<int64_t>(tenths, 999);
  return absl::StrCat(tenths / 10, In(language, ",", "."), tenths % 10, "%");
}

std::string Signed(int64_t value, Language language) {
  return absl::StrCat(value > 0 ? "+" : "", FormatInteger(value, language));
}

std::string OwnerText(absl::string_view owner, Language language) {
  if (language == Language::kEnglish) return std::string(owner);
  absl::string_view id = owner;
  if (absl::ConsumePrefix(&id, "criterion ")) return absl::StrCat("kriteria ", id);
  if (absl::ConsumePrefix(&id, "safeguard ")) return absl::StrCat("pelindung ", id);
  if (absl::ConsumePrefix(&id, "route ")) return absl::StrCat("jalur ", id);
  return std::string(owner);
}

std::string NameText(const PolicyName& name) { return absl::StrCat(name.id, " ", name.version); }

std::string DaysText(const PolicyComparison& comparison, Language language) {
  const std::string before = FormatDate(comparison.before.as_of, language);
  if (comparison.before.as_of == comparison.after.as_of) return before;
  return absl::StrCat(before, " -> ", FormatDate(comparison.after.as_of, language));
}

std::string SampleText(const MissingData& missing, Language language) {
  if (missing.sample_every == 1) return "";
  const std::string every = FormatInteger(missing.sample_every, language);
  const std::string sampled = FormatInteger(missing.sampled, language);
  return language == Language::kIndonesian
             ? absl::StrCat("Dihitung pada ", sampled, " keluarga: satu dari setiap ", every, " baris daftar.")
             : absl::StrCat("Counted on ", sampled, " families: one of every ", every, " rows of the register.");
}

}  // namespace graduasi::analysis
