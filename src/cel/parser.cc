#include "src/cel/parser.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace graduasi::cel {
namespace {

// A binary operator as it stands in the tokens. Higher precedence binds tighter; all group from the left.
struct Operator {
  Function function = Function::kAnd;
  int precedence = 0;           // 0: there is none
  int tokens = 1;               // how many tokens spell it
  const char* right = nullptr;  // what should have been written, if it was written in words
};

Operator SymbolOperator(TokenKind kind) {
  switch (kind) {
    case TokenKind::kOr:
      return {Function::kOr, 1};
    case TokenKind::kAnd:
      return {Function::kAnd, 2};
    case TokenKind::kEqual:
      return {Function::kEqual, 3};
    case TokenKind::kNotEqual:
      return {Function::kNotEqual, 3};
    case TokenKind::kLess:
      return {Function::kLess, 3};
    case TokenKind::kLessEqual:
      return {Function::kLessEqual, 3};
    case TokenKind::kGreater:
      return {Function::kGreater, 3};
    case TokenKind::kGreaterEqual:
      return {Function::kGreaterEqual, 3};
    case TokenKind::kIn:
      return {Function::kIn, 3};
    case TokenKind::kPlus:
      return {Function::kAdd, 4};
    case TokenKind::kMinus:
      return {Function::kSubtract, 4};
    case TokenKind::kStar:
      return {Function::kMultiply, 5};
    case TokenKind::kSlash:
      return {Function::kDivide, 5};
    case TokenKind::kPercent:
      return {Function::kModulo, 5};
    default:
      return {};
  }
}

bool IsWord(const Token& token, absl::string_view english, absl::string_view indonesian) {
  if (token.kind != TokenKind::kName) return false;
  const std::string lower = absl::AsciiStrToLower(token.name);
  return lower == english || lower == indonesian;
}

class Parser {
 public:
  Parser(const std::vector<Token>& tokens, const Limits& limits, SyntaxTree* tree, std::vector<Issue>* issues)
      : tokens_(tokens), limits_(limits), tree_(tree), issues_(issues) {}

  bool Run() {
    if (Peek().kind == TokenKind::kEnd) {
      Report(0, "the expression is empty");
      tree_->root = Make(SyntaxKind::kError, 0, 0, {});
      return true;
    }
    tree_->root = Whole();
    return !stopped_;
  }

 private:
  const Token& Peek(size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  bool Is(TokenKind kind) const { return Peek().kind == kind; }
  int32_t Here() const { return Peek().span.begin; }
  int32_t LastEnd() const { return at_ == 0 ? 0 : tokens_[at_ - 1].span.end; }
  void Report(int32_t position, std::string message) { issues_->push_back({position, std::move(message)}); }
  void Advance() {
    if (at_ + 1 < tokens_.size()) ++at_;
  }
  bool Accept(TokenKind kind) {
    if (!Is(kind)) return false;
    Advance();
    return true;
  }

  // A limit is passed, or what follows cannot be understood: nothing more is read.
  void Stop(int32_t position, std::string message) {
    if (!stopped_) Report(position, std::move(message));
    stopped_ = true;
    at_ = tokens_.size() - 1;
  }

  SyntaxNode* Make(SyntaxKind kind, int32_t begin, int32_t position, std::vector<const SyntaxNode*> args);
  std::string Shown(const Token& token) const;
  static bool StartsOperand(const Token& token);

  SyntaxNode* Whole();
  SyntaxNode* Expr();
  SyntaxNode* Operands();
  SyntaxNode* Conditional(SyntaxNode* condition, int32_t begin);
  SyntaxNode* Binary(int least_precedence);
  SyntaxNode* Unary();
  SyntaxNode* Member();
  SyntaxNode* Primary();
  SyntaxNode* AfterDot(SyntaxNode* value, int32_t begin);
  SyntaxNode* Number(bool negative, int32_t begin);
  SyntaxNode* Name();
  SyntaxNode* Parentheses();
  SyntaxNode* List();
  SyntaxNode* Map();
  SyntaxNode* Record(const SyntaxNode* name, int32_t begin);
  SyntaxNode* NothingHere();
  Operator PeekOperator() const;
  bool IsNotWord() const;
  void Enter(int32_t position);
  void Items(const Token& open, TokenKind close, bool trailing_comma, bool pairs, std::vector<const SyntaxNode*>* items);
  void Close(const Token& open, TokenKind close);
  void SkipItem();

  const std::vector<Token>& tokens_;
  const Limits& limits_;
  SyntaxTree* const tree_;
  std::vector<Issue>* const issues_;
  size_t at_ = 0;
  int nesting_ = 0;
  bool stopped_ = false;
};

SyntaxNode* Parser::Make(SyntaxKind kind, int32_t begin, int32_t position, std::vector<const SyntaxNode*> args) {
  SyntaxNode& node = tree_->nodes.emplace_back();
  node.kind = kind;
  node.span = {begin, std::max(begin, LastEnd())};
  node.position = position;
  for (const SyntaxNode* arg : args) node.height = std::max(node.height, arg->height + 1);
  node.args = std::move(args);
  if (node.height > limits_.tree_height) {
    Stop(position, absl::StrCat("the expression is too deep: more than ", limits_.tree_height,
                                " operations build on one another; split it into several"));
  } else if (tree_->nodes.size() > static_cast<size_t>(limits_.nodes)) {
    Stop(position, absl::StrCat("the expression has more than ", limits_.nodes, " parts; split it into several"));
  }
  return &node;
}

std::string Parser::Shown(const Token& token) const {
  if (token.kind == TokenKind::kEnd) return "the end";
  if (token.kind == TokenKind::kName || token.kind == TokenKind::kQuotedName) return absl::StrCat("`", token.name, "`");
  if (token.kind == TokenKind::kLiteral) {
    const bool text = std::holds_alternative<std::string>(token.literal) || std::holds_alternative<BytesValue>(token.literal);
    if (text) return "a quoted text";
    if (std::holds_alternative<bool>(token.literal)) return std::get<bool>(token.literal) ? "`true`" : "`false`";
    return std::holds_alternative<std::monostate>(token.literal) ? "`null`" : "a number";
  }
  constexpr std::pair<TokenKind, const char*> kSymbols[] = {
      {TokenKind::kOpenParen, "("},    {TokenKind::kCloseParen, ")"},    {TokenKind::kOpenBracket, "["},
      {TokenKind::kCloseBracket, "]"}, {TokenKind::kOpenBrace, "{"},     {TokenKind::kCloseBrace, "}"},
      {TokenKind::kDot, "."},          {TokenKind::kComma, ","},         {TokenKind::kColon, ":"},
      {TokenKind::kQuestion, "?"},     {TokenKind::kNot, "!"},           {TokenKind::kMinus, "-"},
      {TokenKind::kOr, "||"},          {TokenKind::kAnd, "&&"},          {TokenKind::kEqual, "=="},
      {TokenKind::kNotEqual, "!="},    {TokenKind::kLess, "<"},          {TokenKind::kLessEqual, "<="},
      {TokenKind::kGreater, ">"},      {TokenKind::kGreaterEqual, ">="}, {TokenKind::kIn, "in"},
      {TokenKind::kPlus, "+"},         {TokenKind::kStar, "*"},          {TokenKind::kSlash, "/"},
      {TokenKind::kPercent, "%"},
  };
  for (const auto& [kind, symbol] : kSymbols) {
    if (kind == token.kind) return absl::StrCat("`", symbol, "`");
  }
  return "something unreadable";
}

bool Parser::StartsOperand(const Token& token) {
  switch (token.kind) {
    case TokenKind::kName:
    case TokenKind::kLiteral:
    case TokenKind::kOpenParen:
    case TokenKind::kOpenBracket:
    case TokenKind::kOpenBrace:
    case TokenKind::kNot:
    case TokenKind::kInvalid:
    case TokenKind::kQuotedName:
      return true;
    default:
      return false;
  }
}

// The expression, and whatever is left over after it.
SyntaxNode* Parser::Whole() {
  SyntaxNode* first = Expr();
  std::vector<const SyntaxNode*> parts = {first};
  while (!stopped_ && !Is(TokenKind::kEnd)) {
    switch (Peek().kind) {
      case TokenKind::kCloseParen:
      case TokenKind::kCloseBracket:
      case TokenKind::kCloseBrace:
        Report(Here(), absl::StrCat("this ", Shown(Peek()), " closes nothing; delete it, or write the opening one"));
        break;
      case TokenKind::kComma:
        Report(Here(),
               "a comma stands only between the items of a list or the values given to a function; "
               "numbers are written without separators, and conditions are joined by `&&` (and) or `||` (or)");
        break;
      default:
        Report(Here(), absl::StrCat(Shown(Peek()), " does not belong here"));
    }
    Advance();
    if (!Is(TokenKind::kEnd)) parts.push_back(Expr());
  }
  if (parts.size() == 1) return first;
  return Make(SyntaxKind::kError, 0, 0, std::move(parts));
}

SyntaxNode* Parser::Expr() {
  const int32_t begin = Here();
  Enter(begin);
  SyntaxNode* node = Operands();
  if (Is(TokenKind::kQuestion)) node = Conditional(node, begin);
  --nesting_;
  return node;
}

void Parser::Enter(int32_t position) {
  if (++nesting_ > limits_.nesting) {
    Stop(position, absl::StrCat("the expression nests too deeply: more than ", limits_.nesting,
                                " brackets and conditions are open here; split it into several"));
  }
}

// Operators and operands. Where two operands stand side by side an operator is missing, and both are still looked at.
SyntaxNode* Parser::Operands() {
  const int32_t begin = Here();
  SyntaxNode* node = Binary(1);
  while (!stopped_ && StartsOperand(Peek())) {
    const Token& next = Peek();
    const Token& last = tokens_[at_ == 0 ? 0 : at_ - 1];
    if (last.is_int && next.is_int) {
      Report(next.span.begin, "numbers are written without blanks between the thousands: 1000000, not 1 000 000");
    } else if (next.kind != TokenKind::kInvalid && last.kind != TokenKind::kInvalid) {
      Report(next.span.begin, absl::StrCat("an operator such as `&&`, `==` or `+` is missing before ", Shown(next)));
    }
    SyntaxNode* right = Binary(1);
    node = Make(SyntaxKind::kError, begin, begin, {node, right});
  }
  return node;
}

SyntaxNode* Parser::Conditional(SyntaxNode* condition, int32_t begin) {
  const int32_t question = Here();
  Enter(question);
  Advance();
  const int32_t then_begin = Here();
  SyntaxNode* then = Operands();
  if (Is(TokenKind::kQuestion)) {
    Report(Here(), "put parentheses around a choice inside a choice: `a ? (b ? x : y) : z`");
    then = Conditional(then, then_begin);
  }
  --nesting_;
  if (!Accept(TokenKind::kColon)) {
    if (!stopped_) Report(question, "a choice is written `condition ? value if true : value if false`; the `:` is missing");
    return Make(SyntaxKind::kError, begin, question, {condition, then});
  }
  SyntaxNode* otherwise = Expr();
  SyntaxNode* node = Make(SyntaxKind::kOperator, begin, question, {condition, then, otherwise});
  node->function = Function::kConditional;
  return node;
}

Operator Parser::PeekOperator() const {
  const Token& token = Peek();
  if (token.kind != TokenKind::kName) return SymbolOperator(token.kind);
  if (IsWord(token, "and", "dan")) return {Function::kAnd, 2, 1, "&&"};
  if (IsWord(token, "or", "atau")) return {Function::kOr, 1, 1, "||"};
  if (IsWord(token, "is", "adalah")) {
    if (IsWord(Peek(1), "not", "bukan")) return {Function::kNotEqual, 3, 2, "!="};
    return {Function::kEqual, 3, 1, "=="};
  }
  if (IsWord(token, "equals", "equal")) return {Function::kEqual, 3, 1, "=="};
  if (IsWord(token, "mod", "modulo")) return {Function::kModulo, 5, 1, "%"};
  return {};
}

SyntaxNode* Parser::Binary(int least_precedence) {
  const int32_t begin = Here();
  SyntaxNode* left = Unary();
  while (!stopped_) {
    if (IsWord(Peek(), "not", "tidak") && Peek(1).kind == TokenKind::kIn) {
      Report(Here(), "`not in` is written `!(value in list)`");
      Advance();
    }
    const Operator op = PeekOperator();
    if (op.precedence == 0 || op.precedence < least_precedence) break;
    const int32_t position = Here();
    if (op.right != nullptr) {
      Report(position, absl::StrCat(Shown(Peek()), " is not an operator; write `", op.right, "`"));
    }
    for (int i = 0; i < op.tokens; ++i) Advance();
    const SyntaxNode* right = Binary(op.precedence + 1);
    SyntaxNode* node = Make(SyntaxKind::kOperator, begin, position, {left, right});
    node->function = op.function;
    left = node;
  }
  return left;
}

// True at `not x`, where the word can only be meant as an operator.
bool Parser::IsNotWord() const {
  if (!IsWord(Peek(), "not", "tidak") && !IsWord(Peek(), "not", "bukan")) return false;
  const Token& next = Peek(1);
  return next.kind == TokenKind::kName || next.kind == TokenKind::kLiteral || next.kind == TokenKind::kNot ||
         (next.kind == TokenKind::kOpenParen && next.span.begin > Peek().span.end);
}

// Signs are read in a loop and applied from the inside out, so that no number of them uses the call stack.
SyntaxNode* Parser::Unary() {
  std::vector<std::pair<int32_t, Function>> signs;
  while (!stopped_) {
    const int32_t position = Here();
    if (Is(TokenKind::kMinus)) {
      signs.push_back({position, Function::kNegate});
    } else if (Is(TokenKind::kNot)) {
      signs.push_back({position, Function::kNot});
    } else if (IsNotWord()) {
      Report(position, absl::StrCat(Shown(Peek()),
                                    " is not an operator; write `!` before what must not hold, in parentheses if it "
                                    "is more than a name: `!(a || b)`"));
      signs.push_back({position, Function::kNot});
    } else {
      break;
    }
    Advance();
  }
  SyntaxNode* node = nullptr;
  if (Peek().kind == TokenKind::kLiteral && !signs.empty() && signs.back().second == Function::kNegate &&
      (Peek().is_int || std::holds_alternative<double>(Peek().literal))) {
    const int32_t begin = signs.back().first;
    signs.pop_back();
    SyntaxNode* number = Number(true, begin);
    node = AfterDot(number, begin);
  } else {
    node = Member();
  }
  for (; !signs.empty() && !stopped_; signs.pop_back()) {
    SyntaxNode* sign = Make(SyntaxKind::kOperator, signs.back().first, signs.back().first, {node});
    sign->function = signs.back().second;
    node = sign;
  }
  return node;
}

SyntaxNode* Parser::Member() {
  const int32_t begin = Here();
  return AfterDot(Primary(), begin);
}

// The selections, method calls and indexes that follow a value.
SyntaxNode* Parser::AfterDot(SyntaxNode* value, int32_t begin) {
  while (!stopped_) {
    const Token& open = Peek();
    if (Accept(TokenKind::kOpenBracket)) {
      const SyntaxNode* index = Expr();
      Close(open, TokenKind::kCloseBracket);
      SyntaxNode* node = Make(SyntaxKind::kOperator, begin, open.span.begin, {value, index});
      node->function = Function::kIndex;
      value = node;
      continue;
    }
    if (!Accept(TokenKind::kDot)) break;
    const Token& selector = Peek();
    if (selector.kind != TokenKind::kName && selector.kind != TokenKind::kQuotedName) {
      Report(selector.span.begin,
             absl::StrCat("after the dot stands the name of a field or a function, not ", Shown(selector)));
      if (selector.kind == TokenKind::kLiteral || selector.kind == TokenKind::kIn || selector.kind == TokenKind::kInvalid)
        Advance();
      value = Make(SyntaxKind::kError, begin, selector.span.begin, {value});
      continue;
    }
    Advance();
    const Token& paren = Peek();
    std::vector<const SyntaxNode*> args = {value};
    const bool is_call = selector.kind == TokenKind::kName && Accept(TokenKind::kOpenParen);
    if (is_call) Items(paren, TokenKind::kCloseParen, false, false, &args);
    SyntaxNode* node =
        Make(is_call ? SyntaxKind::kMemberCall : SyntaxKind::kSelect, begin, selector.span.begin, std::move(args));
    node->name = selector.name;
    node->quoted = selector.kind == TokenKind::kQuotedName;
    value = node;
  }
  const bool is_name = value->kind == SyntaxKind::kName || value->kind == SyntaxKind::kSelect;
  return is_name && !value->parenthesized && Is(TokenKind::kOpenBrace) ? Record(value, begin) : value;
}

// `Name{field: value}`, which makes a record in other places where this language is used.
SyntaxNode* Parser::Record(const SyntaxNode* name, int32_t begin) {
  Report(Here(),
         absl::StrCat("an expression cannot make a record such as `", name->name, "{...}`; records come from facts only"));
  const SyntaxNode* fields = Map();
  std::vector<const SyntaxNode*> values;
  for (size_t i = 1; i < fields->args.size(); i += 2) values.push_back(fields->args[i]);
  return Make(SyntaxKind::kError, begin, begin, std::move(values));
}

SyntaxNode* Parser::Number(bool negative, int32_t begin) {
  const Token& token = Peek();
  Advance();
  SyntaxNode* node = Make(SyntaxKind::kLiteral, begin, begin, {});
  if (!token.is_int) {
    const double value = std::get<double>(token.literal);
    node->literal = negative ? -value : value;
    return node;
  }
  const uint64_t magnitude = std::get<uint64_t>(token.literal);
  constexpr uint64_t kLargest = static_cast<uint64_t>(INT64_MAX);
  if (magnitude > kLargest + (negative ? 1 : 0)) {
    Report(token.span.begin, "this number is too large: whole numbers go from -9223372036854775808 to 9223372036854775807");
    node->literal = int64_t{0};
  } else if (negative) {
    node->literal = magnitude > kLargest ? INT64_MIN : -static_cast<int64_t>(magnitude);
  } else {
    node->literal = static_cast<int64_t>(magnitude);
  }
  return node;
}

SyntaxNode* Parser::Primary() {
  const Token& token = Peek();
  switch (token.kind) {
    case TokenKind::kLiteral: {
      if (token.is_int) return Number(false, token.span.begin);
      Advance();
      SyntaxNode* node = Make(SyntaxKind::kLiteral, token.span.begin, token.span.begin, {});
      node->literal = token.literal;
      return node;
    }
    case TokenKind::kDot:
    case TokenKind::kName:
      return Name();
    case TokenKind::kOpenParen:
      return Parentheses();
    case TokenKind::kOpenBracket:
      return List();
    case TokenKind::kOpenBrace:
      return Map();
    default:
      return NothingHere();
  }
}

// A name or a call of a function, with or without a leading dot.
SyntaxNode* Parser::Name() {
  const int32_t begin = Here();
  const bool leading_dot = Accept(TokenKind::kDot);
  const Token& token = Peek();
  if (token.kind != TokenKind::kName) return NothingHere();
  Advance();
  if (token.is_reserved) {
    if (token.name == "if") {
      Stop(token.span.begin, "`if` is not part of the language; write `condition ? value if true : value if false`");
    } else {
      Report(token.span.begin, absl::StrCat("`", token.name, "` is a reserved word and cannot be a name"));
    }
    return Make(SyntaxKind::kError, begin, token.span.begin, {});
  }
  const Token& open = Peek();
  SyntaxNode* node = nullptr;
  if (Accept(TokenKind::kOpenParen)) {
    std::vector<const SyntaxNode*> args;
    Items(open, TokenKind::kCloseParen, false, false, &args);
    node = Make(SyntaxKind::kCall, begin, token.span.begin, std::move(args));
  } else {
    node = Make(SyntaxKind::kName, begin, token.span.begin, {});
  }
  node->name = token.name;
  node->leading_dot = leading_dot;
  return node;
}

SyntaxNode* Parser::Parentheses() {
  const Token& open = Peek();
  Advance();
  SyntaxNode* inside = Expr();
  Close(open, TokenKind::kCloseParen);
  inside->parenthesized = true;
  return inside;
}

SyntaxNode* Parser::List() {
  const Token& open = Peek();
  Advance();
  std::vector<const SyntaxNode*> items;
  Items(open, TokenKind::kCloseBracket, true, false, &items);
  return Make(SyntaxKind::kList, open.span.begin, open.span.begin, std::move(items));
}

SyntaxNode* Parser::Map() {
  const Token& open = Peek();
  Advance();
  std::vector<const SyntaxNode*> items;
  Items(open, TokenKind::kCloseBrace, true, true, &items);
  return Make(SyntaxKind::kMap, open.span.begin, open.span.begin, std::move(items));
}

// A value should stand here and does not. Leaves closing brackets and commas to whoever opened them.
SyntaxNode* Parser::NothingHere() {
  const Token& token = Peek();
  if (at_ > 0 && tokens_[at_ - 1].kind == TokenKind::kPercent && !stopped_) {
    Report(tokens_[at_ - 1].span.begin,
           "`%` is the remainder of a division, not per cent; leave it out and say the unit in the policy");
  } else if (token.kind != TokenKind::kInvalid && !stopped_) {
    Report(token.span.begin,
           absl::StrCat("a value is missing here: a name, a number, a quoted text or parentheses, not ", Shown(token)));
  }
  SyntaxNode* node = Make(SyntaxKind::kError, token.span.begin, token.span.begin, {});
  switch (token.kind) {
    case TokenKind::kCloseParen:
    case TokenKind::kCloseBracket:
    case TokenKind::kCloseBrace:
    case TokenKind::kComma:
    case TokenKind::kColon:
    case TokenKind::kQuestion:
    case TokenKind::kEnd:
      break;
    default:
      if (SymbolOperator(token.kind).precedence == 0) Advance();
  }
  return node;
}

// The items up to the closing bracket, which is read too; of a map, keys and values in turn.
void Parser::Items(const Token& open, TokenKind close, bool trailing_comma, bool pairs, std::vector<const SyntaxNode*>* items) {
  if (trailing_comma && Is(TokenKind::kComma) && Peek(1).kind == close) Advance();
  if (Accept(close)) return;
  while (!stopped_) {
    items->push_back(Expr());
    if (pairs) {
      if (Accept(TokenKind::kColon)) {
        items->push_back(Expr());
      } else {
        if (!stopped_) Report(Here(), "in braces stand pairs, `{key: value, ...}`; the `:` is missing here");
        items->push_back(Make(SyntaxKind::kError, Here(), Here(), {}));
        SkipItem();
      }
    }
    if (!Accept(TokenKind::kComma)) break;
    if (trailing_comma && Is(close)) break;
  }
  Close(open, close);
}

// Reads the bracket that closes `open`, or says that it is missing and where it was opened.
void Parser::Close(const Token& open, TokenKind close) {
  if (stopped_ || Accept(close)) return;
  if (Is(TokenKind::kEnd)) {
    Report(open.span.begin, absl::StrCat("this ", Shown(open), " is never closed"));
    return;
  }
  Token right;
  right.kind = close;
  if (Is(TokenKind::kComma) && open.kind == TokenKind::kOpenParen) {
    Report(Here(),
           "a comma cannot stand inside these parentheses; numbers are written without separators between the thousands");
  } else if (!Is(TokenKind::kInvalid)) {
    Report(Here(),
           absl::StrCat(Shown(right), " is missing before ", Shown(Peek()), ", to close the ", Shown(open), " opened earlier"));
  }
  SkipItem();
  while (Accept(TokenKind::kComma)) SkipItem();
  Accept(close);
}

// Skips what cannot be read, up to a comma or closing bracket that belongs to the bracket now open.
void Parser::SkipItem() {
  int depth = 0;
  while (!Is(TokenKind::kEnd)) {
    switch (Peek().kind) {
      case TokenKind::kOpenParen:
      case TokenKind::kOpenBracket:
      case TokenKind::kOpenBrace:
        ++depth;
        break;
      case TokenKind::kCloseParen:
      case TokenKind::kCloseBracket:
      case TokenKind::kCloseBrace:
        if (depth == 0) return;
        --depth;
        break;
      case TokenKind::kComma:
        if (depth == 0) return;
        break;
      default:
        break;
    }
    Advance();
  }
}

}  // namespace

bool Parse(const std::vector<Token>& tokens, const Limits& limits, SyntaxTree* tree, std::vector<Issue>* issues) {
  return Parser(tokens, limits, tree, issues).Run();
}

}  // namespace graduasi::cel
