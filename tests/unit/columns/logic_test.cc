// && || ! and ?: with true, false, missing and error, under the rules of the language and of policies; SEMANTICS section 3.
#include <map>

#include "tests/unit/columns/evaluation.h"

namespace graduasi::columns {
namespace {

const cel::Type kBool{cel::TypeKind::kBool};

enum Truth { kTrue, kFalse, kMissing, kError };

Value Make(Truth truth) {
  if (truth == kMissing) return MissingValue();
  return truth == kError ? ErrorValue() : BoolValue(truth == kTrue);
}

std::string Name(Truth truth) { return Show(Make(truth)); }

// The table of the normative page, in words.
Truth Fold(Rules rules, Truth decides, Truth a, Truth b) {
  const bool decided = a == decides || b == decides;
  const bool missing = a == kMissing || b == kMissing;
  const bool error = a == kError || b == kError;
  if (rules == Rules::kPolicy && error) return kError;
  if (decided) return decides;
  if (missing) return kMissing;
  if (error) return kError;
  return decides == kFalse ? kTrue : kFalse;
}

class Logic : public testing::TestWithParam<std::tuple<Rules, int>> {
 protected:
  // Every pair of truths, over and over, until there are enough rows.
  void SetUp() override {
    evaluation.rules = std::get<0>(GetParam());
    evaluation.rows = std::get<1>(GetParam());
    std::vector<Value> a, b;
    for (int row = 0; row < evaluation.rows; ++row) {
      left.push_back(static_cast<Truth>(row % 4));
      right.push_back(static_cast<Truth>(row / 4 % 4));
      a.push_back(Make(left.back()));
      b.push_back(Make(right.back()));
    }
    evaluation.Input("a", kBool, a);
    evaluation.Input("b", kBool, b);
  }
  Evaluation evaluation;
  std::vector<Truth> left, right;
};

TEST_P(Logic, AndFollowsTheTable) {
  const auto rows = evaluation.Rows("a && b");
  for (size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i], Name(Fold(evaluation.rules, kFalse, left[i], right[i]))) << Name(left[i]) << " && " << Name(right[i]);
  }
}

TEST_P(Logic, OrFollowsTheTable) {
  const auto rows = evaluation.Rows("a || b");
  for (size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i], Name(Fold(evaluation.rules, kTrue, left[i], right[i]))) << Name(left[i]) << " || " << Name(right[i]);
  }
}

TEST_P(Logic, AConstantOnEitherSideFollowsTheTable) {
  for (const auto& [text, constant] :
       std::map<std::string, Truth>{{"true", kTrue}, {"false", kFalse}, {"1 / 0 == 1", kError}}) {
    const auto ands = evaluation.Rows("(" + text + ") && a");
    const auto ors = evaluation.Rows("a || (" + text + ")");
    for (size_t i = 0; i < ands.size(); ++i) {
      EXPECT_EQ(ands[i], Name(Fold(evaluation.rules, kFalse, constant, left[i]))) << text << " && " << Name(left[i]);
      EXPECT_EQ(ors[i], Name(Fold(evaluation.rules, kTrue, constant, left[i]))) << text << " || " << Name(left[i]);
    }
  }
}

TEST_P(Logic, NotKeepsMissingAndError) {
  const auto rows = evaluation.Rows("!a");
  for (size_t i = 0; i < rows.size(); ++i) {
    const Truth expected = left[i] == kTrue ? kFalse : (left[i] == kFalse ? kTrue : left[i]);
    EXPECT_EQ(rows[i], Name(expected));
  }
}

TEST_P(Logic, AConditionalTakesOnlyTheChosenBranch) {
  const auto rows = evaluation.Rows("a ? b : true");
  for (size_t i = 0; i < rows.size(); ++i) {
    const Truth expected = left[i] == kTrue ? right[i] : (left[i] == kFalse ? kTrue : left[i]);
    EXPECT_EQ(rows[i], Name(expected)) << Name(left[i]) << " ? " << Name(right[i]) << " : true";
  }
}

TEST_P(Logic, TruthBitsSayTheSameAsTheRows) {
  const auto rows = evaluation.Rows("a || b");
  const TruthBits bits = evaluation.run.Truth(evaluation.root);
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto has = [&](const uint64_t* words) { return words != nullptr && (words[i / 64] >> (i % 64) & 1) != 0; };
    EXPECT_EQ(has(bits.truth), rows[i] == "true");
    EXPECT_EQ(has(bits.missing), rows[i] == "missing");
    EXPECT_EQ(has(bits.error), rows[i] == "error");
  }
  const size_t tail = rows.size() % 64;
  if (tail != 0) {
    const uint64_t past = ~((uint64_t{1} << tail) - 1);
    if (bits.missing != nullptr) {
      EXPECT_EQ(bits.missing[rows.size() / 64] & past, 0u);
    }
    if (bits.error != nullptr) {
      EXPECT_EQ(bits.error[rows.size() / 64] & past, 0u);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(RulesAndSizes, Logic,
                         testing::Combine(testing::Values(Rules::kLanguage, Rules::kPolicy),
                                          testing::Values(1, 16, 63, 64, 65, 2048)));

}  // namespace
}  // namespace graduasi::columns
