#!/bin/sh
# The long run of decision records, with g++ and with clang++ (build-gcc/, build-clang/): a million replay to the bit with each,
# and both give the same head, which is a hash over every byte of every record; every single bit of a thousand records is
# changed and found. Some 1,000 seconds of one core, shared among all. Environment: GRADUASI_PROPERTY_CASES and
# GRADUASI_PROPERTY_SEED as for tools/laws.sh; GRADUASI_RECORDS_BUILDS, folders that are configured already, instead of those two.
set -eu
cd "$(dirname "$0")/.."
builds=${GRADUASI_RECORDS_BUILDS:-}
if [ -z "$builds" ]; then
  sh tools/install.sh
  command -v clang++ > /dev/null 2>&1 || { echo "clang++ is not installed: apt-get install clang"; exit 1; }
  for compiler in gcc clang; do cmake --preset "$compiler" > /dev/null; done
  builds="build-gcc build-clang"
fi
for build in $builds; do cmake --build "$build" --parallel "$(nproc 2> /dev/null || echo 2)" --target record_laws; done

export GRADUASI_PROPERTY_CASES="${GRADUASI_PROPERTY_CASES:-1000000}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
filter='RecordLaw.*'
for build in $builds; do
  echo "== $build, $(date -u +%H:%M:%S)"
  # A pipe would hide how the program ended.
  "$build/tests/property/record_laws" --gtest_filter="$filter" > "$folder/said" || { cat "$folder/said"; exit 1; }
  cat "$folder/said"
  grep '^head of ' "$folder/said" > "$folder/head"
  test -s "$folder/first" || cp "$folder/head" "$folder/first"
  if ! cmp -s "$folder/first" "$folder/head"; then
    echo "$build gives another head than the first: a record is not the same bytes from every compiler." >&2
    exit 1
  fi
  filter='RecordLaw.EveryRecord*'  # changed bits once
done
echo "$builds: the same $(cat "$folder/first")"
