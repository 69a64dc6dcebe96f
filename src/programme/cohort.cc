// Counts a cohort: one decision for each family, one standing for each history.
#include "graduasi/cohort.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace graduasi {
namespace {

constexpr int kPercentDecimals = 2;

// "household.members[2].born_on" -> "household.members[].born_on".
std::string WithoutPositions(const std::string& path) {
  std::string text;
  bool inside = false;
  for (const char c : path) {
    if (c == ']') inside = false;
    if (!inside) text.push_back(c);
    if (c == '[') inside = true;
  }
  return text;
}

// What keeps one family back, by kind.
struct Obstacles {
  std::set<std::string> failing, unknown, facts, protecting;
};

const CriterionDecision* Find(const Decision& decision, const std::string& id) {
  for (const CriterionDecision& criterion : decision.criteria) {
    if (criterion.id == id) return &criterion;
  }
  return nullptr;
}

// On the nearest route: criteria that must all hold, and those of lists of which too few do.
Obstacles ObstaclesOf(const Decision& decision) {
  Obstacles obstacles;
  for (const SafeguardDecision& safeguard : decision.safeguards) {
    if (safeguard.result == SafeguardResult::kHolds) obstacles.protecting.insert(safeguard.id);
  }
  if (decision.outcome != Outcome::kNeedsData && decision.outcome != Outcome::kNotYet) return obstacles;
  for (const SafeguardDecision& safeguard : decision.safeguards) {
    if (safeguard.result == SafeguardResult::kMissing) obstacles.unknown.insert(safeguard.id);
  }
  for (const MissingFact& fact : decision.missing) obstacles.facts.insert(WithoutPositions(fact.path));
  const auto note = [&](const std::string& id) {
    const CriterionDecision* criterion = Find(decision, id);
    if (criterion == nullptr) return;
    if (criterion->result == CriterionResult::kFail) obstacles.failing.insert(id);
    if (criterion->result == CriterionResult::kMissing) obstacles.unknown.insert(id);
  };
  for (const RouteDecision& route : decision.routes) {
    if (route.id != decision.route) continue;
    for (const std::string& id : route.all_of) note(id);
    for (const RouteDecision::AtLeast& list : route.at_least) {
      if (list.passed >= list.needed) continue;
      for (const std::string& id : list.criteria) note(id);
    }
  }
  return obstacles;
}

struct Tally {
  std::map<std::string, Obstruction> by_id;

  void Add(const std::set<std::string>& ids, size_t others) {
    for (const std::string& id : ids) {
      Obstruction& obstruction = by_id[id];
      obstruction.id = id;
      ++obstruction.families;
      if (ids.size() == 1 && others == 0) ++obstruction.alone;
    }
  }

  // Most families first; where as many, as the policy has them, else by name.
  std::vector<Obstruction> List(const std::map<std::string, std::pair<size_t, Text>>& known, int64_t families) const {
    std::vector<Obstruction> list;
    for (const auto& [id, obstruction] : by_id) {
      list.push_back(obstruction);
      const auto found = known.find(id);
      if (found != known.end()) list.back().title = found->second.second;
      list.back().percent = Quotient({obstruction.families, 0}, {families, 0}, 100, kPercentDecimals).value_or(Decimal());
    }
    const auto place = [&](const Obstruction& obstruction) {
      const auto found = known.find(obstruction.id);
      return found == known.end() ? known.size() : found->second.first;
    };
    std::stable_sort(list.begin(), list.end(), [&](const Obstruction& a, const Obstruction& b) {
      if (a.families != b.families) return a.families > b.families;
      return place(a) < place(b);
    });
    return list;
  }
};

bool Left(LifeState state) {
  return state == LifeState::kGraduated || state == LifeState::kMonitored || state == LifeState::kClosed;
}

void CountStanding(const Standing& standing, CohortReport* report) {
  ++report->by_state[standing.state];
  if (!standing.objections.empty()) ++report->objecting;
  if (!standing.waiting.empty()) ++report->deferred;
  if (!standing.findings.empty()) ++report->with_open_findings;
}

bool IsCandidate(const DecisionBasis& basis, const LifeRules& rules) {
  if (basis.outcome == Outcome::kEligible) return true;
  if (basis.outcome != Outcome::kNeedsData || basis.open.empty()) return false;
  return std::all_of(basis.open.begin(), basis.open.end(), [&](const std::string& id) {
    return std::find(rules.completed_by_procedure.begin(), rules.completed_by_procedure.end(), id) !=
           rules.completed_by_procedure.end();
  });
}

CohortReport::Conversion ConversionOf(const CohortReport& report, const Target& target) {
  CohortReport::Conversion conversion;
  for (const auto& [state, count] : report.by_state) {
    if (Left(state)) conversion.graduated += count;
    if (state == LifeState::kReturned) conversion.returned += count;
  }
  conversion.in_pipeline = report.families - conversion.graduated - conversion.returned;
  conversion.still_least = std::max<int64_t>(target.least - conversion.graduated, 0);
  conversion.still_most = std::max<int64_t>(target.most - conversion.graduated, 0);
  conversion.possible = conversion.still_least <= conversion.in_pipeline;
  const auto percent = [&](int64_t count) { return Quotient({count, 0}, {conversion.in_pipeline, 0}, 100, kPercentDecimals); };
  if (conversion.in_pipeline > 0) {
    const std::optional<Decimal> least = percent(conversion.still_least);
    const std::optional<Decimal> most = percent(conversion.still_most);
    if (least.has_value() && most.has_value()) conversion.needed = PercentRange{*least, *most, false};
  }
  return conversion;
}

}  // namespace

absl::StatusOr<CohortReport> ReportCohort(const Policy& policy, absl::Span<const Household> households,
                                          absl::Span<const LifeHistory> histories, Date as_of, const LifeRules& rules,
                                          const Target* target, const DecideOptions& options) {
  CohortReport report;
  report.as_of = as_of;
  report.families = static_cast<int64_t>(households.size());

  std::map<std::string, const LifeHistory*> by_id;
  for (size_t i = 0; i < households.size(); ++i) {
    if (!households[i].id.has_value() || !by_id.emplace(*households[i].id, nullptr).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("household ", i + 1, " of the cohort has no id, or that of another; every family has an id of its own"));
    }
  }
  for (size_t i = 0; i < histories.size(); ++i) {
    const auto found = by_id.find(histories[i].household_id());
    if (found == by_id.end() || found->second != nullptr) {
      return absl::InvalidArgumentError(
          absl::StrCat("history ", i + 1, " is of no household of the cohort, or the second of one"));
    }
    found->second = &histories[i];
  }

  std::map<std::string, std::pair<size_t, Text>> known;  // criteria and safeguards: place in the policy, title
  for (const Criterion& criterion : policy.document().criteria)
    known.emplace(criterion.id.text, std::pair(known.size(), criterion.title));
  for (const Safeguard& safeguard : policy.document().safeguards) {
    known.emplace(safeguard.id.text, std::pair(known.size(), safeguard.title));
  }
  Tally failing, unknown, facts, protecting;
  for (const Household& household : households) {
    const LifeHistory* history = by_id[*household.id];
    if (history == nullptr) {
      ++report.without_history;
    } else {
      CountStanding(history->standing(), &report);
    }
    const absl::StatusOr<Decision> decision = policy.Decide(household, as_of, options);
    if (!decision.ok()) return decision.status();
    ++report.by_outcome[decision->outcome];
    if (IsCandidate(BasisOf(policy, *decision), rules)) ++report.candidates;
    const Obstacles obstacles = ObstaclesOf(*decision);
    failing.Add(obstacles.failing, obstacles.unknown.size());
    unknown.Add(obstacles.unknown, obstacles.failing.size());
    facts.Add(obstacles.facts, obstacles.failing.size());
    protecting.Add(obstacles.protecting, 0);
  }
  report.failing = failing.List(known, report.families);
  report.unknown = unknown.List(known, report.families);
  report.missing_facts = facts.List({}, report.families);
  report.protecting = protecting.List(known, report.families);
  if (target != nullptr) report.conversion = ConversionOf(report, *target);
  return report;
}

}  // namespace graduasi
