// From rows of an array to a batch of columns: the columns that a program reads, pointing into the producer's buffers wherever
// they stand there as a program wants them, and otherwise copied. It knows programs and fields, not policies.
#ifndef GRADUASI_SRC_ARROW_FILL_H_
#define GRADUASI_SRC_ARROW_FILL_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "graduasi/date.h"
#include "src/arrow/array.h"
#include "src/columns/batch.h"
#include "src/columns/program.h"

namespace graduasi::arrow {

// Texts one after the other in a producer's buffer: none is null, all are plain ASCII and as short as texts of the model are.
// Text i is [at[i], at[i + 1]) of `text`, `at` being one of the two.
struct PlainTexts {
  const char* text = nullptr;  // null: the texts are not so
  const int32_t* at32 = nullptr;
  const int64_t* at64 = nullptr;
};

struct Filled {
  std::optional<Breach> breach;  // its row counts from the array's offset
  bool too_large = false;        // the lists of these rows are too long to hold at once: fill half of them. Never of one row.
  PlainTexts ids;
};

// Fills `batch`, which must not outlive the array, from rows [first, first + rows) of it. The bit of a row is set in `suspect`
// (one for each row, resized) if one of its values cannot be read or if model::Validate may object to it.
Filled FillBatch(const Binding& binding, const columns::Program& program, const BoundArray& households, int64_t first,
                 int32_t rows, Date as_of, columns::Batch* batch, std::vector<uint64_t>* suspect);

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_FILL_H_
