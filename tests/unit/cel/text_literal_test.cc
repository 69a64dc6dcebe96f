#include "src/cel/text_literal.h"

#include "gtest/gtest.h"

namespace graduasi::cel {
namespace {

std::string Decode(absl::string_view body, bool bytes = false) {
  std::vector<Issue> issues;
  std::string value = DecodeEscapes(body, bytes, 0, &issues);
  EXPECT_TRUE(issues.empty()) << body;
  return value;
}

TEST(TextLiteralTest, EveryEscapeOfTheLanguageStandsForItsCharacter) {
  EXPECT_EQ(Decode(R"(\\ \? \" \' \`)"), "\\ ? \" ' `");
  EXPECT_EQ(Decode(R"(\a\b\f\n\r\t\v)"), "\a\b\f\n\r\t\v");
  EXPECT_EQ(Decode(R"(\x4a\X4A\u004a\U0000004A\112)"), "JJJJJ");
}

TEST(TextLiteralTest, NumericEscapesAreCodePointsInTextAndBytesInBytes) {
  EXPECT_EQ(Decode(R"(\xff\377\303\277)"), "\xC3\xBF\xC3\xBF\xC3\x83\xC2\xBF");
  EXPECT_EQ(Decode(R"(\xff\377)", true), "\xFF\xFF");
  EXPECT_EQ(Decode(R"(\U0001F62C)"), "\xF0\x9F\x98\xAC");
}

TEST(TextLiteralTest, WrongEscapesAreReportedWhereTheyStand) {
  for (const char* bad : {R"(\q)", R"(\x4)", R"(\u12)", R"(\400)", R"(\08)", R"(\uD83D)", R"(\U00110000)", "\\\xC3\xA9"}) {
    std::vector<Issue> issues;
    DecodeEscapes(std::string("ab") + bad, false, 10, &issues);
    ASSERT_GE(issues.size(), 1u) << bad;
    EXPECT_EQ(issues[0].position, 12) << bad;
  }
  std::vector<Issue> issues;
  DecodeEscapes(R"(\u0041)", true, 0, &issues);
  EXPECT_EQ(issues.size(), 1u) << "characters have no place in bytes";
}

TEST(TextLiteralTest, QuotedValuesReadBackAsThemselves) {
  std::string all;
  for (int c = 0; c < 256; ++c) all.push_back(static_cast<char>(c));
  const std::string bytes = QuoteBytes(all);
  EXPECT_EQ(Decode(absl::string_view(bytes).substr(2, bytes.size() - 3), true), all);
  const std::string text = all.substr(0, 128) + "desil \xC3\xA9 \xF0\x9F\x8F\xA0";
  const std::string quoted = QuoteString(text);
  EXPECT_EQ(Decode(absl::string_view(quoted).substr(1, quoted.size() - 2)), text);
}

}  // namespace
}  // namespace graduasi::cel
