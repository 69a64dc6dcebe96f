#!/bin/sh
# Brings the sources that -DGRADUASI_BUNDLED_DEPS=ON compiles into the library from the source packages of Debian, security fixes
# included, for machines that reach a mirror of Debian and not the hosts of the releases. Prints the arguments for cmake. Needs no
# root: apt works on lists of its own, below the folder. Run again, it brings only what is not there.
# Argument: the folder (default build-sources).
set -eu
cd "$(dirname "$0")/.."
place=${1:-build-sources}
mkdir -p "$place"
place=$(cd "$place" && pwd)
apt=$place/apt

missing=
for command in apt-get:apt dpkg-source:dpkg-dev perl:perl python3:python3 patch:patch; do
  command -v "${command%%:*}" > /dev/null 2>&1 || missing="$missing ${command#*:}"
done
if [ -n "$missing" ]; then
  echo "Fetching the sources needs these packages of Debian; as root: apt-get install -y --no-install-recommends$missing" >&2
  echo "Without Debian, leave the sources to CMake, which fetches the releases, or name folders: FETCHCONTENT_SOURCE_DIR_ABSL, ..." >&2
  exit 1
fi

# Where this machine takes Debian from, as far as its lists say.
mirrors() {
  lines=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)' 'Created-By: Packages' 2> /dev/null |
    sed -n 's/ Debian$//p')
  if [ -z "$lines" ]; then
    lines="http://deb.debian.org/debian bookworm main
http://deb.debian.org/debian-security bookworm-security main"
  fi
  echo "$lines" | sed 's,^,deb ,p; s,^deb ,deb-src ,'
}

get() {
  apt-get -qq -o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null -o "Dir::State=$apt/state" \
    -o "Dir::Cache=$apt/cache" -o Dir::State::status=/var/lib/dpkg/status -o APT::Sandbox::User=root -o APT::Get::AllowUnauthenticated=false \
    "$@" > "$apt/log" 2>&1 || {
    cat "$apt/log" >&2
    echo "failed: apt-get $*" >&2
    exit 1
  }
}

# fetch <package> <name>: the unpacked and patched source package as a folder of that name.
fetch() {
  test ! -d "$place/$2" || return 0
  rm -rf "$apt/unpack"
  mkdir "$apt/unpack"
  (cd "$apt/unpack" && get source "$1")
  mv "$(find "$apt/unpack" -mindepth 1 -maxdepth 1 -type d)" "$apt/ready"
  test "$1" != re2 || make_tables "$apt/ready"
  mv "$apt/ready" "$place/$2"
}

# The tables that Debian takes out of RE2 and makes from its own Unicode data, which their scripts look for in /usr/share.
make_tables() {
  (cd "$apt/unpack" && get download unicode-data python3-six)
  for package in "$apt/unpack"/*.deb; do
    dpkg-deb -x "$package" "$apt/unpack/root"
  done
  sed -i "s,\"/usr/share/unicode\",\"$apt/unpack/root/usr/share/unicode\"," "$1/re2/unicode.py"
  (
    cd "$1/re2"
    perl make_perl_groups.pl > perl_groups.cc
    export PYTHONPATH="$apt/unpack/root/usr/lib/python3/dist-packages" PYTHONDONTWRITEBYTECODE=1
    python3 make_unicode_groups.py > unicode_groups.cc
    python3 make_unicode_casefold.py > unicode_casefold.cc
  )
}

if ! test -d "$place/absl" -a -d "$place/protobuf" -a -d "$place/re2" -a -d "$place/simdjson"; then
  rm -rf "$apt"
  mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial"
  mirrors > "$apt/sources.list"
  get update
  fetch abseil absl
  fetch protobuf protobuf
  fetch re2 re2
  fetch simdjson simdjson
  rm -rf "$apt"
fi
for name in ABSL PROTOBUF RE2 SIMDJSON; do
  echo "-DFETCHCONTENT_SOURCE_DIR_$name=$place/$(echo $name | tr '[:upper:]' '[:lower:]')"
done
