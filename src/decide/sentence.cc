#include "src/decide/sentence.h"

#include "absl/strings/str_cat.h"
#include "src/base/text.h"
#include "src/decide/wording.h"
#include "src/decide/words.h"

namespace graduasi::decide {
namespace {

using cel::TypeKind;
using columns::Standing;

const char* In(Language language, const char* indonesian, const char* english) {
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

void AppendHole(const Scene& scene, columns::ExpressionId hole, Language language, std::string* text) {
  const ValueWording& wording = scene.wording->value(hole);
  const Spot spot = {hole, nullptr, columns::kHouseholds, 0};
  const int32_t row = RowOf(scene, wording.reg, spot);
  switch (scene.run->StandingOf(wording.reg, row)) {
    case Standing::kMissing:
      text->append(In(language, "(belum diketahui)", "(not known)"));
      return;
    case Standing::kError:
      text->append(In(language, "(tidak dapat dihitung)", "(cannot be computed)"));
      return;
    case Standing::kPresent:
      break;
  }
  switch (wording.type.kind()) {
    case TypeKind::kBool:
      text->append(scene.run->Bool(wording.reg, row) ? In(language, "ya", "yes") : In(language, "tidak", "no"));
      return;
    case TypeKind::kDate:
      text->append(FormatDays(scene.run->Date(wording.reg, row), language));
      return;
    case TypeKind::kInt: {
      const columns::IntRange range = scene.run->Int(wording.reg, row);
      AppendQuantity(range.low, wording.unit, language, text);
      if (range.low == range.high) return;
      text->append("–");
      AppendQuantity(range.high, wording.unit, language, text);
      return;
    }
    default:
      text->append(PlainText(scene, wording.type, wording.reg, spot));
  }
}

}  // namespace

std::string Fill(const Scene& scene, const policy::CompiledReason& reason, Language language) {
  constexpr size_t kHoleBytes = 16;  // of most
  size_t bytes = 0;
  for (const policy::CompiledReason::Piece& piece : reason.pieces) {
    bytes += piece.hole == columns::kNoExpression ? piece.text.size() : kHoleBytes;
  }
  std::string text;
  text.reserve(bytes);
  for (const policy::CompiledReason::Piece& piece : reason.pieces) {
    if (piece.hole == columns::kNoExpression) {
      text.append(piece.text);
    } else {
      AppendHole(scene, piece.hole, language, &text);
    }
  }
  return text;
}

Text Fill(const Scene& scene, const policy::CompiledReasons& reasons) {
  return {Fill(scene, reasons.id, Language::kIndonesian), Fill(scene, reasons.en, Language::kEnglish)};
}

}  // namespace graduasi::decide
