#include "graduasi/change.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "graduasi/engine.h"
#include "gtest/gtest.h"

namespace graduasi {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Change::Kind kSet = Change::Kind::kSet;
constexpr Change::Kind kAdd = Change::Kind::kAdd;
constexpr Change::Kind kRemove = Change::Kind::kRemove;

Household Family() {
  return *ParseHouseholdJson(
      R"({"id": "K1", "members": [{"born_on": "1990", "pregnant": false}, {"born_on": "2015"}],
          "incomes": [{"observed_on": "2026-05-31", "amount_idr": 2400000, "with_transfers": false}],
          "mentoring": {"inspections": [{"inspected_on": "2026-01-10", "findings": [{"severity": "SERIOUS"}]}]}})");
}

// What the family looks like after the changes, as JSON; the mistake if they do not fit.
std::string After(const std::vector<Change>& changes) {
  Household family = Family();
  const absl::Status status = Apply(changes, &family);
  return status.ok() ? ToJson(family) : std::string(status.message());
}

std::string Unchanged() { return ToJson(Family()); }

TEST(Change, AValueAnElementAndAListCanBeSet) {
  EXPECT_THAT(After({{kSet, "household.incomes[0].amount_idr", "3222111"}}), HasSubstr("3222111"));
  EXPECT_THAT(After({{kSet, "household.incomes[0]", R"({"observed_on": "2026-06"})"}}),
              AllOf(HasSubstr(R"([{"observed_on":"2026-06"}])"), Not(HasSubstr("2400000"))));
  EXPECT_THAT(After({{kSet, "household.incomes", "[]"}}), HasSubstr(R"("incomes":[])"));
  EXPECT_THAT(After({{kSet, "household.mentoring.inspections[0].findings[0].resolved_on", "\"2026-06-01\""}}),
              HasSubstr(R"("resolved_on":"2026-06-01")"));
  EXPECT_THAT(After({{kSet, "household.region", R"({"system": "KEMENDAGRI", "code": "35.79"})"}}), HasSubstr("35.79"));
}

TEST(Change, WhatIsSetReplacesAllThatWasThere) {
  EXPECT_EQ(After({{kSet, "household.members[1]", R"({"pregnant": true})"}, {kRemove, "household.members[0]", ""}}),
            After({{kSet, "household.members", R"([{"pregnant": true}])"}}));
}

TEST(Change, ElementsAreAddedAndRemoved) {
  EXPECT_THAT(After({{kAdd, "household.members", R"({"born_on": "2020-02"})"}}), HasSubstr(R"({"born_on":"2020-02"}])"));
  EXPECT_THAT(After({{kRemove, "household.members[0]", ""}}), Not(HasSubstr("1990")));
  EXPECT_THAT(After({{kRemove, "household.members", ""}}), Not(HasSubstr("members")));
  EXPECT_THAT(After({{kRemove, "household.mentoring", ""}}), Not(HasSubstr("mentoring")));
  EXPECT_EQ(After({{kAdd, "household.members", "{}"}, {kRemove, "household.members[2]", ""}}), Unchanged());
}

TEST(Change, ChangesAreAppliedInOrder) {
  EXPECT_THAT(After({{kSet, "household.assistance", "[]"}, {kAdd, "household.assistance", R"({"amount_idr": 5})"}}),
              HasSubstr(R"("assistance":[{"amount_idr":5}])"));
}

TEST(Change, WhatDoesNotFitIsSaidAndNothingIsChanged) {
  const struct {
    Change change;
    const char* message;
  } cases[] = {
      {{kSet, "incomes[0].amount_idr", "1"}, "starts with `household.`"},
      {{kSet, "household", "{}"}, "starts with `household.`"},
      {{kSet, "household.income[0].amount_idr", "1"}, "did you mean `incomes`?"},
      {{kSet, "household.incomes.amount_idr", "1"}, "`incomes` is a list; say which of it"},
      {{kSet, "household.incomes[-1].amount_idr", "1"}, "counted from 0"},
      {{kSet, "household.incomes[].amount_idr", "1"}, "counted from 0"},
      {{kSet, "household.incomes[99999999999999999999].amount_idr", "1"}, "counted from 0"},
      {{kSet, "household.incomes[1].amount_idr", "1"}, "there is no incomes[1]; the record holds 1 of them"},
      {{kSet, "household.incomes[1]", "{}"}, "there is no incomes[1]; the record holds 1 of them"},
      {{kRemove, "household.incomes[1]", ""}, "there is no incomes[1]"},
      {{kSet, "household.id[0]", "\"x\""}, "`id` is no list"},
      {{kSet, "household.id.code", "\"x\""}, "`id` holds a value"},
      {{kSet, "household.incomes[0].amount_idr", "\"much\""}, "is text"},
      {{kSet, "household.incomes[0].amount_idr", ""}, "a value is missing"},
      {{kSet, "household.incomes[0].amount_idr", "null"}, "null is no value"},
      {{kSet, "household.incomes[0].amount_idr", "1, \"with_transfers\": true"}, "not one value"},
      {{kSet, "household.incomes[0].amount_idr", "1}], \"assistance\": [{\"amount_idr\": 2"}, "not one value"},
      {{kSet, "household.incomes[0].observed_on", "\"2026-02-30\""}, "the calendar does not have"},
      {{kAdd, "household.incomes", "{}, {}"}, "not one value"},
      {{kAdd, "household.incomes", "3"}, "write an object"},
      {{kAdd, "household.incomes[0]", "{}"}, "only to a list"},
      {{kAdd, "household.id", "\"x\""}, "only to a list"},
      {{kAdd, "household.assistance", "{}"}, "set it to a list first, as []"},
  };
  for (const auto& [change, message] : cases) {
    SCOPED_TRACE(change.path + " " + change.value);
    Household family = Family();
    Findings findings;
    EXPECT_EQ(Apply(std::vector<Change>{{kSet, "household.id", "\"K2\""}, change}, &family, &findings).code(),
              absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(findings, ElementsAre(AllOf(Field(&Finding::path, change.path), Field(&Finding::message, HasSubstr(message)))));
    EXPECT_EQ(ToJson(family), Unchanged());
  }
}

TEST(Change, APositionCountsWithinTheValue) {
  Household family = Family();
  Findings findings;
  EXPECT_FALSE(
      Apply(std::vector<Change>{{kSet, "household.incomes[0]", R"({"amount_idr": 1, "amount": 2})"}}, &family, &findings).ok());
  EXPECT_THAT(findings, ElementsAre(AllOf(Field(&Finding::line, 1), Field(&Finding::column, 20))));
}

}  // namespace
}  // namespace graduasi
