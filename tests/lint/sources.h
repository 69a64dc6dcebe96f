// The sources of the library as text, for tests that read them.
#ifndef GRADUASI_TESTS_LINT_SOURCES_H_
#define GRADUASI_TESTS_LINT_SOURCES_H_

#include <map>
#include <string>

namespace graduasi::lint {

using Sources = std::map<std::string, std::string>;  // path from the root of the repository -> text

// include/, src/ and capi/.
Sources ReadRepository();

}  // namespace graduasi::lint

#endif  // GRADUASI_TESTS_LINT_SOURCES_H_
