// What is refused of a ranking when a policy is loaded, each with a sentence that says what would be right; and that a ranking
// is no part of what decisions read.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/base/findings.h"
#include "src/policy/checked_policy.h"
#include "src/policy/compiled_policy.h"
#include "src/policy/leaves.h"
#include "tests/unit/policy/documents.h"

namespace graduasi::policy {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

auto Says(const std::string& words) { return Field("message", &Finding::message, HasSubstr(words)); }

Findings FindingsOf(const PolicyDocument& document) {
  Findings findings;
  const auto policy = CheckPolicy(document, &findings);
  EXPECT_EQ(policy == nullptr, !findings.empty());
  return findings;
}

RankingKey SmallKey(const std::string& id, const std::string& expr) {
  RankingKey key;
  key.id = At(id);
  key.title = {"Kunci " + id, "Key " + id};
  key.expr = At(expr);
  key.direction = graduasi::Direction::kDescending;
  key.missing = MissingPlace::kLast;
  return key;
}

PolicyDocument RankedPolicy(const std::vector<std::string>& expressions) {
  PolicyDocument document = SmallPolicy();
  RankingRule& rule = document.ranking.emplace();
  rule.id = At("order");
  rule.title = {"Urutan", "Order"};
  rule.source = "test";
  for (const std::string& expression : expressions) {
    rule.keys.push_back(SmallKey(absl::StrCat("k", rule.keys.size()), expression));
  }
  return document;
}

std::vector<std::string> Said(const PolicyDocument& document) {
  std::vector<std::string> said;
  for (const Finding& finding : FindingsOf(document)) said.push_back(ToString(finding));
  return said;
}

TEST(CheckRanking, WholeNumbersDaysAndBoolsAreKeysAndNothingElseIs) {
  EXPECT_THAT(Said(RankedPolicy({"size(household.members)", "household.procedure.verified_on", "household.procedure.willing",
                                 "params.hold_months * 2"})),
              IsEmpty());
  EXPECT_THAT(Said(RankedPolicy({"household.region.code", "household.members", "household.dwelling.roof"})),
              ElementsAre("ranking.key[0].expr: a ranking key must be a whole number, a day or a bool, not string",
                          HasSubstr("ranking.key[1].expr: a ranking key must be"),
                          HasSubstr("ranking.key[2].expr: a ranking key must be")));
  EXPECT_THAT(
      Said(RankedPolicy({"1.5", "timestamp(\"2026-01-01T00:00:00Z\")", "null", "household.region.code.matches(\"3.\")"})),
      ElementsAre(HasSubstr("policies count in whole numbers"), HasSubstr("days without a time zone"),
                  HasSubstr("`null` has no use"), HasSubstr("patterns are hard to review")));
}

TEST(CheckRanking, NobodyIsRankedByAnIdentityHoweverItIsReached) {
  PolicyDocument document =
      RankedPolicy({"household.kk == \"1\"", "size(household.address)", "named", "params.drawn",
                    "household.members.exists(m, m.nik != \"\")", "household.members.exists(m, has(m.died_on))"});
  Fact hidden, named;
  hidden.id = At("hidden");
  hidden.expr = At("household.members.map(m, size(m.name))");
  named.id = At("named");
  named.expr = At("sum(hidden)");
  document.facts = {hidden, named};
  Parameter drawn = IntParameter("drawn", 1);
  drawn.key = At("household.kk");
  drawn.versions[0].value.reset();
  drawn.versions[0].entries.push_back({"3579020101900001", {}, {}});
  drawn.versions[0].entries[0].value.integer = 1;
  document.parameters.push_back(drawn);
  const std::string nobody = "nobody is ranked by a NIK, a KK number, a name or an address";
  EXPECT_THAT(Said(document),
              ElementsAre("ranking.key[0].expr: " + nobody, "ranking.key[1].expr: " + nobody, "ranking.key[2].expr: " + nobody,
                          "ranking.key[3].expr: " + nobody, "ranking.key[4].expr: " + nobody));
}

TEST(CheckRanking, WhatIsNotSaidIsAskedForWhereItIsMissing) {
  PolicyDocument document = RankedPolicy({"1", "2"});
  RankingRule& rule = *document.ranking;
  rule.source = "";
  rule.title.en = "";
  rule.keys[0].direction = graduasi::Direction::kUnspecified;
  rule.keys[0].place = {"ranking.key[0]", 12, 3};
  rule.keys[1].missing = MissingPlace::kUnspecified;
  rule.keys[1].title.id = "";
  EXPECT_THAT(
      Said(document),
      ElementsAre("ranking: ranking order needs a `title` in both languages: title { id: \"...\"  en: \"...\" }",
                  "ranking: ranking order names no `source`: what does the order rest on?",
                  "12:3: ranking.key[0].direction: it must be said which values stand first: ASCENDING (small ones) or "
                  "DESCENDING",
                  HasSubstr("ranking.key[1]: ranking key k1 needs a `title`"),
                  "ranking.key[1].missing: it must be said where families stand whose value is not known: FIRST or LAST"));
}

TEST(CheckRanking, IdsAreNamesAndEachIsUsedOnce) {
  PolicyDocument document = RankedPolicy({"1", "2", "3", "4"});
  document.ranking->id = At("");
  document.ranking->keys[0].id = At("two words");
  document.ranking->keys[1].id = At("");
  document.ranking->keys[3].id = At("k2");
  EXPECT_THAT(Said(document),
              ElementsAre("ranking: this ranking has no `id`", HasSubstr("ranking.key[0].id: \"two words\" cannot be an id"),
                          "ranking.key[1]: this ranking key has no `id`",
                          "ranking.key[3].id: the id `k2` is taken by another ranking key"));
}

TEST(CheckRanking, ThereIsAtLeastOneKeyAndAtMostSixteen) {
  EXPECT_THAT(Said(RankedPolicy({})), ElementsAre("ranking: a ranking needs at least one `key`: without one all families tie"));
  EXPECT_THAT(Said(RankedPolicy(std::vector<std::string>(16, "1"))), IsEmpty());
  EXPECT_THAT(Said(RankedPolicy(std::vector<std::string>(17, "1"))),
              ElementsAre("ranking.key[16]: a ranking has at most 16 keys; this one has 17"));
}

TEST(CheckRanking, AnAgeLimitAndAMistakeStandWhereTheyAreWritten) {
  PolicyDocument document = RankedPolicy({"household.procedure.verifed_on"});
  RankingKey& key = document.ranking->keys[0];
  key.expr.place = {"ranking.key[0].expr", 7, 100};
  for (int i = 0; i <= static_cast<int>(key.expr.text.size()); ++i) key.expr.positions.push_back({7, 100 + i});
  key.max_age.push_back({At("household.incmes"), 0, {}});
  EXPECT_THAT(Said(document), ElementsAre(HasSubstr("ranking.key[0].max_age[0].fact: `incmes` is not a record of"),
                                          "ranking.key[0].max_age[0]: `months` must be between 1 and 1200",
                                          AllOf(HasSubstr("7:120: ranking.key[0].expr"), HasSubstr("verified_on"))));
}

// What the ranking alone reads is used; what a decision reads too stays the decision's.
TEST(CheckRanking, WhatItAloneReadsIsNoPartOfDecisions) {
  PolicyDocument document = RankedPolicy({"ranked + shared + params.only_here", "params.hold_months"});
  Fact below, ranked, shared, spoken;
  below.id = At("below");
  below.expr = At("size(household.businesses) + params.below");
  ranked.id = At("ranked");
  ranked.expr = At("below > 1 ? below : 0");
  shared.id = At("shared");
  shared.expr = At("size(household.members)");
  spoken.id = At("spoken");
  spoken.expr = At("size(household.shocks)");
  document.facts = {below, ranked, shared, spoken};
  document.parameters.push_back(IntParameter("only_here", 1));
  document.parameters.push_back(IntParameter("below", 1));
  document.criteria[0].require = At("household.procedure.willing && shared > 0");
  document.criteria[0].pass_id = document.criteria[0].pass_en = At("{spoken}");
  document.ranking->keys.push_back(SmallKey("spoken", "spoken"));
  Findings findings;
  const auto policy = CheckPolicy(document, &findings);
  ASSERT_NE(policy, nullptr) << ToString(findings.at(0));
  EXPECT_THAT(policy->ranking_only_facts, ElementsAre(true, true, false, false));
  EXPECT_THAT(policy->ranking_only_parameters, ElementsAre(false, true, true));
  for (const Leaf& leaf : LeavesOf(*policy)) EXPECT_THAT(leaf.owner, Not(HasSubstr("ranked"))) << leaf.text;
  const auto compiled = CompiledPolicy::Compile(document, &findings);
  EXPECT_THAT(compiled->facts_read(), Not(Contains(HasSubstr("businesses"))));
  EXPECT_THAT(compiled->ranking_facts_read(),
              ElementsAre("household.businesses", "household.businesses[].started_on", "household.members", "household.shocks",
                          "household.shocks[].happened_on"));
  document.ranking.reset();
  findings.clear();
  EXPECT_EQ(CheckPolicy(document, &findings), nullptr) << "without the ranking nothing reads them";
  EXPECT_THAT(findings, ElementsAre(Says("parameter only_here is not used"), Says("fact ranked is not used")));
}

}  // namespace
}  // namespace graduasi::policy
