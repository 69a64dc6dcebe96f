// What the columnar evaluator gives, as a value of the reference interpreter, so that the two can be compared. Beside the
// interpreter, which must not know columns.
#ifndef GRADUASI_TESTS_REFERENCE_FROM_COLUMNS_H_
#define GRADUASI_TESTS_REFERENCE_FROM_COLUMNS_H_

#include <cstdint>
#include <functional>

#include "src/cel/type.h"
#include "src/columns/value.h"
#include "tests/reference/value.h"

namespace graduasi::reference {

// `record` finds the record that a row of the table of a record type stands for.
Value FromColumns(const columns::Value& value, const cel::Type& type,
                  const std::function<Value(const cel::Type& type, int32_t row)>& record);

}  // namespace graduasi::reference

#endif  // GRADUASI_TESTS_REFERENCE_FROM_COLUMNS_H_
