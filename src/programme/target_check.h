// What makes sense of a target and of a result, for whoever counts with them.
#ifndef GRADUASI_SRC_PROGRAMME_TARGET_CHECK_H_
#define GRADUASI_SRC_PROGRAMME_TARGET_CHECK_H_

#include "absl/status/status.h"
#include "graduasi/target.h"

namespace graduasi::programme {

// InvalidArgument if a number makes no sense; the message names the target.
absl::Status CheckTarget(const Target& target);
absl::Status CheckResult(const Result& result);

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_TARGET_CHECK_H_
