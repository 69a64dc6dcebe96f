#include "src/cel/text_literal.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "src/cel/utf8.h"

namespace graduasi::cel {
namespace {

// The value of `count` digits of the given base at `begin`, or -1 if they are not there.
int64_t Digits(absl::string_view text, size_t begin, size_t count, int base) {
  if (begin + count > text.size()) return -1;
  int64_t value = 0;
  for (size_t i = begin; i < begin + count; ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    int digit = 99;
    if (absl::ascii_isdigit(c)) digit = c - '0';
    if (base == 16 && absl::ascii_isxdigit(c) && !absl::ascii_isdigit(c)) digit = absl::ascii_tolower(c) - 'a' + 10;
    if (digit >= base) return -1;
    value = value * base + digit;
  }
  return value;
}

// The character that a one-letter escape stands for, or -1.
int SimpleEscape(char c) {
  switch (c) {
    case '\\':
    case '?':
    case '"':
    case '\'':
    case '`':
      return static_cast<unsigned char>(c);
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    default:
      return -1;
  }
}

std::string HexByte(unsigned char c) {
  constexpr char kHex[] = "0123456789abcdef";
  return {kHex[c >> 4], kHex[c & 15]};
}

// The common escapes of both kinds of literal; false if `c` is none of them.
bool AppendCommonEscape(char c, std::string* out) {
  switch (c) {
    case '"':
      out->append("\\\"");
      return true;
    case '\\':
      out->append("\\\\");
      return true;
    case '\n':
      out->append("\\n");
      return true;
    case '\r':
      out->append("\\r");
      return true;
    case '\t':
      out->append("\\t");
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string DecodeEscapes(absl::string_view body, bool bytes, int32_t position, std::vector<Issue>* issues) {
  std::string value;
  value.reserve(body.size());
  for (size_t i = 0; i < body.size();) {
    if (body[i] != '\\') {
      value.push_back(body[i++]);
      continue;
    }
    const int32_t here = position + static_cast<int32_t>(i);
    const char kind = i + 1 < body.size() ? body[i + 1] : '\0';
    if (const int simple = SimpleEscape(kind); simple >= 0) {
      value.push_back(static_cast<char>(simple));
      i += 2;
      continue;
    }
    size_t skip = 2, digits = 0;
    int base = 16;
    if (kind == 'x' || kind == 'X') digits = 2;
    if (kind == 'u') digits = 4;
    if (kind == 'U') digits = 8;
    if (kind >= '0' && kind <= '3') skip = 1, digits = 3, base = 8;
    const int64_t code = digits == 0 ? -1 : Digits(body, i + skip, digits, base);
    if (code < 0) {
      issues->push_back(
          {here, absl::StrCat("`\\", body.substr(i + 1, kind == '\0' ? 0 : 1),
                              "` is not an escape sequence; write `\\\\` for a backslash, or put r before the quotes")});
      i += kind != '\0' && static_cast<unsigned char>(kind) < 0x80 ? 2 : 1;
      continue;
    }
    i += skip + digits;
    if (bytes && (kind == 'u' || kind == 'U')) {
      issues->push_back({here, "`\\u` and `\\U` name characters and may not stand in bytes; write the bytes as `\\x..`"});
    } else if (bytes) {
      value.push_back(static_cast<char>(static_cast<unsigned char>(code)));
    } else if (!IsScalarValue(static_cast<uint32_t>(code))) {
      issues->push_back(
          {here, "this escape names no Unicode character (they end at \\U0010FFFF, and \\uD800 to \\uDFFF are none)"});
    } else {
      AppendUtf8(static_cast<uint32_t>(code), &value);
    }
  }
  return value;
}

std::string QuoteString(absl::string_view text) {
  std::string out = "\"";
  for (size_t i = 0; i < text.size();) {
    int length = 1;
    const int32_t code_point = DecodeUtf8(text, i, &length);
    if (!AppendCommonEscape(text[i], &out)) {
      if (code_point < 0x20 || code_point == 0x7F) {
        absl::StrAppend(&out, "\\x", HexByte(static_cast<unsigned char>(text[i])));
      } else {
        out.append(text.data() + i, static_cast<size_t>(length));
      }
    }
    i += static_cast<size_t>(length);
  }
  return out + "\"";
}

std::string QuoteBytes(absl::string_view bytes) {
  std::string out = "b\"";
  for (const char c : bytes) {
    if (AppendCommonEscape(c, &out)) continue;
    const unsigned char byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7F) {
      absl::StrAppend(&out, "\\x", HexByte(byte));
    } else {
      out.push_back(c);
    }
  }
  return out + "\"";
}

}  // namespace graduasi::cel
