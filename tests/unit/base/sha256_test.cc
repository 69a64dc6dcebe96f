// The vectors that NIST publishes with FIPS 180-4, the borders of a block, and the processor's instructions against the loop.
#include "src/base/sha256.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/sha256_mix.h"

namespace graduasi {
namespace {

TEST(Sha256, ThePublishedVectors) {
  EXPECT_EQ(Sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(Sha256Hex(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// Lengths about which the padding changes: one block or two.
TEST(Sha256, TheBordersOfABlock) {
  EXPECT_EQ(Sha256Hex(std::string(55, 'x')), "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072");
  EXPECT_EQ(Sha256Hex(std::string(56, 'x')), "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e");
  EXPECT_EQ(Sha256Hex(std::string(63, 'x')), "75220b47218278e656f2013bb8f0c455a25eaf01e86c64924e9d48d89776d6f2");
  EXPECT_EQ(Sha256Hex(std::string(64, 'x')), "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c");
  EXPECT_EQ(Sha256Hex(std::string(65, 'x')), "9537c5fdf120482f7d58d25e9ed583f52c02b4e304ea814db1633ad565aed7e9");
}

TEST(Sha256, TheInstructionsGiveWhatTheLoopGives) {
  sha256::Mix* const by_instructions = sha256::MixByInstructions();
  if (by_instructions == nullptr) GTEST_SKIP() << "this processor has no instructions for SHA-256";
  std::mt19937 random(1);
  for (size_t blocks = 0; blocks < 40; ++blocks) {
    std::vector<unsigned char> bytes(blocks * sha256::kBlock + 1);
    for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(random());
    sha256::State expected = sha256::kInitial;
    if (blocks % 2 == 1) {
      for (uint32_t& word : expected) word = static_cast<uint32_t>(random());
    }
    sha256::State state = expected;
    sha256::MixPortably(bytes.data() + 1, blocks, &expected);  // where no word is aligned
    by_instructions(bytes.data() + 1, blocks, &state);
    EXPECT_EQ(state, expected) << blocks << " blocks";
  }
}

// RFC 4231, test cases 1, 2, 3, 4, 6 and 7: short keys, a key of bytes that are no text, keys longer than a block.
TEST(HmacSha256, ThePublishedVectors) {
  EXPECT_EQ(HmacSha256Hex(std::string(20, '\x0b'), "Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(HmacSha256Hex("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(HmacSha256Hex(std::string(20, '\xaa'), std::string(50, '\xdd')),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  std::string counting;
  for (char c = 1; c <= 25; ++c) counting.push_back(c);
  EXPECT_EQ(HmacSha256Hex(counting, std::string(50, '\xcd')),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
  EXPECT_EQ(HmacSha256Hex(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(
      HmacSha256Hex(std::string(131, '\xaa'),
                    "This is a test using a larger than block-size key and a larger than block-size data. The key needs to "
                    "be hashed before being used by the HMAC algorithm."),
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

}  // namespace
}  // namespace graduasi
