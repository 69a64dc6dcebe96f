// Laws of a single decision: it is the decision that the definition gives, in bulk and alone; a safeguard locks; the same
// inputs give the same bytes.
#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "tests/property/decision_group.h"
#include "tests/property/law.h"
#include "tests/property/shrink.h"

namespace graduasi::property {
namespace {

TEST(DecisionLaw, BulkDecisionsEqualTheReference) {
  const int64_t cases = Cases(50000);
  int64_t pairs = 0;
  int found = 0;
  std::map<std::string, int64_t> outcomes;
  for (int64_t number = 0; pairs < cases && found < kEnough; ++number) {
    const DecisionGroup group(SeedOf(2, number), DecisionGroup::Options());
    if (!group.ok()) return;
    const std::vector<Kept> decided = group.Decide(group.households());
    for (size_t i = 0; i < decided.size(); ++i) {
      ++pairs;
      ++outcomes[Name(decided[i].outcome)];
      if (decided[i] == group.ReferenceKept(group.households()[i])) continue;
      ++found;
      const auto differs = [&](const Household& household) {
        return !(group.Decide({household})[0] == group.ReferenceKept(household));
      };
      const bool alone = differs(group.households()[i]);
      const Household small = alone ? Shrunk(group.households()[i], differs) : group.households()[i];
      ADD_FAILURE() << (alone ? "" : "only in the batch: ") << group.Describe(small)
                    << "library:   " << ToText(alone ? group.Decide({small})[0] : decided[i])
                    << "\nreference: " << ToText(group.ReferenceKept(small));
      break;
    }
  }
  std::cout << pairs << " pairs of policy and household:";
  for (const auto& [outcome, count] : outcomes) std::cout << " " << outcome << " " << count;
  std::cout << "\n";
}

TEST(DecisionLaw, ADecisionWithReasonsEqualsTheReferenceAndRepeatsByteForByte) {
  const int64_t cases = Cases(1500);
  int64_t pairs = 0;
  int found = 0;
  for (int64_t number = 0; pairs < cases && found < kEnough; ++number) {
    DecisionGroup::Options options;
    options.most_households = 8;
    const DecisionGroup group(SeedOf(3, number), options);
    if (!group.ok()) return;
    const absl::StatusOr<Policy> again = Policy::Compile(group.document());
    ASSERT_TRUE(again.ok());
    for (const Household& household : group.households()) {
      ++pairs;
      const absl::StatusOr<Decision> decision = group.policy().Decide(household, group.as_of(), group.options());
      ASSERT_TRUE(decision.ok()) << decision.status();
      const reference::Decided expected = group.Reference(household);
      Kept kept;
      kept.outcome = decision->outcome;
      if (decision->outcome == Outcome::kEligible) {
        for (size_t i = 0; i < group.document().routes.size(); ++i) {
          if (group.document().routes[i].id.text == decision->route) kept.route = static_cast<int>(i);
        }
      }
      for (const CriterionDecision& criterion : decision->criteria) kept.criteria.push_back(criterion.result);
      for (const SafeguardDecision& safeguard : decision->safeguards) kept.safeguards.push_back(safeguard.result);
      std::vector<RouteResult> routes;
      for (const RouteDecision& route : decision->routes) routes.push_back(route.result);
      const std::string json = ToJson(*decision);
      const absl::StatusOr<Decision> repeated = again->Decide(household, group.as_of(), group.options());
      ASSERT_TRUE(repeated.ok()) << repeated.status();
      const bool same = kept == group.ReferenceKept(household) && routes == expected.routes && json == ToJson(*repeated);
      if (same) continue;
      ++found;
      ADD_FAILURE() << group.Describe(household) << "library:   " << ToText(kept)
                    << "\nreference: " << ToText(group.ReferenceKept(household)) << "\n"
                    << json << "\n"
                    << ToJson(*repeated);
      if (found >= kEnough) break;
    }
  }
}

TEST(DecisionLaw, ASafeguardThatHoldsOrIsNotKnownNeverYieldsEligible) {
  const int64_t cases = Cases(20000);
  int64_t guarded = 0;
  int64_t open_otherwise = 0;  // a route is met, so that only the safeguard stands in the way
  int found = 0;
  for (int64_t number = 0; guarded < cases && found < kEnough; ++number) {
    DecisionGroup::Options options;
    options.sound_only = number % 4 != 0;
    const DecisionGroup group(SeedOf(4, number), options);
    if (!group.ok()) return;
    const std::vector<Kept> decided = group.Decide(group.households());
    for (size_t i = 0; i < decided.size(); ++i) {
      bool holds = false;
      bool unknown = false;
      for (const SafeguardResult result : decided[i].safeguards) {
        holds = holds || result == SafeguardResult::kHolds;
        unknown = unknown || result == SafeguardResult::kMissing;
      }
      if (!holds && !unknown) continue;
      ++guarded;
      for (const RouteResult route : group.Reference(group.households()[i]).routes) {
        open_otherwise += route == RouteResult::kMet ? 1 : 0;
      }
      const Outcome outcome = decided[i].outcome;
      const bool lawful =
          holds ? outcome == Outcome::kProtected || outcome == Outcome::kInvalid : outcome != Outcome::kEligible;
      if (lawful) continue;
      ++found;
      ADD_FAILURE() << group.Describe(group.households()[i]) << ToText(decided[i]);
      break;
    }
  }
  EXPECT_GT(open_otherwise, guarded / 100) << "the law was hardly tried";
}

}  // namespace
}  // namespace graduasi::property
