// The kernels give what a loop gives, at every size, offset and extreme value.
#include "src/columns/kernels.h"

#include <limits>
#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace graduasi::columns::kernels {
namespace {

bool Bit(const std::vector<uint64_t>& words, size_t i) { return (words[i / 64] >> (i % 64) & 1) != 0; }

template <typename T>
class Compare : public testing::Test {
 protected:
  static constexpr T kLeast = std::numeric_limits<T>::min();
  static constexpr T kMost = std::numeric_limits<T>::max();

  std::vector<T> Sample(size_t rows) {
    std::mt19937_64 random(rows);
    std::vector<T> values(rows + 64);  // padded as columns are
    const T special[] = {kLeast, static_cast<T>(kLeast + 1), -1, 0, 1, static_cast<T>(kMost - 1), kMost};
    for (T& value : values) value = random() % 2 == 0 ? special[random() % 7] : static_cast<T>(random());
    return values;
  }
};

using Types = testing::Types<int8_t, int16_t, int32_t, int64_t>;
TYPED_TEST_SUITE(Compare, Types);

TYPED_TEST(Compare, AColumnWithAConstantIsTheLoop) {
  for (const size_t rows : {1u, 3u, 15u, 16u, 17u, 63u, 64u, 65u, 200u, 2048u}) {
    const std::vector<TypeParam> x = this->Sample(rows);
    for (const TypeParam y : {this->kLeast, TypeParam{-1}, TypeParam{0}, TypeParam{1}, this->kMost, x[0]}) {
      std::vector<uint64_t> greater(rows / 64 + 1), equal(rows / 64 + 1);
      Greater(x.data(), static_cast<int64_t>(rows), y, greater.data());
      Equal(x.data(), static_cast<int64_t>(rows), y, equal.data());
      for (size_t i = 0; i < rows; ++i) {
        ASSERT_EQ(Bit(greater, i), x[i] > y) << rows << " " << i;
        ASSERT_EQ(Bit(equal, i), x[i] == y) << rows << " " << i;
      }
    }
  }
}

template <typename T>
void ComparePairsOfRows() {
  std::mt19937_64 random(7);
  for (const size_t rows : {1u, 63u, 64u, 65u, 300u}) {
    std::vector<T> x(rows + 64), y(rows + 64);
    for (size_t i = 0; i < rows; ++i) {
      x[i] = static_cast<T>(random());
      y[i] = random() % 3 == 0 ? x[i] : static_cast<T>(x[i] ^ static_cast<T>(T{1} << (random() % (8 * sizeof(T) - 1))));
    }
    std::vector<uint64_t> greater(rows / 64 + 1), equal(rows / 64 + 1);
    GreaterPairs(x.data(), y.data(), static_cast<int64_t>(rows), greater.data());
    EqualPairs(x.data(), y.data(), static_cast<int64_t>(rows), equal.data());
    for (size_t i = 0; i < rows; ++i) {
      ASSERT_EQ(Bit(greater, i), x[i] > y[i]);
      ASSERT_EQ(Bit(equal, i), x[i] == y[i]);
    }
  }
}

TEST(Kernels, TwoColumnsAreTheLoop) {
  ComparePairsOfRows<int32_t>();
  ComparePairsOfRows<int64_t>();
}

TEST(Kernels, AnyOfRangesIsTheLoopForListsOfEveryLength) {
  std::mt19937_64 random(11);
  for (const int32_t longest : {0, 1, 8, 56, 57, 58, 63, 64, 65, 200}) {
    for (const size_t rows : {1u, 63u, 64u, 65u, 500u}) {
      std::vector<int32_t> offsets(rows), lengths(rows);
      int32_t total = 0;
      for (size_t i = 0; i < rows; ++i) {
        offsets[i] = total;
        lengths[i] = static_cast<int32_t>(random() % static_cast<uint64_t>(longest + 1));
        total += lengths[i];
      }
      std::vector<uint64_t> bits(static_cast<size_t>(total) / 64 + 2);
      for (uint64_t& word : bits) word = random() & random() & random() & random();
      std::vector<uint64_t> any(rows / 64 + 1);
      AnyOfRanges(bits.data(), offsets.data(), lengths.data(), static_cast<int64_t>(rows), longest, any.data());
      for (size_t i = 0; i < rows; ++i) {
        bool expected = false;
        for (int32_t k = 0; k < lengths[i]; ++k) expected = expected || Bit(bits, static_cast<size_t>(offsets[i] + k));
        ASSERT_EQ(Bit(any, i), expected) << longest << " " << rows << " " << i;
      }
    }
  }
}

}  // namespace
}  // namespace graduasi::columns::kernels
