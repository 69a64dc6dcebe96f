// A region code has the form of its system, and its parent is the region that contains it.
#include "src/model/region_code.h"

#include <string>

#include "gtest/gtest.h"

namespace graduasi::model {
namespace {

TEST(RegionCode, KemendagriCodesHaveDotsAndBpsCodesHaveNone) {
  for (const char* code : {"35", "35.79", "35.79.02", "35.79.02.1004"}) {
    EXPECT_TRUE(IsRegionCode(CodeSystem::kKemendagri, code)) << code;
    EXPECT_EQ(IsRegionCode(CodeSystem::kBps, code), std::string(code) == "35") << code;
  }
  for (const char* code : {"35", "3579", "3579020", "3579020004"}) {
    EXPECT_TRUE(IsRegionCode(CodeSystem::kBps, code)) << code;
    EXPECT_EQ(IsRegionCode(CodeSystem::kKemendagri, code), std::string(code) == "35") << code;
  }
}

TEST(RegionCode, NothingElseIsACode) {
  for (const char* code : {"", "3", "35.", "35.7", "35.79.", "35.79.020", "35.79.02.100", "35.79.02.10045", "35.79.02.1004.",
                           "35,79", "3x", "35.79.0a", " 35", "35 "}) {
    EXPECT_FALSE(IsRegionCode(CodeSystem::kKemendagri, code)) << code;
  }
  for (const char* code : {"", "3", "357", "35790", "357902", "35790200", "357902000", "35790200041", "35.79", "357902000x"}) {
    EXPECT_FALSE(IsRegionCode(CodeSystem::kBps, code)) << code;
  }
}

TEST(RegionCode, AVillageLiesInItsDistrictRegencyAndProvince) {
  EXPECT_EQ(ParentRegion(CodeSystem::kKemendagri, "35.79.02.1004"), "35.79.02");
  EXPECT_EQ(ParentRegion(CodeSystem::kKemendagri, "35.79.02"), "35.79");
  EXPECT_EQ(ParentRegion(CodeSystem::kKemendagri, "35.79"), "35");
  EXPECT_EQ(ParentRegion(CodeSystem::kKemendagri, "35"), "");
  EXPECT_EQ(ParentRegion(CodeSystem::kBps, "3579020004"), "3579020");
  EXPECT_EQ(ParentRegion(CodeSystem::kBps, "3579020"), "3579");
  EXPECT_EQ(ParentRegion(CodeSystem::kBps, "3579"), "35");
  EXPECT_EQ(ParentRegion(CodeSystem::kBps, "35"), "");
}

}  // namespace
}  // namespace graduasi::model
