#include "src/decide/evidence.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/cel/check.h"
#include "src/decide/wording.h"

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
constexpr size_t kFewComparisons = 2;  // enough for most results

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
    if (reg == columns::kNoRegister) return false;
    const int32_t row = RowOf(scene_, reg, spot);
    return scene_.run->StandingOf(reg, row) == Standing::kPresent && scene_.run->Bool(reg, row) == value;
  }

  void WalkCall(const Spot& spot, bool value, bool negated) {
    const cel::Node& node = *spot.node;
    switch (node.function) {
      case Function::kNot:
        return Walk(To(spot, node.args[0]), !value, !negated);
      case Function::kAnd:
      case Function::kOr:
        for (const cel::Node* arg : node.args) {
          if (const Spot operand = To(spot, arg); Has(operand, value)) Walk(operand, value, negated);
        }
        return;
      case Function::kConditional: {
        const bool chosen = Has(To(spot, node.args[0]), true);
        return Walk(To(spot, node.args[chosen ? 1 : 2]), value, negated);
      }
      default:
        return IsComparison(node) ? AddComparison(spot, value, negated) : AddPlain(spot, value, negated);
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

  Comparison& Add() {
    if (evidence_.comparisons.empty()) evidence_.comparisons.reserve(kFewComparisons);
    return evidence_.comparisons.emplace_back();
  }

  void AddComparison(const Spot& spot, bool value, bool negated) {
    if (Full()) return;
    const ComparisonWording& wording = scene_.wording->comparison(spot.expression, spot.node);
    Comparison& comparison = Add();
    comparison.expression = wording.expression;
    comparison.op = negated ? wording.opposite : wording.op;
    if (!wording.left.identity) comparison.actual = PlainText(scene_, wording.left.node->type, wording.left.reg, spot);
    if (!wording.right.identity) comparison.required = PlainText(scene_, wording.right.node->type, wording.right.reg, spot);
    comparison.unit = wording.unit;
    comparison.holds = value != negated;
  }

  // Any other bool: it is asked to be true, or false under a `!`.
  void AddPlain(const Spot& spot, bool value, bool negated) {
    if (Full() || spot.node->kind == NodeKind::kLiteral) return;
    Comparison& comparison = Add();
    comparison.expression = SourceText(*scene_.program, spot.expression, *spot.node);
    comparison.op = "==";
    comparison.actual = value ? "true" : "false";
    comparison.required = negated ? "false" : "true";
    comparison.holds = value != negated;
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
  return absl::StrCat("`", SourceText(*scene.program, found.expression, *found.node), "` ", WhatFailed(*found.node),
                      "; correct the figures of this record, or guard the expression in the policy");
}

}  // namespace graduasi::decide
