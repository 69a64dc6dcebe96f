// How often a law is tried, from which seed, and on which days: the same for all laws. Environment: GRADUASI_PROPERTY_CASES
// replaces the number of cases of every law, GRADUASI_PROPERTY_SEED the seed.
#ifndef GRADUASI_TESTS_PROPERTY_LAW_H_
#define GRADUASI_TESTS_PROPERTY_LAW_H_

#include <cstdint>

#include "graduasi/date.h"
#include "tests/property/random.h"

namespace graduasi::property {

int64_t Cases(int64_t normally);

// The seed of group number `group` of a law. A group is what is made from one seed: a policy, its households.
uint64_t SeedOf(uint64_t law, int64_t group);

// Mostly one day, sometimes an end of month or of February.
Date RandomAsOf(Random* random);

// A law stops after so many counterexamples.
inline constexpr int kEnough = 3;

}  // namespace graduasi::property

#endif  // GRADUASI_TESTS_PROPERTY_LAW_H_
