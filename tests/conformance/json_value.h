// Values and types as the public conformance suite writes them in JSON (cel.expr.Value, cel.expr.Type), read into our own. What
// a statically typed implementation cannot have (dyn as a declared type, protobuf messages, functions) is refused by name.
#ifndef GRADUASI_TESTS_CONFORMANCE_JSON_VALUE_H_
#define GRADUASI_TESTS_CONFORMANCE_JSON_VALUE_H_

#include "absl/status/statusor.h"
#include "simdjson.h"
#include "src/cel/type.h"
#include "tests/reference/value.h"

namespace graduasi::conformance {

absl::StatusOr<reference::Value> ReadValue(simdjson::dom::element json);

// cel.expr.ExprValue: a value, an error, or an unknown, which is missing.
absl::StatusOr<reference::Value> ReadExprValue(simdjson::dom::element json);

// `dyn` becomes a type variable, which only a deduced type may hold.
absl::StatusOr<cel::Type> ReadType(simdjson::dom::element json);

// True if the type is the pattern, in which a type variable stands for any type.
bool Matches(const cel::Type& type, const cel::Type& pattern);

// The suite's JSON lines were made from text protos, and the escapes \u, \U and \? of string and bytes values were left in them
// as they stood: "\u0100" has six characters there. The value with these escapes decoded; the same value if it has none.
reference::Value DecodeLeftoverEscapes(const reference::Value& value);

}  // namespace graduasi::conformance

#endif  // GRADUASI_TESTS_CONFORMANCE_JSON_VALUE_H_
