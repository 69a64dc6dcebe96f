#!/bin/sh
# Builds everything on a bare Debian 12 and runs all tests. Installs what is missing (root for that alone), says what it does, and
# can be run again at any time.
set -eu
cd "$(dirname "$0")/.."
sh tools/install.sh test
sh tools/build.sh
ctest --test-dir build --output-on-failure --parallel "$(nproc 2> /dev/null || echo 2)" "$@"
