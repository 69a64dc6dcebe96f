// Families close to real ones: those of tests/cases, most of which graduate or nearly do, with a few of their facts changed at
// random. A purely random household hardly ever comes near a graduation. It knows the model and the folder of cases, and
// nothing of policies.
#ifndef GRADUASI_TESTS_PROPERTY_NEAR_FAMILY_H_
#define GRADUASI_TESTS_PROPERTY_NEAR_FAMILY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "graduasi/date.h"
#include "graduasi/engine.h"
#include "graduasi/household.h"
#include "tests/property/random.h"

namespace graduasi::property {

// A family of a case file, its day, and the policy that it is decided by there.
struct CaseFamily {
  std::string name;    // of the file, "g06_month_end"
  std::string policy;  // "policies/pkh-graduasi/2026.policy.txtpb"
  Date as_of;
  Household household;
};

// All cases that hold a readable household, by name. Read once.
const std::vector<CaseFamily>& CaseFamilies();

// The cases of one policy, by its path.
std::vector<const CaseFamily*> CaseFamiliesOf(const std::string& policy);

// The policy of a file with its period open at the end.
Policy OpenPolicy(const std::string& path);

// How many households a law about what lies ahead is tried on: each costs thousands of decisions, so at most ten thousand,
// however many cases other laws are given.
int64_t Families(int64_t normally);

// The family with up to `changes` facts changed; mostly sound.
Household NearFamily(const Household& family, int changes, Random* random);

}  // namespace graduasi::property

#endif  // GRADUASI_TESTS_PROPERTY_NEAR_FAMILY_H_
