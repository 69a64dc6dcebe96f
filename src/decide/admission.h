// What is asked before anything is decided: whether the policy holds on the day, whether the options name facts, whether the
// record makes sense and whether the household lives where the policy holds. Shared by all ways in which households arrive.
// This file must not know how an outcome is formed.
#ifndef GRADUASI_SRC_DECIDE_ADMISSION_H_
#define GRADUASI_SRC_DECIDE_ADMISSION_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graduasi/date.h"
#include "graduasi/decision.h"
#include "graduasi/engine.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"
#include "src/columns/batch.h"
#include "src/policy/compiled_policy.h"

namespace graduasi::decide {

// What is behind a policy; lives as long as a copy of it.
const policy::CompiledPolicy& CompiledOf(const Policy& policy);
// What decides by a compiled policy.
Policy PolicyOf(std::shared_ptr<const policy::CompiledPolicy> compiled);

// FailedPrecondition if the policy is not in effect on the day.
absl::Status CheckPeriod(const policy::CheckedPolicy& policy, Date as_of);

// Positions of fields for each path such as "household.members[].pregnant"; InvalidArgument if one is not a bool of the model.
absl::StatusOr<columns::RecordedWhenTrue> BoolPaths(const std::vector<std::string>& texts);

enum class Placement { kInside, kOutside, kUnknown };

// Whether the household lives where the policy holds; looks at its region only.
Placement PlacementOf(const PolicyDocument& document, const Household& household);

// The facts for want of which a placement is kUnknown.
std::vector<MissingFact> UnplacedFacts(const Household& household);

// What makes the record INVALID before it is evaluated: its contradictions, and a place where the policy does not hold.
void CheckRecord(const PolicyDocument& document, const Household& household, Date as_of, Findings* findings);

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_ADMISSION_H_
