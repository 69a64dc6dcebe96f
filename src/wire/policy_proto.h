// A policy as a protobuf message <-> as a document. What cannot be said in the document (a day that does not exist) is a
// finding; whether the document makes sense is for the policy room to judge.
#ifndef GRADUASI_SRC_WIRE_POLICY_PROTO_H_
#define GRADUASI_SRC_WIRE_POLICY_PROTO_H_

#include "graduasi/policy.h"
#include "graduasi/wire/v1/policy.pb.h"
#include "src/base/finding_list.h"
#include "src/wire/outline.h"

namespace graduasi::wire {

// `outline` (may be null: places without lines) is of the text that `policy` was read from.
PolicyDocument ToDocument(const v1::Policy& policy, const OutlineMessage* outline, FindingList* findings);

// Places are not kept.
v1::Policy ToProto(const PolicyDocument& document);

v1::Criterion::Actor ActorOf(Actor actor);
v1::Route::Kind KindOf(RouteKind kind);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_POLICY_PROTO_H_
