// The difference between two policy documents as edits, each of which makes a policy of the first by itself. Found in two
// steps: atoms, the smallest differences that have a name; then groups of atoms that need each other, each an edit. What an
// atom needs besides (a parameter that only the new expression reads, a criterion that no route names any longer) comes and
// goes with it. This file must not know households.
#ifndef GRADUASI_SRC_ANALYSIS_POLICY_EDIT_H_
#define GRADUASI_SRC_ANALYSIS_POLICY_EDIT_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graduasi/comparison.h"
#include "graduasi/policy.h"
#include "src/analysis/policy_atoms.h"
#include "src/policy/compiled_policy.h"

namespace graduasi::analysis {

class Difference {
 public:
  // Internal if the edits together do not give the second document: a bug.
  static absl::StatusOr<std::shared_ptr<const Difference>> Between(const PolicyDocument& before, const PolicyDocument& after);

  const std::vector<PolicyEdit>& edits() const { return edits_; }

  // The first document with these edits. It need not be sound.
  PolicyDocument Apply(const std::vector<size_t>& edits) const;
  // The same where only answers count: in effect on every day on which both documents have values.
  PolicyDocument ApplyForAnswers(const std::vector<size_t>& edits) const;

 private:
  Difference(const PolicyDocument& before, const PolicyDocument& after) : before_(before), after_(after) {}
  PolicyDocument Make(const std::vector<size_t>& atoms) const;
  bool Sound(const std::vector<size_t>& atoms) const;
  std::vector<size_t> NeededBy(size_t atom) const;
  void Group();

  const PolicyDocument before_;
  const PolicyDocument after_;
  std::vector<Atom> atoms_;
  std::vector<std::vector<size_t>> groups_;  // of atoms, one for each edit
  std::vector<PolicyEdit> edits_;
};

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_POLICY_EDIT_H_
