# What the tests of the command share: a folder for their files, running the command, looking at what came of it. A test begins
# with
#   . "$2/tests/cli/expect.sh"
# and ends with `finish`. It works in $work, which is gone afterwards.
# Arguments: the command, the root of the repository.
set -u
graduasi=$1
root=$2
here=$root/tests/cli
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
: > out
: > err

fail() {
  echo "FAILED: $1"
  sed 's/^/  standard output: /' "$work/out" | head -n 5
  sed 's/^/  standard error: /' "$work/err" | head -n 20
  failures=$((failures + 1))
}

# run CODE ARGUMENTS...: runs the command, keeps its output in $work/out and $work/err, and expects an exit code.
run() {
  expected=$1
  shift
  "$graduasi" "$@" > "$work/out" 2> "$work/err" < /dev/null
  code=$?
  test "$code" -eq "$expected" || fail "graduasi $*: exit code $code, expected $expected"
}

# How these read what they are given: as a basic regular expression, or with how=-F as it stands.
how=
out_has() { grep -q $how -e "$1" "$work/out" || fail "the output lacks: $1"; }
out_lacks() { ! grep -q $how -e "$1" "$work/out" || fail "the output has: $1"; }
err_has() { grep -q $how -e "$1" "$work/err" || fail "standard error lacks: $1"; }
err_lacks() { ! grep -q $how -e "$1" "$work/err" || fail "standard error has: $1"; }
# These lines and no others.
out_is() { printf '%s\n' "$@" | cmp -s - "$work/out" || fail "the output is not: $*"; }
out_is_empty() { test ! -s "$work/out" || fail "there is output: $(head -n 1 "$work/out")"; }
err_is_empty() { test ! -s "$work/err" || fail "something was told on standard error"; }
out_lines() { test "$(wc -l < "$work/out")" -eq "$1" || fail "$(wc -l < "$work/out") lines of output, expected $1"; }

finish() {
  test "$failures" -eq 0 || { echo "$failures failed"; exit 1; }
  echo "All held."
}
