#include "src/programme/projection_tally.h"

#include <algorithm>

namespace graduasi::programme {
namespace {

Date FirstOfNextMonth(Date day) { return *Date(day.year(), day.month(), 1).AddMonths(1); }
int64_t MonthNumber(Date day) { return int64_t{day.year()} * 12 + day.month() - 1; }

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

ProjectionTally::ProjectionTally(Date as_of, Date until)
    : as_of_(as_of),
      until_(until),
      months_(MonthsOf(as_of, until)),
      become_(months_.size()),
      change_at_end_(months_.size() + 1) {
  if (!months_.empty()) first_month_ = MonthNumber(months_[0].first);
}

size_t ProjectionTally::MonthOf(Date day) const { return static_cast<size_t>(MonthNumber(day) - first_month_); }

ProjectionTally::Family ProjectionTally::Begin(Outcome as_of) const {
  const bool eligible = as_of == Outcome::kEligible;
  return {as_of, eligible, eligible, as_of_};
}

void ProjectionTally::Turn(Date day, Outcome outcome, Family* family) {
  const bool eligible = outcome == Outcome::kEligible;
  if (eligible == family->eligible) return;
  family->eligible = eligible;
  if (!eligible) return AddEligible(family->since, day);
  family->since = day;
  if (!family->ever) ++become_[MonthOf(day)];
  family->ever = true;
}

void ProjectionTally::End(const Family& family) {
  ++families_;
  if (family.eligible) AddEligible(family.since, until_);
  if (family.at_first == Outcome::kEligible) ++eligible_now_;
  if (!family.ever) ++never_[family.at_first];
}

// The months whose last day lies in between.
void ProjectionTally::AddEligible(Date from, Date until) {
  const size_t first = from == as_of_ ? 0 : MonthOf(from);
  const size_t end = until == until_ ? months_.size() : MonthOf(until);
  ++change_at_end_[first];
  --change_at_end_[end];
}

void ProjectionTally::AddNever(Outcome outcome, int64_t families) {
  if (families == 0) return;
  families_ += families;
  never_[outcome] += families;
}

void ProjectionTally::Add(const ProjectionTally& other) {
  families_ += other.families_;
  eligible_now_ += other.eligible_now_;
  for (size_t i = 0; i < become_.size(); ++i) become_[i] += other.become_[i];
  for (size_t i = 0; i < change_at_end_.size(); ++i) change_at_end_[i] += other.change_at_end_[i];
  for (const auto& [outcome, families] : other.never_) never_[outcome] += families;
}

Projection ProjectionTally::Report() const {
  Projection projection;
  projection.as_of = as_of_;
  projection.until = until_;
  projection.families = families_;
  projection.eligible_now = eligible_now_;
  projection.never = never_;
  projection.months = months_;
  int64_t reached = eligible_now_;
  int64_t at_end = 0;
  for (size_t i = 0; i < months_.size(); ++i) {
    ProjectedMonth& month = projection.months[i];
    month.become_eligible = become_[i];
    month.reached = reached += become_[i];
    month.eligible_at_end = at_end += change_at_end_[i];
  }
  return projection;
}

}  // namespace graduasi::programme
