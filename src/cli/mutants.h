// The mutants of one policy as `graduasi test --mutate` shows them. It must not know how suites are found or run.
#ifndef GRADUASI_SRC_CLI_MUTANTS_H_
#define GRADUASI_SRC_CLI_MUTANTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "capi/graduasi.h"
#include "src/cli/output.h"

namespace graduasi::cli {

struct MutantTexts {
  std::string cases;  // for each survivor, ready for a suite
  std::string json;   // the report, a line
};

// Runs the suites, which all pass, on the mutants of the policy, writes what came of it, and adds to `texts`. kFindings if a
// mutant survives and none may.
int TestMutants(const graduasi_policy* policy, const std::string& policy_file, const std::vector<const graduasi_suite*>& suites,
                int32_t language, bool may_survive, Output* output, MutantTexts* texts);

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_MUTANTS_H_
