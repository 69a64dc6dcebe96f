// Which way a comparison goes as a fact grows, and that nothing is claimed where the signs do not say.
#include "src/policy/leaf_direction.h"

#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "tests/unit/policy/documents.h"

namespace graduasi::policy {
namespace {

const model::RecordInfo& Record(const std::string& name) {
  for (const model::RecordInfo* record : model::Records()) {
    if (record->name == name) return *record;
  }
  ADD_FAILURE() << name;
  return model::HouseholdRecord();
}

Direction Of(const std::string& require, const std::string& record, const std::string& field) {
  PolicyDocument document = SmallPolicy();
  document.criteria[0].require = At(require);
  Findings findings;
  const std::unique_ptr<const CheckedPolicy> checked = CheckPolicy(document, &findings);
  if (checked == nullptr) {
    ADD_FAILURE() << require << ": " << findings[0].message;
    return Direction::kUnknown;
  }
  const model::RecordInfo& info = Record(record);
  return DirectionOf(*checked, *checked->criteria[0].require->root, {&info, info.FieldIndex(field)});
}

TEST(LeafDirection, AThresholdIsReachedFromBelowOrFromAbove) {
  EXPECT_EQ(Of("latest(household.incomes).amount_idr >= 5", "Income", "amount_idr"), Direction::kUp);
  EXPECT_EQ(Of("5 > latest(household.incomes).amount_idr", "Income", "amount_idr"), Direction::kDown);
  EXPECT_EQ(Of("!(latest(household.incomes).amount_idr >= 5)", "Income", "amount_idr"), Direction::kDown);
  EXPECT_EQ(Of("latest(household.incomes).amount_idr >= 5", "Balance", "savings_idr"), Direction::kNone);
}

TEST(LeafDirection, SignsAreFollowedThroughArithmetic) {
  EXPECT_EQ(Of("latest(household.incomes).amount_idr * 10 / size(household.members) >= params.hold_months * 12", "Income",
               "amount_idr"),
            Direction::kUp);
  EXPECT_EQ(Of("-latest(household.incomes).amount_idr + 7 > 0", "Income", "amount_idr"), Direction::kDown);
  EXPECT_EQ(Of("100 / latest(household.incomes).amount_idr >= 2", "Income", "amount_idr"), Direction::kDown);
  EXPECT_EQ(Of("latest(household.incomes).amount_idr * (size(household.members) - 3) > 0", "Income", "amount_idr"),
            Direction::kUnknown);
  EXPECT_EQ(Of("latest(household.incomes).amount_idr * latest(household.incomes).amount_idr > 9", "Income", "amount_idr"),
            Direction::kUp);
  EXPECT_EQ(Of("latest(household.incomes).amount_idr - latest(household.incomes).amount_idr >= 0", "Income", "amount_idr"),
            Direction::kUnknown);
  EXPECT_EQ(Of("latest(household.incomes).amount_idr % 7 == 0", "Income", "amount_idr"), Direction::kUnknown);
  EXPECT_EQ(Of("latest(household.incomes).amount_idr == 7", "Income", "amount_idr"), Direction::kUnknown);
}

TEST(LeafDirection, AListThatGrowsIsCountedAndSummed) {
  const auto sessions = [](const std::string& require) { return Of(require, "Mentoring", "sessions"); };
  EXPECT_EQ(sessions("size(household.mentoring.sessions.filter(s, s.attended)) >= 12"), Direction::kUp);
  EXPECT_EQ(sessions("count(household.mentoring.sessions.map(s, s.attended)) >= 12"), Direction::kUp);
  EXPECT_EQ(sessions("household.mentoring.sessions.exists(s, s.attended)"), Direction::kUp);
  EXPECT_EQ(sessions("household.mentoring.sessions.all(s, s.attended)"), Direction::kDown);
  EXPECT_EQ(sessions("sum(household.mentoring.sessions.map(s, s.number)) > 3"), Direction::kUp);
  EXPECT_EQ(sessions("sum(household.mentoring.sessions.map(s, s.number - 5)) > 3"), Direction::kUnknown);
  EXPECT_EQ(sessions("min(household.mentoring.sessions.map(s, s.number)) > 3"), Direction::kDown);
  EXPECT_EQ(sessions("latest(household.mentoring.sessions).number > 3"), Direction::kUnknown);
  EXPECT_EQ(sessions("household.mentoring.sessions.exists_one(s, s.attended)"), Direction::kUnknown);
}

TEST(LeafDirection, AChoiceThatDependsOnTheFactSaysNothing) {
  EXPECT_EQ(Of("(latest(household.incomes).amount_idr > 3 ? 1 : 2) > 1", "Income", "amount_idr"), Direction::kUnknown);
  EXPECT_EQ(Of("(household.procedure.willing ? latest(household.incomes).amount_idr : 2) > 1", "Income", "amount_idr"),
            Direction::kUp);
  EXPECT_EQ(Of("latest(household.incomes.filter(i, i.amount_idr > 9)).amount_idr > 1", "Income", "amount_idr"),
            Direction::kUnknown);
  EXPECT_EQ(Of("[1, latest(household.incomes).amount_idr].exists(x, x > 3)", "Income", "amount_idr"), Direction::kUnknown);
}

}  // namespace
}  // namespace graduasi::policy
