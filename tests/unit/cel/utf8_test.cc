#include "src/cel/utf8.h"

#include "gtest/gtest.h"

namespace graduasi::cel {
namespace {

TEST(Utf8Test, EveryScalarValueReadsBackAsWritten) {
  for (uint32_t code_point = 0; code_point <= 0x10FFFF; code_point += code_point < 0x3000 ? 1 : 97) {
    if (!IsScalarValue(code_point)) continue;
    std::string text;
    AppendUtf8(code_point, &text);
    int length = 0;
    ASSERT_EQ(DecodeUtf8(text, 0, &length), static_cast<int32_t>(code_point));
    ASSERT_EQ(static_cast<size_t>(length), text.size());
  }
}

TEST(Utf8Test, SurrogatesOverlongFormsAndCutSequencesAreInvalid) {
  for (const char* bad : {"\xED\xA0\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80",
                          "\xF5\x80\x80\x80", "\x80", "\xE2\x82", "\xF0\x9F\x98", "\xC3(", "\xFF"}) {
    EXPECT_EQ(FindInvalidUtf8(std::string("ab") + bad), 2u) << bad;
  }
  EXPECT_EQ(FindInvalidUtf8("d\xC3\xA9sil \xF0\x9F\x8F\xA0"), absl::string_view::npos);
}

}  // namespace
}  // namespace graduasi::cel
