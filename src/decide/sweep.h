// Decides any rows, each a household and a day, with one policy through the one evaluator, a batch at a time, and shows the
// caller each batch while its registers can still be read. What is asked of many rows is a sweep: a register, a household
// repeated day by day or with candidate changes, the cases of a test suite. This file must not know what the rows are for.
#ifndef GRADUASI_SRC_DECIDE_SWEEP_H_
#define GRADUASI_SRC_DECIDE_SWEEP_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "graduasi/date.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"
#include "src/columns/batch.h"
#include "src/columns/run.h"
#include "src/decide/judge.h"
#include "src/policy/compiled_policy.h"

namespace graduasi::decide {

// Confined to one thread; kept from one sweep to the next, it keeps its buffers.
class Sweep {
 public:
  struct Row {
    const Household* household = nullptr;
    Date as_of;
  };

  // Some consecutive rows, decided. Everything it refers to is good during the call only.
  struct Decided {
    const policy::CompiledPolicy& policy;
    const policy::Form& form;  // its program has just been run
    const columns::Run& run;   // row i of its households is row first + i of the sweep
    const Judgement& judgement;
    size_t first = 0;
    int32_t count = 0;
  };
  using Each = std::function<void(const Decided& batch)>;

  // Decides `rows` in order with the bulk form of the policy. The same household may stand in many rows. Nothing is decided and
  // FailedPrecondition is returned if a day is outside the policy's effective period.
  absl::Status Run(const policy::CompiledPolicy& policy, absl::Span<const Row> rows,
                   const columns::RecordedWhenTrue& recorded_when_true, const Each& each);
  // The same for households that are all decided as of one day.
  absl::Status Run(const policy::CompiledPolicy& policy, absl::Span<const Household> households, Date as_of,
                   const columns::RecordedWhenTrue& recorded_when_true, const Each& each);

 private:
  void DecideBatch(const policy::CompiledPolicy& policy, const columns::RecordedWhenTrue& recorded_when_true, size_t first,
                   size_t begin, size_t count, const Each& each);

  columns::Batch batch_;
  columns::Run run_;
  Judgement judgement_;
  std::vector<uint64_t> unsound_, unplaced_;
  std::vector<const Household*> households_;  // of the rows at hand
  std::vector<int32_t> days_;
  Findings findings_;
};

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_SWEEP_H_
