// The kernels give what a loop gives, at every size, offset and extreme value, in every variant that this machine can run.
#include "src/columns/kernels.h"

#include <algorithm>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace graduasi::columns::kernels {
namespace {

// Calls check(table) for every variant.
template <typename Check>
void ForEachVariant(const Check& check) {
  for (const Table* const* table = Runnable(); *table != nullptr; ++table) {
    SCOPED_TRACE((*table)->name);
    check(**table);
    if (testing::Test::HasFatalFailure()) return;
  }
}

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
      ForEachVariant([&](const Table& table) {
        std::vector<uint64_t> greater(rows / 64 + 1), equal(rows / 64 + 1);
        For(table, x.data()).greater(x.data(), static_cast<int64_t>(rows), y, greater.data());
        For(table, x.data()).equal(x.data(), static_cast<int64_t>(rows), y, equal.data());
        for (size_t i = 0; i < rows; ++i) {
          ASSERT_EQ(Bit(greater, i), x[i] > y) << rows << " " << i;
          ASSERT_EQ(Bit(equal, i), x[i] == y) << rows << " " << i;
        }
      });
    }
  }
}

TYPED_TEST(Compare, OfAFullBlockAndMoreNothingPastTheEndIsRead) {
  for (const size_t rows : {64u, 65u, 127u, 200u}) {
    std::vector<TypeParam> x = this->Sample(rows);
    x.resize(rows);
    x.shrink_to_fit();  // a sanitizer sees a read past it
    ForEachVariant([&](const Table& table) {
      std::vector<uint64_t> greater(rows / 64 + 1);
      For(table, x.data()).greater(x.data(), static_cast<int64_t>(rows), TypeParam{0}, greater.data());
      for (size_t i = 0; i < rows; ++i) ASSERT_EQ(Bit(greater, i), x[i] > 0) << rows << " " << i;
    });
  }
}

TYPED_TEST(Compare, TheExtremesAreThoseOfTheLoop) {
  for (const size_t rows : {0u, 1u, 2u, 31u, 33u, 100u, 2048u}) {
    for (const bool same_sign : {false, true}) {
      std::vector<TypeParam> x = this->Sample(rows);
      for (TypeParam& value : x) value = same_sign && value < 0 ? static_cast<TypeParam>(~value) : value;
      TypeParam least = this->kMost, greatest = this->kLeast;
      for (size_t i = 0; i < rows; ++i) {
        least = std::min(least, x[i]);
        greatest = std::max(greatest, x[i]);
      }
      ForEachVariant([&](const Table& table) {
        TypeParam low{}, high{};
        For(table, x.data()).extremes(x.data(), static_cast<int64_t>(rows), &low, &high);
        ASSERT_EQ(low, least) << rows;
        ASSERT_EQ(high, greatest) << rows;
      });
    }
  }
}

template <typename Offset>
void StepsOfRandomOffsets() {
  std::mt19937_64 random(5);
  constexpr Offset kMost = std::numeric_limits<Offset>::max();
  for (const size_t rows : {0u, 1u, 7u, 8u, 9u, 64u, 301u}) {
    for (int round = 0; round < 20; ++round) {
      std::vector<Offset> at = {static_cast<Offset>(random() % 1000)};
      for (size_t i = 0; i < rows; ++i) at.push_back(static_cast<Offset>(at.back() + static_cast<Offset>(random() % 9)));
      int64_t shortest = std::numeric_limits<int64_t>::max(), longest = 0;
      for (size_t i = 0; i < rows; ++i) {
        shortest = std::min<int64_t>(shortest, at[i + 1] - at[i]);
        longest = std::max<int64_t>(longest, at[i + 1] - at[i]);
      }
      std::vector<Offset> spoilt = at;
      const size_t where = random() % at.size();
      const Offset rubbish[] = {-1, kMost, std::numeric_limits<Offset>::min(), static_cast<Offset>(at[where] - 10)};
      spoilt[where] = rubbish[random() % 4];
      bool decreases = false;
      for (size_t i = 0; i < rows; ++i) decreases = decreases || spoilt[i + 1] < spoilt[i];
      ForEachVariant([&](const Table& table) {
        const Steps<Offset>& steps = StepsOf(table, at.data());
        int64_t least = 0, greatest = 0;
        ASSERT_TRUE(steps.measure(at.data(), static_cast<int64_t>(rows), &least, &greatest));
        ASSERT_EQ(least, shortest);
        ASSERT_EQ(greatest, longest);
        std::vector<int32_t> offsets(rows), lengths(rows);
        steps.views(at.data(), static_cast<int64_t>(rows), offsets.data(), lengths.data());
        for (size_t i = 0; i < rows; ++i) {
          ASSERT_EQ(offsets[i], at[i] - at[0]);
          ASSERT_EQ(lengths[i], at[i + 1] - at[i]);
        }
        const bool sound = steps.measure(spoilt.data(), static_cast<int64_t>(rows), &least, &greatest);
        // What does not decrease may be refused only if it begins below 0, which the caller refuses itself.
        if (decreases || spoilt[0] >= 0) {
          ASSERT_EQ(sound, !decreases) << rows << " " << where;
        }
      });
    }
  }
}

TEST(Kernels, OffsetsAreMeasuredAndBecomeViews) {
  StepsOfRandomOffsets<int32_t>();
  StepsOfRandomOffsets<int64_t>();
}

TEST(Kernels, ATextIsPlainIfNoByteIsZeroOrAbove127) {
  for (const size_t size : {0u, 1u, 15u, 31u, 32u, 33u, 4095u, 4096u, 4097u, 9000u}) {
    const std::string plain(size, '\x7f');
    ForEachVariant([&](const Table& table) {
      ASSERT_TRUE(table.is_plain(plain.data(), static_cast<int64_t>(size)));
      for (size_t i = 0; i < size; i += size / 7 + 1) {
        for (const char bad : {'\0', '\x80', '\xff'}) {
          std::string text = plain;
          text[i] = bad;
          ASSERT_FALSE(table.is_plain(text.data(), static_cast<int64_t>(size))) << size << " " << i;
        }
      }
    });
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
    ForEachVariant([&](const Table& table) {
      std::vector<uint64_t> greater(rows / 64 + 1), equal(rows / 64 + 1);
      if constexpr (sizeof(T) == 4) {
        table.greater_pairs_int32(x.data(), y.data(), static_cast<int64_t>(rows), greater.data());
        table.equal_pairs_int32(x.data(), y.data(), static_cast<int64_t>(rows), equal.data());
      } else {
        table.greater_pairs_int64(x.data(), y.data(), static_cast<int64_t>(rows), greater.data());
        table.equal_pairs_int64(x.data(), y.data(), static_cast<int64_t>(rows), equal.data());
      }
      for (size_t i = 0; i < rows; ++i) {
        ASSERT_EQ(Bit(greater, i), x[i] > y[i]);
        ASSERT_EQ(Bit(equal, i), x[i] == y[i]);
      }
    });
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
      ForEachVariant([&](const Table& table) {
        std::vector<uint64_t> any(rows / 64 + 1);
        table.any_of_ranges(bits.data(), offsets.data(), lengths.data(), static_cast<int64_t>(rows), longest, any.data());
        for (size_t i = 0; i < rows; ++i) {
          bool expected = false;
          for (int32_t k = 0; k < lengths[i]; ++k) expected = expected || Bit(bits, static_cast<size_t>(offsets[i] + k));
          ASSERT_EQ(Bit(any, i), expected) << longest << " " << rows << " " << i;
        }
      });
    }
  }
}

}  // namespace
}  // namespace graduasi::columns::kernels
