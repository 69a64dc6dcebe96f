#!/bin/sh
# The suites of this folder run by the command, against what every door must say. Argument: the command.
set -eu
command=$1
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

. ./told.sh

# What is printed are the failures, each below the line of its case.
code=0
"$command" test --suite village.test.txtpb --suite sound.test.txtpb --lang en --junit "$out/report.xml" > "$out/printed" || code=$?
test "$code" -eq 1 || { echo "exit code $code"; exit 1; }
told "$out/report.xml" > "$out/told"
grep -E '^[a-z]+\.test\.txtpb:[0-9]+: .*: (passed|failed)$' results.expected | diff - "$out/told"
grep -v -E '^[a-z]+\.test\.txtpb:[0-9]+: .*: (passed|failed)$' results.expected > "$out/failures"
grep -v -E '(case|cases), [0-9]+ passed' "$out/printed" | diff "$out/failures" -

code=0
"$command" test --suite unreadable.test.txtpb --lang en > "$out/printed" 2> "$out/errors" || code=$?
test "$code" -eq 1 || { echo "exit code $code"; exit 1; }
cat "$out/errors"
head -n 2 "$out/errors" | diff unreadable.expected -
echo "As in results.expected."
