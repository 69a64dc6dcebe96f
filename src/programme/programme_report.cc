// A cohort comes in parts, is counted, and stands in the end beside its target.
#include "graduasi/programme_report.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/decide/admission.h"
#include "src/programme/programme_figures.h"
#include "src/programme/programme_forecast.h"

namespace graduasi {
namespace {

constexpr int kMostThreads = 1024;
constexpr const char* kFamilies = "KPM";

// The first day that is not looked at.
Date UntilOf(Date as_of, const std::optional<Date>& wanted, const std::optional<Target>& target) {
  if (wanted.has_value()) return *wanted;
  if (target.has_value() && as_of < target->period.last()) return Date::FromDays(target->period.last().days() + 1);
  return as_of.AddMonths(12).value_or(Date(9999, 12, 31));
}

}  // namespace

Target TargetRange(int64_t least, int64_t most, Region region, PartialDate period) {
  Target target;
  target.least = least;
  target.most = most;
  target.region = std::move(region);
  target.period = period;
  return target;
}

std::map<Outcome, int32_t> SameRate(int32_t per_mille) {
  std::map<Outcome, int32_t> rates;
  for (const Outcome outcome :
       {Outcome::kInvalid, Outcome::kProtected, Outcome::kNeedsData, Outcome::kNotYet, Outcome::kEligible}) {
    rates[outcome] = per_mille;
  }
  return rates;
}

class ProgrammeReporter::Impl {
 public:
  Impl(const Policy& policy, ProgrammeOptions options, ProgrammeReport figures)
      : policy_(policy), options_(std::move(options)), report_(std::move(figures)) {}

  const Policy policy_;
  const ProgrammeOptions options_;
  ProgrammeReport report_;
  Date until_;
  std::vector<Household> households_;
  std::vector<LifeHistory> histories_;
  std::set<std::string> unreadable_ids_;
  bool spent_ = false;
};

ProgrammeReporter::ProgrammeReporter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ProgrammeReporter::~ProgrammeReporter() = default;

absl::StatusOr<std::unique_ptr<ProgrammeReporter>> ProgrammeReporter::Start(const Policy& policy, Date as_of,
                                                                            const ProgrammeOptions& options) {
  if (absl::Status status = decide::CheckPeriod(decide::CompiledOf(policy).checked(), as_of); !status.ok()) return status;
  if (auto paths = decide::BoolPaths(options.decide.recorded_when_true); !paths.ok()) return paths.status();
  if (absl::Status status = programme::CheckRates(options); !status.ok()) return status;
  if (options.threads < 0 || options.threads > kMostThreads) {
    return absl::InvalidArgumentError(absl::StrCat("threads must be from 0 to ", kMostThreads));
  }
  if (options.until.has_value() && *options.until <= as_of) {
    return absl::InvalidArgumentError(absl::StrCat("the page looks ahead until ", options.until->ToString(),
                                                   ", which is not after ", as_of.ToString(), "; give a later day"));
  }
  if (options.rank) {
    return absl::FailedPreconditionError(
        absl::StrCat("policy ", policy.document().id.text, " ", policy.document().version.text, " declares no ranking"));
  }
  absl::StatusOr<ProgrammeReport> report = programme::ReportOfFigures(as_of, options);
  if (!report.ok()) return report.status();
  if (report->target.has_value() && report->target->unit != kFamilies) {
    return absl::InvalidArgumentError(absl::StrCat("target ", report->target->id, " counts ", report->target->unit,
                                                   ", and a cohort counts families (", kFamilies, ")"));
  }
  report->policy_id = policy.document().id.text;
  report->policy_version = policy.document().version.text;
  report->policy_hash = policy.hash();
  report->policy_title = policy.document().title;
  auto impl = std::make_unique<Impl>(policy, options, *std::move(report));
  impl->until_ = UntilOf(as_of, options.until, impl->report_.target);
  return std::unique_ptr<ProgrammeReporter>(new ProgrammeReporter(std::move(impl)));
}

absl::Status ProgrammeReporter::AddHistories(absl::Span<const LifeHistory> histories) {
  impl_->histories_.insert(impl_->histories_.end(), histories.begin(), histories.end());
  return absl::OkStatus();
}

absl::Status ProgrammeReporter::Add(absl::Span<const Household> households) {
  impl_->households_.insert(impl_->households_.end(), households.begin(), households.end());
  return absl::OkStatus();
}

absl::Status ProgrammeReporter::AddUnreadable(absl::string_view, const Findings&) {
  ++impl_->report_.unreadable;
  return absl::OkStatus();
}

absl::StatusOr<ProgrammeReport> ProgrammeReporter::Finish() {
  Impl& impl = *impl_;
  if (impl.spent_) return absl::FailedPreconditionError("the reporter has failed or is finished");
  impl.spent_ = true;
  ProgrammeReport& report = impl.report_;
  const Target* target = report.target.has_value() ? &*report.target : nullptr;
  absl::StatusOr<CohortReport> cohort = ReportCohort(impl.policy_, impl.households_, impl.histories_, report.as_of,
                                                     impl.options_.rules, target, impl.options_.decide);
  if (!cohort.ok()) return cohort.status();
  report.cohort = *std::move(cohort);
  absl::StatusOr<Projection> projection =
      ProjectCohort(impl.policy_, impl.households_, report.as_of, impl.until_, impl.options_.decide);
  if (!projection.ok()) return projection.status();
  report.projection = *std::move(projection);
  std::set<std::string> out;
  for (const LifeHistory& history : impl.histories_) {
    const LifeState state = history.standing().state;
    if (state >= LifeState::kGraduated) out.insert(history.household_id());
  }
  const absl::Status decided =
      impl.policy_.DecideAll(impl.households_, report.as_of, impl.options_.decide, [&](size_t i, const Verdict& verdict) {
        if (out.count(*impl.households_[i].id) == 0) ++report.in_pipeline[verdict.outcome];
      });
  if (!decided.ok()) return decided;
  if (absl::Status status = programme::AddForecast(impl.options_, &report); !status.ok()) return status;
  return std::move(report);
}

}  // namespace graduasi
