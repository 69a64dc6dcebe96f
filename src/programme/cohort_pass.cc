#include "src/programme/cohort_pass.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/analysis/portions.h"
#include "src/decide/admission.h"
#include "src/decide/earliest_days.h"
#include "src/decide/outlook.h"
#include "src/programme/on_the_way.h"

namespace graduasi::programme {
namespace {

constexpr size_t kPortionFamilies = 2048;  // decided at a time by one thread
constexpr size_t kDays = 4096;             // of families, decided at a time

}  // namespace

struct CohortPass::Worker {
  decide::Sweep sweep;
  std::optional<CohortTally> tally;
  std::optional<ProjectionTally> projection;
  std::optional<OnTheWay> on_the_way;  // of those that are projected
  // Days of families after as_of that are still to be decided, in order; the families of the portion on their way.
  std::vector<decide::Sweep::Row> rows;
  std::vector<size_t> of_family;  // of each row
  std::vector<ProjectionTally::Family> families;
};

CohortPass::CohortPass(const Policy& policy, Date as_of) : policy_(policy), as_of_(as_of) {}
CohortPass::~CohortPass() = default;

absl::StatusOr<std::unique_ptr<CohortPass>> CohortPass::Start(const Policy& policy, Date as_of, const Wanted& wanted,
                                                              const DecideOptions& options) {
  const decide::Prospect& prospect = decide::ProspectOf(policy);
  const policy::CheckedPolicy& checked = prospect.policy().checked();
  if (absl::Status status = decide::CheckPeriod(checked, as_of); !status.ok()) return status;
  absl::StatusOr<columns::RecordedWhenTrue> recorded_when_true = decide::BoolPaths(options.recorded_when_true);
  if (!recorded_when_true.ok()) return recorded_when_true.status();
  std::unique_ptr<CohortPass> pass(new CohortPass(policy, as_of));
  pass->recorded_when_true_ = *std::move(recorded_when_true);
  pass->rules_ = wanted.rules;
  if (wanted.project_until.has_value()) {
    const Date until = *wanted.project_until;
    if (until <= as_of) {
      return absl::InvalidArgumentError(
          absl::StrCat("a projection until ", until.ToString(), " must end after the day it starts from, ", as_of.ToString()));
    }
    decide::Horizon& horizon = pass->horizon_.emplace();
    horizon.from = as_of;
    horizon.until = Date::FromDays(std::min(until.days(), checked.until_days));
    horizon.ends_with_policy = horizon.until < until;
    pass->every_day_ = prospect.watches().every_day;
  }
  for (size_t i = 0; i < std::max<size_t>(wanted.threads, 1); ++i) {
    Worker& worker = *pass->workers_.emplace_back(std::make_unique<Worker>());
    if (wanted.obstructions) {
      worker.tally.emplace(decide::ProspectOf(pass->policy_), as_of, pass->rules_, pass->recorded_when_true_);
    }
    if (!pass->horizon_.has_value()) continue;
    worker.projection.emplace(as_of, pass->horizon_->until);
    worker.on_the_way.emplace(checked.document, pass->rules_);
  }
  return pass;
}

absl::StatusOr<std::vector<Outcome>> CohortPass::Add(absl::Span<const Household> households) {
  std::vector<Outcome> outcomes(households.size());
  const size_t portions = (households.size() + kPortionFamilies - 1) / kPortionFamilies;
  std::vector<absl::Status> statuses(portions);
  analysis::ForEachPortion(portions, workers_.size(), [&](size_t portion, size_t thread) {
    const size_t first = portion * kPortionFamilies;
    const size_t count = std::min(kPortionFamilies, households.size() - first);
    statuses[portion] =
        Decide(households.subspan(first, count), absl::MakeSpan(outcomes).subspan(first, count), workers_[thread].get());
  });
  for (const absl::Status& status : statuses) {
    if (!status.ok()) return status;
  }
  return outcomes;
}

void CohortPass::AddInvalid(int64_t families) { invalid_ += families; }

absl::Status CohortPass::Decide(absl::Span<const Household> households, absl::Span<Outcome> outcomes, Worker* worker) const {
  worker->families.assign(households.size(), {});
  const policy::CheckedPolicy& checked = decide::CompiledOf(policy_).checked();
  const absl::Status status = worker->sweep.Run(
      decide::CompiledOf(policy_), households, as_of_, recorded_when_true_, [&](const decide::Sweep::Decided& batch) {
        for (int32_t i = 0; i < batch.count; ++i) {
          const size_t family = batch.first + static_cast<size_t>(i);
          outcomes[family] = batch.judgement.outcome(i);
          if (!worker->projection.has_value()) continue;
          const bool candidate = IsCandidate({checked, batch.form, batch.run, batch.judgement, i}, &*worker->on_the_way);
          worker->families[family] = worker->projection->Begin(outcomes[family], candidate);
        }
        if (worker->tally.has_value()) {
          worker->tally->Count(batch, households.subspan(batch.first, static_cast<size_t>(batch.count)));
        }
      });
  if (!status.ok() || !worker->projection.has_value()) return status;
  return Project(households, worker);
}

// The days on which something can turn, of all the families together, are rows of one sweep after the other.
absl::Status CohortPass::Project(absl::Span<const Household> households, Worker* worker) const {
  const policy::CheckedPolicy& checked = decide::CompiledOf(policy_).checked();
  const auto decide_rows = [&] {
    const absl::Status status = worker->sweep.Run(
        decide::CompiledOf(policy_), worker->rows, recorded_when_true_, [&](const decide::Sweep::Decided& batch) {
          for (int32_t i = 0; i < batch.count; ++i) {
            const size_t row = batch.first + static_cast<size_t>(i);
            const bool candidate = IsCandidate({checked, batch.form, batch.run, batch.judgement, i}, &*worker->on_the_way);
            worker->projection->Turn(worker->rows[row].as_of, batch.judgement.outcome(i), candidate,
                                     &worker->families[worker->of_family[row]]);
          }
        });
    worker->rows.clear();
    worker->of_family.clear();
    return status;
  };
  const decide::Watches& watches = decide::ProspectOf(policy_).watches();
  const bool any_day = as_of_.days() + 1 < horizon_->until.days();
  for (size_t i = 0; any_day && i < households.size(); ++i) {
    const decide::TurningDays turning(watches, households[i], horizon_->from, horizon_->until);
    for (const Date day : decide::DaysToDecide(*horizon_, turning, every_day_)) {
      if (day == as_of_) continue;
      worker->rows.push_back({&households[i], day});
      worker->of_family.push_back(i);
      if (worker->rows.size() < kDays) continue;
      if (absl::Status status = decide_rows(); !status.ok()) return status;
    }
  }
  if (absl::Status status = decide_rows(); !status.ok()) return status;
  for (const ProjectionTally::Family& family : worker->families) worker->projection->End(family);
  return absl::OkStatus();
}

void CohortPass::Report(CohortReport* report) {
  CohortTally& sum = *workers_[0]->tally;
  for (size_t i = 1; i < workers_.size(); ++i) sum.Add(*workers_[i]->tally);
  sum.Report(report);
}

Projection CohortPass::ReportProjection() {
  ProjectionTally& sum = *workers_[0]->projection;
  for (size_t i = 1; i < workers_.size(); ++i) sum.Add(*workers_[i]->projection);
  sum.AddNever(Outcome::kInvalid, invalid_);
  Projection projection = sum.Report();
  projection.ends_with_policy = horizon_->ends_with_policy;
  return projection;
}

}  // namespace graduasi::programme
