#include "src/cel/spelling.h"

#include "gtest/gtest.h"

namespace graduasi::cel {
namespace {

TEST(SpellingTest, OneSlipOfTheFingerIsOneChange) {
  EXPECT_EQ(EditDistance("income", "income"), 0);
  EXPECT_EQ(EditDistance("incom", "income"), 1);
  EXPECT_EQ(EditDistance("inocme", "income"), 1);
  EXPECT_EQ(EditDistance("imcome", "income"), 1);
  EXPECT_EQ(EditDistance("Income", "income"), 0);
  EXPECT_EQ(EditDistance("", "abc"), 3);
}

TEST(SpellingTest, OnlyANearNameIsProposed) {
  EXPECT_EQ(NearestName("incom_per_head", {"members", "income_per_head", "income"}), "income_per_head");
  EXPECT_EQ(NearestName("xyz", {"members", "income"}), "");
  EXPECT_EQ(NearestName("x", {"y"}), "");
  EXPECT_EQ(DidYouMean("membes", {"members"}), "; did you mean `members`?");
  EXPECT_EQ(NearestName(std::string(10000, 'a'), {std::string(10000, 'b')}), "");
}

}  // namespace
}  // namespace graduasi::cel
