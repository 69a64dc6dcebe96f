// Feeds a fuzz target with a good input that is cut off at every byte and has every bit flipped, and watches that nothing is
// printed. What the target does with the bytes it does not know.
#ifndef GRADUASI_TESTS_FUZZ_REPLAY_H_
#define GRADUASI_TESTS_FUZZ_REPLAY_H_

#include <string>

namespace graduasi::fuzz {

std::string ReadCorpus(const std::string& file);  // of tests/fuzz/corpus

// Every `stride`-th of the mutations, each kind from its own start; 1: all.
void CutOffAtEveryByte(const std::string& seed, size_t stride = 1);
void FlipEveryBit(const std::string& seed, size_t stride = 1);

// Bytes without sense, from a fixed seed, and pieces of `seed` in a new order.
void Shuffle(const std::string& seed, int rounds);

}  // namespace graduasi::fuzz

#endif  // GRADUASI_TESTS_FUZZ_REPLAY_H_
