// Edits of a ranking: each has its words in both languages, applies by itself, and changes no answer; no more does what the
// ranking alone reads. Edits of everything else are held to brute force in tests/property/comparison_law_test.cc.
#include "src/analysis/policy_edit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graduasi/engine.h"
#include "tests/unit/policy/documents.h"

namespace graduasi {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

RankingKey Key(const std::string& id, const std::string& expr) {
  RankingKey key;
  key.id = At(id);
  key.title = {"Kunci " + id, "Key " + id};
  key.expr = At(expr);
  key.direction = Direction::kDescending;
  key.missing = MissingPlace::kLast;
  return key;
}

PolicyDocument Ranked() {
  PolicyDocument document = SmallPolicy();
  RankingRule& rule = document.ranking.emplace();
  rule.id = At("order");
  rule.title = {"Urutan", "Order"};
  rule.source = "test";
  rule.keys = {Key("a", "size(household.members) + params.step"), Key("b", "own")};
  document.parameters.push_back(IntParameter("step", 2));
  Fact own;
  own.id = At("own");
  own.expr = At("size(household.businesses)");
  document.facts.push_back(own);
  return document;
}

struct Between {
  std::vector<std::string> id, en;
};

// The edits in words; each is applied alone, all of them lead to the second document, and only those in `answers` may change
// one.
Between EditsOf(const PolicyDocument& before, const PolicyDocument& after, const std::vector<std::string>& answers = {}) {
  Between words;
  const absl::StatusOr<Policy> a = Policy::Compile(before);
  const absl::StatusOr<Policy> b = Policy::Compile(after);
  EXPECT_TRUE(a.ok() && b.ok()) << a.status() << b.status();
  if (!a.ok() || !b.ok()) return words;
  const absl::StatusOr<PolicyDifference> difference = PolicyDifference::Between(*a, *b);
  EXPECT_TRUE(difference.ok()) << difference.status();
  std::vector<size_t> all;
  for (size_t i = 0; i < difference->edits().size(); ++i) {
    const PolicyEdit& edit = difference->edits()[i];
    words.id.push_back(edit.text.id);
    words.en.push_back(edit.text.en);
    const bool answer = std::find(answers.begin(), answers.end(), edit.text.en) != answers.end();
    EXPECT_EQ(edit.can_change_answers, answer) << edit.text.en;
    const absl::StatusOr<Policy> one = difference->Apply({i});
    EXPECT_TRUE(one.ok()) << edit.text.en << ": " << one.status();
    EXPECT_TRUE(!one.ok() || one->hash() != a->hash()) << edit.text.en;
    all.push_back(i);
  }
  const absl::StatusOr<Policy> whole = difference->Apply(all);
  EXPECT_TRUE(whole.ok()) << whole.status();
  EXPECT_TRUE(!whole.ok() || whole->hash() == b->hash());
  return words;
}

TEST(PolicyEdit, ARankingIsAddedAndDroppedWithWhatItAloneReads) {
  const Between added = EditsOf(SmallPolicy(), Ranked());
  EXPECT_THAT(added.id, ElementsAre("urutan order ditambah (Urutan)"));
  EXPECT_THAT(added.en, ElementsAre("ranking order added (Order)"));
  const Between dropped = EditsOf(Ranked(), SmallPolicy());
  EXPECT_THAT(dropped.id, ElementsAre("urutan order dihapus (Urutan)"));
  EXPECT_THAT(dropped.en, ElementsAre("ranking order dropped (Order)"));
}

TEST(PolicyEdit, WhatAKeyGoesByIsToldAndChangesNoAnswer) {
  PolicyDocument after = Ranked();
  RankingKey& key = after.ranking->keys[0];
  key.expr = At("size(household.members) * params.step");
  key.direction = Direction::kAscending;
  key.missing = MissingPlace::kFirst;
  key.max_age.push_back({At("household.incomes"), 12, {}});
  const Between edits = EditsOf(Ranked(), after);
  EXPECT_THAT(edits.en, ElementsAre("ranking, key a: `+` -> `*`; descending -> ascending; not known last -> not known first; "
                                    "age of data any -> household.incomes 12 months"));
  EXPECT_THAT(edits.id, ElementsAre("urutan, kunci a: `+` -> `*`; menurun -> menaik; tidak diketahui paling belakang -> "
                                    "tidak diketahui paling depan; umur data bebas -> household.incomes 12 bulan"));
}

TEST(PolicyEdit, KeysComeGoAndMove) {
  PolicyDocument after = Ranked();
  after.ranking->keys = {Key("b", "own"), Key("c", "household.procedure.verified_on"), Key("a", "size(household.members)")};
  after.parameters.pop_back();
  const Between edits = EditsOf(Ranked(), after);
  EXPECT_THAT(edits.en, ElementsAre("ranking, key a: dropped `+ params.step`", "ranking, keys: a, b -> b, c, a"));
}

TEST(PolicyEdit, NamesAndSourcesAreWording) {
  PolicyDocument after = Ranked();
  after.ranking->source = "another";
  after.ranking->proposal = true;
  after.ranking->keys[1].title.en = "another";
  EXPECT_THAT(EditsOf(Ranked(), after).en,
              ElementsAre("ranking, key b: title, reason, unit or source", "ranking: name, title or source"));
  after = Ranked();
  after.ranking->keys[1].expr = At(" own ");
  EXPECT_THAT(EditsOf(Ranked(), after).en, ElementsAre("ranking, key b: title, reason, unit or source"));
  EXPECT_THAT(EditsOf(Ranked(), Ranked()).en, IsEmpty());
}

TEST(PolicyEdit, WhatOnlyTheRankingReadsChangesNoAnswer) {
  PolicyDocument after = Ranked();
  after.facts[0].expr = At("size(household.businesses) + 1");
  after.parameters[1].versions[0].value->integer = 3;
  EXPECT_THAT(EditsOf(Ranked(), after).en, ElementsAre("step 2 -> 3", HasSubstr("fact own")));
  // As soon as a decision reads it, in either policy, it can.
  after.criteria[0].require = At("household.procedure.willing && own >= 0");
  const PolicyDocument before = Ranked();
  const absl::StatusOr<PolicyDifference> difference =
      PolicyDifference::Between(*Policy::Compile(before), *Policy::Compile(after));
  ASSERT_TRUE(difference.ok()) << difference.status();
  std::vector<std::string> answers;
  for (const PolicyEdit& edit : difference->edits()) {
    if (edit.can_change_answers) answers.push_back(edit.where);
  }
  EXPECT_THAT(answers, ElementsAre("fact own", "criterion willing"));
}

}  // namespace
}  // namespace graduasi
