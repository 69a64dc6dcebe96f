#include "src/wire/json_cursor.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "src/cel/utf8.h"

namespace graduasi::wire {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

JsonCursor::Kind JsonCursor::Peek() const {
  const char c = At(offset_);
  switch (c) {
    case '{':
      return Kind::kObject;
    case '[':
      return Kind::kArray;
    case '"':
      return Kind::kString;
    case 't':
    case 'f':
      return Kind::kBool;
    case 'n':
      return Kind::kNull;
    default:
      return c == '-' || IsDigit(c) ? Kind::kNumber : Kind::kNone;
  }
}

bool JsonCursor::Enter(char bracket) {
  if (At(offset_) != bracket) return Fail(offset_, absl::StrCat("`", std::string(1, bracket), "` is expected here"));
  EndToken(offset_ + 1);
  first_ = true;
  return true;
}

bool JsonCursor::More(char bracket, bool* more) {
  const char closer = bracket == '{' ? '}' : ']';
  const bool first = std::exchange(first_, false);
  const char c = At(offset_);
  *more = c != closer;
  if (!*more) {
    EndToken(offset_ + 1);
    return true;
  }
  if (offset_ >= text_.size())
    return Fail(offset_, absl::StrCat("the text ends where `", std::string(1, closer), "` is expected"));
  if (first) return true;
  if (c != ',') return Fail(offset_, absl::StrCat("`,` or `", std::string(1, closer), "` is expected here"));
  EndToken(offset_ + 1);
  if (At(offset_) == closer)
    return Fail(offset_, absl::StrCat("nothing follows the `,` before this `", std::string(1, closer), "`"));
  return true;
}

bool JsonCursor::ReadKey(std::string* key) {
  if (At(offset_) != '"') return Fail(offset_, "the name of a field in double quotes is expected here");
  if (!ReadString(key)) return false;
  if (At(offset_) != ':') return Fail(offset_, "`:` is expected here");
  EndToken(offset_ + 1);
  return true;
}

bool JsonCursor::ReadString(std::string* value, std::vector<Placed::Position>* positions) {
  const Placed::Position quote = positions_.At(offset_);
  const size_t begin = offset_;
  const auto mark = [&](size_t at, size_t count) {
    if (positions == nullptr) return;
    positions->insert(positions->end(), count, {quote.line, quote.column + static_cast<int>(at - begin)});
  };
  value->clear();
  if (At(offset_) != '"') return Fail(offset_, "a text in double quotes is expected here");
  ++offset_;
  while (true) {
    if (offset_ >= text_.size()) return Fail(begin, "a text begins here and is not closed by a quotation mark");
    const char c = text_[offset_];
    const size_t at = offset_;
    if (c == '"') {
      mark(at, 1);
      EndToken(offset_ + 1);
      return true;
    }
    if (static_cast<unsigned char>(c) < 0x20)
      return Fail(at, "a line end or control character stands inside a text; write \\n");
    if (c == '\\') {
      const size_t before = value->size();
      if (!ReadEscape(value)) return false;
      mark(at, value->size() - before);
    } else {
      value->push_back(c);
      mark(at, 1);
      ++offset_;
    }
  }
}

bool JsonCursor::ReadEscape(std::string* value) {
  const size_t begin = offset_;
  const char kind = At(begin + 1);
  constexpr absl::string_view kKinds = "\"\\/bfnrt";
  constexpr absl::string_view kMeant = "\"\\/\b\f\n\r\t";
  const size_t simple = kind == '\0' ? absl::string_view::npos : kKinds.find(kind);
  if (simple != absl::string_view::npos) {
    value->push_back(kMeant[simple]);
    offset_ += 2;
    return true;
  }
  if (kind != 'u') return Fail(begin, "this is no escape sequence; a backslash itself is written `\\\\`");
  unsigned code = 0;
  unsigned low = 0;
  if (!ReadHex4(begin + 2, &code)) return Fail(begin, "`\\u` takes four hexadecimal digits");
  offset_ += 6;
  if (code >= 0xD800 && code < 0xDC00 && At(offset_) == '\\' && At(offset_ + 1) == 'u' && ReadHex4(offset_ + 2, &low) &&
      low >= 0xDC00 && low < 0xE000) {
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    offset_ += 6;
  }
  if (!cel::IsScalarValue(code)) return Fail(begin, "this is half of a surrogate pair");
  cel::AppendUtf8(code, value);
  return true;
}

bool JsonCursor::ReadHex4(size_t at, unsigned* code_unit) {
  *code_unit = 0;
  for (size_t i = at; i < at + 4; ++i) {
    const auto c = static_cast<unsigned char>(At(i));
    if (!absl::ascii_isxdigit(c)) return false;
    const auto digit = static_cast<unsigned>(IsDigit(static_cast<char>(c)) ? c - '0' : absl::ascii_tolower(c) - 'a' + 10);
    *code_unit = *code_unit * 16 + digit;
  }
  return true;
}

bool JsonCursor::ReadNumber(absl::string_view* digits) {
  const size_t begin = offset_;
  size_t i = begin;
  const auto run = [&] {
    const size_t from = i;
    while (IsDigit(At(i))) ++i;
    return i > from;
  };
  if (At(i) == '-') ++i;
  const bool zero = At(i) == '0';
  const size_t whole = i;
  if (!run() || (zero && i - whole > 1)) return Fail(begin, "this is no number as JSON writes them");
  if (At(i) == '.') {
    ++i;
    if (!run()) return Fail(begin, "this is no number as JSON writes them");
  }
  if (At(i) == 'e' || At(i) == 'E') {
    ++i;
    if (At(i) == '+' || At(i) == '-') ++i;
    if (!run()) return Fail(begin, "this is no number as JSON writes them");
  }
  *digits = text_.substr(begin, i - begin);
  EndToken(i);
  return true;
}

bool JsonCursor::ReadBool(bool* value) {
  *value = At(offset_) == 't';
  return Word(*value ? "true" : "false");
}

bool JsonCursor::ReadNull() { return Word("null"); }

bool JsonCursor::Word(absl::string_view word) {
  if (!absl::StartsWith(text_.substr(offset_), word)) {
    return Fail(offset_, "a value is expected here: a text in quotes, a number, true, false, null, [...] or {...}");
  }
  EndToken(offset_ + word.size());
  return true;
}

bool JsonCursor::Skip(int nesting) {
  std::string text;
  absl::string_view digits;
  bool truth = false;
  switch (Peek()) {
    case Kind::kString:
      return ReadString(&text);
    case Kind::kNumber:
      return ReadNumber(&digits);
    case Kind::kBool:
      return ReadBool(&truth);
    case Kind::kObject:
    case Kind::kArray: {
      const char bracket = At(offset_);
      if (nesting <= 0) return Fail(offset_, "brackets are nested too deep");
      if (!Enter(bracket)) return false;
      for (bool more = true; More(bracket, &more);) {
        if (!more) return true;
        if (bracket == '{' && !ReadKey(&text)) return false;
        if (!Skip(nesting - 1)) return false;
      }
      return false;
    }
    case Kind::kNull:
    case Kind::kNone:
      break;
  }
  return ReadNull();
}

bool JsonCursor::AtEnd() { return offset_ >= text_.size() || Fail(offset_, "the document has ended; nothing can follow here"); }

bool JsonCursor::Fail(size_t offset, std::string mistake) {
  offset_ = offset;
  mistake_ = offset >= text_.size() && !absl::StartsWith(mistake, "the text ends")
                 ? absl::StrCat("the text ends too early: ", mistake)
                 : std::move(mistake);
  return false;
}

void JsonCursor::SkipSpace() {
  while (offset_ < text_.size() &&
         (text_[offset_] == ' ' || text_[offset_] == '\t' || text_[offset_] == '\n' || text_[offset_] == '\r')) {
    ++offset_;
  }
}

void JsonCursor::EndToken(size_t end) {
  end_ = offset_ = end;
  SkipSpace();
}

}  // namespace graduasi::wire
