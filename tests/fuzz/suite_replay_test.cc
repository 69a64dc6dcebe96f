// No bytes of a suite of policy tests hurt: cut off or flipped anywhere, they give a suite that can be run or a sentence, in
// silence.
#include <optional>

#include "google/protobuf/arena.h"
#include "graduasi/policy_test.h"
#include "graduasi/wire/v1/policy_test.pb.h"
#include "gtest/gtest.h"
#include "src/wire/message_binary.h"
#include "src/wire/message_json.h"
#include "src/wire/message_text.h"
#include "tests/fuzz/replay.h"

namespace graduasi::fuzz {
namespace {

std::string Seed(std::string (*write)(const google::protobuf::Message&)) {
  Findings findings;
  FindingList list(&findings);
  wire::v1::PolicyTestSuite message;
  wire::OutlineMessage outline;
  EXPECT_TRUE(wire::ReadMessageText(ReadCorpus("suite.txtpb"), &message, &outline, &list));
  return write(message);
}

TEST(Suite, TheSeedItselfIsGoodInEveryForm) {
  EXPECT_TRUE(ParsePolicyTests(ReadCorpus("suite.txtpb")).ok());
  EXPECT_TRUE(ParsePolicyTestsJson(Seed(wire::WriteMessageJson)).ok());
  EXPECT_TRUE(ParsePolicyTestsBinary(Seed(wire::WriteMessageBinary)).ok());
}

// The strides have no factor in common with 8: every byte is hit, and every bit of a byte.
TEST(SuiteText, CutOffAnywhere) { CutOffAtEveryByte(ReadCorpus("suite.txtpb")); }
TEST(SuiteText, AnyBitFlipped) { FlipEveryBit(ReadCorpus("suite.txtpb"), 5); }
TEST(SuiteText, Shuffled) { Shuffle(ReadCorpus("suite.txtpb"), 1000); }
TEST(SuiteJson, CutOffAnywhere) { CutOffAtEveryByte(Seed(wire::WriteMessageJson)); }
TEST(SuiteJson, AnyBitFlipped) { FlipEveryBit(Seed(wire::WriteMessageJson), 7); }
TEST(SuiteJson, Shuffled) { Shuffle(Seed(wire::WriteMessageJson), 1000); }
TEST(SuiteBinary, CutOffAnywhere) { CutOffAtEveryByte(Seed(wire::WriteMessageBinary)); }
TEST(SuiteBinary, AnyBitFlipped) { FlipEveryBit(Seed(wire::WriteMessageBinary), 3); }
TEST(SuiteBinary, Shuffled) { Shuffle(Seed(wire::WriteMessageBinary), 1000); }

}  // namespace
}  // namespace graduasi::fuzz
