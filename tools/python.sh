#!/bin/sh
# Makes the Python package of the library in a build directory, installs it into an empty environment, and runs its tests there.
# Arguments: the build directory (default build, built if need be); the Python (default python3). Exit code 77, after a sentence:
# nothing was tested, because the packages that the tests need are not here and PyPI cannot be reached.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
python=${2:-python3}
if [ $# -eq 0 ]; then
  sh "$root/tools/build.sh" graduasi_command
fi
build=$(cd "${1:-$root/build}" && pwd)
place=$build/python
log=$place/log
mkdir -p "$place"
test -e "$build/libgraduasi.so" || { echo "There is no libgraduasi.so in $build; build it first." >&2; exit 1; }

# What is said goes to the log, and is shown if it fails.
quietly() {
  "$@" > "$log" 2>&1 || { code=$?; cat "$log" >&2; echo "failed: $*" >&2; exit $code; }
}

# environment <folder> <package>...: an environment of Python with these packages; kept as long as they stay the same.
environment() {
  folder=$1
  shift
  wanted="$("$python" -c 'import sys; print(sys.version, sys.executable)') $*"
  test "$(cat "$folder/packages" 2> /dev/null)" != "$wanted" || return 0
  rm -rf "$folder"
  quietly "$python" -m venv "$folder"
  if ! "$folder/bin/python" -m pip download -q -d "$place/cffi" cffi > "$log" 2>&1; then
    tail -n 3 "$log"
    echo "Skipped: $* are to be fetched and PyPI cannot be reached (or set PIP_INDEX_URL to a mirror); nothing was tested."
    exit 77
  fi
  quietly "$folder/bin/python" -m pip install -q "$@"
  echo "$wanted" > "$folder/packages"
}

environment "$place/maker" "setuptools>=61" wheel "cffi>=1.15"
spark=
if command -v java > /dev/null 2>&1; then
  spark="pyspark>=3.5 setuptools>=61"  # pyspark asks for distutils, which newer Pythons have from setuptools alone
fi
# shellcheck disable=SC2086
environment "$place/tester" cffi setuptools pytest mypy pyarrow polars duckdb pandas $spark

# From a copy, so that nothing is made among the sources; and by way of the source distribution, so that it is whole.
rm -rf "$place/source" "$place/sdist" "$place/wheel" "$place/empty"
mkdir "$place/source"
(cd "$root/bindings/python" && tar cf - pyproject.toml setup.py MANIFEST.in graduasi pytest_graduasi.py native examples) | (cd "$place/source" && tar xf -)
(cd "$place/source" && quietly "$place/maker/bin/python" setup.py sdist -q -d "$place/sdist")
export GRADUASI_LIBRARY_DIR="$build"
quietly "$place/maker/bin/python" -m pip wheel -q --no-deps --no-build-isolation -w "$place/wheel" "$place"/sdist/graduasi-*.tar.gz
unset GRADUASI_LIBRARY_DIR
wheel=$(ls "$place"/wheel/graduasi-*.whl)

# An empty environment: the package with what it needs itself, cffi, and nothing else.
quietly "$python" -m venv "$place/empty"
quietly "$place/empty/bin/python" -m pip install -q --no-index --find-links "$place/cffi" "$wheel"
(cd "$place" && quietly "$place/empty/bin/python" -c "
import sys, graduasi
policy = graduasi.Policy.load(sys.argv[1])
assert policy.decide({'id': 'K1'}, as_of='2026-06-15').outcome is graduasi.Outcome.NEEDS_DATA
" "$root/policies/pkh-graduasi/2026.policy.txtpb")

quietly "$place/tester/bin/python" -m pip install -q --no-index --no-deps --force-reinstall "$wheel"
cd "$root/bindings/python/tests"
GRADUASI_COMMAND=$build/graduasi PYTHONDONTWRITEBYTECODE=1 \
  "$place/tester/bin/python" -m pytest -q -p no:cacheprovider -c ../pyproject.toml --rootdir "$root/bindings/python" .
