// From the truth of the leaves to results and outcomes, for a whole batch at a time, as section 7 of SEMANTICS.md says. Bitmaps
// of 64 rows a word. This file must not know reasons or explanations.
#ifndef GRADUASI_SRC_DECIDE_JUDGE_H_
#define GRADUASI_SRC_DECIDE_JUDGE_H_

#include <cstdint>
#include <vector>

#include "graduasi/decision.h"
#include "src/columns/run.h"
#include "src/policy/compiled_policy.h"

namespace graduasi::decide {

// The results of a batch. Confined to one thread; reused from batch to batch.
class Judgement {
 public:
  // Reads the registers of `run`, which has just executed `form`. `unsound` (may be null): rows whose record contradicts
  // itself; `unplaced` (may be null): rows of which it is not known whether they belong to the policy's jurisdiction.
  void Judge(const policy::CheckedPolicy& policy, const policy::Form& form, columns::Run* run, int32_t rows,
             const uint64_t* unsound, const uint64_t* unplaced);

  Outcome outcome(int32_t row) const { return outcomes_[static_cast<size_t>(row)]; }
  int route(int32_t row) const { return routes_[static_cast<size_t>(row)]; }  // the first route that is met, -1 if none
  CriterionResult criterion(size_t index, int32_t row) const {
    const CriterionBits& bits = criteria_[index];
    const auto word = static_cast<size_t>(row) / 64;
    const uint64_t bit = uint64_t{1} << (static_cast<size_t>(row) % 64);
    if (((bits.error[word] | bits.not_applicable[word] | bits.missing[word]) & bit) == 0) {
      return (bits.pass[word] & bit) != 0 ? CriterionResult::kPass : CriterionResult::kFail;
    }
    if ((bits.error[word] & bit) != 0) return CriterionResult::kError;
    return (bits.not_applicable[word] & bit) != 0 ? CriterionResult::kNotApplicable : CriterionResult::kMissing;
  }
  // The same for rows 64 * word to 64 * word + 63 at once; bits past the last row are of no meaning.
  uint64_t failed(size_t criterion, size_t word) const;
  uint64_t missing(size_t criterion, size_t word) const;
  uint64_t holds(size_t safeguard, size_t word) const;
  uint64_t safeguard_missing(size_t safeguard, size_t word) const;
  uint64_t invalid(size_t word) const { return invalid_[word]; }    // rows whose outcome is INVALID
  uint64_t eligible(size_t word) const { return eligible_[word]; }  // rows whose outcome is ELIGIBLE
  const std::vector<Outcome>& outcomes() const { return outcomes_; }
  const std::vector<int>& routes() const { return routes_; }
  SafeguardResult safeguard(size_t index, int32_t row) const {
    const SafeguardBits& bits = safeguards_[index];
    const auto word = static_cast<size_t>(row) / 64;
    const uint64_t bit = uint64_t{1} << (static_cast<size_t>(row) % 64);
    if ((bits.error[word] & bit) != 0) return SafeguardResult::kError;
    if ((bits.missing[word] & bit) != 0) return SafeguardResult::kMissing;
    return (bits.holds[word] & bit) != 0 ? SafeguardResult::kHolds : SafeguardResult::kClear;
  }
  RouteResult route_result(size_t index, int32_t row) const;

 private:
  // One of four for each row: two bitmaps would do, but three are what the rules read. A row in none of them is in the fourth.
  // Each points to the words of all rows, in memory_.
  struct CriterionBits {
    uint64_t *pass, *missing, *not_applicable, *error;  // else FAIL
  };
  struct SafeguardBits {
    uint64_t *holds, *missing, *error;  // else CLEAR
  };
  struct RouteBits {
    uint64_t *met, *missing, *error;  // else NOT_MET
  };

  void MakeRoom(size_t criteria, size_t safeguards, size_t routes, size_t words);
  // A criterion that applies to some households only.
  void JudgeConditional(const columns::TruthBits& applies, const columns::TruthBits& require, CriterionBits* out);
  void JudgeRoute(const policy::CheckedRoute& route, const policy::CompiledScore* score, const columns::Program& program,
                  columns::Run* run, RouteBits* out);
  void JudgeAtLeast(const policy::CheckedRoute::AtLeast& at_least, size_t word, uint64_t* met, uint64_t* possible) const;
  void FormOutcomes(int32_t rows, const uint64_t* unsound, const uint64_t* unplaced);

  size_t words_ = 0;
  std::vector<uint64_t> memory_;
  std::vector<CriterionBits> criteria_;
  std::vector<SafeguardBits> safeguards_;
  std::vector<RouteBits> route_bits_;
  std::vector<uint64_t> invalid_, eligible_;
  std::vector<Outcome> outcomes_;
  std::vector<int> routes_;
};

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_JUDGE_H_
