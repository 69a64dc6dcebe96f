#!/bin/sh
# The tests in which threads share something, with ThreadSanitizer, in build-threads/: what races is said even if it made no
# difference this time. Arguments go to the program.
set -eu
cd "$(dirname "$0")/.."
sh tools/install.sh test
cmake --preset threads > /dev/null
cmake --build --preset threads --parallel "$(nproc 2> /dev/null || echo 2)" --target capi_threads
TSAN_OPTIONS=halt_on_error=1 exec build-threads/tests/capi/capi_threads "$@"
