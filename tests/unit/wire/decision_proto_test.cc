// A decision leaves as protobuf and JSON without loss, in the words of the C++ names, on one line, the same every time.
#include "src/wire/decision_proto.h"

#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "graduasi/engine.h"
#include "gtest/gtest.h"

namespace graduasi::wire {
namespace {

Decision Example() {
  Decision decision;
  decision.household_id = "35.79.01-0007";
  decision.as_of = Date(2025, 12, 23);
  decision.policy_id = "pkh-graduasi";
  decision.policy_version = "2026.1";
  decision.outcome = Outcome::kNeedsData;
  decision.route = "mandiri";
  CriterionDecision criterion;
  criterion.id = "G06";
  criterion.result = CriterionResult::kFail;
  criterion.title = {"Cukup lama", "Long \"enough\""};
  criterion.reason = {"Modal\nterakhir", "Last capital"};
  criterion.comparisons = {{"months_between(a, b) >= 6", ">=", "1", "6", "months", false}};
  criterion.witnesses = {{"household.assistance[1]", "E12"}};
  criterion.missing = {"household.members[2].born_on"};
  criterion.source = "usulan";
  criterion.proposal = true;
  criterion.can_act = Actor::kNobody;
  decision.criteria = {criterion, CriterionDecision{}};
  SafeguardDecision safeguard;
  safeguard.id = "S2";
  safeguard.result = SafeguardResult::kMissing;
  decision.safeguards = {safeguard};
  RouteDecision route;
  route.id = "mandiri";
  route.result = RouteResult::kNotMet;
  route.kind = RouteKind::kSelfReliant;
  route.blocked_by = {"G06", "G13"};
  route.waiting_for = {"G02"};
  route.at_least = {{2, 0, 5, {"G03", "G08"}}};
  route.all_of = {"G01"};
  route.scored = true;
  route.score_known = true;
  route.score = 7250;
  route.score_threshold = 0;
  decision.routes = {route, RouteDecision{}};
  decision.missing = {{"household.incomes", WhyMissing::kStale, "2024-11", {"S2", "G07"}}};
  decision.findings = {{"members[1].nik", 3, 14, "is not 16 digits"}};
  decision.recorded_when_true = {"household.members[].pregnant"};
  return decision;
}

v1::Decision ToProto(const Decision& decision) {
  google::protobuf::Arena arena;
  return wire::ToProto(decision, &arena);
}

TEST(DecisionProto, EveryFieldArrives) {
  const v1::Decision message = ToProto(Example());
  EXPECT_EQ(message.household_id(), "35.79.01-0007");
  EXPECT_EQ(message.as_of(), "2025-12-23");
  EXPECT_EQ(message.policy_id() + " " + message.policy_version(), "pkh-graduasi 2026.1");
  EXPECT_EQ(message.outcome(), v1::Decision::NEEDS_DATA);
  EXPECT_EQ(message.route(), "mandiri");
  const v1::CriterionDecision& criterion = message.criteria(0);
  EXPECT_EQ(criterion.result(), v1::CriterionDecision::FAIL);
  EXPECT_EQ(criterion.title().en(), "Long \"enough\"");
  EXPECT_EQ(criterion.reason().id(), "Modal\nterakhir");
  EXPECT_EQ(criterion.comparisons(0).actual() + criterion.comparisons(0).op() + criterion.comparisons(0).required(), "1>=6");
  EXPECT_EQ(criterion.comparisons(0).expression(), "months_between(a, b) >= 6");
  EXPECT_EQ(criterion.comparisons(0).unit(), "months");
  EXPECT_TRUE(criterion.comparisons(0).has_holds());
  EXPECT_EQ(criterion.witnesses(0).path() + criterion.witnesses(0).name(), "household.assistance[1]E12");
  EXPECT_EQ(criterion.missing(0), "household.members[2].born_on");
  EXPECT_EQ(criterion.source(), "usulan");
  EXPECT_TRUE(criterion.proposal());
  EXPECT_EQ(criterion.can_act(), v1::Criterion::NOBODY);
  EXPECT_EQ(message.safeguards(0).result(), v1::SafeguardDecision::MISSING);
  const v1::RouteDecision& route = message.routes(0);
  EXPECT_EQ(route.result(), v1::RouteDecision::NOT_MET);
  EXPECT_EQ(route.kind(), v1::Route::SELF_RELIANT);
  EXPECT_EQ(route.blocked_by(1) + route.waiting_for(0), "G13G02");
  EXPECT_EQ(route.at_least(0).needed(), 2);
  EXPECT_TRUE(route.at_least(0).has_passed());
  EXPECT_EQ(route.at_least(0).of(), 5);
  EXPECT_THAT(route.at_least(0).criteria(), ::testing::ElementsAre("G03", "G08"));
  EXPECT_THAT(route.all_of(), ::testing::ElementsAre("G01"));
  EXPECT_EQ(route.score(), 7250);
  EXPECT_TRUE(route.has_score_threshold());
  EXPECT_FALSE(message.routes(1).has_score());
  EXPECT_EQ(message.missing(0).why(), v1::MissingFact::STALE);
  EXPECT_EQ(message.missing(0).known(), "2024-11");
  EXPECT_EQ(message.missing(0).needed_by(1), "G07");
  EXPECT_EQ(message.findings(0).path(), "members[1].nik");
  EXPECT_EQ(message.findings(0).column(), 14);
  EXPECT_EQ(message.recorded_when_true(0), "household.members[].pregnant");
}

template <typename Enum, typename Set>
void ExpectNames(const google::protobuf::EnumDescriptor* descriptor, Set set) {
  for (int i = 1; i < descriptor->value_count(); ++i) {
    const auto value = static_cast<Enum>(i - 1);
    EXPECT_EQ(descriptor->value(i)->name(), Name(value));
    EXPECT_EQ(descriptor->value(i)->number(), set(value));
  }
}

TEST(DecisionProto, TheWordsAreThoseOfTheCppNames) {
  ExpectNames<Outcome>(v1::Decision::Outcome_descriptor(), [](Outcome value) {
    Decision decision;
    decision.outcome = value;
    return static_cast<int>(ToProto(decision).outcome());
  });
  ExpectNames<CriterionResult>(v1::CriterionDecision::Result_descriptor(), [](CriterionResult value) {
    Decision decision;
    decision.criteria.emplace_back().result = value;
    return static_cast<int>(ToProto(decision).criteria(0).result());
  });
  ExpectNames<SafeguardResult>(v1::SafeguardDecision::Result_descriptor(), [](SafeguardResult value) {
    Decision decision;
    decision.safeguards.emplace_back().result = value;
    return static_cast<int>(ToProto(decision).safeguards(0).result());
  });
  ExpectNames<RouteResult>(v1::RouteDecision::Result_descriptor(), [](RouteResult value) {
    Decision decision;
    decision.routes.emplace_back().result = value;
    return static_cast<int>(ToProto(decision).routes(0).result());
  });
  ExpectNames<WhyMissing>(v1::MissingFact::Why_descriptor(), [](WhyMissing value) {
    Decision decision;
    decision.missing.emplace_back().why = value;
    return static_cast<int>(ToProto(decision).missing(0).why());
  });
}

TEST(DecisionProto, EveryEnumeratorHasAWord) {
  EXPECT_EQ(v1::Decision::Outcome_descriptor()->value_count(), static_cast<int>(Outcome::kEligible) + 2);
  EXPECT_EQ(v1::CriterionDecision::Result_descriptor()->value_count(), static_cast<int>(CriterionResult::kError) + 2);
  EXPECT_EQ(v1::SafeguardDecision::Result_descriptor()->value_count(), static_cast<int>(SafeguardResult::kError) + 2);
  EXPECT_EQ(v1::RouteDecision::Result_descriptor()->value_count(), static_cast<int>(RouteResult::kError) + 2);
  EXPECT_EQ(v1::MissingFact::Why_descriptor()->value_count(), static_cast<int>(WhyMissing::kNoEntry) + 2);
}

TEST(DecisionProto, JsonIsOneLineThatProtobufReadsBack) {
  const std::string json = ToJson(Example());
  EXPECT_EQ(json.find('\n'), std::string::npos);
  EXPECT_EQ(
      json.rfind(R"({"household_id":"35.79.01-0007","as_of":"2025-12-23","policy_id":"pkh-graduasi","policy_version":"2026.1",)"
                 R"("outcome":"NEEDS_DATA","route":"mandiri","criteria":[{"id":"G06","result":"FAIL",)",
                 0),
      0u)
      << json;
  EXPECT_THAT(json, ::testing::HasSubstr(R"("holds":false)"));
  EXPECT_THAT(json, ::testing::HasSubstr(R"("at_least":[{"needed":2,"passed":0,"of":5,"criteria":["G03","G08"]}])"));
  EXPECT_THAT(json, ::testing::HasSubstr(R"("score":"7250","score_threshold":"0")"));
  v1::Decision back;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(json, &back).ok());
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(ToProto(Example()), back));
  EXPECT_EQ(ToJson(Example()), json);
}

TEST(DecisionProto, BinaryReadsBack) {
  v1::Decision back;
  ASSERT_TRUE(back.ParseFromString(ToBinary(Example())));
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(ToProto(Example()), back));
  EXPECT_EQ(ToBinary(Example()), ToBinary(Example()));
}

TEST(DecisionProto, TextThatIsNotUtf8NeitherPrintsNorBreaksTheLine) {
  Decision decision = Example();
  decision.household_id = "a\xFF\nb";
  ::testing::internal::CaptureStderr();
  const std::string json = ToJson(decision);
  const std::string bytes = ToBinary(decision);
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(json.rfind("{\"household_id\":\"a\xEF\xBF\xBD\\nb\"", 0), 0u) << json;
  v1::Decision back;
  EXPECT_TRUE(back.ParseFromString(bytes));
}

}  // namespace
}  // namespace graduasi::wire
