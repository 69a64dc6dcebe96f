#!/bin/sh
# What a call costs from C, Python and Java: one decision, and 1,000,000 rows as Arrow columns, and each as a multiple of C's. Three
# rounds, one language after the other, medians. Started by `sh tools/bench.sh calls`. Argument: the build directory.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
work=$build/bench/calls
mkdir -p "$work"
cd "$root"

test -x "$build/python/tester/bin/python" || sh tools/python.sh "$build" > "$work/python.log" || { cat "$work/python.log"; exit 1; }
ls "$build"/java/graduasi-*.jar > /dev/null 2>&1 || sh tools/java.sh "$build" > "$work/java.log" || { cat "$work/java.log"; exit 1; }
jar=$(ls "$build"/java/graduasi-*.jar | grep -v -e sources -e javadoc)
mvn -q -B -f bindings/java/pom.xml -Dgraduasi.target="$build/java" dependency:build-classpath -Dmdep.outputFile="$work/classpath" \
  > "$work/classpath.log" 2>&1
# The household of the press report on Pasuruan, out of its case.
sed -n '/"household": {/,/^  },$/p' tests/cases/seed_pasuruan.json | sed '1s/.*/{/; $s/.*/}/' > "$work/household.json"

reference=policies/pkh-graduasi/2026.policy.txtpb
w1=policies/examples/w1.policy.txtpb
register=$(ls "$build"/bench/libbench_register.so)
rm -f "$work"/*.times
for round in 1 2 3; do
  "$build/bench/graduasi_calls" $reference "$work/household.json" $w1 >> "$work/c.times"
  "$build/python/tester/bin/python" bench/calls/calls.py $reference "$work/household.json" $w1 "$register" >> "$work/python.times"
  java --add-opens=java.base/java.nio=ALL-UNNAMED -cp "$jar:$(cat "$work/classpath")" bench/calls/Calls.java $reference \
    "$work/household.json" $w1 "$register" >> "$work/java.times" 2> "$work/java.err" || { cat "$work/java.err"; exit 1; }
done

middle() { sort -n | sed -n 2p; }
column() { awk -v name="$2" '{ for (i = 1; i < NF; ++i) if ($i == name) print $(i + 1) }' "$work/$1.times" | middle; }
c_one=$(column c one_us)
c_million=$(column c million_ms)
printf '%-8s %16s %8s %18s %8s\n' from "one decision, us" "x of C" "1,000,000 rows, ms" "x of C"
for language in c python java; do
  awk -v language=$language -v one="$(column $language one_us)" -v million="$(column $language million_ms)" -v c_one="$c_one" \
    -v c_million="$c_million" \
    'BEGIN { printf "%-8s %16.2f %7.2fx %18.1f %7.2fx\n", language, one, one / c_one, million, million / c_million }'
done
