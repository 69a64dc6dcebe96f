// Runs programs over batches, and reads what came out. All registers stay readable until the next Execute.
#ifndef GRADUASI_SRC_COLUMNS_RUN_H_
#define GRADUASI_SRC_COLUMNS_RUN_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "src/cel/ast.h"
#include "src/columns/arena.h"
#include "src/columns/batch.h"
#include "src/columns/column.h"
#include "src/columns/program.h"
#include "src/columns/value.h"

namespace graduasi::columns {

// A bool register in bulk. Words of 64 rows, (rows + 63) / 64 of them; bits past the last row are 0 in `missing` and `error`,
// of no meaning in `truth`. A row that is neither true, missing nor error is false. Null `missing` or `error`: no row is. With
// `constant` set only bit 0 counts, for every row.
struct TruthBits {
  const uint64_t* truth = nullptr;
  const uint64_t* missing = nullptr;
  const uint64_t* error = nullptr;
  bool constant = false;
};

struct IntRange {
  int64_t low = 0;
  int64_t high = 0;
};
struct DateRange {
  int32_t low = 0;
  int32_t high = 0;
};  // days since 1970-01-01

// Confined to one thread at a time; buffers are reused from batch to batch. The program and the batch of the last Execute must
// outlive the reading of registers.
class Run {
 public:
  Run();
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  // False if the elements of the batch's spaces are too many to hold at once: halve the batch. Never false for one row.
  [[nodiscard]] bool Execute(const Program& program, const Batch& batch);

  // ---- values; `row` is a row of the register's space (any row, if that is kConstant) ----
  Standing StandingOf(Register reg, int32_t row) const;
  // These are for present values of the named type only.
  bool Bool(Register reg, int32_t row) const;
  IntRange Int(Register reg, int32_t row) const;  // also enum (its position), duration (nanoseconds)
  DateRange Date(Register reg, int32_t row) const;
  uint64_t Uint(Register reg, int32_t row) const;
  double Double(Register reg, int32_t row) const;
  absl::string_view Text(Register reg, int32_t row) const;  // string, bytes; a type's name
  cel::TimestampValue Timestamp(Register reg, int32_t row) const;
  TruthBits Truth(Register reg) const {  // of kHouseholds or kConstant
    const Column& column = ColumnOf(reg);
    return {static_cast<const uint64_t*>(column.data), column.missing, column.error, column.constant};
  }

  // The whole value as a tree. A list holds its in and maybe-in elements, in order.
  Value Extract(Register reg, int32_t row) const;

  // ---- records ----
  // A record's row in the table of program.records(info.records).
  int32_t RecordRow(Register reg, int32_t row) const;
  // Position of that record in the list that holds it in the household (path of its source), counted from 0.
  int32_t RecordIndex(Register reg, int32_t row) const;

  // ---- lists and maps: rows [first, first + count) of info.elements; some may be out of the list ----
  struct Elements {
    int32_t first = 0;
    int32_t count = 0;
  };
  Elements ElementsOf(Register list, int32_t row) const;
  Membership MembershipOf(Register list, int32_t element_row) const;

  // ---- spaces ----
  int32_t SizeOf(Space space) const;
  // The row of the list that row `row` of `space` is an element of, in program.Parent(space).
  int32_t ParentRow(Space space, int32_t row) const;
  // The row of `outer`, an ancestor of `inner` or `inner` itself, that `row` of `inner` stands in; 0 for kConstant.
  int32_t OuterRow(Space inner, int32_t row, Space outer) const;
  // Which element of its range the row is, counted from 0, elements that are out included.
  int32_t ElementIndex(Space space, int32_t row) const;

  struct State;  // for the operations

 private:
  friend struct Step;
  friend class Program;
  friend class Emitter;

  void Prepare(const Program& program);
  bool Compute(const std::vector<Register>& registers);  // false if too large
  void TakeElements(const Program& program, Space made);
  void ComputeDay(int32_t day);
  const Column& ColumnOf(Register reg) const { return *values_[reg]; }
  void ExtractElements(Register reg, int32_t row, Value* out) const;

  std::unique_ptr<State> state_;
  const Column* const* values_ = nullptr;  // of the registers: the state's
  std::shared_ptr<const int> identity_;  // of the program that the registers were made for
};

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_RUN_H_
