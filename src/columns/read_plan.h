// How the columns of a program are filled from structs of the model: which fields, in which order. Made once with the program.
#ifndef GRADUASI_SRC_COLUMNS_READ_PLAN_H_
#define GRADUASI_SRC_COLUMNS_READ_PLAN_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "src/columns/arena.h"
#include "src/columns/column.h"
#include "src/columns/program.h"

namespace graduasi::columns {

// Records of one place of the household: by their addresses, or one after the other, as those of one household stand.
struct Records {
  const void* const* addresses = nullptr;
  const void* first = nullptr;  // without addresses
  int32_t count = 0;
};

// How one field of a record is read, for many records at once. Exactly one of the three is set.
struct FieldReader {
  // The values; with `when_true` a bool that is not set is false.
  void (*values)(const Records& records, bool when_true, Arena* arena, Column* out) = nullptr;
  // The lists, and their elements. Equal neighbours among the records share the elements.
  void (*lists)(const Records& records, Arena* arena, Column* out, Records* elements) = nullptr;
  // The records held by value.
  void (*records)(const Records& records, Arena* arena, Records* out) = nullptr;
  const FieldReader* fields = nullptr;  // of the elements or the record
};

// The readers of the fields of a household, by position.
const FieldReader* HouseholdReaders();

struct ReadPlan {
  struct Step {
    const FieldReader* reader = nullptr;
    int32_t from = 0;     // which records; 0: the households
    int32_t to = -1;      // which records the step finds; -1: none
    int32_t column = -1;  // position among the inputs; -1: none
    int32_t table = -1;   // of the elements
  };
  std::vector<Step> steps;
  int32_t places = 1;

  static std::shared_ptr<const ReadPlan> Make(const Program& program);
  static const std::shared_ptr<const ReadPlan>& Of(const Program& program) { return program.read_plan_; }
};

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_READ_PLAN_H_
