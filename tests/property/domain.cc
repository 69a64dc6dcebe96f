#include "tests/property/domain.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"

namespace graduasi::property {
namespace {

Date Clamped(int64_t days) {
  const int64_t first = Date(1900, 1, 1).days();
  const int64_t last = Date(2199, 12, 31).days();
  return Date::FromDays(static_cast<int32_t>(std::min(std::max(days, first), last)));
}

}  // namespace

int64_t PlausibleNumber(absl::string_view unit, Random* random) {
  static const std::vector<int64_t> money = {0,      1,      250000,  464861,  499999,  500000,
                                             500001, 671273, 1000000, 1000000, 3400000, 5000000};
  static const std::vector<int64_t> sizes = {0, 1, 2, 7, 36, 450, 900, 1300};
  if (absl::StartsWith(unit, "IDR")) return random->Of(money);
  if (unit == "VA" || unit == "m2" || unit == "thousandths") return random->Of(sizes);
  return random->Between(0, 6);
}

int64_t AbsurdNumber(Random* random) {
  static const std::vector<int64_t> numbers = {INT64_MIN,
                                               INT64_MIN + 1,
                                               INT64_MAX,
                                               INT64_MAX - 1,
                                               int64_t{1} << 62,
                                               -(int64_t{1} << 62),
                                               3037000500,  // its square does not fit
                                               -1,
                                               -5,
                                               INT32_MAX,
                                               int64_t{INT32_MAX} + 1,
                                               int64_t{INT32_MIN} - 1,
                                               128,
                                               -129,
                                               32768};
  return random->Of(numbers);
}

Date NearDay(Date day, Random* random) {
  static const std::vector<int64_t> months = {-60, -36, -25, -24, -13, -12, -7, -6, -6, -5, -3, -2, -1, 0, 0, 1, 3, 6, 12};
  static const std::vector<Date> ends = {Date(2024, 2, 29), Date(2025, 2, 28), Date(2025, 8, 31), Date(2025, 12, 31),
                                         Date(2026, 1, 1),  Date(2026, 1, 31), Date(2020, 2, 29)};
  switch (random->Below(4)) {
    case 0:
      return Clamped(day.days() + random->Between(-2, 2));
    case 1:
      return random->Of(ends);
    case 2:
      return Clamped(day.days() - random->Between(0, 1200));
    default: {
      const Date then = day.AddMonths(random->Of(months)).value_or(day);
      return Clamped(then.days() + random->Between(-1, 1));
    }
  }
}

Date BirthDay(Date as_of, Random* random) {
  static const std::vector<int64_t> years = {0, 1, 2, 5, 6, 7, 18, 19, 40, 59, 60, 64, 65, 70, 71, 85};
  const Date day = as_of.AddMonths(-12 * random->Of(years)).value_or(as_of);
  if (random->Percent(20)) return Date(2004, 2, 29);
  const int64_t days = random->Between(0, 400);
  return Clamped(random->Percent(50) ? day.days() : day.days() - days);
}

Date AbsurdDay(Random* random) {
  static const std::vector<Date> days = {Date(1, 1, 1),      Date(9999, 12, 31), Date(1899, 12, 31), Date(1970, 1, 1),
                                         Date(1969, 12, 31), Date(2200, 12, 31), Date(2100, 2, 28),  Date(1900, 3, 1),
                                         Date(2000, 2, 29),  Date(9999, 1, 31),  Date(2, 1, 31)};
  return random->Of(days);
}

PartialDate AsKnown(Date day, Random* random) {
  const uint64_t draw = random->Below(10);
  if (draw == 0) return PartialDate::Year(day.year());
  if (draw <= 2) return PartialDate::Month(day.year(), day.month());
  return PartialDate(day);
}

std::string PlausibleText(Random* random) {
  static const std::vector<std::string> texts = {"E12", "E1", "a", "A", "ab", "b", "warung", "Bumiaji", "", "ü", "2026"};
  return random->Of(texts);
}

std::string RegionCode(Random* random) {
  static const std::vector<std::string> codes = {"35",    "35.79",    "35.79.02", "35.79.02.1004",
                                                 "35.14", "35.14.01", "31",       "31.71"};
  return random->Of(codes);
}

}  // namespace graduasi::property
