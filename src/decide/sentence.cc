#include "src/decide/sentence.h"

#include "absl/strings/str_cat.h"
#include "src/base/text.h"
#include "src/decide/words.h"

namespace graduasi::decide {
namespace {

using cel::TypeKind;
using columns::Register;
using columns::Standing;

std::string In(Language language, const char* indonesian, const char* english) {
  return language == Language::kIndonesian ? indonesian : english;
}

std::string FormatDays(const columns::DateRange& range, Language language) {
  const Date low = Date::FromDays(range.low);
  const Date high = Date::FromDays(range.high);
  if (low == high) return FormatDate(low, language);
  if (PartialDate::Month(low.year(), low.month()).first() == low &&
      PartialDate::Month(low.year(), low.month()).last() == high) {
    return FormatPartialDate(PartialDate::Month(low.year(), low.month()), language);
  }
  if (PartialDate::Year(low.year()).first() == low && PartialDate::Year(low.year()).last() == high) {
    return FormatPartialDate(PartialDate::Year(low.year()), language);
  }
  return absl::StrCat(FormatDate(low, language), " – ", FormatDate(high, language));
}

std::string FillHole(const Scene& scene, columns::ExpressionId hole, Language language) {
  const Spot spot = RootOf(scene, hole);
  const Register reg = RegisterAt(scene, spot);
  const int32_t row = RowAt(scene, spot);
  switch (scene.run->StandingOf(reg, row)) {
    case Standing::kMissing:
      return In(language, "(belum diketahui)", "(not known)");
    case Standing::kError:
      return In(language, "(tidak dapat dihitung)", "(cannot be computed)");
    case Standing::kPresent:
      break;
  }
  switch (spot.node->type.kind()) {
    case TypeKind::kBool:
      return scene.run->Bool(reg, row) ? In(language, "ya", "yes") : In(language, "tidak", "no");
    case TypeKind::kDate:
      return FormatDays(scene.run->Date(reg, row), language);
    case TypeKind::kInt: {
      const columns::IntRange range = scene.run->Int(reg, row);
      const std::string unit = UnitOf(scene, hole, *spot.node);
      const std::string low = FormatQuantity(range.low, unit, language);
      return range.low == range.high ? low : absl::StrCat(low, "–", FormatQuantity(range.high, unit, language));
    }
    default:
      return PlainText(scene, spot);
  }
}

}  // namespace

std::string Fill(const Scene& scene, const policy::CompiledReason& reason, Language language) {
  std::string text;
  for (const policy::CompiledReason::Piece& piece : reason.pieces) {
    absl::StrAppend(&text, piece.hole == columns::kNoExpression ? piece.text : FillHole(scene, piece.hole, language));
  }
  return text;
}

Text Fill(const Scene& scene, const policy::CompiledReasons& reasons) {
  return {Fill(scene, reasons.id, Language::kIndonesian), Fill(scene, reasons.en, Language::kEnglish)};
}

}  // namespace graduasi::decide
