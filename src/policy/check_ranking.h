// Checks a ranking: that each key is an order by something that can be ordered and by nobody's identity, and says what it
// leaves to nobody's guess. This file must not know who is eligible, nor how families are put in order.
#ifndef GRADUASI_SRC_POLICY_CHECK_RANKING_H_
#define GRADUASI_SRC_POLICY_CHECK_RANKING_H_

#include <cstddef>
#include <optional>

#include "graduasi/finding.h"
#include "graduasi/policy.h"
#include "src/policy/check_expressions.h"
#include "src/policy/checked_policy.h"
#include "src/policy/report.h"

namespace graduasi::policy {

// A family that is ranked keeps a value of each key, and a reader has to follow them.
inline constexpr size_t kMostRankingKeys = 16;

// `policy` is checked up to its routes. Of use only if the report stays clean.
CheckedRanking CheckRanking(const CheckedPolicy& policy, const RankingRule& rule, ExpressionChecker* expressions,
                            Report* report);

// The same of a rule that a sound policy does not declare. Nothing, and at least one finding, if it has a mistake.
std::optional<CheckedRanking> CheckOtherRanking(const CheckedPolicy& policy, const RankingRule& rule, Findings* findings);

// Finds what only the ranking of a sound policy reads.
void MarkRankingOnly(CheckedPolicy* policy);

}  // namespace graduasi::policy

#endif  // GRADUASI_SRC_POLICY_CHECK_RANKING_H_
