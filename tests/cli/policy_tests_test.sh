#!/bin/sh
# `graduasi test` as people and test servers meet it: which suites are found, what is told of failures and mistakes, exit codes,
# the XML for test servers. It knows nothing of how decisions are made.
. "$2/tests/cli/expect.sh"
how=-F

cp "$here/small.policy.txtpb" "$here/small.test.txtpb" "$work"

# --- calls ---
run 0 test --help;                                     out_has 'Example'
run 2 test;                                            err_has 'name a policy'
run 2 test none.policy.txtpb;                          err_has 'none.policy.txtpb'
run 2 test small.policy.txtpb --suite none.test.txtpb; err_has 'none.test.txtpb'
run 2 test small.policy.txtpb --lang fr
run 2 test small.policy.txtpb --junit "$work/no/such/folder.xml"; err_has 'cannot be written'

# --- suites are found beside the policy ---
run 0 test small.policy.txtpb;                         out_is 'small.test.txtpb: 5 kasus, 5 lulus.'; err_is_empty
run 0 test "$work/small.policy.txtpb" --lang en;       out_is "$work/small.test.txtpb: 5 cases, 5 passed."
sed 's/^as_of/policy: "small.policy.txtpb" as_of/' "$work/small.test.txtpb" > "$work/small.more.test.txtpb"
sed 's/^as_of/policy: "other.policy.txtpb" as_of/' "$work/small.test.txtpb" > "$work/small.other.test.txtpb"
sed 's/^as_of/nonsense/' "$work/small.test.txtpb" > "$work/smaller.test.txtpb"
run 0 test small.policy.txtpb --lang en
out_is 'small.more.test.txtpb: 5 cases, 5 passed.' 'small.test.txtpb: 5 cases, 5 passed.' '2 suites: 10 cases, 10 passed.'
# ... or named, or name their policy themselves.
run 0 test small.policy.txtpb --suite small.other.test.txtpb --lang en; out_is 'small.other.test.txtpb: 5 cases, 5 passed.'
run 0 test --suite small.more.test.txtpb --lang en;    out_is 'small.more.test.txtpb: 5 cases, 5 passed.'
run 0 test --suite small.test.txtpb --lang en;         out_is 'small.test.txtpb: 5 cases, 5 passed.'
cp "$work/small.test.txtpb" "$work/small.batu.test.txtpb"
run 0 test --suite small.batu.test.txtpb --lang en;    out_is 'small.batu.test.txtpb: 5 cases, 5 passed.'
cp "$work/small.test.txtpb" "$work/lone.test.txtpb"
run 2 test --suite lone.test.txtpb;                    err_has 'lone.test.txtpb names no policy, and there is no lone.policy.txtpb beside it'
# A suite takes no policy along that stands behind it.
run 0 test --suite lone.test.txtpb small.policy.txtpb --lang en;       out_is 'lone.test.txtpb: 5 cases, 5 passed.'
run 0 test --suite lone.test.txtpb --suite small.test.txtpb small.policy.txtpb --lang en
out_is 'lone.test.txtpb: 5 cases, 5 passed.' 'small.test.txtpb: 5 cases, 5 passed.' '2 suites: 10 cases, 10 passed.'
rm "$work/lone.test.txtpb"
run 2 test --suite small.other.test.txtpb;             err_has 'other.policy.txtpb'
rm "$work"/small.*.test.txtpb "$work/smaller.test.txtpb"

# --- a policy without tests ---
cp "$work/small.policy.txtpb" "$work/untested.policy.txtpb"
run 1 test untested.policy.txtpb;                      err_has 'untested.policy.txtpb has no tests. Write some into untested.test.txtpb'
# What it says to write is a suite.
sed -n 's/^  //p' "$work/err" > "$work/untested.test.txtpb"
run 0 test untested.policy.txtpb --lang en;            out_is 'untested.test.txtpb: 1 case, 1 passed.'

# --- a failure: expected beside actual, and the comparison with its figures ---
sed 's/int: 1000000/int: 1000001/' "$here/small.policy.txtpb" > "$work/dearer.policy.txtpb"
run 1 test dearer.policy.txtpb --suite small.test.txtpb --lang en; err_is_empty
out_is 'small.test.txtpb:14: exactly enough' \
  '  line 14: outcome: expected ELIGIBLE, but it is NOT_YET' \
  '    C1: Income is too low.' \
  '      false  latest(household.incomes).amount_idr >= params.enough   1000000 >= 1000001 IDR per month' \
  'small.test.txtpb:20: a pregnant member' \
  '  line 23: criterion C1: expected PASS, but it is FAIL' \
  '    C1: Income is too low.' \
  '      false  latest(household.incomes).amount_idr >= params.enough   1000000 >= 1000001 IDR per month' \
  'small.test.txtpb:25: pregnancy is not known' \
  '  line 28: outcome: expected NEEDS_DATA, but it is NOT_YET' \
  '    C1: Income is too low.' \
  '      false  latest(household.incomes).amount_idr >= params.enough   1000000 >= 1000001 IDR per month' \
  '  line 28: missing facts: expected household.members[0].pregnant, but it is none' \
  'small.test.txtpb: 5 cases, 2 passed, 3 failed.'
run 1 test dearer.policy.txtpb --suite small.test.txtpb
out_has '  baris 14: hasil: seharusnya ELIGIBLE, ternyata NOT_YET'
out_has 'small.test.txtpb: 5 kasus, 2 lulus, 3 gagal.'

# --- mistakes in a suite, or a suite for another policy: nothing of it is run, the others are ---
sed 's/from: "one earner" expect/from: "two earners" expect/' "$here/small.test.txtpb" > "$work/bad.test.txtpb"
run 1 test small.policy.txtpb --suite bad.test.txtpb --suite small.test.txtpb --lang en
out_is 'small.test.txtpb: 5 cases, 5 passed.'
err_has 'bad.test.txtpb:14:31: case[0].from: there is no household and no earlier case with the name `two earners`'
err_has '1 finding; no test was run.'
sed 's/fails_only: "C1"/fails_only: "C2"/' "$here/small.test.txtpb" > "$work/bad.test.txtpb"
run 1 test small.policy.txtpb --suite bad.test.txtpb
test ! -s "$work/out" || fail 'something was run'
err_has 'bad.test.txtpb:18:29: case[1].expect.fails_only[0]: the policy has no criterion `C2`; did you mean `C1`?'
err_has '1 finding about small.policy.txtpb; no test was run.'
run 1 test "$here/bad.policy.txtpb" --suite small.test.txtpb; err_has 'the policy was not loaded.'

# --- XML for test servers ---
sed 's/"exactly enough"/"<exactly> \\"enough\\" \& Rp1.000.000"/' "$here/small.test.txtpb" > "$work/odd.test.txtpb"
run 1 test dearer.policy.txtpb --suite odd.test.txtpb --suite small.test.txtpb --lang en --junit results.xml
head -n 1 "$work/results.xml" | grep -q -F '<?xml version="1.0" encoding="UTF-8"?>' || fail 'the XML has no declaration'
if command -v python3 > /dev/null; then
  python3 - "$work/results.xml" > "$work/out" 2> "$work/err" << 'PYTHON' || fail 'the XML is not what a test server reads'
import sys
import xml.etree.ElementTree as tree

root = tree.parse(sys.argv[1]).getroot()
suites = root.findall("testsuite")
assert root.tag == "testsuites" and [s.get("name") for s in suites] == ["odd.test.txtpb", "small.test.txtpb"], suites
for suite in suites:
    cases = suite.findall("testcase")
    failed = [c for c in cases if c.find("failure") is not None]
    assert (len(cases), len(failed)) == (int(suite.get("tests")), int(suite.get("failures"))) == (5, 3)
    assert all(c.get("classname") == "small 1" and c.get("line").isdigit() for c in cases)
first = suites[0].find("testcase")
assert first.get("name") == '<exactly> "enough" & Rp1.000.000', first.get("name")
assert "expected ELIGIBLE, but it is NOT_YET\n    C1: Income is too low.\n" in first.find("failure").text
PYTHON
else
  echo 'not checked, for there is no python3: that the XML can be read'
fi

# --- what the tests have seen of the policy ---
run 0 test small.policy.txtpb --coverage text --lang en
out_is 'small.test.txtpb: 5 cases, 5 passed.' 'Coverage of small 1 by 5 cases:' \
  '  criteria    1 of 1 seen to pass, to fail and to be missing; 1 of 1 decided as pass and as fail' \
  '  safeguards  1 of 1 seen to hold, to be clear and to be missing; 1 of 1 decided as held and as clear' \
  '  comparisons 2 of 2 seen true, false and missing; 2 of 2 decided as true and as false' \
  '  routes      1 of 1 seen met, not met and missing'
sed '/^case/,$d' "$here/small.test.txtpb" > "$work/few.test.txtpb"
echo 'case { name: "enough" from: "one earner" expect { outcome: ELIGIBLE } }' >> "$work/few.test.txtpb"
run 0 test small.policy.txtpb --suite few.test.txtpb --coverage text --lang en
out_has '  comparisons 0 of 2 seen true, false and missing; 0 of 2 decided as true and as false'
out_has '  small.policy.txtpb:11:38: safeguard S1: `m.pregnant`: never TRUE, MISSING'
run 0 test small.policy.txtpb --suite few.test.txtpb --coverage listing --lang en
out_has '!   11 |   when: "household.members.exists(m, m.pregnant)"'
out_has '       |                                      ^ `m.pregnant`: never TRUE, MISSING'
run 0 test small.policy.txtpb --coverage listing
out_has '+   11 |   when: "household.members.exists(m, m.pregnant)"'
run 0 test small.policy.txtpb --coverage json --lang en
test "$(wc -l < "$work/out")" -eq 1 && grep -q '^{"policy_id":"small",.*}$' "$work/out" || fail 'the coverage is not one line of JSON'
err_has 'small.test.txtpb: 5 cases, 5 passed.'
run 2 test small.policy.txtpb --coverage colours
run 1 test dearer.policy.txtpb --suite small.test.txtpb --coverage text --lang en; out_has 'Coverage of small 1 by 5 cases:'

# --- the tests of the example policies ---
for policy in "$root"/policies/examples/*.policy.txtpb; do
  run 0 test "$policy"
done

finish
