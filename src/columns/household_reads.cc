#include "src/columns/household_reads.h"

#include <deque>
#include <utility>

#include "graduasi/field.h"
#include "src/model/record.h"

namespace graduasi::columns {
namespace {

using cel::TypeKind;
using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

const cel::Type kBoolType{TypeKind::kBool};
const cel::Type kDateType{TypeKind::kDate};

std::vector<int> Extend(std::vector<int> path, int field) {
  path.push_back(field);
  return path;
}

const RecordInfo& ModelOf(const RecordSource& source) { return *model::RecordOf(source.structure); }

const FieldInfo& FieldOf(const RecordSource& source, int field) { return ModelOf(source).fields[static_cast<size_t>(field)]; }

// Whether the records are the elements of a list; else there is one in each row of its table.
bool InList(const RecordSource& source) {
  const RecordInfo* record = &model::HouseholdRecord();
  bool list = false;
  for (const int field : source.path) {
    const FieldInfo& info = record->fields[static_cast<size_t>(field)];
    list = info.kind == FieldKind::kList;
    record = info.record;
  }
  return list;
}

}  // namespace

HouseholdReads::HouseholdReads(Builder::State* state, const ReadRules& rules)
    : state_(state), emitter_(&state->emitter), rules_(rules) {}

int32_t HouseholdReads::Source(const std::vector<int>& path, int32_t table, const cel::StructType* structure) {
  auto& records = emitter_->program()->records_;
  const auto [known, added] = state_->records.emplace(path, static_cast<int32_t>(records.size()));
  if (added) records.push_back({path, table, structure});
  return known->second;
}

const RecordSource& HouseholdReads::SourceOf(Register record) const {
  return emitter_->program()->records(emitter_->info(record).records);
}

int32_t HouseholdReads::SourceOf(const cel::StructType* structure) {
  struct Place {
    std::vector<int> path;
    const RecordInfo* record;
    int32_t table;
  };
  std::deque<Place> places = {{{}, &model::HouseholdRecord(), 0}};
  for (; !places.empty(); places.pop_front()) {
    const Place place = places.front();
    if (place.record->type == structure) return Source(place.path, place.table, structure);
    for (size_t f = 0; f < place.record->fields.size(); ++f) {
      const FieldInfo& field = place.record->fields[f];
      if (field.record == nullptr) continue;
      Place inner = {Extend(place.path, static_cast<int>(f)), field.record, place.table};
      if (field.kind == FieldKind::kList) {
        const auto [known, added] = state_->tables.emplace(inner.path, 0);
        if (added) known->second = state_->NewTable();
        inner.table = known->second;
      }
      places.push_back(std::move(inner));
    }
  }
  return -1;
}

Register HouseholdReads::Household() {
  Op op;
  op.code = OpCode::kIdentity;
  op.space = kHouseholds;
  RegisterInfo result;
  result.records = Source({}, 0, model::HouseholdType());
  op.number = result.records;
  result.type = cel::Type::Struct(model::HouseholdType());
  result.space = kHouseholds;
  return emitter_->Emit(op, {}, std::move(result));
}

Register HouseholdReads::AsOf() {
  emitter_->program()->reads_as_of_ = true;
  Op op;
  op.code = OpCode::kAsOf;
  op.space = kHouseholds;
  RegisterInfo result;
  result.type = kDateType;
  result.space = kHouseholds;
  return emitter_->Emit(op, {}, std::move(result));
}

Register HouseholdReads::AsOfIn(Space space) { return emitter_->Broadcast(AsOf(), space); }

Register HouseholdReads::Column(const RecordSource& source, int field) {
  const FieldInfo& info = FieldOf(source, field);
  const std::vector<int> path = Extend(source.path, field);
  Program* program = emitter_->program();
  InputColumn column;
  column.path = path;
  column.table = source.table;
  column.type = source.structure->fields[static_cast<size_t>(field)].type;
  Op op;
  op.code = OpCode::kInput;
  op.space = program->table_spaces_[static_cast<size_t>(source.table)];
  RegisterInfo result;
  result.type = column.type;
  result.space = op.space;
  if (info.kind == FieldKind::kList) {
    const auto [known, added] = state_->tables.emplace(path, 0);
    if (added) known->second = state_->NewTable();
    column.elements = known->second;
    Op identity;
    identity.code = OpCode::kIdentity;
    identity.space = program->table_spaces_[static_cast<size_t>(column.elements)];
    RegisterInfo element;
    element.records = Source(path, column.elements, info.record->type);
    element.type = cel::Type::Struct(info.record->type);
    element.space = identity.space;
    identity.number = element.records;
    result.elements = identity.space;
    result.element = emitter_->Emit(identity, {}, std::move(element));
  }
  const auto [slot, added] = state_->columns.emplace(path, static_cast<int32_t>(program->inputs_.size()));
  if (added) program->inputs_.push_back(std::move(column));
  op.number = slot->second;
  return emitter_->Emit(op, {}, std::move(result));
}

Register HouseholdReads::RawDate(Register record) {
  const RecordSource source = SourceOf(record);
  return emitter_->Gather(Column(source, ModelOf(source).recorded_on), record);
}

Register HouseholdReads::Guarded(Register value, Register record, bool is_date) {
  const RecordSource source = SourceOf(record);
  if (ModelOf(source).recorded_on < 0) return value;
  const bool in_list = InList(source);
  if (!in_list) {
    const Register visible =
        emitter_->Rowwise(OpCode::kLessEqual, TypeKind::kDate, {RawDate(record), AsOfIn(emitter_->SpaceOf(record))}, kBoolType);
    value = emitter_->KeepWhere(value, visible);
  }
  if (is_date) return value;
  for (const AgeLimit& limit : rules_.limits) {
    if (limit.path != source.path) continue;
    const Register first = emitter_->Rowwise(OpCode::kDaysBefore, TypeKind::kDate, {AsOf()}, kDateType, limit.months);
    const Register fresh =
        emitter_->Rowwise(OpCode::kLessEqual, TypeKind::kDate,
                          {emitter_->Broadcast(first, emitter_->SpaceOf(record)), RawDate(record)}, kBoolType);
    value = emitter_->KeepWhere(value, fresh);
  }
  return value;
}

Register HouseholdReads::ReadRecord(Register record, int field) {
  const RecordSource source = SourceOf(record);
  const RecordInfo* inner = FieldOf(source, field).record;
  const Register outer = Guarded(record, record, false);
  Op op;
  op.code = OpCode::kAlias;
  op.kind = TypeKind::kStruct;
  op.a = outer;
  op.space = emitter_->SpaceOf(outer);
  RegisterInfo result = emitter_->info(outer);
  result.records = Source(Extend(source.path, field), source.table, inner->type);
  result.type = cel::Type::Struct(inner->type);
  op.number = result.records;
  return emitter_->Emit(op, {}, std::move(result));
}

Register HouseholdReads::ReadList(Register record, int field) {
  const RecordSource source = SourceOf(record);
  const FieldInfo& info = FieldOf(source, field);
  Register list = Column(source, field);
  if (info.absent == Absent::kNone) {
    Op op;
    op.code = OpCode::kEmptyWhereUnset;
    op.kind = TypeKind::kList;
    op.a = list;
    op.space = emitter_->SpaceOf(list);
    list = emitter_->Emit(op, {}, RegisterInfo(emitter_->info(list)));
  }
  list = Guarded(emitter_->Gather(list, record), record, false);
  if (info.record->recorded_on < 0) return list;
  // In the list: what is certainly recorded by as_of; maybe in: what may be.
  const Register own = emitter_->Own(list, emitter_->SpaceOf(list));
  const Space elements = emitter_->info(own).elements;
  const Register visible = emitter_->Rowwise(OpCode::kLessEqual, TypeKind::kDate,
                                             {RawDate(emitter_->info(own).element), AsOfIn(elements)}, kBoolType, kOnDemand);
  Op op;
  op.code = OpCode::kFilter;
  op.kind = TypeKind::kStruct;
  op.a = own;
  op.b = visible;
  op.space = emitter_->SpaceOf(own);
  return emitter_->Emit(op, {}, RegisterInfo(emitter_->info(own)));
}

Register HouseholdReads::Read(Register record, int field) {
  const RecordSource source = SourceOf(record);
  const FieldInfo& info = FieldOf(source, field);
  if (info.kind == FieldKind::kRecord) return ReadRecord(record, field);
  if (info.kind == FieldKind::kList) return ReadList(record, field);
  Register value = emitter_->Gather(Column(source, field), record);
  if (info.role == Role::kHappenedOn) {
    value = emitter_->Rowwise(OpCode::kHappened, TypeKind::kDate, {value, AsOfIn(emitter_->SpaceOf(record))}, kDateType);
  }
  return Guarded(value, record, field == ModelOf(source).recorded_on);
}

Register HouseholdReads::Has(Register record, int field) {
  const RecordSource source = SourceOf(record);
  const FieldInfo& info = FieldOf(source, field);
  const Register column = Column(source, field);
  Op op;
  op.code = OpCode::kIsSet;
  op.kind = emitter_->TypeOf(column).kind();
  op.a = column;
  op.space = emitter_->SpaceOf(column);
  RegisterInfo result;
  result.type = kBoolType;
  result.space = op.space;
  Register set = emitter_->Gather(emitter_->Emit(op, {}, std::move(result)), record);
  if (info.role == Role::kHappenedOn) {
    const Register date = emitter_->Gather(column, record);
    set = emitter_->Rowwise(OpCode::kIsSetHappened, TypeKind::kDate, {date, AsOfIn(emitter_->SpaceOf(record)), set}, kBoolType);
  }
  return Guarded(set, record, field == ModelOf(source).recorded_on);
}

}  // namespace graduasi::columns
