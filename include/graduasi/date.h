// Civil dates: a day of the proleptic Gregorian calendar, without clock or time zone, and dates of which only the month or the
// year is known.
//
// Rules of the calendar, used everywhere:
//  * Intervals are half-open. Ages and holding periods count whole calendar months or years.
//  * Adding months keeps the day of the month; where that day does not exist the last day of the month is taken
//    (31 August + 6 months = 28 or 29 February; born on 29 February: a year older on 28 February of a common year).
//  * A partial date stands for every day that it may mean. A comparison that comes out the same for all of them is known; any
//    other is missing. So a partial date can delay a graduation but never cause one.
#ifndef GRADUASI_DATE_H_
#define GRADUASI_DATE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace graduasi {

// A day. Years 1 to 9999.
class Date {
 public:
  constexpr Date() = default;          // 1970-01-01
  Date(int year, int month, int day);  // the caller vouches that the day exists; FromCivil checks
  static constexpr Date FromDays(int32_t days) { return Date(days); }
  // The day, or nothing if it does not exist (30 February) or the year is not in [1, 9999].
  static std::optional<Date> FromCivil(int year, int month, int day);
  // Reads "2025-12-23", nothing else.
  static std::optional<Date> Parse(absl::string_view text);

  constexpr int32_t days() const { return days_; }  // days since 1970-01-01
  int year() const;
  int month() const;             // 1 .. 12
  int day() const;               // 1 .. 31
  std::string ToString() const;  // "2025-12-23"

  // This day `months` calendar months later (earlier if negative), see the rule above. Nothing outside years 1 to 9999.
  std::optional<Date> AddMonths(int64_t months) const;

  friend constexpr bool operator==(Date a, Date b) { return a.days_ == b.days_; }
  friend constexpr bool operator!=(Date a, Date b) { return a.days_ != b.days_; }
  friend constexpr bool operator<(Date a, Date b) { return a.days_ < b.days_; }
  friend constexpr bool operator<=(Date a, Date b) { return a.days_ <= b.days_; }
  friend constexpr bool operator>(Date a, Date b) { return a.days_ > b.days_; }
  friend constexpr bool operator>=(Date a, Date b) { return a.days_ >= b.days_; }

 private:
  explicit constexpr Date(int32_t days) : days_(days) {}
  int32_t days_ = 0;
};

// Whole calendar months from `from` to `to`: the largest n with from.AddMonths(n) <= to (negative if `to` is earlier).
int32_t MonthsBetween(Date from, Date to);
// Whole years from `from` to `to`: floor(MonthsBetween / 12).
int32_t YearsBetween(Date from, Date to);

// A date known to the day, the month or the year.
class PartialDate {
 public:
  constexpr PartialDate() = default;
  constexpr PartialDate(Date day) : first_(day), last_(day) {}  // NOLINT: an exact date is a partial date
  static PartialDate Month(int year, int month);
  static PartialDate Year(int year);
  // Reads "2025-11-15", "2025-11" or "2025".
  static std::optional<PartialDate> Parse(absl::string_view text);

  constexpr Date first() const { return first_; }  // the first day that it may mean
  constexpr Date last() const { return last_; }    // the last day that it may mean, included
  constexpr bool exact() const { return first_ == last_; }
  std::string ToString() const;  // as Parse reads it

  friend constexpr bool operator==(const PartialDate& a, const PartialDate& b) {
    return a.first_ == b.first_ && a.last_ == b.last_;
  }
  friend constexpr bool operator!=(const PartialDate& a, const PartialDate& b) { return !(a == b); }

 private:
  constexpr PartialDate(Date first, Date last) : first_(first), last_(last) {}
  Date first_;
  Date last_;
};

}  // namespace graduasi

#endif  // GRADUASI_DATE_H_
