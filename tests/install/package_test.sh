#!/bin/sh
# One way to use the package, tried as a stranger would. It knows the names of the package and nothing of what the library does.
# Arguments: the way, a folder to work in, the source folder, the build folder, the C compiler, the C++ compiler, and `shared` for a
# library that stands on the libraries of the system or `bundled` for one that stands on itself; more arguments go to cmake where
# Graduasi is configured again.
#   tree                    installs and moves the tree that the others use, so it goes first; says what is in it and what is not
#   find_package, pkg_config
#   hosts                   programs that use Protocol Buffers themselves (hosts/)
#   add_subdirectory        configures, compiles the consumer and links it with the library that is already built
#   add_subdirectory_cc     the same of a consumer in C++ (cc/), which tests a policy; bundled it is only compiled
#   add_subdirectory_whole  builds everything again, for both consumers (tools/package.sh)
set -eu
way=$1
place=$2
source=$3
build=$4
cc=$5
cxx=$6
kind=$7
shift 7
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
  cp "$source/bindings/examples/c/main.c" "$source/bindings/examples/c/CMakeLists.txt" "$place/$way"
}

# What a library is made of comes with it or is on every machine; nothing of it shows.
check_self_contained() {
  strangers=$(ldd "$1" | awk '{ print $1 }' | grep -v -E '^(linux-vdso|libstdc\+\+|libm|libgcc_s|libc|(/.*/)?ld-linux[a-z0-9-]*)\.so' || true)
  test -z "$strangers" || fail "the library needs" $strangers
  test "$(ldd "$1" | grep -c -E 'libstdc\+\+|libc\.so')" -eq 2 || fail "ldd does not say what the library needs"
  ! nm -D --undefined-only -C "$1" | grep -E 'absl|google|re2|simdjson' || fail "the library asks others for these"
}

case $way in
  tree)
    rm -rf "$place"
    mkdir -p "$place"
    quietly cmake --install "$build" --prefix "$place/installed"
    mv "$place/installed" "$prefix"
    library=$(find "$prefix" -name libgraduasi.so)
    test -n "$library" || fail "libgraduasi.so is not installed"
    # Nothing of what the library stands on is installed with it.
    ! find "$prefix" -type f | sed 's,.*/,,' |
      grep -v -x -E 'graduasi|(graduasi|arrow_abi)\.h|graduasi\.pc|graduasi-[a-z-]*\.cmake|libgraduasi\.so\.[0-9.]*' ||
      fail "these are installed too"
    test "$(cd "$prefix/include" && find . -type f | sort | tr '\n' ' ')" = "./graduasi.h ./graduasi/arrow_abi.h " ||
      fail "include/ must hold graduasi.h and graduasi/arrow_abi.h and nothing else"
    soname=$(readelf -d "$library" | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')
    major=$(sed -n 's/^#define GRADUASI_VERSION_MAJOR //p' "$source/capi/graduasi.h")
    test "$soname" = "libgraduasi.so.$major" || fail "the SONAME is '$soname'"
    test -e "$(dirname "$library")/$soname" || fail "$soname is not installed beside the library"
    ! readelf -d "$library" | grep -E 'RPATH|RUNPATH' || fail "the library must not carry a path"
    readelf -d "$library" | grep -q 'FLAGS_1.*NODELETE' || fail "dlclose would take the library away from registries that point into it"
    nm -D --defined-only "$library" > "$place/exported"
    test "$(grep -c ' T graduasi_' "$place/exported")" -gt 50 || fail "few functions are exported"
    ! grep -v -E ' (T graduasi_[a-z0-9_]*|A GRADUASI_[0-9.]*)(@.*)?$' "$place/exported" || fail "the library exports these too"
    ! ldd "$library" | grep 'not found' || fail "the library needs these"
    test "$kind" = shared || check_self_contained "$library"
    ! grep -rl -e "$source" -e "$build" "$prefix/include" "$(dirname "$library")/cmake" "$(dirname "$library")/pkgconfig" ||
      fail "these name a folder of the machine that built them"
    ! grep -r -i -E 'absl|protobuf|re2|simdjson|^Requires' "$(dirname "$library")/cmake" "$(dirname "$library")/pkgconfig" ||
      fail "a consumer is told of what the library stands on"
    quietly "$prefix/bin/graduasi" --version
    ;;
  find_package)
    consumer
    quietly cmake -S "$place/$way" -B "$place/$way/build" -DCMAKE_C_COMPILER="$cc" -DCMAKE_PREFIX_PATH="$prefix"
    quietly cmake --build "$place/$way/build"
    quietly "$place/$way/build/consumer"
    grep -q '^graduasi_DIR:PATH='"$prefix" "$place/$way/build/CMakeCache.txt" || fail "another package was found"
    if cmake -S "$place/$way" -B "$place/$way/newer" -DCMAKE_C_COMPILER="$cc" -DCMAKE_PREFIX_PATH="$prefix" \
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
    quietly "$cc" -o "$place/$way/consumer" "$place/$way/main.c" $(pkg-config --cflags --libs graduasi)
    LD_LIBRARY_PATH=$(pkg-config --variable=libdir graduasi)
    export LD_LIBRARY_PATH
    quietly "$place/$way/consumer"
    ;;
  hosts)
    rm -rf "$place/$way"
    cp -r "$source/tests/install/hosts" "$place/$way"
    quietly cmake -S "$place/$way" -B "$place/$way/build" -DCMAKE_C_COMPILER="$cc" -DCMAKE_CXX_COMPILER="$cxx" \
      -DCMAKE_PREFIX_PATH="$prefix" -DGRADUASI_PROTO="$source/include"
    quietly cmake --build "$place/$way/build" --parallel "$(nproc 2> /dev/null || echo 2)"
    library=$(find "$prefix" -name libgraduasi.so)
    while read -r program; do
      case $program in
        *_loaded) quietly "$place/$way/build/$program" "$library" ;;
        *_linked) quietly "$place/$way/build/$program" ;;
      esac
      echo "$program"
    done < "$place/$way/build/programs.txt"
    ;;
  add_subdirectory)
    consumer
    quietly cmake -S "$place/$way" -B "$place/$way/build" -G Ninja -DCMAKE_C_COMPILER="$cc" -DGRADUASI_FOLDER="$source" "$@"
    ninja -C "$place/$way/build" -t targets all > "$place/targets"
    grep -q '^graduasi/libgraduasi\.so' "$place/targets" || fail "the library is not a target of the consumer's build"
    ! grep _LINKER__ "$place/targets" | grep -v absl_ | grep -E '_test|gtest|graduasi_command|bench' || fail "the consumer's build has these targets too"
    quietly cmake --install "$place/$way/build" --prefix "$place/$way/installed"
    test ! -e "$place/$way/installed" || fail "the consumer would install us"
    quietly ninja -C "$place/$way/build" CMakeFiles/consumer.dir/main.c.o
    quietly "$cc" -o "$place/$way/consumer" "$place/$way/build/CMakeFiles/consumer.dir/main.c.o" "$build/libgraduasi.so" \
      -Wl,-rpath,"$build"
    quietly "$place/$way/consumer"
    ;;
  add_subdirectory_cc)
    rm -rf "${place:?}/$way"
    cp -r "$source/tests/install/cc" "$place/$way"
    quietly cmake -S "$place/$way" -B "$place/$way/build" -G Ninja -DCMAKE_CXX_COMPILER="$cxx" -DGRADUASI_FOLDER="$source" "$@"
    cd "$place/$way/build"
    quietly ninja CMakeFiles/family_test.dir/family_test.cc.o
    test "$kind" = shared || exit 0
    ninja -t commands family_test | tail -n 1 > link
    cp "$build"/src/libgraduasi_*.a graduasi/src
    quietly sh -e link
    quietly ./family_test
    grep -q "1 test from 1 test suite ran" "$place/log.$way" || fail "the consumer's test did not run"
    ;;
  add_subdirectory_whole)
    rm -rf "${place:?}/cc"
    cp -r "$source/tests/install/cc" "$place/cc"
    quietly cmake -S "$place/cc" -B "$place/cc/build" -G Ninja -DCMAKE_CXX_COMPILER="$cxx" -DGRADUASI_FOLDER="$source" \
      -DCMAKE_BUILD_TYPE=Release "$@"
    quietly cmake --build "$place/cc/build" --parallel "$(nproc 2> /dev/null || echo 2)" --target family_test
    quietly "$place/cc/build/family_test"
    consumer
    quietly cmake -S "$place/$way" -B "$place/$way/build" -G Ninja -DCMAKE_C_COMPILER="$cc" -DGRADUASI_FOLDER="$source" \
      -DCMAKE_BUILD_TYPE=Release "$@"
    quietly cmake --build "$place/$way/build" --parallel "$(nproc 2> /dev/null || echo 2)"
    quietly "$place/$way/build/consumer"
    ;;
  *)
    fail "unknown way: $way"
    ;;
esac
