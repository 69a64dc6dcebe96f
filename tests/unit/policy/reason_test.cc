// How a reason is taken apart into text and holes.
#include "src/policy/reason.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace graduasi::policy {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Pieces(absl::string_view reason) {
  std::vector<ReasonPiece> pieces;
  std::string mistake;
  size_t position = 0;
  if (!SplitReason(reason, &pieces, &mistake, &position)) return {"mistake at " + std::to_string(position)};
  std::vector<std::string> texts;
  for (const ReasonPiece& piece : pieces) texts.push_back((piece.hole ? "hole " : "text ") + piece.text);
  return texts;
}

TEST(Reason, TextAndHolesAlternate) {
  EXPECT_THAT(Pieces("Rp {a + 1}; perlu {b}."), ElementsAre("text Rp ", "hole a + 1", "text ; perlu ", "hole b", "text ."));
}
TEST(Reason, AHoleMayHoldBracesAndQuotes) { EXPECT_THAT(Pieces("{ {'a}': 1}['a}'] }"), ElementsAre("hole  {'a}': 1}['a}'] ")); }
TEST(Reason, DoubledBracesAreBraces) { EXPECT_THAT(Pieces("a {{b}} c"), ElementsAre("text a {b} c")); }
TEST(Reason, AnEmptyReasonHasNoPieces) { EXPECT_THAT(Pieces(""), ElementsAre()); }
TEST(Reason, MistakesArePointedAt) {
  EXPECT_THAT(Pieces("ab {c"), ElementsAre("mistake at 3"));
  EXPECT_THAT(Pieces("ab } c"), ElementsAre("mistake at 3"));
  EXPECT_THAT(Pieces("a {} c"), ElementsAre("mistake at 2"));
}

}  // namespace
}  // namespace graduasi::policy
