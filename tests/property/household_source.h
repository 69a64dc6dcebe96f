// Random households of every kind. Values are set by the field tables of the model, so a field that is added is generated too.
// It knows the model and its validation, and nothing of policies.
#ifndef GRADUASI_TESTS_PROPERTY_HOUSEHOLD_SOURCE_H_
#define GRADUASI_TESTS_PROPERTY_HOUSEHOLD_SOURCE_H_

#include <string>

#include "graduasi/date.h"
#include "graduasi/household.h"
#include "tests/property/random.h"

namespace graduasi::property {

// Facts missing at random, partial dates and lists of all sizes, but nothing that validation objects to.
Household SoundHousehold(Date as_of, Random* random);

// Anything that the types allow: absurd numbers, contradictory and future dates, repeated persons, long lists.
Household AbsurdHousehold(Date as_of, Random* random);

// Half sound, half absurd.
Household AnyHousehold(Date as_of, Random* random);

// As JSON with the names of the field tables, for messages of tests.
std::string ToJsonText(const Household& household);

}  // namespace graduasi::property

#endif  // GRADUASI_TESTS_PROPERTY_HOUSEHOLD_SOURCE_H_
