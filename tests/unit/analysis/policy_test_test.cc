// Running suites of policy tests: what passes, what fails and how it is told, names that the policy does not have, variants.
#include "graduasi/policy_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "src/analysis/test_bench.h"

namespace graduasi {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const char kPolicy[] = R"policy(
id: "small" version: "1" synthetic: true title { id: "Kecil" en: "Small" }
effective { from: "2026-01-01" until: "2027-01-01" }
parameter { id: "enough" type: INT unit: "IDR per month" value { from: "2026-01-01" int: 1000000 } source: "test" }
parameter { id: "line" type: INT key: "household.region" value { from: "2026-01-01" entry { key: "35" int: 5 } } source: "test" }
safeguard {
  id: "S1" title { id: "Ada yang hamil" en: "Somebody is pregnant" }
  when: "household.members.exists(m, m.pregnant)"
reason{id : "Ada anggota yang hamil." en : "A member is pregnant."} source : "test"
}
safeguard { id: "S2" title { id: "Keberatan" en: "Objection" } when: "size(household.procedure.objections) > 0" source: "test" }
criterion {
  id: "C1" title { id: "Pendapatan cukup" en: "Income suffices" }
  require: "latest(household.incomes).amount_idr >= params.enough"
  fail { id: "Pendapatan kurang." en: "Income is too low." } can_act: HOUSEHOLD source: "test"
}
criterion {
  id: "C2" title { id: "Di atas garis" en: "Above the line" } applies_when: "household.members.exists(m, m.work == WAGE_WORK)"
  require: "latest(household.incomes).amount_idr > params.line" can_act: HOUSEHOLD source: "test"
}
route { id: "r1" kind: SELF_RELIANT title { id: "Jalur satu" en: "Route one" } all_of: "C1" all_of: "C2" source: "test" }
)policy";

const char kHead[] = R"(as_of: "2026-06-15"
household {
  name: "pair"
  record {
    region { system: KEMENDAGRI code: "35.14" }
    members { pregnant: false work: WAGE_WORK }
    incomes { observed_on: "2026-06-01" amount_idr: 1000000 }
    procedure { known_empty: "objections" }
  }
}
)";

class PolicyTestTest : public testing::Test {
 protected:
  static Policy PolicyOf(const std::string& text) {
    absl::StatusOr<Policy> policy = Policy::Parse(text);
    if (!policy.ok()) ADD_FAILURE() << policy.status();
    return policy.ok() ? *std::move(policy) : PolicyOf(kPolicy);
  }
  static PolicyTestSuite SuiteOf(const std::string& cases) {
    absl::StatusOr<PolicyTestSuite> suite = ParsePolicyTests(kHead + cases);
    EXPECT_TRUE(suite.ok()) << suite.status();
    return suite.ok() ? *std::move(suite) : PolicyTestSuite();
  }
  // The text of the report, in English.
  std::string Run(const std::string& cases) {
    const PolicyTestSuite suite = SuiteOf(cases);
    const absl::StatusOr<PolicyTestReport> report = RunTests(policy_, suite);
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? ToText(*report, "small.test.txtpb", Language::kEnglish) : "";
  }
  std::string Mistakes(const std::string& cases) {
    const PolicyTestSuite suite = SuiteOf(cases);
    Findings findings;
    EXPECT_FALSE(RunTests(policy_, suite, &findings).ok());
    std::string all;
    for (const Finding& finding : findings) {
      absl::StrAppend(&all, finding.line, ":", finding.column, ": ", finding.message, "\n");
    }
    return all;
  }

  const Policy policy_ = PolicyOf(kPolicy);
};

constexpr char kLess[] = R"(change { set: "household.incomes[0].amount_idr" to: "999999" } )";
constexpr char kPregnant[] = R"(change { set: "household.members[0].pregnant" to: "true" } )";

std::string Case(const std::string& changes, const std::string& expect) {
  return absl::StrCat("case { name: \"x\" from: \"pair\" ", changes, "expect { ", expect, " } }\n");
}

TEST_F(PolicyTestTest, WhatHoldsPasses) {
  for (const auto& [changes, expect] : std::vector<std::pair<std::string, std::string>>{
           {"", R"(outcome: ELIGIBLE route: "r1" passes: ["C1", "C2"] safeguard { id: "S1" result: CLEAR })"},
           {kLess, R"(outcome: NOT_YET route: "r1" fails: "C1" fails_only: "C1" passes: "C2")"},
           {kLess, R"(reason { of: "C1" id: "kurang" en: "too low" })"},
           {kPregnant, R"(outcome: PROTECTED protected_by: "S1" protected_only_by: "S1" reason { of: "S1" en: "pregnant" })"},
           {R"(change { remove: "household.members[0].work" })", R"(outcome: NEEDS_DATA missing_criteria: "C2")"},
           {R"(change { remove: "household.members[0].work" })", R"(missing: "household.members[0].work")"},
           {R"(change { remove: "household.members[0].work" })", R"(missing_only: "household.members[0].work")"},
           {R"(change { set: "household.members[0].work" to: "CASUAL_WORK" })", R"(not_applicable: "C2")"},
           {R"(change { set: "household.region.code" to: "34" })", R"(missing: "params.line")"},
           {R"(change { set: "household.incomes[0].amount_idr" to: "-1" })",
            R"(outcome: INVALID finding: "incomes[0].amount_idr")"},
       }) {
    EXPECT_EQ(Run(Case(changes, expect)), "1 case, 1 passed.\n") << changes << expect;
  }
}

TEST_F(PolicyTestTest, WhatDoesNotHoldFailsWithTheFiguresBesideIt) {
  EXPECT_EQ(Run(Case(kLess, "outcome: ELIGIBLE route: \"r1\" passes: \"C1\"")),
            "small.test.txtpb:11: x\n"
            "  line 11: outcome: expected ELIGIBLE, but it is NOT_YET\n"
            "    C1: Income is too low.\n"
            "      false  latest(household.incomes).amount_idr >= params.enough   999999 >= 1000000 IDR per month\n"
            "  line 11: criterion C1: expected PASS, but it is FAIL\n"
            "    C1: Income is too low.\n"
            "      false  latest(household.incomes).amount_idr >= params.enough   999999 >= 1000000 IDR per month\n"
            "1 case, 0 passed, 1 failed.\n");
}

TEST_F(PolicyTestTest, EachExpectationCanFail) {
  const auto fails = [&](const std::string& changes, const std::string& expect, const std::string& told) {
    EXPECT_THAT(Run(Case(changes, expect)), HasSubstr(told)) << changes << expect;
  };
  fails("", "outcome: NOT_YET", "outcome: expected NOT_YET, but it is ELIGIBLE\n    the route r1 is met\n");
  fails(kPregnant, "outcome: ELIGIBLE", "outcome: expected ELIGIBLE, but it is PROTECTED\n    S1: A member is pregnant.\n");
  fails(R"(change { remove: "household.members[0].work" })", "outcome: ELIGIBLE",
        "but it is NEEDS_DATA\n    not recorded: household.members[0].work (C2)\n");
  fails(R"(change { set: "household.incomes[0].amount_idr" to: "-1" })", "outcome: ELIGIBLE",
        "but it is INVALID\n    incomes[0].amount_idr: ");
  fails("", "fails: \"C1\"", "criterion C1: expected FAIL, but it is PASS\n");
  fails(kLess, "fails_only: \"C2\"", "criteria that fail: expected C2, but it is C1\n    C1: Income is too low.\n");
  fails("", "fails_only: \"C2\"", "criteria that fail: expected C2, but it is none\n    C2: ");
  fails(kLess, "fails_only: [\"C1\", \"C2\"]", "criteria that fail: expected C1, C2, but it is C1\n");
  fails("", "protected_by: \"S1\"", "safeguard S1: expected HOLDS, but it is CLEAR\n");
  fails(kPregnant, "protected_only_by: \"S2\"", "safeguards that hold: expected S2, but it is S1\n");
  fails(kPregnant, "safeguard { id: \"S1\" result: CLEAR }", "safeguard S1: expected CLEAR, but it is HOLDS\n");
  fails("", "missing: \"household.incomes\"", "missing facts: expected household.incomes among them, but it is none\n");
  fails(R"(change { remove: "household.members[0].work" })", "missing_only: \"household.incomes\"",
        "missing facts: expected household.incomes, but it is household.members[0].work\n");
  fails(kLess, "reason { of: \"C1\" en: \"too high\" }",
        "reason of C1, en: expected \"too high\", but it is \"Income is too low.\"\n");
  fails("", "reason { of: \"S1\" id: \"hamil\" }", "reason of S1, id: expected \"hamil\", but it is no reason\n");
  fails("", "finding: \"kk\"", "findings: expected \"kk\", but it is none\n");
  fails(kPregnant, "route: \"r1\"", "route: expected r1, but it is none\n");
}

TEST_F(PolicyTestTest, AnotherRouteThanExpectedFails) {
  const Policy policy = PolicyOf(std::string(kPolicy) + R"(
route { id: "r2" kind: OTHER title { id: "Jalur dua" en: "Route two" } all_of: "C1" source: "test" })");
  const PolicyTestSuite suite = SuiteOf(Case("", "route: \"r2\""));
  const absl::StatusOr<PolicyTestReport> report = RunTests(policy, suite);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(ToText(*report, "", Language::kEnglish),
            "line 11: x\n  line 11: route: expected r2, but it is r1\n1 case, 0 passed, 1 failed.\n");
}

TEST_F(PolicyTestTest, WhatThePolicyDoesNotHaveIsAFinding) {
  EXPECT_EQ(Mistakes(Case("", "fails: \"C3\"")), "11:40: the policy has no criterion `C3`; did you mean `C1`?\n");
  EXPECT_EQ(Mistakes(Case("", "fails_only: \"S1\"")), "11:40: the policy has no criterion `S1`; it is a safeguard\n");
  EXPECT_EQ(Mistakes(Case("", "protected_by: \"C1\"")), "11:40: the policy has no safeguard `C1`; it is a criterion\n");
  EXPECT_EQ(Mistakes(Case("", "protected_only_by: \"s9\"")), "11:40: the policy has no safeguard `s9`; did you mean `S1`?\n");
  EXPECT_EQ(Mistakes(Case("", "route: \"mandiri\"")), "11:40: the policy has no route `mandiri`\n");
  EXPECT_EQ(Mistakes(Case("", "reason { of: \"X\" id: \"a\" }")), "11:49: the policy has no criterion or safeguard `X`\n");
  EXPECT_EQ(Mistakes(Case("", "missing: \"params.lane\"")),
            "11:40: the policy has no parameter `params.lane`; did you mean `params.line`?\n");
  EXPECT_EQ(Mistakes(Case("as_of: \"2027-01-01\" ", "fails: \"C1\"")),
            "11:31: the case is of 2027-01-01, and the policy decides from 2026-01-01 until the day before 2027-01-01\n");
  EXPECT_EQ(Mistakes("recorded_when_true: \"household.members[].sex\"\n" + Case("", "fails: \"C1\"")).substr(0, 6), "11:1: ");
}

TEST_F(PolicyTestTest, AFactRecordedOnlyWhenTrueReadsAsFalse) {
  const std::string gone = R"(change { remove: "household.members[0].pregnant" } )";
  EXPECT_EQ(Run(Case(gone, "outcome: NEEDS_DATA")), "1 case, 1 passed.\n");
  EXPECT_EQ(Run("recorded_when_true: \"household.members[].pregnant\"\n" + Case(gone, "outcome: ELIGIBLE")),
            "1 case, 1 passed.\n");
}

TEST_F(PolicyTestTest, WhatLiesAheadCanBeExpected) {
  const Policy policy = PolicyOf(R"policy(
id: "ahead" version: "1" synthetic: true title { id: "Nanti" en: "Ahead" }
effective { from: "2026-01-01" until: "2027-01-01" }
criterion {
  id: "aid" title { id: "Bantuan" en: "Aid" } can_act: NOBODY source: "test"
  require: "household.assistance.all(a, months_between(a.recorded_on, as_of) >= 6)"
}
criterion {
  id: "sessions" title { id: "Sesi" en: "Sessions" } can_act: MENTOR source: "test"
  require: "count(household.mentoring.sessions.map(s, s.attended)) >= 3"
}
route { id: "r1" kind: SELF_RELIANT title { id: "Jalur" en: "Route" } all_of: "aid" all_of: "sessions" source: "test" }
)policy");
  const auto run = [&](const std::string& changes, const std::string& expect) {
    const absl::StatusOr<PolicyTestSuite> suite = ParsePolicyTests(absl::StrCat(R"(as_of: "2026-06-15"
household {
  name: "pair"
  record {
    assistance { recorded_on: "2026-05-15" kind: FOOD }
    mentoring { sessions { held_on: "2026-03-01" kind: P2K2 attended: true } sessions { held_on: "2026-04-01" attended: true } }
  }
}
)",
                                                                                Case(changes, expect)));
    EXPECT_TRUE(suite.ok()) << suite.status();
    const absl::StatusOr<PolicyTestReport> report = RunTests(policy, *suite);
    EXPECT_TRUE(report.ok()) << report.status();
    return ToText(*report, "", Language::kEnglish);
  };
  constexpr char kThird[] =
      R"(change { add: "household.mentoring.sessions" to: '{"held_on": "2026-05-01", "attended": true}' } )";
  const std::string passed = "1 case, 1 passed.\n";
  EXPECT_EQ(run(kThird, "earliest { date: \"2026-11-15\" route: \"r1\" }"), passed);
  EXPECT_THAT(
      run(kThird, "earliest { date: \"2026-11-14\" }"),
      HasSubstr("earliest day: expected 2026-11-14, but it is 2026-11-15\n    looked ahead up to the day before 2027-01-01"));
  EXPECT_EQ(run("", "earliest { date: \"never\" }"), passed);
  EXPECT_THAT(run(kThird, "earliest { date: \"never\" }"), HasSubstr("earliest day: expected never, but it is 2026-11-15\n"));
  EXPECT_THAT(run("", "earliest { route: \"r1\" }"), HasSubstr("earliest route: expected r1, but it is none\n"));
  // One session more, and waiting.
  EXPECT_EQ(run("", "changes { of: \"sessions\" date: \"2026-11-15\" route: \"r1\" }"), passed);
  EXPECT_THAT(run("", "changes { of: \"sessions\" date: \"2026-06-15\" }"),
              HasSubstr("changes: expected sessions, 2026-06-15, but it is sessions: "));
  EXPECT_THAT(run("", "changes { of: \"aid\" }"), HasSubstr("changes: expected aid, but it is sessions: "));
  EXPECT_THAT(run("", "changes { none: true }"), HasSubstr("changes: expected none, but it is sessions: "));
  EXPECT_THAT(run("", "changes { en: \"no such words\" }"),
              HasSubstr("changes: expected \"no such words\", but it is sessions: "));
  EXPECT_EQ(run("change { remove: \"household.assistance\" }", "changes { none: true }"), passed);
  // Names are held against the policy here too.
  EXPECT_EQ(Mistakes(Case("", "earliest { date: \"2026-07-01\" route: \"r7\" }")),
            "11:70: the policy has no route `r7`; did you mean `r1`?\n");
  EXPECT_EQ(
      Mistakes(Case("", "changes { of: \"C7\" route: \"r7\" }")),
      "11:50: the policy has no criterion `C7`; did you mean `C1`?\n11:59: the policy has no route `r7`; did you mean `r1`?\n");
}

TEST_F(PolicyTestTest, AVariantIsHeldAgainstTheSameCases) {
  const PolicyTestSuite suite =
      SuiteOf(Case("", "outcome: ELIGIBLE") + R"(case { name: "y" from: "x" expect { passes: "C2" } })" +
              R"(case { name: "z" from: "x" change { remove: "household.members[0].work" }
                                             expect { missing: "household.members[0].work" } })");
  Findings findings;
  const std::unique_ptr<analysis::TestBench> bench = analysis::TestBench::Prepare(policy_, suite, &findings);
  ASSERT_NE(bench, nullptr);
  EXPECT_THAT(*bench->Failures(policy_), IsEmpty());
  EXPECT_EQ(*bench->FirstFailure(policy_), std::nullopt);

  std::string text = kPolicy;
  text.replace(text.find("1000000"), 7, "1000001");
  const Policy dearer = PolicyOf(text);
  // The third: income alone decides now, so nothing is missing any more.
  EXPECT_THAT(*bench->Failures(dearer), ElementsAre(0, 2));
  EXPECT_EQ(*bench->FirstFailure(dearer), 0u);

  text = kPolicy;
  text.replace(text.find(" all_of: \"C2\""), 13, "");
  const size_t begin = text.find("criterion {\n  id: \"C2\"");
  text.erase(begin, text.find("route {") - begin);
  const size_t parameter = text.find("parameter { id: \"line\"");
  text.erase(parameter, text.find('\n', parameter) - parameter);
  const Policy without = PolicyOf(text);
  EXPECT_THAT(*bench->Failures(without), ElementsAre(1, 2));
  EXPECT_THAT(ToText(*bench->Run(without), "", Language::kIndonesian),
              HasSubstr("kriteria C2: seharusnya PASS, ternyata tidak ada dalam kebijakan\n"));
}

TEST_F(PolicyTestTest, ReportsForProgramsHoldEveryCase) {
  const PolicyTestSuite suite = SuiteOf(R"(case { name: "a < \"b\" & c\303\251" from: "pair" expect { outcome: ELIGIBLE } }
    case { name: "]]>" from: "pair" expect { outcome: NOT_YET } })");
  const absl::StatusOr<PolicyTestReport> report = RunTests(policy_, suite);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(ToJson(*report),
            R"({"policy_id":"small","policy_version":"1","passed":1,"failed":1,"cases":[{"name":"a < \"b\" & cé","line":11,)"
            R"("as_of":"2026-06-15","outcome":"ELIGIBLE","passed":true,"mismatches":[]},{"name":"]]>","line":12,)"
            R"("as_of":"2026-06-15","outcome":"ELIGIBLE","passed":false,"mismatches":[{"line":12,"column":46,)"
            R"("subject":"outcome","expected":"NOT_YET","actual":"ELIGIBLE","because":[{"of":"","id":"jalur r1 terpenuhi",)"
            R"("en":"the route r1 is met","comparisons":[]}]}]}]})");
  EXPECT_EQ(ToJUnit(*report, "small", "small.test.txtpb", Language::kEnglish),
            "<testsuite name=\"small\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\" time=\"0\">\n"
            "  <testcase name=\"a &lt; &quot;b&quot; &amp; cé\" classname=\"small 1\" file=\"small.test.txtpb\" line=\"11\" "
            "time=\"0\"/>\n"
            "  <testcase name=\"]]&gt;\" classname=\"small 1\" file=\"small.test.txtpb\" line=\"12\" time=\"0\">\n"
            "    <failure type=\"outcome\" message=\"outcome: NOT_YET / ELIGIBLE\">small.test.txtpb:12: ]]&gt;&#10;  line 12: "
            "outcome: expected NOT_YET, but it is ELIGIBLE&#10;    the route r1 is met&#10;</failure>\n"
            "  </testcase>\n"
            "</testsuite>\n");
}

}  // namespace
}  // namespace graduasi
