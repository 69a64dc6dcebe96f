#!/bin/sh
# The quality of a register as an office meets it: 65,000 made-up families in whose register nothing is wrong, then the same with
# mistakes planted one by one, each of which must be found once, where it was planted, and nothing else.
. "$2/tests/cli/expect.sh"

day=2026-06-15
quality() {
  code=$1
  shift
  run "$code" quality "$@"
}

# Lists of our own making: the regency of the register, and a province that once was.
printf 'kode,nama\n35,Jawa Timur\n35.14,Kabupaten Pasuruan\n93,Lain\n' > "$work/regions_2025.csv"
printf 'kode,in_2022,in_2025\n35,1,1\n35.14,1,1\n91,1,0\n' > "$work/by_vintage.csv"
printf 'kode,successor\n91,93\n' > "$work/moves_2022.csv"
lists="--regions $work/regions_2025.csv --regions $work/by_vintage.csv --regions $work/moves_2022.csv"

# --- calls ---
quality 0 --help;                                                            out_has 'nobody is named'
quality 2
quality 2 --households "$work/none.jsonl"
quality 2 --households "$work/none.jsonl" --as-of "$day";                    err_has 'none.jsonl: '
quality 2 --households "$work" --as-of 2026-02-30;                           err_has '2026-02-30'
echo '{}' > "$work/one.jsonl"
quality 2 --households "$work/one.jsonl" --as-of "$day" --regions "$work/one.jsonl"; err_has 'one.jsonl:1:1: '
quality 2 --households "$work/one.jsonl" --as-of "$day" --vintage 2025;      err_has 'vintage'
quality 2 --households "$work/one.jsonl" --as-of "$day" --recorded-when-true household.id
quality 2 --households "$work/one.jsonl" --as-of "$day" --json "$work/no/folder"
quality 2 --households "$work/one.jsonl" --as-of "$day" --places "$work/no/folder"
quality 1 --households "$work/one.jsonl" --as-of "$day" --policy "$root/tests/cli/bad.policy.txtpb"; err_has 'membrs'
quality 0 --households "$work/one.jsonl" --as-of "$day"
: > "$work/empty.jsonl"
quality 0 --households "$work/empty.jsonl" --as-of "$day" --lang en;         out_has '0 records = 0 readable + 0 unreadable'
echo > "$work/blank.jsonl"
quality 1 --households "$work/blank.jsonl" --as-of "$day";                   out_has 'NOT_JSON'

# --- a register in which nothing is wrong ---
"$graduasi" synth --households 65000 --region 35.14 --seed 1 > "$work/register.jsonl"
# shellcheck disable=SC2086
quality 0 --households "$work/register.jsonl" --as-of "$day" $lists --places "$work/places.csv" --lang en
out_has '65,000 records = 65,000 readable + 0 unreadable'
out_has '65,000 readable = 65,000 without findings + 0 with findings'
out_has '65,000 records checked, 0 could not be checked'
test "$(wc -l < "$work/places.csv")" -eq 1 || fail 'a sound register has places'

# --- mistakes, planted ---
value() { sed -n "$1p" "$work/register.jsonl" | sed "s/.*\"$2\":\"\([^\"]*\)\".*/\1/"; }
first_nik() { sed -n "$1p" "$work/register.jsonl" | grep -o '"nik":"[0-9]*"' | head -n 1 | tr -dc '0-9'; }
nik=$(first_nik 200)
kk=$(value 400 kk)
id=$(value 4000 id)
sed -e "100s/\"nik\":\"[0-9]*\"/\"nik\":\"$nik\"/" \
    -e "300s/\"kk\":\"[0-9]*\"/\"kk\":\"$kk\"/" \
    -e '500s/.*/no JSON/' \
    -e '600s/"code":"35.14[0-9.]*"/"code":"36.14.01"/' \
    -e '700s/"code":"35.14[0-9.]*"/"code":"91.14.01"/' \
    -e '800s/"nik":"[0-9]\{4\}/"nik":"/' \
    -e '900s/"born_on":"[0-9-]*"/"born_on":"2026-02-30"/' \
    -e '1000s/"kk":"[0-9]*"/"kk":"0000000000000000"/' \
    -e '1100s/"registered_on":"[0-9-]*"/"registered_on":"2026-06-16"/' \
    -e '1200s/"expenditures":\[/&{"observed_on":"2026-01-02","amount_idr":1},{"observed_on":"2026-01-02","amount_idr":2},/' \
    -e '1300s/"sex":"[A-Z]*"/"sex":"X"/' \
    -e '1400s/"id":"[^"]*"/"id":"9912345678901234"/; 1400s/"registered_on":"[0-9-]*"/"registered_on":"2027-01-01"/' \
    -e '1500s/"nik":"[0-9]*"/"nik":"9999999999999999"/' \
    -e "1600s/\"id\":\"[^\"]*\"/\"id\":\"$id\"/" \
    -e '1700s/"system":"KEMENDAGRI",//' \
    -e '1800s/"code":"35.14[0-9.]*"/"code":"3514010"/' \
    -e '1900s/"born_on":"[0-9-]*"/"born_on":"1890-01-01"/' \
    -e '2000s/"amount_idr":[0-9]*/"amount_idr":-1/' \
    "$work/register.jsonl" > "$work/planted.jsonl"
sed -n 5000p "$work/register.jsonl" >> "$work/planted.jsonl"  # a copy, line 65001
sort > "$work/expected" <<END
NIK_IN_TWO_RECORDS,100,members[0].nik,200
NIK_IN_TWO_RECORDS,200,members[0].nik,100
KK_IN_TWO_RECORDS,300,kk,400
KK_IN_TWO_RECORDS,400,kk,300
NOT_JSON,500,,
REGION_NEVER_EXISTED,600,region.code,
REGION_OF_ANOTHER_VINTAGE,700,region.code,
NIK_MALFORMED,800,members[0].nik,
NOT_A_DATE,900,members[0].born_on,
KK_FILLER,1000,kk,
DATE_AHEAD,1100,registered_on,
OBSERVATIONS_DIFFER,1200,expenditures[1].amount_idr,
VALUE_UNKNOWN,1300,members[0].sex,
DATE_AHEAD,1400,registered_on,
NIK_FILLER,1500,members[0].nik,
ID_IN_TWO_RECORDS,1600,id,4000
ID_IN_TWO_RECORDS,4000,id,1600
REGION_WITHOUT_SYSTEM,1700,region.system,
REGION_MALFORMED,1800,region.code,
DATE_IMPLAUSIBLE,1900,members[0].born_on,
NUMBER_OUT_OF_RANGE,2000,incomes[0].amount_idr,
RECORD_TWICE,5000,id,65001
RECORD_TWICE,65001,id,5000
END
# Which record and which place of the others, without the words. No field before the ninth holds a comma but the message.
found() { tail -n +2 "$1" | tr -d '\r' | sed 's/"[^"]*"/text/' | awk -F, '{ print $1 "," $3 "," $6 "," $9 }' | sort; }
# shellcheck disable=SC2086
quality 1 --households "$work/planted.jsonl" --as-of "$day" $lists --places "$work/places.csv" --json "$work/report.json" --lang en
found "$work/places.csv" > "$work/found"
diff "$work/expected" "$work/found" > "$work/difference" || { fail 'not what was planted (<) was found (>)'; cat "$work/difference"; }
out_has '65,001 records = 64,998 readable + 3 unreadable'
out_has '64,998 readable = 64,978 without findings + 20 with findings'
out_has 'REGION_NEVER_EXISTED: .*: 1 place in 1 record$'
out_has ':600 (SYNTHETIC-.*): region.code: .*: 36$'
grep -q 'existed in 2022, now 93' "$work/out" || fail 'the successor is told'
cp "$work/out" "$work/page"

# --- nobody is named ---
# shellcheck disable=SC2086
quality 1 --households "$work/planted.jsonl" --as-of "$day" $lists --show 1000000 --lang id
cat "$work/out" "$work/err" "$work/page" "$work/places.csv" "$work/report.json" > "$work/all"
grep -q '[0-9]\{16\}' "$work/all" && fail 'sixteen digits on end stand in an output'
for number in "$nik" "$kk"; do grep -q "$number" "$work/all" && fail 'a NIK or KK number was told'; done

# --- files and order: nothing but where things are ---
head -n 30000 "$work/planted.jsonl" > "$work/a.jsonl"
tail -n +30001 "$work/planted.jsonl" > "$work/b.jsonl"
# shellcheck disable=SC2086
quality 1 --households "$work/b.jsonl" --households "$work/a.jsonl" --as-of "$day" $lists --places "$work/split.csv" --lang en
tail -n +2 "$work/places.csv" | cut -d, -f1,4,5 | sort > "$work/whole_places"
tail -n +2 "$work/split.csv" | cut -d, -f1,4,5 | sort | diff "$work/whole_places" - > "$work/difference" ||
  { fail 'two files have other places than one'; head -n 5 "$work/difference"; }
"$graduasi" quality --households - --as-of "$day" $lists --lang en < "$work/planted.jsonl" > "$work/out" 2> "$work/err"
test $? -eq 1 || fail 'standard input: exit code'
sed "s|standard input|$work/planted.jsonl|g" "$work/out" | diff - "$work/page" > "$work/difference" ||
  { fail 'standard input has another page than the file'; head -n 5 "$work/difference"; }

# --- how much is missing of what a policy reads ---
quality 1 --households "$work/planted.jsonl" --as-of "$day" --policy "$root/tests/cli/small.policy.txtpb" --lang en
out_has '^COMPLETENESS: '
out_has 'household.members\[\].pregnant: lacking in'
quality 1 --households "$work/planted.jsonl" --as-of "$day" --policy "$root/tests/cli/small.policy.txtpb" --lang en \
  --recorded-when-true 'household.members[].pregnant'
grep -q 'pregnant: lacking' "$work/out" && fail 'what is recorded only when true is not lacking'

# --- a full disk ---
if [ -w /dev/full ]; then
  quality 2 --households "$work/planted.jsonl" --as-of "$day" --places /dev/full; err_has '/dev/full'
  quality 2 --households "$work/planted.jsonl" --as-of "$day" --json /dev/full;   err_has '/dev/full'
fi

finish
