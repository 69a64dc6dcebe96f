// What stand-ins keep and what they take away.
#include "src/programme/stand_in.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/model/record.h"
#include "src/model/validate.h"

namespace graduasi::programme {
namespace {

const Date kDay(2026, 6, 15);

Household Family() {
  Household household;
  household.id = "35.79.01-0007";
  household.kk = "3579010000000100";
  household.address = "Jl. Panglima Sudirman 98, Batu";
  household.region = Kemendagri("35.79.01");
  household.members.emplace(3);
  auto& members = *household.members;
  members[0].nik = "3579010000000001";
  members[0].name = "Siti \xc3\x89va";
  members[1].nik = "3579010000000002";
  members[2].nik = "3579010000000001";
  return household;
}

TEST(StandIn, NumbersKeepWhoIsWhoAndNothingElse) {
  const Household other = StandIn(Family());
  EXPECT_EQ(other.id, "35.79.01-0007");
  EXPECT_EQ(other.kk, "0000000000000001");
  EXPECT_EQ((*other.members)[0].nik, "0000000000000002");
  EXPECT_EQ((*other.members)[1].nik, "0000000000000003");
  EXPECT_EQ((*other.members)[2].nik, "0000000000000002");
  EXPECT_EQ((*other.members)[0].name, "xxxxx\xc3\x97xx");
  EXPECT_EQ(other.address, "xxxxxxxxxxxxxxxxxxxxxx00xxxxxx");
  EXPECT_EQ(other.region.code, "35.79.01");
}

TEST(StandIn, WhatIsMalformedStaysSo) {
  Household household = Family();
  household.kk = "357901000000010";
  (*household.members)[0].nik = "3579 0100 0000 01";
  (*household.members)[1].nik = "35790100000000021";
  (*household.members)[2].nik = "";
  const Household other = StandIn(household);
  EXPECT_EQ(other.kk, "000000000000000");
  EXPECT_EQ((*other.members)[0].nik, "0000x0000x0000x00");
  EXPECT_EQ((*other.members)[1].nik, "00000000000000000");
  EXPECT_EQ((*other.members)[2].nik, "");
  const Findings before = model::Validate(household, kDay);
  const Findings after = model::Validate(other, kDay);
  ASSERT_EQ(before.size(), after.size());
  ASSERT_GE(before.size(), 4u);
  for (size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i].path, after[i].path);
    EXPECT_EQ(before[i].message, after[i].message);
  }
}

TEST(StandIn, SixteenDigitsAreReplacedWhereverTheyStand) {
  Household household = Family();
  household.id = "3579010000000002";  // the NIK of a member, in the wrong place
  household.businesses.emplace(1);
  (*household.businesses)[0].sector = "3579010000000999";
  const Household other = StandIn(household);
  EXPECT_EQ(other.id, (*other.members)[1].nik);
  EXPECT_NE(other.id, household.id);
  EXPECT_EQ((*(*other.businesses)[0].sector).find("3579"), std::string::npos);
}

TEST(StandIn, BytesAndCharactersAreAsManyAndBrokenTextStaysBroken) {
  Household household;
  household.address = std::string("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xff\xc3", 12) + std::string(1, '\0') + "7";
  const Household other = StandIn(household);
  EXPECT_EQ(*other.address, std::string("x\xc3\x97\xe2\x80\xa2\xf0\x9f\x91\xa4\x80\x80", 12) + std::string(1, '\0') + "0");
}

TEST(StandIn, TwiceIsOnce) {
  const Household once = StandIn(Family());
  const Household twice = StandIn(once);
  EXPECT_EQ(once.kk, twice.kk);
  EXPECT_EQ(once.address, twice.address);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ((*once.members)[i].nik, (*twice.members)[i].nik);
    EXPECT_EQ((*once.members)[i].name, (*twice.members)[i].name);
  }
}

// A field that is added to the model and marked as identity is replaced without anybody thinking of it here.
TEST(StandIn, EveryIdentityOfTheModelIsReplaced) {
  const auto fill = [](const auto& self, const model::RecordInfo& record, void* owner) -> int {
    int identities = 0;
    for (const model::FieldInfo& field : record.fields) {
      if (field.kind == model::FieldKind::kString) *field.MutableString(owner) = "Rahasia";
      if (field.kind == model::FieldKind::kString && field.role == Role::kIdentity) ++identities;
      if (field.kind == model::FieldKind::kRecord) identities += self(self, *field.record, field.MutableRecord(owner));
      if (field.kind == model::FieldKind::kList) identities += self(self, *field.record, field.Append(owner));
    }
    return identities;
  };
  const auto count = [](const auto& self, const model::RecordInfo& record, const void* owner) -> int {
    int blank = 0;
    for (const model::FieldInfo& field : record.fields) {
      if (field.kind == model::FieldKind::kString) blank += *field.String(owner) == "xxxxxxx" ? 1 : 0;
      if (field.kind == model::FieldKind::kRecord) blank += self(self, *field.record, field.Record(owner));
      if (field.kind == model::FieldKind::kList) blank += self(self, *field.record, field.Element(owner, 0));
    }
    return blank;
  };
  Household household;
  const int identities = fill(fill, model::HouseholdRecord(), &household);
  EXPECT_GE(identities, 4);  // kk, address, nik, name
  const Household other = StandIn(household);
  EXPECT_EQ(count(count, model::HouseholdRecord(), &other), identities);
}

}  // namespace
}  // namespace graduasi::programme
