// The calendar keeps its rules on every day of years 1 to 9999; Abseil's civil time is the outside judge.
#include "graduasi/date.h"

#include <cstdint>
#include <limits>
#include <string>

#include "absl/time/civil_time.h"
#include "gtest/gtest.h"
#include "src/base/civil.h"

namespace graduasi {
namespace {

const absl::CivilDay kEpoch(1970, 1, 1);

// The rule as its sentence says it, by search.
int32_t SlowMonthsBetween(int32_t from, int32_t to) {
  const Date a = Date::FromDays(from);
  const Date b = Date::FromDays(to);
  int32_t months = (b.year() - a.year()) * 12 + b.month() - a.month() - 2;
  while (true) {
    const std::optional<Date> next = a.AddMonths(months + 1);
    if (!next.has_value() || *next > b) return months;
    ++months;
  }
}

TEST(Calendar, EveryDayOfYears1To9999IsTheDayAbseilSays) {
  absl::CivilDay expected(1, 1, 1);
  for (int32_t days = civil::kMinDays; days <= civil::kMaxDays; ++days, ++expected) {
    const civil::Civil got = civil::CivilFromDays(days);
    ASSERT_TRUE(got.year == expected.year() && got.month == expected.month() && got.day == expected.day()) << days;
    ASSERT_EQ(civil::DaysFromCivil(got.year, got.month, got.day), days);
  }
  EXPECT_EQ(expected, absl::CivilDay(10000, 1, 1));
  EXPECT_EQ(absl::CivilDay(1, 1, 1) - kEpoch, civil::kMinDays);
  EXPECT_EQ(absl::CivilDay(9999, 12, 31) - kEpoch, civil::kMaxDays);
}

TEST(Calendar, EveryMonthHasItsLength) {
  for (int year = 1; year <= 9999; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const auto days = absl::CivilDay(absl::CivilMonth(year, month) + 1) - absl::CivilDay(year, month, 1);
      ASSERT_EQ(civil::DaysInMonth(year, month), days) << year << "-" << month;
    }
  }
}

TEST(Calendar, PaddingOfAMissingValueIsHarmless) {
  for (int64_t days = std::numeric_limits<int32_t>::min(); days <= std::numeric_limits<int32_t>::max(); days += 999983) {
    const int32_t padding = static_cast<int32_t>(days);
    (void)civil::CivilFromDays(padding);
    (void)civil::MonthsBetween(padding, 0);
    (void)civil::YearsBetween(0, padding);
    int32_t out = 7;
    if (!civil::InRange(padding)) {
      EXPECT_FALSE(civil::AddMonths(padding, 1, &out));
      EXPECT_FALSE(civil::AddDays(padding, 1, &out));
      EXPECT_EQ(out, 7);
    }
  }
}

TEST(Date, ADayThatDoesNotExistIsNoDate) {
  EXPECT_FALSE(Date::FromCivil(2026, 2, 30).has_value());
  EXPECT_FALSE(Date::FromCivil(2026, 2, 29).has_value());
  EXPECT_TRUE(Date::FromCivil(2024, 2, 29).has_value());
  EXPECT_FALSE(Date::FromCivil(1900, 2, 29).has_value());
  EXPECT_TRUE(Date::FromCivil(2000, 2, 29).has_value());
  EXPECT_FALSE(Date::FromCivil(2026, 0, 1).has_value());
  EXPECT_FALSE(Date::FromCivil(2026, 13, 1).has_value());
  EXPECT_FALSE(Date::FromCivil(2026, 4, 31).has_value());
  EXPECT_FALSE(Date::FromCivil(2026, 4, 0).has_value());
  EXPECT_FALSE(Date::FromCivil(0, 12, 31).has_value());
  EXPECT_TRUE(Date::FromCivil(1, 1, 1).has_value());
  EXPECT_TRUE(Date::FromCivil(9999, 12, 31).has_value());
  EXPECT_FALSE(Date::FromCivil(10000, 1, 1).has_value());
}

TEST(Date, OnlyTheIsoFormIsRead) {
  EXPECT_EQ(Date::Parse("2025-12-23"), Date(2025, 12, 23));
  for (const char* text : {"", "2025-12-2", "2025-12-233", "2025/12/23", "23-12-2025", "2025-02-30", "2025-1-023", " 2025-12-2",
                           "2025-12-2 ", "+025-12-23", "0000-01-01", "2025-00-10", "2025-12", "2025-12-23T", "2025 12-23"}) {
    EXPECT_FALSE(Date::Parse(text).has_value()) << text;
  }
}

TEST(Date, WhatIsWrittenIsReadBack) {
  for (int32_t days = civil::kMinDays; days <= civil::kMaxDays; days += 97) {
    const Date date = Date::FromDays(days);
    ASSERT_EQ(Date::Parse(date.ToString()), date) << date.ToString();
  }
  EXPECT_EQ(Date(1, 2, 3).ToString(), "0001-02-03");
  EXPECT_EQ(Date().ToString(), "1970-01-01");
}

TEST(Date, AddingMonthsTakesTheLastDayWhereTheDayDoesNotExist) {
  EXPECT_EQ(Date(2025, 8, 31).AddMonths(6), Date(2026, 2, 28));
  EXPECT_EQ(Date(2023, 8, 31).AddMonths(6), Date(2024, 2, 29));
  EXPECT_EQ(Date(2024, 2, 29).AddMonths(12), Date(2025, 2, 28));
  EXPECT_EQ(Date(2024, 2, 29).AddMonths(48), Date(2028, 2, 29));
  EXPECT_EQ(Date(2026, 3, 31).AddMonths(-1), Date(2026, 2, 28));
  EXPECT_EQ(Date(2026, 1, 15).AddMonths(-13), Date(2024, 12, 15));
  EXPECT_EQ(Date(2025, 11, 15).AddMonths(6), Date(2026, 5, 15));
}

TEST(Date, AddingMonthsStaysWithinYears1To9999) {
  EXPECT_EQ(Date(1, 1, 31).AddMonths(12 * 9999 - 1), Date(9999, 12, 31));
  EXPECT_FALSE(Date(1, 1, 31).AddMonths(12 * 9999).has_value());
  EXPECT_EQ(Date(9999, 12, 31).AddMonths(-(12 * 9999 - 1)), Date(1, 1, 31));
  EXPECT_FALSE(Date(1, 1, 1).AddMonths(-1).has_value());
  EXPECT_FALSE(Date(2026, 1, 1).AddMonths(std::numeric_limits<int64_t>::max()).has_value());
  EXPECT_FALSE(Date(2026, 1, 1).AddMonths(std::numeric_limits<int64_t>::min()).has_value());
}

TEST(Date, AddingDaysStaysWithinYears1To9999) {
  int32_t out = 0;
  EXPECT_TRUE(civil::AddDays(civil::kMinDays, int64_t{civil::kMaxDays} - civil::kMinDays, &out));
  EXPECT_EQ(out, civil::kMaxDays);
  EXPECT_FALSE(civil::AddDays(civil::kMaxDays, 1, &out));
  EXPECT_FALSE(civil::AddDays(civil::kMinDays, -1, &out));
  EXPECT_FALSE(civil::AddDays(0, std::numeric_limits<int64_t>::max(), &out));
  EXPECT_FALSE(civil::AddDays(0, std::numeric_limits<int64_t>::min(), &out));
}

TEST(MonthsBetween, CountsWholeMonthsOnly) {
  EXPECT_EQ(MonthsBetween(Date(2025, 11, 15), Date(2025, 12, 23)), 1);
  EXPECT_EQ(MonthsBetween(Date(2025, 11, 15), Date(2026, 5, 14)), 5);
  EXPECT_EQ(MonthsBetween(Date(2025, 11, 15), Date(2026, 5, 15)), 6);
  EXPECT_EQ(MonthsBetween(Date(2025, 8, 31), Date(2026, 2, 28)), 6);
  EXPECT_EQ(MonthsBetween(Date(2025, 8, 31), Date(2026, 2, 27)), 5);
  EXPECT_EQ(MonthsBetween(Date(2026, 1, 1), Date(2026, 1, 1)), 0);
  EXPECT_EQ(MonthsBetween(Date(2026, 1, 2), Date(2026, 1, 1)), -1);
  EXPECT_EQ(MonthsBetween(Date(2026, 2, 28), Date(2026, 1, 31)), -1);
}

TEST(MonthsBetween, IsTheLargestNumberOfMonthsThatStillFits) {
  uint64_t state = 20260615;
  for (int i = 0; i < 20000; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const int32_t from = static_cast<int32_t>((state >> 33) % 200000) - 100000;
    state = state * 6364136223846793005u + 1442695040888963407u;
    const int32_t to = from + static_cast<int32_t>((state >> 33) % 4000) - 2000;
    ASSERT_EQ(civil::MonthsBetween(from, to), SlowMonthsBetween(from, to)) << from << " " << to;
  }
  // All pairs around the ends of February.
  for (int32_t from = Date(2023, 12, 1).days(); from <= Date(2025, 3, 31).days(); ++from) {
    for (int32_t to = Date(2024, 2, 20).days(); to <= Date(2024, 3, 10).days(); ++to) {
      ASSERT_EQ(civil::MonthsBetween(from, to), SlowMonthsBetween(from, to)) << from << " " << to;
    }
  }
}

TEST(YearsBetween, ABirthdayOn29FebruaryIsKeptOn28FebruaryOfACommonYear) {
  EXPECT_EQ(YearsBetween(Date(2004, 2, 29), Date(2023, 2, 27)), 18);
  EXPECT_EQ(YearsBetween(Date(2004, 2, 29), Date(2023, 2, 28)), 19);
  EXPECT_EQ(YearsBetween(Date(2004, 2, 29), Date(2024, 2, 28)), 19);
  EXPECT_EQ(YearsBetween(Date(2004, 2, 29), Date(2024, 2, 29)), 20);
}

TEST(YearsBetween, RoundsDownBeforeToo) {
  EXPECT_EQ(YearsBetween(Date(2026, 6, 15), Date(2026, 6, 14)), -1);
  EXPECT_EQ(YearsBetween(Date(2026, 6, 15), Date(2025, 6, 15)), -1);
  EXPECT_EQ(YearsBetween(Date(2026, 6, 15), Date(2025, 6, 14)), -2);
  EXPECT_EQ(YearsBetween(Date(2026, 6, 15), Date(2026, 6, 15)), 0);
}

TEST(PartialDate, StandsForEveryDayItMayMean) {
  const PartialDate month = PartialDate::Month(2024, 2);
  EXPECT_EQ(month.first(), Date(2024, 2, 1));
  EXPECT_EQ(month.last(), Date(2024, 2, 29));
  EXPECT_FALSE(month.exact());
  const PartialDate year = PartialDate::Year(2025);
  EXPECT_EQ(year.first(), Date(2025, 1, 1));
  EXPECT_EQ(year.last(), Date(2025, 12, 31));
  EXPECT_TRUE(PartialDate(Date(2025, 1, 1)).exact());
}

TEST(PartialDate, IsWrittenAsPreciselyAsItIsKnown) {
  for (const char* text : {"2025-11-15", "2025-11", "2025", "2024-02", "0001-01", "9999-12", "9999", "0001", "2025-01-01"}) {
    ASSERT_TRUE(PartialDate::Parse(text).has_value()) << text;
    EXPECT_EQ(PartialDate::Parse(text)->ToString(), text);
  }
}

TEST(PartialDate, NothingElseIsRead) {
  for (const char* text : {"", "25", "20251", "2025-", "2025-13", "2025-00", "2025-1", "2025-02-30", "0000", "0000-01",
                           "2025_11", "abcd", "2025-ab", "202511", "2025-11-"}) {
    EXPECT_FALSE(PartialDate::Parse(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace graduasi
