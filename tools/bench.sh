#!/bin/sh
# Builds the benchmarks for release in build/ and prints a table, a line a measure. The ratio of w1 is against a hand-written loop
# over the same columns in the same run; compare times within one table only. Arguments go to the program: --benchmark_filter=w1
# With the one argument `calls` another table: what a call costs from C, Python and Java.
set -eu
cd "$(dirname "$0")/.."
target=graduasi_bench
if [ "${1:-}" = calls ]; then
  sh tools/install.sh test
  target="graduasi graduasi_command graduasi_calls bench_register"
else
  sh tools/install.sh
fi
generator=
if [ ! -f build/CMakeCache.txt ] && command -v ninja > /dev/null 2>&1; then
  generator="-G Ninja"
fi
mkdir -p build
if ! cmake -S . -B build $generator -DCMAKE_BUILD_TYPE=Release -DGRADUASI_BENCH=ON > build/configure.log 2>&1; then
  cat build/configure.log
  exit 1
fi
if ! cmake --build build --parallel "$(nproc 2> /dev/null || echo 2)" --target $target > build/bench.log 2>&1; then
  cat build/bench.log
  exit 1
fi
if [ "${1:-}" = calls ]; then
  exec sh bench/calls/run.sh build
fi
build/bench/graduasi_bench "$@"
