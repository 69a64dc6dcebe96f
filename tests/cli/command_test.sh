#!/bin/sh
# The command as people and scripts meet it: exit codes, one line of output for every line of input, findings with their line,
# the synthetic register byte for byte. It knows nothing of how decisions are made.
. "$2/tests/cli/expect.sh"

policy=$here/small.policy.txtpb
families=$here/families.jsonl
lines=$(wc -l < "$families")
day=2026-06-15

# --- calls ---
run 0 --help;                out_has 'decide'
run 0 --version;             out_has '^graduasi [0-9]*\.[0-9]*\.[0-9]*$'
for command in check decide explain facts test synth; do
  run 0 "$command" --help;   out_has 'Example'
done
run 2
run 2 graduate
run 2 decide --policy "$policy"
run 2 decide --policy "$policy" --households "$families" --as-of 2026-02-30;                err_has '2026-02-30'
run 2 decide --policy "$policy" --households "$families" --as-of "$day" --format xml
run 2 decide --policy "$policy" --households "$families" --as-of "$day" --lang fr
run 2 decide --policy "$policy" --households "$families" --as-of 2025-06-15;                out_lines 0
run 2 decide --policy "$policy" --households "$families" --as-of "$day" --recorded-when-true household.members[].sex
run 2 decide --policy "$policy" --households "$work/none" --as-of "$day";                   err_has 'none: '
run 2 decide --policy "$policy" --households "$work" --as-of "$day";                        err_has 'Is a directory'
run 2 check "$work/none.txtpb"
run 2 synth --households 1 --region Pasuruan
run 2 synth --households -1 --region 35.14

# --- check ---
run 0 check "$policy";                                out_has '^small 1: Small policy'
run 0 check "$root/policies/pkh-graduasi/2026.policy.txtpb"; out_has '^  puts the eligible in order: Those furthest from poverty first$'
run 1 check "$here/bad.policy.txtpb";                 out_lines 0
err_has 'bad.policy.txtpb:7:[0-9]*: .*membrs'
err_has 'bad.policy.txtpb:10:[0-9]*: .*C2'
err_has '^2 findings; the policy was not loaded\.$'

# --- decide: one line of output for every line of input ---
run 1 decide --policy "$policy" --households "$families" --as-of "$day" --lang en;          out_lines "$lines"
err_has 'families.jsonl:3:'
err_has 'families.jsonl:5:'
err_has 'families.jsonl:7:.*born_on'
sed -n 1p "$work/out" | grep -q '^F-1 .*MAY BE PROPOSED' || fail 'F-1 is eligible'
sed -n 2p "$work/out" | grep -q '^F-2 .*C1: Income is too low\.' || fail 'F-2 is told why not'
sed -n 3p "$work/out" | grep -q '^line 3 .*RECORD NEEDS CHECKING' || fail 'line 3 is INVALID'
sed -n 4p "$work/out" | grep -q '^F-3 .*PROTECTED .*S1' || fail 'F-3 is protected'
sed -n 6p "$work/out" | grep -q '^F-4 .*NEEDS DATA .*household.members\[1\].pregnant' || fail 'F-4 lacks a fact'
grep -q '3514011234567890123' "$work/out" "$work/err" && fail 'a NIK was told'

run 1 decide --policy "$policy" --households "$families" --as-of "$day" --format jsonl --lang en; out_lines "$lines"
test "$(grep -c '^{.*}$' "$work/out")" -eq "$lines" || fail 'every line of jsonl is an object'
test "$(grep -c '"INVALID"' "$work/out")" -eq 4 || fail 'four records are INVALID'
cp "$work/out" "$work/by_file"
"$graduasi" decide --policy "$policy" --households - --as-of "$day" --format jsonl < "$families" > "$work/out" 2> "$work/err"
test $? -eq 1 || fail 'standard input: exit code'
cmp -s "$work/out" "$work/by_file" || fail 'standard input gives the same decisions as a file'
for threads in 1 2 7; do
  run 1 decide --policy "$policy" --households "$families" --as-of "$day" --format jsonl --threads "$threads"
  cmp -s "$work/out" "$work/by_file" || fail "$threads threads give the same decisions in the same order"
done

printf '%s' "$(sed -n 1p "$families")" > "$work/unended.jsonl"
run 0 decide --policy "$policy" --households "$work/unended.jsonl" --as-of "$day";          out_lines 1
: > "$work/empty.jsonl"
run 0 decide --policy "$policy" --households "$work/empty.jsonl" --as-of "$day";            out_lines 0
sed -n 6p "$families" > "$work/one.jsonl"
run 0 decide --policy "$policy" --households "$work/one.jsonl" --as-of "$day" --recorded-when-true 'household.members[].pregnant'
out_has 'DAPAT DIUSULKAN'
err_has 'Kebijakan kecil (small 1), per 2026-06-15'

# --- explain ---
run 0 explain --policy "$policy" --households "$families" --id F-2 --as-of "$day" --lang id; out_has 'Pendapatan kurang'
out_has '^  Paling cepat siap: 15 Juni 2026, bila pendapatan keluarga naik Rp1 menjadi Rp1\.000\.000\.$'
out_has '^  Yang dapat dilakukan: oleh keluarga: pendapatan keluarga naik Rp1 menjadi Rp1\.000\.000\.$'
run 0 explain --policy "$policy" --households "$families" --id F-2 --as-of "$day" --lang en; out_has 'Income is too low'
out_has '^  Ready at the earliest: 15 June 2026, with household income IDR 1 higher, at IDR 1,000,000\.$'
run 0 explain --policy "$policy" --households "$families" --id F-4 --as-of "$day" --lang en
out_has '^  Ready at the earliest: not in sight until 31 December 2026, the last day of this policy\.$'
out_has '^  To be known first: S1 (household\.members\[1\]\.pregnant)\.$'
run 1 explain --policy "$policy" --households "$families" --id F-99 --as-of "$day";          err_has 'F-99'

# --- facts ---
run 0 facts;                                          out_has 'household\.members\[\]\.born_on'
out_has '^Relation: HEAD SPOUSE'

# --- synth: the same bytes everywhere, and records that the library reads ---
run 0 synth --households 200 --region 35.14 --seed 7; out_lines 200
cp "$work/out" "$work/register.jsonl"
test "$(cksum < "$work/out")" = "3486605403 776020" || fail "the register of seed 7 has changed: $(cksum < "$work/out")"
run 0 synth --households 100 --region 35.14 --seed 7
head -n 100 "$work/register.jsonl" | cmp -s - "$work/out" || fail 'a smaller register is the beginning of a larger one'
run 0 synth --households 100 --region 35.14 --seed 8
head -n 100 "$work/register.jsonl" | cmp -s - "$work/out" && fail 'another seed gives another register'
test "$(grep -c '^{"id":"SYNTHETIC-' "$work/register.jsonl")" -eq 200 || fail 'every record says that it is synthetic'
grep -o '"\(nik\|kk\)":"[0-9]*"' "$work/register.jsonl" | grep -qv '":"99[0-9]\{14\}"' && fail 'a NIK could be a real one'
run 0 decide --policy "$root/policies/pkh-graduasi/2026.policy.txtpb" --households "$work/register.jsonl" --as-of "$day"
out_lines 200

# --- pipes and full disks ---
"$graduasi" synth --households 20000 --region 35.14 2> "$work/err" | head -n 1 > "$work/out"
out_lines 1
test ! -s "$work/err" || fail 'a reader that goes away is nothing to complain about'
if [ -w /dev/full ]; then
  "$graduasi" synth --households 10 --region 35.14 > /dev/full 2> "$work/err"
  test $? -eq 2 || fail 'a full disk: exit code'
  err_has 'cannot be written'
fi

finish
