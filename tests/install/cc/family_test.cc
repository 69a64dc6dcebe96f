// A policy of one rule, tested with nothing but what graduasi/testing.h gives.
#include "graduasi/testing.h"

using graduasi::Date;
using graduasi::HouseholdBuilder;
using graduasi::Income;
using testing::Not;

const char kPolicy[] = R"(
  id: "small"  version: "1"
  title { id: "Kecil"  en: "Small" }
  effective { from: "2026-01-01" }
  criterion {
    id: "income"
    title { id: "Pendapatan"  en: "Income" }
    require: "latest(household.incomes).amount_idr >= 1000000"
    can_act: HOUSEHOLD
  }
  route { id: "way"  kind: OTHER  title { id: "Jalur"  en: "Way" }  all_of: "income" }
)";

TEST(Family, IsDecidedByItsIncome) {
  const absl::StatusOr<graduasi::Policy> policy = graduasi::Policy::Parse(kPolicy);
  ASSERT_TRUE(policy.ok()) << policy.status();
  const auto family = HouseholdBuilder().Id("K1").Add(&Income::observed_on, "2026-05", &Income::amount_idr, 1000000);
  const Date day(2026, 6, 15);
  EXPECT_THAT(policy->Decide(family, day), graduasi::IsEligibleBy("way"));
  EXPECT_THAT(policy->Decide(family.Set("household.incomes[0].amount_idr", 999999), day), graduasi::FailsOnly("income"));
  EXPECT_THAT(policy->Decide(family.Forget("household.incomes"), day), graduasi::IsMissing("household.incomes"));
  EXPECT_THAT(policy->Decide(family, day), Not(graduasi::NeedsData()));
}
