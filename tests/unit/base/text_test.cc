// Figures and dates read as the family's officer writes them, in both languages.
#include "src/base/text.h"

#include <limits>

#include "gtest/gtest.h"

namespace graduasi {
namespace {

TEST(Text, ThousandsAreSetApartByDotsInIndonesianAndCommasInEnglish) {
  EXPECT_EQ(FormatInteger(0, Language::kIndonesian), "0");
  EXPECT_EQ(FormatInteger(999, Language::kIndonesian), "999");
  EXPECT_EQ(FormatInteger(1000, Language::kIndonesian), "1.000");
  EXPECT_EQ(FormatInteger(1234567, Language::kIndonesian), "1.234.567");
  EXPECT_EQ(FormatInteger(1234567, Language::kEnglish), "1,234,567");
  EXPECT_EQ(FormatInteger(-805528, Language::kIndonesian), "-805.528");
  EXPECT_EQ(FormatInteger(std::numeric_limits<int64_t>::min(), Language::kEnglish), "-9,223,372,036,854,775,808");
  EXPECT_EQ(FormatUnsigned(std::numeric_limits<uint64_t>::max(), Language::kIndonesian), "18.446.744.073.709.551.615");
}

TEST(Text, MonthsHaveTheirNames) {
  EXPECT_EQ(FormatDate(Date(2025, 11, 15), Language::kIndonesian), "15 November 2025");
  EXPECT_EQ(FormatDate(Date(2025, 11, 15), Language::kEnglish), "15 November 2025");
  EXPECT_EQ(FormatDate(Date(2026, 5, 1), Language::kIndonesian), "1 Mei 2026");
  EXPECT_EQ(FormatDate(Date(2026, 8, 31), Language::kIndonesian), "31 Agustus 2026");
  EXPECT_EQ(FormatDate(Date(2026, 8, 31), Language::kEnglish), "31 August 2026");
}

TEST(Text, ADateIsNeverMorePreciseThanItIsKnown) {
  EXPECT_EQ(FormatPartialDate(Date(2025, 12, 23), Language::kIndonesian), "23 Desember 2025");
  EXPECT_EQ(FormatPartialDate(PartialDate::Month(2025, 10), Language::kIndonesian), "Oktober 2025");
  EXPECT_EQ(FormatPartialDate(PartialDate::Month(2025, 10), Language::kEnglish), "October 2025");
  EXPECT_EQ(FormatPartialDate(PartialDate::Year(2025), Language::kIndonesian), "2025");
}

}  // namespace
}  // namespace graduasi
