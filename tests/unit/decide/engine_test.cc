// What a decision says and never says, on small policies made in memory.
#include "graduasi/engine.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/policy/documents.h"

namespace graduasi {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Date kDay(2026, 6, 15);

// A family of two that meets SmallPolicy.
Household ReadyFamily() {
  Household household;
  household.id = "H1";
  household.members.emplace(2);
  for (Member& member : *household.members) member.pregnant = false;
  household.assistance.emplace(1);
  household.assistance->at(0).recorded_on = Date(2025, 12, 15);
  household.procedure.willing = true;
  return household;
}

Decision Decide(const PolicyDocument& document, const Household& household, const DecideOptions& options = {}) {
  Findings findings;
  absl::StatusOr<Policy> policy = Policy::Compile(document, &findings);
  EXPECT_TRUE(policy.ok()) << policy.status();
  absl::StatusOr<Decision> decision = policy->Decide(household, kDay, options);
  EXPECT_TRUE(decision.ok()) << decision.status();
  return *std::move(decision);
}

Decision Decide(const Household& household) { return Decide(SmallPolicy(), household); }

std::vector<std::string> MissingPaths(const Decision& decision) {
  std::vector<std::string> paths;
  for (const MissingFact& fact : decision.missing) paths.push_back(fact.path);
  return paths;
}

TEST(Engine, AFamilyThatMeetsEverythingMayBeProposed) {
  const Decision decision = Decide(ReadyFamily());
  EXPECT_EQ(decision.outcome, Outcome::kEligible);
  EXPECT_EQ(decision.route, "ready");
  EXPECT_EQ(decision.household_id, "H1");
  EXPECT_EQ(decision.policy_id, "small");
  EXPECT_THAT(decision.missing, IsEmpty());
}

TEST(Engine, TheSixMonthsEndOnTheDayNotBefore) {
  Household household = ReadyFamily();
  household.assistance->at(0).recorded_on = Date(2025, 12, 16);
  const Decision decision = Decide(household);
  EXPECT_EQ(decision.outcome, Outcome::kNotYet);
  EXPECT_EQ(decision.route, "ready");
  const CriterionDecision& held = decision.criteria[1];
  EXPECT_EQ(held.result, CriterionResult::kFail);
  ASSERT_THAT(held.comparisons, SizeIs(1));
  EXPECT_EQ(held.comparisons[0].actual, "5");
  EXPECT_EQ(held.comparisons[0].op, ">=");
  EXPECT_EQ(held.comparisons[0].required, "6");
  EXPECT_EQ(held.comparisons[0].unit, "months");
  ASSERT_THAT(held.witnesses, SizeIs(1));
  EXPECT_EQ(held.witnesses[0].path, "household.assistance[0]");
}

TEST(Engine, AMissingFactIsNamedByItsPath) {
  Household household = ReadyFamily();
  household.procedure.willing.reset();
  const Decision decision = Decide(household);
  EXPECT_EQ(decision.outcome, Outcome::kNeedsData);
  EXPECT_THAT(MissingPaths(decision), ElementsAre("household.procedure.willing"));
  EXPECT_EQ(decision.missing[0].why, WhyMissing::kAbsent);
  EXPECT_THAT(decision.missing[0].needed_by, ElementsAre("willing"));
}

TEST(Engine, AMissingListIsNotAnEmptyList) {
  Household household = ReadyFamily();
  household.assistance.reset();
  EXPECT_THAT(MissingPaths(Decide(household)), ElementsAre("household.assistance"));
  household.assistance.emplace();
  EXPECT_EQ(Decide(household).outcome, Outcome::kEligible);
}

TEST(Engine, AnotherFailureMakesTheMissingFactUnneeded) {
  Household household = ReadyFamily();
  household.procedure.willing.reset();
  household.assistance->at(0).recorded_on = Date(2026, 6, 1);
  const Decision decision = Decide(household);
  EXPECT_EQ(decision.outcome, Outcome::kNotYet);
  EXPECT_THAT(decision.missing, IsEmpty());
  EXPECT_THAT(decision.criteria[0].missing, ElementsAre("household.procedure.willing"));
}

TEST(Engine, ASafeguardStandsAboveEveryRoute) {
  Household household = ReadyFamily();
  household.members->at(1).pregnant = true;
  const Decision decision = Decide(household);
  EXPECT_EQ(decision.outcome, Outcome::kProtected);
  EXPECT_EQ(decision.safeguards[0].result, SafeguardResult::kHolds);
  EXPECT_THAT(decision.safeguards[0].witnesses, ElementsAre(Field(&Witness::path, "household.members[1]")));
  EXPECT_EQ(decision.route, "");
}

TEST(Engine, AnUnknownSafeguardNeverLeadsToEligible) {
  Household household = ReadyFamily();
  household.members->at(1).pregnant.reset();
  const Decision decision = Decide(household);
  EXPECT_EQ(decision.outcome, Outcome::kNeedsData);
  EXPECT_THAT(MissingPaths(decision), ElementsAre("household.members[1].pregnant"));
  EXPECT_THAT(decision.missing[0].needed_by, ElementsAre("pregnant"));
}

TEST(Engine, ARegisterMayDeclareWhatItRecordsOnlyWhenTrue) {
  Household household = ReadyFamily();
  for (Member& member : *household.members) member.pregnant.reset();
  DecideOptions options;
  options.recorded_when_true = {"household.members[].pregnant"};
  const Decision decision = Decide(SmallPolicy(), household, options);
  EXPECT_EQ(decision.outcome, Outcome::kEligible);
  EXPECT_THAT(decision.recorded_when_true, ElementsAre("household.members[].pregnant"));
}

TEST(Engine, OnlyAYesOrNoFactCanBeDeclaredSo) {
  absl::StatusOr<Policy> policy = Policy::Compile(SmallPolicy());
  ASSERT_TRUE(policy.ok());
  DecideOptions options;
  options.recorded_when_true = {"household.members[].born_on"};
  EXPECT_THAT(policy->Decide(ReadyFamily(), kDay, options).status().message(), HasSubstr("not a yes-or-no fact"));
  options.recorded_when_true = {"household.members[].pregnnt"};
  EXPECT_THAT(policy->Decide(ReadyFamily(), kDay, options).status().message(), HasSubstr("did you mean `pregnant`"));
}

TEST(Engine, EventsAfterTheDayAreNotYetKnown) {
  Household household = ReadyFamily();
  household.assistance->push_back({});
  household.assistance->at(1).recorded_on = Date(2026, 6, 16);
  EXPECT_EQ(Decide(household).outcome, Outcome::kEligible);
}

TEST(Engine, APartialDateIsKnownIfTheDayDoesNotMatter) {
  Household household = ReadyFamily();
  household.assistance->at(0).recorded_on = PartialDate::Month(2025, 11);
  EXPECT_EQ(Decide(household).outcome, Outcome::kEligible);
  household.assistance->at(0).recorded_on = PartialDate::Month(2025, 12);
  const Decision decision = Decide(household);
  EXPECT_EQ(decision.outcome, Outcome::kNeedsData);
  ASSERT_THAT(decision.missing, SizeIs(1));
  EXPECT_EQ(decision.missing[0].path, "household.assistance[0].recorded_on");
  EXPECT_EQ(decision.missing[0].why, WhyMissing::kImprecise);
  EXPECT_EQ(decision.missing[0].known, "2025-12");
}

TEST(Engine, AnOldFactIsStaleAndNamed) {
  PolicyDocument document = SmallPolicy();
  document.criteria[0].require = At("latest(household.incomes.filter(i, !i.with_transfers)).amount_idr > 1000000");
  document.criteria[0].max_age.push_back({At("household.incomes"), 12, {}});
  Household household = ReadyFamily();
  household.incomes.emplace(1);
  household.incomes->at(0) = {Date(2025, 6, 15), 2000000, false, {}};
  EXPECT_EQ(Decide(document, household).outcome, Outcome::kEligible);
  household.incomes->at(0).observed_on = Date(2025, 6, 14);
  const Decision decision = Decide(document, household);
  EXPECT_EQ(decision.outcome, Outcome::kNeedsData);
  ASSERT_THAT(decision.missing, SizeIs(1));
  EXPECT_EQ(decision.missing[0].path, "household.incomes[0]");
  EXPECT_EQ(decision.missing[0].why, WhyMissing::kStale);
  EXPECT_EQ(decision.missing[0].known, "2025-06-14");
}

TEST(Engine, AnEmptyListHasNoLatestAndTheListIsNamed) {
  PolicyDocument document = SmallPolicy();
  document.criteria[0].require = At("latest(household.ranks).decile >= 5");
  Household household = ReadyFamily();
  household.ranks.emplace();
  EXPECT_THAT(MissingPaths(Decide(document, household)), ElementsAre("household.ranks"));
}

TEST(Engine, ARegionWithoutAnEntryIsMissingNeverAnothersValue) {
  PolicyDocument document = SmallPolicy();
  Parameter& parameter = document.parameters[0];
  parameter.key = At("household.region");
  Parameter::Entry entry;
  entry.key = "35.79";
  entry.value = *parameter.versions[0].value;
  parameter.versions[0].value.reset();
  parameter.versions[0].entries = {entry};
  Household household = ReadyFamily();
  household.region = Kemendagri("35.79.02.1004");
  EXPECT_EQ(Decide(document, household).outcome, Outcome::kEligible);
  household.region = Kemendagri("35.7");
  EXPECT_EQ(Decide(document, household).outcome, Outcome::kInvalid);
  household.region = Kemendagri("35.78");
  Decision decision = Decide(document, household);
  EXPECT_EQ(decision.outcome, Outcome::kNeedsData);
  EXPECT_THAT(MissingPaths(decision), ElementsAre("params.hold_months"));
  EXPECT_EQ(decision.missing[0].why, WhyMissing::kNoEntry);
  household.region.code.reset();
  EXPECT_THAT(MissingPaths(Decide(document, household)), ElementsAre("household.region.code"));
}

TEST(Engine, AnErrorIsNeverAbsorbed) {
  PolicyDocument document = SmallPolicy();
  document.criteria[0].require = At("household.procedure.willing || 10 / (size(household.members) - 2) > 1");
  const Decision decision = Decide(document, ReadyFamily());
  EXPECT_EQ(decision.outcome, Outcome::kInvalid);
  ASSERT_THAT(decision.findings, SizeIs(1));
  EXPECT_EQ(decision.findings[0].path, "willing");
  EXPECT_THAT(decision.findings[0].message, HasSubstr("divides by zero"));
}

TEST(Engine, ABranchNotTakenDoesNoHarm) {
  PolicyDocument document = SmallPolicy();
  document.criteria[0].require = At("size(household.members) == 2 ? household.procedure.willing : 10 / 0 > 1");
  EXPECT_EQ(Decide(document, ReadyFamily()).outcome, Outcome::kEligible);
}

TEST(Engine, ACriterionThatDoesNotApplyNeitherBlocksNorCounts) {
  PolicyDocument document = SmallPolicy();
  document.criteria[1].applies_when = At("size(household.assistance) > 5");
  EXPECT_EQ(Decide(document, ReadyFamily()).outcome, Outcome::kEligible);
  document.routes[0].all_of.clear();
  document.routes[0].at_least.push_back({2, {At("willing"), At("held")}, {}});
  const Decision decision = Decide(document, ReadyFamily());
  EXPECT_EQ(decision.outcome, Outcome::kNotYet);
  EXPECT_EQ(decision.criteria[1].result, CriterionResult::kNotApplicable);
  EXPECT_EQ(decision.routes[0].at_least[0].passed, 1);
  EXPECT_EQ(decision.routes[0].at_least[0].of, 1);
}

TEST(Engine, TheFirstRouteThatIsMetIsTheRoute) {
  PolicyDocument document = SmallPolicy();
  document.routes.insert(document.routes.begin(), MakeRoute("first", {"willing"}));
  EXPECT_EQ(Decide(document, ReadyFamily()).route, "first");
  document.criteria[0].require = At("!household.procedure.willing");
  const Decision decision = Decide(document, ReadyFamily());
  EXPECT_EQ(decision.outcome, Outcome::kNotYet);
  EXPECT_THAT(decision.routes[0].blocked_by, ElementsAre("willing"));
}

TEST(Engine, AScoreIsComparedExactly) {
  PolicyDocument document = SmallPolicy();
  Score score;
  for (const int64_t weight : {60, 40}) {
    Score::Item item;
    item.id = At("item" + std::to_string(weight));
    item.value = At("size(household.members)");
    item.weight = weight;
    score.items.push_back(item);
  }
  score.threshold = At("2");
  document.routes[0].score = score;
  Decision decision = Decide(document, ReadyFamily());
  EXPECT_EQ(decision.outcome, Outcome::kEligible);
  EXPECT_EQ(decision.routes[0].score, 200);
  EXPECT_EQ(decision.routes[0].score_threshold, 200);
  document.routes[0].score->threshold = At("3");
  decision = Decide(document, ReadyFamily());
  EXPECT_EQ(decision.outcome, Outcome::kNotYet);
}

TEST(Engine, APolicyDecidesNothingOutsideItsPeriod) {
  absl::StatusOr<Policy> policy = Policy::Compile(SmallPolicy());
  ASSERT_TRUE(policy.ok());
  EXPECT_THAT(policy->Decide(ReadyFamily(), Date(2025, 12, 31)).status().message(), HasSubstr("not yet in effect"));
  EXPECT_TRUE(policy->Decide(ReadyFamily(), Date(2026, 1, 1)).ok());
  EXPECT_TRUE(policy->Decide(ReadyFamily(), Date(2026, 12, 31)).ok());
  EXPECT_THAT(policy->Decide(ReadyFamily(), Date(2027, 1, 1)).status().message(), HasSubstr("no longer in effect"));
}

TEST(Engine, APolicyHoldsInItsRegionsOnly) {
  PolicyDocument document = SmallPolicy();
  document.jurisdiction = {At("35.79")};
  Household household = ReadyFamily();
  household.region = Kemendagri("35.79.02");
  EXPECT_EQ(Decide(document, household).outcome, Outcome::kEligible);
  household.region = Kemendagri("35.14");
  EXPECT_EQ(Decide(document, household).outcome, Outcome::kInvalid);
  household.region = Region{};
  const Decision decision = Decide(document, household);
  EXPECT_EQ(decision.outcome, Outcome::kNeedsData);
  EXPECT_THAT(MissingPaths(decision), ElementsAre("household.region.system"));
}

TEST(Engine, AContradictoryRecordIsInvalidAndItsResultsRemain) {
  Household household = ReadyFamily();
  household.members->at(0).nik = "12345678901234567";
  const Decision decision = Decide(household);
  EXPECT_EQ(decision.outcome, Outcome::kInvalid);
  ASSERT_THAT(decision.findings, SizeIs(1));
  EXPECT_EQ(decision.findings[0].path, "members[0].nik");
  EXPECT_THAT(decision.findings[0].message, testing::Not(HasSubstr("1234567")));
  EXPECT_THAT(decision.criteria, SizeIs(2));
}

TEST(Engine, AParameterIsThatOfTheDay) {
  PolicyDocument document = SmallPolicy();
  Parameter& parameter = document.parameters[0];
  parameter.versions.push_back(parameter.versions[0]);
  parameter.versions[1].from = At("2026-06-16");
  parameter.versions[1].value->integer = 12;
  EXPECT_EQ(Decide(document, ReadyFamily()).outcome, Outcome::kEligible);
  parameter.versions[1].from = At("2026-06-15");
  EXPECT_EQ(Decide(document, ReadyFamily()).outcome, Outcome::kNotYet);
}

TEST(Engine, ReasonsCarryTheFiguresInBothLanguages) {
  PolicyDocument document = SmallPolicy();
  document.criteria[1].require = At("household.assistance.all(a, a.amount_idr >= 1000000)");
  document.parameters.clear();
  document.criteria[1].fail_id =
      At("Terkecil {min(household.assistance.map(a, a.amount_idr))} pada {latest(household.assistance).recorded_on}.");
  document.criteria[1].fail_en =
      At("Least {min(household.assistance.map(a, a.amount_idr))} on {latest(household.assistance).recorded_on}.");
  Household household = ReadyFamily();
  household.assistance->at(0).amount_idr = 671273;
  const Decision decision = Decide(document, household);
  EXPECT_EQ(decision.criteria[1].reason.id, "Terkecil Rp671.273 pada 15 Desember 2025.");
  EXPECT_EQ(decision.criteria[1].reason.en, "Least IDR 671,273 on 15 December 2025.");
}

TEST(Engine, ManyAtOnceAreDecidedLikeOne) {
  absl::StatusOr<Policy> policy = Policy::Compile(SmallPolicy());
  ASSERT_TRUE(policy.ok());
  std::vector<Household> households;
  for (int i = 0; i < 5000; ++i) {
    Household household = ReadyFamily();
    household.id = "H" + std::to_string(i);
    if (i % 3 == 1) household.procedure.willing = false;
    if (i % 5 == 2) household.members->at(0).pregnant.reset();
    if (i % 7 == 3) household.assistance->at(0).recorded_on = Date(2026, 1, 1);
    if (i % 11 == 4) household.members->at(0).pregnant = true;
    if (i % 13 == 5) household.members->at(0).nik = "x";
    households.push_back(std::move(household));
  }
  size_t seen = 0;
  ASSERT_TRUE(policy
                  ->DecideAll(households, kDay, {},
                              [&](size_t index, const Verdict& verdict) {
                                EXPECT_EQ(index, seen++);
                                if (index % 17 != 0) return;
                                const absl::StatusOr<Decision> one = policy->Decide(households[index], kDay);
                                ASSERT_TRUE(one.ok());
                                EXPECT_EQ(verdict.outcome, one->outcome);
                                ASSERT_EQ(verdict.criteria.size(), one->criteria.size());
                                for (size_t i = 0; i < one->criteria.size(); ++i)
                                  EXPECT_EQ(verdict.criteria[i], one->criteria[i].result);
                              })
                  .ok());
  EXPECT_EQ(seen, households.size());
}

TEST(Engine, TheFactsThatAPolicyReadsAreKnown) {
  absl::StatusOr<Policy> policy = Policy::Compile(SmallPolicy());
  ASSERT_TRUE(policy.ok());
  EXPECT_THAT(policy->facts_read(),
              testing::IsSupersetOf({"household.assistance", "household.assistance[].recorded_on", "household.members",
                                     "household.members[].pregnant", "household.procedure.willing"}));
}

TEST(Explain, APageTellsOutcomeReasonsAndRights) {
  Household household = ReadyFamily();
  household.procedure.willing = false;
  const Decision decision = Decide(household);
  const std::string indonesian = Explain(decision, Language::kIndonesian);
  EXPECT_THAT(indonesian, HasSubstr("H1   BELUM SIAP (jalur ready)   kebijakan small 1, per 15 Juni 2026"));
  EXPECT_THAT(indonesian, HasSubstr("willing  Judul willing"));
  EXPECT_THAT(indonesian, HasSubstr("berhak mengajukan keberatan"));
  EXPECT_THAT(Explain(decision, Language::kEnglish), HasSubstr("NOT YET READY"));
}

}  // namespace
}  // namespace graduasi
