// Counts in which month families become eligible, family by family, from the days on which what the policy says of them turns.
// This file must not know households or how days are found.
#ifndef GRADUASI_SRC_PROGRAMME_PROJECTION_TALLY_H_
#define GRADUASI_SRC_PROGRAMME_PROJECTION_TALLY_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "graduasi/date.h"
#include "graduasi/decision.h"
#include "graduasi/projection.h"

namespace graduasi::programme {

// Tallies of different families can be added up; the sum knows no order.
class ProjectionTally {
 public:
  // From `as_of` to the day before `until`, which is later.
  ProjectionTally(Date as_of, Date until);

  // One family on its way through the days.
  struct Family {
    Outcome at_first = Outcome::kInvalid;
    bool ever = false;      // has been ELIGIBLE on some day
    bool eligible = false;  // is
    Date since;             // if it is
  };
  Family Begin(Outcome as_of) const;
  // From the day on the policy says this; days ascend.
  void Turn(Date day, Outcome outcome, Family* family);
  void End(const Family& family);

  // Families of which the policy says this on every day.
  void AddNever(Outcome outcome, int64_t families);
  void Add(const ProjectionTally& other);
  Projection Report() const;

 private:
  size_t MonthOf(Date day) const;
  void AddEligible(Date from, Date until);

  Date as_of_, until_;
  std::vector<ProjectedMonth> months_;
  int64_t first_month_ = 0;  // of months_, counted from the year 0
  int64_t families_ = 0, eligible_now_ = 0;
  std::vector<int64_t> become_;
  std::vector<int64_t> change_at_end_;  // how many more are ELIGIBLE at the end of a month than at the end of the one before
  std::map<Outcome, int64_t> never_;
};

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_PROJECTION_TALLY_H_
