// What an expression can be worth, as a plain tree: the neutral ground on which evaluators are compared and expected results
// are written. It knows the states of a value (src/SEMANTICS.md section 1) and nothing of how anybody computes one.
#ifndef GRADUASI_TESTS_REFERENCE_VALUE_H_
#define GRADUASI_TESTS_REFERENCE_VALUE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace graduasi::model {
struct RecordInfo;
}

namespace graduasi::reference {

enum class Kind : uint8_t {
  kMissing,
  kError,
  kNull,
  kBool,
  kInt,
  kUint,
  kDouble,
  kString,
  kBytes,
  kDate,
  kTimestamp,
  kDuration,
  kEnum,
  kType,
  kList,
  kMap,
  kRecord,
};

struct Element;
struct Entry;
struct Reading;

// A record of a household: which one, and what of it may be seen.
struct Record {
  const model::RecordInfo* info = nullptr;
  const void* owner = nullptr;             // the struct of the model
  std::string path;                        // "household.members[]": with brackets but without positions
  bool hidden = false;                     // not certainly known on as_of: every field is missing
  bool stale = false;                      // too old for the policy: every field but its date is missing
  std::shared_ptr<const Reading> reading;  // how its fields are read
};

struct Value {
  Kind kind = Kind::kMissing;
  bool truth = false;      // kBool
  int64_t lo = 0;          // kInt; kDate: days since 1970-01-01; kEnum; kTimestamp: seconds; kDuration: nanoseconds
  int64_t hi = 0;          // kInt, kDate: the last value it may have; otherwise equal to lo
  int32_t nanos = 0;       // kTimestamp: 0 .. 10^9-1
  uint64_t unsigned_ = 0;  // kUint
  double number = 0;       // kDouble
  std::string text;        // kString; kBytes; kType: "int", "list", "google.protobuf.Timestamp"
  std::shared_ptr<const std::vector<Element>> list;  // kList, never null there
  std::shared_ptr<const std::vector<Entry>> map;     // kMap, never null there
  Record record;                                     // kRecord

  bool is(Kind k) const { return kind == k; }
  bool present() const { return kind != Kind::kMissing && kind != Kind::kError; }
  bool IsTrue() const { return kind == Kind::kBool && truth; }
  bool IsFalse() const { return kind == Kind::kBool && !truth; }
};

struct Element {
  Value value;
  bool maybe = false;  // not known whether it belongs to the list
};

struct Entry {
  Value key;
  Value value;
};

Value Missing();
Value Error();
Value Null();
Value Bool(bool truth);
Value Int(int64_t value);
Value IntRange(int64_t lo, int64_t hi);
Value Uint(uint64_t value);
Value Double(double value);
Value String(std::string text);
Value Bytes(std::string bytes);
Value DateRange(int64_t lo, int64_t hi);          // days since 1970-01-01
Value Timestamp(int64_t seconds, int32_t nanos);  // since 1970-01-01T00:00:00Z
Value Duration(int64_t nanoseconds);
Value EnumNumber(int64_t value);
Value TypeName(std::string name);
Value List(std::vector<Element> elements);
Value Map(std::vector<Entry> entries);
Value RecordOf(Record record);

// The same in every respect: state, ends of ranges, order and membership of elements. A map is the same in any order; a NaN is
// the same as a NaN; 0.0 and -0.0 are not; records are the same if they are the same struct.
bool Same(const Value& a, const Value& b);

// For messages of tests: "missing", "error", "[3, 5]", "date 2025-11-01..2025-11-30", "list(1, maybe 2)".
std::string ToString(const Value& value);

}  // namespace graduasi::reference

#endif  // GRADUASI_TESTS_REFERENCE_VALUE_H_
