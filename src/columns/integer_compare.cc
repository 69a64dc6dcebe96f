#include "src/columns/integer_compare.h"

#include "src/columns/kernels.h"

namespace graduasi::columns {
namespace {

void Flip(uint64_t* bits, int64_t rows) {
  for (int64_t w = 0; w < WordsFor(rows); ++w) bits[w] = ~bits[w];
}

template <typename T>
void GreaterThan(const void* data, int64_t limit, int64_t rows, uint64_t* out) {
  if (limit < std::numeric_limits<T>::min() || limit > std::numeric_limits<T>::max()) {
    FillBits(out, limit < 0, rows);
    return;
  }
  kernels::Greater(static_cast<const T*>(data), rows, static_cast<T>(limit), out);
}

template <typename T>
void EqualTo(const void* data, int64_t value, int64_t rows, uint64_t* out) {
  if (value < std::numeric_limits<T>::min() || value > std::numeric_limits<T>::max()) {
    FillBits(out, false, rows);
    return;
  }
  kernels::Equal(static_cast<const T*>(data), rows, static_cast<T>(value), out);
}

// x > limit of the rows of a column.
void GreaterThan(const Ends& x, int64_t limit, int64_t rows, uint64_t* out) {
  switch (x.layout) {
    case Layout::kInt8:
      return GreaterThan<int8_t>(x.data, limit, rows, out);
    case Layout::kInt16:
      return GreaterThan<int16_t>(x.data, limit, rows, out);
    case Layout::kInt32:
    case Layout::kType:
      return GreaterThan<int32_t>(x.data, limit, rows, out);
    default:
      return GreaterThan<int64_t>(x.data, limit, rows, out);
  }
}

// x >= limit.
void AtLeast(const Ends& x, int64_t limit, int64_t rows, uint64_t* out) {
  if (limit == std::numeric_limits<int64_t>::min()) {
    FillBits(out, true, rows);
  } else {
    GreaterThan(x, limit - 1, rows, out);
  }
}

bool Narrow(const Ends& x) { return x.layout != Layout::kInt64; }

template <typename T>
const T* Wide(const Step& step, const Ends& x, int64_t rows) {
  Column column;
  column.layout = x.layout;
  return Widened<T>(step, column, x.data, rows).data;
}

template <typename T>
void ComparePairs(const Step& step, Relation relation, const Ends& x, const Ends& y, int64_t rows, uint64_t* out) {
  const T* left = Wide<T>(step, x, rows);
  const T* right = Wide<T>(step, y, rows);
  switch (relation) {
    case Relation::kEqual:
      return kernels::EqualPairs(left, right, rows, out);
    case Relation::kLess:
      return kernels::GreaterPairs(right, left, rows, out);
    case Relation::kLessEqual:
      kernels::GreaterPairs(left, right, rows, out);
      return Flip(out, rows);
  }
}

uint64_t CompareFewBy(Relation relation, const Ends& x, int64_t value, int64_t rows) {
  switch (relation) {
    case Relation::kEqual:
      return CompareFew<Relation::kEqual>(x, value, rows);
    case Relation::kLess:
      return CompareFew<Relation::kLess>(x, value, rows);
    case Relation::kLessEqual:
      return CompareFew<Relation::kLessEqual>(x, value, rows);
  }
  return 0;
}

}  // namespace

void EqualTo(const Ends& x, int64_t value, int64_t rows, uint64_t* out) {
  switch (x.layout) {
    case Layout::kInt8:
      return EqualTo<int8_t>(x.data, value, rows, out);
    case Layout::kInt16:
      return EqualTo<int16_t>(x.data, value, rows, out);
    case Layout::kInt32:
    case Layout::kType:
      return EqualTo<int32_t>(x.data, value, rows, out);
    default:
      return EqualTo<int64_t>(x.data, value, rows, out);
  }
}

void CompareToValue(Relation relation, const Ends& x, int64_t value, int64_t rows, uint64_t* out) {
  switch (relation) {
    case Relation::kEqual:
      return EqualTo(x, value, rows, out);
    case Relation::kLess:
      AtLeast(x, value, rows, out);
      return Flip(out, rows);
    case Relation::kLessEqual:
      GreaterThan(x, value, rows, out);
      return Flip(out, rows);
  }
}

void CompareEnds(const Step& step, Relation relation, const Ends& x, const Ends& y, int64_t rows, uint64_t* out) {
  if (rows <= kFewRows && rows > 0) {
    if (rows == 1 || y.constant) {
      out[0] = CompareFewBy(relation, x, IntegerAt(y.layout, y.data, 0), rows);
      return;
    }
    if (x.constant) {  // v < y is not y <= v
      const int64_t value = IntegerAt(x.layout, x.data, 0);
      const Relation opposite = relation == Relation::kLess ? Relation::kLessEqual : Relation::kLess;
      out[0] = relation == Relation::kEqual ? CompareFewBy(relation, y, value, rows) : ~CompareFewBy(opposite, y, value, rows);
      return;
    }
  }
  if (y.constant) return CompareToValue(relation, x, IntegerAt(y.layout, y.data, 0), rows, out);
  if (x.constant) {
    const int64_t value = IntegerAt(x.layout, x.data, 0);
    if (relation == Relation::kEqual) return EqualTo(y, value, rows, out);
    if (relation == Relation::kLess) return GreaterThan(y, value, rows, out);
    return AtLeast(y, value, rows, out);
  }
  if (Narrow(x) && Narrow(y)) {
    ComparePairs<int32_t>(step, relation, x, y, rows, out);
  } else {
    ComparePairs<int64_t>(step, relation, x, y, rows, out);
  }
}

}  // namespace graduasi::columns
