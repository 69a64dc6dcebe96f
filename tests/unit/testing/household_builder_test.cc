// What a household built with graduasi/testing.h holds, and what is said of one that cannot be built.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "graduasi/testing.h"
#include "gtest/gtest-spi.h"
#include "gtest/gtest.h"

namespace graduasi {
namespace {

using ::testing::Optional;
using ::testing::SizeIs;

TEST(HouseholdBuilder, WhatIsNotSaidIsMissing) {
  EXPECT_EQ(ToJson(HouseholdBuilder()), "{}");
  EXPECT_EQ(ToJson(HouseholdBuilder().Id("K1").In("35.79.01")),
            R"({"id":"K1","region":{"system":"KEMENDAGRI","code":"35.79.01"}})");
  EXPECT_EQ(ToJson(HouseholdBuilder().In(Bps("3579"))), R"({"region":{"system":"BPS","code":"3579"}})");
}

TEST(HouseholdBuilder, AListThatIsEmptyIsKnownToBe) {
  EXPECT_EQ(ToJson(HouseholdBuilder().No<Assistance>()), R"({"assistance":[]})");
  EXPECT_EQ(ToJson(HouseholdBuilder().No<Session>()), R"({"mentoring":{"sessions":[]}})");
  EXPECT_EQ(ToJson(HouseholdBuilder().Add(&Income::amount_idr, 1).No<Income>()), R"({"incomes":[]})");
}

TEST(HouseholdBuilder, ARecordFindsItsList) {
  EXPECT_EQ(ToJson(HouseholdBuilder()
                       .Add(2, &Member::born_on, "1990", &Member::sex, Sex::kFemale)
                       .Add(&Member::born_on, PartialDate::Month(2019, 4))
                       .Add(&Income::observed_on, Date(2026, 5, 31), &Income::amount_idr, 2400000)
                       .Add(&Session::attended, true)
                       .Add(&Objection::filed_on, "2026-06-01")),
            R"({"members":[{"born_on":"1990","sex":"FEMALE"},{"born_on":"1990","sex":"FEMALE"},{"born_on":"2019-04"}],)"
            R"("incomes":[{"observed_on":"2026-05-31","amount_idr":2400000}],)"
            R"("mentoring":{"sessions":[{"attended":true}]},"procedure":{"objections":[{"filed_on":"2026-06-01"}]}})");
}

TEST(HouseholdBuilder, ARecordWithinARecordIsAValue) {
  const Household household = HouseholdBuilder().Add(
      &Inspection::inspected_on, "2026-01", &Inspection::findings,
      std::vector{Record(&InspectionFinding::item, "E12", &InspectionFinding::severity, Severity::kSerious)});
  EXPECT_EQ(ToJson(household),
            R"({"mentoring":{"inspections":[{"inspected_on":"2026-01","findings":[{"item":"E12","severity":"SERIOUS"}]}]}})");
}

TEST(HouseholdBuilder, FactsThatThereAreOnceAreSetWhereTheyBelong) {
  EXPECT_EQ(ToJson(HouseholdBuilder()
                       .Set(&Household::registered_on, "2019")
                       .Set(&Dwelling::tenure, Tenure::kOwned, &Dwelling::floor_area_m2, 42)
                       .Set(&Procedure::willing, true)),
            R"({"registered_on":"2019","dwelling":{"tenure":"OWNED","floor_area_m2":42},"procedure":{"willing":true}})");
}

TEST(HouseholdBuilder, AFamilyIsTheStartOfManyAndStaysAsItIs) {
  const HouseholdBuilder two = HouseholdBuilder().Add(2, &Member::pregnant, false);
  const HouseholdBuilder changed = two.Set("household.members[1].pregnant", true)
                                       .Set("household.members[0].born_on", "1990-02")
                                       .Set("household.members[0].died_on", Date(2026, 1, 2))
                                       .Set("household.members[0].relation", Relation::kHead)
                                       .Set("household.members[0].income_idr", -5)
                                       .Set("household.members[0].work_field", "\"a\\b\"\n\x1f");
  EXPECT_EQ(ToJson(changed), R"({"members":[{"born_on":"1990-02","died_on":"2026-01-02","relation":"HEAD","pregnant":false,)"
                             R"("work_field":"\"a\\b\"\n\u001f","income_idr":-5},{"pregnant":true}]})");
  EXPECT_EQ(ToJson(changed.Forget("household.members[0]")), R"({"members":[{"pregnant":true}]})");
  EXPECT_EQ(ToJson(two.Forget("household.members")), "{}");
  EXPECT_EQ(ToJson(two), R"({"members":[{"pregnant":false},{"pregnant":false}]})");
}

TEST(HouseholdBuilder, ItStandsForTheHousehold) {
  const HouseholdBuilder builder = HouseholdBuilder().Id("K1");
  const Household household = builder;
  EXPECT_THAT(household.id, Optional(std::string("K1")));
  const Household& kept = builder.No<Member>();  // a copy, which lives on
  EXPECT_THAT(kept.members, Optional(SizeIs(0)));
  EXPECT_EQ(ToJson(builder.Build()), ToJson(builder));
}

TEST(HouseholdBuilder, WhatCannotBeFailsTheTestAndIsNamed) {
  EXPECT_NONFATAL_FAILURE(static_cast<void>(HouseholdBuilder().Add(&Member::born_on, "1990-13")),
                          "Member.born_on: `1990-13` is no date; write 2025-11-15, 2025-11 or 2025");
  EXPECT_NONFATAL_FAILURE(static_cast<void>(HouseholdBuilder().Set("household.members[0].pregnant", true)),
                          "household.members[0].pregnant: ");
  EXPECT_NONFATAL_FAILURE(static_cast<void>(HouseholdBuilder().Set("household.procedure.wiling", true)), "willing");
  EXPECT_NONFATAL_FAILURE(static_cast<void>(HouseholdBuilder().Set("household.procedure.willing", 1)),
                          "household.procedure.willing: ");
}

}  // namespace
}  // namespace graduasi
