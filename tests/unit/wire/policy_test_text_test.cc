// Suites of policy tests as their authors write them: what is read, and what is said about every mistake that can be made.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "graduasi/change.h"
#include "graduasi/policy_test.h"

namespace graduasi {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const char kSuite[] = R"(# A family, and what is expected of it.
policy: "small.policy.txtpb"
as_of: "2026-06-15"
recorded_when_true: "household.members[].pregnant"
household {
  name: "pair"
  record {
    id: "F-1"
    members { born_on: "1985-03-02" relation: HEAD }
    members { born_on: "1987" relation: RELATION_SPOUSE }
    incomes { observed_on: "2026-06-01" amount_idr: 900000 }
    known_empty: "assistance"
  }
}
case { name: "poor" from: "pair" expect { outcome: NOT_YET fails_only: "C1" } }
case {
  name: "better off" from: "poor" as_of: "2026-07-01"
  change { set: "household.incomes[0].amount_idr" to: "1000000" }
  change { add: "household.assistance" to: '{"kind": "FOOD", "recorded_on": "2026-01-02"}' }
  change { remove: "household.members[1].relation" }
  expect { outcome: ELIGIBLE route: "r1" passes: ["C1", "C2"] safeguard { id: "S1" result: CLEAR } }
}
case { name: "a week on" from: "better off" expect { criterion { id: "C1" result: PASS } } }
)";

// The findings about a text, a line each: "12:3: sentence".
std::string Mistakes(const std::string& text) {
  Findings findings;
  EXPECT_FALSE(ParsePolicyTests(text, &findings).ok());
  std::string all;
  for (const Finding& finding : findings) {
    absl::StrAppend(&all, finding.line, ":", finding.column, ": ", finding.message, "\n");
  }
  return all;
}

// The suite with one passage replaced.
std::string With(const std::string& before, const std::string& after) {
  std::string text = kSuite;
  const size_t at = text.find(before);
  EXPECT_NE(at, std::string::npos) << before;
  return at == std::string::npos ? text : text.replace(at, before.size(), after);
}

TEST(PolicyTestText, ACaseIsAHouseholdWithChangesOnADay) {
  const absl::StatusOr<PolicyTestSuite> suite = ParsePolicyTests(kSuite);
  ASSERT_TRUE(suite.ok()) << suite.status();
  ASSERT_EQ(suite->cases.size(), 3u);
  EXPECT_EQ(suite->policies[0].text, "small.policy.txtpb");
  EXPECT_EQ(suite->recorded_when_true[0].text, "household.members[].pregnant");

  const TestCase& poor = suite->cases[0];
  EXPECT_EQ(poor.name.text, "poor");
  EXPECT_EQ(poor.place.line, 15);
  EXPECT_EQ(poor.as_of, Date(2026, 6, 15));
  EXPECT_EQ(ToJson(poor.household),
            R"({"id":"F-1","members":[{"born_on":"1985-03-02","relation":"HEAD"},{"born_on":"1987","relation":"SPOUSE"}],)"
            R"("incomes":[{"observed_on":"2026-06-01","amount_idr":900000}],"assistance":[]})");
  EXPECT_EQ(poor.expect.outcome, Outcome::kNotYet);
  EXPECT_EQ(poor.expect.fails_only[0].text, "C1");

  const TestCase& better = suite->cases[1];
  EXPECT_EQ(better.as_of, Date(2026, 7, 1));
  EXPECT_EQ(ToJson(better.household),
            R"({"id":"F-1","members":[{"born_on":"1985-03-02","relation":"HEAD"},{"born_on":"1987"}],)"
            R"("incomes":[{"observed_on":"2026-06-01","amount_idr":1000000}],)"
            R"("assistance":[{"recorded_on":"2026-01-02","kind":"FOOD"}]})");
  EXPECT_EQ(better.expect.route.text, "r1");
  ASSERT_EQ(better.expect.criteria.size(), 2u);
  EXPECT_EQ(better.expect.criteria[1].id.text, "C2");
  EXPECT_EQ(better.expect.criteria[1].result, CriterionResult::kPass);
  EXPECT_EQ(better.expect.criteria[1].id.place.line, 21);
  EXPECT_EQ(better.expect.safeguards[0].result, SafeguardResult::kClear);

  // A case that starts from another is of its day, if it names none.
  EXPECT_EQ(suite->cases[2].as_of, Date(2026, 7, 1));
  EXPECT_EQ(ToJson(suite->cases[2].household), ToJson(better.household));
}

TEST(PolicyTestText, EveryExpectationIsRead) {
  const absl::StatusOr<PolicyTestSuite> suite = ParsePolicyTests(R"(as_of: "2026-06-15"
case {
  name: "all" household { known_empty: "members" }
  expect {
    outcome: NEEDS_DATA route: "r" passes: "A" fails: "B" fails_only: "B" missing_criteria: "C" not_applicable: "D"
    criterion { id: "E" result: ERROR } protected_by: "S" protected_only_by: "S" safeguard { id: "T" result: MISSING }
    missing: "household.incomes" missing_only: ["params.line", "household.members[0].born_on"]
    reason { of: "B" id: "kurang" en: "too little" } finding: "members"
    earliest { date: "2026-08-01" route: "r" } changes { of: "A" of: "B" date: "2026-07-01" route: "r" id: "dua" en: "two" }
    changes { none: true }
  }
})");
  ASSERT_TRUE(suite.ok()) << suite.status();
  const Expectation& expect = suite->cases[0].expect;
  EXPECT_EQ(expect.outcome, Outcome::kNeedsData);
  std::vector<std::string> criteria;
  for (const CriterionExpectation& one : expect.criteria) criteria.push_back(absl::StrCat(one.id.text, Name(one.result)));
  EXPECT_THAT(criteria, ElementsAre("APASS", "BFAIL", "CMISSING", "DNOT_APPLICABLE", "EERROR"));
  std::vector<std::string> safeguards;
  for (const SafeguardExpectation& one : expect.safeguards) safeguards.push_back(absl::StrCat(one.id.text, Name(one.result)));
  EXPECT_THAT(safeguards, ElementsAre("SHOLDS", "TMISSING"));
  EXPECT_EQ(expect.protected_only_by[0].text, "S");
  EXPECT_EQ(expect.missing[0].text, "household.incomes");
  EXPECT_EQ(expect.missing_only[1].text, "household.members[0].born_on");
  EXPECT_EQ(expect.reasons[0].id.text, "kurang");
  EXPECT_EQ(expect.reasons[0].en.text, "too little");
  EXPECT_EQ(expect.findings[0].text, "members");
  ASSERT_TRUE(expect.earliest.has_value());
  EXPECT_EQ(expect.earliest->date, Date(2026, 8, 1));
  EXPECT_EQ(expect.earliest->route.text, "r");
  ASSERT_EQ(expect.changes.size(), 2u);
  EXPECT_EQ(expect.changes[0].of[1].text, "B");
  EXPECT_EQ(expect.changes[0].date, Date(2026, 7, 1));
  EXPECT_EQ(expect.changes[0].route.text, "r");
  EXPECT_EQ(expect.changes[0].id[0].text, "dua");
  EXPECT_EQ(expect.changes[0].en[0].text, "two");
  EXPECT_TRUE(expect.changes[1].none);
}

TEST(PolicyTestText, JsonSaysTheSame) {
  const absl::StatusOr<PolicyTestSuite> suite = ParsePolicyTestsJson(R"({"as_of": "2026-06-15",
    "household": [{"name": "one", "record": {"members": [{"relation": "HEAD", "pregnant": false}]}}],
    "case": [{"name": "a", "from": "one", "change": [{"set": "household.id", "to": "X"}], "expect": {"outcome": "NOT_YET"}}]})");
  ASSERT_TRUE(suite.ok()) << suite.status();
  EXPECT_EQ(suite->cases[0].place.line, 3);
  EXPECT_EQ(ToJson(suite->cases[0].household), R"({"id":"X","members":[{"relation":"HEAD","pregnant":false}]})");
}

TEST(PolicyTestText, AMistakeIsToldWhereItStandsWithWhatWouldBeRight) {
  // Names.
  EXPECT_EQ(Mistakes(With("name: \"better off\"", "name: \"poor\"")),
            "17:3: the name `poor` is used already on line 15; every household and every case needs a name of its own\n"
            "23:26: there is no household and no earlier case with the name `better off`\n");
  EXPECT_EQ(Mistakes(With("name: \"poor\" ", "")),
            "15:1: this case needs a name, as in name: \"two children, no income\"\n"
            "17:22: there is no household and no earlier case with the name `poor`\n");
  EXPECT_EQ(Mistakes(With("from: \"pair\"", "from: \"piar\"")),
            "15:21: there is no household and no earlier case with the name `piar`; did you mean `pair`?\n");
  EXPECT_THAT(Mistakes(With("\"poor\"", "\"po\\nor\"")), HasSubstr("15:8: a name is one line of at most 200 bytes\n"));
  // Days.
  EXPECT_EQ(Mistakes(With("as_of: \"2026-07-01\"", "as_of: \"2026-06-31\"")),
            "17:35: `2026-06-31` is not a day; days are written \"2026-01-31\"\n");
  EXPECT_THAT(Mistakes(With("as_of: \"2026-06-15\"\n", "\n")),
              HasSubstr("15:1: the case has no day; write as_of: \"2026-06-15\" here, or once at the head of the file"));
  // Facts.
  EXPECT_EQ(
      Mistakes(With("from: \"pair\" ", "")),
      "15:1: whose facts are these? write from: \"the name of a household or of an earlier case\", or household { ... }\n");
  EXPECT_THAT(Mistakes(With("from: \"pair\"", "from: \"pair\" household {}")),
              HasSubstr("`from` and `household` are both set"));
  EXPECT_EQ(Mistakes(With("\"1985-03-02\"", "\"1985-02-30\"")).substr(0, 6), "9:15: ");
  EXPECT_EQ(Mistakes(With("relation: HEAD", "relation: HEDA")),
            "9:47: `relation` is one of HEAD, SPOUSE, CHILD, CHILD_IN_LAW, GRANDCHILD, PARENT, OTHER_RELATIVE, NOT_RELATED; "
            "did you mean `HEAD`?\n");
  // A short name that is written out for the parser moves nothing.
  EXPECT_EQ(Mistakes(With("relation: HEAD", "relation: HEAD died_on: 7")), "9:61: `died_on` takes a text in double quotes\n");
  EXPECT_EQ(Mistakes(With("known_empty: \"assistance\"", "known_empty: \"asistance\"")), "12:5: names no list of Household\n");
  EXPECT_EQ(Mistakes(With("amount_idr:", "amount_id:")),
            "11:41: income has no field `amount_id`; did you mean `amount_idr`?\n");
  // Changes.
  EXPECT_EQ(Mistakes(With("household.incomes[0].amount_idr", "household.incoms[0].amount_idr")),
            "18:12: `incoms` is no field of Household; did you mean `incomes`?\n");
  EXPECT_EQ(Mistakes(With("household.incomes[0].amount_idr", "household.incomes[1].amount_idr")),
            "18:12: there is no incomes[1]; the record holds 1 of them\n");
  EXPECT_EQ(Mistakes(With("to: \"1000000\"", "")),
            "18:3: a value is missing; write it after the path, as in to: \"3222111\"\n");
  EXPECT_EQ(Mistakes(With("\"1000000\"", "\"1.000.000\"")),
            "18:51: `amount_idr` takes a whole number without separators, as in to: \"3222111\"\n");
  EXPECT_EQ(Mistakes(With("incomes[0].amount_idr\" to: \"1000000\"", "members[0].pregnant\" to: \"yes\"")),
            "18:49: `pregnant` takes true or false, as in to: \"true\"\n");
  EXPECT_EQ(
      Mistakes(With("incomes[0].amount_idr\" to: \"1000000\"", "members[0].relation\" to: \"wife\"")),
      "18:49: is no value of Relation; allowed are HEAD, SPOUSE, CHILD, CHILD_IN_LAW, GRANDCHILD, PARENT, OTHER_RELATIVE, "
      "NOT_RELATED\n");
  EXPECT_EQ(Mistakes(With("incomes[0].amount_idr\" to: \"1000000\"", "members[0].born_on\" to: \"2026-02-30\"")),
            "18:48: is a date that the calendar does not have; check year, month and day\n");
  EXPECT_THAT(Mistakes(With("\"FOOD\"", "\"FODO\"")), HasSubstr("19:54: "));
  EXPECT_EQ(Mistakes(With("remove: \"household.members[1].relation\"", "remove: \"household.members[1].relation\" to: \"1\"")),
            "20:52: what is removed gets no value; leave out `to`, or write `set` instead of `remove`\n");
  EXPECT_THAT(Mistakes(With("remove: \"household.members[1].relation\"", "")), HasSubstr("20:3: say what changes: set: "));
  // Expectations.
  EXPECT_EQ(Mistakes(With(" expect { outcome: NOT_YET fails_only: \"C1\" }", "")),
            "15:1: the case expects nothing, so it could never fail; say what the policy must answer, as in expect { outcome: "
            "NOT_YET fails: \"G06\" }\n");
  EXPECT_THAT(Mistakes(With("expect { outcome: NOT_YET fails_only: \"C1\" }", "expect {}")), HasSubstr("expects nothing"));
  EXPECT_EQ(Mistakes(With("NOT_YET", "NOTYET")),
            "15:52: `outcome` is one of INVALID, PROTECTED, NEEDS_DATA, NOT_YET, ELIGIBLE, not `NOTYET`; did you mean "
            "`NOT_YET`?\n");
  EXPECT_EQ(Mistakes(With("[\"C1\", \"C2\"]", "[\"C1\", \"C1\"]")),
            "21:57: criterion C1 is expected twice in this case, as PASS and as PASS; leave one\n");
  EXPECT_EQ(Mistakes(With("passes: [\"C1\", \"C2\"]", "passes: \"C1\" fails: \"C1\"")),
            "21:55: criterion C1 is expected twice in this case, as PASS and as FAIL; leave one\n");
  EXPECT_THAT(Mistakes(With("result: PASS", "")), HasSubstr("say which result is expected"));
  EXPECT_THAT(Mistakes(With("result: CLEAR", "")), HasSubstr("say which result is expected"));
  EXPECT_THAT(Mistakes(With("fails_only: \"C1\"", "fails_only: \"\"")),
              HasSubstr("15:60: the text is empty; write a criterion"));
  EXPECT_THAT(Mistakes(With("fails_only: \"C1\"", "reason { of: \"C1\" }")), HasSubstr("say whose reason it is"));
  EXPECT_EQ(Mistakes(With("fails_only: \"C1\"", "missing: \"household.member\"")),
            "15:60: `member` is no field of Household; did you mean `members`?\n");
  EXPECT_THAT(Mistakes(With("fails_only: \"C1\"", "earliest { date: \"soon\" }")), HasSubstr("`soon` is not a day"));
  EXPECT_THAT(Mistakes(With("fails_only: \"C1\"", "earliest {}")), HasSubstr("say the day or the route"));
  EXPECT_THAT(Mistakes(With("fails_only: \"C1\"", "earliest { date: \"never\" route: \"r\" }")),
              HasSubstr("leave out `route`"));
  EXPECT_THAT(Mistakes(With("fails_only: \"C1\"", "changes {}")), HasSubstr("say what has to change"));
  EXPECT_THAT(Mistakes(With("fails_only: \"C1\"", "changes { none: true of: \"C1\" }")), HasSubstr("and nothing else"));
  EXPECT_THAT(Mistakes(With("fails_only: \"C1\"", "changes { of: \"\" }")), HasSubstr("the text is empty"));
  EXPECT_THAT(Mistakes("as_of: \"2026-06-15\"\n"), HasSubstr("the file has no case"));
  EXPECT_EQ(Mistakes(With("expect {", "expects {")).substr(0, 61),
            "15:34: test case has no field `expects`; did you mean `expect");
}

TEST(PolicyTestText, OfChangesThatDoNotFitTheFirstIsTold) {
  std::string changes;
  for (int i = 0; i < 20; ++i) {
    absl::StrAppend(&changes, "  change { set: \"household.incomes[", i < 13 ? 0 : 1, "].amount_idr\" to: \"", i, "\" }\n");
  }
  const std::string text = With("  change { remove: \"household.members[1].relation\" }\n", changes);
  EXPECT_EQ(Mistakes(text), "33:12: there is no incomes[1]; the record holds 1 of them\n");
}

TEST(PolicyTestText, NoFindingRepeatsWhatMayNameAPerson) {
  for (const char* member : {"nik: 3514011234567890", "name: [\"3514011234567890\"]", "relation: P3514011234567890",
                             "income_idr: \"3514011234567890\"", "born_on: \"3514011234567890\"", "pregnant: P3514011234567890",
                             "nik: \"3514011234567890\" nik: \"3514011234567890\""}) {
    const std::string mistakes = Mistakes(With("relation: HEAD", member));
    EXPECT_THAT(mistakes, HasSubstr("9:")) << member;
    EXPECT_THAT(mistakes, Not(HasSubstr("351401"))) << mistakes;
  }
  const std::string change = R"(set: "household.members[0].nik" to: "3514011234567890123")";
  Findings findings;
  EXPECT_TRUE(ParsePolicyTests(With(R"(set: "household.incomes[0].amount_idr" to: "1000000")", change), &findings).ok());
  for (const char* to : {"3514011234567890x", "{\"nik\": \"3514011234567890\"}"}) {
    const std::string set = absl::StrCat("set: \"household.incomes[0].amount_idr\" to: '", to, "'");
    EXPECT_THAT(Mistakes(With(R"(set: "household.incomes[0].amount_idr" to: "1000000")", set)), Not(HasSubstr("351401")));
  }
  findings.clear();
  for (const char* record :
       {R"({"members": [{"nik": 3514011234567890}]})", R"({"members": [{"relation": "3514011234567890"}]})",
        R"({"members": [{"income_idr": "A3514011234567890"}]})"}) {
    EXPECT_FALSE(ParsePolicyTestsJson(absl::StrCat(R"({"case": [{"household": )", record, "}]}"), &findings).ok());
  }
  for (const Finding& finding : findings) EXPECT_THAT(finding.message, Not(HasSubstr("351401")));
}

TEST(PolicyTestText, LimitsAreSaidAndKept) {
  std::string cases = "as_of: \"2026-06-15\"\n";
  for (size_t i = 0; i < kMaxTestCases; ++i) {
    absl::StrAppend(&cases, "case { name: \"", i, "\" household {} expect { outcome: NOT_YET } }\n");
  }
  EXPECT_TRUE(ParsePolicyTests(cases).ok());
  const std::string one_more = cases + "case { name: \"x\" household {} expect { outcome: NOT_YET } }\n";
  EXPECT_EQ(Mistakes(one_more), "2:1: the file has 5001 cases; at most 5000 are read\n");

  // Cases that copy a large household: 65 of 1 MiB are too many.
  std::string copies = absl::StrCat("as_of: \"2026-06-15\" household { name: \"b\" record { address: \"",
                                    std::string(size_t{1} << 20, 'x'), "\" } }\n");
  for (int i = 0; i < 62; ++i) {
    absl::StrAppend(&copies, "case { name: \"", i, "\" from: \"b\" expect { outcome: NOT_YET } }\n");
  }
  EXPECT_TRUE(ParsePolicyTests(copies).ok());
  absl::StrAppend(&copies, "case { name: \"x\" from: \"b\" expect { outcome: NOT_YET } }\n");
  EXPECT_EQ(Mistakes(copies),
            "64:1: the households of all cases together are larger than 64 MiB; divide the cases among several files\n");
  EXPECT_THAT(Mistakes("#" + std::string(size_t{4} << 20, ' ')), HasSubstr("at most 4194304 are read"));
}

}  // namespace
}  // namespace graduasi
