// One operation of a program. Only the builder, the run and the functions that carry operations out know these.
#ifndef GRADUASI_SRC_COLUMNS_OP_H_
#define GRADUASI_SRC_COLUMNS_OP_H_

#include <cstdint>

#include "src/cel/ast.h"
#include "src/columns/program.h"
#include "src/columns/run.h"

namespace graduasi::columns {

// Operands are registers a, b, c, or a span of Program::args_. "Rows" are those of the operation's own space.
enum class OpCode : uint8_t {
  // Sources.
  kLiteral,  // number = position in Program's literals
  kPool,     // the values of a dated table, in a space of their own; number = table
  kInput,    // number = position in Program::inputs()
  kAsOf,
  kIdentity,  // row i is record i
  kAlias,     // a, under another type or source
  // From space to space.
  kBroadcast,  // a of the parent space, for each element
  kElement,    // a of the space that lists point into, for the rows of the partition b
  kGather,     // a at the rows b
  // Logic.
  kAnd,
  kOr,
  kNot,
  kSelect,
  // Comparison; both operands of `kind`.
  kEqual,
  kLess,
  kLessEqual,
  kMinOfTwo,
  kMaxOfTwo,
  // Arithmetic on `kind`.
  kNegate,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kTimestampPlus,
  kTimestampMinus,
  kTimestampDifference,
  // Text.
  kTextSize,
  kContains,
  kStartsWith,
  kEndsWith,
  kMatches,
  // Conversion from `kind` to `to`.
  kConvert,
  kTypeOf,
  kTimePart,  // number = cel::Function; b = time zone or none
  kMonthsBetween,
  kYearsBetween,
  kDaysBetween,
  kAddMonths,
  kAddDays,
  // Records.
  kKeepWhere,        // a, missing where b is not true
  kHappened,         // a date that is known only where it certainly does not lie ahead of as_of b
  kIsSet,            // bool: a is not missing; never missing itself
  kIsSetHappened,    // the same of a date a with as_of b, where c says that it is set
  kEmptyWhereUnset,  // a list whose absence means that it is empty
  kDaysBefore,       // as_of a less `number` calendar months; the first day there is where the calendar ends
  // Lists. `made` is the space that the operation makes.
  kOwn,          // the lists of a, each with elements of its own
  kListOf,       // a list of the args
  kInterleave,   // the elements of the list that b made from the args
  kJoin,         // one space for the elements of all args
  kRebase,       // a list a = args[number] of the join b
  kConcatenate,  // elements of the join b, from the args
  kAppend,       // list a + list b, whose elements are joined in c (kJoin)
  kPairs,        // the elements of a and b at the same position
  kPairElement,  // a of the elements of the left (number 0) or right (1) list of the pairs b
  kCollapse,     // a list as a strict function sees it; b = its elements, likewise
  kListEqual,    // of the pairs a, whose elements compare as b
  kListSize,
  kListIndex,
  kIn,
  kCountTrue,
  kSum,
  kMinOf,
  kMaxOf,
  kLatest,  // list a by the dates b of its elements: the row of the latest
  // Maps.
  kMapLiteral,  // list a with keys b: an error if a key is repeated
  kMapFind,     // row of key b in map a: an error if it is absent
  kMapHas,
  kMapMatch,  // for each element of the partition a with keys b, the row of its key in map c
  kMapEqual,  // partition a and map b, matched by c, with values equal by args[0]
  // Macros over the partition a.
  kAll,
  kExists,
  kExistsOne,
  kFilter,
  kMapList,       // the list, an error where b is an error on an element that is in
  kCleanElement,  // a with errors made missing: an element's error is never kept
  // Dated tables.
  kTableRow,  // row of the pool of table `number` in force on a, for key b or none, of system c or none
};

struct Step;
using OpFunction = void (*)(Step&);
// Carries the operation out if that is a small matter: few rows, all of them with a value. False if not; nothing is done.
using ShortWay = bool (*)(Run::State&, const Op&, Register);

struct Op {
  OpCode code = OpCode::kAlias;
  cel::TypeKind kind = cel::TypeKind::kNull;  // of the operand
  cel::TypeKind to = cel::TypeKind::kNull;    // kConvert
  Register a = kNoRegister;
  Register b = kNoRegister;
  Register c = kNoRegister;
  int32_t first_arg = 0;
  int32_t arg_count = 0;
  Space space = kConstant;
  Space made = kConstant;
  int64_t number = 0;
  OpFunction run = nullptr;
  ShortWay short_way = nullptr;  // null: there is none
};

// The number of a kLessEqual that is computed only if the kFilter that it is for has to look at it: whether the records of a
// list are visible.
inline constexpr int64_t kOnDemand = 1;
inline bool IsOnDemand(const Op& op) { return op.code == OpCode::kLessEqual && op.number == kOnDemand; }

// The function that carries the operation out, chosen by its code and kinds.
OpFunction FunctionOf(const Op& op);
ShortWay ShortWayOf(const Op& op);  // null: there is none
const char* NameOf(OpCode code);

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_OP_H_
