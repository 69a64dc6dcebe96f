// What the six comparisons have in common.
#include "src/cel/comparison.h"

#include <cstdint>
#include <limits>

#include "gtest/gtest.h"

namespace graduasi::cel {
namespace {

constexpr Function kAll[] = {Function::kEqual,     Function::kNotEqual, Function::kLess,
                             Function::kLessEqual, Function::kGreater,  Function::kGreaterEqual};

TEST(Comparison, SixOfTheFunctionsAreComparisonsAndFourOfThemOrders) {
  int comparisons = 0;
  int orders = 0;
  for (int number = 0; number <= std::numeric_limits<uint8_t>::max(); ++number) {
    const auto function = static_cast<Function>(number);
    if (IsComparison(function)) ++comparisons;
    if (IsOrder(function)) ++orders;
    EXPECT_TRUE(IsComparison(function) || !IsOrder(function)) << number;
    EXPECT_EQ(Mirrored(function) == function, !IsOrder(function)) << number;
  }
  EXPECT_EQ(comparisons, 6);
  EXPECT_EQ(orders, 4);
  for (const Function function : kAll) EXPECT_TRUE(IsComparison(function));
  EXPECT_FALSE(IsOrder(Function::kEqual));
  EXPECT_FALSE(IsOrder(Function::kNotEqual));
}

TEST(Comparison, HoldsAsWrittenAndMirroredTheOtherWayRound) {
  const int64_t numbers[] = {INT64_MIN, -1, 0, 1, INT64_MAX};
  for (const int64_t a : numbers) {
    for (const int64_t b : numbers) {
      const bool expected[] = {a == b, a != b, a<b, a <= b, a> b, a >= b};
      for (int i = 0; i < 6; ++i) {
        EXPECT_EQ(Holds(kAll[i], a, b), expected[i]) << a << " " << i << " " << b;
        EXPECT_EQ(Holds(Mirrored(kAll[i]), b, a), expected[i]) << a << " " << i << " " << b;
      }
    }
  }
}

}  // namespace
}  // namespace graduasi::cel
