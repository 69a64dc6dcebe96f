// From a list to one value: size, count, sum, the least, the greatest, the latest, the i-th, membership. They read the views
// of a list directly, whichever space it points into.
#include "src/columns/integer_compare.h"
#include "src/columns/kernels.h"
#include "src/columns/operations.h"
#include "src/columns/step.h"

namespace graduasi::columns {
namespace {

__extension__ typedef __int128 Wide;

int64_t CountBits(const uint64_t* bits, const View& view) {
  return bits == nullptr ? 0 : CountInRange(bits, view.offset, view.length);
}

// Low ends and high ends of ints, the latter only if they differ somewhere.
void SetInts(Step& step, const int64_t* low, const int64_t* high, const Validity& validity) {
  step.out.layout = Layout::kInt64;
  step.out.data = low;
  if (high != nullptr && std::memcmp(low, high, static_cast<size_t>(step.n) * sizeof(*low)) != 0) step.out.high = high;
  step.Set(validity);
}

void ListSize(Step& step) {
  const Column& a = step.A();
  const Validity validity = step.Strict({&a}, false);
  if (a.in == nullptr && a.maybe == nullptr) {
    step.out.layout = Layout::kInt32;
    step.out.data = a.lengths;
    step.out.least = 0;
    step.out.greatest = a.greatest;
    return step.Set(validity);
  }
  int64_t* low = step.New<int64_t>(step.n);
  int64_t* high = a.maybe == nullptr ? nullptr : step.New<int64_t>(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    const View view = ViewAt(a, i);
    low[i] = a.in == nullptr ? view.length : CountBits(a.in, view);
    if (high != nullptr) high[i] = low[i] + CountBits(a.maybe, view);
  }
  SetInts(step, low, high, validity);
}

// b: the elements' truth.
void CountTrue(Step& step) {
  const Column &a = step.A(), &b = step.B();
  const Validity validity = step.Strict({&a}, false);
  const int64_t elements = step.ElementCount(step.op.a);
  const uint64_t* truth = step.TruthOf(b, elements);
  const uint64_t* missing = step.Spread(b.missing, b.constant, elements);
  uint64_t* certain = step.NewBits(elements);
  uint64_t* possible = a.maybe == nullptr && missing == nullptr ? nullptr : step.NewBits(elements);
  for (int64_t w = 0; w < WordsFor(elements); ++w) {
    const uint64_t in = a.in == nullptr ? ~uint64_t{0} : a.in[w];
    certain[w] = truth[w] & in;
    if (possible == nullptr) continue;
    const uint64_t lost = missing == nullptr ? 0 : missing[w];
    possible[w] = (lost & in) | (a.maybe == nullptr ? 0 : a.maybe[w] & (truth[w] | lost));
  }
  int64_t* low = step.New<int64_t>(step.n);
  int64_t* high = possible == nullptr ? nullptr : step.New<int64_t>(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    const View view = ViewAt(a, i);
    low[i] = CountBits(certain, view);
    if (high != nullptr) high[i] = low[i] + CountBits(possible, view);
  }
  SetInts(step, low, high, validity);
}

// Calls visit(row, view) for every row of list a that has a value. `lost` is set for the rows to make missing.
template <typename Visit>
void ForEachList(Step& step, Validity* validity, Visit visit) {
  const Column& a = step.A();
  *validity = step.Strict({&a}, false);
  const uint64_t* skip = step.Skip(*validity);
  for (int64_t i = 0; i < step.n; ++i) {
    if (skip == nullptr || !TestBit(skip, i)) visit(i, ViewAt(a, i));
  }
}

bool Belongs(const Column& list, int64_t element) { return IsIn(list, element) || IsMaybe(list, element); }

void SumInts(Step& step) {
  const Column &a = step.A(), &b = step.B();
  Validity validity;
  const int64_t rows = step.ElementCount(step.op.a);
  const Values<int64_t> low = Widened<int64_t>(step, b, b.data, rows);
  const Values<int64_t> high = b.high == nullptr ? low : Widened<int64_t>(step, b, b.high, rows);
  int64_t* least = step.New<int64_t>(step.n);
  int64_t* most = step.New<int64_t>(step.n);
  std::fill_n(least, step.n, 0);
  std::fill_n(most, step.n, 0);
  const bool simple = a.in == nullptr && a.maybe == nullptr && b.missing == nullptr && b.high == nullptr;
  ForEachList(step, &validity, [&](int64_t i, const View& view) {
    Wide from = 0, to = 0;
    if (simple) {
      for (int32_t k = view.offset; k < view.offset + view.length; ++k) from += low[k];
      to = from;
    } else {
      for (int32_t k = view.offset; k < view.offset + view.length; ++k) {
        if (!Belongs(a, k)) continue;
        if (!IsPresent(b, k)) return step.Lose(&validity, i);
        from += IsIn(a, k) ? low[k] : std::min<int64_t>(0, low[k]);
        to += IsIn(a, k) ? high[k] : std::max<int64_t>(0, high[k]);
      }
    }
    least[i] = static_cast<int64_t>(from);
    most[i] = static_cast<int64_t>(to);
    if (least[i] != from || most[i] != to) step.Fail(&validity, i);
  });
  SetInts(step, least, most, validity);
}

// For other types than int: every element must be in and have a value. False, and the row is missing, if not.
bool AllKnown(const Step& step, const Column& list, const Column& elements, int64_t row, const View& view, Validity* validity) {
  for (int32_t k = view.offset; k < view.offset + view.length; ++k) {
    if (IsMaybe(list, k) || (IsIn(list, k) && !IsPresent(elements, k))) {
      step.Lose(validity, row);
      return false;
    }
  }
  return true;
}

// `Total` holds the exact sum of uint64 or int64 values; of doubles it is a double.
template <typename T, typename Total>
void SumValues(Step& step) {
  const Column &a = step.A(), &b = step.B();
  Validity validity;
  const Values<T> values = ValuesOf<T>(b);
  T* out = step.New<T>(step.n);
  std::fill_n(out, step.n, T());
  ForEachList(step, &validity, [&](int64_t i, const View& view) {
    if (!AllKnown(step, a, b, i, view, &validity)) return;
    Total total = 0;
    for (int32_t k = view.offset; k < view.offset + view.length; ++k) {
      if (IsIn(a, k)) total += values[k];
    }
    out[i] = static_cast<T>(total);
    if constexpr (!std::is_same_v<T, double>) {
      if (static_cast<Total>(out[i]) != total) step.Fail(&validity, i);
    }
  });
  step.out.layout = LayoutOf(step.op.kind);
  step.out.data = out;
  step.Set(validity);
}

// int and date: the extremes of the ends.
template <typename T, bool kGreatest>
void ExtremeIntegers(Step& step) {
  const Column &a = step.A(), &b = step.B();
  Validity validity;
  const int64_t rows = step.ElementCount(step.op.a);
  const Values<T> low = Widened<T>(step, b, b.data, rows);
  const Values<T> high = b.high == nullptr ? low : Widened<T>(step, b, b.high, rows);
  T* least = step.New<T>(step.n);
  T* most = step.New<T>(step.n);
  std::fill_n(least, step.n, T());
  std::fill_n(most, step.n, T());
  ForEachList(step, &validity, [&](int64_t i, const View& view) {
    bool any = false;
    T in_low{}, in_high{}, all_low{}, all_high{};
    bool first = true;
    for (int32_t k = view.offset; k < view.offset + view.length; ++k) {
      if (!Belongs(a, k)) continue;
      if (!IsPresent(b, k)) return step.Lose(&validity, i);
      auto pick = [](bool fresh, T x, T y) { return fresh ? y : (kGreatest ? std::max(x, y) : std::min(x, y)); };
      all_low = pick(first, all_low, low[k]);
      all_high = pick(first, all_high, high[k]);
      first = false;
      if (!IsIn(a, k)) continue;
      in_low = pick(!any, in_low, low[k]);
      in_high = pick(!any, in_high, high[k]);
      any = true;
    }
    if (!any) return step.Lose(&validity, i);
    least[i] = kGreatest ? in_low : all_low;
    most[i] = kGreatest ? all_high : in_high;
  });
  step.out.layout = sizeof(T) == 8 ? Layout::kInt64 : Layout::kInt32;
  step.out.data = least;
  if (std::memcmp(least, most, static_cast<size_t>(step.n) * sizeof(T)) != 0) step.out.high = most;
  step.out.least = b.least;
  step.out.greatest = b.greatest;
  step.Set(validity);
}

// Other types: the row of the extreme element. Missing if an element that is maybe in is beyond it.
template <bool kGreatest>
void ExtremeRow(Step& step) {
  const Column &a = step.A(), &b = step.B();
  Validity validity;
  int32_t* out = step.New<int32_t>(step.n);
  std::fill_n(out, step.n, 0);
  auto beyond = [&](int32_t x, int32_t y) { return kGreatest ? LessValue(b, y, b, x) : LessValue(b, x, b, y); };
  ForEachList(step, &validity, [&](int64_t i, const View& view) {
    int32_t best = -1;
    const int32_t end = view.offset + view.length;
    for (int32_t k = view.offset; k < end; ++k) {
      if (!Belongs(a, k)) continue;
      if (!IsPresent(b, k)) return step.Lose(&validity, i);
      if (IsIn(a, k) && (best < 0 || beyond(k, best))) best = k;
    }
    if (best < 0) return step.Lose(&validity, i);
    for (int32_t k = view.offset; k < end; ++k) {
      if (IsMaybe(a, k) && beyond(k, best)) return step.Lose(&validity, i);
    }
    out[i] = best;
  });
  step.out.layout = Layout::kRows;
  step.out.data = out;
  step.Set(validity);
}

// The elements of a view of at most 64 that belong to the list, in or maybe in, as bits from its first on.
uint64_t Candidates(const Column& list, const View& view) {
  const uint64_t all = LowMask(view.length);
  if (list.in == nullptr) return all;
  const uint64_t in = LoadBits(list.in, view.offset);
  return (list.maybe == nullptr ? in : in | LoadBits(list.maybe, view.offset)) & all;
}

bool AnyLost(const Column& elements, const View& view, uint64_t candidates) {
  return (elements.missing != nullptr && (LoadBits(elements.missing, view.offset) & candidates) != 0) ||
         (elements.error != nullptr && (LoadBits(elements.error, view.offset) & candidates) != 0);
}

bool Whole(const Column& list) { return list.in == nullptr && list.maybe == nullptr; }
bool AllPresent(const Column& c) { return c.missing == nullptr && c.error == nullptr; }

// The latest where every list has one element, which is in and has a date: that one.
bool LatestOfOne(Step& step) {
  const Column &a = step.A(), &b = step.B();
  if (a.greatest > 1 || a.constant || !Whole(a) || !AllPresent(a) || !AllPresent(b)) return false;
  int32_t shortest = 0, longest = 0;
  kernels::Active().int32.extremes(a.lengths, step.n, &shortest, &longest);
  if (shortest != 1) return false;
  step.out.layout = Layout::kRows;
  if (!a.contiguous) step.out.data = a.data;
  return true;
}

// The same for lists of at most 64 elements that are in or not, of whose dates each is one day.
bool LatestOfDays(Step& step) {
  const Column &a = step.A(), &b = step.B();
  if (a.greatest > 64 || a.constant || a.maybe != nullptr || !AllPresent(a) || !AllPresent(b)) return false;
  if (b.high != nullptr || b.constant) return false;
  Validity validity;
  const auto* offsets = Data<int32_t>(a);
  const auto* days = Data<int32_t>(b);
  int32_t* out = step.New<int32_t>(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    out[i] = 0;
    const int32_t first = offsets[i];
    uint64_t left = LowMask(a.lengths[i]);
    if (a.in != nullptr) left &= LoadBits(a.in, first);
    if (left == 0) {
      step.Lose(&validity, i);
      continue;
    }
    int32_t best = first + __builtin_ctzll(left);
    bool twice = false;
    for (left &= left - 1; left != 0; left &= left - 1) {
      const int32_t k = first + __builtin_ctzll(left);
      twice = days[k] == days[best] || (twice && days[k] < days[best]);
      if (days[k] > days[best]) best = k;
    }
    if (twice) {
      step.Lose(&validity, i);
    } else {
      out[i] = best;
    }
  }
  step.out.layout = Layout::kRows;
  step.out.data = out;
  step.Set(validity);
  return true;
}

// b: the dates of the elements. The latest is the in-element whose low end is after the high end of every other. The one with
// the greatest low end is the only candidate; the greatest high end among the others decides.
void Latest(Step& step) {
  if (LatestOfOne(step) || LatestOfDays(step)) return;
  const Column &a = step.A(), &b = step.B();
  Validity validity;
  const Values<int32_t> low = ValuesOf<int32_t>(b);
  Values<int32_t> high = low;
  if (b.high != nullptr) high.data = static_cast<const int32_t*>(b.high);
  int32_t* out = step.New<int32_t>(step.n);
  std::fill_n(out, step.n, 0);
  ForEachList(step, &validity, [&](int64_t i, const View& view) {
    int32_t best = -1;
    if (view.length <= 64 && !b.constant) {
      const uint64_t candidates = Candidates(a, view);
      if (AnyLost(b, view, candidates)) return step.Lose(&validity, i);
      for (uint64_t left = candidates; left != 0; left &= left - 1) {
        const int32_t k = view.offset + __builtin_ctzll(left);
        if (best < 0 || low[k] > low[best]) best = k;
      }
      if (best < 0 || !IsIn(a, best)) return step.Lose(&validity, i);
      for (uint64_t left = candidates & ~(uint64_t{1} << (best - view.offset)); left != 0; left &= left - 1) {
        if (high[view.offset + __builtin_ctzll(left)] >= low[best]) return step.Lose(&validity, i);
      }
      out[i] = best;
      return;
    }
    for (int32_t k = view.offset; k < view.offset + view.length; ++k) {
      if (!Belongs(a, k)) continue;
      if (!IsPresent(b, k)) return step.Lose(&validity, i);
      if (best < 0 || low[k] > low[best]) best = k;
    }
    if (best < 0 || !IsIn(a, best)) return step.Lose(&validity, i);
    for (int32_t k = view.offset; k < view.offset + view.length; ++k) {
      if (k != best && Belongs(a, k) && high[k] >= low[best]) return step.Lose(&validity, i);
    }
    out[i] = best;
  });
  step.out.layout = Layout::kRows;
  step.out.data = out;
  step.Set(validity);
}

void ListIndex(Step& step) {
  const Column &a = step.A(), &b = step.B();
  Validity validity = step.Strict({&a, &b}, true);
  const uint64_t* skip = step.Skip(validity);
  const Values<int64_t> position = Widened<int64_t>(step, b, b.data, step.n);
  int32_t* out = step.New<int32_t>(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    out[i] = 0;
    if (skip != nullptr && TestBit(skip, i)) continue;
    const View view = ViewAt(a, i);
    if (position[i] < 0) {
      step.Fail(&validity, i);
      continue;
    }
    int64_t before = position[i];  // elements that are in and must still come first
    int32_t k = view.offset;
    const int32_t end = view.offset + view.length;
    if (a.in == nullptr && a.maybe == nullptr) {
      k = before < view.length ? view.offset + static_cast<int32_t>(before) : end;
    } else {
      for (; k < end && !IsMaybe(a, k); ++k) {
        if (IsIn(a, k) && before-- == 0) break;
      }
    }
    if (k == end) {
      step.Fail(&validity, i);
    } else if (IsMaybe(a, k)) {
      step.Lose(&validity, i);
    } else {
      out[i] = k;
    }
  }
  step.out.layout = Layout::kRows;
  step.out.data = out;
  step.Set(validity);
}

// ---- x in list ----

bool Integral(const Column& c) {
  return c.layout == Layout::kInt8 || c.layout == Layout::kInt16 || c.layout == Layout::kInt32 || c.layout == Layout::kInt64 ||
         c.layout == Layout::kType;
}

// One list for all rows, of a few known integers: one comparison of the column for each.
bool InFixedList(Step& step, const Column& x, const Column& list, const Column& elements, const Validity& validity) {
  constexpr int32_t kFew = 16;
  const View view = ViewAt(list, 0);
  if (!list.constant || x.constant || list.in != nullptr || list.maybe != nullptr || view.length > kFew) return false;
  if (elements.missing != nullptr || elements.high != nullptr || x.high != nullptr) return false;
  if (!Integral(x) || !Integral(elements)) return false;
  uint64_t* truth = step.NewClearBits(step.n);
  uint64_t* one = step.NewBits(step.n);
  for (int32_t k = view.offset; k < view.offset + view.length; ++k) {
    EqualTo(LowOf(x), IntegerAt(elements.layout, elements.data, Row(elements, k)), step.n, one);
    for (int64_t w = 0; w < WordsFor(step.n); ++w) truth[w] |= one[w];
  }
  step.SetTruth(truth, validity);
  return true;
}

enum class Answer : uint8_t { kNo, kYes, kPerhaps };

struct Ends {
  int64_t low = 0;
  int64_t high = 0;
};
Ends EndsAt(const Column& c, int64_t row) {
  const int64_t i = Row(c, row);
  return {IntegerAt(c.layout, c.data, i), IntegerAt(c.layout, c.high == nullptr ? c.data : c.high, i)};
}

// Whether the value x[i] equals an element, which may be missing; either may be a range.
Answer Equals(const Column& x, int64_t i, const Column& elements, int64_t k) {
  if (!IsPresent(elements, k)) return Answer::kPerhaps;
  if (x.high == nullptr && elements.high == nullptr) return SameValue(x, i, elements, k) ? Answer::kYes : Answer::kNo;
  const Ends a = EndsAt(x, i), b = EndsAt(elements, k);
  if (a.high < b.low || b.high < a.low) return Answer::kNo;
  return a.low == b.high && b.low == a.high ? Answer::kYes : Answer::kPerhaps;
}

// a: x; b: the list; c: its elements.
void In(Step& step) {
  const Column &x = step.A(), &list = step.B(), &elements = step.C();
  Validity validity = step.Strict({&x, &list}, false);
  if (InFixedList(step, x, list, elements, validity)) return;
  const uint64_t* skip = step.Skip(validity);
  uint64_t* truth = step.NewClearBits(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    if (skip != nullptr && TestBit(skip, i)) continue;
    const View view = ViewAt(list, i);
    Answer found = Answer::kNo;
    for (int32_t k = view.offset; k < view.offset + view.length && found != Answer::kYes; ++k) {
      if (!Belongs(list, k)) continue;
      Answer answer = Equals(x, i, elements, k);
      if (answer == Answer::kYes && !IsIn(list, k)) answer = Answer::kPerhaps;
      if (answer != Answer::kNo) found = answer;
    }
    if (found == Answer::kYes) SetBit(truth, i);
    if (found == Answer::kPerhaps) step.Lose(&validity, i);
  }
  step.SetTruth(truth, validity);
}

OpFunction SumFunction(cel::TypeKind kind) {
  switch (kind) {
    case cel::TypeKind::kUint:
      return SumValues<uint64_t, Wide>;
    case cel::TypeKind::kDouble:
      return SumValues<double, double>;
    case cel::TypeKind::kDuration:
      return SumValues<int64_t, Wide>;
    default:
      return SumInts;
  }
}

template <bool kGreatest>
OpFunction ExtremeFunction(cel::TypeKind kind) {
  if (kind == cel::TypeKind::kInt) return ExtremeIntegers<int64_t, kGreatest>;
  if (kind == cel::TypeKind::kDate) return ExtremeIntegers<int32_t, kGreatest>;
  return ExtremeRow<kGreatest>;
}

}  // namespace

OpFunction FoldFunction(const Op& op) {
  switch (op.code) {
    case OpCode::kListSize:
      return ListSize;
    case OpCode::kCountTrue:
      return CountTrue;
    case OpCode::kSum:
      return SumFunction(op.kind);
    case OpCode::kMinOf:
      return ExtremeFunction<false>(op.kind);
    case OpCode::kMaxOf:
      return ExtremeFunction<true>(op.kind);
    case OpCode::kLatest:
      return Latest;
    case OpCode::kListIndex:
      return ListIndex;
    default:
      return In;
  }
}

}  // namespace graduasi::columns
