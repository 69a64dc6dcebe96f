// From source text to tokens. Spellings of other languages and of word processors (`=`, `<>`, curly quotes, 1.000.000) are read
// as what was meant and reported, so that the steps after this one still find their own mistakes. It knows words, not grammar.
#ifndef GRADUASI_SRC_CEL_LEXER_H_
#define GRADUASI_SRC_CEL_LEXER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "src/cel/ast.h"
#include "src/cel/issue.h"

namespace graduasi::cel {

enum class TokenKind : uint8_t {
  kEnd,
  kInvalid,     // reported already; stands where something stood
  kName,        // an identifier, also a reserved one
  kQuotedName,  // `a name in backquotes`
  kLiteral,     // number (without a sign), text, true, false or null
  kOpenParen,
  kCloseParen,
  kOpenBracket,
  kCloseBracket,
  kOpenBrace,
  kCloseBrace,
  kDot,
  kComma,
  kColon,
  kQuestion,
  kNot,
  kMinus,  // kMinus is also the binary operator
  kOr,
  kAnd,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kIn,
  kPlus,
  kStar,
  kSlash,
  kPercent,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Span span;
  std::string name;          // kName, kQuotedName
  Literal literal;           // kLiteral; an int token holds its magnitude as uint64_t and `is_int`
  bool is_int = false;       // kLiteral: an int literal, whose range the parser checks when it knows the sign
  bool is_reserved = false;  // kName: may be a selector, not an identifier
};

// All tokens of valid UTF-8 text, the last of them kEnd.
std::vector<Token> Lex(absl::string_view source, std::vector<Issue>* issues);

// True for what may be written after a dot without backquotes.
bool IsSelector(absl::string_view name);

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_LEXER_H_
