#include "src/analysis/coverage_outcome.h"

#include <cstdint>

namespace graduasi::analysis {

RouteResult ResultOf(const policy::CheckedRoute::AtLeast& at_least, const HouseholdResults& results) {
  int64_t passed = 0;
  int64_t could_pass = 0;
  for (const int number : at_least.of) {
    const CriterionResult result = results.criteria[static_cast<size_t>(number)];
    if (result == CriterionResult::kError) return RouteResult::kError;
    if (result == CriterionResult::kPass) ++passed;
    if (result == CriterionResult::kPass || result == CriterionResult::kMissing) ++could_pass;
  }
  if (passed >= at_least.n) return RouteResult::kMet;
  return could_pass >= at_least.n ? RouteResult::kMissing : RouteResult::kNotMet;
}

RouteResult ResultOf(const policy::CheckedRoute& route, const HouseholdResults& results, size_t index) {
  bool met = true;
  bool possible = true;
  bool error = results.scores[index] == kError;
  for (const int number : route.all_of) {
    const CriterionResult result = results.criteria[static_cast<size_t>(number)];
    error = error || result == CriterionResult::kError;
    met = met && (result == CriterionResult::kPass || result == CriterionResult::kNotApplicable);
    possible = possible && result != CriterionResult::kFail;
  }
  for (const policy::CheckedRoute::AtLeast& at_least : route.at_least) {
    const RouteResult result = ResultOf(at_least, results);
    error = error || result == RouteResult::kError;
    met = met && result == RouteResult::kMet;
    possible = possible && result != RouteResult::kNotMet;
  }
  met = met && results.scores[index] == kTrue;
  possible = possible && results.scores[index] != kFalse;
  if (error) return RouteResult::kError;
  if (met) return RouteResult::kMet;
  return possible ? RouteResult::kMissing : RouteResult::kNotMet;
}

std::pair<Outcome, int> OutcomeOf(const policy::CheckedPolicy& policy, const HouseholdResults& results) {
  bool invalid = false;
  bool is_protected = false;
  bool guarded = results.unplaced;
  for (const CriterionResult result : results.criteria) invalid = invalid || result == CriterionResult::kError;
  for (const SafeguardResult result : results.safeguards) {
    invalid = invalid || result == SafeguardResult::kError;
    is_protected = is_protected || result == SafeguardResult::kHolds;
    guarded = guarded || result == SafeguardResult::kMissing;
  }
  int first_met = -1;
  bool open = false;
  for (size_t i = policy.routes.size(); i-- > 0;) {
    const RouteResult result = ResultOf(policy.routes[i], results, i);
    invalid = invalid || result == RouteResult::kError;
    if (result == RouteResult::kMet) first_met = static_cast<int>(i);
    open = open || result == RouteResult::kMissing;
  }
  if (invalid) return {Outcome::kInvalid, -1};
  if (is_protected) return {Outcome::kProtected, -1};
  if (first_met >= 0 && !guarded) return {Outcome::kEligible, first_met};
  return {first_met >= 0 || open ? Outcome::kNeedsData : Outcome::kNotYet, -1};
}

}  // namespace graduasi::analysis
