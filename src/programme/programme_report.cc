// A cohort comes in parts, is counted, and stands in the end beside its target.
#include "graduasi/programme_report.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/programme/cohort_pass.h"
#include "src/programme/cohort_roll.h"
#include "src/programme/programme_figures.h"
#include "src/programme/programme_forecast.h"
#include "src/programme/ranker.h"

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

absl::Status CheckOptions(Date as_of, const ProgrammeOptions& options) {
  if (options.threads < 0 || options.threads > kMostThreads) {
    return absl::InvalidArgumentError(absl::StrCat("threads must be from 0 to ", kMostThreads));
  }
  if (options.until.has_value() && *options.until <= as_of) {
    return absl::InvalidArgumentError(absl::StrCat("the page looks ahead until ", options.until->ToString(),
                                                   ", which is not after ", as_of.ToString(), "; give a later day"));
  }
  return programme::CheckRates(options);
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
  Impl(ProgrammeReport figures, ProgrammeOptions options, std::unique_ptr<programme::CohortPass> pass,
       std::optional<programme::Ranker> ranker)
      : report_(std::move(figures)),
        options_(std::move(options)),
        pass_(std::move(pass)),
        ranker_(std::move(ranker)),
        roll_(report_.as_of, report_.target.has_value() ? &*report_.target : nullptr,
              report_.result.has_value() ? &*report_.result : nullptr) {}

  // What fails, or runs out of memory, leaves the reporter spent.
  template <typename Step>
  auto Take(const Step& step) -> decltype(step()) {
    if (spent_) return absl::FailedPreconditionError("the reporter has failed or is finished");
    spent_ = true;
    auto outcome = step();
    spent_ = !outcome.ok();
    return outcome;
  }

  void Spend() { spent_ = true; }

  absl::Status AddHistories(absl::Span<const LifeHistory> histories) {
    for (const LifeHistory& history : histories) {
      if (absl::Status status = roll_.AddHistory(history); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status Add(absl::Span<const Household> households) {
    for (size_t i = 0; ranker_.has_value() && i < households.size(); ++i) {
      if (absl::Status status = programme::CheckRankingId(households[i], roll_.families() + static_cast<int64_t>(i));
          !status.ok()) {
        return status;
      }
    }
    if (absl::Status status = roll_.AddFamilies(households); !status.ok()) return status;
    const absl::StatusOr<std::vector<Outcome>> outcomes = pass_->Add(households);
    if (!outcomes.ok()) return outcomes.status();
    roll_.Says(*outcomes);
    if (!ranker_.has_value()) return absl::OkStatus();
    std::vector<const Household*> eligible;
    for (size_t i = 0; i < households.size(); ++i) {
      if ((*outcomes)[i] == Outcome::kEligible) {
        eligible.push_back(&households[i]);
      } else {
        ranker_->AddOthers((*outcomes)[i], 1);
      }
    }
    ranker_->Add(eligible);
    return absl::OkStatus();
  }

  absl::StatusOr<ProgrammeReport> Finish() {
    if (absl::Status status = roll_.CheckHistories(); !status.ok()) return status;
    report_.unreadable = roll_.unreadable();
    roll_.Report(&report_.cohort.emplace());
    pass_->Report(&*report_.cohort);
    report_.in_pipeline = roll_.InPipeline();
    pass_->AddInvalid(roll_.unreadable());
    report_.projection = pass_->ReportProjection();
    if (ranker_.has_value()) {
      ranker_->AddOthers(Outcome::kInvalid, roll_.unreadable());
      ranker_->TakeOut([&](const std::string& id) { return roll_.HasLeft(id); });
      report_.ranking = std::move(*ranker_).Finish();
    }
    if (absl::Status status = programme::AddForecast(options_, &report_); !status.ok()) return status;
    return std::move(report_);
  }

  absl::Status AddUnreadable(absl::string_view id) { return roll_.AddUnreadable(id); }

 private:
  ProgrammeReport report_;
  const ProgrammeOptions options_;
  const std::unique_ptr<programme::CohortPass> pass_;
  std::optional<programme::Ranker> ranker_;
  programme::CohortRoll roll_;
  bool spent_ = false;
};

ProgrammeReporter::ProgrammeReporter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ProgrammeReporter::~ProgrammeReporter() = default;

absl::StatusOr<std::unique_ptr<ProgrammeReporter>> ProgrammeReporter::Start(const Policy& policy, Date as_of,
                                                                            const ProgrammeOptions& options) {
  if (absl::Status status = CheckOptions(as_of, options); !status.ok()) return status;
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

  programme::CohortPass::Wanted wanted;
  wanted.rules = options.rules;
  wanted.obstructions = true;
  wanted.project_until = UntilOf(as_of, options.until, report->target);
  wanted.threads =
      options.threads == 0 ? std::max(std::thread::hardware_concurrency(), 1u) : static_cast<size_t>(options.threads);
  absl::StatusOr<std::unique_ptr<programme::CohortPass>> pass =
      programme::CohortPass::Start(policy, as_of, wanted, options.decide);
  if (!pass.ok()) return pass.status();
  std::optional<programme::Ranker> ranker;
  if (options.rank) {
    absl::StatusOr<programme::Ranker> made = programme::Ranker::Create(policy, as_of, options.decide);
    if (!made.ok()) return made.status();
    ranker.emplace(*std::move(made));
  }
  return std::unique_ptr<ProgrammeReporter>(
      new ProgrammeReporter(std::make_unique<Impl>(*std::move(report), options, *std::move(pass), std::move(ranker))));
}

absl::Status ProgrammeReporter::AddHistories(absl::Span<const LifeHistory> histories) {
  return impl_->Take([&] { return impl_->AddHistories(histories); });
}

absl::Status ProgrammeReporter::Add(absl::Span<const Household> households) {
  return impl_->Take([&] { return impl_->Add(households); });
}

absl::Status ProgrammeReporter::AddUnreadable(absl::string_view id, const Findings&) {
  return impl_->Take([&] { return impl_->AddUnreadable(id); });
}

absl::StatusOr<ProgrammeReport> ProgrammeReporter::Finish() {
  absl::StatusOr<ProgrammeReport> report = impl_->Take([&] { return impl_->Finish(); });
  impl_->Spend();
  return report;
}

}  // namespace graduasi
