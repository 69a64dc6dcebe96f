// Comparing two policies through the C interface keeps the rules that graduasi.h states for every function. It knows only the
// header.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

#include "capi/graduasi.h"
#include "graduasi/arrow_abi.h"
#include "tests/capi/small_policy.h"
#include "tests/capi/small_register.h"

namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr int32_t kAsOf = 20619;  // 2026-06-15
constexpr int32_t kEnglish = GRADUASI_LANGUAGE_ENGLISH;
constexpr int32_t kIndonesian = GRADUASI_LANGUAGE_INDONESIAN;

graduasi_comparer* const kStaleComparer = reinterpret_cast<graduasi_comparer*>(uintptr_t{16});
graduasi_comparison* const kStaleComparison = reinterpret_cast<graduasi_comparison*>(uintptr_t{16});
graduasi_error* const kStaleError = reinterpret_cast<graduasi_error*>(uintptr_t{16});

graduasi_policy* ParsePolicy(const std::string& text) {
  graduasi_policy* policy = nullptr;
  graduasi_error* error = nullptr;
  EXPECT_EQ(graduasi_policy_parse(text.data(), text.size(), &policy, &error), GRADUASI_OK) << graduasi_error_message(error, 0);
  graduasi_error_free(error);
  return policy;
}

// The small policy with half the income asked for and without its safeguard.
std::string ChangedPolicy() {
  std::string text = kSmallPolicy;
  text.replace(text.find("int: 1000000"), 12, "int: 500000");
  text.replace(text.find("version: \"1\""), 12, "version: \"2\"");
  const size_t safeguard = text.find("safeguard {");
  return text.erase(safeguard, text.find("criterion {") - safeguard);
}

class ComparisonTest : public testing::Test {
 protected:
  ComparisonTest() : before_(ParsePolicy(kSmallPolicy)), after_(ParsePolicy(ChangedPolicy())) {}
  ~ComparisonTest() override {
    graduasi_policy_free(before_);
    graduasi_policy_free(after_);
  }

  graduasi_comparer* Start(const graduasi_compare_options* options = nullptr) {
    graduasi_comparer* comparer = kStaleComparer;
    graduasi_error* error = kStaleError;
    EXPECT_EQ(graduasi_comparer_new(before_, after_, kAsOf, kAsOf, options, &comparer, &error), GRADUASI_OK);
    EXPECT_EQ(error, nullptr);
    return comparer;
  }
  // What comes of a call that must be refused: its status.
  graduasi_status Refused(const graduasi_compare_options* options, int32_t day = kAsOf) {
    graduasi_comparer* comparer = kStaleComparer;
    graduasi_error* error = kStaleError;
    const graduasi_status status = graduasi_comparer_new(before_, after_, day, kAsOf, options, &comparer, &error);
    EXPECT_EQ(comparer, nullptr);
    EXPECT_GE(graduasi_error_count(error), 1u);
    EXPECT_STRNE(graduasi_error_message(error, 0), "");
    graduasi_error_free(error);
    return status;
  }
  graduasi_comparison* Finish(graduasi_comparer* comparer) {
    graduasi_comparison* comparison = kStaleComparison;
    graduasi_error* error = kStaleError;
    EXPECT_EQ(graduasi_comparer_finish(comparer, &comparison, &error), GRADUASI_OK);
    EXPECT_EQ(error, nullptr);
    return comparison;
  }

  graduasi_policy* before_;
  graduasi_policy* after_;
};

// Four records and one line that is none.
std::string Lines() { return std::string(kEligible) + "\n" + kNotYet + "\n" + kProtected + "\nno record\n" + kNeedsData; }

TEST_F(ComparisonTest, EveryFlipHasItsCauseAndTheCausesAddUp) {
  graduasi_comparer* comparer = Start();
  const std::string lines = Lines();
  ASSERT_EQ(graduasi_comparer_add_json_lines(comparer, lines.data(), lines.size(), nullptr), GRADUASI_OK);
  EXPECT_EQ(graduasi_comparer_row_count(comparer), 5);
  graduasi_comparison* comparison = Finish(comparer);
  graduasi_comparer_free(comparer);
  EXPECT_EQ(graduasi_comparison_families(comparison), 5);
  EXPECT_EQ(graduasi_comparison_unreadable(comparison), 1);
  EXPECT_EQ(graduasi_comparison_flips(comparison), 3);
  EXPECT_EQ(graduasi_comparison_newly_eligible(comparison), 3);
  EXPECT_EQ(graduasi_comparison_no_longer_eligible(comparison), 0);
  EXPECT_EQ(graduasi_comparison_transition(comparison, GRADUASI_OUTCOME_NOT_YET, GRADUASI_OUTCOME_ELIGIBLE), 1);
  EXPECT_EQ(graduasi_comparison_transition(comparison, GRADUASI_OUTCOME_PROTECTED, GRADUASI_OUTCOME_ELIGIBLE), 1);
  EXPECT_EQ(graduasi_comparison_transition(comparison, GRADUASI_OUTCOME_INVALID, GRADUASI_OUTCOME_INVALID), 1);

  ASSERT_EQ(graduasi_comparison_edit_count(comparison), 3u);
  EXPECT_STREQ(graduasi_comparison_edit_text(comparison, 0, kEnglish), "enough 1,000,000 -> 500,000");
  EXPECT_STREQ(graduasi_comparison_edit_text(comparison, 0, kIndonesian), "enough 1.000.000 -> 500.000");
  EXPECT_STREQ(graduasi_comparison_edit_text(comparison, 1, kEnglish), "safeguard S1 dropped (Somebody is pregnant)");
  EXPECT_EQ(graduasi_comparison_edit_can_change_answers(comparison, 1), 1);
  EXPECT_EQ(graduasi_comparison_edit_can_change_answers(comparison, 2), 0);  // the version

  ASSERT_EQ(graduasi_comparison_cause_count(comparison), 2u);
  EXPECT_STREQ(graduasi_comparison_cause_text(comparison, 0, kEnglish), "because safeguard S1 dropped (Somebody is pregnant)");
  EXPECT_EQ(graduasi_comparison_cause_flips(comparison, 0), 2);
  EXPECT_STREQ(graduasi_comparison_cause_text(comparison, 1, kEnglish), "because enough 1,000,000 -> 500,000");
  EXPECT_EQ(graduasi_comparison_cause_flips(comparison, 1), 1);
  EXPECT_EQ(graduasi_comparison_cause_newly_eligible(comparison, 1), 1);
  EXPECT_EQ(graduasi_comparison_cause_no_longer_eligible(comparison, 1), 0);

  ASSERT_EQ(graduasi_comparison_flip_count(comparison), 3u);
  EXPECT_EQ(graduasi_comparison_flip_row(comparison, 0), 1);
  EXPECT_STREQ(graduasi_comparison_flip_household_id(comparison, 0), "b");
  EXPECT_EQ(graduasi_comparison_flip_before(comparison, 0), GRADUASI_OUTCOME_NOT_YET);
  EXPECT_STREQ(graduasi_comparison_flip_before_route(comparison, 0), "");
  EXPECT_EQ(graduasi_comparison_flip_after(comparison, 0), GRADUASI_OUTCOME_ELIGIBLE);
  EXPECT_STREQ(graduasi_comparison_flip_after_route(comparison, 0), "r1");
  EXPECT_EQ(graduasi_comparison_flip_cause(comparison, 0), 1u);
  EXPECT_EQ(graduasi_comparison_flip_cause(comparison, 1), 0u);

  ASSERT_EQ(graduasi_comparison_invalid_count(comparison), 1u);
  EXPECT_EQ(graduasi_comparison_invalid_row(comparison, 0), 3);
  ASSERT_GE(graduasi_comparison_invalid_finding_count(comparison, 0), 1u);
  EXPECT_EQ(graduasi_comparison_invalid_line(comparison, 0, 0), 4);
  EXPECT_GE(graduasi_comparison_invalid_column(comparison, 0, 0), 1);
  EXPECT_NE(graduasi_comparison_invalid_message(comparison, 0, 0), nullptr);
  EXPECT_NE(graduasi_comparison_invalid_path(comparison, 0, 0), nullptr);
  graduasi_comparison_free(comparison);
}

TEST_F(ComparisonTest, WholeTextsAreMadeOnceInBothLanguages) {
  graduasi_comparer* comparer = Start();
  const std::string lines = Lines();
  ASSERT_EQ(graduasi_comparer_add_json_lines(comparer, lines.data(), lines.size(), nullptr), GRADUASI_OK);
  graduasi_comparison* comparison = Finish(comparer);
  graduasi_comparer_free(comparer);
  for (const int32_t language : {kIndonesian, kEnglish}) {
    const char* text = graduasi_comparison_text(comparison, language);
    ASSERT_NE(text, nullptr);
    EXPECT_EQ(graduasi_comparison_text(comparison, language), text);
    const char* html = graduasi_comparison_html(comparison, language);
    ASSERT_NE(html, nullptr);
    EXPECT_THAT(html, StartsWith("<!DOCTYPE html>"));
    EXPECT_THAT(html, HasSubstr(language == kEnglish ? "lang=\"en\"" : "lang=\"id\""));
  }
  EXPECT_THAT(graduasi_comparison_text(comparison, kEnglish), HasSubstr("3 newly eligible"));
  EXPECT_THAT(graduasi_comparison_text(comparison, kIndonesian), HasSubstr("3 menjadi layak"));
  EXPECT_THAT(graduasi_comparison_json(comparison), HasSubstr("\"flips\":3"));
  EXPECT_THAT(graduasi_comparison_json(comparison), Not(HasSubstr("\n")));
  graduasi_comparison_free(comparison);
}

TEST_F(ComparisonTest, EveryFlipIsStreamedWhateverIsKept) {
  graduasi_compare_options options = {};
  options.struct_size = sizeof(options);
  options.kept_flips = 1;
  options.stream_flips = 1;
  options.threads = 2;
  graduasi_comparer* comparer = Start(&options);
  const std::string lines = Lines() + "\n";
  for (int i = 0; i < 2; ++i) {
    ASSERT_EQ(graduasi_comparer_add_json_lines(comparer, lines.data(), lines.size(), nullptr), GRADUASI_OK);
  }
  size_t size = 7;
  std::string streamed = graduasi_comparer_flip_lines(comparer, &size);
  EXPECT_EQ(streamed.size(), size);
  graduasi_comparison* comparison = Finish(comparer);
  streamed += graduasi_comparer_flip_lines(comparer, nullptr);
  EXPECT_STREQ(graduasi_comparer_flip_lines(comparer, &size), "");
  EXPECT_EQ(size, 0u);
  EXPECT_EQ(std::count(streamed.begin(), streamed.end(), '\n'), 6);
  EXPECT_THAT(streamed, StartsWith("{\"row\":1,\"id\":\"b\","));
  EXPECT_THAT(streamed, HasSubstr("\"because\":"));
  EXPECT_EQ(graduasi_comparison_flip_count(comparison), 1u);
  EXPECT_EQ(graduasi_comparison_flips(comparison), 6);
  ASSERT_EQ(graduasi_comparison_invalid_count(comparison), 2u);
  EXPECT_EQ(graduasi_comparison_invalid_line(comparison, 1, 0), 9);  // lines are counted over all calls
  // A comparer is spent, and says so.
  graduasi_error* error = kStaleError;
  graduasi_comparison* again = kStaleComparison;
  EXPECT_EQ(graduasi_comparer_finish(comparer, &again, &error), GRADUASI_BAD_CALL);
  EXPECT_EQ(again, nullptr);
  EXPECT_EQ(graduasi_error_count(error), 1u);
  graduasi_error_free(error);
  EXPECT_EQ(graduasi_comparer_add_json_lines(comparer, lines.data(), lines.size(), nullptr), GRADUASI_BAD_CALL);
  graduasi_comparer_free(comparer);
  EXPECT_EQ(graduasi_comparison_flip_row(comparison, 0), 1);  // lives on
  graduasi_comparison_free(comparison);
}

TEST_F(ComparisonTest, ColumnsAreComparedAndTheFlipsAreColumns) {
  graduasi_comparer* comparer = Start();
  graduasi::capi::Register source;
  ArrowArrayStream in = graduasi::capi::Stream(&source);
  ASSERT_EQ(graduasi_comparer_add_stream(comparer, &in, nullptr), GRADUASI_OK);
  EXPECT_EQ(in.release, nullptr);
  EXPECT_EQ(graduasi::capi::live, 0);
  graduasi_comparison* comparison = Finish(comparer);
  graduasi_comparer_free(comparer);
  // a stays ELIGIBLE; b, of whom it is not known whether somebody is pregnant, becomes so; c earns next to nothing.
  EXPECT_EQ(graduasi_comparison_families(comparison), 3);
  EXPECT_EQ(graduasi_comparison_flips(comparison), 2);
  ArrowArrayStream out{};
  ASSERT_EQ(graduasi_comparison_flips_stream(comparison, &out, nullptr), GRADUASI_OK);
  graduasi_comparison_free(comparison);
  ArrowSchema schema{};
  ASSERT_EQ(out.get_schema(&out, &schema), 0);
  ASSERT_EQ(schema.n_children, 8);
  EXPECT_STREQ(schema.children[1]->name, "id");
  schema.release(&schema);
  ArrowArray array{};
  ASSERT_EQ(out.get_next(&out, &array), 0);
  ASSERT_EQ(array.length, 2);
  const auto* rows = static_cast<const int64_t*>(array.children[0]->buffers[1]);
  EXPECT_EQ(rows[0], 1);
  EXPECT_EQ(rows[1], 2);
  const auto* ends = static_cast<const int32_t*>(array.children[1]->buffers[1]);
  EXPECT_EQ(std::string(static_cast<const char*>(array.children[1]->buffers[2]), static_cast<size_t>(ends[2])), "bc");
  EXPECT_EQ(array.children[3]->null_count, 2);  // no route before
  // A column that is taken away lives on.
  ArrowArray taken = *array.children[7];
  array.children[7]->release = nullptr;
  array.release(&array);
  EXPECT_EQ(taken.length, 2);
  taken.release(&taken);
  ASSERT_EQ(out.get_next(&out, &array), 0);
  EXPECT_EQ(array.release, nullptr);
  out.release(&out);
}

TEST_F(ComparisonTest, AStreamThatCannotBeReadIsTheDataOwnersAndSpendsTheComparer) {
  graduasi_comparer* comparer = Start();
  graduasi::capi::Register source;
  source.id_format = "l";
  ArrowArrayStream in = graduasi::capi::Stream(&source);
  graduasi_error* error = kStaleError;
  EXPECT_EQ(graduasi_comparer_add_stream(comparer, &in, &error), GRADUASI_BAD_DATA);
  EXPECT_EQ(in.release, nullptr);
  EXPECT_EQ(graduasi::capi::live, 0);
  EXPECT_STREQ(graduasi_error_path(error, 0), "id");
  graduasi_error_free(error);
  graduasi_comparer_free(comparer);
}

TEST_F(ComparisonTest, TheDayIsAnEditWhereTheDaysDiffer) {
  graduasi_comparer* comparer = nullptr;
  ASSERT_EQ(graduasi_comparer_new(before_, before_, kAsOf - 100, kAsOf, nullptr, &comparer, nullptr), GRADUASI_OK);
  const std::string line = kEligible;  // of May: it is not there in March
  ASSERT_EQ(graduasi_comparer_add_json_lines(comparer, line.data(), line.size(), nullptr), GRADUASI_OK);
  graduasi_comparison* comparison = Finish(comparer);
  graduasi_comparer_free(comparer);
  ASSERT_EQ(graduasi_comparison_cause_count(comparison), 1u);
  EXPECT_STREQ(graduasi_comparison_cause_text(comparison, 0, kEnglish), "because day of decision 2026-03-07 -> 2026-06-15");
  graduasi_comparison_free(comparison);
}

TEST_F(ComparisonTest, WrongCallsAreRefused) {
  graduasi_comparer* comparer = kStaleComparer;
  EXPECT_EQ(graduasi_comparer_new(nullptr, after_, kAsOf, kAsOf, nullptr, &comparer, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(comparer, nullptr);
  EXPECT_EQ(graduasi_comparer_new(before_, nullptr, kAsOf, kAsOf, nullptr, &comparer, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_comparer_new(before_, after_, kAsOf, kAsOf, nullptr, nullptr, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(Refused(nullptr, kAsOf - 1000), GRADUASI_BAD_CALL);  // outside the period
  EXPECT_EQ(Refused(nullptr, INT32_MIN), GRADUASI_BAD_CALL);
  graduasi_compare_options options = {};
  EXPECT_EQ(Refused(&options), GRADUASI_BAD_CALL);  // struct_size
  const auto refuse = [&](auto&& set) {
    options = {};
    options.struct_size = sizeof(options);
    set();
    EXPECT_EQ(Refused(&options), GRADUASI_BAD_CALL);
  };
  const char* fact = "household.members[].sex";
  refuse([&] { options.threads = 1025; });
  refuse([&] { options.stream_flips = 2; });
  refuse([&] { options.margin_percent = 101; });
  refuse([&] { options.margin_percent = -2; });
  refuse([&] { options.margin_months = 121; });
  refuse([&] { options.margin_months = INT32_MIN; });
  refuse([&] { options.recorded_when_true_count = 1; });
  refuse([&] {
    options.recorded_when_true = &fact;
    options.recorded_when_true_count = 1;
  });
  struct Newer {
    graduasi_compare_options known;
    uint64_t unknown;
  } newer = {};
  newer.known.struct_size = sizeof(newer);
  graduasi_comparer_free(Start(&newer.known));
  newer.unknown = 1;
  EXPECT_EQ(Refused(&newer.known), GRADUASI_UNSUPPORTED);

  comparer = Start();
  EXPECT_EQ(graduasi_comparer_add_json_lines(comparer, nullptr, 1, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_comparer_add_json_lines(comparer, nullptr, 0, nullptr), GRADUASI_OK);
  EXPECT_EQ(graduasi_comparer_add_stream(comparer, nullptr, nullptr), GRADUASI_BAD_CALL);
  ArrowArrayStream released{};
  EXPECT_EQ(graduasi_comparer_add_stream(comparer, &released, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_comparer_finish(comparer, nullptr, nullptr), GRADUASI_BAD_CALL);
  graduasi_comparison* comparison = Finish(comparer);  // of nobody
  EXPECT_EQ(graduasi_comparison_families(comparison), 0);
  EXPECT_NE(graduasi_comparison_html(comparison, kEnglish), nullptr);
  EXPECT_EQ(graduasi_comparison_flips_stream(comparison, nullptr, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_comparison_text(comparison, 3), nullptr);
  EXPECT_EQ(graduasi_comparison_edit_text(comparison, 0, 0), nullptr);
  for (const size_t index : {size_t{7}, SIZE_MAX}) {
    EXPECT_EQ(graduasi_comparison_edit_text(comparison, index, kEnglish), nullptr);
    EXPECT_EQ(graduasi_comparison_cause_text(comparison, index, kEnglish), nullptr);
    EXPECT_EQ(graduasi_comparison_cause_flips(comparison, index), 0);
    EXPECT_EQ(graduasi_comparison_flip_household_id(comparison, index), nullptr);
    EXPECT_EQ(graduasi_comparison_flip_after(comparison, index), GRADUASI_OUTCOME_INVALID);
    EXPECT_EQ(graduasi_comparison_invalid_message(comparison, index, 0), nullptr);
  }
  EXPECT_EQ(graduasi_comparison_transition(comparison, -1, 0), 0);
  EXPECT_EQ(graduasi_comparison_transition(comparison, 0, 5), 0);
  graduasi_comparison_free(comparison);
  graduasi_comparer_free(comparer);
}

TEST(NullComparisonTest, EveryAccessorAnswers) {
  graduasi_comparison* comparison = kStaleComparison;
  EXPECT_EQ(graduasi_comparer_add_json_lines(nullptr, "", 0, nullptr), GRADUASI_BAD_CALL);
  graduasi::capi::Register source;
  ArrowArrayStream in = graduasi::capi::Stream(&source);
  EXPECT_EQ(graduasi_comparer_add_stream(nullptr, &in, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(in.release, nullptr);  // taken all the same
  EXPECT_EQ(graduasi_comparer_row_count(nullptr), 0);
  size_t size = 7;
  EXPECT_EQ(graduasi_comparer_flip_lines(nullptr, &size), nullptr);
  EXPECT_EQ(size, 0u);
  EXPECT_EQ(graduasi_comparer_finish(nullptr, &comparison, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(comparison, nullptr);
  EXPECT_EQ(graduasi_comparison_families(nullptr), 0);
  EXPECT_EQ(graduasi_comparison_unreadable(nullptr), 0);
  EXPECT_EQ(graduasi_comparison_flips(nullptr), 0);
  EXPECT_EQ(graduasi_comparison_newly_eligible(nullptr), 0);
  EXPECT_EQ(graduasi_comparison_no_longer_eligible(nullptr), 0);
  EXPECT_EQ(graduasi_comparison_transition(nullptr, 0, 0), 0);
  EXPECT_EQ(graduasi_comparison_edit_count(nullptr), 0u);
  EXPECT_EQ(graduasi_comparison_edit_text(nullptr, 0, kEnglish), nullptr);
  EXPECT_EQ(graduasi_comparison_edit_can_change_answers(nullptr, 0), 0);
  EXPECT_EQ(graduasi_comparison_cause_count(nullptr), 0u);
  EXPECT_EQ(graduasi_comparison_cause_text(nullptr, 0, kEnglish), nullptr);
  EXPECT_EQ(graduasi_comparison_cause_flips(nullptr, 0), 0);
  EXPECT_EQ(graduasi_comparison_cause_newly_eligible(nullptr, 0), 0);
  EXPECT_EQ(graduasi_comparison_cause_no_longer_eligible(nullptr, 0), 0);
  EXPECT_EQ(graduasi_comparison_flip_count(nullptr), 0u);
  EXPECT_EQ(graduasi_comparison_flip_row(nullptr, 0), 0);
  EXPECT_EQ(graduasi_comparison_flip_household_id(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_comparison_flip_before(nullptr, 0), GRADUASI_OUTCOME_INVALID);
  EXPECT_EQ(graduasi_comparison_flip_before_route(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_comparison_flip_after(nullptr, 0), GRADUASI_OUTCOME_INVALID);
  EXPECT_EQ(graduasi_comparison_flip_after_route(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_comparison_flip_cause(nullptr, 0), 0u);
  ArrowArrayStream out{};
  EXPECT_EQ(graduasi_comparison_flips_stream(nullptr, &out, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(out.release, nullptr);
  EXPECT_EQ(graduasi_comparison_invalid_count(nullptr), 0u);
  EXPECT_EQ(graduasi_comparison_invalid_row(nullptr, 0), 0);
  EXPECT_EQ(graduasi_comparison_invalid_finding_count(nullptr, 0), 0u);
  EXPECT_EQ(graduasi_comparison_invalid_message(nullptr, 0, 0), nullptr);
  EXPECT_EQ(graduasi_comparison_invalid_path(nullptr, 0, 0), nullptr);
  EXPECT_EQ(graduasi_comparison_invalid_line(nullptr, 0, 0), 0);
  EXPECT_EQ(graduasi_comparison_invalid_column(nullptr, 0, 0), 0);
  EXPECT_EQ(graduasi_comparison_text(nullptr, kEnglish), nullptr);
  EXPECT_EQ(graduasi_comparison_html(nullptr, kEnglish), nullptr);
  EXPECT_EQ(graduasi_comparison_json(nullptr), nullptr);
  graduasi_comparer_free(nullptr);
  graduasi_comparison_free(nullptr);
}

}  // namespace
