// The portable kernels (with SSE2 where every machine of the architecture has it), and the choice among the variants.
#include "src/columns/kernels.h"

#include <cstdint>

#include "src/columns/kernels_avx2.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define GRADUASI_KERNELS_NAME "portable"
#include "src/columns/kernels_variant.inc"

namespace graduasi::columns::kernels {
namespace {

bool HasAvx2() {
#if defined(__x86_64__) && defined(__GNUC__)
  return kAvx2 != nullptr && __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
         __builtin_cpu_supports("bmi2") != 0 && __builtin_cpu_supports("popcnt") != 0;
#else
  return false;
#endif
}

struct Variants {
  const Table* all[3] = {&kVariant, nullptr, nullptr};
  const Table* active = &kVariant;
  Variants() {
    if (HasAvx2()) active = all[1] = kAvx2;
  }
};

const Variants& Choice() {
  static const Variants variants;
  return variants;
}

}  // namespace

const Table& Active() { return *Choice().active; }
const Table* const* Runnable() { return Choice().all; }

}  // namespace graduasi::columns::kernels
