#include "src/cel/overload.h"

#include <algorithm>
#include <set>

#include "gtest/gtest.h"

namespace graduasi::cel {
namespace {

TEST(OverloadTest, EveryFunctionHasItsPlaceInTheTable) {
  for (int i = 0; i <= static_cast<int>(Function::kCount); ++i) {
    const Function function = static_cast<Function>(i);
    EXPECT_FALSE(OverloadsOf(NameOf(function)).empty()) << i;
  }
}

TEST(OverloadTest, SignaturesOfOneNameDifferAndShareTheirStyle) {
  for (const CallStyle style : {CallStyle::kOperator, CallStyle::kGlobal, CallStyle::kMember}) {
    for (const std::string& name : FunctionNames(style)) {
      std::set<std::string> signatures;
      for (const Overload& overload : OverloadsOf(name)) {
        EXPECT_TRUE(signatures.insert(overload.Signature()).second) << name << overload.Signature();
        EXPECT_EQ(overload.style, OverloadsOf(name)[0].style) << name;
        EXPECT_EQ(overload.function, OverloadsOf(name)[0].function) << name;
      }
    }
  }
}

TEST(OverloadTest, UnknownNamesHaveNoOverloads) {
  EXPECT_TRUE(OverloadsOf("month_between").empty());
  const std::vector<std::string> names = FunctionNames(CallStyle::kMember);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
}

}  // namespace
}  // namespace graduasi::cel
