// The pages of the two offices whose published figures the reference policy brings along: every number of theirs comes out.
#include "graduasi/programme_report.h"

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace graduasi {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Figures& Published() {
  static const Figures& figures = *[] {
    std::ifstream file(std::string(GRADUASI_SOURCE_DIR) + "/policies/pkh-graduasi/figures.json", std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const auto parsed = ParseFiguresJson(text);
    EXPECT_TRUE(parsed.ok()) << parsed.status();
    return new Figures(*parsed);
  }();
  return figures;
}

ProgrammeReport PageOf(const Region& region, Date as_of) {
  ProgrammeOptions options;
  options.region = region;
  options.figures = Published();
  const auto report = ReportFigures(as_of, options);
  EXPECT_TRUE(report.ok()) << report.status();
  return report.ok() ? *report : ProgrammeReport();
}

TEST(ProgrammePages, KotaBatuAimsAtThirtyToThirtyFiveOfAboutFifty) {
  const ProgrammeReport report = PageOf(Kemendagri("35.79"), Date(2026, 1, 15));
  ASSERT_TRUE(report.target.has_value());
  EXPECT_EQ(report.target->id, "batu-2026");
  EXPECT_EQ(report.needed_of_cohort->least.ToString(), "60.00");
  EXPECT_EQ(report.needed_of_cohort->most.ToString(), "70.00");
  EXPECT_TRUE(report.needed_of_cohort->approximate);
  EXPECT_FALSE(report.result.has_value());
  ASSERT_THAT(report.statistics, SizeIs(2));
  EXPECT_EQ(report.statistics[0].as_printed, "8,12 ribu");
  ASSERT_THAT(report.comparisons, SizeIs(2));
  EXPECT_EQ(report.comparisons[0].computed.value.ToString(), "-1.53");
  EXPECT_EQ(report.comparisons[0].computed.multiple, 1000);
  EXPECT_EQ(report.comparisons[1].computed.value.ToString(), "-18.8");
  EXPECT_EQ(report.comparisons[1].computed.agrees, true);
  EXPECT_THAT(report.parts, IsEmpty());
  // Released on 28 November 2025.
  EXPECT_THAT(PageOf(Kemendagri("35.79"), Date(2025, 11, 27)).statistics, IsEmpty());
}

TEST(ProgrammePages, PasuruanHasReachedHalfOfItsTarget) {
  const ProgrammeReport report = PageOf(Kemendagri("35.14"), Date(2025, 8, 18));
  ASSERT_TRUE(report.attainment.has_value());
  EXPECT_EQ(report.target->least, 2820);
  EXPECT_EQ(report.result->count, 1421);
  EXPECT_EQ(report.attainment->of_target.least.ToString(), "50.39");
  EXPECT_EQ(report.attainment->of_target.most.ToString(), "50.39");
  EXPECT_EQ(report.attainment->remaining_to_least, 1399);
  EXPECT_EQ(report.attainment->target_of_denominator->least.ToString(), "4.34");
  EXPECT_EQ(report.attainment->result_of_denominator->least.ToString(), "2.19");
  EXPECT_FALSE(report.attainment->met);
  ASSERT_THAT(report.comparisons, SizeIs(1));
  EXPECT_EQ(report.comparisons[0].computed.value.ToString(), "1.0001");
  EXPECT_EQ(report.comparisons[0].computed.agrees, true);
  // A day earlier nothing of it was known but the target.
  const ProgrammeReport before = PageOf(Kemendagri("35.14"), Date(2025, 8, 17));
  EXPECT_FALSE(before.result.has_value());
  EXPECT_THAT(before.statistics, IsEmpty());
}

TEST(ProgrammePages, TheNationHasTheSumOfItsOfficesBesideItsOwn) {
  const ProgrammeReport report = PageOf(Region(), Date(2025, 10, 31));
  ASSERT_TRUE(report.attainment.has_value());
  EXPECT_EQ(report.result->count, 77000);
  EXPECT_EQ(report.attainment->of_target.least.ToString(), "25.67");
  EXPECT_TRUE(report.attainment->approximate);
  ASSERT_THAT(report.parts, SizeIs(3));
  EXPECT_EQ(report.parts[0].code, "");
  EXPECT_EQ(report.parts[0].own->id, "nation-2025");
  EXPECT_EQ(report.parts[0].least, 2820);
  EXPECT_EQ(report.parts[0].result, 1421);
  EXPECT_EQ(report.parts[2].code, "35.14");
  EXPECT_EQ(report.parts[2].own_result->count, 1421);

  const ProgrammeReport next = PageOf(Region(), Date(2026, 1, 15));
  EXPECT_EQ(next.target->least, 300000);
  EXPECT_EQ(next.parts[0].least, 30);
  EXPECT_EQ(next.parts[0].most, 35);
  EXPECT_THAT(next.parts[0].without_result, ElementsAre("batu-2026"));
}

}  // namespace
}  // namespace graduasi
