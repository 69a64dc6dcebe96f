// A value of the language as a tree, for callers that look at few values: tests, explanations, rendering. It owns what it
// holds.
#ifndef GRADUASI_SRC_COLUMNS_VALUE_H_
#define GRADUASI_SRC_COLUMNS_VALUE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "src/cel/ast.h"
#include "src/cel/type.h"

namespace graduasi::columns {

enum class Standing : uint8_t { kPresent, kMissing, kError };  // of a value
enum class Membership : uint8_t { kIn, kMaybeIn, kOut };       // of an element in its list

struct Value {
  Standing standing = Standing::kPresent;
  cel::TypeKind kind = cel::TypeKind::kNull;
  bool boolean = false;
  int64_t low = 0;   // int, enum, date (days), duration (nanoseconds)
  int64_t high = 0;  // int, date: the upper end; == low unless the value is a range
  uint64_t uint = 0;
  double real = 0;
  std::string text;  // string, bytes; type: its name
  cel::TimestampValue timestamp;
  int32_t record = -1;  // a record: its row in the table of its source
  // A list: its elements that are in or maybe in; a map: its keys.
  std::vector<Value> elements;
  std::vector<Value> values;            // a map's
  std::vector<Membership> memberships;  // a list's, one for each element
};

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_VALUE_H_
