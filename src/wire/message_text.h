// Protobuf text -> a message of ours and its outline. What the reader cannot take to the letter it refuses, with a sentence for
// a policy analyst and a place: it never drops or overwrites a field in silence, and prints nothing. It does not know what a
// policy is.
#ifndef GRADUASI_SRC_WIRE_MESSAGE_TEXT_H_
#define GRADUASI_SRC_WIRE_MESSAGE_TEXT_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "src/base/finding_list.h"
#include "src/wire/outline.h"

namespace graduasi::wire {

inline constexpr size_t kMaxDocumentBytes = 4 << 20;  // a table with an entry for every village fits
inline constexpr int kMaxNesting = 32;                // of messages in messages

// "the document has 10000000 bytes; at most 4194304 are read".
bool CheckSize(absl::string_view document, FindingList* findings);

// False, and at least one finding, unless the whole text was understood. `message` must be empty. Values of enums may be
// written without the prefix of their enum, as policies write them: HEAD for RELATION_HEAD.
bool ReadMessageText(absl::string_view text, google::protobuf::Message* message, OutlineMessage* outline,
                     FindingList* findings);

// The message as protobuf text, one field a line, UTF-8 as it is; the same text for the same message.
std::string WriteMessageText(const google::protobuf::Message& message);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_MESSAGE_TEXT_H_
