// Whether a mutant decides every family as the policy does: proved by rules, each of which can be said in a sentence, or not
// proved. This file must not know how mutants are made or run.
#ifndef GRADUASI_SRC_ANALYSIS_EQUIVALENCE_H_
#define GRADUASI_SRC_ANALYSIS_EQUIVALENCE_H_

#include <optional>
#include <string>
#include <vector>

#include "graduasi/language.h"
#include "src/analysis/normal_form.h"

namespace graduasi::analysis {

// Confined to one thread.
class Equivalence {
 public:
  explicit Equivalence(const policy::CheckedPolicy& policy);  // must outlive it

  // The rules by which a variant gives every record that does not contradict itself the same outcome, the same route and the
  // same result of each criterion and safeguard, on every day; none that could be left out. Nothing if that is not proved.
  // Texts of reasons may differ.
  std::optional<std::vector<Text>> Prove(const policy::CheckedPolicy& variant);

  // Which safeguards, criteria and routes may differ, by number.
  struct Parts {
    std::vector<size_t> safeguards, criteria, routes;
  };
  Parts Differing(const policy::CheckedPolicy& variant);

 private:
  const policy::CheckedPolicy& policy_;
  NormalForms forms_;
  std::vector<std::string> normal_;  // of the policy, by all rules
};

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_EQUIVALENCE_H_
