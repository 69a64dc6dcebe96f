// What the names in a policy's expressions stand for, made from the document alone: the household, the day, parameters with
// their histories and tables, facts. It evaluates any expression over them with the reference interpreter and knows nothing of
// criteria and routes.
#ifndef GRADUASI_TESTS_REFERENCE_ENVIRONMENT_H_
#define GRADUASI_TESTS_REFERENCE_ENVIRONMENT_H_

#include <memory>
#include <string>
#include <vector>

#include "graduasi/household.h"
#include "graduasi/policy.h"
#include "src/cel/check.h"
#include "tests/reference/interpreter.h"
#include "tests/reference/reading.h"
#include "tests/reference/value.h"

namespace graduasi::reference {

// Whether a place with that Kemendagri code is the region or lies in it: "35.79" contains "35.79" and "35.79.02", not "35.7".
bool RegionContains(const std::string& region, const std::string& code);

class PolicyEnvironment {
 public:
  // Null, with `problem` set, if an expression of a parameter or a fact is wrong. The document must outlive the environment.
  static std::unique_ptr<PolicyEnvironment> Make(const PolicyDocument& document, std::string* problem);

  // Variables: household, as_of, params.<id> in the document's order, then the facts in theirs.
  const cel::Environment& names() const { return names_; }
  const cel::Expression* KeyOf(size_t parameter) const { return keys_[parameter].get(); }
  std::shared_ptr<const cel::Expression> SharedKeyOf(size_t parameter) const { return keys_[parameter]; }
  std::shared_ptr<const cel::Expression> Fact(size_t fact) const { return facts_[fact]; }

  Value Evaluate(const cel::Expression& expression, const Household& household, const Reading& reading) const;

 private:
  explicit PolicyEnvironment(const PolicyDocument& document) : document_(document) {}
  bool AddParameters(std::string* problem);
  bool AddFacts(std::string* problem);
  using SharedReading = std::shared_ptr<const Reading>;
  Value EvaluateShared(const cel::Expression& expression, const Household& household, const SharedReading& reading) const;
  Value VariableValue(size_t index, const Household& household, const SharedReading& reading) const;
  Value ParameterOn(size_t parameter, const Household& household, const SharedReading& reading) const;

  const PolicyDocument& document_;
  cel::Environment names_;
  std::vector<std::shared_ptr<const cel::Expression>> keys_;  // of each parameter; null: no table
  std::vector<std::shared_ptr<const cel::Expression>> facts_;
};

}  // namespace graduasi::reference

#endif  // GRADUASI_TESTS_REFERENCE_ENVIRONMENT_H_
