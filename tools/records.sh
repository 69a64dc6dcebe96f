#!/bin/sh
# The long run of decision records: a million replay to the bit, and every single bit of a thousand is changed and found. About an
# hour and a half on one core. Environment: GRADUASI_PROPERTY_CASES, GRADUASI_PROPERTY_SEED, as for tools/laws.sh.
set -eu
cd "$(dirname "$0")/.."
sh tools/build.sh property_laws
GRADUASI_PROPERTY_CASES=${GRADUASI_PROPERTY_CASES:-1000000} exec build/tests/property/property_laws --gtest_filter='RecordLaw.*'
