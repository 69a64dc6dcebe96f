// JSON and binary say the same as the text, and are read as strictly. Protobuf's own JSON is the judge of ours.
#include "src/wire/policy_json.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "graduasi/wire/v1/policy.pb.h"
#include "gtest/gtest.h"
#include "src/base/findings.h"
#include "src/wire/policy_proto.h"
#include "src/wire/policy_text.h"

namespace graduasi::wire {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Read = std::optional<PolicyDocument> (*)(absl::string_view, Findings*);

// Nothing may be printed on the way.
std::optional<PolicyDocument> ReadSilently(Read read, absl::string_view bytes, Findings* findings) {
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  std::optional<PolicyDocument> document = read(bytes, findings);
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  return document;
}

std::vector<std::string> Refused(Read read, absl::string_view bytes) {
  Findings findings;
  EXPECT_FALSE(ReadSilently(read, bytes, &findings).has_value()) << bytes;
  std::vector<std::string> said;
  for (const Finding& finding : findings) said.push_back(ToString(finding));
  return said;
}
std::vector<std::string> RefusedJson(absl::string_view json) { return Refused(ReadPolicyJson, json); }
std::vector<std::string> RefusedBinary(absl::string_view bytes) { return Refused(ReadPolicyBinary, bytes); }

PolicyDocument Accepted(Read read, absl::string_view bytes) {
  Findings findings;
  std::optional<PolicyDocument> document = ReadSilently(read, bytes, &findings);
  EXPECT_TRUE(document.has_value()) << (findings.empty() ? "" : ToString(findings[0]));
  return document.value_or(PolicyDocument{});
}

constexpr absl::string_view kText = R"(
id: "p" version: "1" title { id: "Judul \"x\"\n\t\\ \x01 é" en: "T" } legal_basis: "a" legal_basis: "b" effective { from: "2026-01-01" }
parameter { id: "n" type: INT value { from: "2026-01-01" int: -9223372036854775808 } }
parameter { id: "b" type: BOOL value { from: "2026-01-01" bool: false } value { from: "2027-01-01" string: "" } }
parameter { id: "t" key: "k" value { entry { key: "35.79" int: 9223372036854775807 } entry { key: "35" date: "2025-12-31" } } }
safeguard { id: "S" when: "true" reason { id: "r" } proposal: true }
criterion { id: "C" applies_when: "a" require: "b < '\"'" can_act: MENTOR max_age { fact: "x" months: 12 } }
route { id: "R" kind: SYSTEM all_of: "C" at_least { n: 2 of: "C" of: "D" } score { item { value: "v" weight: 60 } threshold: "70" } }
ranking { id: "K" title { id: "u" } proposal: true source: "s"
  key { id: "k" title { en: "t" } expr: "x\n" unit: "u" direction: DESCENDING missing: FIRST max_age { fact: "x" months: 12 } source: "w" }
  key { direction: ASCENDING missing: LAST } }
synthetic: true)";

TEST(PolicyJson, SaysTheSameAsTheText) {
  const std::string text = WritePolicyText(Accepted(ReadPolicyText, kText));
  const std::string json = WritePolicyJson(Accepted(ReadPolicyText, kText));
  EXPECT_EQ(json.find('\n'), std::string::npos);
  EXPECT_EQ(WritePolicyText(Accepted(ReadPolicyJson, json)), text);
}

TEST(PolicyJson, OursIsReadByProtobufAndProtobufsByUs) {
  const v1::Policy policy = ToProto(Accepted(ReadPolicyText, kText));
  v1::Policy back;
  const std::string ours = WritePolicyJson(Accepted(ReadPolicyText, kText));
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(ours, &back).ok());
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(policy, back));
  for (const bool proto_names : {false, true}) {
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = proto_names;
    options.add_whitespace = true;
    options.always_print_enums_as_ints = proto_names;
    std::string theirs;
    ASSERT_TRUE(google::protobuf::util::MessageToJsonString(policy, &theirs, options).ok());
    EXPECT_EQ(WritePolicyJson(Accepted(ReadPolicyJson, theirs)), ours);
  }
}

TEST(PolicyJson, AFieldAndEveryByteOfAnExpressionHasItsPlace) {
  const PolicyDocument p =
      Accepted(ReadPolicyJson, "{\"criterion\": [\n  {\"id\": \"A\"},\n  {\"require\": \"a\\u00e9\\n b\"}]}");
  const Placed& require = p.criteria.at(1).require;
  EXPECT_EQ(require.place.path, "criterion[1].require");
  EXPECT_EQ(require.place.line, 3);
  EXPECT_EQ(require.place.column, 4);
  ASSERT_EQ(require.text, "a\xC3\xA9\n b");
  std::vector<int> columns;
  for (const Placed::Position& position : require.positions) columns.push_back(position.column);
  EXPECT_THAT(columns, ElementsAre(16, 17, 17, 23, 25, 26, 27));
}

TEST(PolicyJson, UnknownNamesAndValuesAreAllRefused) {
  EXPECT_THAT(
      RefusedJson(R"({"ids": "x", "criterion": [{"requires": {"deep": [1, null]}}, {"canAct": "NOBDY"}, {"can_act": 99}]})"),
      ElementsAre("1:2: ids: policy has no field `ids`; did you mean `id`?",
                  "1:29: criterion[0].requires: criterion has no field `requires`; did you mean `require`?",
                  "1:74: criterion[1].can_act: `can_act` is one of HOUSEHOLD, MENTOR, OFFICER, NOBODY, not `NOBDY`; did you "
                  "mean `NOBODY`?",
                  "1:96: criterion[2].can_act: `can_act` is one of HOUSEHOLD, MENTOR, OFFICER, NOBODY, not `99`"));
}

TEST(PolicyJson, NothingIsSetTwice) {
  EXPECT_THAT(RefusedJson(R"({"id":"a","id":"b"})"), ElementsAre(HasSubstr("1:11: id: `id` is set a second time")));
  EXPECT_THAT(RefusedJson(R"({"id":"a","id":null})"), ElementsAre(HasSubstr("a second time")));
  EXPECT_THAT(RefusedJson(R"({"legal_basis":["a"],"legalBasis":["b"]})"), ElementsAre(HasSubstr("a second time")));
  EXPECT_THAT(RefusedJson(R"({"parameter":[{"value":[{"int":"3","bool":true}]}]})"),
              ElementsAre(HasSubstr("`bool` is set although `int` is set already")));
}

TEST(PolicyJson, ValuesOfTheWrongKindAreExplained) {
  EXPECT_THAT(
      RefusedJson(R"({"id":1,"synthetic":"true","criterion":{},"route":[7,{"at_least":[{"n":2.5},{"n":"3 "},{"n":1e2}]}]})"),
      ElementsAre("1:7: id: `id` takes a text in double quotes", "1:21: synthetic: `synthetic` takes true or false",
                  "1:28: criterion: `criterion` takes a list: [...]", "1:52: route[0]: `route` takes an object: {...}",
                  "1:72: route[1].at_least[0].n: `n` takes a whole number, not 2.5",
                  "1:82: route[1].at_least[1].n: `n` takes a whole number, not 3 ",
                  "1:93: route[1].at_least[2].n: `n` takes a whole number, not 1e2"));
  EXPECT_THAT(RefusedJson(R"({"parameter":[{"value":[{"date":"2025-02-30"}]}]})"),
              ElementsAre("1:26: parameter[0].value[0].date: `2025-02-30` is not a day; days are written \"2026-01-31\""));
}

TEST(PolicyJson, AMistakeInTheSyntaxSaysWhere) {
  EXPECT_THAT(RefusedJson("{\"id\":\"x\"\n \"version\":\"y\"}"), ElementsAre("2:2: `,` or `}` is expected here"));
  EXPECT_THAT(RefusedJson("{\"id\":\"x\","), ElementsAre(HasSubstr("1:11: the text ends too early")));
  EXPECT_THAT(RefusedJson("{\"id\":\"x\",}"), ElementsAre(HasSubstr("1:11: nothing follows the `,`")));
  EXPECT_THAT(RefusedJson("{\"id\":\"x"), ElementsAre("1:7: id: a text begins here and is not closed by a quotation mark"));
  EXPECT_THAT(RefusedJson("{'id':'x'}"), ElementsAre(HasSubstr("in double quotes is expected")));
  EXPECT_THAT(RefusedJson("{} {}"), ElementsAre("1:4: the document has ended; nothing can follow here"));
  EXPECT_THAT(RefusedJson(""), ElementsAre(HasSubstr("the text ends too early")));
  EXPECT_THAT(RefusedJson("[]"), ElementsAre("1:1: `{` is expected here"));
  EXPECT_THAT(RefusedJson("{\"id\":tru}"), ElementsAre(HasSubstr("1:7: id: a value is expected here")));
}

TEST(PolicyJson, BytesThatAreNotUtf8AreRefused) {
  EXPECT_THAT(RefusedJson("{\"id\":\n\"\xFF\"}"), ElementsAre("2:2: the text is not valid UTF-8 here; save the file as UTF-8"));
  EXPECT_THAT(RefusedJson(R"({"id":"\ud800"})"), ElementsAre("1:8: id: this is half of a surrogate pair"));
}

TEST(PolicyJson, SizeAndNestingAreBounded) {
  EXPECT_THAT(RefusedJson("{\"id\":\"" + std::string(10'000'000, 'x') + "\"}"),
              ElementsAre(HasSubstr("at most 4194304 are read")));
  EXPECT_THAT(RefusedJson("{\"x\":" + std::string(1'000'000, '[')), Contains(HasSubstr("brackets are nested too deep")));
}

std::string Binary() { return WritePolicyBinary(Accepted(ReadPolicyText, kText)); }

TEST(PolicyBinary, SaysTheSameAsTheText) {
  EXPECT_EQ(WritePolicyText(Accepted(ReadPolicyBinary, Binary())), WritePolicyText(Accepted(ReadPolicyText, kText)));
  EXPECT_EQ(WritePolicyBinary(Accepted(ReadPolicyBinary, Binary())), Binary());
}

TEST(PolicyBinary, AnEmptyDocumentIsADocument) { EXPECT_EQ(Accepted(ReadPolicyBinary, "").id.text, ""); }

TEST(PolicyBinary, ASafeguardFieldOfANewerVersionIsRefused) {
  v1::Policy policy;
  policy.add_safeguard();
  v1::Safeguard* safeguard = policy.add_safeguard();
  safeguard->GetReflection()->MutableUnknownFields(safeguard)->AddLengthDelimited(99, "never before 2030");
  EXPECT_THAT(
      RefusedBinary(policy.SerializeAsString()),
      ElementsAre("safeguard[1]: holds field number 99, which this version does not know; was it made for a newer one?"));
}

TEST(PolicyBinary, AnUnknownEnumNumberIsRefused) {
  v1::Policy policy;
  policy.add_criterion()->set_can_act(static_cast<v1::Criterion::Actor>(17));
  policy.add_route()->set_kind(static_cast<v1::Route::Kind>(-1));
  EXPECT_THAT(RefusedBinary(policy.SerializeAsString()),
              ElementsAre(HasSubstr("criterion[0].can_act: `can_act` is one of HOUSEHOLD, MENTOR, OFFICER, NOBODY, not `17`"),
                          HasSubstr("route[0].kind: `kind` is one of")));
  v1::Policy ranked;
  v1::RankingKey* key = ranked.mutable_ranking()->add_key();
  key->set_direction(static_cast<v1::RankingKey::Direction>(3));
  key->set_missing(static_cast<v1::RankingKey::Missing>(7));
  key->GetReflection()->MutableUnknownFields(key)->AddVarint(9, 1);
  EXPECT_THAT(RefusedBinary(ranked.SerializeAsString()),
              ElementsAre(HasSubstr("ranking.key[0].direction: `direction` is one of ASCENDING, DESCENDING, not `3`"),
                          HasSubstr("ranking.key[0].missing: `missing` is one of FIRST, LAST, not `7`"),
                          HasSubstr("ranking.key[0]: holds field number 9, which this version does not know")));
}

TEST(PolicyBinary, NothingIsSetTwice) {
  v1::Policy policy;
  policy.set_id("a");
  EXPECT_THAT(RefusedBinary(policy.SerializeAsString() + policy.SerializeAsString()),
              ElementsAre("id: `id` is set more than once"));
  v1::ParameterVersion integer, boolean;
  integer.set_int_(1);
  boolean.set_bool_(true);
  std::string parameter;
  google::protobuf::UnknownFieldSet value, version;
  value.AddLengthDelimited(6, integer.SerializeAsString() + boolean.SerializeAsString());
  ASSERT_TRUE(value.SerializeToString(&parameter));
  version.AddLengthDelimited(7, parameter);
  std::string bytes;
  ASSERT_TRUE(version.SerializeToString(&bytes));
  EXPECT_THAT(RefusedBinary(bytes), ElementsAre(HasSubstr("`bool` is set although `int` is set already")));
}

TEST(PolicyBinary, BytesThatAreNotUtf8AreRefused) {
  EXPECT_THAT(RefusedBinary(std::string("\x0a\x02\xff\xfe", 4)), ElementsAre("id: the text is not valid UTF-8"));
}

TEST(PolicyBinary, WhatIsNoPolicyIsRefused) {
  EXPECT_THAT(RefusedBinary(std::string("\x0a\x05\x61", 3)), ElementsAre("the document is cut off or not binary protobuf"));
  EXPECT_THAT(RefusedBinary(std::string("\x08\x01", 2)), ElementsAre("id: `id` has a value of another kind"));
  EXPECT_THAT(RefusedBinary(std::string(10'000'000, '\x0a')), ElementsAre(HasSubstr("at most 4194304 are read")));
  EXPECT_THAT(RefusedBinary(std::string(1'000'000, '\x0b')), ElementsAre(HasSubstr("not binary protobuf")))
      << "groups in groups";
}

}  // namespace
}  // namespace graduasi::wire
