// Which edits make a family's answer differ: the first policy with some of the edits decides the family again, with one edit at
// a time, then with two, ... until the answer is the second policy's. This file must not know where families come from.
#ifndef GRADUASI_SRC_ANALYSIS_COMPARISON_CAUSE_H_
#define GRADUASI_SRC_ANALYSIS_COMPARISON_CAUSE_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graduasi/comparison.h"
#include "graduasi/household.h"
#include "src/analysis/policy_edit.h"
#include "src/analysis/shared_columns.h"
#include "src/columns/batch.h"
#include "src/columns/run.h"
#include "src/decide/judge.h"
#include "src/policy/compiled_policy.h"

namespace graduasi::analysis {

// A row whose answer differs, and, once found, why.
struct Flipped {
  Flip flip;
  Household household;
  bool unsound_before = false, unsound_after = false;  // the record contradicts itself as of the day of either policy
};

// Confined to one thread.
class CauseFinder {
 public:
  struct Setting {
    std::shared_ptr<const Difference> difference;
    std::vector<size_t> edits;   // that can change answers
    size_t day_edit = SIZE_MAX;  // the position of the edit that is the day; SIZE_MAX: there is none
    Date before_as_of, after_as_of;
    columns::RecordedWhenTrue recorded_when_true;
    size_t most_policies = 0;
  };
  explicit CauseFinder(Setting setting) : setting_(std::move(setting)) {}

  // Fills the sets of all flips.
  void Find(std::vector<Flipped>* flips);

 private:
  using Edits = std::vector<size_t>;
  struct Open {  // what has not been found yet
    std::vector<Flipped*> flips;
    std::vector<const Household*> households;
    std::vector<uint64_t> unsound_before, unsound_after;
  };

  bool CanTry(size_t size) const;
  // Null if these edits do not make a policy.
  const policy::CompiledPolicy* PolicyOf(const Edits& edits);
  void Try(const Edits& edits, const Open& open, size_t first, size_t count);
  void Fill(const policy::CompiledPolicy& policy, const Open& open, size_t first, size_t count);
  void TryRows(const policy::CompiledPolicy& policy, const Edits& edits, bool after_day, const Open& open, size_t first,
               size_t count);
  Open OpenOf(std::vector<Flipped>* flips) const;

  const Setting setting_;
  std::map<Edits, std::shared_ptr<const policy::CompiledPolicy>> policies_;
  columns::Batch batch_;
  // The columns of some rows as one program reads them; the policies with other edits mostly read the same.
  columns::Batch filled_;
  const columns::Program* filled_for_ = nullptr;
  size_t filled_first_ = 0, filled_count_ = 0;
  std::map<std::pair<const columns::Program*, const columns::Program*>, SharedColumns> shared_;
  columns::Run run_;
  decide::Judgement judgement_;
  std::vector<uint64_t> unsound_, unplaced_;
};

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_COMPARISON_CAUSE_H_
