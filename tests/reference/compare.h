// Which of two values comes first. A comparison of ranges is known only if every pair of their values agrees. It knows scalars;
// lists and maps have no order.
#ifndef GRADUASI_TESTS_REFERENCE_COMPARE_H_
#define GRADUASI_TESTS_REFERENCE_COMPARE_H_

#include "tests/reference/value.h"

namespace graduasi::reference {

// Both are present and of one kind. Bool or missing.
Value ScalarsEqual(const Value& a, const Value& b);
Value Less(const Value& a, const Value& b);
Value LessOrEqual(const Value& a, const Value& b);

}  // namespace graduasi::reference

#endif  // GRADUASI_TESTS_REFERENCE_COMPARE_H_
