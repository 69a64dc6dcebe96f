#include "src/analysis/possible_results.h"

#include <algorithm>
#include <optional>
#include <variant>

#include "src/model/record.h"
#include "src/model/validate.h"
#include "src/policy/environment.h"

namespace graduasi::analysis {
namespace {

using cel::Function;
using cel::NodeKind;
using cel::TypeKind;

// Whether anything in the expression can be unknown: it reads the household, by itself or through facts.
bool CanBeMissing(const policy::CheckedPolicy& policy, const cel::Node& node) {
  if (node.kind == NodeKind::kVariable) {
    if (node.index == policy::kHouseholdVariable) return true;
    if (node.index == policy::kAsOfVariable) return false;
    const int first_fact = policy::FirstFactVariable(policy.document);
    if (node.index >= first_fact)
      return CanBeMissing(policy, *policy.facts[static_cast<size_t>(node.index - first_fact)]->root);
    const Parameter& parameter = policy.document.parameters[static_cast<size_t>(node.index - policy::kFirstParameterVariable)];
    return !parameter.key.empty();
  }
  if (node.kind == NodeKind::kLocal) return true;
  return std::any_of(node.args.begin(), node.args.end(), [&](const cel::Node* arg) { return CanBeMissing(policy, *arg); });
}

bool SomeAgeLimit(const policy::CheckedPolicy& policy) {
  const auto limited = [](const auto& part) { return !part.rules.limits.empty(); };
  return std::any_of(policy.safeguards.begin(), policy.safeguards.end(), limited) ||
         std::any_of(policy.criteria.begin(), policy.criteria.end(), limited) ||
         std::any_of(policy.routes.begin(), policy.routes.end(),
                     [&](const policy::CheckedRoute& route) { return route.score.has_value() && limited(*route.score); });
}

// Whether an age limit of the rule that the leaf stands in can make what it reads too old. A fact is read under the limits of
// whoever names it.
bool MayBeStale(const policy::CheckedPolicy& policy, const policy::Leaf& leaf) {
  switch (leaf.part) {
    case policy::Leaf::Part::kFact:
      return SomeAgeLimit(policy);
    case policy::Leaf::Part::kSafeguardWhen:
      return !policy.safeguards[leaf.index].rules.limits.empty();
    case policy::Leaf::Part::kAppliesWhen:
    case policy::Leaf::Part::kRequire:
      return !policy.criteria[leaf.index].rules.limits.empty();
    case policy::Leaf::Part::kScore:
      return !policy.routes[leaf.index].score->rules.limits.empty();
  }
  return true;
}

// Whether the elements of a list of records are records of the household, of which each is there: not made by map(), latest()
// or a list in brackets, which may hold one that is not known.
bool HoldsRecordedElements(const policy::CheckedPolicy& policy, const cel::Node& list) {
  switch (list.kind) {
    case NodeKind::kField:
      return true;
    case NodeKind::kMacro:
      return list.macro == cel::Macro::kFilter && HoldsRecordedElements(policy, *list.args[0]);
    case NodeKind::kVariable: {
      const int fact = list.index - policy::FirstFactVariable(policy.document);
      return fact >= 0 && HoldsRecordedElements(policy, *policy.facts[static_cast<size_t>(fact)]->root);
    }
    default:
      return false;
  }
}

// has(member.field) of an element of a list as recorded: the record is known, so only its field can be unknown.
bool IsHasOfElement(const policy::CheckedPolicy& policy, const policy::Leaf& leaf) {
  const cel::Node& node = *leaf.node;
  if (node.kind != NodeKind::kHasField || node.args[0]->kind != NodeKind::kLocal) return false;
  for (const cel::Node& macro : leaf.expression->nodes) {
    if (macro.kind == NodeKind::kMacro && macro.index == node.args[0]->index)
      return HoldsRecordedElements(policy, *macro.args[0]);
  }
  return false;
}

// The values that validation leaves to an int; nothing if it says nothing.
std::optional<model::Range> RangeOf(const cel::Node& node) {
  const auto field_of = [](const cel::Node& read, const model::RecordInfo** record) -> const model::FieldInfo* {
    if (read.kind != NodeKind::kField) return nullptr;
    *record = model::RecordOf(read.args[0]->type.structure());
    return model::FieldOf(read.args[0]->type.structure(), read.index);
  };
  if (node.kind == NodeKind::kLiteral && std::holds_alternative<int64_t>(node.literal)) {
    const int64_t value = std::get<int64_t>(node.literal);
    return model::Range{value, value};
  }
  const model::RecordInfo* record = nullptr;
  if (node.kind == NodeKind::kCall && node.function == Function::kSize) {
    const cel::Node& of = *node.args[0];
    if (of.type.is(TypeKind::kList)) return model::Range{0, model::kMaxElements};
    const model::FieldInfo* field = field_of(of, &record);
    if (field == nullptr) return std::nullopt;
    const std::optional<int> length = model::LengthOf(*record, *field);
    return length ? std::optional<model::Range>(model::Range{*length, *length}) : std::nullopt;
  }
  const model::FieldInfo* field = field_of(node, &record);
  return field != nullptr && field->kind == model::FieldKind::kInt ? model::RangeOf(*record, *field) : std::nullopt;
}

// Which truths `left op right` can have.
void Compare(Function function, const model::Range& left, const model::Range& right, PossibleResults* results) {
  const bool disjoint = left.most < right.least || right.most < left.least;
  const bool one_value = left.least == left.most && right.least == right.most && left.least == right.least;
  switch (function) {
    case Function::kEqual:
      results->is_true = !disjoint;
      results->is_false = !one_value;
      return;
    case Function::kNotEqual:
      results->is_true = !one_value;
      results->is_false = !disjoint;
      return;
    case Function::kLess:
      results->is_true = left.least < right.most;
      results->is_false = left.most >= right.least;
      return;
    case Function::kLessEqual:
      results->is_true = left.least <= right.most;
      results->is_false = left.most > right.least;
      return;
    case Function::kGreater:
      return Compare(Function::kLess, right, left, results);
    case Function::kGreaterEqual:
      return Compare(Function::kLessEqual, right, left, results);
    default:
      return;
  }
}

}  // namespace

PossibleResults ResultsOf(const policy::CheckedPolicy& policy, const policy::Leaf& leaf) {
  PossibleResults results;
  const cel::Node& node = *leaf.node;
  results.missing = CanBeMissing(policy, node);
  if (IsHasOfElement(policy, leaf)) {
    const model::FieldInfo* field = model::FieldOf(node.args[0]->type.structure(), node.index);
    if (field != nullptr && field->role != Role::kHappenedOn && !MayBeStale(policy, leaf)) results.missing = false;
  }
  if (node.kind == NodeKind::kCall && node.args.size() == 2) {
    const std::optional<model::Range> left = RangeOf(*node.args[0]);
    const std::optional<model::Range> right = RangeOf(*node.args[1]);
    if (left && right) Compare(node.function, *left, *right, &results);
  }
  return results;
}

}  // namespace graduasi::analysis
