// What the tests of a policy have seen of it, as text for somebody who writes policies: the counts, what is wanting and where,
// and the policy itself with marks. It reads the measurement alone.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "graduasi/coverage.h"

namespace graduasi {
namespace {

const char* In(Language language, const char* indonesian, const char* english) {
  return language == Language::kIndonesian ? indonesian : english;
}

bool Complete(const CoveredItem& item) { return item.all_seen() && item.decided_both_ways(); }

bool IsWay(const std::string& result) {
  return result == "PASS" || result == "FAIL" || result == "HOLDS" || result == "CLEAR" || result == "TRUE" ||
         result == "FALSE";
}

// "never MISSING; never decided as FALSE".
std::string Wanting(const CoveredItem& item, Language language) {
  std::vector<std::string> seen;
  std::vector<std::string> decided;
  for (const CoveredResult& result : item.results) {
    if (!result.seen) {
      seen.push_back(result.result);
    } else if (!result.decided && IsWay(result.result)) {
      decided.push_back(result.result);
    }
  }
  std::string text;
  if (!seen.empty()) text = absl::StrCat(In(language, "belum pernah ", "never "), absl::StrJoin(seen, ", "));
  if (!decided.empty() && item.judged) {
    absl::StrAppend(&text, text.empty() ? "" : "; ", In(language, "belum pernah menentukan sebagai ", "never decided as "),
                    absl::StrJoin(decided, ", "));
  }
  if (!item.judged) {
    absl::StrAppend(&text, text.empty() ? "" : "; ",
                    In(language, "tidak diperiksa apakah menentukan", "not looked at whether it decided"));
  }
  return text;
}

std::string ExpressionText(const CoveredItem& item) {
  constexpr size_t kLongest = 100;
  if (item.expression.empty()) return "";
  std::string text = item.expression;
  std::replace(text.begin(), text.end(), '\n', ' ');
  if (text.size() > kLongest) {
    size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end) + "...";
  }
  return absl::StrCat("`", text, "`");
}

void Count(const char* label, const std::vector<CoveredItem>& items, const char* results, const char* ways, Language language,
           std::string* text) {
  const auto count = [&](auto of) { return std::count_if(items.begin(), items.end(), of); };
  const auto seen = count([](const CoveredItem& item) { return item.all_seen(); });
  const auto decided = count([](const CoveredItem& item) { return item.decided_both_ways(); });
  absl::StrAppend(text, "  ", label, " ", seen, In(language, " dari ", " of "), items.size(),
                  In(language, " pernah ", " seen "), results);
  if (ways != nullptr) {
    absl::StrAppend(text, "; ", decided, In(language, " dari ", " of "), items.size(),
                    In(language, " pernah menentukan ", " decided "), ways);
  }
  absl::StrAppend(text, "\n");
}

}  // namespace

std::string ToText(const PolicyCoverage& coverage, absl::string_view file, Language language) {
  const bool english = language == Language::kEnglish;
  std::string text =
      english ? absl::StrCat("Coverage of ", coverage.policy_id, " ", coverage.policy_version, " by ", coverage.cases,
                             coverage.cases == 1 ? " case" : " cases")
              : absl::StrCat("Cakupan ", coverage.policy_id, " ", coverage.policy_version, " oleh ", coverage.cases, " kasus");
  if (coverage.invalid_cases > 0) {
    absl::StrAppend(&text, In(language, ", di luar ", ", not counting "), coverage.invalid_cases,
                    In(language, " yang INVALID", " that are INVALID"));
  }
  absl::StrAppend(&text, ":\n");
  Count(english ? "criteria   " : "kriteria    ", coverage.criteria,
        english ? "to pass, to fail and to be missing" : "lulus, gagal, dan tidak diketahui",
        english ? "as pass and as fail" : "sebagai lulus dan sebagai gagal", language, &text);
  Count(english ? "safeguards " : "pelindung   ", coverage.safeguards,
        english ? "to hold, to be clear and to be missing" : "berlaku, tidak berlaku, dan tidak diketahui",
        english ? "as held and as clear" : "sebagai berlaku dan sebagai tidak", language, &text);
  Count(english ? "comparisons" : "perbandingan", coverage.comparisons,
        english ? "true, false and missing" : "benar, salah, dan tidak diketahui",
        english ? "as true and as false" : "sebagai benar dan sebagai salah", language, &text);
  Count(english ? "routes     " : "jalur       ", coverage.routes,
        english ? "met, not met and missing" : "terpenuhi, tidak terpenuhi, dan tidak diketahui", nullptr, language, &text);

  bool any = false;
  for (const std::vector<CoveredItem>* items :
       {&coverage.safeguards, &coverage.criteria, &coverage.routes, &coverage.comparisons}) {
    for (const CoveredItem& item : *items) {
      if (Complete(item)) continue;
      if (!any) absl::StrAppend(&text, In(language, "Belum tercakup:\n", "Not covered yet:\n"));
      any = true;
      const std::string expression = ExpressionText(item);
      absl::StrAppend(&text, "  ");
      if (!file.empty()) absl::StrAppend(&text, file, ":");
      if (item.place.line > 0) absl::StrAppend(&text, item.place.line, ":", item.place.column, ":");
      absl::StrAppend(&text, file.empty() && item.place.line == 0 ? "" : " ", item.owner, ": ", expression,
                      expression.empty() ? "" : ": ", Wanting(item, language), "\n");
    }
  }
  return text;
}

std::string Listing(const PolicyCoverage& coverage, absl::string_view policy_text, Language language) {
  absl::ConsumePrefix(&policy_text, "\xEF\xBB\xBF");
  if (policy_text.empty()) return "";
  std::map<int, std::vector<const CoveredItem*>> by_line;
  for (const std::vector<CoveredItem>* items :
       {&coverage.safeguards, &coverage.criteria, &coverage.routes, &coverage.comparisons}) {
    for (const CoveredItem& item : *items) by_line[item.place.line].push_back(&item);
  }
  std::string listing;
  absl::ConsumeSuffix(&policy_text, "\n");
  int number = 0;
  for (absl::string_view line : absl::StrSplit(policy_text, '\n')) {
    absl::ConsumeSuffix(&line, "\r");
    ++number;
    const std::vector<const CoveredItem*>& items = by_line[number];
    const bool complete = std::all_of(items.begin(), items.end(), [](const CoveredItem* item) { return Complete(*item); });
    const std::string digits = absl::StrCat(number);
    absl::StrAppend(&listing,
                    items.empty() ? " "
                    : complete    ? "+"
                                  : "!",
                    std::string(digits.size() < 5 ? 5 - digits.size() : 0, ' '), digits, " | ", line, "\n");
    for (const CoveredItem* item : items) {
      if (Complete(*item)) continue;
      // Below the first byte of what is meant; tabs stay tabs so that it stands below it on every screen.
      std::string below;
      const auto column = static_cast<size_t>(std::max(item->place.column, 1)) - 1;
      for (const char c : line.substr(0, column)) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) below += c == '\t' ? '\t' : ' ';
      }
      const std::string what = item->expression.empty() ? item->owner : ExpressionText(*item);
      absl::StrAppend(&listing, "       | ", below, "^ ", what, ": ", Wanting(*item, language), "\n");
    }
  }
  return listing;
}

}  // namespace graduasi
