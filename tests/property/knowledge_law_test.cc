// Knowing less never helps: a fact made missing, or a date known less precisely, never makes a household ELIGIBLE that was not.
// A household that was INVALID is left out: taking away the value that contradicts may put its record right.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "tests/property/change.h"
#include "tests/property/decision_group.h"
#include "tests/property/law.h"

namespace graduasi::property {
namespace {

struct Tried {
  int64_t changes = 0;
  int64_t lost = 0;  // ELIGIBLE before and not after: that the changes reach the decision
};

// Decides each changed household of those that `change` makes of one, and reports any that became ELIGIBLE.
template <typename Change>
Tried TryAll(uint64_t law, int64_t cases, const Change& change) {
  Tried tried;
  int found = 0;
  for (int64_t number = 0; tried.changes < cases && found < kEnough; ++number) {
    DecisionGroup::Options options;
    options.sound_only = number % 8 != 0;
    options.most_households = 12;
    const DecisionGroup group(SeedOf(law, number), options);
    if (!group.ok()) return tried;
    const std::vector<Kept> before = group.Decide(group.households());
    // Mostly policies that some household meets: under the others little can go wrong.
    const bool within_reach =
        std::any_of(before.begin(), before.end(), [](const Kept& kept) { return kept.outcome == Outcome::kEligible; });
    if (!within_reach && number % 4 != 0) continue;
    for (size_t i = 0; i < before.size() && found < kEnough; ++i) {
      if (before[i].outcome == Outcome::kInvalid) continue;
      const std::vector<Changed> changed = change(group, group.households()[i]);
      std::vector<Household> households;
      for (const Changed& one : changed) households.push_back(one.household);
      const std::vector<Kept> after = group.Decide(households);
      for (size_t k = 0; k < after.size(); ++k) {
        ++tried.changes;
        const bool was = before[i].outcome == Outcome::kEligible;
        const bool is = after[k].outcome == Outcome::kEligible;
        tried.lost += was && !is ? 1 : 0;
        if (was || !is) continue;
        ++found;
        ADD_FAILURE() << group.Describe(group.households()[i]) << changed[k].path << "\nbefore: " << ToText(before[i])
                      << "\nafter:  " << ToText(after[k]);
        break;
      }
    }
  }
  return tried;
}

TEST(KnowledgeLaw, AMissingFactNeverMakesEligible) {
  const Tried tried = TryAll(5, Cases(150000), [](const DecisionGroup& group, const Household& household) {
    return WithOneFactMissing(household, group.options().recorded_when_true);
  });
  std::cout << tried.changes << " facts made missing, " << tried.lost << " times ELIGIBLE no more\n";
  EXPECT_GT(tried.lost, tried.changes / 1000) << "the law was hardly tried";
}

TEST(KnowledgeLaw, ALessPreciseDateNeverMakesEligible) {
  const Tried tried = TryAll(
      6, Cases(100000), [](const DecisionGroup&, const Household& household) { return WithOneDateLessPrecise(household); });
  std::cout << tried.changes << " dates made less precise, " << tried.lost << " times ELIGIBLE no more\n";
  EXPECT_GT(tried.lost, tried.changes / 1000) << "the law was hardly tried";
}

}  // namespace
}  // namespace graduasi::property
