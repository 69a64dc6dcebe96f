#include "src/analysis/possible_results.h"

#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "tests/unit/policy/documents.h"

namespace graduasi::analysis {
namespace {

// The results that the first comparison of a requirement can have, as "TRUE FALSE MISSING" without those that it cannot.
std::string Of(const std::string& require, int64_t max_age = 0) {
  PolicyDocument document = SmallPolicy();
  document.safeguards.clear();
  document.facts.push_back({At("grown"), {}, At("household.members.filter(m, !m.pregnant)"), "", {}});
  document.facts.push_back({At("spells"), {}, At("household.memberships.filter(s, s.programme == PKH)"), "", {}});
  document.criteria[0].require = At(require);
  document.criteria[1].require = At("size(grown) + size(spells) > params.hold_months");
  if (max_age > 0) document.criteria[0].max_age.push_back({At("household.memberships"), max_age, {}});
  Findings findings;
  const std::unique_ptr<const policy::CheckedPolicy> policy = policy::CheckPolicy(document, &findings);
  if (policy == nullptr) return findings[0].message;
  for (const policy::Leaf& leaf : policy::LeavesOf(*policy)) {
    if (leaf.part != policy::Leaf::Part::kRequire || leaf.index != 0) continue;
    const PossibleResults results = ResultsOf(*policy, leaf);
    std::string text = results.is_true ? "TRUE " : "";
    if (results.is_false) text += "FALSE ";
    if (results.missing) text += "MISSING ";
    return text;
  }
  return "no comparison";
}

TEST(PossibleResults, WhatReadsTheHouseholdCanBeAnything) {
  EXPECT_EQ(Of("household.procedure.willing"), "TRUE FALSE MISSING ");
  EXPECT_EQ(Of("size(grown) > 2"), "TRUE FALSE MISSING ");
}

TEST(PossibleResults, WhatReadsNoHouseholdIsNeverUnknown) {
  EXPECT_EQ(Of("params.hold_months > 3 && household.procedure.willing"), "TRUE FALSE ");
  EXPECT_EQ(Of("as_of > date('2026-03-01') && household.procedure.willing"), "TRUE FALSE ");
}

TEST(PossibleResults, AnIdentityNumberOfASoundRecordHasSixteenDigits) {
  EXPECT_EQ(Of("size(household.kk) == 16"), "TRUE MISSING ");
  EXPECT_EQ(Of("size(household.kk) != 16"), "FALSE MISSING ");
  EXPECT_EQ(Of("household.members.all(m, size(m.nik) > 15)"), "TRUE MISSING ");
  EXPECT_EQ(Of("household.members.all(m, size(m.nik) > 16)"), "FALSE MISSING ");
  EXPECT_EQ(Of("size(household.id) == 16"), "TRUE FALSE MISSING ");
}

TEST(PossibleResults, NumbersStayInTheRangesThatValidationKeepsThemIn) {
  EXPECT_EQ(Of("household.ranks.all(r, r.decile >= 1)"), "TRUE MISSING ");
  EXPECT_EQ(Of("household.ranks.all(r, r.decile >= 2)"), "TRUE FALSE MISSING ");
  EXPECT_EQ(Of("household.ranks.all(r, r.decile > 10)"), "FALSE MISSING ");
  EXPECT_EQ(Of("household.ranks.all(r, 10 < r.decile)"), "FALSE MISSING ");
  EXPECT_EQ(Of("household.ranks.all(r, r.decile == 11)"), "FALSE MISSING ");
  EXPECT_EQ(Of("household.ranks.all(r, r.decile != 11)"), "TRUE MISSING ");
  EXPECT_EQ(Of("size(household.members) >= 0"), "TRUE MISSING ");
  EXPECT_EQ(Of("size(household.members) < 0"), "FALSE MISSING ");
  EXPECT_EQ(Of("size(household.members) <= 0"), "TRUE FALSE MISSING ");
}

TEST(PossibleResults, WhetherAFactIsThereIsKnownUnlessADayOrAnAgeLimitStandsAgainstIt) {
  EXPECT_EQ(Of("household.memberships.exists(s, has(s.exit_kind))"), "TRUE FALSE ");
  EXPECT_EQ(Of("spells.exists(s, has(s.exit_kind))"), "TRUE FALSE ");
  EXPECT_EQ(Of("household.memberships.exists(s, has(s.ended_on))"), "TRUE FALSE MISSING ");
  EXPECT_EQ(Of("household.memberships.exists(s, has(s.exit_kind))", 12), "TRUE FALSE MISSING ");
  EXPECT_EQ(Of("[latest(household.memberships)].exists(s, has(s.exit_kind))"), "TRUE FALSE MISSING ");
}

}  // namespace
}  // namespace graduasi::analysis
