#!/bin/sh
# Runs the commands of the README as printed, one after the other, in a folder that holds what they name.
# Usage: commands_test.sh COMMAND COMMANDS POLICY WORK
set -eu
command=$1 commands=$2 policy=$3 work=$4
rm -rf "$work"
mkdir -p "$work"
cp "$policy" "$work/2026.policy.txtpb"
cd "$work"
PATH=$(dirname "$command"):$PATH
graduasi synth --households 20 --region 35.79 --seed 7 --as-of 2026-06-15 > register.jsonl
printf '%s\n' '{"id": "35.79.01-0007", "region": {"system": "KEMENDAGRI", "code": "35.79.01"}}' >> register.jsonl

ran=0
while IFS= read -r line; do
  test -n "$line" || continue
  sh -euc "$line" > out 2> err < /dev/null || { echo "exit $?: $line"; cat out err; exit 1; }
  ran=$((ran + 1))
done < "$commands"
test "$ran" -ge 5 || { echo "only $ran commands"; exit 1; }
test "$(wc -l < decisions.jsonl)" -eq 21
test "$(wc -l < synthetic.jsonl)" -eq 1000
echo "$ran commands"
