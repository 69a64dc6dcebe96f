// Timestamps, durations, dates and time zones as text: RFC 3339, the language's durations, IANA names and fixed offsets.
#ifndef GRADUASI_SRC_COLUMNS_TIME_TEXT_H_
#define GRADUASI_SRC_COLUMNS_TIME_TEXT_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "src/cel/ast.h"

namespace graduasi::columns {

// Each returns false if the text is not of the form or the value is out of range.
bool ParseTimestamp(absl::string_view text, cel::TimestampValue* out);  // "2023-08-26T12:39:00.5-07:00"
bool ParseDuration(absl::string_view text, int64_t* nanoseconds);       // "-1h2m3.5s", "0"
bool ParseDate(absl::string_view text, int32_t* days);                  // "2025-12-23"
bool FindTimeZone(absl::string_view name, absl::TimeZone* out);         // "UTC", "Asia/Jakarta", "+07:00", "07:00", "-02:30"

std::string TimestampText(const cel::TimestampValue& timestamp);  // with as many decimals as are needed, and Z
std::string DurationText(int64_t nanoseconds);                    // "60.001s"

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_TIME_TEXT_H_
