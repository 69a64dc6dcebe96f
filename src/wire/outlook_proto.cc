#include "src/wire/outlook_proto.h"

#include <string>
#include <vector>

#include "src/wire/message_json.h"
#include "src/wire/policy_proto.h"

namespace graduasi {
namespace wire {
namespace {

// Our enumerators are 0, 1, 2, ...; those of the .proto follow in the same order after the unspecified zero. The test holds the
// names together.
template <typename Proto, typename Enum>
Proto After(Enum value) {
  return static_cast<Proto>(static_cast<int>(value) + 1);
}

void Put(const Cause& cause, v1::Cause* message) {
  message->set_kind(After<v1::Cause::Kind>(cause.kind));
  message->set_path(cause.path);
  message->set_date(cause.date);
  message->set_expression(cause.expression);
}

void Put(const Comparison& comparison, v1::Comparison* message) {
  message->set_expression(comparison.expression);
  message->set_op(comparison.op);
  message->set_actual(comparison.actual);
  message->set_required(comparison.required);
  message->set_unit(comparison.unit);
  message->set_holds(comparison.holds);
}

void Put(const ResultChange& change, v1::ResultChange* message) {
  message->set_id(change.id);
  message->set_safeguard(change.safeguard);
  message->set_before(change.before);
  message->set_after(change.after);
  for (const Comparison& comparison : change.comparisons) Put(comparison, message->add_comparisons());
  for (const Comparison& comparison : change.comparisons_before) Put(comparison, message->add_comparisons_before());
  for (const Cause& cause : change.causes) Put(cause, message->add_causes());
}

void Put(const Turn& turn, v1::Turn* message) {
  message->set_day(turn.day.ToString());
  message->set_before(After<v1::Decision::Outcome>(turn.before));
  message->set_after(After<v1::Decision::Outcome>(turn.after));
  message->set_route_before(turn.route_before);
  message->set_route_after(turn.route_after);
  message->set_answer_changes(turn.answer_changes);
  for (const ResultChange& change : turn.results) Put(change, message->add_results());
  for (const Cause& cause : turn.causes) Put(cause, message->add_causes());
}

void Put(const Timeline& timeline, v1::Timeline* message) {
  message->set_until(timeline.until.ToString());
  message->set_ends_with_policy(timeline.ends_with_policy);
  message->set_every_day(timeline.every_day);
  message->set_outcome(After<v1::Decision::Outcome>(timeline.outcome));
  message->set_route(timeline.route);
  for (const Turn& turn : timeline.turns) Put(turn, message->add_turns());
  if (timeline.first_change) message->set_first_change(static_cast<int32_t>(*timeline.first_change));
  if (timeline.eligible_from) message->set_eligible_from(timeline.eligible_from->ToString());
  if (timeline.eligible_until) message->set_eligible_until(timeline.eligible_until->ToString());
}

void Put(const PossibleChange& change, v1::PossibleChange* message) {
  message->set_criterion(change.criterion);
  message->set_expression(change.expression);
  message->set_actor(ActorOf(change.actor));
  message->set_path(change.path);
  message->set_name(change.name);
  if (change.is_number) {
    if (change.from) message->set_from(*change.from);
    message->set_to(change.to);
    message->set_difference(change.difference);
    message->set_unit(change.unit);
  }
  message->set_before(change.before);
  message->set_after(change.after);
  message->mutable_text()->set_id(change.text.id);
  message->mutable_text()->set_en(change.text.en);
  for (const Change& edit : change.edits) {
    v1::RecordEdit* put = message->add_edits();
    put->set_kind(After<v1::RecordEdit::Kind>(edit.kind));
    put->set_path(edit.path);
    put->set_value(edit.value);
  }
}

void Put(const Obstacle& obstacle, v1::Obstacle* message) {
  message->set_kind(After<v1::Obstacle::Kind>(obstacle.kind));
  message->set_id(obstacle.id);
  message->set_expression(obstacle.expression);
  for (const std::string& fact : obstacle.facts) message->add_facts(fact);
  if (obstacle.until) message->set_until(obstacle.until->ToString());
}

void Put(const Changes& changes, v1::Changes* message) {
  for (const ChangeSet& set : changes.sets) {
    v1::ChangeSet* put = message->add_sets();
    put->set_day(set.day.ToString());
    put->set_route(set.route);
    for (const PossibleChange& change : set.changes) Put(change, put->add_changes());
  }
  message->set_cut(changes.cut);
  for (const PossibleChange& change : changes.available) Put(change, message->add_available());
  for (const RouteOutlook& route : changes.routes) {
    v1::RouteOutlook* put = message->add_routes();
    put->set_route(route.route);
    put->set_sought(route.sought);
    for (const Obstacle& obstacle : route.obstacles) Put(obstacle, put->add_obstacles());
  }
}

}  // namespace

const v1::Outlook& ToProto(const Outlook& outlook, google::protobuf::Arena* arena) {
  v1::Outlook& message = *google::protobuf::Arena::CreateMessage<v1::Outlook>(arena);
  message.set_household_id(outlook.household_id);
  message.set_as_of(outlook.as_of.ToString());
  message.set_policy_id(outlook.policy_id);
  message.set_policy_version(outlook.policy_version);
  for (const Finding& finding : outlook.findings) {
    v1::Decision::Finding* put = message.add_findings();
    put->set_path(finding.path);
    put->set_line(finding.line);
    put->set_column(finding.column);
    put->set_message(finding.message);
  }
  if (!outlook.findings.empty()) return message;
  Put(outlook.timeline, message.mutable_timeline());
  Put(outlook.changes, message.mutable_changes());
  return message;
}

}  // namespace wire

std::string ToJson(const Outlook& outlook) {
  google::protobuf::Arena arena;
  return wire::WriteMessageJson(wire::ToProto(outlook, &arena));
}

}  // namespace graduasi
