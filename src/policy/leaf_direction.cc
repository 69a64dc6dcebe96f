#include "src/policy/leaf_direction.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "src/model/validate.h"
#include "src/policy/environment.h"

namespace graduasi::policy {
namespace {

using cel::Function;
using cel::Macro;
using cel::Node;
using cel::NodeKind;
using cel::TypeKind;

Direction Opposite(Direction direction) {
  if (direction == Direction::kUp) return Direction::kDown;
  return direction == Direction::kDown ? Direction::kUp : direction;
}

// Of something that grows with each of two.
Direction Together(Direction a, Direction b) {
  if (a == Direction::kNone) return b;
  if (b == Direction::kNone || a == b) return a;
  return Direction::kUnknown;
}

const Node* FactOf(const CheckedPolicy& policy, const Node& node) {
  const int fact = node.index - FirstFactVariable(policy.document);
  return node.kind == NodeKind::kVariable && fact >= 0 ? policy.facts[static_cast<size_t>(fact)]->root : nullptr;
}

const columns::DatedTable* TableOf(const CheckedPolicy& policy, const Node& node) {
  const int number = node.index - kFirstParameterVariable;
  if (node.kind != NodeKind::kVariable || number < 0 || node.index >= FirstFactVariable(policy.document)) return nullptr;
  return &policy.parameters[static_cast<size_t>(number)];
}

void AddWhole(const cel::Type& type, FieldsRead* fields) {
  if (type.is(TypeKind::kList)) return AddWhole(type.element(), fields);
  if (!type.is(TypeKind::kStruct)) return;
  const model::RecordInfo* record = model::RecordOf(type.structure());
  if (record == nullptr) return;
  for (size_t i = 0; i < record->fields.size(); ++i) {
    fields->emplace(record->index, static_cast<int>(i));
    if (record->fields[i].record != nullptr) AddWhole(record->type->fields[i].type, fields);
  }
}

class DirectionFinder {
 public:
  DirectionFinder(const CheckedPolicy& policy, const Grower& grower) : policy_(policy), grower_(grower) {}

  Direction Truth(const Node& node) const {
    if (!Depends(node)) return Direction::kNone;
    if (const Node* fact = FactOf(policy_, node)) return Truth(*fact);
    if (node.kind == NodeKind::kMacro) {
      const Direction predicate = Truth(*node.args[1]);
      if (node.macro == Macro::kExists) return Together(Length(*node.args[0]), predicate);
      if (node.macro == Macro::kAll) return Together(Opposite(Length(*node.args[0])), predicate);
      return Direction::kUnknown;
    }
    if (node.kind != NodeKind::kCall) return Direction::kUnknown;
    switch (node.function) {
      case Function::kAnd:
      case Function::kOr:
        return All(node, 0, [this](const Node& arg) { return Truth(arg); });
      case Function::kNot:
        return Opposite(Truth(*node.args[0]));
      case Function::kConditional:
        if (Depends(*node.args[0])) return Direction::kUnknown;
        return All(node, 1, [this](const Node& arg) { return Truth(arg); });
      case Function::kGreater:
      case Function::kGreaterEqual:
        return Together(Value(*node.args[0]), Opposite(Value(*node.args[1])));
      case Function::kLess:
      case Function::kLessEqual:
        return Together(Opposite(Value(*node.args[0])), Value(*node.args[1]));
      default:
        return Direction::kUnknown;
    }
  }

 private:
  template <typename Of>
  static Direction All(const Node& node, size_t begin, const Of& of) {
    Direction direction = Direction::kNone;
    for (size_t i = begin; i < node.args.size(); ++i) direction = Together(direction, of(*node.args[i]));
    return direction;
  }

  // An element that is no record may be made of anything.
  static bool HoldsMadeElement(const Node& node) {
    if (node.kind == NodeKind::kLocal && !node.type.is(TypeKind::kStruct)) return true;
    return std::any_of(node.args.begin(), node.args.end(), [](const Node* arg) { return HoldsMadeElement(*arg); });
  }

  bool Depends(const Node& node) const {
    if (HoldsMadeElement(node)) return true;
    FieldsRead fields;
    AddFieldsRead(policy_, node, &fields);
    return fields.count({grower_.record->index, grower_.field}) != 0;
  }

  // Of a number.
  Direction Value(const Node& node) const {
    if (!Depends(node)) return Direction::kNone;
    if (!node.type.is(TypeKind::kInt)) return Direction::kUnknown;
    if (const Node* fact = FactOf(policy_, node)) return Value(*fact);
    if (node.kind == NodeKind::kField) {
      if (Depends(*node.args[0])) return Direction::kUnknown;  // which record it is depends on it
      return Direction::kUp;
    }
    if (node.kind != NodeKind::kCall) return Direction::kUnknown;
    switch (node.function) {
      case Function::kAdd:
        return Together(Value(*node.args[0]), Value(*node.args[1]));
      case Function::kSubtract:
        return Together(Value(*node.args[0]), Opposite(Value(*node.args[1])));
      case Function::kNegate:
        return Opposite(Value(*node.args[0]));
      case Function::kMultiply:
        return Together(Scaled(*node.args[0], *node.args[1]), Scaled(*node.args[1], *node.args[0]));
      case Function::kDivide: {
        if (!NotNegative(*node.args[1])) return Direction::kUnknown;
        const Direction by = Value(*node.args[1]);
        if (by != Direction::kNone && !NotNegative(*node.args[0])) return Direction::kUnknown;
        return Together(Value(*node.args[0]), Opposite(by));
      }
      case Function::kConditional:
        if (Depends(*node.args[0])) return Direction::kUnknown;
        return Together(Value(*node.args[1]), Value(*node.args[2]));
      case Function::kSize:
        return node.args[0]->type.is(TypeKind::kList) ? Length(*node.args[0]) : Direction::kUnknown;
      case Function::kCount:
        return Together(Length(*node.args[0]), Elements(*node.args[0]));
      case Function::kSum: {
        const Direction length = Length(*node.args[0]);
        if (length != Direction::kNone && !ElementsNotNegative(*node.args[0])) return Direction::kUnknown;
        return Together(length, Elements(*node.args[0]));
      }
      case Function::kMax:
      case Function::kMin: {
        if (!node.args[0]->type.is(TypeKind::kList)) return All(node, 0, [this](const Node& arg) { return Value(arg); });
        const Direction length = Length(*node.args[0]);
        return Together(node.function == Function::kMax ? length : Opposite(length), Elements(*node.args[0]));
      }
      default:
        return Direction::kUnknown;
    }
  }

  Direction Scaled(const Node& value, const Node& by) const {
    const Direction direction = Value(value);
    return direction == Direction::kNone || NotNegative(by) ? direction : Direction::kUnknown;
  }

  // How many elements a list has.
  Direction Length(const Node& list) const {
    if (!Depends(list)) return Direction::kNone;
    if (const Node* fact = FactOf(policy_, list)) return Length(*fact);
    if (list.kind == NodeKind::kList) {
      return list.type.element().is(TypeKind::kStruct) ? Direction::kUnknown : Direction::kNone;
    }
    if (list.kind == NodeKind::kField) {
      if (Depends(*list.args[0])) return Direction::kUnknown;
      return Direction::kUp;
    }
    if (list.kind != NodeKind::kMacro) return Direction::kUnknown;
    switch (list.macro) {
      case Macro::kFilter:
      case Macro::kMapFilter:
        return Together(Length(*list.args[0]), Truth(*list.args[1]));
      case Macro::kMap:
        return Length(*list.args[0]);
      default:
        return Direction::kUnknown;
    }
  }

  // The numbers or truths that a list holds, apart from how many they are.
  Direction Elements(const Node& list) const {
    if (!Depends(list)) return Direction::kNone;
    if (const Node* fact = FactOf(policy_, list)) return Elements(*fact);
    if (list.kind == NodeKind::kList) {
      return All(list, 0, [this](const Node& arg) { return arg.type.is(TypeKind::kBool) ? Truth(arg) : Value(arg); });
    }
    if (list.kind == NodeKind::kField) return Direction::kNone;  // whole records
    if (list.kind != NodeKind::kMacro) return Direction::kUnknown;
    if (list.macro == Macro::kFilter) return Elements(*list.args[0]);
    if (list.macro != Macro::kMap && list.macro != Macro::kMapFilter) return Direction::kUnknown;
    const Node& element = *list.args.back();
    return element.type.is(TypeKind::kBool) ? Truth(element) : Value(element);
  }

  bool NotNegative(const Node& node) const {
    if (!node.type.is(TypeKind::kInt)) return false;
    if (const Node* fact = FactOf(policy_, node)) return NotNegative(*fact);
    if (const columns::DatedTable* table = TableOf(policy_, node)) {
      const auto fits = [](const cel::Literal& literal) {
        const auto* number = std::get_if<int64_t>(&literal);
        return number != nullptr && *number >= 0;
      };
      for (const columns::DatedTable::Version& version : table->versions) {
        if (version.value && !fits(*version.value)) return false;
        for (const columns::DatedTable::Entry& entry : version.entries) {
          if (!fits(entry.value)) return false;
        }
      }
      return true;
    }
    const auto all = [&](size_t begin) {
      return std::all_of(node.args.begin() + static_cast<std::ptrdiff_t>(begin), node.args.end(),
                         [this](const Node* arg) { return NotNegative(*arg); });
    };
    if (node.kind == NodeKind::kLiteral) return std::get<int64_t>(node.literal) >= 0;
    if (node.kind == NodeKind::kField) {
      const model::RecordInfo& record = *model::RecordOf(node.args[0]->type.structure());
      const std::optional<model::Range> range = model::RangeOf(record, record.fields[static_cast<size_t>(node.index)]);
      return range && range->least >= 0;
    }
    if (node.kind != NodeKind::kCall) return false;
    switch (node.function) {
      case Function::kSize:
      case Function::kCount:
        return true;
      case Function::kAdd:
      case Function::kMultiply:
      case Function::kDivide:
        return all(0);
      case Function::kConditional:
        return all(1);
      case Function::kSum:
        return ElementsNotNegative(*node.args[0]);
      case Function::kMax:
      case Function::kMin:
        return node.args[0]->type.is(TypeKind::kList) ? ElementsNotNegative(*node.args[0]) : all(0);
      default:
        return false;
    }
  }

  bool ElementsNotNegative(const Node& list) const {
    if (const Node* fact = FactOf(policy_, list)) return ElementsNotNegative(*fact);
    if (list.kind == NodeKind::kList) {
      return std::all_of(list.args.begin(), list.args.end(), [this](const Node* arg) { return NotNegative(*arg); });
    }
    if (list.kind != NodeKind::kMacro) return false;
    if (list.macro == Macro::kFilter) return ElementsNotNegative(*list.args[0]);
    return (list.macro == Macro::kMap || list.macro == Macro::kMapFilter) && NotNegative(*list.args.back());
  }

  const CheckedPolicy& policy_;
  const Grower grower_;
};

}  // namespace

Direction DirectionOf(const CheckedPolicy& policy, const cel::Node& node, const Grower& grower) {
  return DirectionFinder(policy, grower).Truth(node);
}

void AddFieldsRead(const CheckedPolicy& policy, const cel::Node& node, FieldsRead* fields) {
  if (const Node* fact = FactOf(policy, node)) return AddFieldsRead(policy, *fact, fields);
  if (const columns::DatedTable* table = TableOf(policy, node)) {
    if (table->key == nullptr) return;
    if (table->by_region) AddWhole(table->key->root->type, fields);
    return AddFieldsRead(policy, *table->key->root, fields);
  }
  if (node.kind == NodeKind::kField || node.kind == NodeKind::kHasField) {
    const model::RecordInfo& record = *model::RecordOf(node.args[0]->type.structure());
    fields->emplace(record.index, node.index);
    // What dates a record decides whether it is seen at all.
    if (record.recorded_on >= 0) fields->emplace(record.index, record.recorded_on);
    const model::FieldInfo& field = record.fields[static_cast<size_t>(node.index)];
    if (field.record != nullptr && field.record->recorded_on >= 0)
      fields->emplace(field.record->index, field.record->recorded_on);
  }
  if (node.kind == NodeKind::kCall) {
    if (node.function == Function::kEqual || node.function == Function::kNotEqual || node.function == Function::kIn) {
      for (const Node* arg : node.args) AddWhole(arg->type, fields);
    }
    if (node.function == Function::kLatest) {
      const model::RecordInfo* record = model::RecordOf(node.type.structure());
      if (record != nullptr && record->recorded_on >= 0) fields->emplace(record->index, record->recorded_on);
    }
  }
  for (const Node* arg : node.args) AddFieldsRead(policy, *arg, fields);
}

}  // namespace graduasi::policy
