#!/bin/sh
# Decision records as people and scripts meet them: written, continued, verified; and what happens to those who change them. It
# knows nothing of how decisions are made.
. "$2/tests/cli/expect.sh"

policy=$root/policies/pkh-graduasi/2026.policy.txtpb
small=$root/tests/cli/small.policy.txtpb
day=2026-06-15
chain=$work/records.jsonl
key=$work/key
head -c 32 /dev/zero | tr '\0' k > "$key"
"$graduasi" synth --households 40 --region 35.79 > "$work/batu.jsonl"
"$graduasi" synth --households 10 --region 35.14 > "$work/pasuruan.jsonl"
test "$(wc -l < "$work/batu.jsonl")" -eq 40 || fail "no synthetic register"

# --- a chain is written, goes on where it stopped, and replays ---
run 0 record --policy "$policy" --households "$work/batu.jsonl" --as-of $day --records "$chain" --seal-key "$key" --lang en
out_has '^40 decisions recorded, 0 of them INVALID$'
run 0 record --policy "$policy" --households "$work/pasuruan.jsonl" --as-of $day --records "$chain" --lang id
out_has '^10 keputusan dicatat'
newest=$(sed -n 's/^kepala //p' "$work/out")
test "$(wc -l < "$chain")" -eq 50 || fail "the chain does not have 50 records"
run 0 verify "$chain" --policy "$policy" --lang en
out_has '^50 records, 50 replayed to the bit, 0 whose data could not be read, 0 at fault$'
out_has "^head $newest\$"
run 0 verify "$chain" --policy "$small" --policy "$policy" --head "$newest"
run 0 verify - --policy "$policy" < /dev/null
"$graduasi" verify - --policy "$policy" < "$chain" > /dev/null || fail "a chain on standard input"

# --- nobody is named ---
grep -o '"nik":"[0-9]*"' "$work/batu.jsonl" | sort -u > "$work/niks"
test "$(wc -l < "$work/niks")" -gt 40 || fail "the register has no NIK"
! grep -q -F -f "$work/niks" "$chain" || fail "a NIK stands in the records"
run 0 record --policy "$policy" --households "$work/batu.jsonl" --as-of $day --records "$work/clear.jsonl" --identities-in-clear
grep -q -F -f "$work/niks" "$work/clear.jsonl" || fail "no NIK stands in the records, though it was asked for"
run 0 verify "$work/clear.jsonl" --policy "$policy"

# --- the register of today ---
head -n 40 "$chain" > "$work/batu.records"
run 0 verify "$work/batu.records" --policy "$policy" --households "$work/batu.jsonl" --seal-key "$key"
sed '3s/"amount_idr":[0-9]*/"amount_idr":1/' "$work/batu.jsonl" > "$work/later.jsonl"
run 1 verify "$work/batu.records" --policy "$policy" --households "$work/later.jsonl" --lang en
err_has 'batu.records:3: inputs.household: the register has other facts now'
run 1 verify "$work/batu.records" --policy "$policy" --households "$work/pasuruan.jsonl" --lang en
err_has 'no household of the register has this id'

# --- what is changed is found, with its place ---
sed '7s/"as_of":"2026-06-15"/"as_of":"2026-06-16"/' "$chain" > "$work/changed"
run 1 verify "$work/changed" --policy "$policy";  err_has 'changed:7: its bytes do not give its hash'
sed '9d' "$chain" > "$work/removed"
run 1 verify "$work/removed" --policy "$policy" --lang en;  err_has 'removed:9: record: recorded 10, recomputed 9'
err_has 'removed:9: previous: recorded '
sed '9p' "$chain" > "$work/repeated"
run 1 verify "$work/repeated" --policy "$policy";  err_has 'repeated:10: record: '
sed '9{h;d;};10{G;}' "$chain" > "$work/moved"
run 1 verify "$work/moved" --policy "$policy" --lang en;   err_has 'moved:9: record: recorded 10, recomputed 9'
sed '9s/$/ /' "$chain" > "$work/space"
run 1 verify "$work/space" --policy "$policy";    err_has 'space:9: this is no decision record'
sed '9s/$/\
/' "$chain" > "$work/blank"
run 1 verify "$work/blank" --policy "$policy";    err_has 'blank:10: this is no decision record'
run 1 verify "$chain" --policy "$small" --lang en;          err_has 'policy.hash: none of the policies given is '

# --- the end of a chain is safe with whoever has the head ---
head -n 45 "$chain" > "$work/shorter"
run 0 verify "$work/shorter" --policy "$policy"
run 1 verify "$work/shorter" --policy "$policy" --head "$newest";   err_has 'not the head that was asked for'

# --- what cannot be read has its place, and a broken chain is not continued ---
printf '{"id":"x","kk":3579010000000100}\n' > "$work/bad.jsonl"
run 1 record --policy "$policy" --households "$work/bad.jsonl" --as-of $day --records "$chain" --lang en
out_has '^1 decisions recorded, 1 of them INVALID$'
run 0 verify "$chain" --policy "$policy" --lang en;         out_has ' 1 whose data could not be read, 0 at fault'
sed '50s/PKH/PKK/' "$chain" | head -n 50 > "$work/broken"
before=$(cksum < "$work/broken")
run 1 record --policy "$policy" --households "$work/batu.jsonl" --as-of $day --records "$work/broken"
err_has 'does not end in a sound record; nothing was written'
test "$before" = "$(cksum < "$work/broken")" || fail "a broken chain was continued"

# --- wrong calls ---
printf 'short' > "$work/short"
run 2 record --policy "$policy" --households "$work/batu.jsonl" --as-of $day --records "$work/new" --seal-key "$work/short"
err_has 'at least 32 bytes'
run 2 record --policy "$policy" --households "$work/batu.jsonl" --as-of 2025-01-01 --records "$work/new"
run 2 record --policy "$policy" --households "$work/none" --as-of $day --records "$work/new"
run 2 record --policy "$policy" --households "$work/batu.jsonl" --as-of $day --records "$work/none/new"
run 2 verify "$work/none" --policy "$policy"
run 2 verify "$chain"
run 2 verify "$chain" --policy "$work/none.txtpb"
for command in record verify; do
  run 0 $command --help; out_has 'Example'
done
err_lacks '3579010'

finish
