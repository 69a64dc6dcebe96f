// A decision from a policy document, household and day, one step of src/SEMANTICS.md section 7 after the other. It gives
// results without reasons and shares no code with the room that decides.
#ifndef GRADUASI_TESTS_REFERENCE_DECIDE_H_
#define GRADUASI_TESTS_REFERENCE_DECIDE_H_

#include <memory>
#include <string>
#include <vector>

#include "graduasi/decision.h"
#include "graduasi/household.h"
#include "graduasi/policy.h"
#include "tests/reference/environment.h"

namespace graduasi::reference {

struct Decided {
  Outcome outcome = Outcome::kInvalid;
  int route = -1;  // position of the route that makes it ELIGIBLE; -1 if there is none
  std::vector<CriterionResult> criteria;
  std::vector<SafeguardResult> safeguards;
  std::vector<RouteResult> routes;  // kError: its score, or a criterion that it names, is an error
};

class ReferencePolicy {
 public:
  // Null, with `problem` set, if an expression is wrong. The document must outlive the policy.
  static std::unique_ptr<ReferencePolicy> Make(const PolicyDocument& document, std::string* problem);

  // `contradicts`: validation has found that the record contradicts itself.
  Decided Decide(const Household& household, Date as_of, const std::vector<std::string>& recorded_when_true,
                 bool contradicts) const;

  const PolicyEnvironment& environment() const { return *environment_; }

 private:
  using Checked = std::shared_ptr<const cel::Expression>;
  struct CriterionLeaves {
    Checked applies_when;  // null: always
    Checked require;
  };
  struct ScoreLeaves {
    std::vector<Checked> values;
    Checked threshold;
  };
  struct Case;  // one household on one day

  explicit ReferencePolicy(const PolicyDocument& document) : document_(document) {}
  bool CheckLeaves(std::string* problem);
  CriterionResult ResultOf(const Case& the_case, size_t criterion) const;
  SafeguardResult GuardOf(const Case& the_case, size_t safeguard) const;
  RouteResult RouteOf(const Case& the_case, size_t route, const std::vector<CriterionResult>& criteria) const;
  Value ReachedBy(const Case& the_case, const Score& score, const ScoreLeaves& leaves) const;
  CriterionResult Named(const std::string& id, const std::vector<CriterionResult>& criteria) const;

  const PolicyDocument& document_;
  std::unique_ptr<PolicyEnvironment> environment_;
  std::vector<Checked> safeguards_;
  std::vector<CriterionLeaves> criteria_;
  std::vector<ScoreLeaves> scores_;  // of each route; empty if it has none
};

}  // namespace graduasi::reference

#endif  // GRADUASI_TESTS_REFERENCE_DECIDE_H_
