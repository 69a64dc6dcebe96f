// Some consecutive rows of a register, whatever they are made of, as a comparison wants them: as columns for each of its
// programs, and as structs where a single household is looked into. This file must not know what is compared.
#ifndef GRADUASI_SRC_ANALYSIS_COMPARED_ROWS_H_
#define GRADUASI_SRC_ANALYSIS_COMPARED_ROWS_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "graduasi/date.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"
#include "src/columns/batch.h"
#include "src/columns/program.h"

namespace graduasi::analysis {

// The programs that run over the rows: of the policies, and of what the families are broken down by.
enum class Side { kBefore, kAfter, kTraits };

// Confined to one thread.
class ComparedRows {
 public:
  virtual ~ComparedRows() = default;

  virtual int32_t count() const = 0;

  // Fills `batch` with rows [first, first + rows) for the program of `side`. False if they are too many to hold at once; never
  // for one row. An error ends the comparison.
  virtual absl::StatusOr<bool> Fill(Side side, int32_t first, int32_t rows, columns::Batch* batch) = 0;

  // Sets the bits of rows whose record cannot be read or contradicts itself as of the day of `side`, whatever the policy.
  // Follows Fill of the same rows.
  virtual void Examine(Side side, int32_t first, int32_t rows, std::vector<uint64_t>* unsound) = 0;

  // Good until the next call of either.
  virtual const Household& household(int32_t row) = 0;
  virtual const Region& region(int32_t row) = 0;
  virtual void Copy(int32_t row, Household* out) = 0;

  // What cannot be read of the row; null if it can be read. A row of which nothing can be read is no record.
  virtual const Findings* mistakes(int32_t row) = 0;
  virtual bool is_record(int32_t row) const = 0;
  // Of the text that the row stands in; 0 if there is none.
  virtual int64_t line(int32_t row) const = 0;
};

// Households as structs.
class StructRows final : public ComparedRows {
 public:
  struct Setting {
    const columns::Program* programs[3] = {};  // by Side
    Date days[3];
    columns::RecordedWhenTrue recorded_when_true;
  };
  explicit StructRows(const Setting& setting) : setting_(setting) {}

  void Clear();
  void Add(const Household* household, int64_t line = 0);
  // No record; `household` holds what could be read of it, its id.
  void AddUnreadable(const Household* household, Findings findings, int64_t line = 0);

  int32_t count() const override { return static_cast<int32_t>(rows_.size()); }
  absl::StatusOr<bool> Fill(Side side, int32_t first, int32_t rows, columns::Batch* batch) override;
  void Examine(Side side, int32_t first, int32_t rows, std::vector<uint64_t>* unsound) override;
  const Household& household(int32_t row) override { return *rows_[static_cast<size_t>(row)].household; }
  const Region& region(int32_t row) override { return household(row).region; }
  void Copy(int32_t row, Household* out) override { *out = household(row); }
  const Findings* mistakes(int32_t row) override;
  bool is_record(int32_t row) const override { return rows_[static_cast<size_t>(row)].mistakes < 0; }
  int64_t line(int32_t row) const override { return rows_[static_cast<size_t>(row)].line; }

 private:
  struct Row {
    const Household* household = nullptr;
    int64_t line = 0;
    int mistakes = -1;  // position in mistakes_
  };
  const Setting& setting_;
  std::vector<Row> rows_;
  std::vector<Findings> mistakes_;
  std::vector<const Household*> batch_rows_;
};

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_COMPARED_ROWS_H_
