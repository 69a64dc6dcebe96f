#include "src/cel/lexer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "src/cel/text_literal.h"
#include "src/cel/utf8.h"

namespace graduasi::cel {
namespace {

constexpr absl::string_view kReserved[] = {"as",        "break",  "const",  "continue", "else", "for",
                                           "function",  "if",     "import", "let",      "loop", "package",
                                           "namespace", "return", "var",    "void",     "while"};

bool IsNameStart(char c) { return c == '_' || absl::ascii_isalpha(static_cast<unsigned char>(c)); }
bool IsNamePart(char c) { return c == '_' || absl::ascii_isalnum(static_cast<unsigned char>(c)); }
bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsHexDigit(char c) { return absl::ascii_isxdigit(static_cast<unsigned char>(c)); }

// One spelling of an operator. `right` is what should have been written instead, null if it is right as it stands.
struct Spelling {
  absl::string_view written;
  TokenKind kind;
  const char* right;
};

// Longer spellings before their beginnings.
constexpr Spelling kSpellings[] = {
    {"===", TokenKind::kEqual, "=="},
    {"!==", TokenKind::kNotEqual, "!="},
    {"==", TokenKind::kEqual, nullptr},
    {"=>", TokenKind::kGreaterEqual, ">="},
    {"=<", TokenKind::kLessEqual, "<="},
    {"=", TokenKind::kEqual, "=="},
    {"<>", TokenKind::kNotEqual, "!="},
    {"<=", TokenKind::kLessEqual, nullptr},
    {"<", TokenKind::kLess, nullptr},
    {">=", TokenKind::kGreaterEqual, nullptr},
    {">", TokenKind::kGreater, nullptr},
    {"!=", TokenKind::kNotEqual, nullptr},
    {"!", TokenKind::kNot, nullptr},
    {"&&", TokenKind::kAnd, nullptr},
    {"&", TokenKind::kAnd, "&&"},
    {"||", TokenKind::kOr, nullptr},
    {"|", TokenKind::kOr, "||"},
    {"(", TokenKind::kOpenParen, nullptr},
    {")", TokenKind::kCloseParen, nullptr},
    {"[", TokenKind::kOpenBracket, nullptr},
    {"]", TokenKind::kCloseBracket, nullptr},
    {"{", TokenKind::kOpenBrace, nullptr},
    {"}", TokenKind::kCloseBrace, nullptr},
    {".", TokenKind::kDot, nullptr},
    {",", TokenKind::kComma, nullptr},
    {":", TokenKind::kColon, nullptr},
    {"?", TokenKind::kQuestion, nullptr},
    {"-", TokenKind::kMinus, nullptr},
    {"+", TokenKind::kPlus, nullptr},
    {"*", TokenKind::kStar, nullptr},
    {"/", TokenKind::kSlash, nullptr},
    {"%", TokenKind::kPercent, nullptr},
    {"≥", TokenKind::kGreaterEqual, ">="},
    {"≤", TokenKind::kLessEqual, "<="},
    {"≠", TokenKind::kNotEqual, "!="},
    {"−", TokenKind::kMinus, "-"},
    {"–", TokenKind::kMinus, "-"},
    {"—", TokenKind::kMinus, "-"},
    {"×", TokenKind::kStar, "*"},
    {"÷", TokenKind::kSlash, "/"},
};

constexpr absl::string_view kCurlyQuotes[] = {"“", "”", "„", "‘", "’", "‚", "«", "»"};

class Lexer {
 public:
  Lexer(absl::string_view source, std::vector<Issue>* issues) : source_(source), issues_(issues) {}

  std::vector<Token> Run() {
    while (SkipBlanks(), at_ < source_.size()) Next();
    Add(TokenKind::kEnd, at_);
    return std::move(tokens_);
  }

 private:
  absl::string_view rest() const { return source_.substr(at_); }
  char Peek(size_t ahead = 0) const { return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0'; }
  bool StartsWith(absl::string_view text) const { return rest().substr(0, text.size()) == text; }
  absl::string_view From(size_t begin) const { return source_.substr(begin, at_ - begin); }
  void Report(size_t position, std::string message) {
    issues_->push_back({static_cast<int32_t>(position), std::move(message)});
  }

  Token& Add(TokenKind kind, size_t begin) {
    Token token;
    token.kind = kind;
    token.span = {static_cast<int32_t>(begin), static_cast<int32_t>(at_)};
    tokens_.push_back(std::move(token));
    return tokens_.back();
  }

  void AddLiteral(size_t begin, Literal literal) { Add(TokenKind::kLiteral, begin).literal = std::move(literal); }

  void SkipBlanks();
  void Next();
  void Name();
  void QuotedName();
  bool Text();
  void CurlyText(absl::string_view opening);
  void Number();
  void Hexadecimal(size_t begin);
  bool SeparatedNumber(size_t begin);
  void Whole(size_t begin, absl::string_view digits, int base);
  void Operator();

  const absl::string_view source_;
  std::vector<Issue>* const issues_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
};

void Lexer::SkipBlanks() {
  constexpr absl::string_view kNoBreakSpace = "\xC2\xA0";
  for (; at_ < source_.size(); ++at_) {
    const char c = source_[at_];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r') continue;
    if (StartsWith("//")) {
      at_ = std::min(source_.find('\n', at_), source_.size() - 1);
    } else if (StartsWith(kNoBreakSpace)) {
      Report(at_, "this blank is a no-break space, as word processors make them; write an ordinary space");
      ++at_;
    } else {
      return;
    }
  }
}

void Lexer::Next() {
  const char c = Peek();
  if (IsDigit(c) || (c == '.' && IsDigit(Peek(1)))) return Number();
  if (c == '`') return QuotedName();
  if (Text()) return;
  if (IsNameStart(c)) return Name();
  for (const absl::string_view quote : kCurlyQuotes) {
    if (StartsWith(quote)) return CurlyText(quote);
  }
  Operator();
}

void Lexer::Name() {
  const size_t begin = at_;
  while (at_ < source_.size() && IsNamePart(source_[at_])) ++at_;
  const absl::string_view name = From(begin);
  if (name == "true" || name == "false") return AddLiteral(begin, name == "true");
  if (name == "null") return AddLiteral(begin, std::monostate());
  if (name == "in") {
    Add(TokenKind::kIn, begin);
    return;
  }
  Token& token = Add(TokenKind::kName, begin);
  token.name = std::string(name);
  token.is_reserved = std::find(std::begin(kReserved), std::end(kReserved), name) != std::end(kReserved);
}

void Lexer::QuotedName() {
  const size_t begin = at_;
  const size_t end = source_.find('`', at_ + 1);
  if (end == absl::string_view::npos) {
    at_ = source_.size();
    Report(begin, "this backquote opens a field name that is never closed by another backquote");
    Add(TokenKind::kInvalid, begin);
    return;
  }
  const absl::string_view name = source_.substr(begin + 1, end - begin - 1);
  at_ = end + 1;
  auto allowed = [](char c) { return IsNamePart(c) || c == '.' || c == '-' || c == '/' || c == ' '; };
  if (name.empty() || !std::all_of(name.begin(), name.end(), allowed)) {
    Report(begin, "between backquotes stand letters A to Z, digits, spaces and the signs . - / _");
    Add(TokenKind::kInvalid, begin);
    return;
  }
  Add(TokenKind::kQuotedName, begin).name = std::string(name);
}

// A string or bytes literal, if one begins here.
bool Lexer::Text() {
  const size_t begin = at_;
  size_t open = at_;
  const bool bytes = absl::ascii_tolower(static_cast<unsigned char>(Peek())) == 'b';
  if (bytes) ++open;
  const bool raw = open < source_.size() && absl::ascii_tolower(static_cast<unsigned char>(source_[open])) == 'r';
  if (raw) ++open;
  if (open >= source_.size() || (source_[open] != '"' && source_[open] != '\'')) return false;
  const char quote = source_[open];
  const std::string triple(3, quote);
  const bool is_triple = source_.substr(open, 3) == triple;
  const absl::string_view delimiter = is_triple ? absl::string_view(triple) : source_.substr(open, 1);
  const size_t body = open + delimiter.size();
  size_t end = body;
  while (end < source_.size() && source_.substr(end, delimiter.size()) != delimiter) {
    if (!is_triple && (source_[end] == '\n' || source_[end] == '\r')) break;
    end += !raw && source_[end] == '\\' && end + 1 < source_.size() ? 2 : 1;
  }
  end = std::min(end, source_.size());
  const bool closed = source_.substr(end, delimiter.size()) == delimiter;
  at_ = closed ? end + delimiter.size() : end;
  if (!closed) Report(begin, absl::StrCat("the text that begins here is never closed by ", delimiter));
  const absl::string_view inside = source_.substr(body, end - body);
  std::string value = raw ? std::string(inside) : DecodeEscapes(inside, bytes, static_cast<int32_t>(body), issues_);
  if (bytes) {
    AddLiteral(begin, BytesValue{std::move(value)});
  } else {
    AddLiteral(begin, std::move(value));
  }
  return true;
}

void Lexer::CurlyText(absl::string_view opening) {
  const size_t begin = at_;
  const size_t body = at_ + opening.size();
  size_t end = body;
  size_t closing = 0;
  for (; end < source_.size() && closing == 0; end += closing == 0 ? 1 : 0) {
    if (source_[end] == '"' || source_[end] == '\'') closing = 1;
    for (const absl::string_view quote : kCurlyQuotes) {
      if (absl::StartsWith(source_.substr(end), quote)) closing = quote.size();
    }
  }
  const absl::string_view inside = source_.substr(body, end - body);
  at_ = end + closing;
  Report(begin, absl::StrCat("`", opening, "` is a typographic quotation mark, as word processors make them; write ",
                             QuoteString(inside), " with straight ones"));
  AddLiteral(begin, std::string(inside));
}

void Lexer::Number() {
  const size_t begin = at_;
  if (SeparatedNumber(begin)) return;
  if (Peek() == '0' && Peek(1) == 'x') return Hexadecimal(begin);
  auto skip_digits = [this] {
    while (IsDigit(Peek())) ++at_;
  };
  skip_digits();
  bool fractional = false;
  if (Peek() == '.' && IsDigit(Peek(1))) {
    fractional = true;
    ++at_;
    skip_digits();
  }
  if (absl::ascii_tolower(static_cast<unsigned char>(Peek())) == 'e') {
    const size_t sign = Peek(1) == '+' || Peek(1) == '-' ? 1 : 0;
    if (IsDigit(Peek(1 + sign))) {
      fractional = true;
      at_ += 1 + sign;
      skip_digits();
    }
  }
  if (!fractional) return Whole(begin, From(begin), 10);
  double value = 0;
  if (!absl::SimpleAtod(From(begin), &value) || std::isinf(value)) {
    Report(begin, absl::StrCat(From(begin), " is too large for a double"));
    value = 0;
  }
  AddLiteral(begin, value);
}

void Lexer::Hexadecimal(size_t begin) {
  at_ += 2;
  const size_t digits = at_;
  while (IsHexDigit(Peek())) ++at_;
  if (at_ == digits) {
    Report(begin, "after 0x stand hexadecimal digits, for example 0x1F");
    Add(TokenKind::kInvalid, begin);
    return;
  }
  Whole(begin, From(digits), 16);
}

// An int or uint: digits, then perhaps u. Reads up to the end of the number and reports letters that run into it.
void Lexer::Whole(size_t begin, absl::string_view digits, int base) {
  uint64_t value = 0;
  bool in_range = true;
  for (const char c : digits) {
    const uint64_t digit =
        static_cast<uint64_t>(IsDigit(c) ? c - '0' : absl::ascii_tolower(static_cast<unsigned char>(c)) - 'a' + 10);
    const uint64_t limit = UINT64_MAX;
    if (value > (limit - digit) / static_cast<uint64_t>(base)) in_range = false;
    value = value * static_cast<uint64_t>(base) + digit;
  }
  const bool is_uint = Peek() == 'u' || Peek() == 'U';
  if (is_uint) ++at_;
  if (!in_range) {
    Report(begin, is_uint ? "this number is too large: a uint goes up to 18446744073709551615u"
                          : "this number is too large: whole numbers go from -9223372036854775808 to 9223372036854775807");
    value = 0;
  }
  Token& token = Add(TokenKind::kLiteral, begin);
  token.literal = value;
  token.is_int = !is_uint;
  if (IsNamePart(Peek())) {
    const size_t letters = at_;
    while (IsNamePart(Peek())) ++at_;
    Report(begin, absl::StrCat("`", From(begin), "` is neither a number nor a name; leave out `", From(letters),
                               "`, or begin the name with a letter"));
  }
}

// Numbers with separators between the thousands: 1_000_000, 1.000.000 and 1,000,000. The last form can also be the items 1, 0,
// 0 of a list; a group that begins with 0 is taken for thousands, since a mistaken list would pass unseen.
bool Lexer::SeparatedNumber(size_t begin) {
  size_t end = begin;
  auto digits = [&] {
    const size_t from = end;
    while (end < source_.size() && IsDigit(source_[end])) ++end;
    return end - from;
  };
  const size_t first = digits();
  if (first == 0 || end >= source_.size()) return false;
  const char separator = source_[end];
  constexpr int kMostGroups = 6;  // of three digits: more do not fit an int
  int groups = 0;
  bool zero_group = false;
  if (separator == '_') {
    while (end < source_.size() && (source_[end] == '_' || IsDigit(source_[end]))) ++end;
    groups = end == begin + first + 1 ? 0 : 1;
    zero_group = true;
  } else if ((separator == '.' || separator == ',') && first <= 3) {
    while (end < source_.size() && source_[end] == separator && groups < kMostGroups) {
      const size_t before = end++;
      const bool starts_with_zero = end < source_.size() && source_[end] == '0';
      if (digits() != 3) {
        end = before;
        break;
      }
      zero_group |= starts_with_zero;
      ++groups;
    }
  }
  if (groups == 0 || (separator == '.' && groups < 2) || (separator == ',' && !zero_group)) return false;
  if (end < source_.size() && (IsNamePart(source_[end]))) return false;
  at_ = end;
  std::string plain = absl::StrReplaceAll(From(begin), {{std::string(1, separator), ""}});
  Report(begin,
         absl::StrCat("numbers are written without separators between the thousands: ", plain, " instead of ", From(begin)));
  Whole(begin, plain, 10);
  return true;
}

void Lexer::Operator() {
  const size_t begin = at_;
  for (const Spelling& spelling : kSpellings) {
    if (!StartsWith(spelling.written)) continue;
    at_ += spelling.written.size();
    if (spelling.right != nullptr) {
      Report(begin, absl::StrCat("`", spelling.written, "` is not an operator here; write `", spelling.right, "`"));
    }
    Add(spelling.kind, begin);
    return;
  }
  int length = 1;
  const int32_t code_point = DecodeUtf8(source_, at_, &length);
  at_ += static_cast<size_t>(std::max(length, 1));
  if (source_[begin] == ';') {
    Report(begin, "an expression has no `;`; leave it out");
  } else if (code_point >= 0x80) {
    Report(begin,
           absl::StrCat("`", From(begin), "` may stand only inside quoted text; names have the letters A to Z, digits and _"));
  } else if (code_point < 0x20 || code_point == 0x7F) {
    Report(begin, "an invisible control character stands here; delete it");
  } else {
    Report(begin, absl::StrCat("`", From(begin), "` means nothing in an expression; leave it out"));
  }
  Add(TokenKind::kInvalid, begin);
}

}  // namespace

std::vector<Token> Lex(absl::string_view source, std::vector<Issue>* issues) { return Lexer(source, issues).Run(); }

bool IsSelector(absl::string_view name) {
  if (name.empty() || !IsNameStart(name[0]) || !std::all_of(name.begin(), name.end(), IsNamePart)) return false;
  return name != "true" && name != "false" && name != "null" && name != "in";
}

}  // namespace graduasi::cel
