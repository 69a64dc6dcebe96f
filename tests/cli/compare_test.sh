#!/bin/sh
# `graduasi compare` as people and scripts meet it: exit codes, what goes where, lines that are no record, files that cannot be
# written, the same bytes on one thread and two. It knows nothing of how policies are compared.
# Arguments: the command, the root of the repository.
set -u
graduasi=$1
root=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
  echo "FAILED: $1"
  test ! -s "$work/err" || sed 's/^/  standard error: /' "$work/err" | head -n 20
  failures=$((failures + 1))
}

# run CODE ARGUMENTS...: runs the command, keeps its output in $work/out and $work/err, and expects an exit code.
run() {
  expected=$1
  shift
  "$graduasi" "$@" > "$work/out" 2> "$work/err" < /dev/null
  code=$?
  test "$code" -eq "$expected" || fail "graduasi $*: exit code $code, expected $expected"
}
has() { grep -q -e "$2" "$work/$1" || fail "$1 lacks: $2"; }

old=$root/policies/pkh-graduasi/2026.policy.txtpb
new=$work/new.policy.txtpb
day=2026-06-15
# A threshold, a dated value and a safeguard.
sed -e 's/int: 120 }/int: 110 }/' -e '/id: "hold_months"/,/}/s/int: 6 }/int: 6 } value { from: "2026-04-01" int: 3 }/' "$old" > "$new"
cat >> "$new" << 'POLICY'
safeguard {
  id: "S9" title { id: "Usaha pangan baru" en: "A new food business" }
  when: "running_businesses.exists(b, b.food && months_between(b.started_on, as_of) < 18)"
}
POLICY
"$graduasi" synth --households 3000 --region 35.14 --seed 1 > "$work/register"
compare() { code=$1; shift; run "$code" compare "$old" "$new" --households "$work/register" --as-of "$day" "$@"; }

run 0 compare --help
has out 'Example'
compare 0 --lang en --html "$work/page" --json "$work/json" --flips "$work/flips" --threads 1
has out '^3,000 families: '
has out 'SYNTHETIC'
has out 'because need_percent 120 -> 110'
has out 'because hold_months from 2026-04-01: 6 -> 3'
has out 'because safeguard S9 added'
test ! -s "$work/err" || fail 'something stands on standard error'
head -c 15 "$work/page" | grep -q '<!DOCTYPE html>' || fail 'the page is none'
grep -q 'lang="en"' "$work/page" || fail 'the page is not in English'
# Every flip is there, with its cause, and the causes add up.
flips=$(sed -n 's/^Answers that change: //p' "$work/out" | tr -d ,)
test "$flips" -gt 0 || fail 'no answer changes'
test "$(wc -l < "$work/flips")" -eq "$flips" || fail 'not every flip is a line'
test "$(grep -c '"edits":\[\[[0-9]' "$work/flips")" -eq "$flips" || fail 'a flip has no cause'
sum=$(sed -n '/^Answers that change/,/^$/s/^ *\([0-9,]*\)  .*because.*/\1/p' "$work/out" | tr -d , | awk '{ n += $1 } END { print n + 0 }')
test "$sum" -eq "$flips" || fail "the causes add up to $sum, not $flips"
# The same again, on two threads.
cp "$work/out" "$work/out.1"
compare 0 --lang en --html "$work/page.2" --json "$work/json.2" --flips "$work/flips.2" --threads 2
for name in out.1:out page:page.2 json:json.2 flips:flips.2; do
  cmp "$work/${name%:*}" "$work/${name#*:}" || fail "$name differ on one thread and two"
done
compare 0
has out '^3.000 keluarga: '

# Lines that are no record, an empty one too, are told, counted and never dropped.
{ head -n 2 "$work/register"; echo '{"id":'; echo; } > "$work/bad"
run 1 compare "$old" "$new" --households "$work/bad" --as-of "$day" --lang en
has out '^4 families: '
has out '^2 lines cannot be read'
has err 'bad:3:'
has err 'bad:4:'

# Two policies that say the same, and one policy on two days.
run 0 compare "$old" "$old" --households "$work/register" --as-of "$day" --lang en
has out '^Answers that change: 0$'
run 0 compare "$old" "$old" --households "$work/register" --as-of "$day" --old-as-of 2026-01-15 --lang en
has out 'day of decision 2026-01-15 -> 2026-06-15'

# Wrong calls.
run 2 compare "$old"
run 2 compare "$old" "$work/none" --households "$work/register" --as-of "$day"
run 2 compare "$old" "$new" --households "$work/none" --as-of "$day"
run 2 compare "$old" "$new" --households "$work/register" --as-of 2025-01-01
has err 'not yet in effect'
compare 2 --html "$work/none/page"
has err 'cannot be written'
compare 2 --margin-percent 101
echo 'id: "x"' > "$work/broken.policy.txtpb"
run 1 compare "$old" "$work/broken.policy.txtpb" --households "$work/register" --as-of "$day"

test "$failures" -eq 0 || exit 1
echo "all as it should be"
