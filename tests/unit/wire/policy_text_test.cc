// A policy in protobuf text: everything is read, every byte has its place, and whatever cannot be taken to the letter is
// refused with a sentence that a policy analyst understands. Nothing is printed.
#include "src/wire/policy_text.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/base/findings.h"

namespace graduasi::wire {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> Said(const Findings& findings) {
  std::vector<std::string> said;
  for (const Finding& finding : findings) said.push_back(ToString(finding));
  return said;
}

// Nothing may be printed on the way.
std::optional<PolicyDocument> ReadSilently(absl::string_view text, Findings* findings) {
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  std::optional<PolicyDocument> document = ReadPolicyText(text, findings);
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  return document;
}

// What is said about a text that must be refused.
std::vector<std::string> Refused(absl::string_view text) {
  Findings findings;
  EXPECT_FALSE(ReadSilently(text, &findings).has_value()) << text;
  return Said(findings);
}

PolicyDocument Accepted(absl::string_view text) {
  Findings findings;
  std::optional<PolicyDocument> document = ReadSilently(text, &findings);
  EXPECT_TRUE(document.has_value()) << text;
  EXPECT_THAT(Said(findings), ElementsAre());
  return document.value_or(PolicyDocument{});
}

constexpr absl::string_view kEverything = R"(id: "p" version: "1" title { id: "Judul" en: "Title" }
legal_basis: "UU 13/2011" jurisdiction: "35.79" jurisdiction: "35.14"
effective { from: "2026-01-01" until: "2027-01-01" }
parameter { id: "n" title { id: "a" en: "b" } type: INT unit: "months" value { from: "2026-01-01" int: 6 } source: "s" proposal: true }
parameter { id: "b" type: BOOL value { from: "2026-01-01" bool: false } }
parameter { id: "s" type: STRING value { from: "2026-01-01" string: "" } }
parameter { id: "d" type: DATE value { from: "2026-01-01" date: "2025-06-30" } }
parameter { id: "t" type: INT key: "household.region" value { from: "2026-01-01" entry { key: "35.79" int: -1 } entry { key: "35" int: 2 } } }
fact { id: "f" title { id: "a" } expr: "1 + 1" unit: "IDR" }
safeguard { id: "S" title { en: "t" } when: "true" reason { id: "r" en: "q" } max_age { fact: "household.incomes" months: 12 } source: "s" proposal: true }
criterion { id: "C" applies_when: "a" require: "b" pass { id: "1" en: "2" } fail { id: "3" en: "4" } max_age { fact: "x" months: 1 }
  can_act: MENTOR source: "s" proposal: true }
route { id: "R" title { id: "t" } kind: BUSINESS_PROGRAMME all_of: "C" at_least { n: 2 of: "C" of: "D" } source: "s"
  score { item { id: "i" title { id: "t" } value: "v" weight: 60 } threshold: "70" normalised: true max_age { fact: "y" months: 3 } } }
ranking { id: "K" title { id: "u" en: "o" } source: "s" proposal: true
  key { id: "k" title { id: "t" en: "q" } expr: "1 + 2" unit: "IDR" direction: DESCENDING missing: LAST max_age { fact: "z" months: 4 } source: "w" }
  key { id: "l" expr: "true" direction: ASCENDING missing: FIRST } }
synthetic: true
)";

TEST(PolicyText, EveryFieldIsKept) {
  const PolicyDocument p = Accepted(kEverything);
  EXPECT_EQ(p.id.text, "p");
  EXPECT_EQ(p.version.text, "1");
  EXPECT_EQ(p.title.in(Language::kEnglish), "Title");
  EXPECT_THAT(p.legal_basis, ElementsAre("UU 13/2011"));
  ASSERT_EQ(p.jurisdiction.size(), 2u);
  EXPECT_EQ(p.jurisdiction[1].text, "35.14");
  EXPECT_EQ(p.effective_from.text, "2026-01-01");
  EXPECT_EQ(p.effective_until.text, "2027-01-01");
  ASSERT_EQ(p.parameters.size(), 5u);
  EXPECT_EQ(p.parameters[0].type, ParameterType::kInt);
  EXPECT_EQ(p.parameters[0].unit, "months");
  EXPECT_TRUE(p.parameters[0].proposal);
  EXPECT_EQ(p.parameters[0].versions.at(0).value->integer, 6);
  EXPECT_EQ(p.parameters[1].versions.at(0).value->boolean, false);
  EXPECT_EQ(p.parameters[2].versions.at(0).value->string, "");
  EXPECT_EQ(p.parameters[3].versions.at(0).value->date, Date(2025, 6, 30));
  EXPECT_EQ(p.parameters[4].key.text, "household.region");
  EXPECT_FALSE(p.parameters[4].versions.at(0).value.has_value());
  EXPECT_EQ(p.parameters[4].versions.at(0).entries.at(0).key, "35.79");
  EXPECT_EQ(p.parameters[4].versions.at(0).entries.at(0).value.integer, -1);
  EXPECT_EQ(p.facts.at(0).expr.text, "1 + 1");
  EXPECT_EQ(p.facts.at(0).unit, "IDR");
  EXPECT_EQ(p.safeguards.at(0).when.text, "true");
  EXPECT_EQ(p.safeguards.at(0).reason_en.text, "q");
  EXPECT_EQ(p.safeguards.at(0).max_age.at(0).months, 12);
  const Criterion& c = p.criteria.at(0);
  EXPECT_EQ(c.applies_when.text + c.require.text, "ab");
  EXPECT_EQ(c.pass_id.text + c.pass_en.text + c.fail_id.text + c.fail_en.text, "1234");
  EXPECT_EQ(c.can_act, Actor::kMentor);
  const Route& r = p.routes.at(0);
  EXPECT_EQ(r.kind, RouteKind::kBusinessProgramme);
  EXPECT_EQ(r.all_of.at(0).text, "C");
  EXPECT_EQ(r.at_least.at(0).n, 2);
  EXPECT_EQ(r.at_least.at(0).of.at(1).text, "D");
  EXPECT_EQ(r.score->items.at(0).weight, 60);
  EXPECT_EQ(r.score->threshold.text, "70");
  EXPECT_TRUE(r.score->normalised);
  EXPECT_EQ(r.score->max_age.at(0).fact.text, "y");
  EXPECT_TRUE(p.synthetic);
  ASSERT_TRUE(p.ranking.has_value());
  EXPECT_EQ(p.ranking->id.text + p.ranking->title.id + p.ranking->title.en + p.ranking->source, "Kuos");
  EXPECT_TRUE(p.ranking->proposal);
  ASSERT_EQ(p.ranking->keys.size(), 2u);
  const RankingKey& k = p.ranking->keys[0];
  EXPECT_EQ(k.id.text + k.title.id + k.title.en + k.expr.text + k.unit + k.source, "ktq1 + 2IDRw");
  EXPECT_EQ(k.direction, Direction::kDescending);
  EXPECT_EQ(k.missing, MissingPlace::kLast);
  EXPECT_EQ(k.max_age.at(0).fact.text, "z");
  EXPECT_EQ(k.max_age.at(0).months, 4);
  EXPECT_EQ(p.ranking->keys[1].direction, Direction::kAscending);
  EXPECT_EQ(p.ranking->keys[1].missing, MissingPlace::kFirst);
}

TEST(PolicyText, APolicyWithoutARankingHasNone) {
  EXPECT_FALSE(Accepted("id: \"p\"").ranking.has_value());
  const PolicyDocument empty = Accepted("ranking { }");
  ASSERT_TRUE(empty.ranking.has_value()) << "an empty one is one, with nothing said in it";
  EXPECT_TRUE(Accepted(WritePolicyText(empty)).ranking.has_value());
}

TEST(PolicyText, WhatIsWrittenReadsBackTheSame) {
  const std::string once = WritePolicyText(Accepted(kEverything));
  EXPECT_EQ(WritePolicyText(Accepted(once)), once);
  for (const char* word : {"35.14", "2027-01-01", "BUSINESS_PROGRAMME", "MENTOR", "weight: 60", "int: -1",
                           "date: \"2025-06-30\"", "direction: DESCENDING", "missing: LAST", "missing: FIRST"}) {
    EXPECT_THAT(once, HasSubstr(word));
  }
}

TEST(PolicyText, AFieldIsFoundByLineColumnAndPath) {
  const PolicyDocument p =
      Accepted("id: \"p\"\n\tcriterion { id: \"A\" }\r\n  criterion {\n    id: \"B\"\n    require: \"x\" }");
  EXPECT_EQ(p.criteria[0].place.path, "criterion[0]");
  EXPECT_EQ(p.criteria[0].place.line, 2);
  EXPECT_EQ(p.criteria[0].place.column, 2) << "a tab is one byte";
  EXPECT_EQ(p.criteria[0].id.place.column, 14);
  EXPECT_EQ(p.criteria[1].place.line, 3);
  EXPECT_EQ(p.criteria[1].require.place.path, "criterion[1].require");
  EXPECT_EQ(p.criteria[1].require.place.line, 5);
  EXPECT_EQ(p.criteria[1].require.place.column, 5);
  EXPECT_EQ(p.criteria[1].applies_when.place.path, "criterion[1].applies_when") << "a field that is not there has a path";
  EXPECT_EQ(p.criteria[1].applies_when.place.line, 0);
  const PolicyDocument ranked = Accepted("id: \"p\"\nranking {\n key { id: \"k\" }\n  key { expr:\n 'x' } }");
  EXPECT_EQ(ranked.ranking->place.path, "ranking");
  EXPECT_EQ(ranked.ranking->place.line, 2);
  EXPECT_EQ(ranked.ranking->keys[1].place.path, "ranking.key[1]");
  EXPECT_EQ(ranked.ranking->keys[1].place.line, 4);
  EXPECT_EQ(ranked.ranking->keys[1].expr.place.path, "ranking.key[1].expr");
  EXPECT_EQ(ranked.ranking->keys[1].expr.positions.at(0).line, 5);
  EXPECT_EQ(ranked.ranking->keys[0].id.place.column, 8);
}

TEST(PolicyText, ElementsOfAListHaveTheirOwnPlaces) {
  const PolicyDocument p = Accepted(
      "route { all_of: [\"a\",\n 'b'] all_of: \"c\" at_least [ { n: 1 of: [] }, <n: 2 of: ['d']> ] }\nfact [{expr: 'e'}]");
  const Route& r = p.routes.at(0);
  ASSERT_EQ(r.all_of.size(), 3u);
  EXPECT_EQ(r.all_of[0].place.column, 18);
  EXPECT_EQ(r.all_of[1].place.line, 2);
  EXPECT_EQ(r.all_of[1].place.column, 2);
  EXPECT_EQ(r.all_of[2].place.path, "route[0].all_of[2]");
  EXPECT_EQ(r.all_of[2].place.column, 7);
  EXPECT_EQ(r.at_least[1].of.at(0).place.path, "route[0].at_least[1].of[0]");
  EXPECT_EQ(r.at_least[1].of[0].positions.at(0).column, 59);
  EXPECT_EQ(p.facts.at(0).expr.positions.at(0).line, 3);
}

// Line and column of the position as the byte of the text that stands there.
size_t OffsetOf(const std::string& text, Placed::Position position) {
  size_t offset = 0;
  for (int line = 1; line < position.line; ++line) offset = text.find('\n', offset) + 1;
  return offset + static_cast<size_t>(position.column) - 1;
}

void ExpectPlaced(const std::string& text, const Placed& placed) {
  if (placed.place.line == 0) return;
  ASSERT_EQ(placed.positions.size(), placed.text.size() + 1) << placed.place.path;
  for (size_t i = 0; i < placed.text.size(); ++i) {
    const char there = text.at(OffsetOf(text, placed.positions[i]));
    EXPECT_TRUE(there == placed.text[i] || there == '\\') << placed.place.path << " byte " << i;
  }
  const char end = text.at(OffsetOf(text, placed.positions.back()));
  EXPECT_TRUE(end == '"' || end == '\'') << placed.place.path;
}

void ExpectAllPlaced(const std::string& text) {
  const PolicyDocument p = Accepted(text);
  for (const Parameter& parameter : p.parameters) ExpectPlaced(text, parameter.key);
  for (const Fact& fact : p.facts) ExpectPlaced(text, fact.expr);
  for (const Safeguard& s : p.safeguards) {
    for (const Placed* placed : {&s.id, &s.when, &s.reason_id, &s.reason_en}) ExpectPlaced(text, *placed);
  }
  for (const Criterion& c : p.criteria) {
    for (const Placed* placed : {&c.id, &c.applies_when, &c.require, &c.pass_id, &c.pass_en, &c.fail_id, &c.fail_en}) {
      ExpectPlaced(text, *placed);
    }
  }
  for (const Route& route : p.routes) {
    for (const Placed& id : route.all_of) ExpectPlaced(text, id);
    for (const Route::AtLeast& rule : route.at_least) {
      for (const Placed& id : rule.of) ExpectPlaced(text, id);
    }
    if (!route.score.has_value()) continue;
    ExpectPlaced(text, route.score->threshold);
    for (const Score::Item& item : route.score->items) ExpectPlaced(text, item.value);
  }
  if (!p.ranking.has_value()) return;
  for (const RankingKey& key : p.ranking->keys) ExpectPlaced(text, key.expr);
}

TEST(PolicyText, EveryByteOfEveryExpressionOfOurPoliciesIsWhereItSaysItIs) {
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(GRADUASI_SOURCE_DIR "/policies")) {
    if (!absl::EndsWith(entry.path().string(), ".policy.txtpb")) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    ExpectAllPlaced(std::string(std::istreambuf_iterator<char>(file), {}));
    ++files;
  }
  EXPECT_GT(files, 0);
  ExpectAllPlaced(std::string(kEverything));
}

TEST(PolicyText, AnExpressionInSeveralLiteralsWithEscapesAndCommentsIsFollowedByteForByte) {
  const std::string text =
      "criterion { require # why\n"
      "  : \t\"a\\\"b\" # so\n"
      "    '\"\\'c\\n' \"\\x41\\102\\u00e9\\U0001F600\\ud83d\\ude00\" \"\"\n"
      "    \"z\"  fail { id: \"\xC3\xA9{x}\" } }";
  ExpectAllPlaced(text);
  const Placed require = Accepted(text).criteria.at(0).require;
  EXPECT_EQ(require.text, "a\"b\"'c\nAB\xC3\xA9\xF0\x9F\x98\x80\xF0\x9F\x98\x80z");
  const auto at = [&](size_t i) { return std::make_pair(require.positions.at(i).line, require.positions.at(i).column); };
  EXPECT_EQ(at(0), std::make_pair(2, 7));   // a
  EXPECT_EQ(at(1), std::make_pair(2, 8));   // the escape of "
  EXPECT_EQ(at(2), std::make_pair(2, 10));  // b
  EXPECT_EQ(at(3), std::make_pair(3, 6));   // "
  EXPECT_EQ(at(7), std::make_pair(3, 15));  // \x41
  EXPECT_EQ(at(8), std::make_pair(3, 19));  // \102
  EXPECT_EQ(at(9), std::make_pair(3, 23));  // both bytes of é
  EXPECT_EQ(at(10), std::make_pair(3, 23));
  EXPECT_EQ(at(15), std::make_pair(3, 39));  // the surrogate pair
  EXPECT_EQ(at(19), std::make_pair(4, 6));   // z
  EXPECT_EQ(at(20), std::make_pair(4, 7));   // the closing quote
}

TEST(PolicyText, AByteOrderMarkAndForeignLineEndsAreAccepted) {
  const PolicyDocument p = Accepted("\xEF\xBB\xBFid: \"p\"\r\nversion: \"1\"\r\n");
  EXPECT_EQ(p.id.text, "p");
  EXPECT_EQ(p.version.place.line, 2);
  EXPECT_EQ(p.version.place.column, 1);
}

TEST(PolicyText, AnUnknownFieldIsRefusedAndTheNearestNamed) {
  EXPECT_THAT(Refused("criterion { requires: \"x\" }"),
              ElementsAre("1:13: criterion[0].requires: criterion has no field `requires`; did you mean `require`?"));
  EXPECT_THAT(Refused("safeguard { id: \"a\" }\nsafeguard {\n  unless: \"x\" }"),
              ElementsAre("3:3: safeguard[1].unless: safeguard has no field `unless`"));
  EXPECT_THAT(Refused("12: \"x\""), ElementsAre("1:1: policy has no field `12`"));
  EXPECT_THAT(Refused("[a.b]: \"x\""), ElementsAre(HasSubstr("there is no field `[a.b]`")));
}

TEST(PolicyText, AllUnknownFieldsAreNamedAtOnce) {
  EXPECT_THAT(Refused("foo: 1\nbar { x: 2 }\nroute { all_fo: \"G\" }"),
              ElementsAre("1:1: foo: policy has no field `foo`", "2:1: bar: policy has no field `bar`",
                          "3:9: route[0].all_fo: route has no field `all_fo`; did you mean `all_of`?"));
  EXPECT_THAT(Refused("ranking { keys { } key { weight: 2 } }"),
              ElementsAre("1:11: ranking.keys: ranking has no field `keys`; did you mean `key`?",
                          "1:26: ranking.key[0].weight: ranking key has no field `weight`"));
}

TEST(PolicyText, AnUnknownEnumValueIsRefusedByNameAndByNumber) {
  EXPECT_THAT(
      Refused("criterion { can_act: NOBDY }"),
      ElementsAre("1:22: criterion[0].can_act: `can_act` is one of HOUSEHOLD, MENTOR, OFFICER, NOBODY, not `NOBDY`; did you "
                  "mean `NOBODY`?"));
  EXPECT_THAT(Refused("criterion {\n can_act: 99 }"),
              ElementsAre("2:2: criterion[0].can_act: `can_act` is one of HOUSEHOLD, MENTOR, OFFICER, NOBODY, not `99`"));
  EXPECT_THAT(Refused("criterion { can_act: \"NOBODY\" }"), ElementsAre(HasSubstr("without quotes")));
  EXPECT_THAT(Refused("ranking { key { direction: DOWN } }"),
              ElementsAre("1:28: ranking.key[0].direction: `direction` is one of ASCENDING, DESCENDING, not `DOWN`"));
  EXPECT_THAT(Refused("ranking { key { missing: 3 } }"),
              ElementsAre("1:17: ranking.key[0].missing: `missing` is one of FIRST, LAST, not `3`"));
}

TEST(PolicyText, NothingIsSetTwice) {
  const char* kTwice = "can be set only once";
  EXPECT_THAT(Refused("id: \"a\" id: \"b\""), ElementsAre("1:9: id: `id` is set a second time here; it can be set only once"));
  EXPECT_THAT(Refused("title { id: \"a\" } title { en: \"b\" }"), ElementsAre(HasSubstr(kTwice)));
  EXPECT_THAT(Refused("ranking { } ranking { id: \"b\" }"),
              ElementsAre("1:13: ranking: `ranking` is set a second time here; it can be set only once"));
  EXPECT_THAT(Refused("id: \"\" id: \"b\""), ElementsAre(HasSubstr(kTwice))) << "the first is the default value";
  EXPECT_THAT(Refused("route { at_least { n: 0 n: 2 } }"),
              ElementsAre("1:25: route[0].at_least[0].n: `n` is set a second time here; "
                          "it can be set only once"));
  EXPECT_THAT(Refused("criterion { proposal: false proposal: true }"), ElementsAre(HasSubstr(kTwice)));
  EXPECT_THAT(
      Refused("parameter { value { int: 3\n bool: true } }"),
      ElementsAre("2:2: parameter[0].value[0].bool: `bool` is set although `int` is set already; only one of them can be"));
}

TEST(PolicyText, AValueOfTheWrongKindIsExplained) {
  EXPECT_THAT(Refused("criterion { proposal: yes }"),
              ElementsAre("1:23: criterion[0].proposal: `proposal` takes true or false, not yes"));
  EXPECT_THAT(Refused("route { at_least { n: \"3\" } }"),
              ElementsAre("1:23: route[0].at_least[0].n: `n` takes a whole number, not \"3\""));
  EXPECT_THAT(Refused("route { at_least { n: 2.5 } }"), ElementsAre(HasSubstr("takes a whole number, not 2.5")));
  EXPECT_THAT(Refused("route { at_least { n: 99999999999999999999 } }"), ElementsAre(HasSubstr("at most 64 bits")));
  EXPECT_THAT(Refused("id: abc"), ElementsAre("1:5: id: `id` takes a text in double quotes, not abc"));
  EXPECT_THAT(Refused("id: [\"a\"]"), ElementsAre("1:5: id: `id` takes one value, not a list"));
  EXPECT_THAT(Refused("title: \"a\""), ElementsAre("1:8: title: `title` takes fields in braces: title { ... }, not \"a\""));
  EXPECT_THAT(Refused("id = \"a\""), ElementsAre("1:4: id: `:` is expected here, not `=`"));
}

TEST(PolicyText, ADayThatDoesNotExistIsRefusedWhereItStands) {
  EXPECT_THAT(
      Refused("parameter { value { date: \"2025-02-30\" }\n value { entry { key: \"k\" date: \"1/2/2025\" } } }"),
      ElementsAre("1:21: parameter[0].value[0].date: `2025-02-30` is not a day; days are written \"2026-01-31\"",
                  "2:27: parameter[0].value[1].entry[0].date: `1/2/2025` is not a day; days are written \"2026-01-31\""));
}

TEST(PolicyText, TextThatBreaksOffSaysWhere) {
  EXPECT_THAT(Refused("title { id: \"x\""), ElementsAre("1:16: title: the text ends inside `title`: a `}` is missing"));
  EXPECT_THAT(Refused("title { id: \"x\" } }"), ElementsAre("1:19: this `}` closes nothing that was opened"));
  EXPECT_THAT(Refused("id: \"abc\nversion: \"1\""),
              ElementsAre("1:9: id: a text is not closed by its quotation mark on the same line"));
  EXPECT_THAT(Refused("id: \"\\q\""), ElementsAre("1:7: id: this is no escape sequence; a backslash itself is written `\\\\`"));
  EXPECT_THAT(Refused("// x\nid: \"a\""), ElementsAre("1:1: a comment starts with `#`"));
  EXPECT_THAT(Refused("id: \xE2\x80\x9Cx\xE2\x80\x9D"),
              ElementsAre(HasSubstr("the character `\xE2\x80\x9C` can stand only in a text")));
}

TEST(PolicyText, BytesThatAreNotUtf8AreRefusedWhereTheyStand) {
  EXPECT_THAT(Refused("id: \"p\"\nversion: \"\xFF\""),
              ElementsAre("2:11: the text is not valid UTF-8 here; save the file as UTF-8"));
  EXPECT_THAT(Refused("# \xC3\x28"), ElementsAre(HasSubstr("1:3: the text is not valid UTF-8")));
  EXPECT_THAT(Refused("id: \"p\"\n version: \"\\xff\""),
              ElementsAre("2:2: version: the escape sequences do not make valid UTF-8"));
  EXPECT_THAT(Refused("id: \"\\ud800\""), ElementsAre("1:1: id: the escape sequences do not make valid UTF-8"));
}

TEST(PolicyText, TenMegabytesAreRefusedAtOnce) {
  std::string text = "id: \"p\"\n";
  while (text.size() < 10'000'000) text += "criterion { id: \"C\" require: \"true\" }\n";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THAT(Refused(text), ElementsAre(HasSubstr("bytes; at most 4194304 are read")));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

TEST(PolicyText, TextUpToTheLimitIsRead) {
  std::string text = "id: \"p\"\n";
  text.append(4194304 - text.size() - 1, ' ');
  text += '\n';
  Accepted(text);
  EXPECT_THAT(Refused(text + " "), ElementsAre(HasSubstr("has 4194305 bytes")));
}

// Every one of these is as long as may be and takes the reader time in proportion to its length at most.
TEST(PolicyText, LongHostileTextIsAnsweredInSeconds) {
  const auto repeat = [](absl::string_view piece) {
    std::string text;
    while (text.size() + piece.size() <= 4194304) text.append(piece.data(), piece.size());
    return text;
  };
  const auto start = std::chrono::steady_clock::now();
  for (absl::string_view piece : {"a{",
                                  "a<",
                                  "title{",
                                  "route{at_least{",
                                  "a:[",
                                  "[",
                                  "{",
                                  "}",
                                  "\"",
                                  "'a'",
                                  "id:",
                                  "x:1 ",
                                  "\x01",
                                  "\\",
                                  "-",
                                  "criterion{id:\"a\"}",
                                  "title{id:\"a\"}",
                                  "id:\"a\" ",
                                  "\xC3\xA9",
                                  "#",
                                  "\n",
                                  "\t"}) {
    Findings findings;
    ReadSilently(repeat(piece), &findings);
    EXPECT_LE(findings.size(), 1001u) << piece;
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(120));
}

TEST(PolicyText, BracesNestedTooDeepAreRefused) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "a{";
  EXPECT_THAT(Refused(text), ::testing::Contains(HasSubstr("braces are nested too deep")));
}

TEST(PolicyText, NoSentenceRepeatsMoreThanAnExcerptOfTheInput) {
  for (const std::string& said : Refused("id: " + std::string(100000, 'x'))) EXPECT_LT(said.size(), 300u);
  for (const std::string& said : Refused(std::string(100000, 'x') + ": 1")) EXPECT_LT(said.size(), 300u);
}

}  // namespace
}  // namespace graduasi::wire
