#include "src/wire/decision_proto.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "src/cel/utf8.h"
#include "src/wire/policy_proto.h"

namespace graduasi::wire {
namespace {

// Our enumerators are 0, 1, 2, ...; those of the .proto follow in the same order after the unspecified zero. The test holds the
// names together.
template <typename Proto, typename Enum>
Proto After(Enum value) {
  return static_cast<Proto>(static_cast<int>(value) + 1);
}

// The text as UTF-8.
std::string Clean(const std::string& text) {
  if (cel::FindInvalidUtf8(text) == absl::string_view::npos) return text;
  std::string clean;
  for (size_t i = 0; i < text.size();) {
    int length = 0;
    if (cel::DecodeUtf8(text, i, &length) < 0) {
      clean += "\xEF\xBF\xBD";
      ++i;
    } else {
      clean.append(text, i, static_cast<size_t>(length));
      i += static_cast<size_t>(length);
    }
  }
  return clean;
}

// A count of criteria. A policy can ask for more than there are (a finding when it is loaded), not for more than fit here.
int32_t Narrow(int64_t count) {
  return static_cast<int32_t>(
      std::clamp<int64_t>(count, std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max()));
}

template <typename Repeated>
void PutAll(const std::vector<std::string>& texts, Repeated* repeated) {
  for (const std::string& text : texts) *repeated->Add() = Clean(text);
}

void PutText(const Text& text, v1::Text* message) {
  message->set_id(Clean(text.id));
  message->set_en(Clean(text.en));
}

// What criteria and safeguards have alike.
template <typename Struct, typename Message>
void PutResult(const Struct& decided, Message* message) {
  message->set_id(Clean(decided.id));
  message->set_result(After<typename Message::Result>(decided.result));
  PutText(decided.title, message->mutable_title());
  if (!decided.reason.id.empty() || !decided.reason.en.empty()) PutText(decided.reason, message->mutable_reason());
  for (const Comparison& comparison : decided.comparisons) {
    v1::Comparison* put = message->add_comparisons();
    put->set_expression(Clean(comparison.expression));
    put->set_op(Clean(comparison.op));
    put->set_actual(Clean(comparison.actual));
    put->set_required(Clean(comparison.required));
    put->set_unit(Clean(comparison.unit));
    put->set_holds(comparison.holds);
  }
  for (const Witness& witness : decided.witnesses) {
    v1::Witness* put = message->add_witnesses();
    put->set_path(Clean(witness.path));
    put->set_name(Clean(witness.name));
  }
  PutAll(decided.missing, message->mutable_missing());
  message->set_source(Clean(decided.source));
  message->set_proposal(decided.proposal);
}

void PutRoute(const RouteDecision& route, v1::RouteDecision* message) {
  message->set_id(Clean(route.id));
  message->set_result(After<v1::RouteDecision::Result>(route.result));
  PutText(route.title, message->mutable_title());
  message->set_kind(KindOf(route.kind));
  PutAll(route.blocked_by, message->mutable_blocked_by());
  PutAll(route.waiting_for, message->mutable_waiting_for());
  for (const RouteDecision::AtLeast& at_least : route.at_least) {
    v1::RouteDecision::AtLeast* put = message->add_at_least();
    put->set_needed(Narrow(at_least.needed));
    put->set_passed(Narrow(at_least.passed));
    put->set_of(Narrow(at_least.of));
    PutAll(at_least.criteria, put->mutable_criteria());
  }
  message->set_scored(route.scored);
  if (route.scored) message->set_score_known(route.score_known);
  if (route.scored && route.score_known) {
    message->set_score(route.score);
    message->set_score_threshold(route.score_threshold);
  }
  message->set_source(Clean(route.source));
  PutAll(route.all_of, message->mutable_all_of());
}

}  // namespace

const v1::Decision& ToProto(const Decision& decision, google::protobuf::Arena* arena) {
  v1::Decision& message = *google::protobuf::Arena::CreateMessage<v1::Decision>(arena);
  message.set_household_id(Clean(decision.household_id));
  message.set_as_of(decision.as_of.ToString());
  message.set_policy_id(Clean(decision.policy_id));
  message.set_policy_version(Clean(decision.policy_version));
  message.set_outcome(After<v1::Decision::Outcome>(decision.outcome));
  message.set_route(Clean(decision.route));
  for (const CriterionDecision& criterion : decision.criteria) {
    v1::CriterionDecision* put = message.add_criteria();
    PutResult(criterion, put);
    put->set_can_act(ActorOf(criterion.can_act));
  }
  for (const SafeguardDecision& safeguard : decision.safeguards) PutResult(safeguard, message.add_safeguards());
  for (const RouteDecision& route : decision.routes) PutRoute(route, message.add_routes());
  for (const MissingFact& fact : decision.missing) {
    v1::MissingFact* put = message.add_missing();
    put->set_path(Clean(fact.path));
    put->set_why(After<v1::MissingFact::Why>(fact.why));
    put->set_known(Clean(fact.known));
    PutAll(fact.needed_by, put->mutable_needed_by());
  }
  for (const Finding& finding : decision.findings) {
    v1::Decision::Finding* put = message.add_findings();
    put->set_path(Clean(finding.path));
    put->set_line(finding.line);
    put->set_column(finding.column);
    put->set_message(Clean(finding.message));
  }
  PutAll(decision.recorded_when_true, message.mutable_recorded_when_true());
  return message;
}

}  // namespace graduasi::wire
