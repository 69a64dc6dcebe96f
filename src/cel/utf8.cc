#include "src/cel/utf8.h"

namespace graduasi::cel {

bool IsScalarValue(uint32_t code_point) { return code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF); }

void AppendUtf8(uint32_t code_point, std::string* text) {
  auto continuation = [](uint32_t bits) { return static_cast<char>(0x80 | (bits & 0x3F)); };
  if (code_point < 0x80) {
    text->push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    text->push_back(static_cast<char>(0xC0 | (code_point >> 6)));
    text->push_back(continuation(code_point));
  } else if (code_point < 0x10000) {
    text->push_back(static_cast<char>(0xE0 | (code_point >> 12)));
    text->push_back(continuation(code_point >> 6));
    text->push_back(continuation(code_point));
  } else {
    text->push_back(static_cast<char>(0xF0 | (code_point >> 18)));
    text->push_back(continuation(code_point >> 12));
    text->push_back(continuation(code_point >> 6));
    text->push_back(continuation(code_point));
  }
}

int32_t DecodeUtf8(absl::string_view text, size_t position, int* length) {
  auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<unsigned char>(text[i])); };
  const uint32_t lead = byte(position);
  if (lead < 0x80) {
    *length = 1;
    return static_cast<int32_t>(lead);
  }
  const int size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || position + static_cast<size_t>(size) > text.size()) return -1;
  uint32_t code_point = lead & (0xFFu >> (size + 1));
  for (int i = 1; i < size; ++i) {
    const uint32_t next = byte(position + static_cast<size_t>(i));
    if ((next & 0xC0) != 0x80) return -1;
    code_point = (code_point << 6) | (next & 0x3F);
  }
  constexpr uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code_point < kSmallest[size] || !IsScalarValue(code_point)) return -1;
  *length = size;
  return static_cast<int32_t>(code_point);
}

size_t FindInvalidUtf8(absl::string_view text) {
  for (size_t position = 0; position < text.size();) {
    int length = 0;
    if (DecodeUtf8(text, position, &length) < 0) return position;
    position += static_cast<size_t>(length);
  }
  return absl::string_view::npos;
}

}  // namespace graduasi::cel
