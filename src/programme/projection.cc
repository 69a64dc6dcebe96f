// When the families of a cohort that is there as a whole become eligible: one pass over them. This file must not know how days
// are foreseen, nor anything of probabilities.
#include "graduasi/projection.h"

#include <memory>

#include "src/programme/cohort_pass.h"

namespace graduasi {

absl::StatusOr<Projection> ProjectCohort(const Policy& policy, absl::Span<const Household> households, Date as_of, Date until,
                                         const DecideOptions& options, const LifeRules& rules) {
  programme::CohortPass::Wanted wanted;
  wanted.rules = rules;
  wanted.project_until = until;
  const absl::StatusOr<std::unique_ptr<programme::CohortPass>> pass =
      programme::CohortPass::Start(policy, as_of, wanted, options);
  if (!pass.ok()) return pass.status();
  if (const auto outcomes = (*pass)->Add(households); !outcomes.ok()) return outcomes.status();
  return (*pass)->ReportProjection();
}

}  // namespace graduasi
