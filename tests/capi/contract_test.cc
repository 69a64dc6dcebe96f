// The rules that graduasi.h states for every function: outputs written on failure too, misuse answered with the most careful
// value, option structs, lifetimes, threads, silence. It knows only the header.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "capi/graduasi.h"
#include "tests/capi/small_policy.h"

namespace {

constexpr int32_t kAsOf = 20619;  // 2026-06-15
constexpr int32_t kIndonesian = GRADUASI_LANGUAGE_INDONESIAN;

graduasi_policy* const kStalePolicy = reinterpret_cast<graduasi_policy*>(uintptr_t{16});
graduasi_decision* const kStaleDecision = reinterpret_cast<graduasi_decision*>(uintptr_t{16});
graduasi_error* const kStaleError = reinterpret_cast<graduasi_error*>(uintptr_t{16});

class ContractTest : public testing::Test {
 protected:
  ContractTest() {
    EXPECT_EQ(graduasi_policy_parse(kSmallPolicy, std::strlen(kSmallPolicy), &policy_, &error_), GRADUASI_OK) << Findings();
  }
  ~ContractTest() override {
    graduasi_error_free(error_);
    graduasi_policy_free(policy_);
  }

  graduasi_status Decide(const std::string& record, const graduasi_decide_options* options, graduasi_decision** decision) {
    graduasi_error_free(error_);
    error_ = kStaleError;
    *decision = kStaleDecision;
    return graduasi_decide_json(policy_, record.data(), record.size(), kAsOf, options, decision, &error_);
  }

  std::string Findings() const {
    std::string text;
    for (size_t i = 0; i < graduasi_error_count(error_); ++i) {
      text += std::string(graduasi_error_path(error_, i)) + ": " + graduasi_error_message(error_, i) + "\n";
    }
    return text;
  }

  graduasi_policy* policy_ = nullptr;
  graduasi_error* error_ = nullptr;
};

TEST_F(ContractTest, ABadPolicyGivesAllFindingsWithPositionsAndNoHandle) {
  std::string text = kSmallPolicy;
  text.replace(text.find("params.enough"), 13, "params.enouhg");
  text.replace(text.find("m.pregnant"), 10, "m.pregnent");
  graduasi_policy* policy = kStalePolicy;
  graduasi_error* error = kStaleError;
  EXPECT_EQ(graduasi_policy_parse(text.data(), text.size(), &policy, &error), GRADUASI_BAD_POLICY);
  EXPECT_EQ(policy, nullptr);
  ASSERT_EQ(graduasi_error_count(error), 2u);
  EXPECT_EQ(graduasi_error_line(error, 0), 7);
  EXPECT_EQ(graduasi_error_line(error, 1), 12);
  EXPECT_GT(graduasi_error_column(error, 1), 1);
  EXPECT_EQ(graduasi_error_message(error, 2), nullptr);
  EXPECT_EQ(graduasi_error_path(error, 2), nullptr);
  EXPECT_EQ(graduasi_error_line(error, 2), 0);
  graduasi_error_free(error);
}

TEST_F(ContractTest, EveryParserNeedsAnOutputAndTakesNullTextOfSizeZero) {
  EXPECT_EQ(graduasi_policy_parse(kSmallPolicy, sizeof(kSmallPolicy) - 1, nullptr, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_policy_parse_json("{}", 2, nullptr, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_policy_parse_binary("", 0, nullptr, nullptr), GRADUASI_BAD_CALL);
  graduasi_policy* policy = kStalePolicy;
  EXPECT_EQ(graduasi_policy_parse(nullptr, 3, &policy, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(policy, nullptr);
  EXPECT_EQ(graduasi_policy_parse(nullptr, 0, &policy, nullptr), GRADUASI_BAD_POLICY);
  EXPECT_EQ(graduasi_policy_parse_json(nullptr, 0, &policy, nullptr), GRADUASI_BAD_POLICY);
  EXPECT_EQ(graduasi_policy_parse_binary(nullptr, 0, &policy, nullptr), GRADUASI_BAD_POLICY);
  EXPECT_EQ(policy, nullptr);
}

TEST_F(ContractTest, DecidingRefusesNullsAndWritesEveryOutput) {
  graduasi_decision* decision = kStaleDecision;
  EXPECT_EQ(graduasi_decide_json(nullptr, kEligible, 5, kAsOf, nullptr, &decision, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(decision, nullptr);
  EXPECT_EQ(graduasi_decide_json(policy_, kEligible, 5, kAsOf, nullptr, nullptr, nullptr), GRADUASI_BAD_CALL);
  decision = kStaleDecision;
  graduasi_error* error = kStaleError;
  EXPECT_EQ(graduasi_decide_json(policy_, nullptr, 5, kAsOf, nullptr, &decision, &error), GRADUASI_BAD_CALL);
  EXPECT_EQ(decision, nullptr);
  EXPECT_EQ(graduasi_error_count(error), 1u);
  graduasi_error_free(error);
  error = kStaleError;
  EXPECT_EQ(graduasi_decide_json(policy_, kEligible, sizeof(kEligible) - 1, kAsOf, nullptr, &decision, &error), GRADUASI_OK);
  EXPECT_EQ(error, nullptr);
  graduasi_decision_free(decision);
}

TEST_F(ContractTest, BinaryAndJsonOfOneHouseholdAreDecidedAlike) {
  graduasi_decision* from_json = nullptr;
  graduasi_decision* from_binary = kStaleDecision;
  ASSERT_EQ(Decide(kEligible, nullptr, &from_json), GRADUASI_OK);
  const size_t size = sizeof(kEligibleBinary) - 1;
  ASSERT_EQ(graduasi_decide_binary(policy_, kEligibleBinary, size, kAsOf, nullptr, &from_binary, nullptr), GRADUASI_OK);
  EXPECT_STREQ(graduasi_decision_json(from_binary), graduasi_decision_json(from_json));
  graduasi_decision_free(from_json);
  graduasi_decision_free(from_binary);

  // What cannot be read is a decision too; wrong calls are wrong here as well.
  for (size_t end = 0; end < size; ++end) {
    ASSERT_EQ(graduasi_decide_binary(policy_, kEligibleBinary, end, kAsOf, nullptr, &from_binary, nullptr), GRADUASI_OK);
    EXPECT_NE(graduasi_decision_outcome(from_binary), GRADUASI_OUTCOME_ELIGIBLE) << end;
    graduasi_decision_free(from_binary);
  }
  from_binary = kStaleDecision;
  EXPECT_EQ(graduasi_decide_binary(nullptr, kEligibleBinary, size, kAsOf, nullptr, &from_binary, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(from_binary, nullptr);
  EXPECT_EQ(graduasi_decide_binary(policy_, nullptr, 1, kAsOf, nullptr, &from_binary, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_decide_binary(policy_, kEligibleBinary, size, kAsOf, nullptr, nullptr, nullptr), GRADUASI_BAD_CALL);
}

TEST_F(ContractTest, AHashNamesWhatAPolicySaysAndNotHowItIsWritten) {
  const auto hash_of = [](std::string text) {
    graduasi_policy* policy = nullptr;
    EXPECT_EQ(graduasi_policy_parse(text.data(), text.size(), &policy, nullptr), GRADUASI_OK);
    const char* hash = graduasi_policy_hash(policy);
    const std::string copy = hash == nullptr ? "" : hash;
    graduasi_policy_free(policy);
    return copy;
  };
  const std::string hash = hash_of(kSmallPolicy);
  // Frozen, and worked out apart from this library: records of decisions hold it.
  EXPECT_EQ(hash, "0b1ccd77c2137aef690d0357870ac8aebc87f6cda463236a522cae9f8cc35563");
  EXPECT_EQ(hash_of(std::string("# a comment\n\n") + kSmallPolicy), hash);
  std::string changed = kSmallPolicy;
  changed.replace(changed.find("1000000"), 7, "1000001");
  EXPECT_NE(hash_of(changed), hash);
  EXPECT_EQ(graduasi_policy_hash(nullptr), nullptr);
}

TEST_F(ContractTest, ARankingIsToldApartFromWhatDecisionsRead) {
  EXPECT_EQ(graduasi_policy_ranking_id(policy_), nullptr);
  EXPECT_EQ(graduasi_policy_ranking_title(policy_, kIndonesian), nullptr);
  EXPECT_EQ(graduasi_policy_ranking_key_count(policy_), 0u);
  EXPECT_EQ(graduasi_policy_ranking_key_id(policy_, 0), nullptr);
  EXPECT_EQ(graduasi_policy_ranking_fact_read_count(policy_), 0u);
  EXPECT_EQ(graduasi_policy_ranking_fact_read(policy_, 0), nullptr);
  const std::string text = std::string(kSmallPolicy) + kSmallRanking;
  graduasi_policy* ranked = nullptr;
  ASSERT_EQ(graduasi_policy_parse(text.data(), text.size(), &ranked, nullptr), GRADUASI_OK);
  EXPECT_STREQ(graduasi_policy_ranking_id(ranked), "most");
  EXPECT_STREQ(graduasi_policy_ranking_title(ranked, kIndonesian), "Terbesar dahulu");
  EXPECT_STREQ(graduasi_policy_ranking_title(ranked, GRADUASI_LANGUAGE_ENGLISH), "Most first");
  EXPECT_EQ(graduasi_policy_ranking_title(ranked, 0), nullptr);
  ASSERT_EQ(graduasi_policy_ranking_key_count(ranked), 2u);
  EXPECT_STREQ(graduasi_policy_ranking_key_id(ranked, 0), "income");
  EXPECT_STREQ(graduasi_policy_ranking_key_title(ranked, 1, GRADUASI_LANGUAGE_ENGLISH), "Verified");
  for (const size_t index : {size_t{2}, SIZE_MAX}) {
    EXPECT_EQ(graduasi_policy_ranking_key_id(ranked, index), nullptr);
    EXPECT_EQ(graduasi_policy_ranking_key_title(ranked, index, kIndonesian), nullptr);
  }
  EXPECT_EQ(graduasi_policy_fact_read_count(ranked), graduasi_policy_fact_read_count(policy_));
  ASSERT_EQ(graduasi_policy_ranking_fact_read_count(ranked), 4u);
  EXPECT_STREQ(graduasi_policy_ranking_fact_read(ranked, 3), "household.procedure.verified_on");
  EXPECT_EQ(graduasi_policy_ranking_fact_read(ranked, 4), nullptr);
  EXPECT_STRNE(graduasi_policy_hash(ranked), graduasi_policy_hash(policy_));
  graduasi_policy_free(ranked);

  // What is wrong with a ranking is told as what is wrong elsewhere.
  std::string wrong = text;
  wrong.replace(wrong.find("DESCENDING"), 10, "DIRECTION_UNSPECIFIED");
  graduasi_error* error = nullptr;
  EXPECT_EQ(graduasi_policy_parse(wrong.data(), wrong.size(), &ranked, &error), GRADUASI_BAD_POLICY);
  ASSERT_EQ(graduasi_error_count(error), 1u);
  EXPECT_STREQ(graduasi_error_path(error, 0), "ranking.key[0].direction");
  EXPECT_GT(graduasi_error_line(error, 0), 0);
  graduasi_error_free(error);
}

TEST_F(ContractTest, ADayOutsideThePolicysPeriodIsAWrongCallWhateverTheRecordIs) {
  for (const int32_t day : {kAsOf - 366, kAsOf + 366, INT32_MIN, INT32_MAX}) {
    for (const char* record : {kEligible, "no JSON"}) {
      graduasi_decision* decision = kStaleDecision;
      graduasi_error* error = nullptr;
      EXPECT_EQ(graduasi_decide_json(policy_, record, std::strlen(record), day, nullptr, &decision, &error), GRADUASI_BAD_CALL);
      EXPECT_EQ(decision, nullptr);
      EXPECT_STREQ(graduasi_error_path(error, 0), "as_of_days");
      graduasi_error_free(error);
    }
  }
}

TEST_F(ContractTest, OptionsMayBeNewerOnlyWhereTheyAreZero) {
  struct Newer {
    graduasi_decide_options known;
    uint64_t unknown;
  } newer = {};
  newer.known.struct_size = sizeof(newer);
  graduasi_decision* decision = nullptr;
  EXPECT_EQ(Decide(kEligible, &newer.known, &decision), GRADUASI_OK);
  graduasi_decision_free(decision);
  newer.unknown = uint64_t{1} << 40;
  EXPECT_EQ(Decide(kEligible, &newer.known, &decision), GRADUASI_UNSUPPORTED);
  EXPECT_EQ(decision, nullptr);
  newer.known.struct_size = 0;
  EXPECT_EQ(Decide(kEligible, &newer.known, &decision), GRADUASI_BAD_CALL);
  EXPECT_EQ(decision, nullptr);
}

TEST_F(ContractTest, OptionsMustNameYesOrNoFacts) {
  graduasi_decide_options options = {};
  options.struct_size = sizeof(options);
  graduasi_decision* decision = nullptr;
  options.recorded_when_true_count = 1;
  EXPECT_EQ(Decide(kEligible, &options, &decision), GRADUASI_BAD_CALL);
  for (const char* fact : {static_cast<const char*>(nullptr), "household.members[].pregnent", "household.members[].sex"}) {
    options.recorded_when_true = &fact;
    EXPECT_EQ(Decide(kEligible, &options, &decision), GRADUASI_BAD_CALL);
    EXPECT_EQ(decision, nullptr);
    EXPECT_EQ(graduasi_error_count(error_), 1u);
  }
}

TEST_F(ContractTest, EveryRecordHasADecision) {
  const std::string unclosed(1000, '[');
  for (const std::string& record : {std::string(), std::string("null"), std::string("[]"), std::string("{\"id\":7}"), unclosed,
                                    std::string("{\"id\":\"\xff\"}"), std::string("{\"no_such_field\":1}"),
                                    std::string("{\"members\":[{\"born_on\":\"2026-02-30\"}]}"), std::string("\0\0", 2)}) {
    graduasi_decision* decision = nullptr;
    ASSERT_EQ(Decide(record, nullptr, &decision), GRADUASI_OK) << record << Findings();
    EXPECT_EQ(graduasi_decision_outcome(decision), GRADUASI_OUTCOME_INVALID) << record;
    EXPECT_GE(graduasi_decision_finding_count(decision), 1u) << record;
    EXPECT_STREQ(graduasi_decision_policy_id(decision), "small");
    EXPECT_NE(graduasi_decision_text(decision, kIndonesian), nullptr);
    EXPECT_NE(graduasi_decision_json(decision), nullptr);
    graduasi_decision_free(decision);
  }
}

TEST_F(ContractTest, AFindingHoldsNoIdentity) {
  graduasi_decision* decision = nullptr;
  ASSERT_EQ(Decide("{\"kk\":\"35140112345678901\",\"members\":[{\"nik\":\"3514011234567890\",\"name\":\"Siti\"},"
                   "{\"nik\":\"3514011234567890\"}]}",
                   nullptr, &decision),
            GRADUASI_OK);
  EXPECT_EQ(graduasi_decision_outcome(decision), GRADUASI_OUTCOME_INVALID);
  for (size_t i = 0; i < graduasi_decision_finding_count(decision); ++i) {
    EXPECT_THAT(graduasi_decision_finding_message(decision, i), testing::Not(testing::HasSubstr("351401")));
  }
  EXPECT_THAT(graduasi_decision_json(decision), testing::Not(testing::HasSubstr("351401")));
  EXPECT_THAT(graduasi_decision_text(decision, kIndonesian), testing::Not(testing::HasSubstr("Siti")));
  graduasi_decision_free(decision);
}

TEST_F(ContractTest, ADecisionOutlivesItsPolicy) {
  graduasi_decision* decision = nullptr;
  ASSERT_EQ(Decide(kNotYet, nullptr, &decision), GRADUASI_OK);
  graduasi_policy_free(policy_);
  policy_ = nullptr;
  EXPECT_STREQ(graduasi_decision_criterion_id(decision, 0), "C1");
  EXPECT_THAT(graduasi_decision_text(decision, GRADUASI_LANGUAGE_ENGLISH), testing::HasSubstr("C1"));
  graduasi_decision_free(decision);
}

TEST_F(ContractTest, AnyNumberOfThreadsMayUseOneHandle) {
  graduasi_decision* decision = nullptr;
  ASSERT_EQ(Decide(kNotYet, nullptr, &decision), GRADUASI_OK);
  std::vector<const char*> texts(8);
  std::vector<std::thread> threads;
  for (const char*& text : texts) {
    threads.emplace_back([&text, decision, this] {
      text = graduasi_decision_json(decision);
      graduasi_decision* own = nullptr;
      EXPECT_EQ(graduasi_decide_json(policy_, kNotYet, sizeof(kNotYet) - 1, kAsOf, nullptr, &own, nullptr), GRADUASI_OK);
      EXPECT_STREQ(graduasi_decision_json(own), text);
      graduasi_decision_free(own);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const char* text : texts) EXPECT_EQ(text, texts.front());
  graduasi_decision_free(decision);
}

TEST_F(ContractTest, AnUnknownLanguageOrPositionIsNull) {
  graduasi_decision* decision = nullptr;
  ASSERT_EQ(Decide(kNotYet, nullptr, &decision), GRADUASI_OK);
  for (const int32_t language : {0, 3, -1, INT32_MAX}) {
    EXPECT_EQ(graduasi_policy_title(policy_, language), nullptr);
    EXPECT_EQ(graduasi_decision_text(decision, language), nullptr);
    EXPECT_EQ(graduasi_decision_criterion_reason(decision, 0, language), nullptr);
  }
  for (const size_t index : {size_t{1}, SIZE_MAX}) {
    EXPECT_EQ(graduasi_policy_criterion_id(policy_, index), nullptr);
    EXPECT_EQ(graduasi_policy_safeguard_id(policy_, index), nullptr);
    EXPECT_EQ(graduasi_policy_route_title(policy_, index, kIndonesian), nullptr);
    EXPECT_EQ(graduasi_decision_criterion_result(decision, index), GRADUASI_CRITERION_ERROR);
    EXPECT_EQ(graduasi_decision_safeguard_result(decision, index), GRADUASI_SAFEGUARD_ERROR);
    EXPECT_EQ(graduasi_decision_route_result(decision, index), GRADUASI_ROUTE_ERROR);
    EXPECT_EQ(graduasi_decision_route_blocked_by(decision, index, 0), nullptr);
    EXPECT_EQ(graduasi_decision_route_blocked_by(decision, 0, index), nullptr);
    EXPECT_EQ(graduasi_decision_missing_path(decision, index), nullptr);
    EXPECT_EQ(graduasi_decision_finding_message(decision, index), nullptr);
  }
  graduasi_decision_free(decision);
}

TEST(NullHandleTest, AccessorsOfErrorsPoliciesAndFactsAnswer) {
  EXPECT_EQ(graduasi_error_count(nullptr), 0u);
  EXPECT_EQ(graduasi_error_message(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_error_path(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_error_line(nullptr, 0), 0);
  EXPECT_EQ(graduasi_error_column(nullptr, 0), 0);
  EXPECT_EQ(graduasi_policy_id(nullptr), nullptr);
  EXPECT_EQ(graduasi_policy_version(nullptr), nullptr);
  EXPECT_EQ(graduasi_policy_title(nullptr, kIndonesian), nullptr);
  EXPECT_EQ(graduasi_policy_is_synthetic(nullptr), 0);
  EXPECT_EQ(graduasi_policy_effective_from_days(nullptr), 0);
  EXPECT_EQ(graduasi_policy_effective_until_days(nullptr), 0);
  EXPECT_EQ(graduasi_policy_criterion_count(nullptr), 0u);
  EXPECT_EQ(graduasi_policy_criterion_id(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_policy_criterion_title(nullptr, 0, kIndonesian), nullptr);
  EXPECT_EQ(graduasi_policy_safeguard_count(nullptr), 0u);
  EXPECT_EQ(graduasi_policy_safeguard_id(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_policy_safeguard_title(nullptr, 0, kIndonesian), nullptr);
  EXPECT_EQ(graduasi_policy_route_count(nullptr), 0u);
  EXPECT_EQ(graduasi_policy_route_id(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_policy_route_title(nullptr, 0, kIndonesian), nullptr);
  EXPECT_EQ(graduasi_policy_fact_read_count(nullptr), 0u);
  EXPECT_EQ(graduasi_policy_fact_read(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_policy_ranking_id(nullptr), nullptr);
  EXPECT_EQ(graduasi_policy_ranking_title(nullptr, kIndonesian), nullptr);
  EXPECT_EQ(graduasi_policy_ranking_key_count(nullptr), 0u);
  EXPECT_EQ(graduasi_policy_ranking_key_id(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_policy_ranking_key_title(nullptr, 0, kIndonesian), nullptr);
  EXPECT_EQ(graduasi_policy_ranking_fact_read_count(nullptr), 0u);
  EXPECT_EQ(graduasi_policy_ranking_fact_read(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_facts_list(nullptr, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_facts_count(nullptr), 0u);
  EXPECT_EQ(graduasi_facts_path(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_facts_type(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_facts_unit(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_facts_meaning(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_facts_absent_is_none(nullptr, 0), 0);
  EXPECT_EQ(graduasi_facts_is_identity(nullptr, 0), 0);
  EXPECT_EQ(graduasi_facts_value_count(nullptr, 0), 0u);
  EXPECT_EQ(graduasi_facts_value(nullptr, 0, 0), nullptr);
  graduasi_error_free(nullptr);
  graduasi_policy_free(nullptr);
  graduasi_decision_free(nullptr);
  graduasi_facts_free(nullptr);
}

TEST(NullHandleTest, AccessorsOfDecisionsAnswer) {
  EXPECT_EQ(graduasi_decision_outcome(nullptr), GRADUASI_OUTCOME_INVALID);
  EXPECT_EQ(graduasi_decision_household_id(nullptr), nullptr);
  EXPECT_EQ(graduasi_decision_route(nullptr), nullptr);
  EXPECT_EQ(graduasi_decision_policy_id(nullptr), nullptr);
  EXPECT_EQ(graduasi_decision_policy_version(nullptr), nullptr);
  EXPECT_EQ(graduasi_decision_as_of_days(nullptr), 0);
  EXPECT_EQ(graduasi_decision_criterion_count(nullptr), 0u);
  EXPECT_EQ(graduasi_decision_criterion_id(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_decision_criterion_result(nullptr, 0), GRADUASI_CRITERION_ERROR);
  EXPECT_EQ(graduasi_decision_criterion_title(nullptr, 0, kIndonesian), nullptr);
  EXPECT_EQ(graduasi_decision_criterion_reason(nullptr, 0, kIndonesian), nullptr);
  EXPECT_EQ(graduasi_decision_criterion_source(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_decision_criterion_is_proposal(nullptr, 0), 0);
  EXPECT_EQ(graduasi_decision_criterion_can_act(nullptr, 0), GRADUASI_ACTOR_UNSPECIFIED);
  EXPECT_EQ(graduasi_decision_safeguard_count(nullptr), 0u);
  EXPECT_EQ(graduasi_decision_safeguard_id(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_decision_safeguard_result(nullptr, 0), GRADUASI_SAFEGUARD_ERROR);
  EXPECT_EQ(graduasi_decision_safeguard_title(nullptr, 0, kIndonesian), nullptr);
  EXPECT_EQ(graduasi_decision_safeguard_reason(nullptr, 0, kIndonesian), nullptr);
  EXPECT_EQ(graduasi_decision_safeguard_source(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_decision_safeguard_is_proposal(nullptr, 0), 0);
  EXPECT_EQ(graduasi_decision_route_count(nullptr), 0u);
  EXPECT_EQ(graduasi_decision_route_id(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_decision_route_result(nullptr, 0), GRADUASI_ROUTE_ERROR);
  EXPECT_EQ(graduasi_decision_route_title(nullptr, 0, kIndonesian), nullptr);
  EXPECT_EQ(graduasi_decision_route_blocked_by_count(nullptr, 0), 0u);
  EXPECT_EQ(graduasi_decision_route_blocked_by(nullptr, 0, 0), nullptr);
  EXPECT_EQ(graduasi_decision_route_waiting_for_count(nullptr, 0), 0u);
  EXPECT_EQ(graduasi_decision_route_waiting_for(nullptr, 0, 0), nullptr);
  EXPECT_EQ(graduasi_decision_route_at_least_count(nullptr, 0), 0u);
  EXPECT_EQ(graduasi_decision_route_at_least_needed(nullptr, 0, 0), 0);
  EXPECT_EQ(graduasi_decision_route_at_least_passed(nullptr, 0, 0), 0);
  EXPECT_EQ(graduasi_decision_missing_count(nullptr), 0u);
  EXPECT_EQ(graduasi_decision_missing_path(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_decision_missing_why(nullptr, 0), GRADUASI_MISSING_ABSENT);
  EXPECT_EQ(graduasi_decision_missing_known(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_decision_missing_needed_by_count(nullptr, 0), 0u);
  EXPECT_EQ(graduasi_decision_missing_needed_by(nullptr, 0, 0), nullptr);
  EXPECT_EQ(graduasi_decision_finding_count(nullptr), 0u);
  EXPECT_EQ(graduasi_decision_finding_message(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_decision_finding_path(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_decision_finding_line(nullptr, 0), 0);
  EXPECT_EQ(graduasi_decision_finding_column(nullptr, 0), 0);
  EXPECT_EQ(graduasi_decision_text(nullptr, kIndonesian), nullptr);
  EXPECT_EQ(graduasi_decision_json(nullptr), nullptr);
  size_t size = 7;
  EXPECT_EQ(graduasi_decision_binary(nullptr, &size), nullptr);
  EXPECT_EQ(size, 0u);
  EXPECT_EQ(graduasi_decision_binary(nullptr, nullptr), nullptr);
}

TEST(DayTest, ParsesWhatItFormatsAndNothingElse) {
  int32_t days = 7;
  ASSERT_EQ(graduasi_day_parse("2026-06-15", 10, &days, nullptr), GRADUASI_OK);
  EXPECT_EQ(days, kAsOf);
  char text[GRADUASI_DAY_SIZE];
  ASSERT_EQ(graduasi_day_format(days, text, sizeof(text), nullptr), GRADUASI_OK);
  EXPECT_STREQ(text, "2026-06-15");
  for (const char* bad : {"", "2026-02-30", "2026-6-15", "15-06-2026", "2026-06-15 ", "0000-01-01", "2026-06"}) {
    days = 7;
    graduasi_error* error = nullptr;
    EXPECT_EQ(graduasi_day_parse(bad, std::strlen(bad), &days, &error), GRADUASI_BAD_DATA) << bad;
    EXPECT_EQ(days, 0);
    EXPECT_EQ(graduasi_error_count(error), 1u);
    graduasi_error_free(error);
  }
  EXPECT_EQ(graduasi_day_parse(nullptr, 10, &days, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_day_parse("2026-06-15", 10, nullptr, nullptr), GRADUASI_BAD_CALL);
}

TEST(DayTest, FormatsYearsOneTo9999IntoABufferThatSuffices) {
  char text[GRADUASI_DAY_SIZE];
  EXPECT_EQ(graduasi_day_format(-719162, text, sizeof(text), nullptr), GRADUASI_OK);
  EXPECT_STREQ(text, "0001-01-01");
  EXPECT_EQ(graduasi_day_format(2932896, text, sizeof(text), nullptr), GRADUASI_OK);
  EXPECT_STREQ(text, "9999-12-31");
  EXPECT_EQ(graduasi_day_format(-719163, text, sizeof(text), nullptr), GRADUASI_BAD_CALL);
  EXPECT_STREQ(text, "");
  EXPECT_EQ(graduasi_day_format(2932897, text, sizeof(text), nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_day_format(0, text, GRADUASI_DAY_SIZE - 1, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_day_format(0, nullptr, 0, nullptr), GRADUASI_BAD_CALL);
}

// What the library writes to standard output and standard error during `body`, in bytes.
template <typename Body>
int64_t BytesPrintedBy(const Body& body) {
  std::FILE* file = std::tmpfile();
  std::fflush(stdout);
  std::fflush(stderr);
  const int out = dup(STDOUT_FILENO);
  const int err = dup(STDERR_FILENO);
  dup2(fileno(file), STDOUT_FILENO);
  dup2(fileno(file), STDERR_FILENO);
  body();
  std::fflush(stdout);
  std::fflush(stderr);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  close(out);
  close(err);
  struct stat status = {};
  fstat(fileno(file), &status);
  std::fclose(file);
  return static_cast<int64_t>(status.st_size);
}

TEST(SilenceTest, NothingIsPrintedWhateverGoesWrong) {
  EXPECT_EQ(BytesPrintedBy([] {
              graduasi_policy* policy = nullptr;
              for (const char* bad : {"", "id: 7", "no_such_field: 1", "\xff\xfe", "id: \"x", "{", "route { kind: NO }"}) {
                (void)graduasi_policy_parse(bad, std::strlen(bad), &policy, nullptr);
                (void)graduasi_policy_parse_json(bad, std::strlen(bad), &policy, nullptr);
                (void)graduasi_policy_parse_binary(bad, std::strlen(bad), &policy, nullptr);
              }
              ASSERT_EQ(graduasi_policy_parse(kSmallPolicy, sizeof(kSmallPolicy) - 1, &policy, nullptr), GRADUASI_OK);
              for (const char* record : {kEligible, kNotYet, kProtected, kNeedsData, "", "{", "{\"id\":1}", "\xff"}) {
                graduasi_decision* decision = nullptr;
                (void)graduasi_decide_json(policy, record, std::strlen(record), kAsOf, nullptr, &decision, nullptr);
                (void)graduasi_decision_text(decision, kIndonesian);
                (void)graduasi_decision_json(decision);
                graduasi_decision_free(decision);
              }
              graduasi_policy_free(policy);
            }),
            0);
}

}  // namespace
