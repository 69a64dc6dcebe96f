// The parts of a timestamp, in UTC or in a time zone, and of a duration.
#include "src/columns/operations.h"
#include "src/columns/step.h"
#include "src/columns/time_range.h"
#include "src/columns/time_text.h"

namespace graduasi::columns {
namespace {

using cel::Function;
using Timestamp = cel::TimestampValue;

int64_t PartOf(Function part, const Timestamp& timestamp, int64_t offset_seconds) {
  int64_t days = (timestamp.seconds + offset_seconds) / kSecondsPerDay;
  int64_t second = (timestamp.seconds + offset_seconds) % kSecondsPerDay;
  if (second < 0) {
    second += kSecondsPerDay;
    --days;
  }
  const civil::Civil day = civil::CivilFromDays(static_cast<int32_t>(days));
  switch (part) {
    case Function::kGetDate:
      return day.day;
    case Function::kGetDayOfMonth:
      return day.day - 1;
    case Function::kGetDayOfWeek:
      return (days + 4 + 7 * 200'000) % 7;  // 1970-01-01 was a Thursday, which is 4; never negative
    case Function::kGetDayOfYear:
      return days - civil::DaysFromCivil(day.year, 1, 1);
    case Function::kGetFullYear:
      return day.year;
    case Function::kGetMonth:
      return day.month - 1;
    case Function::kGetHours:
      return second / 3600;
    case Function::kGetMinutes:
      return second / 60 % 60;
    case Function::kGetSeconds:
      return second % 60;
    default:
      return timestamp.nanos / 1'000'000;
  }
}

int64_t PartOf(Function part, int64_t nanoseconds) {
  switch (part) {
    case Function::kGetHours:
      return nanoseconds / kNanosPerSecond / 3600;
    case Function::kGetMinutes:
      return nanoseconds / kNanosPerSecond / 60;
    case Function::kGetSeconds:
      return nanoseconds / kNanosPerSecond;
    default:
      return nanoseconds % kNanosPerSecond / 1'000'000;
  }
}

void DurationPart(Step& step) {
  const Column& a = step.A();
  const Validity validity = step.Strict({&a}, false);
  const Values<int64_t> x = ValuesOf<int64_t>(a);
  const auto part = static_cast<Function>(step.op.number);
  int64_t* out = step.New<int64_t>(step.n);
  for (int64_t i = 0; i < step.n; ++i) out[i] = PartOf(part, x[i]);
  step.out.layout = Layout::kInt64;
  step.out.data = out;
  step.Set(validity);
}

void TimestampPart(Step& step) {
  const Column& a = step.A();
  const bool zoned = step.op.b != kNoRegister;
  Validity validity = zoned ? step.Strict({&a, &step.B()}, false) : step.Strict({&a}, false);
  const uint64_t* skip = step.Skip(validity);
  const Values<Timestamp> x = ValuesOf<Timestamp>(a);
  const Values<absl::string_view> names = zoned ? ValuesOf<absl::string_view>(step.B()) : Values<absl::string_view>();
  const auto part = static_cast<Function>(step.op.number);
  int64_t* out = step.New<int64_t>(step.n);
  absl::string_view name;
  absl::TimeZone zone;
  bool found = false, looked_up = false;
  for (int64_t i = 0; i < step.n; ++i) {
    out[i] = 0;
    if (skip != nullptr && TestBit(skip, i)) continue;
    int64_t offset = 0;
    if (zoned) {
      if (!looked_up || names[i] != name) {
        name = names[i];
        found = FindTimeZone(name, &zone);
        looked_up = true;
      }
      if (!found) {
        step.Fail(&validity, i);
        continue;
      }
      offset = zone.At(absl::FromUnixSeconds(x[i].seconds)).offset;
    }
    out[i] = PartOf(part, x[i], offset);
  }
  step.out.layout = Layout::kInt64;
  step.out.data = out;
  step.Set(validity);
}

}  // namespace

OpFunction TimeFunction(const Op& op) { return op.kind == cel::TypeKind::kDuration ? DurationPart : TimestampPart; }

}  // namespace graduasi::columns
