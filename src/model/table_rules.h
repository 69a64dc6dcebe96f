// The contradictions that follow from the field tables alone: numbers out of range, dates that no record of a family can bear,
// text that is no text, lists that are no family's. Knows no field by name but where a rule is about that field.
#ifndef GRADUASI_SRC_MODEL_TABLE_RULES_H_
#define GRADUASI_SRC_MODEL_TABLE_RULES_H_

#include "graduasi/date.h"
#include "graduasi/household.h"
#include "src/base/finding_list.h"

namespace graduasi::model {

// Years that a date of a record may lie in, the last one included.
inline constexpr int kFirstYear = 1900;
inline constexpr int kLastYear = 2200;

// Certain for every day that the two may mean.
constexpr bool CertainlyBefore(const PartialDate& a, const PartialDate& b) { return a.last() < b.first(); }

// Adds a finding for each field that breaks a rule, in the order of the tables. A record without one is walked once, without
// saying where it is.
void CheckTables(const Household& household, FindingList* findings);

}  // namespace graduasi::model

#endif  // GRADUASI_SRC_MODEL_TABLE_RULES_H_
