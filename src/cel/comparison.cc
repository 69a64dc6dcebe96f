#include "src/cel/comparison.h"

namespace graduasi::cel {

bool IsComparison(Function function) {
  return function == Function::kEqual || function == Function::kNotEqual || IsOrder(function);
}

bool IsOrder(Function function) {
  return function == Function::kLess || function == Function::kLessEqual || function == Function::kGreater ||
         function == Function::kGreaterEqual;
}

Function Mirrored(Function function) {
  switch (function) {
    case Function::kLess:
      return Function::kGreater;
    case Function::kLessEqual:
      return Function::kGreaterEqual;
    case Function::kGreater:
      return Function::kLess;
    case Function::kGreaterEqual:
      return Function::kLessEqual;
    default:
      return function;
  }
}

bool Holds(Function function, int64_t a, int64_t b) {
  switch (function) {
    case Function::kEqual:
      return a == b;
    case Function::kNotEqual:
      return a != b;
    case Function::kLess:
      return a < b;
    case Function::kLessEqual:
      return a <= b;
    case Function::kGreater:
      return a > b;
    default:
      return a >= b;
  }
}

}  // namespace graduasi::cel
