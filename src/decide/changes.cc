// Which changes would let a household be proposed: every day of the horizon is decided as it will be if nothing is done, the
// criteria that are not met give the single changes, and a search puts them together. What is in nobody's hands is named.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graduasi/outlook.h"
#include "src/decide/admission.h"
#include "src/decide/changes_move.h"
#include "src/decide/changes_search.h"
#include "src/decide/changes_text.h"
#include "src/decide/earliest.h"

namespace graduasi {
namespace decide {
namespace {

bool Sought(RouteKind kind) { return kind != RouteKind::kSystem && kind != RouteKind::kNatural; }

bool CanAct(Actor actor) { return actor == Actor::kHousehold || actor == Actor::kMentor || actor == Actor::kOfficer; }

class ChangeMaker {
 public:
  ChangeMaker(const Policy& policy, const Household& household, const Horizon& horizon, const OutlookOptions& options)
      : policy_(policy),
        prospect_(ProspectOf(policy)),
        checked_(prospect_.policy().checked()),
        document_(policy.document()),
        household_(household),
        horizon_(horizon),
        options_(options),
        sweep_(prospect_) {}

  absl::StatusOr<Changes> Make() {
    changes_.household_id = household_.id.value_or("");
    changes_.as_of = horizon_.from;
    changes_.until = horizon_.until;
    if (absl::Status status = DecideDays(); !status.ok()) return status;
    for (const Route& route : document_.routes) changes_.routes.push_back({route.id.text, Sought(route.kind), {}});
    if (changes_.outcome == Outcome::kEligible) return std::move(changes_);
    FindMoves();
    std::vector<FoundSet> found;
    SetSearch search(prospect_, household_, horizon_, days_, moves_, &*sweep_);
    const auto most = static_cast<size_t>(std::max(options_.max_sets, 0));
    if (absl::Status status = search.Find(most, &found, &changes_.cut); !status.ok()) return status;
    for (const FoundSet& set : found) AddSet(set);
    for (const Move& move : moves_) changes_.available.push_back(Told({&move}, {move.value}).front());
    if (absl::Status status = AddObstacles(); !status.ok()) return status;
    return std::move(changes_);
  }

 private:
  // What each day is like if nothing is done. Changes are dated as_of, so what as_of starts turns on these days too.
  absl::Status DecideDays() {
    const Watches& watches = prospect_.watches();
    const TurningDays turning(watches, household_, horizon_.from, horizon_.until, horizon_.from);
    std::vector<Sweep::Row> rows;
    for (const Date day : DaysToDecide(horizon_, turning, watches.every_day || options_.every_day)) {
      rows.push_back({&household_, day});
    }
    days_.reserve(rows.size());
    Findings findings;
    const absl::Status status =
        sweep_->Run(prospect_.policy(), rows, horizon_.recorded_when_true, [&](const Sweep::Decided& batch) {
          for (int32_t i = 0; i < batch.count; ++i) {
            DayState& day = days_.emplace_back();
            day.day = rows[batch.first + static_cast<size_t>(i)].as_of;
            day.eligible = batch.judgement.outcome(i) == Outcome::kEligible;
            if (day.eligible) day.route = batch.judgement.route(i);
            for (size_t c = 0; c < batch.form.criteria.size(); ++c) day.criteria.push_back(batch.judgement.criterion(c, i));
            for (size_t s = 0; s < batch.form.safeguards.size(); ++s) day.safeguards.push_back(batch.judgement.safeguard(s, i));
            if (batch.judgement.outcome(i) == Outcome::kInvalid) {
              CheckRecord(document_, household_, day.day, &findings);
              day.decidable = findings.empty();
            }
            if (days_.size() == 1) changes_.outcome = batch.judgement.outcome(i);
          }
        });
    return status;
  }

  // Whether a change that meets the criterion is of use to some route that people work towards.
  bool IsSought(int number) const {
    for (size_t r = 0; r < checked_.routes.size(); ++r) {
      if (!Sought(document_.routes[r].kind)) continue;
      const policy::CheckedRoute& route = checked_.routes[r];
      if (std::count(route.all_of.begin(), route.all_of.end(), number) != 0) return true;
      for (const policy::CheckedRoute::AtLeast& at_least : route.at_least) {
        if (std::count(at_least.of.begin(), at_least.of.end(), number) != 0) return true;
      }
    }
    return false;
  }

  void FindMoves() {
    MoveFinder finder(prospect_, household_, horizon_.from, horizon_.recorded_when_true);
    std::vector<size_t> open;
    for (size_t c = 0; c < document_.criteria.size(); ++c) {
      if (CanAct(document_.criteria[c].can_act) && IsSought(static_cast<int>(c))) open.push_back(c);
    }
    for (const DayState& day : days_) {
      if (!day.decidable) continue;
      for (const size_t c : open) {
        if (day.criteria[c] == CriterionResult::kFail) finder.Look(c, day.day);
      }
    }
    finder.Solve(&moves_, &dead_ends_);
  }

  // Changes done together, told one by one.
  std::vector<PossibleChange> Told(const std::vector<const Move*>& moves, const std::vector<int64_t>& values) const {
    std::vector<Pull> pulls;
    for (size_t i = 0; i < moves.size(); ++i) pulls.push_back({&moves[i]->lever, values[i]});
    std::vector<std::vector<Change>> edits = EditsOf(pulls, household_);
    std::vector<PossibleChange> told;
    for (size_t i = 0; i < moves.size(); ++i) {
      PossibleChange& change = told.emplace_back();
      change.criterion = document_.criteria[moves[i]->criterion].id.text;
      change.actor = document_.criteria[moves[i]->criterion].can_act;
      change.expression = moves[i]->expression;
      change.edits = std::move(edits[i]);
      Describe(moves[i]->lever, values[i], household_, &change);
    }
    return told;
  }

  void AddSet(const FoundSet& found) {
    ChangeSet& set = changes_.sets.emplace_back();
    set.day = found.day;
    set.route = document_.routes[static_cast<size_t>(found.route)].id.text;
    std::vector<const Move*> moves;
    for (const size_t move : found.moves) moves.push_back(&moves_[move]);
    set.changes = Told(moves, found.values);
  }

  // The first day after as_of of which it holds.
  template <typename Holds>
  std::optional<Date> FirstDay(const Holds& holds) const {
    for (size_t d = 1; d < days_.size(); ++d) {
      if (holds(days_[d])) return days_[d].day;
    }
    return std::nullopt;
  }

  void AddCriterion(size_t number, const Decision& decision, RouteOutlook* route) const {
    const Criterion& criterion = document_.criteria[number];
    const CriterionDecision& decided = decision.criteria[number];
    const std::optional<Date> until = FirstDay([&](const DayState& day) {
      return day.criteria[number] == CriterionResult::kPass || day.criteria[number] == CriterionResult::kNotApplicable;
    });
    if (decided.result == CriterionResult::kMissing) {
      route->obstacles.push_back({Obstacle::Kind::kMissing, criterion.id.text, "", decided.missing, until});
    } else if (decided.result == CriterionResult::kError) {
      route->obstacles.push_back({Obstacle::Kind::kRecord, criterion.id.text, "", {}, until});
    } else if (decided.result != CriterionResult::kFail) {
      return;
    } else if (!CanAct(criterion.can_act)) {
      const std::string expression = decided.comparisons.size() == 1 ? decided.comparisons[0].expression : "";
      route->obstacles.push_back({Obstacle::Kind::kNobody, criterion.id.text, expression, {}, until});
    } else if (!CanBeMet(number)) {
      const size_t before = route->obstacles.size();
      for (const DeadEnd& end : dead_ends_) {
        if (end.criterion != number) continue;
        route->obstacles.push_back({end.not_analysable ? Obstacle::Kind::kNotAnalysable : Obstacle::Kind::kNoMeans,
                                    criterion.id.text,
                                    end.expression,
                                    {},
                                    until});
      }
      if (route->obstacles.size() == before) {
        route->obstacles.push_back({Obstacle::Kind::kNoMeans, criterion.id.text, "", {}, until});
      }
    }
  }

  // Whether all that can be done for the criterion, done together, meets it as of as_of.
  bool CanBeMet(size_t number) const {
    std::vector<Pull> pulls;
    for (const Move& move : moves_) {
      const bool known = std::any_of(pulls.begin(), pulls.end(), [&](const Pull& pull) { return *pull.lever == move.lever; });
      if (move.criterion == number && !known) pulls.push_back({&move.lever, move.value});
    }
    Household household = household_;
    Apply(pulls, &household);
    const Sweep::Row row{&household, horizon_.from};
    bool met = false;
    const absl::Status status =
        sweep_->Run(prospect_.policy(), absl::MakeConstSpan(&row, 1), horizon_.recorded_when_true,
                    [&](const Sweep::Decided& batch) { met = batch.judgement.criterion(number, 0) == CriterionResult::kPass; });
    return status.ok() && met;
  }

  absl::Status AddObstacles() {
    const absl::StatusOr<Decision> decision = policy_.Decide(household_, horizon_.from, options_.decide);
    if (!decision.ok()) return decision.status();
    for (size_t r = 0; r < checked_.routes.size(); ++r) {
      RouteOutlook& out = changes_.routes[r];
      if (!decision->findings.empty()) {
        std::vector<std::string> paths;
        for (const Finding& finding : decision->findings) paths.push_back(finding.path);
        out.obstacles.push_back(
            {Obstacle::Kind::kRecord, "", "", paths, FirstDay([](const DayState& day) { return day.decidable; })});
      }
      for (size_t s = 0; s < decision->safeguards.size(); ++s) {
        const SafeguardDecision& safeguard = decision->safeguards[s];
        const std::optional<Date> until =
            FirstDay([&](const DayState& day) { return day.safeguards[s] == SafeguardResult::kClear; });
        if (safeguard.result == SafeguardResult::kHolds) {
          out.obstacles.push_back({Obstacle::Kind::kSafeguard, safeguard.id, "", {}, until});
        } else if (safeguard.result == SafeguardResult::kMissing) {
          out.obstacles.push_back({Obstacle::Kind::kMissing, safeguard.id, "", safeguard.missing, until});
        }
      }
      if (!out.sought) continue;
      const policy::CheckedRoute& route = checked_.routes[r];
      for (const int number : route.all_of) AddCriterion(static_cast<size_t>(number), *decision, &out);
      for (size_t a = 0; a < route.at_least.size(); ++a) {
        if (decision->routes[r].at_least[a].passed >= route.at_least[a].n) continue;
        for (const int number : route.at_least[a].of) AddCriterion(static_cast<size_t>(number), *decision, &out);
      }
      if (route.score && decision->routes[r].result != RouteResult::kMet && !decision->routes[r].score_known) {
        out.obstacles.push_back({Obstacle::Kind::kMissing, out.route, "score", {}, std::nullopt});
      } else if (route.score && decision->routes[r].score < decision->routes[r].score_threshold) {
        out.obstacles.push_back({Obstacle::Kind::kNobody, out.route, "score", {}, std::nullopt});
      }
    }
    return absl::OkStatus();
  }

  const Policy& policy_;
  const Prospect& prospect_;
  const policy::CheckedPolicy& checked_;
  const PolicyDocument& document_;
  const Household& household_;
  const Horizon& horizon_;
  const OutlookOptions& options_;
  const Prospect::Lease sweep_;
  std::vector<DayState> days_;
  std::vector<Move> moves_;
  std::vector<DeadEnd> dead_ends_;
  Changes changes_;
};

}  // namespace
}  // namespace decide

absl::StatusOr<Changes> FindChanges(const Policy& policy, const Household& household, Date as_of,
                                    const OutlookOptions& options) {
  const decide::Prospect& prospect = decide::ProspectOf(policy);
  const absl::StatusOr<decide::Horizon> horizon = decide::HorizonOf(prospect, as_of, options);
  if (!horizon.ok()) return horizon.status();
  return decide::ChangeMaker(policy, household, *horizon, options).Make();
}

}  // namespace graduasi
