// Laws of comparing two policies: the edits lead from one to the other and each stands by itself; every flip has the cause that
// trying all combinations of edits through plain decisions gives; what is counted adds up, whoever counts it.
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <set>

#include "absl/strings/str_join.h"
#include "graduasi/comparison.h"
#include "tests/property/household_source.h"
#include "tests/property/law.h"
#include "tests/property/policy_change.h"
#include "tests/property/policy_source.h"
#include "tests/unit/policy/documents.h"

namespace graduasi::property {
namespace {

constexpr uint64_t kLaw = 70;

struct Pair {
  Date as_of;
  PolicyDocument before_document;
  absl::StatusOr<Policy> before, after;
};

Pair MakePair(uint64_t seed, int most_changes, bool unrelated) {
  Random random(seed);
  ExpressionOptions options;
  options.as_of = RandomAsOf(&random);
  options.identities = false;
  options.depth = 3;
  PolicyDocument before = RandomPolicy(options, &random);
  if (random.Percent(50)) AddRandomRanking(options, &before, &random);
  const PolicyDocument after =
      unrelated ? RandomPolicy(options, &random) : Changed(before, static_cast<int>(random.Between(1, most_changes)), &random);
  return {options.as_of, before, Policy::Compile(before), Policy::Compile(after)};
}

std::string EditTexts(const PolicyDifference& difference) {
  std::vector<std::string> texts;
  for (const PolicyEdit& edit : difference.edits()) texts.push_back(edit.text.en);
  return absl::StrJoin(texts, "\n  ");
}

std::vector<size_t> All(const PolicyDifference& difference) {
  std::vector<size_t> all(difference.edits().size());
  for (size_t i = 0; i < all.size(); ++i) all[i] = i;
  return all;
}

TEST(ComparisonLaw, EveryEditMakesAPolicyAndAllOfThemTheOther) {
  const int64_t cases = Cases(400);
  int64_t edits = 0;
  for (int64_t number = 0; number < cases && !testing::Test::HasFailure(); ++number) {
    const Pair pair = MakePair(SeedOf(kLaw, number), 6, number % 20 == 0);
    ASSERT_TRUE(pair.before.ok() && pair.after.ok()) << pair.before.status() << pair.after.status();
    const absl::StatusOr<PolicyDifference> difference = PolicyDifference::Between(*pair.before, *pair.after);
    ASSERT_TRUE(difference.ok()) << difference.status();
    ASSERT_EQ(difference->edits().empty(), pair.before->hash() == pair.after->hash());
    const absl::StatusOr<Policy> all = difference->Apply(All(*difference));
    ASSERT_TRUE(all.ok()) << all.status();
    EXPECT_EQ(all->hash(), pair.after->hash()) << EditTexts(*difference);
    const absl::StatusOr<Policy> none = difference->Apply({});
    ASSERT_TRUE(none.ok()) << none.status();
    EXPECT_EQ(none->hash(), pair.before->hash()) << EditTexts(*difference);
    for (size_t i = 0; i < difference->edits().size(); ++i) {
      ++edits;
      const PolicyEdit& edit = difference->edits()[i];
      EXPECT_FALSE(edit.where.empty() || edit.text.id.empty() || edit.text.en.empty());
      const absl::StatusOr<Policy> one = difference->Apply({i});
      EXPECT_TRUE(one.ok()) << "alone: " << edit.text.en << "\n" << one.status() << "\n" << EditTexts(*difference);
      if (one.ok()) {
        EXPECT_NE(one->hash(), pair.before->hash()) << edit.text.en;
      }
    }
  }
  std::cout << edits << " edits\n";
}

FlipAnswer AnswerOf(const Policy& policy, const Household& household, Date as_of) {
  const absl::StatusOr<Decision> decision = policy.Decide(household, as_of);
  EXPECT_TRUE(decision.ok()) << decision.status();
  return {decision->outcome, decision->outcome == Outcome::kEligible ? decision->route : ""};
}

// By trying every subset of the edits, smallest first; one of them may be the day.
using Combinations = std::map<std::vector<size_t>, Policy>;

std::set<std::vector<size_t>> BruteForce(const Combinations& policies, const Household& household, Date before_day,
                                         Date after_day, size_t day_edit, const FlipAnswer& goal) {
  size_t least = SIZE_MAX;
  std::set<std::vector<size_t>> sets;
  for (const auto& [subset, policy] : policies) {
    const bool on_after_day = !subset.empty() && subset.back() == day_edit;
    if (subset.empty() || subset.size() > least) continue;
    if (AnswerOf(policy, household, on_after_day ? after_day : before_day) != goal) continue;
    if (subset.size() < least) sets.clear();
    least = subset.size();
    sets.insert(subset);
  }
  return sets;
}

Combinations AllCombinations(const PolicyDifference& difference, size_t day_edit) {
  std::vector<size_t> edits;
  for (size_t i = 0; i < difference.edits().size(); ++i) {
    if (difference.edits()[i].can_change_answers) edits.push_back(i);
  }
  Combinations policies;
  for (size_t bits = 0; bits < size_t{1} << edits.size(); ++bits) {
    std::vector<size_t> subset;
    for (size_t i = 0; i < edits.size(); ++i) {
      if ((bits >> i & 1) != 0) subset.push_back(edits[i]);
    }
    absl::StatusOr<Policy> policy = difference.Apply(subset);
    if (!policy.ok()) continue;
    policies.emplace(subset, *policy);
    if (day_edit == SIZE_MAX) continue;
    subset.push_back(day_edit);
    policies.emplace(std::move(subset), *std::move(policy));
  }
  return policies;
}

TEST(ComparisonLaw, CausesEqualBruteForceOverAllCombinationsOfEdits) {
  const int64_t cases = Cases(1000);
  int64_t flips = 0, joint = 0, several = 0;
  for (int64_t number = 0; flips < cases && !testing::Test::HasFailure(); ++number) {
    const Pair pair = MakePair(SeedOf(kLaw + 1, number), 5, false);
    ASSERT_TRUE(pair.before.ok() && pair.after.ok());
    const absl::StatusOr<PolicyDifference> difference = PolicyDifference::Between(*pair.before, *pair.after);
    ASSERT_TRUE(difference.ok()) << difference.status();
    Random random(SeedOf(kLaw + 2, number));
    std::vector<Household> households;
    for (int i = 0; i < 60; ++i) households.push_back(AnyHousehold(pair.as_of, &random));
    ComparisonOptions options;
    options.dimensions.clear();
    options.most_policies = 100'000;
    // Now and then on two days, which is one edit more.
    const bool two_days = number % 3 == 0;
    const Date after_day = two_days ? pair.as_of.AddMonths(14).value_or(pair.as_of) : pair.as_of;
    const size_t day_edit = two_days ? difference->edits().size() : SIZE_MAX;
    auto comparer = Comparer::Start(*pair.before, *pair.after, pair.as_of, after_day, options);
    ASSERT_TRUE(comparer.ok()) << comparer.status();
    ASSERT_TRUE((*comparer)->Add(households).ok());
    const absl::StatusOr<PolicyComparison> comparison = (*comparer)->Finish();
    ASSERT_TRUE(comparison.ok()) << comparison.status();
    const Combinations policies = AllCombinations(*difference, day_edit);
    std::map<int64_t, const Flip*> by_row;
    for (const Flip& flip : comparison->flips) by_row[flip.row] = &flip;
    int counted = 0;
    for (size_t row = 0; row < households.size(); ++row) {
      const FlipAnswer before = AnswerOf(*pair.before, households[row], pair.as_of);
      const FlipAnswer after = AnswerOf(*pair.after, households[row], after_day);
      const auto found = by_row.find(static_cast<int64_t>(row));
      ASSERT_EQ(found != by_row.end(), before != after) << "row " << row;
      if (before == after) continue;
      const Flip& flip = *found->second;
      EXPECT_EQ(flip.before, before);
      EXPECT_EQ(flip.after, after);
      EXPECT_TRUE(flip.narrowed);
      const std::set<std::vector<size_t>> expected =
          BruteForce(policies, households[row], pair.as_of, after_day, day_edit, after);
      EXPECT_EQ(std::set<std::vector<size_t>>(flip.sets.begin(), flip.sets.end()), expected) << EditTexts(*difference);
      joint += flip.sets.front().size() > 1 ? 1 : 0;
      several += flip.sets.size() > 1 ? 1 : 0;
      if (++counted == 8) break;  // many policies rather than many families of one
    }
    flips += counted;
  }
  std::cout << flips << " flips, " << joint << " by several edits together, " << several << " by any of several\n";
  EXPECT_GT(joint, 0);
  EXPECT_GT(several, 0);
}

// A record that contradicts itself as of one day only: no edit of the policy alone answers for it there.
TEST(ComparisonLaw, ARecordThatMakesNoSenseOnOneDayNeedsTheOtherDay) {
  PolicyDocument document = SmallPolicy();
  document.safeguards.clear();
  document.criteria[0].require.text = "!household.procedure.willing";
  const absl::StatusOr<Policy> before = Policy::Compile(document);
  document.criteria[0].require.text = "household.procedure.willing";
  const absl::StatusOr<Policy> after = Policy::Compile(document);
  ASSERT_TRUE(before.ok() && after.ok()) << before.status() << after.status();
  Household household;
  household.procedure.willing = true;
  household.assistance.emplace();
  household.members.emplace(1);
  household.members->front().born_on = Date(2026, 6, 10);
  auto comparer = Comparer::Start(*before, *after, Date(2026, 6, 1), Date(2026, 6, 15), {});
  ASSERT_TRUE(comparer.ok()) << comparer.status();
  ASSERT_TRUE((*comparer)->Add({household}).ok());
  const absl::StatusOr<PolicyComparison> comparison = (*comparer)->Finish();
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  ASSERT_EQ(comparison->flips.size(), 1u);
  EXPECT_EQ(comparison->flips[0].before.outcome, Outcome::kInvalid);
  EXPECT_EQ(comparison->flips[0].after.outcome, Outcome::kEligible);
  EXPECT_EQ(comparison->flips[0].sets, (std::vector<std::vector<size_t>>{{0, 1}}));
  EXPECT_EQ(CauseText(*comparison, comparison->flips[0].sets, true, Language::kEnglish).rfind("only because of", 0), 0u);
}

TEST(ComparisonLaw, WhatIsCountedAddsUpWhateverTheThreadsAndParts) {
  const int64_t cases = Cases(25);
  for (int64_t number = 0; number < cases && !testing::Test::HasFailure(); ++number) {
    const Pair pair = MakePair(SeedOf(kLaw + 3, number), 4, false);
    ASSERT_TRUE(pair.before.ok() && pair.after.ok());
    Random random(SeedOf(kLaw + 4, number));
    std::vector<Household> households;
    for (int i = 0; i < 150; ++i) households.push_back(AnyHousehold(pair.as_of, &random));
    // Enough rows for several portions.
    while (households.size() < 5000) households.push_back(households[static_cast<size_t>(random.Below(150))]);
    std::vector<std::string> outputs;
    for (const int threads : {1, 2, 3}) {
      ComparisonOptions options;
      options.threads = threads;
      int64_t streamed = 0;
      options.each_flip = [&](const Flip& flip) {
        EXPECT_FALSE(flip.sets.empty());
        ++streamed;
      };
      auto comparer = Comparer::Start(*pair.before, *pair.after, pair.as_of, options);
      ASSERT_TRUE(comparer.ok()) << comparer.status();
      const absl::Span<const Household> all(households);
      ASSERT_TRUE((*comparer)->Add(all.subspan(0, 100 * static_cast<size_t>(threads))).ok());
      ASSERT_TRUE((*comparer)->Add(all.subspan(100 * static_cast<size_t>(threads))).ok());
      const absl::StatusOr<PolicyComparison> comparison = (*comparer)->Finish();
      ASSERT_TRUE(comparison.ok()) << comparison.status();
      const Transitions& whole = comparison->transitions;
      EXPECT_EQ(comparison->families, 5000);
      EXPECT_EQ(whole.total(), 5000);
      EXPECT_EQ(streamed, whole.flips());
      int64_t caused = 0, newly = 0, no_longer = 0;
      for (const FlipCause& cause : comparison->causes) {
        caused += cause.flips;
        newly += cause.newly_eligible;
        no_longer += cause.no_longer_eligible;
      }
      EXPECT_EQ(caused, whole.flips());
      EXPECT_EQ(newly, whole.newly_eligible());
      EXPECT_EQ(no_longer, whole.no_longer_eligible());
      std::vector<Breakdown> breakdowns = comparison->breakdowns;
      breakdowns.push_back(comparison->completeness);
      for (const Breakdown& breakdown : breakdowns) {
        int64_t families = breakdown.rest.total(), flips = breakdown.rest.flips();
        for (const Breakdown::Class& entry : breakdown.classes) {
          families += entry.transitions.total();
          flips += entry.transitions.flips();
        }
        EXPECT_EQ(families, 5000) << breakdown.id;
        EXPECT_EQ(flips, whole.flips()) << breakdown.id;
      }
      outputs.push_back(ToJson(*comparison) + ToText(*comparison, Language::kIndonesian));
    }
    EXPECT_EQ(outputs[0], outputs[1]);
    EXPECT_EQ(outputs[0], outputs[2]);
  }
}

}  // namespace
}  // namespace graduasi::property
