// No bytes of a household hurt: cut off or flipped anywhere, they give a household or a sentence, in silence, and nothing
// personal is told.
#include "gtest/gtest.h"
#include "src/wire/household_json.h"
#include "src/wire/household_proto.h"
#include "tests/fuzz/replay.h"

namespace graduasi::fuzz {
namespace {

std::string Binary() {
  Findings findings;
  Household household;
  EXPECT_TRUE(wire::ReadHouseholdJson(ReadCorpus("household.json"), &household, &findings))
      << (findings.empty() ? "" : findings[0].path + ": " + findings[0].message);
  return wire::WriteHouseholdProto(household);
}

TEST(HouseholdJson, CutOffAnywhere) { CutOffAtEveryByte(ReadCorpus("household.json")); }
TEST(HouseholdJson, AnyBitFlipped) { FlipEveryBit(ReadCorpus("household.json")); }
TEST(HouseholdJson, Shuffled) { Shuffle(ReadCorpus("household.json"), 20000); }
TEST(HouseholdBinary, CutOffAnywhere) { CutOffAtEveryByte(Binary()); }
TEST(HouseholdBinary, AnyBitFlipped) { FlipEveryBit(Binary()); }
TEST(HouseholdBinary, Shuffled) { Shuffle(Binary(), 20000); }

}  // namespace
}  // namespace graduasi::fuzz
