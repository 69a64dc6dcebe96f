// Criterion at a time over blocks of 1,024 households: flags of elements, packed to a bitmap, of which each household tests the
// range of bits that is its list. Plain C++, left to the compiler to vectorise. Records of a day after as_of are not there yet,
// as the policy language has it.
#include "bench/w1_reference.h"

#include <cstring>

namespace graduasi::bench {
namespace {

constexpr int32_t kAsOf = 20635;
constexpr int32_t kCut60Months = 18809;
constexpr int32_t kCut6Months = 20454;
constexpr int32_t kAge60 = -1280;
constexpr int32_t kAge18 = 14061;
constexpr int64_t kBlock = 1024;
constexpr int64_t kMostElements = kBlock * 48;  // of one list in a block: W1's longest list has 36

// A byte of flags for each of 64 elements to a word.
template <typename Flag>
inline uint64_t Word(const Flag& flag) {
  uint8_t flags[64];
  for (int i = 0; i < 64; ++i) flags[i] = flag(i);
  uint64_t word = 0;
  for (int k = 0; k < 8; ++k) {
    uint64_t eight;
    std::memcpy(&eight, flags + 8 * k, 8);
    word |= (eight * 0x0102040810204080u >> 56) << (8 * k);
  }
  return word;
}

// Flags of the elements of one block, aligned to the words of the whole column.
struct Bitmap {
  uint64_t words[kMostElements / 64 + 3];
  int64_t base = 0;  // the element that bit 0 stands for

  template <typename Make>
  inline void Fill(int64_t first, int64_t end, const Make& make) {
    base = first & ~int64_t{63};
    for (int64_t w = base; w < end; w += 64) words[(w - base) >> 6] = make(w);
  }
  // The bits of a list of at most 57 elements.
  inline uint64_t Range(int32_t first, int32_t end) const {
    const int64_t bit = first - base;
    uint64_t word;
    std::memcpy(&word, reinterpret_cast<const char*>(words) + (bit >> 3), 8);
    return word >> (bit & 7) & ((uint64_t{1} << (end - first)) - 1);
  }
};

// The element of [first, end) of the latest day up to as_of; -1: none.
inline int32_t Latest(const int32_t* day, int32_t first, int32_t end) {
  int32_t best = -1;
  for (int32_t k = first; k < end; ++k) {
    if (day[k] <= kAsOf && (best < 0 || day[k] >= day[best])) best = k;
  }
  return best;
}

inline void Mark(bool fails, int bit, uint16_t* mask) { *mask = static_cast<uint16_t>(*mask | (unsigned{fails} << bit)); }

struct Scratch {
  Bitmap bits;
  int32_t income[kBlock];
};

void Welfare(const W1View& v, const W1Names& names, const int32_t* poverty_lines, int64_t r0, int64_t r1, Scratch* s,
             uint16_t* masks) {
  s->bits.Fill(v.incomes_at[r0], v.incomes_at[r1], [&](int64_t e) {
    const int8_t* source = v.income_source + e;
    const int32_t* day = v.income_observed_on + e;
    return Word([&](int i) { return static_cast<uint8_t>((source[i] != names.business_income) & (day[i] <= kAsOf)); });
  });
  for (int64_t r = r0; r < r1; ++r) {
    const int32_t first = v.incomes_at[r];
    int32_t best = -1;
    for (uint64_t bits = s->bits.Range(first, v.incomes_at[r + 1]); bits != 0; bits &= bits - 1) {
      const int32_t k = first + __builtin_ctzll(bits);
      if (best < 0 || v.income_observed_on[k] >= v.income_observed_on[best]) best = k;
    }
    const int32_t rank = Latest(v.rank_observed_on, v.ranks_at[r], v.ranks_at[r + 1]);
    const char* code = v.region_code + v.region_at[r];
    const int64_t line = poverty_lines[(code[0] - '0') * 10 + (code[1] - '0')];
    const int64_t people = v.members_at[r + 1] - v.members_at[r];
    const bool passes =
        (rank >= 0 && v.decile[rank] >= 6) | (best >= 0 && 2 * int64_t{v.amount_idr[best]} >= 3 * line * people);
    Mark(!passes, 0, &masks[r]);
  }
}

void Tenure(const W1View& v, int64_t r0, int64_t r1, Scratch* s, uint16_t* masks) {
  s->bits.Fill(v.memberships_at[r0], v.memberships_at[r1], [&](int64_t e) {
    const int32_t* day = v.started_on + e;
    return Word([&](int i) { return static_cast<uint8_t>(day[i] <= kCut60Months); });
  });
  for (int64_t r = r0; r < r1; ++r) Mark(s->bits.Range(v.memberships_at[r], v.memberships_at[r + 1]) == 0, 1, &masks[r]);
}

void Capital(const W1View& v, const W1Names& names, int64_t r0, int64_t r1, Scratch* s, uint16_t* masks) {
  s->bits.Fill(v.assistance_at[r0], v.assistance_at[r1], [&](int64_t e) {
    const int8_t* kind = v.assistance_kind + e;
    const int32_t* day = v.assistance_recorded_on + e;
    return Word([&](int i) {
      return static_cast<uint8_t>((kind[i] == names.business_capital) & (day[i] > kCut6Months) & (day[i] <= kAsOf));
    });
  });
  for (int64_t r = r0; r < r1; ++r) Mark(s->bits.Range(v.assistance_at[r], v.assistance_at[r + 1]) != 0, 2, &masks[r]);
}

void Sessions(const W1View& v, int64_t r0, int64_t r1, Scratch* s, uint16_t* masks) {
  s->bits.Fill(v.sessions_at[r0], v.sessions_at[r1], [&](int64_t e) {
    const int32_t* day = v.held_on + e;
    return Word([&](int i) { return static_cast<uint8_t>(day[i] <= kAsOf); });
  });
  for (int64_t r = r0; r < r1; ++r) {
    Mark(__builtin_popcountll(s->bits.Range(v.sessions_at[r], v.sessions_at[r + 1])) < 12, 3, &masks[r]);
  }
}

void Sop(const W1View& v, const W1Names& names, int64_t r0, int64_t r1, Scratch* s, uint16_t* masks) {
  s->bits.Fill(v.findings_at[v.inspections_at[r0]], v.findings_at[v.inspections_at[r1]], [&](int64_t e) {
    const int8_t* severity = v.severity + e;
    const int32_t* found = v.found_on + e;
    const int32_t* resolved = v.resolved_on + e;
    const uint64_t major =
        Word([&](int i) { return static_cast<uint8_t>((severity[i] == names.major) & (found[i] <= kAsOf)); });
    return major & ~(v.resolved[e >> 6] & Word([&](int i) { return static_cast<uint8_t>(resolved[i] <= kAsOf); }));
  });
  for (int64_t r = r0; r < r1; ++r) {
    bool fails = false;
    for (int32_t k = v.inspections_at[r]; k < v.inspections_at[r + 1]; ++k) {
      fails |= v.inspected_on[k] <= kAsOf && s->bits.Range(v.findings_at[k], v.findings_at[k + 1]) != 0;
    }
    Mark(fails, 4, &masks[r]);
  }
}

void People(const W1View& v, const W1Names& names, int64_t r0, int64_t r1, Scratch* s, uint16_t* masks) {
  const int32_t* at = v.members_at;
  s->bits.Fill(at[r0], at[r1], [&](int64_t e) { return v.severely_disabled[e >> 6]; });
  for (int64_t r = r0; r < r1; ++r) Mark(s->bits.Range(at[r], at[r + 1]) != 0, 5, &masks[r]);
  for (int64_t r = r0; r < r1; ++r) Mark((at[r + 1] - at[r] == 1) & (v.born_on[at[r]] <= kAge60), 6, &masks[r]);
  s->bits.Fill(at[r0], at[r1], [&](int64_t e) {
    const int32_t* born = v.born_on + e;
    const int8_t* level = v.school_level + e;
    const uint64_t of_age = Word([&](int i) { return static_cast<uint8_t>((born[i] > kAge60) & (born[i] <= kAge18)); });
    const uint64_t student = v.enrolled[e >> 6] & Word([&](int i) { return static_cast<uint8_t>(level[i] == names.tertiary); });
    return of_age & ~(v.severely_disabled[e >> 6] | v.pregnant[e >> 6] | student);
  });
  for (int64_t r = r0; r < r1; ++r) Mark(s->bits.Range(at[r], at[r + 1]) == 0, 7, &masks[r]);
}

void Consent(const W1View& v, int64_t r0, int64_t r1, uint16_t* masks) {
  for (int64_t r = r0; r < r1; ++r) {
    const bool nominated = (v.nominated[r >> 6] >> (r & 63) & 1) != 0 && v.nominated_on[r] <= kAsOf;
    Mark(!nominated, 8, &masks[r]);
    Mark((v.willing[r >> 6] >> (r & 63) & 1) == 0, 9, &masks[r]);
  }
}

void BusinessIncome(const W1View& v, const W1Names& names, int64_t r0, int64_t r1, Scratch* s, uint16_t* masks) {
  s->bits.Fill(v.incomes_at[r0], v.incomes_at[r1], [&](int64_t e) {
    const int8_t* source = v.income_source + e;
    const int32_t* day = v.income_observed_on + e;
    const int32_t* amount = v.amount_idr + e;
    return Word([&](int i) {
      return static_cast<uint8_t>((source[i] == names.business_income) & (day[i] >= kCut6Months) & (day[i] <= kAsOf) &
                                  (amount[i] < 300000));
    });
  });
  for (int64_t r = r0; r < r1; ++r) Mark(s->bits.Range(v.incomes_at[r], v.incomes_at[r + 1]) != 0, 10, &masks[r]);
}

void Arrears(const W1View& v, int64_t r0, int64_t r1, uint16_t* masks) {
  for (int64_t r = r0; r < r1; ++r) {
    const int32_t k = Latest(v.balance_observed_on, v.balances_at[r], v.balances_at[r + 1]);
    Mark(k < 0 || v.arrears_idr[k] != 0, 11, &masks[r]);
  }
}

}  // namespace

void W1Reference(const W1View& view, const W1Names& names, const int32_t* poverty_lines, uint16_t* masks, uint8_t* outcomes) {
  static thread_local Scratch scratch;
  for (int64_t r0 = 0; r0 < view.households; r0 += kBlock) {
    const int64_t r1 = r0 + kBlock < view.households ? r0 + kBlock : view.households;
    std::memset(masks + r0, 0, static_cast<size_t>(r1 - r0) * sizeof(uint16_t));
    Welfare(view, names, poverty_lines, r0, r1, &scratch, masks);
    Tenure(view, r0, r1, &scratch, masks);
    Capital(view, names, r0, r1, &scratch, masks);
    Sessions(view, r0, r1, &scratch, masks);
    Sop(view, names, r0, r1, &scratch, masks);
    People(view, names, r0, r1, &scratch, masks);
    Consent(view, r0, r1, masks);
    BusinessIncome(view, names, r0, r1, &scratch, masks);
    Arrears(view, r0, r1, masks);
    for (int64_t r = r0; r < r1; ++r) {
      outcomes[r] = static_cast<uint8_t>((masks[r] & 0xe0) != 0 ? 2 : masks[r] != 0 ? 1 : 0);
    }
  }
}

}  // namespace graduasi::bench
