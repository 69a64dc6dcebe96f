// Numbers: what does not fit is an error, never a wrap; ranges by their corners; comparisons of ranges are true or false only
// if that holds for every pair of values.
#include <map>

#include "tests/unit/columns/evaluation.h"

namespace graduasi::columns {
namespace {

const cel::Type kInt{cel::TypeKind::kInt};
const cel::Type kUint{cel::TypeKind::kUint};
constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
constexpr int64_t kMost = std::numeric_limits<int64_t>::max();

TEST(Arithmetic, OverflowAndDivisionByZeroAreErrorsOfTheirRow) {
  Evaluation e;
  e.rows = 3;
  e.Input("x", kInt, {IntValue(kMost), IntValue(kLeast), IntValue(6)});
  e.Input("zero", kInt, {IntValue(0), IntValue(0), IntValue(2)});
  e.Input("u", kUint, {UintValue(~uint64_t{0}), UintValue(0), UintValue(6)});
  const std::map<std::string, std::vector<std::string>> expected = {
      {"x + 1", {"error", absl::StrCat(kLeast + 1), "7"}},
      {"x - 1", {absl::StrCat(kMost - 1), "error", "5"}},
      {"x * 2", {"error", "error", "12"}},
      {"-x", {absl::StrCat(-kMost), "error", "-6"}},
      {"x / -1", {absl::StrCat(-kMost), "error", "-6"}},
      {"x % -1", {"0", "error", "0"}},
      {"x / zero", {"error", "error", "3"}},
      {"x % zero", {"error", "error", "0"}},
      {"u + 1u", {"error", "1u", "7u"}},
      {"u - 1u", {"18446744073709551614u", "error", "5u"}},
      {"u * 2u", {"error", "0u", "12u"}},
      {"u / uint(zero)", {"error", "error", "3u"}},
      {"u % uint(zero)", {"error", "error", "0u"}},
      {"sum([x, x])", {"error", "error", "12"}},
      {"sum([x, -1, 1])", {absl::StrCat(kMost), absl::StrCat(kLeast), "6"}},  // the exact sum fits, whatever the order
      {"sum([u, 1u])", {"error", "1u", "7u"}},
      {"add_months(date('9999-01-01'), x)", {"error", "error", "9999-07-01"}},
      {"add_days(as_of, x)", {"error", "error", "2026-01-07"}},
  };
  for (const auto& [source, rows] : expected) EXPECT_EQ(e.Rows(source), rows) << source;
}

TEST(Arithmetic, AMissingOperandMakesTheResultMissingAndAnErrorWins) {
  Evaluation e;
  e.rows = 4;
  e.Input("x", kInt, {IntValue(1), MissingValue(), ErrorValue(), MissingValue()});
  e.Input("y", kInt, {IntValue(2), IntValue(2), MissingValue(), ErrorValue()});
  const std::vector<std::string> sum = {"3", "missing", "error", "error"};
  EXPECT_EQ(e.Rows("x + y"), sum);
  const std::vector<std::string> divided = {"error", "missing", "error", "error"};
  EXPECT_EQ(e.Rows("x / (y - 2)"), divided);
}

TEST(Arithmetic, RangesGoByTheirCorners) {
  Evaluation e;
  e.rows = 2;
  e.Input("x", kInt, {IntValue(-2, 3), IntValue(kMost - 1, kMost)});
  e.Input("y", kInt, {IntValue(4, 5), IntValue(1, 1)});
  const std::map<std::string, std::vector<std::string>> expected = {
      {"x + y", {"2..8", "error"}},
      {"x - y", {"-7..-1", absl::StrCat(kMost - 2, "..", kMost - 1)}},
      {"x * y", {"-10..15", absl::StrCat(kMost - 1, "..", kMost)}},
      {"-x", {"-3..2", absl::StrCat(-kMost, "..", 1 - kMost)}},
      {"x / y", {"missing", "missing"}},
      {"min(x, y)", {"-2..3", "1"}},
      {"max(x, y)", {"4..5", absl::StrCat(kMost - 1, "..", kMost)}},
      {"x < y", {"true", "false"}},
      {"x <= 3", {"true", "false"}},
      {"x < 3", {"missing", "false"}},
      {"x == y", {"false", "false"}},
      {"x == 3", {"missing", "false"}},
      {"x != 4", {"true", "true"}},
      {"y == y", {"missing", "true"}},
      {"x > -2", {"missing", "true"}},
      {"x >= -2", {"true", "true"}},
      {"string(x)", {"missing", "missing"}},
      {"x in [7]", {"false", "false"}},
      {"x in [y, 3]", {"missing", "false"}},
      {"x in [-2, -1, 0, 1, 2, 3]", {"missing", "false"}},
      {"y in [1, 4]", {"missing", "true"}},
      {"[x, y][y]", {"missing", "1"}},
  };
  for (const auto& [source, rows] : expected) EXPECT_EQ(e.Rows(source), rows) << source;
}

TEST(Arithmetic, AComparisonIsRightAtTheEndsOfInt64) {
  Evaluation e;
  e.rows = 3;
  e.Input("x", kInt, {IntValue(kLeast), IntValue(0), IntValue(kMost)});
  const std::map<std::string, std::vector<std::string>> expected = {
      {"x >= -9223372036854775808", {"true", "true", "true"}},   {"x < -9223372036854775808", {"false", "false", "false"}},
      {"x > 9223372036854775807", {"false", "false", "false"}},  {"x <= 9223372036854775807", {"true", "true", "true"}},
      {"x == -9223372036854775808", {"true", "false", "false"}}, {"9223372036854775807 <= x", {"false", "false", "true"}},
      {"-9223372036854775808 < x", {"false", "true", "true"}},   {"x < 9223372036854775807", {"true", "true", "false"}}};
  for (const auto& [source, rows] : expected) EXPECT_EQ(e.Rows(source), rows) << source;
}

// A producer may hand over narrow columns; constants outside their layout decide without looking.
TEST(Arithmetic, NarrowColumnsCompareAndCountLikeWideOnes) {
  Evaluation e;
  e.Declare("x", kInt);
  const int64_t values[] = {-128, -1, 0, 7, 127};
  for (const std::string source :
       {"x < 7", "x <= -129", "x > 127", "x >= -128", "x == 300", "x == 7", "x < 40000", "x >= 5000000000", "x > -5000000000",
        "x + 1 == 8", "x in [7, 127, 1000]", "x * x > 100", "x == x + 0"}) {
    e.rows = 5;
    e.inputs.back().clear();
    for (const int64_t value : values) e.inputs.back().push_back(IntValue(value));
    const std::vector<std::string> wide = e.Rows(source);
    int8_t bytes[128] = {};
    int16_t shorts[128] = {};
    int32_t ints[128] = {};
    for (int i = 0; i < 5; ++i) {
      bytes[i] = static_cast<int8_t>(values[i]);
      shorts[i] = static_cast<int16_t>(values[i]);
      ints[i] = static_cast<int32_t>(values[i]);
    }
    const std::pair<const void*, Layout> narrow[] = {{bytes, Layout::kInt8}, {shorts, Layout::kInt16}, {ints, Layout::kInt32}};
    for (const auto& [data, layout] : narrow) {
      e.batch.columns[0].data = data;
      e.batch.columns[0].layout = layout;
      ASSERT_TRUE(e.run.Execute(*e.program, e.batch));
      for (int32_t row = 0; row < 5; ++row)
        EXPECT_EQ(Show(e.run.Extract(e.root, row)), wide[static_cast<size_t>(row)]) << source;
    }
  }
}

}  // namespace
}  // namespace graduasi::columns
