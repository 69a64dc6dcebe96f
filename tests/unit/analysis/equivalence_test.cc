// Each rule of a proof with a variant that it proves, and a near miss: not proved, and a household is found that tells.
#include "src/analysis/equivalence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "src/analysis/telling.h"
#include "src/policy/compiled_policy.h"
#include "tests/unit/policy/documents.h"

namespace graduasi::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// The rules of a proof, or that there is none and the household that tells.
struct Verdict {
  std::vector<std::string> proof;
  bool proved = false;
  std::optional<TellingHousehold> telling;
};

std::shared_ptr<const policy::CompiledPolicy> Compiled(const PolicyDocument& document) {
  Findings findings;
  auto compiled = policy::CompiledPolicy::CompileVariant(document, {}, &findings);
  for (const Finding& finding : findings) ADD_FAILURE() << finding.path << ": " << finding.message;
  return compiled;
}

Verdict Judge(const PolicyDocument& document, const PolicyDocument& changed) {
  const auto policy = Compiled(document);
  const auto variant = Compiled(changed);
  Verdict verdict;
  if (policy == nullptr || variant == nullptr) return verdict;
  Equivalence equivalence(policy->checked());
  if (const auto proof = equivalence.Prove(variant->checked())) {
    verdict.proved = true;
    for (const Text& sentence : *proof) verdict.proof.push_back(sentence.en);
  }
  TellingSearch search(*policy, {}, {});
  const columns::RecordedWhenTrue none;
  TellingSearch::Variant sought;
  sought.policy = variant.get();
  sought.recorded_when_true = &none;
  sought.parts = equivalence.Differing(variant->checked());
  for (size_t i = 0; i < document.parameters.size(); ++i) sought.parameter = static_cast<int>(i);
  verdict.telling = search.Find(sought, 20'000);
  return verdict;
}

PolicyDocument Requiring(const std::string& require) {
  PolicyDocument document = SmallPolicy();
  document.criteria[1].require = At(require);
  return document;
}
Verdict Between(const std::string& require, const std::string& changed) {
  return Judge(Requiring(require), Requiring(changed));
}

#define EXPECT_PROVED(verdict, ...)                                             \
  do {                                                                          \
    const Verdict result = (verdict);                                           \
    EXPECT_TRUE(result.proved);                                                 \
    EXPECT_THAT(result.proof, ElementsAre(__VA_ARGS__));                        \
    EXPECT_FALSE(result.telling.has_value()) << result.telling->description.en; \
  } while (false)

#define EXPECT_TOLD(verdict)                           \
  do {                                                 \
    const Verdict result = (verdict);                  \
    EXPECT_FALSE(result.proved);                       \
    ASSERT_TRUE(result.telling.has_value());           \
    EXPECT_FALSE(result.telling->differences.empty()); \
  } while (false)

TEST(EquivalenceTest, FixedFiguresAreWorkedOut) {
  EXPECT_PROVED(Between("size(household.members) >= (14 * 80 + 99) / 100", "size(household.members) >= (14 * 80 + 98) / 100"),
                HasSubstr("fixed figures"));
  EXPECT_TOLD(Between("size(household.members) >= (3 * 80 + 99) / 100", "size(household.members) >= (3 * 80 + 50) / 100"));
}

TEST(EquivalenceTest, WhatIsLeftOverOfADivisionByOneIsNothing) {
  EXPECT_TOLD(Between("size(household.members) % 1 >= 1", "size(household.members) >= 1"));
  EXPECT_PROVED(Between("size(household.members) / 1 >= 1", "size(household.members) >= 1"), HasSubstr("fixed figures"));
}

TEST(EquivalenceTest, WhatOverflowsIsNotWorkedOut) {
  EXPECT_TOLD(Between("size(household.members) >= 9223372036854775807 + 1", "size(household.members) >= 2"));
}

TEST(EquivalenceTest, WholeNumbersHaveNoParts) {
  EXPECT_PROVED(Between("size(household.members) > 2", "size(household.members) >= 3"), HasSubstr("no parts"));
  EXPECT_PROVED(Between("as_of < date(\"2026-03-01\")", "as_of <= date(\"2026-02-28\")"), HasSubstr("no parts"));
  EXPECT_PROVED(Between("size(household.members) > size(household.ranks)", "size(household.ranks) < size(household.members)"),
                HasSubstr("no parts"));
  EXPECT_TOLD(Between("size(household.members) > 2", "size(household.members) >= 2"));
  EXPECT_TOLD(Between("size(household.members) > size(household.ranks)", "size(household.ranks) <= size(household.members)"));
}

TEST(EquivalenceTest, ACountIsNotNegativeAndAFactIsWithinItsBounds) {
  EXPECT_PROVED(Between("size(household.members) > 0", "size(household.members) != 0"), HasSubstr("no parts"),
                HasSubstr("never negative"));
  EXPECT_PROVED(Between("size(household.members) == 0", "size(household.members) <= 0"), HasSubstr("no parts"),
                HasSubstr("never negative"));
  EXPECT_PROVED(Between("household.ranks.all(r, r.decile >= 1)", "household.ranks.all(r, r.decile > -5)"),
                HasSubstr("no parts"), HasSubstr("never negative"));
  EXPECT_TOLD(Between("size(household.members) > 0", "size(household.members) >= 0"));
  EXPECT_TOLD(Between("size(household.members) - 3 > 0", "size(household.members) - 3 != 0"));
  EXPECT_TOLD(Between("household.ranks.all(r, r.decile >= 1)", "household.ranks.all(r, r.decile >= 2)"));
}

TEST(EquivalenceTest, AConditionThatAlwaysHoldsIsNotTrueWhereItsFactIsNotKnown) {
  EXPECT_TOLD(Between("size(household.members) >= 0", "true"));
}

PolicyDocument Dated(const std::string& second, int64_t value) {
  PolicyDocument document = SmallPolicy();
  Parameter::Version version = document.parameters[0].versions[0];
  version.from = At(second);
  version.value->integer = value;
  document.parameters[0].versions.push_back(version);
  return document;
}

TEST(EquivalenceTest, AValueOutsideThePeriodDoesNotMatter) {
  EXPECT_PROVED(Judge(Dated("2027-01-01", 9), Dated("2027-01-01", 10)), HasSubstr("effective period"));
  EXPECT_TOLD(Judge(Dated("2026-12-31", 9), Dated("2026-12-31", 10)));
  // A first value that has ended before the policy begins.
  PolicyDocument ended = Dated("2026-01-01", 9);
  ended.parameters[0].versions[0].from = At("2025-01-01");
  PolicyDocument other = ended;
  other.parameters[0].versions[0].value->integer = 3;
  EXPECT_PROVED(Judge(ended, other), HasSubstr("effective period"));
  ended.parameters[0].versions[1].from = other.parameters[0].versions[1].from = At("2026-01-02");
  EXPECT_TOLD(Judge(ended, other));
}

PolicyDocument Table(const std::string& key, int64_t value, const std::string& jurisdiction) {
  PolicyDocument document = Requiring("size(household.members) >= params.hold_months");
  Parameter& parameter = document.parameters[0];
  parameter.key = At("household.region");
  parameter.versions[0].value.reset();
  parameter.versions[0].entries.resize(2);
  parameter.versions[0].entries[0].key = "35.14";
  parameter.versions[0].entries[0].value.integer = 4;
  parameter.versions[0].entries[1].key = key;
  parameter.versions[0].entries[1].value.integer = value;
  if (!jurisdiction.empty()) document.jurisdiction.push_back(At(jurisdiction));
  return document;
}

TEST(EquivalenceTest, AnEntryOutsideTheRegionsOfThePolicyDoesNotMatter) {
  EXPECT_PROVED(Judge(Table("35.79", 3, "35.14"), Table("35.79", 2, "35.14")), HasSubstr("outside the regions"));
  EXPECT_TOLD(Judge(Table("35.79", 3, "35"), Table("35.79", 2, "35")));
  EXPECT_TOLD(Judge(Table("35.79", 3, ""), Table("35.79", 2, "")));
  // The province's value is that of every regency which has none of its own, and of a household of which no more is known.
  EXPECT_TOLD(Judge(Table("35", 3, "35.79"), Table("35", 2, "35.79")));
}

TEST(EquivalenceTest, WhatComesToTheSameForEveryEntryIsTheSame) {
  const auto with = [](const std::string& require) {
    PolicyDocument document = Table("35.79", 3, "");
    document.criteria[1].require = At(require);
    return document;
  };
  EXPECT_PROVED(Judge(with("size(household.members) >= (params.hold_months * 10 + 9) / 10"),
                      with("size(household.members) >= (params.hold_months * 10 + 8) / 10")),
                HasSubstr("each of its entries"));
  EXPECT_PROVED(Judge(with("household.procedure.willing || params.hold_months > 2"),
                      with("household.procedure.willing || params.hold_months > 1")),
                HasSubstr("each of its entries"));
  EXPECT_TOLD(Judge(with("household.procedure.willing || params.hold_months > 2"),
                    with("household.procedure.willing || params.hold_months > 3")));
}

TEST(EquivalenceTest, OrderAndRepetitionDoNotMatter) {
  EXPECT_PROVED(Between("household.procedure.willing && size(household.members) > 2",
                        "size(household.members) > 2 && household.procedure.willing && household.procedure.willing"),
                HasSubstr("make no difference"));
  EXPECT_TOLD(Between("household.procedure.willing && size(household.members) > 2",
                      "household.procedure.willing || size(household.members) > 2"));
}

TEST(EquivalenceTest, NegationsAreCarriedInside) {
  EXPECT_PROVED(Between("!(household.procedure.willing && size(household.members) > 2)",
                        "!household.procedure.willing || size(household.members) <= 2"),
                HasSubstr("`!(a && b)`"));
  EXPECT_PROVED(Between("!household.members.exists(m, m.pregnant)", "household.members.all(m, !m.pregnant)"),
                HasSubstr("`!(a && b)`"));
  EXPECT_PROVED(Between("!(household.procedure.statement_variant == \"A\")", "household.procedure.statement_variant != \"A\""),
                HasSubstr("`!(a && b)`"));
  EXPECT_TOLD(Between("!household.members.exists(m, m.pregnant)", "household.members.exists(m, !m.pregnant)"));
}

TEST(EquivalenceTest, AChoiceIsComparedBranchByBranch) {
  const std::string choice = "(size(household.ranks) > 0 ? size(household.members) : ";
  EXPECT_PROVED(Between(choice + "0) >= 2", choice + "1) >= 2"), HasSubstr("fixed figures"), HasSubstr("`c ? a : b`"));
  EXPECT_TOLD(Between(choice + "0) >= 2", choice + "2) >= 2"));
}

PolicyDocument Scored(const std::string& first, const std::string& second, int64_t weight, int64_t threshold) {
  PolicyDocument document = SmallPolicy();
  Score score;
  for (const auto& [value, of_100] : {std::make_pair(first, weight), std::make_pair(second, 100 - weight)}) {
    Score::Item item;
    item.id = At("item_" + std::to_string(score.items.size()));
    item.title = {"butir", "item"};
    item.value = At(value);
    item.weight = of_100;
    score.items.push_back(item);
  }
  score.threshold = At(std::to_string(threshold));
  document.routes[0].all_of.clear();
  document.routes[0].score = score;
  return document;
}

TEST(EquivalenceTest, AScoreIsToldByTheCombinationsThatReachIt) {
  const std::string members = "size(household.members) > 2 ? 3 : 1";
  const std::string ranks = "size(household.ranks) > 2 ? 3 : 1";
  // 300, 240, 160 or 100: from 161 to 240 the threshold makes no difference, nor do the weights beside 70 and 30.
  EXPECT_PROVED(Judge(Scored(members, ranks, 70, 2), Scored(members, ranks, 71, 2)), HasSubstr("fixed figures"),
                HasSubstr("combinations"));
  EXPECT_PROVED(Judge(Scored(members, ranks, 70, 2), Scored(members, "size(household.ranks) > 2 ? 4 : 1", 70, 2)),
                HasSubstr("fixed figures"), HasSubstr("combinations"));
  EXPECT_TOLD(Judge(Scored(members, ranks, 70, 2), Scored(members, ranks, 40, 2)));
  EXPECT_TOLD(Judge(Scored(members, ranks, 70, 2), Scored(members, ranks, 70, 3)));
  EXPECT_TOLD(Judge(Scored(members, ranks, 60, 2), Scored(members, "size(household.ranks) > 2 ? 4 : 1", 60, 2)));
  EXPECT_TOLD(Judge(Scored(members, ranks, 40, 2), Scored(members, "size(household.ranks) > 3 ? 3 : 1", 40, 2)));
}

TEST(EquivalenceTest, WhatAChoiceAsksMattersOnlyWhereItChooses) {
  const std::string ranks = "size(household.ranks) > 0 ? 3 : 1";
  const std::string area = "household.dwelling.floor_area_m2 > 10 ? 3 : (household.dwelling.floor_area_m2 > 5 ? 2 : 1)";
  const std::string other = "household.dwelling.floor_area_m2 > 10 ? 3 : (household.dwelling.floor_area_m2 > 6 ? 2 : 1)";
  EXPECT_PROVED(Judge(Scored(ranks, area, 50, 3), Scored(ranks, other, 50, 3)), HasSubstr("fixed figures"),
                HasSubstr("no parts"), HasSubstr("combinations"));
  EXPECT_TOLD(Judge(Scored(ranks, area, 40, 2), Scored(ranks, other, 40, 2)));
  // A count of what is partly known is a range: one question about it may be known where another is not.
  const std::string count = "size(household.members.filter(m, m.pregnant)) > 10 ? 3 : (size(household.members) > 5 ? 2 : 1)";
  const std::string asked = "size(household.members.filter(m, m.pregnant)) > 10 ? 3 : (size(household.members) > 6 ? 2 : 1)";
  EXPECT_FALSE(Judge(Scored(ranks, count, 50, 3), Scored(ranks, asked, 50, 3)).proved);
}

TEST(EquivalenceTest, RoutesThatAskForOppositeThingsMayStandInAnyOrder) {
  const auto routes = [](const std::string& first, const std::string& second, bool swapped) {
    PolicyDocument document = SmallPolicy();
    document.parameters.clear();
    document.criteria.clear();
    document.criteria.push_back(MakeCriterion("one", first));
    document.criteria.push_back(MakeCriterion("two", second));
    document.routes.clear();
    document.routes.push_back(MakeRoute("a", {"one"}));
    document.routes.push_back(MakeRoute("b", {"two"}));
    if (swapped) std::swap(document.routes[0], document.routes[1]);
    return document;
  };
  const std::string none = "size(household.members) == 0";
  const std::string some = "size(household.members) >= 1";
  EXPECT_PROVED(Judge(routes(none, some, false), routes(none, some, true)), HasSubstr("no parts"), HasSubstr("opposite"));
  EXPECT_PROVED(Judge(routes(some, none, false), routes(some, none, true)), HasSubstr("no parts"), HasSubstr("opposite"));
  const std::string two = "size(household.members) <= 1";
  EXPECT_TOLD(Judge(routes(two, some, false), routes(two, some, true)));
}

TEST(EquivalenceTest, InAListOfOneAllIsSome) {
  const auto alone = [](const std::string& count, const std::string& macro) {
    return "size(household.members) " + count + " && household.members." + macro + "(m, m.pregnant)";
  };
  EXPECT_PROVED(Between(alone("== 1", "all"), alone("== 1", "exists")), HasSubstr("no parts"), HasSubstr("one element"));
  EXPECT_TOLD(Between(alone("== 2", "all"), alone("== 2", "exists")));
  EXPECT_TOLD(Between(alone("<= 1", "all"), alone("<= 1", "exists")));
  EXPECT_TOLD(Between("size(household.ranks) == 1 && household.members.all(m, m.pregnant)",
                      "size(household.ranks) == 1 && household.members.exists(m, m.pregnant)"));
  EXPECT_TOLD(Between("size(household.members) == 1 || household.members.all(m, m.pregnant)",
                      "size(household.members) == 1 || household.members.exists(m, m.pregnant)"));
}

TEST(EquivalenceTest, ARouteNeedNotAskForWhatASafeguardMakesSureOf) {
  const auto asking = [](const std::string& require) {
    PolicyDocument document = SmallPolicy();  // its safeguard: household.members.exists(m, m.pregnant)
    document.criteria.push_back(MakeCriterion("nobody_pregnant", require));
    document.routes[0].all_of.push_back(At("nobody_pregnant"));
    return document;
  };
  const auto without = [](PolicyDocument document) {
    document.routes[0].all_of.pop_back();
    return document;
  };
  PolicyDocument document = asking("!household.members.exists(m, m.pregnant)");
  EXPECT_PROVED(Judge(document, without(document)), HasSubstr("whether the route asks"));
  document = asking("household.members.all(m, !m.pregnant)");
  EXPECT_PROVED(Judge(document, without(document)), HasSubstr("!(a && b)"), HasSubstr("whether the route asks"));

  // What the safeguard says itself; of others too; of fewer; of facts that grow old for one of the two.
  document = asking("household.members.exists(m, m.pregnant)");
  EXPECT_TOLD(Judge(document, without(document)));
  document = asking("!household.members.exists(m, m.pregnant || m.severely_disabled)");
  EXPECT_TOLD(Judge(document, without(document)));
  document = asking("size(household.members) < 3");
  document.safeguards[0].when = At("size(household.members) > 3");
  EXPECT_FALSE(Judge(document, without(document)).proved);
  document = asking("!household.incomes.exists(i, i.amount_idr > 100)");
  document.safeguards[0].when = At("household.incomes.exists(i, i.amount_idr > 100)");
  EXPECT_PROVED(Judge(document, without(document)), HasSubstr("whether the route asks"));
  document.criteria.back().max_age.push_back({At("household.incomes"), 12, {}});
  EXPECT_TOLD(Judge(document, without(document)));
}

TEST(EquivalenceTest, WhatOnlyAReasonReadsDecidesNothing) {
  PolicyDocument document = SmallPolicy();
  Fact fact;
  fact.id = At("shown");
  fact.expr = At("size(household.members)");
  document.facts.push_back(fact);
  document.criteria[0].fail_id = document.criteria[0].fail_en = At("{shown}");
  PolicyDocument other = document;
  other.facts[0].expr = At("size(household.members) + 1");
  EXPECT_PROVED(Judge(document, other), HasSubstr("wording of a reason"));
  document.criteria[0].require = other.criteria[0].require = At("household.procedure.willing && shown > 1");
  EXPECT_TOLD(Judge(document, other));
}

TEST(EquivalenceTest, AnAgeLimitIsPartOfWhatDecides) {
  PolicyDocument document = Requiring("household.incomes.exists(i, i.amount_idr > 1)");
  document.criteria[1].max_age.push_back({At("household.incomes"), 12, {}});
  PolicyDocument other = document;
  other.criteria[1].max_age[0].months = 13;
  EXPECT_TOLD(Judge(document, other));
}

TEST(EquivalenceTest, NotKnownReadAsNoIsNoEquivalent) {
  const PolicyDocument document = SmallPolicy();
  const auto policy = Compiled(document);
  Findings findings;
  for (const policy::Misreading& misreading : {policy::Misreading{0, -1}, policy::Misreading{-1, 0}}) {
    const auto variant = policy::CompiledPolicy::CompileVariant(document, misreading, &findings);
    EXPECT_FALSE(Equivalence(policy->checked()).Prove(variant->checked()).has_value());
  }
}

}  // namespace
}  // namespace graduasi::analysis
