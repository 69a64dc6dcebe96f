// The horizon of an outlook, and the days of it on which a household must be decided. Shared by the timeline and by the search
// for changes.
#ifndef GRADUASI_SRC_DECIDE_EARLIEST_H_
#define GRADUASI_SRC_DECIDE_EARLIEST_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "graduasi/date.h"
#include "graduasi/household.h"
#include "graduasi/outlook.h"
#include "src/columns/batch.h"
#include "src/decide/earliest_days.h"
#include "src/decide/outlook.h"

namespace graduasi::decide {

struct Horizon {
  Date from, until;
  bool ends_with_policy = false;
  columns::RecordedWhenTrue recorded_when_true;
};

// Errors as Foresee.
absl::StatusOr<Horizon> HorizonOf(const Prospect& prospect, Date as_of, const OutlookOptions& options);

// Days from `horizon.from`, it included, such that between one and the next nothing turns.
std::vector<Date> DaysToDecide(const Horizon& horizon, const TurningDays& turning, bool every_day);

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_EARLIEST_H_
