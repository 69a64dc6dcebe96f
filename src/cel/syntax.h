// The untyped tree of an expression: what was written, before anything is known about names and types. Only the parser makes it
// and only the checker reads it.
#ifndef GRADUASI_SRC_CEL_SYNTAX_H_
#define GRADUASI_SRC_CEL_SYNTAX_H_

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "src/cel/ast.h"

namespace graduasi::cel {

enum class SyntaxKind : uint8_t {
  kError,       // reported already; args are parts that can still be checked
  kLiteral,     // `literal`
  kName,        // `name`, perhaps with a leading dot
  kSelect,      // args[0].name
  kCall,        // name(args...)
  kMemberCall,  // args[0].name(args[1]...)
  kOperator,    // `function` over args: logic, comparison, arithmetic, index, conditional
  kList,        // [args...]
  kMap,         // {args[0]: args[1], ...}
};

struct SyntaxNode {
  SyntaxKind kind = SyntaxKind::kError;
  Function function = Function::kAnd;  // kOperator
  bool leading_dot = false;            // kName, kCall: the name is looked up from the root
  bool quoted = false;                 // kSelect: written in backquotes, so never part of a qualified name
  bool parenthesized = false;
  int height = 1;
  Span span;             // without the parentheses around it
  int32_t position = 0;  // where to point: the operator, the name, the method
  Literal literal;
  std::string name;
  std::vector<const SyntaxNode*> args;
};

// The nodes live as long as the tree.
struct SyntaxTree {
  const SyntaxNode* root = nullptr;
  std::deque<SyntaxNode> nodes;
};

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_SYNTAX_H_
