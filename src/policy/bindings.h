// What the variables of a policy's environment stand for when its expressions are compiled. This file must not know what is
// compiled with it.
#ifndef GRADUASI_SRC_POLICY_BINDINGS_H_
#define GRADUASI_SRC_POLICY_BINDINGS_H_

#include <vector>

#include "src/columns/program.h"
#include "src/policy/checked_policy.h"

namespace graduasi::policy {

// In the order of the environment: household, as_of, parameters, facts.
std::vector<columns::Binding> BindingsOf(const CheckedPolicy& policy);

}  // namespace graduasi::policy

#endif  // GRADUASI_SRC_POLICY_BINDINGS_H_
