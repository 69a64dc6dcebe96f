#include "src/cel/lexer.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/cel/sample_environment.h"

namespace graduasi::cel {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<TokenKind> Kinds(absl::string_view source) {
  std::vector<Issue> issues;
  std::vector<TokenKind> kinds;
  for (const Token& token : Lex(source, &issues)) kinds.push_back(token.kind);
  return kinds;
}

Literal OnlyLiteral(absl::string_view source) {
  std::vector<Issue> issues;
  const std::vector<Token> tokens = Lex(source, &issues);
  EXPECT_EQ(tokens.size(), 2u) << source;
  for (const Issue& issue : issues) ADD_FAILURE() << source << ": " << issue.message;
  return tokens[0].literal;
}

TEST(LexerTest, BlanksAndCommentsSeparateWords) {
  EXPECT_THAT(Kinds("a\t\n\f\r b // the end\n+ c//"),
              ElementsAre(TokenKind::kName, TokenKind::kName, TokenKind::kPlus, TokenKind::kName, TokenKind::kEnd));
  EXPECT_THAT(Kinds(""), ElementsAre(TokenKind::kEnd));
}

TEST(LexerTest, NumbersHaveTheTypeOfTheirSpelling) {
  EXPECT_EQ(std::get<uint64_t>(OnlyLiteral("007")), 7u);
  EXPECT_EQ(std::get<uint64_t>(OnlyLiteral("0xfF")), 255u);
  EXPECT_EQ(std::get<uint64_t>(OnlyLiteral("18446744073709551615u")), UINT64_MAX);
  EXPECT_EQ(std::get<uint64_t>(OnlyLiteral("0xFFFFFFFFFFFFFFFFU")), UINT64_MAX);
  EXPECT_EQ(std::get<double>(OnlyLiteral(".5")), 0.5);
  EXPECT_EQ(std::get<double>(OnlyLiteral("1.5e-3")), 0.0015);
  EXPECT_EQ(std::get<double>(OnlyLiteral("2E+1")), 20.0);
  EXPECT_EQ(std::get<double>(OnlyLiteral("1e-400")), 0.0) << "too small is zero";
}

TEST(LexerTest, AWholeNumberMayBeFollowedByADot) {
  EXPECT_THAT(Kinds("1.size"), ElementsAre(TokenKind::kLiteral, TokenKind::kDot, TokenKind::kName, TokenKind::kEnd));
}

TEST(LexerTest, AllFormsOfQuotedTextAreRead) {
  for (const char* source : {"'a\"b'", "'''a\"b'''", R"("a\"b")", R"("""a"b""")", R"('a\x22b')", "r'a\"b'", "R'''a\"b'''"}) {
    EXPECT_EQ(std::get<std::string>(OnlyLiteral(source)), "a\"b") << source;
  }
  EXPECT_EQ(std::get<std::string>(OnlyLiteral(R"(r"\")")), "\\");
  EXPECT_EQ(std::get<std::string>(OnlyLiteral("'''a\r\nb'''")), "a\r\nb");
  EXPECT_EQ(std::get<std::string>(OnlyLiteral("'''x''x'''")), "x''x");
  EXPECT_EQ(std::get<BytesValue>(OnlyLiteral(R"(b'\xff')")).bytes, "\xFF");
  EXPECT_EQ(std::get<BytesValue>(OnlyLiteral(R"(bR'\xff')")).bytes, "\\xff");
}

TEST(LexerTest, TextEndsOnItsLineUnlessItHasThreeQuotes) {
  EXPECT_THAT(IssuesOf("'abc\ndef'"), ::testing::Contains(HasSubstr("0: the text that begins here is never closed by '")));
  EXPECT_THAT(IssuesOf("'''abc"), ElementsAre(HasSubstr("never closed by '''")));
  EXPECT_THAT(IssuesOf("'abc\\"), ::testing::Contains(HasSubstr("never closed")));
}

TEST(LexerTest, ReservedWordsAreNamesOnlyAfterADot) {
  EXPECT_TRUE(IsSelector("package"));
  EXPECT_FALSE(IsSelector("in"));
  EXPECT_FALSE(IsSelector("a-b"));
  EXPECT_FALSE(IsSelector(""));
  EXPECT_EQ(TypeOf("prices.package + prices.while"), "int");
  EXPECT_THAT(IssuesOf("package"), ElementsAre(HasSubstr("reserved word")));
}

TEST(LexerTest, SpellingsFromElsewhereAreUnderstoodAndReported) {
  EXPECT_THAT(IssuesOf("income = 1"), ElementsAre("7: `=` is not an operator here; write `==`"));
  EXPECT_THAT(IssuesOf("income <> 1"), ElementsAre("7: `<>` is not an operator here; write `!=`"));
  EXPECT_THAT(IssuesOf("income => 1"), ElementsAre("7: `=>` is not an operator here; write `>=`"));
  EXPECT_THAT(IssuesOf("income ≥ 1"), ElementsAre("7: `≥` is not an operator here; write `>=`"));
  EXPECT_THAT(IssuesOf("pregnant & pregnant | pregnant"), ElementsAre(HasSubstr("write `&&`"), HasSubstr("write `||`")));
  EXPECT_THAT(IssuesOf("string(programme) == “PKH”"), ElementsAre(HasSubstr("write \"PKH\" with straight ones")));
  EXPECT_THAT(IssuesOf("pregnant;"), ElementsAre(HasSubstr("has no `;`")));
  EXPECT_THAT(IssuesOf("income\xC2\xA0> 1"), ElementsAre(HasSubstr("no-break space")));
}

TEST(LexerTest, NumbersHaveNoSeparatorsBetweenTheThousands) {
  for (const char* number : {"1_000_000", "1.000.000", "1,000,000"}) {
    EXPECT_THAT(IssuesOf(std::string("income > ") + number),
                ElementsAre(HasSubstr(std::string("1000000 instead of ") + number)));
  }
  EXPECT_EQ(TypeOf("[1,500,200]"), "list(int)");
  EXPECT_EQ(TypeOf("[1.000,2.5]"), "list(double)");
}

TEST(LexerTest, NumbersOutOfRangeAreReported) {
  EXPECT_EQ(TypeOf("-9223372036854775808"), "int");
  EXPECT_THAT(IssuesOf("9223372036854775808"), ElementsAre(HasSubstr("too large")));
  EXPECT_THAT(IssuesOf("-(9223372036854775808)"), ElementsAre(HasSubstr("too large")));
  EXPECT_THAT(IssuesOf("-9223372036854775809"), ElementsAre(HasSubstr("too large")));
  EXPECT_THAT(IssuesOf("18446744073709551616u"), ElementsAre(HasSubstr("too large")));
  EXPECT_THAT(IssuesOf("99999999999999999999999999"), ElementsAre(HasSubstr("too large")));
  EXPECT_THAT(IssuesOf("1e999"), ElementsAre(HasSubstr("too large for a double")));
  EXPECT_THAT(IssuesOf("0x"), ElementsAre(HasSubstr("hexadecimal digits")));
  EXPECT_THAT(IssuesOf("12abc"), ElementsAre(HasSubstr("leave out `abc`")));
}

}  // namespace
}  // namespace graduasi::cel
