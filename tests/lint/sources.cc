#include "tests/lint/sources.h"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace graduasi::lint {

Sources ReadRepository() {
  namespace fs = std::filesystem;
  const fs::path root = GRADUASI_SOURCE_DIR;
  Sources sources;
  for (const char* folder : {"include", "src", "capi"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".h" && extension != ".cc" && extension != ".c" && extension != ".inc") continue;
      std::ifstream file(entry.path());
      const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
      sources[entry.path().lexically_relative(root).generic_string()] = text;
    }
  }
  return sources;
}

}  // namespace graduasi::lint
