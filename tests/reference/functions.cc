#include "tests/reference/functions.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "src/model/record.h"
#include "tests/reference/calendar.h"
#include "tests/reference/compare.h"
#include "tests/reference/conversions.h"
#include "tests/reference/lists.h"
#include "tests/reference/reading.h"

namespace graduasi::reference {
namespace {

using cel::Function;
using Wide = __int128;

Value FromWide(Wide lo, Wide hi) {
  if (lo < INT64_MIN || hi > INT64_MAX) return Error();
  return IntRange(static_cast<int64_t>(lo), static_cast<int64_t>(hi));
}

Wide Apply(Function function, Wide a, Wide b) {
  if (function == Function::kAdd) return a + b;
  if (function == Function::kSubtract) return a - b;
  return a * b;
}

// + - * on ranges: every corner must fit.
Value Corners(Function function, const Value& a, const Value& b) {
  const std::array<Wide, 4> corners = {Apply(function, a.lo, b.lo), Apply(function, a.lo, b.hi), Apply(function, a.hi, b.lo),
                                       Apply(function, a.hi, b.hi)};
  return FromWide(*std::min_element(corners.begin(), corners.end()), *std::max_element(corners.begin(), corners.end()));
}

Value IntArithmetic(Function function, const Value& a, const Value& b) {
  if (function != Function::kDivide && function != Function::kModulo) return Corners(function, a, b);
  if (a.lo != a.hi || b.lo != b.hi) return Missing();
  if (b.lo == 0 || (a.lo == INT64_MIN && b.lo == -1)) return Error();
  return Int(function == Function::kDivide ? a.lo / b.lo : a.lo % b.lo);
}

Value UintArithmetic(Function function, const Value& a, const Value& b) {
  if (function == Function::kDivide || function == Function::kModulo) {
    if (b.unsigned_ == 0) return Error();
    return Uint(function == Function::kDivide ? a.unsigned_ / b.unsigned_ : a.unsigned_ % b.unsigned_);
  }
  uint64_t result = 0;
  const bool overflow = function == Function::kAdd        ? __builtin_add_overflow(a.unsigned_, b.unsigned_, &result)
                        : function == Function::kSubtract ? __builtin_sub_overflow(a.unsigned_, b.unsigned_, &result)
                                                          : __builtin_mul_overflow(a.unsigned_, b.unsigned_, &result);
  return overflow ? Error() : Uint(result);
}

Value DoubleArithmetic(Function function, double a, double b) {
  switch (function) {
    case Function::kAdd:
      return Double(a + b);
    case Function::kSubtract:
      return Double(a - b);
    case Function::kMultiply:
      return Double(a * b);
    default:
      return Double(a / b);
  }
}

// Nanoseconds since 1970, wide enough for any timestamp.
Wide Nanoseconds(const Value& value) {
  return value.is(Kind::kTimestamp) ? Wide{value.lo} * 1000000000 + value.nanos : Wide{value.lo};
}

Value TimeArithmetic(Function function, const Value& a, const Value& b) {
  const Wide result = Apply(function, Nanoseconds(a), Nanoseconds(b));
  const bool is_timestamp = a.is(Kind::kTimestamp) != b.is(Kind::kTimestamp);
  if (is_timestamp) return TimestampAt(result);
  if (result < INT64_MIN || result > INT64_MAX) return Error();
  return Duration(static_cast<int64_t>(result));
}

Value Arithmetic(Function function, const Value& a, const Value& b) {
  switch (a.kind) {
    case Kind::kInt:
      return IntArithmetic(function, a, b);
    case Kind::kUint:
      return UintArithmetic(function, a, b);
    case Kind::kDouble:
      return DoubleArithmetic(function, a.number, b.number);
    case Kind::kString:
      return String(a.text + b.text);
    case Kind::kBytes:
      return Bytes(a.text + b.text);
    case Kind::kList:
      return Concatenated(*a.list, *b.list);
    default:
      return TimeArithmetic(function, a, b);
  }
}

Value Negate(const Value& a) {
  if (a.is(Kind::kDouble)) return Double(-a.number);
  return FromWide(-Wide{a.hi}, -Wide{a.lo});
}

// The range over all corners of a function on a date and an int.
Value DateCorners(std::optional<int64_t> (*step)(int64_t, int64_t), const Value& date, const Value& count) {
  int64_t lo = INT64_MAX;
  int64_t hi = INT64_MIN;
  for (const int64_t day : {date.lo, date.hi}) {
    for (const int64_t n : {count.lo, count.hi}) {
      const std::optional<int64_t> result = step(day, n);
      if (!result.has_value()) return Error();
      lo = std::min(lo, *result);
      hi = std::max(hi, *result);
    }
  }
  return DateRange(lo, hi);
}

Value BetweenCorners(int64_t (*between)(int64_t, int64_t), const Value& from, const Value& to) {
  return IntRange(between(from.hi, to.lo), between(from.lo, to.hi));
}

int64_t DaysBetween(int64_t from, int64_t to) { return to - from; }

Value Size(const Value& value) {
  if (value.is(Kind::kList)) return SizeOfList(*value.list);
  if (value.is(Kind::kMap)) return Int(static_cast<int64_t>(value.map->size()));
  if (value.is(Kind::kBytes)) return Int(static_cast<int64_t>(value.text.size()));
  int64_t code_points = 0;
  for (const char c : value.text) code_points += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return Int(code_points);
}

Value Matches(const std::string& text, const std::string& pattern) {
  const re2::RE2 regex(pattern, re2::RE2::Quiet);
  if (!regex.ok()) return Error();
  return Bool(re2::RE2::PartialMatch(text, regex));
}

Value TextTest(Function function, const std::string& text, const std::string& part) {
  if (function == Function::kContains) return Bool(text.find(part) != std::string::npos);
  if (function == Function::kMatches) return Matches(text, part);
  if (part.size() > text.size()) return Bool(false);
  const size_t at = function == Function::kStartsWith ? 0 : text.size() - part.size();
  return Bool(text.compare(at, part.size(), part) == 0);
}

Value MapsEqual(const Value& a, const Value& b, Rules rules) {
  if (a.map->size() != b.map->size()) return Bool(false);
  Value equal = Bool(true);
  for (const Entry& entry : *a.map) {
    if (!HasKey(b, entry.key, rules).IsTrue()) return Bool(false);
    equal = And(equal, Equal(entry.value, FindKey(b, entry.key, rules), rules), rules);
  }
  return equal;
}

Value RecordsEqual(const Record& a, const Record& b, Rules rules) {
  Value equal = Bool(true);
  for (int i = 0; i < static_cast<int>(a.info->fields.size()); ++i) {
    equal = And(equal, Equal(ReadField(a, i), ReadField(b, i), rules), rules);
  }
  return equal;
}

// The arguments of a minimum or maximum: a list, or several of them.
std::vector<Element> Candidates(const std::vector<Value>& args) {
  if (args.size() == 1 && args[0].is(Kind::kList)) return *args[0].list;
  std::vector<Element> elements;
  for (const Value& arg : args) elements.push_back({arg, false});
  return elements;
}

Value Order(Function function, const Value& a, const Value& b) {
  switch (function) {
    case Function::kLess:
      return Less(a, b);
    case Function::kLessEqual:
      return LessOrEqual(a, b);
    case Function::kGreater:
      return Less(b, a);
    default:
      return LessOrEqual(b, a);
  }
}

Value Container(const cel::Node& node, const std::vector<Value>& args, Rules rules) {
  switch (node.function) {
    case Function::kIn:
      return args[1].is(Kind::kMap) ? HasKey(args[1], args[0], rules) : In(args[0], *args[1].list, rules);
    case Function::kIndex:
      return args[0].is(Kind::kMap) ? FindKey(args[0], args[1], rules) : ElementAt(*args[0].list, args[1]);
    case Function::kSize:
      return Size(args[0]);
    case Function::kLatest:
      return LatestOf(*args[0].list);
    case Function::kSum:
      return SumOf(args[0], node.args[0]->type.element().kind());
    case Function::kMin:
      return LeastOf(Candidates(args));
    case Function::kMax:
      return GreatestOf(Candidates(args));
    default:
      return node.args[0]->type.element().is(cel::TypeKind::kBool) ? CountTrue(*args[0].list) : SizeOfList(*args[0].list);
  }
}

Value Dates(Function function, const Value& a, const Value& b) {
  switch (function) {
    case Function::kMonthsBetween:
      return BetweenCorners(MonthsBetween, a, b);
    case Function::kYearsBetween:
      return BetweenCorners(YearsBetween, a, b);
    case Function::kDaysBetween:
      return BetweenCorners(DaysBetween, a, b);
    case Function::kAddMonths:
      return DateCorners(AddMonths, a, b);
    default:
      return DateCorners(AddDays, a, b);
  }
}

}  // namespace

Value And(const Value& a, const Value& b, Rules rules) {
  const bool error = a.is(Kind::kError) || b.is(Kind::kError);
  const bool missing = a.is(Kind::kMissing) || b.is(Kind::kMissing);
  if (rules == Rules::kPolicy && error) return Error();
  if (a.IsFalse() || b.IsFalse()) return Bool(false);
  if (missing) return Missing();
  return error ? Error() : Bool(true);
}

Value Or(const Value& a, const Value& b, Rules rules) {
  const bool error = a.is(Kind::kError) || b.is(Kind::kError);
  const bool missing = a.is(Kind::kMissing) || b.is(Kind::kMissing);
  if (rules == Rules::kPolicy && error) return Error();
  if (a.IsTrue() || b.IsTrue()) return Bool(true);
  if (missing) return Missing();
  return error ? Error() : Bool(false);
}

Value Not(const Value& a) { return a.is(Kind::kBool) ? Bool(!a.truth) : a; }

Value Strict(const std::vector<Value>& args) {
  for (const Value& arg : args) {
    if (arg.is(Kind::kError)) return Error();
  }
  for (const Value& arg : args) {
    if (arg.is(Kind::kMissing)) return Missing();
  }
  return Null();
}

Value Collapsed(const Value& value) {
  if (value.is(Kind::kInt) || value.is(Kind::kDate)) return value.lo == value.hi ? value : Missing();
  if (!value.is(Kind::kList)) return value;
  for (const Element& element : *value.list) {
    if (element.maybe || !Collapsed(element.value).present()) return Missing();
  }
  return value;
}

Value Equal(const Value& a, const Value& b, Rules rules) {
  const Value strict = Strict({a, b});
  if (!strict.present()) return strict;
  if (a.is(Kind::kList)) return ListsEqual(*a.list, *b.list, rules);
  if (a.is(Kind::kMap)) return MapsEqual(a, b, rules);
  if (a.is(Kind::kRecord)) return RecordsEqual(a.record, b.record, rules);
  return ScalarsEqual(a, b);
}

Value MapOf(const std::vector<Entry>& entries, Rules rules) {
  std::vector<Value> parts;
  for (const Entry& entry : entries) {
    parts.push_back(Collapsed(entry.key));
    if (entry.value.is(Kind::kError)) parts.push_back(entry.value);
  }
  const Value strict = Strict(parts);
  if (!strict.present()) return strict;
  for (size_t i = 0; i < entries.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (Equal(entries[i].key, entries[j].key, rules).IsTrue()) return Error();
    }
  }
  return Map(entries);
}

Value HasKey(const Value& map, const Value& key, Rules rules) {
  if (!Collapsed(key).present()) return Missing();
  for (const Entry& entry : *map.map) {
    if (Equal(entry.key, key, rules).IsTrue()) return Bool(true);
  }
  return Bool(false);
}

Value FindKey(const Value& map, const Value& key, Rules rules) {
  if (!Collapsed(key).present()) return Missing();
  for (const Entry& entry : *map.map) {
    if (Equal(entry.key, key, rules).IsTrue()) return entry.value;
  }
  return Error();
}

Value Call(const cel::Node& node, const std::vector<Value>& args, Rules rules) {
  const Value strict = Strict(args);
  if (!strict.present()) return strict;
  switch (node.function) {
    case Function::kNot:
      return Not(args[0]);
    case Function::kEqual:
      return Equal(args[0], args[1], rules);
    case Function::kNotEqual:
      return Not(Equal(args[0], args[1], rules));
    case Function::kLess:
    case Function::kLessEqual:
    case Function::kGreater:
    case Function::kGreaterEqual:
      return Order(node.function, args[0], args[1]);
    case Function::kNegate:
      return Negate(args[0]);
    case Function::kAdd:
    case Function::kSubtract:
    case Function::kMultiply:
    case Function::kDivide:
    case Function::kModulo:
      return Arithmetic(node.function, args[0], args[1]);
    case Function::kIn:
    case Function::kIndex:
    case Function::kSize:
    case Function::kLatest:
    case Function::kSum:
    case Function::kMin:
    case Function::kMax:
    case Function::kCount:
      return Container(node, args, rules);
    case Function::kContains:
    case Function::kStartsWith:
    case Function::kEndsWith:
    case Function::kMatches:
      return TextTest(node.function, args[0].text, args[1].text);
    case Function::kMonthsBetween:
    case Function::kYearsBetween:
    case Function::kDaysBetween:
    case Function::kAddMonths:
    case Function::kAddDays:
      return Dates(node.function, args[0], args[1]);
    default:
      break;
  }
  const Value argument = Collapsed(args[0]);
  return argument.present() ? Convert(node, argument, args) : argument;
}

}  // namespace graduasi::reference
