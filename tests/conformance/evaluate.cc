#include "tests/conformance/evaluate.h"

#include <cstdint>
#include <utility>

#include "src/columns/batch.h"
#include "src/columns/program.h"
#include "src/columns/run.h"
#include "tests/reference/from_columns.h"
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

}  // namespace

reference::Value EvaluateByColumns(std::shared_ptr<const cel::Expression> expression, const cel::Environment& environment,
                                   const std::vector<reference::Value>& values) {
  std::vector<columns::Binding> bindings;
  for (const cel::Variable& variable : environment.variables) bindings.push_back(columns::InputBinding{variable.type});
  columns::Builder builder(std::move(bindings), columns::Rules::kLanguage);
  const cel::Type type = expression->root->type;
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
  if (!run.Execute(*program, batch)) return reference::Error();
  const auto no_records = [](const cel::Type&, int32_t) { return reference::Missing(); };
  return reference::FromColumns(run.Extract(root, 0), type, no_records);
}

reference::Value EvaluateByReference(std::shared_ptr<const cel::Expression> expression, const cel::Environment&,
                                     const std::vector<reference::Value>& values) {
  reference::Interpreter interpreter(reference::Rules::kLanguage,
                                     [&](int32_t variable) { return values[static_cast<size_t>(variable)]; });
  return interpreter.Evaluate(*expression);
}

}  // namespace graduasi::conformance
