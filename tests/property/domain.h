// The small sets of numbers, days and texts from which households and policies are both made, so that their comparisons come
// out on both sides and on the boundary. It knows units, not records or expressions.
#ifndef GRADUASI_TESTS_PROPERTY_DOMAIN_H_
#define GRADUASI_TESTS_PROPERTY_DOMAIN_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "graduasi/date.h"
#include "tests/property/random.h"

namespace graduasi::property {

// A number that is plausible for the unit ("IDR per month", "pieces", "").
int64_t PlausibleNumber(absl::string_view unit, Random* random);
// INT64_MIN, INT64_MAX, what overflows when added or multiplied, and negative numbers.
int64_t AbsurdNumber(Random* random);

// A day around `day`: itself, its neighbours, whole months away, ends of months, 29 February.
Date NearDay(Date day, Random* random);
Date BirthDay(Date as_of, Random* random);
Date AbsurdDay(Random* random);
// The day as it may be known: to the day (mostly), the month or the year.
PartialDate AsKnown(Date day, Random* random);

std::string PlausibleText(Random* random);
std::string RegionCode(Random* random);  // Kemendagri

}  // namespace graduasi::property

#endif  // GRADUASI_TESTS_PROPERTY_DOMAIN_H_
