// Decision records and histories of the life cycle through the C interface: they keep the rules that graduasi.h states for
// every function. It knows only the header.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "capi/graduasi.h"
#include "tests/capi/small_policy.h"

namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int32_t kAsOf = 20619;  // 2026-06-15
constexpr int32_t kIndonesian = GRADUASI_LANGUAGE_INDONESIAN;
constexpr int32_t kEnglish = GRADUASI_LANGUAGE_ENGLISH;

graduasi_record* const kStaleRecord = reinterpret_cast<graduasi_record*>(uintptr_t{16});
graduasi_verification* const kStaleVerification = reinterpret_cast<graduasi_verification*>(uintptr_t{16});
graduasi_history* const kStaleHistory = reinterpret_cast<graduasi_history*>(uintptr_t{16});
graduasi_refusal* const kStaleRefusal = reinterpret_cast<graduasi_refusal*>(uintptr_t{16});
graduasi_error* const kStaleError = reinterpret_cast<graduasi_error*>(uintptr_t{16});

const char kFamily[] =
    "{\"id\":\"a\",\"kk\":\"3579010000000100\",\"members\":[{\"nik\":\"3579010000000001\",\"name\":\"Siti\",\"pregnant\":false}"
    "],"
    "\"incomes\":[{\"observed_on\":\"2026-05-01\",\"amount_idr\":1000000}]}";

class RecordTest : public testing::Test {
 protected:
  RecordTest() {
    EXPECT_EQ(graduasi_policy_parse(kSmallPolicy, std::strlen(kSmallPolicy), &policy_, nullptr), GRADUASI_OK);
    options_.struct_size = sizeof(options_);
  }
  ~RecordTest() override {
    for (graduasi_record* record : records_) graduasi_record_free(record);
    graduasi_policy_free(policy_);
  }

  graduasi_record* Make(const std::string& json, const graduasi_record* previous = nullptr) {
    graduasi_record* record = kStaleRecord;
    graduasi_error* error = kStaleError;
    EXPECT_EQ(graduasi_record_make_json(policy_, json.data(), json.size(), kAsOf, &options_, previous, &record, &error),
              GRADUASI_OK);
    EXPECT_EQ(error, nullptr);
    records_.push_back(record);
    return record;
  }

  // What a record says wrong; "" if nothing.
  std::string Verify(const graduasi_record* record, const graduasi_record* previous) {
    graduasi_verification* verification = kStaleVerification;
    EXPECT_EQ(graduasi_record_verify(record, previous, policy_, &verification, nullptr), GRADUASI_OK);
    std::string wrong;
    for (size_t i = 0; i < graduasi_verification_difference_count(verification); ++i) {
      wrong += std::string(graduasi_verification_field(verification, i)) + ": " +
               graduasi_verification_recorded(verification, i) + " against " +
               graduasi_verification_recomputed(verification, i) + "\n";
    }
    EXPECT_EQ(graduasi_verification_holds(verification), wrong.empty() ? 1 : 0);
    EXPECT_EQ(graduasi_verification_field(verification, 99), nullptr);
    EXPECT_EQ(graduasi_verification_recorded(verification, 99), nullptr);
    EXPECT_EQ(graduasi_verification_recomputed(verification, 99), nullptr);
    graduasi_verification_free(verification);
    return wrong;
  }

  graduasi_policy* policy_ = nullptr;
  graduasi_record_options options_ = {};
  std::vector<graduasi_record*> records_;
};

TEST_F(RecordTest, AChainIsMadeReadAndVerified) {
  const graduasi_record* first = Make(kFamily);
  const graduasi_record* second = Make(kNotYet, first);
  const graduasi_record* third = Make("no JSON", second);
  EXPECT_EQ(graduasi_record_number(third), 3);
  EXPECT_STREQ(graduasi_record_previous_hash(third), graduasi_record_hash(second));
  EXPECT_STREQ(graduasi_record_policy_hash(first), graduasi_policy_hash(policy_));
  EXPECT_STREQ(graduasi_record_household_id(second), "b");
  EXPECT_STREQ(graduasi_record_household_id(third), "");
  EXPECT_EQ(graduasi_record_as_of_days(first), kAsOf);
  EXPECT_EQ(graduasi_record_outcome(first), GRADUASI_OUTCOME_ELIGIBLE);
  EXPECT_EQ(graduasi_record_outcome(second), GRADUASI_OUTCOME_NOT_YET);
  EXPECT_EQ(graduasi_record_outcome(third), GRADUASI_OUTCOME_INVALID);
  EXPECT_EQ(graduasi_record_is_replayable(first), 1);
  EXPECT_EQ(graduasi_record_is_replayable(third), 0);
  EXPECT_EQ(Verify(first, nullptr), "");
  EXPECT_EQ(Verify(second, first), "");
  EXPECT_EQ(Verify(third, second), "");
  EXPECT_THAT(Verify(third, first), HasSubstr("record: 3 against 2"));
  EXPECT_THAT(Verify(second, nullptr), HasSubstr("previous: "));

  const std::string line = graduasi_record_line(second);
  graduasi_record* read = kStaleRecord;
  ASSERT_EQ(graduasi_record_parse(line.data(), line.size(), &read, nullptr), GRADUASI_OK);
  EXPECT_EQ(graduasi_record_line(read), line);
  EXPECT_EQ(Verify(read, first), "");
  graduasi_record_free(read);
}

TEST_F(RecordTest, ALineOfWhichABitWasChangedIsBadDataAndNoHandle) {
  const std::string line = graduasi_record_line(Make(kFamily));
  for (size_t i = 0; i < line.size(); i += 7) {
    std::string changed = line;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    graduasi_record* record = kStaleRecord;
    graduasi_error* error = kStaleError;
    EXPECT_EQ(graduasi_record_parse(changed.data(), changed.size(), &record, &error), GRADUASI_BAD_DATA);
    EXPECT_EQ(record, nullptr);
    EXPECT_EQ(graduasi_error_count(error), 1u);
    graduasi_error_free(error);
  }
}

TEST_F(RecordTest, IdentitiesStandInItOnlyIfAskedForAndTheSealShowsWhose) {
  options_.seal_key = "01234567890123456789012345678901";
  options_.seal_key_size = 32;
  const graduasi_record* record = Make(kFamily);
  EXPECT_THAT(graduasi_record_line(record), Not(HasSubstr("35790100000")));
  EXPECT_THAT(graduasi_record_line(record), Not(HasSubstr("Siti")));
  std::string other = kFamily;
  other.replace(other.find("0000000001\""), 11, "0000000002\"");
  for (const std::string& json : {std::string(kFamily), other}) {
    graduasi_verification* verification = nullptr;
    ASSERT_EQ(graduasi_record_compare_json(record, json.data(), json.size(), options_.seal_key, 32, &verification, nullptr),
              GRADUASI_OK);
    EXPECT_EQ(graduasi_verification_holds(verification), json == kFamily ? 1 : 0);
    graduasi_verification_free(verification);
  }
  options_.identities_in_clear = 1;
  EXPECT_THAT(graduasi_record_line(Make(kFamily)), HasSubstr("3579010000000001"));
}

TEST_F(RecordTest, WrongCallsAreRefusedAndWriteEveryOutput) {
  const size_t size = sizeof(kFamily) - 1;
  const auto make = [&](const graduasi_policy* policy, const char* json, int32_t day, const graduasi_record_options* options) {
    graduasi_record* record = kStaleRecord;
    graduasi_error* error = kStaleError;
    const graduasi_status status =
        graduasi_record_make_json(policy, json, json == nullptr ? 5 : size, day, options, nullptr, &record, &error);
    EXPECT_EQ(record, nullptr);
    EXPECT_GE(graduasi_error_count(error), 1u);
    graduasi_error_free(error);
    return status;
  };
  EXPECT_EQ(make(nullptr, kFamily, kAsOf, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(make(policy_, nullptr, kAsOf, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(make(policy_, kFamily, kAsOf + 366, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(make(policy_, kFamily, INT32_MAX, nullptr), GRADUASI_BAD_CALL);
  graduasi_record_options options = options_;
  options.struct_size = 8;
  EXPECT_EQ(make(policy_, kFamily, kAsOf, &options), GRADUASI_BAD_CALL);
  options = options_;
  options.seal_key_size = 32;
  EXPECT_EQ(make(policy_, kFamily, kAsOf, &options), GRADUASI_BAD_CALL);
  options.seal_key = "short";
  options.seal_key_size = 5;
  EXPECT_EQ(make(policy_, kFamily, kAsOf, &options), GRADUASI_BAD_CALL);
  options = options_;
  options.identities_in_clear = 2;
  EXPECT_EQ(make(policy_, kFamily, kAsOf, &options), GRADUASI_BAD_CALL);
  options = options_;
  options.recorded_when_true_count = 1;
  EXPECT_EQ(make(policy_, kFamily, kAsOf, &options), GRADUASI_BAD_CALL);
  struct Newer {
    graduasi_record_options known;
    uint64_t unknown;
  } newer = {options_, 1};
  newer.known.struct_size = sizeof(newer);
  EXPECT_EQ(make(policy_, kFamily, kAsOf, &newer.known), GRADUASI_UNSUPPORTED);
  EXPECT_EQ(graduasi_record_make_json(policy_, kFamily, size, kAsOf, nullptr, nullptr, nullptr, nullptr), GRADUASI_BAD_CALL);

  graduasi_record* record = kStaleRecord;
  EXPECT_EQ(graduasi_record_parse(nullptr, 5, &record, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(record, nullptr);
  EXPECT_EQ(graduasi_record_parse(nullptr, 0, &record, nullptr), GRADUASI_BAD_DATA);
  EXPECT_EQ(graduasi_record_parse("x", 1, nullptr, nullptr), GRADUASI_BAD_CALL);
  const graduasi_record* made = Make(kFamily);
  graduasi_verification* verification = kStaleVerification;
  EXPECT_EQ(graduasi_record_verify(nullptr, nullptr, policy_, &verification, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(verification, nullptr);
  EXPECT_EQ(graduasi_record_verify(made, nullptr, nullptr, &verification, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_record_verify(made, nullptr, policy_, nullptr, nullptr), GRADUASI_BAD_CALL);
  verification = kStaleVerification;
  EXPECT_EQ(graduasi_record_compare_json(made, "{", 1, nullptr, 0, &verification, nullptr), GRADUASI_BAD_DATA);
  EXPECT_EQ(verification, nullptr);
  EXPECT_EQ(graduasi_record_compare_json(nullptr, "{}", 2, nullptr, 0, &verification, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_record_compare_json(made, nullptr, 2, nullptr, 0, &verification, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_record_compare_json(made, "{}", 2, nullptr, 9, &verification, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_record_compare_json(made, "{}", 2, nullptr, 0, nullptr, nullptr), GRADUASI_BAD_CALL);
}

TEST(NullRecordTest, NullNeverReadsAsAGoodAnswer) {
  EXPECT_EQ(graduasi_record_line(nullptr), nullptr);
  EXPECT_EQ(graduasi_record_number(nullptr), 0);
  EXPECT_EQ(graduasi_record_hash(nullptr), nullptr);
  EXPECT_EQ(graduasi_record_previous_hash(nullptr), nullptr);
  EXPECT_EQ(graduasi_record_policy_hash(nullptr), nullptr);
  EXPECT_EQ(graduasi_record_household_id(nullptr), nullptr);
  EXPECT_EQ(graduasi_record_as_of_days(nullptr), 0);
  EXPECT_EQ(graduasi_record_outcome(nullptr), GRADUASI_OUTCOME_INVALID);
  EXPECT_EQ(graduasi_record_is_replayable(nullptr), 0);
  EXPECT_EQ(graduasi_verification_holds(nullptr), 0);
  EXPECT_EQ(graduasi_verification_difference_count(nullptr), 0u);
  EXPECT_EQ(graduasi_verification_field(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_verification_recorded(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_verification_recomputed(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_history_json(nullptr), nullptr);
  EXPECT_EQ(graduasi_history_standing_json(nullptr), nullptr);
  EXPECT_EQ(graduasi_history_household_id(nullptr), nullptr);
  EXPECT_EQ(graduasi_history_event_count(nullptr), 0u);
  EXPECT_EQ(graduasi_history_state(nullptr), GRADUASI_STATE_RECIPIENT);
  EXPECT_EQ(graduasi_history_help_has_ended(nullptr), 0);
  EXPECT_EQ(graduasi_refusal_cause(nullptr), GRADUASI_REFUSED_FORM);
  EXPECT_EQ(graduasi_refusal_what(nullptr, kEnglish), nullptr);
  EXPECT_EQ(graduasi_refusal_why(nullptr, kEnglish), nullptr);
  EXPECT_EQ(graduasi_refusal_right(nullptr, kEnglish), nullptr);
  graduasi_record_free(nullptr);
  graduasi_verification_free(nullptr);
  graduasi_history_free(nullptr);
  graduasi_refusal_free(nullptr);
}

// One event after the other; each must be allowed.
class HistoryTest : public testing::Test {
 protected:
  HistoryTest() {
    const std::string text = R"({"household_id":"35.79.01-0007","rules":{"consent_for":[]}})";
    EXPECT_EQ(graduasi_history_parse_json(text.data(), text.size(), &history_, nullptr), GRADUASI_OK);
  }
  ~HistoryTest() override { graduasi_history_free(history_); }

  // "" if the event is allowed; otherwise the refusal in English.
  std::string Append(const std::string& event, int32_t cause = -1) {
    graduasi_history* longer = kStaleHistory;
    graduasi_refusal* refusal = kStaleRefusal;
    graduasi_error* error = kStaleError;
    EXPECT_EQ(graduasi_history_append_json(history_, event.data(), event.size(), &longer, &refusal, &error), GRADUASI_OK);
    EXPECT_EQ(error, nullptr);
    EXPECT_NE(longer == nullptr, refusal == nullptr);
    std::string told;
    if (refusal != nullptr) {
      told = std::string(graduasi_refusal_what(refusal, kEnglish)) + " " + graduasi_refusal_why(refusal, kEnglish) + " " +
             graduasi_refusal_right(refusal, kEnglish);
      EXPECT_EQ(graduasi_refusal_cause(refusal), cause);
      EXPECT_THAT(graduasi_refusal_what(refusal, kIndonesian), HasSubstr("ditolak"));
      EXPECT_EQ(graduasi_refusal_why(refusal, 0), nullptr);
      EXPECT_EQ(graduasi_refusal_right(refusal, 3), nullptr);
    } else {
      graduasi_history_free(history_);
      history_ = longer;
    }
    graduasi_refusal_free(refusal);
    return told;
  }

  graduasi_history* history_ = nullptr;
};

TEST_F(HistoryTest, AFamilyGraduatesByAnOfficerAlone) {
  const std::string decision =
      R"("decision":{"household_id":"35.79.01-0007","as_of":"2026-06-15","outcome":"ELIGIBLE","route_kind":"NATURAL"})";
  const auto event = [&](const std::string& kind, const std::string& role) {
    return R"({"event":")" + kind + R"(","on":"2026-06-15","actor":"a","role":")" + role + R"(","document":"d","reason":"r",)" +
           decision + "}";
  };
  EXPECT_EQ(graduasi_history_state(history_), GRADUASI_STATE_RECIPIENT);
  EXPECT_EQ(Append(event("NOMINATE", "MENTOR")), "");
  EXPECT_EQ(Append(event("ASSESS", "MENTOR")), "");
  EXPECT_THAT(Append(event("GRADUATE", "OFFICER"), GRADUASI_REFUSED_STATE), HasSubstr("possible in the states: verified"));
  EXPECT_EQ(Append(event("VERIFY", "OFFICER")), "");
  EXPECT_EQ(graduasi_history_state(history_), GRADUASI_STATE_VERIFIED);
  EXPECT_THAT(Append(event("GRADUATE", "MENTOR"), GRADUASI_REFUSED_ROLE), HasSubstr("It can be done by: the officer."));
  EXPECT_EQ(graduasi_history_help_has_ended(history_), 0);
  EXPECT_EQ(Append(event("GRADUATE", "OFFICER")), "");
  EXPECT_EQ(graduasi_history_state(history_), GRADUASI_STATE_GRADUATED);
  EXPECT_EQ(graduasi_history_help_has_ended(history_), 1);
  EXPECT_EQ(Append(event("OBJECT", "HOUSEHOLD")), "");
  EXPECT_EQ(graduasi_history_help_has_ended(history_), 0);
  EXPECT_THAT(graduasi_history_standing_json(history_), HasSubstr(R"("exit_kind":"NATURAL_EXIT")"));
  EXPECT_STREQ(graduasi_history_household_id(history_), "35.79.01-0007");
  EXPECT_EQ(graduasi_history_event_count(history_), 5u);

  const std::string json = graduasi_history_json(history_);
  graduasi_history* again = kStaleHistory;
  ASSERT_EQ(graduasi_history_parse_json(json.data(), json.size(), &again, nullptr), GRADUASI_OK);
  EXPECT_EQ(graduasi_history_json(again), json);
  graduasi_history_free(again);
}

TEST_F(HistoryTest, WrongCallsAreRefusedAndWriteEveryOutput) {
  graduasi_history* out = kStaleHistory;
  graduasi_refusal* refusal = kStaleRefusal;
  graduasi_error* error = kStaleError;
  EXPECT_EQ(graduasi_history_append_json(history_, "{", 1, &out, &refusal, &error), GRADUASI_BAD_DATA);
  EXPECT_EQ(out, nullptr);
  EXPECT_EQ(refusal, nullptr);
  EXPECT_EQ(graduasi_error_count(error), 1u);
  graduasi_error_free(error);
  EXPECT_EQ(graduasi_history_append_json(nullptr, "{}", 2, &out, &refusal, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_history_append_json(history_, nullptr, 2, &out, &refusal, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_history_append_json(history_, "{}", 2, nullptr, &refusal, nullptr), GRADUASI_BAD_CALL);
  const std::string event = R"({"event":"CLOSE","role":"OFFICER"})";
  EXPECT_EQ(graduasi_history_append_json(history_, event.data(), event.size(), &out, nullptr, nullptr), GRADUASI_OK);
  EXPECT_EQ(out, nullptr) << "refused, though nobody asked why";
  out = kStaleHistory;
  EXPECT_EQ(graduasi_history_parse_json("{}", 2, &out, nullptr), GRADUASI_BAD_DATA);
  EXPECT_EQ(out, nullptr);
  EXPECT_EQ(graduasi_history_parse_json(nullptr, 2, &out, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_history_parse_json(nullptr, 0, &out, nullptr), GRADUASI_BAD_DATA);
  EXPECT_EQ(graduasi_history_parse_json("{}", 2, nullptr, nullptr), GRADUASI_BAD_CALL);
}

}  // namespace
