// Decides a cohort part by part, once: what keeps whom back, when families become eligible and what is said of each come out of
// the same sweeps, on several threads. It keeps no household. This file must not know ids, histories or targets.
#ifndef GRADUASI_SRC_PROGRAMME_COHORT_PASS_H_
#define GRADUASI_SRC_PROGRAMME_COHORT_PASS_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graduasi/cohort.h"
#include "graduasi/engine.h"
#include "graduasi/household.h"
#include "graduasi/life_cycle.h"
#include "graduasi/projection.h"
#include "src/decide/earliest.h"
#include "src/decide/sweep.h"
#include "src/programme/cohort_tally.h"
#include "src/programme/projection_tally.h"

namespace graduasi::programme {

// What comes out is the same for any number of threads and however the cohort is divided.
class CohortPass {
 public:
  struct Wanted {
    LifeRules rules;                    // what the procedure completes
    bool obstructions = false;          // are counted
    std::optional<Date> project_until;  // nothing: no day after as_of is looked at
    size_t threads = 1;
  };
  // Errors as Policy::Decide; InvalidArgument if the day to project until is not after as_of.
  static absl::StatusOr<std::unique_ptr<CohortPass>> Start(const Policy& policy, Date as_of, const Wanted& wanted,
                                                           const DecideOptions& options);
  ~CohortPass();

  // Outcomes in the order of the households.
  absl::StatusOr<std::vector<Outcome>> Add(absl::Span<const Household> households);
  // Families that are INVALID on every day.
  void AddInvalid(int64_t families);

  // Once, after all were added. Obstructions and candidates; shares are of `report->families`.
  void Report(CohortReport* report);
  Projection ReportProjection();

 private:
  struct Worker;

  CohortPass(const Policy& policy, Date as_of);
  absl::Status Decide(absl::Span<const Household> households, absl::Span<Outcome> outcomes, Worker* worker) const;
  absl::Status Project(absl::Span<const Household> households, Worker* worker) const;

  const Policy policy_;
  const Date as_of_;
  columns::RecordedWhenTrue recorded_when_true_;
  LifeRules rules_;
  std::optional<decide::Horizon> horizon_;
  bool every_day_ = false;
  std::vector<std::unique_ptr<Worker>> workers_;
  int64_t invalid_ = 0;
};

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_COHORT_PASS_H_
