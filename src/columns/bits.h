// Bitmaps: bit i of word i / 64. Truth bits past the last row are of no meaning; the bits of missing, error and maybe-in rows
// are 0 there. Every bitmap may be read one word past its last. This file must not know columns.
#ifndef GRADUASI_SRC_COLUMNS_BITS_H_
#define GRADUASI_SRC_COLUMNS_BITS_H_

#include <cstdint>

namespace graduasi::columns {

constexpr int64_t WordsFor(int64_t bits) { return (bits + 63) >> 6; }

constexpr uint64_t LowMask(int64_t count) { return count >= 64 ? ~uint64_t{0} : (uint64_t{1} << count) - 1; }

// The bits of the last word that belong to rows; all of them if the rows fill it.
constexpr uint64_t TailMask(int64_t rows) { return (rows & 63) == 0 ? ~uint64_t{0} : LowMask(rows & 63); }

inline bool TestBit(const uint64_t* bits, int64_t i) { return (bits[i >> 6] >> (i & 63) & 1) != 0; }
inline void SetBit(uint64_t* bits, int64_t i) { bits[i >> 6] |= uint64_t{1} << (i & 63); }

// The 64 bits from position `i` on.
inline uint64_t LoadBits(const uint64_t* bits, int64_t i) {
  const int shift = static_cast<int>(i & 63);
  const uint64_t low = bits[i >> 6] >> shift;
  return shift == 0 ? low : low | bits[(i >> 6) + 1] << (64 - shift);
}

inline bool AnyBit(const uint64_t* bits, int64_t rows) {
  const int64_t full = rows >> 6;
  for (int64_t w = 0; w < full; ++w) {
    if (bits[w] != 0) return true;
  }
  return (rows & 63) != 0 && (bits[full] & LowMask(rows & 63)) != 0;
}

inline bool AnyInRange(const uint64_t* bits, int64_t first, int64_t count) {
  for (; count > 0; first += 64, count -= 64) {
    if ((LoadBits(bits, first) & LowMask(count)) != 0) return true;
  }
  return false;
}

inline int64_t CountInRange(const uint64_t* bits, int64_t first, int64_t count) {
  int64_t total = 0;
  for (; count > 0; first += 64, count -= 64) total += __builtin_popcountll(LoadBits(bits, first) & LowMask(count));
  return total;
}

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_BITS_H_
