// Which facts are wanting: walks the tree of an expression whose value is missing down to the facts that would settle it. This
// file must not know criteria or routes.
#ifndef GRADUASI_SRC_DECIDE_MISSING_H_
#define GRADUASI_SRC_DECIDE_MISSING_H_

#include <vector>

#include "graduasi/decision.h"
#include "src/decide/scene.h"

namespace graduasi::decide {

// The facts for want of which the value of the expression is missing or uncertain; sorted by path, without repeats.
std::vector<MissingFact> FindMissing(const Scene& scene, columns::ExpressionId expression);

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_MISSING_H_
