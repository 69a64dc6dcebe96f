#include "src/programme/programme_words.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "src/analysis/comparison_words.h"
#include "src/base/text.h"
#include "src/decide/words.h"

namespace graduasi::programme {

std::string Words::Number(int64_t value) const { return FormatInteger(value, language_); }

std::string Words::Families(int64_t count) const {
  return absl::StrCat(Number(count), Say(" keluarga", count == 1 ? " family" : " families"));
}

std::string Words::Range(int64_t least, int64_t most) const {
  return least == most ? Number(least) : absl::StrCat(Number(least), "-", Number(most));
}

std::string Words::Percent(const Decimal& value) const { return Percent(PercentRange{value, value, false}); }

std::string Words::Percent(const PercentRange& range) const {
  const auto whole = [](const Decimal& value) { return value == Decimal{Quotient(value, {1, 0}, 1, 0).value_or(value)}; };
  const bool whole_numbers = whole(range.least) && whole(range.most);
  const auto written = [&](const Decimal& value) {
    return whole_numbers ? Quotient(value, {1, 0}, 1, 0).value_or(value).Format(language_) : value.Format(language_);
  };
  return absl::StrCat(range.approximate ? Say("sekitar ", "about ") : "", written(range.least),
                      range.least == range.most ? "" : absl::StrCat("-", written(range.most)), " %");
}

std::string Words::Share(int64_t part, int64_t whole) const {
  const std::string share = analysis::Share(part, whole, language_);
  return share == "-" ? share : absl::StrCat(absl::StripSuffix(share, "%"), " %");
}

std::string Words::PerMille(int64_t rate) const {
  const std::optional<Decimal> value = Quotient({rate, 0}, {1000, 0}, 100, 1);
  return value.has_value() ? absl::StrCat(value->Format(language_), " %") : std::string();
}

std::string Words::Thousandths(int64_t thousandths) const { return Decimal{thousandths, 3}.Format(language_); }

std::string Words::Probability(double probability) const {
  const auto written = [&](const std::string& text) {
    return absl::StrCat(language_ == Language::kIndonesian ? absl::StrReplaceAll(text, {{".", ","}}) : text, " %");
  };
  if (probability <= 0) return written("0");
  if (probability >= 1) return written("100");
  if (probability < 0.0001) return absl::StrCat(Say("kurang dari ", "less than "), written("0.01"));
  if (probability > 0.9999) return absl::StrCat(Say("lebih dari ", "more than "), written("99.99"));
  return written(absl::StrFormat("%.2f", probability * 100));
}

std::string Words::About(Precision precision, int64_t count) const {
  return absl::StrCat(precision == Precision::kApproximate ? Say("sekitar ", "about ") : "", Number(count));
}

std::string Words::Day(Date day) const { return FormatDate(day, language_); }
std::string Words::Day(const PartialDate& day) const { return FormatPartialDate(day, language_); }

std::string Words::ShortMonth(Date day) const {
  return FormatPartialDate(PartialDate::Month(day.year(), day.month()), language_).substr(0, 3);
}

std::string Words::Region(const graduasi::Region& region) const {
  if (!region.code.has_value()) return "Indonesia";
  const bool bps = region.system == CodeSystem::kBps;
  return absl::StrCat(Say("wilayah ", "region "), *region.code,
                      bps ? Say(" (kode BPS)", " (BPS code)") : Say(" (kode Kemendagri)", " (Kemendagri code)"));
}

std::string Words::RegionCode(absl::string_view code) const { return code.empty() ? "Indonesia" : std::string(code); }

std::string Words::Exit(ExitKind kind) const {
  switch (kind) {
    case ExitKind::kNaturalExit:
      return decide::Word(RouteKind::kNatural, language_);
    case ExitKind::kSelfReliantExit:
      return decide::Word(RouteKind::kSelfReliant, language_);
    case ExitKind::kBusinessProgrammeExit:
      return decide::Word(RouteKind::kBusinessProgramme, language_);
    case ExitKind::kSystemExit:
      return decide::Word(RouteKind::kSystem, language_);
    case ExitKind::kOtherExit:
      break;
  }
  return decide::Word(RouteKind::kOther, language_);
}

std::string Words::Unit(const std::string& unit) const {
  if (unit == "IDR") return "rupiah";
  if (unit == "people") return Say("orang", "people");
  const std::string known = decide::UnitWord(2, unit, language_);
  return known.empty() ? unit : std::string(absl::StripPrefix(known, " "));
}

std::string Words::Value(const Decimal& value, int64_t multiple, const std::string& unit) const {
  std::string text = value.Format(language_);
  if (unit == "%") return absl::StrCat(text, " %");
  switch (multiple) {
    case 1:
      break;
    case 1'000:
      absl::StrAppend(&text, Say(" ribu", " thousand"));
      break;
    case 1'000'000:
      absl::StrAppend(&text, Say(" juta", " million"));
      break;
    case 1'000'000'000:
      absl::StrAppend(&text, Say(" miliar", " billion"));
      break;
    case 1'000'000'000'000:
      absl::StrAppend(&text, Say(" triliun", " trillion"));
      break;
    default:
      absl::StrAppend(&text, " x ", Number(multiple));
  }
  return unit.empty() ? text : absl::StrCat(text, " ", Unit(unit));
}

std::string Words::Source(const std::string& source) const {
  return source.empty() ? source : absl::StrCat(Say("Sumber: ", "Source: "), source);
}

}  // namespace graduasi::programme
