// Protobuf JSON <-> a message of ours. Reading is stricter than protobuf's own reader (no unknown and no repeated name, no
// unknown enum value, no fraction) and keeps the place of every field; writing gives one line with the names of the .proto.
// Only the kinds of fields that our messages have: texts, whole numbers, bools, enums, messages. It does not know what a policy
// is.
#ifndef GRADUASI_SRC_WIRE_MESSAGE_JSON_H_
#define GRADUASI_SRC_WIRE_MESSAGE_JSON_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "src/base/finding_list.h"
#include "src/wire/outline.h"

namespace graduasi::wire {

// False, and at least one finding, unless the whole text was understood. `message` must be empty.
bool ReadMessageJson(absl::string_view json, google::protobuf::Message* message, OutlineMessage* outline,
                     FindingList* findings);

// One line, fields in the order of their numbers, fields that are not set left out; int64 as a text, as protobuf JSON has it.
// Text that is not UTF-8 is written with U+FFFD. Equal messages give equal bytes.
std::string WriteMessageJson(const google::protobuf::Message& message);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_MESSAGE_JSON_H_
