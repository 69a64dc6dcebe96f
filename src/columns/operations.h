// The functions that carry out operations, by the file that holds them. Each takes the kinds it is for and returns the function
// for them, so that nothing is chosen again while a program runs.
#ifndef GRADUASI_SRC_COLUMNS_OPERATIONS_H_
#define GRADUASI_SRC_COLUMNS_OPERATIONS_H_

#include "src/columns/op.h"

namespace graduasi::columns {

OpFunction SourceFunction(const Op& op);      // ops_source.cc: kLiteral kPool kInput kAsOf kIdentity kAlias
OpFunction MoveFunction(const Op& op);        // ops_move.cc: kBroadcast kElement kGather kSelect kTypeOf
OpFunction LogicFunction(const Op& op);       // ops_logic.cc
OpFunction CompareFunction(const Op& op);     // ops_compare.cc
OpFunction ArithmeticFunction(const Op& op);  // ops_arithmetic.cc
OpFunction TextFunction(const Op& op);        // ops_text.cc
OpFunction ConvertFunction(const Op& op);     // ops_convert.cc
OpFunction TimeFunction(const Op& op);        // ops_time.cc
OpFunction DateFunction(const Op& op);        // ops_date.cc
OpFunction RecordFunction(const Op& op);      // ops_record.cc
OpFunction ListFunction(const Op& op);        // ops_list.cc: making lists
OpFunction FoldFunction(const Op& op);        // ops_fold.cc: from a list to a value
OpFunction MapFunction(const Op& op);         // ops_map.cc
OpFunction MacroFunction(const Op& op);       // ops_macro.cc
OpFunction TableFunction(const Op& op);       // ops_table.cc

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_OPERATIONS_H_
