// Reading and writing UTF-8, one code point at a time. It knows bytes and code points only; what a code point means to the
// language is the lexer's business.
#ifndef GRADUASI_SRC_CEL_UTF8_H_
#define GRADUASI_SRC_CEL_UTF8_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace graduasi::cel {

// True for the code points that text may hold: up to U+10FFFF, without the UTF-16 surrogates.
bool IsScalarValue(uint32_t code_point);

// Appends the UTF-8 form of a scalar value.
void AppendUtf8(uint32_t code_point, std::string* text);

// The code point that begins at `position`, and its length in bytes in `*length`; -1 if the bytes there are not UTF-8 (overlong
// forms, surrogates and truncated sequences are not). `position` must lie inside the text.
int32_t DecodeUtf8(absl::string_view text, size_t position, int* length);

// The position of the first byte that does not belong to valid UTF-8; npos if the whole text is valid.
size_t FindInvalidUtf8(absl::string_view text);

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_UTF8_H_
