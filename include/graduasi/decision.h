// What was decided about one household, and why. A decision proposes; an officer decides. No value means "stop the help".
#ifndef GRADUASI_DECISION_H_
#define GRADUASI_DECISION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "graduasi/date.h"
#include "graduasi/finding.h"
#include "graduasi/language.h"
#include "graduasi/policy.h"

namespace graduasi {

// From most to least protective.
enum class Outcome {
  kInvalid,    // the record contradicts itself: a person must look
  kProtected,  // a safeguard holds
  kNeedsData,  // not ELIGIBLE as it stands, and could be if the named missing or stale facts were known
  kNotYet,     // no route can be met on these facts
  kEligible,   // a route is met: the household may be proposed (calon graduasi)
};

enum class CriterionResult { kPass, kFail, kMissing, kNotApplicable, kError };
enum class RouteResult { kMet, kNotMet, kMissing, kError };

const char* Name(Outcome outcome);         // "NEEDS_DATA"
const char* Name(CriterionResult result);  // "NOT_APPLICABLE"
const char* Name(RouteResult result);      // "NOT_MET"

enum class WhyMissing {
  kAbsent,     // not recorded
  kStale,      // recorded, but older than the policy allows
  kImprecise,  // a partial date for which the answer depends on the day
  kNoEntry,    // a table of the policy has no entry for this household (path: "params.poverty_line")
};
const char* Name(WhyMissing why);  // "STALE"

// A fact that was needed and is not known.
struct MissingFact {
  std::string path;  // "household.members[2].born_on"
  WhyMissing why = WhyMissing::kAbsent;
  std::string known;                   // kStale, kImprecise: the date that is known, "2024-11"; else ""
  std::vector<std::string> needed_by;  // ids of the criteria, safeguards and routes, in policy order
};

// A comparison that decided a criterion: `actual op required`.
struct Comparison {
  std::string expression;  // as the policy has it
  std::string op;          // "==", "!=", "<", "<=", ">", ">="; of the side the criterion asks for
  std::string actual;      // the household's side, plain: "616667", "2025-11-15", "SERIOUS"; "" if it is a person's identity
  std::string required;    // the policy's side
  std::string unit;        // "IDR per person per month", "months"; "" if none
  bool holds = false;
};

// The member, session, finding, ... that a result turns on.
struct Witness {
  std::string path;  // "household.mentoring.inspections[0].findings[1]"
  std::string name;  // what its register calls it, if anything: "E12"; never a person's identity
};

struct CriterionDecision {
  std::string id;
  CriterionResult result = CriterionResult::kError;
  Text title;
  Text reason;                          // PASS, FAIL, MISSING: a sentence with the figures
  std::vector<Comparison> comparisons;  // those that decided the result
  std::vector<Witness> witnesses;
  std::vector<std::string> missing;  // paths
  std::string source;                // what the policy cites
  bool proposal = false;
  Actor can_act = Actor::kUnspecified;
};

enum class SafeguardResult { kClear, kHolds, kMissing, kError };
const char* Name(SafeguardResult result);  // "HOLDS"

struct SafeguardDecision {
  std::string id;
  SafeguardResult result = SafeguardResult::kError;
  Text title;
  Text reason;
  std::vector<Comparison> comparisons;
  std::vector<Witness> witnesses;
  std::vector<std::string> missing;
  std::string source;
  bool proposal = false;
};

struct RouteDecision {
  struct AtLeast {
    int64_t needed = 0;
    int64_t passed = 0;
    int64_t of = 0;                     // how many criteria of the list apply
    std::vector<std::string> criteria;  // ids of the list, as the policy has them
  };
  std::string id;
  RouteResult result = RouteResult::kError;
  Text title;
  RouteKind kind = RouteKind::kUnspecified;
  std::vector<std::string> blocked_by;   // ids of criteria that are FAIL, in policy order
  std::vector<std::string> waiting_for;  // ids of criteria that are MISSING
  std::vector<AtLeast> at_least;
  bool scored = false;
  bool score_known = false;
  int64_t score = 0;            // weighted sum; compare with `threshold` below
  int64_t score_threshold = 0;  // threshold times the sum of the weights
  std::string source;
  std::vector<std::string> all_of;  // ids of the criteria that must all hold, as the policy has them
};

struct Decision {
  std::string household_id;  // "" if the record has none
  Date as_of;
  std::string policy_id;
  std::string policy_version;
  Outcome outcome = Outcome::kInvalid;
  std::string route;  // of ELIGIBLE; otherwise of NOT_YET and NEEDS_DATA the route that is nearest to being met
  std::vector<CriterionDecision> criteria;      // in policy order, all of them
  std::vector<SafeguardDecision> safeguards;    // in policy order, all of them
  std::vector<RouteDecision> routes;            // in policy order, all of them
  std::vector<MissingFact> missing;             // that keep the household from being ELIGIBLE; sorted by path
  Findings findings;                            // INVALID: what contradicts what
  std::vector<std::string> recorded_when_true;  // facts that the caller declared to be recorded only when true
};

}  // namespace graduasi

#endif  // GRADUASI_DECISION_H_
