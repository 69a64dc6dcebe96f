// Dates as the public header promises them, on the kernels of civil.h. It must not know assistance or policies, and reads no
// clock and no time zone.
#include "graduasi/date.h"

#include "src/base/civil.h"

namespace graduasi {
namespace {

// Exactly `size` ASCII digits, or -1.
int ReadDigits(const char* text, int size) {
  int value = 0;
  for (int i = 0; i < size; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

void WriteDigits(int value, int size, char* out) {
  for (int i = size; i-- > 0; value /= 10) out[i] = static_cast<char>('0' + value % 10);
}

}  // namespace

Date::Date(int year, int month, int day) : days_(civil::DaysFromCivil(year, month, day)) {}

std::optional<Date> Date::FromCivil(int year, int month, int day) {
  if (!civil::Exists(year, month, day)) return std::nullopt;
  return FromDays(civil::DaysFromCivil(year, month, day));
}

std::optional<Date> Date::Parse(absl::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return FromCivil(ReadDigits(text.data(), 4), ReadDigits(text.data() + 5, 2), ReadDigits(text.data() + 8, 2));
}

int Date::year() const { return civil::CivilFromDays(days_).year; }
int Date::month() const { return civil::CivilFromDays(days_).month; }
int Date::day() const { return civil::CivilFromDays(days_).day; }

std::string Date::ToString() const {
  const civil::Civil day = civil::CivilFromDays(days_);
  char text[10];
  WriteDigits(day.year, 4, text);
  text[4] = '-';
  WriteDigits(day.month, 2, text + 5);
  text[7] = '-';
  WriteDigits(day.day, 2, text + 8);
  return std::string(text, sizeof(text));
}

std::optional<Date> Date::AddMonths(int64_t months) const {
  int32_t days = 0;
  if (!civil::AddMonths(days_, months, &days)) return std::nullopt;
  return FromDays(days);
}

int32_t MonthsBetween(Date from, Date to) { return civil::MonthsBetween(from.days(), to.days()); }
int32_t YearsBetween(Date from, Date to) { return civil::YearsBetween(from.days(), to.days()); }

PartialDate PartialDate::Month(int year, int month) {
  return PartialDate(Date(year, month, 1), Date(year, month, civil::DaysInMonth(year, month)));
}

PartialDate PartialDate::Year(int year) { return PartialDate(Date(year, 1, 1), Date(year, 12, 31)); }

std::optional<PartialDate> PartialDate::Parse(absl::string_view text) {
  if (text.size() == 10) {
    const std::optional<Date> day = Date::Parse(text);
    if (!day.has_value()) return std::nullopt;
    return PartialDate(*day);
  }
  if (text.size() != 4 && (text.size() != 7 || text[4] != '-')) return std::nullopt;
  const int year = ReadDigits(text.data(), 4);
  const int month = text.size() == 7 ? ReadDigits(text.data() + 5, 2) : 1;
  if (!civil::Exists(year, month, 1)) return std::nullopt;
  return text.size() == 7 ? Month(year, month) : Year(year);
}

std::string PartialDate::ToString() const {
  std::string out = first_.ToString();
  if (!exact()) out.resize(last_.days() - first_.days() > 31 ? 4 : 7);
  return out;
}

}  // namespace graduasi
