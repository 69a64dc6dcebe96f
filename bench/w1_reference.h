// W1 as an expert would write it by hand: the measure that the library is held against. It reads the same columns as the
// library does, in Arrow's layout, and must not include anything that is shared with the rest of the program: its file is
// compiled for this very machine, and inline code of it must not be linked into files that are not.
#ifndef GRADUASI_BENCH_W1_REFERENCE_H_
#define GRADUASI_BENCH_W1_REFERENCE_H_

#include <cstdint>

namespace graduasi::bench {

// Of every column 64 values may be read past the last. A list's elements are [at[i], at[i + 1]); bools are bitmaps.
struct W1View {
  int64_t households = 0;
  const int32_t* region_at = nullptr;  // of `region_code`: Kemendagri codes of provinces, two digits
  const char* region_code = nullptr;
  const int32_t* members_at = nullptr;
  const int32_t* born_on = nullptr;
  const uint64_t* severely_disabled = nullptr;
  const uint64_t* pregnant = nullptr;
  const uint64_t* enrolled = nullptr;
  const int8_t* school_level = nullptr;  // position in the enum, as all enums here
  const int32_t* ranks_at = nullptr;
  const int32_t* rank_observed_on = nullptr;
  const int8_t* decile = nullptr;
  const int32_t* incomes_at = nullptr;
  const int32_t* income_observed_on = nullptr;
  const int8_t* income_source = nullptr;
  const int32_t* amount_idr = nullptr;
  const int32_t* balances_at = nullptr;
  const int32_t* balance_observed_on = nullptr;
  const int32_t* arrears_idr = nullptr;
  const int32_t* assistance_at = nullptr;
  const int32_t* assistance_recorded_on = nullptr;
  const int8_t* assistance_kind = nullptr;
  const int32_t* memberships_at = nullptr;
  const int32_t* started_on = nullptr;
  const int32_t* sessions_at = nullptr;
  const int32_t* held_on = nullptr;
  const int32_t* inspections_at = nullptr;
  const int32_t* inspected_on = nullptr;
  const int32_t* findings_at = nullptr;  // by inspection
  const int32_t* found_on = nullptr;
  const int8_t* severity = nullptr;
  const int32_t* resolved_on = nullptr;
  const uint64_t* resolved = nullptr;   // bit set: resolved_on is known
  const uint64_t* nominated = nullptr;  // bit set: nominated_on is known
  const int32_t* nominated_on = nullptr;
  const uint64_t* willing = nullptr;
};

// Numbers of enum constants that the criteria name.
struct W1Names {
  int8_t business_income = 0;
  int8_t business_capital = 0;
  int8_t major = 0;
  int8_t tertiary = 0;
};

// Bit k of masks[i] is set where household i fails criterion k; outcomes: 0 GRADUATE, 1 NOT_YET, 2 PROTECTED. No value may be
// missing. `poverty_lines` by the number that the two digits of a province make.
void W1Reference(const W1View& view, const W1Names& names, const int32_t* poverty_lines, uint16_t* masks, uint8_t* outcomes);

}  // namespace graduasi::bench

#endif  // GRADUASI_BENCH_W1_REFERENCE_H_
