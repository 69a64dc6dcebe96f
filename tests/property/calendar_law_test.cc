// The closed formulas of the calendar equal counting days, months and years one after the other.
#include <gtest/gtest.h>

#include "graduasi/date.h"
#include "src/base/civil.h"
#include "tests/property/domain.h"
#include "tests/property/law.h"
#include "tests/reference/calendar.h"

namespace graduasi::property {
namespace {

Date AnyDay(Random* random) {
  switch (random->Below(4)) {
    case 0:
      return Date::FromDays(static_cast<int32_t>(random->Between(civil::kMinDays, civil::kMaxDays)));
    case 1:
      return AbsurdDay(random);
    default:
      return NearDay(Date(2026, 6, 15), random);
  }
}

TEST(CalendarLaw, FormulasEqualCounting) {
  for (int64_t number = 0; number < Cases(3000); ++number) {
    Random random(SeedOf(11, number));
    const Date a = AnyDay(&random);
    const Date b = AnyDay(&random);
    const reference::CivilDay day = reference::CivilDayOf(a.days());
    ASSERT_EQ(a, Date(day.year, day.month, day.day)) << a.days();
    ASSERT_EQ(MonthsBetween(a, b), reference::MonthsBetween(a.days(), b.days())) << a.ToString() << " " << b.ToString();
    ASSERT_EQ(YearsBetween(a, b), reference::YearsBetween(a.days(), b.days())) << a.ToString() << " " << b.ToString();
    const int64_t months = random.Percent(10) ? AbsurdNumber(&random) : random.Between(-300, 300);
    const std::optional<Date> later = a.AddMonths(months);
    const std::optional<int64_t> counted = reference::AddMonths(a.days(), months);
    ASSERT_EQ(later.has_value(), counted.has_value()) << a.ToString() << " " << months;
    if (later.has_value()) {
      ASSERT_EQ(later->days(), *counted) << a.ToString() << " " << months;
    }
  }
}

}  // namespace
}  // namespace graduasi::property
