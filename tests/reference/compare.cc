#include "tests/reference/compare.h"

#include <tuple>

namespace graduasi::reference {

Value ScalarsEqual(const Value& a, const Value& b) {
  switch (a.kind) {
    case Kind::kNull:
      return Bool(true);
    case Kind::kBool:
      return Bool(a.truth == b.truth);
    case Kind::kInt:
    case Kind::kDate:
      if (a.hi < b.lo || b.hi < a.lo) return Bool(false);
      return a.lo == a.hi && b.lo == b.hi ? Bool(true) : Missing();
    case Kind::kUint:
      return Bool(a.unsigned_ == b.unsigned_);
    case Kind::kDouble:
      return Bool(a.number == b.number);
    case Kind::kString:
    case Kind::kBytes:
    case Kind::kType:
      return Bool(a.text == b.text);
    case Kind::kEnum:
    case Kind::kDuration:
      return Bool(a.lo == b.lo);
    case Kind::kTimestamp:
      return Bool(a.lo == b.lo && a.nanos == b.nanos);
    default:
      return Error();
  }
}

Value Less(const Value& a, const Value& b) {
  switch (a.kind) {
    case Kind::kBool:
      return Bool(!a.truth && b.truth);
    case Kind::kInt:
    case Kind::kDate:
      if (a.hi < b.lo) return Bool(true);
      return a.lo >= b.hi ? Bool(false) : Missing();
    case Kind::kUint:
      return Bool(a.unsigned_ < b.unsigned_);
    case Kind::kDouble:
      return Bool(a.number < b.number);
    case Kind::kString:
    case Kind::kBytes:
      return Bool(a.text < b.text);  // UTF-8 sorts as its code points do
    case Kind::kDuration:
      return Bool(a.lo < b.lo);
    case Kind::kTimestamp:
      return Bool(std::tie(a.lo, a.nanos) < std::tie(b.lo, b.nanos));
    default:
      return Error();
  }
}

Value LessOrEqual(const Value& a, const Value& b) {
  if (a.is(Kind::kInt) || a.is(Kind::kDate)) {
    if (a.hi <= b.lo) return Bool(true);
    return a.lo > b.hi ? Bool(false) : Missing();
  }
  if (a.is(Kind::kDouble)) return Bool(a.number <= b.number);
  const Value greater = Less(b, a);
  return greater.present() ? Bool(!greater.truth) : greater;
}

}  // namespace graduasi::reference
