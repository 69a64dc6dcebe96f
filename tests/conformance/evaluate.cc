#include "tests/conformance/evaluate.h"

#include <cstdint>
#include <utility>

#include "src/columns/batch.h"
#include "src/columns/program.h"
#include "src/columns/run.h"
#include "tests/reference/interpreter.h"

namespace graduasi::conformance {
namespace {

using reference::Kind;

// The kind of a neutral value as a type; `type` is the static one, which decides nothing but what a missing value would be.
columns::Value ToColumns(const reference::Value& value, const cel::Type& type) {
  columns::Value out;
  out.kind = type.kind();
  if (value.is(Kind::kMissing)) out.standing = columns::Standing::kMissing;
  if (value.is(Kind::kError)) out.standing = columns::Standing::kError;
  if (!value.present()) return out;
  out.boolean = value.truth;
  out.low = value.lo;
  out.high = value.hi;
  out.uint = value.unsigned_;
  out.real = value.number;
  out.text = value.text;
  out.timestamp = {value.lo, value.nanos};
  if (value.is(Kind::kList)) {
    for (const reference::Element& element : *value.list) {
      out.elements.push_back(ToColumns(element.value, type.element()));
      out.memberships.push_back(element.maybe ? columns::Membership::kMaybeIn : columns::Membership::kIn);
    }
  } else if (value.is(Kind::kMap)) {
    for (const reference::Entry& entry : *value.map) {
      out.elements.push_back(ToColumns(entry.key, type.key()));
      out.values.push_back(ToColumns(entry.value, type.value()));
    }
  }
  return out;
}

reference::Value ToList(const columns::Value& value);
reference::Value ToMap(const columns::Value& value);

reference::Value FromColumns(const columns::Value& value) {
  if (value.standing == columns::Standing::kMissing) return reference::Missing();
  if (value.standing == columns::Standing::kError) return reference::Error();
  switch (value.kind) {
    case cel::TypeKind::kNull:
      return reference::Null();
    case cel::TypeKind::kBool:
      return reference::Bool(value.boolean);
    case cel::TypeKind::kInt:
      return reference::IntRange(value.low, value.high);
    case cel::TypeKind::kUint:
      return reference::Uint(value.uint);
    case cel::TypeKind::kDouble:
      return reference::Double(value.real);
    case cel::TypeKind::kString:
      return reference::String(value.text);
    case cel::TypeKind::kBytes:
      return reference::Bytes(value.text);
    case cel::TypeKind::kDate:
      return reference::DateRange(value.low, value.high);
    case cel::TypeKind::kTimestamp:
      return reference::Timestamp(value.timestamp.seconds, value.timestamp.nanos);
    case cel::TypeKind::kDuration:
      return reference::Duration(value.low);
    case cel::TypeKind::kEnum:
      return reference::EnumNumber(value.low);
    case cel::TypeKind::kType:
      return reference::TypeName(value.text);
    case cel::TypeKind::kList:
      return ToList(value);
    case cel::TypeKind::kMap:
      return ToMap(value);
    case cel::TypeKind::kStruct:
    case cel::TypeKind::kVariable:
      break;
  }
  return reference::Missing();
}

reference::Value ToList(const columns::Value& value) {
  std::vector<reference::Element> elements;
  for (size_t i = 0; i < value.elements.size(); ++i) {
    elements.push_back({FromColumns(value.elements[i]), value.memberships[i] == columns::Membership::kMaybeIn});
  }
  return reference::List(std::move(elements));
}

reference::Value ToMap(const columns::Value& value) {
  std::vector<reference::Entry> entries;
  for (size_t i = 0; i < value.elements.size(); ++i) {
    entries.push_back({FromColumns(value.elements[i]), FromColumns(value.values[i])});
  }
  return reference::Map(std::move(entries));
}

}  // namespace

reference::Value EvaluateByColumns(std::shared_ptr<const cel::Expression> expression, const cel::Environment& environment,
                                   const std::vector<reference::Value>& values) {
  std::vector<columns::Binding> bindings;
  for (const cel::Variable& variable : environment.variables) bindings.push_back(columns::InputBinding{variable.type});
  columns::Builder builder(std::move(bindings), columns::Rules::kLanguage);
  const columns::ExpressionId id = builder.Compile(std::move(expression), {});
  const columns::Register root = builder.root(id);
  const std::shared_ptr<const columns::Program> program = builder.Finish();

  columns::Batch batch;
  batch.Start(*program, 1);
  batch.SetAsOf(0);
  for (size_t i = 0; i < values.size(); ++i) {
    const columns::Value value = ToColumns(values[i], environment.variables[i].type);
    columns::SetInput(*program, static_cast<int>(i), {&value, 1}, &batch);
  }
  columns::Run run;
  return run.Execute(*program, batch) ? FromColumns(run.Extract(root, 0)) : reference::Error();
}

reference::Value EvaluateByReference(std::shared_ptr<const cel::Expression> expression, const cel::Environment&,
                                     const std::vector<reference::Value>& values) {
  reference::Interpreter interpreter(reference::Rules::kLanguage,
                                     [&](int32_t variable) { return values[static_cast<size_t>(variable)]; });
  return interpreter.Evaluate(*expression);
}

}  // namespace graduasi::conformance
