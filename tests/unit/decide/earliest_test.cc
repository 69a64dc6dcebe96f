// The days on which something can turn, and what is told of them, on small policies made in memory.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "graduasi/outlook.h"
#include "gtest/gtest.h"
#include "src/decide/outlook.h"
#include "tests/unit/policy/documents.h"

namespace graduasi {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Date kDay(2026, 2, 1);

Policy Compile(const PolicyDocument& document) {
  absl::StatusOr<Policy> policy = Policy::Compile(document);
  EXPECT_TRUE(policy.ok()) << policy.status();
  return *std::move(policy);
}

Policy With(const std::string& require) {
  PolicyDocument document = SmallPolicy();
  document.effective_until.text.clear();
  document.safeguards.clear();
  document.parameters.clear();
  document.criteria = {MakeCriterion("C", require)};
  document.routes = {MakeRoute("r", {"C"})};
  return Compile(document);
}

std::vector<std::string> Days(const Timeline& timeline) {
  std::vector<std::string> days;
  for (const Turn& turn : timeline.turns) days.push_back(turn.day.ToString());
  return days;
}

Timeline Look(const Policy& policy, const Household& household, const OutlookOptions& options = {}) {
  absl::StatusOr<Timeline> timeline = Foresee(policy, household, kDay, options);
  EXPECT_TRUE(timeline.ok()) << timeline.status();
  return *std::move(timeline);
}

Household Born(const PartialDate& day) {
  Household household;
  household.members.emplace(1);
  household.members->at(0).born_on = day;
  return household;
}

TEST(Earliest, ABirthdayTurnsTheAnswerAndIsNamed) {
  const Policy policy = With("household.members.all(m, years_between(m.born_on, as_of) >= 60)");
  const Timeline timeline = Look(policy, Born(Date(1968, 2, 29)));
  EXPECT_FALSE(timeline.every_day);
  ASSERT_THAT(timeline.turns, SizeIs(1));
  const Turn& turn = timeline.turns[0];
  EXPECT_EQ(turn.day, Date(2028, 2, 29));
  EXPECT_EQ(timeline.eligible_from, Date(2028, 2, 29));
  EXPECT_EQ(timeline.first_change, 0u);
  ASSERT_THAT(turn.results, SizeIs(1));
  EXPECT_EQ(turn.results[0].id, "C");
  EXPECT_EQ(turn.results[0].before, "FAIL");
  EXPECT_EQ(turn.results[0].after, "PASS");
  ASSERT_THAT(turn.results[0].causes, SizeIs(1));
  EXPECT_EQ(turn.results[0].causes[0].kind, CauseKind::kAge);
  EXPECT_EQ(turn.results[0].causes[0].path, "household.members[0].born_on");
  EXPECT_EQ(turn.results[0].causes[0].date, "1968-02-29");
  EXPECT_EQ(turn.results[0].causes[0].expression, "years_between(m.born_on, as_of) >= 60");
}

TEST(Earliest, APartialDateTurnsAtBothEnds) {
  const Policy policy = With("household.members.all(m, add_months(m.born_on, 12 * 60) <= as_of)");
  EXPECT_THAT(Days(Look(policy, Born(PartialDate::Month(1968, 4)))), ElementsAre("2028-04-01", "2028-04-30"));
}

TEST(Earliest, ARecordGrowsStaleAndAnotherComesIntoView) {
  PolicyDocument document = SmallPolicy();
  document.effective_until.text.clear();
  document.safeguards.clear();
  document.parameters.clear();
  document.criteria = {MakeCriterion("C", "latest(household.incomes).amount_idr >= 5")};
  MaxAge limit;
  limit.fact = At("household.incomes");
  limit.months = 6;
  document.criteria[0].max_age.push_back(limit);
  document.routes = {MakeRoute("r", {"C"})};
  Household household;
  household.incomes.emplace(2);
  household.incomes->at(0).observed_on = Date(2025, 8, 31);
  household.incomes->at(0).amount_idr = 7;
  household.incomes->at(1).observed_on = Date(2026, 4, 1);
  household.incomes->at(1).amount_idr = 3;
  const Timeline timeline = Look(Compile(document), household);
  EXPECT_THAT(Days(timeline), ElementsAre("2026-03-01", "2026-04-01", "2026-10-02"));
  EXPECT_EQ(timeline.turns[0].results[0].causes[0].kind, CauseKind::kStale);
  EXPECT_EQ(timeline.turns[1].results[0].causes[0].kind, CauseKind::kEvent);
  EXPECT_EQ(timeline.eligible_from, kDay);
  EXPECT_EQ(timeline.eligible_until, Date(2026, 3, 1));
}

TEST(Earliest, AValueOfThePolicyStarts) {
  PolicyDocument document = SmallPolicy();
  Parameter::Version later = document.parameters[0].versions[0];
  later.from = At("2026-07-01");
  later.value->integer = 3;
  document.parameters[0].versions.push_back(later);
  Household household;
  household.members.emplace();
  household.procedure.willing = true;
  household.assistance.emplace(1);
  household.assistance->at(0).recorded_on = Date(2026, 2, 1);
  const Timeline timeline = Look(Compile(document), household);
  EXPECT_THAT(Days(timeline), ElementsAre("2026-07-01"));
  EXPECT_EQ(timeline.turns[0].results[0].causes[0].kind, CauseKind::kParameter);
  EXPECT_EQ(timeline.turns[0].results[0].causes[0].path, "params.hold_months");
  EXPECT_TRUE(timeline.ends_with_policy);
  EXPECT_EQ(timeline.until, Date(2027, 1, 1));
}

TEST(Earliest, AnybodyBornLaterMakesTheRecordContradictItselfUntilThen) {
  const Timeline timeline = Look(With("size(household.members) == 1"), Born(Date(2026, 5, 1)));
  ASSERT_THAT(timeline.turns, SizeIs(1));
  EXPECT_EQ(timeline.turns[0].before, Outcome::kInvalid);
  EXPECT_EQ(timeline.turns[0].after, Outcome::kEligible);
  ASSERT_THAT(timeline.turns[0].causes, SizeIs(1));
  EXPECT_EQ(timeline.turns[0].causes[0].kind, CauseKind::kRecord);
}

TEST(Earliest, WhereThePolicyForetellsNoDaysEveryDayIsLookedAtAndThatIsSaid) {
  const Policy policy = With("household.members.all(m, days_between(m.born_on, as_of) % 400 == 7)");
  EXPECT_TRUE(decide::ProspectOf(policy).watches().every_day);
  OutlookOptions options;
  options.until = Date(2027, 6, 1);
  const Timeline timeline = Look(policy, Born(Date(2026, 1, 1)), options);
  EXPECT_TRUE(timeline.every_day);
  EXPECT_THAT(Days(timeline), ElementsAre("2027-02-12", "2027-02-13"));
}

TEST(Earliest, CountsAreFollowedThroughFactsAndChoices) {
  PolicyDocument document = SmallPolicy();
  document.effective_until.text.clear();
  document.safeguards.clear();
  document.parameters.clear();
  Fact oldest;
  oldest.id = At("oldest");
  oldest.expr = At("size(household.members) > 0 ? max(household.members.map(m, months_between(m.born_on, as_of))) : 0");
  document.facts.push_back(oldest);
  document.criteria = {MakeCriterion("C", "oldest >= 12")};
  document.routes = {MakeRoute("r", {"C"})};
  const Policy policy = Compile(document);
  EXPECT_FALSE(decide::ProspectOf(policy).watches().every_day);
  EXPECT_THAT(Days(Look(policy, Born(Date(2025, 8, 31)))), ElementsAre("2026-08-31"));
}

TEST(Earliest, AHorizonMustLieAhead) {
  OutlookOptions options;
  options.until = kDay;
  EXPECT_EQ(Foresee(With("true"), {}, kDay, options).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Foresee(Compile(SmallPolicy()), {}, Date(2025, 12, 31)).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST(Earliest, WithoutAnythingAheadThereIsNoTurn) {
  const Timeline timeline = Look(With("size(household.members) == 1"), Born(Date(2000, 1, 1)));
  EXPECT_THAT(timeline.turns, IsEmpty());
  EXPECT_EQ(timeline.first_change, std::nullopt);
  EXPECT_EQ(timeline.until, Date(2031, 2, 1));
}

}  // namespace
}  // namespace graduasi
