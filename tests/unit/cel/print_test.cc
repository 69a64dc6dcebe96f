#include <cstring>
#include <limits>
#include <random>

#include "tests/unit/cel/sample_environment.h"

namespace graduasi::cel {
namespace {

std::string Printed(absl::string_view source) {
  const auto expression = CheckOk(source);
  return expression == nullptr ? "" : Print(*expression->root);
}

TEST(PrintTest, PrintingWhatWasPrintedChangesNothing) {
  for (const char* source : {"1+2*3-(4-5)",
                             "(1+2)*3",
                             "!(pregnant||pregnant)&&pregnant",
                             "(true?1:2)>1?'a':(false?'b':'c')",
                             "(true ? true : false) ? 1 : 2",
                             "- income",
                             "--income",
                             "!(income>3)",
                             "-(-9223372036854775808)",
                             "1.0e10 + .5",
                             "1u",
                             "0xff",
                             "b'\\377a'",
                             "'\\u00e9\\n\\x00'",
                             "[1,2,][0]",
                             "{'a':{1u:[true]}}.a[1u]",
                             "household.members.filter(m,m.age>60).map(m,m.programme!=PKH,m.age)",
                             "has(household.members[0].died_on)",
                             "has(prices.`a b`)",
                             "prices.rice",
                             "matches('a','b')",
                             "'a'.size()",
                             "as_of.add_days(3)",
                             "Programme.OTHER==programme",
                             "type(1)==int",
                             "min(1,2,3)",
                             "timestamp('2025-01-01T00:00:00Z')-duration('1h')",
                             "measured_at.getHours('Asia/Jakarta')",
                             "(1 < 2) == (3 < 4)",
                             "1 - (2 - 3)",
                             ".income",
                             "params.hold_months % 2 == 0",
                             "(pregnant && pregnant) || (pregnant && (pregnant || pregnant))",
                             "'a' in prices && !(1 in [1])"}) {
    const std::string once = Printed(source);
    EXPECT_EQ(Printed(once), once) << source;
    EXPECT_EQ(TypeOf(once), TypeOf(source)) << source;
  }
}

TEST(PrintTest, OnlyNeededParenthesesAreWritten) {
  EXPECT_EQ(Printed("((1 + (2 * 3)))"), "1 + 2 * 3");
  EXPECT_EQ(Printed("(1 + 2) * 3"), "(1 + 2) * 3");
  EXPECT_EQ(Printed("1 - (2 - 3)"), "1 - (2 - 3)");
  EXPECT_EQ(Printed("(income > 3) && (pregnant)"), "income > 3 && pregnant");
}

TEST(PrintTest, DoublesReadBackExactly) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 2000; ++i) {
    const uint64_t bits = random();
    Node node;
    double value = 0;
    std::memcpy(&value, &bits, sizeof(value));
    if (!(value - value == 0)) continue;
    node.literal = value;
    EXPECT_EQ(std::get<double>(CheckOk(Print(node))->root->literal), value) << Print(node);
  }
  EXPECT_EQ(Printed("1.0"), "1.0");
  EXPECT_EQ(Printed("-0.0"), "-0.0");
}

TEST(PrintTest, ValuesWithoutALiteralArePrintedAsConversions) {
  Node node;
  node.literal = DateValue{20088};
  EXPECT_EQ(Print(node), "date(\"2024-12-31\")");
  node.literal = TimestampValue{-1, 500000000};
  EXPECT_EQ(Print(node), "timestamp(\"1969-12-31T23:59:59.5Z\")");
  node.literal = DurationValue{-1, -50};
  EXPECT_EQ(Print(node), "duration(\"-1.00000005s\")");
  node.literal = std::numeric_limits<double>::infinity();
  EXPECT_EQ(Print(node), "double(\"Infinity\")");
  node.literal = EnumValue{2};
  node.type = Type::Enum(Programme());
  EXPECT_EQ(Print(node), "Programme.OTHER");
}

}  // namespace
}  // namespace graduasi::cel
