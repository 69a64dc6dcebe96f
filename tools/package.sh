#!/bin/sh
# The long form of tests/install: a project that has Graduasi as a folder of its own builds all of it, and its program runs. Minutes
# without ccache. What it makes is in build-package/.
set -eu
cd "$(dirname "$0")/.."
sh tools/install.sh
mkdir -p build-package
sh tests/install/package_test.sh add_subdirectory_whole "$PWD/build-package" "$PWD" none "${CC:-cc}"
echo "The consumer was built with everything and runs."
