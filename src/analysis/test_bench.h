// A suite of policy tests made ready to be run, once on the policy it is written for or many times on variants of it: its cases
// are the rows of one sweep. This file must not know how suites are written.
#ifndef GRADUASI_SRC_ANALYSIS_TEST_BENCH_H_
#define GRADUASI_SRC_ANALYSIS_TEST_BENCH_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graduasi/engine.h"
#include "graduasi/finding.h"
#include "graduasi/policy_test.h"
#include "src/columns/batch.h"
#include "src/decide/sweep.h"

namespace graduasi::analysis {

// Confined to one thread: it keeps the buffers of its sweeps. The suite must outlive it.
class TestBench {
 public:
  // Null, and findings at their places in the suite, if it does not fit the policy: names that the policy does not have, days
  // on which it does not decide.
  static std::unique_ptr<TestBench> Prepare(const Policy& policy, const PolicyTestSuite& suite, Findings* findings);

  const PolicyTestSuite& suite() const { return *suite_; }
  // The cases in order, as a sweep takes them.
  const std::vector<decide::Sweep::Row>& rows() const { return rows_; }
  const columns::RecordedWhenTrue& recorded_when_true() const { return recorded_when_true_; }

  // Decides every case with the policy, or a variant of the one that the bench was prepared with. A variant may lack criteria,
  // safeguards and routes: an expectation that names one of them fails. FailedPrecondition if a day is outside its period.
  absl::StatusOr<PolicyTestReport> Run(const Policy& policy);
  // One case alone.
  absl::StatusOr<TestResult> RunCase(const Policy& policy, size_t index);

  // Which cases fail, ascending; nothing is explained. For variants by the thousand.
  absl::StatusOr<std::vector<size_t>> Failures(const Policy& policy);
  // A case that fails: the first of those that results alone tell, else the first of those that it takes a reason to tell.
  absl::StatusOr<std::optional<size_t>> FirstFailure(const Policy& policy);

  // How one case was decided, with its reasons.
  absl::StatusOr<Decision> Decide(const Policy& policy, size_t index) const;

 private:
  // What the sweep says of a case.
  enum class Standing { kHolds, kFails, kAsksForReasons };

  TestBench(const PolicyTestSuite& suite, columns::RecordedWhenTrue recorded_when_true);
  absl::Status Sweep(const Policy& policy, std::vector<Standing>* standings, std::vector<Outcome>* outcomes);
  // Everything that differs, and whether anything does, of a case that was decided.
  absl::StatusOr<std::vector<TestMismatch>> Mismatches(const Policy& policy, size_t index, const Decision& decision) const;
  absl::StatusOr<bool> FailsForReasons(const Policy& policy, size_t index) const;
  absl::StatusOr<TestResult> Explain(const Policy& policy, size_t index, Standing standing) const;

  const PolicyTestSuite* suite_;
  std::vector<decide::Sweep::Row> rows_;
  columns::RecordedWhenTrue recorded_when_true_;
  DecideOptions options_;
  decide::Sweep sweep_;
};

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_TEST_BENCH_H_
