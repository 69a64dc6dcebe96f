// Civil dates: months, years and days between two, and so much later than one. All go one way in each operand, so the ends of a
// range of results come from ends of the operands.
#include "src/base/civil.h"
#include "src/columns/operations.h"
#include "src/columns/step.h"

namespace graduasi::columns {
namespace {

template <typename T>
Values<T> HighValues(const Step& step, const Column& c) {
  return Widened<T>(step, c, c.high == nullptr ? c.data : c.high, step.n);
}

// The result falls as the first date rises and rises with the second.
template <int64_t (*kBetween)(int32_t, int32_t)>
void Between(Step& step) {
  const Column &a = step.A(), &b = step.B();
  step.Set(step.Strict({&a, &b}, false));
  const Values<int32_t> low_a = ValuesOf<int32_t>(a), low_b = ValuesOf<int32_t>(b);
  const Values<int32_t> high_a = HighValues<int32_t>(step, a), high_b = HighValues<int32_t>(step, b);
  int64_t* low = step.New<int64_t>(step.n);
  for (int64_t i = 0; i < step.n; ++i) low[i] = kBetween(high_a[i], low_b[i]);
  step.out.layout = Layout::kInt64;
  step.out.data = low;
  if (a.high == nullptr && b.high == nullptr) return;
  int64_t* high = step.New<int64_t>(step.n);
  for (int64_t i = 0; i < step.n; ++i) high[i] = kBetween(low_a[i], high_b[i]);
  step.out.high = high;
}

int64_t Months(int32_t from, int32_t to) { return civil::MonthsBetween(from, to); }
int64_t Years(int32_t from, int32_t to) { return civil::YearsBetween(from, to); }
int64_t Days(int32_t from, int32_t to) { return int64_t{to} - from; }

// Remembers its last answer: as_of and the months of a parameter are mostly the same row after row.
template <bool (*kAdd)(int32_t, int64_t, int32_t*)>
struct Adder {
  int32_t days = 0;
  int64_t count = 0;
  int32_t sum = 0;
  bool fits = false;
  bool known = false;
  bool operator()(int32_t d, int64_t c, int32_t* out) {
    if (!known || d != days || c != count) {
      known = true;
      days = d;
      count = c;
      sum = 0;
      fits = kAdd(d, c, &sum);
    }
    *out = sum;
    return fits;
  }
};

bool AddMonths(int32_t days, int64_t months, int32_t* out) { return civil::AddMonths(days, months, out); }
bool AddDays(int32_t days, int64_t count, int32_t* out) { return civil::AddDays(days, count, out); }

template <bool (*kAdd)(int32_t, int64_t, int32_t*)>
void Later(Step& step) {
  const Column &a = step.A(), &b = step.B();
  Validity validity = step.Strict({&a, &b}, false);
  const uint64_t* skip = step.Skip(validity);
  const bool ranges = a.high != nullptr || b.high != nullptr;
  const Values<int32_t> low_a = ValuesOf<int32_t>(a), high_a = HighValues<int32_t>(step, a);
  const Values<int64_t> low_b = Widened<int64_t>(step, b, b.data, step.n), high_b = HighValues<int64_t>(step, b);
  int32_t* low = step.New<int32_t>(step.n);
  int32_t* high = ranges ? step.New<int32_t>(step.n) : nullptr;
  Adder<kAdd> add_low, add_high;
  for (int64_t i = 0; i < step.n; ++i) {
    low[i] = 0;
    if (ranges) high[i] = 0;
    if (skip != nullptr && TestBit(skip, i)) continue;
    bool fits = add_low(low_a[i], low_b[i], &low[i]);
    if (ranges && fits) fits = add_high(high_a[i], high_b[i], &high[i]);
    if (!fits) step.Fail(&validity, i);
  }
  step.out.layout = Layout::kInt32;
  step.out.data = low;
  step.out.high = high;
  if (step.n == 1 && IsPresent(a, 0) && IsPresent(b, 0)) {  // one value: its statistics are itself
    step.out.least = low[0];
    step.out.greatest = ranges ? high[0] : low[0];
  }
  step.Set(validity);
}

}  // namespace

OpFunction DateFunction(const Op& op) {
  switch (op.code) {
    case OpCode::kMonthsBetween:
      return Between<Months>;
    case OpCode::kYearsBetween:
      return Between<Years>;
    case OpCode::kDaysBetween:
      return Between<Days>;
    case OpCode::kAddMonths:
      return Later<AddMonths>;
    default:
      return Later<AddDays>;
  }
}

}  // namespace graduasi::columns
