// What a quoted text stands for: escape sequences of string and bytes literals, and their canonical spelling. It knows the
// inside of one literal, not where literals stand in an expression.
#ifndef GRADUASI_SRC_CEL_TEXT_LITERAL_H_
#define GRADUASI_SRC_CEL_TEXT_LITERAL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "src/cel/issue.h"

namespace graduasi::cel {

// The value of the text between the quotes of a literal that is not raw. In bytes, \x and \ooo are single bytes; in strings
// they are code points. `position` is where `body` stands in the source; a wrong escape adds an issue and is left out.
std::string DecodeEscapes(absl::string_view body, bool bytes, int32_t position, std::vector<Issue>* issues);

// The value as a double-quoted literal that reads back as itself; everything but printable UTF-8 is escaped.
std::string QuoteString(absl::string_view text);

// The value as a double-quoted bytes literal; everything but printable ASCII is escaped.
std::string QuoteBytes(absl::string_view bytes);

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_TEXT_LITERAL_H_
