// The functions and operators of the language: names, styles of call, signatures. One table; whoever wants to know what exists
// (the checker, its messages, the printer, a reference page) reads it here. It knows types, neither trees nor values.
#ifndef GRADUASI_SRC_CEL_OVERLOAD_H_
#define GRADUASI_SRC_CEL_OVERLOAD_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "src/cel/ast.h"
#include "src/cel/type.h"

namespace graduasi::cel {

enum class CallStyle : uint8_t {
  kOperator,  // a sign between or before the values
  kGlobal,    // f(a, b)
  kMember,    // a.f(b)
  kBoth,
};

// One signature. Type::Variable(0) and (1) stand for any type, the same throughout the signature.
struct Overload {
  std::string name;  // of an operator, its sign: "+", "[]", "? :"
  Function function = Function::kAnd;
  CallStyle style = CallStyle::kGlobal;
  std::vector<Type> params;
  Type result;

  bool AllowsGlobal() const { return style == CallStyle::kGlobal || style == CallStyle::kBoth; }
  bool AllowsMember() const { return style == CallStyle::kMember || style == CallStyle::kBoth; }
  std::string Signature() const;  // "(date, int)"
};

// All signatures of one name, in the order in which they are tried; empty if there is no such function.
const std::vector<Overload>& OverloadsOf(absl::string_view name);

// The names of everything that can be called in this style, sorted.
std::vector<std::string> FunctionNames(CallStyle style);

// The name, or of an operator the sign, under which a function stands in the table.
absl::string_view NameOf(Function function);

// How a function is printed: as a member where that is the only or the usual way.
CallStyle PrintedStyle(Function function);

// True for the types whose values have an order.
bool IsOrdered(TypeKind kind);

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_OVERLOAD_H_
