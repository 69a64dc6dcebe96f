// The two ways to evaluate a case: the columnar evaluator of the library, and the reference interpreter of the tests. Both run
// under the language's own rules and give the same neutral tree.
#ifndef GRADUASI_TESTS_CONFORMANCE_EVALUATE_H_
#define GRADUASI_TESTS_CONFORMANCE_EVALUATE_H_

#include <memory>
#include <vector>

#include "src/cel/check.h"
#include "tests/reference/value.h"

namespace graduasi::conformance {

// `values` are those of the environment's variables.
reference::Value EvaluateByColumns(std::shared_ptr<const cel::Expression> expression, const cel::Environment& environment,
                                   const std::vector<reference::Value>& values);

reference::Value EvaluateByReference(std::shared_ptr<const cel::Expression> expression, const cel::Environment& environment,
                                     const std::vector<reference::Value>& values);

}  // namespace graduasi::conformance

#endif  // GRADUASI_TESTS_CONFORMANCE_EVALUATE_H_
