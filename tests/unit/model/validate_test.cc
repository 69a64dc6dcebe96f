// A record that contradicts itself is found out, a record that merely lacks something is not, and no finding gives a person
// away.
#include "src/model/validate.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace graduasi::model {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Date kAsOf(2026, 6, 15);

Household Family() {
  Household household;
  household.id = "35.79.01-0007";
  household.kk = "3579010101900001";
  household.region = Kemendagri("35.79.01");
  Member mother;
  mother.nik = "3579014101800001";
  mother.born_on = Date(1980, 1, 1);
  mother.sex = Sex::kFemale;
  mother.relation = Relation::kHead;
  Member son;
  son.nik = "3579010203100002";
  son.born_on = PartialDate::Month(2010, 3);
  son.sex = Sex::kMale;
  son.relation = Relation::kChild;
  household.members = {mother, son};
  return household;
}

std::vector<std::string> Paths(const Household& household, Date as_of = kAsOf) {
  std::vector<std::string> paths;
  for (const Finding& finding : Validate(household, as_of)) {
    EXPECT_FALSE(finding.message.empty());
    paths.push_back(finding.path);
  }
  return paths;
}

TEST(Validate, AnOrdinaryFamilyAndAnUnknownFamilyAreNoContradictions) {
  EXPECT_THAT(Paths(Family()), IsEmpty());
  EXPECT_THAT(Paths(Household()), IsEmpty());
  Household empty;
  empty.members.emplace();
  EXPECT_THAT(Paths(empty), IsEmpty());
}

TEST(Validate, ANikIsSixteenDigits) {
  for (const char* nik : {"", "357901410180000", "35790141018000011", "357901410180000x", "3579014101800001 ",
                          " 579014101800001", "+579014101800001", "357901410180000\xd9\xa1"}) {
    Household household = Family();
    (*household.members)[1].nik = nik;
    EXPECT_THAT(Paths(household), ElementsAre("members[1].nik")) << nik;
  }
  Household household = Family();
  (*household.members)[1].nik = "35790141018000011";
  EXPECT_THAT(Validate(household, kAsOf).at(0).message, HasSubstr("this is 17 digits"));
}

TEST(Validate, AKkIsSixteenDigits) {
  Household household = Family();
  household.kk = "357901010190001";
  EXPECT_THAT(Paths(household), ElementsAre("kk"));
}

TEST(Validate, ANikOccursOnceInAHousehold) {
  Household household = Family();
  household.members->push_back((*household.members)[0]);
  household.members->back().relation = Relation::kParent;
  household.members->push_back(household.members->back());
  EXPECT_THAT(Paths(household), ElementsAre("members[2].nik", "members[3].nik"));
  EXPECT_THAT(Validate(household, kAsOf).at(1).message, HasSubstr("members[0]"));
}

TEST(Validate, TheIdOfAHouseholdIsNoNikOrKk) {
  Household household = Family();
  household.id = household.kk;
  EXPECT_THAT(Paths(household), ElementsAre("id"));
  household.id = (*household.members)[1].nik;
  EXPECT_THAT(Paths(household), ElementsAre("id"));
}

TEST(Validate, ARegionCodeHasTheFormOfItsSystem) {
  Household household = Family();
  household.region = Bps("35.79.01");
  EXPECT_THAT(Paths(household), ElementsAre("region.code"));
  household.region.system.reset();
  EXPECT_THAT(Paths(household), ElementsAre("region.system"));
  household.region = Bps("3579010");
  EXPECT_THAT(Paths(household), IsEmpty());
}

// Most text is ASCII and is looked at many bytes at a time; a byte that is not text may stand anywhere in it.
TEST(Validate, AByteThatIsNoTextIsFoundWhereverItStands) {
  for (size_t size = 1; size <= 20; ++size) {
    for (size_t at = 0; at < size; ++at) {
      Household household = Family();
      household.address = std::string(size, '\x7f');
      EXPECT_THAT(Paths(household), IsEmpty());
      for (const char bad : {'\0', '\x80', '\xff'}) {
        (*household.address)[at] = bad;
        EXPECT_THAT(Paths(household), ElementsAre("address")) << size << " bytes, at " << at;
      }
    }
    Household household = Family();
    household.address = std::string(size, '\1') + "\u00e9";
    EXPECT_THAT(Paths(household), IsEmpty());
  }
}

TEST(Validate, EveryNumberOfTheModelHasARange) {
  for (const RecordInfo* record : Records()) {
    for (const FieldInfo& field : record->fields) {
      EXPECT_EQ(RangeOf(*record, field).has_value(), field.kind == FieldKind::kInt) << record->name << "." << field.name;
    }
  }
}

// Every number of a record at the top of the household, at its limits and one past them.
TEST(Validate, NumbersAreRefusedOnePastTheirLimits) {
  const RecordInfo& root = HouseholdRecord();
  int checked = 0;
  for (const FieldInfo& list : root.fields) {
    if (list.kind != FieldKind::kList) continue;
    for (const FieldInfo& field : list.record->fields) {
      if (field.kind != FieldKind::kInt) continue;
      const Range range = *RangeOf(*list.record, field);
      const std::string path = absl::StrCat(list.name, "[0].", field.name);
      for (const int64_t value : {range.least, range.most}) {
        Household household;
        *field.MutableInt(list.Append(&household)) = value;
        EXPECT_THAT(Paths(household), IsEmpty()) << path;
      }
      for (const int64_t value : {range.least - 1, range.most + 1}) {
        Household household;
        *field.MutableInt(list.Append(&household)) = value;
        EXPECT_THAT(Paths(household), ElementsAre(path));
      }
      ++checked;
    }
  }
  EXPECT_GE(checked, 10);
}

TEST(Validate, MoneyAndCountsAreNotNegative) {
  Household household = Family();
  household.incomes.emplace(1);
  (*household.incomes)[0].amount_idr = -1;
  household.dwelling.floor_area_m2 = -36;
  EXPECT_THAT(Paths(household), ElementsAre("incomes[0].amount_idr", "dwelling.floor_area_m2"));
  EXPECT_EQ(Validate(household, kAsOf).at(0).message,
            "is negative; it must be 0 or more IDR per month, or left out if it is not known");
}

TEST(Validate, ADecileIsFromOneToTen) {
  Household household = Family();
  household.ranks.emplace(1);
  (*household.ranks)[0].decile = 11;
  EXPECT_EQ(Validate(household, kAsOf).at(0).message, "is out of range; it must be from 1 to 10");
}

TEST(Validate, NobodyIsBornInTheFuture) {
  Household household = Family();
  (*household.members)[1].born_on = Date(2026, 6, 16);
  EXPECT_THAT(Paths(household), ElementsAre("members[1].born_on"));
  (*household.members)[1].born_on = Date(2026, 6, 15);
  EXPECT_THAT(Paths(household), IsEmpty());
  // June 2026 may be a day up to today.
  (*household.members)[1].born_on = PartialDate::Month(2026, 6);
  EXPECT_THAT(Paths(household), IsEmpty());
  (*household.members)[1].born_on = PartialDate::Month(2026, 7);
  EXPECT_THAT(Paths(household), ElementsAre("members[1].born_on"));
}

TEST(Validate, NobodyDiesBeforeBirthOrOutlives130Years) {
  Household household = Family();
  Member& son = (*household.members)[1];
  son.died_on = Date(2010, 2, 28);
  EXPECT_THAT(Paths(household), ElementsAre("members[1].died_on"));
  son.died_on = PartialDate::Year(2010);  // may be after March
  EXPECT_THAT(Paths(household), IsEmpty());
  son.died_on.reset();
  son.born_on = Date(1899, 12, 31);
  EXPECT_THAT(Paths(household), ElementsAre("members[1].born_on"));
  son.born_on = Date(1900, 1, 1);
  EXPECT_THAT(Paths(household, Date(2030, 12, 31)), IsEmpty());
  EXPECT_THAT(Paths(household, Date(2031, 1, 1)), ElementsAre("members[1].born_on"));
  son.died_on = Date(1980, 1, 1);
  EXPECT_THAT(Paths(household, Date(2031, 1, 1)), IsEmpty());
}

TEST(Validate, NothingEndsBeforeItStarts) {
  Household household = Family();
  household.memberships.emplace(1);
  Membership& spell = (*household.memberships)[0];
  spell.started_on = Date(2020, 5, 2);
  spell.ended_on = Date(2020, 5, 1);
  EXPECT_THAT(Paths(household), ElementsAre("memberships[0].ended_on"));
  EXPECT_THAT(Validate(household, kAsOf).at(0).message, HasSubstr("started_on"));
  spell.ended_on = PartialDate::Month(2020, 5);  // may be the 2nd or later
  EXPECT_THAT(Paths(household), IsEmpty());
  spell.ended_on = PartialDate::Month(2020, 4);
  EXPECT_THAT(Paths(household), ElementsAre("memberships[0].ended_on"));
  spell.started_on = PartialDate::Year(2020);
  EXPECT_THAT(Paths(household), IsEmpty());
}

TEST(Validate, AFindingIsNotPutRightBeforeItIsFound) {
  Household household = Family();
  household.mentoring.inspections.emplace(1);
  (*household.mentoring.inspections)[0].findings.emplace(1);
  InspectionFinding& finding = (*(*household.mentoring.inspections)[0].findings)[0];
  finding.found_on = Date(2026, 1, 10);
  finding.due_on = Date(2026, 1, 9);
  finding.resolved_on = Date(2026, 1, 9);
  EXPECT_THAT(Paths(household),
              ElementsAre("mentoring.inspections[0].findings[0].due_on", "mentoring.inspections[0].findings[0].resolved_on"));
  finding.due_on = Date(2027, 1, 9);
  finding.resolved_on = Date(2026, 2, 9);
  finding.verified_on = Date(2026, 2, 8);
  EXPECT_THAT(Paths(household), ElementsAre("mentoring.inspections[0].findings[0].verified_on"));
}

TEST(Validate, ALicenceMayBeHadBeforeTheFirstDayOfTrading) {
  Household household = Family();
  household.businesses.emplace(1);
  (*household.businesses)[0].started_on = Date(2025, 1, 1);
  (*household.businesses)[0].licensed_on = Date(2024, 12, 1);
  EXPECT_THAT(Paths(household), IsEmpty());
  (*household.businesses)[0].closed_on = Date(2024, 12, 1);
  EXPECT_THAT(Paths(household), ElementsAre("businesses[0].closed_on"));
}

TEST(Validate, TheYear9999IsNoWayToSayNever) {
  Household household = Family();
  household.memberships.emplace(1);
  (*household.memberships)[0].ended_on = Date(9999, 12, 31);
  EXPECT_THAT(Paths(household), ElementsAre("memberships[0].ended_on"));
}

TEST(Validate, AnExitHasADay) {
  Household household = Family();
  household.memberships.emplace(1);
  (*household.memberships)[0].exit_kind = ExitKind::kSelfReliantExit;
  EXPECT_THAT(Paths(household), ElementsAre("memberships[0].ended_on"));
}

TEST(Validate, AHouseholdHasOneLivingHead) {
  Household household = Family();
  (*household.members)[1].relation = Relation::kHead;
  EXPECT_THAT(Paths(household), ElementsAre("members[1].relation"));
  (*household.members)[1].died_on = Date(2025, 1, 1);
  EXPECT_THAT(Paths(household), IsEmpty());
}

TEST(Validate, NoManIsPregnant) {
  Household household = Family();
  (*household.members)[1].pregnant = true;
  EXPECT_THAT(Paths(household), ElementsAre("members[1].pregnant"));
  (*household.members)[1].sex.reset();
  EXPECT_THAT(Paths(household), IsEmpty());
}

TEST(Validate, OneSnapshotGivesOneDecile) {
  Household household = Family();
  household.ranks.emplace(2);
  for (WelfareRank& rank : *household.ranks) {
    rank.observed_on = Date(2026, 3, 1);
    rank.snapshot = "DTSEN 2026-1";
    rank.decile = 2;
  }
  EXPECT_THAT(Paths(household), IsEmpty());
  (*household.ranks)[1].decile = 7;
  EXPECT_THAT(Paths(household), ElementsAre("ranks[1].decile"));
}

TEST(Validate, AListOfTenThousandMembersIsOneClearFinding) {
  Household household = Family();
  household.members->resize(1000);
  EXPECT_THAT(Paths(household), IsEmpty());
  household.members->resize(1001);
  EXPECT_THAT(Paths(household), ElementsAre("members"));
  household.members->assign(10000, household.members->front());
  EXPECT_THAT(Paths(household), ElementsAre("members"));
  EXPECT_THAT(Validate(household, kAsOf).at(0).message, HasSubstr("10,000 elements; 1,000 is the most"));
}

TEST(Validate, AnEnumHoldsOneOfItsConstants) {
  Household household = Family();
  (*household.members)[0].work = static_cast<WorkKind>(99);
  EXPECT_THAT(Paths(household), ElementsAre("members[0].work"));
  (*household.members)[0].work = static_cast<WorkKind>(-1);
  EXPECT_THAT(Paths(household), ElementsAre("members[0].work"));
}

TEST(Validate, TextIsShortUtf8WithoutNul) {
  Household household = Family();
  household.address = std::string(1000, 'x');
  EXPECT_THAT(Paths(household), IsEmpty());
  household.address = std::string(1001, 'x');
  EXPECT_THAT(Paths(household), ElementsAre("address"));
  household.address = "Jl. \xff";
  EXPECT_THAT(Paths(household), ElementsAre("address"));
  household.address = std::string("a\0b", 3);
  EXPECT_THAT(Paths(household), ElementsAre("address"));
}

TEST(Validate, NoFindingHoldsAnIdentity) {
  Household household = Family();
  household.id = household.kk;
  household.kk = "35790101019000012";
  household.address = std::string("Jalan Melati 7\0", 15);
  household.region = Bps("Jalan Melati 7");
  for (Member& member : *household.members) {
    member.nik = "3579014101800001";
    member.name = std::string("Siti Aminah\0", 12);
    member.relation = Relation::kHead;
    member.born_on = Date(2030, 1, 1);
  }
  const Findings findings = Validate(household, kAsOf);
  EXPECT_GE(findings.size(), 8u);
  for (const Finding& finding : findings) {
    for (const char* secret : {"357901", "Siti", "Aminah", "Melati", "2030"}) {
      EXPECT_FALSE(absl::StrContains(absl::StrCat(finding.path, " ", finding.message), secret)) << finding.message;
    }
  }
}

}  // namespace
}  // namespace graduasi::model
