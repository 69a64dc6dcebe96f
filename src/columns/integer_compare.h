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

// Bit i of `out` = x[i] <relation> value, of the rows of a column that is not constant.
void CompareToValue(Relation relation, const Ends& x, int64_t value, int64_t rows, uint64_t* out);
void EqualTo(const Ends& x, int64_t value, int64_t rows, uint64_t* out);

// So few rows are compared one by one: getting to the kernels would take longer.
inline constexpr int64_t kFewRows = 15;

template <typename T, typename Test>
uint64_t TestFew(const void* data, int64_t rows, const Test& test) {
  uint64_t word = 0;
  for (int64_t i = 0; i < rows; ++i) word |= uint64_t{test(int64_t{static_cast<const T*>(data)[i]})} << i;
  return word;
}

// The bits of at most kFewRows rows.
template <Relation kRelation>
uint64_t CompareFew(const Ends& x, int64_t value, int64_t rows) {
  const auto test = [value](int64_t v) {
    return kRelation == Relation::kEqual ? v == value : kRelation == Relation::kLess ? v < value : v <= value;
  };
  switch (x.layout) {
    case Layout::kInt8:
      return TestFew<int8_t>(x.data, rows, test);
    case Layout::kInt16:
      return TestFew<int16_t>(x.data, rows, test);
    case Layout::kInt32:
    case Layout::kType:
      return TestFew<int32_t>(x.data, rows, test);
    default:
      return TestFew<int64_t>(x.data, rows, test);
  }
}

// Sets or clears the bits of all rows.
inline void FillBits(uint64_t* bits, bool value, int64_t rows) {
  for (int64_t w = 0; w < WordsFor(rows); ++w) bits[w] = value ? ~uint64_t{0} : 0;
}

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_INTEGER_COMPARE_H_
