// Reading a household is strict, tells the writer what would be right for every mistake at once, and never repeats what may be
// a person's number, name or address.
#include "src/wire/household_json.h"

#include <simdjson.h>

#include <limits>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/base/finding_list.h"
#include "src/model/validate.h"
#include "src/wire/json_text.h"
#include "tests/unit/wire/any_household.h"

namespace graduasi::wire {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr const char* kFamily =
    R"({"id":"35.79.01-0007","kk":"3579010101900001","address":"Jalan Melati 7",)"
    R"("region":{"system":"KEMENDAGRI","code":"35.79.01"},)"
    R"("members":[{"nik":"3579014101800001","name":"Siti \"Ami\" Aminah","born_on":"1980-01-01","sex":"FEMALE",)"
    R"("relation":"HEAD","pregnant":false,"income_idr":1500000},{"nik":"3579010203100002","born_on":"2010-03","sex":"MALE"}],)"
    R"("incomes":[],"assistance":[{"recorded_on":"2025-11","programme":"PPSE",)"
    R"("kind":"BUSINESS_CAPITAL","amount_idr":5000000}],)"
    R"("mentoring":{"inspections":[{"inspected_on":"2026","findings":[{"item":"E12","severity":"SERIOUS"}]}]}})";

Findings Read(absl::string_view json, Household* household = nullptr) {
  Household ignored;
  Findings findings;
  const bool read = ReadHouseholdJson(json, household == nullptr ? &ignored : household, &findings);
  EXPECT_EQ(read, findings.empty());
  for (const Finding& finding : findings) EXPECT_FALSE(finding.message.empty());
  return findings;
}

// The only finding.
Finding Only(absl::string_view json) {
  const Findings findings = Read(json);
  EXPECT_EQ(findings.size(), 1u) << json;
  return findings.empty() ? Finding() : findings[0];
}

TEST(HouseholdJson, AFamilyIsReadAsWritten) {
  Household household;
  ASSERT_THAT(Read(kFamily, &household), IsEmpty());
  EXPECT_EQ(household.id, "35.79.01-0007");
  EXPECT_EQ(household.region.system, CodeSystem::kKemendagri);
  ASSERT_EQ(household.members->size(), 2u);
  EXPECT_EQ(household.members->at(0).name, "Siti \"Ami\" Aminah");
  EXPECT_EQ(household.members->at(0).pregnant, false);
  EXPECT_EQ(household.members->at(0).income_idr, 1500000);
  EXPECT_EQ(household.members->at(1).born_on, PartialDate::Month(2010, 3));
  EXPECT_FALSE(household.members->at(1).pregnant.has_value());
  EXPECT_TRUE(household.incomes.has_value());
  EXPECT_TRUE(household.incomes->empty());
  EXPECT_FALSE(household.assets.has_value());
  EXPECT_EQ(household.mentoring.inspections->at(0).findings->at(0).severity, Severity::kSerious);
  EXPECT_EQ(WriteHouseholdJson(household), kFamily);
}

TEST(HouseholdJson, NullIsTheSameAsLeftOut) {
  Household household;
  ASSERT_THAT(Read(R"({"id":null,"members":null,"region":null,"mentoring":{"sessions":null}})", &household), IsEmpty());
  EXPECT_EQ(WriteHouseholdJson(household), "{}");
}

TEST(HouseholdJson, SpaceAndTheOrderOfKeysMeanNothing) {
  Household household;
  ASSERT_THAT(Read(" {\r\n\t\"region\" : { \"code\" : \"35\" ,\"system\":\"BPS\" } , \"id\" : \"x\" }\n ", &household),
              IsEmpty());
  EXPECT_EQ(WriteHouseholdJson(household), R"({"id":"x","region":{"system":"BPS","code":"35"}})");
}

TEST(HouseholdJson, WhatIsWrittenIsReadBack) {
  AnyHousehold any(20260615);
  HouseholdReader reader;
  for (int i = 0; i < 300; ++i) {
    const Household household = any.Draw();
    const std::string json = WriteHouseholdJson(household);
    ASSERT_EQ(json.find('\n'), std::string::npos);
    Household back;
    Findings findings;
    ASSERT_TRUE(reader.Read(json, &back, &findings)) << findings[0].path << " " << findings[0].message;
    ASSERT_EQ(WriteHouseholdJson(back), json);
  }
}

TEST(HouseholdJson, KeysMayBeEscaped) {
  Household household;
  ASSERT_THAT(Read(R"({"\u0069d":"a","memb\u0065rs":[]})", &household), IsEmpty());
  EXPECT_EQ(household.id, "a");
  EXPECT_TRUE(household.members.has_value());
  EXPECT_THAT(Only(R"({"\q":"a"})").message, HasSubstr("escape"));
}

TEST(HouseholdJson, AnUnknownKeyIsRefusedWithTheNearestName) {
  const Finding finding = Only(R"({"members":[{"nik":"3579014101800001"},{"bron_on":"1980"}]})");
  EXPECT_EQ(finding.path, "members[1]");
  EXPECT_EQ(finding.message, "this key is no field of Member; did you mean `born_on`?");
  EXPECT_THAT(Only(R"({"favourite_dish":"rawon"})").message, HasSubstr("its fields are id, kk, address, region"));
}

TEST(HouseholdJson, AFindingSaysLineAndColumn) {
  const Finding finding = Only("{\n  \"id\": \"x\",\n  \"memberz\": []\n}");
  EXPECT_EQ(finding.line, 3);
  EXPECT_EQ(finding.column, 4);
  const Finding value = Only("{\n  \"id\": \"x\",\n  \"members\": {}\n}");
  EXPECT_EQ(value.line, 3);
  EXPECT_EQ(value.column, 14);
}

TEST(HouseholdJson, AKeyGivenTwiceIsRefused) {
  EXPECT_EQ(Only(R"({"id":"a","id":"a"})").path, "id");
  EXPECT_EQ(Only(R"({"region":{"code":"35","code":null}})").path, "region.code");
  EXPECT_THAT(Only(R"({"id":"a","\u0069d":"a"})").message, HasSubstr("given twice"));
}

TEST(HouseholdJson, ANikAsANumberIsRefusedWithWhatToWrite) {
  const Finding nik = Only(R"({"members":[{"nik":3579014101800001}]})");
  EXPECT_EQ(nik.path, "members[0].nik");
  EXPECT_EQ(nik.message, "is a number; write it as text in quotes: a number loses digits");
  EXPECT_EQ(Only(R"({"kk":35790101019000010000000000})").path, "kk");
  EXPECT_EQ(Only(R"({"kk":3.5e15})").path, "kk");
}

TEST(HouseholdJson, EveryTypeIsRefusedInThePlaceOfAnother) {
  const std::vector<std::string> values = {"true", "7", "\"x\"", "[]", "{}"};
  const struct {
    const char* open;
    const char* close;
    size_t right;
    const char* advice;
  } fields[] = {
      {R"({"members":[{"pregnant":)", "}]}", 0, "write true or false"},
      {R"({"members":[{"income_idr":)", "}]}", 1, "write a whole number"},
      {R"({"members":[{"work_field":)", "}]}", 2, "write it as text in quotes"},
      {R"({"members":[{"nik":)", "}]}", 2, "a number loses digits"},
      {R"({"members":[{"born_on":)", "}]}", 5, "\"2025-11\""},
      {R"({"members":[{"sex":)", "}]}", 5, "Sex"},
      {R"({"members":)", "}", 3, "list [...] of Member"},
      {R"({"dwelling":)", "}", 4, "fields of Dwelling"},
      {R"({"members":[)", "]}", 4, "fields of Member"},
  };
  for (const auto& field : fields) {
    for (size_t i = 0; i < values.size(); ++i) {
      const std::string json = absl::StrCat(field.open, values[i], field.close);
      if (i == field.right) {
        EXPECT_THAT(Read(json), IsEmpty()) << json;
      } else if (!(field.right == 5 && i == 2)) {
        EXPECT_THAT(Only(json).message, HasSubstr(field.advice)) << json;
      }
    }
  }
  EXPECT_EQ(Only(R"({"members":[{},null]})").path, "members[1]");
}

TEST(HouseholdJson, OnlyWholeNumbersAreNumbers) {
  for (const char* number : {"1.0", "1e3", "0.5", "-0.0", "1E2"}) {
    EXPECT_THAT(Only(absl::StrCat(R"({"members":[{"income_idr":)", number, "}]}")).message,
                StartsWith("is not a whole number"));
  }
  for (const char* number : {"9223372036854775808", "-9223372036854775809", "123456789012345678901234567890"}) {
    EXPECT_THAT(Only(absl::StrCat(R"({"members":[{"income_idr":)", number, "}]}")).message, HasSubstr("too large"));
  }
  for (const char* number : {"01", "-", "1x", "--1", "0x10", "1_000"}) {
    EXPECT_THAT(Read(absl::StrCat(R"({"members":[{"income_idr":)", number, "}]}")), Not(IsEmpty())) << number;
  }
  for (const int64_t number : {std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max(), int64_t{0}}) {
    Household household;
    EXPECT_THAT(Read(absl::StrCat(R"({"members":[{"income_idr":)", number, "\n}]}"), &household), IsEmpty());
    EXPECT_EQ(household.members->at(0).income_idr, number);
  }
}

TEST(HouseholdJson, ADayThatDoesNotExistIsRefused) {
  EXPECT_THAT(Only(R"({"members":[{"born_on":"2010-02-30"}]})").message, HasSubstr("calendar does not have"));
  EXPECT_THAT(Only(R"({"members":[{"born_on":"2010-13"}]})").message, HasSubstr("calendar does not have"));
  EXPECT_THAT(Only(R"({"members":[{"born_on":"30/02/2010"}]})").message, HasSubstr("write it like 2025-11-15"));
  EXPECT_THAT(Only(R"({"members":[{"born_on":""}]})").message, HasSubstr("is not a date"));
}

TEST(HouseholdJson, AnUnknownEnumValueIsRefusedWithTheAllowedNearestFirst) {
  EXPECT_EQ(Only(R"({"members":[{"sex":"MAEL"}]})").message, "is no value of Sex; did you mean MALE; allowed are MALE, FEMALE");
  EXPECT_EQ(Only(R"({"members":[{"sex":"?"}]})").message, "is no value of Sex; allowed are FEMALE, MALE");
  EXPECT_THAT(Only(R"({"members":[{"sex":"male"}]})").message, HasSubstr("allowed are MALE"));
}

TEST(HouseholdJson, AllMistakesAreReportedAtOnce) {
  const Findings findings = Read(
      R"({"kk":1,"colour":2,"members":[{"nik":3,"sex":"?"},4,{"born_on":"2010-02-30","income_idr":1.5}],)"
      R"("dwelling":[],"id":"x"})");
  std::vector<std::string> paths;
  for (const Finding& finding : findings) paths.push_back(finding.path);
  EXPECT_THAT(paths, ::testing::ElementsAre("kk", "", "members[0].nik", "members[0].sex", "members[1]", "members[2].born_on",
                                            "members[2].income_idr", "dwelling"));
}

TEST(HouseholdJson, WhatCouldBeReadIsKeptForTheReport) {
  Household household;
  EXPECT_EQ(Read(R"({"id":"35.79.01-0007","kk":12})", &household).size(), 1u);
  EXPECT_EQ(household.id, "35.79.01-0007");
}

TEST(HouseholdJson, WhatIsNotAnObjectIsNoHousehold) {
  for (const char* json : {"",
                           " ",
                           "null",
                           "7",
                           "\"x\"",
                           "[]",
                           "[{}]",
                           "true",
                           "tru",
                           "}",
                           "{",
                           "{]",
                           "]",
                           "\"",
                           "{\"",
                           "nul",
                           "{}{}",
                           "{} x",
                           "{},",
                           "{}]",
                           "{\"id\":\"a\"}{\"id\":\"b\"}",
                           "\xef\xbb\xbf{}"}) {
    EXPECT_EQ(Read(json).size(), 1u) << json;
  }
  EXPECT_THAT(Only("[]").message, HasSubstr("this is a list"));
  EXPECT_THAT(Only("").message, HasSubstr("empty"));
  EXPECT_THAT(Only("{} {}").message, HasSubstr("something follows"));
}

TEST(HouseholdJson, WrongSyntaxIsRefusedWithItsPlace) {
  for (const char* json :
       {R"({"id":"a",})", R"({"id" "a"})", R"({"id":})", R"({id:"a"})", R"({"id":"a" "kk":"b"})", R"({"id":'a'})",
        R"({"members":[{},]})", R"({"members":[{} {}]})", R"({"members":[{})", R"({"members":[{}})", R"({"members":[}})",
        R"({"id":"\x"})", R"({"id":"\ud800"})", R"({"members":[{"pregnant":tru}]})", R"({"members":[{"pregnant":nul}]})",
        R"({,"id":"a"})", R"({"members":[,{}]})", R"({"id":"a"]})", R"({"id":nullx})"}) {
    const Findings findings = Read(json);
    ASSERT_FALSE(findings.empty()) << json;
    EXPECT_GT(findings[0].column, 0) << json;
  }
}

TEST(HouseholdJson, InvalidUtf8AndControlCharactersAreRefusedWithTheirPlace) {
  const Finding utf8 = Only("{\"id\":\"a\",\n\"address\":\"b\xff\"}");
  EXPECT_THAT(utf8.message, HasSubstr("UTF-8"));
  EXPECT_EQ(utf8.line, 2);
  EXPECT_EQ(utf8.column, 13);
  const Finding control = Only("{\"id\":\"a\\\"\x01\"}");
  EXPECT_THAT(control.message, HasSubstr("control character"));
  EXPECT_EQ(control.column, 11);
  EXPECT_FALSE(Read(std::string("{\"id\":\"a\0\"}", 10)).empty());
  EXPECT_FALSE(Read(std::string("{\"id\":\"a\"\0}", 11)).empty());
  for (const char* bad : {"\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"}) {
    EXPECT_THAT(Only(absl::StrCat("{\"id\":\"", bad, "\"}")).message, HasSubstr("UTF-8"));
  }
}

TEST(HouseholdJson, DeepNestingIsRefusedAndDoesNoHarm) {
  for (const size_t depth : {100u, 2000u, 1000000u}) {
    EXPECT_FALSE(Read(std::string(depth, '[')).empty());
    EXPECT_FALSE(Read(absl::StrCat("{\"x\":", std::string(depth, '['), std::string(depth, ']'), "}")).empty());
    EXPECT_FALSE(Read(absl::StrCat("{\"members\":", std::string(depth, '['), std::string(depth, ']'), "}")).empty());
    std::string objects;
    for (size_t i = 0; i < depth; ++i) objects += "{\"region\":";
    EXPECT_FALSE(Read(objects + "1" + std::string(depth, '}')).empty());
  }
}

TEST(HouseholdJson, ATextOfMoreThan16MebibytesIsRefused) {
  std::string json = "{}";
  json.resize(kMaxHouseholdBytes, ' ');
  EXPECT_THAT(Read(json), IsEmpty());
  json += ' ';
  EXPECT_THAT(Only(json).message, HasSubstr("longer than 16 MiB"));
}

TEST(HouseholdJson, TenThousandMembersAreReadAndThenRefused) {
  std::string json = "{\"members\":[{}";
  for (int i = 1; i < 10000; ++i) json += ",{\"sex\":\"MALE\"}";
  Household household;
  ASSERT_THAT(Read(json + "]}", &household), IsEmpty());
  EXPECT_EQ(household.members->size(), 10000u);
  EXPECT_EQ(model::Validate(household, Date(2026, 6, 15)).size(), 1u);
}

TEST(HouseholdJson, AMillionMistakesAreCountedNotListed) {
  std::string json = "{\"members\":[{\"nik\":1}";
  for (int i = 1; i < 200000; ++i) json += ",{\"nik\":1}";
  json += "]}";
  const Findings findings = Read(json);
  ASSERT_EQ(findings.size(), FindingList::kLimit + 1);
  EXPECT_EQ(findings.back().message, "and 199000 more findings, not listed");
}

TEST(HouseholdJson, CutOffAnywhereItIsRefused) {
  HouseholdReader reader;
  const std::string json = kFamily;
  for (size_t size = 0; size < json.size(); ++size) {
    Household household;
    Findings findings;
    EXPECT_FALSE(reader.Read(absl::string_view(json).substr(0, size), &household, &findings)) << size;
    EXPECT_FALSE(findings.empty());
  }
}

size_t Separators(absl::string_view json) {
  size_t count = 0;
  bool quoted = false;
  for (size_t i = 0; i < json.size(); ++i) {
    if (json[i] == '\\') {
      ++i;
    } else if (json[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && (json[i] == ',' || json[i] == ':')) {
      ++count;
    }
  }
  return count;
}

// Also: a reader that has met a broken text reads the next one as if nothing had happened.
TEST(HouseholdJson, WithAnyBitFlippedItIsReadOrRefusedAndNeverPartlyAccepted) {
  HouseholdReader reader;
  const std::string json = kFamily;
  for (size_t bit = 0; bit < 8 * json.size(); ++bit) {
    std::string flipped = json;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    Household household;
    Findings findings;
    const bool read = reader.Read(flipped, &household, &findings);
    ASSERT_EQ(read, findings.empty());
    if (read) {
      // Every key and every value of the text is in the household: commas and colons outside quotes are as many.
      const std::string written = WriteHouseholdJson(household);
      ASSERT_EQ(Separators(written), Separators(flipped)) << flipped;
    }
    for (const Finding& finding : findings) {
      for (const char* secret : {"357901", "Siti", "Aminah", "Melati"}) {
        ASSERT_FALSE(absl::StrContains(finding.path + finding.message, secret)) << finding.message;
      }
    }
    findings.clear();
    ASSERT_TRUE(reader.Read(json, &household, &findings));
  }
}

// The reader walks the text on demand; simdjson's other parser, which reads all of it first, is the judge.
TEST(HouseholdJson, WhatIsAcceptedIsJsonToTheLastByte) {
  std::mt19937_64 random(20260615);
  simdjson::dom::parser judge;
  HouseholdReader reader;
  const std::string pieces = "{}[],:\"\\ \n0-1.eEtfnu\x01\xc3\xa9";
  int accepted = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string json = kFamily;
    for (uint64_t change = 0; change <= random() % 3; ++change) {
      const size_t at = random() % json.size();
      const char piece = pieces[random() % pieces.size()];
      switch (random() % 4) {
        case 0:
          json[at] = piece;
          break;
        case 1:
          json.insert(at, 1, piece);
          break;
        case 2:
          json.erase(at, 1 + random() % 3);
          break;
        case 3:
          json.insert(at, json.substr(random() % json.size(), random() % 12));
          break;
      }
    }
    Household household;
    Findings findings;
    if (!reader.Read(json, &household, &findings)) continue;
    ++accepted;
    ASSERT_EQ(judge.parse(json).error(), simdjson::SUCCESS) << json;
  }
  EXPECT_GT(accepted, 1000);
}

TEST(HouseholdJson, NothingPersonalStandsInAFindingWhereverItStoodInTheInput) {
  const Findings findings =
      Read(R"({"3579014101800001":1,"Siti Aminah":2,"siti":3,"members":[{"sex":"Siti Aminah","born_on":"Siti",)"
           R"("work":"3579014101800001","nik":3579014101800001,"name":["Siti"]}],"region":"Jalan Melati 7"})");
  EXPECT_EQ(findings.size(), 9u);
  for (const Finding& finding : findings) {
    for (const char* secret : {"357901", "Siti", "siti", "Aminah", "Melati"}) {
      EXPECT_FALSE(absl::StrContains(finding.path + finding.message, secret)) << finding.message;
    }
  }
}

TEST(JsonText, TextThatIsNotUtf8IsStillWrittenAsJson) {
  std::string json;
  AppendJsonString("a\xff\"\\\n\x1f字", &json);
  EXPECT_EQ(json, "\"a\xef\xbf\xbd\\\"\\\\\\n\\u001f字\"");
}

TEST(HouseholdJson, TextThatIsNotJsonIsNotTakenForAValue) {
  for (const char* text : {"not json", "truth", "null", "1abc", "\"a household\""}) {
    EXPECT_EQ(Only(text).message, "this is not an object; a household is an object {...}") << text;
  }
  EXPECT_EQ(Only("[]").message, "this is a list; a household is an object {...}");
}

}  // namespace
}  // namespace graduasi::wire
