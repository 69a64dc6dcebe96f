// Text as JSON writes it. Knows JSON only.
#include "src/wire/json_text.h"

#include <cstdint>

#include "src/cel/utf8.h"

namespace graduasi::wire {

void AppendJsonString(absl::string_view text, std::string* json) {
  constexpr char kHex[] = "0123456789abcdef";
  json->push_back('"');
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) >= 0x80) {
      int length = 1;
      const int32_t code_point = cel::DecodeUtf8(text, at, &length);
      if (code_point < 0) {
        json->append("\xef\xbf\xbd");
        ++at;
      } else {
        json->append(text.data() + at, static_cast<size_t>(length));
        at += static_cast<size_t>(length);
      }
      continue;
    }
    if (c == '"' || c == '\\') {
      json->push_back('\\');
      json->push_back(c);
    } else if (c == '\n') {
      json->append("\\n");
    } else if (c == '\t') {
      json->append("\\t");
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      json->append("\\u00");
      json->push_back(kHex[(c >> 4) & 0xf]);
      json->push_back(kHex[c & 0xf]);
    } else {
      json->push_back(c);
    }
    ++at;
  }
  json->push_back('"');
}

}  // namespace graduasi::wire
