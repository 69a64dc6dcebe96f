// Each kind of finding on a register: a record that has it, and a near miss that has not; what is counted, and what is kept
// back.
#include "graduasi/register_quality.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "src/model/facts.h"
#include "src/programme/register_quality_record.h"

namespace graduasi {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Kind = QualityKind;

const Date kDay(2026, 6, 15);

std::string Nik(int64_t number) {
  std::string digits = std::to_string(number);
  return "35" + std::string(14 - digits.size(), '0') + digits;
}

// A family in which nothing is wrong; each number makes another one.
Household Family(int number) {
  Household household;
  household.id = "F-" + std::to_string(number);
  household.kk = Nik(1000000 + number);
  household.address = "Jalan Melati " + std::to_string(number);
  household.region = Kemendagri("35.79.02.1004");
  Member head;
  head.nik = Nik(number);
  head.name = "Siti " + std::to_string(number);
  head.born_on = Date(1980, 2, 29);
  head.sex = Sex::kFemale;
  head.relation = Relation::kHead;
  Member child;
  child.nik = Nik(500000 + number);
  child.born_on = PartialDate::Month(2012, 5);
  child.relation = Relation::kChild;
  household.members = {head, child};
  household.incomes = {Income{Date(2026, 5, 1), 1500000, true, IncomeSource::kWages}};
  household.balances = {Balance{Date(2026, 5, 1), 100, 200, 0}};
  return household;
}

struct Fed {
  RegisterQualityReport report;
  std::vector<QualityPlace> places;
};

Fed Feed(const std::vector<Household>& households, RegisterQualityOptions options = {},
         const std::vector<std::pair<std::string, std::string>>& lists = {}) {
  Fed fed;
  options.as_of = kDay;
  options.each_place = [&](const QualityPlace& place) { fed.places.push_back(place); };
  absl::StatusOr<RegisterQuality> quality = RegisterQuality::Create(options);
  EXPECT_TRUE(quality.ok()) << quality.status();
  for (const auto& [vintage, text] : lists) EXPECT_TRUE(quality->AddRegions(vintage, text).ok());
  for (size_t i = 0; i < households.size(); ++i) {
    const absl::Status status = quality->Add(static_cast<int64_t>(i) + 1, households[i]);
    EXPECT_TRUE(status.ok()) << status;
  }
  absl::StatusOr<RegisterQualityReport> report = quality->Finish();
  EXPECT_TRUE(report.ok()) << report.status();
  fed.report = *std::move(report);
  return fed;
}

// "NIK_MALFORMED members[0].nik", in the order in which they were told.
std::vector<std::string> Told(const Fed& fed) {
  std::vector<std::string> told;
  for (const QualityPlace& place : fed.places) told.push_back(std::string(InfoOf(place.kind).code) + " " + place.path);
  return told;
}

std::vector<std::string> ToldOf(const Household& household) { return Told(Feed({household})); }

std::vector<std::string> ToldAfter(const std::function<void(Household*)>& change) {
  Household household = Family(1);
  change(&household);
  return ToldOf(household);
}

void ExpectSumsHold(const RegisterQualityReport& report) {
  EXPECT_EQ(report.fed, report.readable + report.unreadable);
  EXPECT_EQ(report.readable, report.sound + report.with_findings);
  EXPECT_LE(report.invalid, report.with_findings);
  EXPECT_EQ(report.fed, report.regions_checked + report.regions_unchecked);
  int64_t in_feeds = 0, in_regions = 0, sound = 0, found = 0, unreadable = 0;
  for (const QualityFeed& feed : report.feeds) in_feeds += feed.records;
  for (const QualityRegion& region : report.regions) {
    EXPECT_EQ(region.records, region.unreadable + region.sound + region.with_findings);
    in_regions += region.records;
    sound += region.sound;
    found += region.with_findings;
    unreadable += region.unreadable;
  }
  EXPECT_EQ(in_feeds, report.fed);
  EXPECT_EQ(in_regions, report.fed);
  EXPECT_EQ(sound, report.sound);
  EXPECT_EQ(found, report.with_findings);
  EXPECT_EQ(unreadable, report.unreadable);
  for (const QualityKindCount& kind : report.kinds) {
    int64_t places = 0;
    for (const QualityRegionCount& region : kind.regions) places += region.places;
    EXPECT_EQ(places, kind.places);
    EXPECT_LE(kind.records, kind.places);
    EXPECT_LE(kind.cases, kind.places);
  }
}

TEST(RegisterQualityTest, ASoundRegisterHasNoFindings) {
  const Fed fed = Feed({Family(1), Family(2), Family(3)});
  EXPECT_THAT(Told(fed), IsEmpty());
  EXPECT_THAT(fed.report.kinds, IsEmpty());
  EXPECT_EQ(fed.report.fed, 3);
  EXPECT_EQ(fed.report.sound, 3);
  EXPECT_EQ(fed.report.members, 6);
  ExpectSumsHold(fed.report);
}

TEST(RegisterQualityTest, AnEmptyRegisterHasAReport) {
  const Fed fed = Feed({});
  EXPECT_EQ(fed.report.fed, 0);
  ExpectSumsHold(fed.report);
  EXPECT_THAT(ToText(fed.report, Language::kEnglish), HasSubstr("0 records = 0 readable + 0 unreadable"));
}

TEST(RegisterQualityTest, EveryKindHasACodeOfItsOwnAndBothLanguages) {
  std::set<std::string> codes;
  for (size_t i = 0; i < QualityKinds().size(); ++i) {
    const QualityKindInfo& info = QualityKinds()[i];
    EXPECT_EQ(static_cast<size_t>(info.kind), i) << "the table is in the order of the enum";
    EXPECT_TRUE(codes.insert(info.code).second) << info.code;
    for (const Text* text : {&info.sentence, &info.ask}) {
      EXPECT_NE(text->id, "") << info.code;
      EXPECT_NE(text->en, "") << info.code;
      EXPECT_NE(text->id, text->en) << info.code;
    }
  }
  EXPECT_EQ(QualityKinds().size(), static_cast<size_t>(Kind::kOpinionsDiffer) + 1);
}

// ---- what the engine objects to keeps its rule ----

TEST(RegisterQualityTest, EveryContradictionIsCountedByItsRule) {
  const auto head = [](Household* household) -> Member& { return household->members->front(); };
  EXPECT_THAT(ToldAfter([&](Household* h) { head(h).nik = "357902"; }), ElementsAre("NIK_MALFORMED members[0].nik"));
  EXPECT_THAT(ToldAfter([&](Household* h) { h->kk = "35790212345678 1"; }), ElementsAre("KK_MALFORMED kk"));
  EXPECT_THAT(ToldAfter([&](Household* h) { h->id = head(h).nik; }), ElementsAre("ID_IS_AN_IDENTITY id"));
  EXPECT_THAT(ToldAfter([&](Household* h) { h->id = h->kk; }), ElementsAre("ID_IS_AN_IDENTITY id"));
  EXPECT_THAT(ToldAfter([&](Household* h) { (*h->members)[1].nik = head(h).nik; }),
              ElementsAre("NIK_TWICE_IN_RECORD members[1].nik"));
  EXPECT_THAT(ToldAfter([&](Household* h) { (*h->members)[1].relation = Relation::kHead; }),
              ElementsAre("TWO_HEADS members[1].relation"));
  EXPECT_THAT(ToldAfter([&](Household* h) { h->region.system.reset(); }), ElementsAre("REGION_WITHOUT_SYSTEM region.system"));
  EXPECT_THAT(ToldAfter([&](Household* h) { h->region.code = "3579"; }), ElementsAre("REGION_MALFORMED region.code"));
  EXPECT_THAT(ToldAfter([&](Household* h) { h->registered_on = Date(1812, 1, 1); }),
              ElementsAre("DATE_IMPLAUSIBLE registered_on"));
  EXPECT_THAT(ToldAfter([&](Household* h) { head(h).born_on = kDay.AddMonths(1).value(); }),
              ElementsAre("BORN_IN_THE_FUTURE members[0].born_on"));
  EXPECT_THAT(ToldAfter([&](Household* h) { head(h).born_on = Date(1900, 1, 1), head(h).died_on = Date(2026, 1, 1); }),
              IsEmpty());
  EXPECT_THAT(ToldAfter([&](Household* h) { head(h).died_on = Date(1979, 1, 1); }),
              ElementsAre("DATES_OUT_OF_ORDER members[0].died_on"));
  EXPECT_THAT(ToldAfter([&](Household* h) {
                h->memberships = {Membership{Date(2020, 1, 1), Programme::kPkh, std::nullopt, ExitKind::kNaturalExit}};
              }),
              ElementsAre("EXIT_WITHOUT_DAY memberships[0].ended_on"));
  EXPECT_THAT(ToldAfter([&](Household* h) { h->incomes->front().amount_idr = -1; }),
              ElementsAre("NUMBER_OUT_OF_RANGE incomes[0].amount_idr"));
  EXPECT_THAT(ToldAfter([&](Household* h) { h->address = std::string("a\0b", 3); }), ElementsAre("TEXT_MALFORMED address"));
  EXPECT_THAT(ToldAfter([&](Household* h) { h->shocks.emplace(1001); }), ElementsAre("LIST_TOO_LONG shocks"));
  EXPECT_THAT(ToldAfter([&](Household* h) { head(h).sex = Sex::kMale, head(h).pregnant = true; }),
              ElementsAre("PREGNANT_MAN members[0].pregnant"));
  EXPECT_THAT(ToldAfter([&](Household* h) { head(h).sex = static_cast<Sex>(7); }), ElementsAre("VALUE_UNKNOWN members[0].sex"));
  EXPECT_THAT(ToldAfter([&](Household* h) {
                h->ranks = {WelfareRank{kDay, "a", 1, std::nullopt}, WelfareRank{kDay, "a", 2, std::nullopt}};
              }),
              ElementsAre("RANKS_DIFFER ranks[1].decile"));
  Household hopeless = Family(1);
  hopeless.members.emplace(1000);
  for (Member& member : *hopeless.members) member.nik = "x", member.income_idr = -1;
  EXPECT_EQ(ToldOf(hopeless).back(), "NOT_LISTED ");
}

TEST(RegisterQualityTest, OlderThanAnybodyIsOfTheDayOfTheRegister) {
  Household household = Family(1);
  household.members->front().born_on = Date(1900, 1, 1);
  RegisterQualityOptions options;
  const auto told_on = [&](Date day) {
    options.as_of = day;
    absl::StatusOr<RegisterQuality> quality = RegisterQuality::Create(options);
    EXPECT_TRUE(quality->Add(1, household).ok());
    return quality->Finish()->kinds.size();
  };
  EXPECT_EQ(told_on(Date(2030, 12, 31)), 0u);
  EXPECT_EQ(told_on(Date(2031, 1, 1)), 1u);
}

TEST(RegisterQualityTest, WhatTheEngineRefusesIsCountedApartFromWhatItDecides) {
  Household refused = Family(1);
  refused.kk = "1";
  Household doubtful = Family(2);
  doubtful.registered_on = Date(2026, 6, 16);
  const Fed fed = Feed({refused, doubtful, Family(3)});
  EXPECT_EQ(fed.report.with_findings, 2);
  EXPECT_EQ(fed.report.invalid, 1);
  ExpectSumsHold(fed.report);
}

// ---- what only a register asks ----

TEST(RegisterQualityTest, SixteenEqualDigitsAreAFillerAndNobodysTwin) {
  Household a = Family(1), b = Family(2);
  a.members->front().nik = b.members->front().nik = std::string(16, '0');
  a.kk = b.kk = std::string(16, '9');
  const Fed fed = Feed({a, b});
  EXPECT_THAT(Told(fed), ElementsAre("KK_FILLER kk", "NIK_FILLER members[0].nik", "KK_FILLER kk", "NIK_FILLER members[0].nik"));
  EXPECT_EQ(fed.report.invalid, 0);
  a.members->front().nik = std::string(15, '0') + "1";
  a.kk = std::string(15, '9') + "8";
  EXPECT_THAT(ToldOf(a), IsEmpty());
}

TEST(RegisterQualityTest, NothingWasRecordedAfterTheDayOfTheRegister) {
  const Date tomorrow = *Date::FromCivil(2026, 6, 16);
  EXPECT_THAT(ToldAfter([&](Household* h) { h->incomes->front().observed_on = tomorrow; }),
              ElementsAre("DATE_AHEAD incomes[0].observed_on"));
  EXPECT_THAT(ToldAfter([&](Household* h) { h->members->front().died_on = tomorrow; }),
              ElementsAre("DATE_AHEAD members[0].died_on"));
  EXPECT_THAT(ToldAfter([&](Household* h) { h->incomes->front().observed_on = kDay; }), IsEmpty());
  // The month may mean a day that has been.
  EXPECT_THAT(ToldAfter([&](Household* h) { h->incomes->front().observed_on = PartialDate::Month(2026, 6); }), IsEmpty());
  EXPECT_THAT(ToldAfter([&](Household* h) { h->incomes->front().observed_on = PartialDate::Month(2026, 7); }),
              ElementsAre("DATE_AHEAD incomes[0].observed_on"));
  // A day for which something is planned may lie ahead.
  EXPECT_THAT(ToldAfter([&](Household* h) {
                Inspection inspection;
                inspection.inspected_on = kDay;
                InspectionFinding finding;
                finding.found_on = kDay;
                finding.due_on = Date(2027, 1, 1);
                inspection.findings = {finding};
                h->mentoring.inspections = {inspection};
              }),
              IsEmpty());
}

TEST(RegisterQualityTest, TwoObservationsOfOneDayThatNothingTellsApartMustAgree) {
  const auto with = [](Income other) { return ToldAfter([&](Household* h) { h->incomes->push_back(other); }); };
  const Income first = Family(1).incomes->front();
  Income other = first;
  EXPECT_THAT(with(other), IsEmpty());
  other.amount_idr = 1500001;
  EXPECT_THAT(with(other), ElementsAre("OBSERVATIONS_DIFFER incomes[1].amount_idr"));
  Income another_source = other;
  another_source.source = IncomeSource::kFarming;
  EXPECT_THAT(with(another_source), IsEmpty());
  Income another_day = other;
  another_day.observed_on = Date(2026, 5, 2);
  EXPECT_THAT(with(another_day), IsEmpty());
  Income of_month = other;
  of_month.observed_on = PartialDate::Month(2026, 5);
  EXPECT_THAT(with(of_month), IsEmpty());
  // The month may mean two days.
  EXPECT_THAT(ToldAfter([&](Household* h) {
                h->incomes = {of_month, of_month}, h->incomes->back().amount_idr = 1;
              }),
              IsEmpty());
  Income unknown = other;
  unknown.amount_idr.reset();
  EXPECT_THAT(with(unknown), IsEmpty());
  Income undated = other;
  undated.observed_on.reset();
  EXPECT_THAT(ToldAfter([&](Household* h) { h->incomes = {undated, undated}, h->incomes->back().amount_idr = 1; }), IsEmpty());
}

TEST(RegisterQualityTest, BalancesExpendituresAndRanksMustAgreeToo) {
  EXPECT_THAT(ToldAfter([](Household* h) {
                h->balances->push_back(Balance{Date(2026, 5, 1), 101, std::nullopt, 1});
              }),
              ElementsAre("OBSERVATIONS_DIFFER balances[1].savings_idr", "OBSERVATIONS_DIFFER balances[1].arrears_idr"));
  EXPECT_THAT(ToldAfter([](Household* h) {
                h->expenditures = {Expenditure{kDay, 1}, Expenditure{kDay, 2}, Expenditure{kDay, 1}};
              }),
              ElementsAre("OBSERVATIONS_DIFFER expenditures[1].amount_idr", "OBSERVATIONS_DIFFER expenditures[2].amount_idr"));
  // The decile of a named snapshot is the engine's own rule; the score is not, nor a rank of no named snapshot.
  EXPECT_THAT(ToldAfter([](Household* h) {
                h->ranks = {WelfareRank{kDay, "a", 1, 10}, WelfareRank{kDay, "a", 2, 11}};
              }),
              ElementsAre("RANKS_DIFFER ranks[1].decile", "OBSERVATIONS_DIFFER ranks[1].score_thousandths"));
  EXPECT_THAT(ToldAfter([](Household* h) {
                h->ranks = {WelfareRank{kDay, std::nullopt, 1, std::nullopt}, WelfareRank{kDay, std::nullopt, 2, std::nullopt}};
              }),
              ElementsAre("OBSERVATIONS_DIFFER ranks[1].decile"));
  EXPECT_THAT(ToldAfter([](Household* h) {
                h->ranks = {WelfareRank{kDay, "a", 1, 10}, WelfareRank{kDay, "b", 2, 11}};
              }),
              IsEmpty());
}

TEST(RegisterQualityTest, AnInventoryMayListOneKindTwice) {
  EXPECT_THAT(ToldAfter([](Household* h) {
                h->assets = {Asset{kDay, AssetKind::kGold, 1, false}, Asset{kDay, AssetKind::kGold, 2, false}};
              }),
              IsEmpty());
}

TEST(RegisterQualityTest, PaymentsOfOneDayAreEventsAndMayDiffer) {
  Assistance payment;
  payment.recorded_on = kDay;
  payment.amount_idr = 1;
  EXPECT_THAT(ToldAfter([&](Household* h) {
                h->assistance = {payment, payment}, h->assistance->back().amount_idr = 2;
              }),
              IsEmpty());
}

TEST(RegisterQualityTest, AMentorHasOneOpinionADay) {
  EXPECT_THAT(ToldAfter([](Household* h) {
                h->mentoring.opinions = {MentorOpinion{kDay, Opinion{0}}, MentorOpinion{kDay, Opinion{1}}};
              }),
              ElementsAre("OPINIONS_DIFFER mentoring.opinions[1].opinion"));
  EXPECT_THAT(ToldAfter([](Household* h) {
                h->mentoring.opinions = {MentorOpinion{kDay, Opinion{0}}, MentorOpinion{kDay, Opinion{0}},
                                         MentorOpinion{Date(2026, 6, 14), Opinion{1}}};
              }),
              IsEmpty());
}

// ---- regions ----

TEST(RegisterQualityTest, ACodeThatNeverExistedIsToldApartFromOneOfAnotherVintage) {
  Household slip = Family(1), old = Family(2), other_system = Family(4), none = Family(5);
  slip.region.code = "35.79.09.1004";
  old.region.code = "91.01.02";
  other_system.region = Bps("3579020004");
  none.region = Region();
  const Fed fed = Feed({slip, old, Family(3), other_system, none}, {},
                       {{"2025", "35\n35.79\n35.79.02\n93\n93.01\n"}, {"2022", "kode,successor\n91,93\n91.01,93.01\n"}});
  ASSERT_THAT(Told(fed), ElementsAre("REGION_NEVER_EXISTED region.code", "REGION_OF_ANOTHER_VINTAGE region.code"));
  EXPECT_EQ(fed.places[0].region_part, "35.79.09");
  EXPECT_EQ(fed.places[1].region_part, "91");
  EXPECT_EQ(fed.places[1].existed_in, "2022");
  EXPECT_EQ(fed.places[1].successor, "93.01");
  EXPECT_EQ(fed.report.regions_checked, 3);
  EXPECT_EQ(fed.report.regions_unchecked, 2);
  ExpectSumsHold(fed.report);
  EXPECT_THAT(ToText(fed.places[1], Language::kIndonesian), HasSubstr("91, ada pada 2022, kini 93.01"));
}

TEST(RegisterQualityTest, CountsAreByTheLevelAskedFor) {
  Household other = Family(2);
  other.region.code = "35.14.01.2001";
  other.kk = "1";
  Household wrong = Family(1);
  wrong.kk = "1";
  RegisterQualityOptions options;
  const auto codes = [&](int level) {
    options.region_level = level;
    std::vector<std::string> told;
    const Fed fed = Feed({wrong, other}, options);
    for (const QualityRegionCount& region : fed.report.kinds[0].regions) told.push_back(region.code);
    return told;
  };
  EXPECT_THAT(codes(1), ElementsAre("35"));
  EXPECT_THAT(codes(2), ElementsAre("35.14", "35.79"));
  EXPECT_THAT(codes(3), ElementsAre("35.14.01", "35.79.02"));
  EXPECT_THAT(codes(4), ElementsAre("35.14.01.2001", "35.79.02.1004"));
}

// ---- records against each other ----

TEST(RegisterQualityTest, APersonInTwoFamiliesIsOneCaseAtTwoPlacesThatPointToEachOther) {
  Household a = Family(1), b = Family(2);
  (*b.members)[1].nik = a.members->front().nik;
  const Fed fed = Feed({a, Family(3), b});
  ASSERT_THAT(Told(fed), ElementsAre("NIK_IN_TWO_RECORDS members[0].nik", "NIK_IN_TWO_RECORDS members[1].nik"));
  EXPECT_EQ(fed.places[0].record.household_id, "F-1");
  EXPECT_EQ(fed.places[0].other->household_id, "F-2");
  EXPECT_EQ(fed.places[0].other->row, 3);
  EXPECT_EQ(fed.places[0].other_path, "members[1].nik");
  EXPECT_EQ(fed.places[1].other->row, 1);
  EXPECT_EQ(fed.report.kinds[0].cases, 1);
  EXPECT_EQ(fed.report.kinds[0].records, 2);
  EXPECT_EQ(fed.report.sound, 1);
  EXPECT_EQ(fed.report.invalid, 0);
  ExpectSumsHold(fed.report);
  EXPECT_THAT(ToText(fed.places[0], Language::kEnglish),
              "record 1 (F-1): members[0].nik: the same NIK in another record: record 3 (F-2) members[1].nik");
}

TEST(RegisterQualityTest, APersonTwiceInOneFamilyIsNotInTwo) {
  Household a = Family(1);
  (*a.members)[1].nik = a.members->front().nik;
  EXPECT_THAT(ToldOf(a), ElementsAre("NIK_TWICE_IN_RECORD members[1].nik"));
  Household b = Family(2);
  b.members->front().nik = a.members->front().nik;
  EXPECT_THAT(Told(Feed({a, b})), ElementsAre("NIK_TWICE_IN_RECORD members[1].nik", "NIK_IN_TWO_RECORDS members[0].nik",
                                              "NIK_IN_TWO_RECORDS members[0].nik"));
}

TEST(RegisterQualityTest, NeighbouringNumbersAreNotTheSame) {
  std::vector<Household> households;
  for (int i = 1; i < 200; ++i) households.push_back(Family(i));
  // Numbers that agree in all but the last, the first or the middle digit.
  households[0].members->front().nik = "3579020000000001";
  households[1].members->front().nik = "3579020000000002";
  households[2].members->front().nik = "1579020000000001";
  households[3].members->front().nik = "3579020100000001";
  households[4].kk = "3579020000000001";  // a KK is not a NIK
  households[5].members->front().nik = "9999999999999998";
  households[6].members->front().nik = "9999999999999997";
  EXPECT_THAT(Told(Feed(households)), IsEmpty());
}

TEST(RegisterQualityTest, AFamilyCardBelongsToOneRecord) {
  Household a = Family(1), b = Family(2);
  b.kk = a.kk;
  EXPECT_THAT(Told(Feed({a, b})), ElementsAre("KK_IN_TWO_RECORDS kk", "KK_IN_TWO_RECORDS kk"));
  b.kk.reset();
  EXPECT_THAT(Told(Feed({a, b})), IsEmpty());
}

TEST(RegisterQualityTest, OfThreeRecordsEachPointsToTheFirstByIdWhateverTheOrder) {
  std::vector<Household> households = {Family(9), Family(1), Family(5)};
  for (Household& household : households) household.kk = households[0].kk;
  const Fed fed = Feed(households);
  ASSERT_EQ(fed.places.size(), 3u);
  EXPECT_EQ(fed.report.kinds[0].cases, 1);
  EXPECT_EQ(fed.places[0].other->household_id, "F-1");
  EXPECT_EQ(fed.places[1].other->household_id, "F-5");
  EXPECT_EQ(fed.places[2].other->household_id, "F-1");
}

TEST(RegisterQualityTest, ARecordIsCountedOnceHoweverManyPlacesItHas) {
  Household household = Family(1);
  for (Member& member : *household.members) member.nik = "1";
  const Fed fed = Feed({household, Family(2)});
  ASSERT_EQ(fed.report.kinds.size(), 1u);
  EXPECT_EQ(fed.report.kinds[0].places, 2);
  EXPECT_EQ(fed.report.kinds[0].cases, 2);
  EXPECT_EQ(fed.report.kinds[0].records, 1);
}

TEST(RegisterQualityTest, AMalformedNumberIsNobodysTwin) {
  Household a = Family(1), b = Family(2);
  a.kk = b.kk = "357902";
  EXPECT_THAT(Told(Feed({a, b})), ElementsAre("KK_MALFORMED kk", "KK_MALFORMED kk"));
}

TEST(RegisterQualityTest, ACopyIsToldOnceAndAnotherVersionOfARecordApart) {
  const Household a = Family(1);
  EXPECT_THAT(Told(Feed({a, Family(2), a})), ElementsAre("RECORD_TWICE id", "RECORD_TWICE id"));
  Household b = Family(3);
  b.id = a.id;
  EXPECT_THAT(Told(Feed({a, b})), ElementsAre("ID_IN_TWO_RECORDS id", "ID_IN_TWO_RECORDS id"));
  Household version = a;
  version.dwelling.floor_area_m2 = 20;
  EXPECT_THAT(Told(Feed({a, a, version})),
              testing::UnorderedElementsAre(
                  "RECORD_TWICE id", "RECORD_TWICE id", "ID_IN_TWO_RECORDS id", "ID_IN_TWO_RECORDS id",
                  "NIK_IN_TWO_RECORDS members[0].nik", "NIK_IN_TWO_RECORDS members[0].nik", "NIK_IN_TWO_RECORDS members[1].nik",
                  "NIK_IN_TWO_RECORDS members[1].nik", "KK_IN_TWO_RECORDS kk", "KK_IN_TWO_RECORDS kk"));
}

TEST(RegisterQualityTest, RecordsWithoutAnIdAreNotTheSameHousehold) {
  Household a = Family(1), b = Family(2);
  a.id.reset();
  b.id.reset();
  EXPECT_THAT(Told(Feed({a, b})), IsEmpty());
  a.id = b.id = "";
  EXPECT_THAT(Told(Feed({a, b})), IsEmpty());
}

TEST(RegisterQualityTest, EveryFieldCountsForWhetherARecordIsACopy) {
  const Household plain = Family(1);
  const programme::Fingerprint fingerprint = programme::FingerprintOf(plain);
  EXPECT_EQ(programme::FingerprintOf(Family(1)), fingerprint);
  const std::vector<std::function<void(Household*)>> changes = {
      [](Household* h) { h->id = "F-2"; },
      [](Household* h) { h->address.reset(); },
      [](Household* h) { h->address = ""; },
      [](Household* h) { h->region.system = CodeSystem::kBps; },
      [](Household* h) { std::swap((*h->members)[0], (*h->members)[1]); },
      [](Household* h) { h->members->emplace_back(); },
      [](Household* h) { h->members->front().pregnant = false; },
      [](Household* h) { h->members->front().born_on = PartialDate::Year(1980); },
      [](Household* h) { h->ranks.emplace(); },
      [](Household* h) { h->procedure.willing = true; },
      [](Household* h) { h->dwelling.floor = Material::kDurable; },
      [](Household* h) { h->dwelling.wall = Material::kDurable; },
      [](Household* h) { h->dwelling.power_va = 0; }};
  std::set<programme::Fingerprint> seen = {fingerprint};
  for (size_t i = 0; i < changes.size(); ++i) {
    Household changed = plain;
    changes[i](&changed);
    EXPECT_TRUE(seen.insert(programme::FingerprintOf(changed)).second) << i;
  }
}

// ---- what cannot be read ----

TEST(RegisterQualityTest, AnUnreadableRecordIsCountedWithWhatCouldBeReadOfIt) {
  RegisterQualityOptions options;
  options.as_of = kDay;
  absl::StatusOr<RegisterQuality> quality = RegisterQuality::Create(options);
  ASSERT_TRUE(quality->Add(1, Family(1)).ok());
  Household read = Family(2);
  read.members->front().nik = Family(1).members->front().nik;
  const char* const codes[] = {"NOT_A_DATE"};
  ASSERT_TRUE(quality->AddUnreadable(2, read, {{"members[1].born_on", 1, 44, "is not a date"}}, codes).ok());
  const absl::StatusOr<RegisterQualityReport> report = quality->Finish();
  ASSERT_TRUE(report.ok());
  ExpectSumsHold(*report);
  EXPECT_EQ(report->unreadable, 1);
  ASSERT_EQ(report->kinds.size(), 2u);
  EXPECT_EQ(report->kinds[0].first[0].column, 44);
  EXPECT_EQ(report->kinds[0].first[0].record.household_id, "F-2");
  // A person who can be read counts, whatever else of the record cannot.
  EXPECT_EQ(report->kinds[1].kind, Kind::kNikInTwoRecords);
}

TEST(RegisterQualityTest, AnUnreadableRecordNeedsAFindingWithAKnownCode) {
  absl::StatusOr<RegisterQuality> quality = RegisterQuality::Create({});
  const char* const codes[] = {"NO_SUCH_CODE"};
  EXPECT_FALSE(quality->AddUnreadable(1, {}, {}, {}).ok());
  EXPECT_FALSE(quality->AddUnreadable(1, {}, {{"", 0, 0, "x"}}, {}).ok());
  EXPECT_FALSE(quality->AddUnreadable(1, {}, {{"", 0, 0, "x"}}, codes).ok());
  EXPECT_EQ(quality->Finish()->fed, 0);
}

// ---- completeness ----

FactCompleteness Of(const RegisterQualityReport& report, const std::string& path) {
  for (const FactCompleteness& fact : report.facts) {
    if (fact.path == path) return fact;
  }
  ADD_FAILURE() << path << " is not in the report";
  return {};
}

TEST(RegisterQualityTest, AFactIsLackingWhereItOrAListOnTheWayToItIsAbsent) {
  Household without_list = Family(1);
  without_list.members.reset();
  Household without_members = Family(2);
  without_members.members.emplace();
  const Fed fed = Feed({Family(3), without_list, without_members});
  const FactCompleteness sex = Of(fed.report, "household.members[].sex");
  EXPECT_EQ(sex.values, 2);
  EXPECT_EQ(sex.values_lacking, 1);
  EXPECT_EQ(sex.records_lacking, 2);  // the child of one, all of another; the empty list lacks nothing
  const FactCompleteness members = Of(fed.report, "household.members");
  EXPECT_EQ(members.values, 3);
  EXPECT_EQ(members.records_lacking, 1);
  const FactCompleteness work = Of(fed.report, "household.members[].work");
  EXPECT_EQ(work.values_lacking, 2);
  EXPECT_EQ(work.records_lacking, 2);  // two members of one record are one record
  EXPECT_EQ(Of(fed.report, "household.dwelling.floor").records_lacking, 3);
  EXPECT_EQ(Of(fed.report, "household.region.code").records_lacking, 0);
}

TEST(RegisterQualityTest, WhatIsAbsentBecauseThereIsNoneIsNeverLacking) {
  const Fed fed = Feed({Family(1)});
  for (const FactCompleteness& fact : fed.report.facts) {
    EXPECT_EQ(model::FindFact(fact.path)->field->absent, Absent::kMissing) << fact.path;
    EXPECT_NE(model::FindFact(fact.path)->field->kind, model::FieldKind::kRecord) << fact.path;
  }
  // Objections that are known to be none hide nothing below them.
  EXPECT_EQ(Of(fed.report, "household.procedure.objections[].filed_on").records_lacking, 0);
}

TEST(RegisterQualityTest, OnlyTheFactsAskedForAreMeasured) {
  RegisterQualityOptions options;
  options.facts = {"household.members[].born_on", "household.incomes[].amount_idr", "household.members[].pregnant"};
  options.recorded_when_true = {"household.members[].pregnant"};
  const Fed fed = Feed({Family(1)}, options);
  ASSERT_EQ(fed.report.facts.size(), 2u);
  EXPECT_EQ(fed.report.facts[0].path, "household.members[].born_on");
  EXPECT_EQ(fed.report.facts[1].path, "household.incomes[].amount_idr");
}

TEST(RegisterQualityTest, OptionsThatMakeNoSenseAreRefused) {
  const auto refused = [](RegisterQualityOptions options) { return !RegisterQuality::Create(std::move(options)).ok(); };
  RegisterQualityOptions options;
  options.facts = {"household.members[].nose"};
  EXPECT_TRUE(refused(options));
  options = {};
  options.recorded_when_true = {"household.members[].sex"};
  EXPECT_TRUE(refused(options));
  for (const int level : {0, 5}) {
    options = {};
    options.region_level = level;
    EXPECT_TRUE(refused(options));
  }
  options = {};
  options.places_kept = -1;
  EXPECT_TRUE(refused(options));
  options = {};
  options.vintage = "2025";
  absl::StatusOr<RegisterQuality> quality = RegisterQuality::Create(options);
  EXPECT_EQ(quality->Add(1, {}).code(), absl::StatusCode::kInvalidArgument);
}

TEST(RegisterQualityTest, AfterTheReportNothingCanBeFed) {
  absl::StatusOr<RegisterQuality> quality = RegisterQuality::Create({});
  EXPECT_EQ(quality->StartFeed("\xff").code(), absl::StatusCode::kInvalidArgument);
  ASSERT_TRUE(quality->Add(1, {}).ok());
  EXPECT_EQ(quality->AddRegions("2025", "35\n").code(), absl::StatusCode::kInvalidArgument);
  ASSERT_TRUE(quality->Finish().ok());
  EXPECT_EQ(quality->Add(2, {}).code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(quality->StartFeed("b").code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(quality->Finish().status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST(RegisterQualityTest, AnExceptionInTheMiddleOfARecordMakesNoReport) {
  RegisterQualityOptions options;
  options.each_place = [](const QualityPlace&) { throw std::bad_alloc(); };
  absl::StatusOr<RegisterQuality> quality = RegisterQuality::Create(options);
  Household wrong = Family(1);
  wrong.kk = "1";
  EXPECT_THROW((void)quality->Add(1, wrong), std::bad_alloc);
  EXPECT_EQ(quality->Finish().status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST(RegisterQualityTest, OnlySoManyPlacesAreKeptAndAllAreCounted) {
  std::vector<Household> households;
  for (int i = 1; i <= 10; ++i) {
    households.push_back(Family(i));
    households.back().kk = "1";
  }
  RegisterQualityOptions options;
  for (const int64_t kept : {0, 3, 100}) {
    options.places_kept = kept;
    const Fed fed = Feed(households, options);
    EXPECT_EQ(fed.report.kinds[0].places, 10);
    EXPECT_EQ(fed.report.kinds[0].first.size(), static_cast<size_t>(std::min<int64_t>(kept, 10)));
    EXPECT_EQ(fed.places.size(), 10u);
  }
}

// ---- nobody is named ----

TEST(RegisterQualityTest, AnIdThatMayBeAnIdentityIsNotShown) {
  const auto shown = [](const std::function<void(Household*)>& change) {
    Household household = Family(1);
    household.registered_on = Date(2027, 1, 1);
    change(&household);
    return Feed({household}).places[0].record.household_id;
  };
  EXPECT_EQ(shown([](Household*) {}), "F-1");
  EXPECT_EQ(shown([](Household* h) { h->id = "35.79.02.1004-2026-000017"; }), "35.79.02.1004-2026-000017");
  EXPECT_EQ(shown([](Household* h) { h->id = "123456789012345"; }), "123456789012345");
  EXPECT_EQ(shown([](Household* h) { h->id = "1234567890123456"; }), "");
  EXPECT_EQ(shown([](Household* h) { h->id = "KK-1234567890123456-A"; }), "");
  EXPECT_EQ(shown([](Household* h) { h->id = h->members->front().nik; }), "");
  EXPECT_EQ(shown([](Household* h) { h->id = "rumah siti 1"; }), "");
  EXPECT_EQ(shown([](Household* h) { h->id = *h->address; }), "");
  EXPECT_EQ(shown([](Household* h) { h->members->front().nik = "3579-0212-3456", h->id = "357902123456"; }), "");
  EXPECT_EQ(shown([](Household* h) { h->id = std::string("F\0001", 3); }), "");
  EXPECT_EQ(shown([](Household* h) { h->id = "\xff"; }), "");
}

TEST(RegisterQualityTest, NoIdentityStandsInAnyText) {
  std::vector<Household> households = {Family(1), Family(2), Family(3), Family(4)};
  households[0].members->front().nik = households[1].members->front().nik;
  households[1].kk = households[2].kk;
  households[2].id = households[2].members->front().nik;
  households[3].id = households[3].address;
  households[3].region.code = households[3].members->front().nik;
  households[3].region.code = households[3].members->front().name;
  households[3].registered_on = Date(2030, 1, 1);
  const Fed fed = Feed(households, {}, {{"2025", "35\n"}});
  std::string all;
  for (const Language language : {Language::kIndonesian, Language::kEnglish}) {
    all += ToText(fed.report, language);
    for (const QualityPlace& place : fed.places) {
      all += ToText(place, language) + place.record.household_id + place.region + place.path + place.message;
      if (place.other.has_value()) all += place.other->household_id;
    }
  }
  EXPECT_GE(fed.places.size(), 6u);
  for (const Household& household : households) {
    std::vector<std::string> identities = {*household.kk, *household.address};
    for (const Member& member : *household.members) {
      identities.push_back(*member.nik);
      if (member.name.has_value()) identities.push_back(*member.name);
    }
    for (const std::string& identity : identities) EXPECT_THAT(all, Not(HasSubstr(identity)));
  }
  EXPECT_EQ(fed.report.ids_withheld, 2);
}

TEST(RegisterQualityTest, TheTextOfAPlaceIsOneLine) {
  Household household = Family(1);
  household.id = "F\n\x1b[31m1";
  household.registered_on = Date(2027, 1, 1);
  const std::string text = ToText(Feed({household}).places[0], Language::kEnglish);
  EXPECT_EQ(text.find_first_of("\n\x1b"), std::string::npos);
}

}  // namespace
}  // namespace graduasi
