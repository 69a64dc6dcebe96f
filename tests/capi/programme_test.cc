// The page of an office through the C interface: what is counted, what is refused and where, what outlives what. It knows only
// the header.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "capi/graduasi.h"
#include "graduasi/arrow_abi.h"
#include "tests/capi/small_policy.h"
#include "tests/capi/small_register.h"

namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr int32_t kAsOf = 20619;     // 2026-06-15
constexpr int32_t kBatu = 20445;     // 2025-12-23
constexpr int32_t kMay2026 = 20574;  // the first of it
constexpr int32_t kEnglish = GRADUASI_LANGUAGE_ENGLISH;
constexpr int32_t kIndonesian = GRADUASI_LANGUAGE_INDONESIAN;

graduasi_programme* const kStaleProgramme = reinterpret_cast<graduasi_programme*>(uintptr_t{16});
graduasi_programme_report* const kStaleReport = reinterpret_cast<graduasi_programme_report*>(uintptr_t{16});
graduasi_figures* const kStaleFigures = reinterpret_cast<graduasi_figures*>(uintptr_t{16});
graduasi_error* const kStaleError = reinterpret_cast<graduasi_error*>(uintptr_t{16});

std::string ReadFile(const std::string& name) {
  std::ifstream file(std::string(GRADUASI_SOURCE_DIR "/") + name, std::ios::binary);
  EXPECT_TRUE(file.good()) << name;
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

// The household of a case file, on one line.
std::string HouseholdOf(const std::string& name) {
  std::string text = ReadFile(name);
  const size_t begin = text.find("\"household\": ") + 13;
  text = text.substr(begin, text.find(",\n  \"expect\"") - begin);
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return text;
}

// One of each outcome; the last is no record, and its id can be read all the same.
std::string Cohort() {
  std::string lines;
  for (const char* line : {kEligible, kNotYet, kProtected, kNeedsData}) lines += std::string(line) + "\n";
  return lines + "{\"id\":\"e\",\"members\":[{\"born_on\":\"2026-02-30\"}]}\n";
}

class ProgrammeTest : public testing::Test {
 protected:
  ProgrammeTest() {
    EXPECT_EQ(graduasi_policy_parse(kSmallPolicy, sizeof(kSmallPolicy) - 1, &policy_, nullptr), GRADUASI_OK);
    options_.struct_size = sizeof(options_);
  }
  ~ProgrammeTest() override {
    graduasi_error_free(error_);
    graduasi_programme_free(programme_);
    graduasi_programme_report_free(report_);
    graduasi_figures_free(figures_);
    graduasi_policy_free(policy_);
  }

  void LoadReference() {
    graduasi_policy_free(policy_);
    const std::string text = ReadFile("policies/pkh-graduasi/2026.policy.txtpb");
    ASSERT_EQ(graduasi_policy_parse(text.data(), text.size(), &policy_, nullptr), GRADUASI_OK);
  }
  void LoadFigures() {
    const std::string text = ReadFile("policies/pkh-graduasi/figures.json");
    ASSERT_EQ(graduasi_figures_parse_json(text.data(), text.size(), &figures_, Error()), GRADUASI_OK) << Message();
    options_.figures = figures_;
  }
  graduasi_error** Error() {
    graduasi_error_free(error_);
    error_ = kStaleError;
    return &error_;
  }
  graduasi_status New(const graduasi_policy* policy, int32_t as_of) {
    graduasi_programme_free(programme_);
    programme_ = kStaleProgramme;
    return graduasi_programme_new(policy, as_of, &options_, &programme_, Error());
  }
  graduasi_status AddLines(const std::string& lines) {
    return graduasi_programme_add_json_lines(programme_, lines.data(), lines.size(), Error());
  }
  graduasi_status AddHistory(const std::string& json) {
    return graduasi_programme_add_history_json(programme_, json.data(), json.size(), Error());
  }
  graduasi_status Finish() {
    graduasi_programme_report_free(report_);
    report_ = kStaleReport;
    return graduasi_programme_finish(programme_, &report_, Error());
  }
  void Report(const std::string& lines, int32_t as_of = kAsOf) {
    ASSERT_EQ(New(policy_, as_of), GRADUASI_OK) << Message();
    ASSERT_EQ(AddLines(lines), GRADUASI_OK) << Message();
    ASSERT_EQ(Finish(), GRADUASI_OK) << Message();
  }
  std::string Json() {
    const char* json = graduasi_programme_report_json(report_);
    return json == nullptr ? "" : json;
  }
  std::string Message() const { return graduasi_error_count(error_) == 0 ? "" : graduasi_error_message(error_, 0); }
  std::string Path() const { return graduasi_error_count(error_) == 0 ? "" : graduasi_error_path(error_, 0); }

  graduasi_policy* policy_ = nullptr;
  graduasi_figures* figures_ = nullptr;
  graduasi_programme_options options_{};
  graduasi_programme* programme_ = nullptr;
  graduasi_programme_report* report_ = nullptr;
  graduasi_error* error_ = nullptr;
};

TEST_F(ProgrammeTest, EveryFamilyIsCountedByWhatThePolicySays) {
  Report(Cohort());
  EXPECT_EQ(graduasi_programme_report_as_of_days(report_), kAsOf);
  EXPECT_STREQ(graduasi_programme_report_policy_id(report_), "small");
  EXPECT_STREQ(graduasi_programme_report_policy_hash(report_), graduasi_policy_hash(policy_));
  EXPECT_STREQ(graduasi_programme_report_region_code(report_), "");
  EXPECT_STREQ(graduasi_programme_report_region_system(report_), "");
  EXPECT_EQ(graduasi_programme_report_has_cohort(report_), 1);
  EXPECT_EQ(graduasi_programme_report_families(report_), 5);
  EXPECT_EQ(graduasi_programme_report_unreadable(report_), 1);
  for (int32_t outcome = GRADUASI_OUTCOME_INVALID; outcome <= GRADUASI_OUTCOME_ELIGIBLE; ++outcome) {
    EXPECT_EQ(graduasi_programme_report_outcome_families(report_, outcome), 1) << outcome;
  }
  EXPECT_EQ(graduasi_programme_report_outcome_families(report_, 5), 0);
  EXPECT_EQ(graduasi_programme_report_outcome_families(report_, -1), 0);
  EXPECT_EQ(graduasi_programme_report_candidates(report_), 1);
  EXPECT_EQ(graduasi_programme_report_without_history(report_), 5);
  // Without a target there is none of what follows from one.
  EXPECT_EQ(graduasi_programme_report_has_target(report_), 0);
  EXPECT_EQ(graduasi_programme_report_target_id(report_), nullptr);
  EXPECT_EQ(graduasi_programme_report_has_result(report_), 0);
  EXPECT_EQ(graduasi_programme_report_has_forecast(report_), 0);
  EXPECT_EQ(graduasi_programme_report_rate_needed_count(report_), 0u);
  EXPECT_EQ(graduasi_programme_report_cut_count(report_), 0u);
  EXPECT_EQ(graduasi_programme_report_target_is_possible(report_), 0);
}

TEST_F(ProgrammeTest, WhatKeepsFamiliesBackIsNamed) {
  Report(Cohort());
  std::string all;
  for (size_t i = 0; i < graduasi_programme_report_obstruction_count(report_); ++i) {
    all += std::to_string(graduasi_programme_report_obstruction_kind(report_, i)) + " " +
           graduasi_programme_report_obstruction_id(report_, i) + " \"" +
           graduasi_programme_report_obstruction_title(report_, i, kEnglish) + "\" " +
           std::to_string(graduasi_programme_report_obstruction_families(report_, i)) + " " +
           std::to_string(graduasi_programme_report_obstruction_alone(report_, i)) + "\n";
  }
  EXPECT_THAT(all, HasSubstr("1 C1 \"Income suffices\" 1 1\n"));
  EXPECT_THAT(all, HasSubstr("0 S1 \"Somebody is pregnant\" 1 1\n"));
  EXPECT_THAT(all, HasSubstr("2 household.members[].pregnant \"\" 1 1\n"));
  EXPECT_THAT(all, HasSubstr("3 S1 \"Somebody is pregnant\" 1 1\n"));
  EXPECT_STREQ(graduasi_programme_report_obstruction_title(report_, 0, kIndonesian), "Pendapatan cukup");
  EXPECT_EQ(graduasi_programme_report_obstruction_title(report_, 0, 3), nullptr);
}

TEST_F(ProgrammeTest, UnreadableRecordsHaveTheirLineCountedOverAllCalls) {
  ASSERT_EQ(New(policy_, kAsOf), GRADUASI_OK) << Message();
  ASSERT_EQ(AddLines(std::string(kEligible) + "\n" + kNotYet), GRADUASI_OK) << Message();  // the last without a line feed
  ASSERT_EQ(AddLines("\n"), GRADUASI_OK);
  ASSERT_EQ(AddLines(""), GRADUASI_OK);
  ASSERT_EQ(AddLines("{\"id\":\"x\",\"nose\":1,\"kk\":12}\nno JSON"), GRADUASI_OK);
  ASSERT_EQ(Finish(), GRADUASI_OK) << Message();
  EXPECT_EQ(graduasi_programme_report_families(report_), 5);
  EXPECT_EQ(graduasi_programme_report_unreadable(report_), 3);
  ASSERT_EQ(graduasi_programme_report_unreadable_count(report_), 3u);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(graduasi_programme_report_unreadable_row(report_, i), static_cast<int64_t>(i) + 3);
    EXPECT_EQ(graduasi_programme_report_unreadable_line(report_, i, 0), static_cast<int32_t>(i) + 3);
  }
  ASSERT_EQ(graduasi_programme_report_unreadable_finding_count(report_, 1), 2u);
  EXPECT_STREQ(graduasi_programme_report_unreadable_path(report_, 1, 1), "kk");
  EXPECT_STRNE(graduasi_programme_report_unreadable_message(report_, 1, 0), "");
  EXPECT_GT(graduasi_programme_report_unreadable_column(report_, 1, 1),
            graduasi_programme_report_unreadable_column(report_, 1, 0));
  EXPECT_EQ(graduasi_programme_report_unreadable_message(report_, 1, 2), nullptr);
  EXPECT_EQ(graduasi_programme_report_unreadable_message(report_, 3, 0), nullptr);
}

TEST_F(ProgrammeTest, OfUnreadableRecordsSoManyAreKeptAndAllAreCounted) {
  options_.kept_unreadable = 2;
  Report("1\n2\n3\n");
  EXPECT_EQ(graduasi_programme_report_unreadable(report_), 3);
  EXPECT_EQ(graduasi_programme_report_unreadable_count(report_), 2u);
}

TEST_F(ProgrammeTest, InPartsOrAtOnceOnOneThreadOrMoreTheBytesAreTheSame) {
  const std::string lines = Cohort();
  options_.target_least = 1;
  options_.target_most = 2;
  Report(lines);
  const std::string json = Json();
  const std::string text = graduasi_programme_report_text(report_, kIndonesian);
  const std::string html = graduasi_programme_report_html(report_, kIndonesian);
  options_.threads = 4;
  Report(lines);
  EXPECT_EQ(Json(), json);
  EXPECT_EQ(graduasi_programme_report_html(report_, kIndonesian), html);
  options_.threads = 0;
  ASSERT_EQ(New(policy_, kAsOf), GRADUASI_OK);
  for (size_t begin = 0; begin < lines.size();) {
    const size_t end = lines.find('\n', begin) + 1;
    ASSERT_EQ(AddLines(lines.substr(begin, end - begin)), GRADUASI_OK) << Message();
    begin = end;
  }
  ASSERT_EQ(Finish(), GRADUASI_OK);
  EXPECT_EQ(Json(), json);
  EXPECT_EQ(graduasi_programme_report_text(report_, kIndonesian), text);
}

// More lines than are handed on at a time.
TEST_F(ProgrammeTest, ManyLinesInOneCallAreAllCounted) {
  std::string lines;
  for (int i = 0; i < 5000; ++i) lines += "{\"id\":\"F-" + std::to_string(i) + "\"}\n";
  Report(lines + "\n");
  EXPECT_EQ(graduasi_programme_report_families(report_), 5001);
  EXPECT_EQ(graduasi_programme_report_outcome_families(report_, GRADUASI_OUTCOME_NEEDS_DATA), 5000);
  EXPECT_EQ(graduasi_programme_report_unreadable_row(report_, 0), 5001);
}

TEST_F(ProgrammeTest, ColumnsAreCountedAsLinesAre) {
  Report(
      "{\"id\":\"a\",\"members\":[{\"pregnant\":false}],\"incomes\":[{\"observed_on\":\"2026-05-01\",\"amount_idr\":1000000}]}"
      "\n"
      "{\"id\":\"b\",\"members\":[{}],\"incomes\":[{\"observed_on\":\"2026-05-01\",\"amount_idr\":1000000}]}\n"
      "{\"id\":\"c\",\"members\":[{\"pregnant\":true}],\"incomes\":[{\"observed_on\":\"2026-05-01\",\"amount_idr\":1}]}\n");
  const std::string json = Json();
  ASSERT_EQ(New(policy_, kAsOf), GRADUASI_OK);
  graduasi::capi::Register source;
  ArrowArrayStream in = graduasi::capi::Stream(&source);
  ASSERT_EQ(graduasi_programme_add_stream(programme_, &in, Error()), GRADUASI_OK) << Message();
  EXPECT_EQ(in.release, nullptr);
  EXPECT_EQ(graduasi::capi::live, 0);
  ASSERT_EQ(Finish(), GRADUASI_OK);
  EXPECT_EQ(Json(), json);
}

TEST_F(ProgrammeTest, AStreamIsTakenWhateverIsWrongWithIt) {
  graduasi::capi::Register source;
  source.id_format = "l";  // a number where a text is due
  ASSERT_EQ(New(policy_, kAsOf), GRADUASI_OK);
  ArrowArrayStream in = graduasi::capi::Stream(&source);
  EXPECT_EQ(graduasi_programme_add_stream(programme_, &in, Error()), GRADUASI_BAD_DATA);
  EXPECT_EQ(in.release, nullptr);
  EXPECT_EQ(Path(), "id");
  EXPECT_EQ(Finish(), GRADUASI_BAD_CALL);
  graduasi::capi::Register failing;
  failing.schema_code = 5;
  ASSERT_EQ(New(policy_, kAsOf), GRADUASI_OK);
  in = graduasi::capi::Stream(&failing);
  EXPECT_EQ(graduasi_programme_add_stream(programme_, &in, Error()), GRADUASI_BAD_DATA);
  EXPECT_EQ(Path(), "in");
  EXPECT_EQ(graduasi_programme_add_stream(programme_, nullptr, Error()), GRADUASI_BAD_CALL);
  ASSERT_EQ(New(policy_, kAsOf), GRADUASI_OK);
  EXPECT_EQ(graduasi_programme_add_stream(programme_, nullptr, Error()), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_programme_add_stream(programme_, &in, Error()), GRADUASI_BAD_CALL);  // released already
  in = graduasi::capi::Stream(&source);
  EXPECT_EQ(graduasi_programme_add_stream(nullptr, &in, Error()), GRADUASI_BAD_CALL);
  EXPECT_EQ(in.release, nullptr);
  EXPECT_EQ(graduasi::capi::live, 0);
}

// Four families are in the pipeline; under a rate of one half the number that completes is binomial.
TEST_F(ProgrammeTest, ATargetOfNumbersIsHeldAgainstTheCohortAndARate) {
  options_.target_least = 2;
  options_.target_most = 3;
  options_.region = "35.79";
  const int32_t rates[] = {500, 500, 500, 500, 500};
  options_.rates_per_mille = rates;
  options_.rates_per_mille_count = 5;
  std::string lines = Cohort();
  lines.erase(lines.find("{\"id\":\"e\""));
  Report(lines);
  EXPECT_STREQ(graduasi_programme_report_region_code(report_), "35.79");
  EXPECT_STREQ(graduasi_programme_report_region_system(report_), "KEMENDAGRI");
  EXPECT_EQ(graduasi_programme_report_has_target(report_), 1);
  EXPECT_STREQ(graduasi_programme_report_target_period(report_), "2026");
  EXPECT_EQ(graduasi_programme_report_target_least(report_), 2);
  EXPECT_EQ(graduasi_programme_report_target_most(report_), 3);
  EXPECT_EQ(graduasi_programme_report_graduated(report_), 0);
  EXPECT_EQ(graduasi_programme_report_in_pipeline(report_), 4);
  EXPECT_EQ(graduasi_programme_report_still_least(report_), 2);
  EXPECT_EQ(graduasi_programme_report_still_most(report_), 3);
  EXPECT_EQ(graduasi_programme_report_target_is_possible(report_), 1);
  ASSERT_EQ(graduasi_programme_report_has_forecast(report_), 1);
  EXPECT_EQ(graduasi_programme_report_expected_per_mille(report_), 2000);
  const double close = 1e-12;
  EXPECT_NEAR(graduasi_programme_report_probability_below(report_), 5.0 / 16, close);
  EXPECT_NEAR(graduasi_programme_report_probability_at_least(report_), 11.0 / 16, close);
  EXPECT_NEAR(graduasi_programme_report_probability_within(report_), 10.0 / 16, close);
  EXPECT_NEAR(graduasi_programme_report_probability_above(report_), 1.0 / 16, close);
  const std::vector<double> sixteenths = {1, 4, 6, 4, 1};
  for (size_t k = 0; k < sixteenths.size(); ++k) {
    EXPECT_NEAR(graduasi_programme_report_probability_exactly(report_, static_cast<int64_t>(k)), sixteenths[k] / 16, close);
  }
  for (const int64_t none : {int64_t{-1}, int64_t{5}, INT64_MIN, INT64_MAX}) {
    EXPECT_EQ(graduasi_programme_report_probability_exactly(report_, none), 0);
  }
  // With 386 per mille 2 of 4 or more complete in half of the cases, with 385 in fewer.
  ASSERT_EQ(graduasi_programme_report_rate_needed_count(report_), 3u);
  EXPECT_EQ(graduasi_programme_report_rate_needed_probability_per_mille(report_, 0), 500);
  EXPECT_EQ(graduasi_programme_report_rate_needed_per_mille(report_, 0), 386);
  EXPECT_EQ(graduasi_programme_report_rate_needed_per_mille(report_, 3), GRADUASI_RATE_NONE);
}

TEST_F(ProgrammeTest, TheFormOfARegionsCodeSaysWhoseItIs) {
  for (const auto& [code, system] : std::vector<std::pair<const char*, const char*>>{
           {"35", "KEMENDAGRI"}, {"35.79", "KEMENDAGRI"}, {"3579", "BPS"}, {"3579020004", "BPS"}}) {
    options_.region = code;
    Report(Cohort());
    EXPECT_STREQ(graduasi_programme_report_region_code(report_), code);
    EXPECT_STREQ(graduasi_programme_report_region_system(report_), system) << code;
  }
}

TEST_F(ProgrammeTest, WithoutARateForAllThereIsNoForecastAndNoRateIsNotZero) {
  options_.target_least = options_.target_most = 1;
  const int32_t rates[] = {GRADUASI_RATE_NONE, 0, 500, 500, 500};
  options_.rates_per_mille = rates;
  options_.rates_per_mille_count = 5;
  Report(Cohort());  // one is INVALID
  EXPECT_EQ(graduasi_programme_report_has_forecast(report_), 0);
  std::string lines = Cohort();
  lines.erase(lines.find("{\"id\":\"e\""));
  Report(lines);
  EXPECT_EQ(graduasi_programme_report_has_forecast(report_), 1);
  EXPECT_EQ(graduasi_programme_report_expected_per_mille(report_), 1500);
}

TEST_F(ProgrammeTest, ATargetThatTheCohortCannotMeetIsSaidToBeImpossible) {
  options_.target_least = options_.target_most = 6;
  Report(Cohort());
  EXPECT_EQ(graduasi_programme_report_target_is_possible(report_), 0);
  EXPECT_EQ(graduasi_programme_report_rate_needed_per_mille(report_, 0), GRADUASI_RATE_NONE);
}

TEST_F(ProgrammeTest, TheYearOfATargetIsThatInWhichTheLookAheadEnds) {
  LoadReference();
  options_.target_least = options_.target_most = 1;
  for (const auto& [until, period, expected] :
       std::vector<std::tuple<int32_t, const char*, const char*>>{{0, nullptr, "2025"},
                                                                  {20819, nullptr, "2026"},  // 2027-01-01
                                                                  {0, "2026", "2026"},
                                                                  {0, "2026-05", "2026-05"}}) {
    options_.until_days = until;
    options_.target_period = period;
    Report("", kBatu);
    EXPECT_STREQ(graduasi_programme_report_target_period(report_), expected);
  }
}

// The same family before the village has deliberated: by its facts it could be nominated in May, and is never eligible.
TEST_F(ProgrammeTest, MonthsSayWhenOnlyTheProcedureKeepsFamiliesBack) {
  LoadReference();
  options_.until_days = 20819;  // 2027-01-01
  const std::string rules = R"({"completed_by_procedure": ["G14"]})";
  options_.rules = rules.c_str();
  std::string household = HouseholdOf("tests/cases/vector_4.json");
  const std::string deliberated = R"("deliberated_on": "2025-12-12",)";
  const size_t at = household.find(deliberated);
  ASSERT_NE(at, std::string::npos) << household;
  household.erase(at, deliberated.size());
  Report(household, kBatu);
  ASSERT_EQ(graduasi_programme_report_month_count(report_), 13u);
  for (size_t i = 0; i < 13; ++i) {
    EXPECT_EQ(graduasi_programme_report_month_become_candidates(report_, i), i == 5 ? 1 : 0) << i;
    EXPECT_EQ(graduasi_programme_report_month_candidates_reached(report_, i), i >= 5 ? 1 : 0) << i;
    EXPECT_EQ(graduasi_programme_report_month_reached(report_, i), 0) << i;
  }
  EXPECT_EQ(graduasi_programme_report_month_candidates_at_end(report_, 4), 0);
  EXPECT_EQ(graduasi_programme_report_month_candidates_at_end(report_, 5), 1);
}

// Kota Batu: capital was paid on 15 November 2025, and six months must pass.
TEST_F(ProgrammeTest, MonthsSayWhenFamiliesBecomeEligible) {
  LoadReference();
  options_.until_days = 20819;  // 2027-01-01
  Report(HouseholdOf("tests/cases/vector_4.json"), kBatu);
  EXPECT_EQ(graduasi_programme_report_outcome_families(report_, GRADUASI_OUTCOME_NOT_YET), 1);
  ASSERT_EQ(graduasi_programme_report_month_count(report_), 13u);
  EXPECT_EQ(graduasi_programme_report_month_first_days(report_, 0), kBatu + 1);
  for (size_t i = 0; i < 13; ++i) {
    const bool may = i == 5;
    EXPECT_EQ(graduasi_programme_report_month_become_eligible(report_, i), may ? 1 : 0) << i;
    EXPECT_EQ(graduasi_programme_report_month_reached(report_, i), i >= 5 ? 1 : 0) << i;
  }
  EXPECT_EQ(graduasi_programme_report_month_first_days(report_, 5), kMay2026);
  EXPECT_EQ(graduasi_programme_report_month_eligible_at_end(report_, 5), 1);
  EXPECT_EQ(graduasi_programme_report_month_eligible_at_end(report_, 4), 0);
  EXPECT_EQ(graduasi_programme_report_month_first_days(report_, 13), 0);
}

TEST_F(ProgrammeTest, HistoriesSayWhereFamiliesStandBeforeOrAfterTheirHouseholds) {
  const std::string identified =
      R"({"household_id":"b","events":[{"event":"IDENTIFY","on":"2026-01-05","actor":"P-1","role":"MENTOR"}]})";
  ASSERT_EQ(New(policy_, kAsOf), GRADUASI_OK);
  ASSERT_EQ(AddHistory(identified), GRADUASI_OK) << Message();
  ASSERT_EQ(AddLines(Cohort()), GRADUASI_OK);
  ASSERT_EQ(AddHistory(R"({"household_id":"e"})"), GRADUASI_OK) << Message();  // whose record cannot be read
  ASSERT_EQ(Finish(), GRADUASI_OK) << Message();
  EXPECT_EQ(graduasi_programme_report_state_families(report_, GRADUASI_STATE_IDENTIFIED), 1);
  EXPECT_EQ(graduasi_programme_report_state_families(report_, GRADUASI_STATE_RECIPIENT), 1);
  EXPECT_EQ(graduasi_programme_report_state_families(report_, 99), 0);
  EXPECT_EQ(graduasi_programme_report_without_history(report_), 3);
  EXPECT_EQ(graduasi_programme_report_objecting(report_), 0);
  EXPECT_EQ(graduasi_programme_report_deferred(report_), 0);
  EXPECT_EQ(graduasi_programme_report_with_open_findings(report_), 0);
}

TEST_F(ProgrammeTest, AHistoryThatCannotBeReadLeavesTheProgrammeAsItWas) {
  ASSERT_EQ(New(policy_, kAsOf), GRADUASI_OK);
  ASSERT_EQ(AddLines(kEligible), GRADUASI_OK);
  EXPECT_EQ(AddHistory(R"({"household_id":"a","events":[{"event":"GRADUATE"}]})"), GRADUASI_BAD_DATA);
  EXPECT_THAT(Message(), Not(IsEmpty()));
  EXPECT_EQ(AddHistory("{"), GRADUASI_BAD_DATA);
  EXPECT_EQ(AddHistory(R"({"household_id":"a"})"), GRADUASI_OK);
  EXPECT_EQ(Finish(), GRADUASI_OK) << Message();
}

TEST_F(ProgrammeTest, AHistoryOfNobodyOrASecondOneIsRefused) {
  ASSERT_EQ(New(policy_, kAsOf), GRADUASI_OK);
  ASSERT_EQ(AddLines(kEligible), GRADUASI_OK);
  ASSERT_EQ(AddHistory(R"({"household_id":"stranger"})"), GRADUASI_OK);
  EXPECT_EQ(Finish(), GRADUASI_BAD_DATA);
  EXPECT_EQ(report_, nullptr);
  ASSERT_EQ(New(policy_, kAsOf), GRADUASI_OK);
  ASSERT_EQ(AddLines(kEligible), GRADUASI_OK);
  ASSERT_EQ(AddHistory(R"({"household_id":"a"})"), GRADUASI_OK);
  const graduasi_status second = AddHistory(R"({"household_id":"a"})");
  EXPECT_TRUE(second == GRADUASI_BAD_DATA || Finish() == GRADUASI_BAD_DATA);
}

TEST_F(ProgrammeTest, AHouseholdWithoutIdOrWithThatOfAnotherSpendsTheProgramme) {
  for (const std::string& lines : {std::string("{\"members\":[]}"), std::string(kEligible) + "\n" + kEligible}) {
    ASSERT_EQ(New(policy_, kAsOf), GRADUASI_OK);
    graduasi_status status = AddLines(lines);
    EXPECT_EQ(status, GRADUASI_BAD_DATA) << lines;
    EXPECT_THAT(Path(), StartsWith("line"));
    EXPECT_EQ(AddLines(kNotYet), GRADUASI_BAD_CALL);
    EXPECT_EQ(Finish(), GRADUASI_BAD_CALL);
    EXPECT_EQ(report_, nullptr);
  }
}

TEST_F(ProgrammeTest, NothingIsAddedToAReportThatIsMade) {
  Report(Cohort());
  EXPECT_EQ(AddLines(kEligible), GRADUASI_BAD_CALL);
  EXPECT_EQ(AddHistory(R"({"household_id":"a"})"), GRADUASI_BAD_CALL);
  graduasi::capi::Register source;
  ArrowArrayStream in = graduasi::capi::Stream(&source);
  EXPECT_EQ(graduasi_programme_add_stream(programme_, &in, Error()), GRADUASI_BAD_CALL);
  EXPECT_EQ(in.release, nullptr);
  EXPECT_EQ(Finish(), GRADUASI_BAD_CALL);
}

TEST_F(ProgrammeTest, FiguresAreReadAndTheirTargetsListed) {
  LoadFigures();
  ASSERT_EQ(graduasi_figures_target_count(figures_), 5u);
  EXPECT_STREQ(graduasi_figures_target_id(figures_, 0), "batu-2026");
  EXPECT_STREQ(graduasi_figures_target_title(figures_, 0, kEnglish), "PKH graduations of Kota Batu 2026");
  EXPECT_EQ(graduasi_figures_target_title(figures_, 0, 0), nullptr);
  EXPECT_STREQ(graduasi_figures_target_region_system(figures_, 0), "KEMENDAGRI");
  EXPECT_STREQ(graduasi_figures_target_region_code(figures_, 0), "35.79");
  EXPECT_STREQ(graduasi_figures_target_period(figures_, 0), "2026");
  EXPECT_STREQ(graduasi_figures_target_unit(figures_, 0), "KPM");
  EXPECT_EQ(graduasi_figures_target_least(figures_, 0), 30);
  EXPECT_EQ(graduasi_figures_target_most(figures_, 0), 35);
  EXPECT_STREQ(graduasi_figures_target_period(figures_, 4), "2021");
  EXPECT_STREQ(graduasi_figures_target_region_system(figures_, 2), "");
  EXPECT_STREQ(graduasi_figures_target_region_code(figures_, 2), "");
  EXPECT_EQ(graduasi_figures_target_id(figures_, 5), nullptr);
  EXPECT_EQ(graduasi_figures_target_period(figures_, 5), nullptr);
  EXPECT_EQ(graduasi_figures_target_most(figures_, 5), 0);
}

TEST_F(ProgrammeTest, FiguresThatMakeNoSenseAreToldInFull) {
  graduasi_figures* figures = kStaleFigures;
  const std::string text = R"({"targets":[{"id":"a","period":"2026","least":3,"most":2},{"id":"b","periode":"2026"}]})";
  EXPECT_EQ(graduasi_figures_parse_json(text.data(), text.size(), &figures, Error()), GRADUASI_BAD_DATA);
  EXPECT_EQ(figures, nullptr);
  EXPECT_GE(graduasi_error_count(error_), 1u);
  EXPECT_THAT(Path(), HasSubstr("targets["));
  EXPECT_EQ(graduasi_figures_parse_json(nullptr, 3, &figures, Error()), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_figures_parse_json("{}", 2, nullptr, Error()), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_figures_parse_json(nullptr, 0, &figures, Error()), GRADUASI_BAD_DATA);
  EXPECT_EQ(graduasi_figures_parse_json("{}", 2, &figures, Error()), GRADUASI_OK);
  EXPECT_EQ(graduasi_figures_target_count(figures), 0u);
  graduasi_figures_free(figures);
}

// Kabupaten Pasuruan: 1,421 of 2,820, so 1,399 are to go.
TEST_F(ProgrammeTest, FiguresAloneMakeAPageToWhichNothingIsAdded) {
  LoadFigures();
  options_.target = "pasuruan-2025";
  ASSERT_EQ(New(nullptr, kBatu), GRADUASI_OK) << Message();
  EXPECT_EQ(AddLines(kEligible), GRADUASI_BAD_CALL);
  EXPECT_EQ(AddHistory(R"({"household_id":"a"})"), GRADUASI_BAD_CALL);
  ASSERT_EQ(Finish(), GRADUASI_OK) << Message();
  EXPECT_EQ(graduasi_programme_report_has_cohort(report_), 0);
  EXPECT_STREQ(graduasi_programme_report_policy_id(report_), "");
  EXPECT_STREQ(graduasi_programme_report_region_code(report_), "35.14");
  EXPECT_STREQ(graduasi_programme_report_target_id(report_), "pasuruan-2025");
  EXPECT_EQ(graduasi_programme_report_has_result(report_), 1);
  EXPECT_EQ(graduasi_programme_report_result(report_), 1421);
  EXPECT_STREQ(graduasi_programme_report_result_as_of(report_), "2025-08-18");
  EXPECT_EQ(graduasi_programme_report_remaining_to_least(report_), 1399);
  EXPECT_EQ(graduasi_programme_report_remaining_to_most(report_), 1399);
  EXPECT_EQ(graduasi_programme_report_target_is_met(report_), 0);
  EXPECT_THAT(graduasi_programme_report_text(report_, kIndonesian), HasSubstr("1.421"));
  EXPECT_THAT(graduasi_programme_report_text(report_, kEnglish), HasSubstr("1,421"));
  EXPECT_EQ(Finish(), GRADUASI_BAD_CALL);
}

TEST_F(ProgrammeTest, TheOneTargetOfTheRegionAndTheYearIsTaken) {
  LoadFigures();
  options_.region = "35.14";
  ASSERT_EQ(New(nullptr, kBatu), GRADUASI_OK) << Message();
  ASSERT_EQ(Finish(), GRADUASI_OK);
  EXPECT_STREQ(graduasi_programme_report_target_id(report_), "pasuruan-2025");
  options_.region = "35.79";  // has one for 2026 alone
  ASSERT_EQ(New(nullptr, kBatu), GRADUASI_OK) << Message();
  ASSERT_EQ(Finish(), GRADUASI_OK);
  EXPECT_EQ(graduasi_programme_report_has_target(report_), 0);
}

TEST_F(ProgrammeTest, NothingBorrowsFromPolicyFiguresOrProgramme) {
  LoadFigures();
  std::string target = "batu-2026";
  std::string rules = ReadFile("policies/pkh-graduasi/2026.rules.json");
  options_.target = target.c_str();
  options_.rules = rules.c_str();
  ASSERT_EQ(New(policy_, kAsOf), GRADUASI_OK) << Message();
  target.assign(target.size(), 'x');
  rules.assign(rules.size(), 'x');
  graduasi_figures_free(figures_);
  figures_ = nullptr;
  graduasi_policy_free(policy_);
  policy_ = nullptr;
  ASSERT_EQ(AddLines(Cohort()), GRADUASI_OK) << Message();
  ASSERT_EQ(Finish(), GRADUASI_OK);
  graduasi_programme_free(programme_);
  programme_ = nullptr;
  EXPECT_STREQ(graduasi_programme_report_target_id(report_), "batu-2026");
  EXPECT_THAT(graduasi_programme_report_html(report_, kIndonesian), StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(graduasi_programme_report_html(report_, kEnglish), HasSubstr("lang=\"en\""));
  EXPECT_THAT(graduasi_programme_report_text(report_, kEnglish), EndsWith("\n"));
  EXPECT_THAT(Json(), StartsWith("{"));
  EXPECT_THAT(Json(), Not(HasSubstr("\n")));
  EXPECT_EQ(graduasi_programme_report_text(report_, 0), nullptr);
  EXPECT_EQ(graduasi_programme_report_html(report_, 3), nullptr);
  EXPECT_EQ(graduasi_programme_report_text(report_, kEnglish), graduasi_programme_report_text(report_, kEnglish));
}

TEST_F(ProgrammeTest, AReportIsReadByAnyNumberOfThreads) {
  Report(Cohort());
  std::vector<const char*> texts(8);
  std::vector<std::thread> threads;
  for (const char*& text : texts) threads.emplace_back([&text, this] { text = graduasi_programme_report_json(report_); });
  for (std::thread& thread : threads) thread.join();
  for (const char* text : texts) EXPECT_EQ(text, texts.front());
}

// Every option that is wrong is refused by its name.
TEST_F(ProgrammeTest, OptionsAreRefusedByName) {
  LoadFigures();
  static const int32_t kTooMuch[] = {1001};
  static const int32_t kBelow[] = {-2};
  static const int32_t kSix[] = {1, 1, 1, 1, 1, 1};
  static const char* const kNoFact[] = {"household.members[].sex"};
  const std::vector<std::pair<std::string, std::function<void()>>> wrong = {
      {"options.target", [&] { options_.target = "batu-2027"; }},
      {"options.target", [&] { options_.target = "batu-2026", options_.target_most = 3; }},
      {"options.target_period", [&] { options_.target = "batu-2026", options_.target_period = "2026"; }},
      {"options.target_period", [&] { options_.target_period = "2026"; }},
      {"options.target_period", [&] { options_.target_most = 3, options_.target_period = "2026-06-15"; }},
      {"options.target_period", [&] { options_.target_most = 3, options_.target_period = "soon"; }},
      {"options.target_most", [&] { options_.target_least = 3, options_.target_most = 2; }},
      {"options.target_most", [&] { options_.target_least = -1, options_.target_most = 2; }},
      {"options.rates_per_mille", [&] { options_.rates_per_mille = kTooMuch, options_.rates_per_mille_count = 1; }},
      {"options.rates_per_mille", [&] { options_.rates_per_mille = kBelow, options_.rates_per_mille_count = 1; }},
      {"options.rates_per_mille", [&] { options_.rates_per_mille_count = 1; }},
      {"options.rates_per_mille_count", [&] { options_.rates_per_mille = kSix, options_.rates_per_mille_count = 6; }},
      {"options.threads", [&] { options_.threads = 1025; }},
      {"options.rank", [&] { options_.rank = 2; }},
      {"options.until_days", [&] { options_.until_days = INT32_MAX; }},
      {"options", [&] { options_.until_days = kAsOf; }},
      {"options", [&] { options_.region = "Batu"; }},
      {"options", [&] { options_.recorded_when_true = kNoFact, options_.recorded_when_true_count = 1; }},
      {"options.recorded_when_true", [&] { options_.recorded_when_true_count = 1; }},
      {"options.kept_unreadable", [&] { options_.kept_unreadable = -1; }},
      {"options.struct_size", [&] { options_.struct_size = 8; }},
  };
  for (size_t i = 0; i < wrong.size(); ++i) {
    const graduasi_programme_options sound = options_;
    wrong[i].second();
    EXPECT_EQ(New(policy_, kAsOf), GRADUASI_BAD_CALL) << i << " " << wrong[i].first;
    EXPECT_EQ(programme_, nullptr);
    EXPECT_EQ(Path(), wrong[i].first) << i << " " << Message();
    EXPECT_THAT(Message(), Not(IsEmpty()));
    options_ = sound;
  }
  EXPECT_EQ(New(policy_, kAsOf), GRADUASI_OK) << Message();
}

TEST_F(ProgrammeTest, RulesThatCannotBeReadAreBadData) {
  options_.rules = R"({"monitoring_months": 1000, "nose": 1})";
  EXPECT_EQ(New(policy_, kAsOf), GRADUASI_BAD_DATA);
  EXPECT_EQ(programme_, nullptr);
  options_.rules = "";
  EXPECT_EQ(New(policy_, kAsOf), GRADUASI_BAD_DATA);
}

TEST_F(ProgrammeTest, ADayOutsideThePolicysPeriodAndARankingThatIsNotDeclaredAreWrongCalls) {
  EXPECT_EQ(New(policy_, kAsOf + 366), GRADUASI_BAD_CALL);
  EXPECT_EQ(New(policy_, INT32_MIN), GRADUASI_BAD_CALL);
  EXPECT_EQ(Path(), "as_of_days");
  options_.rank = 1;
  EXPECT_EQ(New(policy_, kAsOf), GRADUASI_BAD_CALL);
  EXPECT_THAT(Message(), HasSubstr("ranking"));
}

TEST_F(ProgrammeTest, OptionsMayBeNewerOnlyWhereTheyAreZero) {
  struct Newer {
    graduasi_programme_options known;
    uint64_t unknown;
  } newer = {};
  newer.known.struct_size = sizeof(newer);
  graduasi_programme* programme = nullptr;
  EXPECT_EQ(graduasi_programme_new(policy_, kAsOf, &newer.known, &programme, nullptr), GRADUASI_OK);
  graduasi_programme_free(programme);
  newer.unknown = 1;
  EXPECT_EQ(graduasi_programme_new(policy_, kAsOf, &newer.known, &programme, nullptr), GRADUASI_UNSUPPORTED);
  EXPECT_EQ(programme, nullptr);
  EXPECT_EQ(graduasi_programme_new(policy_, kAsOf, nullptr, nullptr, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_programme_new(policy_, kAsOf, nullptr, &programme, nullptr), GRADUASI_OK);
  EXPECT_EQ(graduasi_programme_finish(programme, nullptr, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_programme_add_json_lines(programme, nullptr, 1, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_programme_add_json_lines(programme, nullptr, 0, nullptr), GRADUASI_OK);
  EXPECT_EQ(graduasi_programme_add_history_json(programme, nullptr, 1, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_programme_add_history_json(programme, nullptr, 0, nullptr), GRADUASI_BAD_DATA);
  graduasi_programme_free(programme);
}

// Of the reference policy, by the ranking that it declares.
TEST_F(ProgrammeTest, TheEligibleStandInTheDeclaredOrderAndTheCutIsTold) {
  LoadReference();
  options_.rank = 1;
  options_.target_least = 1;
  options_.target_most = 3;
  const std::string ready = HouseholdOf("tests/cases/vector_3_resolved.json");
  std::string lines;
  for (const char* id : {"35.79.01-0002", "35.79.01-0001"}) {
    std::string household = ready;
    household.replace(household.find("35.79.01-0007"), std::strlen(id), id);
    lines += household + "\n";
  }
  Report(lines);
  ASSERT_EQ(graduasi_programme_report_ranked_count(report_), 2u);
  EXPECT_STREQ(graduasi_programme_report_ranked_household_id(report_, 0), "35.79.01-0001");
  for (size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(graduasi_programme_report_ranked_place(report_, i), 1);  // they are alike in everything but the id
    EXPECT_EQ(graduasi_programme_report_ranked_sharing(report_, i), 2);
  }
  EXPECT_EQ(graduasi_programme_report_ranked_household_id(report_, 2), nullptr);
  EXPECT_EQ(graduasi_programme_report_unranked_count(report_), 0u);
  EXPECT_EQ(graduasi_programme_report_unranked_household_id(report_, 0), nullptr);
  ASSERT_EQ(graduasi_programme_report_cut_count(report_), 2u);
  EXPECT_EQ(graduasi_programme_report_cut_places(report_, 0), 1);
  EXPECT_EQ(graduasi_programme_report_cut_inside(report_, 0), 0);
  EXPECT_EQ(graduasi_programme_report_cut_tied(report_, 0), 2);
  EXPECT_EQ(graduasi_programme_report_cut_left(report_, 0), 1);
  EXPECT_EQ(graduasi_programme_report_cut_unfilled(report_, 0), 0);
  EXPECT_EQ(graduasi_programme_report_cut_inside(report_, 1), 2);
  EXPECT_EQ(graduasi_programme_report_cut_unfilled(report_, 1), 1);
  EXPECT_EQ(graduasi_programme_report_cut_places(report_, 2), 0);
}

TEST(NullProgrammeTest, EveryAccessorAnswers) {
  EXPECT_EQ(graduasi_figures_target_count(nullptr), 0u);
  EXPECT_EQ(graduasi_figures_target_id(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_figures_target_title(nullptr, 0, kEnglish), nullptr);
  EXPECT_EQ(graduasi_figures_target_region_system(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_figures_target_region_code(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_figures_target_period(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_figures_target_unit(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_figures_target_least(nullptr, 0), 0);
  EXPECT_EQ(graduasi_figures_target_most(nullptr, 0), 0);
  EXPECT_EQ(graduasi_programme_add_json_lines(nullptr, "", 0, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_programme_add_history_json(nullptr, "", 0, nullptr), GRADUASI_BAD_CALL);
  graduasi_programme_report* report = kStaleReport;
  EXPECT_EQ(graduasi_programme_finish(nullptr, &report, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(report, nullptr);
  for (const auto number :
       {&graduasi_programme_report_families, &graduasi_programme_report_unreadable, &graduasi_programme_report_without_history,
        &graduasi_programme_report_candidates, &graduasi_programme_report_objecting, &graduasi_programme_report_deferred,
        &graduasi_programme_report_with_open_findings, &graduasi_programme_report_graduated,
        &graduasi_programme_report_in_pipeline, &graduasi_programme_report_still_least, &graduasi_programme_report_still_most,
        &graduasi_programme_report_target_least, &graduasi_programme_report_target_most, &graduasi_programme_report_result,
        &graduasi_programme_report_remaining_to_least, &graduasi_programme_report_remaining_to_most,
        &graduasi_programme_report_expected_per_mille}) {
    EXPECT_EQ(number(nullptr), 0);
  }
  for (const auto flag :
       {&graduasi_programme_report_as_of_days, &graduasi_programme_report_has_target, &graduasi_programme_report_has_result,
        &graduasi_programme_report_target_is_met, &graduasi_programme_report_has_cohort,
        &graduasi_programme_report_target_is_possible, &graduasi_programme_report_has_forecast}) {
    EXPECT_EQ(flag(nullptr), 0);
  }
  for (const auto text :
       {&graduasi_programme_report_region_system, &graduasi_programme_report_region_code, &graduasi_programme_report_policy_id,
        &graduasi_programme_report_policy_hash, &graduasi_programme_report_target_id, &graduasi_programme_report_target_period,
        &graduasi_programme_report_result_as_of, &graduasi_programme_report_json}) {
    EXPECT_EQ(text(nullptr), nullptr);
  }
  for (const auto count : {&graduasi_programme_report_unreadable_count, &graduasi_programme_report_obstruction_count,
                           &graduasi_programme_report_month_count, &graduasi_programme_report_rate_needed_count,
                           &graduasi_programme_report_ranked_count, &graduasi_programme_report_unranked_count,
                           &graduasi_programme_report_cut_count}) {
    EXPECT_EQ(count(nullptr), 0u);
  }
  for (const auto at :
       {&graduasi_programme_report_unreadable_row, &graduasi_programme_report_obstruction_families,
        &graduasi_programme_report_obstruction_alone, &graduasi_programme_report_month_become_eligible,
        &graduasi_programme_report_month_reached, &graduasi_programme_report_month_eligible_at_end,
        &graduasi_programme_report_month_become_candidates, &graduasi_programme_report_month_candidates_reached,
        &graduasi_programme_report_month_candidates_at_end, &graduasi_programme_report_ranked_place,
        &graduasi_programme_report_ranked_sharing, &graduasi_programme_report_cut_places, &graduasi_programme_report_cut_inside,
        &graduasi_programme_report_cut_tied, &graduasi_programme_report_cut_left, &graduasi_programme_report_cut_unfilled}) {
    EXPECT_EQ(at(nullptr, 0), 0);
  }
  for (const auto probability : {&graduasi_programme_report_probability_below, &graduasi_programme_report_probability_at_least,
                                 &graduasi_programme_report_probability_within, &graduasi_programme_report_probability_above}) {
    EXPECT_EQ(probability(nullptr), 0);
  }
  EXPECT_EQ(graduasi_programme_report_probability_exactly(nullptr, 0), 0);
  EXPECT_EQ(graduasi_programme_report_outcome_families(nullptr, 0), 0);
  EXPECT_EQ(graduasi_programme_report_state_families(nullptr, 0), 0);
  EXPECT_EQ(graduasi_programme_report_unreadable_finding_count(nullptr, 0), 0u);
  EXPECT_EQ(graduasi_programme_report_unreadable_message(nullptr, 0, 0), nullptr);
  EXPECT_EQ(graduasi_programme_report_unreadable_path(nullptr, 0, 0), nullptr);
  EXPECT_EQ(graduasi_programme_report_unreadable_line(nullptr, 0, 0), 0);
  EXPECT_EQ(graduasi_programme_report_unreadable_column(nullptr, 0, 0), 0);
  EXPECT_EQ(graduasi_programme_report_obstruction_kind(nullptr, 0), GRADUASI_OBSTRUCTION_UNKNOWN);
  EXPECT_EQ(graduasi_programme_report_obstruction_id(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_programme_report_obstruction_title(nullptr, 0, kEnglish), nullptr);
  EXPECT_EQ(graduasi_programme_report_month_first_days(nullptr, 0), 0);
  EXPECT_EQ(graduasi_programme_report_rate_needed_probability_per_mille(nullptr, 0), 0);
  EXPECT_EQ(graduasi_programme_report_rate_needed_per_mille(nullptr, 0), GRADUASI_RATE_NONE);
  EXPECT_EQ(graduasi_programme_report_ranked_household_id(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_programme_report_unranked_household_id(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_programme_report_text(nullptr, kEnglish), nullptr);
  EXPECT_EQ(graduasi_programme_report_html(nullptr, kEnglish), nullptr);
  graduasi_figures_free(nullptr);
  graduasi_programme_free(nullptr);
  graduasi_programme_report_free(nullptr);
}

}  // namespace
