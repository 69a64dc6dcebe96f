#!/bin/sh
# `graduasi compare` as people and scripts meet it: exit codes, what goes where, lines that are no record, files that cannot be
# written, the same bytes on one thread and two. It knows nothing of how policies are compared.
. "$2/tests/cli/expect.sh"

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
out_has 'Example'
compare 0 --lang en --html "$work/page" --json "$work/json" --flips "$work/flips" --threads 1
out_has '^3,000 families: '
out_has 'SYNTHETIC'
out_has 'because need_percent 120 -> 110'
out_has 'because hold_months from 2026-04-01: 6 -> 3'
out_has 'because safeguard S9 added'
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
out_has '^3.000 keluarga: '

# Lines that are no record, an empty one too, are told, counted and never dropped.
{ head -n 2 "$work/register"; echo '{"id":'; echo; } > "$work/bad"
run 1 compare "$old" "$new" --households "$work/bad" --as-of "$day" --lang en
out_has '^4 families: '
out_has '^2 lines cannot be read'
err_has 'bad:3:'
err_has 'bad:4:'

# Two policies that say the same, and one policy on two days.
run 0 compare "$old" "$old" --households "$work/register" --as-of "$day" --lang en
out_has '^Answers that change: 0$'
run 0 compare "$old" "$old" --households "$work/register" --as-of "$day" --old-as-of 2026-01-15 --lang en
out_has 'day of decision 2026-01-15 -> 2026-06-15'

# Wrong calls.
run 2 compare "$old"
run 2 compare "$old" "$work/none" --households "$work/register" --as-of "$day"
run 2 compare "$old" "$new" --households "$work/none" --as-of "$day"
run 2 compare "$old" "$new" --households "$work/register" --as-of 2025-01-01
err_has 'not yet in effect'
compare 2 --html "$work/none/page"
err_has 'cannot be written'
compare 2 --margin-percent 101
echo 'id: "x"' > "$work/broken.policy.txtpb"
run 1 compare "$old" "$work/broken.policy.txtpb" --households "$work/register" --as-of "$day"

finish
