// What stands behind the handle of the page of an office: the report, and what its accessors lend that the report does not hold
// as text or list. It knows the C++ interface in include/graduasi.
#ifndef GRADUASI_CAPI_PROGRAMME_REPORT_H_
#define GRADUASI_CAPI_PROGRAMME_REPORT_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "graduasi/cohort.h"
#include "graduasi/programme_report.h"
#include "graduasi/ranking.h"

struct graduasi_programme_report {
  struct Kept {
    int32_t kind = 0;  // GRADUASI_OBSTRUCTION_*
    graduasi::Obstruction obstruction;
  };

  graduasi::ProgrammeReport report;
  std::vector<graduasi::UnreadableHousehold> unreadable;
  std::string target_period, result_as_of;
  std::vector<Kept> obstructions;
  std::vector<graduasi::Cut> cuts;
  // Whole texts, each made when it is first asked for, under the mutex, and never changed afterwards.
  mutable std::mutex mutex;
  mutable std::unique_ptr<const std::string> texts[5];
};

namespace graduasi::capi {

std::unique_ptr<graduasi_programme_report> MakeReport(ProgrammeReport report, std::vector<UnreadableHousehold> unreadable);

}  // namespace graduasi::capi

#endif  // GRADUASI_CAPI_PROGRAMME_REPORT_H_
