// The mutants of one expression, made on its typed tree and printed. This file must not know what the expression is for.
#ifndef GRADUASI_SRC_ANALYSIS_MUTANT_EXPRESSION_H_
#define GRADUASI_SRC_ANALYSIS_MUTANT_EXPRESSION_H_

#include <string>
#include <vector>

#include "graduasi/mutation.h"
#include "src/cel/ast.h"

namespace graduasi::analysis {

struct ExpressionMutant {
  MutantKind kind = MutantKind::kNumber;
  int32_t position = 0;  // where in the source the change stands
  std::string before;    // as written
  std::string after;
  Text description;
  std::string source;  // the whole expression after the change
};

// In the order of the source; each node's own changes before those of its parts.
std::vector<ExpressionMutant> MutantsOf(const cel::Expression& expression);

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_MUTANT_EXPRESSION_H_
