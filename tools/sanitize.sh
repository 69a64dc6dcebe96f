#!/bin/sh
# Builds with AddressSanitizer and UndefinedBehaviorSanitizer in build-sanitize/ and runs all tests. CXX and CC choose the compiler
# of a first run (g++ or clang++).
set -eu
cd "$(dirname "$0")/.."
sh tools/install.sh test
cmake --preset sanitize > /dev/null
cmake --build --preset sanitize --parallel "$(nproc 2> /dev/null || echo 2)"
# One report format for all: leaks count, and a report ends the program.
ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1 \
  ctest --preset sanitize --parallel "$(nproc 2> /dev/null || echo 2)" "$@"
