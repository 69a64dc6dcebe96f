// The leaves of a policy's logic: the comparisons and the other yes-or-no questions of which `&&`, `||`, `!`, `?:` and the
// macros make its conditions. They are what tests must have seen decided both ways, what a mistake in a policy changes, and
// what must change for an answer to change. This file must not know households.
#ifndef GRADUASI_SRC_POLICY_LEAVES_H_
#define GRADUASI_SRC_POLICY_LEAVES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "src/policy/checked_policy.h"

namespace graduasi::policy {

struct Leaf {
  // Where in the document the expression stands. A fact's leaves are the fact's, whoever reads it.
  enum class Part { kFact, kSafeguardWhen, kAppliesWhen, kRequire, kScore };
  Part part = Part::kRequire;
  size_t index = 0;   // of the fact, safeguard, criterion or route, in policy order
  std::string owner;  // "criterion G07, require", "fact components"
  ExpressionPtr expression;
  const cel::Node* node = nullptr;  // bool, in `expression`
  bool condition = true;            // false: below a comparison or a list, as in size(list.filter(x, LEAF)) > 2
  std::string text;                 // as the author wrote it; of a score: its whole comparison
  SourcePlace place;                // of its first byte
};

// Every leaf once, where it is written: the facts' in their order, then those of safeguards, criteria and scores. Literals are
// no leaves, nor is the name of a fact: its leaves are its own. Keys of tables and reasons hold none.
std::vector<Leaf> LeavesOf(const CheckedPolicy& policy);

// The leaves that the value of the expression depends on, through the facts it reads: positions in `leaves`, ascending.
std::vector<size_t> LeavesUnder(const CheckedPolicy& policy, const std::vector<Leaf>& leaves,
                                const cel::Expression& expression);

}  // namespace graduasi::policy

#endif  // GRADUASI_SRC_POLICY_LEAVES_H_
