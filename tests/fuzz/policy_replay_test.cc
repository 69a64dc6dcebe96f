// No bytes of a policy hurt: cut off or flipped anywhere, they give a policy or a sentence, in silence.
#include <algorithm>
#include <cstddef>

#include "graduasi/engine.h"
#include "gtest/gtest.h"
#include "src/wire/policy_json.h"
#include "src/wire/policy_text.h"
#include "tests/fuzz/replay.h"

namespace graduasi::fuzz {
namespace {

PolicyDocument Seed() {
  Findings findings;
  std::optional<PolicyDocument> document = wire::ReadPolicyText(ReadCorpus("policy.txtpb"), &findings);
  EXPECT_TRUE(document.has_value());
  return document.value_or(PolicyDocument{});
}

TEST(PolicyText, CutOffAnywhere) { CutOffAtEveryByte(ReadCorpus("policy.txtpb")); }
TEST(PolicyText, AnyBitFlipped) { FlipEveryBit(ReadCorpus("policy.txtpb")); }
TEST(PolicyText, Shuffled) { Shuffle(ReadCorpus("policy.txtpb"), 2000); }
TEST(PolicyJson, CutOffAnywhere) { CutOffAtEveryByte(wire::WritePolicyJson(Seed())); }
// Their strides have no factor in common with 8: every byte is hit, and every bit of a byte.
TEST(PolicyJson, AnyBitFlipped) { FlipEveryBit(wire::WritePolicyJson(Seed()), 3); }
TEST(PolicyJson, Shuffled) { Shuffle(wire::WritePolicyJson(Seed()), 2000); }
TEST(PolicyBinary, CutOffAnywhere) { CutOffAtEveryByte(wire::WritePolicyBinary(Seed())); }
TEST(PolicyBinary, AnyBitFlipped) { FlipEveryBit(wire::WritePolicyBinary(Seed()), 3); }
TEST(PolicyBinary, Shuffled) { Shuffle(wire::WritePolicyBinary(Seed()), 2000); }

// The whole loader, with one hostile expression in an otherwise good policy.
void ExpectRefusedAtTheExpression(const std::string& expression) {
  const std::string good = "per_head >= params.line";
  std::string text = ReadCorpus("policy.txtpb");
  const size_t at = text.find(good);
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  const size_t column = at - text.rfind('\n', at);
  text.replace(at, good.size(), expression);

  Findings findings;
  EXPECT_FALSE(Policy::Parse(text, &findings).ok());
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].path, "criterion[1].require");
  EXPECT_EQ(findings[0].line, line);
  EXPECT_GE(findings[0].column, static_cast<int>(column));
  EXPECT_LE(findings[0].column, static_cast<int>(column + expression.size()));
  EXPECT_LT(findings[0].message.size(), 300u);
}

TEST(PolicyLoader, TheSeedItselfIsGood) {
  Findings findings;
  EXPECT_TRUE(Policy::Parse(ReadCorpus("policy.txtpb"), &findings).ok()) << (findings.empty() ? "" : findings[0].message);
}

TEST(PolicyLoader, BracketsWithoutEndAreAFindingAtTheExpression) {
  ExpectRefusedAtTheExpression(std::string(10, '('));
  ExpectRefusedAtTheExpression(std::string(1'000'000, '('));
}

TEST(PolicyLoader, SumsWithoutEndAreAFindingAtTheExpression) {
  std::string sum = "1";
  while (sum.size() < 2'000'000) sum += "+1";
  ExpectRefusedAtTheExpression(sum + " > 0");
  ExpectRefusedAtTheExpression(sum.substr(0, 10001) + " > 0");
}

}  // namespace
}  // namespace graduasi::fuzz
