// What is refused when a policy is loaded, each with a sentence that says what would be right.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/policy/checked_policy.h"
#include "tests/unit/policy/documents.h"

namespace graduasi::policy {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::SizeIs;

auto Says(const std::string& words) { return Field("message", &Finding::message, HasSubstr(words)); }

Findings FindingsOf(const PolicyDocument& document) {
  Findings findings;
  const auto policy = CheckPolicy(document, &findings);
  EXPECT_EQ(policy == nullptr, !findings.empty());
  return findings;
}

TEST(CheckPolicy, ASoundPolicyHasNoFindings) { EXPECT_THAT(FindingsOf(SmallPolicy()), SizeIs(0)); }

TEST(CheckPolicy, AllMistakesAreReportedNotOnlyTheFirst) {
  PolicyDocument document = SmallPolicy();
  document.version = At("");
  document.criteria[0].require = At("household.procedure.wiling");
  document.routes[0].all_of[1] = At("hled");
  EXPECT_THAT(FindingsOf(document),
              AllOf(Contains(Says("needs a `version`")), Contains(Says("willing")), Contains(Says("did you mean `held`"))));
}

TEST(CheckPolicy, AMistakeInAnExpressionIsPointedAtWhereItStands) {
  PolicyDocument document = SmallPolicy();
  Placed& require = document.criteria[0].require;
  require.text = "household.procedure.wiling";
  require.positions.clear();
  for (int i = 0; i <= static_cast<int>(require.text.size()); ++i) require.positions.push_back({7, 100 + i});
  const Findings findings = FindingsOf(document);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].line, 7);
  EXPECT_EQ(findings[0].column, 100 + 20);
  EXPECT_EQ(findings[0].path, "criterion.require");
}

TEST(CheckPolicy, AMistakeInAFactIsNotRepeatedWhereTheFactIsUsed) {
  PolicyDocument document = SmallPolicy();
  Fact fact;
  fact.id = At("size_of_family");
  fact.expr = At("size(household.membrs)");
  document.facts.push_back(fact);
  document.criteria[0].require = At("size_of_family > 2");
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("members")));
}

TEST(CheckPolicy, AFactMayUseOnlyFactsBeforeIt) {
  PolicyDocument document = SmallPolicy();
  Fact first, second;
  first.id = At("first");
  first.expr = At("second + 1");
  second.id = At("second");
  second.expr = At("size(household.members)");
  document.facts = {first, second};
  document.criteria[0].require = At("first > 2");
  EXPECT_THAT(FindingsOf(document), Contains(Says("`second`")));
}

TEST(CheckPolicy, ARequirementMustBeTrueOrFalse) {
  PolicyDocument document = SmallPolicy();
  document.criteria[0].require = At("size(household.members)");
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("bool")));
}

TEST(CheckPolicy, FractionsAreRefused) {
  PolicyDocument document = SmallPolicy();
  document.criteria[0].require = At("double(size(household.members)) > 2.5");
  EXPECT_THAT(FindingsOf(document), Contains(Says("whole numbers")));
}

TEST(CheckPolicy, TimestampsAndPatternsAreRefused) {
  PolicyDocument document = SmallPolicy();
  document.criteria[0].require = At("timestamp('2026-01-01T00:00:00Z').getFullYear() == 2026 && household.id.matches('a.*')");
  EXPECT_THAT(FindingsOf(document), AllOf(Contains(Says("without a time zone")), Contains(Says("matches()"))));
}

TEST(CheckPolicy, AReasonMayNotPrintAnIdentity) {
  PolicyDocument document = SmallPolicy();
  document.criteria[0].fail_id = At("KK {household.kk}");
  document.criteria[0].fail_en = At("KK");
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("may not print a NIK")));
}

TEST(CheckPolicy, AReasonStandsInBothLanguages) {
  PolicyDocument document = SmallPolicy();
  document.criteria[0].fail_id = At("Belum bersedia.");
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("English")));
}

TEST(CheckPolicy, AnUnclosedHoleIsPointedAt) {
  PolicyDocument document = SmallPolicy();
  document.criteria[0].fail_id = At("Ada {size(household.members) orang");
  document.criteria[0].fail_en = At("x");
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("is not closed")));
}

TEST(CheckPolicy, UnusedParametersFactsAndCriteriaAreRefused) {
  PolicyDocument document = SmallPolicy();
  document.parameters.push_back(IntParameter("idle", 1));
  Fact fact;
  fact.id = At("nobody_reads");
  fact.expr = At("1");
  document.facts.push_back(fact);
  document.criteria.push_back(MakeCriterion("lonely", "true"));
  EXPECT_THAT(FindingsOf(document),
              AllOf(SizeIs(3), Contains(Says("parameter idle is not used")), Contains(Says("fact nobody_reads is not used")),
                    Contains(Says("lonely stands in no route"))));
}

TEST(CheckPolicy, AnIdIsUsedOnce) {
  PolicyDocument document = SmallPolicy();
  document.criteria[1].id = At("willing");
  EXPECT_THAT(FindingsOf(document), Contains(Says("`willing` is taken by another criterion")));
}

TEST(CheckPolicy, AtLeastMoreThanThereAreIsRefused) {
  PolicyDocument document = SmallPolicy();
  document.routes[0].all_of.clear();
  document.routes[0].at_least.push_back({3, {At("willing"), At("held")}, {}});
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("at_least 3 of 2 criteria can never hold")));
}

TEST(CheckPolicy, ARouteThatAsksForNothingIsRefused) {
  PolicyDocument document = SmallPolicy();
  Route route = MakeRoute("open", {});
  document.routes.push_back(route);
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("everybody would meet it")));
}

TEST(CheckPolicy, WeightsSumToAHundredOrAreDeclaredNormalised) {
  PolicyDocument document = SmallPolicy();
  Score score;
  Score::Item item;
  item.id = At("family");
  item.value = At("size(household.members)");
  item.weight = 60;
  score.items = {item};
  score.threshold = At("3");
  document.routes[0].score = score;
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("sum to 60, not 100")));
  document.routes[0].score->normalised = true;
  EXPECT_THAT(FindingsOf(document), SizeIs(0));
}

TEST(CheckPolicy, AScoreOfManyItemsIsNoTallerThanItMustBe) {
  PolicyDocument document = SmallPolicy();
  Score score;
  score.normalised = true;
  for (int i = 0; i < 200; ++i) {
    Score::Item item;
    item.id = At("i" + std::to_string(i));
    item.value = At("1");
    item.weight = 1;
    score.items.push_back(item);
  }
  score.threshold = At("1");
  document.routes[0].score = score;
  EXPECT_THAT(FindingsOf(document), SizeIs(0));
}

TEST(CheckPolicy, DatedValuesStandInOrder) {
  PolicyDocument document = SmallPolicy();
  Parameter& parameter = document.parameters[0];
  parameter.versions.push_back(parameter.versions[0]);
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("two values start on 2026-01-01")));
  parameter.versions[1].from = At("2025-06-01");
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("stand in order")));
}

TEST(CheckPolicy, AParameterHasAValueFromThePolicysFirstDay) {
  PolicyDocument document = SmallPolicy();
  document.parameters[0].versions[0].from = At("2026-01-02");
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("no value on the policy's first day")));
}

TEST(CheckPolicy, AValueHasTheParametersType) {
  PolicyDocument document = SmallPolicy();
  document.parameters[0].versions[0].value->integer.reset();
  document.parameters[0].versions[0].value->string = "six";
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("asks for `int: ...`")));
}

TEST(CheckPolicy, RegionKeysAreRegionCodes) {
  PolicyDocument document = SmallPolicy();
  Parameter& parameter = document.parameters[0];
  parameter.key = At("household.region");
  Parameter::Entry entry;
  entry.key = "3579";
  entry.value = *parameter.versions[0].value;
  parameter.versions[0].value.reset();
  parameter.versions[0].entries = {entry};
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("not a Kemendagri region code")));
  parameter.versions[0].entries[0].key = "35.79";
  EXPECT_THAT(FindingsOf(document), SizeIs(0));
  parameter.versions[0].entries.push_back(parameter.versions[0].entries[0]);
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("stands twice")));
}

TEST(CheckPolicy, APeriodDoesNotEndBeforeItStarts) {
  PolicyDocument document = SmallPolicy();
  document.effective_until = At("2026-01-01");
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("ends before it starts")));
  document.effective_until = At("2026-02-30");
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("\"2026-02-30\" is not a day")));
}

TEST(CheckPolicy, AnAgeLimitNeedsADatedFact) {
  PolicyDocument document = SmallPolicy();
  document.criteria[0].max_age.push_back({At("household.members"), 6, {}});
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("carries no date")));
  document.criteria[0].max_age[0].fact = At("household.incmes");
  EXPECT_THAT(FindingsOf(document), ElementsAre(Says("did you mean `incomes`")));
  document.criteria[0].max_age[0].fact = At("household.incomes");
  EXPECT_THAT(FindingsOf(document), SizeIs(0));
}

}  // namespace
}  // namespace graduasi::policy
