// A source of numbers that is the same on every machine and for every compiler: splitmix64, and the few draws that the
// generators need. It knows nothing of what is drawn. Who draws twice in one expression must see to the order: operands and
// arguments are worked out in whatever order the compiler likes.
#ifndef GRADUASI_TESTS_PROPERTY_RANDOM_H_
#define GRADUASI_TESTS_PROPERTY_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace graduasi::property {

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t Next() {
    uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  // 0 .. n-1; n > 0. The bias is below 2^-32 for the small n used here.
  uint64_t Below(uint64_t n) { return Next() % n; }
  int64_t Between(int64_t least, int64_t most) {
    return least + static_cast<int64_t>(Below(static_cast<uint64_t>(most - least) + 1));
  }
  bool Percent(uint64_t chance) { return Below(100) < chance; }
  template <typename T>
  const T& Of(const std::vector<T>& choices) {
    return choices[static_cast<size_t>(Below(choices.size()))];
  }
  template <typename T>
  void Shuffle(std::vector<T>* items) {
    for (size_t i = items->size(); i > 1; --i) std::swap((*items)[i - 1], (*items)[static_cast<size_t>(Below(i))]);
  }
  // An independent source, for a part that must not depend on how much another part drew.
  Random Split() { return Random(Next()); }

 private:
  uint64_t state_;
};

}  // namespace graduasi::property

#endif  // GRADUASI_TESTS_PROPERTY_RANDOM_H_
