#!/bin/sh
# The suites of the policies hold, and GoogleTest runs what the command runs. Arguments: googletest_door, the command, the folder of
# the policies.
set -eu
door=$1
command=$2
policies=$3
cd "$(dirname "$0")"
. ./told.sh
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

"$command" test "$policies"/*/*.policy.txtpb --junit "$out/report.xml" > "$out/printed" || { cat "$out/printed"; exit 1; }
told "$out/report.xml" | sed "s,^$policies/[^/]*/,," | sort > "$out/command"
"$door" "$policies"/*/*.test.txtpb > "$out/door" || { cat "$out/door"; exit 1; }
sort "$out/door" | diff "$out/command" -
test "$(wc -l < "$out/command")" -gt 250
echo "$(wc -l < "$out/command") cases."
