// The sentences for values of the wrong type: what an operator or a function needs, what it was given, and what would be right.
// These texts are for people who write policies, so they speak of this very expression. It decides nothing; the checker does.
#ifndef GRADUASI_SRC_CEL_MISMATCH_H_
#define GRADUASI_SRC_CEL_MISMATCH_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "src/cel/ast.h"
#include "src/cel/type.h"

namespace graduasi::cel {

// A value as it was given: its type, as far as it is known, its text in the source, and its node. A type that is demanded,
// not given, is an operand without text and node.
struct Operand {
  Type type;
  std::string text;
  const Node* node = nullptr;
};

// For an operator, `operands` in the order in which they are written.
std::string ExplainOperator(Function function, const std::vector<Operand>& operands);

// For a function that exists and was called in a style that it has; of a.f(b), `a` is operand 0.
std::string ExplainCall(absl::string_view name, const std::vector<Operand>& operands);

// For two values that must have the same type and have not; "" if there is nothing particular to advise.
std::string AdviceForPair(const Operand& a, const Operand& b);

// "an int", "a list(string)", "nothing but null".
std::string WithArticle(const Type& type);

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_MISMATCH_H_
