// Who is in a cohort: every family once, by its id, with what the policy says of it and where its history has brought it. Of
// each it keeps an id and a few bytes. This file must not know how families are decided.
#ifndef GRADUASI_SRC_PROGRAMME_COHORT_ROLL_H_
#define GRADUASI_SRC_PROGRAMME_COHORT_ROLL_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graduasi/cohort.h"
#include "graduasi/date.h"
#include "graduasi/decision.h"
#include "graduasi/household.h"
#include "graduasi/life_cycle.h"
#include "graduasi/target.h"

namespace graduasi::programme {

class CohortRoll {
 public:
  // Histories are seen as they stand at the end of `as_of`. `target` and its published result may be null.
  CohortRoll(Date as_of, const Target* target, const Result* result);

  // Families; Says is called for the same ones next. InvalidArgument if one has no id, or that of another.
  absl::Status AddFamilies(absl::Span<const Household> households);
  // What the policy says of them, in the same order.
  void Says(absl::Span<const Outcome> outcomes);
  // One whose record cannot be read, INVALID; its id may be "". InvalidArgument if it is that of another.
  absl::Status AddUnreadable(absl::string_view id);
  // InvalidArgument if it is the second of its family.
  absl::Status AddHistory(const LifeHistory& history);

  // InvalidArgument if a history is of no family.
  absl::Status CheckHistories() const;
  // Counts states and outcomes, and holds them against the target, if there is one.
  void Report(CohortReport* report) const;
  // By what the policy says of them, those that have neither left nor come back.
  std::map<Outcome, int64_t> InPipeline() const;
  // Whether the family has left, by its history.
  bool HasLeft(const std::string& id) const;
  int64_t families() const { return families_; }
  int64_t unreadable() const { return unreadable_; }

 private:
  struct Member {
    bool listed = false;  // is in the cohort; otherwise only its history is there
    Outcome outcome = Outcome::kInvalid;
    int64_t history = 0;  // its number, counted from 1 in the order in which they came; 0: none
    LifeState state = LifeState::kRecipient;
    bool objecting = false, deferred = false, open_findings = false;
    bool in_period = false;     // left in the target's period
    bool after_result = false;  // and after the day of the published result
    bool InPipeline() const;
    bool HasLeft() const;
  };

  absl::Status AddFamily(absl::string_view id, Member** member);
  absl::StatusOr<Standing> StandingOf(const LifeHistory& history) const;
  CohortReport::Conversion ConversionOf(const CohortReport& report) const;

  const Date as_of_;
  const std::optional<Target> target_;
  const std::optional<Result> result_;
  std::unordered_map<std::string, Member> members_;  // no order of it reaches a report
  std::vector<Member*> latest_;                      // of the last call of AddFamilies
  int64_t families_ = 0, histories_ = 0;
  int64_t unreadable_ = 0, nameless_ = 0;  // unreadable ones, and those of them without an id
};

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_COHORT_ROLL_H_
