#!/bin/sh
# An office's year through `graduasi history`: families are mentored, findings are put right, nominations rest on records of
# decisions, what is not allowed is told, and the file of histories is never anything between before and after.
. "$2/tests/cli/expect.sh"

history() {
  code=$1
  shift
  run "$code" history --histories "$histories" --lang en "$@"
}
# same AS: the histories are, to the byte, those that were kept under a name.
keep() { cp "$histories" "$work/$1"; }
same() { cmp -s "$histories" "$work/$1" || fail "$2"; }
# event HOUSEHOLD KIND DAY ROLE MORE: one line.
event() { printf '{"household":"%s","event":{"event":"%s","on":"%s","actor":"X-1","role":"%s"%s}}\n' "$1" "$2" "$3" "$4" "${5:-}"; }

policy=$root/policies/pkh-graduasi/2026.policy.txtpb
rules=$root/policies/pkh-graduasi/2026.rules.json
histories=$work/batu.histories.jsonl
records=$work/2026.records.jsonl
family() { printf 'SYNTHETIC-35.79-%07d' "$1"; }

# cohort DAY: the same 50 families on a day, and what has happened to them.
cohort() {
  "$graduasi" synth --households 50 --region 35.79 --seed 3 --mentored 2025 --as-of "$1" --events "$work/$1.events.jsonl" \
    > "$work/$1.jsonl" || fail "no cohort as of $1"
  test "$(wc -l < "$work/$1.jsonl")" -eq 50 || fail "the cohort as of $1 does not have 50 families"
}
record() {
  run 0 record --policy "$policy" --households "$work/$1.jsonl" --as-of "$1" --records "$records" --lang en
}
for day in 2025-12-23 2026-06-15 2026-06-22 2026-07-20; do cohort $day; done
head -n 10 "$work/2026-06-15.jsonl" > "$work/few.jsonl"

# --- calls ---
run 0 history --help
out_has 'replaced whole'
run 2 history
history 2
err_has 'batu.histories.jsonl: No such file'
history 2 --events "$work/none.jsonl" --rules "$rules"
history 2 --records "$records"
history 2 --events "$work/2025-12-23.events.jsonl" --records "$records"  # without the policies
history 2 --events "$work/2025-12-23.events.jsonl" --id x
history 2 --dry-run
history 2 --events "$work/2025-12-23.events.jsonl"
err_has 'SYNTHETIC-35.79-0000001: the household has no history yet; give the rules of the programme with --rules'
run 2 history --histories "$work/no/such/folder" --events "$work/2025-12-23.events.jsonl" --rules "$rules"
run 2 history --histories "$work" --events "$work/2025-12-23.events.jsonl" --rules "$rules"
test ! -e "$histories" || fail "histories were begun without rules"
test ! -e "$histories.new" || fail "the file beside was left behind"
printf '{"decision_month":1}' > "$work/wrong.rules.json"
history 1 --events "$work/2025-12-23.events.jsonl" --rules "$work/wrong.rules.json"
err_has 'wrong.rules.json:.*decision_month'

# --- the year of mentoring: nothing needs a decision, and a family needs no ceremony to have a history ---
history 0 --events "$work/2025-12-23.events.jsonl" --rules "$rules" --dry-run
out_has 'only tried; nothing was written'
out_has 'new families: 50'
test ! -e "$histories" || fail "a trial wrote the histories"
history 0 --events "$work/2025-12-23.events.jsonl" --rules "$rules"
out_has '^  50  recipient -> in mentoring$'
out_has '^       50  in mentoring (IN_MENTORING)$'
test "$(wc -l < "$histories")" -eq 50 || fail "there are not 50 histories"
test "$(sed -n 's/.* events: \([0-9,]*\) recorded$/\1/p' "$work/out")" = "$(wc -l < "$work/2025-12-23.events.jsonl" | tr -d ' ')" \
  || fail "not every event was recorded"
keep december
history 0
out_has 'batu.histories.jsonl: 50 families, '
out_has 'families with an open finding: '

# The same file again changes nothing, and says so.
history 0 --events "$work/2025-12-23.events.jsonl"
out_has ': 0 recorded, .* recorded before$'
same december "the same events were recorded twice"

# --- the middle of the next year: nominations rest on what was decided ---
line_of() { grep -F "\"household_id\":\"$1\"" "$histories"; }
history 1 --events "$work/2026-06-22.events.jsonl"
err_has ': Event [0-9]*, nomination by the mentor, is refused. No decision is given. .* Give the decision records with --records'
err_has ' Other events of this household that are not recorded because of that: [0-9]*.$'
refused=$(sed -n 's/^[^ ]*events.jsonl:[0-9]*: \(SYNTHETIC[^:]*\): Event.*/\1/p' "$work/err")
test "$(printf '%s\n' "$refused" | wc -l)" -eq 24 || fail "not 24 nominations were refused"
for household in $refused; do
  line_of "$household" > "$work/line"
  grep -q -x -F -f "$work/line" "$work/december" || fail "the history of a family with a refused event has grown"
done
! cmp -s "$histories" "$work/december" || fail "the events of the others were not recorded"
cp "$work/december" "$histories"
record 2026-06-15
test "$(wc -l < "$records")" -eq 50 || fail "not 50 records"
history 0 --events "$work/2026-06-22.events.jsonl" --records "$records" --policy "$policy"
out_has 'resting on a decision record: [2-9][0-9]$'
out_has 'in mentoring -> candidate$'
grep -o '"decision":{"record":"[0-9a-f]*"' "$histories" | grep -o '[0-9a-f]\{64\}' | sort -u > "$work/rests"
test "$(wc -l < "$work/rests")" -eq 24 || fail "the nominations do not rest on 24 records"
while read -r hash; do
  grep -q "\"hash\":\"$hash\"}\$" "$records" || fail "a nomination rests on a record that is not there"
done < "$work/rests"
run 0 verify "$records" --policy "$policy"
keep june

# The auditor: every decision on which an event rests is that of its record, decided again.
history 0 --records "$records" --policy "$policy"
decisions=$(grep -o '"decision":{' "$histories" | wc -l | tr -d ' ')
out_has "decisions on which events rest: $decisions, records decided again: 24, faults: 0\$"
sed '/"decision":/s/"route":"mandiri"/"route":"ppse"/' "$work/june" > "$histories"
history 1 --records "$records" --policy "$policy"
err_has 'record [0-9]*: events\[[0-9]*\].decision.route: the history says ppse, the record mandiri$'
sed 's/"decision":{"record":"[0-9a-f]*",/"decision":{/g' "$work/june" > "$histories"
history 1 --records "$records" --policy "$policy"
err_has 'an event rests on a decision that names no record$'
out_has "faults: $decisions\$"
cp "$work/june" "$histories"
"$graduasi" record --policy "$policy" --households "$work/2026-07-20.jsonl" --as-of 2026-07-20 --records "$work/other.jsonl" > /dev/null
history 1 --records "$work/other.jsonl" --policy "$policy"
err_has 'there is no record with the hash [0-9a-f]*$'
history 1 --records "$records" --policy "$root/tests/cli/small.policy.txtpb"
err_has 'was decided by a policy that was not given'
history 2 --records "$records" --policy "$policy" --id x

# One family in full: what has happened, what can happen next and by whom.
nominated=$(for household in $refused; do
  test "$(line_of "$household" | grep -c '"event":"SIGN_STATEMENT"')" -ne 0 || echo "$household"
done | head -n 1)
history 0 --id "$nominated"
out_has "^$nominated: candidate (NOMINATED), kind of exit: self-reliant\$"
out_has '  Help continues.'
out_has 'nomination (NOMINATE), by the mentor PENDAMPING-'
out_has 'decision as of 15 June 2026: NEEDS DATA, route mandiri, still open G14, record [0-9a-f]\{12\}$'
out_has '^What can happen next$'
out_has '  assessment (ASSESS) -> assessed as ready, by the mentor or the officer'
run 0 history --histories "$histories" --id "$nominated"
out_has 'Yang dapat terjadi berikutnya'
history 1 --id nobody
err_has 'none of the 50 histories is of the household "nobody"'

# --- an officer's graduation, after a decision with consent complete ---
record 2026-07-20
cp "$records" "$work/both.jsonl"
verified=$(grep '"event":"VERIFY"' "$work/2026-07-20.events.jsonl" | sed 's/.*"household":"\([^"]*\)".*/\1/' | head -n 1)
history 0 --events "$work/2026-07-20.events.jsonl" --records "$records" --policy "$policy"
out_has '(VERIFIED)'
event "$verified" GRADUATE 2026-07-24 MENTOR ',"reason":"ready","document":"SK-1"' > "$work/by_mentor.jsonl"
keep before
history 1 --events "$work/by_mentor.jsonl" --records "$records" --policy "$policy"
err_has "by_mentor.jsonl:1: $verified: Event [0-9]*, graduation by the mentor, is refused. This cannot be done by the mentor. It can be done by: the officer.\$"
same before "a refused event was recorded"
event "$verified" GRADUATE 2026-07-24 OFFICER ',"reason":"ready","document":"SK-1"' > "$work/graduate.jsonl"
history 0 --events "$work/graduate.jsonl" --records "$records" --policy "$policy"
out_has '  1  verified -> graduated$'
history 0 --id "$verified"
out_has '  Help has ended.'
out_has 'decision as of 20 July 2026: MAY BE PROPOSED, route mandiri, record'

# --- a nomination may not rest on a decision that came after it, nor on one that is too old ---
cp "$work/december" "$histories"
event "$nominated" NOMINATE 2026-06-01 MENTOR > "$work/early.jsonl"
history 1 --events "$work/early.jsonl" --records "$records" --policy "$policy"
err_has "There is no record of this household as of 2026-06-01 or earlier in $records.\$"
event "$nominated" NOMINATE 2026-07-18 MENTOR > "$work/late.jsonl"
history 1 --events "$work/late.jsonl" --records "$records" --policy "$policy"
err_has 'is more than 1 months old at the time of the event'
event "$nominated" NOMINATE 2026-06 MENTOR > "$work/month.jsonl"  # some day in June: perhaps before the decision
history 1 --events "$work/month.jsonl" --records "$records" --policy "$policy"
err_has 'as of 2026-06-01 or earlier'

# --- a decision that is brought along and names a record must be that record's ---
sound=$(for household in $refused; do  # that no finding keeps from being nominated
  grep -F "$household" "$work/december" | grep -q '"severity":"SERIOUS"\|"severity":"CRITICAL"' || echo "$household"
done | head -n 1)
hash=$(grep -F "\"id\":\"$sound\"" "$work/both.jsonl" | head -n 1 | sed 's/.*"hash":"\([0-9a-f]*\)"}$/\1/')
test ${#hash} -eq 64 || fail "no record of $sound"
brought() {
  event "$sound" NOMINATE 2026-06-20 MENTOR ",\"decision\":{\"record\":\"$1\",\"household_id\":\"$sound\",\"as_of\":\"2026-06-15\",\"outcome\":\"$2\",
    \"route\":\"mandiri\",\"route_kind\":\"SELF_RELIANT\"}" | tr -d '\n'
}
keep before
brought "$hash" ELIGIBLE > "$work/brought.jsonl"
history 1 --events "$work/brought.jsonl" --records "$records" --policy "$policy"
err_has 'events\[[0-9]*\].decision.outcome: the event says ELIGIBLE, the record NEEDS_DATA'
brought "$(printf %064d 7)" ELIGIBLE > "$work/brought.jsonl"
history 1 --events "$work/brought.jsonl" --records "$records" --policy "$policy"
err_has "The event names a record that is not in $records: 0*7\.\$"
same before "an event was recorded on a decision that its record does not bear out"

# --- what nobody may rest on ---
keep before
history 1 --events "$work/2026-06-22.events.jsonl" --records "$records" --policy "$root/tests/cli/small.policy.txtpb"
err_has 'was decided by a policy that was not given. Right would be: give that policy with --policy, its hash is [0-9a-f]\{64\}$'
cp "$work/before" "$histories"
sed '10s/"outcome":"[A-Z_]*"/"outcome":"ELIGIBLE"/;10s/2026-06-15/2026-06-14/' "$work/both.jsonl" > "$work/changed.jsonl"
history 1 --events "$work/2026-06-22.events.jsonl" --records "$work/changed.jsonl" --policy "$policy"
err_has 'changed.jsonl:10: '
err_has 'the chain does not hold; nothing can rest on it'
same before "histories grew on a changed chain"
sed 10d "$work/both.jsonl" > "$work/short.jsonl"
history 1 --events "$work/2026-06-22.events.jsonl" --records "$work/short.jsonl" --policy "$policy"
err_has 'short.jsonl:10: is not what follows the record before'
same before "histories grew on a chain with a record removed"
test ! -s "$work/out" || fail "there is output"
# Another chain's records, rightly numbered, behind those of this one.
{ head -n 10 "$work/both.jsonl"; sed -n '11,$p' "$work/other.jsonl"; } > "$work/spliced.jsonl"
history 1 --events "$work/2026-06-22.events.jsonl" --records "$work/spliced.jsonl" --policy "$policy"
err_has 'spliced.jsonl:11: is not what follows the record before'
same before "histories grew on a spliced chain"

# --- one refused event holds back its household and nobody else ---
finding=',"item":"E1","severity":"CRITICAL"'
{
  event "$nominated" RECORD_FINDING 2026-06-16 INSPECTOR "$finding"
  event "$(family 2)" IDENTIFY 2026-06-16 MENTOR
  event "$(family 3)" RECORD_FINDING 2026-06-16 INSPECTOR "$finding"
  event "$nominated" PUT_RIGHT 2026-06-17 INSPECTOR ',"item":"E1"'
  event "$nominated" RECORD_FINDING 2026-06-18 INSPECTOR ',"item":"E2","severity":"MINOR"'
} > "$work/mixed.jsonl"
history 1 --events "$work/mixed.jsonl"
test "$(wc -l < "$work/err")" -eq 2 || fail "more or less than the two refused events is told"
err_has "mixed.jsonl:2: $(family 2): Event [0-9]*, identification by the mentor, is refused. The state of the family is: in mentoring. This event is possible in the states: recipient, back in assistance.\$"
err_has "mixed.jsonl:4: $nominated: Event [0-9]*, corrective action by the inspector, is refused"
err_has 'Other events of this household that are not recorded because of that: 2.$'
out_has ': 5 events: 1 recorded, 2 refused, 2 not recorded because of that$'
line_of "$(family 3)" | grep -q '"item":"E1"' || fail "the event of another household was not recorded"
line_of "$nominated" > "$work/line"
grep -q -x -F -f "$work/line" "$work/december" || fail "an event of a household was recorded though a later one was refused"
# Mended, the file is given again: what was recorded before is passed over.
sed '2d; s/"PUT_RIGHT","on":"2026-06-17","actor":"X-1","role":"INSPECTOR"/"PUT_RIGHT","on":"2026-06-17","actor":"X-1","role":"MENTOR"/' \
  "$work/mixed.jsonl" > "$work/mended.jsonl"
history 0 --events "$work/mended.jsonl"
out_has ': 4 events: 3 recorded, 1 recorded before$'

# --- a line that cannot be read may be anybody's objection ---
keep before
{ event "$(family 4)" RECORD_FINDING 2026-06-20 INSPECTOR "$finding"; printf '{"household":"x","event":{"event":"OBJECTS"}}\n{\n'; } > "$work/torn.jsonl"
history 1 --events "$work/torn.jsonl"
err_has 'torn.jsonl:2: event.event: '
err_has 'torn.jsonl:3: '
err_has 'nothing was recorded: a line that cannot be read may be about any family'
same before "events were recorded beside a line that cannot be read"

# --- histories that do not hold are not written over ---
sed '7s/"START_MENTORING"/"GRADUATE"/' "$work/december" > "$histories"
keep broken
history 1 --events "$work/mended.jsonl"
err_has 'batu.histories.jsonl:7: events\[1\]: Event 2, graduation by the mentor, is refused'
same broken "histories that do not hold were written over"
history 1
err_has 'batu.histories.jsonl:7: '
out_has 'batu.histories.jsonl: 49 families'
{ cat "$work/december"; sed -n 7p "$work/december"; } > "$histories"
history 1
err_has "batu.histories.jsonl:51: $(family 7): the household has a history on an earlier line already"

# --- the file is whole at every moment: a reader never sees less, a killed run leaves it as it was, two runs exclude each other ---
cp "$work/december" "$histories"
chmod 640 "$histories"
ln -s "$histories" "$work/link.jsonl"
run 0 history --histories "$work/link.jsonl" --events "$work/mended.jsonl"
test -L "$work/link.jsonl" || fail "a link was replaced by a file"
test "$(stat -c %a "$histories")" = 640 || fail "the file's mode has changed"
cmp -s "$histories" "$work/december" && fail "nothing was written through a link"
cp "$work/december" "$histories"
head -c 300000 /dev/zero | tr '\0' x > "$histories.new"  # longer than what will stand there
history 0 --events "$work/mended.jsonl"
test ! -e "$histories.new" || fail "what a killed run left was not cleared away"
history 0
cp "$work/december" "$histories"
mkfifo "$work/slow"
"$graduasi" history --histories "$histories" --events - < "$work/slow" > /dev/null 2> "$work/slow.err" &
slow=$!
exec 3> "$work/slow"
while test ! -e "$histories.new"; do sleep 0.1; done
history 2 --events "$work/mended.jsonl"
err_has 'is being written by another run; try again when it has ended'
same december "a second run wrote"
cat "$work/mended.jsonl" >&3
exec 3>&-
wait $slow || fail "the run that came first failed: $(cat "$work/slow.err")"
cmp -s "$histories" "$work/december" && fail "the run that came first wrote nothing"
(ulimit -f 8; trap '' XFSZ; exec "$graduasi" history --histories "$work/full.jsonl" --rules "$rules" \
  --events "$work/2025-12-23.events.jsonl") > "$work/out" 2> "$work/err" < /dev/null
test $? -eq 2 || fail "a file that cannot be written whole is no failure"
err_has 'full.jsonl cannot be written: '
test ! -e "$work/full.jsonl" || fail "a part of the histories was left"
test ! -e "$work/full.jsonl.new" || fail "what could not be written was left beside"

# --- nobody is named ---
grep -o '"nik":"[0-9]*"\|"kk":"[0-9]*"' "$work/2026-06-15.jsonl" | grep -o '[0-9]\{16\}' | sort -u > "$work/numbers"
test "$(wc -l < "$work/numbers")" -gt 100 || fail "the register has no numbers"
! cat "$work/june" "$work"/*.events.jsonl | grep -q -F -f "$work/numbers" || fail "a NIK or KK number stands in histories or events"
event "$(family 4)" WITHDRAW 2026-06-20 MENTOR ',"reason":"3579010101010001"' > "$work/nik.jsonl"
history 1 --events "$work/nik.jsonl"
err_has 'One of the texts holds 16 digits'
! grep -q 3579010101010001 "$work/err" || fail "the digits were repeated"

# --- the cohort is the same on every day, and its course is what it says ---
"$graduasi" synth --households 50 --region 35.79 --seed 3 --mentored 2025 --as-of 2026-06-15 --events "$work/again.events" > "$work/again"
cmp -s "$work/again" "$work/2026-06-15.jsonl" && cmp -s "$work/again.events" "$work/2026-06-15.events.jsonl" \
  || fail "the same seed gives other bytes"
for day in 2025-12-23 2026-07-20; do
  grep -o '"id":"[^"]*"\|"born_on":"[^"]*"' "$work/$day.jsonl" > "$work/people.$day"
done
cmp -s "$work/people.2025-12-23" "$work/people.2026-07-20" || fail "other families on another day"
while read -r line; do
  grep -q -x -F -e "$line" "$work/2026-07-20.events.jsonl" || fail "an event was forgotten: $line"
done < "$work/2026-06-15.events.jsonl"
"$graduasi" decide --policy "$policy" --households "$work/2026-06-15.jsonl" --as-of 2026-06-15 --lang en > "$work/decisions" 2> /dev/null
outcomes() { grep -c -e "$1" "$work/decisions"; }
test "$(outcomes ' NEEDS DATA  *mandiri ')" -ge 24 || fail "fewer than 24 families wait for the procedure alone or with a gap"
test "$(outcomes ' PROTECTED ')" -ge 1 && test "$(outcomes ' PROTECTED ')" -le 4 || fail "not one or two families are protected"
test "$(outcomes ' INVALID ')" -eq 0 || fail "a record of the cohort is INVALID"
for criterion in G06 G07 G13; do test "$(outcomes "NOT YET READY.*$criterion")" -ge 3 || fail "fewer than 3 families fail $criterion"; done
for seed in 1 2; do  # whatever the seed, nothing in the course of a cohort is refused
  synth() { "$graduasi" synth --households 100 --region 35.79 --seed $seed --mentored 2025 --as-of "$1" --events "$2"; }
  synth 2026-06-15 "$work/x.events" > "$work/x.jsonl"
  synth 2026-07-20 "$work/y.events" > "$work/y.jsonl"
  run 0 record --policy "$policy" --households "$work/x.jsonl" --as-of 2026-06-15 --records "$work/x.records.$seed"
  run 0 history --histories "$work/y.histories.$seed" --events "$work/y.events" --rules "$rules" --records "$work/x.records.$seed" \
    --policy "$policy" --lang en
  out_has '  48  recipient -> verified$'
done
grep -q '"recorded_on":"2025-11","programme":"[A-Z_]*","kind":"BUSINESS_CAPITAL"' "$work/2025-12-23.jsonl" \
  || fail "no capital is known to the month only"
run 2 synth --households 5 --region 35.79 --mentored 2025 --as-of 2024-12-31
err_has 'lies before the year of --mentored'
run 2 synth --households 5 --region 35.79 --events "$work/x"
run 2 synth --households 5 --region 35.79 --mentored 2025 --events "$work/no/such/folder"

finish
