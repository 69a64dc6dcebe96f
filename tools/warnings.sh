#!/bin/sh
# Builds everything with g++ and with clang++, warnings being errors, in build-gcc/ and build-clang/. Needs clang beside what
# install.sh brings.
set -eu
cd "$(dirname "$0")/.."
sh tools/install.sh
command -v clang++ > /dev/null 2>&1 || { echo "clang++ is not installed: apt-get install clang"; exit 1; }
for compiler in gcc clang; do
  echo "== $compiler"
  cmake --preset "$compiler" > /dev/null
  cmake --build --preset "$compiler" --parallel "$(nproc 2> /dev/null || echo 2)"
done
echo "No warnings."
