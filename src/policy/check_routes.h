// Checks the routes of a policy: that they name criteria that exist, can be met at all, and weigh what they add. This file must
// not know what a criterion asks.
#ifndef GRADUASI_SRC_POLICY_CHECK_ROUTES_H_
#define GRADUASI_SRC_POLICY_CHECK_ROUTES_H_

#include <set>
#include <string>
#include <vector>

#include "src/policy/check_expressions.h"
#include "src/policy/report.h"

namespace graduasi::policy {

// One checked route a route, in order; of use only if the report stays clean. Adds the criteria that are named to `*used`.
std::vector<CheckedRoute> CheckRoutes(const PolicyDocument& document, ExpressionChecker* expressions, std::set<int>* used,
                                      Report* report);

}  // namespace graduasi::policy

#endif  // GRADUASI_SRC_POLICY_CHECK_ROUTES_H_
