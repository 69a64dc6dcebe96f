// The order of the families that are eligible among those of a register, and where a number of places ends in it. This file
// must not know how a key is evaluated, nor how places are given.
#include "graduasi/ranking.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "src/decide/admission.h"
#include "src/decide/sweep.h"
#include "src/programme/ranker.h"

namespace graduasi {
namespace {

absl::Status CheckIds(absl::Span<const Household> households) {
  programme::RankingIds ids;
  for (size_t i = 0; i < households.size(); ++i) {
    if (absl::Status status = ids.Add(households[i], static_cast<int64_t>(i)); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<Ranking> Rank(const Policy& policy, absl::StatusOr<programme::Ranker> ranker,
                             absl::Span<const Household> households, Date as_of, const DecideOptions& options) {
  if (!ranker.ok()) return ranker.status();
  if (absl::Status status = CheckIds(households); !status.ok()) return status;
  const absl::StatusOr<columns::RecordedWhenTrue> recorded_when_true = decide::BoolPaths(options.recorded_when_true);
  if (!recorded_when_true.ok()) return recorded_when_true.status();
  std::vector<const Household*> eligible;
  std::map<Outcome, int64_t> others;
  decide::Sweep sweep;
  const absl::Status decided =
      sweep.Run(decide::CompiledOf(policy), households, as_of, *recorded_when_true, [&](const decide::Sweep::Decided& batch) {
        eligible.clear();
        for (int32_t row = 0; row < batch.count; ++row) {
          const Outcome outcome = batch.judgement.outcome(row);
          if (outcome == Outcome::kEligible) {
            eligible.push_back(&households[batch.first + static_cast<size_t>(row)]);
          } else {
            ++others[outcome];
          }
        }
        ranker->Add(eligible);
      });
  if (!decided.ok()) return decided;
  for (const auto& [outcome, families] : others) ranker->AddOthers(outcome, families);
  return (*std::move(ranker)).Finish();
}

}  // namespace

absl::StatusOr<Ranking> RankEligible(const Policy& policy, absl::Span<const Household> households, Date as_of,
                                     const DecideOptions& options) {
  return Rank(policy, programme::Ranker::Create(policy, as_of, options), households, as_of, options);
}

absl::StatusOr<Ranking> RankEligible(const Policy& policy, const RankingRule& rule, absl::Span<const Household> households,
                                     Date as_of, const DecideOptions& options, Findings* findings) {
  return Rank(policy, programme::Ranker::Create(policy, rule, as_of, options, findings), households, as_of, options);
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
