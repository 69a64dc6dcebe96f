// A tree-walking interpreter of the policy language, written from the language's definition and src/SEMANTICS.md to check the
// columnar evaluator, with which it shares no code: one value at a time, as slow as it likes. It does not know what a policy
// is.
#ifndef GRADUASI_TESTS_REFERENCE_INTERPRETER_H_
#define GRADUASI_TESTS_REFERENCE_INTERPRETER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "src/cel/ast.h"
#include "tests/reference/functions.h"
#include "tests/reference/value.h"

namespace graduasi::reference {

class Interpreter {
 public:
  // `variable` gives the value of a variable by its number in the environment; it may itself interpret (a fact, a parameter).
  Interpreter(Rules rules, std::function<Value(int32_t)> variable) : rules_(rules), variable_(std::move(variable)) {}

  Value Evaluate(const cel::Expression& expression);

 private:
  Value Visit(const cel::Node& node);
  Value VisitCall(const cel::Node& node);
  Value VisitList(const cel::Node& node);
  Value VisitMap(const cel::Node& node);
  Value VisitMacro(const cel::Node& node);
  // The body with the iteration variable set.
  Value Body(const cel::Node& macro, const cel::Node& body, const Value& element);

  Value All(const cel::Node& macro, const std::vector<Element>& range);
  Value Exists(const cel::Node& macro, const std::vector<Element>& range);
  Value ExistsOne(const cel::Node& macro, const std::vector<Element>& range);
  Value Filter(const cel::Node& macro, const std::vector<Element>& range);
  Value Transform(const cel::Node& macro, const cel::Node& transform, const std::vector<Element>& range);

  const Rules rules_;
  const std::function<Value(int32_t)> variable_;
  std::map<int32_t, Value> locals_;  // by number of the macro
};

}  // namespace graduasi::reference

#endif  // GRADUASI_TESTS_REFERENCE_INTERPRETER_H_
