// Numbers and dates as people read them. The two languages stand side by side so that neither is forgotten. Knows no units and
// no policies.
#include "src/base/text.h"

#include "absl/strings/str_cat.h"
#include "src/base/civil.h"

namespace graduasi {
namespace {

constexpr const char* kMonths[2][12] = {
    {"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"},
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}};

const char* MonthName(int month, Language language) { return kMonths[language == Language::kEnglish ? 1 : 0][month - 1]; }

constexpr size_t kMostBytes = 32;  // 20 digits, 6 separators and a sign

// Writes the number so that it ends at `end`; where it begins.
char* WriteBackwards(uint64_t value, Language language, char* end) {
  const char separator = language == Language::kEnglish ? ',' : '.';
  char* begin = end;
  for (int digits = 0; digits == 0 || value != 0; ++digits, value /= 10) {
    if (digits > 0 && digits % 3 == 0) *--begin = separator;
    *--begin = static_cast<char>('0' + value % 10);
  }
  return begin;
}

}  // namespace

std::string FormatUnsigned(uint64_t value, Language language) {
  char text[kMostBytes];
  char* const end = text + kMostBytes;
  const char* const begin = WriteBackwards(value, language, end);
  return std::string(begin, static_cast<size_t>(end - begin));
}

std::string FormatInteger(int64_t value, Language language) {
  if (value >= 0) return FormatUnsigned(static_cast<uint64_t>(value), language);
  char text[kMostBytes];
  char* const end = text + kMostBytes;
  char* begin = WriteBackwards(uint64_t{0} - static_cast<uint64_t>(value), language, end);
  *--begin = '-';
  return std::string(begin, static_cast<size_t>(end - begin));
}

std::string FormatDate(Date date, Language language) {
  const civil::Civil day = civil::CivilFromDays(date.days());
  return absl::StrCat(day.day, " ", MonthName(day.month, language), " ", day.year);
}

std::string FormatPartialDate(const PartialDate& date, Language language) {
  if (date.exact()) return FormatDate(date.first(), language);
  const civil::Civil first = civil::CivilFromDays(date.first().days());
  if (date.last().days() - date.first().days() > 31) return std::to_string(first.year);
  return std::string(MonthName(first.month, language)) + " " + std::to_string(first.year);
}

}  // namespace graduasi
