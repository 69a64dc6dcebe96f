#include "src/wire/text_outline.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace graduasi::wire {
namespace {

using google::protobuf::io::Tokenizer;

class Silent : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int, google::protobuf::io::ColumnNumber, const std::string&) override {}
};

// Follows a tokenizer's places through the text, forwards only.
class TokenCursor {
 public:
  explicit TokenCursor(absl::string_view text) : text_(text) {}

  size_t MoveTo(int line, int column) {
    while (offset_ < text_.size() && (line_ < line || (line_ == line && column_ < column))) {
      const char c = text_[offset_++];
      if (c == '\n') {
        ++line_;
        column_ = 0;
      } else {
        column_ += c == '\t' ? 8 - column_ % 8 : 1;
      }
    }
    return offset_;
  }

 private:
  absl::string_view text_;
  size_t offset_ = 0;
  int line_ = 0;
  int column_ = 0;
};

bool IsOctal(char c) { return c >= '0' && c <= '7'; }
bool IsHex(char c) { return absl::ascii_isxdigit(static_cast<unsigned char>(c)); }

// Length of the escape that begins with the backslash at `i`, by the rules of Tokenizer::ParseString.
size_t EscapeLength(absl::string_view raw, size_t i) {
  const auto at = [&](size_t k) { return i + k < raw.size() ? raw[i + k] : '\0'; };
  const auto run = [&](size_t from, size_t most, bool (*in)(char)) {
    size_t n = 0;
    while (n < most && in(at(from + n))) ++n;
    return from + n;
  };
  const char kind = at(1);
  if (IsOctal(kind)) return run(1, 3, IsOctal);
  if (kind == 'x' || kind == 'X') return run(2, 2, IsHex);
  if (kind == 'U') return run(2, 8, IsHex);
  if (kind != 'u') return 2;
  const size_t end = run(2, 4, IsHex);
  // A high surrogate takes the low one that follows with it.
  const auto half = [&](size_t from, char low, char high) {
    const char d = absl::ascii_toupper(static_cast<unsigned char>(at(from)));
    const char e = absl::ascii_toupper(static_cast<unsigned char>(at(from + 1)));
    return d == 'D' && e >= low && e <= high;
  };
  if (end == 6 && half(2, '8', 'B') && at(6) == '\\' && at(7) == 'u' && half(8, 'C', 'F') && run(8, 4, IsHex) == 12) return 12;
  return end;
}

class Outliner {
 public:
  Outliner(absl::string_view text, int max_nesting)
      : input_(text.data(), static_cast<int>(text.size())),
        tokenizer_(&input_, &silent_),
        tokens_(text),
        positions_(text),
        max_nesting_(max_nesting) {
    tokenizer_.set_comment_style(Tokenizer::SH_COMMENT_STYLE);
    tokenizer_.set_allow_f_after_float(true);
    Next();
  }

  // Reads fields up to `closer` (0: the end of the text). False: could not be followed any further.
  bool ReadFields(OutlineMessage* message, char closer, int nesting) {
    while (true) {
      if (tokenizer_.current().type == Tokenizer::TYPE_END) return closer == '\0';
      if (closer != '\0' && AtSymbol(closer)) return true;
      if (AtSymbol(';') || AtSymbol(',')) {
        Next();
        continue;
      }
      if (tokenizer_.current().type != Tokenizer::TYPE_IDENTIFIER) return false;
      std::vector<OutlineValue>& values = message->fields[tokenizer_.current().text];
      OutlineValue& first = Start(&values);
      Next();
      if (AtSymbol(':')) Next();
      if (!AtSymbol('[')) {
        if (!ReadValue(&first, nesting)) return false;
        continue;
      }
      const size_t name = first.begin;
      const size_t before = values.size() - 1;
      values.pop_back();
      Next();
      while (!AtSymbol(']')) {
        OutlineValue& element = Start(&values);
        if (values.size() - 1 == before) element.begin = name;
        if (!ReadValue(&element, nesting)) return false;
        if (AtSymbol(',')) {
          Next();
        } else if (!AtSymbol(']')) {
          return false;
        }
      }
      Next();
    }
  }

 private:
  void Next() {
    end_of_last_ = begin_ + tokenizer_.current().text.size();
    tokenizer_.Next();
    begin_ = tokens_.MoveTo(tokenizer_.current().line, tokenizer_.current().column);
  }

  bool AtSymbol(char symbol) {
    return tokenizer_.current().type == Tokenizer::TYPE_SYMBOL && tokenizer_.current().text[0] == symbol;
  }

  // A new value that begins at the current token.
  OutlineValue& Start(std::vector<OutlineValue>* values) {
    OutlineValue& value = values->emplace_back();
    const Placed::Position position = positions_.At(begin_);
    value.begin = begin_;
    value.line = position.line;
    value.column = position.column;
    return value;
  }

  bool ReadValue(OutlineValue* value, int nesting) {
    if (AtSymbol('{') || AtSymbol('<')) {
      if (nesting >= max_nesting_) return false;
      const char closer = AtSymbol('{') ? '}' : '>';
      Next();
      value->message = std::make_unique<OutlineMessage>();
      if (!ReadFields(value->message.get(), closer, nesting + 1)) return false;
      Next();
    } else if (tokenizer_.current().type == Tokenizer::TYPE_STRING) {
      while (tokenizer_.current().type == Tokenizer::TYPE_STRING) {
        if (!value->positions.empty()) value->positions.pop_back();
        ReadLiteral(tokenizer_.current().text, &value->positions);
        Next();
      }
    } else {
      if (AtSymbol('-')) Next();
      const Tokenizer::TokenType type = tokenizer_.current().type;
      if (type == Tokenizer::TYPE_SYMBOL || type == Tokenizer::TYPE_END || type == Tokenizer::TYPE_STRING) return false;
      Next();
    }
    value->end = end_of_last_;
    return true;
  }

  // Adds where each byte of the literal's value stands, and where its closing quote does.
  void ReadLiteral(const std::string& raw, std::vector<Placed::Position>* positions) {
    const Placed::Position quote = positions_.At(begin_);
    const size_t end = raw.size() < 2 ? raw.size() : raw.size() - 1;
    for (size_t i = 1; i < end;) {
      size_t length = 1;
      size_t bytes = 1;
      if (raw[i] == '\\') {
        length = std::min(EscapeLength(raw, i), end - i);
        std::string value;
        Tokenizer::ParseStringAppend("\"" + raw.substr(i, length) + "\"", &value);
        bytes = value.size();
      }
      positions->insert(positions->end(), bytes, {quote.line, quote.column + static_cast<int>(i)});
      i += length;
    }
    positions->push_back({quote.line, quote.column + static_cast<int>(end)});
  }

  Silent silent_;
  google::protobuf::io::ArrayInputStream input_;
  Tokenizer tokenizer_;
  TokenCursor tokens_;
  PositionCursor positions_;
  int max_nesting_;
  size_t begin_ = 0;        // of the current token
  size_t end_of_last_ = 0;  // of the token before
};

}  // namespace

OutlineMessage OutlineOfText(absl::string_view text, int max_nesting) {
  OutlineMessage outline;
  Outliner(text, max_nesting).ReadFields(&outline, '\0', 0);
  return outline;
}

size_t OffsetOfToken(absl::string_view text, int line, int column) { return TokenCursor(text).MoveTo(line, column); }

}  // namespace graduasi::wire
