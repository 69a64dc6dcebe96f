// A cohort of Kota Batu under the reference policy: who stands where, what keeps whom back, and what the target still asks.
#include "graduasi/cohort.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/repository.h"

namespace graduasi {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;

const Date kDay(2026, 6, 15);

const Policy& Reference() {
  static const Policy& policy = *new Policy(*Policy::Parse(ReadRepositoryFile(kReferencePolicy)));
  return policy;
}

// ELIGIBLE by mandiri.
Household Ready(int number) {
  static const std::string& json = *[] {
    const std::string text = ReadRepositoryFile("tests/cases/vector_3_resolved.json");
    const size_t begin = text.find("\"household\": ") + 13;
    return new std::string(text.substr(begin, text.find(",\n  \"expect\"") - begin));
  }();
  Household household = *ParseHouseholdJson(json);
  household.id = absl::StrCat("B-", number);
  return household;
}

Household WithOpenFinding(int number) {
  Household household = Ready(number);
  auto& finding = (*(*household.mentoring.inspections)[0].findings)[0];
  finding.resolved_on.reset();
  finding.verified_on.reset();
  return household;
}

LifeRules Rules() {
  LifeRules rules;
  rules.completed_by_procedure = {"G14"};
  return rules;
}

LifeHistory History(int number, std::vector<LifeEventKind> kinds) {
  LifeHistory history(absl::StrCat("B-", number), Rules());
  for (const LifeEventKind kind : kinds) {
    LifeEvent event;
    event.kind = kind;
    event.on = kDay;
    event.actor = "dinsos-1";
    event.role = kind == LifeEventKind::kObject ? LifeRole::kHousehold : LifeRole::kOfficer;
    event.document = "d";
    event.reason = "r";
    event.item = "E12";
    event.severity = Severity::kSerious;
    event.decision.emplace();
    event.decision->household_id = history.household_id();
    event.decision->as_of = kDay;
    event.decision->outcome = Outcome::kEligible;
    event.decision->route_kind = RouteKind::kNatural;
    const auto refusal = history.Append(event);
    EXPECT_FALSE(refusal.has_value()) << refusal->why.en;
  }
  return history;
}

TEST(Cohort, WhatKeepsWhomBackIsCounted) {
  std::vector<Household> households;
  for (int i = 0; i < 4; ++i) households.push_back(Ready(i));
  households[1].procedure.verified_on.reset();  // a candidate all the same
  households.push_back(WithOpenFinding(4));
  households.push_back(WithOpenFinding(5));
  (*households.back().incomes)[1].amount_idr = 100000;  // and too little income
  households.push_back(Ready(6));
  households.back().incomes.reset();
  households.push_back(Ready(7));
  (*households.back().members)[1].pregnant = true;
  households.push_back(Ready(8));
  households.back().kk = "1";

  households.push_back(WithOpenFinding(9));  // and nothing is known of its income
  households.back().incomes.reset();

  const auto report = ReportCohort(Reference(), households, {}, kDay, Rules());
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->families, 10);
  EXPECT_EQ(report->without_history, 10);
  EXPECT_THAT(report->by_outcome,
              ElementsAre(Pair(Outcome::kInvalid, 1), Pair(Outcome::kProtected, 1), Pair(Outcome::kNeedsData, 2),
                          Pair(Outcome::kNotYet, 3), Pair(Outcome::kEligible, 3)));
  EXPECT_EQ(report->candidates, 4);
  ASSERT_GE(report->failing.size(), 2u);
  EXPECT_EQ(report->failing[0].id, "G13");
  EXPECT_EQ(report->failing[0].families, 3);
  EXPECT_EQ(report->failing[0].alone, 1);
  EXPECT_EQ(report->failing[0].percent.ToString(), "30.00");
  EXPECT_EQ(report->failing[1].id, "G07");
  EXPECT_EQ(report->failing[1].alone, 0);
  ASSERT_THAT(report->protecting, SizeIs(1));
  EXPECT_EQ(report->protecting[0].id, "S2");
  std::vector<std::string> facts;
  for (const Obstruction& fact : report->missing_facts) facts.push_back(fact.id);
  EXPECT_THAT(facts, ::testing::UnorderedElementsAre("household.incomes", "household.procedure.verified_on"));
  EXPECT_FALSE(report->conversion.has_value());
}

TEST(Cohort, AboutFiftyOfWhomThirtyToThirtyFiveAreToGraduate) {
  std::vector<Household> households;
  std::vector<LifeHistory> histories;
  for (int i = 0; i < 50; ++i) households.push_back(Ready(i));
  Target target;
  target.period = PartialDate::Year(2026);
  target.least = 30;
  target.most = 35;
  auto report = ReportCohort(Reference(), households, histories, kDay, Rules(), &target);
  ASSERT_TRUE(report.ok());
  ASSERT_TRUE(report->conversion.has_value());
  EXPECT_EQ(report->conversion->needed->least.ToString(), "60.00");
  EXPECT_EQ(report->conversion->needed->most.ToString(), "70.00");

  using K = LifeEventKind;
  histories.push_back(History(0, {K::kNominate, K::kAssess, K::kVerify, K::kGraduate}));
  histories.push_back(History(1, {K::kNominate, K::kAssess, K::kVerify, K::kGraduate, K::kObject}));
  histories.push_back(History(2, {K::kNominate, K::kAssess, K::kVerify, K::kGraduate, K::kReturn}));
  histories.push_back(History(3, {K::kIdentify, K::kStartMentoring, K::kRecordFinding}));
  report = ReportCohort(Reference(), households, histories, kDay, Rules(), &target);
  ASSERT_TRUE(report.ok());
  EXPECT_THAT(report->by_state,
              ElementsAre(Pair(LifeState::kInMentoring, 1), Pair(LifeState::kGraduated, 2), Pair(LifeState::kReturned, 1)));
  EXPECT_EQ(report->without_history, 46);
  EXPECT_EQ(report->objecting, 1);
  EXPECT_EQ(report->with_open_findings, 1);
  EXPECT_EQ(report->conversion->graduated, 2);
  EXPECT_EQ(report->conversion->returned, 1);
  EXPECT_EQ(report->conversion->in_pipeline, 47);
  EXPECT_EQ(report->conversion->still_least, 28);
  EXPECT_EQ(report->conversion->still_most, 33);
  EXPECT_EQ(report->conversion->needed->least.ToString(), "59.57");
  EXPECT_EQ(report->conversion->needed->most.ToString(), "70.21");
  EXPECT_TRUE(report->conversion->possible);
  target.least = target.most = 50;
  report = ReportCohort(Reference(), households, histories, kDay, Rules(), &target);
  EXPECT_FALSE(report->conversion->possible);
  EXPECT_THAT(Explain(*report, Language::kEnglish), HasSubstr("can no longer be met"));
}

TEST(Cohort, EverybodyIsCountedOnceOrTheCountIsRefused) {
  std::vector<Household> households = {Ready(1), Ready(1)};
  EXPECT_FALSE(ReportCohort(Reference(), households, {}, kDay, Rules()).ok());
  households[1].id.reset();
  EXPECT_FALSE(ReportCohort(Reference(), households, {}, kDay, Rules()).ok());
  households.pop_back();
  EXPECT_FALSE(ReportCohort(Reference(), households, {History(2, {})}, kDay, Rules()).ok());
  EXPECT_FALSE(ReportCohort(Reference(), households, {History(1, {}), History(1, {})}, kDay, Rules()).ok());
  EXPECT_TRUE(ReportCohort(Reference(), households, {History(1, {})}, kDay, Rules()).ok());
  EXPECT_FALSE(ReportCohort(Reference(), households, {}, Date(2020, 1, 1), Rules()).ok());
  const auto nobody = ReportCohort(Reference(), {}, {}, kDay, Rules());
  ASSERT_TRUE(nobody.ok());
  EXPECT_EQ(nobody->families, 0);
}

TEST(Cohort, ThePageNamesNobody) {
  std::vector<Household> households = {Ready(1), WithOpenFinding(2)};
  Target target;
  target.least = 1;
  target.most = 2;
  const auto report = ReportCohort(Reference(), households, {History(1, {})}, kDay, Rules(), &target);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(Explain(*report, Language::kEnglish),
            "2 families, as of 15 June 2026\n\n"
            "Where they stand\n"
            "      1  50.0 %  recipient\n"
            "      1  50.0 %  without a history\n\n"
            "What the policy says\n"
            "      1  50.0 %  NOT YET READY\n"
            "      1  50.0 %  MAY BE PROPOSED\n"
            "Could be candidates now: 1 family (may be proposed, or nothing is open but the procedure).\n\n"
            "Not met\n"
            "Criteria of the nearest route. \"This alone\": nothing else keeps the family back.\n"
            "Families   Share  This alone  Criterion or safeguard\n"
            "       1  50.0 %           1  G13  " +
                report->failing[0].title.en +
                "\n\n"
                "The cohort against the target\n"
                "      0  graduated\n"
                "      2  still in the pipeline\n"
                "Still needed: 1-2, that is 50-100 % of those in the pipeline.\n");
  const std::string page = Explain(*report, Language::kIndonesian);
  EXPECT_THAT(page, HasSubstr("Masih perlu 1-2, yaitu 50-100 % dari yang masih dalam proses."));
  EXPECT_THAT(page, Not(HasSubstr("3579")));
  EXPECT_THAT(report->unknown, IsEmpty());
}

}  // namespace
}  // namespace graduasi
