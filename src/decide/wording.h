// What can be said of a policy's expressions before any household is known: how a comparison reads, which side of it is the
// household's, what must not be shown, the unit of a number. Made once with the policy; immutable and safe to share. This file
// must not know runs.
#ifndef GRADUASI_SRC_DECIDE_WORDING_H_
#define GRADUASI_SRC_DECIDE_WORDING_H_

#include <string>
#include <utility>
#include <vector>

#include "src/columns/program.h"
#include "src/policy/checked_policy.h"

namespace graduasi::decide {

bool IsComparison(const cel::Node& node);

// As the policy has it: "income >= needs".
std::string SourceText(const columns::Program& program, columns::ExpressionId expression, const cel::Node& node);

// A comparison, turned round if need be so that the household stands on its left.
struct ComparisonWording {
  struct Side {
    const cel::Node* node = nullptr;
    columns::Register reg = columns::kNoRegister;
    bool identity = false;  // of a person: never shown
  };
  std::string expression;
  std::string op;        // ">="
  std::string opposite;  // "<", of a comparison under a `!`
  Side left, right;
  std::string unit;  // of the numbers compared; "" if none is stated
};

// The value of a whole expression.
struct ValueWording {
  columns::Register reg = columns::kNoRegister;
  cel::Type type;
  std::string unit;  // of a number, as far as the model and the policy state it; "" if none
};

class Wording {
 public:
  Wording(const policy::CheckedPolicy& policy, const columns::Program& program);

  // `node` is a comparison of the expression.
  const ComparisonWording& comparison(columns::ExpressionId expression, const cel::Node* node) const;
  const ValueWording& value(columns::ExpressionId expression) const { return values_[static_cast<size_t>(expression)]; }

 private:
  using Comparisons = std::vector<std::pair<const cel::Node*, ComparisonWording>>;  // sorted by node
  std::vector<Comparisons> comparisons_;                                            // by expression
  std::vector<ValueWording> values_;                                                // by expression
};

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_WORDING_H_
