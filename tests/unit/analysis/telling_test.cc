// The household that tells is small, holds no identity that was given in, and is the same each time; and a run on the mutants
// of a small policy counts as it says.
#include "src/analysis/telling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "graduasi/mutation.h"
#include "src/decide/admission.h"
#include "tests/unit/policy/documents.h"

namespace graduasi::analysis {
namespace {

using testing::HasSubstr;
using testing::Not;

Household Family() {
  Household household;
  household.kk = "3579010000000100";
  household.region = Kemendagri("35.79.01");
  household.procedure.willing = true;
  household.members.emplace(2);
  for (Member& member : *household.members) {
    member.nik = "357901000000000" + std::to_string(&member - household.members->data() + 1);
    member.pregnant = false;
    member.sex = Sex::kFemale;
    member.born_on = Date(1990, 1, 2);
  }
  household.assistance.emplace(1);
  (*household.assistance)[0].recorded_on = Date(2025, 6, 1);
  (*household.assistance)[0].kind = AssistanceKind::kCash;
  return household;
}

PolicyTestSuite SuiteOf(const Household& household, Outcome outcome) {
  PolicyTestSuite suite;
  TestCase test;
  test.name = At("a family");
  test.as_of = Date(2026, 6, 15);
  test.household = household;
  test.expect.outcome = outcome;
  suite.cases.push_back(test);
  return suite;
}

MutationReport Report(const PolicyDocument& document, const std::vector<PolicyTestSuite>& suites) {
  const absl::StatusOr<Policy> policy = Policy::Compile(document);
  EXPECT_TRUE(policy.ok()) << policy.status();
  absl::StatusOr<MutationReport> report = TestMutants(*policy, suites);
  EXPECT_TRUE(report.ok()) << report.status();
  return report.ok() ? *std::move(report) : MutationReport();
}

const MutantResult& Find(const MutationReport& report, const std::string& id) {
  for (const MutantResult& result : report.mutants) {
    if (result.mutant.id == id) return result;
  }
  ADD_FAILURE() << "no mutant " << id;
  return report.mutants.front();
}

TEST(TellingTest, NothingThatTheDifferenceDoesNotNeedIsLeft) {
  const MutationReport report = Report(SmallPolicy(), {SuiteOf(Family(), Outcome::kEligible)});
  const MutantResult& later = Find(report, "hold_months.parameter.1");
  ASSERT_EQ(later.standing, MutantStanding::kSurvives);
  ASSERT_TRUE(later.telling.has_value());
  const Household& household = later.telling->household;
  EXPECT_FALSE(household.members.has_value());
  EXPECT_FALSE(household.kk.has_value());
  EXPECT_FALSE(household.procedure.willing.has_value());
  ASSERT_TRUE(household.assistance.has_value());
  ASSERT_EQ(household.assistance->size(), 1u);
  EXPECT_FALSE((*household.assistance)[0].kind.has_value());
  ASSERT_TRUE((*household.assistance)[0].recorded_on.has_value());
  EXPECT_EQ(MonthsBetween((*household.assistance)[0].recorded_on->last(), later.telling->as_of), 6) << "on the boundary";
  ASSERT_FALSE(later.telling->differences.empty());
  EXPECT_EQ(later.telling->differences.back().of, "criterion held");
  EXPECT_EQ(later.telling->differences.back().policy, "PASS");
  EXPECT_EQ(later.telling->differences.back().mutant, "FAIL");
}

TEST(TellingTest, IdentitiesAreMadeUpAndNotSaid) {
  PolicyDocument document = SmallPolicy();
  document.criteria[0].require = At("household.members.all(m, size(m.nik) == 16) && household.procedure.willing");
  PolicyTestSuite suite = SuiteOf(Family(), Outcome::kEligible);
  suite.cases[0].expect.outcome.reset();
  suite.cases[0].expect.criteria.push_back({At("held"), CriterionResult::kPass});
  const MutationReport report = Report(document, {suite});
  bool some = false;
  for (const MutantResult& result : report.mutants) {
    if (!result.telling.has_value() || !result.telling->household.members.has_value()) continue;
    for (const Member& member : *result.telling->household.members) {
      if (!member.nik.has_value()) continue;
      some = true;
      EXPECT_THAT(*member.nik, testing::StartsWith("999999"));
      EXPECT_THAT(result.telling->description.en, HasSubstr("nik recorded"));
      EXPECT_THAT(result.telling->description.en, Not(HasSubstr(*member.nik)));
    }
  }
  EXPECT_TRUE(some) << "no telling household holds a NIK";
}

TEST(TellingTest, AWordyDescriptionSaysCountsAndFigures) {
  Household household = Family();
  household.incomes.emplace(1);
  (*household.incomes)[0].amount_idr = 3222112;
  const Text text = DescribeHousehold(household);
  EXPECT_THAT(text.en, HasSubstr("2 members"));
  EXPECT_THAT(text.en, HasSubstr("code 35.79.01"));
  EXPECT_THAT(text.en, HasSubstr("incomes[0]: amount_idr IDR 3,222,112"));
  EXPECT_THAT(text.id, HasSubstr("2 anggota"));
  EXPECT_THAT(text.id, HasSubstr("amount_idr Rp3.222.112"));
  EXPECT_THAT(text.en, Not(HasSubstr("3579010000000")));
  EXPECT_EQ(DescribeHousehold(Household()).en, "nothing is recorded");
}

TEST(MutationTest, AMutantIsKilledByTheCaseThatFailsOnIt) {
  const MutationReport report = Report(SmallPolicy(), {SuiteOf(Family(), Outcome::kEligible)});
  const MutantResult& negated = Find(report, "willing.require.negation.1");
  EXPECT_EQ(negated.standing, MutantStanding::kKilled);
  EXPECT_EQ(negated.killed_by, "a family");
  EXPECT_EQ(Find(report, "pregnant.drop-safeguard.1").standing, MutantStanding::kSurvives);
  EXPECT_EQ(report.cases, 1u);
  EXPECT_EQ(report.killed + report.equivalent + report.survived, report.mutants.size());
  EXPECT_EQ(report.score_per_mille(), static_cast<int64_t>(report.killed * 1000 / (report.killed + report.survived)));
}

TEST(MutationTest, WithoutAnythingToKillTheScoreIsFull) { EXPECT_EQ(MutationReport().score_per_mille(), 1000); }

TEST(MutationTest, WhatWouldNotLoadIsNotCountedButSaid) {
  PolicyDocument document = SmallPolicy();
  document.criteria.pop_back();
  document.parameters.clear();
  document.routes[0].all_of.pop_back();
  const MutationReport report = Report(document, {});
  ASSERT_EQ(report.refused.size(), 1u);
  EXPECT_EQ(report.refused[0].mutant.id, "ready.drop-criterion.1");
  EXPECT_THAT(report.refused[0].finding, HasSubstr("asks for nothing"));
  for (const MutantResult& result : report.mutants) EXPECT_NE(result.mutant.id, "ready.drop-criterion.1");
}

TEST(MutationTest, TestsThatFailOnThePolicyItselfAreRefused) {
  const absl::StatusOr<Policy> policy = Policy::Compile(SmallPolicy());
  const std::vector<PolicyTestSuite> suites = {SuiteOf(Family(), Outcome::kProtected)};
  const absl::StatusOr<MutationReport> report = TestMutants(*policy, suites);
  EXPECT_EQ(report.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(report.status().message()), HasSubstr("\"a family\""));
}

TEST(MutationTest, TheReportReadsInBothLanguages) {
  const MutationReport report = Report(SmallPolicy(), {SuiteOf(Family(), Outcome::kEligible)});
  EXPECT_THAT(ToText(report, "small.policy.txtpb", Language::kEnglish), HasSubstr("safeguard pregnant is dropped"));
  EXPECT_THAT(ToText(report, "", Language::kIndonesian), HasSubstr("Keluarga yang membedakan, per 2026-06-15"));
}

}  // namespace
}  // namespace graduasi::analysis
