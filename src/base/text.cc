// Numbers and dates as people read them. The two languages stand side by side so that neither is forgotten. Knows no units and
// no policies.
#include "src/base/text.h"

#include "src/base/civil.h"

namespace graduasi {
namespace {

constexpr const char* kMonths[2][12] = {
    {"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"},
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}};

const char* MonthName(int month, Language language) { return kMonths[language == Language::kEnglish ? 1 : 0][month - 1]; }

}  // namespace

std::string FormatUnsigned(uint64_t value, Language language) {
  const std::string digits = std::to_string(value);
  const char separator = language == Language::kEnglish ? ',' : '.';
  std::string out;
  out.reserve(digits.size() + digits.size() / 3);
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += separator;
    out += digits[i];
  }
  return out;
}

std::string FormatInteger(int64_t value, Language language) {
  if (value >= 0) return FormatUnsigned(static_cast<uint64_t>(value), language);
  return "-" + FormatUnsigned(uint64_t{0} - static_cast<uint64_t>(value), language);
}

std::string FormatDate(Date date, Language language) {
  const civil::Civil day = civil::CivilFromDays(date.days());
  return std::to_string(day.day) + " " + MonthName(day.month, language) + " " + std::to_string(day.year);
}

std::string FormatPartialDate(const PartialDate& date, Language language) {
  if (date.exact()) return FormatDate(date.first(), language);
  const civil::Civil first = civil::CivilFromDays(date.first().days());
  if (date.last().days() - date.first().days() > 31) return std::to_string(first.year);
  return std::string(MonthName(first.month, language)) + " " + std::to_string(first.year);
}

}  // namespace graduasi
