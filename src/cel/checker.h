// From the untyped tree to the typed one: what every name refers to, which overload every call takes, what type every value
// has. It knows the environment it is given, and nothing of what the names stand for outside.
#ifndef GRADUASI_SRC_CEL_CHECKER_H_
#define GRADUASI_SRC_CEL_CHECKER_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "src/cel/ast.h"
#include "src/cel/check.h"
#include "src/cel/mismatch.h"
#include "src/cel/names.h"
#include "src/cel/syntax.h"
#include "src/cel/unifier.h"

namespace graduasi::cel {

// Checks one tree. Every Visit returns the typed node, or null where an issue has been reported; a null part makes the whole
// null without a further issue.
class Checker {
 public:
  Checker(const Environment& environment, Expression* expression, std::vector<Issue>* issues)
      : environment_(environment), names_(environment), expression_(expression), issues_(issues) {}

  // Sets the root, its types and the variables read. `expected` may be null: any type will do.
  void Run(const SyntaxNode& root, const Type* expected);

 private:
  struct Local {
    std::string name;
    Type type;
    int macro = 0;
  };

  Node* Visit(const SyntaxNode& syntax);
  Node* VisitName(const SyntaxNode& syntax);
  Node* VisitSelect(const SyntaxNode& syntax);
  Node* VisitOperator(const SyntaxNode& syntax);
  Node* VisitLogic(const SyntaxNode& syntax);
  Node* VisitConditional(const SyntaxNode& syntax);
  Node* VisitList(const SyntaxNode& syntax);
  Node* VisitMap(const SyntaxNode& syntax);
  Node* VisitCall(const SyntaxNode& syntax);
  Node* VisitMemberCall(const SyntaxNode& syntax);
  Node* VisitHas(const SyntaxNode& syntax);
  Node* VisitMacro(const SyntaxNode& syntax, Macro macro, bool has_predicate, bool has_transform);
  bool VisitAll(const std::vector<const SyntaxNode*>& syntax, std::vector<const Node*>* nodes);

  Node* New(NodeKind kind, const SyntaxNode& syntax);
  Node* NewText(const SyntaxNode& syntax, const std::string& text);
  Node* NewCall(const SyntaxNode& syntax, Function function, std::vector<const Node*> args, Type type);
  bool Named(const SyntaxNode& syntax, const std::string& name, bool from_root, Node** node);
  Node* Select(const SyntaxNode& syntax, Node* value);
  Node* Overloaded(const SyntaxNode& syntax, absl::string_view name, std::vector<const Node*> args);
  Node* Extreme(const SyntaxNode& syntax, Function function, std::vector<const Node*> args);
  Node* Folded(const SyntaxNode& syntax, Node* operand);
  const Local* FindLocal(const SyntaxNode& name) const;

  bool IsBool(const Node& node) { return unifier_.Unify(node.type, Type(TypeKind::kBool)); }
  void ReportUnknown(const SyntaxNode& root, const std::vector<std::string>& parts);
  void ReportUnknownCall(const SyntaxNode& syntax);
  void ReportUnknownField(const SyntaxNode& syntax, const Node& value);
  bool ReportChain(const SyntaxNode& syntax, const Node& left, const Node& right);
  void CheckLiteralArguments(const Node& call);
  void Finish();
  void CheckAfterwards(const Node& node);
  void Report(int32_t position, std::string message) { issues_->push_back({position, std::move(message)}); }
  std::string Text(const Node& node) const;
  std::string Text(Span span) const;
  Operand AsOperand(const Node& node) const;
  std::vector<Operand> AsOperands(const std::vector<const Node*>& nodes) const;
  Type Known(const Type& type) const { return unifier_.Substitute(type, false); }

  const Environment& environment_;
  const Names names_;
  Expression* const expression_;
  std::vector<Issue>* const issues_;
  Unifier unifier_;
  std::vector<Local> locals_;  // innermost last
};

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_CHECKER_H_
