// Producers that break the rules of Arrow, and records that cannot be read: the first end the stream with column and row, the
// second are INVALID like any record that makes no sense. Neither is ever read past its buffers.
#include <cerrno>
#include <cstring>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "graduasi/arrow.h"
#include "gtest/gtest.h"
#include "tests/unit/arrow/register_stream.h"
#include "tests/unit/policy/documents.h"

namespace graduasi {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Date kDay(2026, 6, 15);

std::vector<Household> Families(int count) {
  std::vector<Household> households;
  for (int i = 0; i < count; ++i) {
    Household household;
    household.id = "H" + std::to_string(i);
    household.members.emplace(2);
    for (Member& member : *household.members) {
      member.pregnant = false;
      member.income_idr = 100 * i;
      member.relation = Relation::kChild;
      member.born_on = Date(2000, 1, 1);
    }
    household.assistance.emplace(1);
    household.assistance->at(0).recorded_on = Date(2025, 12, 15);
    household.procedure.willing = true;
    households.push_back(household);
  }
  return households;
}

int64_t Number(const model::RecordInfo& record, const char* name) { return record.FieldIndex(name); }
ArrowArray* Column(ArrowArray* households, const char* name) {
  return households->children[Number(model::HouseholdRecord(), name)];
}
// Of members or of procedure.
ArrowArray* Column(ArrowArray* households, const char* parent, const char* name) {
  const model::RecordInfo& household = model::HouseholdRecord();
  const model::FieldInfo& field = household.fields[static_cast<size_t>(Number(household, parent))];
  ArrowArray* record = Column(households, parent);
  if (field.kind == model::FieldKind::kList) record = record->children[0];
  return record->children[Number(*field.record, name)];
}
template <typename T>
T* Buffer(ArrowArray* array, int number) {
  return static_cast<T*>(const_cast<void*>(array->buffers[number]));
}

Decided Decide(RegisterStream* producer, const StreamOptions& options = {}) {
  ArrowArrayStream in = producer->Export();
  ArrowArrayStream out{};
  const absl::StatusOr<Policy> policy = Policy::Compile(SmallPolicy());
  const absl::Status status = DecideStream(*policy, &in, kDay, options, &out, nullptr);
  EXPECT_TRUE(status.ok()) << status;
  Decided decided = ReadDecisions(&out);
  EXPECT_EQ(LiveStructures(), 0);
  return decided;
}

// The error of a stream of ten families whose array has been spoiled.
std::string ErrorOf(const std::function<void(ArrowArray*)>& spoil) {
  const std::vector<Household> households = Families(10);
  RegisterStream producer(households, kPlain, 1);
  producer.spoil_array = [&](int64_t, ArrowArray* array) { spoil(array); };
  const Decided decided = Decide(&producer);
  EXPECT_THAT(decided.rows, IsEmpty());
  return decided.error;
}

// ---- Producers ----

TEST(Breach, OffsetsThatDecreaseAreNamedByColumnAndRow) {
  EXPECT_EQ(ErrorOf([](ArrowArray* array) { Buffer<int32_t>(Column(array, "members"), 1)[4] = 2; }),
            "row 3, column \"members\": has offsets that decrease, are negative or lead outside the values");
}

TEST(Breach, OffsetsThatAreNegativeOrLeadOutsideAreNamed) {
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { Buffer<int32_t>(Column(array, "members"), 1)[0] = -4; }),
              HasSubstr("row 0, column \"members\""));
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { Buffer<int32_t>(Column(array, "members"), 1)[10] = 21; }),
              HasSubstr("row 9, column \"members\""));
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { Buffer<int32_t>(Column(array, "members"), 1)[10] = INT32_MAX; }),
              HasSubstr("row 9, column \"members\""));
}

TEST(Breach, OffsetsOfTextInAListAreNamedByTheRowOfTheHousehold) {
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { Buffer<int32_t>(Column(array, "members", "relation"), 1)[13] = 1; }),
              HasSubstr("row 6, column \"members.relation\""));
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { Buffer<int32_t>(Column(array, "id"), 1)[2] = -1; }),
              HasSubstr("row 1, column \"id\""));
}

TEST(Breach, TheRowIsCountedOverTheWholeStream) {
  const std::vector<Household> households = Families(300);
  Layouts layouts;
  layouts.chunks = true;
  RegisterStream producer(households, layouts, 2);
  int64_t before = 0;
  int64_t broken = -1;
  producer.spoil_array = [&](int64_t, ArrowArray* array) {
    if (broken < 0 && before >= 100 && array->length > 2) {
      Buffer<int32_t>(Column(array, "members"), 1)[2] = -1;
      broken = before + 1;
    }
    before += array->length;
  };
  const Decided decided = Decide(&producer);
  ASSERT_GT(broken, 100);
  EXPECT_THAT(decided.error, HasSubstr("row " + std::to_string(broken) + ", column \"members\""));
}

TEST(Breach, AChildShorterThanItsParentIsNamed) {
  EXPECT_EQ(ErrorOf([](ArrowArray* array) { Column(array, "id")->length = 9; }),
            "in the array that begins with row 0, column \"id\": its array has 9 values where the rows above it reach to 10");
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { Column(array, "members", "pregnant")->length = 3; }),
              HasSubstr("column \"members.pregnant\": its array has 3 values where the rows above it reach to 20"));
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { array->offset = 1; }), HasSubstr("reach to 11"));
}

TEST(Breach, WrongCountsOfBuffersAndChildrenAreNamed) {
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { Column(array, "id")->n_buffers = 2; }), HasSubstr("column \"id\""));
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { Column(array, "members")->n_children = 0; }), HasSubstr("column \"members\""));
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { array->n_children = 3; }), HasSubstr("has 3 children"));
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { Column(array, "id")->buffers[1] = nullptr; }), HasSubstr("lacks a buffer"));
}

TEST(Breach, ImpossibleLengthsAndOffsetsAreNamed) {
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { array->length = -1; }), HasSubstr("negative or impossible length"));
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { Column(array, "members")->offset = -3; }), HasSubstr("column \"members\""));
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { Column(array, "members")->offset = INT64_MAX; }), HasSubstr("impossible"));
}

TEST(Breach, AReleasedChildIsNamed) {
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { Column(array, "procedure")->release(Column(array, "procedure")); }),
              HasSubstr("column \"procedure\": its array has been released already"));
}

TEST(Breach, ACountOfNullsWithoutABitmapIsNamed) {
  EXPECT_THAT(ErrorOf([](ArrowArray* array) {
                Column(array, "id")->null_count = 1;
                Column(array, "id")->buffers[0] = nullptr;
              }),
              HasSubstr("no validity bitmap"));
  EXPECT_THAT(ErrorOf([](ArrowArray* array) { Column(array, "id")->null_count = 11; }), HasSubstr("counts"));
}

TEST(Breach, AWrongCountOfNullsBesideABitmapDoesNotMatter) {
  std::vector<Household> households = Families(10);
  households[3].procedure.willing.reset();
  RegisterStream producer(households, kPlain, 1);
  producer.spoil_array = [](int64_t, ArrowArray* array) {
    if (array->length > 0) Column(array, "procedure", "willing")->null_count = 0;
  };
  const Decided decided = Decide(&producer);
  EXPECT_EQ(decided.rows[3].outcome, "NEEDS_DATA");
  EXPECT_EQ(decided.rows[4].outcome, "ELIGIBLE");
}

TEST(Breach, AnIndexOutsideItsDictionaryIsNamedAndOneUnderANullIsNot) {
  Layouts layouts;
  layouts.dictionaries = true;
  const std::vector<Household> households = Families(10);
  for (uint64_t seed = 1; seed < 20; ++seed) {
    RegisterStream producer(households, layouts, seed);
    bool spoiled = false;
    producer.spoil_array = [&](int64_t, ArrowArray* array) {
      ArrowArray* relation = Column(array, "members", "relation");
      if (relation->dictionary == nullptr || relation->n_buffers != 2) return;
      relation->dictionary->length = 0;
      spoiled = true;
    };
    const Decided decided = Decide(&producer);
    if (!spoiled) continue;
    EXPECT_EQ(decided.error, "row 0, column \"members.relation\": has an index outside its dictionary");
    return;
  }
  ADD_FAILURE() << "no seed made a dictionary";
}

TEST(Breach, TheFirstOfSeveralIsReportedWhateverTheThreads) {
  const std::vector<Household> households = Families(500);
  for (const int threads : {1, 4}) {
    RegisterStream producer(households, kPlain, 1);
    producer.spoil_array = [](int64_t, ArrowArray* array) {
      for (const int row : {77, 180, 499}) Buffer<int32_t>(Column(array, "members"), 1)[row] = -1;
    };
    StreamOptions options;
    options.threads = threads;
    options.batch_rows = 10;
    EXPECT_THAT(Decide(&producer, options).error, HasSubstr("row 76, column \"members\""));
  }
}

// ---- Records ----

// The findings of row 5 of ten families, when a column has been written over; the others are as they were.
std::vector<std::string> FindingsOfRowFive(const std::function<void(ArrowArray*)>& spoil, const Layouts& layouts = kPlain) {
  const std::vector<Household> households = Families(10);
  RegisterStream producer(households, layouts, 1);
  producer.spoil_array = [&](int64_t, ArrowArray* array) {
    if (array->length > 0) spoil(array);
  };
  const Decided decided = Decide(&producer);
  EXPECT_EQ(decided.error, "");
  EXPECT_THAT(decided.rows, SizeIs(10));
  for (size_t i = 0; i < decided.rows.size(); ++i) {
    EXPECT_EQ(decided.rows[i].outcome, i == 5 ? "INVALID" : "ELIGIBLE") << i;
  }
  return decided.rows.size() == 10 ? decided.rows[5].findings : std::vector<std::string>();
}

TEST(UnreadableRecord, AnUnknownNameMakesItsRowInvalid) {
  EXPECT_THAT(FindingsOfRowFive([](ArrowArray* array) { Buffer<char>(Column(array, "members", "relation"), 2)[11 * 5] = 'X'; }),
              ElementsAre("members[1].relation: is no value of Relation; one is HEAD"));
}

TEST(UnreadableRecord, InvalidUtf8MakesItsRowInvalidAndIsNotRepeated) {
  EXPECT_THAT(FindingsOfRowFive([](ArrowArray* array) { Buffer<char>(Column(array, "id"), 2)[11] = '\xff'; }),
              ElementsAre("id: is not valid UTF-8; the text must be written in UTF-8"));
}

TEST(UnreadableRecord, ADayOfNoYearMakesItsRowInvalid) {
  EXPECT_THAT(
      FindingsOfRowFive([](ArrowArray* array) { Buffer<int32_t>(Column(array, "members", "born_on"), 1)[10] = INT32_MAX; }),
      ElementsAre("members[0].born_on: is not a day of years 1 to 9999; a date is a whole number of days"));
}

TEST(UnreadableRecord, AListTooLongForAHouseholdMakesItsRowInvalid) {
  std::vector<Household> households = Families(3);
  households[1].members->resize(1001, households[1].members->at(0));
  RegisterStream producer(households, kPlain, 1);
  const Decided decided = Decide(&producer);
  EXPECT_EQ(decided.rows[0].outcome, "ELIGIBLE");
  EXPECT_EQ(decided.rows[2].outcome, "ELIGIBLE");
  EXPECT_EQ(decided.rows[1].outcome, "INVALID");
  EXPECT_THAT(decided.rows[1].findings, ElementsAre(HasSubstr("members: has 1,001 elements; 1,000 is the most")));
}

TEST(UnreadableRecord, ANumberOf64BitsOrAFractionMakesItsRowInvalid) {
  Layouts layouts;
  layouts.widths = true;
  const std::vector<Household> households = Families(10);
  bool large = false;
  bool fraction = false;
  for (uint64_t seed = 1; seed < 200 && !(large && fraction); ++seed) {
    RegisterStream producer(households, layouts, seed);
    std::string format;
    int64_t position = -1;
    int64_t members = -1;
    producer.spoil_schema = [&](ArrowSchema* schema) {
      for (int64_t i = 0; i < schema->n_children; ++i) {
        if (std::string(schema->children[i]->name) == "members") members = i;
      }
      ArrowSchema* item = schema->children[members]->children[0];
      for (int64_t i = 0; i < item->n_children; ++i) {
        if (std::string(item->children[i]->name) != "income_idr") continue;
        position = i;
        format = item->children[i]->format;
      }
    };
    producer.spoil_array = [&](int64_t, ArrowArray* array) {
      ArrowArray* income = array->children[members]->children[0]->children[position];
      if (format == "L") Buffer<uint64_t>(income, 1)[11] = UINT64_MAX;
      if (format == "d:24,2") Buffer<uint64_t>(income, 1)[2 * 11] += 1;
    };
    const Decided decided = Decide(&producer);
    ASSERT_THAT(decided.rows, SizeIs(10));
    if (format == "L") {
      large = true;
      EXPECT_THAT(decided.rows[5].findings, ElementsAre(HasSubstr("members[1].income_idr: is a number of more than 64 bits")));
    } else if (format == "d:24,2") {
      fraction = true;
      EXPECT_THAT(decided.rows[5].findings, ElementsAre("members[1].income_idr: has a fraction; it must be a whole number"));
    }
  }
  EXPECT_TRUE(large && fraction);
}

TEST(UnreadableRecord, RepeatsNoValueOfTheRecord) {
  std::vector<Household> households = Families(2);
  households[0].members->at(0).nik = "3579000000000001";
  households[0].members->at(1).nik = "3579000000000001";
  households[1].kk = "357900000000000";
  RegisterStream producer(households, kPlain, 1);
  const Decided decided = Decide(&producer);
  for (const DecidedRow& row : decided.rows) {
    EXPECT_EQ(row.outcome, "INVALID");
    EXPECT_EQ(row.ToString().find("35790000"), std::string::npos);
  }
}

}  // namespace
}  // namespace graduasi
