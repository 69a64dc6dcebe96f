// Files of this repository as tests read them, by their path from its root.
#ifndef GRADUASI_TESTS_REPOSITORY_H_
#define GRADUASI_TESTS_REPOSITORY_H_

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace graduasi {

inline constexpr char kReferencePolicy[] = "policies/pkh-graduasi/2026.policy.txtpb";

// A failure of the current test, and "", if it cannot be read.
inline std::string ReadRepositoryFile(const std::string& path) {
  std::ifstream file(std::string(GRADUASI_SOURCE_DIR) + "/" + path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
}

}  // namespace graduasi

#endif  // GRADUASI_TESTS_REPOSITORY_H_
