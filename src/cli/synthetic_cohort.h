// A cohort of synthetic families that are mentored in one year and decided on in the next, as those of Kota Batu: aid in
// November, a business that is inspected, findings that are put right. A family's whole course is drawn once; a register and
// the events of a day show as much of it as has happened by then, so registers of several days are of the same families. Shares
// are our guesses at what is plausible, measured on nobody.
#ifndef GRADUASI_SRC_CLI_SYNTHETIC_COHORT_H_
#define GRADUASI_SRC_CLI_SYNTHETIC_COHORT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "src/cli/synthetic_family.h"
#include "src/cli/synthetic_json.h"
#include "src/cli/synthetic_random.h"
#include "src/cli/synthetic_region.h"

namespace graduasi::cli {

struct SyntheticCohort {
  std::string region;  // Kemendagri code
  uint64_t seed = 0;
  int32_t mentored = 0;  // the year
  SyntheticDay as_of;
};

// What keeps a family back in the year after its mentoring.
enum class MentoredCourse {
  kReady,        // nothing but the procedure
  kPutRight,     // a grave finding, put right in time
  kWaits,        // business capital was paid too late
  kOpenFinding,  // a grave finding that stays open
  kGap,          // something is not recorded
  kLowIncome,
  kProtected,
};
enum class MentoredGap { kNone, kNoNik, kNoDisability, kNoSessions, kOldIncome };

struct MentoredFinding {
  std::string item;
  const char* severity = "MINOR";
  SyntheticDay due_on;
  SyntheticDay put_right_on;
  SyntheticDay confirmed_on;  // inspected again, and not right yet; then put right once more
  SyntheticDay put_right_again_on;
  SyntheticDay cleared_on;
};

// The last of days: never.
inline constexpr SyntheticDay kNever(9999, 12, 28);

struct MentoredFamily {
  std::string id;
  int64_t number = 0;
  SyntheticPlace place;
  SyntheticFamily family;
  MentoredCourse course = MentoredCourse::kReady;
  MentoredGap gap = MentoredGap::kNone;

  SyntheticDay joined_on;  // PKH
  SyntheticDay business_on = kNever;
  Precision business_precision = Precision::kDay;
  SyntheticDay capital_on = kNever;
  Precision capital_precision = Precision::kDay;
  const char* capital_programme = "LOCAL_PROGRAMME";
  int64_t capital_idr = 0;
  int64_t first_income_percent = 100;  // of the later one
  int64_t savings_percent = 0;         // of a month's need
  int64_t attended[14] = {};           // core sessions: 1 or 0
  int64_t decile = 1;
  bool dissent = false;

  SyntheticDay identified_on, mentored_on;
  Precision mentored_precision = Precision::kMonth;
  SyntheticDay inspected_on = kNever;
  std::vector<MentoredFinding> findings;
  // Of those that are ready.
  SyntheticDay nominated_on = kNever, signed_on = kNever, assessed_on = kNever, deliberated_on = kNever, verified_on = kNever;
};

// Family `number` (from 1); the same cohort and number give the same family whatever the day.
MentoredFamily MakeMentoredFamily(const SyntheticCohort& cohort, int64_t number);

// What the register holds of the family on the day, as a line of JSON.
void AppendMentoredRecord(const SyntheticCohort& cohort, const MentoredFamily& family, std::string* out);

// What has happened up to the day: a line of JSON for each event, as `graduasi history` reads them.
void AppendMentoredEvents(const SyntheticCohort& cohort, const MentoredFamily& family, std::string* out);

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_SYNTHETIC_COHORT_H_
