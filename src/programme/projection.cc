// When the families of a cohort become eligible, counted from the engine's timelines. This file must not know how days are
// foreseen, nor anything of probabilities.
#include "graduasi/projection.h"

#include <algorithm>
#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graduasi/outlook.h"
#include "src/base/text.h"
#include "src/decide/admission.h"
#include "src/decide/words.h"

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

std::string Explain(const Projection& projection, Language language) {
  const bool id = language == Language::kIndonesian;
  const auto number = [&](int64_t count) {
    std::string text = FormatInteger(count, language);
    return text.size() < 9 ? std::string(9 - text.size(), ' ') + text : text;
  };
  std::string text = absl::StrCat(FormatInteger(projection.families, language), id ? " keluarga, per " : " families, as of ",
                                  FormatDate(projection.as_of, language), "\n",
                                  id ? "Jika tidak ada hal lain yang terjadi; ini hitungan menurut kebijakan, bukan ramalan.\n"
                                     : "If nothing else happens; this is what the policy would answer, not a prediction.\n",
                                  "\n", number(projection.eligible_now), id ? "  sudah layak sekarang\n" : "  eligible now\n");
  if (!projection.months.empty()) {
    absl::StrAppend(&text, "\n", id ? "     baru  kumulatif  layak di akhir\n" : "      new  in total  eligible at the end\n");
  }
  for (const ProjectedMonth& month : projection.months) {
    absl::StrAppend(&text, number(month.become_eligible), " ", number(month.reached), "  ", number(month.eligible_at_end), "  ",
                    FormatDate(month.first, language), id ? " sampai " : " to ",
                    FormatDate(Date::FromDays(month.until.days() - 1), language), "\n");
  }
  if (!projection.never.empty()) {
    absl::StrAppend(&text, "\n",
                    id ? "Tidak menjadi layak dalam jangka ini; menurut keadaan sekarang\n"
                       : "Not eligible within this horizon; by what is said of them now\n");
  }
  for (const auto& [outcome, count] : projection.never) {
    absl::StrAppend(&text, number(count), "  ", decide::Word(outcome, language), "\n");
  }
  if (projection.ends_with_policy) {
    absl::StrAppend(&text, "\n", id ? "Kebijakan ini tidak berlaku lagi sejak " : "The policy is no longer in effect from ",
                    FormatDate(projection.until, language), id ? "." : " on.", "\n");
  }
  return text;
}

}  // namespace graduasi
