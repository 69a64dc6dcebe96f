// Which facts are named when something is not known: the ones that would settle it, by their path, and no others.
#include "src/decide/missing.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "graduasi/engine.h"
#include "gtest/gtest.h"
#include "tests/unit/policy/documents.h"

namespace graduasi {
namespace {

using ::testing::ElementsAre;

PolicyDocument Document(std::vector<Criterion> criteria, std::vector<Route> routes) {
  PolicyDocument document;
  document.id = At("one");
  document.version = At("1");
  document.title = {"Satu", "One"};
  document.effective_from = At("2026-01-01");
  document.criteria = std::move(criteria);
  document.routes = std::move(routes);
  return document;
}

// "path why known" of what is missing of a household, as of 15 June 2026.
std::vector<std::string> Missing(const PolicyDocument& document, const Household& household) {
  const absl::StatusOr<Policy> policy = Policy::Compile(document);
  EXPECT_TRUE(policy.ok()) << policy.status();
  const absl::StatusOr<Decision> decision = policy->Decide(household, Date(2026, 6, 15));
  EXPECT_TRUE(decision.ok()) << decision.status();
  EXPECT_EQ(decision->outcome, Outcome::kNeedsData) << Name(decision->outcome);
  std::vector<std::string> texts;
  for (const MissingFact& fact : decision->missing) {
    texts.push_back(fact.path + " " + Name(fact.why) + (fact.known.empty() ? "" : " " + fact.known));
  }
  return texts;
}

// The same for a single requirement.
std::vector<std::string> Missing(const std::string& require, const Household& household) {
  return Missing(Document({MakeCriterion("only", require)}, {MakeRoute("way", {"only"})}), household);
}

Household WithMembers(int count) {
  Household household;
  household.members.emplace(static_cast<size_t>(count));
  return household;
}

TEST(Missing, OnlyTheSideOfAnAndThatIsNotKnown) {
  Household household;
  household.procedure.willing = true;
  EXPECT_THAT(Missing("household.procedure.willing && size(household.assets) > 0", household),
              ElementsAre("household.assets ABSENT"));
}

TEST(Missing, WhatOnlyARouteThatIsClosedAsksForIsNotNamed) {
  Household household = WithMembers(1);
  household.assets.emplace();
  const PolicyDocument document =
      Document({MakeCriterion("owns", "size(household.assets) > 0"), MakeCriterion("willing", "household.procedure.willing"),
                MakeCriterion("pregnant", "household.members.exists(m, m.pregnant)")},
               {MakeRoute("closed", {"owns", "willing"}), MakeRoute("open", {"pregnant"})});
  EXPECT_THAT(Missing(document, household), ElementsAre("household.members[0].pregnant ABSENT"));
}

TEST(Missing, BothSidesOfAnOrOfWhichNeitherIsKnown) {
  EXPECT_THAT(Missing("household.procedure.willing || size(household.assets) > 0", Household{}),
              ElementsAre("household.assets ABSENT", "household.procedure.willing ABSENT"));
}

TEST(Missing, TheMembersThatCouldYetBeTheOne) {
  Household household = WithMembers(3);
  household.members->at(0).pregnant = false;
  EXPECT_THAT(Missing("household.members.exists(m, m.pregnant)", household),
              ElementsAre("household.members[1].pregnant ABSENT", "household.members[2].pregnant ABSENT"));
}

TEST(Missing, AMemberWhoIsOutOfTheListIsNotAskedFor) {
  Household household = WithMembers(2);
  household.members->at(0).died_on = Date(2020, 1, 1);
  EXPECT_THAT(Missing("household.members.filter(m, !has(m.died_on)).all(m, m.enrolled)", household),
              ElementsAre("household.members[1].enrolled ABSENT"));
}

TEST(Missing, TheConditionBeforeItsBranches) {
  EXPECT_THAT(Missing("household.procedure.willing ? size(household.assets) > 0 : true", Household{}),
              ElementsAre("household.procedure.willing ABSENT"));
}

TEST(Missing, ACountThatDependsOnWhatIsNotKnown) {
  Household household = WithMembers(2);
  household.members->at(0).enrolled = true;
  EXPECT_THAT(Missing("size(household.members.filter(m, m.enrolled)) >= 2", household),
              ElementsAre("household.members[1].enrolled ABSENT"));
}

TEST(Missing, APartialDateOfAnElementOfAList) {
  Household household;
  household.assistance.emplace(1);
  household.assistance->at(0).recorded_on = PartialDate::Month(2025, 12);
  EXPECT_THAT(Missing("months_between(max(household.assistance.map(a, a.recorded_on)), as_of) >= 6", household),
              ElementsAre("household.assistance[0].recorded_on IMPRECISE 2025-12"));
}

TEST(Missing, OfSeveralArgumentsTheOneThatIsNotKnown) {
  Household household = WithMembers(1);
  household.members->at(0).income_idr = 5;
  EXPECT_THAT(Missing("min(household.members[0].income_idr, household.dwelling.power_va) > 1", household),
              ElementsAre("household.dwelling.observed_on ABSENT"));
}

TEST(Missing, OfAHistoryOnlyWhatCouldBeTheLatest) {
  Household household;
  household.incomes.emplace(4);
  for (Income& income : *household.incomes) income.amount_idr = 5;
  household.incomes->at(0).observed_on = Date(2025, 1, 1);
  household.incomes->at(1).observed_on = Date(2026, 1, 1);
  household.incomes->at(1).with_transfers = false;
  household.incomes->at(2).observed_on = Date(2026, 2, 1);
  household.incomes->at(3).observed_on = PartialDate::Year(2026);
  EXPECT_THAT(Missing("latest(household.incomes.filter(i, !i.with_transfers)).amount_idr > 1", household),
              ElementsAre("household.incomes[2].with_transfers ABSENT", "household.incomes[3].observed_on IMPRECISE 2026"));
}

TEST(Missing, TwoRecordsOfOneDayCannotBeToldApart) {
  Household household;
  household.ranks.emplace(2);
  for (WelfareRank& rank : *household.ranks) {
    rank.observed_on = Date(2026, 1, 1);
    rank.decile = 5;
  }
  EXPECT_THAT(Missing("latest(household.ranks).decile >= 5", household), ElementsAre("household.ranks IMPRECISE"));
}

TEST(Missing, ADateAfterTheDayIsNotYetKnown) {
  Household household;
  household.procedure.verified_on = Date(2026, 7, 1);
  EXPECT_THAT(Missing("household.procedure.verified_on <= as_of", household),
              ElementsAre("household.procedure.verified_on ABSENT"));
}

TEST(Missing, ARecordWithoutItsDateIsNotKnownToHaveHappened) {
  Household household;
  household.shocks.emplace(1);
  household.shocks->at(0).kind = ShockKind::kDisaster;
  EXPECT_THAT(Missing("!household.shocks.exists(s, s.kind == DISASTER)", household),
              ElementsAre("household.shocks[0].happened_on ABSENT"));
}

TEST(Missing, ANestedRecordIsNamedByItsWholePath) {
  Household household;
  household.mentoring.inspections.emplace(2);
  for (Inspection& inspection : *household.mentoring.inspections) {
    inspection.inspected_on = Date(2026, 1, 1);
    inspection.findings.emplace(2);
    for (InspectionFinding& finding : *inspection.findings) {
      finding.found_on = Date(2026, 1, 1);
      finding.severity = Severity::kMinor;
    }
  }
  household.mentoring.inspections->at(1).findings->at(1).severity.reset();
  EXPECT_THAT(Missing("household.mentoring.inspections.all(n, n.findings.all(f, f.severity != SERIOUS))", household),
              ElementsAre("household.mentoring.inspections[1].findings[1].severity ABSENT"));
}

TEST(Missing, TheFieldsThatLeaveAComparisonOfRecordsOpen) {
  Household household;
  household.shocks.emplace(2);
  household.shocks->at(0).happened_on = Date(2026, 1, 1);
  household.shocks->at(1).happened_on = Date(2026, 1, 1);
  household.shocks->at(1).kind = ShockKind::kDisaster;
  const std::vector<std::string> open = {"household.shocks[0].kind ABSENT"};
  EXPECT_EQ(Missing("household.shocks[0] == household.shocks[1]", household), open);
  EXPECT_EQ(Missing("household.shocks == household.shocks.filter(s, true)", household), open);
  household.shocks->at(1).happened_on = PartialDate::Month(2025, 12);
  household.shocks->at(0).happened_on = PartialDate::Month(2025, 12);
  EXPECT_THAT(Missing("household.shocks[0] in [household.shocks[1]]", household),
              ElementsAre("household.shocks[0].happened_on IMPRECISE 2025-12", "household.shocks[0].kind ABSENT",
                          "household.shocks[1].happened_on IMPRECISE 2025-12"));
}

}  // namespace
}  // namespace graduasi
