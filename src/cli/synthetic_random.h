// Chance and time for synthetic families: integers only, so that every machine makes the same register from the same seed. It
// knows nothing of families.
#ifndef GRADUASI_SRC_CLI_SYNTHETIC_RANDOM_H_
#define GRADUASI_SRC_CLI_SYNTHETIC_RANDOM_H_

#include <cstdint>

namespace graduasi::cli {

// SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014).
class SyntheticRandom {
 public:
  explicit SyntheticRandom(uint64_t seed) : state_(seed) {}

  // The stream of one family: it depends on the register's seed and the family's number, not on how many there are.
  static SyntheticRandom Of(uint64_t seed, uint64_t number) {
    SyntheticRandom mixed(seed);
    return SyntheticRandom(mixed.Next() ^ (number * 0xd1342543de82ef95u));
  }

  uint64_t Next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  // low .. high, both included.
  int64_t Between(int64_t low, int64_t high) {
    const uint64_t range = static_cast<uint64_t>(high - low) + 1;
    return low + static_cast<int64_t>((Next() >> 32) * range >> 32);
  }

  // True `per_mille` times in a thousand.
  bool Chance(int64_t per_mille) { return Between(0, 999) < per_mille; }

  // An index of `weights`, which are relative.
  template <int n>
  int Pick(const int (&weights)[n]) {
    int64_t sum = 0;
    for (const int weight : weights) sum += weight;
    int64_t draw = Between(0, sum - 1);
    int index = 0;
    while (index < n - 1 && draw >= weights[index]) draw -= weights[index++];
    return index;
  }

 private:
  uint64_t state_;
};

// A day from the 1st to the 28th of a month. Months have 28 days here, so that days can be added and every one of them exists.
class SyntheticDay {
 public:
  constexpr SyntheticDay() = default;
  constexpr SyntheticDay(int32_t year, int32_t month, int32_t day)
      : count_((year * 12 + month - 1) * 28 + (day < 28 ? day : 28) - 1) {}

  constexpr int32_t year() const { return count_ / 336; }
  constexpr int32_t month() const { return count_ / 28 % 12 + 1; }
  constexpr int32_t day() const { return count_ % 28 + 1; }

  constexpr SyntheticDay PlusDays(int64_t days) const { return SyntheticDay(count_ + static_cast<int32_t>(days)); }
  constexpr SyntheticDay PlusMonths(int64_t months) const { return PlusDays(months * 28); }
  constexpr SyntheticDay PlusYears(int64_t years) const { return PlusDays(years * 336); }

  friend constexpr bool operator<(SyntheticDay a, SyntheticDay b) { return a.count_ < b.count_; }

 private:
  explicit constexpr SyntheticDay(int32_t count) : count_(count) {}
  int32_t count_ = 0;
};

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_SYNTHETIC_RANDOM_H_
