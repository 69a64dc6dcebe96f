#!/bin/sh
# The long run of the laws: a million random pairs of household and expression, and as many of household and policy, decided by the
# library and by the reference interpreter; ten thousand families a policy against a decision on every day of five years, and every
# change proposed to them. About an hour on two cores. Environment: GRADUASI_PROPERTY_CASES (pairs a law),
# GRADUASI_PROPERTY_SEED. Arguments go to the program, such as --gtest_filter=ExpressionLaw.*
set -eu
cd "$(dirname "$0")/.."
sh tools/build.sh property_laws
GRADUASI_PROPERTY_CASES=${GRADUASI_PROPERTY_CASES:-1000000} exec build/tests/property/property_laws "$@"
