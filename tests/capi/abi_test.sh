#!/bin/sh
# The interface of the last release is still there: functions and types may be added and option structs may grow at their end;
# nothing else may change. Compared are a library of empty functions made from the header (abidiff) and the text of the declarations
# (abidiff does not see `const void*` become `void*`). Constants are frozen in constants_test.c.
# Arguments: compare|accept, the folder of graduasi.h and graduasi.abi, the C compiler. `accept` makes this header the one to
# compare with (tools/abi.sh).
set -eu
what=$1
capi=$2
compiler=$3
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$compiler" -std=c99 -E -P -DGRADUASI_API=GRADUASI_API "$capi/graduasi.h" > "$work/header.i"
awk -f "$here/declarations.awk" "$work/header.i" > "$work/declarations"
count=$(grep -c '(' "$work/declarations") || true
test "$count" -gt 50 || { echo "only $count functions were found in graduasi.h"; exit 1; }
broken=0
if [ "$what" = compare ]; then
  # A line of the release that is not a line of the header.
  if grep -v -x -F -f "$work/declarations" "$capi/graduasi.declarations"; then
    echo "These declarations of the last release are gone from graduasi.h, or were changed."
    broken=1
  fi
fi

if ! command -v abidw > /dev/null 2>&1; then
  echo "abidw is not installed (Debian: abigail-tools): only the text was compared"
  test "$broken" -eq 0 && exit 77
  exit 1
fi
{
  echo '#include "graduasi.h"'
  awk '/\(/ { print $0, ($1 == "void" ? "{}" : "{ return 0; }") }' "$work/declarations"
} > "$work/stub.c"
"$compiler" -std=c99 -g -O0 -fPIC -shared -w -I "$capi" -o "$work/libgraduasi.so" "$work/stub.c"
abidw --exported-interfaces-only --no-corpus-path --no-comp-dir-path --no-show-locs --out-file "$work/graduasi.abi" \
  "$work/libgraduasi.so"
if [ "$what" = accept ]; then
  sed "s|$work/||g" "$work/graduasi.abi" > "$capi/graduasi.abi"
  cp "$work/declarations" "$capi/graduasi.declarations"
  exit 0
fi
abidiff --no-added-syms --no-architecture --suppressions "$capi/append_only.ini" "$capi/graduasi.abi" "$work/graduasi.abi" || {
  echo "The binary interface of the last release is broken (abidiff $?)."
  broken=1
}
test "$broken" -eq 0
echo "$count functions"
