// Changes to a household that can only take knowledge away, or only change an order. It walks the field tables, so that every
// fact of the model is reached.
#ifndef GRADUASI_TESTS_PROPERTY_CHANGE_H_
#define GRADUASI_TESTS_PROPERTY_CHANGE_H_

#include <string>
#include <vector>

#include "graduasi/household.h"

namespace graduasi::property {

struct Changed {
  std::string path;  // "household.members[2].born_on"
  Household household;
};

// For each present fact whose absence means *missing* (a scalar or a whole list), the household without it. Bool fields of the
// given paths ("household.members[].pregnant") are left out: their absence is declared to mean no.
std::vector<Changed> WithOneFactMissing(const Household& household, const std::vector<std::string>& recorded_when_true);

// For each date, the household that knows it only to the month, and to the year.
std::vector<Changed> WithOneDateLessPrecise(const Household& household);

}  // namespace graduasi::property

#endif  // GRADUASI_TESTS_PROPERTY_CHANGE_H_
