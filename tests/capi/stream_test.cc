// graduasi_decide_stream as a stranger uses it: a stream made by hand after the Arrow specification, ownership in every case,
// misuse. It knows only the header and Arrow's structures.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>

#include "capi/graduasi.h"
#include "graduasi/arrow_abi.h"
#include "tests/capi/small_policy.h"
#include "tests/capi/small_register.h"

namespace {

constexpr int32_t kAsOf = 20619;  // 2026-06-15

using graduasi::capi::live;
using graduasi::capi::Register;
using graduasi::capi::Stream;

class StreamTest : public testing::Test {
 protected:
  StreamTest() {
    EXPECT_EQ(graduasi_policy_parse(kSmallPolicy, std::strlen(kSmallPolicy), &policy_, nullptr), GRADUASI_OK);
    out_.release = [](ArrowArrayStream*) { ADD_FAILURE() << "an output is written, never read"; };
  }
  ~StreamTest() override {
    graduasi_error_free(error_);
    graduasi_policy_free(policy_);
    EXPECT_EQ(live, 0);
  }

  // Expects a failure that has released the input and left no output.
  void ExpectRefused(graduasi_status status, graduasi_status expected, const char* path) {
    EXPECT_EQ(status, expected);
    EXPECT_EQ(out_.release, nullptr);
    EXPECT_EQ(live, 0);
    ASSERT_GE(graduasi_error_count(error_), 1u);
    EXPECT_STREQ(graduasi_error_path(error_, 0), path);
    graduasi_error_free(error_);
    error_ = nullptr;
  }

  graduasi_policy* policy_ = nullptr;
  graduasi_error* error_ = nullptr;
  Register source_;
  ArrowArrayStream out_{};
};

TEST_F(StreamTest, DecidesARegisterInOrderAndOutlivesItsPolicy) {
  ArrowArrayStream in = Stream(&source_);
  graduasi_stream_options options{};
  options.struct_size = sizeof(options);
  options.threads = 2;
  ASSERT_EQ(graduasi_decide_stream(policy_, &in, kAsOf, &options, &out_, &error_), GRADUASI_OK);
  EXPECT_EQ(in.release, nullptr);
  EXPECT_EQ(error_, nullptr);
  graduasi_policy_free(policy_);
  policy_ = nullptr;
  ArrowSchema schema{};
  ASSERT_EQ(out_.get_schema(&out_, &schema), 0);
  EXPECT_EQ(schema.n_children, 8);
  schema.release(&schema);
  ArrowArray rows{};
  ASSERT_EQ(out_.get_next(&out_, &rows), 0);
  ASSERT_EQ(rows.length, 3);
  const auto* ends = static_cast<const int32_t*>(rows.children[1]->buffers[1]);
  EXPECT_EQ(std::string(static_cast<const char*>(rows.children[1]->buffers[2]), static_cast<size_t>(ends[3])),
            "ELIGIBLENEEDS_DATAPROTECTED");
  rows.release(&rows);
  ASSERT_EQ(out_.get_next(&out_, &rows), 0);
  EXPECT_EQ(rows.release, nullptr);
  EXPECT_EQ(out_.get_last_error(&out_), nullptr);
  out_.release(&out_);
}

TEST_F(StreamTest, TakesTheInputWhateverIsWrongWithTheCall) {
  ArrowArrayStream in = Stream(&source_);
  ExpectRefused(graduasi_decide_stream(nullptr, &in, kAsOf, nullptr, &out_, &error_), GRADUASI_BAD_CALL, "policy");
  in = Stream(&source_);
  EXPECT_EQ(graduasi_decide_stream(policy_, &in, kAsOf, nullptr, nullptr, &error_), GRADUASI_BAD_CALL);
  graduasi_error_free(error_);
  EXPECT_EQ(live, 0);
  ExpectRefused(graduasi_decide_stream(policy_, nullptr, kAsOf, nullptr, &out_, &error_), GRADUASI_BAD_CALL, "in");
  ExpectRefused(graduasi_decide_stream(policy_, &in, kAsOf, nullptr, &out_, &error_), GRADUASI_BAD_CALL, "in");
  for (const int32_t day : {INT32_MIN, INT32_MAX, kAsOf + 400}) {
    in = Stream(&source_);
    ExpectRefused(graduasi_decide_stream(policy_, &in, day, nullptr, &out_, &error_), GRADUASI_BAD_CALL, "as_of_days");
  }
}

TEST_F(StreamTest, RefusesOptionsOutOfRange) {
  graduasi_stream_options options{};
  ArrowArrayStream in = Stream(&source_);
  ExpectRefused(graduasi_decide_stream(policy_, &in, kAsOf, &options, &out_, &error_), GRADUASI_BAD_CALL,
                "options.struct_size");
  options.struct_size = sizeof(options);
  for (const size_t wrong : {size_t{1025}, SIZE_MAX}) {
    options.threads = wrong;
    in = Stream(&source_);
    ExpectRefused(graduasi_decide_stream(policy_, &in, kAsOf, &options, &out_, &error_), GRADUASI_BAD_CALL, "options");
  }
  options.threads = 0;
  options.batch_rows = 65537;
  in = Stream(&source_);
  ExpectRefused(graduasi_decide_stream(policy_, &in, kAsOf, &options, &out_, &error_), GRADUASI_BAD_CALL, "options");
  options.batch_rows = 0;
  const char* const facts[] = {"household.members[].sex"};
  options.recorded_when_true = facts;
  options.recorded_when_true_count = 1;
  in = Stream(&source_);
  ExpectRefused(graduasi_decide_stream(policy_, &in, kAsOf, &options, &out_, &error_), GRADUASI_BAD_CALL, "options");
}

TEST_F(StreamTest, NamesAColumnOfAWrongType) {
  source_.id_format = "l";
  ArrowArrayStream in = Stream(&source_);
  ExpectRefused(graduasi_decide_stream(policy_, &in, kAsOf, nullptr, &out_, &error_), GRADUASI_BAD_DATA, "id");
}

TEST_F(StreamTest, AnInputThatFailsAtOnceIsBadData) {
  source_.schema_code = EIO;
  ArrowArrayStream in = Stream(&source_);
  ExpectRefused(graduasi_decide_stream(policy_, &in, kAsOf, nullptr, &out_, &error_), GRADUASI_BAD_DATA, "in");
}

}  // namespace
