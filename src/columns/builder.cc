// The builder's outside, and what a program says of itself.
#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/columns/builder_state.h"
#include "src/columns/expression_compiler.h"
#include "src/columns/program.h"
#include "src/columns/step.h"

namespace graduasi::columns {

Program::Program() = default;
Program::~Program() = default;
Program::Constants::Constants() = default;
Program::Constants::~Constants() = default;

const CompiledExpression::NodeInfo* CompiledExpression::Find(const cel::Node* node) const {
  const auto at = std::lower_bound(nodes_.begin(), nodes_.end(), node, [](const NodeInfo& info, const cel::Node* n) {
    return std::less<const cel::Node*>()(info.node, n);
  });
  return at != nodes_.end() && at->node == node ? &*at : nullptr;
}

Register CompiledExpression::RegisterOf(const cel::Node* node) const {
  const NodeInfo* info = Find(node);
  return info == nullptr ? kNoRegister : info->reg;
}

ExpressionId CompiledExpression::FactOf(const cel::Node* variable) const {
  const NodeInfo* info = Find(variable);
  return info == nullptr ? kNoExpression : info->fact;
}

ExpressionId CompiledExpression::KeyOf(const cel::Node* variable) const {
  const NodeInfo* info = Find(variable);
  return info == nullptr ? kNoExpression : info->key;
}

Space CompiledExpression::ElementsOf(const cel::Node* macro) const {
  const NodeInfo* info = Find(macro);
  return info == nullptr ? kConstant : info->space;
}

Register CompiledExpression::RangeOf(const cel::Node* macro) const {
  const NodeInfo* info = Find(macro);
  return info == nullptr ? kNoRegister : info->range;
}

int32_t Builder::State::NewTable() {
  Program* program = emitter.program();
  program->table_spaces_.push_back(emitter.NewStorage());
  return program->table_count_++;
}

ExpressionId Builder::State::Compile(const std::shared_ptr<const cel::Expression>& expression, const ReadRules& rules) {
  RulesKey key;
  for (const AgeLimit& limit : rules.limits) key.emplace_back(limit.path, limit.months);
  std::sort(key.begin(), key.end());
  const auto known = compiled.find({expression.get(), key});
  if (known != compiled.end()) return known->second;
  auto out = std::make_unique<CompiledExpression>();
  out->expression_ = expression;
  out->rules_ = rules;
  ExpressionCompiler(this, out.get()).Run();
  auto& expressions = emitter.program()->expressions_;
  const auto id = static_cast<ExpressionId>(expressions.size());
  expressions.push_back(std::move(out));
  compiled.emplace(std::make_pair(expression.get(), std::move(key)), id);
  return id;
}

Builder::Builder(std::vector<Binding> bindings, Rules rules) : state_(std::make_unique<State>(std::move(bindings), rules)) {
  state_->emitter.program()->table_spaces_.push_back(kHouseholds);
}

Builder::~Builder() = default;

ExpressionId Builder::Compile(std::shared_ptr<const cel::Expression> expression, const ReadRules& rules) {
  return state_->Compile(expression, rules);
}

Register Builder::root(ExpressionId id) const { return state_->emitter.program()->expression(id).root(); }

Register Builder::And(const std::vector<Register>& operands) {
  Register all = Literal(true);
  for (const Register operand : operands) all = all == Literal(true) ? operand : Both(OpCode::kAnd, all, operand);
  return all;
}

Register Builder::Or(const std::vector<Register>& operands) {
  Register any = Literal(false);
  for (const Register operand : operands) any = any == Literal(false) ? operand : Both(OpCode::kOr, any, operand);
  return any;
}

Register Builder::Both(OpCode code, Register a, Register b) {
  const Rules rules = state_->emitter.rules();
  return state_->emitter.Rowwise(code, cel::TypeKind::kBool, {a, b}, cel::Type(cel::TypeKind::kBool),
                                 rules == Rules::kLanguage ? 1 : 0);
}

Register Builder::Not(Register operand) { return state_->emitter.Not(operand); }

Register Builder::Literal(bool value) { return state_->emitter.Literal(cel::Literal(value), cel::Type(cel::TypeKind::kBool)); }

std::shared_ptr<const Program> Builder::Finish() { return state_->emitter.Finish(); }

std::string Program::Disassemble() const {
  std::string out;
  for (size_t r = 0; r < ops_.size(); ++r) {
    const Op& op = ops_[r];
    const RegisterInfo& known = registers_[r];
    absl::StrAppend(&out, r, " @", known.space, " = ", NameOf(op.code));
    for (const Register reg : {op.a, op.b, op.c}) {
      if (reg != kNoRegister) absl::StrAppend(&out, " ", reg);
    }
    if (op.arg_count > 0) {
      absl::StrAppend(&out, " (");
      for (int32_t i = 0; i < op.arg_count; ++i) {
        absl::StrAppend(&out, i == 0 ? "" : " ", args_[static_cast<size_t>(op.first_arg + i)]);
      }
      absl::StrAppend(&out, ")");
    }
    if (op.number != 0) absl::StrAppend(&out, " #", op.number);
    if (op.made != kConstant) absl::StrAppend(&out, " makes @", op.made);
    absl::StrAppend(&out, " : ", known.type.ToString(), "\n");
  }
  return out;
}

}  // namespace graduasi::columns
