// What in a policy turns as the day of the decision moves on, found once from its expressions: every comparison of a day of the
// household, or of the policy, with as_of; what comes into view; what grows stale. Each is brought to one form, the first day t
// on which MOVING(t) >= FIXED, so that the days on which anything can turn are arithmetic on the dates of a household. Where
// the policy uses the day in another way that is said, and every day must be looked at. This file must not know any household.
#ifndef GRADUASI_SRC_DECIDE_EARLIEST_WATCH_H_
#define GRADUASI_SRC_DECIDE_EARLIEST_WATCH_H_

#include <cstdint>
#include <string>
#include <vector>

#include "graduasi/outlook.h"
#include "src/model/record.h"
#include "src/policy/checked_policy.h"

namespace graduasi::decide {

// A day that an expression may stand for.
struct DayTerm {
  enum class Kind : uint8_t {
    kAsOf,     // the day of the decision
    kField,    // a date of a record, of any of its type
    kLiteral,  // written in the policy
    kUnknown,  // some day that does not depend on as_of, and more cannot be said
  };
  struct Shift {
    bool months = false;  // else days
    int64_t count = 0;
    friend bool operator==(const Shift& a, const Shift& b) { return a.months == b.months && a.count == b.count; }
  };
  Kind kind = Kind::kUnknown;
  const model::RecordInfo* record = nullptr;  // kField
  int field = -1;
  int32_t days = 0;           // kLiteral
  std::vector<Shift> shifts;  // applied in order
};

// FIXED against MOVING: what turns on the first day with MOVING >= FIXED (`reach`), on the first with MOVING > FIXED (`pass`).
struct Watch {
  DayTerm fixed;   // kField or kLiteral
  DayTerm moving;  // kAsOf
  bool reach = false;
  bool pass = false;
  // Not 0: so for FIXED and every multiple of so many months after it; or, `moving_first`, for MOVING so many months later.
  int32_t every_months = 0;
  bool moving_first = false;
  CauseKind kind = CauseKind::kElapsed;
  std::string expression;      // the comparison, as written; "" if there is none
  std::vector<size_t> owners;  // ascending
};

// A day from which a parameter has another value.
struct ParameterStart {
  int32_t day = 0;
  std::string path;  // "params.umk"
  std::vector<size_t> owners;
};

struct Watches {
  // Owners are numbered: criteria, safeguards, then the scores of routes, each in policy order.
  std::vector<Watch> watches;
  std::vector<ParameterStart> starts;
  std::vector<const model::RecordInfo*> records;  // those with a date that is watched, by their index
  bool every_day = false;                         // the days above are not all: each day must be looked at
};

Watches WatchesOf(const policy::CheckedPolicy& policy);

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_EARLIEST_WATCH_H_
