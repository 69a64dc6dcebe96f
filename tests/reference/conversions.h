// Conversions between the types of the language, and the parts of timestamps and durations. It knows values without ranges
// and nothing of records.
#ifndef GRADUASI_TESTS_REFERENCE_CONVERSIONS_H_
#define GRADUASI_TESTS_REFERENCE_CONVERSIONS_H_

#include <string>
#include <vector>

#include "src/cel/ast.h"
#include "tests/reference/value.h"

namespace graduasi::reference {

// kToBool ... kToDate, kTypeOf, kGetDate ... kGetSeconds; `value` is args[0].
Value Convert(const cel::Node& node, const Value& value, const std::vector<Value>& args);

// A timestamp that many nanoseconds after 1970-01-01T00:00:00Z; error outside years 1 to 9999.
Value TimestampAt(__int128 nanoseconds);

// "int", "list", "google.protobuf.Timestamp".
std::string NameOfType(const cel::Type& type);

}  // namespace graduasi::reference

#endif  // GRADUASI_TESTS_REFERENCE_CONVERSIONS_H_
