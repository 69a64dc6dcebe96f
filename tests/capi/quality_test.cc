// The quality of a register through the C interface: what is counted, what misuse gives, and what outlives what. It knows only
// the header.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>

#include "capi/graduasi.h"
#include "graduasi/arrow_abi.h"
#include "tests/capi/small_policy.h"
#include "tests/capi/small_register.h"

namespace {

using testing::HasSubstr;

constexpr int32_t kAsOf = 20619;  // 2026-06-15
constexpr int32_t kEnglish = GRADUASI_LANGUAGE_ENGLISH;
constexpr int32_t kIndonesian = GRADUASI_LANGUAGE_INDONESIAN;

graduasi_quality* const kStaleQuality = reinterpret_cast<graduasi_quality*>(uintptr_t{16});
graduasi_quality_report* const kStaleReport = reinterpret_cast<graduasi_quality_report*>(uintptr_t{16});
graduasi_quality_places* const kStalePlaces = reinterpret_cast<graduasi_quality_places*>(uintptr_t{16});
graduasi_error* const kStaleError = reinterpret_cast<graduasi_error*>(uintptr_t{16});

const char* const kLines[] = {
    R"({"id":"F-1","region":{"system":"KEMENDAGRI","code":"35.79.02"},"members":[{"nik":"3579020000000001"}]})",
    R"({"id":"F-2","region":{"system":"KEMENDAGRI","code":"35.14.01"},"members":[{},{"nik":"3579020000000001"}]})",
    R"({"id":"F-3","kk":"12"})",
    R"({"id":"F-4","members":[{"born_on":"2026-02-30"}]})",
    R"({"id":"F-5","region":{"system":"KEMENDAGRI","code":"36.01"}})",
};

class QualityTest : public testing::Test {
 protected:
  void Start(const graduasi_quality_options* options) {
    ASSERT_EQ(graduasi_quality_new(kAsOf, options, &quality_, &error_), GRADUASI_OK) << Message();
  }
  void Feed(const char* line) {
    graduasi_error_free(error_);
    error_ = kStaleError;
    ASSERT_EQ(graduasi_quality_add_json(quality_, ++row_, line, std::strlen(line), &error_), GRADUASI_OK) << Message();
    ASSERT_EQ(error_, nullptr);
  }
  void FeedAll() {
    ASSERT_EQ(graduasi_quality_add_regions(quality_, "2025", 4, kCodes, std::strlen(kCodes), nullptr), GRADUASI_OK);
    ASSERT_EQ(graduasi_quality_start_feed(quality_, "batu.jsonl", 10, nullptr), GRADUASI_OK);
    for (const char* line : kLines) Feed(line);
  }
  void Finish() {
    graduasi_error_free(error_);
    error_ = kStaleError;
    ASSERT_EQ(graduasi_quality_finish(quality_, &report_, &error_), GRADUASI_OK) << Message();
    ASSERT_EQ(error_, nullptr);
  }
  std::string Message() const { return graduasi_error_count(error_) == 0 ? "" : graduasi_error_message(error_, 0); }

  ~QualityTest() override {
    graduasi_error_free(error_);
    graduasi_quality_free(quality_);
    graduasi_quality_report_free(report_);
  }

  static constexpr char kCodes[] = "35\n35.14\n35.79\n";
  graduasi_quality* quality_ = nullptr;
  graduasi_quality_report* report_ = nullptr;
  graduasi_error* error_ = nullptr;
  int64_t row_ = 0;
};

TEST_F(QualityTest, CountsByKindAndRegionAndOutlivesItsMaker) {
  Start(nullptr);
  FeedAll();
  Finish();
  graduasi_quality_free(quality_);
  quality_ = nullptr;
  EXPECT_EQ(graduasi_quality_report_fed(report_), 5);
  EXPECT_EQ(graduasi_quality_report_readable(report_), 4);
  EXPECT_EQ(graduasi_quality_report_unreadable(report_), 1);
  EXPECT_EQ(graduasi_quality_report_sound(report_), 0);
  EXPECT_EQ(graduasi_quality_report_with_findings(report_), 4);
  EXPECT_EQ(graduasi_quality_report_invalid(report_), 1);
  EXPECT_EQ(graduasi_quality_report_members(report_), 3);
  EXPECT_EQ(graduasi_quality_report_ids_withheld(report_), 0);
  EXPECT_EQ(graduasi_quality_report_regions_checked(report_), 3);
  EXPECT_EQ(graduasi_quality_report_regions_unchecked(report_), 2);

  ASSERT_EQ(graduasi_quality_report_kind_count(report_), 4u);
  EXPECT_STREQ(graduasi_quality_report_kind_code(report_, 0), "NOT_A_DATE");
  EXPECT_EQ(graduasi_quality_report_kind_effect(report_, 0), GRADUASI_QUALITY_UNREADABLE);
  EXPECT_STREQ(graduasi_quality_report_kind_code(report_, 1), "KK_MALFORMED");
  EXPECT_EQ(graduasi_quality_report_kind_effect(report_, 1), GRADUASI_QUALITY_INVALID);
  EXPECT_STREQ(graduasi_quality_report_kind_code(report_, 2), "NIK_IN_TWO_RECORDS");
  EXPECT_EQ(graduasi_quality_report_kind_effect(report_, 2), GRADUASI_QUALITY_QUESTIONABLE);
  EXPECT_STREQ(graduasi_quality_report_kind_code(report_, 3), "REGION_NEVER_EXISTED");
  EXPECT_EQ(graduasi_quality_report_kind_cases(report_, 2), 1);
  EXPECT_EQ(graduasi_quality_report_kind_places(report_, 2), 2);
  EXPECT_EQ(graduasi_quality_report_kind_records(report_, 2), 2);
  ASSERT_EQ(graduasi_quality_report_kind_region_count(report_, 2), 2u);
  EXPECT_STREQ(graduasi_quality_report_kind_region_code(report_, 2, 0), "35.14.01");
  EXPECT_EQ(graduasi_quality_report_kind_region_places(report_, 2, 0), 1);
  EXPECT_THAT(graduasi_quality_report_kind_sentence(report_, 2, kIndonesian), HasSubstr("NIK"));
  EXPECT_STRNE(graduasi_quality_report_kind_ask(report_, 2, kIndonesian),
               graduasi_quality_report_kind_ask(report_, 2, kEnglish));

  const graduasi_quality_places* first = graduasi_quality_report_kind_first(report_, 2);
  ASSERT_EQ(graduasi_quality_places_count(first), 2u);
  EXPECT_STREQ(graduasi_quality_places_code(first, 1), "NIK_IN_TWO_RECORDS");
  EXPECT_STREQ(graduasi_quality_places_feed(first, 1), "batu.jsonl");
  EXPECT_EQ(graduasi_quality_places_row(first, 1), 2);
  EXPECT_EQ(graduasi_quality_places_column(first, 1), 0);
  EXPECT_STREQ(graduasi_quality_places_household_id(first, 1), "F-2");
  EXPECT_STREQ(graduasi_quality_places_region(first, 1), "35.14.01");
  EXPECT_STREQ(graduasi_quality_places_path(first, 1), "members[1].nik");
  EXPECT_STREQ(graduasi_quality_places_message(first, 1, kEnglish), "the same NIK in another record");
  EXPECT_EQ(graduasi_quality_places_has_other(first, 1), 1);
  EXPECT_STREQ(graduasi_quality_places_other_feed(first, 1), "batu.jsonl");
  EXPECT_EQ(graduasi_quality_places_other_row(first, 1), 1);
  EXPECT_STREQ(graduasi_quality_places_other_household_id(first, 1), "F-1");
  EXPECT_STREQ(graduasi_quality_places_other_path(first, 1), "members[0].nik");
  const graduasi_quality_places* unread = graduasi_quality_report_kind_first(report_, 0);
  EXPECT_GT(graduasi_quality_places_column(unread, 0), 1);
  EXPECT_EQ(graduasi_quality_places_has_other(unread, 0), 0);
  EXPECT_THAT(graduasi_quality_places_message(unread, 0, kEnglish), HasSubstr("calendar"));
  const graduasi_quality_places* nowhere = graduasi_quality_report_kind_first(report_, 3);
  EXPECT_STREQ(graduasi_quality_places_region_part(nowhere, 0), "36");
  EXPECT_STREQ(graduasi_quality_places_existed_in(nowhere, 0), "");
  EXPECT_STREQ(graduasi_quality_places_successor(nowhere, 0), "");

  ASSERT_EQ(graduasi_quality_report_region_count(report_), 4u);
  EXPECT_STREQ(graduasi_quality_report_region_code(report_, 0), "");
  EXPECT_STREQ(graduasi_quality_report_region_system(report_, 0), "");
  EXPECT_EQ(graduasi_quality_report_region_records(report_, 0), 2);
  EXPECT_EQ(graduasi_quality_report_region_unreadable(report_, 0), 1);
  EXPECT_EQ(graduasi_quality_report_region_with_findings(report_, 0), 1);
  EXPECT_EQ(graduasi_quality_report_region_sound(report_, 0), 0);
  EXPECT_STREQ(graduasi_quality_report_region_system(report_, 1), "KEMENDAGRI");

  for (const int32_t language : {kIndonesian, kEnglish}) {
    const char* text = graduasi_quality_report_text(report_, language);
    ASSERT_NE(text, nullptr);
    EXPECT_THAT(text, HasSubstr("NIK_IN_TWO_RECORDS"));
    EXPECT_EQ(graduasi_quality_report_text(report_, language), text);
    EXPECT_EQ(std::strstr(text, "3579020000000001"), nullptr);
  }
  EXPECT_THAT(graduasi_quality_report_json(report_), HasSubstr("\"fed\":5,\"readable\":4,"));
  EXPECT_EQ(std::strstr(graduasi_quality_report_json(report_), "3579020000000001"), nullptr);
}

TEST_F(QualityTest, FactsAreThoseOfThePolicyOrAll) {
  graduasi_policy* policy = nullptr;
  ASSERT_EQ(graduasi_policy_parse(kSmallPolicy, std::strlen(kSmallPolicy), &policy, nullptr), GRADUASI_OK);
  graduasi_quality_options options = {};
  options.struct_size = sizeof(options);
  options.policy = policy;
  const char* pregnant = "household.members[].pregnant";
  options.recorded_when_true = &pregnant;
  options.recorded_when_true_count = 1;
  Start(&options);
  graduasi_policy_free(policy);
  Feed(kLines[1]);
  Finish();
  ASSERT_GE(graduasi_quality_report_fact_count(report_), 2u);
  for (size_t i = 0; i < graduasi_quality_report_fact_count(report_); ++i) {
    const std::string path = graduasi_quality_report_fact_path(report_, i);
    EXPECT_NE(path, pregnant);
    EXPECT_THAT(path, testing::AnyOf(HasSubstr("household.members"), HasSubstr("household.incomes"))) << path;
    const bool known = path == "household.members";
    EXPECT_EQ(graduasi_quality_report_fact_records_lacking(report_, i), known ? 0 : 1) << path;
    if (path == "household.incomes") {
      EXPECT_EQ(graduasi_quality_report_fact_values_lacking(report_, i), 1);
    } else if (path == "household.incomes[].amount_idr") {
      EXPECT_EQ(graduasi_quality_report_fact_values(report_, i), 0);
    }
  }
}

TEST_F(QualityTest, PlacesAreTakenAsTheyAreFoundAndOnce) {
  graduasi_quality_options options = {};
  options.struct_size = sizeof(options);
  options.collect_places = 1;
  options.places_kept = GRADUASI_QUALITY_NO_PLACES;
  options.region_level = 1;
  Start(&options);
  const auto taken = [&] {
    graduasi_quality_places* places = kStalePlaces;
    EXPECT_EQ(graduasi_quality_take_places(quality_, &places, nullptr), GRADUASI_OK);
    std::string codes;
    for (size_t i = 0; i < graduasi_quality_places_count(places); ++i) {
      codes += std::string(graduasi_quality_places_code(places, i)) + " ";
    }
    graduasi_quality_places_free(places);
    return codes;
  };
  FeedAll();
  EXPECT_EQ(taken(), "KK_MALFORMED NOT_A_DATE REGION_NEVER_EXISTED ");
  EXPECT_EQ(taken(), "");
  Finish();
  EXPECT_EQ(taken(), "NIK_IN_TWO_RECORDS NIK_IN_TWO_RECORDS ");
  EXPECT_EQ(taken(), "");
  EXPECT_EQ(graduasi_quality_places_count(graduasi_quality_report_kind_first(report_, 0)), 0u);
  EXPECT_STREQ(graduasi_quality_report_region_code(report_, 1), "35");
}

TEST_F(QualityTest, ReadsColumnsAndTakesThemWhateverIsWrongWithTheCall) {
  Start(nullptr);
  graduasi::capi::Register source;
  ArrowArrayStream in = graduasi::capi::Stream(&source);
  ASSERT_EQ(graduasi_quality_add_stream(quality_, &in, &error_), GRADUASI_OK) << Message();
  EXPECT_EQ(in.release, nullptr);
  EXPECT_EQ(graduasi::capi::live, 0);
  Finish();
  EXPECT_EQ(graduasi_quality_report_fed(report_), 3);
  EXPECT_EQ(graduasi_quality_report_sound(report_), 3);

  // Nothing can be fed any more; the stream is taken all the same.
  in = graduasi::capi::Stream(&source);
  source.served = 0;
  EXPECT_EQ(graduasi_quality_add_stream(quality_, &in, nullptr), GRADUASI_BAD_CALL);
  in = graduasi::capi::Stream(&source);
  EXPECT_EQ(graduasi_quality_add_stream(nullptr, &in, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_quality_add_stream(quality_, nullptr, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_quality_add_stream(quality_, &in, nullptr), GRADUASI_BAD_CALL);  // it has been released
  EXPECT_EQ(graduasi::capi::live, 0);
}

TEST_F(QualityTest, NamesAColumnOfAWrongTypeAndAnInputThatFails) {
  Start(nullptr);
  graduasi::capi::Register source;
  source.id_format = "l";
  ArrowArrayStream in = graduasi::capi::Stream(&source);
  EXPECT_EQ(graduasi_quality_add_stream(quality_, &in, &error_), GRADUASI_BAD_DATA);
  EXPECT_STREQ(graduasi_error_path(error_, 0), "id");
  graduasi_error_free(error_);
  error_ = nullptr;
  source.schema_code = 5;
  in = graduasi::capi::Stream(&source);
  EXPECT_EQ(graduasi_quality_add_stream(quality_, &in, &error_), GRADUASI_BAD_DATA);
  EXPECT_THAT(graduasi_error_message(error_, 0), HasSubstr("disk"));
  EXPECT_EQ(graduasi::capi::live, 0);
  Finish();
  EXPECT_EQ(graduasi_quality_report_fed(report_), 0);
}

TEST_F(QualityTest, ARegionListThatIsNoneIsToldByLine) {
  Start(nullptr);
  const char text[] = "35\n35.1\n";
  EXPECT_EQ(graduasi_quality_add_regions(quality_, "2025", 4, text, sizeof(text) - 1, &error_), GRADUASI_BAD_DATA);
  EXPECT_EQ(graduasi_error_line(error_, 0), 2);
  EXPECT_EQ(graduasi_quality_add_regions(quality_, nullptr, 4, text, 2, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_quality_add_regions(quality_, "2025", 4, nullptr, 2, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_quality_add_regions(nullptr, "2025", 4, text, 2, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_quality_add_regions(quality_, "2025", 4, text, 2, nullptr), GRADUASI_OK);
  Feed(kLines[0]);
  EXPECT_EQ(graduasi_quality_add_regions(quality_, "2025", 4, text, 2, nullptr), GRADUASI_BAD_CALL);  // after a record
}

TEST_F(QualityTest, OptionsAreCheckedAndEveryOutputIsWritten) {
  graduasi_quality_options options = {};
  const auto refused = [&](graduasi_status expected) {
    graduasi_quality* quality = kStaleQuality;
    graduasi_error* error = kStaleError;
    EXPECT_EQ(graduasi_quality_new(kAsOf, &options, &quality, &error), expected);
    EXPECT_EQ(quality, nullptr);
    EXPECT_EQ(graduasi_error_count(error), 1u);
    graduasi_error_free(error);
    options = {};
    options.struct_size = sizeof(options);
  };
  refused(GRADUASI_BAD_CALL);  // struct_size 0
  options.region_level = 5;
  refused(GRADUASI_BAD_CALL);
  options.recorded_when_true_count = 1;
  refused(GRADUASI_BAD_CALL);
  const char* const sex = "household.members[].sex";
  options.recorded_when_true = &sex;
  options.recorded_when_true_count = 1;
  refused(GRADUASI_BAD_CALL);
  struct Newer {
    graduasi_quality_options known;
    uint64_t unknown;
  } newer = {};
  newer.known.struct_size = sizeof(newer);
  graduasi_quality* quality = nullptr;
  EXPECT_EQ(graduasi_quality_new(kAsOf, &newer.known, &quality, nullptr), GRADUASI_OK);
  graduasi_quality_free(quality);
  newer.unknown = 1;
  EXPECT_EQ(graduasi_quality_new(kAsOf, &newer.known, &quality, nullptr), GRADUASI_UNSUPPORTED);
  EXPECT_EQ(graduasi_quality_new(kAsOf, nullptr, nullptr, nullptr), GRADUASI_BAD_CALL);
  for (const int32_t day : {INT32_MIN, INT32_MAX}) {
    EXPECT_EQ(graduasi_quality_new(day, nullptr, &quality, nullptr), GRADUASI_BAD_CALL);
  }
  options.vintage = "1999";
  ASSERT_EQ(graduasi_quality_new(kAsOf, &options, &quality, nullptr), GRADUASI_OK);
  EXPECT_EQ(graduasi_quality_add_json(quality, 1, "{}", 2, nullptr), GRADUASI_BAD_CALL);  // no list is of that vintage
  graduasi_quality_free(quality);
}

TEST_F(QualityTest, WrongCallsAreRefusedAndTheReportComesOnce) {
  EXPECT_EQ(graduasi_quality_add_json(nullptr, 1, "{}", 2, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_quality_start_feed(nullptr, "a", 1, nullptr), GRADUASI_BAD_CALL);
  graduasi_quality_report* report = kStaleReport;
  EXPECT_EQ(graduasi_quality_finish(nullptr, &report, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(report, nullptr);
  graduasi_quality_places* places = kStalePlaces;
  EXPECT_EQ(graduasi_quality_take_places(nullptr, &places, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(places, nullptr);
  Start(nullptr);
  EXPECT_EQ(graduasi_quality_add_json(quality_, 1, nullptr, 2, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_quality_add_json(quality_, 1, nullptr, 0, nullptr), GRADUASI_OK);  // an empty line is a record
  EXPECT_EQ(graduasi_quality_start_feed(quality_, nullptr, 1, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_quality_take_places(quality_, nullptr, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_quality_finish(quality_, nullptr, nullptr), GRADUASI_BAD_CALL);
  Finish();
  EXPECT_EQ(graduasi_quality_report_unreadable(report_), 1);
  report = kStaleReport;
  EXPECT_EQ(graduasi_quality_finish(quality_, &report, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(report, nullptr);
  EXPECT_EQ(graduasi_quality_add_json(quality_, 1, "{}", 2, nullptr), GRADUASI_BAD_CALL);
}

TEST(NullQualityTest, AccessorsAnswerNullAndIndicesPastTheEnd) {
  graduasi_quality* quality = nullptr;
  graduasi_quality_report* made = nullptr;
  ASSERT_EQ(graduasi_quality_new(kAsOf, nullptr, &quality, nullptr), GRADUASI_OK);
  ASSERT_EQ(graduasi_quality_finish(quality, &made, nullptr), GRADUASI_OK);
  for (const graduasi_quality_report* report :
       {static_cast<const graduasi_quality_report*>(nullptr), static_cast<const graduasi_quality_report*>(made)}) {
    EXPECT_EQ(graduasi_quality_report_fed(report), 0);
    EXPECT_EQ(graduasi_quality_report_readable(report), 0);
    EXPECT_EQ(graduasi_quality_report_unreadable(report), 0);
    EXPECT_EQ(graduasi_quality_report_sound(report), 0);
    EXPECT_EQ(graduasi_quality_report_with_findings(report), 0);
    EXPECT_EQ(graduasi_quality_report_invalid(report), 0);
    EXPECT_EQ(graduasi_quality_report_members(report), 0);
    EXPECT_EQ(graduasi_quality_report_ids_withheld(report), 0);
    EXPECT_EQ(graduasi_quality_report_regions_checked(report), 0);
    EXPECT_EQ(graduasi_quality_report_regions_unchecked(report), 0);
    EXPECT_EQ(graduasi_quality_report_kind_count(report), 0u);
    EXPECT_EQ(graduasi_quality_report_kind_code(report, 0), nullptr);
    EXPECT_EQ(graduasi_quality_report_kind_effect(report, 0), GRADUASI_QUALITY_UNREADABLE);
    EXPECT_EQ(graduasi_quality_report_kind_sentence(report, 0, kEnglish), nullptr);
    EXPECT_EQ(graduasi_quality_report_kind_ask(report, 0, kEnglish), nullptr);
    EXPECT_EQ(graduasi_quality_report_kind_cases(report, 0), 0);
    EXPECT_EQ(graduasi_quality_report_kind_places(report, 0), 0);
    EXPECT_EQ(graduasi_quality_report_kind_records(report, 0), 0);
    EXPECT_EQ(graduasi_quality_report_kind_region_count(report, 0), 0u);
    EXPECT_EQ(graduasi_quality_report_kind_region_code(report, 0, 0), nullptr);
    EXPECT_EQ(graduasi_quality_report_kind_region_places(report, 0, 0), 0);
    EXPECT_EQ(graduasi_quality_report_kind_first(report, 0), nullptr);
    EXPECT_EQ(graduasi_quality_report_region_count(report), 0u);
    EXPECT_EQ(graduasi_quality_report_region_code(report, 0), nullptr);
    EXPECT_EQ(graduasi_quality_report_region_system(report, 0), nullptr);
    EXPECT_EQ(graduasi_quality_report_region_records(report, 0), 0);
    EXPECT_EQ(graduasi_quality_report_region_unreadable(report, 0), 0);
    EXPECT_EQ(graduasi_quality_report_region_sound(report, 0), 0);
    EXPECT_EQ(graduasi_quality_report_region_with_findings(report, 0), 0);
    EXPECT_EQ(graduasi_quality_report_fact_path(report, 100000), nullptr);
    EXPECT_EQ(graduasi_quality_report_fact_records_lacking(report, 100000), 0);
    EXPECT_EQ(graduasi_quality_report_fact_values(report, 100000), 0);
    EXPECT_EQ(graduasi_quality_report_fact_values_lacking(report, 100000), 0);
    EXPECT_EQ(graduasi_quality_report_text(report, 0), nullptr);
  }
  EXPECT_EQ(graduasi_quality_report_fact_count(nullptr), 0u);
  EXPECT_EQ(graduasi_quality_report_text(nullptr, kEnglish), nullptr);
  EXPECT_EQ(graduasi_quality_report_json(nullptr), nullptr);
  EXPECT_NE(graduasi_quality_report_json(made), nullptr);

  graduasi_quality_places* none = nullptr;
  ASSERT_EQ(graduasi_quality_take_places(quality, &none, nullptr), GRADUASI_OK);
  for (const graduasi_quality_places* places :
       {static_cast<const graduasi_quality_places*>(nullptr), static_cast<const graduasi_quality_places*>(none)}) {
    EXPECT_EQ(graduasi_quality_places_count(places), 0u);
    EXPECT_EQ(graduasi_quality_places_code(places, 0), nullptr);
    EXPECT_EQ(graduasi_quality_places_feed(places, 0), nullptr);
    EXPECT_EQ(graduasi_quality_places_row(places, 0), 0);
    EXPECT_EQ(graduasi_quality_places_column(places, 0), 0);
    EXPECT_EQ(graduasi_quality_places_household_id(places, 0), nullptr);
    EXPECT_EQ(graduasi_quality_places_region(places, 0), nullptr);
    EXPECT_EQ(graduasi_quality_places_path(places, 0), nullptr);
    EXPECT_EQ(graduasi_quality_places_message(places, 0, kEnglish), nullptr);
    EXPECT_EQ(graduasi_quality_places_has_other(places, 0), 0);
    EXPECT_EQ(graduasi_quality_places_other_feed(places, 0), nullptr);
    EXPECT_EQ(graduasi_quality_places_other_row(places, 0), 0);
    EXPECT_EQ(graduasi_quality_places_other_household_id(places, 0), nullptr);
    EXPECT_EQ(graduasi_quality_places_other_path(places, 0), nullptr);
    EXPECT_EQ(graduasi_quality_places_region_part(places, 0), nullptr);
    EXPECT_EQ(graduasi_quality_places_existed_in(places, 0), nullptr);
    EXPECT_EQ(graduasi_quality_places_successor(places, 0), nullptr);
  }
  graduasi_quality_places_free(none);
  graduasi_quality_places_free(nullptr);
  graduasi_quality_report_free(made);
  graduasi_quality_report_free(nullptr);
  graduasi_quality_free(quality);
  graduasi_quality_free(nullptr);
}

}  // namespace
