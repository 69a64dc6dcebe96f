// One column put together from the rows of others, for list literals and joined lists.
#ifndef GRADUASI_SRC_COLUMNS_ASSEMBLE_H_
#define GRADUASI_SRC_COLUMNS_ASSEMBLE_H_

#include <cstdint>

#include "src/columns/step.h"

namespace graduasi::columns {

// Row i of `column`, for i < count, becomes row start + i * stride of the result.
struct Part {
  const Column* column = nullptr;
  int64_t start = 0;
  int64_t stride = 1;
  int64_t count = 0;
};

// A column of `kind` and `total` rows. Lists and records of all parts point into the same space. Errors become missing values:
// an element's error is never kept.
void Assemble(const Step& step, cel::TypeKind kind, const Part* parts, int32_t part_count, int64_t total, Column* out);

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_ASSEMBLE_H_
