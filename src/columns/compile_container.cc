// Lists and maps: literals, elements, membership, equality, and the conditional, whose branches may be lists.
#include <utility>

#include "src/columns/expression_compiler.h"

namespace graduasi::columns {

using cel::Node;
using cel::TypeKind;

namespace {

const cel::Type kBoolType{TypeKind::kBool};

bool Plain(const cel::Type& type) {
  return !type.is(TypeKind::kList) && !type.is(TypeKind::kMap) && !type.is(TypeKind::kStruct);
}

}  // namespace

Register ExpressionCompiler::CompileList(const Node& node) {
  std::vector<Register> elements;
  for (const Node* arg : node.args) elements.push_back(Compile(*arg));
  const Register list = emitter_->ListOf(std::move(elements), node.type);
  // An empty list of records must know where such records would come from.
  if (node.args.empty() && node.type.element().is(TypeKind::kStruct)) {
    emitter_->SetRecords(emitter_->info(list).element, reads_.SourceOf(node.type.element().structure()));
  }
  return list;
}

Register ExpressionCompiler::CompileMap(const Node& node) {
  std::vector<Register> keys, values;
  for (size_t i = 0; i + 1 < node.args.size(); i += 2) {
    keys.push_back(Compile(*node.args[i]));
    values.push_back(Compile(*node.args[i + 1]));
  }
  return emitter_->MapOf(std::move(keys), std::move(values), node.type);
}

Register ExpressionCompiler::CompileIndex(const Node& node) {
  const Register container = Compile(*node.args[0]);
  const Register key = Compile(*node.args[1]);
  const RegisterInfo info = emitter_->info(container);
  if (info.type.is(TypeKind::kMap)) {
    const Register row =
        emitter_->Rowwise(OpCode::kMapFind, info.type.key().kind(), {container, key}, cel::Type(TypeKind::kInt));
    return emitter_->Gather(info.value, row);
  }
  const Register row = emitter_->Rowwise(OpCode::kListIndex, TypeKind::kList, {container, key}, cel::Type(TypeKind::kInt));
  return emitter_->Gather(info.element, row);
}

Register ExpressionCompiler::CompileIn(const Node& node) {
  const Register x = Compile(*node.args[0]);
  const Register container = Compile(*node.args[1]);
  const RegisterInfo info = emitter_->info(container);
  if (info.type.is(TypeKind::kMap)) {
    return emitter_->Rowwise(OpCode::kMapHas, TypeKind::kMap, {container, x}, kBoolType);
  }
  const cel::Type& type = emitter_->TypeOf(x);
  Op op;
  op.space = emitter_->Deeper(emitter_->SpaceOf(x), info.space);
  RegisterInfo result;
  result.type = kBoolType;
  result.space = op.space;
  const Register here = emitter_->Broadcast(x, op.space);
  if (Plain(type)) {
    op.code = OpCode::kIn;
    op.kind = type.kind();
    op.a = here;
    op.b = emitter_->Broadcast(container, op.space);
    op.c = info.element;
    return emitter_->Emit(op, {}, std::move(result));
  }
  op.code = OpCode::kExists;
  op.kind = TypeKind::kBool;
  op.number = emitter_->rules() == Rules::kLanguage ? 1 : 0;
  op.a = emitter_->Own(container, op.space);
  const RegisterInfo own = emitter_->info(op.a);
  op.b = emitter_->Broadcast(Equal(emitter_->Broadcast(here, own.elements), own.element), own.elements);
  const Register found = emitter_->Emit(op, {}, std::move(result));
  // Strict in x, also where the list is empty: the type of x has a value where x has one.
  const Register name = emitter_->Rowwise(OpCode::kTypeOf, type.kind(), {here}, cel::Type(TypeKind::kType));
  const Register known = emitter_->Rowwise(OpCode::kEqual, TypeKind::kType, {name, name}, kBoolType);
  return emitter_->Rowwise(OpCode::kEqual, TypeKind::kBool, {known, found}, kBoolType);
}

Register ExpressionCompiler::Select(Register condition, Register yes, Register no) {
  std::vector<Register> branches = {yes, no};
  emitter_->Unify(&branches);
  Op op;
  op.code = OpCode::kSelect;
  op.kind = emitter_->TypeOf(yes).kind();
  for (const Register reg : {condition, yes, no}) op.space = emitter_->Deeper(op.space, emitter_->SpaceOf(reg));
  op.a = emitter_->Broadcast(condition, op.space);
  op.b = emitter_->Broadcast(branches[0], op.space);
  op.c = emitter_->Broadcast(branches[1], op.space);
  RegisterInfo result = emitter_->info(op.b);
  result.space = op.space;
  result.partition = false;
  return emitter_->Emit(op, {}, std::move(result));
}

Register ExpressionCompiler::Collapsed(Register value) {
  const RegisterInfo info = emitter_->info(value);
  if (!info.type.is(TypeKind::kList)) {
    if (!info.type.is(TypeKind::kInt) && !info.type.is(TypeKind::kDate)) return value;
    return emitter_->Rowwise(OpCode::kConvert, info.type.kind(), {value}, info.type, 0, info.type.kind());
  }
  if (info.type.element().is(TypeKind::kVariable)) return value;
  Op op;
  op.code = OpCode::kCollapse;
  op.kind = info.type.element().kind();
  op.a = value;
  op.b = Collapsed(info.element);
  op.space = info.space;
  return emitter_->Emit(op, {}, RegisterInfo(info));
}

// ---- equality ----

Register ExpressionCompiler::Equal(Register a, Register b) {
  const cel::Type type = emitter_->TypeOf(a);
  switch (type.kind()) {
    case TypeKind::kList:
      return ListsEqual(a, b);
    case TypeKind::kMap:
      return MapsEqual(a, b);
    case TypeKind::kStruct:
      return RecordsEqual(a, b);
    default:
      return emitter_->Rowwise(OpCode::kEqual, type.kind(), {a, b}, kBoolType);
  }
}

Register ExpressionCompiler::ListsEqual(Register a, Register b) {
  Op op;
  op.code = OpCode::kPairs;
  op.kind = TypeKind::kList;
  op.space = emitter_->Deeper(emitter_->SpaceOf(a), emitter_->SpaceOf(b));
  op.a = emitter_->Broadcast(a, op.space);
  op.b = emitter_->Broadcast(b, op.space);
  RegisterInfo pairs_info;
  pairs_info.type = emitter_->TypeOf(a);
  pairs_info.space = op.space;
  pairs_info.partition = true;
  const Register pairs = emitter_->Emit(op, {}, std::move(pairs_info), true);
  const Space elements = emitter_->info(pairs).elements;
  auto side = [&](Register list, int64_t number) {
    Op take;
    take.code = OpCode::kPairElement;
    take.a = emitter_->info(list).element;
    take.b = pairs;
    take.number = number;
    take.space = elements;
    RegisterInfo taken = emitter_->info(take.a);
    taken.space = elements;
    taken.partition = false;
    return emitter_->Emit(take, {}, std::move(taken));
  };
  const Register left = side(op.a, 0), right = side(op.b, 1);
  Op fold;
  fold.code = OpCode::kListEqual;
  fold.kind = TypeKind::kBool;
  fold.a = pairs;
  fold.b = emitter_->Broadcast(Equal(left, right), elements);
  fold.space = op.space;
  RegisterInfo result;
  result.type = kBoolType;
  result.space = op.space;
  return emitter_->Emit(fold, {}, std::move(result));
}

Register ExpressionCompiler::MapsEqual(Register a, Register b) {
  const Space space = emitter_->Deeper(emitter_->SpaceOf(a), emitter_->SpaceOf(b));
  const Register own = emitter_->Own(a, space);
  const RegisterInfo info = emitter_->info(own);
  Op match;
  match.code = OpCode::kMapMatch;
  match.kind = info.type.key().kind();
  match.a = own;
  match.b = info.element;
  match.c = emitter_->Broadcast(b, space);
  match.space = info.elements;
  RegisterInfo match_info;
  match_info.type = cel::Type(TypeKind::kInt);
  match_info.space = match.space;
  const Register rows = emitter_->Emit(match, {}, std::move(match_info));
  const Register other = emitter_->Gather(emitter_->info(match.c).value, rows);
  const Register equal = emitter_->Broadcast(Equal(info.value, other), info.elements);
  Op fold;
  fold.code = OpCode::kMapEqual;
  fold.kind = TypeKind::kBool;
  fold.a = own;
  fold.b = match.c;
  fold.c = rows;
  fold.space = space;
  RegisterInfo result;
  result.type = kBoolType;
  result.space = space;
  return emitter_->Emit(fold, {equal}, std::move(result));
}

// Records are equal if all their fields are; a field that is missing in one of them leaves it open.
Register ExpressionCompiler::RecordsEqual(Register a, Register b) {
  const cel::StructType* structure = emitter_->TypeOf(a).structure();
  Register all = emitter_->Literal(cel::Literal(true), kBoolType);
  for (int field = 0; field < static_cast<int>(structure->fields.size()); ++field) {
    all = Logic(OpCode::kAnd, all, Equal(reads_.Read(a, field), reads_.Read(b, field)));
  }
  return all;
}

}  // namespace graduasi::columns
