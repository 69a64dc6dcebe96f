// The interpreter that checks the evaluator, checked by hand: each line is a sentence of src/SEMANTICS.md with its values
// worked out on paper.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/reference/environment.h"

namespace graduasi::property {
namespace {

PartialDate Day(const char* text) { return *PartialDate::Parse(text); }

class InterpreterTest : public testing::Test {
 protected:
  InterpreterTest() : environment_(reference::PolicyEnvironment::Make(document_, &problem_)) {
    reading_.as_of = Date(2026, 6, 15);
    household_.incomes.emplace(3);
    household_.procedure.willing = true;
    // In: 100. In: not known. Maybe in: 7 (its month straddles the day).
    (*household_.incomes)[0].observed_on = Day("2026-06-01");
    (*household_.incomes)[0].amount_idr = 100;
    (*household_.incomes)[1].observed_on = Day("2026-05");
    (*household_.incomes)[2].observed_on = Day("2026-06");
    (*household_.incomes)[2].amount_idr = 7;
    household_.businesses.emplace(1);
    (*household_.businesses)[0].started_on = Day("2026-06-16");
    household_.shocks.emplace(1);  // its day is not known
  }

  std::string Of(const std::string& source) {
    std::vector<cel::Issue> issues;
    const std::shared_ptr<const cel::Expression> expression = cel::Check(source, environment_->names(), &issues);
    if (expression == nullptr) return issues.empty() ? "?" : issues[0].message;
    return reference::ToString(environment_->Evaluate(*expression, household_, reading_));
  }

  PolicyDocument document_;
  std::string problem_;
  std::unique_ptr<reference::PolicyEnvironment> environment_;
  Household household_;
  reference::Reading reading_;
};

TEST_F(InterpreterTest, ElementsThatMayNotBelongMakeRanges) {
  EXPECT_EQ(Of("size(household.incomes)"), "[2, 3]");
  EXPECT_EQ(Of("size(household.businesses)"), "0");
  EXPECT_EQ(Of("size(household.shocks)"), "[0, 1]");
  EXPECT_EQ(Of("size(household.assets)"), "missing");
  EXPECT_EQ(Of("size(household.procedure.objections)"), "0");
  EXPECT_EQ(Of("count(household.incomes.map(x, x.amount_idr > 50))"), "[1, 2]");
  EXPECT_EQ(Of("household.incomes.map(x, x.amount_idr)"), "list(100, missing, maybe 7)");
  EXPECT_EQ(Of("household.incomes.filter(x, x.amount_idr > 50).map(x, 1)"), "list(1, maybe 1)");
}

TEST_F(InterpreterTest, SumsAndExtremes) {
  EXPECT_EQ(Of("sum(household.incomes.map(x, x.amount_idr))"), "missing");
  EXPECT_EQ(Of("sum(household.incomes.map(x, 5))"), "[10, 15]");
  EXPECT_EQ(Of("sum(household.incomes.map(x, -5))"), "[-15, -10]");
  EXPECT_EQ(Of("sum([9223372036854775807, 1, -1])"), "9223372036854775807");
  EXPECT_EQ(Of("sum([9223372036854775807, 1])"), "error");
  EXPECT_EQ(Of("min(household.incomes.map(x, x.observed_on == date(\"2026-06-01\") ? 3 : 1))"), "missing");
  EXPECT_EQ(Of("min(household.shocks.map(x, 1))"), "missing");
  EXPECT_EQ(Of("max(3, 8, 5)"), "8");
}

TEST_F(InterpreterTest, RangesOfDates) {
  EXPECT_EQ(Of("household.incomes[1].observed_on"), "date 2026-05-01..2026-05-31");
  EXPECT_EQ(Of("household.incomes[1].observed_on < as_of"), "true");
  EXPECT_EQ(Of("household.incomes[1].observed_on == date(\"2026-05-07\")"), "missing");
  EXPECT_EQ(Of("days_between(household.incomes[1].observed_on, as_of)"), "[15, 45]");
  EXPECT_EQ(Of("months_between(household.incomes[1].observed_on, as_of)"), "[0, 1]");
  EXPECT_EQ(Of("add_months(household.incomes[1].observed_on, 1)"), "date 2026-06-01..2026-06-30");
  EXPECT_EQ(Of("days_between(household.incomes[1].observed_on, as_of) / 2"), "missing");
  EXPECT_EQ(Of("household.incomes[2]"), "missing");
  EXPECT_EQ(Of("household.incomes[3]"), "missing");
  EXPECT_EQ(Of("household.businesses[0].workers"), "error");
  EXPECT_EQ(Of("latest(household.incomes).amount_idr"), "missing");
  EXPECT_EQ(Of("latest(household.incomes.filter(x, x.amount_idr > 50)).amount_idr"),
            "100");  // the other may be in, and is older
}

TEST_F(InterpreterTest, LogicUnderPolicyRules) {
  EXPECT_EQ(Of("false && household.dwelling.floor_area_m2 > 3"), "false");
  EXPECT_EQ(Of("true || household.dwelling.floor_area_m2 > 3"), "true");
  EXPECT_EQ(Of("true || 1 / 0 > 3"), "error");
  EXPECT_EQ(Of("household.dwelling.floor_area_m2 > 3 && 1 / 0 > 3"), "error");
  EXPECT_EQ(Of("true ? 1 : 1 / 0"), "1");
  EXPECT_EQ(Of("household.dwelling.floor_area_m2 > 3 ? 1 : 1"), "missing");
  EXPECT_EQ(Of("household.shocks.all(x, 1 / 0 > 1)"), "missing");
  EXPECT_EQ(Of("household.incomes.exists(x, x.amount_idr == 100)"), "true");
  EXPECT_EQ(Of("household.incomes.exists(x, x.amount_idr == 7)"), "missing");
  EXPECT_EQ(Of("household.incomes.exists_one(x, x.amount_idr == 100)"), "missing");
  EXPECT_EQ(Of("100 in household.incomes.map(x, x.amount_idr)"), "true");
  EXPECT_EQ(Of("{1: 2, 1: 3}[1]"), "error");
  EXPECT_EQ(Of("{1: 2}[3]"), "error");
}

TEST_F(InterpreterTest, WhatIsKnownOnTheDay) {
  household_.procedure.nominated_on = Day("2026-06");
  household_.procedure.verified_on = Day("2026-06-16");
  EXPECT_EQ(Of("has(household.procedure.nominated_on)"), "missing");
  EXPECT_EQ(Of("household.procedure.nominated_on"), "missing");
  EXPECT_EQ(Of("household.procedure.verified_on"), "missing");
  household_.procedure.nominated_on = Day("2026-06-16");
  EXPECT_EQ(Of("has(household.procedure.nominated_on)"), "false");
  household_.procedure.nominated_on = Day("2026-06-15");
  EXPECT_EQ(Of("has(household.procedure.nominated_on)"), "true");
  household_.dwelling.floor_area_m2 = 36;
  EXPECT_EQ(Of("household.dwelling.floor_area_m2"), "missing");
  household_.dwelling.observed_on = Day("2026");
  EXPECT_EQ(Of("household.dwelling.floor_area_m2"), "missing");
  EXPECT_EQ(Of("household.dwelling.observed_on"), "missing");
  household_.dwelling.observed_on = Day("2026-05");
  EXPECT_EQ(Of("household.dwelling.floor_area_m2"), "36");
  reading_.age_limits = {{"household.dwelling", 1}};
  EXPECT_EQ(Of("household.dwelling.floor_area_m2"), "missing");
  EXPECT_EQ(Of("household.dwelling.observed_on"), "date 2026-05-01..2026-05-31");
  household_.members.emplace(1);
  EXPECT_EQ(Of("household.members[0].pregnant"), "missing");
  reading_.recorded_when_true = {"household.members[].pregnant"};
  EXPECT_EQ(Of("household.members[0].pregnant"), "false");
}

}  // namespace
}  // namespace graduasi::property
