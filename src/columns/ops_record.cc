// How the fields of records are read: what is not known yet on as_of, not fresh enough, or absent. src/SEMANTICS.md section 6.
#include "src/base/civil.h"
#include "src/columns/operations.h"
#include "src/columns/step.h"

namespace graduasi::columns {
namespace {

// All rows of a bool column are true.
bool AlwaysTrue(const Column& c) { return c.constant && TestBit(static_cast<const uint64_t*>(c.data), 0); }

void KeepWhere(Step& step) {
  const Column &a = step.A(), &b = step.B();
  if (AlwaysTrue(b)) return step.Share(step.op.a);
  step.out = a;
  const bool constant = a.constant && b.constant;
  if (constant) step.n = 1;
  if (a.constant && !constant) {  // one value, but not kept everywhere
    int32_t* zeros = step.New<int32_t>(step.n);
    std::fill_n(zeros, step.n, 0);
    step.out = Column();
    GatherInto(step, a, {zeros, 1}, nullptr, step.n, &step.out);
  }
  const uint64_t* kept = step.TruthOf(b, step.n);
  const uint64_t* missing = step.out.missing;
  const uint64_t* error = step.out.error;
  const int64_t words = WordsFor(step.n);
  uint64_t* lost = step.NewBits(step.n);
  for (int64_t w = 0; w < words; ++w) {
    lost[w] = (~kept[w] | (missing == nullptr ? 0 : missing[w])) & (error == nullptr ? ~uint64_t{0} : ~error[w]);
  }
  if (words > 0) lost[words - 1] &= TailMask(step.n);
  lost[words] = 0;
  step.out.missing = lost;
  if (a.layout != Layout::kBits) return;
  Validity validity;
  validity.missing = lost;
  validity.error = error;
  step.SetTruth(step.CopyBits(Data<uint64_t>(step.out), step.n), validity);
}

// The dates of a and the days of as_of, which is never missing, side by side.
struct Dates {
  Values<int32_t> low, high, as_of;
  const Column& column;
  Dates(const Column& date, const Column& days)
      : low(ValuesOf<int32_t>(date)), high(low), as_of(ValuesOf<int32_t>(days)), column(date) {
    if (date.high != nullptr) high.data = static_cast<const int32_t*>(date.high);
  }
};

void Happened(Step& step) {
  const Column &a = step.A(), &b = step.B();
  if (a.greatest <= b.least) return step.Share(step.op.a);
  Validity validity = step.Strict({&a, &b}, false);
  const Dates dates(a, b);
  int32_t* low = step.New<int32_t>(step.n);
  int32_t* high = a.high == nullptr ? low : step.New<int32_t>(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    low[i] = dates.low[i];
    high[i] = dates.high[i];
    if (IsPresent(a, i) && dates.high[i] > dates.as_of[i]) step.Lose(&validity, i);
  }
  step.out.layout = Layout::kInt32;
  step.out.data = low;
  if (a.high != nullptr) step.out.high = high;
  step.out.least = a.least;
  step.out.greatest = std::min(a.greatest, b.greatest);
  step.Set(validity);
}

void IsSet(Step& step) {
  const Column& a = step.A();
  step.out.layout = Layout::kBits;
  step.out.constant = a.constant || a.missing == nullptr;
  step.n = step.out.constant ? 1 : step.n;
  uint64_t* truth = step.NewFullBits(step.n);
  if (a.missing != nullptr) {
    for (int64_t w = 0; w < WordsFor(step.n); ++w) truth[w] &= ~a.missing[w];
  }
  step.out.data = truth;
}

void IsSetHappened(Step& step) {
  const Column &a = step.A(), &b = step.B(), &set = step.C();
  if (a.greatest <= b.least) return step.Share(step.op.c);
  step.out.constant = a.constant && b.constant && set.constant;
  if (step.out.constant) step.n = 1;
  Validity validity;
  validity.missing = step.Spread(set.missing, set.constant, step.n);
  validity.error = step.Spread(set.error, set.constant, step.n);
  const Dates dates(a, b);
  uint64_t* truth = step.CopyBits(step.TruthOf(set, step.n), step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    if (!TestBit(truth, i) || !IsPresent(a, i)) continue;
    if (dates.low[i] > dates.as_of[i]) {
      truth[i >> 6] &= ~(uint64_t{1} << (i & 63));
    } else if (dates.high[i] > dates.as_of[i]) {
      step.Lose(&validity, i);
    }
  }
  step.SetTruth(truth, validity);
}

// A list that is not set has no elements, so only the bit has to go.
void EmptyWhereUnset(Step& step) {
  if (step.A().missing == nullptr) return step.Share(step.op.a);
  step.out = step.A();
  step.out.missing = nullptr;
}

void DaysBefore(Step& step) {
  const Column& a = step.A();
  step.n = a.constant ? 1 : step.n;
  step.out.constant = a.constant;
  int32_t* days = step.New<int32_t>(step.n);
  const auto* as_of = Data<int32_t>(a);
  step.out.least = std::numeric_limits<int32_t>::max();
  step.out.greatest = std::numeric_limits<int32_t>::min();
  for (int64_t i = 0; i < step.n; ++i) {
    if (i > 0 && as_of[i] == as_of[i - 1]) {
      days[i] = days[i - 1];
      continue;
    }
    if (!civil::AddMonths(as_of[i], -step.op.number, &days[i])) days[i] = civil::kMinDays;
    step.out.least = std::min<int64_t>(step.out.least, days[i]);
    step.out.greatest = std::max<int64_t>(step.out.greatest, days[i]);
  }
  step.out.layout = Layout::kInt32;
  step.out.data = days;
}

}  // namespace

OpFunction RecordFunction(const Op& op) {
  switch (op.code) {
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
    default:
      return DaysBefore;
  }
}

}  // namespace graduasi::columns
