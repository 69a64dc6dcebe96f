// The engine of a comparison: decides portions of a register under both policies on several threads, counts, and hands the
// flips in the register's order to the search for their causes. It takes rows of any make (compared_rows.h). This file must not
// know files, wire formats or Arrow.
#ifndef GRADUASI_SRC_ANALYSIS_COMPARING_H_
#define GRADUASI_SRC_ANALYSIS_COMPARING_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graduasi/comparison.h"
#include "src/analysis/compared_rows.h"
#include "src/analysis/comparison_cause.h"
#include "src/analysis/comparison_tally.h"
#include "src/analysis/dimension.h"
#include "src/analysis/margin.h"
#include "src/analysis/policy_edit.h"
#include "src/analysis/shared_columns.h"
#include "src/columns/batch.h"
#include "src/columns/run.h"
#include "src/decide/judge.h"

namespace graduasi::analysis {

class Comparing {
 public:
  static absl::StatusOr<std::unique_ptr<Comparing>> Start(const Policy& before, const Policy& after, Date before_as_of,
                                                          Date after_as_of, const ComparisonOptions& options,
                                                          Findings* findings);
  ~Comparing();

  // Rows decided at a time.
  static constexpr int32_t kPortionRows = 2048;
  // Families that need data and are looked into one by one, for each policy.
  static constexpr size_t kSampled = 2000;

  const StructRows::Setting& setting() const { return setting_; }
  const Policy& policy(Side side) const { return side == Side::kBefore ? before_ : after_; }
  const ComparisonOptions& options() const { return options_; }
  const std::vector<PolicyEdit>& edits() const { return edits_; }
  int64_t rows() const { return next_row_; }  // that have been added

  // Adds portions in order. Portion i has rows[i] rows; `make`, on any thread, prepares them and calls `compare` with them
  // once. Nothing more can be added after an error.
  using Compare = std::function<absl::Status(ComparedRows* rows)>;
  using Make = std::function<absl::Status(size_t portion, size_t thread, const Compare& compare)>;
  absl::Status Add(const std::vector<int32_t>& rows, const Make& make);
  // How many portions are worth handing over at a time.
  size_t PortionsAtATime() const { return static_cast<size_t>(options_.threads) * 4; }

  absl::StatusOr<PolicyComparison> Finish();

 private:
  // One policy over one batch.
  struct UnderPolicy {
    columns::Batch batch;
    columns::Run run;
    decide::Judgement judgement;
    std::vector<uint64_t> contradictory;  // rows whose record cannot be read or contradicts itself
    std::vector<uint64_t> unsound, unplaced;
  };
  struct Worker {
    UnderPolicy before, after;
    columns::Batch traits_batch;
    columns::Run traits_run;
    std::unique_ptr<FactGaps> gaps_before, gaps_after;
    std::vector<int32_t> gaps, open_rules;
    std::vector<uint8_t> codes;  // of the transition of each row
    Traits::Classes classes;
    std::vector<uint64_t> left_out;
  };
  struct SampledRow {
    int64_t row = 0;
    std::vector<std::string> paths;
  };
  // What came of a portion.
  struct Portion {
    int64_t first_row = 0;
    Tally tally;
    std::vector<Flipped> flips;
    std::vector<SampledRow> needs_before, needs_after;
    std::vector<InvalidRow> invalid;
    absl::Status status;
  };

  Comparing(const Policy& before, const Policy& after, const ComparisonOptions& options)
      : before_(before), after_(after), options_(options) {}

  absl::Status ComparePortion(ComparedRows* rows, Worker* worker, Portion* portion) const;
  absl::Status CompareBatch(ComparedRows* rows, int32_t first, int32_t count, Worker* worker, Portion* portion) const;
  bool Reuse(const UnderPolicy& from, UnderPolicy* to) const;
  absl::StatusOr<bool> Run(Side side, ComparedRows* rows, int32_t first, int32_t count, UnderPolicy* under) const;
  void Judge(Side side, ComparedRows* rows, int32_t first, int32_t count, UnderPolicy* under) const;
  void CountRows(ComparedRows* rows, int32_t first, int32_t count, Worker* worker, Portion* portion) const;
  void CountClasses(ComparedRows* rows, int32_t first, int32_t count, Worker* worker, Tally* tally) const;
  void CountMissing(ComparedRows* rows, int32_t first, int32_t count, const Worker& worker, Portion* portion) const;
  void KeepFlip(ComparedRows* rows, int32_t row, int32_t at, const Worker& worker, Portion* portion) const;
  void KeepInvalid(ComparedRows* rows, int32_t first, int32_t count, const Worker& worker, Portion* portion) const;
  FlipAnswer AnswerOf(Side side, const UnderPolicy& under, int32_t row) const;
  void Merge(Portion* portion);
  void Drain();
  PolicyName NameOf(Side side) const;
  Breakdown BreakdownOf(const Dimension& dimension, const ClassTally& tally) const;
  void TellMissing(Side side, MissingData* missing) const;
  void TellRoutes(PolicyComparison* comparison) const;

  const Policy before_, after_;
  const ComparisonOptions options_;
  StructRows::Setting setting_;
  std::shared_ptr<const Difference> difference_;
  std::vector<PolicyEdit> edits_;
  std::unique_ptr<const Traits> traits_;
  std::unique_ptr<const Margins> margins_;
  SharedColumns shared_;                       // of the two policies, if they decide on the same day
  std::vector<std::vector<bool>> same_route_;  // [before][after]
  std::unique_ptr<CauseFinder> causes_;
  std::vector<std::unique_ptr<Worker>> workers_;
  // So far, in the register's order.
  int64_t next_row_ = 0;
  Tally tally_;
  Sample sample_before_{kSampled}, sample_after_{kSampled};
  std::vector<Flipped> pending_;  // whose causes are not known yet
  std::map<std::pair<std::vector<std::vector<size_t>>, bool>, FlipCause> found_;
  std::vector<Flip> flips_;
  std::vector<InvalidRow> invalid_;
  bool failed_ = false;
};

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_COMPARING_H_
