// Made-up families of the command's own register, region 35.14, seed 1, as of 15 June 2026: what is measured on structs.
#ifndef GRADUASI_BENCH_FAMILIES_H_
#define GRADUASI_BENCH_FAMILIES_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "graduasi/date.h"
#include "graduasi/household.h"

namespace graduasi::bench {

Date FamiliesAsOf();
std::vector<Household> SyntheticFamilies(int64_t count);

// Of this thread's processor time.
double Seconds(const std::function<void()>& body);

}  // namespace graduasi::bench

#endif  // GRADUASI_BENCH_FAMILIES_H_
