// The order of the families that are eligible, and where a number of places ends in it. This file must not know how a key is
// evaluated.
#include "graduasi/ranking.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "src/base/findings.h"
#include "src/decide/admission.h"
#include "src/programme/ranking_keys.h"

namespace graduasi {
namespace {

constexpr int kIdentityDigits = 16;

bool MayBeIdentity(const std::string& id) {
  int digits = 0;
  for (const char c : id) {
    digits = absl::ascii_isdigit(static_cast<unsigned char>(c)) ? digits + 1 : 0;
    if (digits == kIdentityDigits) return true;
  }
  return false;
}

absl::Status CheckIds(absl::Span<const Household> households) {
  std::set<std::string> ids;
  for (size_t i = 0; i < households.size(); ++i) {
    const std::string id = households[i].id.value_or("");
    const auto wrong = [&](const char* what) { return absl::InvalidArgumentError(absl::StrCat("household[", i, "]: ", what)); };
    if (id.empty()) return wrong("it has no id, by which a ranking could name it");
    if (MayBeIdentity(id))
      return wrong("its id has 16 digits in a row, as a NIK or KK number has; a ranking names no identity");
    if (!ids.insert(id).second) return wrong("another household has the same id");
  }
  return absl::OkStatus();
}

// The first key in which two families differ, and whether `a` stands first by it.
struct Difference {
  size_t key = 0;
  bool first = false;
};

std::optional<Difference> Differ(const RankingRule& rule, const RankedFamily& a, const RankedFamily& b) {
  for (size_t i = 0; i < rule.keys.size(); ++i) {
    const std::optional<int64_t>& x = a.values[i].value;
    const std::optional<int64_t>& y = b.values[i].value;
    if (x == y) continue;
    if (x.has_value() && y.has_value()) return Difference{i, (*x < *y) == (rule.keys[i].direction == Direction::kAscending)};
    return Difference{i, x.has_value() == (rule.keys[i].missing == MissingPlace::kLast)};
  }
  return std::nullopt;
}

void GivePlaces(const RankingRule& rule, std::vector<RankedFamily>* ranked) {
  std::sort(ranked->begin(), ranked->end(), [&](const RankedFamily& a, const RankedFamily& b) {
    const std::optional<Difference> difference = Differ(rule, a, b);
    return difference.has_value() ? difference->first : a.household_id < b.household_id;
  });
  for (size_t first = 0; first < ranked->size();) {
    size_t end = first + 1;
    std::optional<Difference> next;
    while (end < ranked->size() && !(next = Differ(rule, (*ranked)[first], (*ranked)[end])).has_value()) ++end;
    for (size_t i = first; i < end; ++i) {
      (*ranked)[i].place = static_cast<int64_t>(first) + 1;
      (*ranked)[i].sharing = static_cast<int64_t>(end - first);
    }
    if (next.has_value()) (*ranked)[end - 1].before_next_by = next->key;
    first = end;
  }
}

}  // namespace

absl::StatusOr<Ranking> RankEligible(const Policy& policy, const RankingRule& rule, absl::Span<const Household> households,
                                     Date as_of, const DecideOptions& options, Findings* findings) {
  Findings own;
  Findings* const all = findings == nullptr ? &own : findings;
  Findings mistakes;
  std::optional<programme::RankingKeys> keys = programme::RankingKeys::Check(decide::CompiledOf(policy), rule, &mistakes);
  all->insert(all->end(), mistakes.begin(), mistakes.end());
  if (!keys.has_value()) return InvalidArgument(mistakes);
  if (absl::Status status = CheckIds(households); !status.ok()) return status;
  const absl::StatusOr<columns::RecordedWhenTrue> recorded_when_true = decide::BoolPaths(options.recorded_when_true);
  if (!recorded_when_true.ok()) return recorded_when_true.status();

  Ranking ranking;
  ranking.rule = rule;
  ranking.as_of = as_of;
  ranking.policy_id = policy.document().id.text;
  ranking.policy_hash = policy.hash();
  ranking.families = static_cast<int64_t>(households.size());
  std::vector<const Household*> eligible;
  absl::Status decided = policy.DecideAll(households, as_of, options, [&](size_t index, const Verdict& verdict) {
    if (verdict.outcome == Outcome::kEligible) {
      eligible.push_back(&households[index]);
    } else {
      ++ranking.others[verdict.outcome];
    }
  });
  if (!decided.ok()) return decided;
  std::vector<programme::RankingKeys::Row> rows = keys->Evaluate(eligible, as_of, *recorded_when_true);
  for (size_t i = 0; i < eligible.size(); ++i) {
    if (rows[i].error.has_value()) {
      ranking.unranked.push_back({*eligible[i]->id, *rows[i].error});
      continue;
    }
    RankedFamily family;
    family.household_id = *eligible[i]->id;
    family.values = std::move(rows[i].values);
    ranking.ranked.push_back(std::move(family));
  }
  std::sort(ranking.unranked.begin(), ranking.unranked.end(),
            [](const UnrankedFamily& a, const UnrankedFamily& b) { return a.household_id < b.household_id; });
  GivePlaces(rule, &ranking.ranked);
  return ranking;
}

Cut CutAt(const Ranking& ranking, int64_t places) {
  Cut cut;
  cut.places = std::max<int64_t>(places, 0);
  for (const RankedFamily& family : ranking.ranked) {
    const int64_t end = family.place - 1 + family.sharing;  // families up to the last that shares the place
    if (end <= cut.places) {
      ++cut.inside;
    } else if (family.place <= cut.places) {
      ++cut.tied;
    }
  }
  const int64_t rest = cut.places - cut.inside;
  (cut.tied > 0 ? cut.left : cut.unfilled) = rest;
  return cut;
}

}  // namespace graduasi
