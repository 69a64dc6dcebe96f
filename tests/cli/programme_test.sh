#!/bin/sh
# `graduasi programme` as an office and a script meet it: exit codes, what goes where, every option given wrongly, figures alone,
# both languages, the same bytes on one thread and two. It knows nothing of how a cohort is counted.
# Arguments: the command, the root of the repository.
. "$2/tests/cli/expect.sh"

page() { code=$1; shift; run "$code" programme "$@"; }
file_has() { grep -q -e "$2" "$work/$1" || fail "$1 lacks: $2"; }
file_lacks() { ! grep -q -e "$2" "$work/$1" || fail "$1 has: $2"; }
# wrong TEXT ARGUMENTS...: a wrong call that is told in these words, with nothing on standard output.
wrong() {
  text=$1
  shift
  page 2 "$@"
  err_has "$text"
  out_is_empty
}

policies=$root/policies/pkh-graduasi
policy=$policies/2026.policy.txtpb
figures=$policies/figures.json
rules=$policies/2026.rules.json
day=2025-12-23
# 40 made-up families, and two of the articles.
"$graduasi" synth --households 40 --region 35.79 --seed 7 --as-of "$day" > "$work/cohort"
for case in vector_4 seed_batu_2025; do
  sed -n '/"household": {/,/^  },*$/p' "$root/tests/cases/$case.json" | tr -d '\n' | sed -e 's/^ *"household": //' -e 's/} *, *$/}/'
  echo
done > "$work/seeds"
head -n 1 "$work/seeds" >> "$work/cohort"
families=41
cohort() { code=$1; shift; run "$code" programme --policy "$policy" --cohort "$work/cohort" --as-of "$day" "$@"; }

page 0 --help
out_has 'graduasi programme --policy'
out_has 'graduasi programme --figures'
out_has 'Exit code'
"$graduasi" --help | grep -q programme || fail 'the command does not list programme'

# A page of a cohort, in both languages and all forms.
cohort 0 --target 30..35 --period 2026 --region 35.79 --rate 65% --rate PROTECTED=0% --rate NOT_YET=62.5% --rules "$rules" \
  --figures "$figures" --lang en --html "$work/page" --json "$work/json" --threads 1
err_is_empty
out_has "$families"
head -c 15 "$work/page" | grep -q '<!DOCTYPE html>' || fail 'the page is none'
file_has page 'lang="en"'
file_lacks page 'lang="id"'
test "$(wc -l < "$work/json")" -eq 1 || fail 'the JSON is not one line'
file_has json '^{.*}$'
file_has json "\"families\":$families"
file_has json '"PROTECTED":0'
file_has json '"NOT_YET":625'
file_has json '"ELIGIBLE":650'
cp "$work/out" "$work/out.1"
cohort 0 --target 30..35 --period 2026 --region 35.79 --rate NOT_YET=62.5% --rate PROTECTED=0% --rate 65% --rules "$rules" \
  --figures "$figures" --lang en --html "$work/page.2" --json "$work/json.2" --threads 2
for name in out.1:out page:page.2 json:json.2; do
  cmp "$work/${name%:*}" "$work/${name#*:}" || fail "$name differ on one thread and two"
done
cohort 0 --target 30..35 --html "$work/page.id"
file_has page.id 'lang="id"'
cmp -s "$work/out" "$work/out.1" && fail 'the page in Indonesian is that in English'

# From standard input; and a target of the figures is the same as its numbers would be.
"$graduasi" programme --policy "$policy" --cohort - --as-of "$day" --target batu-2026 --figures "$figures" --lang en \
  < "$work/cohort" > "$work/out" 2> "$work/err" || fail 'a cohort on standard input'
out_has '30'
out_has '35'
out_has 'batu-2026\|PKH graduations of Kota Batu 2026'

# Histories stand beside their households.
printf '%s\n' '{"household_id":"35.79.01-0007","events":[{"event":"IDENTIFY","on":"2025-10","actor":"P-4","role":"MENTOR"},{"event":"START_MENTORING","on":"2025-11","actor":"P-4","role":"MENTOR"}]}' > "$work/histories"
cohort 0 --histories "$work/histories" --json "$work/json"
file_has json '"IN_MENTORING":1'
file_has json "\"without_history\":$((families - 1))"

# The eligible in their order.
cohort 0 --rank --target 30..35 --json "$work/json"
file_has json '"ranking"'

# Figures alone: Kabupaten Pasuruan, 1,421 of 2,820.
page 0 --figures "$figures" --region 35.14 --as-of "$day"
out_has '1.421'
out_has '2.820'
out_has '50,39'
page 0 --figures "$figures" --target pasuruan-2025 --as-of "$day" --lang en --html "$work/page" --json "$work/json"
out_has '1,421'
out_has '50.39'
file_has page '50.39'
file_has json '1421'

# Lines that are no record, an empty one too, are told by their number, counted and never dropped; identities are not repeated.
{ cat "$work/cohort"; echo '{"id":'; echo; echo '{"id":"F-3","kk":3579010000000199}'; } > "$work/bad"
page 1 --policy "$policy" --cohort "$work/bad" --as-of "$day" --json "$work/json"
file_has json "\"families\":$((families + 3))"
file_has json '"unreadable":3'
err_has "bad:$((families + 1)):"
err_has "bad:$((families + 2)):"
err_has "bad:$((families + 3)):"
err_lacks '3579010000000199'
i=0; while [ $i -lt 30 ]; do echo "no record"; i=$((i + 1)); done > "$work/garbage"
page 1 --policy "$policy" --cohort "$work/garbage" --as-of "$day"
err_has 'garbage:20:'
err_lacks 'garbage:21:'
err_has '10 more records have findings'

# A household twice, or without an id, is no cohort.
cat "$work/seeds" "$work/seeds" > "$work/twice"
page 1 --policy "$policy" --cohort "$work/twice" --as-of "$day"
err_has 'twice: line'
echo '{"members":[]}' > "$work/nameless"
page 1 --policy "$policy" --cohort "$work/nameless" --as-of "$day"
err_has 'nameless: line 1: '
# Histories that cannot be read are all told, and no page is made; so is one of nobody.
{ cat "$work/histories"; echo '{'; echo '{"household_id":"x","events":[{"event":"NOSE"}]}'; } > "$work/histories.bad"
cohort 1 --histories "$work/histories.bad"
err_has 'histories.bad:2:'
err_has 'histories.bad:3:'
err_has '2 of the histories cannot be read; no page was made'
out_is_empty
echo '{"household_id":"stranger"}' > "$work/histories.stranger"
cohort 1 --histories "$work/histories.stranger"
# Documents with findings.
echo '{"monitoring_months": 1000}' > "$work/rules.bad"
cohort 1 --rules "$work/rules.bad"
err_has 'rules.bad'
err_has 'monitoring_months'
echo '{"targets":[{"id":"a","periode":"2026"}]}' > "$work/figures.bad"
page 1 --figures "$work/figures.bad" --as-of "$day"
err_has 'figures.bad:1:'

# Wrong calls, of every option.
wrong 'as-of' --policy "$policy" --cohort "$work/cohort"
wrong 'belong together' --policy "$policy" --as-of "$day"
wrong 'belong together' --cohort "$work/cohort" --as-of "$day"
wrong 'of what is the page' --as-of "$day"
wrong '--as-of' --figures "$figures" --as-of tomorrow
wrong 'none' --policy "$work/none" --cohort "$work/cohort" --as-of "$day"
wrong 'none' --policy "$policy" --cohort "$work/none" --as-of "$day"
wrong 'not yet in effect' --policy "$policy" --cohort "$work/cohort" --as-of 2025-01-01
wrong 'none' --figures "$work/none" --as-of "$day"
cohort 2 --target 30-35; err_has '30..35'
cohort 2 --target 35..30; err_has '--target: '
cohort 2 --target 0; err_has 'no family'
cohort 2 --target 30..; err_has '30..35'
cohort 2 --target 2.820; err_has '2820'
cohort 2 --target batu-2026; err_has 'give --figures'
cohort 2 --target batu-2027 --figures "$figures"; err_has 'batu-2026'
cohort 2 --target 1000000000000000000000; err_has '--target'
cohort 2 --period 2026; err_has '--period is that of a --target given as a number or a range'
cohort 2 --target 30 --period soon; err_has '--period: '
cohort 2 --target 30 --period 2026-06-15; err_has '--period: '
cohort 2 --target batu-2026 --figures "$figures" --period 2026; err_has '--period'
for rate in 65 101% 100.1% -1% 65.55% % NOT_YET= 1e2% '6 5%' 99999999999999999999%; do
  cohort 2 --target 30 --rate "$rate"
  err_has 'from 0% to 100%'
done
for rate in NOTYET=5% =5%; do
  cohort 2 --target 30 --rate "$rate"
  err_has 'NEEDS_DATA, NOT_YET or ELIGIBLE'
done
cohort 2 --rate 65% --rate 60%; err_has 'twice'
cohort 2 --rate NOT_YET=65% --rate NOT_YET=65%; err_has 'twice'
cohort 2 --until "$day"; err_has 'not after'
cohort 2 --until never; err_has '--until'
cohort 2 --region Batu; err_has 'Batu\|region'
cohort 2 --threads 257; err_has '--threads'
cohort 2 --lang fr; err_has '--lang'
cohort 2 --recorded-when-true household.members[].sex; err_has 'sex'
cohort 2 --rules "$work/none"; err_has 'none'
cohort 2 --histories "$work/none"; err_has 'none'
cohort 2 --histories "$work"; err_has 'directory'
wrong 'directory' --policy "$policy" --cohort "$work" --as-of "$day"
cohort 2 --html "$work/none/page"; err_has 'cannot be written'
cohort 2 --json "$work/none/json"; err_has 'cannot be written'
wrong 'standard input' --policy "$policy" --cohort - --histories - --as-of "$day"
for option in "--histories $work/histories" "--rules $rules" '--rate 65%' --rank '--until 2026-06-01' '--recorded-when-true household.members[].pregnant'; do
  # shellcheck disable=SC2086
  wrong "${option%% *} is about a cohort" --figures "$figures" --as-of "$day" $option
done
sed '/^ranking {/,/^}/d' "$policy" > "$work/unranked.policy.txtpb"
wrong '--rank\|ranking' --policy "$work/unranked.policy.txtpb" --cohort "$work/cohort" --as-of "$day" --rank
if [ -w /dev/full ]; then
  cohort 2 --html /dev/full; err_has '/dev/full'
  "$graduasi" programme --figures "$figures" --as-of "$day" > /dev/full 2> "$work/err" && fail 'a full disk is no failure'
  err_has 'cannot be written'
fi

finish
