// Makes a counterexample small enough to be understood: takes away from a household whatever the failure does not need. It
// knows the model and nothing of what failed.
#ifndef GRADUASI_TESTS_PROPERTY_SHRINK_H_
#define GRADUASI_TESTS_PROPERTY_SHRINK_H_

#include <functional>

#include "graduasi/household.h"

namespace graduasi::property {

// The smallest household found for which `fails` is still true, by clearing fields and removing elements one at a time; `fails`
// is true of `household`, and is asked a few thousand times at most.
Household Shrunk(const Household& household, const std::function<bool(const Household&)>& fails);

}  // namespace graduasi::property

#endif  // GRADUASI_TESTS_PROPERTY_SHRINK_H_
