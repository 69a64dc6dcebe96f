#include "src/decide/wording.h"

#include <algorithm>
#include <functional>

#include "absl/strings/match.h"
#include "src/cel/comparison.h"
#include "src/model/record.h"
#include "src/policy/environment.h"

namespace graduasi::decide {
namespace {

using cel::Function;
using cel::NodeKind;
using cel::TypeKind;

const char* Operator(Function function, bool negated) {
  switch (function) {
    case Function::kEqual:
      return negated ? "!=" : "==";
    case Function::kNotEqual:
      return negated ? "==" : "!=";
    case Function::kLess:
      return negated ? ">=" : "<";
    case Function::kLessEqual:
      return negated ? ">" : "<=";
    case Function::kGreater:
      return negated ? "<=" : ">";
    case Function::kGreaterEqual:
      return negated ? "<" : ">=";
    default:
      return "";
  }
}

bool ReadsIdentity(const cel::Node& node) {
  if (node.kind == NodeKind::kField) {
    const model::FieldInfo* field = model::FieldOf(node.args[0]->type.structure(), node.index);
    if (field != nullptr && field->role == Role::kIdentity) return true;
  }
  return std::any_of(node.args.begin(), node.args.end(), [](const cel::Node* arg) { return ReadsIdentity(*arg); });
}

// Whether the value depends on the household at all; if not, it is the policy's side of a comparison.
bool ReadsHousehold(const cel::Node& node, const columns::Program& program, columns::ExpressionId expression) {
  if (node.kind == NodeKind::kLocal) return true;
  if (node.kind == NodeKind::kVariable) {
    if (node.type.is(TypeKind::kStruct)) return true;
    const columns::ExpressionId fact = program.expression(expression).FactOf(&node);
    if (fact == columns::kNoExpression) return false;
    return ReadsHousehold(*program.expression(fact).expression().root, program, fact);
  }
  return std::any_of(node.args.begin(), node.args.end(),
                     [&](const cel::Node* arg) { return ReadsHousehold(*arg, program, expression); });
}

bool IsMoney(const std::string& unit) { return unit == "IDR" || absl::StartsWith(unit, "IDR "); }

std::string UnitOf(const PolicyDocument& document, const columns::Program& program, columns::ExpressionId expression,
                   const cel::Node& node) {
  const auto unit_of = [&](size_t arg) {
    return arg < node.args.size() ? UnitOf(document, program, expression, *node.args[arg]) : "";
  };
  switch (node.kind) {
    case NodeKind::kVariable: {
      const int parameter = node.index - policy::kFirstParameterVariable;
      const int fact = node.index - policy::FirstFactVariable(document);
      if (fact >= 0) {
        const std::string& stated = document.facts[static_cast<size_t>(fact)].unit;
        if (!stated.empty()) return stated;
        const columns::ExpressionId id = program.expression(expression).FactOf(&node);
        return id == columns::kNoExpression ? "" : UnitOf(document, program, id, *program.expression(id).expression().root);
      }
      return parameter >= 0 ? document.parameters[static_cast<size_t>(parameter)].unit : "";
    }
    case NodeKind::kField: {
      const model::FieldInfo* field = model::FieldOf(node.args[0]->type.structure(), node.index);
      return field == nullptr ? "" : field->unit;
    }
    case NodeKind::kMacro:
      return node.macro == cel::Macro::kMap || node.macro == cel::Macro::kMapFilter ? unit_of(node.args.size() - 1)
                                                                                    : unit_of(0);
    case NodeKind::kCall:
      break;
    default:
      return "";
  }
  switch (node.function) {
    case Function::kMonthsBetween:
      return "months";
    case Function::kYearsBetween:
      return "years";
    case Function::kDaysBetween:
      return "days";
    case Function::kConditional: {
      const std::string unit = unit_of(1);
      return unit.empty() ? unit_of(2) : unit;
    }
    case Function::kMultiply:
    case Function::kDivide: {
      const std::string left = unit_of(0);
      const std::string right = unit_of(1);
      if (node.function == Function::kDivide) return IsMoney(left) && IsMoney(right) ? "" : left;
      return IsMoney(right) || left.empty() ? right : left;
    }
    case Function::kAdd:
    case Function::kSubtract:
    case Function::kMin:
    case Function::kMax: {
      const std::string left = unit_of(0);
      return left.empty() ? unit_of(1) : left;
    }
    case Function::kNegate:
    case Function::kSum:
    case Function::kIndex:
    case Function::kModulo:
      return unit_of(0);
    default:
      return "";
  }
}

ComparisonWording Compare(const policy::CheckedPolicy& policy, const columns::Program& program,
                          columns::ExpressionId expression, const cel::Node& node) {
  const bool mirrored =
      !ReadsHousehold(*node.args[0], program, expression) && ReadsHousehold(*node.args[1], program, expression);
  const auto side = [&](size_t arg) {
    const cel::Node* of = node.args[mirrored ? 1 - arg : arg];
    return ComparisonWording::Side{of, program.expression(expression).RegisterOf(of), ReadsIdentity(*of)};
  };
  const Function function = mirrored ? cel::Mirrored(node.function) : node.function;
  ComparisonWording wording;
  wording.expression = SourceText(program, expression, node);
  wording.op = Operator(function, false);
  wording.opposite = Operator(function, true);
  wording.left = side(0);
  wording.right = side(1);
  wording.unit = UnitOf(policy.document, program, expression, *wording.left.node);
  if (wording.unit.empty()) wording.unit = UnitOf(policy.document, program, expression, *wording.right.node);
  return wording;
}

bool Before(const cel::Node* a, const cel::Node* b) { return std::less<const cel::Node*>()(a, b); }

}  // namespace

bool IsComparison(const cel::Node& node) { return node.kind == NodeKind::kCall && cel::IsComparison(node.function); }

std::string SourceText(const columns::Program& program, columns::ExpressionId expression, const cel::Node& node) {
  const std::string& source = program.expression(expression).expression().source;
  return source.substr(static_cast<size_t>(node.span.begin), static_cast<size_t>(node.span.end - node.span.begin));
}

Wording::Wording(const policy::CheckedPolicy& policy, const columns::Program& program) {
  for (columns::ExpressionId id = 0; id < program.expression_count(); ++id) {
    const cel::Expression& expression = program.expression(id).expression();
    Comparisons& comparisons = comparisons_.emplace_back();
    for (const cel::Node& node : expression.nodes) {
      if (IsComparison(node)) comparisons.emplace_back(&node, Compare(policy, program, id, node));
    }
    std::sort(comparisons.begin(), comparisons.end(), [](const auto& a, const auto& b) { return Before(a.first, b.first); });
    ValueWording& value = values_.emplace_back();
    value.reg = program.expression(id).root();
    value.type = expression.root->type;
    if (value.type.is(TypeKind::kInt)) value.unit = UnitOf(policy.document, program, id, *expression.root);
  }
}

const ComparisonWording& Wording::comparison(columns::ExpressionId expression, const cel::Node* node) const {
  const Comparisons& comparisons = comparisons_[static_cast<size_t>(expression)];
  return std::lower_bound(comparisons.begin(), comparisons.end(), node,
                          [](const auto& known, const cel::Node* sought) { return Before(known.first, sought); })
      ->second;
}

}  // namespace graduasi::decide
