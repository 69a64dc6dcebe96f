// A cohort: the families that are mentored in one period to graduate in the next. Where each of them stands, what the policy
// says of it, what keeps how many of them back, and how many of those that are left must pass for the target to be met.
#ifndef GRADUASI_COHORT_H_
#define GRADUASI_COHORT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graduasi/date.h"
#include "graduasi/decision.h"
#include "graduasi/engine.h"
#include "graduasi/household.h"
#include "graduasi/language.h"
#include "graduasi/life_cycle.h"
#include "graduasi/statistic.h"
#include "graduasi/target.h"

namespace graduasi {

// Something that keeps families back.
struct Obstruction {
  std::string id;        // of a criterion or safeguard, or the path of a fact without positions
  Text title;            // of a criterion or safeguard
  int64_t families = 0;  // that it keeps back
  int64_t alone = 0;     // that nothing else keeps back
  Decimal percent;       // `families` of the cohort, two decimals
};

struct CohortReport {
  Date as_of;
  int64_t families = 0;

  // Where they stand in the life cycle; families without a history are counted apart.
  std::map<LifeState, int64_t> by_state;
  int64_t without_history = 0;
  int64_t objecting = 0;           // an objection is open
  int64_t deferred = 0;            // the candidacy waits for data
  int64_t with_open_findings = 0;  // an inspection found something that was not yet seen to be put right

  // What the policy says as of the day.
  std::map<Outcome, int64_t> by_outcome;
  int64_t candidates = 0;                  // ELIGIBLE, or nothing open but what the procedure completes
  std::vector<Obstruction> failing;        // criteria not met on the nearest route; most families first, then policy order
  std::vector<Obstruction> unknown;        // criteria and safeguards of which it is not known
  std::vector<Obstruction> missing_facts;  // facts not known: "household.incomes"
  std::vector<Obstruction> protecting;     // safeguards that hold

  // Against a target, if one was given.
  struct Conversion {
    int64_t graduated = 0;    // of the cohort: GRADUATED, MONITORED, CLOSED
    int64_t returned = 0;     // have left and come back
    int64_t in_pipeline = 0;  // the others
    // That count for the target: of those that have left, who certainly did so in its period. Who left before it, or may have,
    // is no part of it; nor is who came back. In a ProgrammeReport the published result and those who left certainly after its
    // day, if they are more.
    int64_t attained = 0;
    int64_t still_least = 0;  // that must yet graduate for the target's least, and its most
    int64_t still_most = 0;
    std::optional<PercentRange> needed;  // of those in the pipeline; nothing if nobody is
    bool possible = true;                // the least can still be met by this cohort
  };
  std::optional<Conversion> conversion;
};

// Histories belong to households by the household's id, and are seen as they stood at the end of as_of. InvalidArgument if a
// household has no id or two have the same, or a history is of nobody in the cohort; otherwise errors as Policy::Decide.
// `target` may be null.
absl::StatusOr<CohortReport> ReportCohort(const Policy& policy, absl::Span<const Household> households,
                                          absl::Span<const LifeHistory> histories, Date as_of, const LifeRules& rules,
                                          const Target* target = nullptr, const DecideOptions& options = {});

// The report as a page of plain text.
std::string Explain(const CohortReport& report, Language language);

}  // namespace graduasi

#endif  // GRADUASI_COHORT_H_
