#include "src/columns/time_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "graduasi/date.h"
#include "src/base/integer.h"
#include "src/columns/time_range.h"

namespace graduasi::columns {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Takes exactly `digits` digits from the front of *text.
bool TakeNumber(absl::string_view* text, int digits, int* out) {
  if (text->size() < static_cast<size_t>(digits)) return false;
  int value = 0;
  for (int i = 0; i < digits; ++i) {
    const char c = (*text)[static_cast<size_t>(i)];
    if (!IsDigit(c)) return false;
    value = value * 10 + (c - '0');
  }
  text->remove_prefix(static_cast<size_t>(digits));
  *out = value;
  return true;
}

bool TakeChar(absl::string_view* text, char c) {
  if (text->empty() || text->front() != c) return false;
  text->remove_prefix(1);
  return true;
}

// A fraction of a second after the point: one to nine digits.
bool TakeNanos(absl::string_view* text, int32_t* nanos) {
  int32_t value = 0;
  int digits = 0;
  while (!text->empty() && IsDigit(text->front())) {
    if (++digits > 9) return false;
    value = value * 10 + (text->front() - '0');
    text->remove_prefix(1);
  }
  if (digits == 0) return false;
  for (; digits < 9; ++digits) value *= 10;
  *nanos = value;
  return true;
}

// "+hh:mm" in seconds; the hours may be given without sign.
bool ParseOffset(absl::string_view text, bool sign_needed, int* seconds) {
  int sign = 1;
  if (TakeChar(&text, '-')) {
    sign = -1;
  } else if (!TakeChar(&text, '+') && sign_needed) {
    return false;
  }
  int hours = 0, minutes = 0;
  if (!TakeNumber(&text, 2, &hours) || !TakeChar(&text, ':') || !TakeNumber(&text, 2, &minutes)) return false;
  if (!text.empty() || hours > 23 || minutes > 59) return false;
  *seconds = sign * (hours * 3600 + minutes * 60);
  return true;
}

std::string Fraction(int64_t nanos) {
  if (nanos == 0) return "";
  std::string digits = absl::StrFormat("%09d", nanos);
  digits.erase(digits.find_last_not_of('0') + 1);
  return absl::StrCat(".", digits);
}

struct Unit {
  absl::string_view name;
  int64_t nanos;
};
constexpr Unit kUnits[] = {{"ns", 1},
                           {"us", 1'000},
                           {"ms", 1'000'000},
                           {"s", kNanosPerSecond},
                           {"m", 60 * kNanosPerSecond},
                           {"h", 3600 * kNanosPerSecond}};

// The unit after a number: everything up to the next digit or point.
bool TakeUnit(absl::string_view* text, int64_t* nanos) {
  size_t length = 0;
  while (length < text->size() && !IsDigit((*text)[length]) && (*text)[length] != '.') ++length;
  for (const Unit& unit : kUnits) {
    if (text->substr(0, length) != unit.name) continue;
    *nanos = unit.nanos;
    text->remove_prefix(length);
    return true;
  }
  return false;
}

// One number with its unit, negated. What is below a nanosecond is dropped.
bool TakePart(absl::string_view* text, int64_t* nanoseconds) {
  __extension__ typedef __int128 Wide;
  constexpr Wide kLimit = Wide{1} << 64;
  Wide whole = 0, fraction = 0, scale = 1;
  bool any = false;
  for (; !text->empty() && IsDigit(text->front()); text->remove_prefix(1)) {
    any = true;
    whole = whole * 10 + (text->front() - '0');
    if (whole > kLimit) return false;
  }
  if (TakeChar(text, '.')) {
    for (; !text->empty() && IsDigit(text->front()); text->remove_prefix(1)) {
      any = true;
      if (scale >= Wide{1} << 60) continue;
      fraction = fraction * 10 + (text->front() - '0');
      scale *= 10;
    }
  }
  int64_t unit = 0;
  if (!any || !TakeUnit(text, &unit)) return false;
  const Wide total = whole * unit + fraction * unit / scale;
  if (total > (Wide{1} << 63)) return false;
  *nanoseconds = static_cast<int64_t>(-total);  // the least int64 has no positive counterpart
  return true;
}

}  // namespace

bool ParseTimestamp(absl::string_view text, cel::TimestampValue* out) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (!TakeNumber(&text, 4, &year) || !TakeChar(&text, '-') || !TakeNumber(&text, 2, &month) || !TakeChar(&text, '-') ||
      !TakeNumber(&text, 2, &day)) {
    return false;
  }
  if (!TakeChar(&text, 'T') || !TakeNumber(&text, 2, &hour) || !TakeChar(&text, ':') || !TakeNumber(&text, 2, &minute) ||
      !TakeChar(&text, ':') || !TakeNumber(&text, 2, &second)) {
    return false;
  }
  int32_t nanos = 0;
  if (TakeChar(&text, '.') && !TakeNanos(&text, &nanos)) return false;
  int offset = 0;
  if (text != "Z" && !ParseOffset(text, true, &offset)) return false;
  if (!civil::Exists(year, month, day) || hour > 23 || minute > 59 || second > 59) return false;
  const int64_t seconds = civil::DaysFromCivil(year, month, day) * kSecondsPerDay + hour * 3600 + minute * 60 + second - offset;
  return MakeTimestamp(seconds, nanos, out);
}

bool ParseDuration(absl::string_view text, int64_t* nanoseconds) {
  bool negative = TakeChar(&text, '-');
  if (!negative) TakeChar(&text, '+');
  if (text == "0") {
    *nanoseconds = 0;
    return true;
  }
  if (text.empty()) return false;
  int64_t total = 0;  // of the negated parts
  while (!text.empty()) {
    int64_t part = 0;
    if (!TakePart(&text, &part) || !CheckedAdd(total, part, &total)) return false;
  }
  if (negative) {
    *nanoseconds = total;
    return true;
  }
  return CheckedNegate(total, nanoseconds);
}

bool ParseDate(absl::string_view text, int32_t* days) {
  const auto date = Date::Parse(text);
  if (!date.has_value()) return false;
  *days = date->days();
  return true;
}

bool FindTimeZone(absl::string_view name, absl::TimeZone* out) {
  int offset = 0;
  if (ParseOffset(name, false, &offset)) {
    *out = absl::FixedTimeZone(offset);
    return true;
  }
  if (name == "UTC" || name == "Z") {
    *out = absl::UTCTimeZone();
    return true;
  }
  // A name of the database: not a path, and not whatever this machine calls its own zone.
  if (name.empty() || name.front() == '/' || name.find("..") != absl::string_view::npos ||
      name.find(':') != absl::string_view::npos || name == "localtime") {
    return false;
  }
  return absl::LoadTimeZone(name, out);
}

std::string TimestampText(const cel::TimestampValue& timestamp) {
  int64_t days = timestamp.seconds / kSecondsPerDay;
  int64_t second = timestamp.seconds % kSecondsPerDay;
  if (second < 0) {
    second += kSecondsPerDay;
    --days;
  }
  const civil::Civil day = civil::CivilFromDays(static_cast<int32_t>(days));
  return absl::StrFormat("%04d-%02d-%02dT%02d:%02d:%02d%sZ", day.year, day.month, day.day, second / 3600, second / 60 % 60,
                         second % 60, Fraction(timestamp.nanos));
}

std::string DurationText(int64_t nanoseconds) {
  const int64_t seconds = nanoseconds / kNanosPerSecond;
  const int64_t nanos = nanoseconds % kNanosPerSecond;
  const absl::string_view sign = nanoseconds < 0 ? "-" : "";
  return absl::StrCat(sign, seconds < 0 ? -seconds : seconds, Fraction(nanos < 0 ? -nanos : nanos), "s");
}

}  // namespace graduasi::columns
