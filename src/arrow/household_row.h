// One row of the stream as a household struct: for the reasons of a single row, for the rules of validation, and as a check on
// the columns that are made of the same arrays. It knows fields, not policies.
#ifndef GRADUASI_SRC_ARROW_HOUSEHOLD_ROW_H_
#define GRADUASI_SRC_ARROW_HOUSEHOLD_ROW_H_

#include <cstdint>

#include "graduasi/finding.h"
#include "graduasi/household.h"
#include "src/arrow/array.h"
#include "src/base/finding_list.h"

namespace graduasi::arrow {

// Reads row `row` of the array, every column that it has. Values that cannot be read are left out and reported, as a reader of
// JSON does; so is a list too long for a household. A breach of the producer's is left out too: who fills columns reports it.
// `rules` (may be null) receives the name of each finding's rule.
void ReadHousehold(const BoundArray& households, int64_t row, Household* household, Findings* findings,
                   RuleNames* rules = nullptr);

// Only where it lives.
void ReadRegion(const BoundArray& households, int64_t row, Household* household);

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_HOUSEHOLD_ROW_H_
