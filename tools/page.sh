#!/bin/sh
# Looks at the report of a comparison in a real browser: a page for 65,000 synthetic families in both languages is drawn on a
# screen, on a telephone and on A4, and must load nothing and say nothing on the console. Leaves pictures and PDFs in build/pages
# for people to look at. Needs chromium (Debian: chromium) and pdftoppm (poppler-utils) for pictures of the print.
# Argument: the build directory (default build).
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
command -v chromium > /dev/null 2>&1 || { echo "chromium is not installed (Debian: chromium)"; exit 77; }
test -x "$build/graduasi" || sh tools/build.sh graduasi_command
pages=$build/pages
mkdir -p "$pages"
old=policies/pkh-graduasi/2026.policy.txtpb
sed -e 's/int: 120 }/int: 110 }/' -e '/id: "hold_months"/,/}/s/int: 6 }/int: 6 } value { from: "2026-04-01" int: 3 }/' "$old" \
  > "$pages/new.policy.txtpb"
"$build/graduasi" synth --households 65000 --region 35.14 --seed 1 > "$pages/register.jsonl"
browse() { chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --enable-logging=stderr "$@"; }
for language in id en; do
  page=$(pwd)/$pages/report.$language.html
  "$build/graduasi" compare "$old" "$pages/new.policy.txtpb" --households "$pages/register.jsonl" --as-of 2026-06-15 \
    --lang "$language" --html "$page" > "$pages/report.$language.txt"
  browse --window-size=1280,6000 --screenshot="$pages/desktop.$language.png" "file://$page" 2> "$pages/console"
  browse --window-size=390,6000 --screenshot="$pages/telephone.$language.png" "file://$page" 2>> "$pages/console"
  browse --no-pdf-header-footer --print-to-pdf="$pages/print.$language.pdf" "file://$page" 2>> "$pages/console"
  if grep -E 'CONSOLE|net::ERR|Refused' "$pages/console"; then
    echo "the browser complains of $page"
    exit 1
  fi
  for picture in desktop telephone; do
    test "$(wc -c < "$pages/$picture.$language.png")" -gt 20000 || { echo "$picture.$language.png is empty"; exit 1; }
  done
  if command -v pdftoppm > /dev/null 2>&1; then pdftoppm -r 70 -png "$pages/print.$language.pdf" "$pages/print.$language"; fi
done
echo "drawn without complaint; look at $pages"
