#!/bin/sh
# The long form of tests/install. Minutes without ccache. Argument: one of the two, if not both.
#   folder   a project that has Graduasi as a folder of its own builds all of it, and its program runs (build-package/)
#   bundled  the library with everything that it stands on compiled in: it is installed and used in every way, programs with Protocol
#            Buffers of their own load it, and the tests of the C contract run on it (build-bundled/, sources in build-sources/)
set -eu
cd "$(dirname "$0")/.."
sh tools/install.sh test
jobs=$(nproc 2> /dev/null || echo 2)

folder() {
  mkdir -p build-package
  sh tests/install/package_test.sh add_subdirectory_whole "$PWD/build-package" "$PWD" none "${CC:-cc}" "${CXX:-c++}" shared
  echo "The consumer was built with everything and runs."
}

bundled() {
  sources=$(sh tools/bundled_sources.sh)
  mkdir -p build-bundled
  # shellcheck disable=SC2086
  cmake --preset bundled $sources > build-bundled/configure.log 2>&1 || {
    cat build-bundled/configure.log
    exit 1
  }
  cmake --build build-bundled --parallel "$jobs" --target graduasi graduasi_command capi_client capi_constants capi_contract \
    capi_stream capi_threads capi_oom
  ctest --test-dir build-bundled --output-on-failure --no-tests=error --tests-regex '^(install|capi)_'
  ls -l build-bundled/libgraduasi.so.*.*
  ldd build-bundled/libgraduasi.so
}

case ${1:-both} in
  folder) folder ;;
  bundled) bundled ;;
  both)
    folder
    bundled
    ;;
  *)
    echo "usage: tools/package.sh [folder|bundled]"
    exit 2
    ;;
esac
