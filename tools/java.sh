#!/bin/sh
# Makes the Java package of the library in a build directory, and runs its tests; all that is made lies in java/ of that directory.
# Arguments: the build directory (default build, built if need be); the home of a JDK, 11 or newer (default JAVA_HOME, or what is in
# the path). Exit code 77, after a sentence: nothing was tested, because there is no JDK or no Maven, or because what the tests need
# is not here and Maven Central cannot be reached.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
if [ $# -eq 0 ]; then
  sh "$root/tools/build.sh" graduasi
fi
build=$(cd "${1:-$root/build}" && pwd)
place=$build/java
log=$place/log
mkdir -p "$place"
test -e "$build/libgraduasi.so.0" || { echo "There is no libgraduasi.so.0 in $build; build it first." >&2; exit 1; }

JAVA_HOME=${2:-${JAVA_HOME:-}}
if [ -z "$JAVA_HOME" ] && command -v javac > /dev/null 2>&1; then
  JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
fi
if [ ! -x "$JAVA_HOME/bin/javac" ] || ! command -v mvn > /dev/null 2>&1; then
  echo "Skipped: bindings/java needs a JDK, 11 or newer, and Maven (Debian: default-jdk-headless maven); nothing was tested."
  exit 77
fi
export JAVA_HOME

# Maven says what it lacks in the middle of much else.
if ! mvn -B -f "$root/bindings/java/pom.xml" -Dgraduasi.target="$place" -Dgraduasi.native.dir="$build" package > "$log" 2>&1; then
  if grep -q -E 'Could not transfer (artifact|metadata)|in offline mode' "$log" && ! grep -q 'Tests run:' "$log"; then
    grep -m 1 -o -E 'Could not transfer .*|Cannot access .* in offline mode.*' "$log" | cut -c 1-200
    echo "Skipped: Maven's plug-ins or what the tests need are not here and Maven Central cannot be reached; nothing was tested."
    exit 77
  fi
  grep -v -E '^\[INFO\]( |$)' "$log" >&2
  exit 1
fi
"$JAVA_HOME/bin/java" -version 2>&1 | head -n 1
grep -E '^\[(INFO|WARNING)\] Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$' "$log" | sed 's/^[^ ]* //'
ls "$place"/graduasi-*.jar
