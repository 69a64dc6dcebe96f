// Mutation of policies through the C interface keeps the rules that graduasi.h states for every function. It knows only the
// header.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>

#include "capi/graduasi.h"
#include "tests/capi/small_policy.h"

namespace {

using testing::HasSubstr;

constexpr int32_t kEnglish = GRADUASI_LANGUAGE_ENGLISH;
constexpr int32_t kIndonesian = GRADUASI_LANGUAGE_INDONESIAN;

graduasi_mutation_report* const kStaleReport = reinterpret_cast<graduasi_mutation_report*>(uintptr_t{16});

const char kPassing[] =
    "as_of: \"2026-06-15\"\n"
    "case { name: \"enough\" household { members { pregnant: false } incomes { observed_on: \"2026-05-01\" amount_idr: 2000000 "
    "} }\n"
    "  expect { outcome: ELIGIBLE } }\n";

class MutationTest : public testing::Test {
 protected:
  MutationTest() {
    EXPECT_EQ(graduasi_policy_parse(kSmallPolicy, std::strlen(kSmallPolicy), &policy_, nullptr), GRADUASI_OK);
    EXPECT_EQ(graduasi_suite_parse(kPassing, std::strlen(kPassing), &suite_, &error_), GRADUASI_OK)
        << graduasi_error_message(error_, 0);
  }
  ~MutationTest() override {
    graduasi_error_free(error_);
    graduasi_mutation_report_free(report_);
    graduasi_suite_free(suite_);
    graduasi_policy_free(policy_);
  }

  graduasi_status Run(const graduasi_mutation_options* options = nullptr) {
    const graduasi_suite* suites[] = {suite_};
    return graduasi_mutation_run(policy_, suites, 1, options, &report_, &error_);
  }

  graduasi_policy* policy_ = nullptr;
  graduasi_suite* suite_ = nullptr;
  graduasi_mutation_report* report_ = nullptr;
  graduasi_error* error_ = nullptr;
};

TEST_F(MutationTest, EveryMutantHasItsStanding) {
  graduasi_mutation_options options = {};
  options.struct_size = sizeof(options);
  options.file = "small.policy.txtpb";
  ASSERT_EQ(Run(&options), GRADUASI_OK);
  EXPECT_EQ(error_, nullptr);
  const size_t count = graduasi_mutation_report_count(report_);
  ASSERT_GT(count, 5u);
  size_t by_standing[3] = {};
  for (size_t i = 0; i < count; ++i) {
    const int32_t standing = graduasi_mutation_report_standing(report_, i);
    ASSERT_GE(standing, 0);
    ASSERT_LE(standing, 2);
    ++by_standing[standing];
    EXPECT_STRNE(graduasi_mutation_report_id(report_, i), "");
    EXPECT_STRNE(graduasi_mutation_report_description(report_, i, kEnglish), "");
    EXPECT_STRNE(graduasi_mutation_report_description(report_, i, kIndonesian), "");
    if (standing == GRADUASI_MUTANT_KILLED) {
      EXPECT_STREQ(graduasi_mutation_report_killed_by(report_, i), "enough");
    } else {
      EXPECT_EQ(graduasi_mutation_report_killed_by(report_, i), nullptr);
    }
  }
  EXPECT_EQ(by_standing[GRADUASI_MUTANT_KILLED], graduasi_mutation_report_killed_count(report_));
  EXPECT_EQ(by_standing[GRADUASI_MUTANT_EQUIVALENT], graduasi_mutation_report_equivalent_count(report_));
  EXPECT_EQ(by_standing[GRADUASI_MUTANT_SURVIVES], graduasi_mutation_report_survived_count(report_));
  EXPECT_GT(by_standing[GRADUASI_MUTANT_KILLED], 0u);
  EXPECT_GT(by_standing[GRADUASI_MUTANT_SURVIVES], 0u);
  const size_t killed = by_standing[GRADUASI_MUTANT_KILLED];
  EXPECT_EQ(graduasi_mutation_report_score_per_mille(report_),
            static_cast<int32_t>(killed * 1000 / (killed + by_standing[GRADUASI_MUTANT_SURVIVES])));
  EXPECT_THAT(graduasi_mutation_report_text(report_, kEnglish), HasSubstr("small.policy.txtpb:"));
  EXPECT_THAT(graduasi_mutation_report_text(report_, kIndonesian), HasSubstr("lolos:"));
  EXPECT_THAT(graduasi_mutation_report_json(report_), HasSubstr("\"standing\":\"SURVIVES\""));
  EXPECT_EQ(graduasi_mutation_report_json(report_), graduasi_mutation_report_json(report_));
}

TEST_F(MutationTest, TheCasesOfSurvivorsAreASuiteThatThePolicyPasses) {
  ASSERT_EQ(Run(), GRADUASI_OK);
  const char* cases = graduasi_mutation_report_cases(report_);
  ASSERT_NE(cases, nullptr);
  graduasi_suite* more = nullptr;
  ASSERT_EQ(graduasi_suite_parse(cases, std::strlen(cases), &more, &error_), GRADUASI_OK) << graduasi_error_message(error_, 0);
  graduasi_test_report* tested = nullptr;
  ASSERT_EQ(graduasi_suite_run(policy_, more, nullptr, &tested, &error_), GRADUASI_OK) << graduasi_error_message(error_, 0);
  EXPECT_EQ(graduasi_test_report_count(tested), graduasi_mutation_report_survived_count(report_));
  EXPECT_EQ(graduasi_test_report_failed_count(tested), 0u) << graduasi_test_report_text(tested, kEnglish);
  graduasi_test_report_free(tested);
  const graduasi_suite* suites[] = {suite_, more};
  graduasi_mutation_report* again = nullptr;
  ASSERT_EQ(graduasi_mutation_run(policy_, suites, 2, nullptr, &again, &error_), GRADUASI_OK);
  EXPECT_EQ(graduasi_mutation_report_survived_count(again), 0u) << graduasi_mutation_report_text(again, kEnglish);
  EXPECT_STREQ(graduasi_mutation_report_cases(again), "");
  graduasi_mutation_report_free(again);
  graduasi_suite_free(more);
}

TEST_F(MutationTest, WithoutTestsEverythingSurvives) {
  ASSERT_EQ(graduasi_mutation_run(policy_, nullptr, 0, nullptr, &report_, &error_), GRADUASI_OK);
  EXPECT_EQ(graduasi_mutation_report_killed_count(report_), 0u);
  EXPECT_EQ(graduasi_mutation_report_score_per_mille(report_), 0);
}

TEST_F(MutationTest, ReportsOutliveWhatTheyWereMadeOf) {
  ASSERT_EQ(Run(), GRADUASI_OK);
  graduasi_policy_free(policy_);
  graduasi_suite_free(suite_);
  policy_ = nullptr;
  suite_ = nullptr;
  EXPECT_THAT(graduasi_mutation_report_text(report_, kEnglish), HasSubstr("Mutants "));
}

TEST_F(MutationTest, ASuiteThatFailsIsAWrongCallAndOneThatDoesNotFitABadPolicy) {
  graduasi_suite_free(suite_);
  suite_ = nullptr;
  ASSERT_EQ(graduasi_suite_parse(kSmallSuite, std::strlen(kSmallSuite), &suite_, &error_), GRADUASI_OK);
  report_ = kStaleReport;
  EXPECT_EQ(Run(), GRADUASI_BAD_CALL);
  EXPECT_EQ(report_, nullptr);
  EXPECT_THAT(graduasi_error_message(error_, 0), HasSubstr("1 case fails on the policy itself"));
  graduasi_error_free(error_);
  error_ = nullptr;
  graduasi_suite_free(suite_);
  const char other[] = "as_of: \"2026-06-15\" case { name: \"a\" household {} expect { passes: \"G99\" } }";
  ASSERT_EQ(graduasi_suite_parse(other, std::strlen(other), &suite_, &error_), GRADUASI_OK);
  EXPECT_EQ(Run(), GRADUASI_BAD_POLICY);
  EXPECT_THAT(graduasi_error_message(error_, 0), HasSubstr("G99"));
}

TEST_F(MutationTest, MisuseOfEveryArgumentIsTold) {
  const graduasi_suite* suites[] = {suite_};
  const graduasi_suite* no_suite[] = {nullptr};
  const auto code = [&](const graduasi_policy* policy, const graduasi_suite* const* list, size_t size,
                        const graduasi_mutation_options* options) {
    report_ = kStaleReport;
    const graduasi_status status = graduasi_mutation_run(policy, list, size, options, &report_, nullptr);
    EXPECT_EQ(report_, nullptr);
    return status;
  };
  EXPECT_EQ(code(nullptr, suites, 1, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(code(policy_, nullptr, 1, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(code(policy_, no_suite, 1, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_mutation_run(policy_, suites, 1, nullptr, nullptr, nullptr), GRADUASI_BAD_CALL);
  graduasi_mutation_options options = {};
  options.struct_size = sizeof(options) - 1;
  EXPECT_EQ(code(policy_, suites, 1, &options), GRADUASI_BAD_CALL);
  options.struct_size = sizeof(options);
  options.most_tried = -1;
  EXPECT_EQ(code(policy_, suites, 1, &options), GRADUASI_BAD_CALL);
  struct {
    graduasi_mutation_options known;
    int64_t unknown;
  } newer = {};
  newer.known.struct_size = sizeof(newer);
  newer.unknown = 1;
  EXPECT_EQ(code(policy_, suites, 1, &newer.known), GRADUASI_UNSUPPORTED);
}

TEST_F(MutationTest, AccessorsTakeNullAndWhatIsPastTheEnd) {
  EXPECT_EQ(graduasi_mutation_report_count(nullptr), 0u);
  EXPECT_EQ(graduasi_mutation_report_killed_count(nullptr), 0u);
  EXPECT_EQ(graduasi_mutation_report_equivalent_count(nullptr), 0u);
  EXPECT_EQ(graduasi_mutation_report_survived_count(nullptr), 0u);
  EXPECT_EQ(graduasi_mutation_report_score_per_mille(nullptr), 0);
  EXPECT_EQ(graduasi_mutation_report_text(nullptr, kEnglish), nullptr);
  EXPECT_EQ(graduasi_mutation_report_json(nullptr), nullptr);
  EXPECT_EQ(graduasi_mutation_report_cases(nullptr), nullptr);
  graduasi_mutation_report_free(nullptr);
  ASSERT_EQ(Run(), GRADUASI_OK);
  for (const graduasi_mutation_report* report :
       {static_cast<const graduasi_mutation_report*>(nullptr), static_cast<const graduasi_mutation_report*>(report_)}) {
    const size_t past = graduasi_mutation_report_count(report);
    EXPECT_EQ(graduasi_mutation_report_id(report, past), nullptr);
    EXPECT_EQ(graduasi_mutation_report_standing(report, past), -1);
    EXPECT_EQ(graduasi_mutation_report_line(report, past), 0);
    EXPECT_EQ(graduasi_mutation_report_description(report, past, kEnglish), nullptr);
    EXPECT_EQ(graduasi_mutation_report_killed_by(report, past), nullptr);
  }
  EXPECT_EQ(graduasi_mutation_report_description(report_, 0, 7), nullptr);
  EXPECT_EQ(graduasi_mutation_report_text(report_, 0), nullptr);
}

}  // namespace
