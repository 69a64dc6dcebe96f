// Finds a text among the entries of a table in one step or two: codes of regions are looked up once a household. It knows the
// texts, not what they stand for.
#ifndef GRADUASI_SRC_COLUMNS_TEXT_SLOTS_H_
#define GRADUASI_SRC_COLUMNS_TEXT_SLOTS_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace graduasi::columns {

class TextSlots {
 public:
  using Entries = std::vector<std::pair<std::string, int32_t>>;

  // Of equal texts the first counts.
  void Build(const Entries& entries) {
    size_t size = 2;
    while (size < 2 * entries.size()) size *= 2;
    slots_.assign(size, Slot());
    for (const auto& [text, number] : entries) {
      const uint64_t packed = Pack(text);
      size_t at = Hash(packed, text.size()) & (size - 1);
      while (slots_[at].taken && !slots_[at].Holds(packed, text)) at = (at + 1) & (size - 1);
      if (!slots_[at].taken) slots_[at] = {packed, text, number, true};
    }
  }

  // The number that belongs to the text, -1 if there is none. The entries it was built from must still be there.
  int32_t Find(absl::string_view text) const {
    if (slots_.empty()) return -1;
    const uint64_t packed = Pack(text);
    for (size_t at = Hash(packed, text.size()) & (slots_.size() - 1); slots_[at].taken; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].Holds(packed, text)) return slots_[at].number;
    }
    return -1;
  }

 private:
  static constexpr size_t kPacked = 8;  // a text of so many bytes is its packed form and its size

  struct Slot {
    uint64_t packed = 0;
    absl::string_view text;
    int32_t number = -1;
    bool taken = false;
    bool Holds(uint64_t other_packed, absl::string_view other) const {
      if (packed != other_packed || text.size() != other.size()) return false;
      return text.size() <= kPacked || std::memcmp(text.data(), other.data(), text.size()) == 0;
    }
  };

  template <typename T>
  static uint64_t Load(const char* from) {
    T value;
    std::memcpy(&value, from, sizeof(value));
    return value;
  }
  static uint64_t Mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
  }
  // All bytes of a short text; of a long one what is left of it after mixing.
  static uint64_t Pack(absl::string_view text) {
    const char* p = text.data();
    size_t left = text.size();
    uint64_t hash = 0;
    for (; left > kPacked; left -= 8, p += 8) hash = Mix(hash, Load<uint64_t>(p));
    uint64_t word = 0;
    if (left >= 4) {
      word = Load<uint32_t>(p) | Load<uint32_t>(p + left - 4) << 32;
    } else if (left > 0) {
      word = Load<uint8_t>(p) | Load<uint8_t>(p + left / 2) << 8 | Load<uint8_t>(p + left - 1) << 16;
    }
    return hash ^ word;
  }
  static size_t Hash(uint64_t packed, size_t size) { return static_cast<size_t>(Mix(size, packed)); }

  std::vector<Slot> slots_;
};

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_TEXT_SLOTS_H_
