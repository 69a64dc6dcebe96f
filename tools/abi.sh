#!/bin/sh
# For a release: makes today's graduasi.h the interface that later ones are compared with (capi/graduasi.abi and
# capi/graduasi.declarations). A change of what was released needs a new major version. Needs abidw, which install.sh brings.
set -eu
cd "$(dirname "$0")/.."
sh tools/install.sh test
sh tests/capi/abi_test.sh accept capi "${CC:-cc}"
git diff --stat -- capi/graduasi.abi capi/graduasi.declarations 2> /dev/null || true
