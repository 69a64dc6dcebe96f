// One scalar column of a batch from one array: where it can be used as it stands, and how it is copied where it cannot. It
// knows neither programs nor records.
#ifndef GRADUASI_SRC_ARROW_SCALAR_COLUMN_H_
#define GRADUASI_SRC_ARROW_SCALAR_COLUMN_H_

#include <cstdint>

#include "src/arrow/array.h"
#include "src/columns/arena.h"
#include "src/columns/bits.h"
#include "src/columns/column.h"

namespace graduasi::arrow {

// Which values of an array become rows: `count` of them from number `first` on, or those that `index` names.
struct Rows {
  int64_t first = 0;
  int64_t count = 0;
  const int64_t* index = nullptr;

  int64_t at(int64_t i) const { return index == nullptr ? first + i : index[i]; }
  // The same rows of a child of a struct array with that offset.
  Rows In(const ArrowArray& record, columns::Arena* arena) const;
};

// The column of a field, and what was found out about its texts in passing.
struct FieldColumn {
  columns::Column column;
  // All texts, those below nulls included, are ASCII without NUL, and none has more than `longest` bytes.
  bool plain = false;
  int64_t longest = 0;
};

// Memory for columns, as the batch's padding wants it.
template <typename T>
T* NewValues(int64_t rows, columns::Arena* arena) {
  return arena->New<T>((rows + columns::kPadding) & ~(columns::kPadding - 1));
}
uint64_t* NewClearBits(int64_t rows, columns::Arena* arena);

// The bits of the rows that are missing: null in the array, or set in `above` (may be null). Null if none is.
const uint64_t* MissingRows(const ArrowArray& array, Form form, const Rows& rows, const uint64_t* above, columns::Arena* arena);

// The column, and the bits in `suspect` of rows whose value cannot be read (they are missing then). False: a breach, whose row
// and mistake are written. Plain texts, if they all have fewer than `unread` bytes, are only looked through; the layout is then
// kNone.
struct ScalarBreach {
  int64_t row = 0;
  Mistake mistake = Mistake::kNone;
};
bool FillScalar(const BoundArray& column, const Rows& rows, const uint64_t* above, int64_t unread, columns::Arena* arena,
                uint64_t* suspect, FieldColumn* out, ScalarBreach* breach);

// A column of rows of which none is known, or of a bool recorded only when true.
void FillAbsent(model::FieldKind kind, bool absent_is_false, int64_t rows, columns::Arena* arena, columns::Column* out);

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_SCALAR_COLUMN_H_
