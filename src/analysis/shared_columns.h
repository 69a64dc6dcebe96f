// Columns that two programs read alike: filled for the one, they need not be filled again for the other. This file must not
// know policies.
#ifndef GRADUASI_SRC_ANALYSIS_SHARED_COLUMNS_H_
#define GRADUASI_SRC_ANALYSIS_SHARED_COLUMNS_H_

#include <cstddef>
#include <vector>

#include "src/columns/batch.h"
#include "src/columns/program.h"

namespace graduasi::analysis {

// Immutable.
class SharedColumns {
 public:
  SharedColumns() = default;  // none
  // What `from` reads of a household and `to` reads too.
  SharedColumns(const columns::Program& from, const columns::Program& to);

  // Whether the columns of `from` are all that `to` reads.
  bool complete() const { return !tables_.empty(); }

  // Only if complete: makes a batch for `to` out of one for `from`, which it refers to and which must stay as it is. The day is
  // not set.
  void Take(const columns::Program& to, const columns::Batch& filled, columns::Batch* batch) const;

 private:
  std::vector<size_t> inputs_, tables_;  // of `to`: those of `from`
};

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_SHARED_COLUMNS_H_
