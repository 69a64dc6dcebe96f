// The civil calendar by counting days, months and years one after the other: slow, and plain enough to be believed. It shares
// nothing with src/base/civil.h, which it exists to check, and knows neither missing values nor ranges.
#ifndef GRADUASI_TESTS_REFERENCE_CALENDAR_H_
#define GRADUASI_TESTS_REFERENCE_CALENDAR_H_

#include <cstdint>
#include <optional>

namespace graduasi::reference {

struct CivilDay {
  int year = 1970;
  int month = 1;  // 1 .. 12
  int day = 1;    // 1 .. 31
};

int LengthOfMonth(int year, int month);

// `days` since 1970-01-01, and back.
CivilDay CivilDayOf(int64_t days);
int64_t DaysOf(const CivilDay& day);

bool InCalendar(int64_t days);  // years 1 to 9999

// The same day of the month, or the month's last day where that day does not exist. Nothing outside the calendar.
std::optional<int64_t> AddMonths(int64_t days, int64_t months);
std::optional<int64_t> AddDays(int64_t days, int64_t count);

// The largest n such that `from` and n months (years) is not after `to`.
int64_t MonthsBetween(int64_t from, int64_t to);
int64_t YearsBetween(int64_t from, int64_t to);

}  // namespace graduasi::reference

#endif  // GRADUASI_TESTS_REFERENCE_CALENDAR_H_
