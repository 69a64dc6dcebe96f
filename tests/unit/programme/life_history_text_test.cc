// The page of one family says the same in both languages in every state, and what it says can happen next can.
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "graduasi/life_cycle.h"
#include "gtest/gtest.h"

namespace graduasi {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const char kFamily[] = "35.79.01-0007";

LifeEvent Event(LifeEventKind kind, LifeRole role, Date on) {
  LifeEvent event;
  event.kind = kind;
  event.role = role;
  event.on = on;
  event.actor = "D-1";
  event.document = "1/2026";
  event.reason = "-";
  if (RestsOnDecision(kind)) {
    DecisionBasis& decision = event.decision.emplace();
    decision.household_id = kFamily;
    decision.as_of = on;
    decision.outcome = Outcome::kEligible;
    decision.route = "alamiah";
    decision.route_kind = RouteKind::kNatural;
  }
  return event;
}

// The whole way out of assistance and back, an event a month.
std::vector<std::pair<LifeEventKind, LifeRole>> Way() {
  return {{LifeEventKind::kIdentify, LifeRole::kMentor},        {LifeEventKind::kStartMentoring, LifeRole::kMentor},
          {LifeEventKind::kNominate, LifeRole::kMentor},        {LifeEventKind::kAssess, LifeRole::kMentor},
          {LifeEventKind::kVerify, LifeRole::kOfficer},         {LifeEventKind::kGraduate, LifeRole::kOfficer},
          {LifeEventKind::kStartMonitoring, LifeRole::kMentor}, {LifeEventKind::kReturn, LifeRole::kOfficer}};
}

std::string Between(const std::string& page, const std::string& from, const std::string& to) {
  const size_t begin = page.find(from);
  if (begin == std::string::npos) return "";
  const size_t end = page.find(to, begin);
  return page.substr(begin, end == std::string::npos ? end : end - begin);
}

TEST(LifeHistoryTextTest, EachStepOfTheWayIsForetoldByTheOneBefore) {
  LifeHistory history(kFamily, LifeRules());
  Date day(2026, 1, 15);
  EXPECT_THAT(ToText(history, Language::kEnglish), HasSubstr("Nothing has happened yet."));
  for (const auto& [kind, role] : Way()) {
    const std::string page = ToText(history, Language::kEnglish);
    const std::string next = Between(page, "What can happen next\n", "What cannot happen yet\n");
    const std::string row = std::string("(") + Name(kind) + ")";
    EXPECT_THAT(next, HasSubstr(row)) << page;
    EXPECT_THAT(Between(next, row, "\n"), HasSubstr(Title(role).en));
    ASSERT_EQ(history.Append(Event(kind, role, day)), std::nullopt) << Name(kind);
    EXPECT_THAT(ToText(history, Language::kEnglish), HasSubstr(std::string("(") + Name(history.standing().state) + ")"));
    day = *day.AddMonths(1);
  }
  EXPECT_EQ(history.standing().state, LifeState::kReturned);
}

TEST(LifeHistoryTextTest, BothLanguagesSayTheSameInEveryState) {
  LifeHistory history(kFamily, LifeRules());
  Date day(2026, 1, 15);
  for (const auto& [kind, role] : Way()) {
    const std::vector<std::string> indonesian = absl::StrSplit(ToText(history, Language::kIndonesian), '\n');
    const std::vector<std::string> english = absl::StrSplit(ToText(history, Language::kEnglish), '\n');
    ASSERT_EQ(indonesian.size(), english.size());
    for (size_t i = 0; i < english.size(); ++i) {
      // Codes are the same, words are not.
      EXPECT_EQ(Between(indonesian[i], "(", ")"), Between(english[i], "(", ")"));
      if (english[i].empty()) continue;
      EXPECT_NE(indonesian[i], english[i]);
    }
    ASSERT_EQ(history.Append(Event(kind, role, day)), std::nullopt);
    day = *day.AddMonths(1);
  }
}

TEST(LifeHistoryTextTest, WhatMustWaitIsToldWithItsReasonAndWhatHasNoObjectIsLeftOut) {
  LifeHistory history(kFamily, LifeRules());
  ASSERT_EQ(history.Append(Event(LifeEventKind::kNominate, LifeRole::kMentor, Date(2026, 1, 15))), std::nullopt);
  EXPECT_THAT(ToText(history, Language::kEnglish), Not(HasSubstr("UPHOLD_OBJECTION")));
  ASSERT_EQ(history.Append(Event(LifeEventKind::kObject, LifeRole::kHousehold, Date(2026, 1, 20))), std::nullopt);
  const std::string page = ToText(history, Language::kEnglish);
  EXPECT_THAT(page, HasSubstr("  Open objection: event 2\n"));
  EXPECT_THAT(Between(page, "What can happen next\n", "What cannot happen yet\n"),
              HasSubstr("(UPHOLD_OBJECTION) -> recipient"));
  EXPECT_THAT(Between(page, "What cannot happen yet\n", "\f"), HasSubstr("(ASSESS): An objection is open: event 2."));
}

}  // namespace
}  // namespace graduasi
