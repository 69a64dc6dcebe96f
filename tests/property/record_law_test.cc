// The laws of decision records on anything: what was recorded replays to the bit, no changed bit is accepted, and the same
// households give the same bytes on every machine and from every compiler.
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graduasi/record.h"
#include "gtest/gtest.h"
#include "src/base/sha256.h"
#include "tests/property/law.h"
#include "tests/property/record_source.h"

namespace graduasi::property {
namespace {

constexpr int64_t kPerChain = 2500;
constexpr int64_t kNormally = 4 * kPerChain;

// Calls work(0) .. work(count - 1), on all cores.
void Spread(int64_t count, const std::function<void(int64_t)>& work) {
  std::atomic<int64_t> next{0};
  std::vector<std::thread> threads;
  for (unsigned i = std::max(1u, std::thread::hardware_concurrency()); i > 0; --i) {
    threads.emplace_back([&] {
      for (int64_t at = next++; at < count; at = next++) work(at);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

struct Replayed {
  std::string head;  // hash of the last record
  int64_t records = 0;
  RecordCounts counts;
  std::vector<std::string> failures;
};

Replayed ReplayChain(uint64_t law, int64_t chain, int64_t records) {
  Replayed replayed;
  RecordSource source(law, chain);
  std::optional<DecisionRecord> before;
  const auto fail = [&](absl::string_view what) {
    replayed.failures.push_back(absl::StrCat("chain ", chain, ", record ", replayed.records, ": ", what));
  };
  while (replayed.records < records && replayed.failures.size() < kEnough) {
    const std::string line = ToJson(source.Next());
    ++replayed.records;
    absl::StatusOr<DecisionRecord> read = ParseRecord(line);
    if (!read.ok()) {
      fail(read.status().message());
      break;
    }
    const Policy& policy = source.Verifier(*read);
    for (const RecordDifference& difference : VerifyRecord(*read, before.has_value() ? &*before : nullptr, policy)) {
      fail(absl::StrCat(difference.field, ": ", difference.recorded, " against ", difference.recomputed));
    }
    before = *std::move(read);
  }
  if (before.has_value()) replayed.head = before->hash;
  replayed.counts = source.counts();
  return replayed;
}

// The head of chains is the hash of their heads in order: it names every byte of every record. If the test of the fixed head
// fails, either the meaning of policies changed (raise kSemantics), or the library's words did (raise kWording), or the
// encoding (RECORD.md), or a policy of this repository, or what is generated here.
constexpr char kHead[] = "e195b0909cc9abfc9afe5fbb0f358d4848742771de3efc84adc8c7ae10b93735";

TEST(RecordLaw, EveryRecordReplaysToTheBitAndCompilersGiveTheSame) {
  const int64_t count = Cases(kNormally);
  std::vector<Replayed> chains(static_cast<size_t>((count + kPerChain - 1) / kPerChain));
  Spread(static_cast<int64_t>(chains.size()), [&](int64_t chain) {
    chains[static_cast<size_t>(chain)] = ReplayChain(90, chain, std::min(kPerChain, count - chain * kPerChain));
  });

  std::string heads;
  int64_t records = 0;
  RecordCounts counts;
  for (size_t chain = 0; chain < chains.size(); ++chain) {
    heads += chains[chain].head;
    records += chains[chain].records;
    counts.Add(chains[chain].counts);
    for (const std::string& failure : chains[chain].failures) ADD_FAILURE() << failure;
    if (static_cast<int64_t>(chain + 1) * kPerChain == kNormally && count >= kNormally &&
        std::getenv("GRADUASI_PROPERTY_SEED") == nullptr) {
      EXPECT_EQ(Sha256Hex(heads), kHead) << "head of the first " << kNormally << " records";
    }
  }
  EXPECT_EQ(records, count);
  EXPECT_LT(counts.refused, count / 10);
  for (size_t i = 0; count >= kNormally && i < counts.outcomes.size(); ++i) {
    EXPECT_GT(counts.outcomes[i], count / 500) << Name(static_cast<Outcome>(i));
  }
  std::cout << records << " records in " << chains.size() << " chains replayed: " << counts.ToText() << "\n"
            << "head of " << records << " records: " << Sha256Hex(heads) << "\n";
}

// 1,000 records in the long run.
TEST(RecordLaw, NoSingleBitOfARecordCanChange) {
  const int64_t count = std::min<int64_t>(Cases(8), 1000);
  std::vector<std::string> lines;
  RecordSource source(91, 0);
  for (int64_t i = 0; i < count; ++i) lines.push_back(ToJson(source.Next()));
  std::atomic<int64_t> unfound{0};
  std::atomic<int64_t> unread{0};
  std::atomic<int64_t> bits{0};
  Spread(count, [&](int64_t at) {
    std::string& line = lines[static_cast<size_t>(at)];
    for (size_t bit = 0; bit < line.size() * 8; ++bit) {
      const auto mask = static_cast<char>(1 << (bit % 8));
      line[bit / 8] ^= mask;
      if (ParseRecord(line).ok()) ++unfound;
      line[bit / 8] ^= mask;
    }
    bits += static_cast<int64_t>(line.size()) * 8;
    if (!ParseRecord(line).ok()) ++unread;
  });
  EXPECT_EQ(unfound, 0) << "of " << bits;
  EXPECT_EQ(unread, 0) << "that nothing was changed in";
  EXPECT_GT(bits, count * 4000);
  std::cout << bits << " bits of " << count << " records changed, " << unfound
            << " of them unfound: " << source.counts().ToText() << "\n";
}

}  // namespace
}  // namespace graduasi::property
