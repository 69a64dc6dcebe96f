// The variant of the kernels that needs AVX2 and BMI2; for the choice among the variants only.
#ifndef GRADUASI_SRC_COLUMNS_KERNELS_AVX2_H_
#define GRADUASI_SRC_COLUMNS_KERNELS_AVX2_H_

#include "src/columns/kernels.h"

namespace graduasi::columns::kernels {

extern const Table* const kAvx2;  // null: not compiled in

}  // namespace graduasi::columns::kernels

#endif  // GRADUASI_SRC_COLUMNS_KERNELS_AVX2_H_
