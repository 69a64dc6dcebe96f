// A random policy, checked and compiled on both sides, and households to decide: what the laws about decisions share.
#ifndef GRADUASI_TESTS_PROPERTY_DECISION_GROUP_H_
#define GRADUASI_TESTS_PROPERTY_DECISION_GROUP_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graduasi/engine.h"
#include "tests/property/expression_source.h"
#include "tests/reference/decide.h"

namespace graduasi::property {

// A verdict that owns what it holds.
struct Kept {
  Outcome outcome = Outcome::kInvalid;
  int route = -1;  // of ELIGIBLE, else -1
  std::vector<CriterionResult> criteria;
  std::vector<SafeguardResult> safeguards;

  friend bool operator==(const Kept& a, const Kept& b) {
    return a.outcome == b.outcome && a.route == b.route && a.criteria == b.criteria && a.safeguards == b.safeguards;
  }
};

class DecisionGroup {
 public:
  struct Options {
    bool order_free = false;
    bool sound_only = false;  // no household that contradicts itself
    int most_households = 40;
  };
  // A failure of the current test, and !ok(), if the policy is refused.
  DecisionGroup(uint64_t seed, const Options& options);

  bool ok() const { return policy_.has_value() && reference_ != nullptr; }
  Date as_of() const { return as_of_; }
  const Policy& policy() const { return *policy_; }
  const PolicyDocument& document() const { return document_; }
  const std::vector<Household>& households() const { return households_; }
  const DecideOptions& options() const { return options_; }

  // In bulk, by the library.
  std::vector<Kept> Decide(const std::vector<Household>& households) const;
  // By the reference.
  reference::Decided Reference(const Household& household) const;
  Kept ReferenceKept(const Household& household) const;

  // Seed, day, policy and household, for a message.
  std::string Describe(const Household& household) const;

 private:
  uint64_t seed_;
  Date as_of_;
  PolicyDocument document_;
  std::optional<Policy> policy_;
  std::unique_ptr<reference::ReferencePolicy> reference_;
  std::vector<Household> households_;
  DecideOptions options_;
};

// "ELIGIBLE by R0; PASS FAIL; CLEAR"
std::string ToText(const Kept& kept);

}  // namespace graduasi::property

#endif  // GRADUASI_TESTS_PROPERTY_DECISION_GROUP_H_
