#include "src/decide/sweep.h"

#include <vector>

#include "gmock/gmock.h"
#include "graduasi/engine.h"
#include "gtest/gtest.h"
#include "src/decide/admission.h"
#include "tests/unit/policy/documents.h"

namespace graduasi::decide {
namespace {

Policy Compile(const PolicyDocument& document) {
  absl::StatusOr<Policy> policy = Policy::Compile(document);
  EXPECT_TRUE(policy.ok()) << policy.status();
  return *std::move(policy);
}

// Meets SmallPolicy from 2026-06-15 on.
Household FamilyHelpedOn(Date day) {
  Household household;
  household.members.emplace(1);
  household.members->at(0).pregnant = false;
  household.assistance.emplace(1);
  household.assistance->at(0).recorded_on = day;
  household.procedure.willing = true;
  return household;
}

TEST(Sweep, EveryRowIsDecidedAsOfItsOwnDay) {
  const Policy policy = Compile(SmallPolicy());
  const Household families[] = {FamilyHelpedOn(Date(2025, 12, 15)), FamilyHelpedOn(Date(2026, 2, 28))};
  std::vector<Sweep::Row> rows;
  for (Date day(2026, 1, 1); day < Date(2027, 1, 1); day = Date::FromDays(day.days() + 1)) {
    for (const Household& family : families) rows.push_back({&family, day});
  }
  std::vector<Outcome> outcomes;
  Sweep sweep;
  for (int round = 0; round < 2; ++round) {  // buffers are kept from one to the next
    outcomes.clear();
    ASSERT_TRUE(sweep
                    .Run(CompiledOf(policy), rows, {},
                         [&](const Sweep::Decided& batch) {
                           EXPECT_EQ(batch.first, outcomes.size());
                           for (int32_t i = 0; i < batch.count; ++i) outcomes.push_back(batch.judgement.outcome(i));
                         })
                    .ok());
    ASSERT_EQ(outcomes.size(), rows.size());
  }
  int eligible = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    const Outcome alone = policy.Decide(*rows[i].household, rows[i].as_of)->outcome;
    ASSERT_EQ(outcomes[i], alone) << rows[i].as_of.ToString();
    if (alone == Outcome::kEligible) ++eligible;
  }
  EXPECT_EQ(eligible, 200 + 58 + 126);  // from 15 June on; until the aid of 28 February shows, and six months after it
}

TEST(Sweep, ADayOutsideThePolicysPeriodDecidesNothing) {
  const Policy policy = Compile(SmallPolicy());
  const Household family = FamilyHelpedOn(Date(2025, 12, 15));
  const std::vector<Sweep::Row> rows = {{&family, Date(2026, 6, 15)}, {&family, Date(2027, 1, 1)}};
  bool called = false;
  const absl::Status status = Sweep().Run(CompiledOf(policy), rows, {}, [&](const Sweep::Decided&) { called = true; });
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(called);
}

}  // namespace
}  // namespace graduasi::decide
