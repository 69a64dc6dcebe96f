// Arithmetic of the civil calendar on plain int32 days since 1970-01-01: inline kernels without branches on data, for columns
// and for Date alike. Every function is total: days outside years 1 to 9999 (the padding of a missing value) give some value,
// never undefined behaviour. This file knows neither missing values nor partial dates.
//
// The conversions are those of C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar
// algorithms", Software: Practice and Experience, 2022.
#ifndef GRADUASI_SRC_BASE_CIVIL_H_
#define GRADUASI_SRC_BASE_CIVIL_H_

#include <cstdint>

namespace graduasi::civil {

inline constexpr int32_t kMinDays = -719162;  // 0001-01-01
inline constexpr int32_t kMaxDays = 2932896;  // 9999-12-31
inline constexpr int32_t kMinYear = 1;
inline constexpr int32_t kMaxYear = 9999;

struct Civil {
  int32_t year = 1970;
  int32_t month = 1;  // 1 .. 12
  int32_t day = 1;    // 1 .. 31
};

constexpr bool InRange(int32_t days) noexcept { return days >= kMinDays && days <= kMaxDays; }

constexpr bool IsLeapYear(int32_t year) noexcept { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// 28 .. 31; `month` in 1 .. 12.
constexpr int32_t DaysInMonth(int32_t year, int32_t month) noexcept {
  return month == 2 ? (IsLeapYear(year) ? 29 : 28) : 30 + ((month ^ (month >> 3)) & 1);
}

constexpr bool Exists(int32_t year, int32_t month, int32_t day) noexcept {
  return year >= kMinYear && year <= kMaxYear && month >= 1 && month <= 12 && day >= 1 && day <= DaysInMonth(year, month);
}

// Days since 1970-01-01 of a day that exists.
constexpr int32_t DaysFromCivil(int32_t year, int32_t month, int32_t day) noexcept {
  // The year is counted from 1 March, so that the leap day is its last.
  const uint32_t before_march = month <= 2 ? 1u : 0u;
  const uint32_t y = static_cast<uint32_t>(year) - before_march;
  const uint32_t m = static_cast<uint32_t>(month) + 12u * before_march;
  const uint32_t century = y / 100u;
  const uint32_t n = 1461u * y / 4u - century + century / 4u + (979u * m - 2919u) / 32u + static_cast<uint32_t>(day) - 1u;
  return static_cast<int32_t>(n - 719468u);
}

constexpr Civil CivilFromDays(int32_t days) noexcept {
  const uint32_t n1 = 4u * (static_cast<uint32_t>(days) + 719468u) + 3u;
  const uint32_t century = n1 / 146097u;
  const uint32_t n2 = n1 % 146097u | 3u;
  const uint64_t p2 = uint64_t{2939745} * n2;
  const uint32_t day_of_year = static_cast<uint32_t>(p2) / 2939745u / 4u;
  const uint32_t n3 = 2141u * day_of_year + 197913u;
  const uint32_t before_march = day_of_year >= 306u ? 1u : 0u;
  Civil civil;
  civil.year = static_cast<int32_t>(100u * century + static_cast<uint32_t>(p2 >> 32) + before_march);
  civil.month = static_cast<int32_t>((n3 >> 16) - 12u * before_march);
  civil.day = static_cast<int32_t>((n3 & 0xffffu) / 2141u) + 1;
  return civil;
}

// Whole calendar months from `from` to `to`: the largest n with from + n months <= to.
constexpr int32_t MonthsBetween(int32_t from, int32_t to) noexcept {
  const Civil a = CivilFromDays(from);
  const Civil b = CivilFromDays(to);
  const int32_t months = (b.year - a.year) * 12 + (b.month - a.month);
  // The last month is not whole if its day lies ahead; on the last day of `to`'s month no day lies ahead.
  const bool ahead = a.day > b.day && b.day < DaysInMonth(b.year, b.month);
  return months - (ahead ? 1 : 0);
}

// Whole years: MonthsBetween / 12, rounded down.
constexpr int32_t YearsBetween(int32_t from, int32_t to) noexcept {
  const int32_t months = MonthsBetween(from, to);
  return (months - (months < 0 ? 11 : 0)) / 12;
}

// The same day of the month `months` later, or the month's last day where that day does not exist. False, and nothing written,
// if that is outside years 1 to 9999.
constexpr bool AddMonths(int32_t days, int64_t months, int32_t* out) noexcept {
  if (!InRange(days) || months < -120000 || months > 120000) return false;
  const Civil from = CivilFromDays(days);
  const int32_t month_index = from.year * 12 + (from.month - 1) + static_cast<int32_t>(months);
  if (month_index < kMinYear * 12 || month_index >= (kMaxYear + 1) * 12) return false;
  const int32_t year = month_index / 12;
  const int32_t month = month_index % 12 + 1;
  const int32_t last = DaysInMonth(year, month);
  *out = DaysFromCivil(year, month, from.day < last ? from.day : last);
  return true;
}

// `count` days later. False, and nothing written, if that is outside years 1 to 9999.
constexpr bool AddDays(int32_t days, int64_t count, int32_t* out) noexcept {
  if (!InRange(days) || count < -4000000 || count > 4000000) return false;
  const int32_t sum = days + static_cast<int32_t>(count);
  if (!InRange(sum)) return false;
  *out = sum;
  return true;
}

}  // namespace graduasi::civil

#endif  // GRADUASI_SRC_BASE_CIVIL_H_
