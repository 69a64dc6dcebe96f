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

void ProjectionTally::Curve::Add(const Curve& other) {
  now += other.now;
  for (size_t i = 0; i < become.size(); ++i) become[i] += other.become[i];
  for (size_t i = 0; i < change_at_end.size(); ++i) change_at_end[i] += other.change_at_end[i];
}

ProjectionTally::ProjectionTally(Date as_of, Date until) : as_of_(as_of), until_(until), months_(MonthsOf(as_of, until)) {
  for (Curve* curve : {&eligible_, &candidates_}) {
    curve->become.resize(months_.size());
    curve->change_at_end.resize(months_.size() + 1);
  }
  if (!months_.empty()) first_month_ = MonthNumber(months_[0].first);
}

size_t ProjectionTally::MonthOf(Date day) const { return static_cast<size_t>(MonthNumber(day) - first_month_); }

ProjectionTally::Family ProjectionTally::Begin(Outcome as_of, bool candidate) const {
  const bool eligible = as_of == Outcome::kEligible;
  return {as_of, {eligible, eligible, as_of_}, {candidate, candidate, as_of_}};
}

void ProjectionTally::Turn(Date day, Outcome outcome, bool candidate, Family* family) {
  Turn(day, outcome == Outcome::kEligible, &family->eligible, &eligible_);
  Turn(day, candidate, &family->candidate, &candidates_);
}

void ProjectionTally::Turn(Date day, bool is, Family::Is* family, Curve* curve) const {
  if (is == family->now) return;
  family->now = is;
  if (!is) return AddSpan(family->since, day, curve);
  family->since = day;
  if (!family->ever) ++curve->become[MonthOf(day)];
  family->ever = true;
}

void ProjectionTally::End(const Family& family) {
  ++families_;
  End(family.eligible, &eligible_);
  End(family.candidate, &candidates_);
  if (!family.eligible.ever) ++never_[family.at_first];
}

void ProjectionTally::End(const Family::Is& family, Curve* curve) const {
  if (family.now) AddSpan(family.since, until_, curve);
}

// The months whose last day lies in between.
void ProjectionTally::AddSpan(Date from, Date until, Curve* curve) const {
  const size_t first = from == as_of_ ? 0 : MonthOf(from);
  const size_t end = until == until_ ? months_.size() : MonthOf(until);
  if (from == as_of_) ++curve->now;
  ++curve->change_at_end[first];
  --curve->change_at_end[end];
}

void ProjectionTally::AddNever(Outcome outcome, int64_t families) {
  if (families == 0) return;
  families_ += families;
  never_[outcome] += families;
}

void ProjectionTally::Add(const ProjectionTally& other) {
  families_ += other.families_;
  eligible_.Add(other.eligible_);
  candidates_.Add(other.candidates_);
  for (const auto& [outcome, families] : other.never_) never_[outcome] += families;
}

Projection ProjectionTally::Report() const {
  Projection projection;
  projection.as_of = as_of_;
  projection.until = until_;
  projection.families = families_;
  projection.eligible_now = eligible_.now;
  projection.candidates_now = candidates_.now;
  projection.never = never_;
  projection.months = months_;
  int64_t reached = eligible_.now, at_end = 0;
  int64_t candidates_reached = candidates_.now, candidates_at_end = 0;
  for (size_t i = 0; i < months_.size(); ++i) {
    ProjectedMonth& month = projection.months[i];
    month.become_eligible = eligible_.become[i];
    month.reached = reached += eligible_.become[i];
    month.eligible_at_end = at_end += eligible_.change_at_end[i];
    month.become_candidates = candidates_.become[i];
    month.candidates_reached = candidates_reached += candidates_.become[i];
    month.candidates_at_end = candidates_at_end += candidates_.change_at_end[i];
  }
  return projection;
}

}  // namespace graduasi::programme
