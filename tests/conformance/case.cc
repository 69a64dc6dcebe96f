#include "tests/conformance/case.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "tests/conformance/json_value.h"

namespace graduasi::conformance {
namespace {

using simdjson::dom::element;

std::string Member(element json, const char* name) {
  std::string_view text;
  return json[name].get_string().get(text) == simdjson::SUCCESS ? std::string(text) : "";
}

// The declared variables, and what is bound to them.
absl::Status ReadVariables(element json, Case* test) {
  simdjson::dom::array declared;
  if (json["type_env"].get_array().get(declared) == simdjson::SUCCESS) {
    for (const element declaration : declared) {
      element type_json;
      if (declaration["ident"]["type"].get(type_json) != simdjson::SUCCESS) {
        return absl::UnimplementedError("functions of the application are not part of the language here");
      }
      absl::StatusOr<cel::Type> type = ReadType(type_json);
      if (!type.ok()) return type.status();
      if (type->is(cel::TypeKind::kVariable))
        return absl::UnimplementedError("variables of type dyn are not part of the language here");
      test->environment.variables.push_back({Member(declaration, "name"), *type, "variable"});
    }
  }
  simdjson::dom::object bindings;
  const bool bound = json["bindings"].get_object().get(bindings) == simdjson::SUCCESS;
  for (const cel::Variable& variable : test->environment.variables) {
    element binding;
    if (!bound || bindings.at_key(variable.name).get(binding) != simdjson::SUCCESS) {
      test->values.push_back(reference::Error());
      continue;
    }
    absl::StatusOr<reference::Value> value = ReadExprValue(binding);
    if (!value.ok()) return value.status();
    test->values.push_back(*std::move(value));
  }
  return absl::OkStatus();
}

absl::Status ReadExpectation(element json, Case* test) {
  element expected, part;
  if (json["value"].get(expected) == simdjson::SUCCESS) {
    absl::StatusOr<reference::Value> value = ReadValue(expected);
    if (!value.ok()) return value.status();
    test->value = *std::move(value);
    return absl::OkStatus();
  }
  if (json["eval_error"].get(expected) == simdjson::SUCCESS) return absl::OkStatus();
  if (json["typed_result"].get(expected) != simdjson::SUCCESS) return absl::InvalidArgumentError("the case expects nothing");
  if (expected["deduced_type"].get(part) != simdjson::SUCCESS)
    return absl::InvalidArgumentError("a typed result without a type");
  absl::StatusOr<cel::Type> type = ReadType(part);
  if (!type.ok()) return type.status();
  test->deduced_type = *type;
  if (json["check_only"].get_bool().get(test->check_only) != simdjson::SUCCESS) test->check_only = false;
  if (expected["result"].get(part) == simdjson::SUCCESS) {
    absl::StatusOr<reference::Value> value = ReadValue(part);
    if (!value.ok()) return value.status();
    test->value = *std::move(value);
  }
  return absl::OkStatus();
}

}  // namespace

std::string CaseName(element json) {
  return absl::StrCat(Member(json, "file"), "/", Member(json, "section"), "/", Member(json, "name"));
}

absl::StatusOr<Case> ReadCase(element json) {
  Case test;
  test.name = CaseName(json);
  test.expression = Member(json, "expr");
  test.environment.container = Member(json, "container");
  if (absl::Status status = ReadVariables(json, &test); !status.ok()) return status;
  if (absl::Status status = ReadExpectation(json, &test); !status.ok()) return status;
  return test;
}

}  // namespace graduasi::conformance
