// When the families of a cohort become eligible, counted from the engine's timelines. This file must not know how days are
// foreseen, nor anything of probabilities.
#include "graduasi/projection.h"

#include <algorithm>
#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graduasi/outlook.h"
#include "src/decide/admission.h"

namespace graduasi {
namespace {

Date FirstOfNextMonth(Date day) { return *Date(day.year(), day.month(), 1).AddMonths(1); }

// Of the day's last turn or, before the first, of as_of.
Outcome OutcomeOn(const Timeline& timeline, Date day) {
  Outcome outcome = timeline.outcome;
  for (const Turn& turn : timeline.turns) {
    if (day < turn.day) break;
    outcome = turn.after;
  }
  return outcome;
}

std::vector<ProjectedMonth> MonthsOf(Date as_of, Date until) {
  std::vector<ProjectedMonth> months;
  for (Date first = Date::FromDays(as_of.days() + 1); first < until;) {
    ProjectedMonth month;
    month.first = first;
    // The calendar ends with the year 9999; no horizon goes beyond it.
    month.until = first.year() == 9999 && first.month() == 12 ? until : std::min(FirstOfNextMonth(first), until);
    months.push_back(month);
    first = month.until;
  }
  return months;
}

}  // namespace

absl::StatusOr<Projection> ProjectCohort(const Policy& policy, absl::Span<const Household> households, Date as_of, Date until,
                                         const DecideOptions& options) {
  const policy::CheckedPolicy& checked = decide::CompiledOf(policy).checked();
  if (absl::Status status = decide::CheckPeriod(checked, as_of); !status.ok()) return status;
  if (until <= as_of) {
    return absl::InvalidArgumentError(
        absl::StrCat("a projection until ", until.ToString(), " must end after the day it starts from, ", as_of.ToString()));
  }
  if (auto paths = decide::BoolPaths(options.recorded_when_true); !paths.ok()) return paths.status();
  Projection projection;
  projection.as_of = as_of;
  projection.until = Date::FromDays(std::min(until.days(), checked.until_days));
  projection.ends_with_policy = projection.until < until;
  projection.families = static_cast<int64_t>(households.size());
  projection.months = MonthsOf(as_of, projection.until);
  OutlookOptions outlook;
  outlook.until = until;
  outlook.decide = options;
  for (const Household& household : households) {
    const absl::StatusOr<Timeline> timeline = Foresee(policy, household, as_of, outlook);
    if (!timeline.ok()) return timeline.status();
    if (!timeline->eligible_from.has_value()) {
      ++projection.never[timeline->outcome];
      continue;
    }
    const Date from = *timeline->eligible_from;
    if (from <= as_of) ++projection.eligible_now;
    for (ProjectedMonth& month : projection.months) {
      if (month.first <= from && from < month.until) ++month.become_eligible;
      if (from < month.until) ++month.reached;
      const Date last = Date::FromDays(month.until.days() - 1);
      if (OutcomeOn(*timeline, last) == Outcome::kEligible) ++month.eligible_at_end;
    }
  }
  return projection;
}

}  // namespace graduasi
