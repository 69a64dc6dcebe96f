// Comparing the values of int-like columns, whatever their layout, to a bitmap. Ranges, missing values and errors are the
// caller's business.
#ifndef GRADUASI_SRC_COLUMNS_INTEGER_COMPARE_H_
#define GRADUASI_SRC_COLUMNS_INTEGER_COMPARE_H_

#include <cstdint>

#include "src/columns/step.h"

namespace graduasi::columns {

enum class Relation : uint8_t { kEqual, kLess, kLessEqual };

// One end of an int or date column.
struct Ends {
  const void* data;
  Layout layout;
  bool constant;
};

inline Ends LowOf(const Column& c) { return {c.data, c.layout, c.constant}; }
inline Ends HighOf(const Column& c) { return {c.high == nullptr ? c.data : c.high, c.layout, c.constant}; }

// Bit i of `out` = x[i] <relation> y[i]. If both are constant, `rows` is 1.
void CompareEnds(const Step& step, Relation relation, const Ends& x, const Ends& y, int64_t rows, uint64_t* out);

// Bit i of `out` = x[i] == value, of the rows of a column that is not constant.
void EqualTo(const Ends& x, int64_t value, int64_t rows, uint64_t* out);

// Sets or clears the bits of all rows.
inline void FillBits(uint64_t* bits, bool value, int64_t rows) {
  for (int64_t w = 0; w < WordsFor(rows); ++w) bits[w] = value ? ~uint64_t{0} : 0;
}

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_INTEGER_COMPARE_H_
