// A policy document after checking: every expression a typed tree, every reference resolved to a number, every day a day. What
// stands here can be compiled without further questions. This file must not know protobuf.
#ifndef GRADUASI_SRC_POLICY_CHECKED_POLICY_H_
#define GRADUASI_SRC_POLICY_CHECKED_POLICY_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graduasi/finding.h"
#include "graduasi/policy.h"
#include "src/cel/ast.h"
#include "src/columns/program.h"

namespace graduasi::policy {

using ExpressionPtr = std::shared_ptr<const cel::Expression>;

// A reason in one language: plain text and checked holes.
struct CheckedReason {
  struct Piece {
    std::string text;    // plain
    ExpressionPtr hole;  // or an expression
  };
  std::vector<Piece> pieces;
};

struct CheckedReasons {
  CheckedReason id, en;
};

struct CheckedSafeguard {
  ExpressionPtr when;
  columns::ReadRules rules;
  CheckedReasons reason;
  bool missing_is_clear = false;  // of a variant, see Misreading
};

struct CheckedCriterion {
  ExpressionPtr applies_when;  // null: always
  ExpressionPtr require;
  columns::ReadRules rules;
  CheckedReasons pass, fail;
  bool missing_is_fail = false;  // of a variant, see Misreading
};

struct CheckedScore {
  ExpressionPtr sum;       // int: weight * value, summed
  ExpressionPtr required;  // int: threshold * sum of the weights
  ExpressionPtr reached;   // bool: sum >= required
  columns::ReadRules rules;
};

struct CheckedRoute {
  struct AtLeast {
    int64_t n = 0;
    std::vector<int> of;  // criteria by number
  };
  std::vector<int> all_of;  // criteria by number
  std::vector<AtLeast> at_least;
  std::optional<CheckedScore> score;
};

// Declared by the policy, or held against it to see what another order would be.
struct CheckedRanking {
  struct Key {
    ExpressionPtr value;  // int, date or bool
    columns::ReadRules rules;
  };
  std::vector<Key> keys;
};

struct CheckedPolicy {
  PolicyDocument document;
  int32_t from_days = 0;
  int32_t until_days = INT32_MAX;  // first day after
  std::vector<columns::DatedTable> parameters;
  std::vector<ExpressionPtr> facts;
  std::vector<CheckedSafeguard> safeguards;
  std::vector<CheckedCriterion> criteria;
  std::vector<CheckedRoute> routes;
  std::optional<CheckedRanking> ranking;
  // Facts and parameters that the ranking reads and no decision does, not even in a reason: nothing that is asked about
  // decisions may count them.
  std::vector<bool> ranking_only_facts, ranking_only_parameters;
};

// Checks everything that can be known without a household. Null and at least one finding if something is wrong; all findings
// are collected.
std::unique_ptr<const CheckedPolicy> CheckPolicy(const PolicyDocument& document, Findings* findings);

// What no document can say, because every expression keeps what is missing missing: that an answer which is not known is taken
// for no. By number; -1: none.
struct Misreading {
  int criterion = -1;  // MISSING becomes FAIL
  int safeguard = -1;  // MISSING becomes CLEAR
};

// A variant of a sound policy, made to be held against it and never to decide about anybody. What nothing uses any more may
// stay in it.
std::unique_ptr<const CheckedPolicy> CheckVariant(const PolicyDocument& document, const Misreading& misreading,
                                                  Findings* findings);

}  // namespace graduasi::policy

#endif  // GRADUASI_SRC_POLICY_CHECKED_POLICY_H_
