#include "src/analysis/expression_change.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/cel/lexer.h"

namespace graduasi::analysis {
namespace {

using cel::Token;
using cel::TokenKind;

constexpr size_t kLongest = 100;  // bytes of one side

std::vector<Token> Tokens(absl::string_view text) {
  std::vector<cel::Issue> issues;
  std::vector<Token> tokens = cel::Lex(text, &issues);
  while (!tokens.empty() && tokens.back().kind == TokenKind::kEnd) tokens.pop_back();
  return tokens;
}

absl::string_view TextOf(absl::string_view source, const Token& token) {
  return source.substr(static_cast<size_t>(token.span.begin), static_cast<size_t>(token.span.end - token.span.begin));
}

std::string Cut(absl::string_view text) {
  std::string out;
  bool space = false;  // line breaks and runs of spaces are one space
  for (const char c : text) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    out += c;
  }
  if (out.size() <= kLongest) return out;
  size_t end = kLongest - 3;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xc0) == 0x80) --end;  // not inside a code point
  return out.substr(0, end) + "...";
}

std::string Part(absl::string_view source, const std::vector<Token>& tokens, size_t begin, size_t end) {
  if (begin >= end) return "";
  const auto from = static_cast<size_t>(tokens[begin].span.begin);
  return Cut(source.substr(from, static_cast<size_t>(tokens[end - 1].span.end) - from));
}

bool IsComparison(TokenKind kind) {
  switch (kind) {
    case TokenKind::kEqual:
    case TokenKind::kNotEqual:
    case TokenKind::kLess:
    case TokenKind::kLessEqual:
    case TokenKind::kGreater:
    case TokenKind::kGreaterEqual:
    case TokenKind::kIn:
      return true;
    default:
      return false;
  }
}

// So far to the left that the change is not a number without a name: "decile >= 4", not "4".
size_t WithContext(const std::vector<Token>& tokens, size_t begin) {
  size_t at = begin;
  for (int taken = 0; at > 0 && taken < 2; ++taken) {
    const TokenKind kind = tokens[at - 1].kind;
    const bool opens = kind == TokenKind::kOpenParen || kind == TokenKind::kOpenBracket || kind == TokenKind::kComma ||
                       kind == TokenKind::kAnd || kind == TokenKind::kOr || kind == TokenKind::kQuestion ||
                       kind == TokenKind::kCloseParen || kind == TokenKind::kCloseBracket;
    if (opens) break;
    --at;
  }
  while (at > 1 && (tokens[at - 1].kind == TokenKind::kDot || tokens[at].kind == TokenKind::kDot)) --at;
  return at;
}

}  // namespace

bool SameTokens(absl::string_view before, absl::string_view after) {
  const std::vector<Token> a = Tokens(before);
  const std::vector<Token> b = Tokens(after);
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](const Token& x, const Token& y) { return TextOf(before, x) == TextOf(after, y); });
}

ExpressionChange ChangeOf(absl::string_view before, absl::string_view after) {
  const std::vector<Token> a = Tokens(before);
  const std::vector<Token> b = Tokens(after);
  const size_t shorter = std::min(a.size(), b.size());
  size_t head = 0;
  while (head < shorter && TextOf(before, a[head]) == TextOf(after, b[head])) ++head;
  size_t tail = 0;
  while (tail < shorter - head && TextOf(before, a[a.size() - 1 - tail]) == TextOf(after, b[b.size() - 1 - tail])) ++tail;
  const size_t a_end = a.size() - tail;
  const size_t b_end = b.size() - tail;
  if (head == a_end || head == b_end) return {Part(before, a, head, a_end), Part(after, b, head, b_end)};
  const size_t from = WithContext(a, head);
  // An operator alone says little: with what stands behind it.
  size_t more = 0;
  while (more < tail && (IsComparison(a[a_end + more - 1].kind) || a[a_end + more].kind == TokenKind::kDot ||
                         a[a_end + more - 1].kind == TokenKind::kDot)) {
    ++more;
  }
  return {Part(before, a, from, a_end + more), Part(after, b, from, b_end + more)};
}

std::set<std::string> NamesIn(absl::string_view expression) {
  std::set<std::string> names;
  const std::vector<Token> tokens = Tokens(expression);
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != TokenKind::kName || (i > 0 && tokens[i - 1].kind == TokenKind::kDot)) continue;
    if (tokens[i].name == "params" && i + 2 < tokens.size() && tokens[i + 1].kind == TokenKind::kDot) {
      names.insert(absl::StrCat("params.", tokens[i + 2].name));
    } else {
      names.insert(tokens[i].name);
    }
  }
  return names;
}

}  // namespace graduasi::analysis
