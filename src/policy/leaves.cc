#include "src/policy/leaves.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/policy/environment.h"

namespace graduasi::policy {
namespace {

using cel::Function;
using cel::Macro;
using cel::NodeKind;
using cel::TypeKind;

class LeafFinder {
 public:
  LeafFinder(const CheckedPolicy& policy, std::vector<Leaf>* leaves) : policy_(policy), leaves_(leaves) {}

  // The leaves of one expression; `written` says where its text stands in the document.
  void Find(Leaf::Part part, size_t index, std::string owner, const ExpressionPtr& expression, const Placed& written) {
    if (expression == nullptr) return;
    leaf_.part = part;
    leaf_.index = index;
    leaf_.owner = std::move(owner);
    leaf_.expression = expression;
    written_ = &written;
    if (expression->root->type.is(TypeKind::kBool)) {
      VisitCondition(*expression->root, true);
    } else {
      VisitValue(*expression->root);
    }
  }

 private:
  // A bool node: `condition` tells whether it is the expression's own value that is made of it.
  void VisitCondition(const cel::Node& node, bool condition) {
    switch (node.kind) {
      case NodeKind::kLiteral:
        return;
      case NodeKind::kVariable:
        if (node.index >= FirstFactVariable(policy_.document)) return;
        break;
      case NodeKind::kCall:
        if (node.function == Function::kAnd || node.function == Function::kOr || node.function == Function::kNot ||
            node.function == Function::kConditional) {
          for (const cel::Node* arg : node.args) VisitCondition(*arg, condition);
          return;
        }
        break;
      case NodeKind::kMacro:
        VisitValue(*node.args[0]);
        VisitCondition(*node.args[1], condition);  // all, exists, exists_one
        return;
      default:
        break;
    }
    leaf_.node = &node;
    leaf_.condition = condition;
    Describe(node);
    leaves_->push_back(leaf_);
    VisitOperands(node);
  }

  // Below a leaf a bool is an operand and no question of its own: `m.pregnant == true` is one leaf.
  void VisitOperands(const cel::Node& node) {
    for (const cel::Node* arg : node.args) {
      const bool plain = arg->kind == NodeKind::kField || arg->kind == NodeKind::kLocal || arg->kind == NodeKind::kVariable;
      if (plain && arg->type.is(TypeKind::kBool)) {
        for (const cel::Node* deeper : arg->args) VisitValue(*deeper);
      } else {
        VisitValue(*arg);
      }
    }
  }

  void VisitValue(const cel::Node& node) {
    if (node.type.is(TypeKind::kBool)) return VisitCondition(node, false);
    if (node.kind == NodeKind::kCall && node.function == Function::kConditional) {
      VisitCondition(*node.args[0], false);
      VisitValue(*node.args[1]);
      VisitValue(*node.args[2]);
      return;
    }
    for (const cel::Node* arg : node.args) VisitValue(*arg);
  }

  void Describe(const cel::Node& node) {
    const auto begin = static_cast<size_t>(node.span.begin);
    leaf_.text = leaf_.expression->source.substr(begin, static_cast<size_t>(node.span.end) - begin);
    leaf_.place = written_->place;
    if (begin < written_->positions.size()) {
      leaf_.place.line = written_->positions[begin].line;
      leaf_.place.column = written_->positions[begin].column;
    }
  }

  const CheckedPolicy& policy_;
  std::vector<Leaf>* leaves_;
  Leaf leaf_;
  const Placed* written_ = nullptr;
};

}  // namespace

std::vector<Leaf> LeavesOf(const CheckedPolicy& policy) {
  std::vector<Leaf> leaves;
  LeafFinder finder(policy, &leaves);
  const PolicyDocument& document = policy.document;
  for (size_t i = 0; i < policy.facts.size(); ++i) {
    if (policy.ranking_only_facts[i]) continue;
    const Fact& fact = document.facts[i];
    finder.Find(Leaf::Part::kFact, i, absl::StrCat("fact ", fact.id.text), policy.facts[i], fact.expr);
  }
  for (size_t i = 0; i < policy.safeguards.size(); ++i) {
    const Safeguard& safeguard = document.safeguards[i];
    finder.Find(Leaf::Part::kSafeguardWhen, i, absl::StrCat("safeguard ", safeguard.id.text), policy.safeguards[i].when,
                safeguard.when);
  }
  for (size_t i = 0; i < policy.criteria.size(); ++i) {
    const Criterion& criterion = document.criteria[i];
    const std::string owner = absl::StrCat("criterion ", criterion.id.text);
    finder.Find(Leaf::Part::kAppliesWhen, i, absl::StrCat(owner, ", applies_when"), policy.criteria[i].applies_when,
                criterion.applies_when);
    finder.Find(Leaf::Part::kRequire, i, absl::StrCat(owner, ", require"), policy.criteria[i].require, criterion.require);
  }
  for (size_t i = 0; i < policy.routes.size(); ++i) {
    if (!policy.routes[i].score) continue;
    const Route& route = document.routes[i];
    const Placed written{"", route.score->place, {}};
    finder.Find(Leaf::Part::kScore, i, absl::StrCat("route ", route.id.text, ", score"), policy.routes[i].score->reached,
                written);
  }
  return leaves;
}

std::vector<size_t> LeavesUnder(const CheckedPolicy& policy, const std::vector<Leaf>& leaves,
                                const cel::Expression& expression) {
  std::set<const cel::Expression*> reached;
  std::vector<const cel::Expression*> pending = {&expression};
  while (!pending.empty()) {
    const cel::Expression* next = pending.back();
    pending.pop_back();
    if (!reached.insert(next).second) continue;
    for (const int32_t variable : next->variables_read) {
      const int fact = variable - FirstFactVariable(policy.document);
      if (fact >= 0) pending.push_back(policy.facts[static_cast<size_t>(fact)].get());
    }
  }
  std::vector<size_t> under;
  for (size_t i = 0; i < leaves.size(); ++i) {
    if (reached.count(leaves[i].expression.get()) != 0) under.push_back(i);
  }
  return under;
}

}  // namespace graduasi::policy
