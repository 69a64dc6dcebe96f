// The names that expressions of a policy may use: `household`, `as_of`, params.<id>, and the facts declared before. This file
// must not know columns.
#ifndef GRADUASI_SRC_POLICY_ENVIRONMENT_H_
#define GRADUASI_SRC_POLICY_ENVIRONMENT_H_

#include "graduasi/policy.h"
#include "src/cel/check.h"

namespace graduasi::policy {

// Variable numbers: household, as_of, then the parameters in order of the document, then the facts as they are added.
inline constexpr int kHouseholdVariable = 0;
inline constexpr int kAsOfVariable = 1;
inline constexpr int kFirstParameterVariable = 2;

inline int FirstFactVariable(const PolicyDocument& document) {
  return kFirstParameterVariable + static_cast<int>(document.parameters.size());
}

cel::Type TypeOf(ParameterType type);  // kUnspecified: int, so that checking can go on

// household, as_of and the parameters; no fact yet.
cel::Environment StartEnvironment(const PolicyDocument& document);

}  // namespace graduasi::policy

#endif  // GRADUASI_SRC_POLICY_ENVIRONMENT_H_
