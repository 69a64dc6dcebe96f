// The report of a cohort that is there as a whole: a roll of its families and one pass over them.
#include "graduasi/cohort.h"

#include <memory>
#include <vector>

#include "src/programme/cohort_pass.h"
#include "src/programme/cohort_roll.h"

namespace graduasi {

absl::StatusOr<CohortReport> ReportCohort(const Policy& policy, absl::Span<const Household> households,
                                          absl::Span<const LifeHistory> histories, Date as_of, const LifeRules& rules,
                                          const Target* target, const DecideOptions& options) {
  programme::CohortPass::Wanted wanted;
  wanted.rules = rules;
  wanted.obstructions = true;
  const absl::StatusOr<std::unique_ptr<programme::CohortPass>> pass =
      programme::CohortPass::Start(policy, as_of, wanted, options);
  if (!pass.ok()) return pass.status();
  programme::CohortRoll roll(as_of, target, nullptr);
  if (absl::Status status = roll.AddFamilies(households); !status.ok()) return status;
  for (const LifeHistory& history : histories) {
    if (absl::Status status = roll.AddHistory(history); !status.ok()) return status;
  }
  if (absl::Status status = roll.CheckHistories(); !status.ok()) return status;
  const absl::StatusOr<std::vector<Outcome>> outcomes = (*pass)->Add(households);
  if (!outcomes.ok()) return outcomes.status();
  roll.Says(*outcomes);
  CohortReport report;
  roll.Report(&report);
  (*pass)->Report(&report);
  return report;
}

}  // namespace graduasi
