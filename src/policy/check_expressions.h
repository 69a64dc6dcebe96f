// Checks the leaves of a policy: that each expression is well typed, means what its place asks for, and keeps to the rules that
// policies have beyond the language (no double, no time stamp, no pattern matching, no identity in a reason). Records which
// parameters and facts are used. This file must not know routes.
#ifndef GRADUASI_SRC_POLICY_CHECK_EXPRESSIONS_H_
#define GRADUASI_SRC_POLICY_CHECK_EXPRESSIONS_H_

#include <set>
#include <string>
#include <vector>

#include "src/cel/check.h"
#include "src/policy/checked_policy.h"
#include "src/policy/report.h"

namespace graduasi::policy {

class ExpressionChecker {
 public:
  ExpressionChecker(const PolicyDocument& document, Report* report);

  // The expression of fact number `index`; later expressions may name it. Null on a mistake; what names it then is not blamed.
  ExpressionPtr Fact(size_t index);
  // An expression that must have the type.
  ExpressionPtr Leaf(const Placed& source, cel::TypeKind kind);
  // The key of a parameter's table: string, int, enum or a region. It may read only the household.
  ExpressionPtr Key(const Placed& source);
  // The value of a key of a ranking: int, date or bool.
  ExpressionPtr OrderedValue(const Placed& source);
  CheckedReasons Reasons(const Placed& id, const Placed& en);
  columns::ReadRules AgeLimits(const std::vector<MaxAge>& limits);

  bool used(int variable) const { return used_.count(variable) != 0; }
  bool some_failed() const { return some_failed_; }

 private:
  ExpressionPtr Check(const Placed& source, size_t offset, const std::string& text, const cel::Type* expected);
  CheckedReason Reason(const Placed& text);
  void Lint(const Placed& source, size_t offset, const cel::Node& node);

  const PolicyDocument& document_;
  Report* report_;
  cel::Environment environment_;
  std::vector<std::string> broken_;  // names of facts that have mistakes of their own
  std::set<int> used_;
  bool some_failed_ = false;
};

}  // namespace graduasi::policy

#endif  // GRADUASI_SRC_POLICY_CHECK_EXPRESSIONS_H_
