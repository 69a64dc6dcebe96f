// Findings as people read them in a terminal and as a status. It knows nothing of what the findings are about.
#ifndef GRADUASI_SRC_BASE_FINDINGS_H_
#define GRADUASI_SRC_BASE_FINDINGS_H_

#include <string>

#include "absl/status/status.h"
#include "graduasi/finding.h"

namespace graduasi {

// "31:12: criterion[3].require: <message>"; parts that are not known are left out.
std::string ToString(const Finding& finding);

// InvalidArgument with one line for each finding. There must be at least one.
absl::Status InvalidArgument(const Findings& findings);

}  // namespace graduasi

#endif  // GRADUASI_SRC_BASE_FINDINGS_H_
