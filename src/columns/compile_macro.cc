// Macros: the elements of the range become the rows of a space, in which the body is compiled once.
#include <utility>

#include "src/columns/expression_compiler.h"

namespace graduasi::columns {

using cel::Macro;
using cel::Node;
using cel::TypeKind;

Register ExpressionCompiler::MapElements(Register list, Register transform) {
  const Space elements = emitter_->info(list).elements;
  const Register value = emitter_->Broadcast(transform, elements);
  Op clean;
  clean.code = OpCode::kCleanElement;
  clean.kind = emitter_->TypeOf(value).kind();
  clean.a = value;
  clean.space = emitter_->SpaceOf(value);
  const Register element = emitter_->Emit(clean, {}, RegisterInfo(emitter_->info(value)));
  Op op;
  op.code = OpCode::kMapList;
  op.kind = clean.kind;
  op.a = list;
  op.b = value;
  op.space = emitter_->SpaceOf(list);
  RegisterInfo result = emitter_->info(list);
  result.type = cel::Type::List(emitter_->TypeOf(value));
  result.element = element;
  result.value = kNoRegister;
  return emitter_->Emit(op, {}, std::move(result));
}

Register ExpressionCompiler::CompileMacro(const Node& node) {
  Register range = Compile(*node.args[0]);
  if (emitter_->TypeOf(range).is(TypeKind::kMap)) range = emitter_->Keys(range);
  // The lists must stand in the innermost space that the body reads, or the elements would not know their rows there.
  Dependence dependence;
  std::vector<int32_t> bound = {node.index};
  for (size_t i = 1; i < node.args.size(); ++i) CollectDependence(*node.args[i], &bound, &dependence);
  Space space = emitter_->SpaceOf(range);
  if (dependence.households) space = emitter_->Deeper(space, kHouseholds);
  for (const int32_t local : dependence.locals) space = emitter_->Deeper(space, locals_.at(local).second);
  const Register list = emitter_->Own(range, space);
  const Space elements = emitter_->info(list).elements;
  InfoOf(node).space = elements;
  InfoOf(node).range = list;
  locals_[node.index] = {emitter_->info(list).element, elements};

  const Register first = Compile(*node.args[1]);
  if (node.macro == Macro::kMap) return MapElements(list, first);
  Op op;
  op.kind = TypeKind::kBool;
  op.a = list;
  op.b = emitter_->Broadcast(first, elements);
  op.space = space;
  op.number = emitter_->rules() == Rules::kLanguage ? 1 : 0;
  RegisterInfo result;
  result.type = node.type;
  result.space = space;
  switch (node.macro) {
    case Macro::kAll:
      op.code = OpCode::kAll;
      return emitter_->Emit(op, {}, std::move(result));
    case Macro::kExists:
      op.code = OpCode::kExists;
      return emitter_->Emit(op, {}, std::move(result));
    case Macro::kExistsOne:
      op.code = OpCode::kExistsOne;
      return emitter_->Emit(op, {}, std::move(result));
    default: {
      op.code = OpCode::kFilter;
      op.number = 0;
      const Register filtered = emitter_->Emit(op, {}, RegisterInfo(emitter_->info(list)));
      return node.macro == Macro::kMapFilter ? MapElements(filtered, Compile(*node.args[2])) : filtered;
    }
  }
}

}  // namespace graduasi::columns
