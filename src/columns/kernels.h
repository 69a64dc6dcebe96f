// The loops that decide the speed of a batch: comparing a column to a bitmap, and folding bitmaps over lists. Plain pointers
// only, no templates or inline code shared with the rest, so that this file may be compiled for another instruction set.
#ifndef GRADUASI_SRC_COLUMNS_KERNELS_H_
#define GRADUASI_SRC_COLUMNS_KERNELS_H_

#include <cstdint>

namespace graduasi::columns::kernels {

// Bit i of `out` = x[i] > limit, or x[i] == value. `x` is read to the next multiple of 64 elements where rows >= 16.
void Greater(const int8_t* x, int64_t rows, int8_t limit, uint64_t* out);
void Greater(const int16_t* x, int64_t rows, int16_t limit, uint64_t* out);
void Greater(const int32_t* x, int64_t rows, int32_t limit, uint64_t* out);
void Greater(const int64_t* x, int64_t rows, int64_t limit, uint64_t* out);
void Equal(const int8_t* x, int64_t rows, int8_t value, uint64_t* out);
void Equal(const int16_t* x, int64_t rows, int16_t value, uint64_t* out);
void Equal(const int32_t* x, int64_t rows, int32_t value, uint64_t* out);
void Equal(const int64_t* x, int64_t rows, int64_t value, uint64_t* out);

// Bit i of `out` = x[i] > y[i], or x[i] == y[i].
void GreaterPairs(const int32_t* x, const int32_t* y, int64_t rows, uint64_t* out);
void GreaterPairs(const int64_t* x, const int64_t* y, int64_t rows, uint64_t* out);
void EqualPairs(const int32_t* x, const int32_t* y, int64_t rows, uint64_t* out);
void EqualPairs(const int64_t* x, const int64_t* y, int64_t rows, uint64_t* out);

// Bit i of `out` = some bit of `bits` in [offsets[i], offsets[i] + lengths[i]) is set. `longest` is at least every length;
// `bits` is read one word past the one that holds the last bit of any range.
void AnyOfRanges(const uint64_t* bits, const int32_t* offsets, const int32_t* lengths, int64_t rows, int64_t longest,
                 uint64_t* out);

}  // namespace graduasi::columns::kernels

#endif  // GRADUASI_SRC_COLUMNS_KERNELS_H_
