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
    slots_.assign(size, 0);
    for (size_t i = 0; i < entries.size(); ++i) {
      size_t at = Hash(entries[i].first) & (size - 1);
      while (slots_[at] != 0 && entries[slots_[at] - 1].first != entries[i].first) at = (at + 1) & (size - 1);
      if (slots_[at] == 0) slots_[at] = static_cast<uint32_t>(i + 1);
    }
  }

  // The number that belongs to the text, -1 if there is none. `entries` as they were built from.
  int32_t Find(const Entries& entries, absl::string_view text) const {
    if (slots_.empty()) return -1;
    for (size_t at = Hash(text) & (slots_.size() - 1); slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
      const auto& [key, number] = entries[slots_[at] - 1];
      if (key.size() == text.size() && std::memcmp(key.data(), text.data(), text.size()) == 0) return number;
    }
    return -1;
  }

 private:
  template <typename T>
  static uint64_t Load(const char* from) {
    T value;
    std::memcpy(&value, from, sizeof(value));
    return value;
  }
  static size_t Hash(absl::string_view text) {
    constexpr uint64_t kMultiplier = 0x9E3779B97F4A7C15u;
    uint64_t hash = text.size();
    const char* p = text.data();
    size_t left = text.size();
    auto mix = [&](uint64_t word) {
      hash = (hash ^ word) * kMultiplier;
      hash ^= hash >> 32;
    };
    for (; left >= 8; left -= 8, p += 8) mix(Load<uint64_t>(p));
    if (left >= 4) {
      mix(Load<uint32_t>(p) | Load<uint32_t>(p + left - 4) << 32);
    } else if (left > 0) {
      mix(Load<uint8_t>(p) | Load<uint8_t>(p + left / 2) << 8 | Load<uint8_t>(p + left - 1) << 16);
    }
    return static_cast<size_t>(hash);
  }

  std::vector<uint32_t> slots_;  // position of an entry, plus 1; 0: none
};

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_TEXT_SLOTS_H_
