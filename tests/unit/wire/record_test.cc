// What a decision record promises: one spelling, no identity, replay to the bit, and a chain in which nothing can be changed,
// removed, repeated or moved unseen.
#include "graduasi/record.h"

#include <functional>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/base/sha256.h"
#include "src/wire/household_json.h"
#include "src/wire/record_json.h"
#include "tests/repository.h"
#include "tests/unit/policy/documents.h"

namespace graduasi {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const Date kDay(2026, 6, 15);
const std::string kKey(32, 'k');

const Policy& Small() {
  static const Policy& policy = *new Policy(*Policy::Compile(SmallPolicy()));
  return policy;
}

const Policy& Reference() {
  static const Policy& policy = *new Policy(*Policy::Parse(ReadRepositoryFile(kReferencePolicy)));
  return policy;
}

Household Family(int number) {
  Household household;
  household.id = absl::StrCat("H-", number);
  household.kk = "3579010000000100";
  household.address = "Jl. Sudirman 98";
  household.members.emplace(2);
  (*household.members)[0].nik = "3579010000000001";
  (*household.members)[0].name = "Siti Rahayu";
  (*household.members)[1].nik = "3579010000000002";
  for (Member& member : *household.members) member.pregnant = false;
  household.assistance.emplace(1);
  (*household.assistance)[0].recorded_on = number % 3 == 0 ? PartialDate(Date(2026, 3, 1)) : PartialDate(Date(2025, 12, 15));
  if (number % 2 == 0) household.procedure.willing = true;
  return household;
}

DecisionRecord Make(const Household& household, const RecordOptions& options = {}, const DecisionRecord* previous = nullptr,
                    const Policy& policy = Small()) {
  absl::StatusOr<DecisionRecord> record = MakeRecord(policy, household, kDay, options, previous);
  EXPECT_TRUE(record.ok()) << record.status();
  return *std::move(record);
}

std::vector<std::string> Chain(int length) {
  std::vector<std::string> lines;
  std::optional<DecisionRecord> previous;
  for (int i = 0; i < length; ++i) {
    previous = Make(Family(i), {}, previous.has_value() ? &*previous : nullptr);
    lines.push_back(ToJson(*previous));
  }
  return lines;
}

// As `graduasi verify` does it: the number of the first line at fault, counted from 1, and what is wrong there.
struct Fault {
  size_t line = 0;
  std::string what;
};
std::optional<Fault> Verify(const std::vector<std::string>& lines, const Policy& policy = Small()) {
  std::optional<DecisionRecord> previous;
  for (size_t i = 0; i < lines.size(); ++i) {
    absl::StatusOr<DecisionRecord> record = ParseRecord(lines[i]);
    if (!record.ok()) return Fault{i + 1, std::string(record.status().message())};
    const auto differences = VerifyRecord(*record, previous.has_value() ? &*previous : nullptr, policy);
    if (!differences.empty()) return Fault{i + 1, differences[0].field};
    previous = *std::move(record);
  }
  return std::nullopt;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// ---- The bytes ----

std::vector<std::string> HandMade() {
  std::vector<std::string> lines;
  for (const std::string& line : Lines(ReadRepositoryFile("src/programme/RECORD.md"))) {
    if (line.rfind("{\"format\"", 0) == 0) lines.push_back(line);
  }
  return lines;
}

TEST(Record, TheLinesWorkedOutByHandAreWritten) {
  ASSERT_THAT(HandMade(), SizeIs(2));
  DecisionRecord record;
  record.previous = std::string(64, '0');
  record.policy_id = "small";
  record.policy_version = "1";
  record.policy_hash = absl::StrReplaceAll(std::string(32, '.'), {{".", "ab"}});
  record.as_of = Date(2026, 6, 15);
  record.household = R"({"id":"H-1","members":[{"nik":"0000000000000001","pregnant":false}]})";
  record.outcome = Outcome::kNeedsData;
  record.route = "ready";
  record.criteria = {{"G1", "PASS", {"Rp 1.000 \"cukup\"", "IDR 1,000 \"suffices\""}}, {"G2", "MISSING", {}}};
  record.safeguards = {{"S1", "CLEAR", {}}};
  record.routes = {{"ready", "MISSING", {}}};
  record.missing = {{"household.procedure.willing", "ABSENT", ""}, {"household.incomes", "STALE", "2024-11"}};
  wire::SealHashes(&record);
  EXPECT_EQ(record.hash, "9bd7a36a2a25519e98d052d650f9619057d21d44d4307ddb44a403845e59a4b4");
  EXPECT_EQ(ToJson(record), HandMade()[0]);

  DecisionRecord second;
  second.number = 2;
  second.previous = record.hash;
  second.policy_id = record.policy_id;
  second.policy_version = record.policy_version;
  second.policy_hash = record.policy_hash;
  second.as_of = Date(2026, 6, 16);
  second.recorded_when_true = {"household.members[].pregnant"};
  second.identities = Identities::kClear;
  std::string key;
  for (char c = 0; c < 32; ++c) key.push_back(c);
  second.seal = HmacSha256Hex(key, R"({"id":"H-2"})");
  second.findings = {{"members[0].nik", 3, 17, "is a number; \xc3\xa9\t\x01"}};
  wire::SealHashes(&second);
  EXPECT_EQ(second.hash, "572c085393257947419eb67054a6217f67391e0e0fedce87b472b5897b5aa77b");
  EXPECT_EQ(ToJson(second), HandMade()[1]);
}

TEST(Record, TheLinesWorkedOutByHandAreRead) {
  for (const std::string& line : HandMade()) {
    const absl::StatusOr<DecisionRecord> record = ParseRecord(line);
    ASSERT_TRUE(record.ok()) << record.status();
    EXPECT_EQ(ToJson(*record), line);
  }
}

// A second spelling of the same, with a hash that fits it.
std::string WithHash(const std::string& body) { return absl::StrCat(body, ",\"hash\":\"", Sha256Hex(body), "\"}"); }

TEST(Record, AnotherSpellingOfTheSameIsRefused) {
  const std::string line = HandMade()[0];
  const std::string body = line.substr(0, line.rfind(",\"hash\""));
  ASSERT_TRUE(ParseRecord(WithHash(body)).ok());
  const std::vector<std::pair<std::string, std::string>> spellings = {
      {"\"record\":1", "\"record\": 1"},
      {"\"record\":1", "\"record\":01"},
      {"\"record\":1", "\"record\":1.0"},
      {"\"semantics\":1,\"wording\":1", "\"wording\":1,\"semantics\":1"},
      {"\"NEEDS_DATA\"", "\"NEEDS\\u005fDATA\""},
      {"\"findings\":[]", "\"findings\":[ ]"},
      {"\"findings\":[]", "\"findings\":null"},
      {",\"findings\":[]", ""},
      {"\"known\":\"2024-11\"", "\"known\":\"2024-11\",\"known\":\"2024-11\""},
      {"\"why\":\"ABSENT\"", "\"why\":\"ABSENT\",\"known\":\"\""},
      {"\"pregnant\":false", "\"pregnant\":false,\"name\":null"},
      {"{\"nik\":\"0000000000000001\",\"pregnant\":false}", "{\"pregnant\":false,\"nik\":\"0000000000000001\"}"},
      {"\"format\":\"graduasi.record.1\"", "\"format\":\"graduasi.other.1\""},
      {"\"as_of\":\"2026-06-15\"", "\"as_of\":\"2026-06-16\""},  // then inputs_hash does not fit
      {"\"result\":{", "\"more\":1,\"result\":{"},
      {"\"previous\":\"0000", "\"previous\":\"000"},
      {"\"policy\":{\"id\"", "\"policy\":{\"id\":\"x\",\"id\""},
      {"\"record\":1", "\"record\":0"},
  };
  for (const auto& [from, to] : spellings) {
    SCOPED_TRACE(to);
    ASSERT_NE(body.find(from), std::string::npos);
    std::string other = body;
    other.replace(other.find(from), from.size(), to);
    EXPECT_FALSE(ParseRecord(WithHash(other)).ok());
  }
  std::string newer = body;
  newer.replace(newer.find("record.1"), 8, "record.2");
  EXPECT_EQ(ParseRecord(WithHash(newer)).status().code(), absl::StatusCode::kUnimplemented);
  EXPECT_FALSE(ParseRecord(line + " ").ok());
  EXPECT_FALSE(ParseRecord(line + "\r").ok());
  EXPECT_FALSE(ParseRecord(" " + line).ok());
  EXPECT_FALSE(ParseRecord("").ok());
  EXPECT_FALSE(ParseRecord(line.substr(0, line.size() / 2)).ok());
}

TEST(Record, AFindingAboutARecordRepeatsNothingOfIt) {
  std::string line = HandMade()[0];
  line.replace(line.find("NEEDS_DATA"), 10, "3579010001");
  Findings findings;
  EXPECT_FALSE(ParseRecord(line, &findings).ok());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].message, "its bytes do not give its hash: it was changed after it was written");
}

// ---- Replay ----

TEST(Record, AChainReplaysToTheBit) {
  const std::vector<std::string> lines = Chain(12);
  EXPECT_FALSE(Verify(lines).has_value());
  int outcomes[5] = {};
  for (const std::string& line : lines) ++outcomes[static_cast<int>(ParseRecord(line)->outcome)];
  EXPECT_GT(outcomes[static_cast<int>(Outcome::kEligible)], 0);
  EXPECT_GT(outcomes[static_cast<int>(Outcome::kNotYet)], 0);
  EXPECT_GT(outcomes[static_cast<int>(Outcome::kNeedsData)], 0);
}

TEST(Record, TheReferencePolicyReplaysAndTheRecordSaysWhatTheDecisionSays) {
  const std::string text = ReadRepositoryFile("tests/cases/vector_3_resolved.json");
  const size_t begin = text.find("\"household\": ") + 13;
  const std::string json = text.substr(begin, text.find(",\n  \"expect\"") - begin);
  const absl::StatusOr<Household> household = ParseHouseholdJson(json);
  ASSERT_TRUE(household.ok()) << household.status();
  const DecisionRecord record = Make(*household, {}, nullptr, Reference());
  EXPECT_EQ(record.outcome, Outcome::kEligible);
  EXPECT_EQ(record.route, "mandiri");
  EXPECT_THAT(VerifyRecord(record, nullptr, Reference()), IsEmpty());
  const Decision decision = *Reference().Decide(*household, kDay);
  ASSERT_EQ(record.criteria.size(), decision.criteria.size());
  for (size_t i = 0; i < record.criteria.size(); ++i) {
    EXPECT_EQ(record.criteria[i].id, decision.criteria[i].id);
    EXPECT_EQ(record.criteria[i].result, Name(decision.criteria[i].result));
    EXPECT_EQ(record.criteria[i].reason.id, decision.criteria[i].reason.id);
    EXPECT_EQ(record.criteria[i].reason.en, decision.criteria[i].reason.en);
  }
  EXPECT_THAT(ToJson(record), Not(HasSubstr("35790100000")));
}

// Somebody changes a record and computes its hashes again: deciding again tells, field by field.
TEST(Record, AForgedFieldIsFoundByDecidingAgain) {
  const DecisionRecord sound = Make(Family(1));
  ASSERT_EQ(sound.outcome, Outcome::kNeedsData);
  const std::vector<std::pair<std::string, std::function<void(DecisionRecord*)>>> forgeries = {
      {"outcome", [](DecisionRecord* record) { record->outcome = Outcome::kEligible; }},
      {"route", [](DecisionRecord* record) { record->route = "other"; }},
      {"criteria[willing].result", [](DecisionRecord* record) { record->criteria[0].result = "PASS"; }},
      {"criteria[willing].reason.id", [](DecisionRecord* record) { record->criteria[0].reason.id = "Lulus."; }},
      {"criteria[held].reason.en", [](DecisionRecord* record) { record->criteria[1].reason.en = "x"; }},
      {"criteria[held].result", [](DecisionRecord* record) { record->criteria.pop_back(); }},
      {"criteria[more].result",
       [](DecisionRecord* record) {
         record->criteria.push_back({"more", "PASS", {}});
       }},
      {"safeguards[pregnant].result", [](DecisionRecord* record) { record->safeguards[0].result = "HOLDS"; }},
      {"routes[ready].result", [](DecisionRecord* record) { record->routes[0].result = "MET"; }},
      {"missing[household.procedure.willing].why", [](DecisionRecord* record) { record->missing.clear(); }},
      {"findings[0].path",
       [](DecisionRecord* record) {
         record->findings.push_back({"a", 0, 0, "b"});
       }},
      {"record", [](DecisionRecord* record) { record->number = 2; }},
      {"previous", [](DecisionRecord* record) { record->previous[0] = '1'; }},
      {"policy.hash", [](DecisionRecord* record) { record->policy_hash[0] ^= 1; }},
      {"policy.id", [](DecisionRecord* record) { record->policy_id = "smell"; }},
      {"policy.version", [](DecisionRecord* record) { record->policy_version = "2"; }},
      {"semantics", [](DecisionRecord* record) { record->semantics = 2; }},
      {"outcome",
       [](DecisionRecord* record) {
         record->household = absl::StrReplaceAll(record->household, {{"}]}", R"(}],"procedure":{"willing":true}})"}});
       }},
      {"inputs", [](DecisionRecord* record) { record->as_of = Date(2025, 6, 15); }},  // the policy is not in effect then
      {"inputs", [](DecisionRecord* record) { record->recorded_when_true = {"household.none"}; }},
      {"outcome", [](DecisionRecord* record) { record->household.clear(); }},  // said to be unreadable, and yet decided
  };
  for (const auto& [field, forge] : forgeries) {
    SCOPED_TRACE(field);
    DecisionRecord record = sound;
    forge(&record);
    wire::SealHashes(&record);
    const absl::StatusOr<DecisionRecord> read = ParseRecord(ToJson(record));
    ASSERT_TRUE(read.ok()) << read.status();
    const std::vector<RecordDifference> differences = VerifyRecord(*read, nullptr, Small());
    ASSERT_FALSE(differences.empty());
    bool named = false;
    for (const RecordDifference& difference : differences) {
      named = named || difference.field == field;
      EXPECT_NE(difference.recorded, difference.recomputed);
    }
    EXPECT_TRUE(named) << differences[0].field;
  }
}

TEST(Record, WhatNobodyComparedFieldByFieldIsFoundInTheBytes) {
  Household household = Family(1);
  household.kk = "123";
  DecisionRecord record = Make(household);
  ASSERT_THAT(record.findings, SizeIs(1));
  DecisionRecord other = record;
  other.findings[0].message = "is wrong";
  wire::SealHashes(&other);
  ASSERT_THAT(VerifyRecord(other, nullptr, Small()), SizeIs(1));
  EXPECT_EQ(VerifyRecord(other, nullptr, Small())[0].field, "findings[0].message");

  record.findings[0].line = 7;
  wire::SealHashes(&record);
  const auto differences = VerifyRecord(record, nullptr, Small());
  ASSERT_THAT(differences, SizeIs(1));
  EXPECT_EQ(differences[0].field, "hash");
}

TEST(Record, OtherWordsOfALaterLibraryDoNotHideTheResult) {
  DecisionRecord record = Make(Family(1));
  record.wording = kWording + 1;
  record.criteria[0].reason = {"Dengan kata lain.", "In other words."};
  wire::SealHashes(&record);
  EXPECT_THAT(VerifyRecord(record, nullptr, Small()), IsEmpty());
  record.criteria[0].result = "PASS";
  wire::SealHashes(&record);
  EXPECT_THAT(VerifyRecord(record, nullptr, Small()), SizeIs(1));
}

TEST(Record, AnotherPolicyIsSaidToBeAnother) {
  PolicyDocument document = SmallPolicy();
  document.parameters[0].versions[0].value->integer = 7;
  const Policy other = *Policy::Compile(document);
  const auto differences = VerifyRecord(Make(Family(1)), nullptr, other);
  ASSERT_THAT(differences, SizeIs(1));
  EXPECT_EQ(differences[0].field, "policy.hash");
  EXPECT_EQ(differences[0].recorded, Small().hash());
  EXPECT_EQ(differences[0].recomputed, other.hash());
}

// ---- The chain ----

TEST(Record, RemovingRepeatingInsertingOrMovingAnyRecordIsFound) {
  const std::vector<std::string> lines = Chain(12);
  for (size_t i = 0; i < lines.size(); ++i) {
    if (i + 1 < lines.size()) {  // without the last the chain is sound and shorter: that is what a published head is for
      std::vector<std::string> removed = lines;
      removed.erase(removed.begin() + static_cast<std::ptrdiff_t>(i));
      const auto fault = Verify(removed);
      ASSERT_TRUE(fault.has_value());
      EXPECT_EQ(fault->line, i + 1);
      EXPECT_EQ(fault->what, "record");
    }
    for (size_t at = 0; at <= lines.size(); ++at) {
      std::vector<std::string> repeated = lines;
      repeated.insert(repeated.begin() + static_cast<std::ptrdiff_t>(at), lines[i]);
      EXPECT_TRUE(Verify(repeated).has_value());
    }
    for (size_t j = 0; j < i; ++j) {
      std::vector<std::string> swapped = lines;
      std::swap(swapped[i], swapped[j]);
      const auto fault = Verify(swapped);
      ASSERT_TRUE(fault.has_value());
      EXPECT_EQ(fault->line, j + 1);
    }
  }
  std::vector<std::string> reversed(lines.rbegin(), lines.rend());
  EXPECT_TRUE(Verify(reversed).has_value());
}

TEST(Record, ARecordMadeAnewInTheMiddleBreaksTheChainAfterIt) {
  std::vector<std::string> lines = Chain(5);
  const DecisionRecord before = *ParseRecord(lines[1]);
  lines[2] = ToJson(Make(Family(99), {}, &before));
  const auto fault = Verify(lines);
  ASSERT_TRUE(fault.has_value());
  EXPECT_EQ(fault->line, 4u);
  EXPECT_EQ(fault->what, "previous");
}

TEST(Record, EverySingleBitOfAFileIsFound) {
  std::string file;
  for (const std::string& line : Chain(6)) file += line + "\n";
  size_t unfound = 0;
  for (size_t bit = 0; bit < file.size() * 8; ++bit) {
    std::string changed = file;
    changed[bit / 8] = static_cast<char>(static_cast<unsigned char>(changed[bit / 8]) ^ (1u << (bit % 8)));
    if (!Verify(Lines(changed)).has_value()) ++unfound;
  }
  EXPECT_EQ(unfound, 0u) << "of " << file.size() * 8;
}

// ---- People ----

TEST(Record, NoIdentityStandsInARecordUnlessAskedFor) {
  const Household household = Family(1);
  const std::vector<std::string> identities = {"3579010000000100", "3579010000000001", "3579010000000002", "Sudirman", "Siti"};
  const std::string replaced = ToJson(Make(household));
  for (const std::string& identity : identities) EXPECT_THAT(replaced, Not(HasSubstr(identity)));
  RecordOptions options;
  options.identities = Identities::kClear;
  const std::string clear = ToJson(Make(household, options));
  for (const std::string& identity : identities) EXPECT_THAT(clear, HasSubstr(identity));
  EXPECT_FALSE(Verify({clear}).has_value());
}

TEST(Record, ANikGivenTwiceOrMalformedReplaysWithoutIt) {
  const std::vector<std::function<void(Household*)>> changes = {
      [](Household* household) { (*household->members)[1].nik = (*household->members)[0].nik; },
      [](Household* household) { (*household->members)[1].nik = "357901"; },
      [](Household* household) { household->kk = "3579-0100-0000-0100"; },
      [](Household* household) { household->id = household->kk; },
      [](Household* household) { household->id = (*household->members)[1].nik; },
      [](Household* household) { household->address = std::string(1001, 'x'); },
      [](Household* household) {
        (*household->members)[0].name = absl::StrReplaceAll(std::string(400, '.'), {{".", "\xe2\x82\xac"}});
      },
  };
  for (size_t i = 0; i < changes.size(); ++i) {
    SCOPED_TRACE(i);
    Household household = Family(2);
    changes[i](&household);
    const DecisionRecord record = Make(household);
    EXPECT_EQ(record.outcome, Outcome::kInvalid);
    EXPECT_EQ(record.findings.size(), Small().Decide(household, kDay)->findings.size());
    EXPECT_FALSE(Verify({ToJson(record)}).has_value());
    EXPECT_THAT(ToJson(record), Not(HasSubstr("35790")));
  }
}

TEST(Record, APolicyThatAsksWhoSomebodyIsIsNotRecordedWithStandIns) {
  PolicyDocument document = SmallPolicy();
  document.criteria[0].require = At("household.kk == \"3579010000000100\"", "criterion.require");
  const absl::StatusOr<Policy> policy = Policy::Compile(document);
  ASSERT_TRUE(policy.ok()) << policy.status();
  const auto record = MakeRecord(*policy, Family(2), kDay);
  EXPECT_EQ(record.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(record.status().message()), HasSubstr("stand-ins"));
  RecordOptions clear;
  clear.identities = Identities::kClear;
  EXPECT_TRUE(MakeRecord(*policy, Family(2), kDay, clear).ok());
}

TEST(Record, ARecordThatSmugglesAnIdentityInIsNotAccepted) {
  DecisionRecord record = Make(Family(2));
  record.household = absl::StrReplaceAll(record.household, {{"0000000000000002", "3579010000000001"}});
  wire::SealHashes(&record);
  ASSERT_TRUE(ParseRecord(ToJson(record)).ok());
  const auto differences = VerifyRecord(record, nullptr, Small());
  ASSERT_THAT(differences, SizeIs(1));
  EXPECT_EQ(differences[0].field, "inputs.household");
  EXPECT_THAT(differences[0].recorded, Not(HasSubstr("3579")));
}

TEST(Record, TheSealShowsWhoseRecordItIsToWhoHasTheKey) {
  RecordOptions options;
  options.seal_key = kKey;
  const DecisionRecord record = Make(Family(2), options);
  EXPECT_THAT(record.seal, SizeIs(64));
  EXPECT_FALSE(Verify({ToJson(record)}).has_value());
  EXPECT_THAT(CompareToRegister(record, Family(2), kKey), IsEmpty());
  EXPECT_THAT(CompareToRegister(record, Family(2)), IsEmpty());
  Household twin = Family(2);  // the same facts, another family
  (*twin.members)[0].nik = "3579010000000009";
  EXPECT_THAT(CompareToRegister(record, twin), IsEmpty());
  ASSERT_THAT(CompareToRegister(record, twin, kKey), SizeIs(1));
  EXPECT_EQ(CompareToRegister(record, twin, kKey)[0].field, "inputs.seal");
  EXPECT_THAT(CompareToRegister(record, Family(2), std::string(32, 'j')), SizeIs(1));
  Household later = Family(2);
  later.procedure.willing = false;
  EXPECT_EQ(CompareToRegister(record, later)[0].field, "inputs.household");
  options.seal_key.pop_back();
  EXPECT_FALSE(MakeRecord(Small(), Family(2), kDay, options).ok());
}

// ---- What could not be read, and what cannot be recorded ----

TEST(Record, WhatCouldNotBeReadHasItsPlaceInTheChain) {
  const DecisionRecord first = Make(Family(1));
  const auto unread =
      MakeUnreadableRecord(Small(), {{"members[0].nik", 1, 20, "is a number; write it as text in quotes"}}, kDay, {}, &first);
  ASSERT_TRUE(unread.ok()) << unread.status();
  EXPECT_EQ(unread->outcome, Outcome::kInvalid);
  const DecisionRecord third = Make(Family(3), {}, &*unread);
  EXPECT_FALSE(Verify({ToJson(first), ToJson(*unread), ToJson(third)}).has_value());
  // Nobody can say that a record was unreadable without saying why.
  EXPECT_THAT(VerifyRecord(*MakeUnreadableRecord(Small(), {}, kDay), nullptr, Small()), SizeIs(1));
}

TEST(Record, AWrongDayOrOptionIsAWrongCall) {
  EXPECT_EQ(MakeRecord(Small(), Family(1), Date(2025, 1, 1)).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(MakeUnreadableRecord(Small(), {{"", 0, 0, "x"}}, Date(2025, 1, 1)).status().code(),
            absl::StatusCode::kFailedPrecondition);
  RecordOptions options;
  options.decide.recorded_when_true = {"household.none"};
  EXPECT_EQ(MakeRecord(Small(), Family(1), kDay, options).status().code(), absl::StatusCode::kInvalidArgument);
  Household broken = Family(1);
  broken.address = "\xff";
  EXPECT_FALSE(MakeRecord(Small(), broken, kDay).ok());
}

TEST(Record, WhatIsRecordedOnlyWhenTrueIsKept) {
  Household household = Family(2);
  for (Member& member : *household.members) member.pregnant.reset();
  RecordOptions options;
  options.decide.recorded_when_true = {"household.members[].pregnant"};
  const DecisionRecord record = Make(household, options);
  EXPECT_EQ(record.outcome, Outcome::kEligible);
  EXPECT_FALSE(Verify({ToJson(record)}).has_value());
  DecisionRecord forged = record;
  forged.recorded_when_true.clear();
  wire::SealHashes(&forged);
  EXPECT_FALSE(VerifyRecord(forged, nullptr, Small()).empty());
}

// If this fails, src/SEMANTICS.md was changed. Where the same policy could now decide the same household otherwise, raise
// kSemantics in include/graduasi/record.h; in every case write the new digest here.
TEST(Record, TheSemanticsAreThoseOfThePage) {
  EXPECT_EQ(kSemantics, 1);
  EXPECT_EQ(Sha256Hex(ReadRepositoryFile("src/SEMANTICS.md")),
            "e46eeca57d2a70ff46071c708fbbc8769e8a4c7b84075f80ec3c2eb6fa518f0b");
}

}  // namespace
}  // namespace graduasi
