// One change to what is recorded of a household: how a test case differs from another, and what would have to change for an
// answer to change. Changes are data; applying them says exactly what does not fit.
#ifndef GRADUASI_CHANGE_H_
#define GRADUASI_CHANGE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"

namespace graduasi {

struct Change {
  enum class Kind {
    kSet,     // a fact, a record or a whole list gets another value; where nothing was recorded it is recorded now
    kAdd,     // a record is appended to a list that is recorded (an empty one is; a missing one must be set first)
    kRemove,  // a fact, a record by value or a list is no longer known; or one element is taken out of its list
  };
  Kind kind = Kind::kSet;
  std::string path;   // as decisions name facts: "household.incomes[0].amount_idr", "household.mentoring.inspections"
  std::string value;  // kSet and kAdd: JSON, as in a record: 3222111, true, "2026-06-15", "SERIOUS", {...}, [...]
};

bool operator==(const Change& a, const Change& b);
inline bool operator!=(const Change& a, const Change& b) { return !(a == b); }

// Applies the changes in order. InvalidArgument if one does not fit: a path that names no fact or no element, a value of
// another form; the household is then as it was, and `findings` (may be null) receives each finding with the path of the change
// as it was written; a position in it counts within the value.
absl::Status Apply(absl::Span<const Change> changes, Household* household, Findings* findings = nullptr);

// A record as one line of JSON, fields in the order of the model, absent ones left out: equal households give equal bytes.
// Holds whatever the record holds, identities too.
std::string ToJson(const Household& household);

}  // namespace graduasi

#endif  // GRADUASI_CHANGE_H_
