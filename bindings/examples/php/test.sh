#!/bin/sh
# Decides cases of tests/cases from PHP. Usage: test.sh BUILD_DIRECTORY. Exit code 77, after a sentence: PHP is not here.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
library=$(cd "$1" && pwd)/libgraduasi.so.0
if ! php -m 2> /dev/null | grep -qx FFI; then
  echo "Skipped: PHP with FFI is not here (Debian: php-cli)."
  exit 77
fi
php -d memory_limit=64M "$here/test.php" "$root" "$library"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
policy=$root/policies/pkh-graduasi/2026.policy.txtpb
printf '%s' '{"id": "K1"}' > "$work/household.json"
php "$here/decide.php" "$policy" "$work/household.json" 2026-06-15 "$library" > "$work/page"
grep -q '^NEEDS_DATA$' "$work/page"
grep -q 'PERLU DATA' "$work/page"
if php "$here/decide.php" "$policy" "$work/household.json" 2036-06-15 "$library" 2> "$work/said"; then exit 1; fi
grep -q 'no longer in effect' "$work/said"
