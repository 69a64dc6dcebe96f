#include "src/decide/nearest.h"

#include <algorithm>
#include <utility>

#include "src/decide/admission.h"
#include "src/decide/missing.h"

namespace graduasi::decide {
namespace {

bool ReadInt(const JudgedRow& row, columns::ExpressionId expression, int64_t* value) {
  const columns::Register reg = row.form.program->expression(expression).root();
  if (row.run.StandingOf(reg, row.row) != columns::Standing::kPresent) return false;
  const columns::IntRange range = row.run.Int(reg, row.row);
  *value = range.low;
  return range.low == range.high;
}

CriterionResult ResultOf(const JudgedRow& row, int criterion) {
  return row.judgement.criterion(static_cast<size_t>(criterion), row.row);
}

int64_t Passed(const JudgedRow& row, const policy::CheckedRoute::AtLeast& list) {
  return std::count_if(list.of.begin(), list.of.end(),
                       [&](int criterion) { return ResultOf(row, criterion) == CriterionResult::kPass; });
}

// How much of a route is met, in thousandths: what is not met weighs against it fully, what is not known by half.
int64_t Nearness(const JudgedRow& row, size_t index) {
  const policy::CheckedRoute& route = row.policy.routes[index];
  int64_t whole = 0;
  int64_t met = 0;
  for (const int criterion : route.all_of) {
    const CriterionResult result = ResultOf(row, criterion);
    if (result == CriterionResult::kNotApplicable) continue;
    whole += 2;
    met += result == CriterionResult::kPass ? 2 : result == CriterionResult::kMissing ? 1 : 0;
  }
  for (const policy::CheckedRoute::AtLeast& list : route.at_least) {
    whole += 2 * list.n;
    met += 2 * std::min(list.n, Passed(row, list));
  }
  if (row.form.scores[index].has_value()) {
    const RouteScore score = ScoreOf(row, index);
    whole += 2;
    met += score.known ? (score.sum >= score.required ? 2 : 0) : 1;
  }
  return whole == 0 ? 1000 : met * 1000 / whole;
}

}  // namespace

RouteScore ScoreOf(const JudgedRow& row, size_t route) {
  const policy::CompiledScore& compiled = *row.form.scores[route];
  RouteScore score;
  const bool sum = ReadInt(row, compiled.sum, &score.sum);
  const bool required = ReadInt(row, compiled.required, &score.required);
  score.known = sum && required;
  return score;
}

int NearestRoute(const JudgedRow& row) {
  const Outcome outcome = row.judgement.outcome(row.row);
  if (outcome == Outcome::kEligible) return row.judgement.route(row.row);
  if (outcome != Outcome::kNeedsData && outcome != Outcome::kNotYet) return -1;
  int route = -1;
  std::pair<bool, int64_t> best{false, -1};
  for (size_t i = 0; i < row.policy.routes.size(); ++i) {
    const RouteResult result = row.judgement.route_result(i, row.row);
    const bool open = result == RouteResult::kMet || result == RouteResult::kMissing;
    if (outcome == Outcome::kNeedsData && !open) continue;
    // Nobody works towards being left out by the system or towards having no component: a route that a family can walk is
    // nearer than one that it cannot.
    const RouteKind kind = row.policy.document.routes[i].kind;
    const bool can_work_towards = kind != RouteKind::kSystem && kind != RouteKind::kNatural;
    const std::pair<bool, int64_t> nearness{can_work_towards, Nearness(row, i)};
    if (nearness > best) {
      best = nearness;
      route = static_cast<int>(i);
    }
  }
  return route;
}

void FindGaps(const JudgedRow& row, size_t route, RouteGaps* gaps) {
  gaps->failing.clear();
  gaps->missing.clear();
  gaps->other = false;
  const auto note = [&](int criterion) {
    const CriterionResult result = ResultOf(row, criterion);
    if (result == CriterionResult::kFail) gaps->failing.push_back(criterion);
    if (result == CriterionResult::kMissing) gaps->missing.push_back(criterion);
    return result;
  };
  for (const int criterion : row.policy.routes[route].all_of) {
    const CriterionResult result = note(criterion);
    gaps->other = gaps->other || result == CriterionResult::kFail || result == CriterionResult::kError;
  }
  for (const policy::CheckedRoute::AtLeast& list : row.policy.routes[route].at_least) {
    int64_t could = Passed(row, list);
    if (could >= list.n) continue;
    for (const int criterion : list.of) could += note(criterion) == CriterionResult::kMissing ? 1 : 0;
    gaps->other = gaps->other || could < list.n;
  }
  if (row.form.scores[route].has_value()) {
    const RouteScore score = ScoreOf(row, route);
    gaps->other = gaps->other || !score.known || score.sum < score.required;
  }
}

Wanting WantingOf(const JudgedRow& row) {
  Wanting wanting;
  for (size_t i = 0; i < row.form.safeguards.size(); ++i) {
    if (row.judgement.safeguard(i, row.row) == SafeguardResult::kMissing) wanting.safeguards.push_back(i);
  }
  // With a route that is met, only what guards it is wanting.
  for (size_t i = 0; i < row.policy.routes.size(); ++i) {
    if (row.judgement.route_result(i, row.row) == RouteResult::kMet) return wanting;
  }
  RouteGaps gaps;
  for (size_t i = 0; i < row.policy.routes.size(); ++i) {
    if (row.judgement.route_result(i, row.row) != RouteResult::kMissing) continue;
    FindGaps(row, i, &gaps);
    for (const int criterion : gaps.missing) wanting.criteria.push_back(static_cast<size_t>(criterion));
    if (row.form.scores[i].has_value()) wanting.scores.push_back(i);
  }
  std::sort(wanting.criteria.begin(), wanting.criteria.end());
  wanting.criteria.erase(std::unique(wanting.criteria.begin(), wanting.criteria.end()), wanting.criteria.end());
  return wanting;
}

columns::ExpressionId DoubtfulExpression(const Scene& scene, const policy::CompiledCriterion& criterion) {
  const bool applies = criterion.applies_when == columns::kNoExpression ||
                       StandingAt(scene, RootOf(scene, criterion.applies_when)) == columns::Standing::kPresent;
  return applies ? criterion.require : criterion.applies_when;
}

WantingFacts::WantingFacts(const policy::CompiledPolicy& policy, const Wording& wording,
                           const columns::RecordedWhenTrue& recorded_when_true)
    : policy_(policy), recorded_when_true_(recorded_when_true) {
  scene_.policy = &policy.checked();
  scene_.wording = &wording;
  scene_.program = policy.explained().program.get();
  scene_.run = &run_;
}

std::vector<MissingFact> WantingFacts::Find(const Household& household, Date as_of, const Wanting& wanting) {
  const policy::Form& form = policy_.explained();
  const Household* const row = &household;
  columns::ReadHouseholds(*form.program, absl::MakeConstSpan(&row, 1), recorded_when_true_, &batch_);
  batch_.SetAsOf(as_of.days());
  (void)run_.Execute(*form.program, batch_);  // never false of one row
  scene_.household = &household;
  scene_.as_of = as_of;
  std::vector<MissingFact> facts;
  const auto add = [&](std::vector<MissingFact> more) {
    facts.insert(facts.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  if (PlacementOf(policy_.document(), household) == Placement::kUnknown) add(UnplacedFacts(household));
  for (const size_t i : wanting.safeguards) add(FindMissing(scene_, form.safeguards[i].when));
  for (const size_t i : wanting.criteria) add(FindMissing(scene_, DoubtfulExpression(scene_, form.criteria[i])));
  for (const size_t i : wanting.scores) add(FindMissing(scene_, form.scores[i]->reached));
  return facts;
}

}  // namespace graduasi::decide
