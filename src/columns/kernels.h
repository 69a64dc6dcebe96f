// The loops that decide the speed of a batch: comparing a column to a bitmap, folding bitmaps over lists, and the checks that
// every value of a foreign buffer goes through. They are compiled once for each instruction set and chosen at run time; all
// variants give the same bits. Plain pointers only.
#ifndef GRADUASI_SRC_COLUMNS_KERNELS_H_
#define GRADUASI_SRC_COLUMNS_KERNELS_H_

#include <cstdint>

namespace graduasi::columns::kernels {

template <typename T>
struct Typed {
  // Bit i of `out` = x[i] > limit, or x[i] == value. Of 16 to 63 rows `x` is read up to 64 elements, else only its rows.
  void (*greater)(const T* x, int64_t rows, T limit, uint64_t* out);
  void (*equal)(const T* x, int64_t rows, T value, uint64_t* out);
  // The least and the greatest value; of no rows the greatest and the least of the type.
  void (*extremes)(const T* x, int64_t rows, T* least, T* greatest);
};

// `at` has rows + 1 offsets. False if they decrease somewhere; then the rest is of no meaning. The lengths are those between
// two offsets, as int64: a step of 32-bit offsets may be longer than an int32 holds.
template <typename Offset>
struct Steps {
  // The least and the greatest length; of no rows 2^63 - 1 and 0.
  bool (*measure)(const Offset* at, int64_t rows, int64_t* least, int64_t* greatest);
  // For offsets that measure() has found sound, with less than 2^31 elements between the first and the last: where each list
  // begins, counted from at[0], and its length.
  void (*views)(const Offset* at, int64_t rows, int32_t* offsets, int32_t* lengths);
};

// Texts one after the other, as one.
struct TextSet {
  const char* text;  // may be read up to a multiple of 32 bytes
  int32_t bytes;
  int32_t count;
  int32_t ends[8];  // of the texts; from `count` on all equal to `bytes`
};

// Writes lists of texts: to every row the sets that its bytes choose, one byte for each of some groups of sets.
struct SetWriter {
  int64_t groups;
  const TextSet* const* sets;   // [group][byte]
  const uint8_t* const* bytes;  // [group][row]
  int64_t rows;
  int32_t* list_ends;  // [row]: the items up to the end of its list
  int32_t* text_ends;  // [item]
  char* text;
  int64_t items, items_end;            // written so far, and where what may be written ends
  int64_t text_bytes, text_bytes_end;  // the same
  int64_t row_bytes;                   // no row's texts are longer, those of each group rounded up to 32 bytes, at least 32
};

struct Table {
  const char* name;  // "portable", "avx2"
  Typed<int8_t> int8;
  Typed<int16_t> int16;
  Typed<int32_t> int32;
  Typed<int64_t> int64;

  // Bit i of `out` = x[i] > y[i], or x[i] == y[i].
  void (*greater_pairs_int32)(const int32_t* x, const int32_t* y, int64_t rows, uint64_t* out);
  void (*greater_pairs_int64)(const int64_t* x, const int64_t* y, int64_t rows, uint64_t* out);
  void (*equal_pairs_int32)(const int32_t* x, const int32_t* y, int64_t rows, uint64_t* out);
  void (*equal_pairs_int64)(const int64_t* x, const int64_t* y, int64_t rows, uint64_t* out);

  // Bit i of `out` = some bit of `bits` in [offsets[i], offsets[i] + lengths[i]) is set. `longest` is at least every length;
  // `bits` is read one word past the one that holds the last bit of any range.
  void (*any_of_ranges)(const uint64_t* bits, const int32_t* offsets, const int32_t* lengths, int64_t rows, int64_t longest,
                        uint64_t* out);

  Steps<int32_t> steps32;
  Steps<int64_t> steps64;

  // Every byte is ASCII and none is 0.
  bool (*is_plain)(const char* text, int64_t bytes);

  // Writes rows as long as there is room for one that needs most; how many.
  int64_t (*write_sets)(SetWriter* writer);
};

// The fastest that this machine can run; the same throughout the life of the process.
const Table& Active();

// All that this machine can run, the portable one first; ends with a null pointer. For tests, which hold them against each
// other.
const Table* const* Runnable();

inline void Greater(const int8_t* x, int64_t rows, int8_t limit, uint64_t* out) { Active().int8.greater(x, rows, limit, out); }
inline void Greater(const int16_t* x, int64_t rows, int16_t limit, uint64_t* out) {
  Active().int16.greater(x, rows, limit, out);
}
inline void Greater(const int32_t* x, int64_t rows, int32_t limit, uint64_t* out) {
  Active().int32.greater(x, rows, limit, out);
}
inline void Greater(const int64_t* x, int64_t rows, int64_t limit, uint64_t* out) {
  Active().int64.greater(x, rows, limit, out);
}
inline void Equal(const int8_t* x, int64_t rows, int8_t value, uint64_t* out) { Active().int8.equal(x, rows, value, out); }
inline void Equal(const int16_t* x, int64_t rows, int16_t value, uint64_t* out) { Active().int16.equal(x, rows, value, out); }
inline void Equal(const int32_t* x, int64_t rows, int32_t value, uint64_t* out) { Active().int32.equal(x, rows, value, out); }
inline void Equal(const int64_t* x, int64_t rows, int64_t value, uint64_t* out) { Active().int64.equal(x, rows, value, out); }
inline void GreaterPairs(const int32_t* x, const int32_t* y, int64_t rows, uint64_t* out) {
  Active().greater_pairs_int32(x, y, rows, out);
}
inline void GreaterPairs(const int64_t* x, const int64_t* y, int64_t rows, uint64_t* out) {
  Active().greater_pairs_int64(x, y, rows, out);
}
inline void EqualPairs(const int32_t* x, const int32_t* y, int64_t rows, uint64_t* out) {
  Active().equal_pairs_int32(x, y, rows, out);
}
inline void EqualPairs(const int64_t* x, const int64_t* y, int64_t rows, uint64_t* out) {
  Active().equal_pairs_int64(x, y, rows, out);
}
inline void AnyOfRanges(const uint64_t* bits, const int32_t* offsets, const int32_t* lengths, int64_t rows, int64_t longest,
                        uint64_t* out) {
  Active().any_of_ranges(bits, offsets, lengths, rows, longest, out);
}

inline const Typed<int8_t>& For(const Table& table, const int8_t*) { return table.int8; }
inline const Typed<int16_t>& For(const Table& table, const int16_t*) { return table.int16; }
inline const Typed<int32_t>& For(const Table& table, const int32_t*) { return table.int32; }
inline const Typed<int64_t>& For(const Table& table, const int64_t*) { return table.int64; }
inline const Steps<int32_t>& StepsOf(const Table& table, const int32_t*) { return table.steps32; }
inline const Steps<int64_t>& StepsOf(const Table& table, const int64_t*) { return table.steps64; }

}  // namespace graduasi::columns::kernels

#endif  // GRADUASI_SRC_COLUMNS_KERNELS_H_
