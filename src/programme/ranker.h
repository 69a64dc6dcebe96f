// Puts families that are eligible in order, which come in parts: a register is read once, and nobody is kept but the eligible,
// by id and values. This file must not know who is eligible.
#ifndef GRADUASI_SRC_PROGRAMME_RANKER_H_
#define GRADUASI_SRC_PROGRAMME_RANKER_H_

#include <cstdint>
#include <functional>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graduasi/ranking.h"
#include "src/columns/batch.h"
#include "src/policy/compiled_policy.h"
#include "src/programme/ranking_keys.h"

namespace graduasi::programme {

// Confined to one thread at a time. Whoever adds the same families in another order or in other parts gets the same ranking.
class Ranker {
 public:
  // By the ranking that the policy declares; FailedPrecondition if it declares none or is not in effect on the day,
  // InvalidArgument if an option names no fact.
  static absl::StatusOr<Ranker> Create(const Policy& policy, Date as_of, const DecideOptions& options);
  // By another rule; InvalidArgument also if it has a mistake, and `findings` (may be null) receives each.
  static absl::StatusOr<Ranker> Create(const Policy& policy, const RankingRule& rule, Date as_of, const DecideOptions& options,
                                       Findings* findings);

  // Families that are ELIGIBLE as of the day; whoever adds them has seen that their ids are given, name no identity, and differ
  // (RankingIds does it). They are not kept.
  void Add(absl::Span<const Household* const> eligible);
  // Families of which the policy says something else.
  void AddOthers(Outcome outcome, int64_t families);
  // Of those that were added, the ones that have left already take no place.
  void TakeOut(const std::function<bool(const std::string& household_id)>& has_left);

  Ranking Finish() &&;

 private:
  Ranker(RankingKeys keys, columns::RecordedWhenTrue recorded_when_true);
  static absl::StatusOr<Ranker> Make(const Policy& policy, RankingRule rule, policy::CompiledRanking compiled, Date as_of,
                                     const DecideOptions& options);

  RankingKeys keys_;
  columns::RecordedWhenTrue recorded_when_true_;
  Ranking ranking_;
};

// Whether a ranking can name a household by its id; `row` counts households from 0 and says in the message which one is meant.
absl::Status CheckRankingId(const Household& household, int64_t row);

// The same of all, none of which may have the id of another.
class RankingIds {
 public:
  absl::Status Add(const Household& household, int64_t row);

 private:
  std::set<std::string> seen_;
};

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_RANKER_H_
