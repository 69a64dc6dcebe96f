#!/bin/sh
# Installs what Graduasi needs on Debian 12: says what is missing, and needs root only if something is. Harmless to run again.
# Argument: build (the default; enough for demo.sh), or test: also what the tests of the bindings and of the package run with.
set -eu

needed="g++ cmake ninja-build pkg-config libabsl-dev libprotobuf-dev protobuf-compiler libre2-dev libsimdjson-dev libcli11-dev
  libgtest-dev libgmock-dev libbenchmark-dev tzdata"
case ${1:-build} in
  build) ;;
  test)
    needed="$needed abigail-tools python3-dev python3-venv default-jdk-headless maven php-cli postgresql-15
      postgresql-server-dev-15"
    ;;
  *)
    echo "usage: install.sh [build|test]" >&2
    exit 2
    ;;
esac

installed() {
  case $(dpkg-query -W -f '${Status}' "$1" 2> /dev/null || true) in
    *" installed") return 0 ;;
    *) return 1 ;;
  esac
}

if ! command -v dpkg-query > /dev/null 2>&1; then
  echo "This is not Debian, so nothing is installed. Needed, by Debian's names:"
  echo "  $(echo $needed)"
  exit 0
fi

missing=
for package in $needed; do
  installed "$package" || missing="$missing $package"
done
test -n "$missing" || exit 0

echo "Missing packages:$missing"
if [ "$(id -u)" -eq 0 ]; then
  as_root=
elif command -v sudo > /dev/null 2>&1; then
  as_root="sudo"
  echo "Installing them needs root; sudo may ask for your password."
else
  echo "Installing them needs root. Run this as root, then start again:"
  echo "  apt-get update && apt-get install -y --no-install-recommends$missing"
  exit 1
fi
$as_root apt-get update -q
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
