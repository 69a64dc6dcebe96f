// Runs the benchmarks and prints a table, one line a measure.
#include <benchmark/benchmark.h>

#include "bench/table.h"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  graduasi::bench::Table table;
  benchmark::RunSpecifiedBenchmarks(&table);
  return table.failed() ? 1 : 0;
}
