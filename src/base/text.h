// Numbers and dates as people read them, in Indonesian and English, without a locale. Only for text that a person reads:
// machine-readable output has its own, fixed forms. This file knows no units and no policies.
#ifndef GRADUASI_SRC_BASE_TEXT_H_
#define GRADUASI_SRC_BASE_TEXT_H_

#include <cstdint>
#include <string>

#include "graduasi/date.h"
#include "graduasi/language.h"

namespace graduasi {

// Indonesian "1.234.567", English "1,234,567"; "-" before a negative number.
std::string FormatInteger(int64_t value, Language language);
std::string FormatUnsigned(uint64_t value, Language language);

// Indonesian "15 Agustus 2025", English "15 August 2025".
std::string FormatDate(Date date, Language language);

// As precise as it is known: "15 November 2025", "November 2025", "2025".
std::string FormatPartialDate(const PartialDate& date, Language language);

}  // namespace graduasi

#endif  // GRADUASI_SRC_BASE_TEXT_H_
