// What the matchers of graduasi/testing.h accept, and what they say where they do not.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "graduasi/testing.h"
#include "gtest/gtest-spi.h"
#include "gtest/gtest.h"
#include "tests/unit/testing/village_policy.h"

namespace graduasi {
namespace {

using ::testing::AllOf;
using ::testing::DescribeMatcher;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::SizeIs;

template <typename Matcher, typename Value>
std::string Explain(const Matcher& matcher, const Value& value) {
  ::testing::StringMatchResultListener listener;
  ::testing::SafeMatcherCast<const Value&>(matcher).MatchAndExplain(value, &listener);
  return listener.str();
}

// The failures that `test` causes, which are then none of this test.
template <typename Test>
std::vector<std::string> FailuresOf(const Test& test) {
  ::testing::TestPartResultArray results;
  {
    ::testing::ScopedFakeTestPartResultReporter reporter(
        ::testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
    test();
  }
  std::vector<std::string> messages;
  for (int i = 0; i < results.size(); ++i) messages.push_back(results.GetTestPartResult(i).message());
  return messages;
}

TEST(Matchers, EachOutcomeIsItselfAndNoOther) {
  const std::vector<Decision> decisions = {Decide(Contradictory()), Decide(Pregnant()), Decide(Unknown()), Decide(Poor()),
                                           Decide(Ready())};
  const std::vector<::testing::Matcher<const Decision&>> matchers = {IsInvalid(), IsProtected(), NeedsData(), IsNotYet(),
                                                                     IsEligible()};
  for (size_t i = 0; i < decisions.size(); ++i) {
    for (size_t j = 0; j < matchers.size(); ++j) {
      EXPECT_EQ(matchers[j].Matches(decisions[i]), i == j) << ::testing::PrintToString(decisions[i].outcome) << " " << j;
    }
  }
}

TEST(Matchers, ADecisionPrintsAsWhatItIs) {
  EXPECT_EQ(::testing::PrintToString(Decide(Ready())), "ELIGIBLE by mandiri (village 1 on 2026-06-15)");
  EXPECT_EQ(::testing::PrintToString(Decide(Poor())), "NOT_YET, nearest mandiri (village 1 on 2026-06-15)");
  EXPECT_EQ(::testing::PrintToString(Decide(Pregnant())), "PROTECTED (village 1 on 2026-06-15)");
  EXPECT_EQ(::testing::PrintToString(absl::StatusOr<Decision>(Decide(Ready()))), ::testing::PrintToString(Decide(Ready())));
  EXPECT_EQ(::testing::PrintToString(Outcome::kNeedsData), "NEEDS_DATA");
  EXPECT_EQ(::testing::PrintToString(CriterionResult::kNotApplicable), "NOT_APPLICABLE");
  EXPECT_EQ(::testing::PrintToString(Date(2026, 6, 15)), "2026-06-15");
}

TEST(Matchers, AnEligibleFamilyLeavesByItsRoute) {
  EXPECT_THAT(Decide(Ready()), IsEligibleBy("mandiri"));
  EXPECT_THAT(Decide(Ready()), Not(IsEligibleBy("alamiah")));
  EXPECT_THAT(Decide(Poor()), Not(IsEligibleBy("mandiri")));
  EXPECT_THAT(Decide(Poor()), HasRoute("mandiri"));
  EXPECT_EQ(DescribeMatcher<const Decision&>(IsEligibleBy("mandiri")), "is ELIGIBLE by mandiri");
  EXPECT_EQ(DescribeMatcher<const Decision&>(Not(IsEligibleBy("mandiri"))), "is not ELIGIBLE by mandiri");
}

TEST(Matchers, WhatFailedIsToldWithItsReasonAndItsFigures) {
  EXPECT_EQ(Explain(IsEligible(), Decide(Poor())),
            "which is NOT_YET because:\n"
            "  income FAIL: Income is IDR 900,000 a month.\n"
            "    false  latest(household.incomes).amount_idr >= params.line   900000 >= 1000000 IDR per month");
  EXPECT_EQ(Explain(Passes("held", "income"), Decide(Poor())),
            "where\n"
            "  income FAIL: Income is IDR 900,000 a month.\n"
            "    false  latest(household.incomes).amount_idr >= params.line   900000 >= 1000000 IDR per month");
}

TEST(Matchers, AFailedExpectationReadsAsASentence) {
  const Decision decision = Decide(Poor());
  EXPECT_NONFATAL_FAILURE(EXPECT_THAT(decision, IsEligibleBy("mandiri")),
                          "Value of: decision\n"
                          "Expected: is ELIGIBLE by mandiri\n"
                          "  Actual: NOT_YET, nearest mandiri (village 1 on 2026-06-15) (of type graduasi::Decision), "
                          "which is NOT_YET because:\n"
                          "  income FAIL: Income is IDR 900,000 a month.\n");
}

TEST(Matchers, WhyNotEachOutcome) {
  EXPECT_THAT(Explain(IsEligible(), Decide(Pregnant())), HasSubstr("which is PROTECTED because:\n  S2 HOLDS: "));
  EXPECT_EQ(Explain(IsEligible(), Decide(Unknown())),
            "which is NEEDS_DATA because:\n  household.incomes ABSENT, needed by income");
  EXPECT_THAT(Explain(IsEligible(), Decide(Contradictory())), HasSubstr("which is INVALID because:\n  members[0].nik: "));
  EXPECT_THAT(Explain(IsNotYet(), Decide(Ready())), HasSubstr("which is ELIGIBLE by mandiri:\n  held PASS"));
}

TEST(Matchers, ResultsOfCriteriaAreToldApart) {
  EXPECT_THAT(Decide(Ready()), Passes("held", "income"));
  EXPECT_THAT(Decide(Poor()), Fails("income"));
  EXPECT_THAT(Decide(Poor()), Not(Fails("held")));
  EXPECT_THAT(Decide(Poor()), Not(Fails("held", "income")));
  EXPECT_THAT(Decide(Unknown()), CannotJudge("income"));
  EXPECT_THAT(Decide(Ready()), Not(CannotJudge("income")));
  EXPECT_THAT(Decide(Ready().No<Assistance>()), DoesNotApply("held"));
  EXPECT_THAT(Decide(Ready()), Not(DoesNotApply("held")));
}

TEST(Matchers, FailsOnlyIsExact) {
  const HouseholdBuilder both = Poor().Set("household.assistance[0].recorded_on", Date(2026, 6, 1));
  EXPECT_THAT(Decide(Poor()), FailsOnly("income"));
  EXPECT_THAT(Decide(both), FailsOnly("income", "held"));
  EXPECT_THAT(Decide(both), Fails("income"));
  EXPECT_THAT(Decide(both), Not(FailsOnly("income")));
  EXPECT_THAT(Explain(FailsOnly("income"), Decide(both)), MatchesRegex("where\n  held FAIL: .*"));
  EXPECT_THAT(Explain(FailsOnly("income", "held"), Decide(Poor())), MatchesRegex("where\n  held PASS: .*"));
}

TEST(Matchers, AProtectedFamilyIsProtectedBySomething) {
  const HouseholdBuilder both = Pregnant().Set(&Procedure::objections, std::vector{Record(&Objection::filed_on, "2026-06-01")});
  EXPECT_THAT(Decide(Pregnant()), IsProtectedBy("S2"));
  EXPECT_THAT(Decide(Pregnant()), IsProtectedOnlyBy("S2"));
  EXPECT_THAT(Decide(both), IsProtectedBy("S2"));
  EXPECT_THAT(Decide(both), IsProtectedBy("S2", "S4"));
  EXPECT_THAT(Decide(both), Not(IsProtectedOnlyBy("S2")));
  EXPECT_THAT(Decide(Ready()), Not(IsProtectedBy("S2")));
  EXPECT_THAT(Explain(IsProtectedBy("S4"), Decide(Pregnant())), MatchesRegex("where\n  S4 CLEAR.*"));
  EXPECT_THAT(Explain(IsProtectedBy("S2"), Decide(Poor())), HasSubstr("which is NOT_YET because:\n  income FAIL"));
}

TEST(Matchers, MissingFactsAreNamedByTheirPaths) {
  const HouseholdBuilder two = Unknown().Forget("household.members[1].pregnant");
  EXPECT_THAT(Decide(Unknown()), IsMissing("household.incomes"));
  EXPECT_THAT(Decide(Unknown()), IsMissingOnly("household.incomes"));
  EXPECT_THAT(Decide(two), IsMissing("household.incomes"));
  EXPECT_THAT(Decide(two), Not(IsMissingOnly("household.incomes")));
  EXPECT_THAT(Decide(two), IsMissingOnly("household.incomes", "household.members[1].pregnant"));
  EXPECT_THAT(Decide(Ready()), Not(IsMissing("household.incomes")));
  EXPECT_EQ(Explain(IsMissing("household.ranks"), Decide(Ready())), "which is ELIGIBLE and misses nothing");
  EXPECT_EQ(Explain(IsMissing("household.ranks"), Decide(Unknown())),
            "which is NEEDS_DATA and misses:\n  household.incomes ABSENT, needed by income");
}

TEST(Matchers, AReasonIsReadInEitherLanguage) {
  EXPECT_THAT(Decide(Poor()), HasReason("income", HasSubstr("IDR 900,000")));
  EXPECT_THAT(Decide(Poor()), HasReason("income", "Pendapatan Rp900.000 sebulan.", Language::kIndonesian));
  EXPECT_THAT(Decide(Poor()), Not(HasReason("income", HasSubstr("IDR 900,000"), Language::kIndonesian)));
  EXPECT_THAT(Decide(Pregnant()), HasReason("S2", HasSubstr("pregnant")));
  EXPECT_EQ(Explain(HasReason("income", HasSubstr("rent")), Decide(Poor())),
            "where income is FAIL: Income is IDR 900,000 a month.");
  EXPECT_EQ(DescribeMatcher<const Decision&>(HasReason("income", HasSubstr("rent"))),
            "has a reason of income in English that has substring \"rent\"");
}

TEST(Matchers, AFindingIsReadWithItsPath) {
  EXPECT_THAT(Decide(Contradictory()), HasFinding(HasSubstr("members[0].nik: ")));
  EXPECT_THAT(Decide(Ready()), Not(HasFinding(HasSubstr(""))));
}

TEST(Matchers, WhatDecideReturnsIsMatchedAsItIs) {
  EXPECT_THAT(VillagePolicy().Decide(Ready(), Date(2026, 6, 15)), IsEligible());
  EXPECT_THAT(VillagePolicy().Decide(Poor(), Date(2026, 6, 15)), AllOf(IsNotYet(), FailsOnly("income")));
}

TEST(Matchers, NoDecisionIsNeitherYesNorNo) {
  const absl::StatusOr<Decision> none = VillagePolicy().Decide(Ready(), Date(2025, 6, 15));
  const auto yes = FailuresOf([&] { EXPECT_THAT(none, IsEligible()); });
  ASSERT_FALSE(yes.empty());
  EXPECT_THAT(yes.front(), HasSubstr("there is no decision: FAILED_PRECONDITION: "));
  EXPECT_THAT(yes.front(), HasSubstr("not yet in effect"));
  const auto no = FailuresOf([&] { EXPECT_THAT(none, Not(IsEligible())); });
  ASSERT_THAT(no, SizeIs(1));
  EXPECT_THAT(no[0], HasSubstr("not yet in effect"));
}

TEST(Matchers, AnIdThatThePolicyDoesNotHaveIsNeitherYesNorNo) {
  const Decision decision = Decide(Ready());
  const auto no = FailuresOf([&] { EXPECT_THAT(decision, Not(Fails("G99"))); });
  ASSERT_THAT(no, SizeIs(1));
  EXPECT_THAT(no[0], HasSubstr("policy village 1 has no criterion `G99`; it has held, income"));
  EXPECT_THAT(FailuresOf([&] { EXPECT_THAT(decision, Not(IsEligibleBy("mandri"))); }), SizeIs(1));
  EXPECT_THAT(FailuresOf([&] { EXPECT_THAT(decision, Not(IsProtectedBy("S9"))); }), SizeIs(1));
  EXPECT_THAT(FailuresOf([&] { EXPECT_THAT(decision, Not(HasReason("S9", "x"))); }), SizeIs(1));
  EXPECT_THAT(FailuresOf([&] { EXPECT_THAT(decision, Not(HasRoute("mandri"))); }), SizeIs(1));
  EXPECT_THAT(FailuresOf([&] { EXPECT_THAT(decision, Not(AllOf(IsEligible(), Fails("G99")))); }), Not(SizeIs(0)));
}

}  // namespace
}  // namespace graduasi
