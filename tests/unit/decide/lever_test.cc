// What people can do about a record: which facts, and that edits say exactly what was done.
#include "src/decide/lever.h"

#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace graduasi::decide {
namespace {

using ::testing::ElementsAre;

const Date kDay(2026, 6, 15);

const model::RecordInfo& Record(const std::string& name) {
  for (const model::RecordInfo* record : model::Records()) {
    if (record->name == name) return *record;
  }
  ADD_FAILURE() << name;
  return model::HouseholdRecord();
}

int Field(const std::string& record, const std::string& field) { return Record(record).FieldIndex(field); }

TEST(Lever, IdentitiesThePastAndPeopleAreNeverChanged) {
  for (const model::RecordInfo* record : model::Records()) {
    for (size_t f = 0; f < record->fields.size(); ++f) {
      const model::FieldInfo& field = record->fields[f];
      if (MeansOf(*record, static_cast<int>(f)) == Means::kNever) continue;
      const std::string name = record->name + "." + field.name;
      EXPECT_NE(field.role, Role::kIdentity) << name;
      EXPECT_NE(field.role, Role::kRecordedOn) << name;
      EXPECT_NE(field.kind, model::FieldKind::kString) << name;
      EXPECT_NE(field.kind, model::FieldKind::kRecord) << name;
    }
  }
  for (const char* list : {"members", "assistance", "memberships", "shocks"}) {
    EXPECT_EQ(MeansOf(Record("Household"), Field("Household", list)), Means::kNever) << list;
  }
  for (const char* fact : {"born_on", "died_on", "sex", "pregnant", "severely_disabled", "employer"}) {
    EXPECT_EQ(MeansOf(Record("Member"), Field("Member", fact)), Means::kNever) << fact;
  }
  for (const char* type : {"Assistance", "Membership", "Shock", "Region"}) {
    for (size_t f = 0; f < Record(type).fields.size(); ++f) {
      EXPECT_EQ(MeansOf(Record(type), static_cast<int>(f)), Means::kNever) << type;
    }
  }
}

Household WithIncomes() {
  Household household;
  household.incomes.emplace(2);
  household.incomes->at(0).observed_on = Date(2025, 4, 30);
  household.incomes->at(0).amount_idr = 100;
  household.incomes->at(0).with_transfers = false;
  household.incomes->at(1).observed_on = Date(2026, 4, 30);
  household.incomes->at(1).amount_idr = 900;
  household.incomes->at(1).with_transfers = true;
  return household;
}

// Each list of edits, edit by edit: "ADD household.incomes {...}".
std::vector<std::vector<std::string>> Told(const std::vector<Pull>& pulls, const Household& household) {
  std::vector<std::vector<std::string>> all;
  for (const std::vector<Change>& edits : EditsOf(pulls, household)) {
    std::vector<std::string>& told = all.emplace_back();
    for (const Change& edit : edits) {
      told.push_back((edit.kind == Change::Kind::kAdd ? "ADD " : "SET ") + edit.path + " " + edit.value);
    }
  }
  return all;
}

FieldValue Value(int field, int64_t number) {
  FieldValue value;
  value.field = field;
  value.number = number;
  return value;
}

TEST(Lever, AnObservationIsFollowedByANewOneLikeTheLastOfItsKind) {
  const Household household = WithIncomes();
  const std::optional<Lever> lever =
      Observing(model::HouseholdRecord(), Field("Household", "incomes"), &household, "household", Field("Income", "amount_idr"),
                {Value(Field("Income", "with_transfers"), 0)}, kDay);
  ASSERT_TRUE(lever);
  EXPECT_TRUE(lever->add);
  EXPECT_EQ(lever->from, 100);
  EXPECT_THAT(Told({{&*lever, 250}}, household),
              ElementsAre(ElementsAre(
                  R"(ADD household.incomes {"observed_on": "2026-06-15", "amount_idr": 250, "with_transfers": false})")));
  Household changed = household;
  Apply({{&*lever, 250}}, &changed);
  ASSERT_EQ(changed.incomes->size(), 3u);
  EXPECT_EQ(changed.incomes->at(2).amount_idr, 250);
  EXPECT_EQ(changed.incomes->at(2).with_transfers, false);
  EXPECT_EQ(changed.incomes->at(2).observed_on, PartialDate(kDay));
}

TEST(Lever, AnObservationOfTheSameDayIsAnotherOneAndNotASecond) {
  Household household = WithIncomes();
  household.incomes->at(0).observed_on = PartialDate::Month(2026, 6);
  const std::optional<Lever> lever =
      Observing(model::HouseholdRecord(), Field("Household", "incomes"), &household, "household", Field("Income", "amount_idr"),
                {Value(Field("Income", "with_transfers"), 0)}, kDay);
  ASSERT_TRUE(lever);
  EXPECT_FALSE(lever->add);
  EXPECT_THAT(Told({{&*lever, 250}}, household), ElementsAre(ElementsAre("SET household.incomes[0].amount_idr 250")));
}

TEST(Lever, WhatIsNotRecordedIsNotAddedTo) {
  const Household household;
  EXPECT_FALSE(
      AddingTo(Record("Mentoring"), Field("Mentoring", "sessions"), &household.mentoring, "household.mentoring", {}, kDay));
}

TEST(Lever, TwoFiguresOfOneRecordMakeOneRecord) {
  Household household;
  household.balances.emplace(1);
  household.balances->at(0).observed_on = Date(2026, 1, 1);
  household.balances->at(0).savings_idr = 10;
  household.balances->at(0).arrears_idr = 5;
  const auto observing = [&](const char* field) {
    return *Observing(model::HouseholdRecord(), Field("Household", "balances"), &household, "household",
                      Field("Balance", field), {}, kDay);
  };
  const Lever savings = observing("savings_idr");
  const Lever arrears = observing("arrears_idr");
  EXPECT_TRUE(SameRecord(savings, arrears));
  Household changed = household;
  Apply({{&savings, 70}, {&arrears, 0}}, &changed);
  ASSERT_EQ(changed.balances->size(), 2u);
  EXPECT_EQ(changed.balances->at(1).savings_idr, 70);
  EXPECT_EQ(changed.balances->at(1).arrears_idr, 0);
  EXPECT_THAT(
      Told({{&savings, 70}, {&arrears, 0}}, household),
      ElementsAre(ElementsAre(R"(ADD household.balances {"observed_on": "2026-06-15", "savings_idr": 70, "arrears_idr": 5})"),
                  ElementsAre("SET household.balances[1].arrears_idr 0")));
}

TEST(Lever, AHouseThatIsAnotherIsSeenToday) {
  Household household;
  household.dwelling.observed_on = Date(2025, 1, 1);
  const Lever lever = Setting(Record("Dwelling"), Field("Dwelling", "roof"), &household.dwelling, "household.dwelling", kDay);
  EXPECT_THAT(Told({{&lever, 0}}, household), ElementsAre(ElementsAre("SET household.dwelling.observed_on \"2026-06-15\"",
                                                                      "SET household.dwelling.roof \"DURABLE\"")));
}

}  // namespace
}  // namespace graduasi::decide
