// Laws of rankings: nothing about decisions depends on one; the places are those that the reference interpreter's values give;
// the order in which families come, and the parts they come in, make no difference; only the eligible are ranked.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graduasi/comparison.h"
#include "graduasi/ranking.h"
#include "src/analysis/mutant.h"
#include "src/decide/admission.h"
#include "src/policy/leaves.h"
#include "src/programme/ranker.h"
#include "tests/property/household_source.h"
#include "tests/property/law.h"
#include "tests/property/near_family.h"
#include "tests/property/policy_source.h"
#include "tests/reference/environment.h"

namespace graduasi::property {
namespace {

constexpr uint64_t kLaw = 95;

struct Made {
  Date as_of;
  PolicyDocument document;  // with a ranking
  std::vector<Household> households;
};

Made Make(uint64_t seed, int64_t households) {
  Random random(seed);
  ExpressionOptions options;
  options.as_of = RandomAsOf(&random);
  options.identities = false;
  options.depth = 3;
  Made made;
  made.as_of = options.as_of;
  made.document = RandomPolicy(options, &random);
  AddRandomRanking(options, &made.document, &random);
  for (int64_t i = 0; i < households; ++i) {
    // Often the same family under another id, so that there are ties.
    made.households.push_back(i > 0 && random.Percent(40)
                                  ? made.households[static_cast<size_t>(random.Below(static_cast<uint64_t>(i)))]
                                  : AnyHousehold(made.as_of, &random));
    made.households.back().id = absl::StrCat("H", i);
  }
  return made;
}

// Everything but the ranking and what it alone reads.
PolicyDocument WithoutRanking(PolicyDocument document) {
  document.ranking.reset();
  const auto drop = [](auto* list) {
    list->erase(std::remove_if(list->begin(), list->end(), [](const auto& x) { return x.id.text.rfind("ranking_", 0) == 0; }),
                list->end());
  };
  drop(&document.facts);
  drop(&document.parameters);
  return document;
}

std::vector<std::string> MutantsOf(const Policy& policy) {
  std::vector<std::string> mutants;
  const policy::CheckedPolicy& checked = decide::CompiledOf(policy).checked();
  for (const analysis::MutantPlan& plan : analysis::PlanMutants(checked, policy.facts_read(), {}).plans) {
    mutants.push_back(absl::StrCat(plan.mutant.id, ": ", plan.mutant.before, " -> ", plan.mutant.after));
  }
  for (const policy::Leaf& leaf : policy::LeavesOf(checked)) mutants.push_back(absl::StrCat(leaf.owner, ": ", leaf.text));
  return mutants;
}

TEST(RankingLaw, NothingAboutDecisionsDependsOnARanking) {
  const int64_t cases = Cases(2000);
  int64_t pairs = 0;
  for (int64_t number = 0; pairs < cases && !testing::Test::HasFailure(); ++number) {
    const Made made = Make(SeedOf(kLaw, number), 20);
    const absl::StatusOr<Policy> with = Policy::Compile(made.document);
    const absl::StatusOr<Policy> without = Policy::Compile(WithoutRanking(made.document));
    ASSERT_TRUE(with.ok() && without.ok()) << with.status() << without.status();
    EXPECT_NE(with->hash(), without->hash());
    EXPECT_EQ(with->facts_read(), without->facts_read());
    EXPECT_TRUE(without->ranking_facts_read().empty());
    EXPECT_EQ(MutantsOf(*with), MutantsOf(*without));
    for (const Household& household : made.households) {
      ++pairs;
      const absl::StatusOr<Decision> a = with->Decide(household, made.as_of);
      const absl::StatusOr<Decision> b = without->Decide(household, made.as_of);
      ASSERT_TRUE(a.ok() && b.ok()) << a.status() << b.status();
      EXPECT_EQ(ToJson(*a), ToJson(*b));
    }
    for (const auto& [from, to] : {std::make_pair(*with, *without), std::make_pair(*without, *with)}) {
      const absl::StatusOr<PolicyDifference> difference = PolicyDifference::Between(from, to);
      ASSERT_TRUE(difference.ok()) << difference.status();
      EXPECT_FALSE(difference->edits().empty());
      for (const PolicyEdit& edit : difference->edits()) EXPECT_FALSE(edit.can_change_answers) << edit.text.en;
    }
  }
  std::cout << pairs << " pairs\n";
}

std::string Dump(const Ranking& ranking) {
  std::string text = absl::StrCat(ranking.policy_hash, " ", ranking.families, "\n");
  for (const RankedFamily& family : ranking.ranked) {
    absl::StrAppend(&text, family.place, " ", family.household_id, " of ", family.sharing);
    for (const RankingValue& value : family.values) {
      absl::StrAppend(&text, " ", static_cast<int>(value.kind), value.imprecise ? "~" : "",
                      value.value.has_value() ? absl::StrCat(*value.value) : "-");
    }
    absl::StrAppend(&text, family.before_next_by.has_value() ? absl::StrCat(" by ", *family.before_next_by) : "", "\n");
  }
  for (const UnrankedFamily& family : ranking.unranked) absl::StrAppend(&text, family.household_id, " ", family.key, "\n");
  return text;
}

// Smaller stands first; nothing of it is shared with the product.
using Order = std::vector<std::pair<int, __int128>>;

struct Expected {
  std::map<std::string, Order> orders;
  std::map<std::string, size_t> errors;
};

void ByInterpreter(const Made& made, const std::vector<std::string>& recorded_when_true, Expected* expected) {
  std::string problem;
  const auto environment = reference::PolicyEnvironment::Make(made.document, &problem);
  ASSERT_NE(environment, nullptr) << problem;
  std::vector<std::shared_ptr<const cel::Expression>> keys;
  for (const RankingKey& key : made.document.ranking->keys) {
    std::vector<cel::Issue> issues;
    keys.push_back(cel::Check(key.expr.text, environment->names(), &issues));
    ASSERT_NE(keys.back(), nullptr);
  }
  for (const Household& household : made.households) {
    Order order;
    std::optional<size_t> error;
    for (size_t i = 0; i < keys.size(); ++i) {
      const RankingKey& key = made.document.ranking->keys[i];
      reference::Reading reading;
      reading.as_of = made.as_of;
      for (const MaxAge& limit : key.max_age) reading.age_limits.push_back({limit.fact.text, limit.months});
      reading.recorded_when_true = recorded_when_true;
      const reference::Value value = environment->Evaluate(*keys[i], household, reading);
      if (value.is(reference::Kind::kError) && !error.has_value()) error = i;
      const __int128 number = value.is(reference::Kind::kBool) ? (value.truth ? 1 : 0) : value.lo;
      if (value.present() && (value.is(reference::Kind::kBool) || value.lo == value.hi)) {
        order.emplace_back(1, key.direction == Direction::kAscending ? number : -number);
      } else {
        order.emplace_back(key.missing == MissingPlace::kFirst ? 0 : 2, 0);
      }
    }
    if (error.has_value()) {
      expected->errors[*household.id] = *error;
    } else {
      expected->orders[*household.id] = std::move(order);
    }
  }
}

TEST(RankingLaw, PlacesAreThoseOfTheInterpretersValues) {
  const int64_t cases = Cases(4000);
  int64_t families = 0, ties = 0, errors = 0;
  for (int64_t number = 0; families < cases && !testing::Test::HasFailure(); ++number) {
    const Made made = Make(SeedOf(kLaw + 1, number), 60);
    Random random(SeedOf(kLaw + 2, number));
    const absl::StatusOr<Policy> policy = Policy::Compile(made.document);
    ASSERT_TRUE(policy.ok()) << policy.status();
    DecideOptions options;
    options.recorded_when_true = RandomDeclarations(&random);
    Expected expected;
    ByInterpreter(made, options.recorded_when_true, &expected);
    if (testing::Test::HasFailure()) return;

    std::string first;
    for (int round = 0; round < 4; ++round) {
      std::vector<const Household*> order;
      for (const Household& household : made.households) order.push_back(&household);
      if (round > 0) random.Shuffle(&order);
      absl::StatusOr<programme::Ranker> ranker = programme::Ranker::Create(*policy, made.as_of, options);
      ASSERT_TRUE(ranker.ok()) << ranker.status();
      for (size_t begin = 0; begin < order.size();) {
        const size_t part = round == 0 ? order.size() : static_cast<size_t>(random.Between(0, 25));
        const size_t end = std::min(order.size(), begin + part);
        ranker->Add(absl::MakeConstSpan(order).subspan(begin, end - begin));
        begin = end;
      }
      const Ranking ranking = (*std::move(ranker)).Finish();
      if (round == 0) first = Dump(ranking);
      ASSERT_EQ(Dump(ranking), first) << "in another order, in other parts";
      if (round > 0) continue;

      ASSERT_EQ(ranking.ranked.size(), expected.orders.size());
      ASSERT_EQ(ranking.unranked.size(), expected.errors.size());
      for (const UnrankedFamily& family : ranking.unranked) {
        ++errors;
        ASSERT_EQ(expected.errors.count(family.household_id), 1u);
        EXPECT_EQ(family.key, expected.errors[family.household_id]);
      }
      for (const RankedFamily& family : ranking.ranked) {
        ++families;
        const Order& own = expected.orders[family.household_id];
        int64_t before = 0, equal = 0;
        for (const auto& [id, other] : expected.orders) {
          before += other < own ? 1 : 0;
          equal += other == own ? 1 : 0;
        }
        ties += equal > 1 ? 1 : 0;
        EXPECT_EQ(family.place, before + 1) << family.household_id << "\n" << ToText(made.document);
        EXPECT_EQ(family.sharing, equal) << family.household_id;
      }
    }
  }
  std::cout << families << " families ranked, " << ties << " of them in ties, " << errors << " with an error in a key\n";
  EXPECT_GT(ties, 0);
  EXPECT_GT(errors, 0);
}

TEST(RankingLaw, ExactlyTheEligibleAreRanked) {
  const Policy policy = OpenPolicy("policies/pkh-graduasi/2026.policy.txtpb");
  const std::vector<const CaseFamily*> cases = CaseFamiliesOf("policies/pkh-graduasi/2026.policy.txtpb");
  Random random(SeedOf(kLaw + 3, 0));
  const Date as_of(2026, 6, 15);
  std::vector<Household> households;
  for (int64_t i = 0; i < Families(2000); ++i) {
    households.push_back(NearFamily(random.Of(cases)->household, static_cast<int>(random.Between(0, 3)), &random));
    households.back().id = absl::StrCat("H", i);
  }
  std::set<std::string> eligible;
  std::map<Outcome, int64_t> others;
  for (const Household& household : households) {
    const absl::StatusOr<Decision> decision = policy.Decide(household, as_of);
    ASSERT_TRUE(decision.ok()) << decision.status();
    if (decision->outcome == Outcome::kEligible) {
      eligible.insert(*household.id);
    } else {
      ++others[decision->outcome];
    }
  }
  const absl::StatusOr<Ranking> ranking = RankEligible(policy, households, as_of);
  ASSERT_TRUE(ranking.ok()) << ranking.status();
  std::set<std::string> placed;
  for (const RankedFamily& family : ranking->ranked) placed.insert(family.household_id);
  for (const UnrankedFamily& family : ranking->unranked) placed.insert(family.household_id);
  EXPECT_EQ(placed, eligible);
  EXPECT_EQ(ranking->others, others);
  EXPECT_EQ(ranking->families, static_cast<int64_t>(households.size()));
  std::cout << eligible.size() << " eligible of " << households.size() << "\n";
  EXPECT_GT(eligible.size(), households.size() / 20);
}

}  // namespace
}  // namespace graduasi::property
