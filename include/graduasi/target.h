// Targets of a programme, what has come of them, and the same for provinces and the nation. A target is a range of families in
// a period and a region; what it is a share of (a tahap's recipients) and from whom it is to come (a cohort) are counted apart.
// An office that has not reported is named, never counted as zero.
#ifndef GRADUASI_TARGET_H_
#define GRADUASI_TARGET_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graduasi/assistance.h"
#include "graduasi/date.h"
#include "graduasi/finding.h"
#include "graduasi/language.h"
#include "graduasi/region.h"
#include "graduasi/statistic.h"

namespace graduasi {

// A count of families of which something is a part.
struct Stock {
  int64_t count = 0;
  Precision precision = Precision::kExact;
  Text title;
  std::optional<int64_t> year;   // budget year
  std::optional<int64_t> stage;  // payment stage (tahap), 1 to 4
  std::string source;
};

struct Target {
  std::string id;
  Text title;
  Region region;       // nothing set: the nation
  PartialDate period;  // a year, or a month of it
  std::string unit = "KPM";
  int64_t least = 0;  // a single number: both are the same
  int64_t most = 0;
  std::optional<Stock> denominator;  // the families whose share it is
  std::optional<Stock> cohort;       // the families from whom it is to come
  std::string source;
};

// How many families left in the period of a target, up to a day.
struct Result {
  std::string target;  // its id
  PartialDate as_of;
  int64_t count = 0;
  Precision precision = Precision::kExact;
  std::map<ExitKind, int64_t> by_kind;  // empty, or adds up to `count`
  std::string source;
};

// Per cent, rounded to two decimals half away from zero; a range where the target is one.
struct PercentRange {
  Decimal least;
  Decimal most;
  bool approximate = false;
};

struct Attainment {
  int64_t result = 0;
  bool approximate = false;
  PartialDate as_of;
  bool met = false;                // at least `least`
  int64_t remaining_to_least = 0;  // 0 if met
  int64_t remaining_to_most = 0;
  PercentRange of_target;                             // of the most, of the least: 40.00 .. 46.67 of 30 to 35
  std::optional<PercentRange> target_of_denominator;  // what was aimed at
  std::optional<PercentRange> result_of_denominator;  // what has been reached; both ends are the same
};

// Of a target and its latest result. InvalidArgument if they do not belong together, or a number makes no sense.
absl::StatusOr<Attainment> AttainmentOf(const Target& target, const Result& result);

// How many of its cohort must pass for the target to be met, per cent; more than 100 says that it cannot. Nothing if it has no
// cohort.
std::optional<PercentRange> NeededOfCohort(const Target& target);

// The targets of one period and unit, added up along the regions.
struct RollUp {
  std::string code;             // "35.79", "35", "" for the nation
  const Target* own = nullptr;  // the region's own target, if it has one
  const Result* own_result = nullptr;
  // What lies directly below, each with its own numbers or else the sum of what is below it.
  int64_t parts = 0;  // regions below with a target
  int64_t least = 0;
  int64_t most = 0;
  int64_t result = 0;  // of those that have reported
  bool approximate = false;
  std::vector<std::string> without_result;  // ids of targets below that have not reported, sorted
};

// One entry for each region that has a target or lies above one, the nation first, in the order of the codes. Only Kemendagri
// codes can be added up. InvalidArgument if a target's region is no such code, two targets are of the same region, period and
// unit, results name no target, or a sum does not fit. The entries point into `targets` and `results`; of several results of
// one target the one of the latest day counts.
absl::StatusOr<std::vector<RollUp>> RollUpTargets(absl::Span<const Target> targets, absl::Span<const Result> results,
                                                  const PartialDate& period, absl::string_view unit);

// Figures as a JSON document: {"statistics": [...], "computations": [...], "targets": [...], "results": [...]}. On failure
// InvalidArgument, and `findings` (may be null) receives every finding.
struct Figures {
  std::vector<Statistic> statistics;
  std::vector<Computation> computations;
  std::vector<Target> targets;
  std::vector<Result> results;
};
absl::StatusOr<Figures> ParseFiguresJson(absl::string_view json, Findings* findings = nullptr);

}  // namespace graduasi

#endif  // GRADUASI_TARGET_H_
