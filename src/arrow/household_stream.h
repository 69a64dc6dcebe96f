// The rows of an Arrow stream as households, one after the other: for what looks at whole records and not at columns. It knows
// fields, and nothing of what becomes of the households.
#ifndef GRADUASI_SRC_ARROW_HOUSEHOLD_STREAM_H_
#define GRADUASI_SRC_ARROW_HOUSEHOLD_STREAM_H_

#include <cstdint>
#include <functional>

#include "absl/status/status.h"
#include "graduasi/arrow_abi.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"
#include "src/base/finding_list.h"

namespace graduasi::arrow {

// A row and what could be read of it, which may be moved from; without `unreadable` it is all of it. Rows count from 0.
using EachHousehold =
    std::function<absl::Status(int64_t row, Household* household, const Findings& unreadable, const RuleNames& rules)>;

// Calls `each` with every row, in order, until it fails, whose status is then returned. Every array is looked through once
// before any of its rows is handed on, so that a stream that breaks the rules of Arrow leaves no half of an array behind.
// Takes `*in` in all cases. InvalidArgument, with findings, if a column has a wrong type, none is that of a field, or an array
// breaks the rules of Arrow; Unavailable if `in` fails.
absl::Status ReadHouseholds(ArrowArrayStream* in, const EachHousehold& each, Findings* findings);

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_HOUSEHOLD_STREAM_H_
