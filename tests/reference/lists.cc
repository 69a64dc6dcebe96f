#include "tests/reference/lists.h"

#include <algorithm>
#include <optional>

#include "src/model/record.h"
#include "tests/reference/compare.h"

namespace graduasi::reference {
namespace {

using Wide = __int128;

constexpr Wide kLeast = INT64_MIN;
constexpr Wide kMost = INT64_MAX;

bool Ranged(Kind kind) { return kind == Kind::kInt || kind == Kind::kDate; }

Value SumOfInts(const std::vector<Element>& list) {
  Wide lo = 0;
  Wide hi = 0;
  for (const Element& element : list) {
    if (!element.value.present()) return Missing();
    const Wide least = element.value.lo;
    const Wide most = element.value.hi;
    lo += element.maybe ? std::min<Wide>(0, least) : least;
    hi += element.maybe ? std::max<Wide>(0, most) : most;
  }
  if (lo < kLeast || hi > kMost || lo > kMost || hi < kLeast) return Error();
  return IntRange(static_cast<int64_t>(lo), static_cast<int64_t>(hi));
}

Value SumOfUints(const std::vector<Element>& list) {
  Wide sum = 0;
  for (const Element& element : list) sum += static_cast<Wide>(element.value.unsigned_);
  if (sum > static_cast<Wide>(UINT64_MAX)) return Error();
  return Uint(static_cast<uint64_t>(sum));
}

Value SumOfDurations(const std::vector<Element>& list) {
  Wide sum = 0;
  for (const Element& element : list) sum += element.value.lo;
  if (sum < kLeast || sum > kMost) return Error();
  return Duration(static_cast<int64_t>(sum));
}

Value SumOfDoubles(const std::vector<Element>& list) {
  double sum = 0;
  for (const Element& element : list) sum += element.value.number;
  return Double(sum);
}

// The least element, or with `greatest` the greatest.
Value Extreme(const std::vector<Element>& list, bool greatest) {
  std::optional<Value> best;  // of the elements that are in
  for (const Element& element : list) {
    if (!element.value.present()) return Missing();
    if (element.maybe) continue;
    const Value& value = element.value;
    if (!best.has_value()) {
      best = value;
    } else if (Ranged(value.kind)) {
      best->lo = greatest ? std::max(best->lo, value.lo) : std::min(best->lo, value.lo);
      best->hi = greatest ? std::max(best->hi, value.hi) : std::min(best->hi, value.hi);
    } else if (greatest ? Less(*best, value).IsTrue() : Less(value, *best).IsTrue()) {
      best = value;
    }
  }
  if (!best.has_value()) return Missing();
  for (const Element& element : list) {
    if (!element.maybe) continue;
    const Value& value = element.value;
    if (Ranged(value.kind)) {
      if (greatest) {
        best->hi = std::max(best->hi, value.hi);
      } else {
        best->lo = std::min(best->lo, value.lo);
      }
    } else if (greatest ? Less(*best, value).IsTrue() : Less(value, *best).IsTrue()) {
      return Missing();
    }
  }
  return *best;
}

std::optional<PartialDate> DateOf(const Record& record) {
  if (record.hidden || record.info->recorded_on < 0) return std::nullopt;
  return record.info->fields[static_cast<size_t>(record.info->recorded_on)].Date(record.owner);
}

}  // namespace

Value SizeOfList(const std::vector<Element>& list) {
  int64_t in = 0;
  for (const Element& element : list) in += element.maybe ? 0 : 1;
  return IntRange(in, static_cast<int64_t>(list.size()));
}

Value CountTrue(const std::vector<Element>& list) {
  int64_t certain = 0;
  int64_t possible = 0;
  for (const Element& element : list) {
    if (!element.maybe && element.value.IsTrue()) {
      ++certain;
    } else if (!element.value.IsFalse()) {
      ++possible;
    }
  }
  return IntRange(certain, certain + possible);
}

Value SumOf(const Value& list, cel::TypeKind element) {
  if (element == cel::TypeKind::kInt) return SumOfInts(*list.list);
  if (!Collapsed(list).present()) return Missing();
  if (element == cel::TypeKind::kUint) return SumOfUints(*list.list);
  if (element == cel::TypeKind::kDuration) return SumOfDurations(*list.list);
  return SumOfDoubles(*list.list);
}

Value LeastOf(const std::vector<Element>& list) { return Extreme(list, false); }
Value GreatestOf(const std::vector<Element>& list) { return Extreme(list, true); }

Value LatestOf(const std::vector<Element>& list) {
  std::vector<std::optional<PartialDate>> dates;
  for (const Element& element : list) {
    dates.push_back(element.value.present() ? DateOf(element.value.record) : std::nullopt);
    if (!dates.back().has_value()) return Missing();
  }
  for (size_t i = 0; i < list.size(); ++i) {
    if (list[i].maybe) continue;
    bool later_than_all = true;
    for (size_t j = 0; j < list.size(); ++j) {
      if (j != i && dates[i]->first() <= dates[j]->last()) later_than_all = false;
    }
    if (later_than_all) return list[i].value;
  }
  return Missing();
}

Value In(const Value& x, const std::vector<Element>& list, Rules rules) {
  Value found = Bool(false);
  for (const Element& element : list) {
    Value equal = Equal(x, element.value, rules);
    if (element.maybe && !equal.IsFalse()) equal = Missing();
    found = Or(found, equal, rules);
  }
  return found;
}

Value ElementAt(const std::vector<Element>& list, const Value& index) {
  if (index.lo != index.hi) return Missing();
  const int64_t position = index.lo;
  if (position < 0) return Error();
  const bool past_the_end = position >= static_cast<int64_t>(list.size());
  for (size_t i = 0; i < list.size(); ++i) {
    if (list[i].maybe && (past_the_end || static_cast<int64_t>(i) <= position)) return Missing();
  }
  return past_the_end ? Error() : list[static_cast<size_t>(position)].value;
}

Value ListsEqual(const std::vector<Element>& a, const std::vector<Element>& b, Rules rules) {
  for (const Element& element : a) {
    if (element.maybe) return Missing();
  }
  for (const Element& element : b) {
    if (element.maybe) return Missing();
  }
  if (a.size() != b.size()) return Bool(false);
  Value equal = Bool(true);
  for (size_t i = 0; i < a.size(); ++i) equal = And(equal, Equal(a[i].value, b[i].value, rules), rules);
  return equal;
}

Value Concatenated(const std::vector<Element>& a, const std::vector<Element>& b) {
  std::vector<Element> both = a;
  both.insert(both.end(), b.begin(), b.end());
  for (const Element& element : both) {
    if (element.maybe) return Missing();
  }
  return List(std::move(both));
}

}  // namespace graduasi::reference
