// From source text to a typed tree: the one door of the language. All mistakes of an expression are collected, each with its
// position and what would be right. This file knows neither households nor columns.
#ifndef GRADUASI_SRC_CEL_CHECK_H_
#define GRADUASI_SRC_CEL_CHECK_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "src/cel/ast.h"
#include "src/cel/issue.h"
#include "src/cel/type.h"

namespace graduasi::cel {

struct Variable {
  std::string name;  // may be qualified: "params.hold_months"
  Type type;
  std::string kind;  // what messages call it: "fact", "parameter", "variable"
};

// What names mean. The order of `variables` gives kVariable nodes their index.
struct Environment {
  std::vector<Variable> variables;
  std::vector<const EnumType*> enums;  // NAME where unique among all enums, Enum.NAME always
  std::string container;               // name resolution prefix, as the language defines it; "" for policies
  Limits limits;
};

// The typed tree, or null and at least one issue.
std::shared_ptr<const Expression> Check(absl::string_view source, const Environment& environment, std::vector<Issue>* issues);

// The same where the place in the document demands a type, such as bool of a requirement: any other type is an issue.
std::shared_ptr<const Expression> CheckAs(const Type& expected, absl::string_view source, const Environment& environment,
                                          std::vector<Issue>* issues);

// The expression as source text that parses to the same tree; canonical spacing and parentheses.
std::string Print(const Node& node);

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_CHECK_H_
