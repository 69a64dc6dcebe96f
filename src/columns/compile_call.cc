// Calls: each resolved function, with the static types of its arguments, to operations.
#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "src/columns/expression_compiler.h"

namespace graduasi::columns {

using cel::Function;
using cel::Node;
using cel::NodeKind;
using cel::TypeKind;

Register ExpressionCompiler::Logic(OpCode code, Register a, Register b) {
  return emitter_->Rowwise(code, TypeKind::kBool, {a, b}, cel::Type(TypeKind::kBool),
                           emitter_->rules() == Rules::kLanguage ? 1 : 0);
}

Register ExpressionCompiler::CompileCall(const Node& node) {
  switch (node.function) {
    case Function::kAnd:
    case Function::kOr:
    case Function::kNot:
    case Function::kConditional:
      return CompileLogic(node);
    case Function::kEqual:
    case Function::kNotEqual:
    case Function::kLess:
    case Function::kLessEqual:
    case Function::kGreater:
    case Function::kGreaterEqual:
      return CompileComparison(node);
    case Function::kIn:
      return CompileIn(node);
    case Function::kIndex:
      return CompileIndex(node);
    case Function::kNegate:
    case Function::kAdd:
    case Function::kSubtract:
    case Function::kMultiply:
    case Function::kDivide:
    case Function::kModulo:
      return CompileArithmetic(node);
    case Function::kContains:
    case Function::kStartsWith:
    case Function::kEndsWith:
    case Function::kMatches:
      return CompileText(node);
    case Function::kToBool:
    case Function::kToInt:
    case Function::kToUint:
    case Function::kToDouble:
    case Function::kToString:
    case Function::kToBytes:
    case Function::kToTimestamp:
    case Function::kToDuration:
    case Function::kToDate:
    case Function::kTypeOf:
      return CompileConversion(node);
    case Function::kSize:
    case Function::kCount:
    case Function::kSum:
    case Function::kLatest:
      return CompileFold(node);
    case Function::kMin:
    case Function::kMax:
      return CompileExtreme(node);
    default:
      return CompileTime(node);
  }
}

Register ExpressionCompiler::CompileLogic(const Node& node) {
  const Register a = Compile(*node.args[0]);
  if (node.function == Function::kNot) return emitter_->Not(a);
  const Register b = Compile(*node.args[1]);
  if (node.function == Function::kAnd) return Logic(OpCode::kAnd, a, b);
  if (node.function == Function::kOr) return Logic(OpCode::kOr, a, b);
  return Select(a, b, Compile(*node.args[2]));
}

Register ExpressionCompiler::CompileComparison(const Node& node) {
  const Register a = Compile(*node.args[0]);
  const Register b = Compile(*node.args[1]);
  const TypeKind kind = emitter_->TypeOf(a).kind();
  switch (node.function) {
    case Function::kEqual:
      return Equal(a, b);
    case Function::kNotEqual:
      return emitter_->Not(Equal(a, b));
    case Function::kLess:
      return emitter_->Rowwise(OpCode::kLess, kind, {a, b}, node.type);
    case Function::kLessEqual:
      return emitter_->Rowwise(OpCode::kLessEqual, kind, {a, b}, node.type);
    case Function::kGreater:
      return emitter_->Rowwise(OpCode::kLess, kind, {b, a}, node.type);
    default:
      return emitter_->Rowwise(OpCode::kLessEqual, kind, {b, a}, node.type);
  }
}

namespace {

OpCode ArithmeticCode(Function function) {
  switch (function) {
    case Function::kAdd:
      return OpCode::kAdd;
    case Function::kSubtract:
      return OpCode::kSubtract;
    case Function::kMultiply:
      return OpCode::kMultiply;
    case Function::kDivide:
      return OpCode::kDivide;
    default:
      return OpCode::kModulo;
  }
}

}  // namespace

Register ExpressionCompiler::CompileArithmetic(const Node& node) {
  const Register a = Compile(*node.args[0]);
  const TypeKind kind = emitter_->TypeOf(a).kind();
  if (node.function == Function::kNegate) return emitter_->Rowwise(OpCode::kNegate, kind, {a}, node.type);
  const Register b = Compile(*node.args[1]);
  if (kind == TypeKind::kList) return emitter_->Append(a, b);
  const bool first = kind == TypeKind::kTimestamp, second = emitter_->TypeOf(b).is(TypeKind::kTimestamp);
  if (first && second) return emitter_->Rowwise(OpCode::kTimestampDifference, kind, {a, b}, node.type);
  if (first || second) {
    const OpCode code = node.function == Function::kAdd ? OpCode::kTimestampPlus : OpCode::kTimestampMinus;
    return emitter_->Rowwise(code, TypeKind::kTimestamp, {first ? a : b, first ? b : a}, node.type);
  }
  return emitter_->Rowwise(ArithmeticCode(node.function), kind, {a, b}, node.type);
}

Register ExpressionCompiler::CompileText(const Node& node) {
  const Register a = Compile(*node.args[0]);
  const Register b = Compile(*node.args[1]);
  switch (node.function) {
    case Function::kContains:
      return emitter_->Rowwise(OpCode::kContains, TypeKind::kString, {a, b}, node.type);
    case Function::kStartsWith:
      return emitter_->Rowwise(OpCode::kStartsWith, TypeKind::kString, {a, b}, node.type);
    case Function::kEndsWith:
      return emitter_->Rowwise(OpCode::kEndsWith, TypeKind::kString, {a, b}, node.type);
    default:
      break;
  }
  int64_t number = -1;
  if (node.args[1]->kind == NodeKind::kLiteral) {
    // The same literal is the same register: its pattern is compiled once.
    const auto [known, added] = state_->patterns.emplace(b, static_cast<int64_t>(emitter_->constants()->patterns.size()));
    if (added) emitter_->constants()->patterns.push_back(CompilePattern(std::get<std::string>(node.args[1]->literal)));
    number = known->second;
  }
  return emitter_->Rowwise(OpCode::kMatches, TypeKind::kString, {a, b}, node.type, number);
}

int64_t ExpressionCompiler::NumberOf(const cel::EnumType& enumeration) {
  std::vector<std::vector<std::string>>& known = emitter_->constants()->enumerations;
  const auto found = std::find(known.begin(), known.end(), enumeration.constants);
  const int64_t number = found - known.begin();
  if (found == known.end()) known.push_back(enumeration.constants);
  return number;
}

Register ExpressionCompiler::CompileConversion(const Node& node) {
  const Register a = Compile(*node.args[0]);
  const TypeKind kind = emitter_->TypeOf(a).kind();
  if (node.function != Function::kTypeOf) {
    const int64_t number = kind == TypeKind::kEnum ? NumberOf(*emitter_->TypeOf(a).enumeration()) : 0;
    return emitter_->Rowwise(OpCode::kConvert, kind, {a}, node.type, number, node.type.kind());
  }
  const Register name = emitter_->TypeName(emitter_->TypeOf(a));
  const auto literal = static_cast<size_t>(emitter_->program()->ops_[static_cast<size_t>(name)].number);
  const int64_t number = std::get<int64_t>(emitter_->constants()->literals[literal]);
  return emitter_->Rowwise(OpCode::kTypeOf, kind, {Collapsed(a)}, node.type, number);
}

Register ExpressionCompiler::CompileTime(const Node& node) {
  const Register a = Compile(*node.args[0]);
  std::vector<Register> operands = {a};
  if (node.args.size() > 1) operands.push_back(Compile(*node.args[1]));
  const TypeKind kind = emitter_->TypeOf(a).kind();
  switch (node.function) {
    case Function::kMonthsBetween:
      return emitter_->Rowwise(OpCode::kMonthsBetween, kind, std::move(operands), node.type);
    case Function::kYearsBetween:
      return emitter_->Rowwise(OpCode::kYearsBetween, kind, std::move(operands), node.type);
    case Function::kDaysBetween:
      return emitter_->Rowwise(OpCode::kDaysBetween, kind, std::move(operands), node.type);
    case Function::kAddMonths:
      return emitter_->Rowwise(OpCode::kAddMonths, kind, std::move(operands), node.type);
    case Function::kAddDays:
      return emitter_->Rowwise(OpCode::kAddDays, kind, std::move(operands), node.type);
    default:
      return emitter_->Rowwise(OpCode::kTimePart, kind, std::move(operands), node.type, static_cast<int64_t>(node.function));
  }
}

Register ExpressionCompiler::CompileFold(const Node& node) {
  const Register a = Compile(*node.args[0]);
  const RegisterInfo info = emitter_->info(a);
  if (!info.type.is(TypeKind::kList) && !info.type.is(TypeKind::kMap)) {
    return emitter_->Rowwise(OpCode::kTextSize, info.type.kind(), {a}, node.type);
  }
  Op op;
  op.a = a;
  op.space = info.space;
  op.kind = info.type.is(TypeKind::kList) ? info.type.element().kind() : TypeKind::kMap;
  RegisterInfo result;
  result.type = node.type;
  result.space = info.space;
  switch (node.function) {
    case Function::kSum:
      op.code = OpCode::kSum;
      op.b = info.element;
      return emitter_->Emit(op, {}, std::move(result));
    case Function::kLatest:
      op.code = OpCode::kLatest;
      op.b = reads_.RawDate(info.element);
      return emitter_->Gather(info.element, emitter_->Emit(op, {}, std::move(result)));
    case Function::kCount:
      if (op.kind == TypeKind::kBool) {
        op.code = OpCode::kCountTrue;
        op.b = info.element;
        return emitter_->Emit(op, {}, std::move(result));
      }
      [[fallthrough]];
    default:
      op.code = OpCode::kListSize;
      op.kind = TypeKind::kList;
      return emitter_->Emit(op, {}, std::move(result));
  }
}

Register ExpressionCompiler::CompileExtreme(const Node& node) {
  const bool least = node.function == Function::kMin;
  Register a = Compile(*node.args[0]);
  if (node.args.size() > 1) {
    for (size_t i = 1; i < node.args.size(); ++i) {
      const Register b = Compile(*node.args[i]);
      a = emitter_->Rowwise(least ? OpCode::kMinOfTwo : OpCode::kMaxOfTwo, node.type.kind(), {a, b}, node.type);
    }
    return a;
  }
  const RegisterInfo info = emitter_->info(a);
  Op op;
  op.code = least ? OpCode::kMinOf : OpCode::kMaxOf;
  op.kind = info.type.element().kind();
  op.a = a;
  op.b = info.element;
  op.space = info.space;
  RegisterInfo result;
  result.type = node.type;
  result.space = info.space;
  const Register found = emitter_->Emit(op, {}, std::move(result));
  const bool value = op.kind == TypeKind::kInt || op.kind == TypeKind::kDate;
  return value ? found : emitter_->Gather(info.element, found);
}

}  // namespace graduasi::columns
