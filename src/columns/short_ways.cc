// The short ways of operations: what they come to for a single household, or for lists of a few elements, where every value is
// known. Over thousands of rows it does not matter what it takes to set out on an operation; of one row it is nearly all there
// is. Each of these gives what the operation's own function gives, or declines and leaves everything as it was.
#include "src/base/integer.h"
#include "src/columns/integer_compare.h"
#include "src/columns/operations.h"
#include "src/columns/step.h"

namespace graduasi::columns {
namespace {

using State = Run::State;
using cel::TypeKind;

constexpr int32_t kWord = 64;  // rows

const Column& At(const State& run, Register reg) { return *run.values[static_cast<size_t>(reg)]; }

// The rows of an operation, which is not one of a constant.
int32_t RowsOf(const State& run, const Op& op) { return run.spaces[static_cast<size_t>(op.space)].size; }

bool Known(const Column& c) { return c.missing == nullptr && c.error == nullptr; }

// The bits of a bool column of at most 64 rows.
uint64_t WordOf(const Column& c) {
  const uint64_t word = *Data<uint64_t>(c);
  return c.constant ? uint64_t{0} - (word & 1) : word;
}
uint64_t RangeOf(const View& view) { return view.length == 0 ? 0 : LowMask(view.length) << view.offset; }

bool Share(State& run, Register self, Register same) {
  run.values[static_cast<size_t>(self)] = &At(run, same);
  return true;
}

// Makes the register a column of its own slot, with nothing missing. Only these functions let a column point at its slot, and a
// register has one layout: a column that points there already needs nothing but the new value. Where all operands are constants
// the short way declines: the result is a constant too, and may be kept when the rows are others. Columns of no rows are not
// read: nothing need stand behind them.
template <typename T>
bool Set(State& run, Register self, Layout layout, T value) {
  Run::State::Slot& slot = run.slots[static_cast<size_t>(self)];
  std::memcpy(slot.bytes, &value, sizeof(value));
  Column& out = run.columns[static_cast<size_t>(self)];
  if (out.data != slot.bytes) {
    out = Column();
    out.layout = layout;
    out.data = slot.bytes;
  }
  run.values[static_cast<size_t>(self)] = &out;
  return true;
}
bool SetWord(State& run, Register self, uint64_t truth) { return Set(run, self, Layout::kBits, truth); }

// ---- logic ----

template <bool kOr>
bool Combine(State& run, const Op& op, Register self) {
  const Column &a = At(run, op.a), &b = At(run, op.b);
  const int32_t rows = RowsOf(run, op);
  if (rows > kWord || !Known(a) || !Known(b) || (a.constant && b.constant)) return false;
  if (rows == 0) return SetWord(run, self, 0);
  return SetWord(run, self, kOr ? WordOf(a) | WordOf(b) : WordOf(a) & WordOf(b));
}

bool Not(State& run, const Op& op, Register self) {
  const Column& a = At(run, op.a);
  const int32_t rows = RowsOf(run, op);
  if (rows > kWord || !Known(a) || a.constant) return false;
  return SetWord(run, self, rows == 0 ? 0 : ~*Data<uint64_t>(a));
}

// ---- comparison of integers, with one value on a side ----

template <Relation kRelation>
uint64_t CompareWord(const Column& x, int64_t value, int32_t rows) {
  if (rows <= kFewRows) return CompareFew<kRelation>(LowOf(x), value, rows);
  uint64_t word = 0;
  CompareToValue(kRelation, LowOf(x), value, rows, &word);
  return word;
}

template <Relation kRelation>
bool Compare(State& run, const Op& op, Register self) {
  const Column &a = At(run, op.a), &b = At(run, op.b);
  const int32_t rows = RowsOf(run, op);
  if (rows > kWord || !Known(a) || !Known(b) || a.high != nullptr || b.high != nullptr) return false;
  if (a.constant && b.constant) return false;
  if (rows == 0) return SetWord(run, self, 0);
  if (b.constant || rows == 1) {
    return SetWord(run, self, CompareWord<kRelation>(a, IntegerAt(b.layout, b.data, 0), rows));
  }
  if (!a.constant) return false;
  const int64_t value = IntegerAt(a.layout, a.data, 0);  // v < y is not y <= v
  if constexpr (kRelation == Relation::kEqual) return SetWord(run, self, CompareWord<kRelation>(b, value, rows));
  constexpr Relation kOpposite = kRelation == Relation::kLess ? Relation::kLessEqual : Relation::kLess;
  return SetWord(run, self, ~CompareWord<kOpposite>(b, value, rows));
}

// ---- arithmetic on the integers of one row ----

struct Add {
  static bool Apply(int64_t a, int64_t b, int64_t* out) { return CheckedAdd(a, b, out); }
};
struct Subtract {
  static bool Apply(int64_t a, int64_t b, int64_t* out) { return CheckedSubtract(a, b, out); }
};
struct Multiply {
  static bool Apply(int64_t a, int64_t b, int64_t* out) { return CheckedMultiply(a, b, out); }
};

template <typename Operation>
bool Calculate(State& run, const Op& op, Register self) {
  const Column &a = At(run, op.a), &b = At(run, op.b);
  if (RowsOf(run, op) != 1 || !Known(a) || !Known(b) || a.high != nullptr || b.high != nullptr) return false;
  if (a.constant && b.constant) return false;
  int64_t value = 0;
  if (!Operation::Apply(IntegerAt(a.layout, a.data, 0), IntegerAt(b.layout, b.data, 0), &value)) return false;
  return Set(run, self, Layout::kInt64, value);
}

// ---- from space to space ----

bool Broadcast(State& run, const Op& op, Register self) { return At(run, op.a).constant && Share(run, self, op.a); }

bool Element(State& run, const Op& op, Register self) {
  if (run.spaces[static_cast<size_t>(op.space)].source != nullptr && !At(run, op.a).constant) return false;
  return Share(run, self, op.a);
}

// One row of a column of integers, where it stands.
bool PointAt(State& run, Register self, const Column& from, int64_t byte) {
  Column& out = run.columns[static_cast<size_t>(self)];
  out = from;
  out.data = static_cast<const char*>(from.data) + byte;
  if (from.high != nullptr) out.high = static_cast<const char*>(from.high) + byte;
  run.values[static_cast<size_t>(self)] = &out;
  return true;
}

bool Gather(State& run, const Op& op, Register self) {
  const Column &a = At(run, op.a), &b = At(run, op.b);
  if (!Known(b)) return false;
  if (b.data == nullptr) return Share(run, self, op.a);
  if (RowsOf(run, op) != 1 || !Known(a) || a.constant || b.constant) return false;
  const int32_t row = *Data<int32_t>(b);
  switch (a.layout) {
    case Layout::kBits:
      return SetWord(run, self, TestBit(Data<uint64_t>(a), row) ? 1 : 0);
    case Layout::kInt8:
      return PointAt(run, self, a, row);
    case Layout::kInt16:
      return PointAt(run, self, a, int64_t{row} * 2);
    case Layout::kInt32:
      return PointAt(run, self, a, int64_t{row} * 4);
    case Layout::kInt64:
      return PointAt(run, self, a, int64_t{row} * 8);
    case Layout::kRows:
      return Set(run, self, Layout::kRows, a.data == nullptr ? row : Data<int32_t>(a)[row]);
    default:
      return false;
  }
}

// ---- records ----

bool KeepWhere(State& run, const Op& op, Register self) {
  const Column& kept = At(run, op.b);
  return kept.constant && TestBit(Data<uint64_t>(kept), 0) && Share(run, self, op.a);
}

bool Happened(State& run, const Op& op, Register self) {
  return At(run, op.a).greatest <= At(run, op.b).least && Share(run, self, op.a);
}

bool IsSetHappened(State& run, const Op& op, Register self) {
  return At(run, op.a).greatest <= At(run, op.b).least && Share(run, self, op.c);
}

bool IsSet(State& run, const Op& op, Register self) {
  const Column& a = At(run, op.a);
  if (RowsOf(run, op) > kWord || a.constant) return false;
  return SetWord(run, self, a.missing == nullptr ? ~uint64_t{0} : ~*a.missing);
}

bool EmptyWhereUnset(State& run, const Op& op, Register self) {
  return At(run, op.a).missing == nullptr && Share(run, self, op.a);
}

// ---- lists ----

// All elements of a table, in its order: the space that is made is the table's.
bool Own(State& run, const Op& op, Register self) {
  const Column& a = At(run, op.a);
  if (!a.contiguous || a.constant) return false;
  SpaceRows& made = run.spaces[static_cast<size_t>(op.made)];
  made = SpaceRows();
  made.size = Step::ElementCount(run, op.a);
  made.lists = &a;
  made.parent_size = RowsOf(run, op);
  return Share(run, self, op.a);
}

bool ListSize(State& run, const Op& op, Register self) {
  const Column& a = At(run, op.a);
  if (!Known(a) || a.constant || a.in != nullptr || a.maybe != nullptr) return false;
  Column& out = run.columns[static_cast<size_t>(self)];
  out = Column();
  out.layout = Layout::kInt32;
  out.data = a.lengths;
  out.least = 0;
  out.greatest = a.greatest;
  run.values[static_cast<size_t>(self)] = &out;
  return true;
}

// One list.
bool Latest(State& run, const Op& op, Register self) {
  const Column &list = At(run, op.a), &date = At(run, op.b);
  if (RowsOf(run, op) != 1 || !Known(list) || list.maybe != nullptr) return false;
  if (!Known(date) || date.high != nullptr || date.constant) return false;
  const View view = ViewAt(list, 0);
  if (view.length > kWord) return false;
  uint64_t left = LowMask(view.length);
  if (list.in != nullptr) left &= LoadBits(list.in, view.offset);
  if (left == 0) return false;
  const auto* days = Data<int32_t>(date) + view.offset;
  int best = __builtin_ctzll(left);
  bool twice = false;
  for (left &= left - 1; left != 0; left &= left - 1) {
    const int k = __builtin_ctzll(left);
    if (days[k] < days[best]) continue;
    twice = days[k] == days[best];
    best = k;
  }
  return !twice && Set(run, self, Layout::kRows, view.offset + best);
}

// ---- macros over at most 64 elements ----

template <bool kExists>
bool Quantify(State& run, const Op& op, Register self) {
  const Column &list = At(run, op.a), &predicate = At(run, op.b);
  if (RowsOf(run, op) != 1 || !Known(list) || !Known(predicate) || list.maybe != nullptr) return false;
  const int32_t elements = Step::ElementCount(run, op.a);
  if (elements > kWord) return false;
  if (elements == 0) return SetWord(run, self, uint64_t{!kExists});
  const uint64_t truth = WordOf(predicate);
  uint64_t decided = (kExists ? truth : ~truth) & RangeOf(ViewAt(list, 0));
  if (list.in != nullptr) decided &= *list.in;
  return SetWord(run, self, uint64_t{(decided != 0) == kExists});
}

bool Filter(State& run, const Op& op, Register self) {
  if (const Op& visible = Step::OpOf(*run.program, op.b); IsOnDemand(visible)) {
    return ShowsAll(At(run, visible.a), At(run, visible.b)) && Share(run, self, op.a);
  }
  const Column &list = At(run, op.a), &predicate = At(run, op.b);
  const int32_t elements = Step::ElementCount(run, op.a);
  if (elements > kWord || !Known(predicate) || list.maybe != nullptr) return false;
  if (elements == 0) return Share(run, self, op.a);
  const uint64_t truth = *Data<uint64_t>(predicate);
  if (predicate.constant) return (truth & 1) != 0 && Share(run, self, op.a);
  Run::State::Slot& slot = run.slots[static_cast<size_t>(self)];
  const uint64_t in = list.in == nullptr ? truth : truth & *list.in;
  std::memcpy(slot.bytes, &in, sizeof(in));
  Column& out = run.columns[static_cast<size_t>(self)];
  out = list;
  out.in = reinterpret_cast<const uint64_t*>(slot.bytes);
  run.values[static_cast<size_t>(self)] = &out;
  return true;
}

bool IsInteger(TypeKind kind) {
  return kind == TypeKind::kInt || kind == TypeKind::kDate || kind == TypeKind::kEnum || kind == TypeKind::kDuration;
}

}  // namespace

ShortWay ShortWayOf(const Op& op) {
  if (op.space == kConstant) return nullptr;
  const bool integer = IsInteger(op.kind);
  const bool number = op.kind == TypeKind::kInt || op.kind == TypeKind::kDuration;
  switch (op.code) {
    case OpCode::kAnd:
      return Combine<false>;
    case OpCode::kOr:
      return Combine<true>;
    case OpCode::kNot:
      return Not;
    case OpCode::kEqual:
      return integer ? Compare<Relation::kEqual> : nullptr;
    case OpCode::kLess:
      return integer ? Compare<Relation::kLess> : nullptr;
    case OpCode::kLessEqual:
      return integer ? Compare<Relation::kLessEqual> : nullptr;
    case OpCode::kAdd:
      return number ? Calculate<Add> : nullptr;
    case OpCode::kSubtract:
      return number ? Calculate<Subtract> : nullptr;
    case OpCode::kMultiply:
      return number ? Calculate<Multiply> : nullptr;
    case OpCode::kBroadcast:
      return Broadcast;
    case OpCode::kElement:
      return Element;
    case OpCode::kGather:
      return Gather;
    case OpCode::kKeepWhere:
      return KeepWhere;
    case OpCode::kHappened:
      return Happened;
    case OpCode::kIsSet:
      return IsSet;
    case OpCode::kIsSetHappened:
      return IsSetHappened;
    case OpCode::kEmptyWhereUnset:
      return EmptyWhereUnset;
    case OpCode::kOwn:
      return Own;
    case OpCode::kListSize:
      return ListSize;
    case OpCode::kLatest:
      return Latest;
    case OpCode::kAll:
      return Quantify<false>;
    case OpCode::kExists:
      return Quantify<true>;
    case OpCode::kFilter:
      return Filter;
    default:
      return nullptr;
  }
}

}  // namespace graduasi::columns
