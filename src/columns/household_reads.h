// Compiles reads of a household: which columns a field comes from, and what of it is known on as_of and fresh enough. The rules
// are those of src/SEMANTICS.md section 6, derived from the field tables of the model.
#ifndef GRADUASI_SRC_COLUMNS_HOUSEHOLD_READS_H_
#define GRADUASI_SRC_COLUMNS_HOUSEHOLD_READS_H_

#include <vector>

#include "src/columns/builder_state.h"
#include "src/columns/emitter.h"
#include "src/columns/program.h"

namespace graduasi::columns {

class HouseholdReads {
 public:
  HouseholdReads(Builder::State* state, const ReadRules& rules);

  Register Household();
  Register AsOf();
  // A field of a record, as a policy reads it.
  Register Read(Register record, int field);
  // has(record.field).
  Register Has(Register record, int field);
  // The field that dates the records, as recorded.
  Register RawDate(Register record);

  // Which records a type stands for where no value says it: the first place of the model that holds them.
  int32_t SourceOf(const cel::StructType* structure);

 private:
  int32_t Source(const std::vector<int>& path, int32_t table, const cel::StructType* structure);
  const RecordSource& SourceOf(Register record) const;
  // The input column of a field in the table of the record's source; a list with its elements.
  Register Column(const RecordSource& source, int field);
  Register ReadList(Register record, int field);
  Register ReadRecord(Register record, int field);
  // Missing where the record is not certainly visible, or, unless the field is its date, not fresh.
  Register Guarded(Register value, Register record, bool is_date);
  Register AsOfIn(Space space);

  Builder::State* const state_;
  Emitter* const emitter_;
  const ReadRules& rules_;
};

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_HOUSEHOLD_READS_H_
