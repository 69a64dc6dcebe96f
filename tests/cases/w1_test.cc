// The benchmark workload W1 decided by the policy written for it: every criterion of every family must come out as the workload
// says, in bulk, at 20,000 and at 200,000 families. Speed is not asked about here.
#include "tests/cases/w1.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "graduasi/engine.h"

namespace graduasi::w1 {
namespace {

using testing::ElementsAre;

constexpr size_t kCriteria = 12;
constexpr uint64_t kChunk = 5000;

struct Tally {
  std::array<int64_t, kCriteria> failed = {};
  int64_t graduate = 0;
  int64_t not_yet = 0;
  int64_t is_protected = 0;
  int64_t other = 0;  // neither a result of the workload, nor a criterion that passes or fails
  Hash hash;
};

Policy LoadPolicy() {
  std::ifstream file(GRADUASI_SOURCE_DIR "/policies/examples/w1.policy.txtpb", std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  absl::StatusOr<Policy> policy = Policy::Parse(text);
  EXPECT_TRUE(policy.ok()) << policy.status();
  return *policy;
}

void Count(const Verdict& verdict, Tally* tally) {
  uint16_t mask = 0;
  for (size_t i = 0; i < verdict.criteria.size(); ++i) {
    if (verdict.criteria[i] == CriterionResult::kFail) {
      mask = static_cast<uint16_t>(mask | 1u << i);
      ++tally->failed[i];
    } else if (verdict.criteria[i] != CriterionResult::kPass) {
      ++tally->other;
    }
  }
  tally->hash.Add(mask);
  switch (verdict.outcome) {
    case Outcome::kEligible:
      ++tally->graduate;
      break;
    case Outcome::kNotYet:
      ++tally->not_yet;
      break;
    case Outcome::kProtected:
      ++tally->is_protected;
      break;
    case Outcome::kInvalid:
    case Outcome::kNeedsData:
      ++tally->other;
  }
}

Tally DecideFirst(uint64_t families) {
  const Policy policy = LoadPolicy();
  EXPECT_EQ(policy.document().criteria.size(), kCriteria);
  Tally tally;
  for (uint64_t begin = 0; begin < families; begin += kChunk) {
    std::vector<Household> households;
    for (uint64_t id = begin; id < begin + kChunk && id < families; ++id) households.push_back(ToHousehold(Draw(id)));
    size_t next = 0;
    const absl::Status status = policy.DecideAll(households, kAsOf, {}, [&](size_t index, const Verdict& verdict) {
      EXPECT_EQ(index, next++);
      Count(verdict, &tally);
    });
    EXPECT_TRUE(status.ok()) << status;
    EXPECT_EQ(next, households.size());
  }
  return tally;
}

TEST(W1, TwentyThousandFamilies) {
  const Tally tally = DecideFirst(20000);
  EXPECT_EQ(tally.hash.value(), 0x7288dfcf08be2201u);
  EXPECT_EQ(tally.other, 0);
}

TEST(W1, TwoHundredThousandFamilies) {
  const Tally tally = DecideFirst(200000);
  EXPECT_EQ(tally.hash.value(), 0xa35d46c309908e7du);
  EXPECT_EQ(tally.other, 0);
  EXPECT_THAT(tally.failed, ElementsAre(49810, 50162, 21540, 47033, 16603, 11348, 4484, 14035, 29846, 19876, 58475, 24202));
  EXPECT_EQ(tally.graduate, 29508);
  EXPECT_EQ(tally.not_yet, 146329);
  EXPECT_EQ(tally.is_protected, 24163);
}

// One at a time and in bulk are the same program; here they are seen to agree.
TEST(W1, OneFamilyIsABatchOfOne) {
  const Policy policy = LoadPolicy();
  std::vector<Household> households;
  for (uint64_t id = 0; id < 300; ++id) households.push_back(ToHousehold(Draw(id)));
  const absl::Status status = policy.DecideAll(households, kAsOf, {}, [&](size_t index, const Verdict& verdict) {
    const absl::StatusOr<Decision> decision = policy.Decide(households[index], kAsOf);
    ASSERT_TRUE(decision.ok()) << decision.status();
    EXPECT_EQ(decision->outcome, verdict.outcome) << "family " << index;
    ASSERT_EQ(decision->criteria.size(), verdict.criteria.size());
    for (size_t i = 0; i < verdict.criteria.size(); ++i) {
      EXPECT_EQ(decision->criteria[i].result, verdict.criteria[i]) << "family " << index << ", " << decision->criteria[i].id;
    }
  });
  EXPECT_TRUE(status.ok()) << status;
}

}  // namespace
}  // namespace graduasi::w1
