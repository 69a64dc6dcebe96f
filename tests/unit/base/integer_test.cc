// Nothing wraps: what does not fit is refused, at the limit and one past it.
#include "src/base/integer.h"

#include <limits>

#include "gtest/gtest.h"

namespace graduasi {
namespace {

constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
constexpr uint64_t kUnsignedMax = std::numeric_limits<uint64_t>::max();

TEST(Integer, SumsAndDifferencesFitUpToTheLimitAndNotBeyond) {
  int64_t out = 0;
  EXPECT_TRUE(CheckedAdd(kMax - 1, int64_t{1}, &out));
  EXPECT_EQ(out, kMax);
  EXPECT_FALSE(CheckedAdd(kMax, int64_t{1}, &out));
  EXPECT_FALSE(CheckedAdd(kMin, int64_t{-1}, &out));
  EXPECT_TRUE(CheckedSubtract(kMin + 1, int64_t{1}, &out));
  EXPECT_EQ(out, kMin);
  EXPECT_FALSE(CheckedSubtract(kMin, int64_t{1}, &out));
  EXPECT_FALSE(CheckedSubtract(int64_t{0}, kMin, &out));
}

TEST(Integer, UnsignedResultsAreNeverNegative) {
  uint64_t out = 0;
  EXPECT_FALSE(CheckedSubtract(uint64_t{1}, uint64_t{2}, &out));
  EXPECT_FALSE(CheckedAdd(kUnsignedMax, uint64_t{1}, &out));
  EXPECT_FALSE(CheckedMultiply(kUnsignedMax, uint64_t{2}, &out));
  EXPECT_TRUE(CheckedMultiply(kUnsignedMax, uint64_t{1}, &out));
  EXPECT_EQ(out, kUnsignedMax);
}

TEST(Integer, ProductsFitUpToTheLimitAndNotBeyond) {
  int64_t out = 0;
  EXPECT_TRUE(CheckedMultiply(int64_t{3037000499}, int64_t{3037000499}, &out));
  EXPECT_FALSE(CheckedMultiply(int64_t{3037000500}, int64_t{3037000500}, &out));
  EXPECT_FALSE(CheckedMultiply(kMin, int64_t{-1}, &out));
}

TEST(Integer, DivisionByZeroAndTheOneQuotientThatDoesNotFitAreRefused) {
  int64_t out = 0;
  EXPECT_FALSE(CheckedDivide(int64_t{1}, int64_t{0}, &out));
  EXPECT_FALSE(CheckedModulo(int64_t{1}, int64_t{0}, &out));
  EXPECT_FALSE(CheckedDivide(kMin, int64_t{-1}, &out));
  EXPECT_FALSE(CheckedModulo(kMin, int64_t{-1}, &out));
  EXPECT_TRUE(CheckedDivide(int64_t{-7}, int64_t{2}, &out));
  EXPECT_EQ(out, -3);
  EXPECT_TRUE(CheckedModulo(int64_t{-7}, int64_t{2}, &out));
  EXPECT_EQ(out, -1);
  uint64_t unsigned_out = 0;
  EXPECT_FALSE(CheckedDivide(uint64_t{1}, uint64_t{0}, &unsigned_out));
  EXPECT_TRUE(CheckedModulo(uint64_t{7}, uint64_t{4}, &unsigned_out));
  EXPECT_EQ(unsigned_out, 3u);
}

TEST(Integer, TheSmallestNumberHasNoNegative) {
  int64_t out = 0;
  EXPECT_FALSE(CheckedNegate(kMin, &out));
  EXPECT_TRUE(CheckedNegate(kMax, &out));
  EXPECT_EQ(out, kMin + 1);
}

}  // namespace
}  // namespace graduasi
