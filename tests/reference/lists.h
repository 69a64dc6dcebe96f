// The functions over whole lists (src/SEMANTICS.md section 5), where elements may be in doubt and values may be ranges. It
// knows values only.
#ifndef GRADUASI_TESTS_REFERENCE_LISTS_H_
#define GRADUASI_TESTS_REFERENCE_LISTS_H_

#include <vector>

#include "src/cel/type.h"
#include "tests/reference/functions.h"
#include "tests/reference/value.h"

namespace graduasi::reference {

// The lists are present.
Value SizeOfList(const std::vector<Element>& list);
Value CountTrue(const std::vector<Element>& list);
Value SumOf(const Value& list, cel::TypeKind element);
Value LeastOf(const std::vector<Element>& list);
Value GreatestOf(const std::vector<Element>& list);
Value LatestOf(const std::vector<Element>& list);
Value In(const Value& x, const std::vector<Element>& list, Rules rules);
Value ElementAt(const std::vector<Element>& list, const Value& index);
Value ListsEqual(const std::vector<Element>& a, const std::vector<Element>& b, Rules rules);
Value Concatenated(const std::vector<Element>& a, const std::vector<Element>& b);

}  // namespace graduasi::reference

#endif  // GRADUASI_TESTS_REFERENCE_LISTS_H_
