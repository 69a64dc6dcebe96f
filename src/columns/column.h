// A column: the values of one type for the rows of a space or a table, as plain pointers. Whoever fills it keeps the memory.
// This file must not know programs or households.
#ifndef GRADUASI_SRC_COLUMNS_COLUMN_H_
#define GRADUASI_SRC_COLUMNS_COLUMN_H_

#include <cstdint>
#include <limits>

namespace graduasi::columns {

// A buffer of fewer elements than this may be read up to this many (what is read there is of no meaning).
inline constexpr int64_t kPadding = 64;

// How the values stand in memory. A bool is a bit of a bitmap (bit i of word i / 64); an enum kInt8, kInt16 or kInt32; a date
// kInt32 (days since 1970-01-01); an int any of the four; a duration kInt64 (nanoseconds).
enum class Layout : uint8_t {
  kNone,  // no values: null, or all missing
  kBits,  // uint64_t words
  kInt8,
  kInt16,
  kInt32,
  kInt64,
  kUint64,
  kDouble,
  kText,       // absl::string_view: string, bytes
  kTimestamp,  // cel::TimestampValue
  kType,       // int32_t: number of a type's name
  kRows,       // int32_t: rows of another table or space; a null pointer: row i is row i
  kViews,      // lists and maps: int32_t offsets and lengths into another table or space
};

struct Column {
  const void* data = nullptr;  // kViews: the offsets. Never null, rows or not, but for kNone and kRows
  const void* high = nullptr;  // int and date: the upper ends where values are ranges, in the same layout; null: no ranges
  const int32_t* lengths = nullptr;   // kViews
  const uint64_t* missing = nullptr;  // bit set: missing; null: no row is. A bool's value bit is 0 there.
  const uint64_t* error = nullptr;    // bit set: error, and not missing; null: no row is. A bool's value bit is 0 there.
  const uint64_t* in = nullptr;       // kViews, over the elements: bit set: in the list; null: all are
  const uint64_t* maybe = nullptr;    // kViews, over the elements: bit set: maybe in, and not in; null: none is
  Layout layout = Layout::kNone;
  bool constant = false;  // one value, of row 0, stands for every row
  bool contiguous =
      false;  // kViews: each list begins where the one before ends, the first at 0 and the last ends at the table's end
  // Statistics, always true but not always tight. Of int and date columns, over rows that are not missing; of kViews: lengths.
  int64_t least = std::numeric_limits<int64_t>::min();
  int64_t greatest = std::numeric_limits<int64_t>::max();
};

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_COLUMN_H_
