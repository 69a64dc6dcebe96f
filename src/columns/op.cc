#include "src/columns/op.h"

#include "src/columns/operations.h"

namespace graduasi::columns {

OpFunction FunctionOf(const Op& op) {
  const bool text = op.kind == cel::TypeKind::kString || op.kind == cel::TypeKind::kBytes;
  switch (op.code) {
    case OpCode::kLiteral:
    case OpCode::kPool:
    case OpCode::kInput:
    case OpCode::kAsOf:
    case OpCode::kIdentity:
    case OpCode::kAlias:
      return SourceFunction(op);
    case OpCode::kBroadcast:
    case OpCode::kElement:
    case OpCode::kGather:
    case OpCode::kSelect:
    case OpCode::kPairElement:
    case OpCode::kTypeOf:
      return MoveFunction(op);
    case OpCode::kAnd:
    case OpCode::kOr:
    case OpCode::kNot:
      return LogicFunction(op);
    case OpCode::kEqual:
    case OpCode::kLess:
    case OpCode::kLessEqual:
    case OpCode::kMinOfTwo:
    case OpCode::kMaxOfTwo:
      return CompareFunction(op);
    case OpCode::kAdd:
      return text ? TextFunction(op) : ArithmeticFunction(op);
    case OpCode::kNegate:
    case OpCode::kSubtract:
    case OpCode::kMultiply:
    case OpCode::kDivide:
    case OpCode::kModulo:
    case OpCode::kTimestampPlus:
    case OpCode::kTimestampMinus:
    case OpCode::kTimestampDifference:
      return ArithmeticFunction(op);
    case OpCode::kTextSize:
    case OpCode::kContains:
    case OpCode::kStartsWith:
    case OpCode::kEndsWith:
    case OpCode::kMatches:
      return TextFunction(op);
    case OpCode::kConvert:
      return ConvertFunction(op);
    case OpCode::kTimePart:
      return TimeFunction(op);
    case OpCode::kMonthsBetween:
    case OpCode::kYearsBetween:
    case OpCode::kDaysBetween:
    case OpCode::kAddMonths:
    case OpCode::kAddDays:
      return DateFunction(op);
    case OpCode::kKeepWhere:
    case OpCode::kHappened:
    case OpCode::kIsSet:
    case OpCode::kIsSetHappened:
    case OpCode::kEmptyWhereUnset:
    case OpCode::kDaysBefore:
      return RecordFunction(op);
    case OpCode::kOwn:
    case OpCode::kListOf:
    case OpCode::kInterleave:
    case OpCode::kJoin:
    case OpCode::kRebase:
    case OpCode::kConcatenate:
    case OpCode::kAppend:
    case OpCode::kPairs:
    case OpCode::kListEqual:
    case OpCode::kCollapse:
      return ListFunction(op);
    case OpCode::kListSize:
    case OpCode::kListIndex:
    case OpCode::kIn:
    case OpCode::kCountTrue:
    case OpCode::kSum:
    case OpCode::kMinOf:
    case OpCode::kMaxOf:
    case OpCode::kLatest:
      return FoldFunction(op);
    case OpCode::kMapLiteral:
    case OpCode::kMapFind:
    case OpCode::kMapHas:
    case OpCode::kMapMatch:
    case OpCode::kMapEqual:
      return MapFunction(op);
    case OpCode::kAll:
    case OpCode::kExists:
    case OpCode::kExistsOne:
    case OpCode::kFilter:
    case OpCode::kMapList:
    case OpCode::kCleanElement:
      return MacroFunction(op);
    case OpCode::kTableRow:
      return TableFunction(op);
  }
  return nullptr;
}

const char* NameOf(OpCode code) {
  static constexpr const char* kNames[] = {"literal",
                                           "pool",
                                           "input",
                                           "as_of",
                                           "identity",
                                           "alias",
                                           "broadcast",
                                           "element",
                                           "gather",
                                           "and",
                                           "or",
                                           "not",
                                           "select",
                                           "equal",
                                           "less",
                                           "less_equal",
                                           "min_of_two",
                                           "max_of_two",
                                           "negate",
                                           "add",
                                           "subtract",
                                           "multiply",
                                           "divide",
                                           "modulo",
                                           "timestamp_plus",
                                           "timestamp_minus",
                                           "timestamp_difference",
                                           "text_size",
                                           "contains",
                                           "starts_with",
                                           "ends_with",
                                           "matches",
                                           "convert",
                                           "type_of",
                                           "time_part",
                                           "months_between",
                                           "years_between",
                                           "days_between",
                                           "add_months",
                                           "add_days",
                                           "keep_where",
                                           "happened",
                                           "is_set",
                                           "is_set_happened",
                                           "empty_where_unset",
                                           "days_before",
                                           "own",
                                           "list_of",
                                           "interleave",
                                           "join",
                                           "rebase",
                                           "concatenate",
                                           "append",
                                           "pairs",
                                           "pair_element",
                                           "collapse",
                                           "list_equal",
                                           "list_size",
                                           "list_index",
                                           "in",
                                           "count_true",
                                           "sum",
                                           "min_of",
                                           "max_of",
                                           "latest",
                                           "map_literal",
                                           "map_find",
                                           "map_has",
                                           "map_match",
                                           "map_equal",
                                           "all",
                                           "exists",
                                           "exists_one",
                                           "filter",
                                           "map_list",
                                           "clean_element",
                                           "table_row"};
  static_assert(sizeof(kNames) / sizeof(kNames[0]) == static_cast<size_t>(OpCode::kTableRow) + 1);
  return kNames[static_cast<size_t>(code)];
}

}  // namespace graduasi::columns
