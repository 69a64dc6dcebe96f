// JSON is what RFC 8259 says it is; simdjson is the judge.
#include "src/wire/json_cursor.h"

#include <random>
#include <string>

#include "gtest/gtest.h"
#include "simdjson.h"
#include "src/cel/utf8.h"

namespace graduasi::wire {
namespace {

bool Accepts(const std::string& json) {
  if (cel::FindInvalidUtf8(json) != absl::string_view::npos) return false;
  JsonCursor cursor(json);
  const bool accepted = cursor.Skip(1000) && cursor.AtEnd();
  EXPECT_EQ(accepted, cursor.mistake().empty());
  EXPECT_LE(cursor.offset(), json.size());
  return accepted;
}

TEST(JsonCursor, AcceptsWhatIsJsonAndNothingElse) {
  const std::string seed =
      R"({"a": [1, -0, 2.5e+3, 1E-7, 0.0, true, false, null, {}, [], ""], "b\"\\\/\b\f\n\r\t": "\u00e9\ud83d\ude00 é😀", "c": {"d": [[[0]]]}})";
  EXPECT_TRUE(Accepts(seed));
  std::mt19937 random(7);
  simdjson::dom::parser parser;
  int accepted = 0;
  for (int round = 0; round < 200000; ++round) {
    std::string json = seed;
    const int changes = 1 + static_cast<int>(random() % 3);
    for (int change = 0; change < changes; ++change) {
      if (json.empty()) json = "[";
      const size_t at = random() % json.size();
      switch (random() % 4) {
        case 0:
          json[at] = static_cast<char>(json[at] ^ (1 << random() % 8));
          break;
        case 1:
          json.erase(at, 1);
          break;
        case 2:
          json.insert(at, 1, "{}[]\",:\\0123456789.eE+-tfn u\n\t"[random() % 31]);
          break;
        default:
          json.resize(at + 1);
      }
    }
    const simdjson::error_code error = parser.parse(json).error();
    if (error == simdjson::NUMBER_ERROR) continue;  // may be a number that does not fit a double
    ASSERT_EQ(Accepts(json), error == simdjson::SUCCESS) << json;
    accepted += error == simdjson::SUCCESS ? 1 : 0;
  }
  EXPECT_GT(accepted, 1000);
}

TEST(JsonCursor, NumbersHaveOneForm) {
  for (const char* number : {"0", "-0", "10", "0.5", "1e9", "1E+9", "-1.25e-3"}) EXPECT_TRUE(Accepts(number)) << number;
  for (const char* number : {"01", "-", "+1", ".5", "1.", "1e", "1e+", "0x1", "1_000", "NaN", "Infinity", "--1", "1 2"}) {
    EXPECT_FALSE(Accepts(number)) << number;
  }
}

TEST(JsonCursor, DeepNestingEndsInAMistakeNotInACrash) {
  EXPECT_FALSE(Accepts(std::string(3'000'000, '[')));
  std::string objects;
  for (int i = 0; i < 500'000; ++i) objects += "{\"a\":";
  EXPECT_FALSE(Accepts(objects));
}

}  // namespace
}  // namespace graduasi::wire
