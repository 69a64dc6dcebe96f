// The words in which people are told a decision, in both languages. This file must not know how a decision came about.
#ifndef GRADUASI_SRC_DECIDE_WORDS_H_
#define GRADUASI_SRC_DECIDE_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "graduasi/decision.h"
#include "graduasi/language.h"

namespace graduasi::decide {

const char* Word(Outcome outcome, Language language);  // "BELUM SIAP", "NOT YET READY"
const char* Word(WhyMissing why, Language language);   // "belum tercatat", "not recorded"
const char* Word(Actor actor, Language language);      // "oleh keluarga", "by the family"
const char* Word(RouteKind kind, Language language);   // "mandiri", "self-reliant"

// A unit of the field tables or of a policy as people say it after a number: "months" -> "bulan"; unknown units stay as they
// are.
std::string UnitWord(absl::string_view unit, Language language);

// "Rp671.273", "IDR 671,273", "6 bulan", "2026"; what a hole and a comparison print for a number with a unit.
std::string FormatQuantity(int64_t value, absl::string_view unit, Language language);

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_WORDS_H_
