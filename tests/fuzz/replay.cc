#include "tests/fuzz/replay.h"

#include <exception>
#include <fstream>
#include <iterator>
#include <random>

#include "gtest/gtest.h"
#include "tests/fuzz/promise.h"

namespace graduasi::fuzz {
namespace {

// Collects what goes wrong while standard output and error are watched.
class Watch {
 public:
  Watch() {
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch() {
    EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
    EXPECT_EQ(broken_, "");
    EXPECT_GT(inputs_, 0);
  }

  void Feed(const std::string& input, const std::string& how) {
    if (!broken_.empty()) return;
    ++inputs_;
    // A copy of exactly this size, so that a sanitizer sees a read past the end.
    const std::vector<uint8_t> bytes(input.begin(), input.end());
    try {
      LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    } catch (const std::exception& exception) {
      broken_ = how + ": " + exception.what() + "\n" + input;
    }
  }

 private:
  std::string broken_;
  int inputs_ = 0;
};

}  // namespace

std::string ReadCorpus(const std::string& file) {
  std::ifstream in(std::string(GRADUASI_SOURCE_DIR "/tests/fuzz/corpus/") + file, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(in), {}};
  EXPECT_FALSE(content.empty()) << file;
  return content;
}

void CutOffAtEveryByte(const std::string& seed, size_t stride) {
  Watch watch;
  for (size_t size = 0; size <= seed.size(); size += stride)
    watch.Feed(seed.substr(0, size), "cut off at " + std::to_string(size));
}

void FlipEveryBit(const std::string& seed, size_t stride) {
  Watch watch;
  for (size_t bit = 0; bit < seed.size() * 8; bit += stride) {
    std::string flipped = seed;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    watch.Feed(flipped, "bit " + std::to_string(bit) + " flipped");
  }
}

void Shuffle(const std::string& seed, int rounds) {
  Watch watch;
  std::mt19937 random(20260101);
  const auto below = [&](size_t limit) { return static_cast<size_t>(random() % limit); };
  for (int round = 0; round < rounds; ++round) {
    std::string input;
    for (size_t pieces = 1 + below(8); pieces > 0; --pieces) {
      if (below(4) == 0) {
        for (size_t n = below(16); n > 0; --n) input.push_back(static_cast<char>(random()));
      } else {
        const size_t from = below(seed.size());
        input += seed.substr(from, 1 + below(seed.size() - from));
      }
    }
    watch.Feed(input, "shuffle " + std::to_string(round));
  }
}

}  // namespace graduasi::fuzz
