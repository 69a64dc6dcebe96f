// Which results a comparison of a policy can have at all, on records that do not contradict themselves: what cannot happen is
// not asked of tests. A result is left out only where a rule proves that it cannot be. This file must not know tests.
#ifndef GRADUASI_SRC_ANALYSIS_POSSIBLE_RESULTS_H_
#define GRADUASI_SRC_ANALYSIS_POSSIBLE_RESULTS_H_

#include "src/policy/checked_policy.h"
#include "src/policy/leaves.h"

namespace graduasi::analysis {

struct PossibleResults {
  bool is_true = true;
  bool is_false = true;
  bool missing = true;
};

// MISSING cannot be of what reads neither the household nor a table, nor of has() of a fact whose absence has no date that may
// lie ahead and that no age limit can make too old. TRUE or FALSE cannot be where the ranges that validation keeps numbers,
// lists and identity numbers in lie wholly on one side of a literal.
PossibleResults ResultsOf(const policy::CheckedPolicy& policy, const policy::Leaf& leaf);

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_POSSIBLE_RESULTS_H_
