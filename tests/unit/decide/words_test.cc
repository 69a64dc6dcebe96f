// Figures and words as people read them.
#include "src/decide/words.h"

#include "gtest/gtest.h"

namespace graduasi::decide {
namespace {

TEST(Words, RupiahReadAsPeopleWriteThem) {
  EXPECT_EQ(FormatQuantity(671273, "IDR per person per month", Language::kIndonesian), "Rp671.273");
  EXPECT_EQ(FormatQuantity(671273, "IDR", Language::kEnglish), "IDR 671,273");
  EXPECT_EQ(FormatQuantity(-5000, "IDR", Language::kIndonesian), "-Rp5.000");
}

TEST(Words, AYearHasNoSeparators) {
  EXPECT_EQ(FormatQuantity(2026, "year", Language::kIndonesian), "2026");
  EXPECT_EQ(FormatQuantity(2026, "", Language::kIndonesian), "2.026");
}

TEST(Words, AUnitFollowsItsNumber) {
  EXPECT_EQ(UnitWord(1, "months", Language::kEnglish), " month");
  EXPECT_EQ(UnitWord(6, "months", Language::kEnglish), " months");
  EXPECT_EQ(UnitWord(6, "months", Language::kIndonesian), " bulan");
  EXPECT_EQ(UnitWord(5, "decile", Language::kEnglish), "");
}

TEST(Words, EveryOutcomeHasAWordInBothLanguages) {
  for (const Outcome outcome :
       {Outcome::kInvalid, Outcome::kProtected, Outcome::kNeedsData, Outcome::kNotYet, Outcome::kEligible}) {
    for (const Language language : {Language::kIndonesian, Language::kEnglish}) EXPECT_STRNE(Word(outcome, language), "");
  }
}

}  // namespace
}  // namespace graduasi::decide
