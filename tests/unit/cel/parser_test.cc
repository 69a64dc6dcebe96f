#include "src/cel/parser.h"

#include "tests/unit/cel/sample_environment.h"

namespace graduasi::cel {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

std::string Repeat(absl::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out.append(text.data(), text.size());
  return out;
}

std::string Printed(absl::string_view source) {
  const auto expression = CheckOk(source);
  return expression == nullptr ? "" : Print(*expression->root);
}

TEST(ParserTest, OperatorsGroupAsTheLanguageSays) {
  EXPECT_EQ(Printed("1 + 2 * 3 - 4"), Printed("(1 + (2 * 3)) - 4"));
  EXPECT_EQ(Printed("pregnant || pregnant && !pregnant"), Printed("pregnant || (pregnant && (!pregnant))"));
  EXPECT_EQ(Printed("8 / 4 / 2"), Printed("(8 / 4) / 2"));
  EXPECT_NE(Printed("8 / 4 / 2"), Printed("8 / (4 / 2)"));
  EXPECT_EQ(Printed("1 < 2 == true"), Printed("(1 < 2) == true"));
  EXPECT_EQ(Printed("true ? 1 : false ? 2 : 3"), Printed("true ? 1 : (false ? 2 : 3)"));
  EXPECT_EQ(Printed("-income % 5"), Printed("(-income) % 5"));
}

TEST(ParserTest, AMinusBelongsToTheNumberAfterIt) {
  EXPECT_EQ(CheckOk("-5")->root->kind, NodeKind::kLiteral);
  EXPECT_EQ(Printed("1 - -5"), "1 - -5");
  EXPECT_EQ(Printed("--5"), "5");
  EXPECT_EQ(Printed("-(5)"), "-5");
  EXPECT_EQ(Printed("-(-9223372036854775808)"), "--9223372036854775808") << "not an int, so it stays a call";
}

TEST(ParserTest, TrailingCommasAreAllowedInListsAndMapsOnly) {
  EXPECT_EQ(TypeOf("[1, 2,]"), "list(int)");
  EXPECT_EQ(TypeOf("{1: 2,}"), "map(int, int)");
  EXPECT_EQ(TypeOf("[,]"), "list(null)");
  EXPECT_THAT(IssuesOf("min(1, 2,)"), SizeIs(1));
}

TEST(ParserTest, WhatTheLanguageGuaranteesIsWithinTheLimits) {
  EXPECT_EQ(TypeOf("true" + Repeat(" || false", 31)), "bool");
  EXPECT_EQ(TypeOf("true" + Repeat(" && false", 31)), "bool");
  EXPECT_EQ(TypeOf(Repeat("true ? 1 : ", 24) + "0"), "int");
  EXPECT_EQ(TypeOf("1" + Repeat(" + 1", 24)), "int");
  EXPECT_EQ(TypeOf("true" + Repeat(" == true", 24)), "bool");
  EXPECT_EQ(TypeOf("max(1" + Repeat(", 1", 31) + ")"), "int");
  EXPECT_EQ(TypeOf("[1" + Repeat(", 1", 31) + "][0]"), "int");
  EXPECT_EQ(TypeOf("size(" + Repeat("[", 32) + "1" + Repeat("]", 32) + ")"), "int");
  EXPECT_EQ(TypeOf(Repeat("[", 32) + "1" + Repeat("]", 32) + Repeat("[0]", 24)),
            "list(list(list(list(list(list(list(list(int))))))))");
  EXPECT_EQ(TypeOf(Repeat("int(", 32) + "1" + Repeat(")", 32)), "int");
  EXPECT_EQ(TypeOf(Repeat("(", 64) + "1" + Repeat(")", 64)), "int");
  EXPECT_EQ(TypeOf(Repeat("!", 32) + "true"), "bool");
  EXPECT_EQ(TypeOf(Repeat("-", 32) + "19"), "int");
  EXPECT_EQ(TypeOf(Repeat("{'a': ", 24) + "1" + Repeat("}", 24) + Repeat(".a", 24)), "int");
}

TEST(ParserTest, NoTextIsDeepEnoughToOverflowTheStack) {
  Environment environment = SampleEnvironment();
  environment.limits.source_bytes = 1 << 20;
  constexpr int kMany = 1 << 16;
  const std::string sources[] = {Repeat("(", kMany),
                                 Repeat("[", kMany),
                                 Repeat("{", kMany),
                                 Repeat("!", kMany) + "true",
                                 Repeat("-", kMany) + "1",
                                 "1" + Repeat("+1", kMany),
                                 "1" + Repeat("<1", kMany),
                                 "household" + Repeat(".a", kMany),
                                 Repeat("size(", kMany),
                                 Repeat("income[", kMany),
                                 Repeat("true?1:", kMany),
                                 Repeat("true?", kMany),
                                 "[1]" + Repeat("[0]", kMany),
                                 Repeat("-(", kMany),
                                 "[]" + Repeat(".map(x,x)", kMany / 2)};
  for (const std::string& source : sources) {
    std::vector<Issue> issues;
    EXPECT_EQ(Check(source, environment, &issues), nullptr);
    ASSERT_FALSE(issues.empty()) << source.substr(0, 20);
    EXPECT_THAT(issues.size(), ::testing::Le(20u));
  }
}

TEST(ParserTest, AMegabyteIsRefusedUnread) {
  EXPECT_THAT(IssuesOf(Repeat("(", 1 << 20)), ElementsAre("0: the expression is too long: 1048576 bytes; the limit is 16384"));
}

TEST(ParserTest, EveryLimitIsAnErrorThatNamesIt) {
  Environment environment = SampleEnvironment();
  environment.limits.source_bytes = 10;
  EXPECT_EQ(TypeOf("1234567890", environment), "int");
  EXPECT_THAT(IssuesOf("12345678901", environment), ElementsAre("0: the expression is too long: 11 bytes; the limit is 10"));

  environment = SampleEnvironment();
  environment.limits.nesting = 3;
  EXPECT_EQ(TypeOf("((1))", environment), "int");
  EXPECT_THAT(IssuesOf("(((1)))", environment), ElementsAre(HasSubstr("more than 3 brackets")));

  environment = SampleEnvironment();
  environment.limits.tree_height = 3;
  EXPECT_EQ(TypeOf("1 + 1 + 1", environment), "int");
  EXPECT_THAT(IssuesOf("1 + 1 + 1 + 1", environment), ElementsAre(HasSubstr("more than 3 operations")));

  environment = SampleEnvironment();
  environment.limits.nodes = 4;
  EXPECT_EQ(TypeOf("[1, 2, 3]", environment), "list(int)");
  EXPECT_THAT(IssuesOf("[1, 2, 3, 4]", environment), ElementsAre(HasSubstr("more than 4 parts")));

  environment = SampleEnvironment();
  environment.limits.macro_nesting = 2;
  EXPECT_EQ(TypeOf("[1].all(x, [2].all(y, x < y))", environment), "bool");
  EXPECT_THAT(IssuesOf("[1].all(x, [2].all(y, [3].all(z, x < z)))", environment), ElementsAre(HasSubstr("the limit is 2")));
}

TEST(ParserTest, AMissingParenthesisIsShownWhereItWasOpened) {
  EXPECT_THAT(IssuesOf("income > 1 && (income > 3 || pregnant"), ElementsAre("14: this `(` is never closed"));
  EXPECT_THAT(IssuesOf("[1, 2"), ElementsAre("0: this `[` is never closed"));
  EXPECT_THAT(IssuesOf("pregnant)"), ElementsAre(HasSubstr("8: this `)` closes nothing")));
  EXPECT_THAT(IssuesOf("(1]"), ::testing::Contains(HasSubstr("`)` is missing before `]`")));
}

TEST(ParserTest, WordsOfPlainSpeechAreUnderstoodAndReported) {
  EXPECT_THAT(
      IssuesOf("pregnant and not pregnant OR pregnant"),
      ElementsAre(HasSubstr("9: `and` is not an operator; write `&&`"), HasSubstr("13: `not` is not an operator; write `!`"),
                  HasSubstr("26: `OR` is not an operator; write `||`")));
  EXPECT_THAT(IssuesOf("pregnant dan pregnant atau pregnant"), ElementsAre(HasSubstr("write `&&`"), HasSubstr("write `||`")));
  EXPECT_THAT(IssuesOf("programme is PKH"), ElementsAre("10: `is` is not an operator; write `==`"));
  EXPECT_THAT(IssuesOf("programme is not PKH"), ElementsAre("10: `is` is not an operator; write `!=`"));
  EXPECT_THAT(IssuesOf("not(pregnant)"), ElementsAre(HasSubstr("write `!`")));
  EXPECT_THAT(IssuesOf("income not in [1]"), ElementsAre(HasSubstr("!(value in list)")));
  EXPECT_THAT(IssuesOf("if pregnant then 1"), ElementsAre(HasSubstr("condition ? value if true : value if false")));
  EXPECT_THAT(IssuesOf("share > 30%"), ElementsAre(HasSubstr("not per cent")));
  EXPECT_THAT(IssuesOf("income > 1 000"), ElementsAre(HasSubstr("without blanks")));
}

TEST(ParserTest, SeveralMistakesAreFoundInOneReading) {
  EXPECT_THAT(IssuesOf("incom > 1 and shar > 2.0 || prices.foo( > 3"), SizeIs(::testing::Ge(4u)));
  EXPECT_THAT(IssuesOf("[incom, 2 3, shar]"), SizeIs(3));
  EXPECT_THAT(IssuesOf("min(, incom) + (shar"), SizeIs(4));
}

TEST(ParserTest, WhatCannotStandHereIsNamed) {
  EXPECT_THAT(IssuesOf(""), ElementsAre("0: the expression is empty"));
  EXPECT_THAT(IssuesOf("  // nothing"), ElementsAre(HasSubstr("empty")));
  EXPECT_THAT(IssuesOf("1 +"), ElementsAre(HasSubstr("3: a value is missing here")));
  EXPECT_THAT(IssuesOf("pregnant ? 1"), ElementsAre(HasSubstr("the `:` is missing")));
  EXPECT_THAT(IssuesOf("pregnant ? pregnant ? 1 : 2 : 3"), ElementsAre(HasSubstr("put parentheses")));
  EXPECT_THAT(IssuesOf("{1: 2, 3}"), ElementsAre(HasSubstr("the `:` is missing")));
  EXPECT_THAT(IssuesOf("prices.in"), ElementsAre(HasSubstr("after the dot")));
  EXPECT_THAT(IssuesOf("Member{age: 1}"), ElementsAre(HasSubstr("cannot make a record")));
  EXPECT_THAT(IssuesOf("income pregnant"), ElementsAre(HasSubstr("an operator such as")));
  EXPECT_THAT(IssuesOf("a\xFF"), ElementsAre(HasSubstr("1: the text is not valid UTF-8")));
}

}  // namespace
}  // namespace graduasi::cel
