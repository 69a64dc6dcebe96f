#!/bin/sh
# The suites of this folder as tests of GoogleTest. Argument: the program googletest_door.
set -eu
door=$1
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# run <exit code> <argument>...: what is printed goes to $out/printed.
run() {
  wanted=$1
  shift
  code=0
  "$door" "$@" > "$out/printed" 2> "$out/errors" || code=$?
  test "$code" -eq "$wanted" || { echo "exit code $code of $*"; cat "$out/printed" "$out/errors"; exit 1; }
}

run 1 village.test.txtpb sound.test.txtpb
diff results.expected "$out/printed"
run 0 sound.test.txtpb

# By its name, from any folder.
run 0 "$PWD/village.test.txtpb" sound.test.txtpb '--gtest_filter=*village.test.txtpb.one rupiah below*'
test "$(cat "$out/printed")" = "$(grep 'one rupiah below' results.expected)"

# GoogleTest's own report has the file and the line.
run 1 village.test.txtpb --gtest_output="xml:$out/report.xml"
grep -q 'name="exactly on the line" file="village.test.txtpb" line="22" status="run"' "$out/report.xml"
test "$(grep -c '<testcase .*classname="village.test.txtpb"' "$out/report.xml")" -eq 8
test "$(grep -c '<failure ' "$out/report.xml")" -eq 2

# What cannot be used is a failure.
run 1 unreadable.test.txtpb
{ echo "unreadable.test.txtpb:1: is read: failed"; cat unreadable.expected; } | diff - "$out/printed"
run 1 not_there.test.txtpb
grep -q 'not_there.test.txtpb cannot be read' "$out/printed"
run 1 nameless.test.txtpb
grep -q 'the suite names no policy, and there is none of its name beside it; write policy:' "$out/printed"
sed 's/village.policy/no.policy/' sound.test.txtpb > "$out/lost.test.txtpb"
run 1 "$out/lost.test.txtpb"
grep -q "^lost.test.txtpb:2: is run: failed" "$out/printed"
grep -q "$out/no.policy.txtpb cannot be read" "$out/printed"
sed 's/NEEDS_DATA/NEEDS_DATA fails: "G99"/' sound.test.txtpb > "$out/misspelt.test.txtpb"
cp village.policy.txtpb "$out"
run 1 "$out/misspelt.test.txtpb"
grep -q 'misspelt.test.txtpb:.*G99' "$out/printed"

# A suite that names two policies is run under each.
sed 's/^policy:.*/policy: "village.policy.txtpb" policy: "other.policy.txtpb"/' sound.test.txtpb > "$out/two.test.txtpb"
cp village.policy.txtpb "$out/other.policy.txtpb"
run 0 "$out/two.test.txtpb" --gtest_output="xml:$out/two.xml"
grep -q '<testsuite name=.*two.test.txtpb village.policy.txtpb" tests="1"' "$out/two.xml"
grep -q '<testsuite name=.*two.test.txtpb other.policy.txtpb" tests="1"' "$out/two.xml"

# One that names none is run under the policy beside it, the one with the longest name that fits.
for name in village village.batu; do
  grep -v ^policy: sound.test.txtpb > "$out/$name.north.test.txtpb"
  run 0 "$out/$name.north.test.txtpb"
  test "$(cat "$out/printed")" = "$name.north.test.txtpb:3: nothing is known: passed"
done
echo 'id: "none"' > "$out/village.batu.policy.txtpb"
run 1 "$out/village.batu.north.test.txtpb"
grep -q "^$out/village.batu.policy.txtpb:" "$out/printed"

# A wrong id and a missing decision are told once, however often GoogleTest asks.
run 1 --gtest_filter='Matchers.*' --gtest_also_run_disabled_tests
test "$(grep -o 'has no criterion `G99`; it has income' "$out/printed" | wc -l)" -eq 2  # the failure, and the explanation
echo "As in results.expected."
