// Life cycles as JSON: what is written is read back as it was, and what is no life cycle is said to be none, with its place.
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "graduasi/life_cycle.h"
#include "gtest/gtest.h"
#include "tests/repository.h"

namespace graduasi {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::SizeIs;

const char kHistory[] =
    R"({"household_id":"35.79.01-0007","rules":{"decision_months":1,"monitoring_months":6,"completed_by_procedure":["G14"],)"
    R"("consent_for":["SELF_RELIANT_EXIT"],"blocking_findings":["SERIOUS","CRITICAL"],"source":"usulan"},"events":[)"
    R"({"event":"IDENTIFY","on":"2025-10","actor":"pendamping-4","role":"MENTOR"},)"
    R"({"event":"START_MENTORING","on":"2025-11","actor":"pendamping-4","role":"MENTOR","document":"PLUT/7"},)"
    R"({"event":"RECORD_FINDING","on":"2025-12-01","actor":"plut-2","role":"INSPECTOR","reason":"dapur dekat toilet","item":"E12",)"
    R"("severity":"SERIOUS","due_on":"2026-01-31"},)"
    R"({"event":"PUT_RIGHT","on":"2026-01-20","actor":"keluarga","role":"HOUSEHOLD","item":"E12"},)"
    R"({"event":"CLEAR_FINDING","on":"2026-01-25","actor":"plut-2","role":"INSPECTOR","item":"E12"},)"
    R"({"event":"NOMINATE","on":"2026-05-20","actor":"pendamping-4","role":"MENTOR","decision":{"record":"ab",)"
    R"("household_id":"35.79.01-0007","as_of":"2026-05-20","policy_hash":"cd","outcome":"NEEDS_DATA","route":"mandiri",)"
    R"("route_kind":"SELF_RELIANT","open":["G14"],"missing":["household.procedure.verified_on"]}},)"
    R"({"event":"OBJECT","on":"2026-05-21","actor":"keluarga","role":"HOUSEHOLD"},)"
    R"({"event":"REJECT_OBJECTION","on":"2026-06-01","actor":"dinsos-1","role":"OFFICER","document":"S/9","reason":"x","about":7},)"
    R"({"event":"HAND_OVER","on":"2026-07","actor":"dinsos-1","role":"OFFICER","document":"BAST/3","office":"Kementerian Sosial"},)"
    R"({"event":"CORRECT","on":"2026-07-02","actor":"dinsos-1","role":"OFFICER","reason":"tanggal","about":1,)"
    R"("instead":{"event":"IDENTIFY","on":"2025-09","actor":"pendamping-4","role":"MENTOR"}}]})";

TEST(LifeCycleJson, AHistoryIsReadReplayedAndWrittenAsItWas) {
  const absl::StatusOr<LifeHistory> history = ParseLifeHistoryJson(kHistory);
  ASSERT_TRUE(history.ok()) << history.status();
  EXPECT_EQ(history->standing().state, LifeState::kNominated);
  EXPECT_EQ(history->standing().data_owner, "Kementerian Sosial");
  EXPECT_THAT(history->standing().findings, IsEmpty());
  EXPECT_THAT(history->events(), SizeIs(10));
  EXPECT_EQ(history->InForce()[0].second.on, PartialDate::Month(2025, 9));
  EXPECT_EQ(ToJson(*history), kHistory);
}

TEST(LifeCycleJson, AStandingSaysWhereAFamilyIsAndWhatIsOpen) {
  LifeHistory history("H", LifeRules());
  EXPECT_EQ(ToJson(history.standing()),
            R"({"state":"RECIPIENT","help_continues":true,"objections":[],"waiting":[],"findings":[]})");
  Standing standing;
  standing.state = LifeState::kMonitored;
  standing.exit_kind = ExitKind::kNaturalExit;
  standing.graduated_on = Date(2026, 7, 1);
  standing.monitored_since = PartialDate::Month(2026, 7);
  standing.waiting = {"household.incomes"};
  standing.findings = {{3, "E12", Severity::kSerious, PartialDate(Date(2026, 1, 31)), PartialDate::Month(2026, 1)}};
  standing.data_owner = "Kementerian Sosial";
  EXPECT_EQ(ToJson(standing),
            R"({"state":"MONITORED","help_continues":false,"exit_kind":"NATURAL_EXIT","graduated_on":"2026-07-01",)"
            R"("monitored_since":"2026-07","objections":[],"waiting":["household.incomes"],"findings":[{"number":3,)"
            R"("item":"E12","severity":"SERIOUS","due_on":"2026-01-31","put_right_on":"2026-01"}],)"
            R"("data_owner":"Kementerian Sosial"})");
  standing.objections = {4, 9};
  EXPECT_THAT(ToJson(standing), HasSubstr(R"("help_continues":true)"));
  EXPECT_THAT(ToJson(standing), HasSubstr(R"("objections":[4,9])"));
}

TEST(LifeCycleJson, EveryEventIsReadAndWrittenAlone) {
  const absl::StatusOr<LifeHistory> history = ParseLifeHistoryJson(kHistory);
  ASSERT_TRUE(history.ok());
  for (const LifeEvent& event : history->events()) {
    const std::string json = ToJson(event);
    const absl::StatusOr<LifeEvent> read = ParseLifeEventJson(json);
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(ToJson(*read), json);
  }
}

TEST(LifeCycleJson, EveryKindRoleStateAndSeverityHasItsName) {
  for (const auto& kind : DescribeEnum<LifeEventKind>::names) {
    for (const auto& role : DescribeEnum<LifeRole>::names) {
      const auto event = ParseLifeEventJson(absl::StrCat(R"({"event":")", kind.name, R"(","role":")", role.name, R"("})"));
      ASSERT_TRUE(event.ok()) << event.status();
      EXPECT_EQ(event->kind, kind.value);
      EXPECT_EQ(event->role, role.value);
    }
  }
}

TEST(LifeCycleJson, RulesThatNobodyGaveAreTheProposals) {
  const absl::StatusOr<LifeRules> rules = ParseLifeRulesJson("{}");
  ASSERT_TRUE(rules.ok());
  EXPECT_EQ(rules->monitoring_months, 6);
  EXPECT_EQ(ToJson(*rules), ToJson(LifeRules()));
  const absl::StatusOr<LifeRules> other = ParseLifeRulesJson(R"({"monitoring_months": 3, "consent_for": []})");
  ASSERT_TRUE(other.ok());
  EXPECT_EQ(other->monitoring_months, 3);
  EXPECT_THAT(other->consent_for, IsEmpty());
  EXPECT_FALSE(ParseLifeRulesJson(R"({"monitoring_months": 121})").ok());
  EXPECT_FALSE(ParseLifeRulesJson(R"({"decision_months": -1})").ok());
}

struct Mistake {
  std::string json;
  std::string path;
  std::string message;
};

TEST(LifeCycleJson, AMistakeIsNamedWithItsPlaceAndHoldsNoByteOfTheInput) {
  const std::vector<Mistake> mistakes = {
      {R"({"event":"NOMINAT","role":"MENTOR"})", "event", "did you mean NOMINATE?"},
      {R"({"event":"NOMINATE"})", "", "`role` is missing"},
      {R"({"role":"MENTOR"})", "", "`event` is missing"},
      {R"({"event":"NOMINATE","role":"BOSS"})", "role", "known are HOUSEHOLD, MENTOR"},
      {R"({"event":"NOMINATE","role":"MENTOR","on":"2026-02-30"})", "on", "the calendar does not have"},
      {R"({"event":"NOMINATE","role":"MENTOR","on":20260201})", "on", "is not a date"},
      {R"({"event":"NOMINATE","role":"MENTOR","on":"kemarin"})", "on", "is not a date"},
      {R"({"event":"NOMINATE","role":"MENTOR","abut":1})", "", "did you mean `about`?"},
      {R"({"event":"NOMINATE","role":"MENTOR","about":1.5})", "about", "is not a whole number"},
      {R"({"event":"NOMINATE","role":"MENTOR","about":"1"})", "about", "is not a whole number"},
      {R"({"event":"NOMINATE","role":"MENTOR","role":"OFFICER"})", "role", "is given twice"},
      {R"({"event":"NOMINATE","role":"MENTOR","actor":7})", "actor", "is not text"},
      {R"({"event":"NOMINATE","role":"MENTOR","severity":"BAD"})", "severity", "known are MINOR"},
      {R"({"event":"NOMINATE","role":"MENTOR","decision":{"outcome":"ELIGIBLE"}})", "decision", "`as_of` is missing"},
      {R"({"event":"NOMINATE","role":"MENTOR","decision":{"as_of":"2026-01-01"}})", "decision", "`outcome` is missing"},
      {R"({"event":"NOMINATE","role":"MENTOR","decision":{"as_of":"2026-01","outcome":"ELIGIBLE"}})", "decision.as_of",
       "is not a day"},
      {R"({"event":"NOMINATE","role":"MENTOR","decision":{"as_of":"2026-01-01","outcome":"ELIGIBLE","open":["a",1]}})",
       "decision.open[1]", "is not text"},
      {R"({"event":"CORRECT","role":"OFFICER","instead":{"event":"CORRECT","role":"OFFICER","instead":{}}})", "instead",
       "is not known here"},
      {R"({"event":"CORRECT","role":"OFFICER","instead":[]})", "instead", "is not an object"},
      {R"([])", "", "is not an object"},
      {R"({"event":"NOMINATE","role":"MENTOR"} {})", "", "nothing can follow"},
      {R"({"event":"NOMINATE","role":"MENTOR)", "", "not closed"},
      {"{\"event\":\"\xff\"}", "", "UTF-8"},
      {"", "", "is not an object"},
  };
  for (const Mistake& mistake : mistakes) {
    SCOPED_TRACE(mistake.json);
    Findings findings;
    const absl::StatusOr<LifeEvent> event = ParseLifeEventJson(mistake.json, &findings);
    ASSERT_FALSE(event.ok());
    ASSERT_THAT(findings, SizeIs(1));
    EXPECT_EQ(findings[0].path, mistake.path);
    EXPECT_THAT(findings[0].message, HasSubstr(mistake.message));
    EXPECT_THAT(findings[0].message, Not(HasSubstr("BOSS")));
  }
}

TEST(LifeCycleJson, SeveralMistakesAreAllFound) {
  Findings findings;
  EXPECT_FALSE(
      ParseLifeEventJson("{\"event\":\"X\",\n \"on\":\"x\",\n \"role\":\"MENTOR\", \"due_on\":[{\"a\":1}]}", &findings).ok());
  ASSERT_THAT(findings, SizeIs(3));
  EXPECT_EQ(findings[1].line, 2);
  EXPECT_EQ(findings[1].column, 7);
  EXPECT_EQ(findings[2].path, "due_on");
}

TEST(LifeCycleJson, AHistoryThatTheRulesRefuseIsRefusedWithTheEvent) {
  Findings findings;
  const auto history = ParseLifeHistoryJson(
      R"({"household_id":"H","events":[{"event":"GRADUATE","on":"2026-01-01","actor":"a","role":"MENTOR"}]})", &findings);
  EXPECT_FALSE(history.ok());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].path, "events[0]");
  EXPECT_THAT(findings[0].message, HasSubstr("Event 1, graduation by the mentor, is refused."));
  EXPECT_FALSE(ParseLifeHistoryJson("{}").ok());
}

// However a history was made, no bytes bring a family to GRADUATED without the officer's event: reading replays.
TEST(LifeCycleJson, ReadingCannotSkipTheRules) {
  Findings findings;
  EXPECT_FALSE(ParseLifeHistoryJson(R"({"household_id":"H","state":"GRADUATED","events":[]})", &findings).ok());
  EXPECT_THAT(findings[0].message, HasSubstr("this key is not known here"));
}

// ---- What a decision says to the life cycle, under the reference policy ----

const Policy& Reference() {
  static const Policy& policy = *new Policy(*Policy::Parse(ReadRepositoryFile(kReferencePolicy)));
  return policy;
}

// The family of Kota Batu whose kitchen was put right: ELIGIBLE by mandiri on 15 June 2026.
Household ReadyFamily() {
  const std::string text = ReadRepositoryFile("tests/cases/vector_3_resolved.json");
  const size_t begin = text.find("\"household\": ") + 13;
  return *ParseHouseholdJson(text.substr(begin, text.find(",\n  \"expect\"") - begin));
}

DecisionBasis Basis(const Household& household) {
  return BasisOf(Reference(), *Reference().Decide(household, Date(2026, 6, 15)), "ab");
}

TEST(DecisionBasis, OfAnEligibleFamilyNothingIsOpen) {
  const DecisionBasis basis = Basis(ReadyFamily());
  EXPECT_EQ(basis.outcome, Outcome::kEligible);
  EXPECT_EQ(basis.route, "mandiri");
  EXPECT_EQ(basis.route_kind, RouteKind::kSelfReliant);
  EXPECT_EQ(basis.household_id, "35.79.01-0007");
  EXPECT_EQ(basis.policy_hash, Reference().hash());
  EXPECT_EQ(basis.record, "ab");
  EXPECT_THAT(basis.open, IsEmpty());
}

TEST(DecisionBasis, BeforeVerificationConsentAloneIsOpen) {
  Household household = ReadyFamily();
  household.procedure.verified_on.reset();
  const DecisionBasis basis = Basis(household);
  EXPECT_EQ(basis.outcome, Outcome::kNeedsData);
  EXPECT_THAT(basis.open, ElementsAre("G14"));
  EXPECT_THAT(basis.missing, ElementsAre("household.procedure.verified_on"));
}

TEST(DecisionBasis, WhateverElseIsNotKnownIsOpenToo) {
  Household household = ReadyFamily();
  household.procedure.verified_on.reset();
  household.incomes.reset();
  EXPECT_THAT(Basis(household).open, ::testing::Contains("G07"));
  household = ReadyFamily();
  household.procedure.verified_on.reset();
  household.shocks.reset();  // a safeguard reads them
  EXPECT_THAT(Basis(household).open, ElementsAre("G14", "S6"));
  household = ReadyFamily();
  household.procedure.verified_on.reset();
  household.ranks.reset();  // supporting criteria: enough others hold
  household.assets.reset();
  household.balances.reset();
  household.dwelling = Dwelling();
  const DecisionBasis basis = Basis(household);
  EXPECT_THAT(basis.open, ::testing::Contains("G14"));
  EXPECT_GT(basis.open.size(), 1u) << "of the supporting criteria too few are known";
}

TEST(DecisionBasis, NobodyIsACandidateOnAProtectedNotYetOrInvalidDecision) {
  Household household = ReadyFamily();
  (*household.members)[1].pregnant = true;
  EXPECT_EQ(Basis(household).outcome, Outcome::kProtected);
  EXPECT_THAT(Basis(household).route, IsEmpty());
  household.kk = "1";
  EXPECT_EQ(Basis(household).outcome, Outcome::kInvalid);
}

// Decisions that no engine has made, for what is open besides criteria.
TEST(DecisionBasis, WhatIsNoCriterionIsOpenUnderNoName) {
  Decision decision;
  decision.outcome = Outcome::kNeedsData;
  decision.route = "r";
  decision.criteria.resize(3);
  decision.criteria[0].id = "A";
  decision.criteria[0].result = CriterionResult::kMissing;
  decision.criteria[1].id = "B";
  decision.criteria[1].result = CriterionResult::kPass;
  decision.criteria[2].id = "C";
  decision.criteria[2].result = CriterionResult::kPass;
  decision.routes.resize(1);
  decision.routes[0].id = "r";
  decision.routes[0].all_of = {"A", "B"};
  decision.missing = {{"household.x", WhyMissing::kAbsent, "", {"A"}}};
  const auto open = [](const Decision& made) { return BasisOf(Reference(), made).open; };
  EXPECT_THAT(open(decision), ElementsAre("A"));

  Decision unplaced = decision;  // nothing but the region's rules need it
  unplaced.missing.push_back({"household.region.code", WhyMissing::kAbsent, "", {}});
  EXPECT_THAT(open(unplaced), ElementsAre("A", ""));
  for (const CriterionResult result : {CriterionResult::kFail, CriterionResult::kError}) {
    Decision failing = decision;
    failing.criteria[1].result = result;
    EXPECT_THAT(open(failing), ElementsAre("A", ""));
  }
  Decision no_route = decision;
  no_route.route = "";
  EXPECT_THAT(open(no_route), ElementsAre(""));
  Decision scored = decision;
  scored.routes[0].scored = true;
  EXPECT_THAT(open(scored), ElementsAre("A", ""));
  scored.routes[0].score_known = true;
  scored.routes[0].score = 5;
  scored.routes[0].score_threshold = 5;
  EXPECT_THAT(open(scored), ElementsAre("A"));
  Decision few = decision;  // one of B and C is asked for, and none can be had
  few.routes[0].at_least = {{3, 2, 2, {"B", "C"}}};
  EXPECT_THAT(open(few), ElementsAre("A", ""));
}

// What the procedure completes are criteria of the policy, and the document says of its numbers who has set them.
TEST(DecisionBasis, TheRulesOfTheReferencePolicyNameItsCriteria) {
  const absl::StatusOr<LifeRules> rules = ParseLifeRulesJson(ReadRepositoryFile("policies/pkh-graduasi/2026.rules.json"));
  ASSERT_TRUE(rules.ok()) << rules.status();
  ASSERT_THAT(rules->completed_by_procedure, Not(IsEmpty()));
  std::vector<std::string> criteria;
  for (const Criterion& criterion : Reference().document().criteria) criteria.push_back(criterion.id.text);
  EXPECT_THAT(criteria, IsSupersetOf(rules->completed_by_procedure));
  EXPECT_THAT(rules->source, HasSubstr("usulan (belum ditetapkan)"));
}

// From the engine to the officer: the decisions are those of the reference policy, on the household's record as it grows, and
// the rules those that stand beside it.
TEST(DecisionBasis, AFamilyGraduatesOnRealDecisions) {
  const absl::StatusOr<LifeRules> rules = ParseLifeRulesJson(ReadRepositoryFile("policies/pkh-graduasi/2026.rules.json"));
  ASSERT_TRUE(rules.ok()) << rules.status();
  LifeHistory history("35.79.01-0007", *rules);
  const auto append = [&](LifeEventKind kind, LifeRole role, const Household& household, Date as_of) {
    LifeEvent event;
    event.kind = kind;
    event.role = role;
    event.on = as_of;
    event.actor = "dinsos-1";
    event.document = "BA/1";
    event.reason = "sesuai hasil penilaian";
    event.decision = BasisOf(Reference(), *Reference().Decide(household, as_of));
    const auto refusal = history.Append(event);
    return refusal.has_value() ? refusal->why.en : "";
  };
  Household household = ReadyFamily();
  household.procedure = Procedure();
  household.procedure.willing = true;
  const Date may(2026, 5, 20);
  EXPECT_EQ(append(LifeEventKind::kIdentify, LifeRole::kMentor, household, may), "");
  EXPECT_EQ(append(LifeEventKind::kStartMentoring, LifeRole::kMentor, household, may), "");
  EXPECT_EQ(append(LifeEventKind::kNominate, LifeRole::kMentor, household, may), "");
  EXPECT_EQ(append(LifeEventKind::kAssess, LifeRole::kOfficer, household, may), "");
  household.procedure.statement_signed_on = Date(2026, 5, 21);
  EXPECT_EQ(append(LifeEventKind::kSignStatement, LifeRole::kHousehold, household, Date(2026, 5, 21)), "");
  household.procedure.deliberated_on = Date(2026, 5, 25);
  EXPECT_EQ(append(LifeEventKind::kDeliberate, LifeRole::kVillage, household, Date(2026, 5, 25)), "");
  EXPECT_EQ(append(LifeEventKind::kVerify, LifeRole::kOfficer, household, Date(2026, 6, 2)), "");
  const Date june(2026, 6, 15);
  EXPECT_THAT(append(LifeEventKind::kGraduate, LifeRole::kOfficer, household, june), HasSubstr("The decision says NEEDS DATA"));
  household.procedure.verified_on = Date(2026, 6, 2);
  EXPECT_EQ(append(LifeEventKind::kGraduate, LifeRole::kOfficer, household, june), "");
  EXPECT_EQ(history.standing().state, LifeState::kGraduated);
  EXPECT_EQ(history.standing().exit_kind, ExitKind::kSelfReliantExit);
}

}  // namespace
}  // namespace graduasi
