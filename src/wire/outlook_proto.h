// An outlook as a protobuf message, which is what its JSON is written from. It adds nothing and drops nothing.
#ifndef GRADUASI_SRC_WIRE_OUTLOOK_PROTO_H_
#define GRADUASI_SRC_WIRE_OUTLOOK_PROTO_H_

#include "google/protobuf/arena.h"
#include "graduasi/outlook.h"
#include "graduasi/wire/v1/outlook.pb.h"

namespace graduasi::wire {

// The message stands on the arena: on the heap protobuf leaks, or ends the process, where memory runs out.
const v1::Outlook& ToProto(const Outlook& outlook, google::protobuf::Arena* arena);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_OUTLOOK_PROTO_H_
