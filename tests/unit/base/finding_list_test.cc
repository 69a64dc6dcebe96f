// Findings say where, and however many there are, none is lost without a word.
#include "src/base/finding_list.h"

#include "gtest/gtest.h"
#include "src/base/place.h"

namespace graduasi {
namespace {

TEST(Place, IsWrittenAsAPolicyWouldReachIt) {
  const Place root;
  const Place mentoring{&root, "mentoring"};
  const Place inspection{&mentoring, "inspections", 0};
  const Place finding{&inspection, "findings", 12};
  const Place field{&finding, "found_on"};
  EXPECT_EQ(root.ToString(), "");
  EXPECT_EQ(mentoring.ToString(), "mentoring");
  EXPECT_EQ(field.ToString(), "mentoring.inspections[0].findings[12].found_on");
}

TEST(FindingList, UpToTheLimitAllAreListed) {
  Findings findings = {{"earlier", 0, 0, "stays"}};
  {
    FindingList list(&findings);
    EXPECT_TRUE(list.empty());
    for (size_t i = 0; i < FindingList::kLimit; ++i) list.Add("p", "m");
    EXPECT_FALSE(list.empty());
  }
  EXPECT_EQ(findings.size(), FindingList::kLimit + 1);
  EXPECT_EQ(findings.front().path, "earlier");
  EXPECT_EQ(findings.back().message, "m");
}

TEST(FindingList, BeyondTheLimitTheRestIsCounted) {
  Findings findings;
  {
    FindingList list(&findings);
    for (size_t i = 0; i < FindingList::kLimit + 23; ++i) list.Add("p", 1, 2, "m");
  }
  ASSERT_EQ(findings.size(), FindingList::kLimit + 1);
  EXPECT_EQ(findings.back().message, "and 23 more findings, not listed");
}

}  // namespace
}  // namespace graduasi
