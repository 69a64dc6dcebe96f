// What published figures say of an office: its target and what has come of it, its statistics and what follows from them, and
// the targets of the regions below. This file must not know cohorts or policies.
#ifndef GRADUASI_SRC_PROGRAMME_PROGRAMME_FIGURES_H_
#define GRADUASI_SRC_PROGRAMME_PROGRAMME_FIGURES_H_

#include "absl/status/statusor.h"
#include "graduasi/programme_report.h"

namespace graduasi::programme {

// A report in which nothing but the figures stands; errors as ReportFigures.
absl::StatusOr<ProgrammeReport> ReportOfFigures(Date as_of, const ProgrammeOptions& options);

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_PROGRAMME_FIGURES_H_
