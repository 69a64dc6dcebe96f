// The life cycle, exhaustively: every state with every event by every role against a grid written by hand, every condition of
// every row broken once, and every sequence of up to six events. No way leads to GRADUATED but an officer's.
#include "graduasi/life_cycle.h"

#include <array>
#include <cstdint>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/programme/life_cycle_rules.h"

namespace graduasi {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Cause = LifeRefusal::Cause;

const char kFamily[] = "35.79.01-0007";
const Date kDay(2026, 6, 15);

template <typename Enum>
std::vector<Enum> All() {
  std::vector<Enum> all;
  for (const EnumName<Enum>& known : DescribeEnum<Enum>::names) all.push_back(known.value);
  return all;
}

LifeRules Rules() {
  LifeRules rules;
  rules.completed_by_procedure = {"G14"};
  return rules;
}

DecisionBasis Eligible(RouteKind kind, Date as_of = kDay) {
  DecisionBasis basis;
  basis.household_id = kFamily;
  basis.as_of = as_of;
  basis.outcome = Outcome::kEligible;
  basis.route = "route";
  basis.route_kind = kind;
  return basis;
}

DecisionBasis NeedsData(std::vector<std::string> open, std::vector<std::string> missing) {
  DecisionBasis basis = Eligible(RouteKind::kSelfReliant);
  basis.outcome = Outcome::kNeedsData;
  basis.open = std::move(open);
  basis.missing = std::move(missing);
  return basis;
}

// An event that has all it may need.
LifeEvent Event(LifeEventKind kind, LifeRole role, PartialDate on = kDay) {
  LifeEvent event;
  event.kind = kind;
  event.on = on;
  event.actor = "dinsos-12";
  event.role = role;
  event.document = "BA/12/2026";
  event.reason = "sesuai musyawarah";
  event.decision = Eligible(RouteKind::kSelfReliant);
  if (kind == LifeEventKind::kDefer) event.decision = NeedsData({"G07"}, {"household.incomes"});
  event.item = kind == LifeEventKind::kRecordFinding ? "B3" : "E12";
  event.severity = Severity::kMinor;
  event.about = 1;
  event.office = "Kementerian Sosial";
  return event;
}

// A standing in `state` in which every event of Event() that the table allows can happen.
Standing Ready(LifeState state, LifeEventKind kind) {
  Standing standing;
  standing.state = state;
  standing.ever_nominated = true;
  standing.nominated_from = LifeState::kInMentoring;
  standing.exit_kind = ExitKind::kSelfReliantExit;
  standing.signed_on = Date(2026, 6, 1);
  standing.deliberated_on = Date(2026, 6, 2);
  standing.verified_on = Date(2026, 6, 3);
  standing.graduated_on = Date(2025, 6, 1);
  standing.monitored_since = Date(2025, 12, 15);
  if (kind == LifeEventKind::kUpholdObjection || kind == LifeEventKind::kRejectObjection) standing.objections = {1};
  if (kind == LifeEventKind::kResume) standing.waiting = {"household.incomes"};
  standing.findings.push_back({1, "E12", Severity::kMinor, std::nullopt, PartialDate(Date(2026, 6, 1))});
  standing.data_owner = "Dinsos Kota Batu";
  standing.latest = Date(2026, 6, 3);
  return standing;
}

// The life cycle written a second time, by hand. One letter a state, in the order of the enum:
//   R recipient, I identified, M in mentoring, N nominated, A assessed, V verified, G graduated, O monitored, C closed,
//   T returned; in the grid the state that follows, '=' the same, '<' where the nomination came from, '.' refused.
// Roles: H household, M mentor, I inspector, V village, O officer, S software.
struct GridRow {
  LifeEventKind event;
  std::string to;
  std::string by;
};
const std::string kStates = "RIMNAVGOCT";
const std::string kRoles = "HMIVOS";
std::vector<GridRow> Grid() {
  using K = LifeEventKind;
  return {
      //                      RIMNAVGOCT
      {K::kIdentify, "I........I", "MVO"},       {K::kStartMentoring, ".M........", "MO"},
      {K::kWithdraw, ".RRRRR....", "HMO"},       {K::kRecordFinding, "..====....", "IO"},
      {K::kPutRight, "..====....", "HM"},        {K::kConfirmFinding, "..====....", "IO"},
      {K::kClearFinding, "..====....", "IO"},    {K::kNominate, "NNN......N", "MO"},
      {K::kDefer, "...===....", "MOS"},          {K::kResume, "...===....", "MO"},
      {K::kSignStatement, "..===.....", "H"},    {K::kAssess, "...A......", "MO"},
      {K::kDeliberate, "...==.....", "V"},       {K::kVerify, "....V.....", "O"},
      {K::kNotReady, "...<<<....", "MVO"},       {K::kGraduate, ".....G....", "O"},
      {K::kStartMonitoring, "......O...", "MO"}, {K::kClose, ".......C..", "O"},
      {K::kReturn, "......TT..", "O"},           {K::kObject, "==========", "HMV"},
      {K::kUpholdObjection, "===<<<TTT=", "O"},  {K::kRejectObjection, "==========", "O"},
      {K::kHandOver, "==========", "O"},
  };
}

TEST(LifeCycle, EveryStateWithEveryEventByEveryRoleIsAsTheGridSays) {
  const std::vector<GridRow> grid = Grid();
  ASSERT_THAT(grid, SizeIs(All<LifeEventKind>().size() - 1));  // CORRECT has tests of its own
  int allowed = 0;
  int refused = 0;
  for (const GridRow& row : grid) {
    for (size_t s = 0; s < kStates.size(); ++s) {
      for (size_t r = 0; r < kRoles.size(); ++r) {
        const LifeState state = All<LifeState>()[s];
        const LifeRole role = All<LifeRole>()[r];
        SCOPED_TRACE(absl::StrCat(Name(row.event), " in ", Name(state), " by ", Name(role)));
        LifeEvent event = Event(row.event, role);
        // A family that is not mentored can only be nominated for an exit that needs no mentoring.
        if (row.event == LifeEventKind::kNominate && state != LifeState::kInMentoring) {
          event.decision = Eligible(RouteKind::kNatural);
        }
        Standing standing = Ready(state, row.event);
        const auto refusal = programme::Step(Rules(), kFamily, event, 2, &standing);
        const bool may_state = row.to[s] != '.';
        const bool may_role = row.by.find(kRoles[r]) != std::string::npos;
        ASSERT_EQ(refusal.has_value(), !(may_state && may_role)) << (refusal ? refusal->why.en : "");
        if (refusal.has_value()) {
          ++refused;
          EXPECT_EQ(refusal->cause, may_state ? Cause::kRole : Cause::kState);
          EXPECT_EQ(standing.state, state);
          for (const Text* text : {&refusal->what, &refusal->why, &refusal->right}) {
            EXPECT_FALSE(text->id.empty());
            EXPECT_FALSE(text->en.empty());
            EXPECT_NE(text->id, text->en);
          }
          continue;
        }
        ++allowed;
        const char to = row.to[s];
        const LifeState expected = to == '=' ? state : to == '<' ? LifeState::kInMentoring : All<LifeState>()[kStates.find(to)];
        EXPECT_EQ(standing.state, expected);
      }
    }
  }
  EXPECT_EQ(allowed + refused, 23 * 10 * 6);
  EXPECT_EQ(allowed, 161);  // the letters of the grid times those of the roles, row by row
}

TEST(LifeCycle, TheRowsOfOneEventShareNoState) {
  std::set<std::pair<LifeEventKind, LifeState>> seen;
  for (const Transition& row : Transitions()) {
    for (const LifeState state : row.from) {
      EXPECT_TRUE(seen.insert({row.event, state}).second) << Name(row.event) << " in " << Name(state);
    }
    EXPECT_FALSE(row.by.empty());
  }
}

// What each row asks for, written a second time, by hand, in the order in which it is asked.
TEST(LifeCycle, TheRowsAskForWhatWasMeant) {
  using C = LifeCondition;
  using Row = std::pair<LifeEventKind, std::vector<C>>;
  using K = LifeEventKind;
  const std::vector<C> decided = {C::kReason, C::kDocument, C::kOpenObjection};
  const std::vector<Row> meant = {
      {K::kIdentify, {}},
      {K::kStartMentoring, {}},
      {K::kWithdraw, {C::kReason}},
      {K::kRecordFinding, {C::kFinding}},
      {K::kPutRight, {C::kOpenFinding}},
      {K::kConfirmFinding, {C::kFindingPutRight}},
      {K::kClearFinding, {C::kFindingPutRight}},
      {K::kNominate, {C::kNoObjection, C::kCandidateDecision, C::kNoBlockingFinding}},
      {K::kNominate, {C::kNoObjection, C::kCandidateDecision, C::kExitWithoutMentoring}},
      {K::kDefer, {C::kNotDeferred, C::kMissingData}},
      {K::kResume, {C::kDeferred, C::kDataKnown}},
      {K::kSignStatement, {C::kDocument}},
      {K::kAssess, {C::kDocument, C::kNoObjection, C::kNotDeferred, C::kCandidateDecision}},
      {K::kDeliberate, {C::kDocument, C::kNoObjection, C::kNotDeferred, C::kSigned}},
      {K::kVerify, {C::kDocument, C::kNoObjection, C::kNotDeferred, C::kDeliberated}},
      {K::kNotReady, {C::kReason}},
      {K::kGraduate,
       {C::kReason, C::kDocument, C::kNoObjection, C::kNotDeferred, C::kEligibleDecision, C::kVerifiedInOrder,
        C::kNoBlockingFinding}},
      {K::kStartMonitoring, {C::kNoObjection}},
      {K::kClose, {C::kNoObjection, C::kMonitoringOver}},
      {K::kReturn, {C::kReason}},
      {K::kObject, {C::kNominated}},
      {K::kUpholdObjection, decided},
      {K::kUpholdObjection, decided},
      {K::kUpholdObjection, decided},
      {K::kRejectObjection, decided},
      {K::kHandOver, {C::kDocument, C::kOtherOffice}},
  };
  std::vector<Row> rows;
  for (const Transition& row : Transitions()) rows.emplace_back(row.event, row.needs);
  EXPECT_EQ(rows, meant);
}

TEST(LifeCycle, OneRowAloneLeadsToGraduatedAndItIsTheOfficers) {
  std::vector<const Transition*> rows;
  for (const Transition& row : Transitions()) {
    if (row.to == Transition::To::kState && row.state == LifeState::kGraduated) rows.push_back(&row);
  }
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_THAT(rows[0]->by, ElementsAre(LifeRole::kOfficer));
  EXPECT_EQ(rows[0]->event, LifeEventKind::kGraduate);
}

// How each condition is made not to hold, and nothing else with it.
using Break = std::function<void(LifeEvent*, Standing*)>;
std::map<LifeCondition, std::vector<Break>> Breaks() {
  using C = LifeCondition;
  const std::vector<Break> no_current = {
      [](LifeEvent* event, Standing*) { event->decision.reset(); },
      [](LifeEvent* event, Standing*) { event->decision->household_id = "another"; },
      [](LifeEvent* event, Standing*) { event->decision->as_of = Date(2026, 6, 16); },  // after the event
      [](LifeEvent* event, Standing*) { event->decision->as_of = Date(2026, 5, 14); },  // more than a month before
      [](LifeEvent* event, Standing*) { event->on = PartialDate::Month(2026, 6); },     // perhaps before the decision
      [](LifeEvent* event, Standing*) { event->decision->outcome = Outcome::kInvalid; },
  };
  const auto also = [&](std::vector<Break> more) {
    more.insert(more.begin(), no_current.begin(), no_current.end());
    return more;
  };
  const auto outcome = [](Outcome other) { return [other](LifeEvent* event, Standing*) { event->decision->outcome = other; }; };
  std::map<C, std::vector<Break>> breaks;
  breaks[C::kReason] = {[](LifeEvent* event, Standing*) { event->reason.clear(); }};
  breaks[C::kDocument] = {[](LifeEvent* event, Standing*) { event->document.clear(); }};
  breaks[C::kFinding] = {[](LifeEvent* event, Standing*) { event->item.clear(); },
                         [](LifeEvent* event, Standing*) { event->severity.reset(); },
                         [](LifeEvent* event, Standing*) { event->item = "E12"; }};
  breaks[C::kOpenFinding] = {[](LifeEvent* event, Standing*) { event->item.clear(); },
                             [](LifeEvent* event, Standing*) { event->item = "E13"; },
                             [](LifeEvent*, Standing* standing) { standing->findings.clear(); }};
  breaks[C::kFindingPutRight] = {[](LifeEvent* event, Standing*) { event->item = "E13"; },
                                 [](LifeEvent*, Standing* standing) { standing->findings[0].put_right_on.reset(); }};
  breaks[C::kNoBlockingFinding] = {
      [](LifeEvent*, Standing* standing) { standing->findings[0].severity = Severity::kSerious; },
      [](LifeEvent*, Standing* standing) { standing->findings[0].severity = Severity::kCritical; }};
  breaks[C::kCandidateDecision] =
      also({outcome(Outcome::kProtected), outcome(Outcome::kNotYet), outcome(Outcome::kNeedsData),
            [](LifeEvent* event, Standing*) { event->decision = NeedsData({"G07"}, {"household.incomes"}); },
            [](LifeEvent* event, Standing*) {
              event->decision = NeedsData({"G07", "G14"}, {"household.incomes"});
            },
            [](LifeEvent* event, Standing*) {
              event->decision = NeedsData({"G14", ""}, {"household.region.code"});
            },
            [](LifeEvent* event, Standing*) { event->decision->route_kind = RouteKind::kUnspecified; }});
  breaks[C::kEligibleDecision] =
      also({outcome(Outcome::kProtected), outcome(Outcome::kNotYet), outcome(Outcome::kNeedsData),
            [](LifeEvent* event, Standing*) { event->decision = NeedsData({"G14"}, {"household.procedure.verified_on"}); },
            [](LifeEvent* event, Standing*) { event->decision->route_kind = RouteKind::kUnspecified; }});
  breaks[C::kMissingData] = also({outcome(Outcome::kEligible), outcome(Outcome::kNotYet), outcome(Outcome::kProtected),
                                  [](LifeEvent* event, Standing*) { event->decision->missing.clear(); }});
  breaks[C::kDataKnown] =
      also({[](LifeEvent* event, Standing*) { event->decision = NeedsData({"G07"}, {"household.incomes"}); }});
  breaks[C::kExitWithoutMentoring] = {
      [](LifeEvent* event, Standing*) { event->decision->route_kind = RouteKind::kSelfReliant; },
      [](LifeEvent* event, Standing*) { event->decision->route_kind = RouteKind::kBusinessProgramme; },
      [](LifeEvent* event, Standing*) { event->decision->route_kind = RouteKind::kOther; }};
  breaks[C::kSigned] = {[](LifeEvent*, Standing* standing) { standing->signed_on.reset(); },
                        [](LifeEvent*, Standing* standing) { standing->signed_on = Date(2026, 6, 16); },
                        [](LifeEvent*, Standing* standing) { standing->signed_on = PartialDate::Month(2026, 6); }};
  breaks[C::kDeliberated] = {[](LifeEvent*, Standing* standing) { standing->signed_on.reset(); },
                             [](LifeEvent*, Standing* standing) { standing->deliberated_on.reset(); },
                             [](LifeEvent*, Standing* standing) { standing->deliberated_on = Date(2026, 5, 31); },
                             [](LifeEvent*, Standing* standing) { standing->deliberated_on = Date(2026, 6, 16); },
                             [](LifeEvent*, Standing* standing) { standing->deliberated_on = PartialDate::Month(2026, 6); }};
  breaks[C::kVerifiedInOrder] = breaks[C::kDeliberated];
  breaks[C::kVerifiedInOrder].push_back([](LifeEvent*, Standing* standing) { standing->verified_on.reset(); });
  breaks[C::kVerifiedInOrder].push_back([](LifeEvent*, Standing* standing) { standing->verified_on = Date(2026, 6, 1); });
  breaks[C::kNotDeferred] = {[](LifeEvent*, Standing* standing) { standing->waiting = {"household.incomes"}; }};
  breaks[C::kDeferred] = {[](LifeEvent*, Standing* standing) { standing->waiting.clear(); }};
  breaks[C::kNoObjection] = {[](LifeEvent*, Standing* standing) { standing->objections = {1}; }};
  breaks[C::kNominated] = {[](LifeEvent*, Standing* standing) { standing->ever_nominated = false; }};
  breaks[C::kOpenObjection] = {[](LifeEvent* event, Standing*) { event->about.reset(); },
                               [](LifeEvent* event, Standing*) { event->about = 2; },
                               [](LifeEvent*, Standing* standing) { standing->objections.clear(); }};
  breaks[C::kMonitoringOver] = {
      [](LifeEvent*, Standing* standing) { standing->monitored_since = Date(2025, 12, 16); },
      [](LifeEvent*, Standing* standing) { standing->monitored_since = PartialDate::Month(2025, 12); },
      [](LifeEvent*, Standing* standing) { standing->monitored_since.reset(); }};
  breaks[C::kOtherOffice] = {[](LifeEvent* event, Standing*) { event->office.clear(); },
                             [](LifeEvent* event, Standing*) { event->office = "Dinsos Kota Batu"; }};
  return breaks;
}

TEST(LifeCycle, EveryConditionOfEveryRowIsAsked) {
  const auto breaks = Breaks();
  int asked = 0;
  for (const Transition& row : Transitions()) {
    for (const LifeState state : row.from) {
      for (const LifeCondition condition : row.needs) {
        ASSERT_TRUE(breaks.count(condition) == 1) << Title(condition).en;
        for (size_t b = 0; b < breaks.at(condition).size(); ++b) {
          SCOPED_TRACE(absl::StrCat(Name(row.event), " in ", Name(state), ": ", Title(condition).en, ", way ", b));
          LifeEvent event = Event(row.event, row.by[0]);
          if (row.event == LifeEventKind::kNominate && state != LifeState::kInMentoring) {
            event.decision = Eligible(RouteKind::kNatural);
          }
          Standing standing = Ready(state, row.event);
          breaks.at(condition)[b](&event, &standing);
          const auto refusal = programme::Step(Rules(), kFamily, event, 2, &standing);
          ASSERT_TRUE(refusal.has_value());
          EXPECT_EQ(refusal->cause, Cause::kCondition);
          // A decision that was taken away fails every condition that rests on it; the first in the row is named.
          ASSERT_TRUE(refusal->condition.has_value());
          if (event.decision.has_value()) {
            EXPECT_EQ(*refusal->condition, condition) << refusal->why.en;
          }
          EXPECT_THAT(refusal->right.en, HasSubstr(Title(*refusal->condition).en));
          EXPECT_THAT(refusal->right.id, HasSubstr(Title(*refusal->condition).id));
          EXPECT_EQ(standing.state, state);
          ++asked;
        }
      }
    }
  }
  EXPECT_GT(asked, 300);
}

TEST(LifeCycle, NobodyGraduatesWhileConsentIsOutOfOrderButExitsThatAskForNoneDo) {
  for (const RouteKind kind : {RouteKind::kNatural, RouteKind::kSystem}) {
    Standing standing = Ready(LifeState::kVerified, LifeEventKind::kGraduate);
    standing.signed_on.reset();
    standing.deliberated_on.reset();
    standing.findings[0].severity = Severity::kCritical;  // of a business from which the exit does not follow
    LifeEvent event = Event(LifeEventKind::kGraduate, LifeRole::kOfficer);
    event.decision = Eligible(kind);
    const auto refusal = programme::Step(Rules(), kFamily, event, 2, &standing);
    EXPECT_FALSE(refusal.has_value()) << refusal->why.en;
    EXPECT_EQ(standing.exit_kind, kind == RouteKind::kNatural ? ExitKind::kNaturalExit : ExitKind::kSystemExit);
  }
}

TEST(LifeCycle, ACandidateMayLackWhatTheProcedureCompletesAGraduateMayNot) {
  const DecisionBasis but_consent = NeedsData({"G14"}, {"household.procedure.verified_on"});
  Standing standing = Ready(LifeState::kInMentoring, LifeEventKind::kNominate);
  LifeEvent nominate = Event(LifeEventKind::kNominate, LifeRole::kMentor);
  nominate.decision = but_consent;
  EXPECT_TRUE(programme::Step(LifeRules(), kFamily, nominate, 2, &standing).has_value()) << "a rule that nobody set";
  EXPECT_FALSE(programme::Step(Rules(), kFamily, nominate, 2, &standing).has_value());
  standing = Ready(LifeState::kVerified, LifeEventKind::kGraduate);
  LifeEvent graduate = Event(LifeEventKind::kGraduate, LifeRole::kOfficer);
  graduate.decision = but_consent;
  EXPECT_TRUE(programme::Step(Rules(), kFamily, graduate, 2, &standing).has_value());
}

TEST(LifeCycle, ADecisionRestsForAMonthToTheDay) {
  for (const int day : {13, 14, 15, 16}) {
    Standing standing = Ready(LifeState::kVerified, LifeEventKind::kGraduate);
    LifeEvent event = Event(LifeEventKind::kGraduate, LifeRole::kOfficer, Date(2026, 6, 15));
    event.decision = Eligible(RouteKind::kSelfReliant, Date(2026, 5, day));
    EXPECT_EQ(programme::Step(Rules(), kFamily, event, 2, &standing).has_value(), day < 15) << day;
  }
  LifeRules rules = Rules();
  rules.decision_months = 0;  // of the same day
  for (const int day : {14, 15, 16}) {
    Standing standing = Ready(LifeState::kVerified, LifeEventKind::kGraduate);
    LifeEvent event = Event(LifeEventKind::kGraduate, LifeRole::kOfficer, Date(2026, 6, 15));
    event.decision = Eligible(RouteKind::kSelfReliant, Date(2026, 6, day));
    EXPECT_EQ(programme::Step(rules, kFamily, event, 2, &standing).has_value(), day != 15) << day;
  }
}

TEST(LifeCycle, AnEventMustSayWhenAndWhoAndHoldNoIdentityNumber) {
  const auto refusal_of = [](const std::function<void(LifeEvent*)>& change) {
    LifeEvent event = Event(LifeEventKind::kIdentify, LifeRole::kMentor);
    change(&event);
    Standing standing;
    return programme::Step(Rules(), kFamily, event, 1, &standing);
  };
  EXPECT_FALSE(refusal_of([](LifeEvent*) {}).has_value());
  const std::vector<std::function<void(LifeEvent*)>> changes = {
      [](LifeEvent* event) { event->on.reset(); },
      [](LifeEvent* event) { event->actor.clear(); },
      [](LifeEvent* event) { event->actor = "3579010000000001"; },
      [](LifeEvent* event) { event->document = "KTP 3579010000000001"; },
      [](LifeEvent* event) { event->reason = "NIK:3579010000000001, lengkap"; },
      [](LifeEvent* event) { event->office = "3579010000000001."; },
      [](LifeEvent* event) { event->reason = "\xff"; },
      [](LifeEvent* event) { event->reason = std::string(1001, 'x'); },
  };
  for (const auto& change : changes) {
    const auto refusal = refusal_of(change);
    ASSERT_TRUE(refusal.has_value());
    EXPECT_EQ(refusal->cause, Cause::kForm);
    EXPECT_EQ(absl::StrCat(refusal->what.en, refusal->why.en, refusal->right.en).find("3579"), std::string::npos);
  }
  // 15 and 17 digits are no NIK, and a number as long as 1,000 bytes of text is still text.
  EXPECT_FALSE(refusal_of([](LifeEvent* event) { event->document = "357901000000001/35790100000000011"; }).has_value());
}

TEST(LifeCycle, DatesAscendWhereTheyAreCertain) {
  const auto second = [](PartialDate first_on, PartialDate on) {
    Standing standing;
    EXPECT_FALSE(programme::Step(Rules(), kFamily, Event(LifeEventKind::kIdentify, LifeRole::kMentor, first_on), 1, &standing)
                     .has_value());
    const auto refusal =
        programme::Step(Rules(), kFamily, Event(LifeEventKind::kStartMentoring, LifeRole::kMentor, on), 2, &standing);
    if (refusal.has_value()) {
      EXPECT_EQ(refusal->cause, Cause::kOrder);
    }
    return !refusal.has_value();
  };
  EXPECT_TRUE(second(Date(2025, 11, 15), Date(2025, 11, 15)));
  EXPECT_FALSE(second(Date(2025, 11, 15), Date(2025, 11, 14)));
  EXPECT_TRUE(second(PartialDate::Month(2025, 11), PartialDate::Month(2025, 11)));
  EXPECT_TRUE(second(Date(2025, 11, 15), PartialDate::Month(2025, 11)));
  EXPECT_TRUE(second(PartialDate::Month(2025, 11), Date(2025, 11, 1)));
  EXPECT_FALSE(second(PartialDate::Month(2025, 11), Date(2025, 10, 31)));
  EXPECT_FALSE(second(Date(2025, 11, 15), PartialDate::Year(2024)));
  EXPECT_TRUE(second(Date(2025, 11, 15), PartialDate::Year(2025)));
}

// ---- Sequences ----

// All that the future of a standing depends on.
std::string Key(const Standing& standing) {
  const auto day = [](const std::optional<PartialDate>& date) { return date.has_value() ? date->ToString() : "-"; };
  std::string findings;
  for (const OpenFinding& finding : standing.findings) {
    absl::StrAppend(&findings, finding.item, static_cast<int>(finding.severity), day(finding.put_right_on), ";");
  }
  return absl::StrCat(Name(standing.state), "|", standing.exit_kind ? static_cast<int>(*standing.exit_kind) : -1, "|",
                      standing.nominated_from ? static_cast<int>(*standing.nominated_from) : -1, "|", standing.ever_nominated,
                      "|", day(standing.signed_on), "|", day(standing.deliberated_on), "|", day(standing.verified_on), "|",
                      day(standing.graduated_on), "|", day(standing.monitored_since), "|",
                      absl::StrJoin(standing.objections, ","), "|", absl::StrJoin(standing.waiting, ","), "|", findings, "|",
                      standing.data_owner, "|", standing.latest ? standing.latest->days() : -1);
}

// Every event that anybody could try: each kind by each role, on each decision, about each earlier event.
std::vector<LifeEvent> Attempts(const std::function<bool(const LifeEvent&)>& permitted) {
  std::vector<LifeEvent> attempts;
  for (const LifeEventKind kind : All<LifeEventKind>()) {
    if (kind == LifeEventKind::kCorrect) continue;
    for (const LifeRole role : All<LifeRole>()) {
      LifeEvent event = Event(kind, role);
      event.item = "E12";
      if (!permitted(event)) continue;
      const bool rests = kind == LifeEventKind::kNominate || kind == LifeEventKind::kAssess ||
                         kind == LifeEventKind::kGraduate || kind == LifeEventKind::kDefer || kind == LifeEventKind::kResume;
      const bool decides = kind == LifeEventKind::kUpholdObjection || kind == LifeEventKind::kRejectObjection;
      if (rests) {
        for (const DecisionBasis& basis :
             {Eligible(RouteKind::kNatural), Eligible(RouteKind::kSelfReliant), NeedsData({"G14"}, {"household.incomes"})}) {
          event.decision = basis;
          attempts.push_back(event);
        }
      } else if (decides) {
        for (int64_t about = 1; about <= 5; ++about) {
          event.about = about;
          attempts.push_back(event);
        }
      } else {
        attempts.push_back(event);
      }
    }
  }
  return attempts;
}

struct Walk {
  std::array<uint64_t, 7> sequences = {};  // of that many events, all of them accepted
  std::array<uint64_t, 7> graduated = {};  // of those, how many end in GRADUATED
  std::set<LifeState> reached;
  uint64_t tried = 0;
};

// All sequences of up to six events. Sequences that lead to the same standing are carried on together and counted apart, which
// is exact: what may follow depends on the standing alone. `entered` sees every accepted event that leads into GRADUATED.
Walk WalkAll(const std::function<bool(const LifeEvent&)>& permitted, const std::function<void(const LifeEvent&)>& entered) {
  const std::vector<LifeEvent> attempts = Attempts(permitted);
  Walk walk;
  std::map<std::string, std::pair<Standing, uint64_t>> level;
  level[Key(Standing())] = {Standing(), 1};
  walk.sequences[0] = 1;
  for (size_t length = 1; length <= 6; ++length) {
    std::map<std::string, std::pair<Standing, uint64_t>> next;
    for (const auto& [key, entry] : level) {
      for (const LifeEvent& event : attempts) {
        ++walk.tried;
        Standing standing = entry.first;
        if (programme::Step(Rules(), kFamily, event, static_cast<int64_t>(length), &standing).has_value()) continue;
        walk.sequences[length] += entry.second;
        walk.reached.insert(standing.state);
        if (standing.state == LifeState::kGraduated) {
          walk.graduated[length] += entry.second;
          if (entry.first.state != LifeState::kGraduated) entered(event);
        }
        auto& [to, count] = next[Key(standing)];
        to = standing;
        count += entry.second;
      }
    }
    level = std::move(next);
  }
  return walk;
}

TEST(LifeCycle, NoSequenceOfUpToSixEventsGraduatesAFamilyWithoutAnOfficer) {
  const Walk walk = WalkAll([](const LifeEvent& event) { return event.role != LifeRole::kOfficer; },
                            [](const LifeEvent&) { FAIL() << "entered GRADUATED"; });
  EXPECT_THAT(walk.graduated, ::testing::Each(0u));
  EXPECT_EQ(walk.reached.count(LifeState::kVerified), 0u);
  EXPECT_EQ(walk.reached.count(LifeState::kAssessed), 1u) << "the walk goes as far as others than officers can";
  // By hand: 3 = identified by mentor or village, or nominated by the mentor for an exit without mentoring; 23 = 2 * 4 + 15.
  EXPECT_THAT(walk.sequences, ElementsAre(1u, 3u, 23u, 215u, 2063u, 19226u, 175566u));
}

TEST(LifeCycle, AnOfficersOtherEventsDoNotGraduateAFamilyEither) {
  const Walk walk =
      WalkAll([](const LifeEvent& event) { return event.role != LifeRole::kOfficer || event.kind != LifeEventKind::kGraduate; },
              [](const LifeEvent&) { FAIL() << "entered GRADUATED"; });
  EXPECT_THAT(walk.graduated, ::testing::Each(0u));
  EXPECT_EQ(walk.reached.count(LifeState::kVerified), 1u);
  // By hand: 6 = identified by three, nominated by two, data handed over; 75 = 3 * 8 + 2 * 23 + 5.
  EXPECT_THAT(walk.sequences, ElementsAre(1u, 6u, 75u, 1102u, 16473u, 243654u, 3569923u));
}

TEST(LifeCycle, WithAnOfficerItIsReachedAndOnlyByTheOfficersGraduation) {
  uint64_t entered = 0;
  const Walk walk = WalkAll([](const LifeEvent&) { return true; },
                            [&](const LifeEvent& event) {
                              EXPECT_EQ(event.kind, LifeEventKind::kGraduate);
                              EXPECT_EQ(event.role, LifeRole::kOfficer);
                              ++entered;
                            });
  EXPECT_GT(entered, 0u);
  EXPECT_EQ(walk.graduated[3], 0u) << "nominated, assessed, verified and graduated are four";
  EXPECT_GT(walk.graduated[4], 0u);
  EXPECT_GT(walk.graduated[6], walk.graduated[4]);
}

// ---- Histories and corrections ----

LifeHistory NaturalUpTo(size_t length) {
  LifeHistory history(kFamily, Rules());
  std::vector<LifeEvent> events = {
      Event(LifeEventKind::kNominate, LifeRole::kMentor), Event(LifeEventKind::kAssess, LifeRole::kMentor),
      Event(LifeEventKind::kVerify, LifeRole::kOfficer), Event(LifeEventKind::kGraduate, LifeRole::kOfficer),
      Event(LifeEventKind::kStartMonitoring, LifeRole::kOfficer)};
  for (size_t i = 0; i < length; ++i) {
    events[i].decision = Eligible(RouteKind::kNatural);
    EXPECT_FALSE(history.Append(events[i]).has_value());
  }
  return history;
}

TEST(LifeCycle, NoCorrectionGraduatesAFamilyWithoutAnOfficersGraduation) {
  int accepted = 0;
  int refused = 0;
  int graduated = 0;
  for (size_t length = 0; length <= 5; ++length) {
    for (const LifeRole role : All<LifeRole>()) {
      for (int64_t about = -1; about <= 7; ++about) {
        std::vector<LifeEvent> instead = Attempts([](const LifeEvent&) { return true; });
        instead.emplace_back();
        instead.back().kind = LifeEventKind::kCorrect;  // stands for: nothing instead
        for (const LifeEvent& other : instead) {
          LifeHistory history = NaturalUpTo(length);
          LifeEvent correction = Event(LifeEventKind::kCorrect, role);
          correction.about = about;
          if (other.kind != LifeEventKind::kCorrect) correction.instead = {other};
          const size_t before = history.events().size();
          const std::string standing = Key(history.standing());
          if (history.Append(correction).has_value()) {
            EXPECT_EQ(history.events().size(), before);
            EXPECT_EQ(Key(history.standing()), standing);
            ++refused;
            continue;
          }
          EXPECT_EQ(role, LifeRole::kOfficer);
          ++accepted;
          bool by_officer = false;
          for (const auto& [number, event] : history.InForce()) {
            by_officer = by_officer || (event.kind == LifeEventKind::kGraduate && event.role == LifeRole::kOfficer);
          }
          const LifeState state = history.standing().state;
          if (state == LifeState::kGraduated || state == LifeState::kMonitored) {
            EXPECT_TRUE(by_officer);
            ++graduated;
          }
        }
      }
    }
  }
  EXPECT_GT(accepted, 50);
  EXPECT_GT(graduated, 10);
  EXPECT_GT(refused, 10000);
}

TEST(LifeCycle, ACorrectionIsAnEventAndWhatItCorrectsStaysInTheRecord) {
  LifeHistory history = NaturalUpTo(4);
  LifeEvent correction = Event(LifeEventKind::kCorrect, LifeRole::kOfficer);
  correction.about = 4;
  ASSERT_FALSE(history.Append(correction).has_value());
  EXPECT_EQ(history.standing().state, LifeState::kVerified);
  EXPECT_TRUE(history.standing().HelpContinues());
  EXPECT_THAT(history.events(), SizeIs(5));
  EXPECT_EQ(history.events()[3].kind, LifeEventKind::kGraduate);
  EXPECT_THAT(history.InForce(), SizeIs(3));

  // Once more, and it is as it was: the last correction counts.
  correction.instead = {history.events()[3]};
  ASSERT_FALSE(history.Append(correction).has_value());
  EXPECT_EQ(history.standing().state, LifeState::kGraduated);
  EXPECT_THAT(history.events(), SizeIs(6));
}

TEST(LifeCycle, ACorrectionAfterWhichALaterEventCouldNotStandIsRefusedAndNamesIt) {
  LifeHistory history = NaturalUpTo(4);
  LifeEvent correction = Event(LifeEventKind::kCorrect, LifeRole::kOfficer);
  correction.about = 2;
  const auto refusal = history.Append(correction);
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->cause, Cause::kRemainder);
  EXPECT_EQ(refusal->number, 3);
  EXPECT_THAT(refusal->why.en, HasSubstr("Event 3, verification by the officer, is refused."));
  EXPECT_THAT(refusal->right.en, HasSubstr("Correct event 3 first"));
  EXPECT_THAT(refusal->right.id, HasSubstr("Betulkan peristiwa 3 dahulu"));
  EXPECT_EQ(history.standing().state, LifeState::kGraduated);
  EXPECT_THAT(history.events(), SizeIs(4));

  // A wrong date, put right where nothing that follows is hurt.
  correction.about = 3;
  correction.instead = {history.events()[2]};
  correction.instead[0].document = "BA/13/2026";
  ASSERT_FALSE(history.Append(correction).has_value());
  EXPECT_EQ(history.InForce()[2].second.document, "BA/13/2026");
  EXPECT_EQ(history.standing().state, LifeState::kGraduated);
}

TEST(LifeCycle, AnObjectionAtAnyTimeAfterNominationKeepsHelpGoing) {
  for (const LifeState state : All<LifeState>()) {
    for (const LifeRole role : {LifeRole::kHousehold, LifeRole::kMentor, LifeRole::kVillage}) {
      SCOPED_TRACE(Name(state));
      Standing standing = Ready(state, LifeEventKind::kObject);
      LifeEvent objection = Event(LifeEventKind::kObject, role);
      objection.reason.clear();
      objection.document.clear();
      objection.decision.reset();
      ASSERT_FALSE(programme::Step(Rules(), kFamily, objection, 9, &standing).has_value());
      EXPECT_TRUE(standing.HelpContinues());
      EXPECT_THAT(standing.objections, ElementsAre(9));
      // While it is open nobody goes on towards an exit.
      for (const LifeEventKind kind : {LifeEventKind::kNominate, LifeEventKind::kAssess, LifeEventKind::kVerify,
                                       LifeEventKind::kGraduate, LifeEventKind::kStartMonitoring, LifeEventKind::kClose}) {
        Standing copy = standing;
        EXPECT_TRUE(programme::Step(Rules(), kFamily, Event(kind, LifeRole::kOfficer), 10, &copy).has_value()) << Name(kind);
      }
      // Upheld, the family is or stays in assistance.
      LifeEvent upheld = Event(LifeEventKind::kUpholdObjection, LifeRole::kOfficer);
      upheld.about = 9;
      ASSERT_FALSE(programme::Step(Rules(), kFamily, upheld, 10, &standing).has_value());
      EXPECT_TRUE(standing.HelpContinues());
      EXPECT_THAT(standing.objections, IsEmpty());
    }
  }
}

TEST(LifeCycle, HelpEndsWithGraduationAndNotBefore) {
  for (const LifeState state : All<LifeState>()) {
    Standing standing;
    standing.state = state;
    const bool left = state == LifeState::kGraduated || state == LifeState::kMonitored || state == LifeState::kClosed;
    EXPECT_EQ(standing.HelpContinues(), !left) << Name(state);
  }
}

// Kota Batu: aid in November, then PLUT; the kitchen by the toilet is put right and inspected again; mentoring goes on.
TEST(LifeCycle, AFamilyOfKotaBatuFromMentoringToTheEndOfMonitoring) {
  using K = LifeEventKind;
  using R = LifeRole;
  LifeHistory history(kFamily, Rules());
  const auto append = [&](LifeEvent event) {
    const auto refusal = history.Append(std::move(event));
    return refusal.has_value() ? absl::StrCat(refusal->what.en, " ", refusal->why.en, " ", refusal->right.en) : "";
  };
  const auto with = [](LifeEvent event, DecisionBasis basis) {
    event.decision = std::move(basis);
    return event;
  };
  EXPECT_EQ(append(Event(K::kIdentify, R::kMentor, PartialDate::Month(2025, 10))), "");
  EXPECT_EQ(append(Event(K::kStartMentoring, R::kMentor, PartialDate::Month(2025, 11))), "");
  LifeEvent finding = Event(K::kRecordFinding, R::kInspector, Date(2025, 12, 1));
  finding.item = "E12";
  finding.severity = Severity::kSerious;
  finding.due_on = Date(2026, 1, 31);
  EXPECT_EQ(append(finding), "");
  EXPECT_EQ(history.standing().state, LifeState::kInMentoring);

  const Date may(2026, 5, 20);
  EXPECT_EQ(
      append(with(Event(K::kNominate, R::kMentor, may), Eligible(RouteKind::kSelfReliant, may))),
      "Event 4, nomination by the mentor, is refused. A grave finding is open: E12. Mentoring goes on until it is put right "
      "and inspected again. Needed: no grave finding is open, unless the exit is natural or by the system.");
  EXPECT_THAT(append(Event(K::kClearFinding, R::kInspector, may)), HasSubstr("was not reported as put right"));
  EXPECT_EQ(append(Event(K::kPutRight, R::kHousehold, may)), "");
  EXPECT_EQ(append(Event(K::kConfirmFinding, R::kInspector, may)), "");  // not right yet
  EXPECT_EQ(append(Event(K::kPutRight, R::kHousehold, may)), "");
  EXPECT_EQ(append(Event(K::kClearFinding, R::kInspector, may)), "");
  EXPECT_THAT(history.standing().findings, IsEmpty());

  DecisionBasis but_consent = NeedsData({"G14"}, {"household.procedure.verified_on"});
  but_consent.as_of = may;
  EXPECT_EQ(append(with(Event(K::kNominate, R::kMentor, may), but_consent)), "");
  EXPECT_EQ(history.standing().exit_kind, ExitKind::kSelfReliantExit);
  const Date june(2026, 6, 15);
  DecisionBasis no_income = NeedsData({"G07"}, {"household.incomes"});
  EXPECT_EQ(append(with(Event(K::kDefer, R::kOfficer, june), no_income)), "");
  but_consent.as_of = june;
  EXPECT_THAT(append(with(Event(K::kAssess, R::kOfficer, june), but_consent)), HasSubstr("household.incomes"));
  EXPECT_EQ(append(with(Event(K::kResume, R::kOfficer, june), but_consent)), "");
  EXPECT_EQ(append(with(Event(K::kAssess, R::kOfficer, june), but_consent)), "");
  EXPECT_THAT(append(Event(K::kVerify, R::kOfficer, june)), HasSubstr("There is no record of the family's statement"));
  EXPECT_THAT(append(Event(K::kDeliberate, R::kVillage, june)), HasSubstr("There is no record of the family's statement"));
  EXPECT_EQ(append(Event(K::kSignStatement, R::kHousehold, Date(2026, 6, 16))), "");
  EXPECT_THAT(append(Event(K::kVerify, R::kOfficer, Date(2026, 6, 17))), HasSubstr("There is no record of the deliberation"));
  EXPECT_EQ(append(Event(K::kDeliberate, R::kVillage, Date(2026, 6, 20))), "");
  EXPECT_EQ(append(Event(K::kVerify, R::kOfficer, Date(2026, 6, 25))), "");
  const Date july(2026, 7, 1);
  EXPECT_THAT(append(with(Event(K::kGraduate, R::kOfficer, july), Eligible(RouteKind::kSelfReliant, Date(2026, 5, 31)))),
              HasSubstr("more than 1 months old"));
  EXPECT_THAT(append(with(Event(K::kGraduate, R::kMentor, july), Eligible(RouteKind::kSelfReliant, july))),
              HasSubstr("It can be done by: the officer."));
  EXPECT_TRUE(history.standing().HelpContinues());
  EXPECT_EQ(append(with(Event(K::kGraduate, R::kOfficer, july), Eligible(RouteKind::kSelfReliant, july))), "");
  EXPECT_FALSE(history.standing().HelpContinues());
  EXPECT_EQ(append(Event(K::kStartMonitoring, R::kMentor, july)), "");
  EXPECT_THAT(append(Event(K::kClose, R::kOfficer, Date(2026, 12, 31))), HasSubstr("until 1 January 2027"));
  EXPECT_EQ(append(Event(K::kClose, R::kOfficer, Date(2027, 1, 1))), "");
  EXPECT_EQ(history.standing().state, LifeState::kClosed);
}

TEST(LifeCycle, APartyThatFallsBackReturnsAndMayBeginAgain) {
  LifeHistory history = NaturalUpTo(5);
  ASSERT_EQ(history.standing().state, LifeState::kMonitored);
  ASSERT_FALSE(history.Append(Event(LifeEventKind::kReturn, LifeRole::kOfficer)).has_value());
  EXPECT_EQ(history.standing().state, LifeState::kReturned);
  EXPECT_TRUE(history.standing().HelpContinues());
  EXPECT_FALSE(history.standing().exit_kind.has_value());
  EXPECT_FALSE(history.Append(Event(LifeEventKind::kIdentify, LifeRole::kVillage)).has_value());
}

TEST(LifeCycle, NotReadyLeadsBackToWhereTheNominationCameFrom) {
  LifeHistory history = NaturalUpTo(3);
  ASSERT_FALSE(history.Append(Event(LifeEventKind::kNotReady, LifeRole::kVillage)).has_value());
  EXPECT_EQ(history.standing().state, LifeState::kRecipient);
  EXPECT_FALSE(history.standing().exit_kind.has_value());
  EXPECT_FALSE(history.standing().verified_on.has_value());
}

TEST(LifeCycle, ThePageIsTheTable) {
  for (const Language language : {Language::kIndonesian, Language::kEnglish}) {
    const std::string page = LifeCyclePage(language);
    for (const Transition& row : Transitions()) {
      EXPECT_THAT(page, HasSubstr(absl::StrCat(Name(row.event), ": ", Title(row.event).in(language))));
      for (const LifeCondition condition : row.needs) EXPECT_THAT(page, HasSubstr(Title(condition).in(language)));
    }
  }
  EXPECT_THAT(LifeCyclePage(Language::kEnglish), HasSubstr("    VERIFIED -> GRADUATED\n    by OFFICER\n"));
}

// src/programme/LIFE_CYCLE.md is read by people; what it lists is the table.
TEST(LifeCycle, TheWrittenPageIsTheTableToo) {
  std::ifstream file(GRADUASI_SOURCE_DIR "/src/programme/LIFE_CYCLE.md", std::ios::binary);
  const std::string page((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  EXPECT_THAT(page, HasSubstr(LifeCyclePage(Language::kEnglish)));
  EXPECT_THAT(page, HasSubstr(LifeCyclePage(Language::kIndonesian)));
}

TEST(LifeCycle, EveryNameHasATitle) {
  std::set<std::string> titles;
  for (const LifeState state : All<LifeState>()) titles.insert(Title(state).id);
  EXPECT_THAT(titles, SizeIs(All<LifeState>().size()));
  titles.clear();
  for (const LifeEventKind kind : All<LifeEventKind>()) titles.insert(Title(kind).en);
  EXPECT_THAT(titles, SizeIs(All<LifeEventKind>().size()));
  titles.clear();
  for (const LifeRole role : All<LifeRole>()) titles.insert(Title(role).id);
  EXPECT_THAT(titles, SizeIs(All<LifeRole>().size()));
  titles.clear();
  for (int i = 0; i <= static_cast<int>(LifeCondition::kOtherOffice); ++i) {
    titles.insert(Title(static_cast<LifeCondition>(i)).en);
  }
  EXPECT_THAT(titles, SizeIs(static_cast<size_t>(LifeCondition::kOtherOffice) + 1));
  EXPECT_EQ(Title(static_cast<LifeCondition>(static_cast<int>(LifeCondition::kOtherOffice) + 1)).en, "");
}

}  // namespace
}  // namespace graduasi
