// The run-time description says what the tables beside the structs say, and reaches the same bytes.
#include "src/model/record.h"

#include <set>
#include <string>
#include <tuple>

#include "gmock/gmock.h"
#include "graduasi/household.h"
#include "gtest/gtest.h"

namespace graduasi::model {
namespace {

const FieldInfo& FieldNamed(const RecordInfo& record, absl::string_view name) {
  return record.fields.at(static_cast<size_t>(record.FieldIndex(name)));
}

TEST(Record, TheHouseholdIsTheRootAndEveryRecordAppearsOnce) {
  EXPECT_EQ(HouseholdRecord().name, "Household");
  EXPECT_EQ(Records().front(), &HouseholdRecord());
  std::set<std::string> names;
  for (const RecordInfo* record : Records()) EXPECT_TRUE(names.insert(record->name).second) << record->name;
  for (const cel::EnumType* enumeration : Enums()) EXPECT_TRUE(names.insert(enumeration->name).second) << enumeration->name;
  for (const char* name : {"Member", "Region", "InspectionFinding", "Objection", "Balance", "AssistanceKind", "CodeSystem"}) {
    EXPECT_EQ(names.count(name), 1u) << name;
  }
}

TEST(Record, FieldsFollowTheTableInOrderWithUnitMeaningRoleAndAbsence) {
  const RecordInfo& record = HouseholdRecord();
  ASSERT_EQ(record.fields.size(), std::tuple_size_v<decltype(Describe<Household>::fields)>);
  EXPECT_EQ(record.fields.front().name, "id");
  EXPECT_EQ(record.fields.back().name, "procedure");
  EXPECT_EQ(FieldNamed(record, "kk").role, Role::kIdentity);
  EXPECT_EQ(FieldNamed(record, "members").kind, FieldKind::kList);
  EXPECT_EQ(FieldNamed(record, "members").max_elements, kMaxElements);
  EXPECT_EQ(FieldNamed(record, "dwelling").kind, FieldKind::kRecord);
  const RecordInfo& member = *FieldNamed(record, "members").record;
  EXPECT_EQ(FieldNamed(member, "income_idr").unit, "IDR per month");
  EXPECT_EQ(FieldNamed(member, "died_on").absent, Absent::kNone);
  EXPECT_EQ(member.FieldIndex("no_such_field"), -1);
  EXPECT_EQ(member.recorded_on, -1);
  const RecordInfo& income = *FieldNamed(record, "incomes").record;
  EXPECT_EQ(income.recorded_on, income.FieldIndex("observed_on"));
}

TEST(Record, TypesOfTheLanguageMirrorTheTables) {
  const cel::StructType* household = HouseholdType();
  ASSERT_EQ(household, HouseholdRecord().type);
  for (const RecordInfo* record : Records()) {
    ASSERT_EQ(record->fields.size(), record->type->fields.size());
    EXPECT_EQ(record->name, record->type->name);
    EXPECT_EQ(record->recorded_on, record->type->date_field);
    EXPECT_EQ(RecordOf(record->type), record);
    for (size_t i = 0; i < record->fields.size(); ++i) {
      const cel::StructField& field = record->type->fields[i];
      EXPECT_EQ(field.name, record->fields[i].name);
      EXPECT_EQ(field.absent_means_none, record->fields[i].absent == Absent::kNone);
      EXPECT_EQ(FieldOf(record->type, static_cast<int>(i)), &record->fields[i]);
    }
  }
  const auto type_of = [&](absl::string_view name) {
    return household->fields[static_cast<size_t>(household->FieldIndex(name))].type.ToString();
  };
  EXPECT_EQ(type_of("members"), "list(Member)");
  EXPECT_EQ(type_of("dwelling"), "Dwelling");
  EXPECT_EQ(type_of("registered_on"), "date");
  EXPECT_EQ(type_of("id"), "string");
}

TEST(Record, AStrangeTypeDescribesNothing) {
  const cel::StructType stranger;
  EXPECT_EQ(RecordOf(&stranger), nullptr);
  EXPECT_EQ(FieldOf(&stranger, 0), nullptr);
  EXPECT_EQ(FieldOf(HouseholdType(), -1), nullptr);
  EXPECT_EQ(FieldOf(HouseholdType(), 1000), nullptr);
}

TEST(Record, EnumConstantsStandAtTheirValues) {
  for (const cel::EnumType* enumeration : Enums()) {
    if (enumeration->name != "Programme") continue;
    EXPECT_EQ(enumeration->constants[static_cast<size_t>(Programme::kPpse)], "PPSE");
    EXPECT_EQ(enumeration->ValueOf("OTHER_PROGRAMME"), static_cast<int>(Programme::kOtherProgramme));
  }
}

// A policy writes MALE or PAID without saying of which enum; it can only be understood if one enum has the name.
TEST(Record, NoTwoEnumsShareAConstant) {
  std::set<std::string> constants;
  for (const cel::EnumType* enumeration : Enums()) {
    for (const std::string& constant : enumeration->constants) {
      EXPECT_TRUE(constants.insert(constant).second) << enumeration->name << "." << constant;
    }
  }
}

TEST(Record, AFieldReachedByItsDescriptionIsTheFieldOfTheStruct) {
  Household household;
  household.id = "35.14-0001";
  household.dwelling.floor_area_m2 = 36;
  household.members.emplace(2);
  (*household.members)[1].sex = Sex::kMale;
  (*household.members)[1].pregnant = false;
  (*household.members)[1].born_on = PartialDate::Year(1980);

  const RecordInfo& root = HouseholdRecord();
  EXPECT_EQ(FieldNamed(root, "id").String(&household), "35.14-0001");
  const FieldInfo& dwelling = FieldNamed(root, "dwelling");
  EXPECT_EQ(FieldNamed(*dwelling.record, "floor_area_m2").Int(dwelling.Record(&household)), 36);
  const FieldInfo& members = FieldNamed(root, "members");
  ASSERT_EQ(members.ListSize(&household), 2u);
  const void* second = members.Element(&household, 1);
  EXPECT_EQ(FieldNamed(*members.record, "sex").Enum(second), 1);
  EXPECT_EQ(FieldNamed(*members.record, "relation").Enum(second), -1);
  EXPECT_EQ(FieldNamed(*members.record, "pregnant").Bool(second), false);
  EXPECT_EQ(FieldNamed(*members.record, "born_on").Date(second), PartialDate::Year(1980));

  EXPECT_FALSE(FieldNamed(root, "incomes").Present(&household));
  EXPECT_EQ(FieldNamed(root, "incomes").ListSize(&household), 0u);
  FieldNamed(root, "incomes").StartList(&household);
  ASSERT_TRUE(household.incomes.has_value());
  FieldNamed(*FieldNamed(root, "incomes").record, "source")
      .SetEnum(FieldNamed(root, "incomes").Append(&household), static_cast<int32_t>(IncomeSource::kFarming));
  EXPECT_EQ(household.incomes->at(0).source, IncomeSource::kFarming);
  members.RemoveElement(&household, 0);
  EXPECT_EQ(household.members->size(), 1u);
  EXPECT_EQ(household.members->at(0).sex, Sex::kMale);
}

TEST(Record, EveryFieldCanBeMadeAbsent) {
  Household household;
  for (const FieldInfo& field : HouseholdRecord().fields) {
    if (field.kind == FieldKind::kString) *field.MutableString(&household) = "x";
    if (field.kind == FieldKind::kList) field.Append(&household);
    EXPECT_EQ(field.Present(&household), field.kind != FieldKind::kDate) << field.name;
    field.Clear(&household);
    EXPECT_EQ(field.Present(&household), field.kind == FieldKind::kRecord) << field.name;
  }
}

}  // namespace
}  // namespace graduasi::model
