// What a test case expects, held against what was decided: quickly, against the results of a sweep, where only whether it holds
// is asked; and in full, against a decision, where people are told what differs and why. This file must not know how cases are
// decided.
#ifndef GRADUASI_SRC_ANALYSIS_TEST_COMPARE_H_
#define GRADUASI_SRC_ANALYSIS_TEST_COMPARE_H_

#include <cstdint>
#include <vector>

#include "graduasi/decision.h"
#include "graduasi/policy_test.h"
#include "src/decide/judge.h"

namespace graduasi::analysis {

// The expectations of one case as numbers of one policy's criteria, safeguards and routes; -1: the policy has none of that
// name.
struct BoundExpectation {
  std::vector<int> criteria;           // one for each of Expectation::criteria
  std::vector<int> fails_only;         // ascending
  std::vector<int> safeguards;         // one for each of Expectation::safeguards
  std::vector<int> protected_only_by;  // ascending
  int route = -1;
};
BoundExpectation Bind(const Expectation& expect, const PolicyDocument& policy);

// Whether the results of one row are those expected, as far as results alone can tell.
bool ResultsHold(const Expectation& expect, const BoundExpectation& bound, const decide::Judgement& judgement, int32_t row,
                 size_t criteria, size_t safeguards);

// Whether it takes a full decision to tell the rest.
bool AsksForReasons(const Expectation& expect, Outcome outcome);

// Everything that differs in the decision itself.
std::vector<TestMismatch> Compare(const Expectation& expect, const Decision& decision);

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_TEST_COMPARE_H_
