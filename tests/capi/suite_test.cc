// Policy tests through the C interface keep the rules that graduasi.h states for every function. It knows only the header.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "capi/graduasi.h"
#include "tests/capi/small_policy.h"

namespace {

using testing::HasSubstr;

constexpr int32_t kEnglish = GRADUASI_LANGUAGE_ENGLISH;
constexpr int32_t kIndonesian = GRADUASI_LANGUAGE_INDONESIAN;

graduasi_suite* const kStaleSuite = reinterpret_cast<graduasi_suite*>(uintptr_t{16});
graduasi_test_report* const kStaleReport = reinterpret_cast<graduasi_test_report*>(uintptr_t{16});
graduasi_error* const kStaleError = reinterpret_cast<graduasi_error*>(uintptr_t{16});

class SuiteTest : public testing::Test {
 protected:
  SuiteTest() {
    EXPECT_EQ(graduasi_policy_parse(kSmallPolicy, std::strlen(kSmallPolicy), &policy_, nullptr), GRADUASI_OK);
    EXPECT_EQ(graduasi_suite_parse(kSmallSuite, std::strlen(kSmallSuite), &suite_, &error_), GRADUASI_OK)
        << graduasi_error_message(error_, 0);
  }
  ~SuiteTest() override {
    graduasi_error_free(error_);
    graduasi_suite_free(suite_);
    graduasi_policy_free(policy_);
  }

  graduasi_policy* policy_ = nullptr;
  graduasi_suite* suite_ = nullptr;
  graduasi_error* error_ = nullptr;
};

TEST_F(SuiteTest, CasesHaveNamesAndLinesBeforeTheyAreRun) {
  ASSERT_EQ(graduasi_suite_case_count(suite_), 3u);
  EXPECT_STREQ(graduasi_suite_case_name(suite_, 0), "earns enough");
  EXPECT_EQ(graduasi_suite_case_line(suite_, 0), 5);
  EXPECT_EQ(graduasi_suite_case_name(suite_, 3), nullptr);
  EXPECT_EQ(graduasi_suite_case_line(suite_, 3), 0);
  ASSERT_EQ(graduasi_suite_policy_count(suite_), 1u);
  EXPECT_STREQ(graduasi_suite_policy(suite_, 0), "small.policy.txtpb");
  EXPECT_EQ(graduasi_suite_policy(suite_, 1), nullptr);
}

TEST_F(SuiteTest, AllCasesAreRunAndTheFailureIsTold) {
  graduasi_test_options options = {};
  options.struct_size = sizeof(options);
  options.file = "small.test.txtpb";
  graduasi_test_report* report = kStaleReport;
  graduasi_error* error = kStaleError;
  ASSERT_EQ(graduasi_suite_run(policy_, suite_, &options, &report, &error), GRADUASI_OK);
  EXPECT_EQ(error, nullptr);
  ASSERT_EQ(graduasi_test_report_count(report), 3u);
  EXPECT_EQ(graduasi_test_report_failed_count(report), 1u);
  EXPECT_STREQ(graduasi_test_report_name(report, 2), "a mistake in the test");
  EXPECT_EQ(graduasi_test_report_line(report, 2), 7);
  EXPECT_EQ(graduasi_test_report_passed(report, 0), 1);
  EXPECT_EQ(graduasi_test_report_passed(report, 2), 0);
  EXPECT_STREQ(graduasi_test_report_message(report, 0, kEnglish), "");
  EXPECT_STREQ(graduasi_test_report_message(report, 2, kEnglish),
               "small.test.txtpb:7: a mistake in the test\n"
               "  line 7: outcome: expected ELIGIBLE, but it is NOT_YET\n"
               "    C1: Income is too low.\n"
               "      false  latest(household.incomes).amount_idr >= params.enough   999999 >= 1000000 IDR per month\n");
  EXPECT_THAT(graduasi_test_report_message(report, 2, kIndonesian), HasSubstr("hasil: seharusnya ELIGIBLE, ternyata NOT_YET"));
  EXPECT_THAT(graduasi_test_report_text(report, kEnglish), HasSubstr("3 cases, 2 passed, 1 failed.\n"));
  EXPECT_THAT(graduasi_test_report_text(report, kIndonesian), HasSubstr("3 kasus, 2 lulus, 1 gagal.\n"));
  EXPECT_THAT(graduasi_test_report_json(report), HasSubstr(R"("passed":2,"failed":1)"));
  EXPECT_THAT(graduasi_test_report_junit(report, kEnglish),
              HasSubstr("<testsuite name=\"small.test.txtpb\" tests=\"3\" failures=\"1\""));
  EXPECT_EQ(graduasi_test_report_json(report), graduasi_test_report_json(report));
  graduasi_test_report_free(report);
}

TEST_F(SuiteTest, OneCaseIsRunAsAllAre) {
  graduasi_test_report* all = nullptr;
  ASSERT_EQ(graduasi_suite_run(policy_, suite_, nullptr, &all, nullptr), GRADUASI_OK);
  for (size_t i = 0; i < graduasi_suite_case_count(suite_); ++i) {
    graduasi_test_report* one = kStaleReport;
    ASSERT_EQ(graduasi_suite_run_case(policy_, suite_, i, nullptr, &one, nullptr), GRADUASI_OK);
    ASSERT_EQ(graduasi_test_report_count(one), 1u);
    EXPECT_STREQ(graduasi_test_report_name(one, 0), graduasi_suite_case_name(suite_, i));
    EXPECT_EQ(graduasi_test_report_passed(one, 0), graduasi_test_report_passed(all, i));
    EXPECT_STREQ(graduasi_test_report_message(one, 0, kEnglish), graduasi_test_report_message(all, i, kEnglish));
    graduasi_test_report_free(one);
  }
  graduasi_test_report_free(all);
}

TEST_F(SuiteTest, ASuiteThatCannotBeReadOrDoesNotFitGivesEveryFindingAndNoHandle) {
  std::string text = kSmallSuite;
  text.replace(text.find("from: \"base\""), 12, "from: \"bass\"");
  text.replace(text.find("a mistake in the test"), 21, "too little");
  graduasi_suite* suite = kStaleSuite;
  graduasi_error* error = kStaleError;
  EXPECT_EQ(graduasi_suite_parse(text.data(), text.size(), &suite, &error), GRADUASI_BAD_POLICY);
  EXPECT_EQ(suite, nullptr);
  ASSERT_EQ(graduasi_error_count(error), 2u);
  EXPECT_EQ(graduasi_error_line(error, 0), 5);
  EXPECT_EQ(graduasi_error_line(error, 1), 7);
  EXPECT_THAT(graduasi_error_message(error, 0), HasSubstr("did you mean `base`?"));
  graduasi_error_free(error);

  text = kSmallSuite;
  text.replace(text.find("\"C1\""), 4, "\"C9\"");
  ASSERT_EQ(graduasi_suite_parse(text.data(), text.size(), &suite, nullptr), GRADUASI_OK);
  graduasi_test_report* report = kStaleReport;
  error = kStaleError;
  EXPECT_EQ(graduasi_suite_run(policy_, suite, nullptr, &report, &error), GRADUASI_BAD_POLICY);
  EXPECT_EQ(report, nullptr);
  EXPECT_EQ(graduasi_error_line(error, 0), 6);
  EXPECT_STREQ(graduasi_error_message(error, 0), "the policy has no criterion `C9`; did you mean `C1`?");
  graduasi_error_free(error);
  report = kStaleReport;
  EXPECT_EQ(graduasi_suite_run_case(policy_, suite, 0, nullptr, &report, nullptr), GRADUASI_BAD_POLICY);
  EXPECT_EQ(report, nullptr);
  graduasi_suite_free(suite);
}

TEST_F(SuiteTest, EveryFormIsReadAndRefusesWrongCalls) {
  graduasi_suite* suite = kStaleSuite;
  EXPECT_EQ(graduasi_suite_parse(kSmallSuite, 5, nullptr, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_suite_parse_json("{}", 2, nullptr, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_suite_parse_binary("", 0, nullptr, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_suite_parse(nullptr, 3, &suite, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(suite, nullptr);
  EXPECT_EQ(graduasi_suite_parse(nullptr, 0, &suite, nullptr), GRADUASI_BAD_POLICY);
  EXPECT_EQ(graduasi_suite_parse_json(nullptr, 0, &suite, nullptr), GRADUASI_BAD_POLICY);
  EXPECT_EQ(graduasi_suite_parse_binary(nullptr, 0, &suite, nullptr), GRADUASI_BAD_POLICY);
  EXPECT_EQ(suite, nullptr);

  const char json[] = R"({"as_of":"2026-06-15","case":[{"name":"n","household":{},"expect":{"outcome":"NEEDS_DATA"}}]})";
  ASSERT_EQ(graduasi_suite_parse_json(json, sizeof(json) - 1, &suite, nullptr), GRADUASI_OK);
  EXPECT_STREQ(graduasi_suite_case_name(suite, 0), "n");
  graduasi_suite_free(suite);
  // as_of, case { name, household {}, expect { outcome: NEEDS_DATA } }
  const char binary[] =
      "\022\012"
      "2026-06-15"
      "\052\011"
      "\012\001n"
      "\042\000"
      "\062\002\010\003";
  ASSERT_EQ(graduasi_suite_parse_binary(binary, sizeof(binary) - 1, &suite, nullptr), GRADUASI_OK);
  graduasi_test_report* report = nullptr;
  ASSERT_EQ(graduasi_suite_run(policy_, suite, nullptr, &report, nullptr), GRADUASI_OK);
  EXPECT_EQ(graduasi_test_report_passed(report, 0), 1);
  EXPECT_EQ(graduasi_suite_case_line(suite, 0), 0);
  graduasi_test_report_free(report);
  graduasi_suite_free(suite);
}

TEST_F(SuiteTest, RunningRefusesWrongCallsAndWritesEveryOutput) {
  graduasi_test_report* report = kStaleReport;
  EXPECT_EQ(graduasi_suite_run(nullptr, suite_, nullptr, &report, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(report, nullptr);
  report = kStaleReport;
  EXPECT_EQ(graduasi_suite_run(policy_, nullptr, nullptr, &report, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(report, nullptr);
  EXPECT_EQ(graduasi_suite_run(policy_, suite_, nullptr, nullptr, nullptr), GRADUASI_BAD_CALL);
  report = kStaleReport;
  EXPECT_EQ(graduasi_suite_run_case(nullptr, suite_, 0, nullptr, &report, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_suite_run_case(policy_, nullptr, 0, nullptr, &report, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_suite_run_case(policy_, suite_, 0, nullptr, nullptr, nullptr), GRADUASI_BAD_CALL);
  for (const size_t index : {size_t{3}, SIZE_MAX}) {
    report = kStaleReport;
    EXPECT_EQ(graduasi_suite_run_case(policy_, suite_, index, nullptr, &report, nullptr), GRADUASI_BAD_CALL);
    EXPECT_EQ(report, nullptr);
  }
  struct Newer {
    graduasi_test_options known;
    uint64_t unknown;
  } newer = {};
  newer.known.struct_size = sizeof(newer);
  EXPECT_EQ(graduasi_suite_run(policy_, suite_, &newer.known, &report, nullptr), GRADUASI_OK);
  graduasi_test_report_free(report);
  newer.unknown = 1;
  EXPECT_EQ(graduasi_suite_run(policy_, suite_, &newer.known, &report, nullptr), GRADUASI_UNSUPPORTED);
  EXPECT_EQ(report, nullptr);
  newer.known.struct_size = 0;
  EXPECT_EQ(graduasi_suite_run(policy_, suite_, &newer.known, &report, nullptr), GRADUASI_BAD_CALL);
}

TEST_F(SuiteTest, AReportOutlivesItsPolicyAndSuite) {
  graduasi_test_report* report = nullptr;
  ASSERT_EQ(graduasi_suite_run(policy_, suite_, nullptr, &report, nullptr), GRADUASI_OK);
  graduasi_suite_free(suite_);
  suite_ = nullptr;
  graduasi_policy_free(policy_);
  policy_ = nullptr;
  EXPECT_STREQ(graduasi_test_report_name(report, 0), "earns enough");
  EXPECT_THAT(graduasi_test_report_text(report, kEnglish), HasSubstr("line 7: a mistake in the test\n"));
  for (const int32_t language : {0, 3, -1, INT32_MAX}) {
    EXPECT_EQ(graduasi_test_report_message(report, 0, language), nullptr);
    EXPECT_EQ(graduasi_test_report_text(report, language), nullptr);
    EXPECT_EQ(graduasi_test_report_junit(report, language), nullptr);
  }
  for (const size_t index : {size_t{3}, SIZE_MAX}) {
    EXPECT_EQ(graduasi_test_report_name(report, index), nullptr);
    EXPECT_EQ(graduasi_test_report_line(report, index), 0);
    EXPECT_EQ(graduasi_test_report_passed(report, index), 0);
    EXPECT_EQ(graduasi_test_report_message(report, index, kEnglish), nullptr);
  }
  graduasi_test_report_free(report);
}

TEST_F(SuiteTest, CoverageSaysWhatTheCasesHaveSeen) {
  graduasi_coverage_options options = {};
  options.struct_size = sizeof(options);
  options.policy_file = "small.policy.txtpb";
  options.policy_text = kSmallPolicy;
  options.policy_text_size = std::strlen(kSmallPolicy);
  graduasi_coverage* coverage = reinterpret_cast<graduasi_coverage*>(uintptr_t{16});
  graduasi_error* error = kStaleError;
  const graduasi_suite* suites[] = {suite_, suite_};
  ASSERT_EQ(graduasi_coverage_measure(policy_, suites, 2, &options, &coverage, &error), GRADUASI_OK);
  EXPECT_EQ(error, nullptr);
  EXPECT_THAT(graduasi_coverage_text(coverage, kEnglish),
              testing::AllOf(HasSubstr("Coverage of small 1 by 6 cases:\n"),
                             HasSubstr("small.policy.txtpb:7:38: safeguard S1: `m.pregnant`: never TRUE, MISSING\n")));
  EXPECT_THAT(graduasi_coverage_text(coverage, kIndonesian), HasSubstr("Cakupan small 1 oleh 6 kasus:\n"));
  EXPECT_THAT(graduasi_coverage_listing(coverage, kEnglish),
              HasSubstr("!    7 |   when: \"household.members.exists(m, m.pregnant)\"\n"));
  EXPECT_THAT(graduasi_coverage_json(coverage), HasSubstr(R"("policy_id":"small","policy_version":"1","cases":6)"));
  EXPECT_EQ(graduasi_coverage_json(coverage), graduasi_coverage_json(coverage));
  for (const int32_t language : {0, 3, -1, INT32_MAX}) {
    EXPECT_EQ(graduasi_coverage_text(coverage, language), nullptr);
    EXPECT_EQ(graduasi_coverage_listing(coverage, language), nullptr);
  }
  graduasi_coverage_free(coverage);

  // Without a policy's text there is nothing to list; without suites nothing was seen.
  ASSERT_EQ(graduasi_coverage_measure(policy_, nullptr, 0, nullptr, &coverage, nullptr), GRADUASI_OK);
  EXPECT_THAT(graduasi_coverage_text(coverage, kEnglish), HasSubstr("Coverage of small 1 by 0 cases:\n"));
  EXPECT_STREQ(graduasi_coverage_listing(coverage, kEnglish), "");
  graduasi_coverage_free(coverage);
}

TEST_F(SuiteTest, MeasuringRefusesWrongCallsAndWritesEveryOutput) {
  const graduasi_suite* suites[] = {suite_, nullptr};
  graduasi_coverage* const stale = reinterpret_cast<graduasi_coverage*>(uintptr_t{16});
  graduasi_coverage* coverage = stale;
  EXPECT_EQ(graduasi_coverage_measure(nullptr, suites, 1, nullptr, &coverage, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(coverage, nullptr);
  EXPECT_EQ(graduasi_coverage_measure(policy_, suites, 1, nullptr, nullptr, nullptr), GRADUASI_BAD_CALL);
  coverage = stale;
  EXPECT_EQ(graduasi_coverage_measure(policy_, suites, 2, nullptr, &coverage, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(coverage, nullptr);
  EXPECT_EQ(graduasi_coverage_measure(policy_, nullptr, 1, nullptr, &coverage, nullptr), GRADUASI_BAD_CALL);
  struct Newer {
    graduasi_coverage_options known;
    uint64_t unknown;
  } newer = {};
  newer.known.struct_size = sizeof(newer);
  newer.known.policy_text_size = 1;
  EXPECT_EQ(graduasi_coverage_measure(policy_, suites, 1, &newer.known, &coverage, nullptr), GRADUASI_BAD_CALL);
  newer.known.policy_text_size = 0;
  newer.unknown = 1;
  EXPECT_EQ(graduasi_coverage_measure(policy_, suites, 1, &newer.known, &coverage, nullptr), GRADUASI_UNSUPPORTED);
  newer.known.struct_size = 0;
  EXPECT_EQ(graduasi_coverage_measure(policy_, suites, 1, &newer.known, &coverage, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(coverage, nullptr);

  std::string text = kSmallSuite;
  text.replace(text.find("\"C1\""), 4, "\"C9\"");
  graduasi_suite* misfit = nullptr;
  ASSERT_EQ(graduasi_suite_parse(text.data(), text.size(), &misfit, nullptr), GRADUASI_OK);
  const graduasi_suite* both[] = {suite_, misfit};
  graduasi_error* error = nullptr;
  EXPECT_EQ(graduasi_coverage_measure(policy_, both, 2, nullptr, &coverage, &error), GRADUASI_BAD_POLICY);
  EXPECT_EQ(graduasi_error_line(error, 0), 6);
  graduasi_error_free(error);
  graduasi_suite_free(misfit);
}

TEST_F(SuiteTest, AnyNumberOfThreadsMayUseOneSuiteAndOneReport) {
  graduasi_test_report* report = nullptr;
  ASSERT_EQ(graduasi_suite_run(policy_, suite_, nullptr, &report, nullptr), GRADUASI_OK);
  std::vector<const char*> texts(8);
  std::vector<std::thread> threads;
  for (const char*& text : texts) {
    threads.emplace_back([&text, report, this] {
      text = graduasi_test_report_json(report);
      graduasi_test_report* own = nullptr;
      EXPECT_EQ(graduasi_suite_run(policy_, suite_, nullptr, &own, nullptr), GRADUASI_OK);
      EXPECT_STREQ(graduasi_test_report_json(own), text);
      graduasi_test_report_free(own);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const char* text : texts) EXPECT_EQ(text, texts.front());
  graduasi_test_report_free(report);
}

TEST(NullSuiteTest, AccessorsAnswer) {
  EXPECT_EQ(graduasi_suite_policy_count(nullptr), 0u);
  EXPECT_EQ(graduasi_suite_policy(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_suite_case_count(nullptr), 0u);
  EXPECT_EQ(graduasi_suite_case_name(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_suite_case_line(nullptr, 0), 0);
  EXPECT_EQ(graduasi_test_report_count(nullptr), 0u);
  EXPECT_EQ(graduasi_test_report_failed_count(nullptr), 0u);
  EXPECT_EQ(graduasi_test_report_name(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_test_report_line(nullptr, 0), 0);
  EXPECT_EQ(graduasi_test_report_passed(nullptr, 0), 0);
  EXPECT_EQ(graduasi_test_report_message(nullptr, 0, kEnglish), nullptr);
  EXPECT_EQ(graduasi_test_report_text(nullptr, kEnglish), nullptr);
  EXPECT_EQ(graduasi_test_report_json(nullptr), nullptr);
  EXPECT_EQ(graduasi_test_report_junit(nullptr, kEnglish), nullptr);
  EXPECT_EQ(graduasi_coverage_text(nullptr, kEnglish), nullptr);
  EXPECT_EQ(graduasi_coverage_listing(nullptr, kEnglish), nullptr);
  EXPECT_EQ(graduasi_coverage_json(nullptr), nullptr);
  graduasi_suite_free(nullptr);
  graduasi_test_report_free(nullptr);
  graduasi_coverage_free(nullptr);
}

}  // namespace
