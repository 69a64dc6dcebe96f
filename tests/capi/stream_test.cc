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

namespace {

constexpr int32_t kAsOf = 20619;  // 2026-06-15

int live;

// Three households: members [pregnant: false], [null], [true]; one income each on 2026-05-01 of 1,000,000, 1,000,000 and 1.
struct Register {
  const char* id_format = "u";
  int schema_code = 0;
  int served = 0;
};

const int32_t kOneEach[] = {0, 1, 2, 3};
const uint8_t kPregnant[] = {0b100};
const uint8_t kPregnantKnown[] = {0b101};
const int32_t kObserved[] = {20574, 20574, 20574};
const int64_t kAmounts[] = {1000000, 1000000, 1};
const int32_t kIdEnds[] = {0, 1, 2, 3};
const char kIds[] = "abc";

template <typename Structure>
void Release(Structure* structure) {
  structure->release = nullptr;
  --live;
}

// A tree of static structures; only the root counts as live.
int GetSchema(ArrowArrayStream* stream, ArrowSchema* out) {
  static ArrowSchema nodes[8];
  static ArrowSchema* member[] = {&nodes[2]};
  static ArrowSchema* income[] = {&nodes[5], &nodes[6]};
  static ArrowSchema* members[] = {&nodes[1]};
  static ArrowSchema* incomes[] = {&nodes[4]};
  static ArrowSchema* root[] = {&nodes[7], &nodes[0], &nodes[3]};
  const auto* source = static_cast<Register*>(stream->private_data);
  if (source->schema_code != 0) return source->schema_code;
  const auto set = [](ArrowSchema* node, const char* format, const char* name, int64_t count, ArrowSchema** children) {
    *node = ArrowSchema{format, name, nullptr, ARROW_FLAG_NULLABLE, count, children, nullptr, [](ArrowSchema*) {}, nullptr};
  };
  set(&nodes[2], "b", "pregnant", 0, nullptr);
  set(&nodes[1], "+s", "item", 1, member);
  set(&nodes[0], "+l", "members", 1, members);
  set(&nodes[5], "tdD", "observed_on", 0, nullptr);
  set(&nodes[6], "l", "amount_idr", 0, nullptr);
  set(&nodes[4], "+s", "item", 2, income);
  set(&nodes[3], "+l", "incomes", 1, incomes);
  set(&nodes[7], source->id_format, "id", 0, nullptr);
  set(out, "+s", "", 3, root);
  out->release = Release<ArrowSchema>;
  ++live;
  return 0;
}

int GetNext(ArrowArrayStream* stream, ArrowArray* out) {
  static ArrowArray nodes[8];
  static const void* none[] = {nullptr};
  static const void* lists[] = {nullptr, kOneEach};
  static const void* pregnant[] = {kPregnantKnown, kPregnant};
  static const void* observed[] = {nullptr, kObserved};
  static const void* amounts[] = {nullptr, kAmounts};
  static const void* ids[] = {nullptr, kIdEnds, kIds};
  static ArrowArray* member[] = {&nodes[2]};
  static ArrowArray* income[] = {&nodes[5], &nodes[6]};
  static ArrowArray* members[] = {&nodes[1]};
  static ArrowArray* incomes[] = {&nodes[4]};
  static ArrowArray* root[] = {&nodes[7], &nodes[0], &nodes[3]};
  out->release = nullptr;
  if (static_cast<Register*>(stream->private_data)->served++ > 0) return 0;
  const auto set = [](ArrowArray* node, int64_t buffers, const void** data, int64_t count, ArrowArray** children) {
    *node = ArrowArray{3, -1, 0, buffers, count, data, children, nullptr, [](ArrowArray*) {}, nullptr};
  };
  set(&nodes[2], 2, pregnant, 0, nullptr);
  set(&nodes[1], 1, none, 1, member);
  set(&nodes[0], 2, lists, 1, members);
  set(&nodes[5], 2, observed, 0, nullptr);
  set(&nodes[6], 2, amounts, 0, nullptr);
  set(&nodes[4], 1, none, 2, income);
  set(&nodes[3], 2, lists, 1, incomes);
  set(&nodes[7], 3, ids, 0, nullptr);
  set(out, 1, none, 3, root);
  out->release = Release<ArrowArray>;
  ++live;
  return 0;
}

ArrowArrayStream Stream(Register* source) {
  ++live;
  return ArrowArrayStream{GetSchema, GetNext, [](ArrowArrayStream*) -> const char* { return "disk"; },
                          Release<ArrowArrayStream>, source};
}

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
