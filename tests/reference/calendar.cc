#include "tests/reference/calendar.h"

#include <tuple>

namespace graduasi::reference {
namespace {

bool IsLeap(int year) {
  if (year % 400 == 0) return true;
  if (year % 100 == 0) return false;
  return year % 4 == 0;
}

int LengthOfYear(int year) { return IsLeap(year) ? 366 : 365; }

// One month on or back; the day is left alone, so that it may not exist.
void StepMonth(int direction, CivilDay* day) {
  day->month += direction;
  if (day->month == 13) {
    day->month = 1;
    ++day->year;
  } else if (day->month == 0) {
    day->month = 12;
    --day->year;
  }
}

CivilDay Clamped(CivilDay day) {
  const int last = LengthOfMonth(day.year, day.month);
  if (day.day > last) day.day = last;
  return day;
}

bool NotAfter(const CivilDay& a, const CivilDay& b) {
  return std::tie(a.year, a.month, a.day) <= std::tie(b.year, b.month, b.day);
}

// Counts steps of `months` months.
int64_t StepsBetween(int64_t from, int64_t to, int months) {
  const CivilDay target = CivilDayOf(to);
  CivilDay at = CivilDayOf(from);  // its day stays the day of `from`
  int64_t steps = 0;
  const auto step = [&](int direction) {
    for (int i = 0; i < months; ++i) StepMonth(direction, &at);
    steps += direction;
  };
  while (NotAfter(Clamped(at), target)) step(+1);
  while (!NotAfter(Clamped(at), target)) step(-1);
  return steps;
}

}  // namespace

int LengthOfMonth(int year, int month) {
  if (month == 2) return IsLeap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

CivilDay CivilDayOf(int64_t days) {
  CivilDay day;
  while (days < 0) days += LengthOfYear(--day.year);
  while (days >= LengthOfYear(day.year)) days -= LengthOfYear(day.year++);
  while (days >= LengthOfMonth(day.year, day.month)) days -= LengthOfMonth(day.year, day.month++);
  day.day = static_cast<int>(days) + 1;
  return day;
}

int64_t DaysOf(const CivilDay& day) {
  int64_t days = day.day - 1;
  for (int month = 1; month < day.month; ++month) days += LengthOfMonth(day.year, month);
  for (int year = 1970; year < day.year; ++year) days += LengthOfYear(year);
  for (int year = day.year; year < 1970; ++year) days -= LengthOfYear(year);
  return days;
}

bool InCalendar(int64_t days) {
  static const int64_t first = DaysOf({1, 1, 1});
  static const int64_t last = DaysOf({9999, 12, 31});
  return days >= first && days <= last;
}

std::optional<int64_t> AddMonths(int64_t days, int64_t months) {
  if (months < -12 * 10000 || months > 12 * 10000) return std::nullopt;
  CivilDay at = CivilDayOf(days);
  for (; months > 0; --months) StepMonth(+1, &at);
  for (; months < 0; ++months) StepMonth(-1, &at);
  if (at.year < 1 || at.year > 9999) return std::nullopt;
  return DaysOf(Clamped(at));
}

std::optional<int64_t> AddDays(int64_t days, int64_t count) {
  if (count < -366 * 10000 || count > 366 * 10000) return std::nullopt;
  if (!InCalendar(days + count)) return std::nullopt;
  return days + count;
}

int64_t MonthsBetween(int64_t from, int64_t to) { return StepsBetween(from, to, 1); }
int64_t YearsBetween(int64_t from, int64_t to) { return StepsBetween(from, to, 12); }

}  // namespace graduasi::reference
