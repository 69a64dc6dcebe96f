// Where values come from: literals, the batch, the day of the decision.
#include "src/columns/literal_column.h"
#include "src/columns/operations.h"
#include "src/columns/step.h"

namespace graduasi::columns {
namespace {

void Literal(Step& step) {
  const cel::Literal& literal = step.Constants().literals[static_cast<size_t>(step.op.number)];
  FillFromLiterals(step, step.Info(step.self).type, &literal, 1, &step.out);
  step.out.constant = true;
}

// The pool's rows are a space of their own, whose size is known once the builder has run this.
void Pool(Step& step) {
  const TableIndex& table = step.Constants().tables[static_cast<size_t>(step.op.number)];
  step.Rows(step.op.space).size = static_cast<int32_t>(table.pool.size());
  FillFromLiterals(step, table.type, table.pool.data(), static_cast<int64_t>(table.pool.size()), &step.out);
}

// Input columns are bound, see Run::Execute.
void Input(Step&) {}

// One day for all rows is copied: it outlives the batch.
void AsOf(Step& step) {
  step.out = step.run.batch->as_of;
  if (!step.out.constant) return;
  int32_t* day = step.New<int32_t>(1);
  *day = *static_cast<const int32_t*>(step.out.data);
  step.out.data = day;
}

void Identity(Step& step) { step.out.layout = Layout::kRows; }

void Alias(Step& step) { step.Share(step.op.a); }

}  // namespace

OpFunction SourceFunction(const Op& op) {
  switch (op.code) {
    case OpCode::kLiteral:
      return Literal;
    case OpCode::kPool:
      return Pool;
    case OpCode::kInput:
      return Input;
    case OpCode::kAsOf:
      return AsOf;
    case OpCode::kIdentity:
      return Identity;
    default:
      return Alias;
  }
}

}  // namespace graduasi::columns
