#!/bin/sh
# The long form of tests/capi/oom_test.cc: every allocation of every call fails, on whole policies too, once and for ever.
set -eu
cd "$(dirname "$0")/.."
sh tools/build.sh capi_oom
exec build/tests/capi/capi_oom "$PWD" build/tests/capi/brac.policy.binpb
