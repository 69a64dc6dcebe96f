// One household's results put together to its outcome by section 7 of SEMANTICS.md, so that a single result can be exchanged
// for another: what would have come of it had this criterion failed? This file must not know how results come about.
#ifndef GRADUASI_SRC_ANALYSIS_COVERAGE_OUTCOME_H_
#define GRADUASI_SRC_ANALYSIS_COVERAGE_OUTCOME_H_

#include <utility>
#include <vector>

#include "graduasi/decision.h"
#include "src/analysis/coverage_walk.h"
#include "src/policy/checked_policy.h"

namespace graduasi::analysis {

struct HouseholdResults {
  std::vector<CriterionResult> criteria;
  std::vector<SafeguardResult> safeguards;
  std::vector<Truth> scores;  // one for each route: whether its score is reached; true where there is none
  bool unplaced = false;      // it is not known whether the policy holds where the household lives
};

// Whether so many of the list pass.
RouteResult ResultOf(const policy::CheckedRoute::AtLeast& at_least, const HouseholdResults& results);
RouteResult ResultOf(const policy::CheckedRoute& route, const HouseholdResults& results, size_t index);

// The outcome, and the number of the route that is met if it is ELIGIBLE, else -1.
std::pair<Outcome, int> OutcomeOf(const policy::CheckedPolicy& policy, const HouseholdResults& results);

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_COVERAGE_OUTCOME_H_
