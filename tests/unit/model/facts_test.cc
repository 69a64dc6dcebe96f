// The reference names every fact once, with what a policy author has to know about it.
#include "src/model/facts.h"

#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace graduasi::model {
namespace {

using ::testing::HasSubstr;

TEST(Facts, EveryFieldOfEveryRecordIsThereUnderAPathOfItsOwn) {
  std::set<std::string> paths;
  std::set<const FieldInfo*> fields;
  for (const Fact& fact : Facts()) {
    EXPECT_TRUE(paths.insert(fact.path).second) << fact.path;
    EXPECT_FALSE(fact.field->meaning.empty()) << fact.path;
    EXPECT_FALSE(fact.type.empty()) << fact.path;
    fields.insert(fact.field);
  }
  size_t expected = 0;
  for (const RecordInfo* record : Records()) expected += record->fields.size();
  EXPECT_EQ(fields.size(), expected);
}

TEST(Facts, AFactIsFoundByItsPath) {
  const Fact* fact = FindFact("household.members[].pregnant");
  ASSERT_NE(fact, nullptr);
  EXPECT_EQ(fact->type, "bool");
  EXPECT_EQ(fact->record->name, "Member");
  EXPECT_EQ(FindFact("members[].pregnant"), fact);
  EXPECT_EQ(FindFact("household.mentoring.inspections[].findings")->type, "list(InspectionFinding)");
  EXPECT_EQ(FindFact("members.pregnant"), nullptr);
  EXPECT_EQ(FindFact(""), nullptr);
}

TEST(Facts, ThePageSaysTypeUnitMeaningAbsenceAndValues) {
  const std::string page = FactsPage();
  EXPECT_THAT(
      page, HasSubstr("household.members[].income_idr  int, IDR per month\n    income from work\n    absent means: missing\n"));
  EXPECT_THAT(page, HasSubstr("household.members[].sex  Sex\n    sex\n    absent means: missing\n    values: FEMALE, MALE\n"));
  EXPECT_THAT(page, HasSubstr("date of death; none: alive\n    absent means: none\n"));
  EXPECT_THAT(page, HasSubstr("text of 16 digits\n    absent means: missing; identity: never printed\n"));
}

}  // namespace
}  // namespace graduasi::model
