// The evaluator under test, reached without the room of policies: names of a document become bindings of a program, and its
// results become neutral values.
#ifndef GRADUASI_TESTS_PROPERTY_COLUMNS_SIDE_H_
#define GRADUASI_TESTS_PROPERTY_COLUMNS_SIDE_H_

#include <memory>
#include <string>
#include <vector>

#include "graduasi/household.h"
#include "graduasi/policy.h"
#include "src/columns/program.h"
#include "src/columns/run.h"
#include "tests/reference/environment.h"
#include "tests/reference/value.h"

namespace graduasi::property {

// Expressions compiled together, as a policy's are.
class ColumnsSide {
 public:
  // One set of age limits for each expression.
  ColumnsSide(const PolicyDocument& document, const reference::PolicyEnvironment& environment,
              const std::vector<std::shared_ptr<const cel::Expression>>& expressions,
              const std::vector<std::vector<MaxAge>>& limits);

  // Runs over one batch: a value for each household, for each expression.
  std::vector<std::vector<reference::Value>> Run(const std::vector<const Household*>& households, Date as_of,
                                                 const std::vector<std::string>& recorded_when_true);

  std::string Disassemble() const { return program_->Disassemble(); }

 private:
  std::vector<columns::ExpressionId> ids_;
  std::shared_ptr<const columns::Program> program_;
  columns::Run run_;
  columns::Batch batch_;
};

}  // namespace graduasi::property

#endif  // GRADUASI_TESTS_PROPERTY_COLUMNS_SIDE_H_
