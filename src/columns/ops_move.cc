// Values moved from one space to another, or chosen between: broadcast, elements, gather, the conditional.
#include "src/columns/operations.h"
#include "src/columns/step.h"

namespace graduasi::columns {
namespace {

void Broadcast(Step& step) {
  const Column& a = step.A();
  if (a.constant) return step.Share(step.op.a);
  GatherInto(step, a, {step.ParentsOf(step.op.space), 1}, nullptr, step.n, &step.out);
}

// Rows of a space that was taken from another one; `rows` null: they are the same.
void Take(Step& step, const int32_t* rows) {
  const Column& a = step.A();
  if (a.constant || rows == nullptr) return step.Share(step.op.a);
  GatherInto(step, a, {rows, 1}, nullptr, step.n, &step.out);
}

void Element(Step& step) { Take(step, step.Rows(step.op.space).source); }

void PairElement(Step& step) {
  const SpaceRows& rows = step.Rows(step.op.space);
  Take(step, step.op.number == 0 ? rows.source : rows.second);
}

void Gather(Step& step) {
  const Column &a = step.A(), &b = step.B();
  const bool identity = b.data == nullptr;
  if (identity && b.missing == nullptr && b.error == nullptr) return step.Share(step.op.a);
  const Validity validity = step.Strict({&b}, false);
  if (a.constant || identity) {
    step.out = a;
    step.out.constant = a.constant;
    step.out.contiguous = identity && a.contiguous;
    if (validity.missing == nullptr && validity.error == nullptr) return;
    step.n = step.run.SizeOf(step.op.space);
    step.out.constant = a.constant && b.constant;
    const Validity both = step.Strict({&a, &b}, false);
    if (a.layout == Layout::kBits) {
      uint64_t* truth = step.CopyBits(step.TruthOf(a, step.n), step.n);
      return step.SetTruth(truth, both);
    }
    if (a.constant && !step.out.constant) {  // one value, but not in all rows
      Column spread;
      int32_t* zeros = step.New<int32_t>(step.n);
      std::fill_n(zeros, step.n, 0);
      GatherInto(step, a, {zeros, 1}, step.Skip(both), step.n, &spread);
      step.out = spread;
    }
    return step.Set(both);
  }
  const uint64_t* skip = step.Skip(validity);
  GatherInto(step, a, IndexOf(b), skip, step.n, &step.out);
  auto add = [&](const uint64_t* own, const uint64_t* more) -> const uint64_t* {
    if (own == nullptr || more == nullptr) return own == nullptr ? more : own;
    uint64_t* both = step.CopyBits(own, step.n);
    for (int64_t w = 0; w < WordsFor(step.n); ++w) both[w] |= more[w];
    return both;
  };
  step.out.missing = add(step.out.missing, validity.missing);
  step.out.error = add(step.out.error, validity.error);
}

// ---- c ? a : b ----

template <typename T>
const void* Choose(const Step& step, const uint64_t* first, Values<T> a, Values<T> b) {
  T* out = step.New<T>(step.n);
  for (int64_t i = 0; i < step.n; ++i) out[i] = TestBit(first, i) ? a[i] : b[i];
  return out;
}

template <typename T>
const void* ChooseValues(const Step& step, const uint64_t* first, const uint64_t* skip, const Column& a, const Column& b) {
  const Values<T> x = ValuesOf<T>(a), y = ValuesOf<T>(b);
  if (skip == nullptr) return Choose<T>(step, first, x, y);
  T* out = step.New<T>(step.n);
  for (int64_t i = 0; i < step.n; ++i) out[i] = TestBit(skip, i) ? T() : (TestBit(first, i) ? x[i] : y[i]);
  return out;
}

const int32_t* ChooseRows(const Step& step, const uint64_t* first, const Column& a, const Column& b) {
  const RowIndex x = IndexOf(a), y = IndexOf(b);
  int32_t* out = step.New<int32_t>(step.n);
  for (int64_t i = 0; i < step.n; ++i) out[i] = TestBit(first, i) ? x[i] : y[i];
  return out;
}

template <typename T>
void ChooseIntegers(Step& step, const uint64_t* first) {
  const Column &a = step.B(), &b = step.C();
  step.out.layout = sizeof(T) == 8 ? Layout::kInt64 : (a.layout == Layout::kType ? Layout::kType : Layout::kInt32);
  step.out.data = Choose<T>(step, first, Widened<T>(step, a, a.data, step.n), Widened<T>(step, b, b.data, step.n));
  if (a.high != nullptr || b.high != nullptr) {
    const void* high_a = a.high == nullptr ? a.data : a.high;
    const void* high_b = b.high == nullptr ? b.data : b.high;
    step.out.high = Choose<T>(step, first, Widened<T>(step, a, high_a, step.n), Widened<T>(step, b, high_b, step.n));
  }
  step.out.least = std::min(a.least, b.least);
  step.out.greatest = std::max(a.greatest, b.greatest);
}

void ChooseInto(Step& step, const uint64_t* first, const Validity& validity) {
  const Column &a = step.B(), &b = step.C();
  step.out.layout = a.layout;
  const uint64_t* skip = step.Skip(validity);
  switch (a.layout) {
    case Layout::kNone:
      break;
    case Layout::kBits: {
      const uint64_t *x = step.TruthOf(a, step.n), *y = step.TruthOf(b, step.n);
      uint64_t* truth = step.NewBits(step.n);
      for (int64_t w = 0; w < WordsFor(step.n); ++w) truth[w] = (x[w] & first[w]) | (y[w] & ~first[w]);
      step.SetTruth(truth, validity);
      break;
    }
    case Layout::kUint64:
      step.out.data = ChooseValues<uint64_t>(step, first, skip, a, b);
      break;
    case Layout::kDouble:
      step.out.data = ChooseValues<double>(step, first, skip, a, b);
      break;
    case Layout::kText:
      step.out.data = ChooseValues<absl::string_view>(step, first, skip, a, b);
      break;
    case Layout::kTimestamp:
      step.out.data = ChooseValues<cel::TimestampValue>(step, first, skip, a, b);
      break;
    case Layout::kRows:
      step.out.data = ChooseRows(step, first, a, b);
      break;
    case Layout::kViews:  // both point into one join
      step.out.data = ChooseRows(step, first, a, b);
      step.out.lengths = static_cast<const int32_t*>(
          Choose<int32_t>(step, first, {a.lengths, a.constant ? 0 : 1}, {b.lengths, b.constant ? 0 : 1}));
      step.out.in = a.in;
      step.out.maybe = a.maybe;
      step.out.greatest = std::max(a.greatest, b.greatest);
      break;
    default:
      if (a.layout == Layout::kInt64 || b.layout == Layout::kInt64) {
        ChooseIntegers<int64_t>(step, first);
      } else {
        ChooseIntegers<int32_t>(step, first);
      }
      break;
  }
}

// No value for any row, for the reason that the constant `c` has none.
void Lose(Step& step, const Column& c, const Column& like) {
  step.n = 1;
  step.out.constant = true;
  step.out.layout = like.layout;
  step.out.in = like.in;
  step.out.maybe = like.maybe;
  step.out.missing = c.missing;
  step.out.error = c.error;
  char* zeros = step.New<char>(kPadding);  // enough for one value of any layout
  std::memset(zeros, 0, kPadding);
  step.out.data = zeros;
  step.out.lengths = reinterpret_cast<const int32_t*>(zeros);
}

void Select(Step& step) {
  const Column &c = step.A(), &a = step.B(), &b = step.C();
  if (c.constant) {
    if (!IsPresent(c, 0)) return Lose(step, c, a);
    return step.Share(TestBit(Data<uint64_t>(c), 0) ? step.op.b : step.op.c);
  }
  const Validity condition = step.Strict({&c}, false);
  const uint64_t* first = step.TruthOf(c, step.n);
  const uint64_t* decided = step.Skip(condition);
  const int64_t words = WordsFor(step.n);
  // Where the condition has no value the branches do not matter.
  auto merge = [&](const uint64_t* own, const uint64_t* x, const uint64_t* y) -> const uint64_t* {
    if (x == nullptr && y == nullptr) return own;
    uint64_t* bits = step.NewBits(step.n);
    for (int64_t w = 0; w < words; ++w) {
      const uint64_t chosen = (x == nullptr ? 0 : x[w] & first[w]) | (y == nullptr ? 0 : y[w] & ~first[w]);
      bits[w] = (own == nullptr ? 0 : own[w]) | (decided == nullptr ? chosen : chosen & ~decided[w]);
    }
    if (words > 0) bits[words - 1] &= TailMask(step.n);
    bits[words] = 0;
    return bits;
  };
  Validity validity;
  validity.missing =
      merge(condition.missing, step.Spread(a.missing, a.constant, step.n), step.Spread(b.missing, b.constant, step.n));
  validity.error = merge(condition.error, step.Spread(a.error, a.constant, step.n), step.Spread(b.error, b.constant, step.n));
  ChooseInto(step, first, validity);
  step.Set(validity);
}

// A type's name is known beforehand; only whether there is a value is not.
void TypeOf(Step& step) {
  const Validity validity = step.Strict({&step.A()}, false);
  int32_t* names = step.New<int32_t>(step.n);
  std::fill_n(names, step.n, static_cast<int32_t>(step.op.number));
  step.out.layout = Layout::kType;
  step.out.data = names;
  step.Set(validity);
}

}  // namespace

OpFunction MoveFunction(const Op& op) {
  switch (op.code) {
    case OpCode::kBroadcast:
      return Broadcast;
    case OpCode::kElement:
      return Element;
    case OpCode::kPairElement:
      return PairElement;
    case OpCode::kGather:
      return Gather;
    case OpCode::kSelect:
      return Select;
    default:
      return TypeOf;
  }
}

}  // namespace graduasi::columns
