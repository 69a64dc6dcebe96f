// Ranking the eligible: the order is the declared one whatever the order of the input, missing values stand where the rule
// says, and a tie is told, not broken.
#include "graduasi/ranking.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/base/findings.h"
#include "tests/unit/policy/documents.h"

namespace graduasi {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::Pointwise;
using ::testing::SizeIs;

const Date kDay(2026, 9, 15);

// With a fact, as keys may use.
PolicyDocument Document() {
  PolicyDocument document = SmallPolicy();
  Fact fact;
  fact.id = At("aids");
  fact.title = {"Banyak bantuan", "Times aided"};
  fact.expr = At("size(household.assistance)");
  document.facts.push_back(fact);
  document.criteria.push_back(MakeCriterion("aided", "aids >= 1"));
  document.routes[0].all_of.push_back(At("aided"));
  return document;
}

const Policy& Small() {
  static const Policy& policy = *new Policy(*Policy::Compile(Document()));
  return policy;
}

RankingKey Key(const std::string& id, const std::string& expression, Direction direction, MissingPlace missing) {
  RankingKey key;
  key.id = At(id);
  key.title = {"Kunci " + id, "Key " + id};
  key.expr = At(expression);
  key.direction = direction;
  key.missing = missing;
  return key;
}

const char* const kAmount = "sum(household.assistance.map(a, a.amount_idr))";

// Least aid first, then who was verified first.
RankingRule Rule() {
  RankingRule rule;
  rule.id = At("waiting");
  rule.title = {"Menunggu", "Waiting"};
  rule.source = "test";
  rule.keys.push_back(Key("amount", kAmount, Direction::kAscending, MissingPlace::kLast));
  rule.keys.push_back(Key("verified", "household.procedure.verified_on", Direction::kAscending, MissingPlace::kFirst));
  return rule;
}

// ELIGIBLE; amount below 0 and an empty day: not recorded.
Household Ready(const std::string& id, int64_t amount, const std::string& verified) {
  Household household;
  household.id = id;
  household.members.emplace(1);
  (*household.members)[0].pregnant = false;
  household.procedure.willing = true;
  if (!verified.empty()) household.procedure.verified_on = *PartialDate::Parse(verified);
  household.assistance.emplace(1);
  (*household.assistance)[0].recorded_on = Date(2026, 1, 1);
  if (amount >= 0) (*household.assistance)[0].amount_idr = amount;
  return household;
}

std::vector<std::string> Told(const Ranking& ranking) {
  std::vector<std::string> told;
  for (const RankedFamily& family : ranking.ranked) {
    told.push_back(absl::StrCat(family.place, " ", family.household_id, " of ", family.sharing,
                                family.before_next_by.has_value() ? absl::StrCat(" by ", *family.before_next_by) : ""));
  }
  return told;
}

TEST(Ranking, TheKeysGiveTheOrderAndSayWhy) {
  const std::vector<Household> households = {
      Ready("A", 300, "2026-08-01"), Ready("B", 100, "2026-08-02"), Ready("C", 100, "2026-08-01"), Ready("D", -1, "2026-01-01"),
      Ready("E", 100, ""),           Ready("F", 0, "2026-09-01"),   Ready("G", 100, "2026-07")};
  const auto ranking = RankEligible(Small(), Rule(), households, kDay);
  ASSERT_TRUE(ranking.ok()) << ranking.status();
  // E and G have no day that is known exactly and stand first among those of 100, sharing a place; D is last.
  EXPECT_THAT(Told(*ranking), ElementsAre("1 F of 1 by 0", "2 E of 2", "2 G of 2 by 1", "4 C of 1 by 1", "5 B of 1 by 0",
                                          "6 A of 1 by 0", "7 D of 1"));
  EXPECT_EQ(ranking->ranked[0].values[0].value, 0);
  EXPECT_EQ(ranking->ranked[0].values[1].value, Date(2026, 9, 1).days());
  EXPECT_FALSE(ranking->ranked[1].values[1].imprecise);
  EXPECT_TRUE(ranking->ranked[2].values[1].imprecise);
  EXPECT_FALSE(ranking->ranked[2].values[1].value.has_value());
  EXPECT_EQ(ranking->policy_hash, Small().hash());
  const std::string page = Explain(*ranking, Language::kEnglish);
  EXPECT_THAT(page, AllOf(HasSubstr("1. Key amount: smallest first, not known last"),
                          HasSubstr("2. Key verified: earliest first, not known first"),
                          HasSubstr("before the next by Key amount: 300 against not known"),
                          HasSubstr("before the next by Key verified: 1 August 2026 against 2 August 2026"),
                          HasSubstr("2        100  not known exactly  G\n"),
                          HasSubstr("shares the place, 2 families; before the next by Key verified: not known exactly")));
}

TEST(Ranking, TheInputsOrderMakesNoDifference) {
  std::mt19937 random(5);  // NOLINT: the same draws on every run
  RankingRule rule = Rule();
  rule.keys[0].direction = Direction::kDescending;
  rule.keys[0].missing = MissingPlace::kFirst;
  rule.keys[1].missing = MissingPlace::kLast;
  using Order = std::tuple<int, int64_t, int, std::string>;  // smaller stands first
  std::vector<std::pair<Household, Order>> families;
  for (int i = 0; i < 60; ++i) {
    const int64_t amount = static_cast<int64_t>(random() % 5) - 1;
    const uint32_t day = random() % 4;
    const std::string verified = day == 0 ? "" : absl::StrCat("2026-08-0", day);
    families.emplace_back(Ready(absl::StrCat("H", random() % 1000, "-", i), amount, verified),
                          Order(amount < 0 ? 0 : 1, -std::max<int64_t>(amount, 0), verified.empty() ? 1 : 0, verified));
  }
  std::string first_page;
  for (int round = 0; round < 20; ++round) {
    std::shuffle(families.begin(), families.end(), random);
    std::vector<Household> households;
    for (const auto& family : families) households.push_back(family.first);
    const auto ranking = RankEligible(Small(), rule, households, kDay);
    ASSERT_TRUE(ranking.ok()) << ranking.status();
    ASSERT_THAT(ranking->ranked, SizeIs(60));
    for (const RankedFamily& ranked : ranking->ranked) {
      const auto own = std::find_if(families.begin(), families.end(),
                                    [&](const auto& family) { return family.first.id == ranked.household_id; });
      ASSERT_NE(own, families.end());
      int64_t before = 0, equal = 0;
      for (const auto& family : families) {
        before += family.second < own->second ? 1 : 0;
        equal += family.second == own->second ? 1 : 0;
      }
      EXPECT_EQ(ranked.place, before + 1);
      EXPECT_EQ(ranked.sharing, equal);
    }
    const std::string page = Explain(*ranking, Language::kIndonesian, 35);
    if (round == 0) first_page = page;
    EXPECT_EQ(page, first_page);
  }
}

TEST(Ranking, WhereThePlacesEndInATieItIsToldAndNotBroken) {
  std::vector<Household> households;
  for (int i = 0; i < 4; ++i) households.push_back(Ready(absl::StrCat("T", i), 200, "2026-08-01"));
  households.push_back(Ready("U", 100, "2026-08-01"));
  households.push_back(Ready("V", 300, "2026-08-01"));
  const auto ranking = RankEligible(Small(), Rule(), households, kDay);
  ASSERT_TRUE(ranking.ok());
  struct Case {
    int64_t places, inside, tied, left, unfilled;
  };
  for (const Case& known : {Case{0, 0, 0, 0, 0}, Case{1, 1, 0, 0, 0}, Case{2, 1, 4, 1, 0}, Case{4, 1, 4, 3, 0},
                            Case{5, 5, 0, 0, 0}, Case{6, 6, 0, 0, 0}, Case{8, 6, 0, 0, 2}, Case{-3, 0, 0, 0, 0}}) {
    const Cut cut = CutAt(*ranking, known.places);
    EXPECT_EQ(cut.inside, known.inside) << known.places;
    EXPECT_EQ(cut.tied, known.tied) << known.places;
    EXPECT_EQ(cut.left, known.left) << known.places;
    EXPECT_EQ(cut.unfilled, known.unfilled) << known.places;
    EXPECT_EQ(cut.inside + cut.left + cut.unfilled, cut.places);
  }
  EXPECT_THAT(Explain(*ranking, Language::kEnglish, 4),
              AllOf(HasSubstr("Places: 4; families within: 1"),
                    HasSubstr("The last place is a tie; families: 4, equal in every key; places left: 3. The rule")));
  EXPECT_THAT(Explain(*ranking, Language::kEnglish, 5), Not(HasSubstr("is a tie")));
  EXPECT_THAT(Explain(*ranking, Language::kIndonesian, 8), HasSubstr("Tempat yang tidak terisi: 2"));
}

TEST(Ranking, OnlyTheEligibleArePlacedAndRowsAddUp) {
  std::vector<Household> households = {Ready("A", 0, ""), Ready("B", 5, ""), Ready("C", 5, ""),
                                       Ready("D", 5, ""), Ready("E", 5, ""), Ready("F", 0, "")};
  households[2].procedure.willing = false;
  (*households[3].members)[0].pregnant = true;
  households[4].procedure.willing.reset();
  RankingRule rule = Rule();
  rule.keys[0].expr = At(absl::StrCat("1000 / ", kAmount));  // of no aid an error
  const auto ranking = RankEligible(Small(), rule, households, kDay);
  ASSERT_TRUE(ranking.ok()) << ranking.status();
  EXPECT_THAT(Told(*ranking), ElementsAre("1 B of 1"));
  ASSERT_THAT(ranking->unranked, SizeIs(2));
  EXPECT_EQ(ranking->unranked[0].household_id, "A");
  EXPECT_EQ(ranking->unranked[1].household_id, "F");
  EXPECT_EQ(ranking->unranked[1].key, 0u);
  EXPECT_THAT(ranking->others,
              ElementsAre(Pair(Outcome::kProtected, 1), Pair(Outcome::kNeedsData, 1), Pair(Outcome::kNotYet, 1)));
  EXPECT_EQ(ranking->families, 6);
  EXPECT_THAT(Explain(*ranking, Language::kEnglish), HasSubstr("F: has no place, an error in Key amount"));
  const auto nobody = RankEligible(Small(), Rule(), {}, kDay);
  ASSERT_TRUE(nobody.ok());
  EXPECT_THAT(nobody->ranked, IsEmpty());
  EXPECT_EQ(CutAt(*nobody, 3).unfilled, 3);
}

TEST(Ranking, KeysUseFactsParametersBoolsAndAgeLimits) {
  std::vector<Household> households = {Ready("A", 1, ""), Ready("B", 2, ""), Ready("C", 3, "")};
  households[0].assistance->push_back((*households[0].assistance)[0]);
  (*households[1].assistance)[0].recorded_on = Date(2025, 3, 1);
  RankingRule rule = Rule();
  rule.keys.clear();
  rule.keys.push_back(Key("often", "aids * params.hold_months", Direction::kDescending, MissingPlace::kLast));
  rule.keys.push_back(
      Key("large", "household.assistance.exists(a, a.amount_idr > 2)", Direction::kDescending, MissingPlace::kLast));
  auto ranking = RankEligible(Small(), rule, households, kDay);
  ASSERT_TRUE(ranking.ok()) << ranking.status();
  EXPECT_THAT(Told(*ranking), ElementsAre("1 A of 1 by 0", "2 C of 1 by 1", "3 B of 1"));
  EXPECT_EQ(ranking->ranked[0].values[0].value, 12);
  EXPECT_EQ(ranking->ranked[1].values[1].value, 1);
  EXPECT_THAT(Explain(*ranking, Language::kEnglish), HasSubstr("before the next by Key large: yes against no"));
  // With an age limit what is known of B is too old, and it stands first, as the rule now says.
  rule.keys[1].max_age.push_back({At("household.assistance"), 12, {}});
  rule.keys[1].missing = MissingPlace::kFirst;
  ranking = RankEligible(Small(), rule, households, kDay);
  ASSERT_TRUE(ranking.ok()) << ranking.status();
  EXPECT_THAT(Told(*ranking), ElementsAre("1 A of 1 by 0", "2 B of 1 by 1", "3 C of 1"));
}

MATCHER(SameFinding, "the same finding") { return ToString(std::get<0>(arg)) == ToString(std::get<1>(arg)); }

std::string Refusal(const RankingRule& rule, Findings* findings = nullptr) {
  PolicyDocument document = Document();
  document.facts[0].expr = At("size(household.address)");
  const Policy policy = *Policy::Compile(document);
  const auto ranking = RankEligible(policy, rule, {}, kDay, {}, findings);
  EXPECT_EQ(ranking.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(ranking.status().message());
}

// The same words, at the same places, as where a policy declares it (check_ranking_test.cc).
TEST(Ranking, EveryMistakeOfARuleIsFound) {
  RankingRule rule = Rule();
  rule.keys[0].id = At("");
  rule.keys[0].direction = Direction::kUnspecified;
  rule.keys[1].missing = MissingPlace::kUnspecified;
  rule.keys.push_back(Key("verified", "household.procedure.verifed_on", Direction::kAscending, MissingPlace::kLast));
  rule.keys.push_back(Key("region", "household.region.code", Direction::kAscending, MissingPlace::kLast));
  rule.keys.push_back(Key("hidden", "aids + 1", Direction::kAscending, MissingPlace::kLast));
  Findings findings;
  const std::string message = Refusal(rule, &findings);
  EXPECT_THAT(
      message,
      AllOf(HasSubstr("ranking.key[0]: this ranking key has no `id`"), HasSubstr("ranking.key[0].direction: it must be said"),
            HasSubstr("ranking.key[1].missing: it must be said"),
            HasSubstr("ranking.key[2].id: the id `verified` is taken by another ranking key"), HasSubstr("ranking.key[2].expr"),
            HasSubstr("verified_on"),
            HasSubstr("ranking.key[3].expr: a ranking key must be a whole number, a day or a bool, not string"),
            HasSubstr("ranking.key[4].expr: nobody is ranked by a NIK")));
  EXPECT_EQ(findings.size(), 7u);
  PolicyDocument document = Document();
  document.facts[0].expr = At("size(household.address)");
  document.ranking = rule;
  Findings declared;
  EXPECT_FALSE(Policy::Compile(document, &declared).ok());
  EXPECT_THAT(declared, Pointwise(SameFinding(), findings));
  EXPECT_THAT(Refusal(RankingRule()), HasSubstr("at least one `key`"));
}

TEST(Ranking, ThePolicysOwnIsUsedAndWithoutOneNobodyIsRanked) {
  const std::vector<Household> households = {Ready("A", 300, "2026-08-01"), Ready("B", 100, "2026-08-02")};
  const absl::Status none = RankEligible(Small(), households, kDay).status();
  EXPECT_EQ(none.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(none.message()), HasSubstr("policy small 1 declares no ranking"));
  PolicyDocument document = Document();
  document.ranking = Rule();
  const Policy policy = *Policy::Compile(document);
  EXPECT_NE(policy.hash(), Small().hash());
  const auto own = RankEligible(policy, households, kDay);
  ASSERT_TRUE(own.ok()) << own.status();
  EXPECT_THAT(Told(*own), ElementsAre("1 B of 1 by 0", "2 A of 1"));
  EXPECT_TRUE(own->declared);
  EXPECT_EQ(own->policy_hash, policy.hash());
  RankingRule other = Rule();
  other.keys[0].direction = Direction::kDescending;
  const auto what_if = RankEligible(policy, other, households, kDay);
  ASSERT_TRUE(what_if.ok()) << what_if.status();
  EXPECT_THAT(Told(*what_if), ElementsAre("1 A of 1 by 0", "2 B of 1"));
  EXPECT_FALSE(what_if->declared);
  EXPECT_EQ(what_if->policy_hash, policy.hash());
  EXPECT_EQ(RankEligible(policy, households, Date(2025, 12, 31)).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(RankEligible(policy, households, kDay, {{"household.nothing"}}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(Ranking, FamiliesAreNamedByTheirIdsAndByNoIdentity) {
  struct Case {
    std::vector<std::string> ids;
    const char* what;
  };
  for (const Case& known :
       {Case{{"A", ""}, "household[1]: it has no id"}, Case{{"A", "B", "A"}, "household[2]: another household"},
        Case{{"x3579020101900001"}, "household[0]: its id has 16 digits"}}) {
    std::vector<Household> households;
    for (const std::string& id : known.ids) households.push_back(Ready(id, 0, ""));
    const absl::Status status = RankEligible(Small(), Rule(), households, kDay).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), AllOf(HasSubstr(known.what), Not(HasSubstr("3579020101900001"))));
  }
  const std::vector<Household> one = {Ready("A", 0, "")};
  EXPECT_EQ(RankEligible(Small(), Rule(), one, Date(2025, 12, 31)).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(RankEligible(Small(), Rule(), one, kDay, {{"household.nothing"}}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(Ranking, ManyFamiliesAreEvaluatedInBatches) {
  std::vector<Household> households;
  for (int i = 0; i < 5000; ++i) households.push_back(Ready(absl::StrCat("M", i), (i * 7919) % 5000, ""));
  const auto ranking = RankEligible(Small(), Rule(), households, kDay);
  ASSERT_TRUE(ranking.ok());
  ASSERT_THAT(ranking->ranked, SizeIs(5000));
  for (size_t i = 0; i < 5000; ++i) ASSERT_EQ(ranking->ranked[i].values[0].value, static_cast<int64_t>(i));
}

}  // namespace
}  // namespace graduasi
