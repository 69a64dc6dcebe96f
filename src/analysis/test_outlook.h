// What a test case expects of the days ahead and of what could be done, held against what the policy foresees. This file must
// not know how that is found.
#ifndef GRADUASI_SRC_ANALYSIS_TEST_OUTLOOK_H_
#define GRADUASI_SRC_ANALYSIS_TEST_OUTLOOK_H_

#include <vector>

#include "absl/status/status.h"
#include "graduasi/engine.h"
#include "graduasi/policy_test.h"

namespace graduasi::analysis {

// Appends what differs; nothing is looked ahead where nothing is expected. Errors as Foresee.
absl::Status CompareOutlook(const Policy& policy, const TestCase& test, const DecideOptions& options,
                            std::vector<TestMismatch>* mismatches);

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_TEST_OUTLOOK_H_
