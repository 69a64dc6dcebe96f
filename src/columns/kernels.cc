#include "src/columns/kernels.h"

#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace graduasi::columns::kernels {
namespace {

// Fewer rows than this are compared one by one: a block of 64 would cost more than it saves.
constexpr int64_t kFewRows = 16;

struct IsGreater {
  template <typename T>
  static bool Test(T x, T y) {
    return x > y;
  }
};
struct IsEqual {
  template <typename T>
  static bool Test(T x, T y) {
    return x == y;
  }
};

template <typename Relation, typename T>
uint64_t ScalarWord(const T* x, int64_t rows, T y) {
  uint64_t word = 0;
  for (int64_t i = 0; i < rows; ++i) word |= uint64_t{Relation::Test(x[i], y)} << i;
  return word;
}

#if defined(__SSE2__)

__m128i Load(const void* p) { return _mm_loadu_si128(static_cast<const __m128i*>(p)); }

__m128i Splat(int8_t v) { return _mm_set1_epi8(v); }
__m128i Splat(int16_t v) { return _mm_set1_epi16(v); }
__m128i Splat(int32_t v) { return _mm_set1_epi32(v); }
__m128i Splat(int64_t v) { return _mm_set1_epi64x(v); }

template <typename T>
__m128i Compare(IsGreater, __m128i x, __m128i y) {
  if constexpr (sizeof(T) == 1) return _mm_cmpgt_epi8(x, y);
  if constexpr (sizeof(T) == 2) return _mm_cmpgt_epi16(x, y);
  if constexpr (sizeof(T) == 4) return _mm_cmpgt_epi32(x, y);
  // 64 bits without SSE4.2; only the upper half of each lane is right. High words equal: the borrow of y - x decides.
  const __m128i equal = _mm_cmpeq_epi32(x, y);
  return _mm_or_si128(_mm_and_si128(equal, _mm_sub_epi64(y, x)), _mm_cmpgt_epi32(x, y));
}

template <typename T>
__m128i Compare(IsEqual, __m128i x, __m128i y) {
  if constexpr (sizeof(T) == 1) return _mm_cmpeq_epi8(x, y);
  if constexpr (sizeof(T) == 2) return _mm_cmpeq_epi16(x, y);
  if constexpr (sizeof(T) == 4) return _mm_cmpeq_epi32(x, y);
  const __m128i equal = _mm_cmpeq_epi32(x, y);
  return _mm_and_si128(equal, _mm_shuffle_epi32(equal, _MM_SHUFFLE(2, 3, 0, 1)));
}

// Sixteen elements to sixteen bits; `y` gives the right side of the four or fewer vectors.
template <typename Relation, typename T, typename Right>
uint32_t Sixteen(const T* x, Right y) {
  constexpr int64_t kLanes = 16 / static_cast<int64_t>(sizeof(T));
  if constexpr (sizeof(T) == 1) {
    return static_cast<uint32_t>(_mm_movemask_epi8(Compare<T>(Relation(), Load(x), y(0))));
  } else if constexpr (sizeof(T) == 2) {
    const __m128i a = Compare<T>(Relation(), Load(x), y(0));
    const __m128i b = Compare<T>(Relation(), Load(x + kLanes), y(kLanes));
    return static_cast<uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(a, b)));
  } else if constexpr (sizeof(T) == 4) {
    const __m128i a = Compare<T>(Relation(), Load(x), y(0));
    const __m128i b = Compare<T>(Relation(), Load(x + kLanes), y(kLanes));
    const __m128i c = Compare<T>(Relation(), Load(x + 2 * kLanes), y(2 * kLanes));
    const __m128i d = Compare<T>(Relation(), Load(x + 3 * kLanes), y(3 * kLanes));
    return static_cast<uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d))));
  } else {
    uint32_t bits = 0;
    for (int k = 0; k < 8; ++k) {
      const __m128i m = Compare<T>(Relation(), Load(x + kLanes * k), y(kLanes * k));
      bits |= static_cast<uint32_t>(_mm_movemask_pd(_mm_castsi128_pd(m))) << (2 * k);
    }
    return bits;
  }
}

template <typename Relation, typename T>
uint64_t Block(const T* x, T y) {
  const __m128i right = Splat(y);
  uint64_t word = 0;
  for (int k = 0; k < 4; ++k) {
    word |= uint64_t{Sixteen<Relation>(x + 16 * k, [&](int64_t) { return right; })} << (16 * k);
  }
  return word;
}

template <typename Relation, typename T>
uint64_t PairBlock(const T* x, const T* y) {
  uint64_t word = 0;
  for (int k = 0; k < 4; ++k) {
    const T* right = y + 16 * k;
    word |= uint64_t{Sixteen<Relation>(x + 16 * k, [&](int64_t lane) { return Load(right + lane); })} << (16 * k);
  }
  return word;
}

#else

template <typename Relation, typename T>
uint64_t Block(const T* x, T y) {
  return ScalarWord<Relation>(x, 64, y);
}

template <typename Relation, typename T>
uint64_t PairBlock(const T* x, const T* y) {
  uint64_t word = 0;
  for (int64_t i = 0; i < 64; ++i) word |= uint64_t{Relation::Test(x[i], y[i])} << i;
  return word;
}

#endif

template <typename Relation, typename T>
void CompareAll(const T* x, int64_t rows, T y, uint64_t* out) {
  if (rows < kFewRows) {
    if (rows > 0) out[0] = ScalarWord<Relation>(x, rows, y);
    return;
  }
  for (int64_t i = 0; i < rows; i += 64) out[i >> 6] = Block<Relation>(x + i, y);
}

template <typename Relation, typename T>
void ComparePairs(const T* x, const T* y, int64_t rows, uint64_t* out) {
  int64_t i = 0;
  for (; i + 64 <= rows; i += 64) out[i >> 6] = PairBlock<Relation>(x + i, y + i);
  if (i == rows) return;
  uint64_t word = 0;
  for (int64_t k = 0; i + k < rows; ++k) word |= uint64_t{Relation::Test(x[i + k], y[i + k])} << k;
  out[i >> 6] = word;
}

struct MaskTable {
  uint64_t mask[65];
  constexpr MaskTable() : mask() {
    for (int i = 0; i < 64; ++i) mask[i] = (uint64_t{1} << i) - 1;
    mask[64] = ~uint64_t{0};
  }
};
constexpr MaskTable kMasks;

// Lists of at most 57 elements lie within the 64 bits from the byte of their first one.
uint64_t ShortRange(const unsigned char* bytes, int32_t offset, int32_t length) {
  uint64_t word;
  std::memcpy(&word, bytes + (static_cast<uint32_t>(offset) >> 3), sizeof(word));
  return word >> (offset & 7) & kMasks.mask[length];
}

bool LongRange(const uint64_t* bits, int64_t first, int64_t count) {
  for (; count > 0; first += 64, count -= 64) {
    const int shift = static_cast<int>(first & 63);
    uint64_t word = bits[first >> 6] >> shift;
    if (shift != 0) word |= bits[(first >> 6) + 1] << (64 - shift);
    if ((word & kMasks.mask[count < 64 ? count : 64]) != 0) return true;
  }
  return false;
}

}  // namespace

void Greater(const int8_t* x, int64_t rows, int8_t limit, uint64_t* out) { CompareAll<IsGreater>(x, rows, limit, out); }
void Greater(const int16_t* x, int64_t rows, int16_t limit, uint64_t* out) { CompareAll<IsGreater>(x, rows, limit, out); }
void Greater(const int32_t* x, int64_t rows, int32_t limit, uint64_t* out) { CompareAll<IsGreater>(x, rows, limit, out); }
void Greater(const int64_t* x, int64_t rows, int64_t limit, uint64_t* out) { CompareAll<IsGreater>(x, rows, limit, out); }
void Equal(const int8_t* x, int64_t rows, int8_t value, uint64_t* out) { CompareAll<IsEqual>(x, rows, value, out); }
void Equal(const int16_t* x, int64_t rows, int16_t value, uint64_t* out) { CompareAll<IsEqual>(x, rows, value, out); }
void Equal(const int32_t* x, int64_t rows, int32_t value, uint64_t* out) { CompareAll<IsEqual>(x, rows, value, out); }
void Equal(const int64_t* x, int64_t rows, int64_t value, uint64_t* out) { CompareAll<IsEqual>(x, rows, value, out); }

void GreaterPairs(const int32_t* x, const int32_t* y, int64_t rows, uint64_t* out) { ComparePairs<IsGreater>(x, y, rows, out); }
void GreaterPairs(const int64_t* x, const int64_t* y, int64_t rows, uint64_t* out) { ComparePairs<IsGreater>(x, y, rows, out); }
void EqualPairs(const int32_t* x, const int32_t* y, int64_t rows, uint64_t* out) { ComparePairs<IsEqual>(x, y, rows, out); }
void EqualPairs(const int64_t* x, const int64_t* y, int64_t rows, uint64_t* out) { ComparePairs<IsEqual>(x, y, rows, out); }

void AnyOfRanges(const uint64_t* bits, const int32_t* offsets, const int32_t* lengths, int64_t rows, int64_t longest,
                 uint64_t* out) {
  if (longest > 57) {
    for (int64_t base = 0; base < rows; base += 64) {
      const int64_t end = rows - base < 64 ? rows - base : 64;
      uint64_t word = 0;
      for (int64_t i = 0; i < end; ++i) word |= uint64_t{LongRange(bits, offsets[base + i], lengths[base + i])} << i;
      out[base >> 6] = word;
    }
    return;
  }
  const auto* bytes = reinterpret_cast<const unsigned char*>(bits);
  int64_t row = 0;
  for (; row + 64 <= rows; row += 64) {
    unsigned char packed[8];
    for (int64_t group = 0; group < 8; ++group) {
      const int32_t* o = offsets + row + 8 * group;
      const int32_t* l = lengths + row + 8 * group;
      unsigned byte = 0;  // eight constant shifts: a shift by a variable costs three times as much
      byte |= unsigned{ShortRange(bytes, o[0], l[0]) != 0};
      byte |= unsigned{ShortRange(bytes, o[1], l[1]) != 0} << 1;
      byte |= unsigned{ShortRange(bytes, o[2], l[2]) != 0} << 2;
      byte |= unsigned{ShortRange(bytes, o[3], l[3]) != 0} << 3;
      byte |= unsigned{ShortRange(bytes, o[4], l[4]) != 0} << 4;
      byte |= unsigned{ShortRange(bytes, o[5], l[5]) != 0} << 5;
      byte |= unsigned{ShortRange(bytes, o[6], l[6]) != 0} << 6;
      byte |= unsigned{ShortRange(bytes, o[7], l[7]) != 0} << 7;
      packed[group] = static_cast<unsigned char>(byte);
    }
    uint64_t word = 0;
    for (int k = 0; k < 8; ++k) word |= uint64_t{packed[k]} << (8 * k);
    out[row >> 6] = word;
  }
  if (row == rows) return;
  uint64_t word = 0;
  for (int64_t i = 0; row + i < rows; ++i) {
    word |= uint64_t{ShortRange(bytes, offsets[row + i], lengths[row + i]) != 0} << i;
  }
  out[row >> 6] = word;
}

}  // namespace graduasi::columns::kernels
