// The page of an office: which of the figures it shows, and that every family of its cohort stands in it exactly once.
#include "graduasi/programme_report.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/policy/documents.h"

namespace graduasi {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

const Date kDay(2026, 3, 15);
const PartialDate k2026 = PartialDate::Year(2026);

Target MakeTarget(const std::string& id, const std::string& code, int64_t least, int64_t most, PartialDate period = k2026) {
  Target target = TargetRange(least, most, code.empty() ? Region() : Kemendagri(code), period);
  target.id = id;
  return target;
}

Result MakeResult(const std::string& target, int64_t count, PartialDate as_of) {
  Result result;
  result.target = target;
  result.as_of = as_of;
  result.count = count;
  return result;
}

Statistic MakeStatistic(const std::string& id, const std::string& code, int64_t value) {
  Statistic statistic;
  statistic.id = id;
  if (!code.empty()) statistic.region = Kemendagri(code);
  statistic.reference = k2026;
  statistic.value = {value, 0};
  statistic.unit = "KPM";
  return statistic;
}

std::vector<std::string> Codes(const ProgrammeReport& report) {
  std::vector<std::string> codes;
  for (const ProgrammeReport::Part& part : report.parts) codes.push_back(part.code);
  return codes;
}

// ---- figures ----

TEST(ProgrammeFigures, TheOneTargetOfTheRegionAndTheYearIsTaken) {
  ProgrammeOptions options;
  options.figures.targets = {
      MakeTarget("batu-2026", "35.79", 30, 35), MakeTarget("batu-2025", "35.79", 30, 35, PartialDate::Year(2025)),
      MakeTarget("batu-march", "35.79", 3, 3, PartialDate::Month(2026, 3)), MakeTarget("nation", "", 9, 9)};
  options.region = Kemendagri("35.79");
  auto report = ReportFigures(kDay, options);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->target->id, "batu-2026");
  EXPECT_EQ(report->region.code, "35.79");
  EXPECT_EQ(ReportFigures(Date(2025, 12, 31), options)->target->id, "batu-2025");
  EXPECT_FALSE(ReportFigures(Date(2027, 1, 1), options)->target.has_value());
  options.region = Region();
  EXPECT_EQ(ReportFigures(kDay, options)->target->id, "nation");
  options.region = Kemendagri("35.14");
  report = ReportFigures(kDay, options);
  EXPECT_FALSE(report->target.has_value());
  EXPECT_EQ(report->region.code, "35.14");
  EXPECT_FALSE(report->cohort.has_value());
  EXPECT_FALSE(report->needed_of_cohort.has_value());
}

TEST(ProgrammeFigures, OfSeveralTargetsNoneIsChosenAndAllAreNamed) {
  ProgrammeOptions options;
  options.figures.targets = {MakeTarget("first", "35.79", 30, 35), MakeTarget("second", "35.79", 40, 40)};
  options.figures.targets[1].unit = "people";
  options.region = Kemendagri("35.79");
  const absl::Status status = ReportFigures(kDay, options).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("first, second"));
  options.target = options.figures.targets[1];
  EXPECT_EQ(ReportFigures(kDay, options)->target->id, "second");
}

TEST(ProgrammeFigures, AResultIsSeenOnceItsDayHasCertainlyCome) {
  ProgrammeOptions options;
  options.target = MakeTarget("t", "35.79", 30, 35);
  options.figures.results = {MakeResult("t", 20, Date(2026, 6, 30)), MakeResult("t", 12, PartialDate::Month(2026, 5)),
                             MakeResult("t", 5, Date(2026, 2, 1))};
  const auto result_on = [&](Date day) {
    const auto report = ReportFigures(day, options);
    EXPECT_TRUE(report.ok()) << report.status();
    EXPECT_EQ(report->result.has_value(), report->attainment.has_value());
    return report->result.has_value() ? report->result->count : -1;
  };
  EXPECT_EQ(result_on(Date(2026, 1, 31)), -1);
  EXPECT_EQ(result_on(Date(2026, 2, 1)), 5);
  EXPECT_EQ(result_on(Date(2026, 5, 30)), 5);
  EXPECT_EQ(result_on(Date(2026, 5, 31)), 12);
  EXPECT_EQ(result_on(Date(2026, 6, 29)), 12);
  EXPECT_EQ(result_on(Date(2026, 6, 30)), 20);
  EXPECT_EQ(ReportFigures(Date(2026, 6, 30), options)->attainment->remaining_to_least, 10);
  // A target that is given without an id has no results; and then these are of no target.
  options.target->id.clear();
  EXPECT_EQ(ReportFigures(kDay, options).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(ProgrammeFigures, TheRegionsBelowAreAddedUpAndThoseWithoutAResultNamed) {
  ProgrammeOptions options;
  options.figures.targets = {MakeTarget("nation", "", 100, 100), MakeTarget("batu", "35.79", 30, 35),
                             MakeTarget("pas", "35.14", 40, 40), MakeTarget("pem", "33.27", 7, 7),
                             MakeTarget("old", "33.28", 7, 7, PartialDate::Year(2025))};
  options.figures.results = {MakeResult("pas", 11, Date(2026, 3, 1)), MakeResult("pas", 39, Date(2026, 12, 1)),
                             MakeResult("nation", 50, Date(2026, 3, 1)), MakeResult("old", 1, Date(2025, 3, 1))};
  auto report = ReportFigures(kDay, options);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_THAT(Codes(*report), ElementsAre("", "33", "33.27", "35", "35.14", "35.79"));
  EXPECT_EQ(report->parts[0].own->id, "nation");
  EXPECT_EQ(report->parts[0].own_result->count, 50);
  EXPECT_EQ(report->parts[0].least, 77);
  EXPECT_EQ(report->parts[0].most, 82);
  EXPECT_EQ(report->parts[0].result, 11);
  EXPECT_THAT(report->parts[0].without_result, ElementsAre("batu", "pem"));
  EXPECT_FALSE(report->parts[3].own.has_value());
  EXPECT_EQ(report->parts[3].parts, 2);
  EXPECT_THAT(report->parts[3].without_result, ElementsAre("batu"));

  options.region = Kemendagri("35");
  report = ReportFigures(kDay, options);
  EXPECT_THAT(Codes(*report), ElementsAre("35", "35.14", "35.79"));
  options.region = Kemendagri("35.79");
  EXPECT_THAT(ReportFigures(kDay, options)->parts, IsEmpty());
  options.region = Kemendagri("3");
  EXPECT_EQ(ReportFigures(kDay, options).status().code(), absl::StatusCode::kInvalidArgument);
  options.region = Region();
  options.region.code = "35";
  EXPECT_EQ(ReportFigures(kDay, options).status().code(), absl::StatusCode::kInvalidArgument);
  options.region = Bps("35");
  EXPECT_THAT(ReportFigures(kDay, options)->parts, IsEmpty());

  // What the caller aims at stands in the place of what the figures say of the same region and year.
  options.region = Region();
  options.target = MakeTarget("", "", 200, 200);
  report = ReportFigures(kDay, options);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->parts[0].own->least, 200);
  EXPECT_FALSE(report->parts[0].own_result.has_value());
  EXPECT_FALSE(report->result.has_value());
}

TEST(ProgrammeFigures, StatisticsOfTheRegionAreShownFromTheirRelease) {
  ProgrammeOptions options;
  options.region = Kemendagri("35.79");
  options.figures.statistics = {MakeStatistic("batu-b", "35.79", 6), MakeStatistic("nation", "", 600),
                                MakeStatistic("batu-a", "35.79", 8), MakeStatistic("other", "35.14", 4)};
  options.figures.statistics[2].released_on = PartialDate::Month(2026, 3);
  Computation change;
  change.id = "change";
  change.kind = ComputationKind::kDifference;
  change.of = "batu-b";
  change.against = "batu-a";
  Computation share;
  share.id = "share";
  share.kind = ComputationKind::kShare;
  share.of = "batu-b";
  share.against = "nation";
  Computation of_nation = share;
  of_nation.id = "reverse";
  std::swap(of_nation.of, of_nation.against);
  options.figures.computations = {change, share, of_nation};
  auto report = ReportFigures(Date(2026, 3, 31), options);
  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_THAT(report->statistics, SizeIs(2));
  EXPECT_EQ(report->statistics[0].id, "batu-b");
  EXPECT_EQ(report->statistics[1].id, "batu-a");
  ASSERT_THAT(report->comparisons, SizeIs(2));
  EXPECT_EQ(report->comparisons[0].computed.value.ToString(), "-2");
  EXPECT_EQ(report->comparisons[1].computed.value.ToString(), "1");
  report = ReportFigures(Date(2026, 3, 30), options);
  EXPECT_THAT(report->statistics, SizeIs(1));
  ASSERT_THAT(report->comparisons, SizeIs(1));
  EXPECT_EQ(report->comparisons[0].computation.id, "share");
  // What cannot be computed is told.
  options.figures.statistics[1].unit = "people";
  EXPECT_EQ(ReportFigures(kDay, options).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(ProgrammeFigures, WhatMakesNoSenseIsRefusedAndNamed) {
  const auto refused = [](const ProgrammeOptions& options, const std::string& what) {
    const absl::Status status = ReportFigures(kDay, options).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), HasSubstr(what));
  };
  ProgrammeOptions options;
  options.target = MakeTarget("t", "35.79", 35, 30);
  refused(options, "target t");
  options.target = MakeTarget("t", "35.79", 30, 35, Date(2026, 1, 1));
  refused(options, "a target is of a year, or of a month");
  options.target = MakeTarget("t", "35.79", 30, 35);
  options.region = Kemendagri("35");
  refused(options, "the page is of KEMENDAGRI 35, and the target of KEMENDAGRI 35.79");
  options.region = Region();
  options.target->region = Kemendagri("3579");
  refused(options, "`3579` is no code");
  options.target.reset();
  options.figures.targets = {MakeTarget("t", "35.79", 30, 35), MakeTarget("t", "35.14", 30, 35)};
  refused(options, "two targets among the figures have the id t");
  options.figures.targets.pop_back();
  options.figures.results = {MakeResult("u", 1, kDay)};
  refused(options, "a result names the target u");
  options.figures.results = {MakeResult("t", -1, kDay)};
  refused(options, "below 0");
  options.figures.results.clear();
  options.figures.targets[0].least = -1;
  refused(options, "target t");
}

// ---- a cohort ----

// Of the small policy: willing, and six months since any aid.
Household Family(int number, const std::string& aid_on = "2025-08-01") {
  Household household;
  household.id = absl::StrCat("B-", number);
  household.members.emplace(1);
  (*household.members)[0].pregnant = false;
  household.procedure.willing = true;
  household.assistance.emplace(1);
  (*household.assistance)[0].recorded_on = *PartialDate::Parse(aid_on);
  return household;
}

// One family of each outcome, and some that become eligible later.
std::vector<Household> Cohort() {
  std::vector<Household> households = {Family(0), Family(1), Family(2, "2025-11-30"), Family(3, "2025-12-31"),
                                       Family(4, "2026-03-01")};
  households.push_back(Family(5));
  households.back().procedure.willing.reset();
  households.push_back(Family(6));
  (*households.back().members)[0].pregnant = true;
  households.push_back(Family(7));
  households.back().kk = "1";
  households.push_back(Family(8));
  households.back().procedure.willing = false;
  households.push_back(Family(9));
  return households;
}

Policy Small() {
  PolicyDocument document = SmallPolicy();
  document.ranking.emplace();
  document.ranking->id = At("waiting");
  document.ranking->title = {"Lama menunggu", "Months waiting"};
  document.ranking->source = "test";
  RankingKey& key = document.ranking->keys.emplace_back();
  key.id = At("months");
  key.title = {"Bulan", "Months"};
  key.expr = At("months_between(latest(household.assistance).recorded_on, as_of)");
  key.unit = "months";
  key.direction = Direction::kDescending;
  key.missing = MissingPlace::kLast;
  key.source = "test";
  Findings findings;
  const auto policy = Policy::Compile(document, &findings);
  EXPECT_TRUE(policy.ok()) << policy.status();
  return *policy;
}

LifeHistory History(int number, const std::vector<LifeEventKind>& kinds, PartialDate on = kDay) {
  LifeHistory history(absl::StrCat("B-", number), {});
  for (const LifeEventKind kind : kinds) {
    LifeEvent event;
    event.kind = kind;
    event.on = on;
    event.actor = "dinsos-1";
    event.role = LifeRole::kOfficer;
    event.document = "d";
    event.reason = "r";
    event.decision.emplace();
    event.decision->household_id = history.household_id();
    event.decision->as_of = on.first();
    event.decision->outcome = Outcome::kEligible;
    event.decision->route_kind = RouteKind::kNatural;
    const auto refusal = history.Append(event);
    EXPECT_FALSE(refusal.has_value()) << refusal->why.en;
  }
  return history;
}

using K = LifeEventKind;
const std::vector<K>& ToGraduation() {
  static const auto& kinds = *new std::vector<K>{K::kNominate, K::kAssess, K::kVerify, K::kGraduate};
  return kinds;
}

ProgrammeOptions Aim(int64_t least, int64_t most) {
  ProgrammeOptions options;
  options.target = MakeTarget("t", "35.79", least, most);
  return options;
}

absl::StatusOr<ProgrammeReport> Report(const ProgrammeOptions& options, const std::vector<Household>& households,
                                       const std::vector<LifeHistory>& histories = {}, Date as_of = kDay) {
  auto reporter = ProgrammeReporter::Start(Small(), as_of, options);
  if (!reporter.ok()) return reporter.status();
  if (absl::Status status = (*reporter)->Add(households); !status.ok()) return status;
  if (absl::Status status = (*reporter)->AddHistories(histories); !status.ok()) return status;
  return (*reporter)->Finish();
}

template <typename Map>
int64_t SumOf(const Map& map) {
  int64_t sum = 0;
  for (const auto& [key, count] : map) sum += count;
  return sum;
}

int64_t SumOf(const Projection& projection) {
  int64_t sum = projection.eligible_now + SumOf(projection.never);
  for (const ProjectedMonth& month : projection.months) sum += month.become_eligible;
  return sum;
}

TEST(ProgrammeReport, EveryFamilyStandsExactlyOnceInEachPart) {
  ProgrammeOptions options = Aim(2, 3);
  options.rank = true;
  const Policy policy = Small();
  auto reporter = *ProgrammeReporter::Start(policy, kDay, options);
  ASSERT_TRUE(reporter->AddHistories({History(1, ToGraduation())}).ok());
  ASSERT_TRUE(reporter->Add(Cohort()).ok());
  ASSERT_TRUE(reporter->AddUnreadable("B-10", {}).ok());
  ASSERT_TRUE(reporter->AddUnreadable("", {}).ok());
  std::vector<K> returned = ToGraduation();
  returned.push_back(K::kReturn);
  ASSERT_TRUE(reporter->AddHistories({History(4, {K::kIdentify}), History(9, returned), History(10, {K::kIdentify})}).ok());
  const auto report = reporter->Finish();
  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_TRUE(report->cohort.has_value());
  EXPECT_EQ(report->policy_hash, policy.hash());
  EXPECT_EQ(report->policy_title.en, "Small");
  EXPECT_EQ(report->unreadable, 2);
  EXPECT_EQ(report->cohort->families, 12);
  EXPECT_THAT(report->cohort->by_outcome,
              ElementsAre(Pair(Outcome::kInvalid, 3), Pair(Outcome::kProtected, 1), Pair(Outcome::kNeedsData, 1),
                          Pair(Outcome::kNotYet, 4), Pair(Outcome::kEligible, 3)));
  EXPECT_THAT(report->cohort->by_state,
              ElementsAre(Pair(LifeState::kIdentified, 2), Pair(LifeState::kGraduated, 1), Pair(LifeState::kReturned, 1)));
  EXPECT_EQ(report->cohort->without_history, 8);
  EXPECT_EQ(report->projection->families, 12);
  EXPECT_EQ(SumOf(*report->projection), 12);
  EXPECT_EQ(report->projection->eligible_now, 3);
  EXPECT_EQ(report->projection->never.at(Outcome::kInvalid), 3);
  EXPECT_EQ(report->cohort->conversion->in_pipeline, 10);
  EXPECT_THAT(report->in_pipeline,
              ElementsAre(Pair(Outcome::kInvalid, 3), Pair(Outcome::kProtected, 1), Pair(Outcome::kNeedsData, 1),
                          Pair(Outcome::kNotYet, 4), Pair(Outcome::kEligible, 1)));
  // Who has left takes no place in the ranking; who came back may.
  const Ranking& ranking = *report->ranking;
  EXPECT_EQ(ranking.left, 1);
  ASSERT_THAT(ranking.ranked, SizeIs(2));
  EXPECT_EQ(ranking.ranked[0].household_id, "B-0");
  EXPECT_EQ(ranking.ranked[1].household_id, "B-9");
  EXPECT_EQ(ranking.families, 12);
  EXPECT_EQ(static_cast<int64_t>(ranking.ranked.size()) + ranking.left + SumOf(ranking.others), 12);
  EXPECT_EQ(report->cut_least->places, 1);
  EXPECT_EQ(report->cut_most->places, 2);
  EXPECT_EQ(report->cut_most->inside, 2);
}

TEST(ProgrammeReport, WhatTheTargetStillNeedsIsWhatDidNotHappenInItsPeriod) {
  std::vector<Household> households;
  for (int i = 0; i < 50; ++i) households.push_back(Family(i));
  std::vector<LifeHistory> histories = {History(0, ToGraduation(), Date(2026, 2, 1)),
                                        History(1, ToGraduation(), Date(2026, 3, 1)),
                                        History(2, ToGraduation(), Date(2025, 11, 1))};
  ProgrammeOptions options = Aim(30, 35);
  options.rates_per_mille = SameRate(600);
  auto report = Report(options, households, histories);
  ASSERT_TRUE(report.ok()) << report.status();
  const auto conversion = [&]() -> const CohortReport::Conversion& { return *report->cohort->conversion; };
  EXPECT_EQ(conversion().graduated, 3);
  EXPECT_EQ(conversion().attained, 2);
  EXPECT_EQ(conversion().in_pipeline, 47);
  EXPECT_EQ(conversion().still_least, 28);
  EXPECT_EQ(conversion().still_most, 33);
  EXPECT_EQ(report->forecast->families, 47);
  EXPECT_EQ(report->forecast->least, 28);
  EXPECT_EQ(report->forecast->most, 33);

  // What is published counts those up to its day, wherever they came from.
  options.figures.results = {MakeResult("t", 10, Date(2026, 2, 20))};
  report = Report(options, households, histories);
  EXPECT_EQ(conversion().attained, 11);
  EXPECT_EQ(conversion().still_least, 19);
  EXPECT_EQ(report->forecast->least, 19);
  options.figures.results[0].count = 0;
  report = Report(options, households, histories);
  EXPECT_EQ(conversion().attained, 2);

  // What happens after the day is not seen, and in 2027 it is no matter of this target.
  report = Report(Aim(30, 35), households, histories, Date(2026, 2, 28));
  EXPECT_THAT(report->cohort->by_state, ElementsAre(Pair(LifeState::kRecipient, 1), Pair(LifeState::kGraduated, 2)));
  EXPECT_EQ(conversion().attained, 1);
  options = Aim(30, 35);
  options.target->period = PartialDate::Month(2026, 2);
  report = Report(options, households, histories);
  EXPECT_EQ(conversion().attained, 1);
  EXPECT_THAT(report->rates_needed, IsEmpty());            // February is over
  EXPECT_EQ(report->projection->until, Date(2027, 1, 1));  // a year on, but for the end of the policy
  EXPECT_TRUE(report->projection->ends_with_policy);
}

// Held against a fraction that was computed exactly and rounded once.
void ExpectProbability(double value, double exact, double relative_error) {
  EXPECT_NEAR(value, exact, exact * (relative_error + 0x1p-53)) << exact;
}

TEST(ProgrammeReport, FiftyFamiliesWithSixHundredPerMilleGiveTheBinomialProbabilities) {
  std::vector<Household> households;
  for (int i = 0; i < 50; ++i) households.push_back(Family(i));
  ProgrammeOptions options = Aim(30, 35);
  options.rates_per_mille = SameRate(600);
  const auto report = Report(options, households);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->cohort->conversion->needed->least.ToString(), "60.00");
  EXPECT_EQ(report->cohort->conversion->needed->most.ToString(), "70.00");
  const double error = report->forecast->relative_error;
  EXPECT_LT(error, 1e-13);
  ExpectProbability(report->forecast->at_least, 0.5610349320400665, error);
  ExpectProbability(report->forecast->within, 0.5070798971615522, error);
  ExpectProbability(report->forecast->above, 0.05395503487851434, error);
  ExpectProbability(report->forecast->below, 0.4389650679599335, error);
  ExpectProbability(report->forecast->exactly[30], 0.11455855282952399, error);
  EXPECT_EQ(report->forecast->rate_per_mille, 600);
  EXPECT_EQ(report->forecast->expected_per_mille, 30000);
  ASSERT_THAT(report->rates_needed, SizeIs(3));
  const std::vector<std::pair<int32_t, int32_t>> needed = {{500, 590}, {800, 647}, {950, 699}};
  for (size_t i = 0; i < needed.size(); ++i) {
    EXPECT_EQ(report->rates_needed[i].probability_per_mille, needed[i].first);
    EXPECT_EQ(report->rates_needed[i].rate_per_mille, needed[i].second);
  }
}

TEST(ProgrammeReport, RatesAreThoseOfWhatThePolicySaysNow) {
  std::vector<Household> households;
  for (int i = 0; i < 20; ++i) households.push_back(Family(i));
  for (int i = 20; i < 40; ++i) households.push_back(Family(i, "2026-03-01"));
  for (int i = 40; i < 50; ++i) {
    households.push_back(Family(i));
    (*households.back().members)[0].pregnant = true;
  }
  ProgrammeOptions options = Aim(30, 35);
  options.rates_per_mille = {{Outcome::kEligible, 900}, {Outcome::kNotYet, 600}};
  auto report = Report(options, households);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_FALSE(report->forecast.has_value());
  EXPECT_THAT(report->without_rate, ElementsAre(Outcome::kProtected));
  EXPECT_THAT(report->rates_needed, SizeIs(3));
  options.rates_per_mille[Outcome::kProtected] = 100;
  report = Report(options, households);
  ASSERT_TRUE(report->forecast.has_value());
  EXPECT_THAT(report->without_rate, IsEmpty());
  EXPECT_FALSE(report->forecast->rate_per_mille.has_value());
  EXPECT_EQ(report->forecast->expected_per_mille, 31000);
  const double error = report->forecast->relative_error;
  ExpectProbability(report->forecast->at_least, 0.711888081286104, error);
  ExpectProbability(report->forecast->within, 0.6652113274883937, error);
  // Whoever has left needs no rate.
  std::vector<LifeHistory> left;
  for (int i = 40; i < 50; ++i) left.push_back(History(i, ToGraduation()));
  options.rates_per_mille.erase(Outcome::kProtected);
  report = Report(options, households, left);
  ASSERT_TRUE(report->forecast.has_value());
  EXPECT_EQ(report->forecast->families, 40);
  EXPECT_EQ(report->forecast->least, 20);
  // No assumption, no forecast; no target, neither.
  options.rates_per_mille.clear();
  EXPECT_FALSE(Report(options, households)->forecast.has_value());
  ProgrammeOptions aimless;
  aimless.rates_per_mille = SameRate(500);
  report = Report(aimless, households);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_FALSE(report->forecast.has_value());
  EXPECT_FALSE(report->cohort->conversion.has_value());
  EXPECT_THAT(report->rates_needed, IsEmpty());
  EXPECT_EQ(SumOf(report->in_pipeline), 50);
}

TEST(ProgrammeReport, ATargetThatCannotBeMetSaysSo) {
  const auto report = Report(Aim(11, 12), Cohort());
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_FALSE(report->cohort->conversion->possible);
  ASSERT_THAT(report->rates_needed, SizeIs(3));
  EXPECT_FALSE(report->rates_needed[0].rate_per_mille.has_value());
}

TEST(ProgrammeReport, NobodyIsACohortToo) {
  const auto report = Report(Aim(1, 2), {});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->cohort->families, 0);
  EXPECT_THAT(report->in_pipeline, IsEmpty());
  EXPECT_THAT(report->rates_needed, IsEmpty());
  EXPECT_FALSE(report->forecast.has_value());
  EXPECT_FALSE(report->cohort->conversion->needed.has_value());
}

TEST(ProgrammeReport, TheHorizonIsThatOfTheTarget) {
  ProgrammeOptions options = Aim(1, 2);
  EXPECT_EQ(Report(options, Cohort())->projection->until, Date(2027, 1, 1));
  options.target->period = PartialDate::Month(2026, 5);
  EXPECT_EQ(Report(options, Cohort())->projection->until, Date(2026, 6, 1));
  options.until = Date(2026, 4, 2);
  EXPECT_EQ(Report(options, Cohort())->projection->until, Date(2026, 4, 2));
  options.until = kDay;
  EXPECT_EQ(Report(options, {}).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(ProgrammeReport, WhatMakesNoSenseIsRefusedAtTheStart) {
  const auto start = [](const ProgrammeOptions& options, Date as_of = kDay) {
    return ProgrammeReporter::Start(*Policy::Compile(SmallPolicy()), as_of, options).status();
  };
  ProgrammeOptions options;
  EXPECT_TRUE(start(options).ok());
  EXPECT_EQ(start(options, Date(2027, 1, 1)).code(), absl::StatusCode::kFailedPrecondition);
  options.rank = true;
  EXPECT_EQ(start(options).code(), absl::StatusCode::kFailedPrecondition);
  options.rank = false;
  options.threads = -1;
  EXPECT_EQ(start(options).code(), absl::StatusCode::kInvalidArgument);
  options.threads = 0;
  EXPECT_TRUE(start(options).ok());
  options.rates_per_mille[Outcome::kEligible] = 1001;
  EXPECT_EQ(start(options).code(), absl::StatusCode::kInvalidArgument);
  options.rates_per_mille[Outcome::kEligible] = 1000;
  EXPECT_TRUE(start(options).ok());
  options.decide.recorded_when_true = {"household.nothing"};
  EXPECT_EQ(start(options).code(), absl::StatusCode::kInvalidArgument);
  options.decide.recorded_when_true.clear();
  options.target = MakeTarget("t", "35.79", 1, 2);
  options.target->unit = "people";
  EXPECT_THAT(std::string(start(options).message()), HasSubstr("counts people"));
}

TEST(ProgrammeReport, WhoseAHouseholdOrAHistoryIsMustBeClear) {
  const auto reporter = [] { return *ProgrammeReporter::Start(Small(), kDay, {}); };
  Household nameless = Family(1);
  nameless.id.reset();
  EXPECT_FALSE(reporter()->Add({nameless}).ok());
  auto spent = reporter();
  ASSERT_TRUE(spent->Add({Family(1)}).ok());
  const absl::Status twice = spent->Add({Family(2), Family(1)});
  EXPECT_EQ(twice.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(twice.message()), HasSubstr("household 3 "));
  EXPECT_EQ(spent->Add({Family(4)}).code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(spent->Finish().status().code(), absl::StatusCode::kFailedPrecondition);

  auto unreadable = reporter();
  ASSERT_TRUE(unreadable->AddUnreadable("B-1", {}).ok());
  EXPECT_FALSE(unreadable->Add({Family(1)}).ok());

  auto histories = reporter();
  ASSERT_TRUE(histories->AddHistories({History(2, {}), History(1, {}), History(3, {})}).ok());
  ASSERT_TRUE(histories->Add({Family(2)}).ok());
  const absl::Status nobody = histories->Finish().status();
  EXPECT_EQ(nobody.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(nobody.message()), HasSubstr("history 2 is of no household"));
  EXPECT_FALSE(reporter()->AddHistories({History(1, {}), History(1, {})}).ok());

  auto once = reporter();
  EXPECT_TRUE(once->Finish().ok());
  EXPECT_EQ(once->Finish().status().code(), absl::StatusCode::kFailedPrecondition);

  ProgrammeOptions ranked;
  ranked.rank = true;
  Household identity = Family(1);
  identity.id = "1234567890123456";
  EXPECT_EQ(Report(ranked, {identity}).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(Report({}, {identity}).ok());
}

}  // namespace
}  // namespace graduasi
