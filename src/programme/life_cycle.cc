// Histories: a list of events that only grows, and corrections as events of their own. What one event may do is in
// life_cycle_rules.cc.
#include "graduasi/life_cycle.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "src/programme/life_cycle_rules.h"

namespace graduasi {
namespace {

using Cause = LifeRefusal::Cause;

// The events that count after `events`: each original in its place, as its last correction left it.
std::vector<std::pair<int64_t, const LifeEvent*>> Counting(absl::Span<const LifeEvent> events) {
  std::vector<const LifeEvent*> content(events.size());
  for (size_t i = 0; i < events.size(); ++i) {
    if (events[i].kind != LifeEventKind::kCorrect) {
      content[i] = &events[i];
    } else {
      content[static_cast<size_t>(*events[i].about) - 1] = events[i].instead.empty() ? nullptr : &events[i].instead[0];
    }
  }
  std::vector<std::pair<int64_t, const LifeEvent*>> counting;
  for (size_t i = 0; i < events.size(); ++i) {
    if (content[i] != nullptr) counting.emplace_back(static_cast<int64_t>(i) + 1, content[i]);
  }
  return counting;
}

std::optional<LifeRefusal> CheckCorrection(absl::Span<const LifeEvent> events, const LifeEvent& event, int64_t number) {
  const auto refuse = [&](Cause cause, Text why, Text right) {
    return programme::Refuse(cause, event, number, std::move(why), std::move(right));
  };
  if (std::optional<LifeRefusal> refusal = programme::CheckForm(event, number); refusal.has_value()) return refusal;
  if (event.role != LifeRole::kOfficer) {
    return refuse(Cause::kRole,
                  {absl::StrCat("Hal ini tidak dapat dilakukan oleh ", Title(event.role).id, "."),
                   absl::StrCat("This cannot be done by ", Title(event.role).en, ".")},
                  {absl::StrCat("Yang dapat melakukannya: ", Title(LifeRole::kOfficer).id, "."),
                   absl::StrCat("It can be done by: ", Title(LifeRole::kOfficer).en, ".")});
  }
  if (event.reason.empty()) {
    LifeRefusal refusal = refuse(Cause::kCondition, {"Alasan tidak dicatat.", "No reason is given."},
                                 {absl::StrCat("Diperlukan: ", Title(LifeCondition::kReason).id, "."),
                                  absl::StrCat("Needed: ", Title(LifeCondition::kReason).en, ".")});
    refusal.condition = LifeCondition::kReason;
    return refusal;
  }
  if (!event.about.has_value() || *event.about < 1 || *event.about >= number) {
    return refuse(Cause::kForm, {"Peristiwa mana yang dibetulkan tidak dicatat.", "Which event is corrected is not given."},
                  {absl::StrCat("Catat nomor dari 1 sampai ", number - 1, "."),
                   absl::StrCat("Give a number from 1 to ", number - 1, ".")});
  }
  const bool of_correction = events[static_cast<size_t>(*event.about) - 1].kind == LifeEventKind::kCorrect;
  const bool to_correction = !event.instead.empty() && event.instead[0].kind == LifeEventKind::kCorrect;
  if (of_correction || to_correction || event.instead.size() > 1) {
    return refuse(Cause::kForm,
                  {"Pembetulan hanya untuk satu peristiwa yang bukan pembetulan.",
                   "A correction is about one event that is not itself a correction."},
                  {"Betulkan peristiwa asalnya sekali lagi; pembetulan terakhir yang berlaku.",
                   "Correct the original event once more; the last correction counts."});
  }
  return std::nullopt;
}

bool IsSame(const DecisionBasis& a, const DecisionBasis& b) {
  return a.record == b.record && a.household_id == b.household_id && a.as_of == b.as_of && a.policy_hash == b.policy_hash &&
         a.outcome == b.outcome && a.route == b.route && a.route_kind == b.route_kind && a.open == b.open &&
         a.missing == b.missing;
}

bool IsSame(const LifeEvent& recorded, const LifeEvent& event) {
  const bool same_decision = event.decision.has_value()
                                 ? recorded.decision.has_value() && IsSame(*recorded.decision, *event.decision)
                                 : !recorded.decision.has_value() || RestsOnDecision(event.kind);
  return same_decision && recorded.kind == event.kind && recorded.on == event.on && recorded.actor == event.actor &&
         recorded.role == event.role && recorded.document == event.document && recorded.reason == event.reason &&
         recorded.item == event.item && recorded.severity == event.severity && recorded.due_on == event.due_on &&
         recorded.about == event.about && recorded.office == event.office &&
         std::equal(recorded.instead.begin(), recorded.instead.end(), event.instead.begin(), event.instead.end(),
                    [](const LifeEvent& a, const LifeEvent& b) { return IsSame(a, b); });
}

}  // namespace

bool RestsOnDecision(LifeEventKind kind) {
  for (const Transition& row : Transitions()) {
    if (row.event != kind) continue;
    for (const LifeCondition condition : row.needs) {
      if (condition == LifeCondition::kCandidateDecision || condition == LifeCondition::kEligibleDecision ||
          condition == LifeCondition::kMissingData || condition == LifeCondition::kDataKnown) {
        return true;
      }
    }
  }
  return false;
}

const LifeEvent* FamilyEvent::WithoutDecision() const {
  const LifeEvent* meant = event.kind == LifeEventKind::kCorrect && !event.instead.empty() ? &event.instead[0] : &event;
  return RestsOnDecision(meant->kind) && !meant->decision.has_value() ? meant : nullptr;
}

bool LifeHistory::Holds(const LifeEvent& event) const {
  return std::any_of(events_.begin(), events_.end(), [&](const LifeEvent& recorded) { return IsSame(recorded, event); });
}

bool Standing::HelpContinues() const {
  const bool left = state == LifeState::kGraduated || state == LifeState::kMonitored || state == LifeState::kClosed;
  return !left || !objections.empty();
}

DecisionBasis BasisOf(const Policy& policy, const Decision& decision, std::string record) {
  DecisionBasis basis;
  basis.record = std::move(record);
  basis.household_id = decision.household_id;
  basis.as_of = decision.as_of;
  basis.policy_hash = policy.hash();
  basis.outcome = decision.outcome;
  if (decision.outcome != Outcome::kEligible && decision.outcome != Outcome::kNeedsData) return basis;
  basis.route = decision.route;
  const RouteDecision* route = nullptr;
  for (const RouteDecision& candidate : decision.routes) {
    if (candidate.id == decision.route) route = &candidate;
  }
  if (route != nullptr) basis.route_kind = route->kind;
  if (decision.outcome == Outcome::kEligible) return basis;

  const auto is = [&](const std::string& id, CriterionResult result) {
    return std::any_of(decision.criteria.begin(), decision.criteria.end(),
                       [&](const CriterionDecision& criterion) { return criterion.id == id && criterion.result == result; });
  };
  bool other = route == nullptr;
  std::vector<std::string> open;
  if (route != nullptr) {
    for (const std::string& id : route->all_of) {
      if (is(id, CriterionResult::kMissing)) open.push_back(id);
      other = other || is(id, CriterionResult::kFail) || is(id, CriterionResult::kError);
    }
    for (const RouteDecision::AtLeast& list : route->at_least) {
      if (list.passed >= list.needed) continue;
      int64_t could = list.passed;
      for (const std::string& id : list.criteria) {
        if (!is(id, CriterionResult::kMissing)) continue;
        open.push_back(id);
        ++could;
      }
      other = other || could < list.needed;
    }
    other = other || (route->scored && (!route->score_known || route->score < route->score_threshold));
  }
  // In policy order, each once.
  for (const CriterionDecision& criterion : decision.criteria) {
    if (std::find(open.begin(), open.end(), criterion.id) != open.end()) basis.open.push_back(criterion.id);
  }
  for (const SafeguardDecision& safeguard : decision.safeguards) {
    if (safeguard.result != SafeguardResult::kClear) basis.open.push_back(safeguard.id);
  }
  for (const MissingFact& fact : decision.missing) {
    basis.missing.push_back(fact.path);
    other = other || fact.needed_by.empty();
  }
  std::sort(basis.missing.begin(), basis.missing.end());
  if (other) basis.open.emplace_back();
  return basis;
}

std::optional<LifeRefusal> LifeHistory::Append(LifeEvent event) {
  const int64_t number = static_cast<int64_t>(events_.size()) + 1;
  Standing standing;
  if (event.kind != LifeEventKind::kCorrect) {
    standing = standing_;
    if (std::optional<LifeRefusal> refusal = programme::Step(rules_, household_id_, event, number, &standing);
        refusal.has_value()) {
      return refusal;
    }
    events_.push_back(std::move(event));
    standing_ = std::move(standing);
    return std::nullopt;
  }
  if (std::optional<LifeRefusal> refusal = CheckCorrection(events_, event, number); refusal.has_value()) return refusal;
  events_.push_back(event);
  for (const auto& [at, counting] : Counting(events_)) {
    std::optional<LifeRefusal> refusal = programme::Step(rules_, household_id_, *counting, at, &standing);
    if (!refusal.has_value()) continue;
    events_.pop_back();
    LifeRefusal whole = programme::Refuse(
        Cause::kRemainder, event, number,
        {absl::StrCat("Setelah pembetulan ini: ", refusal->what.id, " ", refusal->why.id),
         absl::StrCat("After this correction: ", refusal->what.en, " ", refusal->why.en)},
        at == *event.about ? refusal->right
                           : Text{absl::StrCat("Betulkan peristiwa ", at, " dahulu; mulai dari yang terakhir."),
                                  absl::StrCat("Correct event ", at, " first; begin with the last one.")});
    whole.condition = refusal->condition;
    whole.number = at;
    return whole;
  }
  standing_ = std::move(standing);
  return std::nullopt;
}

std::vector<std::pair<int64_t, LifeEvent>> LifeHistory::InForce() const {
  std::vector<std::pair<int64_t, LifeEvent>> in_force;
  for (const auto& [number, event] : Counting(events_)) in_force.emplace_back(number, *event);
  return in_force;
}

}  // namespace graduasi
