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

}  // namespace
}  // namespace graduasi
