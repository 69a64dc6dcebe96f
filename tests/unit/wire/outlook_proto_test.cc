// That the JSON of an outlook drops nothing and names things as the structs do.
#include "src/wire/outlook_proto.h"

#include <string>

#include "gtest/gtest.h"

namespace graduasi {
namespace {

template <typename Enum>
void ExpectNames(const google::protobuf::EnumDescriptor* descriptor, int first_unknown) {
  ASSERT_EQ(descriptor->value_count(), first_unknown + 1);
  for (int i = 0; i < first_unknown; ++i) {
    EXPECT_EQ(descriptor->FindValueByNumber(i + 1)->name(), Name(static_cast<Enum>(i)));
  }
}

TEST(OutlookProto, EnumsAreNamedAlike) {
  ExpectNames<CauseKind>(wire::v1::Cause::Kind_descriptor(), static_cast<int>(CauseKind::kRecord) + 1);
  ExpectNames<Obstacle::Kind>(wire::v1::Obstacle::Kind_descriptor(), static_cast<int>(Obstacle::Kind::kRecord) + 1);
  ExpectNames<Outcome>(wire::v1::Decision::Outcome_descriptor(), static_cast<int>(Outcome::kEligible) + 1);
  EXPECT_EQ(wire::v1::RecordEdit::Kind_Name(static_cast<wire::v1::RecordEdit::Kind>(static_cast<int>(Change::Kind::kSet) + 1)),
            "SET");
  EXPECT_EQ(wire::v1::RecordEdit::Kind_Name(static_cast<wire::v1::RecordEdit::Kind>(static_cast<int>(Change::Kind::kAdd) + 1)),
            "ADD");
  EXPECT_EQ(
      wire::v1::RecordEdit::Kind_Name(static_cast<wire::v1::RecordEdit::Kind>(static_cast<int>(Change::Kind::kRemove) + 1)),
      "REMOVE");
}

Outlook Full() {
  Outlook outlook;
  outlook.household_id = "H";
  outlook.as_of = Date(2026, 1, 2);
  outlook.policy_id = "p";
  outlook.policy_version = "7";
  Timeline& timeline = outlook.timeline;
  timeline.until = Date(2031, 1, 2);
  timeline.every_day = true;
  timeline.outcome = Outcome::kNotYet;
  timeline.first_change = 0;
  timeline.eligible_from = Date(2026, 5, 15);
  timeline.eligible_until = Date(2026, 12, 1);
  Turn& turn = timeline.turns.emplace_back();
  turn.day = Date(2026, 5, 15);
  turn.before = Outcome::kNotYet;
  turn.after = Outcome::kEligible;
  turn.route_after = "r";
  turn.answer_changes = true;
  turn.causes.push_back({CauseKind::kRecord, "household.members[0].born_on", "2026-05-15", ""});
  ResultChange& result = turn.results.emplace_back();
  result.id = "C";
  result.before = "FAIL";
  result.after = "PASS";
  result.comparisons.push_back({"a >= 6", ">=", "6", "6", "months", true});
  result.comparisons_before.push_back({"a >= 6", ">=", "5", "6", "months", false});
  result.causes.push_back({CauseKind::kElapsed, "household.assistance[0].recorded_on", "2025-11-15", "a >= 6"});
  PossibleChange change;
  change.criterion = "C";
  change.expression = "income >= 9";
  change.actor = Actor::kHousehold;
  change.path = "household.incomes[].amount_idr";
  change.name = "n";
  change.is_number = true;
  change.from = 3;
  change.to = 9;
  change.difference = 6;
  change.unit = "IDR per month";
  change.text = {"naik", "up"};
  change.edits.push_back({Change::Kind::kAdd, "household.incomes", "{}"});
  PossibleChange other;
  other.criterion = "D";
  other.before = "NOT_DURABLE";
  other.after = "DURABLE";
  outlook.changes.sets.push_back({Date(2026, 5, 15), "r", {change, other}});
  outlook.changes.available.push_back(other);
  outlook.changes.cut = true;
  outlook.changes.routes.push_back(
      {"r", true, {{Obstacle::Kind::kMissing, "C", "x", {"household.incomes"}, Date(2026, 6, 1)}}});
  return outlook;
}

TEST(OutlookProto, TheJsonHoldsEverything) {
  const std::string other = R"({"criterion":"D","before":"NOT_DURABLE","after":"DURABLE","text":{}})";
  EXPECT_EQ(
      ToJson(Full()),
      R"({"household_id":"H","as_of":"2026-01-02","policy_id":"p","policy_version":"7","timeline":{"until":"2031-01-02",)"
      R"("ends_with_policy":false,"every_day":true,"outcome":"NOT_YET","turns":[{"day":"2026-05-15","before":"NOT_YET",)"
      R"("after":"ELIGIBLE","route_after":"r","answer_changes":true,"results":[{"id":"C","safeguard":false,"before":"FAIL",)"
      R"("after":"PASS","comparisons":[{"expression":"a >= 6","op":">=","actual":"6","required":"6","unit":"months",)"
      R"("holds":true}],"causes":[{"kind":"ELAPSED","path":"household.assistance[0].recorded_on","date":"2025-11-15",)"
      R"("expression":"a >= 6"}],"comparisons_before":[{"expression":"a >= 6","op":">=","actual":"5","required":"6",)"
      R"("unit":"months","holds":false}]}],"causes":[{"kind":"RECORD","path":"household.members[0].born_on","date":"2026-05-15"}]}],)"
      R"("first_change":0,"eligible_from":"2026-05-15","eligible_until":"2026-12-01"},"changes":{"sets":[{"day":"2026-05-15",)"
      R"("route":"r","changes":[{"criterion":"C","expression":"income >= 9","actor":"HOUSEHOLD",)"
      R"("path":"household.incomes[].amount_idr","name":"n","from":"3","to":"9","difference":"6","unit":"IDR per month",)"
      R"("text":{"id":"naik","en":"up"},"edits":[{"kind":"ADD","path":"household.incomes","value":"{}"}]},)" +
          other + R"(]}],"cut":true,"available":[)" + other +
          R"(],"routes":[{"route":"r","sought":true,"obstacles":[{"kind":"MISSING","id":"C","expression":"x",)"
          R"("facts":["household.incomes"],"until":"2026-06-01"}]}]}})");
}

TEST(OutlookProto, OfARecordThatCannotBeReadThereAreOnlyFindings) {
  Outlook outlook = Full();
  outlook.findings.push_back({"members[0]", 1, 2, "is no object"});
  EXPECT_EQ(ToJson(outlook), R"({"household_id":"H","as_of":"2026-01-02","policy_id":"p","policy_version":"7",)"
                             R"("findings":[{"path":"members[0]","line":1,"column":2,"message":"is no object"}]})");
}

}  // namespace
}  // namespace graduasi
