// The engine behind graduasi::Policy: compiles documents, decides one household with reasons and many without, with the same
// program over the same columns. Nothing here reads a file or a wire format.
#include "graduasi/engine.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <utility>

#include "src/base/findings.h"
#include "src/columns/run.h"
#include "src/decide/admission.h"
#include "src/decide/explain.h"
#include "src/decide/judge.h"
#include "src/decide/outlook.h"
#include "src/decide/sweep.h"
#include "src/decide/wording.h"
#include "src/policy/compiled_policy.h"

namespace graduasi {
namespace {

// What a decision needs besides the policy and the household; kept from one to the next.
struct Workspace {
  std::unique_ptr<Workspace> next;  // of the idle ones
  // For one household with reasons.
  columns::Batch batch;
  columns::Run run;
  decide::Judgement judgement;
  // For many.
  decide::Sweep sweep;
  std::vector<CriterionResult> criteria;
  std::vector<SafeguardResult> safeguards;
};

// Hands out workspaces and takes them back; as many exist as were ever in use at once. Safe for any number of threads. One of
// the idle ones changes hands without the lock: where one thread decides, it is always that one.
class Workspaces {
 public:
  Workspaces() = default;
  ~Workspaces() { delete spare_.load(std::memory_order_acquire); }
  Workspaces(const Workspaces&) = delete;
  Workspaces& operator=(const Workspaces&) = delete;

  class Lease {
   public:
    explicit Lease(Workspaces* owner) : owner_(owner), workspace_(owner->Take()) {}
    ~Lease() { owner_->Return(std::move(workspace_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Workspace& operator*() const { return *workspace_; }

   private:
    Workspaces* owner_;
    std::unique_ptr<Workspace> workspace_;
  };

 private:
  std::unique_ptr<Workspace> Take() {
    if (Workspace* spare = spare_.exchange(nullptr, std::memory_order_acq_rel); spare != nullptr) {
      return std::unique_ptr<Workspace>(spare);
    }
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (idle_ != nullptr) {
        std::unique_ptr<Workspace> workspace = std::move(idle_);
        idle_ = std::move(workspace->next);
        return workspace;
      }
    }
    return std::make_unique<Workspace>();
  }
  // Allocates nothing, so that it cannot fail.
  void Return(std::unique_ptr<Workspace> workspace) {
    Workspace* none = nullptr;
    if (spare_.compare_exchange_strong(none, workspace.get(), std::memory_order_acq_rel)) {
      workspace.release();
      return;
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    workspace->next = std::move(idle_);
    idle_ = std::move(workspace);
  }

  std::atomic<Workspace*> spare_{nullptr};
  std::mutex mutex_;
  std::unique_ptr<Workspace> idle_;
};

}  // namespace

namespace policy {

// A compiled policy, what can be said of it beforehand, and the workspaces in which it is run.
class SharedPolicy {
 public:
  explicit SharedPolicy(std::shared_ptr<const CompiledPolicy> policy)
      : compiled(std::move(policy)),
        wording(compiled->checked(), *compiled->explained().program),
        prospect(*compiled, wording) {}
  std::shared_ptr<const CompiledPolicy> compiled;
  decide::Wording wording;
  decide::Prospect prospect;
  mutable Workspaces workspaces;
};

}  // namespace policy

absl::StatusOr<Policy> Policy::Compile(const PolicyDocument& document, Findings* findings) {
  Findings own;
  Findings* all = findings == nullptr ? &own : findings;
  std::shared_ptr<const policy::CompiledPolicy> compiled = policy::CompiledPolicy::Compile(document, all);
  if (compiled == nullptr) return InvalidArgument(*all);
  return Policy(std::make_shared<const policy::SharedPolicy>(std::move(compiled)));
}

namespace decide {

const policy::CompiledPolicy& CompiledOf(const Policy& policy) { return *policy.shared_->compiled; }
const Prospect& ProspectOf(const Policy& policy) { return policy.shared_->prospect; }

Policy PolicyOf(std::shared_ptr<const policy::CompiledPolicy> compiled) {
  return Policy(std::make_shared<const policy::SharedPolicy>(std::move(compiled)));
}

}  // namespace decide

const PolicyDocument& Policy::document() const { return shared_->compiled->document(); }
const std::string& Policy::hash() const { return shared_->compiled->hash(); }
const std::vector<std::string>& Policy::facts_read() const { return shared_->compiled->facts_read(); }
const std::vector<std::string>& Policy::ranking_facts_read() const { return shared_->compiled->ranking_facts_read(); }

absl::StatusOr<Decision> Policy::Decide(const Household& household, Date as_of, const DecideOptions& options) const {
  const policy::CompiledPolicy& compiled = *shared_->compiled;
  if (absl::Status status = decide::CheckPeriod(compiled.checked(), as_of); !status.ok()) return status;
  absl::StatusOr<columns::RecordedWhenTrue> recorded_when_true = decide::BoolPaths(options.recorded_when_true);
  if (!recorded_when_true.ok()) return recorded_when_true.status();

  const Workspaces::Lease lease(&shared_->workspaces);
  Workspace& work = *lease;
  const policy::Form& form = compiled.explained();
  const Household* const row = &household;
  columns::ReadHouseholds(*form.program, absl::MakeConstSpan(&row, 1), *recorded_when_true, &work.batch);
  work.batch.SetAsOf(as_of.days());
  if (!work.run.Execute(*form.program, work.batch)) return absl::InternalError("one household did not fit into a run");

  Findings findings;
  decide::CheckRecord(document(), household, as_of, &findings);
  const bool unplaced = decide::PlacementOf(document(), household) == decide::Placement::kUnknown;
  const uint64_t unsound_bits = findings.empty() ? 0 : 1;
  const uint64_t unplaced_bits = unplaced ? 1 : 0;
  work.judgement.Judge(compiled.checked(), form, &work.run, 1, &unsound_bits, &unplaced_bits);

  decide::Scene scene;
  scene.policy = &compiled.checked();
  scene.wording = &shared_->wording;
  scene.program = form.program.get();
  scene.run = &work.run;
  scene.household = &household;
  scene.as_of = as_of;
  Decision decision = decide::MakeDecision(scene, form, work.judgement, findings,
                                           unplaced ? decide::UnplacedFacts(household) : std::vector<MissingFact>{});
  decision.recorded_when_true = options.recorded_when_true;
  return decision;
}

absl::Status Policy::DecideAll(absl::Span<const Household> households, Date as_of, const DecideOptions& options,
                               const std::function<void(size_t index, const Verdict& verdict)>& each) const {
  const policy::CompiledPolicy& compiled = *shared_->compiled;
  const absl::StatusOr<columns::RecordedWhenTrue> recorded_when_true = decide::BoolPaths(options.recorded_when_true);
  if (!recorded_when_true.ok()) return recorded_when_true.status();
  const Workspaces::Lease lease(&shared_->workspaces);
  Workspace& work = *lease;
  work.criteria.resize(compiled.bulk().criteria.size());
  work.safeguards.resize(compiled.bulk().safeguards.size());
  return work.sweep.Run(compiled, households, as_of, *recorded_when_true, [&](const decide::Sweep::Decided& batch) {
    for (int32_t row = 0; row < batch.count; ++row) {
      for (size_t i = 0; i < work.criteria.size(); ++i) work.criteria[i] = batch.judgement.criterion(i, row);
      for (size_t i = 0; i < work.safeguards.size(); ++i) work.safeguards[i] = batch.judgement.safeguard(i, row);
      Verdict verdict;
      verdict.outcome = batch.judgement.outcome(row);
      verdict.route = batch.judgement.route(row);
      verdict.criteria = work.criteria;
      verdict.safeguards = work.safeguards;
      each(batch.first + static_cast<size_t>(row), verdict);
    }
  });
}

}  // namespace graduasi
