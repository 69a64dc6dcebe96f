// A policy ready to run: its expressions as one program over columns, and where in the program each criterion, safeguard, score
// and hole of a reason is. There are two programs of the same policy: one with the reasons for single decisions, one without
// for bulk. Immutable and safe to share. This file must not know how an outcome is formed.
#ifndef GRADUASI_SRC_POLICY_COMPILED_POLICY_H_
#define GRADUASI_SRC_POLICY_COMPILED_POLICY_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "src/columns/program.h"
#include "src/policy/checked_policy.h"

namespace graduasi::policy {

// A reason whose holes are compiled.
struct CompiledReason {
  struct Piece {
    std::string text;
    columns::ExpressionId hole = columns::kNoExpression;  // kNoExpression: `text`
  };
  std::vector<Piece> pieces;
};

struct CompiledReasons {
  CompiledReason id, en;
  bool empty() const { return id.pieces.empty(); }
};

struct CompiledSafeguard {
  columns::ExpressionId when = columns::kNoExpression;
  CompiledReasons reason;
};

struct CompiledCriterion {
  columns::ExpressionId applies_when = columns::kNoExpression;  // kNoExpression: always
  columns::ExpressionId require = columns::kNoExpression;
  CompiledReasons pass, fail;
};

struct CompiledScore {
  columns::ExpressionId sum = columns::kNoExpression;
  columns::ExpressionId required = columns::kNoExpression;
  columns::ExpressionId reached = columns::kNoExpression;
};

// One program of the policy.
struct Form {
  std::shared_ptr<const columns::Program> program;
  std::vector<CompiledSafeguard> safeguards;         // in policy order
  std::vector<CompiledCriterion> criteria;           // in policy order
  std::vector<std::optional<CompiledScore>> scores;  // one for each route
};

// The keys of a ranking as a program of their own, which decisions have no part in.
struct CompiledRanking {
  std::shared_ptr<const columns::Program> program;
  std::vector<columns::ExpressionId> keys;
  std::vector<cel::TypeKind> kinds;  // of the keys: kInt, kDate, kBool
};
CompiledRanking CompileRanking(const CheckedPolicy& policy, const CheckedRanking& ranking);

class CompiledPolicy {
 public:
  // Null and findings on a document that is not sound.
  static std::shared_ptr<const CompiledPolicy> Compile(const PolicyDocument& document, Findings* findings);
  // The same of a variant of a sound policy.
  static std::shared_ptr<const CompiledPolicy> CompileVariant(const PolicyDocument& document, const Misreading& misreading,
                                                              Findings* findings);

  const CheckedPolicy& checked() const { return *checked_; }
  const PolicyDocument& document() const { return checked_->document; }
  const Form& bulk() const { return bulk_; }  // reasons left out
  const Form& explained() const { return explained_; }
  const CompiledRanking* ranking() const {
    return ranking_ ? &*ranking_ : nullptr;
  }                                                                           // null: none is declared; of a variant too
  const std::vector<std::string>& facts_read() const { return facts_read_; }  // by decisions
  const std::vector<std::string>& ranking_facts_read() const { return ranking_facts_read_; }
  const std::string& hash() const { return hash_; }  // SHA-256 of the document's content, in hexadecimal

 private:
  CompiledPolicy() = default;
  static std::shared_ptr<const CompiledPolicy> Compile(std::unique_ptr<const CheckedPolicy> checked, bool ranks);
  std::unique_ptr<const CheckedPolicy> checked_;
  Form bulk_;
  Form explained_;
  std::optional<CompiledRanking> ranking_;
  std::vector<std::string> facts_read_, ranking_facts_read_;
  std::string hash_;
};

// "household.members[].born_on" for positions of fields from the household.
std::string PathText(const std::vector<int>& path);

}  // namespace graduasi::policy

#endif  // GRADUASI_SRC_POLICY_COMPILED_POLICY_H_
