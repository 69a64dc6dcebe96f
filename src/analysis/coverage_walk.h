// Walks the conditions of a policy over one decided row and says of each comparison which value it had, and whether the
// condition would have another result if this one alone had another. This file must not know suites or routes.
#ifndef GRADUASI_SRC_ANALYSIS_COVERAGE_WALK_H_
#define GRADUASI_SRC_ANALYSIS_COVERAGE_WALK_H_

#include <array>
#include <cstdint>
#include <functional>

#include "src/columns/program.h"
#include "src/columns/run.h"

namespace graduasi::analysis {

// The value of a condition. In this order they index a Table.
enum Truth : uint8_t { kFalse, kTrue, kMissing, kError };

Truth And(Truth a, Truth b);
Truth Or(Truth a, Truth b);
Truth Not(Truth a);

// What the whole would be if a part of it were each of the four; the codes are the caller's.
using Table = std::array<uint8_t, 4>;

// What a walk tells of a bool node that is no connective: its value at one place, and what hangs on it. `table` is null where
// the value is not part of the condition's logic: it tells which elements are counted, or is an operand.
using TellLeaf = std::function<void(const cel::Node* node, Truth value, const Table* table)>;

// The value of an expression for a row of the batch.
Truth ValueOf(const columns::Program& program, const columns::Run& run, columns::ExpressionId expression, int32_t row);

// Walks what the value of the expression was made of. A branch that was not taken and an element that is not in its list were
// not.
void WalkCondition(const columns::Program& program, const columns::Run& run, columns::ExpressionId expression, int32_t row,
                   const Table& table, const TellLeaf& tell);

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_COVERAGE_WALK_H_
