/* A register that programs of all languages decide: the same memory, handed out as an Arrow stream. */
#ifndef GRADUASI_BENCH_CALLS_REGISTER_H_
#define GRADUASI_BENCH_CALLS_REGISTER_H_

#include <stdint.h>

#include "graduasi/arrow_abi.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Makes *out a stream of `arrays` arrays of 100,000 families of W1 each.  The families are made at the first call and live as long
 * as the process. */
__attribute__((visibility("default"))) void bench_register(int64_t arrays, struct ArrowArrayStream* out);

#ifdef __cplusplus
}
#endif

#endif /* GRADUASI_BENCH_CALLS_REGISTER_H_ */
