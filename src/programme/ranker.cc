#include "src/programme/ranker.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "src/base/findings.h"
#include "src/decide/admission.h"
#include "src/policy/check_ranking.h"

namespace graduasi::programme {
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

Ranker::Ranker(RankingKeys keys, columns::RecordedWhenTrue recorded_when_true)
    : keys_(std::move(keys)), recorded_when_true_(std::move(recorded_when_true)) {}

absl::StatusOr<Ranker> Ranker::Make(const Policy& policy, RankingRule rule, policy::CompiledRanking compiled, Date as_of,
                                    const DecideOptions& options) {
  if (absl::Status status = decide::CheckPeriod(decide::CompiledOf(policy).checked(), as_of); !status.ok()) return status;
  absl::StatusOr<columns::RecordedWhenTrue> recorded_when_true = decide::BoolPaths(options.recorded_when_true);
  if (!recorded_when_true.ok()) return recorded_when_true.status();
  Ranker ranker(RankingKeys(std::move(compiled)), *std::move(recorded_when_true));
  ranker.ranking_.rule = std::move(rule);
  ranker.ranking_.as_of = as_of;
  ranker.ranking_.policy_id = policy.document().id.text;
  ranker.ranking_.policy_hash = policy.hash();
  return ranker;
}

absl::StatusOr<Ranker> Ranker::Create(const Policy& policy, Date as_of, const DecideOptions& options) {
  const policy::CompiledRanking* declared = decide::CompiledOf(policy).ranking();
  if (declared == nullptr) {
    return absl::FailedPreconditionError(
        absl::StrCat("policy ", policy.document().id.text, " ", policy.document().version.text,
                     " declares no ranking, and families are put in order by nothing else; add `ranking { ... }` to it"));
  }
  absl::StatusOr<Ranker> ranker = Make(policy, *policy.document().ranking, *declared, as_of, options);
  if (ranker.ok()) ranker->ranking_.declared = true;
  return ranker;
}

absl::StatusOr<Ranker> Ranker::Create(const Policy& policy, const RankingRule& rule, Date as_of, const DecideOptions& options,
                                      Findings* findings) {
  const policy::CheckedPolicy& checked = decide::CompiledOf(policy).checked();
  Findings mistakes;
  const std::optional<policy::CheckedRanking> ranking = policy::CheckOtherRanking(checked, rule, &mistakes);
  if (findings != nullptr) findings->insert(findings->end(), mistakes.begin(), mistakes.end());
  if (!ranking.has_value()) return InvalidArgument(mistakes);
  return Make(policy, rule, policy::CompileRanking(checked, *ranking), as_of, options);
}

void Ranker::Add(absl::Span<const Household* const> eligible) {
  std::vector<RankingKeys::Row> rows = keys_.Evaluate(eligible, ranking_.as_of, recorded_when_true_);
  for (size_t i = 0; i < eligible.size(); ++i) {
    ++ranking_.families;
    if (rows[i].error.has_value()) {
      ranking_.unranked.push_back({eligible[i]->id.value_or(""), *rows[i].error});
      continue;
    }
    RankedFamily& family = ranking_.ranked.emplace_back();
    family.household_id = eligible[i]->id.value_or("");
    family.values = std::move(rows[i].values);
  }
}

void Ranker::AddOthers(Outcome outcome, int64_t families) {
  if (families <= 0) return;
  ranking_.others[outcome] += families;
  ranking_.families += families;
}

void Ranker::TakeOut(const std::function<bool(const std::string& household_id)>& has_left) {
  const auto take_out = [&](auto* families) {
    const auto end =
        std::remove_if(families->begin(), families->end(), [&](const auto& family) { return has_left(family.household_id); });
    ranking_.left += families->end() - end;
    families->erase(end, families->end());
  };
  take_out(&ranking_.ranked);
  take_out(&ranking_.unranked);
}

Ranking Ranker::Finish() && {
  std::sort(ranking_.unranked.begin(), ranking_.unranked.end(),
            [](const UnrankedFamily& a, const UnrankedFamily& b) { return a.household_id < b.household_id; });
  GivePlaces(ranking_.rule, &ranking_.ranked);
  return std::move(ranking_);
}

absl::Status CheckRankingId(const Household& household, int64_t row) {
  const std::string id = household.id.value_or("");
  const auto wrong = [&](const char* what) { return absl::InvalidArgumentError(absl::StrCat("household[", row, "]: ", what)); };
  if (id.empty()) return wrong("it has no id, by which a ranking could name it");
  if (MayBeIdentity(id)) return wrong("its id has 16 digits in a row, as a NIK or KK number has; a ranking names no identity");
  return absl::OkStatus();
}

absl::Status RankingIds::Add(const Household& household, int64_t row) {
  if (absl::Status status = CheckRankingId(household, row); !status.ok()) return status;
  if (seen_.insert(*household.id).second) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("household[", row, "]: another household has the same id"));
}

}  // namespace graduasi::programme
