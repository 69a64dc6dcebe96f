// What families are broken down by: the classes of dimensions, found by a program of their own that runs beside those of the
// policies, and how many of the facts that the policies read are not known of a family. This file must not know outcomes.
#ifndef GRADUASI_SRC_ANALYSIS_DIMENSION_H_
#define GRADUASI_SRC_ANALYSIS_DIMENSION_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graduasi/comparison.h"
#include "graduasi/finding.h"
#include "src/columns/batch.h"
#include "src/columns/program.h"
#include "src/columns/run.h"

namespace graduasi::analysis {

// The dimensions' expressions as one program. Immutable.
class Traits {
 public:
  // Null and findings if an expression has mistakes.
  static std::unique_ptr<const Traits> Compile(const std::vector<Dimension>& dimensions, Findings* findings);

  const std::vector<Dimension>& dimensions() const { return dimensions_; }
  const columns::Program& program() const { return *program_; }

  // The classes that the rows of one run fall into: their values in the order in which they were met, and for each row a
  // position in them or -1 where the value is not known.
  struct Classes {
    std::vector<std::string> values;
    std::vector<int32_t> of_row;
  };
  void Classify(size_t dimension, const columns::Run& run, int32_t rows, Classes* classes) const;

 private:
  Traits() = default;
  std::vector<Dimension> dimensions_;
  std::vector<columns::ExpressionId> expressions_;
  std::shared_ptr<const columns::Program> program_;
};

// The first `level` parts of a region code of either system: of "35.14.10" and "3514100" at level 2 "35.14" and "3514".
absl::string_view RegionAtLevel(absl::string_view code, int level);

// Counts, for each row, the facts of a program that are not known. A fact of the elements of a list counts once however many of
// them lack it; one whose absence says that there is none does not count. Facts of `others` are counted there already.
class FactGaps {
 public:
  FactGaps(const columns::Program& program, const columns::Program* others);
  // Adds to `counts`, one for each row.
  void Count(const columns::Batch& batch, std::vector<int32_t>* counts);

 private:
  const columns::Program& program_;
  std::vector<size_t> inputs_;               // that count
  std::vector<int> list_of_table_;           // input whose elements are the rows of a table; -1: none
  std::vector<std::vector<int32_t>> owner_;  // by table: the household of each element
};

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_DIMENSION_H_
