// Which records have a number in common: NIKs and KK numbers as whole numbers with the place they stand at, sorted and
// compared. Exact: there is no hash. It knows numbers and positions, no households.
#ifndef GRADUASI_SRC_PROGRAMME_REGISTER_QUALITY_REPEATS_H_
#define GRADUASI_SRC_PROGRAMME_REGISTER_QUALITY_REPEATS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace graduasi::programme {

// Twelve bytes an entry. A number has 16 decimal digits, so at most 54 bits; a list at most 1,000 elements, so 10 bits.
class Repeats {
 public:
  struct Occurrence {
    uint32_t record = 0;
    int element = 0;
  };

  void Add(int64_t number, uint32_t record, int element) {
    const uint64_t key = static_cast<uint64_t>(number) << kElementBits | static_cast<uint64_t>(element);
    entries_.push_back({static_cast<uint32_t>(key >> 32), static_cast<uint32_t>(key), record});
  }

  // Calls `each` for every number that stands in two records or more, with its first place in each of them, by record. Records
  // for which `left_out` is true take no part. The table is empty afterwards.
  void ForEach(const std::function<bool(uint32_t record)>& left_out,
               const std::function<void(const std::vector<Occurrence>& places)>& each);

 private:
  static constexpr int kElementBits = 10;
  struct Entry {
    uint32_t high;
    uint32_t low;
    uint32_t record;
    uint64_t key() const { return static_cast<uint64_t>(high) << 32 | low; }
    uint64_t number() const { return key() >> kElementBits; }
    int element() const { return static_cast<int>(low & ((1u << kElementBits) - 1)); }
  };
  std::vector<Entry> entries_;
};

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_REGISTER_QUALITY_REPEATS_H_
