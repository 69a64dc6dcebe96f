#!/bin/sh
# Runs the fuzzers with AddressSanitizer and UndefinedBehaviorSanitizer. Argument: seconds for each (default 300). New inputs and
# findings stay in build-fuzz/. Needs clang beside what install.sh brings.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-300}
sh tools/install.sh
command -v clang++ > /dev/null 2>&1 || { echo "clang++ is not installed: apt-get install clang"; exit 1; }
cmake -S . -B build-fuzz -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ \
  -DGRADUASI_FUZZ=ON -DGRADUASI_SANITIZE=address,undefined,fuzzer-no-link > /dev/null
cmake --build build-fuzz --parallel "$(nproc 2> /dev/null || echo 2)" --target policy_fuzzer household_fuzzer suite_fuzzer
for kind in policy household suite; do
  echo "== $kind"
  mkdir -p "build-fuzz/$kind"
  build-fuzz/tests/fuzz/${kind}_fuzzer -max_total_time="$seconds" -artifact_prefix="build-fuzz/$kind-" -verbosity=0 \
    -print_final_stats=1 "build-fuzz/$kind" tests/fuzz/corpus
done
echo "No input hurt."
