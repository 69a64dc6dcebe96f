// Targets are ranges, a result that is not there is not zero, and sums along the regions count nothing twice.
#include "graduasi/target.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace graduasi {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const PartialDate k2026 = PartialDate::Year(2026);

Target MakeTarget(const std::string& id, const std::string& code, int64_t least, int64_t most) {
  Target target;
  target.id = id;
  if (!code.empty()) target.region = Kemendagri(code);
  target.period = k2026;
  target.least = least;
  target.most = most;
  return target;
}

Result MakeResult(const std::string& target, int64_t count, PartialDate as_of = Date(2026, 6, 30)) {
  Result result;
  result.target = target;
  result.as_of = as_of;
  result.count = count;
  return result;
}

TEST(Target, ARangeIsMetAtItsLeastAndGoesOnToItsMost) {
  const Target target = MakeTarget("t", "35.79", 30, 35);
  struct Case {
    int64_t count;
    bool met;
    int64_t to_least, to_most;
    const char* of_most;
    const char* of_least;
  };
  for (const Case& known : {Case{0, false, 30, 35, "0.00", "0.00"}, Case{29, false, 1, 6, "82.86", "96.67"},
                            Case{30, true, 0, 5, "85.71", "100.00"}, Case{35, true, 0, 0, "100.00", "116.67"},
                            Case{40, true, 0, 0, "114.29", "133.33"}}) {
    const auto attainment = AttainmentOf(target, MakeResult("t", known.count));
    ASSERT_TRUE(attainment.ok());
    EXPECT_EQ(attainment->met, known.met) << known.count;
    EXPECT_EQ(attainment->remaining_to_least, known.to_least);
    EXPECT_EQ(attainment->remaining_to_most, known.to_most);
    EXPECT_EQ(attainment->of_target.least.ToString(), known.of_most);
    EXPECT_EQ(attainment->of_target.most.ToString(), known.of_least);
    EXPECT_FALSE(attainment->target_of_denominator.has_value());
  }
}

TEST(Target, WhatMakesNoSenseIsRefused) {
  EXPECT_FALSE(AttainmentOf(MakeTarget("t", "", 35, 30), MakeResult("t", 1)).ok());
  EXPECT_FALSE(AttainmentOf(MakeTarget("t", "", -1, 30), MakeResult("t", 1)).ok());
  EXPECT_FALSE(AttainmentOf(MakeTarget("t", "", 0, 0), MakeResult("t", 1)).ok());
  EXPECT_FALSE(AttainmentOf(MakeTarget("t", "", 1, 2), MakeResult("t", -1)).ok());
  EXPECT_FALSE(AttainmentOf(MakeTarget("t", "", 1, 2), MakeResult("other", 1)).ok());
  Target target = MakeTarget("t", "", 1, 2);
  target.denominator.emplace();
  EXPECT_FALSE(AttainmentOf(target, MakeResult("t", 1)).ok());
}

TEST(Target, FromACohortThatIsTooSmallMoreThanAllMustPass) {
  Target target = MakeTarget("t", "", 30, 35);
  EXPECT_FALSE(NeededOfCohort(target).has_value());
  target.cohort.emplace();
  EXPECT_FALSE(NeededOfCohort(target).has_value());
  target.cohort->count = 25;
  EXPECT_EQ(NeededOfCohort(target)->least.ToString(), "120.00");
}

TEST(RollUp, NothingIsCountedTwiceAndNobodySilentIsZero) {
  const std::vector<Target> targets = {
      MakeTarget("batu", "35.79", 30, 35),      MakeTarget("pasuruan", "35.14", 2820, 2820),
      MakeTarget("jatim", "35", 40000, 40000),  MakeTarget("pemalang", "33.27", 900, 1000),
      MakeTarget("nation", "", 300000, 300000), MakeTarget("bumiaji", "35.79.02", 10, 12),
  };
  std::vector<Target> all = targets;
  all.push_back(MakeTarget("last year", "35.79", 30, 35));
  all.back().period = PartialDate::Year(2025);
  all.push_back(MakeTarget("people", "35.79", 90, 90));
  all.back().unit = "people";
  const std::vector<Result> results = {MakeResult("pasuruan", 1000), MakeResult("pasuruan", 1421, Date(2026, 8, 18)),
                                       MakeResult("pasuruan", 1200, PartialDate::Month(2026, 7)), MakeResult("bumiaji", 4),
                                       MakeResult("last year", 31)};
  const auto rolled = RollUpTargets(all, results, k2026, "KPM");
  ASSERT_TRUE(rolled.ok()) << rolled.status();
  std::vector<std::string> codes;
  for (const RollUp& region : *rolled) codes.push_back(region.code);
  ASSERT_THAT(codes, ElementsAre("", "33", "33.27", "35", "35.14", "35.79", "35.79.02"));
  const auto& region = [&](size_t i) -> const RollUp& { return (*rolled)[i]; };

  // The nation: its provinces, each with its own target or else its offices'.
  EXPECT_EQ(region(0).own->id, "nation");
  EXPECT_EQ(region(0).parts, 2);
  EXPECT_EQ(region(0).least, 900 + 40000);
  EXPECT_EQ(region(0).most, 1000 + 40000);
  EXPECT_EQ(region(0).result, 1421 + 4) << "what the offices of the province have reported";
  EXPECT_THAT(region(0).without_result, ElementsAre("pemalang"));
  // A province without a target of its own.
  EXPECT_EQ(region(1).own, nullptr);
  EXPECT_EQ(region(1).least, 900);
  // A province with one: apart from what its offices aim at.
  EXPECT_EQ(region(3).own->least, 40000);
  EXPECT_EQ(region(3).least, 2820 + 30);
  EXPECT_EQ(region(3).most, 2820 + 35);
  EXPECT_EQ(region(3).own_result, nullptr);
  // An office: the latest of its results.
  EXPECT_EQ(region(4).own_result->count, 1421);
  // Batu itself has not reported; its district has.
  EXPECT_EQ(region(5).own_result, nullptr);
  EXPECT_EQ(region(5).result, 4);
  EXPECT_THAT(region(5).without_result, IsEmpty());
}

TEST(RollUp, WhatIsAboutMakesTheSumAbout) {
  const std::vector<Target> targets = {MakeTarget("a", "35.79", 1, 1), MakeTarget("b", "35.14", 1, 1)};
  std::vector<Result> results = {MakeResult("a", 1), MakeResult("b", 1)};
  EXPECT_FALSE((*RollUpTargets(targets, results, k2026, "KPM"))[0].approximate);
  results[1].precision = Precision::kApproximate;
  EXPECT_TRUE((*RollUpTargets(targets, results, k2026, "KPM"))[0].approximate);
}

TEST(RollUp, WhatCannotBeAddedUpSaysWhy) {
  const auto message = [](const std::vector<Target>& targets, const std::vector<Result>& results) {
    const auto rolled = RollUpTargets(targets, results, k2026, "KPM");
    return std::string(rolled.status().message());
  };
  EXPECT_THAT(message({MakeTarget("a", "35.79", 1, 1), MakeTarget("b", "35.79", 1, 1)}, {}), HasSubstr("of the same region"));
  Target bps = MakeTarget("a", "", 1, 1);
  bps.region = Bps("3579");
  EXPECT_THAT(message({bps}, {}), HasSubstr("no Kemendagri code"));
  EXPECT_THAT(message({MakeTarget("a", "3579", 1, 1)}, {}), HasSubstr("no Kemendagri code"));
  EXPECT_THAT(message({MakeTarget("a", "35.79", 1, 1)}, {MakeResult("z", 1)}), HasSubstr("there is no such target"));
  const int64_t most = std::numeric_limits<int64_t>::max();
  EXPECT_THAT(message({MakeTarget("a", "35.79", 1, most), MakeTarget("b", "35.14", 1, most)}, {}), HasSubstr("too large"));
}

TEST(RollUp, OfNoTargetsThereIsOnlyTheNationWithNothing) {
  const auto rolled = RollUpTargets({}, {}, k2026, "KPM");
  ASSERT_TRUE(rolled.ok());
  ASSERT_THAT(*rolled, SizeIs(1));
  EXPECT_EQ((*rolled)[0].parts, 0);
}

}  // namespace
}  // namespace graduasi
