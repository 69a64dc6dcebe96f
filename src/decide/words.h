// The words in which people are told a decision, in both languages. This file must not know how a decision came about.
#ifndef GRADUASI_SRC_DECIDE_WORDS_H_
#define GRADUASI_SRC_DECIDE_WORDS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "graduasi/decision.h"
#include "graduasi/language.h"
#include "graduasi/policy.h"

namespace graduasi::decide {

const char* Word(Outcome outcome, Language language);     // "BELUM SIAP", "NOT YET READY"
const char* Word(WhyMissing why, Language language);      // "belum tercatat", "not recorded"
const char* Word(Actor actor, Language language);         // "oleh keluarga", "by the family"
const char* Word(RouteKind kind, Language language);      // "mandiri", "self-reliant"
const char* Word(MissingPlace place, Language language);  // "tidak diketahui paling belakang", "not known last"

// What is said after a number of a unit, with a space before it: " bulan", " month", " months"; "" of a unit that goes without
// saying, such as rupiah or a decile.
std::string UnitWord(int64_t value, absl::string_view unit, Language language);

// The number as people write it: "Rp671.273", "IDR 671,273"; of a year "2026".
std::string FormatQuantity(int64_t value, absl::string_view unit, Language language);
void AppendQuantity(int64_t value, absl::string_view unit, Language language, std::string* text);

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_WORDS_H_
