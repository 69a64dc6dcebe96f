// Work that falls into portions, done on several threads. This file must not know what the work is.
#ifndef GRADUASI_SRC_ANALYSIS_PORTIONS_H_
#define GRADUASI_SRC_ANALYSIS_PORTIONS_H_

#include <cstddef>
#include <functional>

namespace graduasi::analysis {

// Calls `work` once for each portion below `portions`, on the caller's thread and up to `threads` - 1 others; `thread` is below
// `threads`, and no two calls with the same one run at a time. Where the system gives no more threads, those there are do the
// work. What a call throws (memory ran out) is thrown again on the caller's thread, after all others have come back.
void ForEachPortion(size_t portions, size_t threads, const std::function<void(size_t portion, size_t thread)>& work);

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_PORTIONS_H_
