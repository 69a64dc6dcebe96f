// Text as JSON writes it. Knows JSON only, not what is written.
#ifndef GRADUASI_SRC_WIRE_JSON_TEXT_H_
#define GRADUASI_SRC_WIRE_JSON_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace graduasi::wire {

// Appends `text` in quotes, escaped as little as JSON allows. What is not UTF-8 becomes U+FFFD, so that the result is always
// JSON.
void AppendJsonString(absl::string_view text, std::string* json);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_JSON_TEXT_H_
