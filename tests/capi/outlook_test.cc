// What would change the answer, through the C interface: on the reference policy and a family of the domain's examples, and
// what every function answers when it is misused.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "capi/graduasi.h"
#include "tests/capi/small_policy.h"
#include "tests/repository.h"

namespace {

constexpr int32_t kIndonesian = GRADUASI_LANGUAGE_INDONESIAN;
constexpr int32_t kEnglish = GRADUASI_LANGUAGE_ENGLISH;

// The object that stands under "household" in a case file.
std::string HouseholdOf(const std::string& text) {
  const std::string key = "\"household\": ";
  const size_t begin = text.find(key) + key.size();
  int depth = 0;
  for (size_t i = begin; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return text.substr(begin, i + 1 - begin);
  }
  return "";
}

int32_t Day(const char* text) {
  int32_t days = 0;
  EXPECT_EQ(graduasi_day_parse(text, std::strlen(text), &days, nullptr), GRADUASI_OK);
  return days;
}

class OutlookTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(graduasi_policy_parse(kSmallPolicy, std::strlen(kSmallPolicy), &small_, nullptr), GRADUASI_OK);
    const std::string text = graduasi::ReadRepositoryFile(graduasi::kReferencePolicy);
    ASSERT_EQ(graduasi_policy_parse(text.data(), text.size(), &reference_, nullptr), GRADUASI_OK);
  }
  void TearDown() override {
    graduasi_outlook_free(outlook_);
    graduasi_error_free(error_);
    graduasi_policy_free(small_);
    graduasi_policy_free(reference_);
  }

  graduasi_status Foresee(const graduasi_policy* policy, const std::string& record, int32_t as_of,
                          const graduasi_outlook_options* options = nullptr) {
    graduasi_outlook_free(outlook_);
    graduasi_error_free(error_);
    outlook_ = reinterpret_cast<graduasi_outlook*>(&error_);  // must be written, whatever happens
    return graduasi_foresee_json(policy, record.data(), record.size(), as_of, options, &outlook_, &error_);
  }

  graduasi_policy* small_ = nullptr;
  graduasi_policy* reference_ = nullptr;
  graduasi_outlook* outlook_ = nullptr;
  graduasi_error* error_ = nullptr;
};

TEST_F(OutlookTest, AFamilyThatOnlyHasToWaitIsToldUntilWhen) {
  const std::string family = HouseholdOf(graduasi::ReadRepositoryFile("tests/cases/vector_4.json"));
  ASSERT_EQ(Foresee(reference_, family, Day("2025-12-23")), GRADUASI_OK);
  EXPECT_STREQ(graduasi_outlook_household_id(outlook_), "35.79.01-0007");
  EXPECT_EQ(graduasi_outlook_outcome(outlook_), GRADUASI_OUTCOME_NOT_YET);
  EXPECT_EQ(graduasi_outlook_until_days(outlook_), Day("2027-01-01"));
  EXPECT_EQ(graduasi_outlook_ends_with_policy(outlook_), 1);
  EXPECT_EQ(graduasi_outlook_looked_at_every_day(outlook_), 0);
  EXPECT_EQ(graduasi_outlook_eligible_from_days(outlook_), Day("2026-05-15"));
  EXPECT_EQ(graduasi_outlook_eligible_until_days(outlook_), Day("2026-12-01"));
  EXPECT_EQ(graduasi_outlook_first_change_days(outlook_), Day("2026-05-02"));  // the decile is no longer known
  ASSERT_EQ(graduasi_outlook_turn_count(outlook_), 5u);
  EXPECT_EQ(graduasi_outlook_turn_days(outlook_, 0), Day("2026-01-01"));
  EXPECT_EQ(graduasi_outlook_turn_changes_answer(outlook_, 0), 0);
  EXPECT_EQ(graduasi_outlook_turn_outcome(outlook_, 2), GRADUASI_OUTCOME_ELIGIBLE);
  EXPECT_STREQ(graduasi_outlook_turn_route(outlook_, 2), "mandiri");
  EXPECT_EQ(graduasi_outlook_turn_changes_answer(outlook_, 2), 1);
  ASSERT_EQ(graduasi_outlook_set_count(outlook_), 1u);
  EXPECT_EQ(graduasi_outlook_set_days(outlook_, 0), Day("2026-05-15"));
  EXPECT_EQ(graduasi_outlook_change_count(outlook_, 0), 0u);
  EXPECT_STREQ(graduasi_outlook_text(outlook_, kIndonesian), "  Paling cepat siap: 15 Mei 2026, tanpa perubahan lain.\n");
  EXPECT_STREQ(graduasi_outlook_text(outlook_, kEnglish), "  Ready at the earliest: 15 May 2026, if nothing else changes.\n");
}

TEST_F(OutlookTest, WhatCanBeDoneIsToldWithWhoCanDoIt) {
  const std::string family = HouseholdOf(graduasi::ReadRepositoryFile("tests/cases/vector_3_open.json"));
  ASSERT_EQ(Foresee(reference_, family, Day("2026-06-15")), GRADUASI_OK);
  ASSERT_EQ(graduasi_outlook_set_count(outlook_), 1u);
  EXPECT_EQ(graduasi_outlook_sets_are_cut(outlook_), 0);
  EXPECT_EQ(graduasi_outlook_set_days(outlook_, 0), Day("2026-06-15"));
  EXPECT_STREQ(graduasi_outlook_set_route(outlook_, 0), "mandiri");
  ASSERT_EQ(graduasi_outlook_change_count(outlook_, 0), 1u);
  EXPECT_STREQ(graduasi_outlook_change_text(outlook_, 0, 0, kIndonesian), "temuan E12 diperbaiki");
  EXPECT_STREQ(graduasi_outlook_change_text(outlook_, 0, 0, kEnglish), "finding E12 put right");
  EXPECT_STREQ(graduasi_outlook_change_criterion(outlook_, 0, 0), "G13");
  EXPECT_EQ(graduasi_outlook_change_actor(outlook_, 0, 0), GRADUASI_ACTOR_HOUSEHOLD);
  EXPECT_STREQ(graduasi_outlook_change_path(outlook_, 0, 0), "household.mentoring.inspections[0].findings[1].resolved_on");
  const std::string json = graduasi_outlook_json(outlook_);
  EXPECT_NE(json.find(R"("edits":[{"kind":"SET","path":"household.mentoring.inspections[0].findings[1].resolved_on",)"
                      R"("value":"\"2026-06-15\""}])"),
            std::string::npos)
      << json;
}

TEST_F(OutlookTest, WhatIsInNobodysHandsIsNamedForEachRoute) {
  const std::string family = HouseholdOf(graduasi::ReadRepositoryFile("tests/cases/vector_4.json"));
  ASSERT_EQ(Foresee(reference_, family, Day("2025-12-23")), GRADUASI_OK);
  const size_t mandiri = graduasi_policy_route_count(reference_) - 1;
  ASSERT_EQ(graduasi_outlook_obstacle_count(outlook_, mandiri), 1u);
  EXPECT_EQ(graduasi_outlook_obstacle_kind(outlook_, mandiri, 0), GRADUASI_OBSTACLE_NOBODY);
  EXPECT_STREQ(graduasi_outlook_obstacle_id(outlook_, mandiri, 0), "G06");
  EXPECT_EQ(graduasi_outlook_obstacle_until_days(outlook_, mandiri, 0), Day("2026-05-15"));
  EXPECT_EQ(graduasi_outlook_obstacle_until_days(outlook_, mandiri - 1, 0), GRADUASI_DAY_NONE);  // PPSE was never received
}

TEST_F(OutlookTest, OptionsSayHowFarAndHowMuch) {
  const std::string family = HouseholdOf(graduasi::ReadRepositoryFile("tests/cases/vector_4.json"));
  graduasi_outlook_options options = {};
  options.struct_size = sizeof(options);
  options.until_days = Day("2026-05-15");
  ASSERT_EQ(Foresee(reference_, family, Day("2025-12-23"), &options), GRADUASI_OK);
  EXPECT_EQ(graduasi_outlook_ends_with_policy(outlook_), 0);
  EXPECT_EQ(graduasi_outlook_eligible_from_days(outlook_), GRADUASI_DAY_NONE);
  EXPECT_EQ(graduasi_outlook_eligible_until_days(outlook_), GRADUASI_DAY_NONE);
  EXPECT_EQ(graduasi_outlook_set_count(outlook_), 0u);
  const std::string crowded = HouseholdOf(graduasi::ReadRepositoryFile("tests/cases/g10_crowded.json"));
  options.until_days = 0;
  options.most_sets = 2;
  ASSERT_EQ(Foresee(reference_, crowded, Day("2026-06-15"), &options), GRADUASI_OK);
  EXPECT_EQ(graduasi_outlook_set_count(outlook_), 2u);
  EXPECT_EQ(graduasi_outlook_sets_are_cut(outlook_), 1);
}

TEST_F(OutlookTest, ARecordThatCannotBeReadHasNothingAhead) {
  ASSERT_EQ(Foresee(small_, "{\"id\": nonsense", Day("2026-06-15")), GRADUASI_OK);
  EXPECT_EQ(graduasi_outlook_outcome(outlook_), GRADUASI_OUTCOME_INVALID);
  EXPECT_STREQ(graduasi_outlook_household_id(outlook_), "");
  EXPECT_EQ(graduasi_outlook_turn_count(outlook_), 0u);
  EXPECT_EQ(graduasi_outlook_set_count(outlook_), 0u);
  EXPECT_EQ(graduasi_outlook_eligible_from_days(outlook_), GRADUASI_DAY_NONE);
  EXPECT_STREQ(graduasi_outlook_text(outlook_, kEnglish), "");
  EXPECT_NE(std::string(graduasi_outlook_json(outlook_)).find("\"findings\":[{"), std::string::npos);
}

TEST_F(OutlookTest, BinaryIsForeseenAsJson) {
  ASSERT_EQ(Foresee(small_, kEligible, Day("2026-06-15")), GRADUASI_OK);
  graduasi_outlook* binary = nullptr;
  ASSERT_EQ(graduasi_foresee_binary(small_, kEligibleBinary, sizeof(kEligibleBinary) - 1, Day("2026-06-15"), nullptr, &binary,
                                    nullptr),
            GRADUASI_OK);
  EXPECT_STREQ(graduasi_outlook_json(binary), graduasi_outlook_json(outlook_));
  EXPECT_EQ(graduasi_outlook_outcome(binary), GRADUASI_OUTCOME_ELIGIBLE);
  graduasi_outlook_free(binary);
}

TEST_F(OutlookTest, AWrongCallIsRefusedAndWritesEveryOutput) {
  EXPECT_EQ(Foresee(nullptr, kEligible, Day("2026-06-15")), GRADUASI_BAD_CALL);
  EXPECT_EQ(outlook_, nullptr);
  ASSERT_NE(error_, nullptr);
  EXPECT_EQ(graduasi_foresee_json(small_, kEligible, 5, Day("2026-06-15"), nullptr, nullptr, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_foresee_json(small_, nullptr, 5, Day("2026-06-15"), nullptr, &outlook_, nullptr), GRADUASI_BAD_CALL);
  for (const char* record : {kEligible, "nonsense"}) {
    for (const int32_t day : {Day("2025-12-31"), Day("2027-01-01"), INT32_MIN, INT32_MAX}) {
      EXPECT_EQ(Foresee(small_, record, day), GRADUASI_BAD_CALL) << record << " " << day;
      EXPECT_EQ(outlook_, nullptr);
      EXPECT_STREQ(graduasi_error_path(error_, 0), "as_of_days");
    }
  }
  graduasi_outlook_options options = {};
  EXPECT_EQ(Foresee(small_, kEligible, Day("2026-06-15"), &options), GRADUASI_BAD_CALL);  // no size
  options.struct_size = sizeof(options);
  options.until_days = Day("2026-06-15");  // not after the day
  EXPECT_EQ(Foresee(small_, kEligible, Day("2026-06-15"), &options), GRADUASI_BAD_CALL);
  options.until_days = INT32_MAX;
  EXPECT_EQ(Foresee(small_, kEligible, Day("2026-06-15"), &options), GRADUASI_BAD_CALL);
  EXPECT_STREQ(graduasi_error_path(error_, 0), "options.until_days");
  options.until_days = 0;
  for (const int32_t most : {-1, 1001}) {
    options.most_sets = most;
    EXPECT_EQ(Foresee(small_, kEligible, Day("2026-06-15"), &options), GRADUASI_BAD_CALL);
    EXPECT_STREQ(graduasi_error_path(error_, 0), "options.most_sets");
  }
  options.most_sets = 1000;
  EXPECT_EQ(Foresee(small_, kEligible, Day("2026-06-15"), &options), GRADUASI_OK);
  const char* const no_bool[] = {"household.incomes[].amount_idr"};
  options.recorded_when_true = no_bool;
  options.recorded_when_true_count = 1;
  EXPECT_EQ(Foresee(small_, kEligible, Day("2026-06-15"), &options), GRADUASI_BAD_CALL);
  struct {
    graduasi_outlook_options known;
    size_t newer;
  } newer = {};
  newer.known.struct_size = sizeof(newer);
  EXPECT_EQ(Foresee(small_, kEligible, Day("2026-06-15"), &newer.known), GRADUASI_OK);
  newer.newer = 1;
  EXPECT_EQ(Foresee(small_, kEligible, Day("2026-06-15"), &newer.known), GRADUASI_UNSUPPORTED);
}

TEST_F(OutlookTest, AccessorsAnswerNullAndPositionsPastTheEnd) {
  ASSERT_EQ(Foresee(small_, kNotYet, Day("2026-06-15")), GRADUASI_OK);
  EXPECT_EQ(graduasi_outlook_text(outlook_, 7), nullptr);
  EXPECT_EQ(graduasi_outlook_change_text(outlook_, 0, 0, 7), nullptr);
  for (const graduasi_outlook* outlook :
       {static_cast<const graduasi_outlook*>(nullptr), static_cast<const graduasi_outlook*>(outlook_)}) {
    const size_t past = outlook == nullptr ? 0 : SIZE_MAX;
    EXPECT_EQ(graduasi_outlook_turn_days(outlook, past), 0);
    EXPECT_EQ(graduasi_outlook_turn_outcome(outlook, past), GRADUASI_OUTCOME_INVALID);
    EXPECT_EQ(graduasi_outlook_turn_route(outlook, past), nullptr);
    EXPECT_EQ(graduasi_outlook_turn_changes_answer(outlook, past), 0);
    EXPECT_EQ(graduasi_outlook_set_days(outlook, past), 0);
    EXPECT_EQ(graduasi_outlook_set_route(outlook, past), nullptr);
    EXPECT_EQ(graduasi_outlook_change_count(outlook, past), 0u);
    EXPECT_EQ(graduasi_outlook_change_text(outlook, past, 0, kEnglish), nullptr);
    EXPECT_EQ(graduasi_outlook_change_text(outlook, 0, past, kEnglish), nullptr);
    EXPECT_EQ(graduasi_outlook_change_criterion(outlook, 0, past), nullptr);
    EXPECT_EQ(graduasi_outlook_change_actor(outlook, 0, past), GRADUASI_ACTOR_UNSPECIFIED);
    EXPECT_EQ(graduasi_outlook_change_path(outlook, 0, past), nullptr);
    EXPECT_EQ(graduasi_outlook_obstacle_count(outlook, past), 0u);
    EXPECT_EQ(graduasi_outlook_obstacle_kind(outlook, 0, past), GRADUASI_OBSTACLE_RECORD);
    EXPECT_EQ(graduasi_outlook_obstacle_id(outlook, 0, past), nullptr);
    EXPECT_EQ(graduasi_outlook_obstacle_until_days(outlook, 0, past), 0);
  }
  EXPECT_EQ(graduasi_outlook_household_id(nullptr), nullptr);
  EXPECT_EQ(graduasi_outlook_outcome(nullptr), GRADUASI_OUTCOME_INVALID);
  EXPECT_EQ(graduasi_outlook_until_days(nullptr), 0);
  EXPECT_EQ(graduasi_outlook_ends_with_policy(nullptr), 0);
  EXPECT_EQ(graduasi_outlook_looked_at_every_day(nullptr), 0);
  EXPECT_EQ(graduasi_outlook_first_change_days(nullptr), 0);
  EXPECT_EQ(graduasi_outlook_eligible_from_days(nullptr), 0);
  EXPECT_EQ(graduasi_outlook_eligible_until_days(nullptr), 0);
  EXPECT_EQ(graduasi_outlook_turn_count(nullptr), 0u);
  EXPECT_EQ(graduasi_outlook_set_count(nullptr), 0u);
  EXPECT_EQ(graduasi_outlook_sets_are_cut(nullptr), 0);
  EXPECT_EQ(graduasi_outlook_text(nullptr, kEnglish), nullptr);
  EXPECT_EQ(graduasi_outlook_json(nullptr), nullptr);
  graduasi_outlook_free(nullptr);
}

TEST_F(OutlookTest, AnOutlookOutlivesItsPolicyAndIsReadByManyThreads) {
  ASSERT_EQ(Foresee(small_, kNotYet, Day("2026-06-15")), GRADUASI_OK);
  graduasi_policy_free(small_);
  small_ = nullptr;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      EXPECT_STREQ(graduasi_outlook_change_text(outlook_, 0, 0, kEnglish), "household income IDR 1 higher, at IDR 1,000,000");
      EXPECT_NE(graduasi_outlook_json(outlook_), nullptr);
      EXPECT_NE(graduasi_outlook_text(outlook_, kIndonesian), nullptr);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
