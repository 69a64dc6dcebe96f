#!/bin/sh
# One way to use the package, tried as a stranger would. It knows the names of the package and nothing of what the library does.
# Arguments: tree|find_package|pkg_config|add_subdirectory|add_subdirectory_whole, a folder to work in, the source folder, the build
# folder, the C compiler. `tree` goes first: it makes what the others use. `add_subdirectory` configures, compiles the consumer and
# links it with the library that is already built; `add_subdirectory_whole` builds everything again (tools/package.sh).
set -eu
way=$1
place=$2
source=$3
build=$4
compiler=$5
prefix=$place/moved

fail() {
  echo "$*"
  exit 1
}

# Runs a command quietly; its output counts only if it fails.
quietly() {
  "$@" > "$place/log.$way" 2>&1 || {
    cat "$place/log.$way"
    fail "failed: $*"
  }
}

consumer() {
  rm -rf "$place/$way"
  mkdir -p "$place/$way"
  cp "$source/tests/install/consumer/main.c" "$source/tests/install/consumer/CMakeLists.txt" "$place/$way"
}

case $way in
  tree)
    rm -rf "$place"
    mkdir -p "$place"
    quietly cmake --install "$build" --prefix "$place/installed"
    mv "$place/installed" "$prefix"
    test "$(cd "$prefix/include" && find . -type f)" = ./graduasi.h || fail "include/ must hold graduasi.h and nothing else"
    library=$(find "$prefix" -name libgraduasi.so)
    test -n "$library" || fail "libgraduasi.so is not installed"
    soname=$(readelf -d "$library" | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')
    major=$(sed -n 's/^#define GRADUASI_VERSION_MAJOR //p' "$source/capi/graduasi.h")
    test "$soname" = "libgraduasi.so.$major" || fail "the SONAME is '$soname'"
    test -e "$(dirname "$library")/$soname" || fail "$soname is not installed beside the library"
    ! readelf -d "$library" | grep -E 'RPATH|RUNPATH' || fail "the library must not carry a path"
    ! grep -rl -e "$source" -e "$build" "$prefix/include" "$(dirname "$library")/cmake" "$(dirname "$library")/pkgconfig" ||
      fail "these name a folder of the machine that built them"
    quietly "$prefix/bin/graduasi" --version
    ;;
  find_package)
    consumer
    quietly cmake -S "$place/$way" -B "$place/$way/build" -DCMAKE_C_COMPILER="$compiler" -DCMAKE_PREFIX_PATH="$prefix"
    quietly cmake --build "$place/$way/build"
    quietly "$place/$way/build/consumer"
    grep -q '^graduasi_DIR:PATH='"$prefix" "$place/$way/build/CMakeCache.txt" || fail "another package was found"
    if cmake -S "$place/$way" -B "$place/$way/newer" -DCMAKE_C_COMPILER="$compiler" -DCMAKE_PREFIX_PATH="$prefix" \
      -DGRADUASI_WANTED=99 > "$place/log.$way" 2>&1; then
      fail "version 99 was found"
    fi
    ;;
  pkg_config)
    consumer
    PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name graduasi.pc)")
    export PKG_CONFIG_PATH
    quietly pkg-config --exact-version "$("$prefix/bin/graduasi" --version | sed 's/^graduasi //')" graduasi
    # shellcheck disable=SC2046
    quietly "$compiler" -o "$place/$way/consumer" "$place/$way/main.c" $(pkg-config --cflags --libs graduasi)
    LD_LIBRARY_PATH=$(pkg-config --variable=libdir graduasi)
    export LD_LIBRARY_PATH
    quietly "$place/$way/consumer"
    ;;
  add_subdirectory)
    consumer
    quietly cmake -S "$place/$way" -B "$place/$way/build" -G Ninja -DCMAKE_C_COMPILER="$compiler" -DGRADUASI_FOLDER="$source"
    ninja -C "$place/$way/build" -t targets all > "$place/targets"
    grep -q '^graduasi/libgraduasi\.so' "$place/targets" || fail "the library is not a target of the consumer's build"
    ! grep -E '_test|gtest|graduasi_command|bench' "$place/targets" || fail "the consumer's build has these targets too"
    ! grep -q 'file(INSTALL' "$place/$way/build/graduasi/capi/cmake_install.cmake" || fail "the consumer would install us"
    quietly ninja -C "$place/$way/build" CMakeFiles/consumer.dir/main.c.o
    quietly "$compiler" -o "$place/$way/consumer" "$place/$way/build/CMakeFiles/consumer.dir/main.c.o" "$build/libgraduasi.so" \
      -Wl,-rpath,"$build"
    quietly "$place/$way/consumer"
    ;;
  add_subdirectory_whole)
    consumer
    quietly cmake -S "$place/$way" -B "$place/$way/build" -G Ninja -DCMAKE_C_COMPILER="$compiler" -DGRADUASI_FOLDER="$source" \
      -DCMAKE_BUILD_TYPE=Release
    quietly cmake --build "$place/$way/build" --parallel "$(nproc 2> /dev/null || echo 2)"
    quietly "$place/$way/build/consumer"
    ;;
  *)
    fail "unknown way: $way"
    ;;
esac
