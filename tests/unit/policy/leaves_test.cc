#include "src/policy/leaves.h"

#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/policy/documents.h"

namespace graduasi::policy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::unique_ptr<const CheckedPolicy> Check(const PolicyDocument& document) {
  Findings findings;
  std::unique_ptr<const CheckedPolicy> checked = CheckPolicy(document, &findings);
  EXPECT_NE(checked, nullptr) << (findings.empty() ? "" : findings[0].message);
  return checked;
}

std::vector<std::string> Texts(const std::vector<Leaf>& leaves) {
  std::vector<std::string> texts;
  for (const Leaf& leaf : leaves) texts.push_back(leaf.owner + ": " + leaf.text + (leaf.condition ? "" : " (below)"));
  return texts;
}

PolicyDocument WithRequire(const std::string& require) {
  PolicyDocument document = SmallPolicy();
  document.safeguards.clear();
  document.criteria[0].require = At(require);
  document.criteria[1].require = At("true && params.hold_months > 0");
  return document;
}

TEST(Leaves, EveryOneStandsWhereItIsWritten) {
  EXPECT_THAT(Texts(LeavesOf(*Check(SmallPolicy()))),
              ElementsAre("safeguard pregnant: m.pregnant", "criterion willing, require: household.procedure.willing",
                          "criterion held, require: months_between(a.recorded_on, as_of) >= params.hold_months"));
}

TEST(Leaves, LogicAndMacrosAreNoLeavesAndWhatTheyAreMadeOfIs) {
  const auto leaves = LeavesOf(*Check(WithRequire(
      "!household.procedure.willing || (size(household.members.filter(m, m.pregnant && m.pregnant != false)) > 2 ? true : "
      "household.members.all(m, m.pregnant))")));
  EXPECT_THAT(
      Texts(leaves),
      ElementsAre("criterion willing, require: household.procedure.willing",
                  "criterion willing, require: size(household.members.filter(m, m.pregnant && "
                  "m.pregnant != false)) > 2",
                  "criterion willing, require: m.pregnant (below)", "criterion willing, require: m.pregnant != false (below)",
                  "criterion willing, require: m.pregnant", "criterion held, require: params.hold_months > 0"));
}

TEST(Leaves, AFactsLeavesAreItsOwnWhoeverReadsIt) {
  PolicyDocument document = WithRequire("few && !few");
  document.facts.push_back({At("few"), {}, At("size(household.members) < 3"), "", {}});
  document.facts.push_back({At("grown"), {}, At("household.members.filter(m, !m.pregnant)"), "", {}});
  document.criteria[1].require = At("size(grown) >= params.hold_months");
  const auto policy = Check(document);
  const std::vector<Leaf> leaves = LeavesOf(*policy);
  EXPECT_THAT(Texts(leaves), ElementsAre("fact few: size(household.members) < 3", "fact grown: m.pregnant (below)",
                                         "criterion held, require: size(grown) >= params.hold_months"));
  EXPECT_THAT(LeavesUnder(*policy, leaves, *policy->criteria[0].require), ElementsAre(0));
  EXPECT_THAT(LeavesUnder(*policy, leaves, *policy->criteria[1].require), ElementsAre(1, 2));
}

TEST(Leaves, ScoresCompareOnceAndKeepTheirConditions) {
  PolicyDocument document = WithRequire("household.procedure.willing");
  Score score;
  score.items.push_back({At("size"), {}, At("size(household.members) > 4 ? 0 : 10"), 100, {}});
  score.threshold = At("5");
  document.routes[0].score = score;
  const std::vector<Leaf> leaves = LeavesOf(*Check(document));
  ASSERT_EQ(leaves.size(), 4u);
  EXPECT_EQ(leaves[2].owner, "route ready, score");
  EXPECT_EQ(leaves[2].part, Leaf::Part::kScore);
  EXPECT_TRUE(leaves[2].condition);
  EXPECT_EQ(leaves[3].text, "size(household.members) > 4");
  EXPECT_FALSE(leaves[3].condition);
}

TEST(Leaves, ALeafKnowsItsLineAndColumn) {
  PolicyDocument document = WithRequire("true && household.procedure.willing");
  Placed& require = document.criteria[0].require;
  for (int i = 0; i <= static_cast<int>(require.text.size()); ++i) require.positions.push_back({7, 10 + i});
  const std::vector<Leaf> leaves = LeavesOf(*Check(document));
  EXPECT_EQ(leaves[0].place.line, 7);
  EXPECT_EQ(leaves[0].place.column, 18);
}

}  // namespace
}  // namespace graduasi::policy
