// Small changes to a household that may bring it to a boundary of a policy: another value of one fact, a record more or less, a
// fact withheld. This file must not know policies.
#ifndef GRADUASI_SRC_ANALYSIS_TELLING_EDITS_H_
#define GRADUASI_SRC_ANALYSIS_TELLING_EDITS_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graduasi/date.h"
#include "graduasi/household.h"
#include "src/analysis/telling_reads.h"

namespace graduasi::analysis {

struct HouseholdEdit {
  enum class Kind { kClear, kBool, kInt, kEnum, kDate, kText, kStartList, kRemove, kRepeat, kAppend };
  // Fields from the household down, each with the element of it that is meant (-1: not a list, or the list itself).
  std::vector<std::pair<int, int>> path;
  Kind kind = Kind::kClear;
  int64_t number = 0;  // kBool, kInt, kEnum; kRepeat: how often
  PartialDate date;
  std::string text;
  std::vector<HouseholdEdit> parts;  // kAppend: what is set in the new record, paths within it
};

// False, and the household is as it was, if there is no such place in it.
bool Apply(const HouseholdEdit& edit, Household* household);

// What a sum or a difference of the household's own figures falls short by: added to a number or a day it brings a comparison
// to its boundary.
struct Shortfalls {
  std::set<int64_t> numbers;
  std::set<int64_t> days;
};

// Every change to what is read, in the order of the model.
std::vector<HouseholdEdit> EditsOf(const Household& household, Date as_of, const Reads& reads, const Shortfalls& shortfalls);

// Of these only those that a shortfall asks for: a number or a day that brings a comparison to its boundary.
std::vector<HouseholdEdit> BoundaryEditsOf(const Household& household, Date as_of, const Reads& reads,
                                           const Shortfalls& shortfalls);

// The last record of a list that is read, there so often that there are 3, 4, ... of it.
std::vector<HouseholdEdit> GrowthsOf(const Household& household, const Reads& reads);

// Every household that has one record, list or fact less, the largest first.
std::vector<HouseholdEdit> RemovalsOf(const Household& household);

// A household of which something is recorded in every place that is read.
Household Recorded(Date as_of, const Reads& reads);

// KK, NIK, names and addresses become made-up ones, where there are any.
void MakeUpIdentities(Household* household);
// All days move by so many days.
void MoveDays(int32_t days, Household* household);

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_TELLING_EDITS_H_
