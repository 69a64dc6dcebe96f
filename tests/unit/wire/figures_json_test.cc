// Every numbered fact of the two articles comes out of the data: policies/pkh-graduasi/figures.json is read, and computed from.
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "graduasi/target.h"
#include "gtest/gtest.h"

namespace graduasi {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Figures& Data() {
  static const Figures& figures = *[] {
    std::ifstream file(GRADUASI_SOURCE_DIR "/policies/pkh-graduasi/figures.json", std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    absl::StatusOr<Figures> read = ParseFiguresJson(text);
    EXPECT_TRUE(read.ok()) << read.status();
    return new Figures(*std::move(read));
  }();
  return figures;
}

template <typename Element>
const Element& ById(const std::vector<Element>& elements, const std::string& id) {
  for (const Element& element : elements) {
    if (element.id == id) return element;
  }
  ADD_FAILURE() << "no " << id;
  return elements.front();
}

const Target& TargetOf(const std::string& id) { return ById(Data().targets, id); }

const Result& ResultOf(const std::string& target) {
  for (const Result& result : Data().results) {
    if (result.target == target) return result;
  }
  ADD_FAILURE() << "no result of " << target;
  return Data().results.front();
}

Computed ComputedOf(const std::string& id) {
  const absl::StatusOr<Computed> computed = Compute(ById(Data().computations, id), Data().statistics);
  EXPECT_TRUE(computed.ok()) << computed.status();
  return *computed;
}

Attainment Of(const std::string& target) {
  const absl::StatusOr<Attainment> attainment = AttainmentOf(TargetOf(target), ResultOf(target));
  EXPECT_TRUE(attainment.ok()) << attainment.status();
  return *attainment;
}

// ---- Kota Batu ----

TEST(Figures, BatuAimsAtThirtyToThirtyFiveFamiliesAYear) {
  const Target& target = TargetOf("batu-2026");
  EXPECT_EQ(target.least, 30);
  EXPECT_EQ(target.most, 35);
  EXPECT_EQ(target.unit, "KPM");
  EXPECT_EQ(target.period, PartialDate::Year(2026));
  EXPECT_EQ(target.region.code, "35.79");
}

TEST(Figures, AboutFiftyWereMentoredAYearBeforeAndSixtyToSeventyPercentMustPass) {
  const Target& target = TargetOf("batu-2026");
  ASSERT_TRUE(target.cohort.has_value());
  EXPECT_EQ(target.cohort->count, 50);
  EXPECT_EQ(target.cohort->precision, Precision::kApproximate);
  EXPECT_EQ(target.cohort->year, 2025);
  const std::optional<PercentRange> needed = NeededOfCohort(target);
  ASSERT_TRUE(needed.has_value());
  EXPECT_EQ(needed->least.ToString(), "60.00");
  EXPECT_EQ(needed->most.ToString(), "70.00");
  EXPECT_TRUE(needed->approximate);
}

TEST(Figures, PoorPeopleInBatuAreOneAndAHalfThousandFewer) {
  const Statistic& before = ById(Data().statistics, "batu-poor-2020");
  EXPECT_EQ(before.reference, PartialDate::Month(2020, 3));
  EXPECT_EQ(before.released_on, PartialDate(Date(2025, 11, 28)));
  EXPECT_EQ(before.as_printed, "8,12 ribu");
  const Computed fewer = ComputedOf("batu-fewer-poor");
  EXPECT_EQ(fewer.value.ToString(), "-1.53");
  EXPECT_EQ(fewer.multiple, 1000);
  EXPECT_EQ(fewer.unit, "people");
  EXPECT_EQ(fewer.agrees, true);
  const Computed percent = ComputedOf("batu-fewer-poor-percent");
  EXPECT_EQ(percent.value.ToString(), "-18.8");
  EXPECT_EQ(percent.value.Format(Language::kIndonesian), "-18,8");
  EXPECT_EQ(percent.unit, "%");
}

TEST(Figures, TheNationAimsAtThreeHundredThousandIn2026) {
  EXPECT_EQ(TargetOf("nation-2026").least, 300000);
  EXPECT_EQ(TargetOf("nation-2026").period, PartialDate::Year(2026));
  EXPECT_FALSE(TargetOf("nation-2026").region.code.has_value());
}

// ---- Kabupaten Pasuruan ----

TEST(Figures, PasuruanHasGraduatedHalfOfItsTarget) {
  const Attainment attainment = Of("pasuruan-2025");
  EXPECT_EQ(attainment.result, 1421);
  EXPECT_EQ(attainment.remaining_to_least, 1399);
  EXPECT_EQ(attainment.remaining_to_most, 1399);
  EXPECT_FALSE(attainment.met);
  EXPECT_EQ(attainment.of_target.least.ToString(), "50.39");
  EXPECT_EQ(attainment.of_target.most.ToString(), "50.39");
}

TEST(Figures, TargetAndResultAreSharesOfTheRecipientsOfTahapOne) {
  const Target& target = TargetOf("pasuruan-2025");
  ASSERT_TRUE(target.denominator.has_value());
  EXPECT_EQ(target.denominator->count, 65000);
  EXPECT_EQ(target.denominator->stage, 1);
  const Attainment attainment = Of("pasuruan-2025");
  EXPECT_EQ(attainment.target_of_denominator->least.ToString(), "4.34");
  EXPECT_EQ(attainment.result_of_denominator->least.ToString(), "2.19");
}

TEST(Figures, PasuruansTargetIsOnePercentOfItsPoorHalf) {
  EXPECT_EQ(ById(Data().statistics, "pasuruan-desil-1-5").value.coefficient, 281977);
  const Computed share = ComputedOf("pasuruan-target-of-desil");
  EXPECT_EQ(share.value.ToString(), "1.0001");
  EXPECT_EQ(share.agrees, true) << "1 %, as many decimals as are printed";
}

// ---- Other figures ----

TEST(Figures, AQuarterOfTheNationalTargetByOctober) {
  const Attainment attainment = Of("nation-2025");
  EXPECT_EQ(attainment.of_target.least.ToString(), "25.67");
  EXPECT_EQ(Quotient({77000, 0}, {300000, 0}, 100, 1)->ToString(), "25.7");
  EXPECT_TRUE(attainment.approximate);
  EXPECT_EQ(attainment.remaining_to_least, 223000);
}

TEST(Figures, KindsOfExitAddUp) {
  const Result& result = ResultOf("kediri-2018-2021");
  EXPECT_EQ(result.by_kind.at(ExitKind::kNaturalExit) + result.by_kind.at(ExitKind::kSelfReliantExit) +
                result.by_kind.at(ExitKind::kSystemExit),
            result.count);
  EXPECT_TRUE(Of("kediri-2018-2021").met);
  Result wrong = result;
  wrong.by_kind[ExitKind::kNaturalExit] = 28644;
  EXPECT_FALSE(AttainmentOf(TargetOf("kediri-2018-2021"), wrong).ok());
  EXPECT_EQ(ComputedOf("pemalang-mandiri-share").value.ToString(), "85");
}

TEST(Figures, OfficesProvincesAndTheNationAreAddedUp) {
  const auto rolled = RollUpTargets(Data().targets, Data().results, PartialDate::Year(2025), "KPM");
  ASSERT_TRUE(rolled.ok()) << rolled.status();
  ASSERT_THAT(*rolled, SizeIs(3));
  EXPECT_EQ((*rolled)[0].code, "");
  EXPECT_EQ((*rolled)[0].own->id, "nation-2025");
  EXPECT_EQ((*rolled)[0].least, 2820) << "what the offices aim at, apart from what the nation does";
  EXPECT_EQ((*rolled)[0].result, 1421);
  EXPECT_EQ((*rolled)[1].code, "35");
  EXPECT_EQ((*rolled)[1].own, nullptr);
  EXPECT_EQ((*rolled)[1].parts, 1);
  EXPECT_EQ((*rolled)[2].own_result->count, 1421);
  const auto next = RollUpTargets(Data().targets, Data().results, PartialDate::Year(2026), "KPM");
  ASSERT_TRUE(next.ok());
  EXPECT_THAT((*next)[0].without_result, ::testing::ElementsAre("batu-2026"));
}

TEST(Figures, WhatIsNoFigureIsSaidToBeNone) {
  const std::vector<std::pair<std::string, std::string>> mistakes = {
      {R"({"statistics":[{"id":"a","reference":"2025","value":8.12,"unit":"u","source":"s"}]})", "is not a decimal number"},
      {R"({"statistics":[{"id":"a","reference":"2025","value":"8,12","unit":"u","source":"s"}]})", "is not a decimal number"},
      {R"({"statistics":[{"id":"a","value":"8","unit":"u","source":"s"}]})", "`reference` is missing"},
      {R"({"statistics":[{"id":"a","reference":"2025","value":"8","unit":"u"}]})", "`source` is missing"},
      {R"({"statistics":[{"id":"a","reference":"2025","value":"8","unit":"u","source":"s","multiple":0}]})", "below 1"},
      {R"({"computations":[{"id":"a","of":"x","against":"y"}]})", "`decimals` must be"},
      {R"({"targets":[{"id":"a","period":"2026"}]})", "`least` is missing"},
      {R"({"targets":[{"id":"a","period":"2026","least":1},{"id":"a","period":"2026","least":1}]})", "is given twice"},
      {R"({"targets":[{"id":"a","period":"2026","least":1,"region":{"code":"35"}}]})", "both `system` and `code`"},
      {R"({"targets":[{"id":"a","period":"2026","least":1,"region":{"system":"KEMENDAGRI","code":"3579"}}]})", "not a code"},
      {R"({"results":[{"target":"a","as_of":"2026"}]})", "`count` is missing"},
      {R"({"results":[{"target":"a","as_of":"2026","count":1,"by_kind":{"SELF":1}}]})", "not known here"},
      {R"({"target":[]})", "did you mean `targets`?"},
  };
  for (const auto& [json, message] : mistakes) {
    Findings findings;
    EXPECT_FALSE(ParseFiguresJson(json, &findings).ok()) << json;
    ASSERT_THAT(findings, SizeIs(1)) << json;
    EXPECT_THAT(findings[0].message, HasSubstr(message));
  }
}

}  // namespace
}  // namespace graduasi
