#include "bench/decisions.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "absl/strings/string_view.h"

namespace graduasi::bench {
namespace {

void AddToHash(uint16_t mask, uint64_t* hash) {
  for (const int byte : {mask & 0xff, mask >> 8}) *hash = (*hash ^ static_cast<uint64_t>(byte)) * 0x100000001b3u;
}

absl::string_view TextAt(const ArrowArray& array, int64_t row) {
  const auto* at = static_cast<const int32_t*>(array.buffers[1]) + array.offset + row;
  return absl::string_view(static_cast<const char*>(array.buffers[2]) + at[0], static_cast<size_t>(at[1] - at[0]));
}

// Ids of criteria, "C01" to "C12"; those of safeguards begin with another letter.
uint16_t MaskAt(const ArrowArray& list, int64_t row) {
  const auto* at = static_cast<const int32_t*>(list.buffers[1]) + list.offset + row;
  unsigned mask = 0;
  for (int32_t k = at[0]; k < at[1]; ++k) {
    const absl::string_view id = TextAt(*list.children[0], k);
    if (id[0] == 'C') mask |= 1u << ((id[1] - '0') * 10 + (id[2] - '0') - 1);
  }
  return static_cast<uint16_t>(mask);
}

Outcome OutcomeOf(absl::string_view name) {
  if (name == "ELIGIBLE") return Outcome::kEligible;
  if (name == "NOT_YET") return Outcome::kNotYet;
  if (name == "PROTECTED") return Outcome::kProtected;
  return name == "NEEDS_DATA" ? Outcome::kNeedsData : Outcome::kInvalid;
}

}  // namespace

std::string ReadFile(const std::string& path_in_repository) {
  std::ifstream file(std::string(GRADUASI_SOURCE_DIR "/") + path_in_repository, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
}

Policy LoadPolicy(const std::string& path_in_repository) {
  absl::StatusOr<Policy> policy = Policy::Parse(ReadFile(path_in_repository));
  if (!policy.ok()) {
    std::fprintf(stderr, "%s: %s\n", path_in_repository.c_str(), policy.status().ToString().c_str());
    std::exit(1);
  }
  return *policy;
}

void W1Tally::Add(uint16_t fail_mask, uint16_t missing_mask, Outcome outcome) {
  for (size_t k = 0; k < failed.size(); ++k) failed[k] += fail_mask >> k & 1;
  AddToHash(fail_mask, &fail_hash);
  AddToHash(missing_mask, &missing_hash);
  switch (outcome) {
    case Outcome::kInvalid:
      ++invalid;
      break;
    case Outcome::kProtected:
      ++is_protected;
      break;
    case Outcome::kNeedsData:
      ++needs_data;
      break;
    case Outcome::kNotYet:
      ++not_yet;
      break;
    case Outcome::kEligible:
      ++graduate;
  }
}

bool W1Tally::operator==(const W1Tally& other) const {
  return failed == other.failed && graduate == other.graduate && not_yet == other.not_yet &&
         is_protected == other.is_protected && needs_data == other.needs_data && invalid == other.invalid &&
         fail_hash == other.fail_hash && missing_hash == other.missing_hash;
}

bool IsW1(const W1Tally& tally) {
  constexpr std::array<int64_t, 12> kFailed = {250462, 249967, 107580, 234211, 82567,  57723,
                                               22606,  71516,  149972, 100099, 291684, 120191};
  return tally.failed == kFailed && tally.graduate == 147110 && tally.not_yet == 729987 && tally.is_protected == 122903 &&
         tally.fail_hash == 0xe5fd2e7e8fc1ed9du;
}

bool ReadW1(ArrowArrayStream* decisions, W1Tally* tally) {
  const int64_t rows = Drain(decisions, [&](const ArrowArray& array) {
    // id, outcome, route, failed, missing, ...
    for (int64_t row = 0; row < array.length; ++row) {
      tally->Add(MaskAt(*array.children[3], row), MaskAt(*array.children[4], row), OutcomeOf(TextAt(*array.children[1], row)));
    }
  });
  return rows >= 0;
}

int64_t Drain(ArrowArrayStream* decisions, const std::function<void(const ArrowArray&)>& each) {
  int64_t rows = 0;
  while (true) {
    ArrowArray array{};
    if (decisions->get_next(decisions, &array) != 0) {
      const char* said = decisions->get_last_error(decisions);
      std::fprintf(stderr, "the stream failed: %s\n", said == nullptr ? "" : said);
      rows = -1;
      break;
    }
    if (array.release == nullptr) break;
    rows += array.length;
    if (each) each(array);
    array.release(&array);
  }
  decisions->release(decisions);
  return rows;
}

}  // namespace graduasi::bench
