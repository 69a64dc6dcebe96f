// The six comparisons among the functions: == != < <= > >=. What they have in common stands here; how columns are compared is
// the kernels' business.
#ifndef GRADUASI_SRC_CEL_COMPARISON_H_
#define GRADUASI_SRC_CEL_COMPARISON_H_

#include <cstdint>

#include "src/cel/ast.h"

namespace graduasi::cel {

bool IsComparison(Function function);

// < <= > >=
bool IsOrder(Function function);

// The same read from right to left: `a < b` is `b > a`. Any other function is itself.
Function Mirrored(Function function);

// Whether `a function b`. `function` is a comparison.
bool Holds(Function function, int64_t a, int64_t b);

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_COMPARISON_H_
