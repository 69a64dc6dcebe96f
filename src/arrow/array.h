// One array of the stream, held against what its schema has promised: counts of buffers and children, lengths, offsets. After
// that its columns can be read value by value. Memory is believed (no one can see how long a producer's buffers are), numbers
// in it are not: a wrong one is a Breach that names the column and the row. It knows fields, not policies.
#ifndef GRADUASI_SRC_ARROW_ARRAY_H_
#define GRADUASI_SRC_ARROW_ARRAY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graduasi/arrow_abi.h"
#include "src/arrow/binding.h"

namespace graduasi::arrow {

// The producer has broken the rules of Arrow; nothing of the batch can be trusted.
struct Breach {
  int64_t row = -1;    // of the array that was read, -1: not known; the caller turns it into that of the household
  std::string column;  // "members.born_on"
  std::string message;
};

// What is wrong with one value.
enum class Mistake : uint8_t {
  kNone,
  // The record's: it cannot be read.
  kNotADate,
  kNotADay,
  kNoSuchName,
  kFraction,
  kTooLarge,
  // The producer's.
  kOffsets,
  kIndex,
  kView,
};

// One value of a column: int, date (days, both ends), bool (0 or 1), enum (its position), text.
struct Cell {
  bool present = false;
  Mistake mistake = Mistake::kNone;  // then it is not present
  int64_t low = 0;
  int64_t high = 0;
  absl::string_view text;

  bool breach() const { return mistake >= Mistake::kOffsets; }
};

// A column of one array.
struct BoundArray {
  const BoundField* bound = nullptr;
  const ArrowArray* array = nullptr;
  const ArrowArray* items = nullptr;  // of a list
  std::vector<BoundArray> fields;     // as bound->fields
  std::vector<Cell> dictionary;       // every value of it, read once
};

// Fills `out`, which points into `binding` and `array`.
std::optional<Breach> Attach(const BoundField& bound, const ArrowArray& array, BoundArray* out);

// ---- Reading; `index` counts from the array's own offset, 0 <= index < length ----

// Null as the validity bitmap of the array says, whatever stands above it.
bool IsNull(const ArrowArray& array, Form form, int64_t index);

// A scalar that is not null.
Cell ReadValue(const BoundArray& column, int64_t index);
// The same, not present if it is null.
Cell ReadCell(const BoundArray& column, int64_t index);

// The items of a list that is not null, or a mistake of the producer.
struct Items {
  int64_t first = 0;
  int64_t count = 0;
  bool breach = false;
};
Items ReadItems(const BoundArray& list, int64_t index);

// A sentence without its subject: "is not a whole number ...".
std::string SentenceOf(Mistake mistake, const model::FieldInfo& field);

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_ARRAY_H_
