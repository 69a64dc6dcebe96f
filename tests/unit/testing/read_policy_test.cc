// Policies read from files by graduasi/testing.h, and what is said of those that are none.
#include <fstream>
#include <string>

#include "gmock/gmock.h"
#include "graduasi/testing.h"
#include "gtest/gtest.h"

namespace graduasi {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kReference = std::string(GRADUASI_SOURCE_DIR) + "/policies/pkh-graduasi/2026.policy.txtpb";

std::string Said(const std::string& file) { return std::string(ReadPolicy(file).status().message()); }

TEST(ReadPolicy, TheFormIsToldByTheEnding) {
  EXPECT_TRUE(ReadPolicy(kReference).ok()) << ReadPolicy(kReference).status();
  const std::string json = ::testing::TempDir() + "read_policy_test.json";
  std::ofstream(json) << R"({"id": "a", "version": "1", "title": {"id": "A", "en": "A"}, "effective": {"from": "2026-01-01"},
    "criterion": [{"id": "c", "title": {"id": "C", "en": "C"}, "require": "size(household.members) > 1", "canAct": "NOBODY"}],
    "route": [{"id": "r", "title": {"id": "R", "en": "R"}, "kind": "OTHER", "allOf": ["c"]}]})";
  EXPECT_TRUE(ReadPolicy(json).ok()) << ReadPolicy(json).status();
  const std::string binary = ::testing::TempDir() + "read_policy_test.binpb";
  std::ofstream(binary) << "\x0a\x01\x61";  // id: "a"
  EXPECT_THAT(Said(binary), HasSubstr("version"));
  EXPECT_THAT(Said(binary), StartsWith(binary + ": "));
}

TEST(ReadPolicy, EveryMistakeHasItsFileAndPlace) {
  const std::string text = ::testing::TempDir() + "read_policy_test.policy.txtpb";
  std::ofstream(text) << "id: \"a\"\nversin: \"1\"\n";
  EXPECT_THAT(Said(text), StartsWith(text + ":2:"));
  EXPECT_THAT(Said("/none.policy.txtpb"), HasSubstr("/none.policy.txtpb cannot be read"));
}

}  // namespace
}  // namespace graduasi
