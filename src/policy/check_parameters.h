// Checks the parameters of a policy and turns each into a dated table. This file must not know criteria or routes.
#ifndef GRADUASI_SRC_POLICY_CHECK_PARAMETERS_H_
#define GRADUASI_SRC_POLICY_CHECK_PARAMETERS_H_

#include <cstdint>
#include <vector>

#include "src/policy/check_expressions.h"
#include "src/policy/report.h"

namespace graduasi::policy {

// A day of the document, or nothing and a finding.
std::optional<int32_t> CheckDay(const Placed& text, Report* report);

// One table a parameter, in order; of use only if the report stays clean.
std::vector<columns::DatedTable> CheckParameters(const PolicyDocument& document, std::optional<int32_t> effective_from,
                                                 ExpressionChecker* expressions, Report* report);

// Whether the text is a Kemendagri region code: "35", "35.79", "35.79.02", "35.79.02.1004".
bool IsRegionCode(absl::string_view code);

}  // namespace graduasi::policy

#endif  // GRADUASI_SRC_POLICY_CHECK_PARAMETERS_H_
