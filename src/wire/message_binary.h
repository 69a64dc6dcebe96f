// Binary protobuf -> a message of ours, without loss: a field or an enum value of a newer version, a field that would overwrite
// an earlier one and text that is not UTF-8 are refused. It prints nothing and does not know what a policy is.
#ifndef GRADUASI_SRC_WIRE_MESSAGE_BINARY_H_
#define GRADUASI_SRC_WIRE_MESSAGE_BINARY_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "src/base/finding_list.h"

namespace graduasi::wire {

// False, and at least one finding, unless all bytes were understood.
bool ReadMessageBinary(absl::string_view bytes, google::protobuf::Message* message, FindingList* findings);

// Equal messages give equal bytes (our messages have no maps).
std::string WriteMessageBinary(const google::protobuf::Message& message);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_MESSAGE_BINARY_H_
