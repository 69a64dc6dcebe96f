// The range of a timestamp, 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z, and its normal form.
#ifndef GRADUASI_SRC_COLUMNS_TIME_RANGE_H_
#define GRADUASI_SRC_COLUMNS_TIME_RANGE_H_

#include <cstdint>

#include "src/base/civil.h"
#include "src/cel/ast.h"

namespace graduasi::columns {

inline constexpr int64_t kNanosPerSecond = 1'000'000'000;
inline constexpr int64_t kSecondsPerDay = 86'400;
inline constexpr int64_t kFirstSecond = civil::kMinDays * kSecondsPerDay;
inline constexpr int64_t kLastSecond = civil::kMaxDays * kSecondsPerDay + kSecondsPerDay - 1;

// `nanos` within two seconds of 0 either way. False, and nothing written, if it is out of range.
inline bool MakeTimestamp(int64_t seconds, int64_t nanos, cel::TimestampValue* out) {
  while (nanos < 0) {
    nanos += kNanosPerSecond;
    --seconds;
  }
  while (nanos >= kNanosPerSecond) {
    nanos -= kNanosPerSecond;
    ++seconds;
  }
  if (seconds < kFirstSecond || seconds > kLastSecond) return false;
  out->seconds = seconds;
  out->nanos = static_cast<int32_t>(nanos);
  return true;
}

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_TIME_RANGE_H_
