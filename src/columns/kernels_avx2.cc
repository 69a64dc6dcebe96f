// The kernels for AVX2 and BMI2, if the compiler can be told to use them for a part of a file.
#include "src/columns/kernels_avx2.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#include <immintrin.h>

#include <cstdint>

#pragma GCC target("avx2,bmi,bmi2,lzcnt,popcnt")
#define GRADUASI_KERNELS_NAME "avx2"
#define GRADUASI_KERNELS_AVX2
#include "src/columns/kernels_variant.inc"

namespace graduasi::columns::kernels {
const Table* const kAvx2 = &kVariant;
}  // namespace graduasi::columns::kernels
#else
namespace graduasi::columns::kernels {
const Table* const kAvx2 = nullptr;
}  // namespace graduasi::columns::kernels
#endif
