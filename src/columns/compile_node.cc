// From nodes to registers: literals, variables, fields. The other files of the compiler have calls, containers and macros.
#include <algorithm>
#include <utility>

#include "src/columns/expression_compiler.h"
#include "src/columns/literal_column.h"

namespace graduasi::columns {

using cel::Node;
using cel::NodeKind;
using cel::TypeKind;

ExpressionCompiler::ExpressionCompiler(Builder::State* state, CompiledExpression* out)
    : state_(state), emitter_(&state->emitter), out_(out), reads_(state, out->rules_) {}

void ExpressionCompiler::Run() {
  out_->root_ = Compile(*out_->expression_->root);
  for (auto& [node, info] : nodes_) out_->nodes_.push_back(info);
  std::sort(out_->nodes_.begin(), out_->nodes_.end(),
            [](const CompiledExpression::NodeInfo& a, const CompiledExpression::NodeInfo& b) {
              return std::less<const Node*>()(a.node, b.node);
            });
}

Register ExpressionCompiler::Compile(const Node& node) {
  const Register reg = CompileNode(node);
  CompiledExpression::NodeInfo& info = InfoOf(node);
  info.node = &node;
  info.reg = reg;
  return reg;
}

Register ExpressionCompiler::CompileNode(const Node& node) {
  switch (node.kind) {
    case NodeKind::kLiteral:
      return emitter_->Literal(node.literal, node.type);
    case NodeKind::kVariable:
      return CompileVariable(node);
    case NodeKind::kLocal:
      return locals_.at(node.index).first;
    case NodeKind::kTypeName:
      return emitter_->TypeName(node.named_type);
    case NodeKind::kField:
      return reads_.Read(Compile(*node.args[0]), node.index);
    case NodeKind::kHasField:
      return reads_.Has(Compile(*node.args[0]), node.index);
    case NodeKind::kHasKey: {
      const Register map = Compile(*node.args[0]);
      return emitter_->Rowwise(OpCode::kMapHas, TypeKind::kMap, {map, Compile(*node.args[1])}, node.type);
    }
    case NodeKind::kCall:
      return CompileCall(node);
    case NodeKind::kList:
      return CompileList(node);
    case NodeKind::kMap:
      return CompileMap(node);
    case NodeKind::kMacro:
      return CompileMacro(node);
  }
  return kNoRegister;
}

Register ExpressionCompiler::CompileVariable(const Node& node) {
  const Binding& binding = state_->bindings[static_cast<size_t>(node.index)];
  if (std::holds_alternative<HouseholdBinding>(binding)) return reads_.Household();
  if (std::holds_alternative<AsOfBinding>(binding)) return reads_.AsOf();
  if (const auto* table = std::get_if<TableBinding>(&binding)) return CompileTable(node, table->table);
  if (const auto* input = std::get_if<InputBinding>(&binding)) return CompileInput(node, *input);
  const ExpressionId fact = state_->Compile(std::get<FactBinding>(binding).expression, out_->rules_);
  InfoOf(node).fact = fact;
  return emitter_->program()->expression(fact).root();
}

// ---- dated tables ----

namespace {

// Adds an entry's key, as a number or a text.
void AddKey(const cel::Literal& key, int32_t row, TableIndex::Version* version) {
  if (const auto* text = std::get_if<std::string>(&key)) {
    version->texts.emplace_back(*text, row);
    return;
  }
  int64_t number = 0;
  if (const auto* v = std::get_if<bool>(&key)) number = *v ? 1 : 0;
  if (const auto* v = std::get_if<int64_t>(&key)) number = *v;
  if (const auto* v = std::get_if<uint64_t>(&key)) number = static_cast<int64_t>(*v);
  if (const auto* v = std::get_if<cel::EnumValue>(&key)) number = v->value;
  if (const auto* v = std::get_if<cel::DateValue>(&key)) number = v->days;
  version->numbers.emplace_back(number, row);
}

TableIndex IndexTable(const DatedTable& table) {
  TableIndex index;
  index.type = table.type;
  auto add = [&](const cel::Literal& value) {
    index.pool.push_back(value);
    return static_cast<int32_t>(index.pool.size() - 1);
  };
  for (const DatedTable::Version& version : table.versions) {
    TableIndex::Version& out = index.versions.emplace_back();
    out.from_days = version.from_days;
    if (version.value.has_value()) out.row = add(*version.value);
    for (const DatedTable::Entry& entry : version.entries) AddKey(entry.key, add(entry.value), &out);
    std::sort(out.numbers.begin(), out.numbers.end());
    out.slots.Build(out.texts);
  }
  return index;
}

}  // namespace

Register ExpressionCompiler::CompileTable(const Node& node, const DatedTable& table) {
  const auto [known, added] = state_->table_pools.emplace(node.index, kNoRegister);
  if (added) {
    Op op;
    op.code = OpCode::kPool;
    op.kind = table.type.kind();
    op.number = static_cast<int64_t>(emitter_->constants()->tables.size());
    op.space = emitter_->NewStorage();
    emitter_->constants()->tables.push_back(IndexTable(table));
    RegisterInfo pool;
    pool.type = table.type;
    pool.space = op.space;
    known->second = emitter_->Emit(op, {}, std::move(pool));
  }
  const Register pool = known->second;
  const int64_t number = emitter_->program()->ops_[static_cast<size_t>(pool)].number;
  std::vector<Register> operands = {reads_.AsOf()};
  TypeKind key_kind = TypeKind::kNull;
  if (table.key != nullptr) {
    const ExpressionId key = state_->Compile(table.key, out_->rules_);
    InfoOf(node).key = key;
    const Register root = emitter_->program()->expression(key).root();
    if (table.by_region) {
      const cel::StructType* region = emitter_->TypeOf(root).structure();
      operands.push_back(reads_.Read(root, region->FieldIndex("code")));
      operands.push_back(reads_.Read(root, region->FieldIndex("system")));
    } else {
      operands.push_back(root);
    }
    key_kind = emitter_->TypeOf(operands[1]).kind();
  }
  const Register row = emitter_->Rowwise(OpCode::kTableRow, key_kind, std::move(operands), cel::Type(TypeKind::kInt), number);
  return emitter_->Gather(pool, row);
}

// ---- plain inputs ----

Register ExpressionCompiler::MakeInput(int binding, InputColumn::Part part, int parent, const cel::Type& type, int32_t table) {
  Program* program = emitter_->program();
  const auto slot = static_cast<int>(program->inputs_.size());
  InputColumn column;
  column.source = InputColumn::Source::kBinding;
  column.binding = binding;
  column.part = part;
  column.parent = parent;
  column.type = type;
  column.table = table;
  const bool composite = type.is(TypeKind::kList) || type.is(TypeKind::kMap);
  if (composite) column.elements = state_->NewTable();
  const int32_t elements = column.elements;
  program->inputs_.push_back(std::move(column));
  Op op;
  op.code = OpCode::kInput;
  op.number = slot;
  op.space = program->table_spaces_[static_cast<size_t>(table)];
  RegisterInfo result;
  result.type = type;
  result.space = op.space;
  if (composite) {
    result.elements = program->table_spaces_[static_cast<size_t>(elements)];
    if (type.is(TypeKind::kMap)) {
      result.element = MakeInput(binding, InputColumn::Part::kMapKey, slot, type.key(), elements);
      result.value = MakeInput(binding, InputColumn::Part::kMapValue, slot, type.value(), elements);
    } else {
      result.element = MakeInput(binding, InputColumn::Part::kListElement, slot, type.element(), elements);
    }
  }
  return emitter_->Emit(op, {}, std::move(result));
}

Register ExpressionCompiler::CompileInput(const Node& node, const InputBinding& input) {
  const auto [known, added] = state_->inputs.emplace(node.index, kNoRegister);
  if (added) known->second = MakeInput(node.index, InputColumn::Part::kValue, -1, input.type, 0);
  return known->second;
}

// ---- what a node depends on ----

void ExpressionCompiler::CollectDependence(const Node& node, std::vector<int32_t>* bound, Dependence* out) {
  if (node.kind == NodeKind::kLocal && std::find(bound->begin(), bound->end(), node.index) == bound->end()) {
    out->locals.push_back(node.index);
  }
  if (node.kind == NodeKind::kVariable) {
    const Binding& binding = state_->bindings[static_cast<size_t>(node.index)];
    if (const auto* fact = std::get_if<FactBinding>(&binding)) {
      const ExpressionId id = state_->Compile(fact->expression, out_->rules_);
      const Register root = emitter_->program()->expression(id).root();
      out->households = out->households || emitter_->SpaceOf(root) != kConstant;
    } else {
      out->households = true;
    }
  }
  if (node.kind == NodeKind::kMacro) bound->push_back(node.index);
  for (const Node* arg : node.args) CollectDependence(*arg, bound, out);
  if (node.kind == NodeKind::kMacro) bound->pop_back();
}

}  // namespace graduasi::columns
