#include "tests/reference/value.h"

#include <cstring>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/reference/calendar.h"

namespace graduasi::reference {
namespace {

Value Of(Kind kind) {
  Value value;
  value.kind = kind;
  return value;
}

Value OfRange(Kind kind, int64_t lo, int64_t hi) {
  Value value = Of(kind);
  value.lo = lo;
  value.hi = hi;
  return value;
}

bool SameDouble(double a, double b) {
  if (a != a || b != b) return a != a && b != b;
  return std::memcmp(&a, &b, sizeof a) == 0;
}

bool SameLists(const std::vector<Element>& a, const std::vector<Element>& b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].maybe != b[i].maybe || !Same(a[i].value, b[i].value)) return false;
  }
  return true;
}

bool SameMaps(const std::vector<Entry>& a, const std::vector<Entry>& b) {
  if (a.size() != b.size()) return false;
  for (const Entry& entry : a) {
    bool found = false;
    for (const Entry& other : b) found = found || (Same(entry.key, other.key) && Same(entry.value, other.value));
    if (!found) return false;
  }
  return true;
}

std::string RangeText(int64_t lo, int64_t hi) { return lo == hi ? absl::StrCat(lo) : absl::StrCat("[", lo, ", ", hi, "]"); }

std::string DayText(int64_t days) {
  const CivilDay day = CivilDayOf(days);
  return absl::StrFormat("%04d-%02d-%02d", day.year, day.month, day.day);
}

std::string ListText(const std::vector<Element>& elements) {
  std::string text = "list(";
  for (size_t i = 0; i < elements.size(); ++i) {
    absl::StrAppend(&text, i == 0 ? "" : ", ", elements[i].maybe ? "maybe " : "", ToString(elements[i].value));
  }
  return text + ")";
}

std::string MapText(const std::vector<Entry>& entries) {
  std::string text = "map(";
  for (size_t i = 0; i < entries.size(); ++i) {
    absl::StrAppend(&text, i == 0 ? "" : ", ", ToString(entries[i].key), ": ", ToString(entries[i].value));
  }
  return text + ")";
}

}  // namespace

Value Missing() { return Value(); }
Value Error() { return Of(Kind::kError); }
Value Null() { return Of(Kind::kNull); }

Value Bool(bool truth) {
  Value value = Of(Kind::kBool);
  value.truth = truth;
  return value;
}

Value Int(int64_t value) { return OfRange(Kind::kInt, value, value); }
Value IntRange(int64_t lo, int64_t hi) { return OfRange(Kind::kInt, lo, hi); }

Value Uint(uint64_t number) {
  Value value = Of(Kind::kUint);
  value.unsigned_ = number;
  return value;
}

Value Double(double number) {
  Value value = Of(Kind::kDouble);
  value.number = number;
  return value;
}

Value String(std::string text) {
  Value value = Of(Kind::kString);
  value.text = std::move(text);
  return value;
}

Value Bytes(std::string bytes) {
  Value value = Of(Kind::kBytes);
  value.text = std::move(bytes);
  return value;
}

Value DateRange(int64_t lo, int64_t hi) { return OfRange(Kind::kDate, lo, hi); }

Value Timestamp(int64_t seconds, int32_t nanos) {
  Value value = OfRange(Kind::kTimestamp, seconds, seconds);
  value.nanos = nanos;
  return value;
}

Value Duration(int64_t nanoseconds) { return OfRange(Kind::kDuration, nanoseconds, nanoseconds); }

Value EnumNumber(int64_t number) { return OfRange(Kind::kEnum, number, number); }

Value TypeName(std::string name) {
  Value value = Of(Kind::kType);
  value.text = std::move(name);
  return value;
}

Value List(std::vector<Element> elements) {
  Value value = Of(Kind::kList);
  value.list = std::make_shared<const std::vector<Element>>(std::move(elements));
  return value;
}

Value Map(std::vector<Entry> entries) {
  Value value = Of(Kind::kMap);
  value.map = std::make_shared<const std::vector<Entry>>(std::move(entries));
  return value;
}

Value RecordOf(Record record) {
  Value value = Of(Kind::kRecord);
  value.record = std::move(record);
  return value;
}

bool Same(const Value& a, const Value& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Kind::kMissing:
    case Kind::kError:
    case Kind::kNull:
      return true;
    case Kind::kBool:
      return a.truth == b.truth;
    case Kind::kInt:
    case Kind::kDate:
    case Kind::kEnum:
    case Kind::kDuration:
      return a.lo == b.lo && a.hi == b.hi;
    case Kind::kUint:
      return a.unsigned_ == b.unsigned_;
    case Kind::kDouble:
      return SameDouble(a.number, b.number);
    case Kind::kString:
    case Kind::kBytes:
    case Kind::kType:
      return a.text == b.text;
    case Kind::kTimestamp:
      return a.lo == b.lo && a.nanos == b.nanos;
    case Kind::kList:
      return SameLists(*a.list, *b.list);
    case Kind::kMap:
      return SameMaps(*a.map, *b.map);
    case Kind::kRecord:
      return a.record.owner == b.record.owner;
  }
  return false;
}

std::string ToString(const Value& value) {
  switch (value.kind) {
    case Kind::kMissing:
      return "missing";
    case Kind::kError:
      return "error";
    case Kind::kNull:
      return "null";
    case Kind::kBool:
      return value.truth ? "true" : "false";
    case Kind::kInt:
      return RangeText(value.lo, value.hi);
    case Kind::kDate:
      return absl::StrCat("date ", DayText(value.lo), value.lo == value.hi ? "" : absl::StrCat("..", DayText(value.hi)));
    case Kind::kEnum:
      return absl::StrCat("enum ", value.lo);
    case Kind::kUint:
      return absl::StrCat(value.unsigned_, "u");
    case Kind::kDouble:
      return absl::StrFormat("double %.17g", value.number);
    case Kind::kString:
      return absl::StrCat("\"", absl::Utf8SafeCEscape(value.text), "\"");
    case Kind::kBytes:
      return absl::StrCat("b\"", absl::CHexEscape(value.text), "\"");
    case Kind::kType:
      return absl::StrCat("type ", value.text);
    case Kind::kTimestamp:
      return absl::StrCat("timestamp ", value.lo, "s ", value.nanos, "ns");
    case Kind::kDuration:
      return absl::StrCat("duration ", value.lo, "ns");
    case Kind::kList:
      return ListText(*value.list);
    case Kind::kMap:
      return MapText(*value.map);
    case Kind::kRecord:
      return absl::StrCat("record ", value.record.path, value.record.hidden ? " (hidden)" : "",
                          value.record.stale ? " (stale)" : "");
  }
  return "?";
}

}  // namespace graduasi::reference
