// One test of the conformance suite: an expression, what it may name, and what must come out. It knows the JSON lines of the
// suite, and no evaluator.
#ifndef GRADUASI_TESTS_CONFORMANCE_CASE_H_
#define GRADUASI_TESTS_CONFORMANCE_CASE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "simdjson.h"
#include "src/cel/check.h"
#include "tests/reference/value.h"

namespace graduasi::conformance {

struct Case {
  std::string name;  // file/section/name
  std::string expression;
  cel::Environment environment;
  std::vector<reference::Value> values;  // of environment.variables; an unbound one is an error, as the language says
  // What must come out: a value, or an error (at load or when run) if there is neither value nor deduced type.
  std::optional<reference::Value> value;
  std::optional<cel::Type> deduced_type;
  bool check_only = false;
};

// file/section/name, for messages about a line that cannot be read as a case.
std::string CaseName(simdjson::dom::element json);

// Unimplemented if the case needs what the language here leaves out on purpose.
absl::StatusOr<Case> ReadCase(simdjson::dom::element json);

}  // namespace graduasi::conformance

#endif  // GRADUASI_TESTS_CONFORMANCE_CASE_H_
