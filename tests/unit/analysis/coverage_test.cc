// What tests have seen of a policy: on a policy of which every answer is known, and as laws on the policies of this repository.
#include "graduasi/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "graduasi/policy_test.h"
#include "src/analysis/coverage_outcome.h"
#include "src/analysis/coverage_walk.h"
#include "src/analysis/test_bench.h"
#include "src/decide/admission.h"
#include "src/policy/leaves.h"

namespace graduasi {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const char kPolicy[] = R"policy(id: "small" version: "1" synthetic: true title { id: "Kecil" en: "Small" }
effective { from: "2026-01-01" until: "2027-01-01" }
parameter { id: "enough" type: INT unit: "IDR per month" value { from: "2026-01-01" int: 1000000 } source: "test" }
fact { id: "workers" expr: "household.members.filter(m, m.work == WAGE_WORK)" }
safeguard {
  id: "S1" title { id: "Ada yang hamil" en: "Somebody is pregnant" }
  when: "household.members.exists(m, m.pregnant)" source: "test"
}
criterion {
  id: "C1" title { id: "Pendapatan cukup" en: "Income suffices" }
  require: "latest(household.incomes).amount_idr >= params.enough || size(workers) > 1" can_act: HOUSEHOLD source: "test"
}
criterion {
  id: "C2" title { id: "Atap" en: "Roof" } applies_when: "household.dwelling.tenure == OWNED"
  require: "household.dwelling.roof == DURABLE" can_act: HOUSEHOLD source: "test"
}
criterion { id: "C3" title { id: "Mau" en: "Willing" } require: "household.procedure.willing" can_act: HOUSEHOLD source: "test" }
route {
  id: "r1" kind: SELF_RELIANT title { id: "Jalur satu" en: "Route one" } all_of: "C1"
  at_least { n: 1 of: "C2" of: "C3" } source: "test"
}
)policy";

const char kHead[] = R"(as_of: "2026-06-15"
household {
  name: "base"
  record {
    members { pregnant: false work: NOT_WORKING }
    members { pregnant: false work: NOT_WORKING }
    incomes { observed_on: "2026-06-01" amount_idr: 1000000 }
    dwelling { observed_on: "2026-01-01" tenure: OWNED roof: DURABLE }
    procedure { willing: false }
  }
}
)";

Policy PolicyOf(const std::string& text) {
  absl::StatusOr<Policy> policy = Policy::Parse(text);
  EXPECT_TRUE(policy.ok()) << policy.status();
  return *std::move(policy);
}

PolicyTestSuite SuiteOf(const std::string& text) {
  absl::StatusOr<PolicyTestSuite> suite = ParsePolicyTests(text);
  EXPECT_TRUE(suite.ok()) << suite.status();
  return suite.ok() ? *std::move(suite) : PolicyTestSuite();
}

PolicyCoverage CoverageOf(const std::string& cases) {
  absl::StatusOr<PolicyCoverage> coverage = MeasureCoverage(PolicyOf(kPolicy), {SuiteOf(kHead + cases)});
  EXPECT_TRUE(coverage.ok()) << coverage.status();
  return *std::move(coverage);
}

std::string Case(const std::string& name, const std::string& changes) {
  return absl::StrCat("case { name: \"", name, "\" from: \"base\" ", changes,
                      " expect { criterion { id: \"C1\" result: PASS } } }\n");
}

// "PASS*,FAIL": what was seen, with a star where it decided.
std::string Of(const std::vector<CoveredItem>& items, const std::string& of) {
  for (const CoveredItem& item : items) {
    if (item.owner != of && item.expression != of) continue;
    std::string text;
    for (const CoveredResult& result : item.results) {
      if (result.seen) absl::StrAppend(&text, text.empty() ? "" : ",", result.result, result.decided ? "*" : "");
    }
    return text;
  }
  return "no such item";
}

TEST(Coverage, OneCaseSeesOneResultOfEach) {
  const PolicyCoverage coverage = CoverageOf(Case("a", ""));
  EXPECT_EQ(coverage.cases, 1u);
  EXPECT_EQ(Of(coverage.criteria, "criterion C1"), "PASS*");
  // C3 fails, so that C2 alone keeps the household eligible; C3 would change nothing.
  EXPECT_EQ(Of(coverage.criteria, "criterion C2"), "PASS*");
  EXPECT_EQ(Of(coverage.criteria, "criterion C3"), "FAIL");
  EXPECT_EQ(Of(coverage.safeguards, "safeguard S1"), "CLEAR*");
  EXPECT_EQ(Of(coverage.routes, "route r1"), "MET");
  EXPECT_EQ(Of(coverage.routes, "route r1, at_least 1"), "MET");
  EXPECT_EQ(Of(coverage.comparisons, "m.pregnant"), "FALSE*");
  EXPECT_EQ(Of(coverage.comparisons, "latest(household.incomes).amount_idr >= params.enough"), "TRUE*");
  EXPECT_EQ(Of(coverage.comparisons, "size(workers) > 1"), "FALSE");
  EXPECT_EQ(Of(coverage.comparisons, "household.dwelling.tenure == OWNED"), "TRUE*");
  EXPECT_EQ(Of(coverage.comparisons, "household.dwelling.roof == DURABLE"), "TRUE*");
  // It tells who is counted. Were both otherwise, C1 would pass all the same.
  EXPECT_EQ(Of(coverage.comparisons, "m.work == WAGE_WORK"), "FALSE");
}

TEST(Coverage, WhatIsMaskedDoesNotDecide) {
  constexpr char kPoor[] = R"(change { set: "household.incomes[0].amount_idr" to: "1" } )";
  PolicyCoverage coverage = CoverageOf(Case("a", kPoor));
  EXPECT_EQ(Of(coverage.criteria, "criterion C1"), "FAIL*");
  EXPECT_EQ(Of(coverage.comparisons, "latest(household.incomes).amount_idr >= params.enough"), "FALSE*");
  EXPECT_EQ(Of(coverage.comparisons, "size(workers) > 1"), "FALSE*");
  EXPECT_EQ(Of(coverage.comparisons, "m.work == WAGE_WORK"), "FALSE*");
  // Both criteria of the list hold: neither is the one.
  coverage = CoverageOf(Case("a", R"(change { set: "household.procedure.willing" to: "true" })"));
  EXPECT_EQ(Of(coverage.criteria, "criterion C2"), "PASS");
  EXPECT_EQ(Of(coverage.criteria, "criterion C3"), "PASS");
  // Two are pregnant: neither is the one; S1 is.
  coverage = CoverageOf(Case("a", R"(change { set: "household.members[0].pregnant" to: "true" }
                                     change { set: "household.members[1].pregnant" to: "true" })"));
  EXPECT_EQ(Of(coverage.comparisons, "m.pregnant"), "TRUE");
  EXPECT_EQ(Of(coverage.safeguards, "safeguard S1"), "HOLDS*");
  EXPECT_EQ(Of(coverage.criteria, "criterion C1"), "PASS");
  // One is: of her it decides, of the other it does not.
  coverage = CoverageOf(Case("a", R"(change { set: "household.members[0].pregnant" to: "true" })"));
  EXPECT_EQ(Of(coverage.comparisons, "m.pregnant"), "TRUE*,FALSE");
}

TEST(Coverage, WhatDoesNotApplyIsNotLookedInto) {
  const PolicyCoverage coverage = CoverageOf(Case("a", R"(change { set: "household.dwelling.tenure" to: "RENTED" })"));
  EXPECT_EQ(Of(coverage.criteria, "criterion C2"), "NOT_APPLICABLE*");
  EXPECT_EQ(Of(coverage.comparisons, "household.dwelling.tenure == OWNED"), "FALSE*");
  EXPECT_EQ(Of(coverage.comparisons, "household.dwelling.roof == DURABLE"), "");
  // Not to apply is another result than to fail.
  EXPECT_EQ(Of(CoverageOf(Case("a", R"(change { set: "household.dwelling.tenure" to: "RENTED" }
                                       change { set: "household.dwelling.roof" to: "NOT_DURABLE" })"))
                   .comparisons,
               "household.dwelling.tenure == OWNED"),
            "FALSE*");
}

// One criterion and members, of whom it is said who is HEAD, SPOUSE or CHILD, and whether enrolled: "HEAD true, CHILD ?".
PolicyCoverage OfMembers(const std::string& require, const std::string& members) {
  const std::string policy = absl::StrCat(R"(
id: "one" version: "1" synthetic: true title { id: "Satu" en: "One" } effective { from: "2026-01-01" }
criterion { id: "C" title { id: "C" en: "C" } can_act: NOBODY source: "t" require: ")",
                                          require, R"(" }
route { id: "r" kind: OTHER title { id: "r" en: "r" } all_of: "C" source: "t" })");
  std::string list;
  for (const absl::string_view member : absl::StrSplit(members, ", ")) {
    const std::pair<std::string, std::string> words = absl::StrSplit(member, ' ');
    absl::StrAppend(&list, "members {", words.first == "?" ? "" : " relation: " + words.first,
                    words.second == "?" ? "" : " enrolled: " + words.second, " }\n");
  }
  const absl::StatusOr<PolicyCoverage> coverage =
      MeasureCoverage(PolicyOf(policy), {SuiteOf(absl::StrCat("as_of: \"2026-06-15\" case { name: \"a\" household { ", list,
                                                              "} expect { criterion { id: \"C\" result: ERROR } } }"))});
  EXPECT_TRUE(coverage.ok()) << coverage.status();
  return *coverage;
}

TEST(Coverage, EveryQuantifierKnowsWhoDecides) {
  const std::string one = "household.members.exists_one(m, m.enrolled)";
  EXPECT_EQ(Of(OfMembers(one, "HEAD true").comparisons, "m.enrolled"), "TRUE*");
  EXPECT_EQ(Of(OfMembers(one, "HEAD true, CHILD false").comparisons, "m.enrolled"), "TRUE*,FALSE*");
  EXPECT_EQ(Of(OfMembers(one, "HEAD true, CHILD true").comparisons, "m.enrolled"), "TRUE*");
  EXPECT_EQ(Of(OfMembers(one, "HEAD true, CHILD true, CHILD true").comparisons, "m.enrolled"), "TRUE");
  EXPECT_EQ(Of(OfMembers(one, "HEAD true, CHILD true, CHILD true, CHILD false").comparisons, "m.enrolled"), "TRUE,FALSE");
  EXPECT_EQ(Of(OfMembers(one, "HEAD true, CHILD true, CHILD ?").comparisons, "m.enrolled"), "TRUE*,MISSING");
  EXPECT_EQ(Of(OfMembers(one, "HEAD true, CHILD ?").comparisons, "m.enrolled"), "TRUE,MISSING*");
  const std::string all = "household.members.all(m, m.enrolled)";
  EXPECT_EQ(Of(OfMembers(all, "HEAD true, CHILD true").comparisons, "m.enrolled"), "TRUE*");
  EXPECT_EQ(Of(OfMembers(all, "HEAD true, CHILD false").comparisons, "m.enrolled"), "TRUE,FALSE*");
  EXPECT_EQ(Of(OfMembers(all, "HEAD false, CHILD false, CHILD ?").comparisons, "m.enrolled"), "FALSE,MISSING");
  EXPECT_EQ(Of(OfMembers(all, "HEAD true, CHILD ?").comparisons, "m.enrolled"), "TRUE*,MISSING*");
  // Who is perhaps in the list can make nothing certain, only uncertain.
  const std::string perhaps = "household.members.filter(m, m.relation == CHILD).all(m, m.enrolled)";
  EXPECT_EQ(Of(OfMembers(perhaps, "? false").comparisons, "m.enrolled"), "FALSE*");
  EXPECT_EQ(Of(OfMembers(perhaps, "? false, CHILD false").comparisons, "m.enrolled"), "FALSE*");
  EXPECT_EQ(Of(OfMembers(perhaps, "HEAD false").comparisons, "m.enrolled"), "");
}

TEST(Coverage, OfAConditionalTheBranchThatWasTakenCounts) {
  const std::string require =
      "size(household.members) > 1 ? household.members[0].enrolled : household.members[0].relation == HEAD";
  PolicyCoverage coverage = OfMembers(require, "HEAD true");
  EXPECT_EQ(Of(coverage.comparisons, "size(household.members) > 1"), "FALSE");  // both branches say the same
  EXPECT_EQ(Of(coverage.comparisons, "household.members[0].relation == HEAD"), "TRUE*");
  EXPECT_EQ(Of(coverage.comparisons, "household.members[0].enrolled"), "");
  coverage = OfMembers(require, "HEAD false, CHILD true");
  EXPECT_EQ(Of(coverage.comparisons, "size(household.members) > 1"), "TRUE*");
  EXPECT_EQ(Of(coverage.comparisons, "household.members[0].enrolled"), "FALSE*");
}

TEST(Coverage, OfWhoIsCountedOnlyWhatWasTurnedIsSaidToDecide) {
  // The head is none of those counted, enrolled or not; of the child it is not known.
  const std::string require = "size(household.members.filter(m, m.enrolled && m.relation == CHILD)) == 0";
  const PolicyCoverage coverage = OfMembers(require, "HEAD true, CHILD ?");
  EXPECT_EQ(Of(coverage.criteria, "criterion C"), "MISSING*");
  EXPECT_EQ(Of(coverage.comparisons, "m.enrolled"), "TRUE,MISSING*");
  EXPECT_EQ(Of(OfMembers(require, "HEAD true, CHILD true").comparisons, "m.enrolled"), "TRUE*");
  EXPECT_EQ(Of(OfMembers(require, "HEAD false, CHILD ?").comparisons, "m.enrolled"), "FALSE,MISSING*");
}

TEST(Coverage, WhatIsNotKnownIsSeenAsMissing) {
  PolicyCoverage coverage =
      CoverageOf(Case("a", R"(change { remove: "household.incomes" } change { remove: "household.dwelling" }
                                                    change { remove: "household.members[0].pregnant" })"));
  EXPECT_EQ(Of(coverage.criteria, "criterion C1"), "MISSING*");
  EXPECT_EQ(Of(coverage.criteria, "criterion C2"), "MISSING*");
  EXPECT_EQ(Of(coverage.safeguards, "safeguard S1"), "MISSING*");
  EXPECT_EQ(Of(coverage.comparisons, "m.pregnant"), "FALSE*,MISSING*");
  EXPECT_EQ(Of(coverage.comparisons, "household.dwelling.tenure == OWNED"), "MISSING*");
  EXPECT_EQ(Of(coverage.routes, "route r1"), "MISSING");
  EXPECT_EQ(Of(coverage.routes, "route r1, at_least 1"), "MISSING");
  // Not known who works; nothing else holds.
  coverage = CoverageOf(Case("a", R"(change { set: "household.incomes[0].amount_idr" to: "1" }
      change { set: "household.members[0].work" to: "WAGE_WORK" } change { remove: "household.members[1].work" })"));
  EXPECT_EQ(Of(coverage.criteria, "criterion C1"), "MISSING*");
  EXPECT_EQ(Of(coverage.comparisons, "size(workers) > 1"), "MISSING*");
  EXPECT_EQ(Of(coverage.comparisons, "m.work == WAGE_WORK"), "TRUE*,MISSING*");
}

TEST(Coverage, AContradictoryRecordIsNotCounted) {
  const PolicyCoverage coverage = CoverageOf(Case("a", R"(change { set: "household.incomes[0].amount_idr" to: "-1" })"));
  EXPECT_EQ(coverage.cases, 0u);
  EXPECT_EQ(coverage.invalid_cases, 1u);
  EXPECT_EQ(Of(coverage.criteria, "criterion C1"), "");
  EXPECT_EQ(Of(coverage.comparisons, "m.pregnant"), "");
}

TEST(Coverage, SuitesAddUpAndMisfitsAreFindings) {
  const Policy policy = PolicyOf(kPolicy);
  const PolicyTestSuite one = SuiteOf(kHead + Case("a", ""));
  const PolicyTestSuite two = SuiteOf(kHead + Case("a", R"(change { set: "household.incomes[0].amount_idr" to: "1" })"));
  const absl::StatusOr<PolicyCoverage> both = MeasureCoverage(policy, {one, two});
  ASSERT_TRUE(both.ok());
  EXPECT_EQ(both->cases, 2u);
  EXPECT_EQ(Of(both->criteria, "criterion C1"), "PASS*,FAIL*");
  EXPECT_EQ(Of(both->comparisons, "m.work == WAGE_WORK"), "FALSE*");
  Findings findings;
  const PolicyTestSuite misfit = SuiteOf(kHead + absl::StrReplaceAll(Case("a", ""), {{"C1", "C7"}}));
  EXPECT_FALSE(MeasureCoverage(policy, {one, misfit}, &findings).ok());
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].line, 12);
}

TEST(Coverage, TheTextCountsAndNamesWhatIsWanting) {
  const std::string cases = Case("a", "") + Case("b", R"(change { set: "household.incomes[0].amount_idr" to: "1" })");
  const PolicyCoverage coverage = CoverageOf(cases);
  const std::string text = ToText(coverage, "small.policy.txtpb", Language::kEnglish);
  EXPECT_THAT(
      text,
      AllOf(HasSubstr("Coverage of small 1 by 2 cases:\n"
                      "  criteria    0 of 3 seen to pass, to fail and to be missing; 1 of 3 decided as pass and as fail\n"),
            HasSubstr("  small.policy.txtpb:9:1: criterion C1: never MISSING\n"),
            HasSubstr("  small.policy.txtpb:11:13: criterion C1, require: `latest(household.incomes).amount_idr >= "
                      "params.enough`: never MISSING\n"),
            HasSubstr("  small.policy.txtpb:7:38: safeguard S1: `m.pregnant`: never TRUE, MISSING\n"),
            HasSubstr("  small.policy.txtpb:4:57: fact workers: `m.work == WAGE_WORK`: never TRUE, MISSING\n")));
  EXPECT_THAT(ToText(coverage, "", Language::kIndonesian),
              AllOf(HasSubstr("Cakupan small 1 oleh 2 kasus:\n"), HasSubstr("  9:1: criterion C1: belum pernah MISSING\n")));
}

TEST(Coverage, TheListingMarksEveryLine) {
  const std::string cases = Case("a", "") + Case("b", R"(change { set: "household.incomes[0].amount_idr" to: "1" })") +
                            Case("c", R"(change { remove: "household.incomes" })");
  const std::string listing = Listing(CoverageOf(cases), kPolicy, Language::kEnglish);
  EXPECT_THAT(listing, HasSubstr("     3 | parameter {"));
  EXPECT_THAT(listing, HasSubstr("\n+    9 | criterion {\n"));
  EXPECT_THAT(listing,
              HasSubstr("\n!   11 |   require: \"latest(household.incomes).amount_idr >= params.enough || size(workers) > "
                        "1\" can_act: HOUSEHOLD source: \"test\"\n       | " +
                        std::string(69, ' ') + "^ `size(workers) > 1`: never TRUE, MISSING\n    12 | }\n"));
  // Every line of the policy is there, and in its order.
  std::istringstream lines(kPolicy);
  size_t at = 0;
  for (std::string line; std::getline(lines, line);) {
    at = listing.find("| " + line + "\n", at);
    ASSERT_NE(at, std::string::npos) << line;
  }
}

TEST(Coverage, JsonHoldsEverything) {
  const std::string json = ToJson(CoverageOf(Case("a", "")));
  EXPECT_THAT(json, testing::StartsWith(R"({"policy_id":"small","policy_version":"1","cases":1,"invalid_cases":0,"criteria":[)"
                                        R"({"owner":"criterion C1","line":9,"column":1,"judged":true,"results":[)"
                                        R"({"result":"PASS","seen":true,"decided":true},{"result":"FAIL","seen":false,)"
                                        R"("decided":false},{"result":"MISSING","seen":false,"decided":false}]})"));
  EXPECT_THAT(json, HasSubstr(R"("owner":"safeguard S1","expression":"m.pregnant","line":7,"column":38)"));
}

// ---- laws on the policies of this repository, with all their suites ----

struct Subject {
  std::string name;
  Policy policy;
  std::vector<PolicyTestSuite> suites;
};

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<Subject> Subjects() {
  std::vector<Subject> subjects;
  for (const char* folder : {"policies/examples", "policies/pkh-graduasi"}) {
    const std::filesystem::path path = std::filesystem::path(GRADUASI_SOURCE_DIR) / folder;
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(path)) files.insert(entry.path());
    for (const std::filesystem::path& file : files) {
      if (!absl::EndsWith(file.string(), ".policy.txtpb")) continue;
      const std::string name = file.filename().string().substr(0, file.filename().string().size() - 13);
      Subject subject{name, PolicyOf(ReadFile(file)), {}};
      for (const std::filesystem::path& suite : files) {
        const std::string suite_name = suite.filename().string();
        if (absl::StartsWith(suite_name, name + ".") && absl::EndsWith(suite_name, ".test.txtpb")) {
          subject.suites.push_back(SuiteOf(ReadFile(suite)));
        }
      }
      subjects.push_back(std::move(subject));
    }
  }
  EXPECT_GE(subjects.size(), 7u);
  return subjects;
}

TEST(CoverageLaw, ResultsPutTogetherGiveTheOutcomeThatWasDecided) {
  size_t rows = 0;
  for (const Subject& subject : Subjects()) {
    const policy::CheckedPolicy& checked = decide::CompiledOf(subject.policy).checked();
    for (const PolicyTestSuite& suite : subject.suites) {
      Findings findings;
      const auto bench = analysis::TestBench::Prepare(subject.policy, suite, &findings);
      ASSERT_NE(bench, nullptr) << subject.name << ": " << findings[0].message;
      decide::Sweep sweep;
      ASSERT_TRUE(
          sweep
              .Run(decide::CompiledOf(subject.policy), bench->rows(), bench->recorded_when_true(),
                   [&](const decide::Sweep::Decided& batch) {
                     for (int32_t row = 0; row < batch.count; ++row) {
                       if (batch.judgement.outcome(row) == Outcome::kInvalid) continue;
                       analysis::HouseholdResults results;
                       for (size_t i = 0; i < checked.criteria.size(); ++i) {
                         results.criteria.push_back(batch.judgement.criterion(i, row));
                       }
                       for (size_t i = 0; i < checked.safeguards.size(); ++i) {
                         results.safeguards.push_back(batch.judgement.safeguard(i, row));
                       }
                       for (const auto& score : batch.form.scores) {
                         results.scores.push_back(score ? analysis::ValueOf(*batch.form.program, batch.run, score->reached, row)
                                                        : analysis::kTrue);
                       }
                       const size_t index = batch.first + static_cast<size_t>(row);
                       results.unplaced = decide::PlacementOf(subject.policy.document(), suite.cases[index].household) ==
                                          decide::Placement::kUnknown;
                       const std::pair<Outcome, int> outcome = OutcomeOf(checked, results);
                       EXPECT_EQ(outcome.first, batch.judgement.outcome(row)) << suite.cases[index].name.text;
                       if (outcome.first == Outcome::kEligible) {
                         EXPECT_EQ(outcome.second, batch.judgement.route(row));
                       }
                       for (size_t i = 0; i < checked.routes.size(); ++i) {
                         EXPECT_EQ(ResultOf(checked.routes[i], results, i), batch.judgement.route_result(i, row));
                       }
                       ++rows;
                     }
                   })
              .ok());
    }
  }
  EXPECT_GT(rows, 300u);
}

// The table that a walk hands down says of the value that a comparison has what the whole is: every connective and quantifier
// on the way up was understood as it was evaluated.
TEST(CoverageLaw, ATableTellsOfTheValueThatIsWhatTheWholeIs) {
  size_t told = 0;
  for (const Subject& subject : Subjects()) {
    for (const PolicyTestSuite& suite : subject.suites) {
      Findings findings;
      const auto bench = analysis::TestBench::Prepare(subject.policy, suite, &findings);
      ASSERT_NE(bench, nullptr);
      decide::Sweep sweep;
      ASSERT_TRUE(
          sweep
              .Run(decide::CompiledOf(subject.policy), bench->rows(), bench->recorded_when_true(),
                   [&](const decide::Sweep::Decided& batch) {
                     std::vector<columns::ExpressionId> conditions;
                     for (const auto& safeguard : batch.form.safeguards) conditions.push_back(safeguard.when);
                     for (const auto& criterion : batch.form.criteria) {
                       conditions.push_back(criterion.require);
                       if (criterion.applies_when != columns::kNoExpression) conditions.push_back(criterion.applies_when);
                     }
                     for (int32_t row = 0; row < batch.count; ++row) {
                       for (const columns::ExpressionId condition : conditions) {
                         const analysis::Truth whole = analysis::ValueOf(*batch.form.program, batch.run, condition, row);
                         analysis::WalkCondition(*batch.form.program, batch.run, condition, row, {0, 1, 2, 3},
                                                 [&](const cel::Node*, analysis::Truth value, const analysis::Table* table) {
                                                   if (table == nullptr) return;
                                                   EXPECT_EQ((*table)[value], whole);
                                                   ++told;
                                                 });
                       }
                     }
                   })
              .ok());
    }
  }
  EXPECT_GT(told, 5000u);
}

// A comparison that stands once in a criterion and outside of every macro decides by its table exactly where the criterion of a
// policy with that comparison turned has another result.
TEST(CoverageLaw, WhatDecidesByItsTableDecidesInAPolicyWithTheComparisonTurned) {
  size_t compared = 0;
  for (const Subject& subject : Subjects()) {
    const policy::CompiledPolicy& compiled = decide::CompiledOf(subject.policy);
    for (const policy::Leaf& leaf : policy::LeavesOf(compiled.checked())) {
      if (leaf.part != policy::Leaf::Part::kRequire || !leaf.condition) continue;
      for (const bool value : {true, false}) {
        PolicyDocument document = subject.policy.document();
        Placed& written = document.criteria[leaf.index].require;
        const auto begin = static_cast<size_t>(leaf.node->span.begin);
        const std::string before = written.text.substr(begin, static_cast<size_t>(leaf.node->span.end - leaf.node->span.begin));
        const std::string after = absl::StrCat("((", before, value ? ") && !(" : ") || !(", before, "))");
        written.text.replace(begin, before.size(), after);
        written.positions.clear();
        Findings findings;
        const auto variant = policy::CompiledPolicy::CompileVariant(document, policy::Misreading{}, &findings);
        ASSERT_NE(variant, nullptr) << findings[0].message;
        for (const PolicyTestSuite& suite : subject.suites) {
          const auto bench = analysis::TestBench::Prepare(subject.policy, suite, &findings);
          std::map<size_t, bool> decided;  // by row
          decide::Sweep sweep;
          ASSERT_TRUE(sweep
                          .Run(compiled, bench->rows(), bench->recorded_when_true(),
                               [&](const decide::Sweep::Decided& batch) {
                                 for (int32_t row = 0; row < batch.count; ++row) {
                                   const policy::CompiledCriterion& criterion = batch.form.criteria[leaf.index];
                                   // Of a criterion that does not apply, or perhaps not, nothing in `require` changes the
                                   // result.
                                   if (criterion.applies_when != columns::kNoExpression &&
                                       analysis::ValueOf(*batch.form.program, batch.run, criterion.applies_when, row) !=
                                           analysis::kTrue) {
                                     continue;
                                   }
                                   size_t times = 0;
                                   bool changes = false;
                                   analysis::WalkCondition(
                                       *batch.form.program, batch.run, batch.form.criteria[leaf.index].require, row,
                                       {0, 1, 2, 3},
                                       [&](const cel::Node* node, analysis::Truth is, const analysis::Table* table) {
                                         if (node != leaf.node) return;
                                         ++times;
                                         if (table == nullptr || is != (value ? analysis::kTrue : analysis::kFalse)) return;
                                         changes = (*table)[analysis::kTrue] != (*table)[analysis::kFalse];
                                       });
                                   if (times == 1) decided[batch.first + static_cast<size_t>(row)] = changes;
                                 }
                               })
                          .ok());
          std::map<size_t, bool> differs;
          std::map<size_t, CriterionResult> was;
          const auto note = [&](const decide::Sweep::Decided& batch) {
            for (int32_t row = 0; row < batch.count; ++row) {
              const size_t index = batch.first + static_cast<size_t>(row);
              const CriterionResult result = batch.judgement.criterion(leaf.index, row);
              const auto [at, first] = was.emplace(index, result);
              if (!first) differs[index] = at->second != result;
            }
          };
          ASSERT_TRUE(sweep.Run(compiled, bench->rows(), bench->recorded_when_true(), note).ok());
          ASSERT_TRUE(sweep.Run(*variant, bench->rows(), bench->recorded_when_true(), note).ok());
          for (const auto& [row, changes] : decided) {
            EXPECT_EQ(differs[row], changes)
                << subject.name << " " << leaf.owner << " `" << leaf.text << "` in " << suite.cases[row].name.text;
            ++compared;
          }
        }
      }
    }
  }
  EXPECT_GT(compared, 2000u);
}

}  // namespace
}  // namespace graduasi
