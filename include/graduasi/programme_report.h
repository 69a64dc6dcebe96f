// The page of an office: its target and what has come of it, the published figures it rests on, the cohort that is mentored,
// what keeps whom back, when its families become eligible, how probable the target is under a stated assumption, and in which
// order the eligible stand before it. Everything here counts; nothing about any family is decided by it.
//
//   graduasi::ProgrammeOptions options;
//   options.target = graduasi::TargetRange(30, 35, graduasi::Kemendagri("35.79"), graduasi::PartialDate::Year(2026));
//   options.rates_per_mille = graduasi::SameRate(650);
//   auto reporter = graduasi::ProgrammeReporter::Start(policy, as_of, options);
//   (*reporter)->AddHistories(histories);
//   for (const std::vector<graduasi::Household>& some : cohort_in_parts) (*reporter)->Add(some);
//   absl::StatusOr<graduasi::ProgrammeReport> report = (*reporter)->Finish();
//   std::cout << graduasi::ToText(*report, graduasi::Language::kIndonesian);
#ifndef GRADUASI_PROGRAMME_REPORT_H_
#define GRADUASI_PROGRAMME_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graduasi/arrow_abi.h"
#include "graduasi/cohort.h"
#include "graduasi/date.h"
#include "graduasi/decision.h"
#include "graduasi/engine.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"
#include "graduasi/language.h"
#include "graduasi/life_cycle.h"
#include "graduasi/projection.h"
#include "graduasi/ranking.h"
#include "graduasi/region.h"
#include "graduasi/statistic.h"
#include "graduasi/target.h"

namespace graduasi {

struct ProgrammeOptions {
  // What the office aims at. Absent: the one target of `region` and the year of as_of among the figures, if there is one.
  std::optional<Target> target;
  // Whose page it is; a target must be of the same region. Nothing set: the target's region; without a target, the nation.
  Region region;
  // Statistics and computations of the region, results of its target, and the targets of the regions below it are shown.
  Figures figures;
  // Of the life cycle: which criteria the procedure itself completes.
  LifeRules rules;
  // First day that is not looked at. Absent: the first day after the target's period; without a target, or once its period is
  // over, one year after as_of.
  std::optional<Date> until;
  // The assumption: of 1000 families of which the policy now says this, so many will complete. An outcome that is not named has
  // no rate; then there is no forecast if the cohort has such families in its pipeline. Empty: no forecast, only the rates that
  // the target would take.
  std::map<Outcome, int32_t> rates_per_mille;
  // Also the order of those that are ELIGIBLE, by the ranking that the policy declares.
  bool rank = false;
  int threads = 1;  // 0: one for each processor; the report is the same
  DecideOptions decide;
};

// A target of the unit KPM; least == most for a single number.
Target TargetRange(int64_t least, int64_t most, Region region, PartialDate period);
// The same rate for every outcome.
std::map<Outcome, int32_t> SameRate(int32_t per_mille);

struct ProgrammeReport {
  Date as_of;
  Region region;

  // From the figures.
  std::optional<Target> target;
  std::optional<Result> result;                  // of the target, the latest that is not after as_of
  std::optional<Attainment> attainment;          // if there is a result
  std::optional<PercentRange> needed_of_cohort;  // of the target's own cohort, as published: 60 to 70 % of about 50
  std::vector<Statistic> statistics;             // of the region, released by as_of, in the order of the figures
  struct Comparison {
    Computation computation;
    Computed computed;
  };
  std::vector<Comparison> comparisons;  // of a statistic of the region, against one of the same or of another
  // Each region below that has a target or lies above one, and the region itself; by code. Empty if no region below has one.
  // Of the period and unit of the target; without one, of the year of as_of and of KPM. Empty too for a region of BPS, whose
  // codes are not added up.
  struct Part {
    std::string code;
    std::optional<Target> own;
    std::optional<Result> own_result;
    int64_t parts = 0;  // as in RollUp
    int64_t least = 0;
    int64_t most = 0;
    int64_t result = 0;
    bool approximate = false;
    std::vector<std::string> without_result;
  };
  std::vector<Part> parts;

  // Of a cohort, if one was given.
  std::string policy_id;
  std::string policy_version;
  std::string policy_hash;
  Text policy_title;
  std::optional<CohortReport> cohort;
  int64_t unreadable = 0;  // records of the cohort that could not be read: counted as families, INVALID
  std::optional<Projection> projection;
  // Of the families in the pipeline, against what is still needed of the target; no forecast and no rates needed without a
  // target, or once its period is over.
  std::map<Outcome, int64_t> in_pipeline;      // by what the policy says of them
  std::map<Outcome, int32_t> rates_per_mille;  // the assumption
  bool too_many_to_forecast = false;           // more than kMaxForecastFamilies are in the pipeline
  std::optional<CompletionForecast> forecast;
  std::vector<Outcome> without_rate;  // are in the pipeline, and so there is no forecast
  struct NeededRate {
    int32_t probability_per_mille = 0;      // 500, 800, 950
    std::optional<int32_t> rate_per_mille;  // the same for all; nothing: the target cannot be met by them
  };
  std::vector<NeededRate> rates_needed;  // if there is a target and somebody is in the pipeline
  std::optional<Ranking> ranking;  // of those that have not left
  std::optional<Cut> cut_least, cut_most;  // of the ranking, where what is still needed of the target ends
};

// From figures alone, without a cohort. InvalidArgument if figures or target make no sense; the message says which and why.
absl::StatusOr<ProgrammeReport> ReportFigures(Date as_of, const ProgrammeOptions& options);

// Takes a cohort in parts, in any number, and counts. Memory grows with the ids of the cohort, and with the eligible where they
// are ranked. Confined to one thread at a time. The reporter is spent after an error of Add or Finish.
class ProgrammeReporter {
 public:
  // FailedPrecondition if the policy is not in effect on the day, or declares no ranking and one is wanted; InvalidArgument if
  // an option makes no sense.
  static absl::StatusOr<std::unique_ptr<ProgrammeReporter>> Start(const Policy& policy, Date as_of,
                                                                  const ProgrammeOptions& options);
  ~ProgrammeReporter();

  // Before or after the households they belong to; events after as_of are not seen. InvalidArgument if one is the second of its
  // household.
  absl::Status AddHistories(absl::Span<const LifeHistory> histories);
  // InvalidArgument if a household has no id, or that of another.
  absl::Status Add(absl::Span<const Household> households);
  // A record that cannot be read: a family of which the policy says INVALID on every day. `id` may be "", then it has no
  // history. What was wrong is told by the quality of a register, not here.
  absl::Status AddUnreadable(absl::string_view id, const Findings& findings);

  // InvalidArgument if a history is of nobody in the cohort.
  absl::StatusOr<ProgrammeReport> Finish();

 private:
  class Impl;
  explicit ProgrammeReporter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// A record that could not be read, and at least one finding: the number of its line, or its row in a stream, from 0.
struct UnreadableHousehold {
  int64_t row = 0;
  Findings findings;
};

// Adds households written as JSON, one a line; a line that is no record, an empty one too, is unreadable. `first_line` numbers
// the first of them. `unreadable` (may be null) receives those that are. Errors as Add.
absl::Status AddJsonLines(absl::string_view lines, int64_t first_line, ProgrammeReporter* reporter,
                          std::vector<UnreadableHousehold>* unreadable = nullptr);

// Adds the households of a stream of Arrow columns, as DecideStream (arrow.h) takes them, to its end. Takes `*in` in all cases.
// Errors as Add; InvalidArgument, with findings, also if a column has a wrong type or an array breaks the rules of Arrow;
// Unavailable if `in` itself fails.
absl::Status AddStream(ArrowArrayStream* in, ProgrammeReporter* reporter,
                       std::vector<UnreadableHousehold>* unreadable = nullptr, Findings* findings = nullptr);

// For people: a page of plain text; one page of HTML that loads nothing and runs nothing; everything as one line of JSON.
std::string ToText(const ProgrammeReport& report, Language language);
std::string ToHtml(const ProgrammeReport& report, Language language);
std::string ToJson(const ProgrammeReport& report);

}  // namespace graduasi

#endif  // GRADUASI_PROGRAMME_REPORT_H_
