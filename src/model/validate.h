// Whether a household's record contradicts itself. What is missing is no contradiction, and what is merely unlikely is left
// alone; a finding here means that a person must look at the record before anything is decided. Knows no policies.
#ifndef GRADUASI_SRC_MODEL_VALIDATE_H_
#define GRADUASI_SRC_MODEL_VALIDATE_H_

#include <cstdint>
#include <optional>

#include "graduasi/date.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"
#include "src/base/finding_list.h"
#include "src/model/record.h"

namespace graduasi::model {

// Every contradiction, in the order of the field tables; empty if there is none. Of partial dates only what no reading can
// resolve is reported. A list that is too long is reported and not looked into. No finding holds a value of the record.
//
// Rules: KK and NIK are 16 ASCII digits, a NIK occurs once, the household's id is neither; region codes have the form of their
// system; every number lies in its range (RangeOf); every date lies in years 1900 to 2200; nobody is born after `as_of`, dies
// before birth or is older than 130; nothing ends, or is resolved, verified or due, before the day that dates its record; one
// living head at most; no pregnant man; one decile for one snapshot; text is UTF-8 of at most 1,000 bytes without NUL; lists
// have at most kMaxElements.
//
// `rules` (may be null) receives the name of each finding's rule; every rule has one.
Findings Validate(const Household& household, Date as_of, RuleNames* rules = nullptr);

// What a number may be; both ends included.
struct Range {
  int64_t least = 0;
  int64_t most = 0;
};

// Derived from the field's unit; a number without a unit (decile, stage) has a rule of its own. A new number that
// nobody has thought about yet does not compile.
std::optional<Range> RangeOf(const RecordInfo& record, const FieldInfo& field);

inline constexpr int kMaxTextBytes = 1000;

// Of a text of a sound record, how many characters it has if it has any: 16 of a KK or a NIK, else not known beforehand.
std::optional<int> LengthOf(const RecordInfo& record, const FieldInfo& field);

}  // namespace graduasi::model

#endif  // GRADUASI_SRC_MODEL_VALIDATE_H_
