// Events of a day and the decision records on which they rest, through the C interface. It knows only the header.
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

graduasi_history* const kStaleHistory = reinterpret_cast<graduasi_history*>(uintptr_t{16});
graduasi_refusal* const kStaleRefusal = reinterpret_cast<graduasi_refusal*>(uintptr_t{16});
graduasi_event* const kStaleEvent = reinterpret_cast<graduasi_event*>(uintptr_t{16});
graduasi_error* const kStaleError = reinterpret_cast<graduasi_error*>(uintptr_t{16});

std::string Line(const std::string& household, const std::string& kind, const std::string& on, const std::string& more = "",
                 const std::string& role = "OFFICER") {
  return R"({"household":")" + household + R"(","event":{"event":")" + kind + R"(","on":")" + on +
         R"(","actor":"D-1","role":")" + role + "\"" + more + "}}";
}

class EventTest : public testing::Test {
 protected:
  EventTest() {
    EXPECT_EQ(graduasi_policy_parse(kSmallPolicy, std::strlen(kSmallPolicy), &policy_, nullptr), GRADUASI_OK);
    const char rules[] = R"({"completed_by_procedure":["C1"]})";
    graduasi_history* begun = kStaleHistory;
    EXPECT_EQ(graduasi_history_new("a", 1, rules, std::strlen(rules), &begun, nullptr), GRADUASI_OK);
    histories_.push_back(begun);
    Append(Line("a", "IDENTIFY", "2025-11"));
    Append(Line("a", "START_MENTORING", "2025-11"));
  }
  ~EventTest() override {
    for (graduasi_history* history : histories_) graduasi_history_free(history);
    for (graduasi_event* event : events_) graduasi_event_free(event);
    for (graduasi_record* record : records_) graduasi_record_free(record);
    graduasi_policy_free(policy_);
  }

  const graduasi_history* history() const { return histories_.back(); }

  const graduasi_event* Event(const std::string& line) {
    graduasi_event* event = kStaleEvent;
    graduasi_error* error = kStaleError;
    EXPECT_EQ(graduasi_event_parse_json(line.data(), line.size(), &event, &error), GRADUASI_OK) << line;
    EXPECT_EQ(error, nullptr);
    events_.push_back(event);
    return event;
  }

  const graduasi_record* Record(const char* json, int32_t as_of_days) {
    graduasi_record* record = nullptr;
    EXPECT_EQ(graduasi_record_make_json(policy_, json, std::strlen(json), as_of_days, nullptr, nullptr, &record, nullptr),
              GRADUASI_OK);
    records_.push_back(record);
    return record;
  }

  // "" if the event was recorded; otherwise the refusal in English.
  std::string Append(const std::string& line, const graduasi_record* record = nullptr) {
    graduasi_history* longer = kStaleHistory;
    graduasi_refusal* refusal = kStaleRefusal;
    graduasi_error* error = kStaleError;
    EXPECT_EQ(graduasi_history_append(history(), Event(line), record, policy_, &longer, &refusal, &error), GRADUASI_OK) << line;
    EXPECT_EQ(error, nullptr);
    EXPECT_EQ(longer == nullptr, refusal != nullptr);
    std::string told;
    if (longer == nullptr) {
      told = graduasi_refusal_why(refusal, kEnglish);
    } else {
      histories_.push_back(longer);
    }
    graduasi_refusal_free(refusal);
    return told;
  }

  graduasi_policy* policy_ = nullptr;
  std::vector<graduasi_history*> histories_;
  std::vector<graduasi_event*> events_;
  std::vector<graduasi_record*> records_;
};

TEST_F(EventTest, ANominationRestsOnTheRecordThatItIsGivenWithItsHash) {
  const graduasi_record* record = Record(kEligible, kAsOf);
  const std::string nomination = Line("a", "NOMINATE", "2026-06-20");
  EXPECT_EQ(graduasi_event_wants_decision_until_days(Event(nomination)), kAsOf + 5);
  EXPECT_EQ(graduasi_event_wants_decision_until_days(Event(Line("a", "NOMINATE", "2026-06"))), kAsOf - 14) << "its first day";
  EXPECT_EQ(Append(nomination), "No decision is given.");
  EXPECT_EQ(Append(nomination, record), "");
  EXPECT_EQ(graduasi_history_state(history()), GRADUASI_STATE_NOMINATED);
  EXPECT_THAT(graduasi_history_json(history()),
              HasSubstr(std::string(R"("decision":{"record":")") + graduasi_record_hash(record) + R"(","household_id":"a")"));
  EXPECT_THAT(graduasi_history_json(history()), HasSubstr(R"("outcome":"ELIGIBLE","route":"r1","route_kind":"SELF_RELIANT")"));
  // What is open on the route is read from deciding again: here nothing but what the procedure completes.
  EXPECT_EQ(Append(Line("a", "ASSESS", "2026-07-01", R"(,"document":"12/2026")"),
                   Record(R"({"id":"a","members":[{"pregnant":false}]})", kAsOf + 10)),
            "");
  EXPECT_THAT(graduasi_history_json(history()), HasSubstr(R"("outcome":"NEEDS_DATA","route":"r1")"));
  EXPECT_THAT(graduasi_history_json(history()), HasSubstr(R"("open":["C1"],"missing":["household.incomes"])"));
}

TEST_F(EventTest, NothingRestsOnARecordOfAnotherFamilyOrOfALaterDay) {
  EXPECT_EQ(Append(Line("a", "NOMINATE", "2026-06-20"), Record(kNotYet, kAsOf)), "The decision is about another household.");
  EXPECT_THAT(Append(Line("a", "NOMINATE", "2026-06-01"), Record(kEligible, kAsOf)), HasSubstr("does not certainly precede"));
  EXPECT_THAT(Append(Line("a", "NOMINATE", "2026-06-20"), Record(R"({"id":"a","members":[{"pregnant":true}]})", kAsOf)),
              HasSubstr("The decision says PROTECTED"));
}

TEST_F(EventTest, ARecordThatDoesNotComeOutAgainIsNoBasis) {
  const std::string line = graduasi_record_line(Record(kEligible, kAsOf));
  const graduasi_event* event = Event(Line("a", "NOMINATE", "2026-06-20"));
  graduasi_history* longer = kStaleHistory;
  graduasi_refusal* refusal = kStaleRefusal;
  graduasi_error* error = nullptr;

  // Of a family that cannot be read nothing was decided.
  const graduasi_record* unreadable = Record("{", kAsOf);
  EXPECT_EQ(graduasi_history_append(history(), event, unreadable, policy_, &longer, &refusal, &error), GRADUASI_BAD_DATA);
  EXPECT_EQ(longer, nullptr);
  EXPECT_EQ(refusal, nullptr);
  EXPECT_STREQ(graduasi_error_path(error, 0), "inputs.household");
  graduasi_error_free(error);

  // Decided by another policy than the one given.
  std::string other = kSmallPolicy;
  other.replace(other.find("int: 1000000"), 12, "int: 1000001");
  graduasi_policy* changed = nullptr;
  ASSERT_EQ(graduasi_policy_parse(other.data(), other.size(), &changed, nullptr), GRADUASI_OK);
  EXPECT_EQ(graduasi_history_append(history(), event, records_[0], changed, &longer, nullptr, &error), GRADUASI_BAD_DATA);
  EXPECT_STREQ(graduasi_error_path(error, 0), "policy.hash");
  graduasi_error_free(error);
  graduasi_policy_free(changed);
}

TEST_F(EventTest, AnEventIsKnownAgainWhateverTheRecordSaid) {
  const std::string nomination = Line("a", "NOMINATE", "2026-06-20");
  EXPECT_EQ(graduasi_history_holds(history(), Event(nomination)), 0);
  EXPECT_EQ(Append(nomination, Record(kEligible, kAsOf)), "");
  EXPECT_EQ(graduasi_history_holds(history(), Event(nomination)), 1);
  EXPECT_EQ(graduasi_history_holds(history(), Event(Line("a", "NOMINATE", "2026-06-21"))), 0);
  EXPECT_EQ(graduasi_history_holds(history(), Event(Line("b", "NOMINATE", "2026-06-20"))), 0);
  EXPECT_EQ(graduasi_history_holds(history(), Event(Line("a", "IDENTIFY", "2025-11"))), 1);
  EXPECT_EQ(graduasi_history_holds(history(), Event(Line("a", "IDENTIFY", "2025-11", R"(,"reason":"x")"))), 0);
  const std::string other = R"(,"decision":{"household_id":"a","as_of":"2026-06-15","outcome":"ELIGIBLE"})";
  EXPECT_EQ(graduasi_history_holds(history(), Event(Line("a", "NOMINATE", "2026-06-20", other))), 0);
}

TEST_F(EventTest, ACorrectionTakesADecisionForWhatShouldHaveBeen) {
  EXPECT_EQ(Append(Line("a", "NOMINATE", "2026-06-20"), Record(kEligible, kAsOf)), "");
  const std::string instead =
      R"(,"reason":"wrong day","about":3,"instead":{"event":"NOMINATE","on":"2026-06-22","actor":"D-1","role":"OFFICER"})";
  const std::string line = Line("a", "CORRECT", "2026-06-25", instead);
  EXPECT_EQ(graduasi_event_wants_decision_until_days(Event(line)), kAsOf + 7);
  EXPECT_EQ(Append(line, Record(kEligible, kAsOf + 7)), "");
  EXPECT_THAT(graduasi_history_text(history(), kEnglish), HasSubstr("should have been: 22 June 2026: nomination"));
}

TEST_F(EventTest, WhatAnEventSaysOfItsRecordIsHeldAgainstTheRecord) {
  const graduasi_record* record = Record(kEligible, kAsOf);
  const std::string hash = graduasi_record_hash(record);
  EXPECT_EQ(graduasi_history_record_count(history()), 0u);
  EXPECT_EQ(Append(Line("a", "NOMINATE", "2026-06-20"), record), "");
  // The same decision, named by its record, brought along by whoever writes the event; but it says another route.
  const std::string brought =
      R"(,"document":"1","decision":{"record":")" + hash + R"(","household_id":"a","as_of":"2026-06-15","policy_hash":")" +
      graduasi_record_policy_hash(record) + R"(","outcome":"ELIGIBLE","route":"r2","route_kind":"SELF_RELIANT"})";
  EXPECT_EQ(graduasi_event_record_hash(Event(Line("a", "ASSESS", "2026-06-21", brought))), hash);
  EXPECT_STREQ(graduasi_event_record_hash(Event(Line("a", "NOMINATE", "2026-06-21"))), "");
  EXPECT_EQ(Append(Line("a", "ASSESS", "2026-06-21", brought)), "");
  ASSERT_EQ(graduasi_history_record_count(history()), 2u);
  EXPECT_EQ(graduasi_history_record_hash(history(), 0), hash);
  EXPECT_EQ(graduasi_history_record_hash(history(), 1), hash);
  EXPECT_EQ(graduasi_history_record_hash(history(), 2), nullptr);

  graduasi_verification* verification = nullptr;
  ASSERT_EQ(graduasi_history_verify(history(), record, policy_, &verification, nullptr), GRADUASI_OK);
  EXPECT_EQ(graduasi_verification_holds(verification), 0);
  ASSERT_EQ(graduasi_verification_difference_count(verification), 1u);
  EXPECT_STREQ(graduasi_verification_field(verification, 0), "events[3].decision.route");
  EXPECT_STREQ(graduasi_verification_recorded(verification, 0), "r2");
  EXPECT_STREQ(graduasi_verification_recomputed(verification, 0), "r1");
  graduasi_verification_free(verification);
  ASSERT_EQ(graduasi_history_verify(histories_[3], record, policy_, &verification, nullptr), GRADUASI_OK);
  EXPECT_EQ(graduasi_verification_holds(verification), 1) << "the nomination alone";
  graduasi_verification_free(verification);
  ASSERT_EQ(graduasi_history_verify(history(), Record(kNotYet, kAsOf), policy_, &verification, nullptr), GRADUASI_OK);
  EXPECT_EQ(graduasi_verification_holds(verification), 1) << "nothing rests on that record";
  graduasi_verification_free(verification);
  EXPECT_EQ(graduasi_history_verify(history(), Record("{", kAsOf), policy_, &verification, nullptr), GRADUASI_BAD_DATA);
  EXPECT_EQ(verification, nullptr);
  EXPECT_EQ(graduasi_history_verify(nullptr, record, policy_, &verification, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_history_verify(history(), nullptr, policy_, &verification, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_history_verify(history(), record, nullptr, &verification, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_history_verify(history(), record, policy_, nullptr, nullptr), GRADUASI_BAD_CALL);
}

TEST_F(EventTest, ThePageTellsWhereTheFamilyStandsWhatCanHappenAndWhatCannotYet) {
  EXPECT_EQ(Append(Line("a", "RECORD_FINDING", "2026-01-10", R"(,"item":"E12","severity":"SERIOUS","due_on":"2026-03")")), "");
  EXPECT_EQ(graduasi_history_open_finding_count(history()), 1u);
  std::string page = graduasi_history_text(history(), kEnglish);
  EXPECT_THAT(page,
              HasSubstr("a: in mentoring (IN_MENTORING)\n  Help continues.\n  Open finding: E12 (serious), due March 2026\n"));
  EXPECT_THAT(page, HasSubstr("  1. November 2025: identification (IDENTIFY), by the officer D-1\n"));
  EXPECT_THAT(page, HasSubstr("  corrective action (PUT_RIGHT), by the family or the mentor\n"));
  EXPECT_THAT(page, HasSubstr("What cannot happen yet\n  nomination (NOMINATE): A grave finding is open: E12."));
  EXPECT_THAT(page, Not(HasSubstr("CLEAR_FINDING"))) << "nothing was put right";
  EXPECT_THAT(page, Not(HasSubstr("UPHOLD_OBJECTION")));
  EXPECT_EQ(Append(Line("a", "PUT_RIGHT", "2026-02", R"(,"item":"E12")", "HOUSEHOLD")), "");
  page = graduasi_history_text(history(), kIndonesian);
  EXPECT_THAT(page, HasSubstr("dilaporkan diperbaiki Februari 2026, menunggu pemeriksaan ulang"));
  EXPECT_THAT(page, HasSubstr("(CLEAR_FINDING), oleh pemeriksa atau petugas\n"));
  EXPECT_EQ(Append(Line("a", "CLEAR_FINDING", "2026-02-20", R"(,"item":"E12")")), "");
  EXPECT_EQ(graduasi_history_open_finding_count(history()), 0u);
  EXPECT_THAT(
      graduasi_history_text(history(), kEnglish),
      HasSubstr(
          "  nomination (NOMINATE) -> candidate, by the mentor or the officer\n    - a current decision: MAY BE PROPOSED"));
}

TEST_F(EventTest, WhatIsOpenIsCounted) {
  EXPECT_EQ(Append(Line("a", "NOMINATE", "2026-06-20"), Record(kEligible, kAsOf)), "");
  EXPECT_EQ(Append(Line("a", "OBJECT", "2026-06-21", "", "HOUSEHOLD")), "");
  EXPECT_EQ(graduasi_history_open_objection_count(history()), 1u);
  EXPECT_EQ(graduasi_history_awaited_fact_count(history()), 0u);
  EXPECT_EQ(Append(Line("a", "DEFER", "2026-06-26"), Record(R"({"id":"a","members":[{"pregnant":false}]})", kAsOf + 10)), "");
  EXPECT_EQ(graduasi_history_awaited_fact_count(history()), 1u);
  const std::string page = graduasi_history_text(history(), kEnglish);
  EXPECT_THAT(page, HasSubstr("  Open objection: event 4\n  Deferred; waited for: household.incomes\n"));
  EXPECT_THAT(page, HasSubstr("assessment (ASSESS): An objection is open: event 4."));
}

TEST_F(EventTest, WrongCallsAreRefusedAndWriteEveryOutput) {
  graduasi_history* out = kStaleHistory;
  graduasi_refusal* refusal = kStaleRefusal;
  graduasi_event* event = kStaleEvent;
  graduasi_error* error = kStaleError;
  EXPECT_EQ(graduasi_history_new("", 0, nullptr, 0, &out, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(out, nullptr);
  EXPECT_EQ(graduasi_history_new(nullptr, 1, nullptr, 0, &out, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_history_new("a", 1, nullptr, 1, &out, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_history_new("a", 1, nullptr, 0, nullptr, nullptr), GRADUASI_BAD_CALL);
  out = kStaleHistory;
  EXPECT_EQ(graduasi_history_new("a", 1, "{\"x\":1}", 7, &out, &error), GRADUASI_BAD_DATA);
  EXPECT_EQ(out, nullptr);
  EXPECT_EQ(graduasi_error_count(error), 1u);
  graduasi_error_free(error);

  EXPECT_EQ(graduasi_event_parse_json("{}", 2, &event, &error), GRADUASI_BAD_DATA);
  EXPECT_EQ(event, nullptr);
  EXPECT_EQ(graduasi_error_count(error), 2u) << "neither household nor event";
  graduasi_error_free(error);
  EXPECT_EQ(graduasi_event_parse_json(nullptr, 2, &event, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_event_parse_json(nullptr, 0, &event, nullptr), GRADUASI_BAD_DATA);
  EXPECT_EQ(graduasi_event_parse_json("{}", 2, nullptr, nullptr), GRADUASI_BAD_CALL);

  const graduasi_event* good = Event(Line("a", "WITHDRAW", "2026-06-20", R"(,"reason":"moves")"));
  out = kStaleHistory;
  EXPECT_EQ(graduasi_history_append(nullptr, good, nullptr, nullptr, &out, &refusal, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(out, nullptr);
  EXPECT_EQ(refusal, nullptr);
  EXPECT_EQ(graduasi_history_append(history(), nullptr, nullptr, nullptr, &out, &refusal, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_history_append(history(), good, nullptr, nullptr, nullptr, &refusal, nullptr), GRADUASI_BAD_CALL);
  EXPECT_EQ(graduasi_history_append(history(), good, Record(kEligible, kAsOf), nullptr, &out, nullptr, nullptr),
            GRADUASI_BAD_CALL);
  EXPECT_EQ(
      graduasi_history_append(history(), Event(Line("b", "IDENTIFY", "2026-06-20")), nullptr, nullptr, &out, nullptr, nullptr),
      GRADUASI_BAD_CALL);
  EXPECT_EQ(
      graduasi_history_append(history(), Event(Line("a", "CLOSE", "2026-06-20")), nullptr, nullptr, &out, nullptr, nullptr),
      GRADUASI_OK);
  EXPECT_EQ(out, nullptr) << "refused, though nobody asked why";
}

TEST(NullEventTest, NullNeverReadsAsAGoodAnswer) {
  EXPECT_EQ(graduasi_event_household_id(nullptr), nullptr);
  EXPECT_EQ(graduasi_event_wants_decision_until_days(nullptr), GRADUASI_DAY_NONE);
  EXPECT_EQ(graduasi_event_record_hash(nullptr), nullptr);
  EXPECT_EQ(graduasi_history_holds(nullptr, nullptr), 0);
  EXPECT_EQ(graduasi_history_record_count(nullptr), 0u);
  EXPECT_EQ(graduasi_history_record_hash(nullptr, 0), nullptr);
  EXPECT_EQ(graduasi_history_open_finding_count(nullptr), 0u);
  EXPECT_EQ(graduasi_history_open_objection_count(nullptr), 0u);
  EXPECT_EQ(graduasi_history_awaited_fact_count(nullptr), 0u);
  EXPECT_EQ(graduasi_history_text(nullptr, kEnglish), nullptr);
  graduasi_event_free(nullptr);

  graduasi_history* history = nullptr;
  ASSERT_EQ(graduasi_history_new("a", 1, nullptr, 0, &history, nullptr), GRADUASI_OK);
  EXPECT_EQ(graduasi_history_text(history, 0), nullptr);
  EXPECT_EQ(graduasi_history_text(history, 3), nullptr);
  EXPECT_EQ(graduasi_history_text(history, kEnglish), graduasi_history_text(history, kEnglish)) << "made once";
  graduasi_history_free(history);
}

TEST(StateTest, EveryStateHasANameAndATitle) {
  EXPECT_STREQ(graduasi_state_name(GRADUASI_STATE_RECIPIENT), "RECIPIENT");
  EXPECT_STREQ(graduasi_state_name(GRADUASI_STATE_RETURNED), "RETURNED");
  EXPECT_STREQ(graduasi_state_title(GRADUASI_STATE_IN_MENTORING, kIndonesian), "dalam pendampingan");
  EXPECT_STREQ(graduasi_state_title(GRADUASI_STATE_NOMINATED, kEnglish), "candidate");
  EXPECT_EQ(graduasi_state_title(GRADUASI_STATE_NOMINATED, 0), nullptr);
  for (const int32_t none : {-1, 10, INT32_MAX}) {
    EXPECT_EQ(graduasi_state_name(none), nullptr);
    EXPECT_EQ(graduasi_state_title(none, kEnglish), nullptr);
  }
}

}  // namespace
