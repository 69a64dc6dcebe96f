// A register's quality fed with columns: a stream that breaks the rules of Arrow or fails is refused, and what came before the
// array that broke has been counted, no more and no less.
#include <cerrno>
#include <functional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "graduasi/register_quality.h"
#include "gtest/gtest.h"
#include "tests/unit/arrow/register_stream.h"

namespace graduasi {
namespace {

using testing::HasSubstr;

std::vector<Household> Families(int count) {
  std::vector<Household> households(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) {
    households[static_cast<size_t>(i)].id = "H" + std::to_string(i);
    households[static_cast<size_t>(i)].members.emplace(2).front().born_on = Date(2000, 1, 1);
  }
  return households;
}

RegisterQuality New() {
  RegisterQualityOptions options;
  options.as_of = Date(2026, 6, 15);
  return *RegisterQuality::Create(options);
}

ArrowArray* Members(ArrowArray* households) { return households->children[model::HouseholdRecord().FieldIndex("members")]; }

template <typename T>
T* Buffer(ArrowArray* array, int number) {
  return static_cast<T*>(const_cast<void*>(array->buffers[number]));
}

TEST(RegisterQualityStream, AnArrayThatBreaksTheRulesIsNamedAndNoneOfItCounts) {
  const std::vector<Household> households = Families(300);
  Layouts layouts;
  layouts.chunks = true;
  RegisterStream producer(households, layouts, 2);
  int64_t before = 0;
  int64_t broken = -1;
  int64_t first_of_broken = -1;
  producer.spoil_array = [&](int64_t, ArrowArray* array) {
    if (broken < 0 && before >= 100 && array->length > 2) {
      Buffer<int32_t>(Members(array), 1)[2] = -1;
      broken = before + 1;
      first_of_broken = before;
    }
    before += array->length;
  };
  ArrowArrayStream stream = producer.Export();
  RegisterQuality quality = New();
  Findings findings;
  EXPECT_EQ(quality.AddStream(&stream, &findings).code(), absl::StatusCode::kInvalidArgument);
  ASSERT_GT(broken, 100);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].path, "row " + std::to_string(broken) + ", column \"members\"");
  EXPECT_EQ(stream.release, nullptr);
  EXPECT_EQ(LiveStructures(), 0);
  EXPECT_EQ(quality.Finish()->fed, first_of_broken);
}

TEST(RegisterQualityStream, AChildShorterThanItsParentIsNamed) {
  const std::vector<Household> households = Families(10);
  RegisterStream producer(households, kPlain, 1);
  producer.spoil_array = [](int64_t, ArrowArray* array) {
    array->children[model::HouseholdRecord().FieldIndex("id")]->length = 9;
  };
  ArrowArrayStream stream = producer.Export();
  RegisterQuality quality = New();
  Findings findings;
  EXPECT_FALSE(quality.AddStream(&stream, &findings).ok());
  EXPECT_THAT(findings.at(0).path, HasSubstr("in the array that begins with row 0, column \"id\""));
  EXPECT_EQ(quality.Finish()->fed, 0);
  EXPECT_EQ(LiveStructures(), 0);
}

TEST(RegisterQualityStream, AnInputThatFailsIsTold) {
  const std::vector<Household> households = Families(300);
  Layouts layouts;
  layouts.chunks = true;
  RegisterStream producer(households, layouts, 3);
  producer.fail_at = 2;
  ArrowArrayStream stream = producer.Export();
  RegisterQuality quality = New();
  EXPECT_EQ(quality.AddStream(&stream).code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(LiveStructures(), 0);
  EXPECT_LT(quality.Finish()->fed, 300);
}

TEST(RegisterQualityStream, RowsCountFromZeroInEachStream) {
  std::vector<Household> households = Families(3);
  households[2].kk = "1";
  RegisterQuality quality = New();
  for (const char* name : {"a", "b"}) {
    RegisterStream producer(households, kPlain, 4);
    ArrowArrayStream stream = producer.Export();
    ASSERT_TRUE(quality.StartFeed(name).ok());
    ASSERT_TRUE(quality.AddStream(&stream).ok());
  }
  const absl::StatusOr<RegisterQualityReport> report = quality.Finish();
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->fed, 6);
  ASSERT_EQ(report->kinds.at(0).kind, QualityKind::kKkMalformed);
  EXPECT_EQ(report->kinds[0].first.at(1).record.feed, "b");
  EXPECT_EQ(report->kinds[0].first.at(1).record.row, 2);
}

TEST(RegisterQualityStream, AStreamWithoutAnyColumnOfAHouseholdIsRefused) {
  const std::vector<Household> households(2);
  RegisterStream producer(households, kPlain, 5);
  producer.spoil_schema = [](ArrowSchema* schema) { schema->n_children = 0; };
  ArrowArrayStream stream = producer.Export();
  RegisterQuality quality = New();
  Findings findings;
  EXPECT_FALSE(quality.AddStream(&stream, &findings).ok());
  EXPECT_THAT(findings.at(0).message, HasSubstr("no column"));
}

}  // namespace
}  // namespace graduasi
