// What is still needed of a target, and how probable it is under a stated assumption that the families in the pipeline give it.
// This file must not know households or how anything of them was found.
#ifndef GRADUASI_SRC_PROGRAMME_PROGRAMME_FORECAST_H_
#define GRADUASI_SRC_PROGRAMME_PROGRAMME_FORECAST_H_

#include "absl/status/status.h"
#include "graduasi/programme_report.h"

namespace graduasi::programme {

// InvalidArgument if a rate is not in [0, 1000].
absl::Status CheckRates(const ProgrammeOptions& options);

// Rates, forecast and cuts of a report whose target, cohort, pipeline and ranking are there.
absl::Status AddForecast(const ProgrammeOptions& options, ProgrammeReport* report);

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_PROGRAMME_FORECAST_H_
