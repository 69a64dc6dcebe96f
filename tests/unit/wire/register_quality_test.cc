// Lines of JSON into a register's quality: every mistake of reading has its kind, line and column; and the report as JSON.
#include "graduasi/register_quality.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace graduasi {
namespace {

using testing::ElementsAre;

const Date kDay(2026, 6, 15);

std::vector<std::string> ToldOf(const std::string& line) {
  std::vector<std::string> told;
  RegisterQualityOptions options;
  options.as_of = kDay;
  options.each_place = [&](const QualityPlace& place) {
    told.push_back(std::string(InfoOf(place.kind).code) + " " + place.path + " " + std::to_string(place.column));
  };
  absl::StatusOr<RegisterQuality> quality = RegisterQuality::Create(std::move(options));
  EXPECT_TRUE(quality->AddJson(1, line).ok());
  EXPECT_EQ(quality->Finish()->unreadable, told.empty() ? 0 : 1);
  return told;
}

TEST(RegisterQualityJsonTest, EveryMistakeOfReadingHasItsKindAndColumn) {
  EXPECT_THAT(ToldOf("{}"), ElementsAre());
  EXPECT_THAT(ToldOf(R"({"id":"F-1","members":[{"nik":"3579020000000001"}]} )"), ElementsAre());
  EXPECT_THAT(ToldOf(""), ElementsAre("NOT_JSON  1"));
  EXPECT_THAT(ToldOf("[]"), ElementsAre("NOT_JSON  1"));
  EXPECT_THAT(ToldOf("{} {}"), ElementsAre("NOT_JSON  4"));
  EXPECT_THAT(ToldOf(R"({"id":"F-1")"), ElementsAre("NOT_JSON  12"));
  EXPECT_THAT(ToldOf("{\"id\":\"\xff\"}"), ElementsAre("NOT_JSON  8"));
  EXPECT_THAT(ToldOf(R"({"nose":1})"), ElementsAre("FIELD_UNKNOWN  3"));
  EXPECT_THAT(ToldOf(R"({"id":"a","id":"b"})"), ElementsAre("FIELD_TWICE id 12"));
  EXPECT_THAT(ToldOf(R"({"id":1})"), ElementsAre("VALUE_OF_ANOTHER_FORM id 7"));
  EXPECT_THAT(ToldOf(R"({"members":[1]})"), ElementsAre("VALUE_OF_ANOTHER_FORM members[0] 13"));
  EXPECT_THAT(ToldOf(R"({"incomes":[{"amount_idr":1.5},{"amount_idr":99999999999999999999}]})"),
              ElementsAre("VALUE_OF_ANOTHER_FORM incomes[0].amount_idr 27", "VALUE_OF_ANOTHER_FORM incomes[1].amount_idr 46"));
  EXPECT_THAT(ToldOf(R"({"registered_on":"2026-02-30"})"), ElementsAre("NOT_A_DATE registered_on 18"));
  EXPECT_THAT(ToldOf(R"({"members":[{"sex":"X"}]})"), ElementsAre("VALUE_UNKNOWN members[0].sex 20"));
  EXPECT_THAT(ToldOf(std::string((size_t{16} << 20) + 1, ' ')), ElementsAre("TEXT_TOO_LONG  0"));
}

TEST(RegisterQualityJsonTest, AReaderIsUsedAgainAndForgetsTheLineBefore) {
  RegisterQualityOptions options;
  options.as_of = kDay;
  absl::StatusOr<RegisterQuality> quality = RegisterQuality::Create(options);
  ASSERT_TRUE(quality->AddJson(1, R"({"id":"F-1","kk":"1)").ok());
  ASSERT_TRUE(quality->AddJson(2, R"({"id":"F-2"})").ok());
  const absl::StatusOr<RegisterQualityReport> report = quality->Finish();
  EXPECT_EQ(report->unreadable, 1);
  EXPECT_EQ(report->sound, 1);
}

TEST(RegisterQualityJsonTest, TheReportAsJson) {
  RegisterQualityOptions options;
  options.as_of = kDay;
  options.facts = {"household.members[].born_on"};
  absl::StatusOr<RegisterQuality> quality = RegisterQuality::Create(options);
  ASSERT_TRUE(quality->AddRegions("2025", "35\n").ok());
  ASSERT_TRUE(quality->AddRegions("2022", "kode,successor\n91,35\n").ok());
  ASSERT_TRUE(quality->StartFeed("a \"b\".jsonl").ok());
  ASSERT_TRUE(quality->AddJson(7, R"({"id":"F-1","kk":"3579020000000009","members":[{"born_on":"1990"}]})").ok());
  ASSERT_TRUE(
      quality->AddJson(8, R"({"id":"F-2","kk":"3579020000000009","region":{"system":"KEMENDAGRI","code":"91.01"}})").ok());
  ASSERT_TRUE(quality->AddJson(9, "{").ok());
  EXPECT_EQ(
      ToJson(*quality->Finish()),
      R"({"as_of":"2026-06-15","feeds":[{"name":"a \"b\".jsonl","records":3}],"fed":3,"readable":2,"unreadable":1,"sound":0,)"
      R"("with_findings":2,"invalid":0,"members":1,"ids_withheld":0,"regions_checked":1,"regions_unchecked":2,)"
      R"("vintages":[{"name":"2022","system":"KEMENDAGRI","codes":1,"deepest_level":1,"held_against":false},)"
      R"({"name":"2025","system":"KEMENDAGRI","codes":1,"deepest_level":1,"held_against":true}],)"
      R"("kinds":[{"code":"NOT_JSON","effect":"UNREADABLE","cases":1,"places":1,"records":1,"regions":[{"places":1}],)"
      R"("first":[{"feed":"a \"b\".jsonl","row":9,"column":2,)"
      R"("message":"the text ends before the household does; a closing } or ] is missing"}]},)"
      R"({"code":"KK_IN_TWO_RECORDS","effect":"QUESTIONABLE","cases":1,"places":2,"records":2,)"
      R"("regions":[{"places":1},{"system":"KEMENDAGRI","code":"91.01","places":1}],)"
      R"("first":[{"feed":"a \"b\".jsonl","row":7,"household_id":"F-1","path":"kk",)"
      R"("other":{"feed":"a \"b\".jsonl","row":8,"household_id":"F-2","path":"kk"}},)"
      R"({"feed":"a \"b\".jsonl","row":8,"household_id":"F-2","region":"91.01","path":"kk",)"
      R"("other":{"feed":"a \"b\".jsonl","row":7,"household_id":"F-1","path":"kk"}}]},)"
      R"({"code":"REGION_OF_ANOTHER_VINTAGE","effect":"QUESTIONABLE","cases":1,"places":1,"records":1,)"
      R"("regions":[{"system":"KEMENDAGRI","code":"91.01","places":1}],)"
      R"("first":[{"feed":"a \"b\".jsonl","row":8,"household_id":"F-2","region":"91.01","path":"region.code",)"
      R"("region_part":"91","existed_in":"2022","successor":"35"}]}],)"
      R"("regions":[{"records":2,"unreadable":1,"sound":0,"with_findings":1},)"
      R"({"system":"KEMENDAGRI","code":"91.01","records":1,"unreadable":0,"sound":0,"with_findings":1}],)"
      R"("facts":[{"path":"household.members[].born_on","records_lacking":1,"values":1,"values_lacking":0}]})");
}

}  // namespace
}  // namespace graduasi
