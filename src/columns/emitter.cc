#include "src/columns/emitter.h"

#include <cassert>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/columns/read_plan.h"

namespace graduasi::columns {
namespace {

using cel::TypeKind;

bool Composite(const cel::Type& type) { return type.is(TypeKind::kList) || type.is(TypeKind::kMap); }

// A literal as a key: equal bytes for equal literals, whose types may differ.
struct LiteralKey {
  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(bool v) const { return absl::StrCat("bool ", v ? 1 : 0); }
  std::string operator()(int64_t v) const { return absl::StrCat("int ", v); }
  std::string operator()(uint64_t v) const { return absl::StrCat("uint ", v); }
  std::string operator()(double v) const {
    uint64_t bits = 0;
    std::memcpy(&bits, &v, sizeof(bits));
    return absl::StrCat("double ", bits);
  }
  std::string operator()(const std::string& v) const { return absl::StrCat("string ", v); }
  std::string operator()(const cel::BytesValue& v) const { return absl::StrCat("bytes ", v.bytes); }
  std::string operator()(const cel::TimestampValue& v) const { return absl::StrCat("timestamp ", v.seconds, ".", v.nanos); }
  std::string operator()(const cel::DurationValue& v) const { return absl::StrCat("duration ", v.seconds, ".", v.nanos); }
  std::string operator()(const cel::DateValue& v) const { return absl::StrCat("date ", v.days); }
  std::string operator()(const cel::EnumValue& v) const { return absl::StrCat("enum ", v.value); }
};

// The name of a type as a value: parameters of lists and maps are not part of it.
std::string RuntimeName(const cel::Type& type) {
  switch (type.kind()) {
    case TypeKind::kNull:
      return "null_type";
    case TypeKind::kTimestamp:
      return "google.protobuf.Timestamp";
    case TypeKind::kDuration:
      return "google.protobuf.Duration";
    case TypeKind::kList:
      return "list";
    case TypeKind::kMap:
      return "map";
    default:
      return type.ToString();
  }
}

}  // namespace

Emitter::Emitter(Rules rules) : program_(new Program()) {
  program_->rules_ = rules;
  program_->constants_ = std::make_unique<Program::Constants>();
  program_->identity_ = std::make_shared<int>(0);
  NewSpace(kConstant);  // the households
}

Emitter::~Emitter() = default;

Space Emitter::NewSpace(Space parent) {
  program_->parents_.push_back(parent);
  depths_.push_back(Depth(parent) + 1);
  constant_spaces_.push_back(false);
  return static_cast<Space>(program_->parents_.size() - 1);
}

Space Emitter::NewStorage() {
  const Space space = NewSpace(kConstant);
  depths_.back() = 0;
  return space;
}

bool Emitter::AllConstant(const Op& op, const std::vector<Register>& args) const {
  if (!IsConstant(op.space)) return false;
  for (const Register reg : {op.a, op.b, op.c}) {
    if (reg != kNoRegister && !constant_registers_[static_cast<size_t>(reg)]) return false;
  }
  for (const Register reg : args) {
    if (!constant_registers_[static_cast<size_t>(reg)]) return false;
  }
  return op.code != OpCode::kInput && op.code != OpCode::kAsOf && op.code != OpCode::kIdentity;
}

Register Emitter::Emit(Op op, const std::vector<Register>& args, RegisterInfo result, bool makes) {
  std::vector<int64_t> key = {static_cast<int64_t>(op.code),
                              static_cast<int64_t>(op.kind),
                              static_cast<int64_t>(op.to),
                              op.a,
                              op.b,
                              op.c,
                              op.space,
                              op.number};
  key.insert(key.end(), args.begin(), args.end());
  const auto [known, added] = known_.emplace(std::move(key), static_cast<Register>(program_->ops_.size()));
  if (!added) return known->second;
  const bool constant = AllConstant(op, args);
  if (makes) {
    op.made = op.code == OpCode::kJoin ? NewStorage() : NewSpace(op.space);
    constant_spaces_.back() = constant;
    result.elements = op.made;
  }
  if (op.code == OpCode::kPool) constant_spaces_[static_cast<size_t>(op.space)] = true;
  op.first_arg = static_cast<int32_t>(program_->args_.size());
  op.arg_count = static_cast<int32_t>(args.size());
  program_->args_.insert(program_->args_.end(), args.begin(), args.end());
  op.run = FunctionOf(op);
  op.short_way = ShortWayOf(op);
  program_->ops_.push_back(op);
  program_->registers_.push_back(std::move(result));
  constant_registers_.push_back(constant || op.code == OpCode::kPool);
  return known->second;
}

Register Emitter::Broadcast(Register reg, Space space) {
  const Space from = SpaceOf(reg);
  if (from == space || from == kConstant) return reg;
  assert(Depth(from) < Depth(space));
  const Register outer = Broadcast(reg, program_->Parent(space));
  Op op;
  op.code = OpCode::kBroadcast;
  op.a = outer;
  op.space = space;
  RegisterInfo result = info(reg);
  result.space = space;
  result.partition = false;
  return Emit(op, {}, std::move(result));
}

Register Emitter::Rowwise(OpCode code, TypeKind kind, std::vector<Register> operands, cel::Type type, int64_t number,
                          TypeKind to) {
  Op op;
  op.code = code;
  op.kind = kind;
  op.to = to;
  op.number = number;
  for (const Register reg : operands) op.space = Deeper(op.space, SpaceOf(reg));
  for (Register& reg : operands) reg = Broadcast(reg, op.space);
  if (!operands.empty()) op.a = operands[0];
  if (operands.size() > 1) op.b = operands[1];
  if (operands.size() > 2) op.c = operands[2];
  RegisterInfo result;
  result.type = std::move(type);
  result.space = op.space;
  return Emit(op, {}, std::move(result));
}

Register Emitter::Literal(const cel::Literal& literal, const cel::Type& type) {
  const auto [known, added] = literals_.emplace(absl::StrCat(type.ToString(), " ", std::visit(LiteralKey(), literal)),
                                                static_cast<int64_t>(constants()->literals.size()));
  if (added) constants()->literals.push_back(literal);
  Op op;
  op.code = OpCode::kLiteral;
  op.kind = type.kind();
  op.number = known->second;
  RegisterInfo result;
  result.type = type;
  return Emit(op, {}, std::move(result));
}

Register Emitter::TypeName(const cel::Type& type) {
  const auto [known, added] = type_names_.emplace(RuntimeName(type), static_cast<int32_t>(constants()->type_names.size()));
  if (added) constants()->type_names.push_back(known->first);
  return Literal(cel::Literal(int64_t{known->second}), cel::Type(TypeKind::kType));
}

int64_t Emitter::NumberOf(const cel::Type& type) {
  return type_numbers_.emplace(type.ToString(), static_cast<int64_t>(type_numbers_.size()) + 1).first->second;
}

Register Emitter::Gather(Register a, Register b) {
  // All records of a table, in its order: what is read of them stands as it is. A record by value is in the row of its owner.
  Register rows = b;
  while (OpOf(rows).code == OpCode::kAlias && TypeOf(OpOf(rows).a).is(TypeKind::kStruct)) rows = OpOf(rows).a;
  if (OpOf(rows).code == OpCode::kIdentity && SpaceOf(rows) == SpaceOf(a) && !info(a).partition) return a;
  // The records that are the elements of a list: as they stand in the table, for the elements of the list.
  const bool elements = OpOf(rows).code == OpCode::kElement && OpOf(OpOf(rows).a).code == OpCode::kIdentity &&
                        SpaceOf(OpOf(rows).a) == SpaceOf(a);
  Op op;
  op.code = elements ? OpCode::kElement : OpCode::kGather;
  op.a = a;
  op.b = elements ? OpOf(rows).b : b;
  op.space = SpaceOf(b);
  RegisterInfo result = info(a);
  result.space = op.space;
  result.partition = false;
  return Emit(op, {}, std::move(result));
}

Register Emitter::KeepWhere(Register value, Register kept) {
  Op op;
  op.code = OpCode::kKeepWhere;
  op.space = Deeper(SpaceOf(value), SpaceOf(kept));
  op.a = Broadcast(value, op.space);
  op.b = Broadcast(kept, op.space);
  RegisterInfo result = info(op.a);
  result.space = op.space;
  return Emit(op, {}, std::move(result));
}

Register Emitter::Not(Register a) { return Rowwise(OpCode::kNot, TypeKind::kBool, {a}, cel::Type(TypeKind::kBool)); }

// ---- lists ----

Register Emitter::Own(Register list, Space space) {
  if (info(list).partition && SpaceOf(list) == space) return list;
  Op op;
  op.code = OpCode::kOwn;
  op.a = Broadcast(list, space);
  op.space = space;
  RegisterInfo result = info(op.a);
  result.space = space;
  result.partition = true;
  const Register own = Emit(op, {}, std::move(result), true);
  RegisterInfo* made = &program_->registers_[static_cast<size_t>(own)];
  if (made->element != info(op.a).element) return own;  // emitted before
  auto element = [&](Register from) {
    if (from == kNoRegister) return from;
    Op take;
    take.code = OpCode::kElement;
    take.a = from;
    take.b = own;
    take.space = info(own).elements;
    RegisterInfo taken = info(from);
    taken.space = take.space;
    taken.partition = false;
    return Emit(take, {}, std::move(taken));
  };
  const Register first = element(info(own).element);
  const Register second = element(info(own).value);
  made = &program_->registers_[static_cast<size_t>(own)];
  made->element = first;
  made->value = second;
  return own;
}

Register Emitter::Concatenate(std::vector<Register> elements, Register join) {
  Unify(&elements);
  Op op;
  op.code = OpCode::kConcatenate;
  op.kind = TypeOf(elements[0]).kind();
  op.b = join;
  op.space = info(join).elements;
  RegisterInfo result = info(elements[0]);
  result.space = op.space;
  result.partition = false;
  return Emit(op, elements, std::move(result));
}

void Emitter::Unify(std::vector<Register>* registers) {
  if (registers->empty() || !Composite(TypeOf((*registers)[0]))) return;
  bool same = true;
  for (const Register reg : *registers) same = same && reg == (*registers)[0];
  if (same) return;
  Op op;
  op.code = OpCode::kJoin;
  op.kind = TypeOf((*registers)[0]).kind();
  const Register join = Emit(op, *registers, RegisterInfo(), true);
  std::vector<Register> elements, values;
  for (const Register reg : *registers) {
    elements.push_back(info(reg).element);
    if (info(reg).value != kNoRegister) values.push_back(info(reg).value);
  }
  const Register element = Concatenate(std::move(elements), join);
  const Register value = values.empty() ? kNoRegister : Concatenate(std::move(values), join);
  for (size_t k = 0; k < registers->size(); ++k) {
    Op rebase;
    rebase.code = OpCode::kRebase;
    rebase.a = (*registers)[k];
    rebase.b = join;
    rebase.number = static_cast<int64_t>(k);
    rebase.space = SpaceOf(rebase.a);
    RegisterInfo result = info(rebase.a);
    result.elements = info(join).elements;
    result.element = element;
    result.value = value;
    result.partition = false;
    (*registers)[k] = Emit(rebase, {}, std::move(result));
  }
}

Register Emitter::Empty(const cel::Type& type) {
  if (type.is(TypeKind::kList)) return ListOf({}, type);
  return MapOf({}, {}, type);
}

Register Emitter::Interleave(const std::vector<Register>& values, Register list, const cel::Type& type) {
  if (values.empty() && Composite(type)) return Empty(type);  // constant, for a space without rows
  Op op;
  op.code = OpCode::kInterleave;
  op.kind = type.kind();
  op.b = list;
  op.space = info(list).elements;
  RegisterInfo result;
  if (!values.empty()) result = info(values[0]);
  result.type = type;
  result.space = op.space;
  result.partition = false;
  return Emit(op, values, std::move(result));
}

Register Emitter::ListOf(std::vector<Register> elements, const cel::Type& type) {
  Op op;
  op.code = OpCode::kListOf;
  op.kind = type.is(TypeKind::kMap) ? type.key().kind() : type.element().kind();
  for (const Register reg : elements) op.space = Deeper(op.space, SpaceOf(reg));
  for (Register& reg : elements) reg = Broadcast(reg, op.space);
  Unify(&elements);
  if (elements.empty()) op.number = NumberOf(type);
  RegisterInfo result;
  result.type = type;
  result.space = op.space;
  result.partition = true;
  const Register list = Emit(op, elements, std::move(result), true);
  const Register element = Interleave(elements, list, type.is(TypeKind::kMap) ? type.key() : type.element());
  program_->registers_[static_cast<size_t>(list)].element = element;
  return list;
}

Register Emitter::MapOf(std::vector<Register> keys, std::vector<Register> values, const cel::Type& type) {
  Space space = kConstant;
  for (const Register reg : keys) space = Deeper(space, SpaceOf(reg));
  for (const Register reg : values) space = Deeper(space, SpaceOf(reg));
  for (Register& reg : keys) reg = Broadcast(reg, space);
  for (Register& reg : values) reg = Broadcast(reg, space);
  // All keys may be constants where a value is not: the list stands where the map does.
  Op list_op;
  list_op.code = OpCode::kListOf;
  list_op.kind = type.key().kind();
  list_op.space = space;
  if (keys.empty()) list_op.number = NumberOf(type);
  RegisterInfo list_info;
  list_info.type = cel::Type::List(type.key());
  list_info.space = space;
  list_info.partition = true;
  const Register list = Emit(list_op, keys, std::move(list_info), true);
  const Register key = Interleave(keys, list, type.key());
  program_->registers_[static_cast<size_t>(list)].element = key;
  Unify(&values);
  const Register value = Interleave(values, list, type.value());
  Op op;
  op.code = OpCode::kMapLiteral;
  op.kind = type.key().kind();
  op.a = list;
  op.b = key;
  op.space = space;
  RegisterInfo result = info(list);
  result.type = type;
  result.value = value;
  return Emit(op, values, std::move(result));
}

Register Emitter::Append(Register a, Register b) {
  Op op;
  op.code = OpCode::kAppend;
  op.kind = TypeKind::kList;
  op.space = Deeper(SpaceOf(a), SpaceOf(b));
  op.a = Broadcast(a, op.space);
  op.b = Broadcast(b, op.space);
  Op join;
  join.code = OpCode::kJoin;
  join.kind = TypeKind::kList;
  op.c = Emit(join, {op.a, op.b}, RegisterInfo(), true);
  const Register joined = Concatenate({info(op.a).element, info(op.b).element}, op.c);
  RegisterInfo result = info(op.a);
  result.space = op.space;
  result.partition = true;
  const Register list = Emit(op, {}, std::move(result), true);
  Op take;
  take.code = OpCode::kElement;
  take.a = joined;
  take.b = list;
  take.space = info(list).elements;
  RegisterInfo taken = info(joined);
  taken.space = take.space;
  const Register element = Emit(take, {}, std::move(taken));
  program_->registers_[static_cast<size_t>(list)].element = element;
  return list;
}

Register Emitter::Keys(Register map) {
  Op op;
  op.code = OpCode::kAlias;
  op.kind = TypeKind::kMap;
  op.a = map;
  op.space = SpaceOf(map);
  RegisterInfo result = info(map);
  result.type = cel::Type::List(TypeOf(map).key());
  result.value = kNoRegister;
  return Emit(op, {}, std::move(result));
}

// Operations of one value for all rows if their operands are: only the day makes a difference to them.
bool Emitter::DependsOnDayAlone(const Op& op, const std::vector<bool>& same_always, const std::vector<bool>& of_day) const {
  switch (op.code) {
    case OpCode::kAsOf:
      return true;
    case OpCode::kBroadcast:
    case OpCode::kGather:
    case OpCode::kTableRow:
    case OpCode::kNegate:
    case OpCode::kAdd:
    case OpCode::kSubtract:
    case OpCode::kMultiply:
    case OpCode::kDivide:
    case OpCode::kModulo:
    case OpCode::kEqual:
    case OpCode::kLess:
    case OpCode::kLessEqual:
    case OpCode::kAnd:
    case OpCode::kOr:
    case OpCode::kNot:
    case OpCode::kMonthsBetween:
    case OpCode::kYearsBetween:
    case OpCode::kDaysBetween:
    case OpCode::kAddMonths:
    case OpCode::kAddDays:
    case OpCode::kDaysBefore:
      break;
    default:
      return false;
  }
  for (const Register reg : {op.a, op.b, op.c}) {
    if (reg == kNoRegister || of_day[static_cast<size_t>(reg)]) continue;
    // The pool of a dated table has rows of its own; of any other operand one value stands for all.
    const bool pool =
        op.code == OpCode::kGather && reg == op.a && program_->ops_[static_cast<size_t>(reg)].code == OpCode::kPool;
    if (!pool && (!same_always[static_cast<size_t>(reg)] || SpaceOf(reg) != kConstant)) return false;
  }
  return true;
}

std::shared_ptr<const Program> Emitter::Finish() {
  for (const RegisterInfo& info_of : program_->registers_) program_->element_spaces_.push_back(info_of.elements);
  auto& state = constants()->state;
  state.program = program_.get();
  state.columns.resize(program_->ops_.size());
  for (const Column& column : state.columns) state.values.push_back(&column);
  state.spaces.resize(program_->parents_.size());
  state.allowed = std::numeric_limits<int64_t>::max();
  std::vector<bool> same_always = constant_registers_;
  std::vector<std::vector<Program::Taken>> taken(program_->parents_.size());  // by space
  std::vector<bool> is_taken(program_->ops_.size());
  std::vector<bool> of_day(program_->ops_.size());
  for (size_t r = 0; r < program_->ops_.size(); ++r) {
    const auto reg = static_cast<Register>(r);
    const Op& op = program_->ops_[r];
    const bool records = op.code == OpCode::kIdentity || (op.code == OpCode::kAlias && same_always[static_cast<size_t>(op.a)]);
    if (same_always[r] || records) {
      same_always[r] = true;
      Step step(state, *program_, op, reg);
      step.op.run(step);
      state.columns[r] = *state.values[r];
      state.values[r] = &state.columns[r];
      if (SpaceOf(reg) == kConstant) state.columns[r].constant = true;
    } else if (op.code == OpCode::kInput) {
      program_->bound_.emplace_back(reg, static_cast<int32_t>(op.number));
    } else if (op.code == OpCode::kElement && OpOf(op.b).code == OpCode::kOwn &&
               (OpOf(op.a).code == OpCode::kInput || same_always[static_cast<size_t>(op.a)])) {
      taken[static_cast<size_t>(op.space)].push_back({reg, op.a, kNoRegister, kNoRegister});
      is_taken[r] = true;
    } else if (op.code == OpCode::kFilter && IsOnDemand(OpOf(op.b)) && is_taken[static_cast<size_t>(OpOf(op.b).a)]) {
      taken[static_cast<size_t>(SpaceOf(op.b))].push_back({reg, op.a, OpOf(op.b).a, OpOf(op.b).b});
      program_->live_.push_back(reg);  // where as_of is a column, it is not there as early
    } else if (!IsOnDemand(op)) {
      of_day[r] = DependsOnDayAlone(op, same_always, of_day);
      program_->live_.push_back(reg);
      (of_day[r] ? program_->of_day_ : program_->of_batch_).push_back(reg);
    }
  }
  for (size_t s = 0; s < constant_spaces_.size(); ++s) {
    if (constant_spaces_[s]) program_->constant_spaces_.push_back(static_cast<Space>(s));
  }
  for (const std::vector<Program::Taken>& of_space : taken) {
    for (const bool filters : {false, true}) {
      program_->taken_from_.push_back(static_cast<int32_t>(program_->taken_.size()));
      for (const Program::Taken& one : of_space) {
        if ((one.dates != kNoRegister) == filters) program_->taken_.push_back(one);
      }
    }
  }
  program_->taken_from_.push_back(static_cast<int32_t>(program_->taken_.size()));
  program_->read_plan_ = ReadPlan::Make(*program_);
  return std::shared_ptr<const Program>(program_.release());
}

}  // namespace graduasi::columns
