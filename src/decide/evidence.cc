#include "src/decide/evidence.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/cel/check.h"

namespace graduasi::decide {
namespace {

using cel::Function;
using cel::NodeKind;
using cel::TypeKind;
using columns::Membership;
using columns::Register;
using columns::Standing;

// A page of evidence is read by people: of many alike, the first few.
constexpr size_t kMaxComparisons = 8;
constexpr size_t kMaxWitnesses = 5;

bool IsComparison(Function function) {
  switch (function) {
    case Function::kEqual:
    case Function::kNotEqual:
    case Function::kLess:
    case Function::kLessEqual:
    case Function::kGreater:
    case Function::kGreaterEqual:
      return true;
    default:
      return false;
  }
}

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

// The same comparison read from right to left.
Function Mirrored(Function function) {
  switch (function) {
    case Function::kLess:
      return Function::kGreater;
    case Function::kLessEqual:
      return Function::kGreaterEqual;
    case Function::kGreater:
      return Function::kLess;
    case Function::kGreaterEqual:
      return Function::kLessEqual;
    default:
      return function;
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
bool ReadsHousehold(const cel::Node& node, const Scene& scene, columns::ExpressionId expression) {
  if (node.kind == NodeKind::kLocal) return true;
  if (node.kind == NodeKind::kVariable) {
    if (node.type.is(TypeKind::kStruct)) return true;
    const columns::ExpressionId fact = scene.program->expression(expression).FactOf(&node);
    if (fact == columns::kNoExpression) return false;
    return ReadsHousehold(*scene.program->expression(fact).expression().root, scene, fact);
  }
  return std::any_of(node.args.begin(), node.args.end(),
                     [&](const cel::Node* arg) { return ReadsHousehold(*arg, scene, expression); });
}

std::string SourceText(const Scene& scene, const Spot& spot) {
  const std::string& source = scene.program->expression(spot.expression).expression().source;
  const cel::Span span = spot.node->span;
  return source.substr(static_cast<size_t>(span.begin), static_cast<size_t>(span.end - span.begin));
}

class EvidenceWalk {
 public:
  explicit EvidenceWalk(const Scene& scene) : scene_(scene) {}

  // The bool at the spot has `value`, and `negated` says whether the whole asks for the opposite of what stands here.
  void Walk(const Spot& spot, bool value, bool negated) {
    const cel::Node& node = *spot.node;
    switch (node.kind) {
      case NodeKind::kVariable: {
        const columns::ExpressionId fact = scene_.program->expression(spot.expression).FactOf(&node);
        if (fact != columns::kNoExpression) return Walk(IntoFact(scene_, spot, fact), value, negated);
        return AddPlain(spot, value, negated);
      }
      case NodeKind::kCall:
        return WalkCall(spot, value, negated);
      case NodeKind::kMacro:
        return WalkMacro(spot, value, negated);
      default:
        return AddPlain(spot, value, negated);
    }
  }

  Evidence Take() { return std::move(evidence_); }

 private:
  bool Has(const Spot& spot, bool value) const {
    const Register reg = RegisterAt(scene_, spot);
    return reg != columns::kNoRegister && StandingAt(scene_, spot) == Standing::kPresent &&
           scene_.run->Bool(reg, RowAt(scene_, spot)) == value;
  }

  void WalkCall(const Spot& spot, bool value, bool negated) {
    const cel::Node& node = *spot.node;
    switch (node.function) {
      case Function::kNot:
        return Walk(To(spot, node.args[0]), !value, !negated);
      case Function::kAnd:
      case Function::kOr:
        for (const cel::Node* arg : node.args) {
          if (Has(To(spot, arg), value)) Walk(To(spot, arg), value, negated);
        }
        return;
      case Function::kConditional: {
        const bool chosen = Has(To(spot, node.args[0]), true);
        return Walk(To(spot, node.args[chosen ? 1 : 2]), value, negated);
      }
      default:
        return IsComparison(node.function) ? AddComparison(spot, value, negated) : AddPlain(spot, value, negated);
    }
  }

  void WalkMacro(const Spot& spot, bool value, bool negated) {
    const cel::Node& node = *spot.node;
    const columns::CompiledExpression& expression = scene_.program->expression(spot.expression);
    const Register list = expression.RangeOf(spot.node);
    const bool turns_on_elements = (node.macro == cel::Macro::kAll && !value) || (node.macro == cel::Macro::kExists && value);
    if (list == columns::kNoRegister || !turns_on_elements) return AddPlain(spot, value, negated);
    const columns::Space space = expression.ElementsOf(spot.node);
    const int32_t row = scene_.run->OuterRow(spot.space, spot.row, scene_.program->info(list).space);
    const columns::Run::Elements elements = scene_.run->ElementsOf(list, row);
    for (int32_t i = elements.first; i < elements.first + elements.count; ++i) {
      const Spot predicate{spot.expression, node.args[1], space, i};
      if (scene_.run->MembershipOf(list, i) != Membership::kIn || !Has(predicate, value)) continue;
      if (!AddWitness(list, i)) return;
      Walk(predicate, value, negated);
    }
  }

  // False when there are enough.
  bool AddWitness(Register list, int32_t element_row) {
    const Register element = scene_.program->info(list).element;
    if (element == columns::kNoRegister || scene_.program->info(element).records < 0) return true;
    if (evidence_.witnesses.size() >= kMaxWitnesses) return false;
    const Located record =
        LocateRecordRow(scene_, scene_.program->info(element).records, scene_.run->RecordRow(element, element_row));
    if (record.record == nullptr) return true;
    const bool known = std::any_of(evidence_.witnesses.begin(), evidence_.witnesses.end(),
                                   [&](const Witness& witness) { return witness.path == record.path; });
    if (!known) evidence_.witnesses.push_back({record.path, NameOf(record)});
    return true;
  }

  // What the register calls a record: its first text that is not a person's identity.
  static std::string NameOf(const Located& record) {
    for (const model::FieldInfo& field : record.record->fields) {
      if (field.kind != model::FieldKind::kString || field.role == Role::kIdentity) continue;
      const std::optional<std::string>& text = field.String(record.owner);
      return text ? *text : "";
    }
    return "";
  }

  bool Full() const { return evidence_.comparisons.size() >= kMaxComparisons; }

  void AddComparison(const Spot& spot, bool value, bool negated) {
    if (Full()) return;
    const cel::Node& node = *spot.node;
    const bool mirrored =
        !ReadsHousehold(*node.args[0], scene_, spot.expression) && ReadsHousehold(*node.args[1], scene_, spot.expression);
    const cel::Node* left = node.args[mirrored ? 1 : 0];
    const cel::Node* right = node.args[mirrored ? 0 : 1];
    Comparison comparison;
    comparison.expression = SourceText(scene_, spot);
    comparison.op = Operator(mirrored ? Mirrored(node.function) : node.function, negated);
    comparison.actual = ReadsIdentity(*left) ? "" : PlainText(scene_, To(spot, left));
    comparison.required = ReadsIdentity(*right) ? "" : PlainText(scene_, To(spot, right));
    comparison.unit = UnitOf(scene_, spot.expression, *left);
    if (comparison.unit.empty()) comparison.unit = UnitOf(scene_, spot.expression, *right);
    comparison.holds = value != negated;
    evidence_.comparisons.push_back(std::move(comparison));
  }

  // Any other bool: it is asked to be true, or false under a `!`.
  void AddPlain(const Spot& spot, bool value, bool negated) {
    if (Full() || spot.node->kind == NodeKind::kLiteral) return;
    evidence_.comparisons.push_back(
        {SourceText(scene_, spot), "==", value ? "true" : "false", negated ? "false" : "true", "", value != negated});
  }

  const Scene& scene_;
  Evidence evidence_;
};

// The innermost spot that is an error while nothing below it is.
bool FindError(const Scene& scene, const Spot& spot, Spot* found) {
  const cel::Node& node = *spot.node;
  const columns::CompiledExpression& expression = scene.program->expression(spot.expression);
  // An error below that is not an error here, as in the branch that was not taken, did no harm.
  const Register own = RegisterAt(scene, spot);
  if (own != columns::kNoRegister && StandingAt(scene, spot) != Standing::kError) return false;
  if (node.kind == NodeKind::kVariable) {
    const columns::ExpressionId fact = expression.FactOf(&node);
    if (fact != columns::kNoExpression && FindError(scene, IntoFact(scene, spot, fact), found)) return true;
  }
  if (node.kind == NodeKind::kMacro && expression.RangeOf(&node) != columns::kNoRegister) {
    if (FindError(scene, To(spot, node.args[0]), found)) return true;
    const Register list = expression.RangeOf(&node);
    if (StandingAt(scene, To(spot, node.args[0])) == Standing::kPresent) {
      const int32_t row = scene.run->OuterRow(spot.space, spot.row, scene.program->info(list).space);
      const columns::Run::Elements elements = scene.run->ElementsOf(list, row);
      for (int32_t i = elements.first; i < elements.first + elements.count; ++i) {
        if (scene.run->MembershipOf(list, i) == Membership::kOut) continue;
        for (size_t body = 1; body < node.args.size(); ++body) {
          if (FindError(scene, {spot.expression, node.args[body], expression.ElementsOf(&node), i}, found)) return true;
        }
      }
    }
  } else {
    for (const cel::Node* arg : node.args) {
      if (FindError(scene, To(spot, arg), found)) return true;
    }
  }
  if (own == columns::kNoRegister) return false;
  *found = spot;
  return true;
}

const char* WhatFailed(const cel::Node& node) {
  if (node.kind == NodeKind::kMacro) return "walks more elements than one household may have";
  if (node.kind != NodeKind::kCall) return "has no value";
  switch (node.function) {
    case Function::kDivide:
    case Function::kModulo:
      return "divides by zero, or its result is too large for a whole number";
    case Function::kNegate:
    case Function::kAdd:
    case Function::kSubtract:
    case Function::kMultiply:
    case Function::kSum:
      return "gives a number too large for a whole number";
    case Function::kIndex:
      return "asks for an element or key that is not there";
    case Function::kAddMonths:
    case Function::kAddDays:
      return "gives a day outside the years 1 to 9999";
    default:
      return "cannot be converted";
  }
}

}  // namespace

Evidence FindEvidence(const Scene& scene, columns::ExpressionId expression, bool value) {
  EvidenceWalk walk(scene);
  walk.Walk(RootOf(scene, expression), value, false);
  return walk.Take();
}

std::string DescribeError(const Scene& scene, columns::ExpressionId expression) {
  Spot found;
  if (!FindError(scene, RootOf(scene, expression), &found)) return "";
  return absl::StrCat("`", SourceText(scene, found), "` ", WhatFailed(*found.node),
                      "; correct the figures of this record, or guard the expression in the policy");
}

}  // namespace graduasi::decide
