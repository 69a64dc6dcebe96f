// The answers of a policy and its variants to many rows, so that they can be held against each other: outcome, route, and the
// result of every criterion and safeguard. Of a record that is INVALID nothing else counts. This file must not know mutants.
#ifndef GRADUASI_SRC_ANALYSIS_TELLING_ANSWERS_H_
#define GRADUASI_SRC_ANALYSIS_TELLING_ANSWERS_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "graduasi/mutation.h"
#include "src/decide/sweep.h"

namespace graduasi::analysis {

// Confined to one thread.
class AnswerSheet {
 public:
  explicit AnswerSheet(const PolicyDocument& policy);  // must outlive it

  size_t width() const { return width_; }
  // `width()` numbers for each row. The variant has the criteria, safeguards and routes of the policy, routes in any order.
  absl::Status Fill(const policy::CompiledPolicy& variant, absl::Span<const decide::Sweep::Row> rows,
                    const columns::RecordedWhenTrue& recorded_when_true, std::vector<int8_t>* answers);
  // What differs between two answers, outcome first.
  std::vector<TellingHousehold::Difference> Differences(const int8_t* policy, const int8_t* mutant) const;

 private:
  const PolicyDocument& policy_;
  size_t width_;
  decide::Sweep sweep_;
};

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_TELLING_ANSWERS_H_
