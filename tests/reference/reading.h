// What a policy may see of a household on a day: src/SEMANTICS.md section 6, field by field. It knows the model through its
// field tables and nothing of expressions.
#ifndef GRADUASI_TESTS_REFERENCE_READING_H_
#define GRADUASI_TESTS_REFERENCE_READING_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "graduasi/date.h"
#include "graduasi/household.h"
#include "tests/reference/value.h"

namespace graduasi::reference {

struct AgeLimit {
  std::string path;  // of a list or a record by value, without brackets: "household.mentoring.inspections.findings"
  int64_t months = 0;
};

// Under which conditions a household is read.
struct Reading {
  Date as_of;
  std::vector<AgeLimit> age_limits;
  std::vector<std::string> recorded_when_true;  // "household.members[].pregnant"
};

// The value keeps a pointer to the household.
Value RootOf(const Household& household, std::shared_ptr<const Reading> reading);

// record.field; `field` is a position in the record's field table.
Value ReadField(const Record& record, int field);

// has(record.field)
Value HasField(const Record& record, int field);

}  // namespace graduasi::reference

#endif  // GRADUASI_TESTS_REFERENCE_READING_H_
