// A batch: the columns that a program reads, for some thousand households or for one. It is a plain structure that any producer
// can fill; ReadHouseholds fills it from structs of the model, SetInput from a tree of values.
#ifndef GRADUASI_SRC_COLUMNS_BATCH_H_
#define GRADUASI_SRC_COLUMNS_BATCH_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "graduasi/household.h"
#include "src/columns/arena.h"
#include "src/columns/column.h"
#include "src/columns/program.h"
#include "src/columns/value.h"

namespace graduasi::columns {

struct Batch {
  int32_t rows = 0;
  std::vector<Column> columns;       // one for each of Program::inputs()
  std::vector<int32_t> table_sizes;  // rows of each table; [0] == rows
  Column as_of;                      // kInt32, constant or `rows` long, never missing
  Arena arena;                       // where producers of ours keep what the columns point to

  // Empties the batch and keeps its memory for the next one.
  void Start(const Program& program, int32_t row_count);
  void SetAsOf(int32_t days);                    // one day for all rows
  void SetAsOf(absl::Span<const int32_t> days);  // one for each row; copied

  // What ReadHouseholds remembers of its last call.
  struct Recorded {
    std::shared_ptr<const ReadPlan> plan;
    std::vector<std::vector<int>> paths;
    std::vector<uint8_t> when_true;  // by input column
  };
  Recorded recorded;
};

// Paths of bool fields that the register records only when true: where such a field is not set it reads as false.
using RecordedWhenTrue = std::vector<std::vector<int>>;

// Starts `batch` with a row for each household (the same one may stand in several rows) and fills the columns that come from
// the household; strings are views into the households, which must outlive the use of the batch.
void ReadHouseholds(const Program& program, absl::Span<const Household* const> households,
                    const RecordedWhenTrue& recorded_when_true, Batch* batch);

// Fills the columns of variable number `binding` (an InputBinding) from one value for each row. Strings are copied.
void SetInput(const Program& program, int binding, absl::Span<const Value> values, Batch* batch);

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_BATCH_H_
