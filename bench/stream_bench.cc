// Memory of a stream of decisions against its length: the same 65,536 households of W1 over and over, so that the input takes
// no more memory however long it is. What is measured is how far the process grows beyond what it was before the stream.
#include <benchmark/benchmark.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <fstream>

#include "bench/decisions.h"
#include "bench/w1_columns.h"
#include "graduasi/arrow.h"
#include "graduasi/engine.h"
#include "tests/cases/w1.h"

namespace graduasi::bench {
namespace {

constexpr int64_t kArrayRows = 65'536;

double ResidentMegabytes() {
  std::ifstream file("/proc/self/statm");
  int64_t total = 0;
  int64_t resident = 0;
  file >> total >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

// The argument: millions of households, about.
void StreamMemory(benchmark::State& state) {
  static const Policy policy = LoadPolicy("policies/examples/w1.policy.txtpb");
  static const W1Columns columns(kArrayRows, false);
  const int64_t arrays = state.range(0) * 1'000'000 / kArrayRows + 1;
  malloc_trim(0);  // or what earlier benchmarks gave back would hide what this one takes
  const double before = ResidentMegabytes();
  double most = before;
  for (auto iteration : state) {
    (void)iteration;
    ArrowArrayStream in = columns.Stream(arrays);
    ArrowArrayStream out{};
    if (!DecideStream(policy, &in, w1::kAsOf, {}, &out, nullptr).ok()) return state.SkipWithError("no stream");
    const int64_t rows = Drain(&out, [&](const ArrowArray&) { most = std::max(most, ResidentMegabytes()); });
    if (rows != arrays * kArrayRows) return state.SkipWithError("rows were lost");
  }
  state.counters["households"] = static_cast<double>(arrays * kArrayRows);
  state.counters["megabytes_above_input"] = most - before;
}

BENCHMARK(StreamMemory)->Name("stream_memory_1m")->Arg(1)->Iterations(1);
BENCHMARK(StreamMemory)->Name("stream_memory_20m")->Arg(20)->Iterations(1);

}  // namespace
}  // namespace graduasi::bench
