// What lies ahead of one household: when its answer changes if nothing else happens, and which changes that somebody can make
// would let it be proposed, and from which day. Facts are those known today: what is recorded with a later day is seen from
// that day on. An outlook promises nothing; it says what the policy would answer.
//
//   absl::StatusOr<graduasi::Timeline> timeline = graduasi::Foresee(policy, household, as_of);
//   if (timeline->eligible_from) std::cout << timeline->eligible_from->ToString();   // "2026-05-15"
//   absl::StatusOr<graduasi::Changes> changes = graduasi::FindChanges(policy, household, as_of);
#ifndef GRADUASI_OUTLOOK_H_
#define GRADUASI_OUTLOOK_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graduasi/change.h"
#include "graduasi/date.h"
#include "graduasi/decision.h"
#include "graduasi/engine.h"
#include "graduasi/household.h"
#include "graduasi/language.h"
#include "graduasi/policy.h"

namespace graduasi {

struct OutlookOptions {
  // First day that is no longer looked at; absent: five years after as_of. The end of the policy's period comes first.
  std::optional<Date> until;
  DecideOptions decide;
  // Sets of changes that are kept at most.
  int max_sets = 8;
  // Looks at every day, however the policy reads the day. Slow; the answer is the same.
  bool every_day = false;
};

// What the passing of time does to an answer.
enum class CauseKind {
  kAge,        // a member grows older
  kElapsed,    // time since another day, as a policy counts it
  kStale,      // a record grows older than the policy allows
  kParameter,  // another value of the policy starts to hold
  kEvent,      // what is recorded with a later day comes into view
  kRecord,     // the record itself begins or ceases to contradict itself
};
const char* Name(CauseKind kind);  // "ELAPSED"

struct Cause {
  CauseKind kind = CauseKind::kElapsed;
  std::string path;        // "household.assistance[0].recorded_on", "params.umk"
  std::string date;        // as recorded, "2025-11-15", "2025-11"; of a parameter the day from which its value holds
  std::string expression;  // the comparison of the policy that may turn, as written; "" of what is no comparison
};

// A criterion or a safeguard whose result is another one from this day on.
struct ResultChange {
  std::string id;
  bool safeguard = false;
  std::string before, after;                   // "FAIL", "PASS"; of a safeguard "HOLDS", "CLEAR"
  std::vector<Comparison> comparisons_before;  // that decided the old result, with the figures of the day before
  std::vector<Comparison> comparisons;         // that decide the new one, with the figures of this day
  std::vector<Cause> causes;                   // what turns on this day in what it reads; none if every day was decided
};

// A day on which something is different from the day before.
struct Turn {
  Date day;
  Outcome before = Outcome::kInvalid;
  Outcome after = Outcome::kInvalid;
  std::string route_before, route_after;  // of ELIGIBLE; else ""
  bool answer_changes = false;            // the outcome or, of ELIGIBLE, the route; otherwise only results of criteria do
  std::vector<ResultChange> results;      // criteria, then safeguards, in policy order
  std::vector<Cause> causes;              // of what concerns the whole record; mostly none
};

struct Timeline {
  std::string household_id;
  Date as_of;
  Date until;                     // first day that was not looked at
  bool ends_with_policy = false;  // because the policy is no longer in effect from `until` on
  bool every_day = false;         // each day was decided: the policy reads the day in a way that foretells no days, or so asked
  Outcome outcome = Outcome::kInvalid;  // as of as_of
  std::string route;                    // of ELIGIBLE; else ""
  std::vector<Turn> turns;              // ascending by day; none on as_of itself
  std::optional<size_t> first_change;   // of `turns`: the first that changes the answer
  std::optional<Date> eligible_from;    // first day on which the household is ELIGIBLE; as_of included
  std::optional<Date> eligible_until;   // first day after on which it no longer is; absent: it stays so until `until`
};

// When the answer about the household changes if nothing else happens. Errors as Policy::Decide; InvalidArgument if `until` is
// not after as_of.
absl::StatusOr<Timeline> Foresee(const Policy& policy, const Household& household, Date as_of,
                                 const OutlookOptions& options = {});

// One thing that somebody can do, told as figures, with the edits of the record that say it was done on as_of.
struct PossibleChange {
  std::string criterion;   // id of the criterion that asks for it; of several the first in policy order
  std::string expression;  // the comparison that becomes true, as written
  Actor actor = Actor::kUnspecified;
  std::string path;  // the fact that changes: "household.incomes[].amount_idr" of a new record, "household.dwelling.roof"
  std::string name;  // what the register calls the record: "E12"; "" if it does not
  // Numbers: from, to and to - from, with the unit. Other facts: before and after as text.
  bool is_number = false;
  std::optional<int64_t> from;  // absent: nothing like it is recorded
  int64_t to = 0;
  int64_t difference = 0;
  std::string unit;
  std::string before, after;  // "NOT_DURABLE", "DURABLE"; "" and "2026-06-15"
  Text text;                  // "2 sesi P2K2 lagi", "2 more P2K2 sessions"
  std::vector<Change> edits;  // in this order
};

// Changes that together let the household be proposed.
struct ChangeSet {
  Date day;                             // from which it is ELIGIBLE, if all of them happen on as_of; as_of or later
  std::string route;                    // by which
  std::vector<PossibleChange> changes;  // none: waiting is enough
};

// What stands in the way of a route and is in nobody's hands, or is not known.
struct Obstacle {
  enum class Kind {
    kNobody,         // a criterion that only time, or nothing, changes
    kSafeguard,      // a safeguard holds
    kMissing,        // facts would have to be known first: `facts`
    kNotAnalysable,  // a comparison that is no simple function of something that can be changed: `expression`
    kNoMeans,        // somebody could act, but no recorded fact that can be changed makes the comparison true
    kRecord,         // the record contradicts itself
  };
  Kind kind = Kind::kNobody;
  std::string id;          // of the criterion, safeguard or route
  std::string expression;  // as written, if one comparison is meant
  std::vector<std::string> facts;
  std::optional<Date> until;  // from this day on it is no longer in the way, if nothing else happens
};
const char* Name(Obstacle::Kind kind);  // "NOT_ANALYSABLE"

// What stands in the way of one route.
struct RouteOutlook {
  std::string route;
  bool sought = true;  // false: nobody works towards a route of this kind (SYSTEM, NATURAL), so no changes were looked for
  std::vector<Obstacle> obstacles;
};

struct Changes {
  std::string household_id;
  Date as_of;
  Date until;
  Outcome outcome = Outcome::kInvalid;
  std::vector<ChangeSet> sets;            // smallest first, then by day, then by policy order; none if ELIGIBLE already
  bool cut = false;                       // more were possible than are kept or could be looked through
  std::vector<PossibleChange> available;  // every single change that was considered
  std::vector<RouteOutlook> routes;       // in policy order
};

// The smallest sets of changes that reach ELIGIBLE within the horizon. Of a set kept here it holds, each decided by the policy:
// applied, it gives ELIGIBLE on its day; no part of it does so on that day or earlier; one unit less of a figure does not.
// No set of available changes is smaller than the first; where there are too many to go through, `cut` says so, and one set is
// kept from which nothing can be left out. What is available are changes of one fact each, which alone make a comparison of a
// criterion come out as it asks; a criterion is not met by making it inapplicable. Errors as Foresee.
absl::StatusOr<Changes> FindChanges(const Policy& policy, const Household& household, Date as_of,
                                    const OutlookOptions& options = {});

// Both together.
struct Outlook {
  std::string household_id;  // "" if the record has none
  Date as_of;
  std::string policy_id;
  std::string policy_version;
  Timeline timeline;
  Changes changes;
  Findings findings;  // of a record that could not be read; nothing else is known then
};

// Foresee and FindChanges; errors as they have.
absl::StatusOr<Outlook> LookAhead(const Policy& policy, const Household& household, Date as_of,
                                  const OutlookOptions& options = {});

// As plain text for people: when the household is ready at the earliest, what can be done and by whom, or what is in the way.
// Lines of at most about 120 columns; "" if there is nothing to say.
std::string Tell(const Outlook& outlook, Language language);

// As one line of protobuf JSON (graduasi.v1.Outlook).
std::string ToJson(const Outlook& outlook);

}  // namespace graduasi

#endif  // GRADUASI_OUTLOOK_H_
