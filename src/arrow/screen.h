// Which rows of a batch a person may have to look at. Only for those are structs made and model::Validate asked, which is where
// the rules are: nothing here is a rule. A mark on a sound row costs a microsecond; a missing mark on an unsound row would be a
// wrong decision, so every test here is at least as wide as the rule that it stands before, and a property test holds the two
// against each other. It knows columns and the field tables, not Arrow.
#ifndef GRADUASI_SRC_ARROW_SCREEN_H_
#define GRADUASI_SRC_ARROW_SCREEN_H_

#include <cstdint>
#include <vector>

#include "graduasi/date.h"
#include "src/arrow/scalar_column.h"
#include "src/columns/column.h"
#include "src/model/record.h"

namespace graduasi::arrow {

// The columns of one record type for some rows, by position of the field; layout kNone: the stream has no such column, or it
// holds texts of which none can be at fault.
using RecordColumns = std::vector<FieldColumn>;

// Plain texts of a field that are all shorter than this are never at fault. 0: the screen wants to see them.
int64_t FaultlessBelow(const model::RecordInfo& record, const model::FieldInfo& field);

// Sets the bits of rows whose values model::Validate may object to, taken by themselves.
void ScreenRecords(const model::RecordInfo& record, const RecordColumns& fields, int64_t rows, Date as_of,
                   columns::Arena* arena, uint64_t* suspect);

// Sets the bits of rows in whose list the elements may contradict each other. `list` is contiguous; `elements` are the columns
// of its elements.
void ScreenLists(const model::RecordInfo& element, const columns::Column& list, const RecordColumns& elements, int64_t rows,
                 uint64_t* suspect);

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_SCREEN_H_
