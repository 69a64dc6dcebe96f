// The laws of decision records on anything: what was recorded replays to the bit, no changed bit is accepted, and the same
// households give the same bytes on every machine and from every compiler.
#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "graduasi/record.h"
#include "gtest/gtest.h"
#include "src/base/sha256.h"
#include "tests/property/household_source.h"
#include "tests/property/law.h"
#include "tests/property/random.h"

namespace graduasi::property {
namespace {

const Policy& Reference() {
  static const Policy& policy = *[] {
    std::ifstream file(GRADUASI_SOURCE_DIR "/policies/pkh-graduasi/2026.policy.txtpb", std::ios::binary);
    return new Policy(*Policy::Parse(std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>())));
  }();
  return policy;
}

// A day on which the reference policy decides.
Date AsOf(Random* random) { return Date::FromDays(Date(2026, 1, 1).days() + static_cast<int32_t>(random->Below(365))); }

// Records of a stream of households, each half sound and half absurd, some of which cannot be recorded with stand-ins (text
// that is no UTF-8): `each` sees every record and its predecessor.
template <typename Each>
int64_t Stream(uint64_t law, int64_t count, const Each& each) {
  std::optional<DecisionRecord> previous;
  int64_t refused = 0;
  for (int64_t i = 0; i < count; ++i) {
    Random random(SeedOf(law, i));
    const Date as_of = AsOf(&random);
    const Household household = AnyHousehold(as_of, &random);
    RecordOptions options;
    if (random.Percent(20)) options.identities = Identities::kClear;
    if (random.Percent(20)) options.seal_key = std::string(32, 's');
    if (random.Percent(20)) options.decide.recorded_when_true = {"household.members[].pregnant"};
    const DecisionRecord* before = previous.has_value() ? &*previous : nullptr;
    absl::StatusOr<DecisionRecord> record = MakeRecord(Reference(), household, as_of, options, before);
    if (!record.ok()) {
      ++refused;
      EXPECT_EQ(record.status().code(), absl::StatusCode::kFailedPrecondition) << record.status();
      continue;
    }
    each(*record, before);
    previous = *std::move(record);
  }
  return refused;
}

TEST(RecordLaw, EveryRecordReplaysToTheBit) {
  const int64_t count = Cases(10000);
  int64_t found = 0;
  int64_t outcomes[5] = {};
  int64_t recorded = 0;
  const int64_t refused = Stream(90, count, [&](const DecisionRecord& record, const DecisionRecord* before) {
    ++recorded;
    ++outcomes[static_cast<int>(record.outcome)];
    const absl::StatusOr<DecisionRecord> read = ParseRecord(ToJson(record));
    if (found >= kEnough) return;
    if (!read.ok()) {
      ++found;
      ADD_FAILURE() << "record " << record.number << ": " << read.status();
      return;
    }
    for (const RecordDifference& difference : VerifyRecord(*read, before, Reference())) {
      ++found;
      ADD_FAILURE() << "record " << record.number << ", " << difference.field << ": " << difference.recorded << " against "
                    << difference.recomputed;
    }
  });
  EXPECT_EQ(recorded + refused, count);
  EXPECT_LT(refused, count / 10);
  for (const Outcome outcome : {Outcome::kInvalid, Outcome::kProtected, Outcome::kNeedsData, Outcome::kNotYet}) {
    EXPECT_GT(outcomes[static_cast<int>(outcome)], 0) << Name(outcome);
  }
  std::cout << recorded << " records replayed, " << refused << " households that cannot be recorded\n";
}

// Of records of the reference policy, with all their texts. 1,000 of them in the long run.
TEST(RecordLaw, NoSingleBitOfARecordCanChange) {
  const int64_t count = std::min<int64_t>(Cases(2), 1000);
  int64_t unfound = 0;
  int64_t bits = 0;
  Stream(91, count, [&](const DecisionRecord& record, const DecisionRecord*) {
    std::string line = ToJson(record);
    for (size_t bit = 0; bit < line.size() * 8; ++bit, ++bits) {
      const auto flip = [&] {
        line[bit / 8] = static_cast<char>(static_cast<unsigned char>(line[bit / 8]) ^ (1u << (bit % 8)));
      };
      flip();
      if (ParseRecord(line).ok()) ++unfound;
      flip();
    }
    EXPECT_TRUE(ParseRecord(line).ok());
  });
  EXPECT_EQ(unfound, 0) << "of " << bits;
  EXPECT_GT(bits, count * 8000);
  std::cout << bits << " bits changed, each found\n";
}

// If this fails, either the meaning of policies changed (raise kSemantics), or the library's words did (raise kWording), or the
// encoding (RECORD.md), or the households generated here. The digest is the same for every compiler and machine.
TEST(RecordLaw, TheSameHouseholdsGiveTheSameBytes) {
  std::string lines;
  Stream(92, 200, [&](const DecisionRecord& record, const DecisionRecord*) { lines += ToJson(record) + "\n"; });
  EXPECT_EQ(Sha256Hex(lines), "62143113f9e53a2723ecb4c103484a1a7d3fc7f96822e5b5bb09cabdbf31c182");
  EXPECT_EQ(kWording, 1);
}

}  // namespace
}  // namespace graduasi::property
