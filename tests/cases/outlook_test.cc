// What lies ahead of the families of the domain's test vectors, and of the family of the first sketch: the earliest day, why,
// and what can be done, under the reference policy.
#include "graduasi/outlook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <string>
#include <vector>

#include "tests/repository.h"

namespace graduasi {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Policy& Reference() {
  static const auto* const policy = new Policy(*Policy::Parse(ReadRepositoryFile(kReferencePolicy)));
  return *policy;
}

Household Family(const std::string& name) {
  simdjson::dom::parser parser;
  simdjson::dom::element root = parser.parse(ReadRepositoryFile("tests/cases/" + name + ".json"));
  absl::StatusOr<Household> household = ParseHouseholdJson(simdjson::minify(root["household"]));
  EXPECT_TRUE(household.ok()) << household.status();
  return *std::move(household);
}

Outlook Look(const Household& household, Date as_of) {
  absl::StatusOr<Outlook> outlook = LookAhead(Reference(), household, as_of);
  EXPECT_TRUE(outlook.ok()) << outlook.status();
  return *std::move(outlook);
}

// "2026-06-15 G12: 1 more P2K2 session"
std::vector<std::string> Sets(const Outlook& outlook) {
  std::vector<std::string> sets;
  for (const ChangeSet& set : outlook.changes.sets) {
    std::string text = set.day.ToString();
    for (const PossibleChange& change : set.changes) text += " " + change.criterion + ": " + change.text.en;
    sets.push_back(text);
  }
  return sets;
}

const Date kJune(2026, 6, 15);

TEST(OutlookVectors, CapitalOfNovemberHoldsUntilTheFifteenthOfMay) {
  const Outlook outlook = Look(Family("vector_4"), Date(2025, 12, 23));
  EXPECT_EQ(outlook.timeline.outcome, Outcome::kNotYet);
  EXPECT_EQ(outlook.timeline.eligible_from, Date(2026, 5, 15));
  EXPECT_THAT(Sets(outlook), ElementsAre("2026-05-15"));  // waiting is enough
  for (const Turn& turn : outlook.timeline.turns) {
    if (turn.day != Date(2026, 5, 15)) continue;
    ASSERT_THAT(turn.results, SizeIs(1));
    EXPECT_EQ(turn.results[0].id, "G06");
    ASSERT_THAT(turn.results[0].comparisons_before, SizeIs(1));
    EXPECT_EQ(turn.results[0].comparisons_before[0].actual, "5");
    EXPECT_EQ(turn.results[0].comparisons_before[0].required, "6");
    ASSERT_THAT(turn.results[0].causes, SizeIs(1));
    EXPECT_EQ(turn.results[0].causes[0].kind, CauseKind::kElapsed);
    EXPECT_EQ(turn.results[0].causes[0].path, "household.assistance[0].recorded_on");
    EXPECT_EQ(turn.results[0].causes[0].expression, "months_between(a.recorded_on, as_of) >= params.hold_months");
  }
}

TEST(OutlookVectors, AFindingBesideTheCapitalMustBePutRightToo) {
  Household household = Family("vector_4");
  InspectionFinding finding;
  finding.found_on = household.mentoring.inspections->at(0).inspected_on;
  finding.item = "E12";
  finding.severity = Severity::kSerious;
  finding.due_on = Date(2026, 1, 31);
  household.mentoring.inspections->at(0).findings->push_back(finding);
  const Outlook outlook = Look(household, Date(2025, 12, 23));
  EXPECT_EQ(outlook.timeline.eligible_from, std::nullopt);
  EXPECT_THAT(Sets(outlook), ElementsAre("2026-05-15 G13: finding E12 put right"));
  EXPECT_EQ(Tell(outlook, Language::kIndonesian),
            "  Paling cepat siap: 15 Mei 2026, bila temuan E12 diperbaiki.\n"
            "  Yang dapat dilakukan: oleh keluarga: temuan E12 diperbaiki.\n");
}

TEST(OutlookVectors, TheIncomeThatIsWantingIsToldToTheRupiah) {
  const Outlook outlook = Look(Family("vector_2"), kJune);
  EXPECT_THAT(Sets(outlook), ElementsAre("2026-06-15 G07: household income IDR 1,133,168 higher, at IDR 4,833,168"));
  ASSERT_THAT(outlook.changes.sets, SizeIs(1));
  const PossibleChange& change = outlook.changes.sets[0].changes[0];
  EXPECT_EQ(change.from, 3700000);
  EXPECT_EQ(change.to, 6 * 805528);  // 1.2 x 671,273, rounded up, for each of six
  EXPECT_EQ(change.difference, 1133168);
  EXPECT_EQ(change.unit, "IDR per month");
  EXPECT_EQ(change.actor, Actor::kHousehold);
}

TEST(OutlookVectors, AnOpenFindingIsAllThatIsInTheWay) {
  EXPECT_THAT(Sets(Look(Family("vector_3_open"), kJune)), ElementsAre("2026-06-15 G13: finding E12 put right"));
}

TEST(OutlookVectors, TwentyFindingsAreTwentyChangesThoughNotAllChoicesCanBeGoneThrough) {
  Household household = Family("vector_3_open");
  std::vector<InspectionFinding>& findings = *household.mentoring.inspections->at(0).findings;
  while (findings.size() < 21) findings.push_back(findings[1]);
  const Outlook outlook = Look(household, kJune);
  EXPECT_TRUE(outlook.changes.cut);
  ASSERT_THAT(outlook.changes.sets, SizeIs(1));
  EXPECT_THAT(outlook.changes.sets[0].changes, SizeIs(20));
  Household done = household;
  for (const PossibleChange& change : outlook.changes.sets[0].changes) ASSERT_TRUE(Apply(change.edits, &done).ok());
  EXPECT_EQ(Reference().Decide(done, outlook.changes.sets[0].day)->outcome, Outcome::kEligible);
}

TEST(OutlookVectors, SessionsAreCounted) {
  EXPECT_THAT(Sets(Look(Family("g12_none"), kJune)), ElementsAre("2026-06-15 G12: 12 more P2K2 sessions"));
  EXPECT_THAT(Sets(Look(Family("g12_eleven"), kJune)), ElementsAre("2026-06-15 G12: 1 more P2K2 session"));
}

TEST(OutlookVectors, OneOfSeveralSupportingCriteriaIsEnough) {
  EXPECT_THAT(Sets(Look(Family("g10_crowded"), kJune)),
              ElementsAre("2026-06-15 G03: decile 1 higher, at 5",
                          "2026-06-15 G08: household income IDR 162,485 higher, at IDR 3,562,485",
                          "2026-06-15 G10: 2 more productive assets", "2026-06-15 G10: floor area 1 m2 higher, at 29 m2",
                          "2026-06-15 G11: savings IDR 2,685,092 higher, at IDR 2,685,092"));
}

TEST(OutlookVectors, NothingIsProposedToAFamilyThatASafeguardProtects) {
  const Outlook outlook = Look(Family("vector_6"), kJune);
  EXPECT_THAT(outlook.changes.sets, IsEmpty());
  const RouteOutlook& mandiri = outlook.changes.routes.back();
  ASSERT_FALSE(mandiri.obstacles.empty());
  EXPECT_EQ(mandiri.obstacles[0].kind, Obstacle::Kind::kSafeguard);
  EXPECT_EQ(mandiri.obstacles[0].id, "S1");
}

TEST(OutlookVectors, WhatIsNotKnownMustBeKnownFirst) {
  const Outlook outlook = Look(Family("vector_9"), kJune);
  EXPECT_THAT(outlook.changes.sets, IsEmpty());
  const RouteOutlook& mandiri = outlook.changes.routes.back();
  ASSERT_THAT(mandiri.obstacles, SizeIs(1));
  EXPECT_EQ(mandiri.obstacles[0].kind, Obstacle::Kind::kMissing);
  EXPECT_THAT(mandiri.obstacles[0].facts, ElementsAre("household.incomes"));
}

TEST(OutlookVectors, NobodyWorksTowardsBeingLeftOutByTheSystem) {
  const Outlook outlook = Look(Family("vector_3_open"), kJune);
  EXPECT_FALSE(outlook.changes.routes[0].sought);  // sistem
  EXPECT_FALSE(outlook.changes.routes[1].sought);  // alamiah
  EXPECT_TRUE(outlook.changes.routes[3].sought);   // mandiri
}

}  // namespace
}  // namespace graduasi
