#include "src/cel/checker.h"

#include "tests/unit/cel/sample_environment.h"

namespace graduasi::cel {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Environment Named(std::string container, std::vector<std::pair<std::string, Type>> variables) {
  Environment environment;
  environment.container = std::move(container);
  for (auto& [name, type] : variables) environment.variables.push_back({name, type, "variable"});
  return environment;
}

const Type kInt(TypeKind::kInt), kString(TypeKind::kString), kBool(TypeKind::kBool);

// The literal that would have each type, for building expressions of every type.
struct Sample {
  const char* type;
  const char* expression;
};
constexpr Sample kSamples[] = {{"bool", "true"},
                               {"int", "1"},
                               {"uint", "1u"},
                               {"double", "1.5"},
                               {"string", "'a'"},
                               {"bytes", "b'a'"},
                               {"date", "as_of"},
                               {"timestamp", "measured_at"},
                               {"duration", "duration('1s')"},
                               {"null", "null"},
                               {"type", "int"},
                               {"Programme", "programme"},
                               {"Member", "household.members[0]"},
                               {"list(int)", "[1]"},
                               {"map(string, int)", "prices"}};

bool Accepts(const std::string& source) {
  std::vector<Issue> issues;
  return Check(source, SampleEnvironment(), &issues) != nullptr;
}

TEST(CheckerTest, EqualityIsDefinedOnEveryTypeAndNeverBetweenTypes) {
  for (const Sample& a : kSamples) {
    for (const Sample& b : kSamples) {
      for (const char* sign : {" == ", " != "}) {
        EXPECT_EQ(Accepts(std::string(a.expression) + sign + b.expression), a.type == b.type) << a.type << sign << b.type;
      }
    }
  }
}

TEST(CheckerTest, OrderIsDefinedOnOrderedTypesAndNeverBetweenTypes) {
  const std::string ordered = " bool int uint double string bytes date timestamp duration ";
  for (const Sample& a : kSamples) {
    for (const Sample& b : kSamples) {
      const bool expected = a.type == b.type && ordered.find(std::string(" ") + a.type + " ") != std::string::npos;
      for (const char* sign : {" < ", " <= ", " > ", " >= "}) {
        EXPECT_EQ(Accepts(std::string(a.expression) + sign + b.expression), expected) << a.type << sign << b.type;
      }
    }
  }
}

// Every pair of types whose arithmetic the language defines, with the type of the result.
TEST(CheckerTest, ArithmeticIsDefinedExactlyAsTheLanguageSays) {
  struct Rule {
    const char* sign;
    const char* a;
    const char* b;
    const char* result;
  };
  std::vector<Rule> rules;
  for (const char* sign : {"+", "-", "*", "/"}) {
    for (const char* type : {"int", "uint", "double"}) rules.push_back({sign, type, type, type});
  }
  for (const char* type : {"int", "uint"}) rules.push_back({"%", type, type, type});
  for (const char* type : {"string", "bytes", "list(int)", "duration"}) rules.push_back({"+", type, type, type});
  rules.push_back({"+", "timestamp", "duration", "timestamp"});
  rules.push_back({"+", "duration", "timestamp", "timestamp"});
  rules.push_back({"-", "timestamp", "duration", "timestamp"});
  rules.push_back({"-", "timestamp", "timestamp", "duration"});
  rules.push_back({"-", "duration", "duration", "duration"});
  for (const char* sign : {"+", "-", "*", "/", "%"}) {
    for (const Sample& a : kSamples) {
      for (const Sample& b : kSamples) {
        std::string expected;
        for (const Rule& rule : rules) {
          if (std::string(rule.sign) == sign && std::string(rule.a) == a.type && std::string(rule.b) == b.type)
            expected = rule.result;
        }
        std::vector<Issue> issues;
        const auto expression = Check(std::string(a.expression) + sign + b.expression, SampleEnvironment(), &issues);
        EXPECT_EQ(expression == nullptr ? "" : expression->root->type.ToString(), expected) << a.type << sign << b.type;
      }
    }
  }
}

TEST(CheckerTest, ConversionsAreDefinedExactlyAsTheLanguageSays) {
  const std::pair<const char*, std::string> rules[] = {
      {"bool", " bool string "},
      {"int", " int uint double string timestamp "},
      {"uint", " uint int double string "},
      {"double", " double int uint string "},
      {"string", " string bool int uint double bytes timestamp duration date Programme "},
      {"bytes", " bytes string "},
      {"timestamp", " timestamp string int "},
      {"duration", " duration string "},
      {"date", " date timestamp "},
  };
  for (const auto& [function, types] : rules) {
    for (const Sample& sample : kSamples) {
      const std::string call = std::string(function) + "(" + sample.expression + ")";
      EXPECT_EQ(Accepts(call), types.find(std::string(" ") + sample.type + " ") != std::string::npos) << call;
    }
    for (const Sample& sample : kSamples) EXPECT_TRUE(Accepts(std::string("type(") + sample.expression + ")"));
  }
  EXPECT_EQ(TypeOf("date('2025-12-31')"), "date");
  EXPECT_EQ(TypeOf("timestamp('not one')"), "timestamp") << "the evaluator's error, not the checker's";
}

TEST(CheckerTest, FunctionsTakeTheirTypesInTheirStyles) {
  for (const char* source : {"size('a')", "'a'.size()", "size(b'a')", "size([1])", "prices.size()", "measured_at.getFullYear()",
                             "measured_at.getHours('Asia/Jakarta')", "duration('1h').getMinutes()",
                             "months_between(as_of, as_of)", "as_of.years_between(as_of)", "days_between(as_of, as_of)",
                             "count([true])", "[1].count()", "sum([1])", "min([1])", "max(1, 2)"}) {
    EXPECT_EQ(TypeOf(source), "int") << source;
  }
  for (const char* source : {"'a'.contains('b')", "'a'.startsWith('b')", "'a'.endsWith('b')", "'a'.matches('b')",
                             "matches('a', 'b')", "1 in [1]", "'a' in prices", "programme in [PKH]"}) {
    EXPECT_EQ(TypeOf(source), "bool") << source;
  }
  EXPECT_EQ(TypeOf("as_of.add_months(3)"), "date");
  EXPECT_EQ(TypeOf("add_days(as_of, -1)"), "date");
  EXPECT_EQ(TypeOf("max([as_of])"), "date");
  EXPECT_EQ(TypeOf("min(1.5, 2.5, 3.5)"), "double");
  EXPECT_EQ(TypeOf("sum([duration('1s')])"), "duration");
  EXPECT_EQ(TypeOf("latest(household.members).programme"), "Programme");
  for (const char* source :
       {"contains('a', 'b')", "'1'.int()", "duration('1h').getFullYear()", "duration('1s').getHours('UTC')", "min()", "min(1)",
        "max(1, 2u)", "min(programme, programme)", "sum(['a'])", "latest([1])", "latest([household])", "int(as_of)", "dyn(1)",
        "-1u", "-'a'", "as_of - as_of"}) {
    EXPECT_FALSE(Accepts(source)) << source;
  }
}

TEST(CheckerTest, EmptyListsAndMapsTakeTheTypeOfTheirCompany) {
  EXPECT_EQ(TypeOf("[] + [1]"), "list(int)");
  EXPECT_EQ(TypeOf("[[], ['a']]"), "list(list(string))");
  EXPECT_EQ(TypeOf("[[[[[]]]], [], [[[]]]]"), "list(list(list(list(list(null)))))");
  EXPECT_EQ(TypeOf("true ? {} : {1: 'a'}"), "map(int, string)");
  EXPECT_EQ(TypeOf("[].map(x, x + 'a')"), "list(string)");
  EXPECT_EQ(TypeOf("[].exists(x, x.kind == 'a')"), "bool");
  EXPECT_EQ(TypeOf("[]"), "list(null)");
  EXPECT_EQ(TypeOf("{}"), "map(null, null)");
  EXPECT_EQ(TypeOf("[] == {}.keys"), "bool");
  EXPECT_FALSE(Accepts("[] == {}"));
  EXPECT_FALSE(Accepts("[1, 'a']"));
  EXPECT_FALSE(Accepts("[].all(x, x == [x])"));
}

TEST(CheckerTest, KeysOfMapsAreIntUintBoolOrString) {
  EXPECT_TRUE(Accepts("{1: 1}") && Accepts("{1u: 1}") && Accepts("{true: 1}") && Accepts("{'a': 1}"));
  EXPECT_FALSE(Accepts("{1.5: 1}") || Accepts("{null: 1}") || Accepts("{PKH: 1}") || Accepts("{[1]: 1}"));
  EXPECT_TRUE(Accepts("{1: 1, 1: 2}")) << "a repeated key is an error of the value, not of the text";
}

TEST(CheckerTest, MacrosGoThroughListsAndKeysOfMaps) {
  EXPECT_EQ(TypeOf("household.members.all(m, m.age > 60)"), "bool");
  EXPECT_EQ(TypeOf("prices.exists(k, k == 'rice')"), "bool");
  EXPECT_EQ(TypeOf("prices.exists_one(k, k == 'rice')"), "bool");
  EXPECT_EQ(TypeOf("prices.map(k, prices[k])"), "list(int)");
  EXPECT_EQ(TypeOf("household.members.map(m, m.age > 60, m.programme)"), "list(Programme)");
  EXPECT_EQ(TypeOf("household.members.filter(m, m.age > 60)"), "list(Member)");
  EXPECT_EQ(TypeOf("prices.filter(k, true)"), "list(string)");
  EXPECT_FALSE(Accepts("income.all(x, true)") || Accepts("[1].all(x, x)") || Accepts("[1].all(x)") ||
               Accepts("[1].all(1, true)"));
  EXPECT_FALSE(Accepts("[1].all(.x, true)") || Accepts("[1].map(x, x, x)") || Accepts("[1].existsOne(x, true)"));
  EXPECT_FALSE(Accepts("[1].all(x, true) && x")) << "the variable is known only inside";
}

TEST(CheckerTest, MacrosAreNumberedInOrderOfTheText) {
  const auto expression = CheckOk("[1].map(a, a).filter(b, [2].exists(c, c == b))");
  EXPECT_EQ(expression->macro_count, 3);
  const Node& filter = *expression->root;
  EXPECT_EQ(filter.index, 1);
  EXPECT_EQ(filter.args[0]->index, 0);
  const Node& exists = *filter.args[1];
  EXPECT_EQ(exists.index, 2);
  EXPECT_EQ(exists.args[1]->args[0]->index, 2) << "c";
  EXPECT_EQ(exists.args[1]->args[1]->index, 1) << "b";
}

TEST(CheckerTest, HasAsksOnlyWhereAbsenceMeansNone) {
  EXPECT_EQ(CheckOk("has(household.members[0].died_on)")->root->kind, NodeKind::kHasField);
  EXPECT_EQ(CheckOk("has(prices.rice)")->root->kind, NodeKind::kHasKey);
  EXPECT_EQ(CheckOk("has({}.a)")->root->kind, NodeKind::kHasKey);
  EXPECT_THAT(
      IssuesOf("has(household.income_per_head)"),
      ElementsAre("0: has() may be used only on fields whose absence means none; a missing `income_per_head` makes the result "
                  "missing by itself"));
  EXPECT_FALSE(Accepts("has(household)") || Accepts("has(prices['rice'])") || Accepts("has({1: 2}.a)") ||
               Accepts("has(income.a)"));
}

TEST(CheckerTest, SelectingFromAMapIsIndexingByText) {
  const auto expression = CheckOk("prices.`rice 5kg`");
  const Node& node = *expression->root;
  EXPECT_EQ(node.function, Function::kIndex);
  EXPECT_EQ(std::get<std::string>(node.args[1]->literal), "rice 5kg");
  EXPECT_EQ(CheckOk("household.members")->root->kind, NodeKind::kField);
  EXPECT_FALSE(Accepts("{1: 2}.a"));
}

TEST(CheckerTest, ANameIsLookedUpFromTheContainerOutwards) {
  const Environment environment =
      Named("a.b", {{"x", kInt}, {"a.x", kString}, {"a.b.x", kBool}, {"y", kInt}, {"a.y", kString}});
  EXPECT_EQ(TypeOf("x", environment), "bool");
  EXPECT_EQ(TypeOf(".x", environment), "int");
  EXPECT_EQ(TypeOf(".a.x", environment), "string");
  EXPECT_EQ(TypeOf("y", environment), "string");
  EXPECT_EQ(TypeOf("b.x", environment), "bool");
}

TEST(CheckerTest, TheLongestBeginningOfAQualifiedNameWins) {
  const Type map = Type::Map(kString, kInt);
  EXPECT_EQ(TypeOf("a.b.c", Named("", {{"a.b.c", kBool}, {"a.b", map}})), "bool");
  EXPECT_EQ(TypeOf("a.b.c", Named("", {{"a.b", map}, {"a", Type::Map(kString, Type::Map(kString, kString))}})), "int");
  EXPECT_EQ(TypeOf("(a.b).c", Named("", {{"a.b", map}})), "int");
  EXPECT_EQ(TypeOf("a.b.`c`", Named("", {{"a.b.c", kBool}, {"a.b", map}})), "int") << "backquotes select, they do not qualify";
}

TEST(CheckerTest, AnIterationVariableHidesEverythingButTheRoot) {
  const Environment environment = Named("com", {{"x", kString}, {"com.x", kString}, {"x.y", kString}});
  EXPECT_EQ(TypeOf("[1].map(x, x)", environment), "list(int)");
  EXPECT_EQ(TypeOf("[1].map(x, .x)", environment), "list(string)");
  EXPECT_EQ(TypeOf("[{'y': 1}].map(x, x.y)", environment), "list(int)");
  EXPECT_EQ(TypeOf("[{'y': 1}].map(x, .x.y)", environment), "list(string)");
  EXPECT_EQ(TypeOf("[1].map(x, ['a'].map(x, x))", environment), "list(list(string))");
  EXPECT_EQ(TypeOf("[1].map(x, [x].map(x, x))", environment), "list(list(int))") << "the range is outside";
}

TEST(CheckerTest, LiteralsCannotBeRenamed) {
  const Environment environment = Named("", {{"true", kString}, {"null", kBool}});
  EXPECT_EQ(TypeOf("true", environment), "bool");
  EXPECT_EQ(TypeOf("null", environment), "null");
}

TEST(CheckerTest, TypesAreValues) {
  for (const char* source : {"int", "uint", "double", "bool", "string", "bytes", "list", "map", "null_type", "type", "date",
                             "google.protobuf.Timestamp", "google.protobuf.Duration"}) {
    EXPECT_EQ(TypeOf(source), "type") << source;
    EXPECT_EQ(CheckOk(source)->root->kind, NodeKind::kTypeName) << source;
  }
  EXPECT_EQ(TypeOf("type(1) == int"), "bool");
}

TEST(CheckerTest, CodesAreNamedAloneWhereOnlyOneListHasThem) {
  const auto expression = CheckOk("BPNT");
  const Node& node = *expression->root;
  EXPECT_EQ(std::get<EnumValue>(node.literal).value, 1);
  EXPECT_EQ(node.type, Type::Enum(Programme()));
  EXPECT_EQ(TypeOf("Cause.OTHER"), "Cause");
  EXPECT_THAT(IssuesOf("programme == OTHER"),
              ElementsAre("13: `OTHER` is a code of more than one list; write `Programme.OTHER` or `Cause.OTHER`"));
  EXPECT_FALSE(Accepts("programme < PKH") || Accepts("programme == DEATH") || Accepts("programme == 0") ||
               Accepts("int(programme)"));
  EXPECT_EQ(TypeOf("string(programme)"), "string");
}

TEST(CheckerTest, EveryNodeKnowsItsPlaceAndWhatItReads) {
  const auto expression = CheckOk("income > 3 && (household.members.size() > income)");
  EXPECT_THAT(expression->variables_read, ElementsAre(0, 3));
  const Node& root = *expression->root;
  EXPECT_EQ(root.position, 11);
  EXPECT_EQ(root.span.begin, 0);
  EXPECT_EQ(root.span.end, static_cast<int32_t>(expression->source.size()));
  EXPECT_EQ(root.args[1]->span.begin, 15);
  EXPECT_EQ(root.args[1]->position, 40);
  EXPECT_EQ(root.args[1]->args[0]->position, 33) << "the method";
}

TEST(CheckerTest, APlaceCanDemandAType) {
  std::vector<Issue> issues;
  EXPECT_NE(CheckAs(kBool, "income > 3", SampleEnvironment(), &issues), nullptr);
  EXPECT_NE(CheckAs(Type::List(kInt), "[]", SampleEnvironment(), &issues), nullptr);
  EXPECT_TRUE(issues.empty());
  EXPECT_EQ(CheckAs(kBool, "income", SampleEnvironment(), &issues), nullptr);
  EXPECT_EQ(CheckAs(kInt, "1.0", SampleEnvironment(), &issues), nullptr);
  ASSERT_EQ(issues.size(), 2u);
  EXPECT_EQ(issues[0].message,
            "this must be a bool (true or false), and it is an int; compare it with something, as in `income >= ...`");
  EXPECT_EQ(issues[1].message, "this must be an int, and it is a double; write 1 instead of 1.0");
}

TEST(CheckerTest, MistakesInLiteralsAreFoundAtLoad) {
  EXPECT_THAT(IssuesOf("as_of > date('2025-02-30')"), ElementsAre(HasSubstr("13: `2025-02-30` is not a day of the calendar")));
  EXPECT_THAT(IssuesOf("date('31-12-2025') > as_of"), ElementsAre(HasSubstr("date(\"2025-12-31\")")));
  EXPECT_EQ(TypeOf("date('2024-02-29')"), "date");
  EXPECT_THAT(IssuesOf("'a'.matches('(')"), ElementsAre(HasSubstr("12: this is not a regular expression")));
  EXPECT_EQ(TypeOf("'a'.matches('(' + ')')"), "bool") << "only a literal pattern is known";
}

}  // namespace
}  // namespace graduasi::cel
