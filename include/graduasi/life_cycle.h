// The life cycle of a family's graduation: from recipient through mentoring, nomination, assessment and verification to an
// officer's decision, and the months of monitoring after it.
//
//   graduasi::LifeHistory history("35.79.01-0007", rules);
//   if (std::optional<graduasi::LifeRefusal> refusal = history.Append(event)) std::cout << refusal->what.id;
//   else if (history.standing().HelpContinues()) ...
//
// A history is a list of events that only grows. An event that the rules do not allow is refused with what, why and what would
// be right, and the history is as it was. Nothing in it is ever changed in place: what was recorded wrongly is put right by a
// further event. The one way to GRADUATED is the event GRADUATE by an officer. Nothing here reads a clock.
#ifndef GRADUASI_LIFE_CYCLE_H_
#define GRADUASI_LIFE_CYCLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graduasi/assistance.h"
#include "graduasi/date.h"
#include "graduasi/decision.h"
#include "graduasi/engine.h"
#include "graduasi/field.h"
#include "graduasi/finding.h"
#include "graduasi/language.h"
#include "graduasi/mentoring.h"

namespace graduasi {

// Where a family stands. The kind of exit, open objections, a deferral for missing data and open findings of an inspection
// stand beside the state: each can come and go without moving the family.
enum class LifeState {
  kRecipient,    // receives assistance; every history begins here
  kIdentified,   // seen as one that may become independent
  kInMentoring,  // is mentored
  kNominated,    // candidate (calon graduasi)
  kAssessed,     // assessed and found ready
  kVerified,     // deliberated in the village and verified by the social-affairs office
  kGraduated,    // an officer has decided
  kMonitored,    // assistance has ended, the family is looked after
  kClosed,       // monitoring is over
  kReturned,     // back in assistance
};
template <>
struct DescribeEnum<LifeState> {
  static constexpr const char* name = "LifeState";
  static constexpr EnumName<LifeState> names[] = {
      {LifeState::kRecipient, "RECIPIENT"}, {LifeState::kIdentified, "IDENTIFIED"}, {LifeState::kInMentoring, "IN_MENTORING"},
      {LifeState::kNominated, "NOMINATED"}, {LifeState::kAssessed, "ASSESSED"},     {LifeState::kVerified, "VERIFIED"},
      {LifeState::kGraduated, "GRADUATED"}, {LifeState::kMonitored, "MONITORED"},   {LifeState::kClosed, "CLOSED"},
      {LifeState::kReturned, "RETURNED"}};
};

enum class LifeEventKind {
  kIdentify,
  kStartMentoring,
  kWithdraw,        // the family leaves the candidacy; nothing is held against it
  kRecordFinding,   // an inspection found something against the SOP: `item`, `severity`, perhaps `due_on`
  kPutRight,        // corrective action on `item`
  kConfirmFinding,  // inspected again: `item` is not right yet
  kClearFinding,    // inspected again: `item` is right
  kNominate,
  kDefer,          // data are missing: nothing goes forward until they are known
  kResume,         // they are known
  kSignStatement,  // the family's consent
  kAssess,
  kDeliberate,  // village deliberation (musdes, muskel)
  kVerify,
  kNotReady,  // back to where the family was nominated from
  kGraduate,
  kStartMonitoring,
  kClose,
  kReturn,  // back in assistance
  kObject,
  kUpholdObjection,  // `about` the event that objected
  kRejectObjection,
  kHandOver,  // the data of the family change hands: to `office`
  kCorrect,   // event `about` was wrong: it should have been `instead`, or should not be
};
template <>
struct DescribeEnum<LifeEventKind> {
  static constexpr const char* name = "LifeEventKind";
  static constexpr EnumName<LifeEventKind> names[] = {{LifeEventKind::kIdentify, "IDENTIFY"},
                                                      {LifeEventKind::kStartMentoring, "START_MENTORING"},
                                                      {LifeEventKind::kWithdraw, "WITHDRAW"},
                                                      {LifeEventKind::kRecordFinding, "RECORD_FINDING"},
                                                      {LifeEventKind::kPutRight, "PUT_RIGHT"},
                                                      {LifeEventKind::kConfirmFinding, "CONFIRM_FINDING"},
                                                      {LifeEventKind::kClearFinding, "CLEAR_FINDING"},
                                                      {LifeEventKind::kNominate, "NOMINATE"},
                                                      {LifeEventKind::kDefer, "DEFER"},
                                                      {LifeEventKind::kResume, "RESUME"},
                                                      {LifeEventKind::kSignStatement, "SIGN_STATEMENT"},
                                                      {LifeEventKind::kAssess, "ASSESS"},
                                                      {LifeEventKind::kDeliberate, "DELIBERATE"},
                                                      {LifeEventKind::kVerify, "VERIFY"},
                                                      {LifeEventKind::kNotReady, "NOT_READY"},
                                                      {LifeEventKind::kGraduate, "GRADUATE"},
                                                      {LifeEventKind::kStartMonitoring, "START_MONITORING"},
                                                      {LifeEventKind::kClose, "CLOSE"},
                                                      {LifeEventKind::kReturn, "RETURN"},
                                                      {LifeEventKind::kObject, "OBJECT"},
                                                      {LifeEventKind::kUpholdObjection, "UPHOLD_OBJECTION"},
                                                      {LifeEventKind::kRejectObjection, "REJECT_OBJECTION"},
                                                      {LifeEventKind::kHandOver, "HAND_OVER"},
                                                      {LifeEventKind::kCorrect, "CORRECT"}};
};

// In which role somebody acts.
enum class LifeRole {
  kHousehold,  // the family
  kMentor,     // pendamping
  kInspector,  // of the business service centre (PLUT) or another body that inspects
  kVillage,    // the village deliberation
  kOfficer,    // of the social-affairs office (Dinsos) or the ministry
  kSoftware,   // a program that acts for nobody; it may ask, never decide
};
template <>
struct DescribeEnum<LifeRole> {
  static constexpr const char* name = "LifeRole";
  static constexpr EnumName<LifeRole> names[] = {{LifeRole::kHousehold, "HOUSEHOLD"}, {LifeRole::kMentor, "MENTOR"},
                                                 {LifeRole::kInspector, "INSPECTOR"}, {LifeRole::kVillage, "VILLAGE"},
                                                 {LifeRole::kOfficer, "OFFICER"},     {LifeRole::kSoftware, "SOFTWARE"}};
};

const char* Name(LifeState state);     // "IN_MENTORING"
const char* Name(LifeEventKind kind);  // "START_MENTORING"
const char* Name(LifeRole role);       // "OFFICER"
const Text& Title(LifeState state);    // "dalam pendampingan", "in mentoring"
const Text& Title(LifeEventKind kind);
const Text& Title(LifeRole role);

// What a decision of the engine said, as far as an event rests on it.
struct DecisionBasis {
  std::string record;  // hash of the decision record (record.h); "" if none was kept
  std::string household_id;
  Date as_of;
  std::string policy_hash;
  Outcome outcome = Outcome::kInvalid;
  std::string route;  // of ELIGIBLE and NEEDS_DATA
  RouteKind route_kind = RouteKind::kUnspecified;
  // NEEDS_DATA: what is not known and yet needed on that route: ids of criteria and safeguards, in policy order; "" stands for
  // what is no criterion (a score, the region).
  std::vector<std::string> open;
  std::vector<std::string> missing;  // NEEDS_DATA: paths of the missing facts, sorted
};
DecisionBasis BasisOf(const Policy& policy, const Decision& decision, std::string record = "");

struct DecisionRecord;
// The same of a record (record.h), which is decided again for it: `policy` must be the one that it names. InvalidArgument if
// what was recorded does not come out; `findings` (may be null) receives every field that differs.
absl::StatusOr<DecisionBasis> BasisOf(const Policy& policy, const DecisionRecord& record, Findings* findings = nullptr);

// One thing that happened. Which of the fields below the reason an event needs is said by its kind and by Transitions().
struct LifeEvent {
  LifeEventKind kind = LifeEventKind::kIdentify;
  std::optional<PartialDate> on;  // when it happened; may be known to the month only
  std::string actor;              // who: the office's own identifier, never a NIK or a name
  LifeRole role = LifeRole::kSoftware;
  std::string document;  // number of the letter, minutes or form
  std::string reason;
  std::optional<DecisionBasis> decision;
  std::string item;                  // of a checklist: "E12"
  std::optional<Severity> severity;  // of a finding
  std::optional<PartialDate> due_on;
  std::optional<int64_t> about;  // number of an earlier event, counted from 1
  std::string office;
  std::vector<LifeEvent> instead;  // of CORRECT: at most one
};

// Whether events of this kind rest on a decision.
bool RestsOnDecision(LifeEventKind kind);

// An event, and whose it is: a line of a day's events.
struct FamilyEvent {
  std::string household_id;
  LifeEvent event;

  // The event itself, or the one that a correction puts in its place, if it rests on a decision and brings none; otherwise
  // null.
  const LifeEvent* WithoutDecision() const;
  LifeEvent* WithoutDecision() { return const_cast<LifeEvent*>(static_cast<const FamilyEvent*>(this)->WithoutDecision()); }
};

// What a programme sets. Every number is a proposal until an authority sets it; `source` says who has.
struct LifeRules {
  int64_t decision_months = 1;    // a decision on which an event rests is at most so many calendar months older than the event
  int64_t monitoring_months = 6;  // from START_MONITORING to CLOSE at least
  // Criteria that the procedure itself completes (signed, deliberated, verified). A family may be nominated and assessed while
  // nothing but these is open; to graduate, it must be ELIGIBLE.
  std::vector<std::string> completed_by_procedure;
  // Kinds of exit for which the family must sign and the village deliberate.
  std::vector<ExitKind> consent_for = {ExitKind::kSelfReliantExit, ExitKind::kBusinessProgrammeExit, ExitKind::kOtherExit};
  // Findings with which nobody is nominated or graduates before they were seen to be put right.
  std::vector<Severity> blocking_findings = {Severity::kSerious, Severity::kCritical};
  std::string source;
};

// A finding of an inspection that was not yet seen to be put right.
struct OpenFinding {
  int64_t number = 0;  // of the event that recorded it
  std::string item;
  Severity severity = Severity::kMinor;
  std::optional<PartialDate> due_on;
  std::optional<PartialDate> put_right_on;  // waits for the inspection
};

// Where a family stands after its events.
struct Standing {
  LifeState state = LifeState::kRecipient;
  std::optional<ExitKind> exit_kind;        // from nomination on
  std::optional<LifeState> nominated_from;  // while a candidate
  bool ever_nominated = false;
  std::optional<PartialDate> signed_on, deliberated_on, verified_on;  // of the candidacy that runs
  std::optional<PartialDate> graduated_on, monitored_since;
  std::vector<int64_t> objections;   // open ones: the numbers of the events
  std::vector<std::string> waiting;  // facts for which the candidacy is deferred; sorted
  std::vector<OpenFinding> findings;
  std::string data_owner;      // office; "" if never handed over
  std::optional<Date> latest;  // no later event can have happened before this day

  // True unless the family has left, and true again while it objects.
  bool HelpContinues() const;
};

// What an event needs besides state and role.
enum class LifeCondition {
  kReason,
  kDocument,
  kFinding,               // `item` and `severity` of a finding that is not open yet
  kOpenFinding,           // `item` of an open finding
  kFindingPutRight,       // `item` of an open finding that was reported to be put right
  kNoBlockingFinding,     // none that the rules name is open
  kCandidateDecision,     // a current decision: ELIGIBLE, or nothing open but what the procedure completes
  kEligibleDecision,      // a current decision: ELIGIBLE
  kMissingData,           // a current decision: NEEDS_DATA, naming facts
  kDataKnown,             // a current decision that misses none of the facts waited for
  kExitWithoutMentoring,  // the decision's route is natural or by the system
  kSigned,                // the statement was signed, if the kind of exit asks for consent
  kDeliberated,           // and the village has deliberated, on a day certainly not earlier
  kVerifiedInOrder,       // and the office has verified, on a day certainly not earlier
  kNotDeferred,
  kDeferred,
  kNoObjection,    // none is open
  kNominated,      // now or ever
  kOpenObjection,  // `about` an open objection
  kMonitoringOver,
  kOtherOffice,  // `office`, and not the one that has the data
};
const Text& Title(LifeCondition condition);  // what is needed, as a sentence

// One row of the table of all that can happen.
struct Transition {
  enum class To {
    kState,  // `state`
    kStays,
    kBack,  // where the family was nominated from
  };
  LifeEventKind event;
  std::vector<LifeState> from;
  To to = To::kStays;
  LifeState state = LifeState::kRecipient;
  std::vector<LifeRole> by;
  std::vector<LifeCondition> needs;
};
// All rows; of one event the rows share no state. CORRECT is not among them: it is allowed to an officer in every state, with a
// reason, if every event that remains is allowed after it.
const std::vector<Transition>& Transitions();

// The table, the states and the conditions as a page for people.
std::string LifeCyclePage(Language language);

// Why an event is refused.
struct LifeRefusal {
  enum class Cause {
    kForm,       // the event lacks what every event has, or is no event
    kState,      // it cannot happen in this state
    kRole,       // somebody else must do it
    kOrder,      // it lies before what has happened already
    kCondition,  // `condition` does not hold
    kRemainder,  // a correction after which a later event could not stand
  };
  Cause cause = Cause::kForm;
  std::optional<LifeCondition> condition;
  int64_t number = 0;  // of the event that cannot stand, as it is or would be numbered
  Text what;           // each a sentence
  Text why;
  Text right;  // what would be right
};

// The events of one family and where they have brought it. Confined to one thread at a time.
class LifeHistory {
 public:
  LifeHistory(std::string household_id, LifeRules rules) : household_id_(std::move(household_id)), rules_(std::move(rules)) {}

  // Adds the event, or says why not and leaves everything as it was.
  std::optional<LifeRefusal> Append(LifeEvent event);

  // Whether this very event was recorded before. Where `event` brings no decision, that of the recorded one may be any.
  bool Holds(const LifeEvent& event) const;

  const std::string& household_id() const { return household_id_; }
  const LifeRules& rules() const { return rules_; }
  const Standing& standing() const { return standing_; }
  absl::Span<const LifeEvent> events() const { return events_; }  // as recorded, corrections included; the first is number 1
  // The events that count, each with its number and in its order: corrected ones as they should have been.
  std::vector<std::pair<int64_t, LifeEvent>> InForce() const;

 private:
  std::string household_id_;
  LifeRules rules_;
  std::vector<LifeEvent> events_;
  Standing standing_;
};

// One family for people: where it stands, all that has happened, what can happen next, by whom and what that needs, and what
// cannot happen yet and why.
std::string ToText(const LifeHistory& history, Language language);

// Of every decision on which an event rests, corrected ones too, in the order of the events: the hash of its record, "" if it
// names none.
std::vector<std::string> RecordsOf(const LifeHistory& history);

struct RecordDifference;
// Where events that name this record say something else than it does: "events[8].decision.outcome". The record is decided again
// as for BasisOf, with the same errors.
absl::StatusOr<std::vector<RecordDifference>> VerifyHistory(const LifeHistory& history, const DecisionRecord& record,
                                                            const Policy& policy, Findings* findings = nullptr);

// Events, rules and whole histories as one line of JSON each; equal ones have equal bytes. On failure InvalidArgument, and
// `findings` (may be null) receives every finding. A history is replayed as it is read: an event that its rules refuse is a
// finding with the refusal in English.
std::string ToJson(const LifeEvent& event);
std::string ToJson(const LifeRules& rules);
std::string ToJson(const LifeHistory& history);
std::string ToJson(const Standing& standing);
absl::StatusOr<LifeEvent> ParseLifeEventJson(absl::string_view json, Findings* findings = nullptr);
// {"household": "35.79.01-0007", "event": {...}}
absl::StatusOr<FamilyEvent> ParseFamilyEventJson(absl::string_view json, Findings* findings = nullptr);
absl::StatusOr<LifeRules> ParseLifeRulesJson(absl::string_view json, Findings* findings = nullptr);
absl::StatusOr<LifeHistory> ParseLifeHistoryJson(absl::string_view json, Findings* findings = nullptr);

}  // namespace graduasi

#endif  // GRADUASI_LIFE_CYCLE_H_
