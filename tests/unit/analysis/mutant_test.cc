// Each kind of mutant makes exactly the documents that its mistake would, on policies small enough to list them all.
#include "src/analysis/mutant.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "src/analysis/mutant_expression.h"
#include "src/policy/checked_policy.h"
#include "src/policy/compiled_policy.h"
#include "tests/unit/policy/documents.h"

namespace graduasi::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::unique_ptr<const policy::CheckedPolicy> Checked(const PolicyDocument& document) {
  Findings findings;
  auto checked = policy::CheckPolicy(document, &findings);
  for (const Finding& finding : findings) ADD_FAILURE() << finding.path << ": " << finding.message;
  return checked;
}

PolicyDocument PolicyOf(const std::string& require) {
  PolicyDocument document = SmallPolicy();
  document.criteria[1].require = At(require, "criterion[1].require");
  document.parameters.clear();
  return document;
}

// "kind: expression after the change" for each mutant of a requirement.
std::vector<std::string> MutantsOfRequirement(const std::string& require) {
  const auto checked = Checked(PolicyOf(require));
  std::vector<std::string> out;
  if (checked == nullptr) return out;
  for (const ExpressionMutant& mutant : MutantsOf(*checked->criteria[1].require)) {
    out.push_back(absl::StrCat(Name(mutant.kind), ": ", mutant.source));
  }
  return out;
}

std::vector<std::string> ReadBool() { return {"household.members[].pregnant", "household.procedure.willing"}; }

// "id: before -> after" of the plans whose id starts so.
std::vector<std::string> Plans(const PolicyDocument& document, const std::string& start) {
  const auto checked = Checked(document);
  std::vector<std::string> out;
  if (checked == nullptr) return out;
  for (const MutantPlan& plan : PlanMutants(*checked, ReadBool(), {}).plans) {
    if (absl::StartsWith(plan.mutant.id, start)) {
      out.push_back(absl::StrCat(plan.mutant.id, ": ", plan.mutant.before, " -> ", plan.mutant.after));
    }
  }
  return out;
}

PolicyDocument After(const PolicyDocument& document, const std::string& id) {
  const auto checked = Checked(document);
  PolicyDocument changed = document;
  int found = 0;
  for (const MutantPlan& plan : PlanMutants(*checked, ReadBool(), {}).plans) {
    if (plan.mutant.id != id) continue;
    ++found;
    plan.edit(&changed);
  }
  EXPECT_EQ(found, 1) << id;
  return changed;
}

TEST(MutantTest, ComparisonsAreConfusedNegatedAndTheirNumbersMoved) {
  EXPECT_THAT(MutantsOfRequirement("size(household.members) >= 3"),
              ElementsAre("COMPARISON: size(household.members) > 3", "NEGATION: !(size(household.members) >= 3)",
                          "NUMBER: size(household.members) >= 4", "NUMBER: size(household.members) >= 2"));
  EXPECT_THAT(MutantsOfRequirement("size(household.members) < 0"),
              ElementsAre("COMPARISON: size(household.members) <= 0", "NEGATION: !(size(household.members) < 0)",
                          "NUMBER: size(household.members) < 1", "NUMBER: size(household.members) < -1"));
  EXPECT_THAT(MutantsOfRequirement("size(household.members) == size(household.ranks)"),
              ElementsAre("COMPARISON: size(household.members) != size(household.ranks)"));
}

TEST(MutantTest, ANumberWithASignIsOneNumber) {
  EXPECT_THAT(MutantsOfRequirement("size(household.members) != -1"),
              ElementsAre("COMPARISON: size(household.members) == -1", "NUMBER: size(household.members) != 0",
                          "NUMBER: size(household.members) != -2"));
}

TEST(MutantTest, AndAndOrAreConfusedOneByOne) {
  EXPECT_THAT(MutantsOfRequirement("has(household.procedure.nominated_on) && household.procedure.willing || true"),
              ElementsAre("LOGIC: has(household.procedure.nominated_on) && household.procedure.willing && true",
                          "LOGIC: has(household.procedure.nominated_on) || household.procedure.willing || true",
                          "NEGATION: !has(household.procedure.nominated_on) && household.procedure.willing || true",
                          "NEGATION: has(household.procedure.nominated_on) && !household.procedure.willing || true"));
}

TEST(MutantTest, ANegationIsDroppedAndNotDoubled) {
  EXPECT_THAT(MutantsOfRequirement("!household.procedure.willing"), ElementsAre("NEGATION: household.procedure.willing"));
}

TEST(MutantTest, QuantifiersAreConfused) {
  EXPECT_THAT(
      MutantsOfRequirement("household.members.exists(m, m.pregnant)"),
      ElementsAre("QUANTIFIER: household.members.all(m, m.pregnant)", "NEGATION: !household.members.exists(m, m.pregnant)",
                  "NEGATION: household.members.exists(m, !m.pregnant)"));
  EXPECT_THAT(MutantsOfRequirement("!household.members.exists_one(m, m.pregnant)"),
              ElementsAre("NEGATION: household.members.exists_one(m, m.pregnant)",
                          "QUANTIFIER: !household.members.exists(m, m.pregnant)",
                          "NEGATION: !household.members.exists_one(m, !m.pregnant)"));
}

TEST(MutantTest, MonthsAreCountedAsThirtyDays) {
  EXPECT_THAT(MutantsOfRequirement("household.shocks.all(s, months_between(s.happened_on, as_of) >= 6)"),
              testing::Contains("MONTHS: household.shocks.all(s, days_between(s.happened_on, as_of) / 30 >= 6)"));
  EXPECT_THAT(MutantsOfRequirement("household.shocks.all(s, s.happened_on < add_months(as_of, -6))"),
              testing::Contains("MONTHS: household.shocks.all(s, s.happened_on < add_days(as_of, 30 * -6))"));
}

TEST(MutantTest, ADayMovesByADay) {
  EXPECT_THAT(MutantsOfRequirement("as_of == date(\"2026-03-01\")"),
              ElementsAre("COMPARISON: as_of != date(\"2026-03-01\")", "NUMBER: as_of == date(\"2026-03-02\")",
                          "NUMBER: as_of == date(\"2026-02-28\")"));
}

TEST(MutantTest, TheValueOfAParameterMovesByOne) {
  EXPECT_THAT(Plans(SmallPolicy(), "hold_months."),
              ElementsAre("hold_months.parameter.1: 6 -> 7", "hold_months.parameter.2: 6 -> 5"));
  EXPECT_EQ(After(SmallPolicy(), "hold_months.parameter.2").parameters[0].versions[0].value->integer, 5);
}

TEST(MutantTest, DatedValuesAreSwappedAndTheirStartsMoved) {
  PolicyDocument document = SmallPolicy();
  Parameter::Version second = document.parameters[0].versions[0];
  second.from = At("2026-07-01");
  second.value->integer = 9;
  document.parameters[0].versions.push_back(second);
  EXPECT_THAT(Plans(document, "hold_months."),
              ElementsAre("hold_months.parameter.1: 6 -> 7", "hold_months.parameter.2: 6 -> 5",
                          "hold_months.parameter.3: 9 -> 10", "hold_months.parameter.4: 9 -> 8",
                          "hold_months.dated-value.1: 2026-01-01, 2026-07-01 -> 2026-07-01, 2026-01-01",
                          "hold_months.dated-value.2: 2026-07-01 -> 2026-07-02",
                          "hold_months.dated-value.3: 2026-07-01 -> 2026-06-30"));
  const PolicyDocument swapped = After(document, "hold_months.dated-value.1");
  EXPECT_EQ(swapped.parameters[0].versions[0].value->integer, 9);
  EXPECT_EQ(swapped.parameters[0].versions[0].from.text, "2026-01-01");
  EXPECT_EQ(swapped.parameters[0].versions[1].value->integer, 6);
  EXPECT_EQ(After(document, "hold_months.dated-value.3").parameters[0].versions[1].from.text, "2026-06-30");
}

TEST(MutantTest, OfALargeTableOnlyWhatCasesReachIsChangedAndTheRestIsSaid) {
  PolicyDocument document = SmallPolicy();
  Parameter& parameter = document.parameters[0];
  parameter.key = At("household.region");
  parameter.versions[0].value.reset();
  for (int i = 0; i < 99; ++i) {
    Parameter::Entry entry;
    entry.key = absl::StrCat("35.", i < 10 ? "0" : "", i);
    entry.value.integer = i;
    parameter.versions[0].entries.push_back(entry);
  }
  Household reached;
  reached.region = Kemendagri("35.14.02");
  const auto checked = Checked(document);
  const MutantPlans plans = PlanMutants(*checked, {}, {&reached});
  std::vector<std::string> changed;
  for (const MutantPlan& plan : plans.plans) {
    if (plan.mutant.kind == MutantKind::kParameter) changed.push_back(plan.mutant.description.en);
  }
  EXPECT_THAT(changed, ElementsAre("`hold_months` 35.14: 14 months becomes 15 months",
                                   "`hold_months` 35.14: 14 months becomes 13 months"));
  ASSERT_EQ(plans.unreached.size(), 1u);
  EXPECT_EQ(plans.unreached[0].entries, 99u);
  EXPECT_EQ(plans.unreached[0].unreached, 98u);
}

TEST(MutantTest, ASafeguardIsDroppedMisreadOrStale) {
  PolicyDocument document = SmallPolicy();
  document.safeguards[0].max_age.push_back({At("household.incomes"), 12, {}});
  EXPECT_THAT(Plans(document, "pregnant."),
              ElementsAre("pregnant.drop-safeguard.1: household.members.exists(m, m.pregnant) -> ",
                          "pregnant.missing-read.1: MISSING -> CLEAR", "pregnant.when.quantifier.1: exists -> all",
                          "pregnant.when.negation.1:  -> !", "pregnant.when.negation.2:  -> !", "pregnant.max-age.1: 12 -> ",
                          "pregnant.max-age.2: 12 -> 13", "pregnant.max-age.3: 12 -> 11"));
  EXPECT_EQ(After(document, "pregnant.drop-safeguard.1").safeguards[0].when.text, "false");
  EXPECT_THAT(After(document, "pregnant.max-age.1").safeguards[0].max_age, IsEmpty());
  EXPECT_EQ(After(document, "pregnant.max-age.3").safeguards[0].max_age[0].months, 11);
}

TEST(MutantTest, ACriterionIsMisreadOrAppliesToEverybody) {
  PolicyDocument document = SmallPolicy();
  document.criteria[0].applies_when = At("size(household.members) > 1");
  EXPECT_THAT(
      Plans(document, "willing."),
      ElementsAre("willing.missing-read.1: MISSING -> FAIL", "willing.drop-condition.1: size(household.members) > 1 -> ",
                  "willing.applies_when.comparison.1: > -> >=", "willing.applies_when.negation.1:  -> !",
                  "willing.applies_when.number.1: 1 -> 2", "willing.applies_when.number.2: 1 -> 0",
                  "willing.require.negation.1:  -> !"));
  EXPECT_TRUE(After(document, "willing.drop-condition.1").criteria[0].applies_when.empty());
  EXPECT_EQ(After(document, "willing.applies_when.number.1").criteria[0].applies_when.text, "size(household.members) > 2");
}

TEST(MutantTest, ARouteAsksForLess) {
  PolicyDocument document = SmallPolicy();
  document.criteria.push_back(MakeCriterion("third", "size(household.members) > 0"));
  Route::AtLeast at_least;
  at_least.n = 1;
  at_least.of = {At("held"), At("third")};
  document.routes[0].all_of.pop_back();
  document.routes[0].at_least.push_back(at_least);
  document.routes.push_back(MakeRoute("other", {"willing"}));
  EXPECT_THAT(Plans(document, "ready."),
              ElementsAre("ready.drop-criterion.1: willing -> ", "ready.drop-criterion.2: held -> ",
                          "ready.drop-criterion.3: third -> ", "ready.at-least.1: 1 -> 2", "ready.at-least.2: 1 -> ",
                          "ready.route-order.1: ready, other -> other, ready"));
  EXPECT_THAT(After(document, "ready.drop-criterion.1").routes[0].all_of, IsEmpty());
  EXPECT_EQ(After(document, "ready.drop-criterion.3").routes[0].at_least[0].of.size(), 1u);
  EXPECT_EQ(After(document, "ready.at-least.1").routes[0].at_least[0].n, 2);
  EXPECT_THAT(After(document, "ready.at-least.2").routes[0].at_least, IsEmpty()) << "at least none is no demand";
  EXPECT_EQ(After(document, "ready.route-order.1").routes[0].id.text, "other");
}

TEST(MutantTest, APointOfWeightGoesFromOneItemToTheNext) {
  PolicyDocument document = SmallPolicy();
  Score score;
  for (const int64_t weight : {60, 40}) {
    Score::Item item;
    item.id = At(absl::StrCat("item_", weight));
    item.title = {"a", "b"};
    item.value = At("size(household.members)");
    item.weight = weight;
    score.items.push_back(item);
  }
  score.threshold = At("3");
  document.routes[0].score = score;
  EXPECT_THAT(Plans(document, "ready.score."), ElementsAre("ready.score.number.1: 3 -> 4", "ready.score.number.2: 3 -> 2",
                                                           "ready.score.score.1: 60 -> 61", "ready.score.score.2: 60 -> 59"));
  const PolicyDocument moved = After(document, "ready.score.score.1");
  EXPECT_EQ(moved.routes[0].score->items[0].weight, 61);
  EXPECT_EQ(moved.routes[0].score->items[1].weight, 39);
  document.routes[0].score->normalised = true;
  EXPECT_EQ(After(document, "ready.score.score.4").routes[0].score->items[1].weight, 39);
  EXPECT_EQ(After(document, "ready.score.score.4").routes[0].score->items[0].weight, 60);
}

TEST(MutantTest, AFactThatIsNotRecordedIsReadAsNo) {
  EXPECT_THAT(Plans(SmallPolicy(), "household."), ElementsAre("household.members[].pregnant.missing-read.1:  -> false",
                                                              "household.procedure.willing.missing-read.1:  -> false"));
}

TEST(MutantTest, EveryMutantCompilesOrIsRefusedWithAReason) {
  const PolicyDocument document = SmallPolicy();
  const auto checked = Checked(document);
  size_t refused = 0;
  for (const MutantPlan& plan : PlanMutants(*checked, ReadBool(), {}).plans) {
    PolicyDocument changed = document;
    if (plan.edit) plan.edit(&changed);
    Findings findings;
    if (policy::CompiledPolicy::CompileVariant(changed, plan.misreading, &findings) != nullptr) continue;
    ++refused;
    ASSERT_FALSE(findings.empty()) << plan.mutant.id;
    EXPECT_FALSE(findings[0].message.empty());
  }
  EXPECT_EQ(refused, 0u);
}

TEST(MutantTest, WhatOnlyARankingReadsIsNotMutated) {
  PolicyDocument document = SmallPolicy();
  const size_t plans = PlanMutants(*Checked(document), ReadBool(), {}).plans.size();
  RankingRule& rule = document.ranking.emplace();
  rule.id = At("order");
  rule.title = {"Urutan", "Order"};
  rule.source = "test";
  RankingKey& key = rule.keys.emplace_back();
  key.id = At("k");
  key.title = rule.title;
  key.expr = At("own + params.hold_months > 3");
  key.direction = Direction::kDescending;
  key.missing = MissingPlace::kLast;
  Fact own;
  own.id = At("own");
  own.expr = At("size(household.businesses) * params.step");
  document.facts.push_back(own);
  document.parameters.push_back(IntParameter("step", 2));
  EXPECT_EQ(PlanMutants(*Checked(document), ReadBool(), {}).plans.size(), plans);
}

TEST(MutantTest, IdsDifferAndPlacesAreThoseOfTheSign) {
  PolicyDocument document = SmallPolicy();
  Placed& require = document.criteria[1].require;
  require.text = "size(household.members) >= 3";
  document.parameters.clear();
  for (size_t i = 0; i <= require.text.size(); ++i) require.positions.push_back({7, static_cast<int>(i) + 20});
  const auto checked = Checked(document);
  for (const MutantPlan& plan : PlanMutants(*checked, {}, {}).plans) {
    if (plan.mutant.id == "held.require.comparison.1") {
      EXPECT_EQ(plan.mutant.place.line, 7);
      EXPECT_EQ(plan.mutant.place.column, 20 + 24);
      EXPECT_EQ(plan.mutant.owner, "criterion held, require");
      EXPECT_EQ(plan.mutant.description.en, "`>=` becomes `>` in `size(household.members) >= 3`");
      EXPECT_EQ(plan.mutant.description.id, "`>=` menjadi `>` pada `size(household.members) >= 3`");
      return;
    }
  }
  FAIL() << "no such mutant";
}

}  // namespace
}  // namespace graduasi::analysis
