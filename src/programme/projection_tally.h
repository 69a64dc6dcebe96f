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
    struct Is {
      bool now = false;
      bool ever = false;  // is or has been on some day
      Date since;         // if it is
    };
    Outcome at_first = Outcome::kInvalid;
    Is eligible, candidate;
  };
  // A family that is ELIGIBLE is a candidate.
  Family Begin(Outcome as_of, bool candidate) const;
  // From the day on the policy says this; days ascend.
  void Turn(Date day, Outcome outcome, bool candidate, Family* family);
  void End(const Family& family);

  // Families of which the policy says this on every day.
  void AddNever(Outcome outcome, int64_t families);
  void Add(const ProjectionTally& other);
  Projection Report() const;

 private:
  // How many families are something, by month.
  struct Curve {
    int64_t now = 0;                     // as of as_of
    std::vector<int64_t> become;         // for the first time
    std::vector<int64_t> change_at_end;  // how many more are at the end of a month than at the end of the one before
    void Add(const Curve& other);
  };

  size_t MonthOf(Date day) const;
  void Turn(Date day, bool is, Family::Is* family, Curve* curve) const;
  void End(const Family::Is& family, Curve* curve) const;
  void AddSpan(Date from, Date until, Curve* curve) const;

  Date as_of_, until_;
  std::vector<ProjectedMonth> months_;
  int64_t first_month_ = 0;  // of months_, counted from the year 0
  int64_t families_ = 0;
  Curve eligible_, candidates_;
  std::map<Outcome, int64_t> never_;
};

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_PROJECTION_TALLY_H_
