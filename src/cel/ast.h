// The typed tree of one expression: what the checker makes and everything later reads. Every node knows where it stands in
// the source, its static type, and exactly what it refers to, so that no reader resolves a name or an overload again.
#ifndef GRADUASI_SRC_CEL_AST_H_
#define GRADUASI_SRC_CEL_AST_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "src/cel/type.h"

namespace graduasi::cel {

// A resolved function. Overloads are told apart by the static types of the arguments.
enum class Function : uint8_t {
  // Logic. kConditional has three arguments: condition, then, otherwise.
  kAnd,
  kOr,
  kNot,
  kConditional,
  // Comparison. Equality is defined on every type; order on bool, int, uint, double, string, bytes, date, timestamp, duration.
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kIn,
  // Arithmetic and concatenation.
  kNegate,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  // Containers and text.
  kIndex,
  kSize,
  kContains,
  kStartsWith,
  kEndsWith,
  kMatches,
  // Conversions; kToType is type(x), kToDyn does not exist.
  kToBool,
  kToInt,
  kToUint,
  kToDouble,
  kToString,
  kToBytes,
  kToTimestamp,
  kToDuration,
  kToDate,
  kTypeOf,
  // Timestamp and duration parts, with an optional time zone argument.
  kGetDate,
  kGetDayOfMonth,
  kGetDayOfWeek,
  kGetDayOfYear,
  kGetFullYear,
  kGetHours,
  kGetMilliseconds,
  kGetMinutes,
  kGetMonth,
  kGetSeconds,
  // Extensions, named in CEL's style.
  kMonthsBetween,  // (date a, date b) -> int: whole calendar months from a to b, negative if b is before a
  kYearsBetween,   // (date a, date b) -> int: whole years from a to b
  kDaysBetween,    // (date a, date b) -> int: b - a
  kAddMonths,      // (date, int) -> date: the last day of the month where the day does not exist
  kAddDays,        // (date, int) -> date
  kLatest,         // (list(record)) -> record: the one with the latest date
  kSum,            // (list(int|uint|double|duration)) -> same; 0 of an empty list
  kMin,            // (list(ordered)) -> element, or of two or more arguments; of an empty list: missing
  kMax,
  kCount,  // (list(bool)) -> int: how many are true; (list(A)) is size()
};

enum class NodeKind : uint8_t {
  kLiteral,   // `literal`
  kVariable,  // environment variable number `index`
  kLocal,     // the iteration variable of macro number `index`
  kTypeName,  // a type used as a value: `named_type`
  kField,     // arg0 is a record; `index` is the field's
  kHasField,  // has(arg0.field): bool
  kHasKey,    // has(arg0.key) on a map; arg1 is a string literal: bool
  kCall,      // `function` over args; map.name is kIndex with a string literal
  kList,      // [args...]
  kMap,       // {args[0]: args[1], ...}
  kMacro,     // `macro` over args
};

enum class Macro : uint8_t {
  kAll,        // args: range, predicate
  kExists,     // args: range, predicate
  kExistsOne,  // args: range, predicate
  kFilter,     // args: range, predicate
  kMap,        // args: range, transform
  kMapFilter,  // args: range, predicate, transform
};

struct TimestampValue {
  int64_t seconds = 0;
  int32_t nanos = 0;
};  // since 1970-01-01T00:00:00Z; 0 <= nanos < 10^9
struct DurationValue {
  int64_t seconds = 0;
  int32_t nanos = 0;
};  // same sign
struct DateValue {
  int32_t days = 0;
};  // since 1970-01-01
struct EnumValue {
  int32_t value = 0;
};
struct BytesValue {
  std::string bytes;
};

using Literal = std::variant<std::monostate /* null */, bool, int64_t, uint64_t, double, std::string, BytesValue,
                             TimestampValue, DurationValue, DateValue, EnumValue>;

// Half-open range of bytes of the source.
struct Span {
  int32_t begin = 0;
  int32_t end = 0;
};

struct Node {
  NodeKind kind = NodeKind::kLiteral;
  Function function = Function::kAnd;  // kCall
  Macro macro = Macro::kAll;           // kMacro
  int32_t index = -1;                  // kVariable, kLocal, kField, kHasField; kMacro: its own number, which its locals carry
  Type type;
  Type named_type;       // kTypeName
  Span span;             // of the whole expression
  int32_t position = 0;  // where to point: the operator, the name, the method
  Literal literal;       // kLiteral
  std::string name;      // as written, for messages: variable, field, iteration variable
  std::vector<const Node*> args;
};

// One checked expression. Immutable; nodes live as long as it does.
struct Expression {
  std::string source;
  const Node* root = nullptr;
  int macro_count = 0;                  // macros are numbered 0 .. macro_count-1 in order of source position
  std::vector<int32_t> variables_read;  // sorted, without repeats
  std::deque<Node> nodes;
};

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_AST_H_
