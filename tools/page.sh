#!/bin/sh
# Looks at the pages in a real browser: the report of a comparison of two policies on 65,000 synthetic families, and the pages of
# two offices and of the nation, in both languages, are drawn on a screen, on a telephone and on A4, and must load nothing and say
# nothing on the console. Leaves pictures and PDFs in build/pages for people to look at. Needs chromium (Debian: chromium) and pdftoppm (poppler-utils) for pictures of the print.
# Argument: the build directory (default build).
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
command -v chromium > /dev/null 2>&1 || { echo "chromium is not installed (Debian: chromium)"; exit 77; }
test -x "$build/graduasi" || sh tools/build.sh graduasi_command
pages=$build/pages
mkdir -p "$pages"
pages=$(cd "$pages" && pwd)
old=policies/pkh-graduasi/2026.policy.txtpb
sed -e 's/int: 120 }/int: 110 }/' -e '/id: "hold_months"/,/}/s/int: 6 }/int: 6 } value { from: "2026-04-01" int: 3 }/' "$old" \
  > "$pages/new.policy.txtpb"
"$build/graduasi" synth --households 65000 --region 35.14 --seed 1 > "$pages/register.jsonl"
browse() { chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --enable-logging=stderr "$@"; }
# draw NAME PAGE
draw() {
  browse --window-size=1280,6000 --screenshot="$pages/$1.desktop.png" "file://$2" 2> "$pages/console"
  browse --window-size=390,6000 --screenshot="$pages/$1.telephone.png" "file://$2" 2>> "$pages/console"
  browse --no-pdf-header-footer --print-to-pdf="$pages/$1.print.pdf" "file://$2" 2>> "$pages/console"
  if grep -E 'CONSOLE|net::ERR|Refused' "$pages/console"; then
    echo "the browser complains of $2"
    exit 1
  fi
  for picture in desktop telephone; do
    test "$(wc -c < "$pages/$1.$picture.png")" -gt 20000 || { echo "$1.$picture.png is empty"; exit 1; }
  done
  if command -v pdftoppm > /dev/null 2>&1; then pdftoppm -r 70 -png "$pages/$1.print.pdf" "$pages/$1.print"; fi
}

for language in id en; do
  page=$pages/report.$language.html
  "$build/graduasi" compare "$old" "$pages/new.policy.txtpb" --households "$pages/register.jsonl" --as-of 2026-06-15 \
    --lang "$language" --html "$page" > "$pages/report.$language.txt"
  draw "report.$language" "$page"
done

# The offices: a cohort with its histories that is to graduate in the year that comes, a register in which those that may be
# proposed stand in order before what is still needed, and figures alone.
today=2025-12-23
rules=policies/pkh-graduasi/2026.rules.json
"$build/graduasi" synth --households 50 --region 35.79 --seed 2026 --mentored 2025 --as-of "$today" \
  --events "$pages/batu.events.jsonl" > "$pages/batu.jsonl"
rm -f "$pages/batu.histories.jsonl"
"$build/graduasi" history --histories "$pages/batu.histories.jsonl" --events "$pages/batu.events.jsonl" --rules "$rules" \
  > "$pages/batu.history.txt"
office() {
  name=$1
  shift
  for language in id en; do
    page=$pages/$name.$language.html
    # 1: some records have findings, and the page is there.
    "$build/graduasi" programme --figures policies/pkh-graduasi/figures.json --as-of "$today" --lang "$language" "$@" \
      --html "$page" --json "$pages/$name.json" > "$pages/$name.$language.txt" || test $? = 1
    draw "$name.$language" "$page"
  done
}
office batu --policy "$old" --rules "$rules" --cohort "$pages/batu.jsonl" --histories "$pages/batu.histories.jsonl" \
  --region 35.79 --target batu-2026 --rate 65% --rate PROTECTED=0% --rank
office pasuruan --policy "$old" --rules "$rules" --cohort "$pages/register.jsonl" --region 35.14 --target pasuruan-2025 \
  --rate 0% --rate ELIGIBLE=60% --rank
office nation
echo "drawn without complaint; look at $pages"
