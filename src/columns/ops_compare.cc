// Equality and order of two values, and the lesser and greater of two. int and date compare as ranges: true or false only if
// that holds for every pair of values that the ranges may stand for.
#include "src/columns/integer_compare.h"
#include "src/columns/operations.h"
#include "src/columns/step.h"

namespace graduasi::columns {
namespace {

// What the statistics alone say: 1 true for all rows, 0 false for all, -1 nothing.
int KnownFromStatistics(Relation relation, const Column& a, const Column& b) {
  switch (relation) {
    case Relation::kEqual:
      return a.greatest < b.least || b.greatest < a.least ? 0 : -1;
    case Relation::kLess:
      return a.greatest < b.least ? 1 : (a.least >= b.greatest ? 0 : -1);
    case Relation::kLessEqual:
      return a.greatest <= b.least ? 1 : (a.least > b.greatest ? 0 : -1);
  }
  return -1;
}

void CompareRanges(Step& step, Relation relation, Validity validity) {
  const Column &a = step.A(), &b = step.B();
  const int64_t words = WordsFor(step.n);
  uint64_t* truth = step.NewBits(step.n);
  uint64_t* falsehood = step.NewBits(step.n);
  if (relation == Relation::kEqual) {
    uint64_t* other = step.NewBits(step.n);
    CompareEnds(step, Relation::kLessEqual, HighOf(a), LowOf(b), step.n, truth);
    CompareEnds(step, Relation::kLessEqual, HighOf(b), LowOf(a), step.n, other);
    for (int64_t w = 0; w < words; ++w) truth[w] &= other[w];
    CompareEnds(step, Relation::kLess, HighOf(a), LowOf(b), step.n, falsehood);
    CompareEnds(step, Relation::kLess, HighOf(b), LowOf(a), step.n, other);
    for (int64_t w = 0; w < words; ++w) falsehood[w] |= other[w];
  } else {
    const Relation opposite = relation == Relation::kLess ? Relation::kLessEqual : Relation::kLess;
    CompareEnds(step, relation, HighOf(a), LowOf(b), step.n, truth);
    CompareEnds(step, opposite, HighOf(b), LowOf(a), step.n, falsehood);
  }
  uint64_t* missing = step.NewClearBits(step.n);
  for (int64_t w = 0; w < words; ++w) {
    const uint64_t known = truth[w] | falsehood[w] | (validity.error == nullptr ? 0 : validity.error[w]);
    missing[w] = ~known | (validity.missing == nullptr ? 0 : validity.missing[w]);
  }
  if (words > 0) missing[words - 1] &= TailMask(step.n);
  validity.missing = AnyBit(missing, step.n) ? missing : nullptr;
  step.SetTruth(truth, validity);
}

template <Relation kRelation>
void CompareIntegers(Step& step) {
  const Column &a = step.A(), &b = step.B();
  const Validity validity = step.Strict({&a, &b}, false);
  const int known = KnownFromStatistics(kRelation, a, b);
  if (known >= 0 && step.n > 0) {
    if (validity.missing == nullptr && validity.error == nullptr) {
      step.n = 1;
      step.out.constant = true;
    }
    uint64_t* truth = step.NewBits(step.n);
    FillBits(truth, known == 1, step.n);
    return step.SetTruth(truth, validity);
  }
  if (a.high != nullptr || b.high != nullptr) return CompareRanges(step, kRelation, validity);
  uint64_t* truth = step.NewBits(step.n);
  CompareEnds(step, kRelation, LowOf(a), LowOf(b), step.n, truth);
  step.SetTruth(truth, validity);
}

template <typename T>
bool Before(const T& x, const T& y) {
  return x < y;
}
bool Before(const cel::TimestampValue& x, const cel::TimestampValue& y) {
  return x.seconds != y.seconds ? x.seconds < y.seconds : x.nanos < y.nanos;
}
template <typename T>
bool Same(const T& x, const T& y) {
  return x == y;
}
bool Same(const cel::TimestampValue& x, const cel::TimestampValue& y) { return x.seconds == y.seconds && x.nanos == y.nanos; }

template <Relation kRelation, typename T>
bool Holds(const T& x, const T& y) {
  if constexpr (kRelation == Relation::kEqual) return Same(x, y);
  if constexpr (kRelation == Relation::kLess) return Before(x, y);
  return Before(x, y) || Same(x, y);  // not "not y < x": NaN
}

template <Relation kRelation, typename T>
void CompareValues(Step& step) {
  const Column &a = step.A(), &b = step.B();
  const Validity validity = step.Strict({&a, &b}, false);
  const Values<T> x = ValuesOf<T>(a), y = ValuesOf<T>(b);
  const uint64_t* skip = step.Skip(validity);
  uint64_t* truth = step.NewBits(step.n);
  for (int64_t base = 0; base < step.n; base += 64) {
    const int64_t end = std::min<int64_t>(64, step.n - base);
    const uint64_t skipped = skip == nullptr ? 0 : skip[base >> 6];
    uint64_t word = 0;
    for (int64_t k = 0; k < end; ++k) {
      if ((skipped >> k & 1) == 0) word |= uint64_t{Holds<kRelation, T>(x[base + k], y[base + k])} << k;
    }
    truth[base >> 6] = word;
  }
  step.SetTruth(truth, validity);
}

template <Relation kRelation>
void CompareBools(Step& step) {
  const Column &a = step.A(), &b = step.B();
  const Validity validity = step.Strict({&a, &b}, false);
  const uint64_t* x = step.TruthOf(a, step.n);
  const uint64_t* y = step.TruthOf(b, step.n);
  uint64_t* truth = step.NewBits(step.n);
  for (int64_t w = 0; w < WordsFor(step.n); ++w) {
    if constexpr (kRelation == Relation::kEqual) truth[w] = ~(x[w] ^ y[w]);
    if constexpr (kRelation == Relation::kLess) truth[w] = ~x[w] & y[w];
    if constexpr (kRelation == Relation::kLessEqual) truth[w] = ~x[w] | y[w];
  }
  step.SetTruth(truth, validity);
}

// null == null.
void CompareNulls(Step& step) {
  const Validity validity = step.Strict({&step.A(), &step.B()}, false);
  uint64_t* truth = step.NewBits(step.n);
  FillBits(truth, true, step.n);
  step.SetTruth(truth, validity);
}

template <Relation kRelation>
OpFunction ByKind(cel::TypeKind kind) {
  switch (kind) {
    case cel::TypeKind::kBool:
      return CompareBools<kRelation>;
    case cel::TypeKind::kUint:
      return CompareValues<kRelation, uint64_t>;
    case cel::TypeKind::kDouble:
      return CompareValues<kRelation, double>;
    case cel::TypeKind::kString:
    case cel::TypeKind::kBytes:
      return CompareValues<kRelation, absl::string_view>;
    case cel::TypeKind::kTimestamp:
      return CompareValues<kRelation, cel::TimestampValue>;
    case cel::TypeKind::kNull:
    case cel::TypeKind::kVariable:
      return CompareNulls;
    default:
      return CompareIntegers<kRelation>;
  }
}

// ---- the lesser or greater of two ----

template <bool kGreatest>
int64_t Pick(int64_t x, int64_t y) {
  return kGreatest ? std::max(x, y) : std::min(x, y);
}

template <typename T, bool kGreatest>
void PickIntegers(Step& step) {
  const Column &a = step.A(), &b = step.B();
  step.Set(step.Strict({&a, &b}, false));
  auto pick = [&](const void* left, const void* right) {
    const Values<T> x = Widened<T>(step, a, left, step.n), y = Widened<T>(step, b, right, step.n);
    T* out = step.New<T>(step.n);
    for (int64_t i = 0; i < step.n; ++i) out[i] = static_cast<T>(Pick<kGreatest>(x[i], y[i]));
    return out;
  };
  step.out.layout = sizeof(T) == 8 ? Layout::kInt64 : Layout::kInt32;
  step.out.data = pick(a.data, b.data);
  if (a.high != nullptr || b.high != nullptr) step.out.high = pick(HighOf(a).data, HighOf(b).data);
  step.out.least = Pick<kGreatest>(a.least, b.least);
  step.out.greatest = Pick<kGreatest>(a.greatest, b.greatest);
}

template <typename T, bool kGreatest>
void PickValues(Step& step) {
  const Column &a = step.A(), &b = step.B();
  const Validity validity = step.Strict({&a, &b}, true);
  const Values<T> x = ValuesOf<T>(a), y = ValuesOf<T>(b);
  const uint64_t* skip = step.Skip(validity);
  T* out = step.New<T>(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    if (skip != nullptr && TestBit(skip, i)) {
      out[i] = T();
    } else if (kGreatest) {
      out[i] = Before(x[i], y[i]) ? y[i] : x[i];
    } else {
      out[i] = Before(y[i], x[i]) ? y[i] : x[i];
    }
  }
  step.out.layout = LayoutOf(step.op.kind);
  step.out.data = out;
  step.Set(validity);
}

template <bool kGreatest>
void PickBools(Step& step) {
  const Column &a = step.A(), &b = step.B();
  const Validity validity = step.Strict({&a, &b}, false);
  const uint64_t* x = step.TruthOf(a, step.n);
  const uint64_t* y = step.TruthOf(b, step.n);
  uint64_t* truth = step.NewBits(step.n);
  for (int64_t w = 0; w < WordsFor(step.n); ++w) truth[w] = kGreatest ? x[w] | y[w] : x[w] & y[w];
  step.SetTruth(truth, validity);
}

template <bool kGreatest>
OpFunction PickFunction(cel::TypeKind kind) {
  switch (kind) {
    case cel::TypeKind::kBool:
      return PickBools<kGreatest>;
    case cel::TypeKind::kUint:
      return PickValues<uint64_t, kGreatest>;
    case cel::TypeKind::kDouble:
      return PickValues<double, kGreatest>;
    case cel::TypeKind::kString:
    case cel::TypeKind::kBytes:
      return PickValues<absl::string_view, kGreatest>;
    case cel::TypeKind::kTimestamp:
      return PickValues<cel::TimestampValue, kGreatest>;
    case cel::TypeKind::kDate:
      return PickIntegers<int32_t, kGreatest>;
    default:
      return PickIntegers<int64_t, kGreatest>;
  }
}

}  // namespace

OpFunction CompareFunction(const Op& op) {
  switch (op.code) {
    case OpCode::kLess:
      return ByKind<Relation::kLess>(op.kind);
    case OpCode::kLessEqual:
      return ByKind<Relation::kLessEqual>(op.kind);
    case OpCode::kMinOfTwo:
      return PickFunction<false>(op.kind);
    case OpCode::kMaxOfTwo:
      return PickFunction<true>(op.kind);
    default:
      return ByKind<Relation::kEqual>(op.kind);
  }
}

}  // namespace graduasi::columns
