#include "tests/reference/interpreter.h"

#include <utility>
#include <variant>

#include "tests/reference/conversions.h"
#include "tests/reference/reading.h"

namespace graduasi::reference {
namespace {

struct LiteralValue {
  Value operator()(std::monostate) const { return Null(); }
  Value operator()(bool value) const { return Bool(value); }
  Value operator()(int64_t value) const { return Int(value); }
  Value operator()(uint64_t value) const { return Uint(value); }
  Value operator()(double value) const { return Double(value); }
  Value operator()(const std::string& value) const { return String(value); }
  Value operator()(const cel::BytesValue& value) const { return Bytes(value.bytes); }
  Value operator()(const cel::TimestampValue& value) const { return Timestamp(value.seconds, value.nanos); }
  Value operator()(const cel::DurationValue& value) const { return Duration(value.seconds * 1000000000 + value.nanos); }
  Value operator()(const cel::DateValue& value) const { return DateRange(value.days, value.days); }
  Value operator()(const cel::EnumValue& value) const { return EnumNumber(value.value); }
};

}  // namespace

Value Interpreter::Evaluate(const cel::Expression& expression) { return Visit(*expression.root); }

Value Interpreter::Visit(const cel::Node& node) {
  switch (node.kind) {
    case cel::NodeKind::kLiteral:
      return std::visit(LiteralValue(), node.literal);
    case cel::NodeKind::kVariable:
      return variable_(node.index);
    case cel::NodeKind::kLocal:
      return locals_.at(node.index);
    case cel::NodeKind::kTypeName:
      return TypeName(NameOfType(node.named_type));
    case cel::NodeKind::kField: {
      const Value record = Visit(*node.args[0]);
      return record.present() ? ReadField(record.record, node.index) : record;
    }
    case cel::NodeKind::kHasField: {
      const Value record = Visit(*node.args[0]);
      return record.present() ? HasField(record.record, node.index) : record;
    }
    case cel::NodeKind::kHasKey: {
      const Value map = Visit(*node.args[0]);
      return map.present() ? HasKey(map, Visit(*node.args[1]), rules_) : map;
    }
    case cel::NodeKind::kCall:
      return VisitCall(node);
    case cel::NodeKind::kList:
      return VisitList(node);
    case cel::NodeKind::kMap:
      return VisitMap(node);
    case cel::NodeKind::kMacro:
      return VisitMacro(node);
  }
  return Error();
}

Value Interpreter::VisitCall(const cel::Node& node) {
  if (node.function == cel::Function::kConditional) {
    const Value condition = Visit(*node.args[0]);
    if (!condition.present()) return condition;
    return Visit(condition.truth ? *node.args[1] : *node.args[2]);
  }
  std::vector<Value> args;
  for (const cel::Node* arg : node.args) args.push_back(Visit(*arg));
  if (node.function == cel::Function::kAnd) return And(args[0], args[1], rules_);
  if (node.function == cel::Function::kOr) return Or(args[0], args[1], rules_);
  return Call(node, args, rules_);
}

Value Interpreter::VisitList(const cel::Node& node) {
  std::vector<Element> elements;
  bool error = false;
  for (const cel::Node* arg : node.args) {
    elements.push_back({Visit(*arg), false});
    error = error || elements.back().value.is(Kind::kError);
  }
  return error ? Error() : List(std::move(elements));
}

Value Interpreter::VisitMap(const cel::Node& node) {
  std::vector<Entry> entries;
  for (size_t i = 0; i + 1 < node.args.size(); i += 2) entries.push_back({Visit(*node.args[i]), Visit(*node.args[i + 1])});
  return MapOf(entries, rules_);
}

Value Interpreter::VisitMacro(const cel::Node& node) {
  const Value range = Visit(*node.args[0]);
  if (!range.present()) return range;
  std::vector<Element> elements;
  if (range.is(Kind::kMap)) {
    for (const Entry& entry : *range.map) elements.push_back({entry.key, false});
  } else {
    elements = *range.list;
  }
  switch (node.macro) {
    case cel::Macro::kAll:
      return All(node, elements);
    case cel::Macro::kExists:
      return Exists(node, elements);
    case cel::Macro::kExistsOne:
      return ExistsOne(node, elements);
    case cel::Macro::kFilter:
      return Filter(node, elements);
    case cel::Macro::kMap:
      return Transform(node, *node.args[1], elements);
    case cel::Macro::kMapFilter: {
      const Value kept = Filter(node, elements);
      return kept.present() ? Transform(node, *node.args[2], *kept.list) : kept;
    }
  }
  return Error();
}

Value Interpreter::Body(const cel::Node& macro, const cel::Node& body, const Value& element) {
  locals_[macro.index] = element;
  return Visit(body);
}

Value Interpreter::All(const cel::Node& macro, const std::vector<Element>& range) {
  Value all = Bool(true);
  for (const Element& element : range) {
    Value holds = Body(macro, *macro.args[1], element.value);
    if (element.maybe && !holds.IsTrue()) holds = Missing();
    all = And(all, holds, rules_);
  }
  return all;
}

Value Interpreter::Exists(const cel::Node& macro, const std::vector<Element>& range) {
  Value any = Bool(false);
  for (const Element& element : range) {
    Value holds = Body(macro, *macro.args[1], element.value);
    if (element.maybe && !holds.IsFalse()) holds = Missing();
    any = Or(any, holds, rules_);
  }
  return any;
}

Value Interpreter::ExistsOne(const cel::Node& macro, const std::vector<Element>& range) {
  int certain = 0;
  int possible = 0;
  bool error = false;
  for (const Element& element : range) {
    const Value holds = Body(macro, *macro.args[1], element.value);
    if (element.maybe) {
      possible += holds.IsFalse() ? 0 : 1;
    } else if (holds.is(Kind::kError)) {
      error = true;
    } else if (holds.IsTrue()) {
      ++certain;
    } else if (holds.is(Kind::kMissing)) {
      ++possible;
    }
  }
  if (error) return Error();
  if (certain > 1) return Bool(false);
  if (possible > 0) return Missing();
  return Bool(certain == 1);
}

Value Interpreter::Filter(const cel::Node& macro, const std::vector<Element>& range) {
  std::vector<Element> kept;
  bool error = false;
  for (const Element& element : range) {
    const Value holds = Body(macro, *macro.args[1], element.value);
    if (holds.is(Kind::kError) && !element.maybe) error = true;
    if (holds.IsFalse()) continue;
    kept.push_back({element.value, element.maybe || !holds.IsTrue()});
  }
  return error ? Error() : List(std::move(kept));
}

Value Interpreter::Transform(const cel::Node& macro, const cel::Node& transform, const std::vector<Element>& range) {
  std::vector<Element> made;
  bool error = false;
  for (const Element& element : range) {
    Value value = Body(macro, transform, element.value);
    if (value.is(Kind::kError)) {
      error = error || !element.maybe;
      value = Missing();
    }
    made.push_back({std::move(value), element.maybe});
  }
  return error ? Error() : List(std::move(made));
}

}  // namespace graduasi::reference
