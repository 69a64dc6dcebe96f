// Counting decisions and writing the counts down for people. Sorted containers, so that the text depends on the decisions
// alone.
#include "src/cli/summary.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "capi/graduasi.h"
#include "src/cli/library.h"

namespace graduasi::cli {
namespace {

constexpr size_t kTopReasons = 10;
constexpr size_t kTopMissing = 8;

const char* In(int32_t language, const char* indonesian, const char* english) {
  return language == GRADUASI_LANGUAGE_ENGLISH ? english : indonesian;
}

// "household.members[2].born_on" -> "household.members[].born_on".
std::string WithoutPositions(const char* path) {
  std::string result;
  bool inside = false;
  for (const char* c = path; *c != '\0'; ++c) {
    if (*c == ']') inside = false;
    if (!inside) result += *c;
    if (*c == '[') inside = true;
  }
  return result;
}

// `count` of `total` as "3,2 %" or "3.2 %", rounded half up.
std::string Percent(int64_t count, int64_t total, int32_t language) {
  const int64_t per_mille = total == 0 ? 0 : (2000 * count + total) / (2 * total);
  return std::to_string(per_mille / 10) + In(language, ",", ".") + std::to_string(per_mille % 10) + " %";
}

std::string Right(const std::string& text, size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

std::string Left(const std::string& text, size_t width) {
  return text.size() < width ? text + std::string(width - text.size(), ' ') : text;
}

std::vector<std::pair<std::string, int64_t>> MostFrequent(const std::map<std::string, int64_t>& counts, size_t limit) {
  std::vector<std::pair<std::string, int64_t>> list(counts.begin(), counts.end());
  std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (list.size() > limit) list.resize(limit);
  return list;
}

std::string CriterionTitle(const graduasi_policy* policy, const std::string& id, int32_t language) {
  for (size_t i = 0; i < graduasi_policy_criterion_count(policy); ++i) {
    if (id == graduasi_policy_criterion_id(policy, i)) return Plain(graduasi_policy_criterion_title(policy, i, language));
  }
  return "";
}

std::string SafeguardTitle(const graduasi_policy* policy, const std::string& id, int32_t language) {
  for (size_t i = 0; i < graduasi_policy_safeguard_count(policy); ++i) {
    if (id == graduasi_policy_safeguard_id(policy, i)) return Plain(graduasi_policy_safeguard_title(policy, i, language));
  }
  return "";
}

}  // namespace

const char* OutcomeWord(int32_t outcome, int32_t language) {
  switch (outcome) {
    case GRADUASI_OUTCOME_PROTECTED:
      return In(language, "DILINDUNGI", "PROTECTED");
    case GRADUASI_OUTCOME_NEEDS_DATA:
      return In(language, "PERLU DATA", "NEEDS DATA");
    case GRADUASI_OUTCOME_NOT_YET:
      return In(language, "BELUM SIAP", "NOT YET READY");
    case GRADUASI_OUTCOME_ELIGIBLE:
      return In(language, "DAPAT DIUSULKAN", "MAY BE PROPOSED");
    default:
      return In(language, "DATA PERLU DIPERIKSA", "RECORD NEEDS CHECKING");
  }
}

std::string Thousands(int64_t count, int32_t language) {
  std::string text = std::to_string(count);
  for (size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, In(language, ".", ","));
  return text;
}

size_t RouteIndex(const graduasi_decision* decision, const char* route) {
  const size_t count = graduasi_decision_route_count(decision);
  size_t index = 0;
  while (index < count && std::strcmp(graduasi_decision_route_id(decision, index), route) != 0) ++index;
  return index;
}

int64_t Summary::total() const {
  int64_t total = 0;
  for (const int64_t count : outcomes_) total += count;
  return total;
}

void Summary::AddReasons(const graduasi_decision* decision, size_t route) {
  const size_t blocked = graduasi_decision_route_blocked_by_count(decision, route);
  for (size_t i = 0; i < blocked; ++i) ++reasons_[graduasi_decision_route_blocked_by(decision, route, i)];
  if (blocked == 0) ++reasons_[""];
}

void Summary::Add(const graduasi_decision* decision) {
  const int32_t outcome = graduasi_decision_outcome(decision);
  ++outcomes_[outcome >= 0 && outcome < 5 ? static_cast<size_t>(outcome) : GRADUASI_OUTCOME_INVALID];
  const char* route = graduasi_decision_route(decision);
  if (outcome == GRADUASI_OUTCOME_ELIGIBLE) ++routes_[route];
  if (outcome == GRADUASI_OUTCOME_NOT_YET) AddReasons(decision, RouteIndex(decision, route));
  if (outcome == GRADUASI_OUTCOME_NEEDS_DATA) {
    std::set<std::string> paths;  // a family counts once, however many of its members lack the fact
    for (size_t i = 0; i < graduasi_decision_missing_count(decision); ++i) {
      paths.insert(WithoutPositions(graduasi_decision_missing_path(decision, i)));
    }
    for (const std::string& path : paths) ++missing_[path];
  }
  if (outcome == GRADUASI_OUTCOME_PROTECTED) {
    for (size_t i = 0; i < graduasi_decision_safeguard_count(decision); ++i) {
      if (graduasi_decision_safeguard_result(decision, i) != GRADUASI_SAFEGUARD_HOLDS) continue;
      ++safeguards_[graduasi_decision_safeguard_id(decision, i)];
    }
  }
}

void Summary::Merge(const Summary& other) {
  for (size_t i = 0; i < outcomes_.size(); ++i) outcomes_[i] += other.outcomes_[i];
  for (const auto& [id, count] : other.routes_) routes_[id] += count;
  for (const auto& [id, count] : other.reasons_) reasons_[id] += count;
  for (const auto& [path, count] : other.missing_) missing_[path] += count;
  for (const auto& [id, count] : other.safeguards_) safeguards_[id] += count;
}

void Summary::AppendOutcomes(const graduasi_policy* policy, int32_t language, std::string* text) const {
  for (int32_t outcome = GRADUASI_OUTCOME_ELIGIBLE; outcome >= GRADUASI_OUTCOME_INVALID; --outcome) {
    const int64_t count = outcomes_[static_cast<size_t>(outcome)];
    *text += "  " + Left(OutcomeWord(outcome, language), 22) + Right(Thousands(count, language), 12) +
             Right(Percent(count, total(), language), 10) + "\n";
    if (outcome != GRADUASI_OUTCOME_ELIGIBLE) continue;
    for (size_t i = 0; i < graduasi_policy_route_count(policy); ++i) {
      const std::string id = graduasi_policy_route_id(policy, i);
      const auto found = routes_.find(id);
      if (found == routes_.end()) continue;
      *text += "    " + Left(In(language, "jalur ", "route ") + id, 20) + Right(Thousands(found->second, language), 12) +
               "            " + Plain(graduasi_policy_route_title(policy, i, language)) + "\n";
    }
  }
}

std::string Summary::ToText(const graduasi_policy* policy, int32_t as_of_days, int64_t milliseconds, int32_t language) const {
  std::string text = Plain(graduasi_policy_title(policy, language)) + " (" + Plain(graduasi_policy_id(policy)) + " " +
                     Plain(graduasi_policy_version(policy)) + "), " + In(language, "per ", "as of ") + DayText(as_of_days) +
                     "\n";
  text += Thousands(total(), language) + In(language, " keluarga diputuskan dalam ", " families decided in ") +
          std::to_string(milliseconds / 1000) + In(language, ",", ".") + std::to_string(milliseconds % 1000 / 100) +
          In(language, " detik\n\n", " s\n\n");
  AppendOutcomes(policy, language, &text);
  size_t id_width = 0;
  for (const auto& [id, count] : reasons_) id_width = std::max(id_width, id.size() + 2);
  for (const auto& [id, count] : safeguards_) id_width = std::max(id_width, id.size() + 2);
  const auto append = [&](const char* heading, const std::vector<std::pair<std::string, int64_t>>& counts, const auto& title) {
    if (!counts.empty()) text += std::string("\n") + heading + "\n";
    for (const auto& [id, count] : counts) {
      text += Right(Thousands(count, language), 12) + "  " + title(id) + "\n";
    }
  };
  append(
      In(language, "Kriteria yang paling sering belum terpenuhi oleh yang belum siap (satu keluarga dapat memiliki beberapa)",
         "Criteria that those not yet ready most often do not meet (a family can have several)"),
      MostFrequent(reasons_, kTopReasons), [&](const std::string& id) {
        if (id.empty())
          return std::string(In(language, "Kriteria pendukung belum cukup", "Too few supporting criteria are met"));
        return Left(id, id_width) + CriterionTitle(policy, id, language);
      });
  append(In(language, "Data yang paling sering kurang", "Facts most often missing"), MostFrequent(missing_, kTopMissing),
         [](const std::string& path) { return path; });
  append(In(language, "Pengaman yang berlaku", "Safeguards that hold"), MostFrequent(safeguards_, kTopReasons),
         [&](const std::string& id) { return Left(id, id_width) + SafeguardTitle(policy, id, language); });
  return text;
}

}  // namespace graduasi::cli
