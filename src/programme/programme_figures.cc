#include "src/programme/programme_figures.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/model/region_code.h"
#include "src/programme/target_check.h"

namespace graduasi::programme {
namespace {

bool SameRegion(const Region& a, const Region& b) { return a.system == b.system && a.code == b.code; }
bool IsNation(const Region& region) { return !region.system.has_value() && !region.code.has_value(); }

// "KEMENDAGRI 35.79", "the nation".
std::string NameOf(const Region& region) {
  if (IsNation(region)) return "the nation";
  const bool bps = region.system == CodeSystem::kBps;
  return absl::StrCat(bps ? "BPS " : "KEMENDAGRI ", region.code.value_or(""));
}

absl::Status CheckRegion(const Region& region, absl::string_view whose) {
  if (IsNation(region)) return absl::OkStatus();
  if (!region.system.has_value() || !region.code.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat(
        whose, " has a code without its system, or a system without a code; give both, or neither for the nation"));
  }
  if (!model::IsRegionCode(*region.system, *region.code)) {
    return absl::InvalidArgumentError(
        absl::StrCat(whose, ": `", *region.code, "` is no code; write ", model::RegionCodeForm(*region.system)));
  }
  return absl::OkStatus();
}

template <typename Item>
absl::Status CheckIds(const std::vector<Item>& items, absl::string_view what) {
  std::set<std::string> ids;
  for (const Item& item : items) {
    if (item.id.empty()) return absl::InvalidArgumentError(absl::StrCat("a ", what, " among the figures has no id"));
    if (!ids.insert(item.id).second) {
      return absl::InvalidArgumentError(absl::StrCat("two ", what, "s among the figures have the id ", item.id));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckFigures(const Figures& figures, const std::optional<Target>& given) {
  if (absl::Status status = CheckIds(figures.statistics, "statistic"); !status.ok()) return status;
  if (absl::Status status = CheckIds(figures.computations, "computation"); !status.ok()) return status;
  if (absl::Status status = CheckIds(figures.targets, "target"); !status.ok()) return status;
  for (const Target& target : figures.targets) {
    if (absl::Status status = CheckTarget(target); !status.ok()) return status;
  }
  for (const Result& result : figures.results) {
    if (absl::Status status = CheckResult(result); !status.ok()) return status;
    const auto is_of = [&](const Target& target) { return target.id == result.target; };
    const bool of_given = given.has_value() && !given->id.empty() && is_of(*given);
    if (!of_given && std::none_of(figures.targets.begin(), figures.targets.end(), is_of)) {
      return absl::InvalidArgumentError(absl::StrCat("a result names the target ", result.target, ", and there is none"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckGiven(const Target& target) {
  if (absl::Status status = CheckTarget(target); !status.ok()) return status;
  if (target.period.exact()) {
    return absl::InvalidArgumentError(absl::StrCat("target ", target.id, ": its period is the day ", target.period.ToString(),
                                                   "; a target is of a year, or of a month"));
  }
  return CheckRegion(target.region, "the region of the target");
}

// The target of the page, if it has one.
absl::StatusOr<std::optional<Target>> ChooseTarget(Date as_of, const ProgrammeOptions& options) {
  if (options.target.has_value()) {
    if (absl::Status status = CheckGiven(*options.target); !status.ok()) return status;
    if (!IsNation(options.region) && !SameRegion(options.region, options.target->region)) {
      return absl::InvalidArgumentError(absl::StrCat("the page is of ", NameOf(options.region), ", and the target of ",
                                                     NameOf(options.target->region), "; both must be of one region"));
    }
    return options.target;
  }
  const PartialDate year = PartialDate::Year(as_of.year());
  std::vector<const Target*> found;
  for (const Target& target : options.figures.targets) {
    if (SameRegion(target.region, options.region) && target.period == year) found.push_back(&target);
  }
  if (found.empty()) return std::optional<Target>();
  if (found.size() > 1) {
    return absl::InvalidArgumentError(absl::StrCat(
        NameOf(options.region), " has several targets of ", year.ToString(), " among the figures: ",
        absl::StrJoin(found, ", ", [](std::string* out, const Target* target) { absl::StrAppend(out, target->id); }),
        "; say which one"));
  }
  return std::optional<Target>(*found[0]);
}

// Known on the day: what is known to the month only may have come on its last day.
bool IsKnown(const PartialDate& date, Date as_of) { return date.last() <= as_of; }

std::optional<Result> LatestResult(const Figures& figures, const Target& target, Date as_of) {
  std::optional<Result> latest;
  for (const Result& result : figures.results) {
    if (target.id.empty() || result.target != target.id || !IsKnown(result.as_of, as_of)) continue;
    if (!latest.has_value() || latest->as_of.last() < result.as_of.last()) latest = result;
  }
  return latest;
}

absl::Status AddStatistics(Date as_of, const Figures& figures, ProgrammeReport* report) {
  std::vector<Statistic> known;
  for (const Statistic& statistic : figures.statistics) {
    if (statistic.released_on.has_value() && !IsKnown(*statistic.released_on, as_of)) continue;
    known.push_back(statistic);
    if (SameRegion(statistic.region, report->region)) report->statistics.push_back(statistic);
  }
  const auto has = [](const std::vector<Statistic>& statistics, const std::string& id) {
    return std::any_of(statistics.begin(), statistics.end(), [&](const Statistic& statistic) { return statistic.id == id; });
  };
  for (const Computation& computation : figures.computations) {
    // What is computed of a region may be held against a figure of another, a province's against the nation's.
    if (!has(report->statistics, computation.of) || !has(known, computation.against)) continue;
    absl::StatusOr<Computed> computed = Compute(computation, known);
    if (!computed.ok()) return computed.status();
    report->comparisons.push_back({computation, *std::move(computed)});
  }
  return absl::OkStatus();
}

// The targets of the regions below, of the period and unit of the report's own or else of the year and of KPM. The report's own
// stands in the place of one of the figures that is of the same region.
absl::Status AddParts(Date as_of, const Figures& figures, ProgrammeReport* report) {
  if (report->region.system == CodeSystem::kBps) return absl::OkStatus();  // codes of which nothing is added up
  Target own;
  own.period = PartialDate::Year(as_of.year());
  if (report->target.has_value()) own = *report->target;
  std::vector<Target> targets;
  for (const Target& target : figures.targets) {
    const bool replaced = report->target.has_value() &&
                          (target.id == own.id ||
                           (SameRegion(target.region, own.region) && target.period == own.period && target.unit == own.unit));
    if (!replaced) targets.push_back(target);
  }
  if (report->target.has_value()) targets.push_back(own);
  std::vector<Result> results;
  for (const Result& result : figures.results) {
    const bool of_these = std::any_of(targets.begin(), targets.end(), [&](const Target& t) { return t.id == result.target; });
    if (of_these && IsKnown(result.as_of, as_of)) results.push_back(result);
  }
  absl::StatusOr<std::vector<RollUp>> rolled = RollUpTargets(targets, results, own.period, own.unit);
  if (!rolled.ok()) return rolled.status();

  const std::string code = report->region.code.value_or("");
  bool any_below = false;
  for (const RollUp& region : *rolled) {
    const bool below = region.code != code && (code.empty() || absl::StartsWith(region.code, absl::StrCat(code, ".")));
    if (!below && region.code != code) continue;
    any_below = any_below || below;
    ProgrammeReport::Part& part = report->parts.emplace_back();
    part.code = region.code;
    if (region.own != nullptr) part.own = *region.own;
    if (region.own_result != nullptr) part.own_result = *region.own_result;
    part.parts = region.parts;
    part.least = region.least;
    part.most = region.most;
    part.result = region.result;
    part.approximate = region.approximate;
    part.without_result = region.without_result;
  }
  if (!any_below) report->parts.clear();
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ProgrammeReport> ReportOfFigures(Date as_of, const ProgrammeOptions& options) {
  if (absl::Status status = CheckRegion(options.region, "the region of the page"); !status.ok()) return status;
  if (absl::Status status = CheckFigures(options.figures, options.target); !status.ok()) return status;
  absl::StatusOr<std::optional<Target>> target = ChooseTarget(as_of, options);
  if (!target.ok()) return target.status();

  ProgrammeReport report;
  report.as_of = as_of;
  report.target = *std::move(target);
  report.region = report.target.has_value() ? report.target->region : options.region;
  if (report.target.has_value()) {
    report.needed_of_cohort = NeededOfCohort(*report.target);
    report.result = LatestResult(options.figures, *report.target, as_of);
    if (report.result.has_value()) {
      absl::StatusOr<Attainment> attainment = AttainmentOf(*report.target, *report.result);
      if (!attainment.ok()) return attainment.status();
      report.attainment = *std::move(attainment);
    }
  }
  if (absl::Status status = AddStatistics(as_of, options.figures, &report); !status.ok()) return status;
  if (absl::Status status = AddParts(as_of, options.figures, &report); !status.ok()) return status;
  return report;
}

}  // namespace graduasi::programme

namespace graduasi {

absl::StatusOr<ProgrammeReport> ReportFigures(Date as_of, const ProgrammeOptions& options) {
  return programme::ReportOfFigures(as_of, options);
}

}  // namespace graduasi
