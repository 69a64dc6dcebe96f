// Arithmetic on int (with ranges), uint, double, timestamp and duration. What does not fit is an error of its row.
#include <cmath>

#include "src/base/integer.h"
#include "src/columns/operations.h"
#include "src/columns/step.h"
#include "src/columns/time_range.h"

namespace graduasi::columns {
namespace {

struct Add {
  template <typename T>
  static bool Apply(T a, T b, T* out) {
    return CheckedAdd(a, b, out);
  }
  static bool Apply(double a, double b, double* out) { return (*out = a + b, true); }
};
struct Subtract {
  template <typename T>
  static bool Apply(T a, T b, T* out) {
    return CheckedSubtract(a, b, out);
  }
  static bool Apply(double a, double b, double* out) { return (*out = a - b, true); }
};
struct Multiply {
  template <typename T>
  static bool Apply(T a, T b, T* out) {
    return CheckedMultiply(a, b, out);
  }
  static bool Apply(double a, double b, double* out) { return (*out = a * b, true); }
};
struct Divide {
  template <typename T>
  static bool Apply(T a, T b, T* out) {
    return CheckedDivide(a, b, out);
  }
  // IEEE 754: x / 0 is an infinity or NaN.
  static bool Apply(double a, double b, double* out) {
    if (b != 0) return (*out = a / b, true);
    const bool negative = std::signbit(a) != std::signbit(b);
    *out = a == 0 || std::isnan(a) ? std::nan("") : (negative ? -HUGE_VAL : HUGE_VAL);
    return true;
  }
};
struct Modulo {
  template <typename T>
  static bool Apply(T a, T b, T* out) {
    return CheckedModulo(a, b, out);
  }
};

// out[i] = Operation(x[i], y[i]); a row whose result does not fit becomes an error.
template <typename Operation, typename T>
void Calculate(Step& step, Values<T> x, Values<T> y, Validity validity) {
  T* out = step.New<T>(step.n);
  const uint64_t* skip = step.Skip(validity);
  for (int64_t base = 0; base < step.n; base += 64) {
    const int64_t end = std::min<int64_t>(64, step.n - base);
    uint64_t failed = 0;
    for (int64_t k = 0; k < end; ++k) {
      T value{};
      failed |= uint64_t{!Operation::Apply(x[base + k], y[base + k], &value)} << k;
      out[base + k] = value;
    }
    if (skip != nullptr) failed &= ~skip[base >> 6];
    for (; failed != 0; failed &= failed - 1) step.Fail(&validity, base + __builtin_ctzll(failed));
  }
  step.out.data = out;
  step.Set(validity);
}

template <typename Operation, typename T>
void Strict(Step& step) {
  const Column &a = step.A(), &b = step.B();
  const Validity validity = step.Strict({&a, &b}, true);
  step.out.layout = LayoutOf(step.op.kind);
  Calculate<Operation, T>(step, ValuesOf<T>(a), ValuesOf<T>(b), validity);
}

// int: the extremes of the results at the corners of the two ranges.
template <typename Operation>
void CalculateRanges(Step& step) {
  const Column &a = step.A(), &b = step.B();
  Validity validity = step.Strict({&a, &b}, false);
  const uint64_t* skip = step.Skip(validity);
  const Values<int64_t> low_a = Widened<int64_t>(step, a, a.data, step.n);
  const Values<int64_t> low_b = Widened<int64_t>(step, b, b.data, step.n);
  const Values<int64_t> high_a = a.high == nullptr ? low_a : Widened<int64_t>(step, a, a.high, step.n);
  const Values<int64_t> high_b = b.high == nullptr ? low_b : Widened<int64_t>(step, b, b.high, step.n);
  int64_t* low = step.New<int64_t>(step.n);
  int64_t* high = step.New<int64_t>(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    low[i] = high[i] = 0;
    if (skip != nullptr && TestBit(skip, i)) continue;
    int64_t corner[4];
    const bool fits = Operation::Apply(low_a[i], low_b[i], &corner[0]) && Operation::Apply(low_a[i], high_b[i], &corner[1]) &&
                      Operation::Apply(high_a[i], low_b[i], &corner[2]) && Operation::Apply(high_a[i], high_b[i], &corner[3]);
    if (!fits) {
      step.Fail(&validity, i);
      continue;
    }
    low[i] = *std::min_element(corner, corner + 4);
    high[i] = *std::max_element(corner, corner + 4);
  }
  step.out.data = low;
  step.out.high = high;
  step.Set(validity);
}

template <typename Operation, bool kRanges>
void Integers(Step& step) {
  const Column &a = step.A(), &b = step.B();
  step.out.layout = Layout::kInt64;
  if (kRanges && (a.high != nullptr || b.high != nullptr)) return CalculateRanges<Operation>(step);
  Validity validity = step.Strict({&a, &b}, true);
  if (step.n == 1 && validity.missing == nullptr && validity.error == nullptr) {
    int64_t* out = step.New<int64_t>(1);
    out[0] = 0;
    if (!Operation::Apply(IntegerAt(a.layout, a.data, 0), IntegerAt(b.layout, b.data, 0), out)) step.Fail(&validity, 0);
    step.out.data = out;
    return step.Set(validity);
  }
  Calculate<Operation, int64_t>(step, Widened<int64_t>(step, a, a.data, step.n), Widened<int64_t>(step, b, b.data, step.n),
                                validity);
}

void NegateIntegers(Step& step) {
  const Column& a = step.A();
  Validity validity = step.Strict({&a}, false);
  const uint64_t* skip = step.Skip(validity);
  auto negate = [&](const void* data) {
    const Values<int64_t> x = Widened<int64_t>(step, a, data, step.n);
    int64_t* out = step.New<int64_t>(step.n);
    for (int64_t i = 0; i < step.n; ++i) {
      out[i] = 0;
      if ((skip == nullptr || !TestBit(skip, i)) && !CheckedNegate(x[i], &out[i])) step.Fail(&validity, i);
    }
    return out;
  };
  step.out.layout = Layout::kInt64;
  step.out.data = negate(a.high == nullptr ? a.data : a.high);
  if (a.high != nullptr) step.out.high = negate(a.data);
  step.Set(validity);
}

void NegateDoubles(Step& step) {
  const Column& a = step.A();
  step.Set(step.Strict({&a}, false));
  const Values<double> x = ValuesOf<double>(a);
  double* out = step.New<double>(step.n);
  for (int64_t i = 0; i < step.n; ++i) out[i] = -x[i];
  step.out.layout = Layout::kDouble;
  step.out.data = out;
}

// ---- time ----

// a is the timestamp, b the duration in nanoseconds.
template <int kSign>
void ShiftTimestamp(Step& step) {
  const Column &a = step.A(), &b = step.B();
  Validity validity = step.Strict({&a, &b}, false);
  const uint64_t* skip = step.Skip(validity);
  const Values<cel::TimestampValue> x = ValuesOf<cel::TimestampValue>(a);
  const Values<int64_t> y = ValuesOf<int64_t>(b);
  auto* out = step.New<cel::TimestampValue>(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    out[i] = cel::TimestampValue();
    if (skip != nullptr && TestBit(skip, i)) continue;
    // Split first: neither part can overflow then.
    const int64_t seconds = y[i] / kNanosPerSecond, nanos = y[i] % kNanosPerSecond;
    if (!MakeTimestamp(x[i].seconds + kSign * seconds, x[i].nanos + kSign * nanos, &out[i])) step.Fail(&validity, i);
  }
  step.out.layout = Layout::kTimestamp;
  step.out.data = out;
  step.Set(validity);
}

void TimestampDifference(Step& step) {
  const Column &a = step.A(), &b = step.B();
  Validity validity = step.Strict({&a, &b}, false);
  const uint64_t* skip = step.Skip(validity);
  const Values<cel::TimestampValue> x = ValuesOf<cel::TimestampValue>(a), y = ValuesOf<cel::TimestampValue>(b);
  int64_t* out = step.New<int64_t>(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    out[i] = 0;
    if (skip != nullptr && TestBit(skip, i)) continue;
    const bool fits = CheckedMultiply(x[i].seconds - y[i].seconds, kNanosPerSecond, &out[i]) &&
                      CheckedAdd(out[i], int64_t{x[i].nanos} - y[i].nanos, &out[i]);
    if (!fits) step.Fail(&validity, i);
  }
  step.out.layout = Layout::kInt64;
  step.out.data = out;
  step.Set(validity);
}

template <typename Operation>
OpFunction ByKind(cel::TypeKind kind) {
  if (kind == cel::TypeKind::kUint) return Strict<Operation, uint64_t>;
  if (kind == cel::TypeKind::kDouble) return Strict<Operation, double>;
  return Integers<Operation, true>;  // int; duration
}

}  // namespace

OpFunction ArithmeticFunction(const Op& op) {
  switch (op.code) {
    case OpCode::kNegate:
      return op.kind == cel::TypeKind::kDouble ? NegateDoubles : NegateIntegers;
    case OpCode::kAdd:
      return ByKind<Add>(op.kind);
    case OpCode::kSubtract:
      return ByKind<Subtract>(op.kind);
    case OpCode::kMultiply:
      return ByKind<Multiply>(op.kind);
    case OpCode::kDivide:
      if (op.kind == cel::TypeKind::kUint) return Strict<Divide, uint64_t>;
      if (op.kind == cel::TypeKind::kDouble) return Strict<Divide, double>;
      return Integers<Divide, false>;
    case OpCode::kModulo:
      if (op.kind == cel::TypeKind::kUint) return Strict<Modulo, uint64_t>;
      return Integers<Modulo, false>;
    case OpCode::kTimestampPlus:
      return ShiftTimestamp<1>;
    case OpCode::kTimestampMinus:
      return ShiftTimestamp<-1>;
    default:
      return TimestampDifference;
  }
}

}  // namespace graduasi::columns
