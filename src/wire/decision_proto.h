// A decision as a protobuf message, which is what its JSON and its binary form are written from. It adds nothing and drops
// nothing.
#ifndef GRADUASI_SRC_WIRE_DECISION_PROTO_H_
#define GRADUASI_SRC_WIRE_DECISION_PROTO_H_

#include "google/protobuf/arena.h"
#include "graduasi/decision.h"
#include "graduasi/wire/v1/decision.pb.h"

namespace graduasi::wire {

// Text of the caller that is not UTF-8 becomes U+FFFD: protobuf would complain on stderr. The message stands on the arena: on
// the heap protobuf leaks, or ends the process, where memory runs out.
const v1::Decision& ToProto(const Decision& decision, google::protobuf::Arena* arena);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_DECISION_PROTO_H_
