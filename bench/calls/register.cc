#include "bench/calls/register.h"

#include "bench/w1_columns.h"

void bench_register(int64_t arrays, ArrowArrayStream* out) {
  static const graduasi::bench::W1Columns columns(100'000, false);
  *out = columns.Stream(arrays);
}
