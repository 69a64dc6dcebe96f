#!/bin/sh
# The header, the export map and the built library must name the same functions. It knows nothing of what they do.
# Arguments: graduasi.h graduasi.map libgraduasi.so
set -eu
header=$1
map=$2
library=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Declarations: the first name before a parenthesis after GRADUASI_API, comments taken out.
tr '\n' ' ' < "$header" | sed 's|/\*|\n/*|g; s|\*/|*/\n|g' | grep -v '^/\*' | tr '\n' ' ' | sed 's/GRADUASI_API /\n&/g' |
  sed -n 's/^GRADUASI_API [^(]*\(graduasi_[a-z0-9_]*\)(.*/\1/p' | sort > "$work/header"
sed -n 's/^ *\(graduasi_[a-z0-9_]*\);$/\1/p' "$map" | sort > "$work/map"
# Everything the library exports, but for the name of the version itself.
nm -D --defined-only "$library" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | sort > "$work/library"

test "$(wc -l < "$work/header")" -gt 50 || { echo "only $(wc -l < "$work/header") declarations were found in $header"; exit 1; }
for other in map library; do
  if ! diff "$work/header" "$work/$other" > "$work/difference"; then
    echo "graduasi.h (<) and the $other (>) differ:"
    cat "$work/difference"
    exit 1
  fi
done
echo "$(wc -l < "$work/header") functions"
