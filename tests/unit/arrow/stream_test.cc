// What a stream of households must be, what is said of one that is not, and what the stream of decisions holds.
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "graduasi/arrow.h"
#include "gtest/gtest.h"
#include "src/arrow/format.h"
#include "tests/unit/arrow/register_stream.h"
#include "tests/unit/policy/documents.h"

namespace graduasi {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Date kDay(2026, 6, 15);

Policy Compile(const PolicyDocument& document) {
  absl::StatusOr<Policy> policy = Policy::Compile(document);
  EXPECT_TRUE(policy.ok()) << policy.status();
  return *std::move(policy);
}

// A family of two that meets SmallPolicy.
Household ReadyFamily(std::string id) {
  Household household;
  household.id = std::move(id);
  household.members.emplace(2);
  for (Member& member : *household.members) member.pregnant = false;
  household.assistance.emplace(1);
  household.assistance->at(0).recorded_on = Date(2025, 12, 15);
  household.procedure.willing = true;
  return household;
}

std::vector<Household> Families(int count) {
  std::vector<Household> households;
  for (int i = 0; i < count; ++i) households.push_back(ReadyFamily("H" + std::to_string(i)));
  return households;
}

struct Outcomes {
  absl::Status status;
  Findings findings;
  StreamColumns columns;
  Decided decided;
};

Outcomes Decide(const Policy& policy, RegisterStream* producer, const StreamOptions& options = {}, Date day = kDay) {
  Outcomes result;
  ArrowArrayStream in = producer->Export();
  ArrowArrayStream out{};
  result.status = DecideStream(policy, &in, day, options, &out, &result.findings, &result.columns);
  EXPECT_EQ(in.release, nullptr) << "the input is taken in all cases";
  if (result.status.ok()) {
    result.decided = ReadDecisions(&out);
  } else {
    EXPECT_EQ(out.release, nullptr);
  }
  EXPECT_EQ(out.release, nullptr);
  EXPECT_EQ(LiveStructures(), 0) << "everything that was handed over has been released";
  return result;
}

Outcomes Decide(const std::vector<Household>& households, const Layouts& layouts = kPlain) {
  RegisterStream producer(households, layouts, 1);
  return Decide(Compile(SmallPolicy()), &producer);
}

ArrowSchema* Child(ArrowSchema* schema, const std::string& name) {
  for (int64_t i = 0; i < schema->n_children; ++i) {
    if (name == schema->children[i]->name) return schema->children[i];
  }
  ADD_FAILURE() << "no column " << name;
  return schema;
}

// ---- What comes out ----

TEST(DecisionStream, HoldsOneRowForEachRowInOrder) {
  std::vector<Household> households = Families(5);
  households[1].procedure.willing = false;
  households[2].procedure.willing.reset();
  households[3].members->at(1).pregnant = true;
  households[4].assistance->at(0).amount_idr = -1;
  households[4].id.reset();
  const Outcomes result = Decide(households);
  ASSERT_THAT(result.decided.rows, SizeIs(5));
  EXPECT_EQ(result.decided.rows[0].ToString(), "H0 ELIGIBLE ready failed: missing: protecting: score:- findings:");
  EXPECT_EQ(result.decided.rows[1].ToString(), "H1 NOT_YET (null) failed:willing missing: protecting: score:- findings:");
  EXPECT_EQ(result.decided.rows[2].ToString(), "H2 NEEDS_DATA (null) failed: missing:willing protecting: score:- findings:");
  EXPECT_EQ(result.decided.rows[3].ToString(), "H3 PROTECTED (null) failed: missing: protecting:pregnant score:- findings:");
  EXPECT_EQ(result.decided.rows[4].id, "(null)");
  EXPECT_EQ(result.decided.rows[4].outcome, "INVALID");
  EXPECT_THAT(result.decided.rows[4].findings, ElementsAre(HasSubstr("assistance[0].amount_idr: is negative")));
}

TEST(DecisionStream, AnUnknownSafeguardStandsAmongTheMissing) {
  std::vector<Household> households = Families(1);
  households[0].members->at(0).pregnant.reset();
  EXPECT_THAT(Decide(households).decided.rows[0].missing, ElementsAre("pregnant"));
}

TEST(DecisionStream, CarriesTheScoreOfAScoredRoute) {
  PolicyDocument document = SmallPolicy();
  Score::Item item;
  item.id = At("members");
  item.title = {"Anggota", "Members"};
  item.value = At("size(household.members)");
  item.weight = 100;
  document.routes[0].score.emplace();
  document.routes[0].score->items.push_back(item);
  document.routes[0].score->threshold = At("1");
  std::vector<Household> households = Families(3);
  households[1].members->resize(1);
  households[2].members.reset();
  RegisterStream producer(households, kPlain, 1);
  const Outcomes result = Decide(Compile(document), &producer);
  ASSERT_THAT(result.decided.rows, SizeIs(3));
  EXPECT_EQ(result.decided.rows[0].score, 200);
  EXPECT_EQ(result.decided.rows[1].score, 100);
  EXPECT_FALSE(result.decided.rows[2].scored);
}

TEST(DecisionStream, IsCutTheSameWayHoweverTheInputIsCut) {
  const std::vector<Household> households = Families(70'000);
  Layouts chunks;
  chunks.chunks = true;
  EXPECT_THAT(Decide(households).decided.batches, ElementsAre(65'536, 4'464));
  EXPECT_THAT(Decide(households, chunks).decided.batches, ElementsAre(65'536, 4'464));
}

TEST(DecisionStream, OfNoHouseholdsIsEmpty) { EXPECT_THAT(Decide(Families(0)).decided.rows, IsEmpty()); }

TEST(DecisionStream, SaysInItsSchemaWhatWasDecidedByWhat) {
  const std::vector<Household> households = Families(1);
  RegisterStream producer(households, kPlain, 1);
  ArrowArrayStream in = producer.Export();
  ArrowArrayStream out{};
  StreamOptions options;
  options.recorded_when_true = {"household.members[].pregnant"};
  ASSERT_TRUE(DecideStream(Compile(SmallPolicy()), &in, kDay, options, &out, nullptr).ok());
  ArrowSchema schema{};
  ASSERT_EQ(out.get_schema(&out, &schema), 0);
  EXPECT_STREQ(schema.format, "+s");
  std::vector<std::string> columns;
  for (int64_t i = 0; i < schema.n_children; ++i) {
    columns.push_back(std::string(schema.children[i]->name) + ":" + schema.children[i]->format);
  }
  EXPECT_THAT(columns, ElementsAre("id:u", "outcome:u", "route:u", "failed:+l", "missing:+l", "protecting:+l", "score:l",
                                   "findings:+l"));
  const char* at = schema.metadata;
  const auto number = [&at] {
    int32_t value;
    std::memcpy(&value, at, 4);
    at += 4;
    return value;
  };
  std::vector<std::string> texts;
  for (int32_t left = 2 * number(); left > 0; --left) {
    const int32_t size = number();
    texts.emplace_back(at, static_cast<size_t>(size));
    at += size;
  }
  EXPECT_THAT(texts, ElementsAre("graduasi.policy_id", "small", "graduasi.policy_version", "1", "graduasi.as_of", "2026-06-15",
                                 "graduasi.recorded_when_true", "household.members[].pregnant", "graduasi.absent_columns", "",
                                 "graduasi.ignored_columns", ""));
  schema.release(&schema);
  out.release(&out);
  EXPECT_EQ(LiveStructures(), 0);
}

TEST(DecisionStream, LetsAConsumerMoveAChildAway) {
  const std::vector<Household> households = Families(3);
  RegisterStream producer(households, kPlain, 1);
  ArrowArrayStream in = producer.Export();
  ArrowArrayStream out{};
  ASSERT_TRUE(DecideStream(Compile(SmallPolicy()), &in, kDay, {}, &out, nullptr).ok());
  ArrowArray array{};
  ASSERT_EQ(out.get_next(&out, &array), 0);
  out.release(&out);
  ArrowArray outcomes = *array.children[1];
  array.children[1]->release = nullptr;
  array.release(&array);
  EXPECT_EQ(std::string(static_cast<const char*>(outcomes.buffers[2]), 8), "ELIGIBLE");
  outcomes.release(&outcomes);
}

// ---- The schema ----

TEST(RegisterSchema, EveryColumnOfAWrongTypeIsNamedWithWhatWouldBeRight) {
  const std::vector<Household> households = Families(1);
  RegisterStream producer(households, kPlain, 1);
  producer.spoil_schema = [](ArrowSchema* schema) {
    Child(schema, "registered_on")->format = "tsu:";
    Child(schema, "members")->children[0]->children[0]->format = "l";  // nik
    Child(Child(schema, "region"), "system")->format = "i";
    Child(schema, "assets")->format = "+s";
  };
  const Outcomes result = Decide(Compile(SmallPolicy()), &producer);
  EXPECT_EQ(result.status.code(), absl::StatusCode::kInvalidArgument);
  ASSERT_THAT(result.findings, SizeIs(4));
  EXPECT_EQ(result.findings[0].path, "region.system");
  EXPECT_EQ(result.findings[0].message,
            "is int32; it must be utf8, or a dictionary of it, with names of CodeSystem such as KEMENDAGRI");
  EXPECT_EQ(result.findings[1].path, "registered_on");
  EXPECT_EQ(result.findings[1].message, "is timestamp; it must be date32, date64, or utf8 such as 2025-11-15, 2025-11 or 2025");
  EXPECT_EQ(result.findings[2].path, "members.nik");
  EXPECT_EQ(result.findings[3].path, "assets");
}

TEST(RegisterSchema, ColumnsThatAreNoFieldsAreIgnoredAndListed) {
  const std::vector<Household> households = Families(1);
  RegisterStream producer(households, kPlain, 1);
  producer.spoil_schema = [](ArrowSchema* schema) {
    Child(schema, "shocks")->name = "shokcs";
    Child(schema, "members")->children[0]->children[0]->name = "NIK";
  };
  const Outcomes result = Decide(Compile(SmallPolicy()), &producer);
  EXPECT_TRUE(result.status.ok());
  EXPECT_THAT(result.columns.ignored, ElementsAre("shokcs", "members.NIK"));
  EXPECT_THAT(result.columns.absent, IsEmpty());
  EXPECT_THAT(result.columns.read, Contains("members.pregnant"));
}

TEST(RegisterSchema, AColumnThatIsNotThereIsAMissingFact) {
  const std::vector<Household> households = Families(2);
  RegisterStream producer(households, kPlain, 1);
  producer.spoil_schema = [](ArrowSchema* schema) { Child(Child(schema, "procedure"), "willing")->name = "x"; };
  const Outcomes result = Decide(Compile(SmallPolicy()), &producer);
  EXPECT_THAT(result.columns.absent, ElementsAre("procedure.willing"));
  EXPECT_EQ(result.decided.rows[1].ToString(), "H1 NEEDS_DATA (null) failed: missing:willing protecting: score:- findings:");
}

TEST(RegisterSchema, WhatIsRecordedOnlyWhenTrueIsFalseWithoutAColumn) {
  const std::vector<Household> households = Families(2);
  RegisterStream producer(households, kPlain, 1);
  producer.spoil_schema = [](ArrowSchema* schema) {
    ArrowSchema* member = Child(schema, "members")->children[0];
    Child(member, "pregnant")->name = "x";
  };
  StreamOptions options;
  options.recorded_when_true = {"household.members[].pregnant"};
  const Outcomes result = Decide(Compile(SmallPolicy()), &producer, options);
  EXPECT_EQ(result.decided.rows[0].outcome, "ELIGIBLE");
}

TEST(RegisterSchema, AStreamWithNothingThatThePolicyReadsIsRefused) {
  const std::vector<Household> households = Families(1);
  RegisterStream producer(households, kPlain, 1);
  producer.spoil_schema = [](ArrowSchema* schema) {
    for (int64_t i = 0; i < schema->n_children; ++i) schema->children[i]->name = "Column";
  };
  const Outcomes result = Decide(Compile(SmallPolicy()), &producer);
  EXPECT_THAT(result.findings, ElementsAre(Field(&Finding::message, HasSubstr("none of the columns that the policy reads"))));
}

TEST(RegisterSchema, APolicyForCertainRegionsNeedsTheRegionAtAllTimes) {
  PolicyDocument document = SmallPolicy();
  document.jurisdiction.push_back(At("35.79"));
  std::vector<Household> households = Families(3);
  households[0].region = Kemendagri("35.79.02");
  households[1].region = Kemendagri("35.78");
  households[2].region = Kemendagri("35");
  RegisterStream sound(households, kPlain, 1);
  const Outcomes result = Decide(Compile(document), &sound);
  EXPECT_EQ(result.decided.rows[0].outcome, "ELIGIBLE");
  EXPECT_EQ(result.decided.rows[1].outcome, "INVALID");
  EXPECT_THAT(result.decided.rows[1].findings, ElementsAre(HasSubstr("outside the regions")));
  EXPECT_EQ(result.decided.rows[2].outcome, "NEEDS_DATA");
  RegisterStream without(households, kPlain, 1);
  without.spoil_schema = [](ArrowSchema* schema) { Child(Child(schema, "region"), "code")->name = "kode"; };
  const Outcomes refused = Decide(Compile(document), &without);
  EXPECT_THAT(refused.findings, ElementsAre(AllOf(Field(&Finding::path, "region.code"),
                                                  Field(&Finding::message, HasSubstr("needs it at all times")))));
}

TEST(RegisterSchema, TheSameNameTwiceIsRefused) {
  const std::vector<Household> households = Families(1);
  RegisterStream producer(households, kPlain, 1);
  producer.spoil_schema = [](ArrowSchema* schema) { Child(schema, "kk")->name = "id"; };
  EXPECT_THAT(Decide(Compile(SmallPolicy()), &producer).findings, ElementsAre(Field(&Finding::path, "id")));
}

TEST(RegisterSchema, AStreamOfSomethingElseThanStructsIsRefused) {
  const std::vector<Household> households = Families(1);
  RegisterStream producer(households, kPlain, 1);
  producer.spoil_schema = [](ArrowSchema* schema) { schema->format = "l"; };
  EXPECT_THAT(Decide(Compile(SmallPolicy()), &producer).findings,
              ElementsAre(Field(&Finding::message, HasSubstr("the stream holds int64"))));
}

TEST(RegisterFormat, IsReadAsTheSpecificationWritesIt) {
  using arrow::Form;
  EXPECT_EQ(arrow::ParseFormat("d:19,2").form, Form::kDecimal128);
  EXPECT_EQ(arrow::ParseFormat("d:19,2,128").scale, 2);
  for (const char* other : {"d:19,2,256", "d:19,-2", "d:0,0", "d:", "d:a,b", "", "x", "+w:-1", "+w:", "tdd", "g"}) {
    EXPECT_EQ(arrow::ParseFormat(other).form, Form::kOther) << other;
  }
  EXPECT_EQ(arrow::ParseFormat("+w:3").size, 3);
}

// ---- Calls ----

TEST(DecideStreamCall, AWrongDayOptionOrThreadCountIsRefusedAndTheInputTaken) {
  const std::vector<Household> households = Families(1);
  const Policy policy = Compile(SmallPolicy());
  RegisterStream producer(households, kPlain, 1);
  EXPECT_EQ(Decide(policy, &producer, {}, Date(2027, 1, 1)).status.code(), absl::StatusCode::kFailedPrecondition);
  StreamOptions options;
  options.recorded_when_true = {"household.members[].sex"};
  EXPECT_EQ(Decide(policy, &producer, options).status.code(), absl::StatusCode::kInvalidArgument);
  options = {};
  for (const int threads : {-1, 0, 100'000}) {
    options.threads = threads;
    EXPECT_EQ(Decide(policy, &producer, options).status.code(), absl::StatusCode::kOutOfRange);
  }
  options = {};
  for (const int rows : {-1, 0, 65'537}) {
    options.batch_rows = rows;
    EXPECT_EQ(Decide(policy, &producer, options).status.code(), absl::StatusCode::kOutOfRange);
  }
}

TEST(DecideStreamCall, AReleasedStreamIsRefused) {
  ArrowArrayStream in{};
  ArrowArrayStream out{};
  EXPECT_FALSE(DecideStream(Compile(SmallPolicy()), &in, kDay, {}, &out, nullptr).ok());
  EXPECT_EQ(out.release, nullptr);
}

TEST(DecideStreamCall, AnEndedOrFailedStreamStaysSo) {
  const std::vector<Household> households = Families(2);
  RegisterStream producer(households, kPlain, 1);
  producer.fail_at = 1;
  ArrowArrayStream in = producer.Export();
  ArrowArrayStream out{};
  ASSERT_TRUE(DecideStream(Compile(SmallPolicy()), &in, kDay, {}, &out, nullptr).ok());
  ArrowArray array{};
  ASSERT_EQ(out.get_next(&out, &array), 0) << "what came before the failure is delivered";
  EXPECT_EQ(array.length, 2);
  array.release(&array);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(out.get_next(&out, &array), EIO);
    EXPECT_EQ(array.release, nullptr);
    EXPECT_STREQ(out.get_last_error(&out), "the input stream failed with code 5: the disk is gone");
  }
  out.release(&out);
  EXPECT_EQ(LiveStructures(), 0);
}

}  // namespace
}  // namespace graduasi
