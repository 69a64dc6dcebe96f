// Columns made of literals: of one, or of the values of a dated table.
#ifndef GRADUASI_SRC_COLUMNS_LITERAL_COLUMN_H_
#define GRADUASI_SRC_COLUMNS_LITERAL_COLUMN_H_

#include <cstdint>

#include "src/cel/ast.h"
#include "src/cel/type.h"
#include "src/columns/step.h"

namespace graduasi::columns {

// `count` literals of `type` (of a type value: the number of its name as an int). Text points into the literals, which the
// program keeps.
void FillFromLiterals(const Step& step, const cel::Type& type, const cel::Literal* literals, int64_t count, Column* out);

// The nanoseconds of a duration; false if they do not fit into an int64.
bool Nanoseconds(const cel::DurationValue& duration, int64_t* out);

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_LITERAL_COLUMN_H_
