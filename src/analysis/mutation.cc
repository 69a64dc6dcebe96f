// Runs the tests of a policy on its mutants and says of each whether a test fails on it, whether it was proved to change
// nothing, or which household would tell. This file must not know how mutants are made, proved or told apart.
#include "graduasi/mutation.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/analysis/equivalence.h"
#include "src/analysis/mutant.h"
#include "src/analysis/telling.h"
#include "src/analysis/test_bench.h"
#include "src/base/findings.h"
#include "src/decide/admission.h"
#include "src/model/facts.h"

namespace graduasi {

int64_t MutationReport::score_per_mille() const {
  const size_t counted = killed + survived;
  return counted == 0 ? 1000 : static_cast<int64_t>(killed * 1000 / counted);
}

namespace analysis {
namespace {

class MutationRun {
 public:
  MutationRun(const Policy& policy, absl::Span<const PolicyTestSuite> suites, const MutationOptions& options)
      : policy_(policy),
        compiled_(decide::CompiledOf(policy)),
        suites_(suites),
        options_(options),
        equivalence_(compiled_.checked()) {}

  absl::Status Prepare(Findings* findings) {
    // An answer holds the number of its route in a byte.
    if (policy_.document().routes.size() > 127) {
      return absl::UnimplementedError("the mutants of a policy of more than 127 routes cannot be told apart");
    }
    Findings found;
    for (const PolicyTestSuite& suite : suites_) {
      benches_.push_back(TestBench::Prepare(policy_, suite, &found));
      if (benches_.back() == nullptr) continue;
      rows_.insert(rows_.end(), benches_.back()->rows().begin(), benches_.back()->rows().end());
    }
    if (!found.empty()) {
      if (findings != nullptr) findings->insert(findings->end(), found.begin(), found.end());
      return InvalidArgument(found);
    }
    for (size_t i = 0; i < benches_.size(); ++i) {
      absl::StatusOr<std::vector<size_t>> failures = benches_[i]->Failures(policy_);
      if (!failures.ok()) return failures.status();
      if (failures->empty()) continue;
      return absl::FailedPreconditionError(absl::StrCat(
          failures->size(), failures->size() == 1 ? " case fails" : " cases fail", " on the policy itself, the first is \"",
          suites_[i].cases[failures->front()].name.text, "\"; what the tests notice can be said only of tests that pass"));
    }
    base_ = policy_.document();
    DropPositions();
    if (!benches_.empty()) recorded_when_true_ = benches_[0]->recorded_when_true();
    search_ = std::make_unique<TellingSearch>(compiled_, rows_, recorded_when_true_);
    return absl::OkStatus();
  }

  absl::StatusOr<MutationReport> Run() {
    MutationReport report;
    report.policy_id = policy_.document().id.text;
    report.policy_version = policy_.document().version.text;
    report.cases = rows_.size();
    std::vector<const Household*> households;
    for (const decide::Sweep::Row& row : rows_) households.push_back(row.household);
    MutantPlans plans = PlanMutants(compiled_.checked(), policy_.facts_read(), households);
    report.unreached = std::move(plans.unreached);
    for (MutantPlan& plan : plans.plans) {
      if (absl::Status status = Judge(plan, &report); !status.ok()) return status;
    }
    return report;
  }

 private:
  // Where each byte of an expression stands matters to nobody in a copy.
  void DropPositions() {
    for (Fact& fact : base_.facts) fact.expr.positions.clear();
    for (Safeguard& safeguard : base_.safeguards) {
      for (Placed* text : {&safeguard.when, &safeguard.reason_id, &safeguard.reason_en}) text->positions.clear();
    }
    for (Criterion& criterion : base_.criteria) {
      for (Placed* text : {&criterion.applies_when, &criterion.require, &criterion.pass_id, &criterion.pass_en,
                           &criterion.fail_id, &criterion.fail_en}) {
        text->positions.clear();
      }
    }
  }

  absl::Status Judge(const MutantPlan& plan, MutationReport* report) {
    PolicyDocument document = base_;
    if (plan.edit) plan.edit(&document);
    Findings findings;
    const std::shared_ptr<const policy::CompiledPolicy> variant =
        policy::CompiledPolicy::CompileVariant(document, plan.misreading, &findings);
    if (variant == nullptr) {
      report->refused.push_back({plan.mutant, findings.front().message});
      return absl::OkStatus();
    }
    MutantResult result;
    result.mutant = plan.mutant;
    if (absl::Status status = Test(decide::PolicyOf(variant), plan, &result); !status.ok()) return status;
    if (result.standing == MutantStanding::kSurvives && plan.read_as_no.empty()) {
      if (std::optional<std::vector<Text>> proof = equivalence_.Prove(variant->checked())) {
        result.standing = MutantStanding::kEquivalent;
        result.proof = *std::move(proof);
      }
    }
    if (result.standing == MutantStanding::kSurvives) {
      TellingSearch::Variant sought;
      columns::RecordedWhenTrue recorded = recorded_when_true_;
      if (!plan.read_as_no.empty()) {
        const absl::StatusOr<columns::RecordedWhenTrue> one = decide::BoolPaths({plan.read_as_no});
        if (!one.ok()) return one.status();
        recorded.insert(recorded.end(), one->begin(), one->end());
        sought.parts = ReadersOf(plan.read_as_no);
      } else {
        sought.parts = equivalence_.Differing(variant->checked());
      }
      sought.policy = variant.get();
      sought.recorded_when_true = &recorded;
      sought.parameter = plan.parameter;
      result.telling = search_->Find(sought, options_.most_tried);
    }
    report->killed += result.standing == MutantStanding::kKilled ? 1u : 0u;
    report->equivalent += result.standing == MutantStanding::kEquivalent ? 1u : 0u;
    report->survived += result.standing == MutantStanding::kSurvives ? 1u : 0u;
    report->mutants.push_back(std::move(result));
    return absl::OkStatus();
  }

  // The safeguards and criteria that read a fact; if none does, a score.
  Equivalence::Parts ReadersOf(const std::string& path) const {
    const model::Fact* fact = model::FindFact(path);
    const int field = static_cast<int>(fact->field - fact->record->fields.data());
    Equivalence::Parts parts;
    const policy::CheckedPolicy& checked = compiled_.checked();
    for (size_t i = 0; i < checked.safeguards.size(); ++i) {
      Reads reads;
      reads.AddSafeguard(checked, i);
      if (reads.Has(fact->record, field)) parts.safeguards.push_back(i);
    }
    for (size_t i = 0; i < checked.criteria.size(); ++i) {
      Reads reads;
      reads.AddCriterion(checked, i);
      if (reads.Has(fact->record, field)) parts.criteria.push_back(i);
    }
    return parts;
  }

  absl::Status Test(const Policy& variant, const MutantPlan& plan, MutantResult* result) {
    for (size_t i = 0; i < benches_.size(); ++i) {
      TestBench* bench = benches_[i].get();
      PolicyTestSuite changed;
      std::unique_ptr<TestBench> changed_bench;
      if (!plan.read_as_no.empty()) {
        changed = suites_[i];
        Placed declared;
        declared.text = plan.read_as_no;
        changed.recorded_when_true.push_back(std::move(declared));
        Findings findings;
        changed_bench = TestBench::Prepare(variant, changed, &findings);
        if (changed_bench == nullptr) return InvalidArgument(findings);
        bench = changed_bench.get();
      }
      absl::StatusOr<std::optional<size_t>> failure = bench->FirstFailure(variant);
      if (!failure.ok()) return failure.status();
      if (!failure->has_value()) continue;
      result->standing = MutantStanding::kKilled;
      result->killed_by = suites_[i].cases[**failure].name.text;
      return absl::OkStatus();
    }
    return absl::OkStatus();
  }

  const Policy& policy_;
  const policy::CompiledPolicy& compiled_;
  absl::Span<const PolicyTestSuite> suites_;
  const MutationOptions& options_;
  Equivalence equivalence_;
  std::vector<std::unique_ptr<TestBench>> benches_;
  std::vector<decide::Sweep::Row> rows_;
  columns::RecordedWhenTrue recorded_when_true_;
  PolicyDocument base_;
  std::unique_ptr<TellingSearch> search_;
};

}  // namespace
}  // namespace analysis

absl::StatusOr<MutationReport> TestMutants(const Policy& policy, absl::Span<const PolicyTestSuite> suites,
                                           const MutationOptions& options, Findings* findings) {
  analysis::MutationRun run(policy, suites, options);
  if (absl::Status status = run.Prepare(findings); !status.ok()) return status;
  return run.Run();
}

}  // namespace graduasi
