#!/bin/sh
# The suites of this folder run by the command, against what every door must say. Argument: the command.
set -eu
command=$1
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# The XML for test servers as the lines that all doors share; what is printed are the failures, each below the line of its case.
told() {
  sed -n -e 's,^\(  <testcase .*\)/>$,\1 : passed,' -e 's,^\(  <testcase .*\)>$,\1 : failed,' \
    -e 's,^  <testcase name="\(.*\)" classname=.* file="\([^"]*\)" line="\([0-9]*\)".*: \([a-z]*\)$,\2:\3: \1: \4,p' "$1" |
    sed -e 's/&quot;/"/g' -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&amp;/\&/g'
}
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
