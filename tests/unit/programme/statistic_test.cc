// Decimal numbers are exact, and rounding is half away from zero, once.
#include "graduasi/statistic.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace graduasi {
namespace {

using ::testing::HasSubstr;

TEST(Decimal, ReadsWhatItWritesAndNothingElse) {
  for (const char* text : {"0", "8.12", "-1.530", "77000", "0.05", "-0.5", "9223372036854775807", "0.000000000000000001",
                           "-9.223372036854775807"}) {
    const std::optional<Decimal> decimal = Decimal::Parse(text);
    ASSERT_TRUE(decimal.has_value()) << text;
    EXPECT_EQ(decimal->ToString(), text);
  }
  for (const char* text : {"", "-", ".", "1.", ".5", "01", "+1", "1e3", "1,5", "1.2.3", "9223372036854775808", " 1", "--1",
                           "0.0000000000000000001", "x"}) {
    EXPECT_FALSE(Decimal::Parse(text).has_value()) << text;
  }
  EXPECT_EQ((Decimal{std::numeric_limits<int64_t>::min(), 2}).ToString(), "-92233720368547758.08");
}

TEST(Decimal, PeopleReadItInTheirLanguage) {
  EXPECT_EQ(Decimal::Parse("1234567.80")->Format(Language::kIndonesian), "1.234.567,80");
  EXPECT_EQ(Decimal::Parse("1234567.80")->Format(Language::kEnglish), "1,234,567.80");
  EXPECT_EQ(Decimal::Parse("-0.5")->Format(Language::kIndonesian), "-0,5");
}

TEST(Decimal, EqualityIsOfNumbers) {
  EXPECT_TRUE(*Decimal::Parse("1.5") == *Decimal::Parse("1.50"));
  EXPECT_FALSE(*Decimal::Parse("1.5") == *Decimal::Parse("1.51"));
}

// Against arithmetic on integers worked out another way: the quotient is the integer nearest, away from zero where two are.
TEST(Quotient, RoundsHalfAwayFromZero) {
  int64_t halves = 0;
  for (int64_t a = -50; a <= 50; ++a) {
    for (int64_t b = -20; b <= 20; ++b) {
      const std::optional<Decimal> quotient = Quotient({a, 0}, {b, 0}, 1, 0);
      if (b == 0) {
        EXPECT_FALSE(quotient.has_value());
        continue;
      }
      ASSERT_TRUE(quotient.has_value());
      const int64_t q = quotient->coefficient;
      const int64_t error = 2 * (a - q * b);  // of twice the rest: at most b in size
      EXPECT_LE(error < 0 ? -error : error, b < 0 ? -b : b) << a << "/" << b;
      if (error != 0 && (error == b || error == -b)) {
        ++halves;
        const double exact = static_cast<double>(a) / static_cast<double>(b);
        EXPECT_EQ(q, static_cast<int64_t>(exact < 0 ? exact - 0.5 : exact + 0.5));
      }
    }
  }
  EXPECT_GT(halves, 100);
  EXPECT_EQ(Quotient({1, 0}, {3, 0}, 100, 2)->ToString(), "33.33");
  EXPECT_EQ(Quotient({2, 0}, {3, 0}, 100, 2)->ToString(), "66.67");
  EXPECT_EQ(Quotient({1, 0}, {8, 0}, 1, 2)->ToString(), "0.13");
  EXPECT_EQ(Quotient({-1, 0}, {8, 0}, 1, 2)->ToString(), "-0.13");
  EXPECT_EQ(Quotient({153, 2}, {812, 2}, 100, 1)->ToString(), "18.8");
  EXPECT_EQ(Quotient({15, 1}, {150, 3}, 1, 3)->ToString(), "10.000");
}

TEST(Quotient, WhatDoesNotFitIsRefused) {
  const int64_t most = std::numeric_limits<int64_t>::max();
  EXPECT_FALSE(Quotient({most, 0}, {1, 0}, 100, 2).has_value());
  EXPECT_TRUE(Quotient({most, 0}, {most, 0}, 100, 2).has_value());
  EXPECT_FALSE(Quotient({1, 0}, {1, 0}, 1, -1).has_value());
  EXPECT_FALSE(Quotient({1, 0}, {1, 0}, 1, 19).has_value());
  EXPECT_FALSE(Quotient({most, 0}, {1, 18}, 100, 18).has_value());
  EXPECT_EQ(Quotient({std::numeric_limits<int64_t>::min(), 0}, {std::numeric_limits<int64_t>::min(), 0}, 1, 0)->coefficient, 1);
}

std::vector<Statistic> TwoStatistics() {
  std::vector<Statistic> statistics(2);
  statistics[0].id = "a";
  statistics[0].value = {1530, 0};
  statistics[0].unit = "people";
  statistics[1].id = "b";
  statistics[1].value = {812, 2};
  statistics[1].multiple = 1000;
  statistics[1].unit = "people";
  return statistics;
}

TEST(Computation, ThousandsAndOnesMeetAsOnes) {
  Computation computation;
  computation.id = "c";
  computation.of = "a";
  computation.against = "b";
  computation.kind = ComputationKind::kDifference;
  const auto difference = Compute(computation, TwoStatistics());
  ASSERT_TRUE(difference.ok());
  EXPECT_EQ(difference->value.ToString(), "-6590");
  EXPECT_EQ(difference->multiple, 1);
  computation.kind = ComputationKind::kShare;
  computation.decimals = 2;
  EXPECT_EQ(Compute(computation, TwoStatistics())->value.ToString(), "18.84");
}

TEST(Computation, PrintedAndComputedAreKeptApart) {
  Computation computation;
  computation.id = "c";
  computation.of = "a";
  computation.against = "b";
  computation.kind = ComputationKind::kShare;
  computation.decimals = 3;
  EXPECT_FALSE(Compute(computation, TwoStatistics())->agrees.has_value());
  computation.printed = Decimal::Parse("18.8");
  EXPECT_EQ(Compute(computation, TwoStatistics())->agrees, true) << "to as many decimals as are printed";
  computation.printed = Decimal::Parse("18.9");
  const auto wrong = Compute(computation, TwoStatistics());
  EXPECT_EQ(wrong->agrees, false);
  EXPECT_EQ(wrong->value.ToString(), "18.842") << "what is computed does not follow what is printed";
}

TEST(Computation, WhatIsAboutIsAbout) {
  std::vector<Statistic> statistics = TwoStatistics();
  Computation computation;
  computation.of = "a";
  computation.against = "b";
  EXPECT_FALSE(Compute(computation, statistics)->approximate);
  statistics[1].precision = Precision::kApproximate;
  EXPECT_TRUE(Compute(computation, statistics)->approximate);
}

TEST(Computation, WhatCannotBeComputedSaysWhy) {
  Computation computation;
  computation.id = "c";
  computation.of = "a";
  computation.against = "x";
  EXPECT_THAT(std::string(Compute(computation, TwoStatistics()).status().message()), HasSubstr("there is no statistic x"));
  computation.against = "b";
  std::vector<Statistic> statistics = TwoStatistics();
  statistics[1].unit = "KPM";
  EXPECT_THAT(std::string(Compute(computation, statistics).status().message()), HasSubstr("different units"));
  statistics = TwoStatistics();
  statistics[1].value = {0, 0};
  computation.kind = ComputationKind::kShare;
  EXPECT_THAT(std::string(Compute(computation, statistics).status().message()), HasSubstr("nothing is a share of 0"));
  statistics[0].value = {std::numeric_limits<int64_t>::max(), 0};
  EXPECT_FALSE(Compute(computation, statistics).ok());
}

}  // namespace
}  // namespace graduasi
