// One policy, one decision and one list of facts, shared by eight threads that read everything and decide at the same time:
// each thread sees what one alone would see. What races without a difference is for ThreadSanitizer to see (tools/threads.sh).
#include <gtest/gtest.h>

#include <atomic>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "capi/graduasi.h"
#include "graduasi/arrow_abi.h"
#include "tests/capi/small_policy.h"
#include "tests/capi/small_register.h"

namespace {

constexpr int32_t kAsOf = 20619;  // 2026-06-15
constexpr int kThreads = 8;
constexpr int kRounds = 20;

// Runs `body` in all threads, which start together; what each returns.
template <typename Body>
std::vector<std::string> InAllThreads(const Body& body) {
  std::vector<std::string> answers(kThreads);
  std::vector<std::thread> threads;
  std::atomic<int> waiting{kThreads};
  for (std::string& answer : answers) {
    threads.emplace_back([&] {
      --waiting;
      while (waiting > 0) std::this_thread::yield();
      answer = body();
    });
  }
  for (std::thread& thread : threads) thread.join();
  return answers;
}

void ExpectAll(const std::vector<std::string>& answers, const std::string& alone) {
  EXPECT_FALSE(alone.empty());
  for (const std::string& answer : answers) EXPECT_EQ(answer, alone);
}

class ThreadsTest : public testing::Test {
 protected:
  ThreadsTest() { EXPECT_EQ(graduasi_policy_parse(kSmallPolicy, std::strlen(kSmallPolicy), &policy_, nullptr), GRADUASI_OK); }
  ~ThreadsTest() override { graduasi_policy_free(policy_); }

  graduasi_decision* Decide(const char* record) const {
    graduasi_decision* decision = nullptr;
    EXPECT_EQ(graduasi_decide_json(policy_, record, std::strlen(record), kAsOf, nullptr, &decision, nullptr), GRADUASI_OK);
    return decision;
  }

  graduasi_policy* policy_ = nullptr;
};

// All that is made when first asked for is asked for here.
std::string AllOf(const graduasi_decision* decision) {
  size_t size = 0;
  std::string all = graduasi_decision_text(decision, GRADUASI_LANGUAGE_INDONESIAN);
  all += graduasi_decision_text(decision, GRADUASI_LANGUAGE_ENGLISH);
  all += graduasi_decision_json(decision);
  const void* binary = graduasi_decision_binary(decision, &size);
  all.append(static_cast<const char*>(binary), size);
  return all;
}

TEST_F(ThreadsTest, OnePolicyDecidesInAll) {
  const auto decide_each = [&] {
    std::string all;
    for (const char* record : {kEligible, kNotYet, kProtected, kNeedsData, "no JSON"}) {
      graduasi_decision* decision = Decide(record);
      all += AllOf(decision);
      graduasi_decision_free(decision);
    }
    return all;
  };
  for (int round = 0; round < kRounds; ++round) {
    const std::vector<std::string> answers = InAllThreads(decide_each);  // before anything has been made by one alone
    ExpectAll(answers, decide_each());
  }
}

TEST_F(ThreadsTest, OneDecisionIsReadByAll) {
  for (int round = 0; round < kRounds; ++round) {
    graduasi_decision* decision = Decide(kNotYet);
    const std::vector<std::string> answers = InAllThreads([&] { return AllOf(decision); });
    ExpectAll(answers, AllOf(decision));
    graduasi_decision_free(decision);
  }
}

// Enough families for all threads of a page, of every outcome but INVALID.
std::string Cohort() {
  std::string lines;
  for (int i = 0; i < 9000; ++i) {
    const char* pregnant = i % 7 == 0 ? "true" : i % 5 == 0 ? "null" : "false";
    lines += "{\"id\":\"h" + std::to_string(i) + "\",\"members\":[{\"pregnant\":" + pregnant +
             "}],\"incomes\":[{\"observed_on\":\"2026-05-01\",\"amount_idr\":" + std::to_string(i * 200) + "}]}\n";
  }
  return lines;
}

TEST_F(ThreadsTest, PagesOfOfficesAreCountedOnThreadsAndReadByAll) {
  const std::string cohort = Cohort();
  const auto page_on = [&](size_t threads) {
    graduasi_programme_options options = {};
    options.struct_size = sizeof(options);
    options.threads = threads;
    graduasi_programme* programme = nullptr;
    graduasi_programme_report* report = nullptr;
    EXPECT_EQ(graduasi_programme_new(policy_, kAsOf, &options, &programme, nullptr), GRADUASI_OK);
    EXPECT_EQ(graduasi_programme_add_json_lines(programme, cohort.data(), cohort.size(), nullptr), GRADUASI_OK);
    EXPECT_EQ(graduasi_programme_finish(programme, &report, nullptr), GRADUASI_OK);
    graduasi_programme_free(programme);
    return report;
  };
  const auto all_of = [](const graduasi_programme_report* report) {
    std::string all = graduasi_programme_report_json(report);
    all += graduasi_programme_report_text(report, GRADUASI_LANGUAGE_ENGLISH);
    return all += graduasi_programme_report_html(report, GRADUASI_LANGUAGE_INDONESIAN);
  };
  graduasi_programme_report* alone = page_on(1);
  const std::string expected = all_of(alone);
  graduasi_programme_report_free(alone);
  for (const int32_t outcome : {GRADUASI_OUTCOME_PROTECTED, GRADUASI_OUTCOME_NEEDS_DATA, GRADUASI_OUTCOME_ELIGIBLE}) {
    graduasi_programme_report* report = page_on(3);
    EXPECT_GT(graduasi_programme_report_outcome_families(report, outcome), 0);
    ExpectAll(InAllThreads([&] { return all_of(report); }), expected);  // what is made when first asked for
    graduasi_programme_report_free(report);
  }
}

TEST_F(ThreadsTest, PoliciesAreReadWhileOthersAreParsed) {
  const auto parse = [&] {
    graduasi_policy* own = nullptr;
    EXPECT_EQ(graduasi_policy_parse(kSmallPolicy, std::strlen(kSmallPolicy), &own, nullptr), GRADUASI_OK);
    std::string all;
    for (const graduasi_policy* policy :
         {const_cast<const graduasi_policy*>(policy_), const_cast<const graduasi_policy*>(own)}) {
      all += graduasi_policy_id(policy);
      all += graduasi_policy_title(policy, GRADUASI_LANGUAGE_ENGLISH);
      for (size_t i = 0; i < graduasi_policy_fact_read_count(policy); ++i) all += graduasi_policy_fact_read(policy, i);
    }
    graduasi_policy_free(own);
    return all;
  };
  ExpectAll(InAllThreads(parse), parse());
}

TEST_F(ThreadsTest, FactsAreListedInAll) {
  const auto list = [] {
    graduasi_facts* facts = nullptr;
    EXPECT_EQ(graduasi_facts_list(&facts, nullptr), GRADUASI_OK);
    std::string all;
    for (size_t i = 0; i < graduasi_facts_count(facts); ++i) all += graduasi_facts_path(facts, i);
    graduasi_facts_free(facts);
    return all;
  };
  ExpectAll(InAllThreads(list), list());
}

// Each thread has a stream of its own under the one policy, and each stream two threads inside.
TEST_F(ThreadsTest, StreamsShareOnePolicy) {
  const auto drain = [&] {
    graduasi::capi::Register source;
    ArrowArrayStream in = graduasi::capi::Stream(&source);
    ArrowArrayStream out{};
    graduasi_stream_options options{};
    options.struct_size = sizeof(options);
    options.threads = 2;
    options.batch_rows = 1;
    EXPECT_EQ(graduasi_decide_stream(policy_, &in, kAsOf, &options, &out, nullptr), GRADUASI_OK);
    std::string outcomes;
    for (ArrowArray array{}; out.get_next(&out, &array) == 0 && array.release != nullptr; array.release(&array)) {
      const ArrowArray& outcome = *array.children[1];
      const auto* ends = static_cast<const int32_t*>(outcome.buffers[1]) + outcome.offset;
      outcomes.append(static_cast<const char*>(outcome.buffers[2]) + ends[0],
                      static_cast<size_t>(ends[array.length] - ends[0]));
    }
    out.release(&out);
    return outcomes;
  };
  for (int round = 0; round < kRounds; ++round) ExpectAll(InAllThreads(drain), "ELIGIBLENEEDS_DATAPROTECTED");
  EXPECT_EQ(graduasi::capi::live, 0);
}

}  // namespace
