#!/bin/sh
# Builds Graduasi for release in build/: what demo.sh and test.sh share. Run again, it goes on where it stopped.
# Argument: the target, if not everything.
set -eu
cd "$(dirname "$0")/.."
sh tools/install.sh

mkdir -p build
generator=
if [ ! -f build/CMakeCache.txt ] && command -v ninja > /dev/null 2>&1; then
  generator="-G Ninja"
fi
if ! cmake -S . -B build $generator -DCMAKE_BUILD_TYPE=Release > build/configure.log 2>&1; then
  cat build/configure.log
  exit 1
fi
cmake --build build --parallel "$(nproc 2> /dev/null || echo 2)" --target "${1:-all}"
