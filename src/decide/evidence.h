// Why a result is what it is: walks the tree of an expression down to the comparisons that decided it and the members and
// records that it turned on, or to the operation that has no result. This file must not know criteria or routes.
#ifndef GRADUASI_SRC_DECIDE_EVIDENCE_H_
#define GRADUASI_SRC_DECIDE_EVIDENCE_H_

#include <string>
#include <vector>

#include "graduasi/decision.h"
#include "src/decide/scene.h"

namespace graduasi::decide {

// What decided the present bool value of the expression. `value` is that value.
struct Evidence {
  std::vector<Comparison> comparisons;
  std::vector<Witness> witnesses;
};
Evidence FindEvidence(const Scene& scene, columns::ExpressionId expression, bool value);

// A sentence about the innermost operation that has no result.
std::string DescribeError(const Scene& scene, columns::ExpressionId expression);

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_EVIDENCE_H_
