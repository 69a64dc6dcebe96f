// The timeline of one household: it is decided on the days on which something can turn, all in one sweep, and what differs from
// one day to the next is told with its reasons.
#include "src/decide/earliest.h"

#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/columns/run.h"
#include "src/decide/admission.h"
#include "src/decide/evidence.h"
#include "src/decide/scene.h"

namespace graduasi {
namespace decide {
namespace {

constexpr int64_t kDefaultHorizonMonths = 60;

}  // namespace

absl::StatusOr<Horizon> HorizonOf(const Prospect& prospect, Date as_of, const OutlookOptions& options) {
  const policy::CheckedPolicy& policy = prospect.policy().checked();
  if (absl::Status status = CheckPeriod(policy, as_of); !status.ok()) return status;
  absl::StatusOr<columns::RecordedWhenTrue> recorded_when_true = BoolPaths(options.decide.recorded_when_true);
  if (!recorded_when_true.ok()) return recorded_when_true.status();
  if (options.until && *options.until <= as_of) {
    return absl::InvalidArgumentError(absl::StrCat("the outlook ends on ", options.until->ToString(), ", which is not after ",
                                                   as_of.ToString(), "; give a later day"));
  }
  Horizon horizon;
  horizon.from = as_of;
  horizon.until = options.until ? *options.until : as_of.AddMonths(kDefaultHorizonMonths).value_or(Date(9999, 12, 31));
  if (policy.until_days <= horizon.until.days()) {
    horizon.until = Date::FromDays(policy.until_days);
    horizon.ends_with_policy = true;
  }
  horizon.recorded_when_true = *std::move(recorded_when_true);
  return horizon;
}

std::vector<Date> DaysToDecide(const Horizon& horizon, const TurningDays& turning, bool every_day) {
  std::vector<Date> days = {horizon.from};
  if (every_day) {
    for (int32_t day = horizon.from.days() + 1; day < horizon.until.days(); ++day) days.push_back(Date::FromDays(day));
  } else {
    for (const int32_t day : turning.days()) days.push_back(Date::FromDays(day));
  }
  return days;
}

namespace {

// The results of one row.
struct Results {
  Outcome outcome = Outcome::kInvalid;
  int route = -1;  // of ELIGIBLE, else -1
  std::vector<CriterionResult> criteria;
  std::vector<SafeguardResult> safeguards;

  friend bool operator==(const Results& a, const Results& b) {
    return a.outcome == b.outcome && a.route == b.route && a.criteria == b.criteria && a.safeguards == b.safeguards;
  }
};

void Read(const Judgement& judgement, const policy::Form& form, int32_t row, Results* results) {
  results->outcome = judgement.outcome(row);
  results->route = results->outcome == Outcome::kEligible ? judgement.route(row) : -1;
  results->criteria.resize(form.criteria.size());
  results->safeguards.resize(form.safeguards.size());
  for (size_t i = 0; i < form.criteria.size(); ++i) results->criteria[i] = judgement.criterion(i, row);
  for (size_t i = 0; i < form.safeguards.size(); ++i) results->safeguards[i] = judgement.safeguard(i, row);
}

// The comparisons that decide a result on a day, without the rest of a decision.
class Figures {
 public:
  Figures(const Prospect& prospect, const Household& household, const columns::RecordedWhenTrue& recorded_when_true)
      : form_(prospect.policy().explained()) {
    const Household* const row = &household;
    columns::ReadHouseholds(*form_.program, absl::MakeConstSpan(&row, 1), recorded_when_true, &batch_);
    scene_.policy = &prospect.policy().checked();
    scene_.wording = &prospect.wording();
    scene_.program = form_.program.get();
    scene_.run = &run_;
    scene_.household = &household;
  }

  void LookAt(Date day) {
    batch_.SetAsOf(day.days());
    (void)run_.Execute(*form_.program, batch_);  // never false of one row
    scene_.as_of = day;
  }

  std::vector<Comparison> Of(size_t criterion, CriterionResult result) const {
    if (result != CriterionResult::kPass && result != CriterionResult::kFail) return {};
    return FindEvidence(scene_, form_.criteria[criterion].require, result == CriterionResult::kPass).comparisons;
  }
  std::vector<Comparison> Of(size_t safeguard, SafeguardResult result) const {
    if (result != SafeguardResult::kHolds) return {};
    return FindEvidence(scene_, form_.safeguards[safeguard].when, true).comparisons;
  }

 private:
  const policy::Form& form_;
  columns::Batch batch_;
  columns::Run run_;
  Scene scene_;
};

class TimelineMaker {
 public:
  TimelineMaker(const Policy& policy, const Household& household, const Horizon& horizon, const OutlookOptions& options)
      : prospect_(ProspectOf(policy)),
        document_(policy.document()),
        household_(household),
        horizon_(horizon),
        options_(options),
        turning_(prospect_.watches(), household, horizon.from, horizon.until),
        figures_(prospect_, household, horizon.recorded_when_true) {}

  absl::StatusOr<Timeline> Make() {
    timeline_.household_id = household_.id.value_or("");
    timeline_.as_of = horizon_.from;
    timeline_.until = horizon_.until;
    timeline_.ends_with_policy = horizon_.ends_with_policy;
    timeline_.every_day = options_.every_day || prospect_.watches().every_day;
    std::vector<Sweep::Row> rows;
    for (const Date day : DaysToDecide(horizon_, turning_, timeline_.every_day)) rows.push_back({&household_, day});
    const Prospect::Lease sweep(prospect_);
    const absl::Status status =
        sweep->Run(prospect_.policy(), rows, horizon_.recorded_when_true, [&](const Sweep::Decided& batch) {
          for (int32_t i = 0; i < batch.count; ++i) {
            Read(batch.judgement, batch.form, i, &now_);
            const size_t row = batch.first + static_cast<size_t>(i);
            if (row == 0) {
              Start();
            } else if (!(now_ == before_)) {
              turns_.push_back({rows[row].as_of, before_, now_});
            }
            std::swap(before_, now_);
          }
        });
    if (!status.ok()) return status;
    for (const Difference& difference : turns_) AddTurn(difference);
    return std::move(timeline_);
  }

 private:
  struct Difference {
    Date day;
    Results before, after;
  };

  std::string RouteName(const Results& results) const {
    return results.route < 0 ? "" : document_.routes[static_cast<size_t>(results.route)].id.text;
  }

  void Start() {
    timeline_.outcome = now_.outcome;
    timeline_.route = RouteName(now_);
    if (now_.outcome == Outcome::kEligible) timeline_.eligible_from = horizon_.from;
  }

  // What of the results is another one; their figures of the day.
  template <typename Result>
  void AddResults(const std::vector<Result>& before, const std::vector<Result>& after, bool figures_before,
                  const Figures& figures, size_t first_owner, size_t* next, Turn* turn) const {
    for (size_t i = 0; i < after.size(); ++i) {
      if (before[i] == after[i]) continue;
      if (figures_before) {
        ResultChange& change = turn->results.emplace_back();
        change.before = Name(before[i]);
        change.after = Name(after[i]);
        change.comparisons_before = figures.Of(i, before[i]);
        change.causes = turning_.CausesOf(turn->day.days(), first_owner + i);
        change.safeguard = std::is_same_v<Result, SafeguardResult>;
        change.id = change.safeguard ? document_.safeguards[i].id.text : document_.criteria[i].id.text;
      } else {
        turn->results[(*next)++].comparisons = figures.Of(i, after[i]);
      }
    }
  }

  void AddTurn(const Difference& difference) {
    Turn& turn = timeline_.turns.emplace_back();
    turn.day = difference.day;
    turn.before = difference.before.outcome;
    turn.after = difference.after.outcome;
    turn.route_before = RouteName(difference.before);
    turn.route_after = RouteName(difference.after);
    turn.answer_changes = turn.before != turn.after || turn.route_before != turn.route_after;
    if (turn.answer_changes && !timeline_.first_change) timeline_.first_change = timeline_.turns.size() - 1;
    if (turn.after == Outcome::kEligible && !timeline_.eligible_from) timeline_.eligible_from = turn.day;
    if (turn.before == Outcome::kEligible && turn.after != Outcome::kEligible && !timeline_.eligible_until) {
      timeline_.eligible_until = turn.day;
    }
    for (const bool before : {true, false}) {
      figures_.LookAt(before ? Date::FromDays(turn.day.days() - 1) : turn.day);
      size_t next = 0;
      AddResults(difference.before.criteria, difference.after.criteria, before, figures_, 0, &next, &turn);
      AddResults(difference.before.safeguards, difference.after.safeguards, before, figures_, document_.criteria.size(), &next,
                 &turn);
    }
    if (turn.before != turn.after) {
      if (turn.before == Outcome::kInvalid || turn.after == Outcome::kInvalid)
        turn.causes = turning_.RecordCausesOf(turn.day.days());
    }
    // Without a criterion that turned it was a score.
    if (turn.answer_changes && turn.results.empty() && turn.causes.empty()) {
      size_t owner = document_.criteria.size() + document_.safeguards.size();
      for (size_t i = 0; i < document_.routes.size(); ++i, ++owner) {
        for (Cause& cause : turning_.CausesOf(turn.day.days(), owner)) turn.causes.push_back(std::move(cause));
      }
    }
  }

  const Prospect& prospect_;
  const PolicyDocument& document_;
  const Household& household_;
  const Horizon& horizon_;
  const OutlookOptions& options_;
  const TurningDays turning_;
  Figures figures_;
  Timeline timeline_;
  Results before_, now_;
  std::vector<Difference> turns_;
};

}  // namespace
}  // namespace decide

absl::StatusOr<Timeline> Foresee(const Policy& policy, const Household& household, Date as_of, const OutlookOptions& options) {
  const decide::Prospect& prospect = decide::ProspectOf(policy);
  const absl::StatusOr<decide::Horizon> horizon = decide::HorizonOf(prospect, as_of, options);
  if (!horizon.ok()) return horizon.status();
  return decide::TimelineMaker(policy, household, *horizon, options).Make();
}

}  // namespace graduasi
