// The words of a comparison that its text and its page share, in both languages. This file must not know how anything was
// counted.
#ifndef GRADUASI_SRC_ANALYSIS_COMPARISON_WORDS_H_
#define GRADUASI_SRC_ANALYSIS_COMPARISON_WORDS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "graduasi/comparison.h"
#include "graduasi/language.h"

namespace graduasi::analysis {

// One of two texts.
inline const char* In(Language language, const char* id, const char* en) { return language == Language::kIndonesian ? id : en; }

// "12,3%" of a whole, "12.3%" in English; "-" of nothing. Rounded half up; a share that is not 0 and not 100 is never shown as
// either.
std::string Share(int64_t part, int64_t whole, Language language);

// "+1.184", "-37", "0".
std::string Signed(int64_t value, Language language);

// "criterion G07" as "kriteria G07".
std::string OwnerText(absl::string_view owner, Language language);

// "pkh-graduasi 2026.1".
std::string NameText(const PolicyName& name);

// "15 Juni 2026", or both days.
std::string DaysText(const PolicyComparison& comparison, Language language);

// A sentence about how the facts of NEEDS_DATA families were counted; "" if all were looked into.
std::string SampleText(const MissingData& missing, Language language);

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_COMPARISON_WORDS_H_
