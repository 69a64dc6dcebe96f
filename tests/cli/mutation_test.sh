#!/bin/sh
# `graduasi test --mutate` as people meet it: what is told of the mistakes that tests notice and of those that they do not, exit
# codes, the cases it writes. It knows nothing of how mutants are made.
. "$2/tests/cli/expect.sh"
how=-F

cp "$here/small.policy.txtpb" "$work"
# Two of the suite's cases: nobody stands on the line, nothing is unknown, nobody is pregnant.
cat > "$work/small.test.txtpb" << 'END'
as_of: "2026-06-15"
household { name: "one earner" record { members { pregnant: false } incomes { observed_on: "2026-05-01" amount_idr: 2000000 } } }
case { name: "enough" from: "one earner" expect { outcome: ELIGIBLE } }
case { name: "too little" from: "one earner" change { set: "household.incomes[0].amount_idr" to: "5" } expect { outcome: NOT_YET } }
END

# --- survivors: told in words, with a family that tells; exit code 1 ---
run 1 test small.policy.txtpb --mutate --lang en; err_is_empty
out_has 'small.test.txtpb: 2 cases, 2 passed.'
out_has 'small.policy.txtpb:8:85: parameter enough: `enough`: IDR 1,000,000 becomes IDR 1,000,001'
out_has 'incomes[0]: observed_on 2026-05-01, amount_idr IDR 1,000,000'
out_has 'criterion C1: PASS; with the change FAIL'
out_has 'safeguard S1: safeguard S1 is dropped'
out_has 'safeguard S1: safeguard S1: not known is read as clear'
out_lacks 'No family was found'
run 1 test small.policy.txtpb --mutate;                              out_has 'pelindung S1: pelindung S1 dihapus'
run 0 test small.policy.txtpb --mutate --survivors-allowed --lang en; out_has 'survive:'
cp "$work/out" "$work/first"
run 0 test small.policy.txtpb --mutate --survivors-allowed --lang en
cmp -s "$work/out" "$work/first" || fail 'two runs differ'

# --- the cases that it writes pass, and with them nothing survives ---
run 1 test small.policy.txtpb --mutate --survivor-cases small.more.test.txtpb --mutants mutants.jsonl
grep -q '"killed":' "$work/mutants.jsonl" || fail 'no report was written'
test "$(wc -l < "$work/mutants.jsonl")" -eq 1 || fail 'the report is not one line'
run 0 test small.policy.txtpb --mutate --lang en; err_is_empty
out_has 'small.more.test.txtpb: '
out_has ' 0 survive.'
rm "$work/small.more.test.txtpb"

# --- a suite that notices everything ---
# tests/cli/small.test.txtpb has no family of two of whom one is pregnant, so exists() could be all().
cp "$here/small.test.txtpb" "$work"
run 1 test small.policy.txtpb --mutate --lang en; out_has '`exists` becomes `all`'
cat >> "$work/small.test.txtpb" << 'END'
case { name: "one of two" from: "one earner" change { add: "household.members" to: '{"pregnant": true}' } expect { outcome: PROTECTED } }
END
run 0 test small.policy.txtpb --mutate --lang en; err_is_empty; out_has ' 0 survive.'

# --- tests that fail say nothing about mutants ---
sed 's/"999999"/"1000001"/' "$here/small.test.txtpb" > "$work/small.test.txtpb"
run 1 test small.policy.txtpb --mutate --lang en
out_lacks 'Mutants'
err_has 'what tests notice can be said only of tests that pass'

# --- calls ---
run 2 test small.policy.txtpb --survivors-allowed;          err_has '--mutate'
run 2 test small.policy.txtpb --survivor-cases cases.txtpb; err_has '--mutate'
cp "$here/small.test.txtpb" "$work"
run 2 test small.policy.txtpb --mutate --mutants none/mutants.jsonl; err_has 'none/mutants.jsonl: cannot be written'

finish
