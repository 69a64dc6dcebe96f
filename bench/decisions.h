// What the benchmarks share: files of the repository, check values, and decisions read back from a stream, so that nothing is
// timed that has not been seen to be right.
#ifndef GRADUASI_BENCH_DECISIONS_H_
#define GRADUASI_BENCH_DECISIONS_H_

#include <array>
#include <cstdint>
#include <functional>
#include <string>

#include "graduasi/arrow_abi.h"
#include "graduasi/engine.h"

namespace graduasi::bench {

std::string ReadFile(const std::string& path_in_repository);
Policy LoadPolicy(const std::string& path_in_repository);

// Counted over households in order.
struct W1Tally {
  std::array<int64_t, 12> failed = {};
  int64_t graduate = 0, not_yet = 0, is_protected = 0, needs_data = 0, invalid = 0;
  uint64_t fail_hash = 0xcbf29ce484222325u;  // FNV-1a over the masks, two bytes each, the low one first
  uint64_t missing_hash = 0xcbf29ce484222325u;
  // Masks of criteria, bit 0: C01.
  void Add(uint16_t fail_mask, uint16_t missing_mask, Outcome outcome);
  bool operator==(const W1Tally& other) const;
};

// True of 1,000,000 households with nothing missing.
bool IsW1(const W1Tally& tally);

// Reads a stream of decisions of W1 to its end. False if the stream fails.
bool ReadW1(ArrowArrayStream* decisions, W1Tally* tally);

// Reads a stream to its end and looks at nothing; `each` (may be empty) is called for every array. Returns the rows, -1 if the
// stream fails.
int64_t Drain(ArrowArrayStream* decisions, const std::function<void(const ArrowArray&)>& each);

}  // namespace graduasi::bench

#endif  // GRADUASI_BENCH_DECISIONS_H_
