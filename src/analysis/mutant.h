// The mutants of a policy: every small change that policies suffer when they are written or copied, each with its place and a
// sentence. A mutant is a document that can be compiled like any other. This file must not know tests.
#ifndef GRADUASI_SRC_ANALYSIS_MUTANT_H_
#define GRADUASI_SRC_ANALYSIS_MUTANT_H_

#include <functional>
#include <string>
#include <vector>

#include "graduasi/household.h"
#include "graduasi/mutation.h"
#include "src/policy/checked_policy.h"

namespace graduasi::analysis {

struct MutantPlan {
  Mutant mutant;
  std::function<void(PolicyDocument*)> edit;  // makes the change in a copy of the policy's document; empty: the document stays
  policy::Misreading misreading;
  std::string read_as_no;  // path of a bool fact that reads as false where it is not recorded: "household.members[].pregnant"
  // Which parameter is changed, and the days on which that shows; -1 of any other mutant.
  int parameter = -1;
};

struct MutantPlans {
  std::vector<MutantPlan> plans;  // in the order of the document; ids differ
  std::vector<MutationReport::Unreached> unreached;
};

// A table of more entries than this is changed only where the region of a case reaches it.
inline constexpr size_t kLargeTable = 64;

// `reached` are the households of the tests. `facts_read` as of Policy::facts_read.
MutantPlans PlanMutants(const policy::CheckedPolicy& policy, const std::vector<std::string>& facts_read,
                        const std::vector<const Household*>& reached);

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_MUTANT_H_
