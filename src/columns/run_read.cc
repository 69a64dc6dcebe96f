// Reading what a run left in its registers.
#include "src/columns/run.h"
#include "src/columns/step.h"

namespace graduasi::columns {

using cel::TypeKind;

Standing Run::StandingOf(Register reg, int32_t row) const {
  const Column& c = ColumnOf(reg);
  if (IsError(c, row)) return Standing::kError;
  return IsMissing(c, row) ? Standing::kMissing : Standing::kPresent;
}

bool Run::Bool(Register reg, int32_t row) const {
  const Column& c = ColumnOf(reg);
  return TestBit(Data<uint64_t>(c), Row(c, row));
}

IntRange Run::Int(Register reg, int32_t row) const {
  const Column& c = ColumnOf(reg);
  const int64_t i = Row(c, row);
  IntRange range;
  range.low = IntegerAt(c.layout, c.data, i);
  range.high = c.high == nullptr ? range.low : IntegerAt(c.layout, c.high, i);
  return range;
}

DateRange Run::Date(Register reg, int32_t row) const {
  const IntRange range = Int(reg, row);
  return {static_cast<int32_t>(range.low), static_cast<int32_t>(range.high)};
}

uint64_t Run::Uint(Register reg, int32_t row) const {
  const Column& c = ColumnOf(reg);
  return Data<uint64_t>(c)[Row(c, row)];
}

double Run::Double(Register reg, int32_t row) const {
  const Column& c = ColumnOf(reg);
  return Data<double>(c)[Row(c, row)];
}

absl::string_view Run::Text(Register reg, int32_t row) const {
  const Column& c = ColumnOf(reg);
  if (c.layout != Layout::kType) return Data<absl::string_view>(c)[Row(c, row)];
  return state_->program->constants_->type_names[static_cast<size_t>(Data<int32_t>(c)[Row(c, row)])];
}

cel::TimestampValue Run::Timestamp(Register reg, int32_t row) const {
  const Column& c = ColumnOf(reg);
  return Data<cel::TimestampValue>(c)[Row(c, row)];
}

// ---- records ----

int32_t Run::RecordRow(Register reg, int32_t row) const {
  const Column& c = ColumnOf(reg);
  return IndexOf(c)[Row(c, row)];
}

int32_t Run::RecordIndex(Register reg, int32_t row) const {
  const int32_t record = RecordRow(reg, row);
  const Program& program = *state_->program;
  const RecordSource& source = program.records(program.info(reg).records);
  const auto& inputs = program.inputs();
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].source != InputColumn::Source::kHouseholdField || inputs[i].elements != source.table) continue;
    const Column& lists = state_->batch->columns[i];
    const int32_t parents = state_->batch->table_sizes[static_cast<size_t>(inputs[i].table)];
    for (int32_t p = 0; p < parents; ++p) {
      const View view = ViewAt(lists, p);
      if (record >= view.offset && record < view.offset + view.length) return record - view.offset;
    }
  }
  return 0;  // the household itself, or a record in it by value
}

// ---- lists and spaces ----

Run::Elements Run::ElementsOf(Register list, int32_t row) const {
  const View view = ViewAt(ColumnOf(list), row);
  return {view.offset, view.length};
}

Membership Run::MembershipOf(Register list, int32_t element_row) const {
  const Column& c = ColumnOf(list);
  if (IsMaybe(c, element_row)) return Membership::kMaybeIn;
  return IsIn(c, element_row) ? Membership::kIn : Membership::kOut;
}

int32_t Run::SizeOf(Space space) const { return state_->SizeOf(space); }

int32_t Run::ParentRow(Space space, int32_t row) const {
  const SpaceRows& rows = state_->spaces[static_cast<size_t>(space)];
  if (rows.lists == nullptr) return 0;
  // The last list that begins at or before the row and is not empty: lists of a space stand in order.
  int32_t low = 0, high = rows.parent_size - 1;
  while (low < high) {
    const int32_t middle = low + (high - low + 1) / 2;
    if (ViewAt(*rows.lists, middle).offset <= row) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

int32_t Run::OuterRow(Space inner, int32_t row, Space outer) const {
  for (Space space = inner; space != outer; space = state_->program->Parent(space)) {
    if (space <= kHouseholds) return 0;
    row = ParentRow(space, row);
  }
  return row;
}

int32_t Run::ElementIndex(Space space, int32_t row) const {
  const SpaceRows& rows = state_->spaces[static_cast<size_t>(space)];
  return rows.lists == nullptr ? row : row - ViewAt(*rows.lists, ParentRow(space, row)).offset;
}

// ---- trees ----

void Run::ExtractElements(Register reg, int32_t row, Value* out) const {
  const Program& program = *state_->program;
  const RegisterInfo& info = program.info(reg);
  const bool map = info.type.is(TypeKind::kMap);
  const Elements elements = ElementsOf(reg, row);
  for (int32_t k = elements.first; k < elements.first + elements.count; ++k) {
    const Membership membership = MembershipOf(reg, k);
    if (membership == Membership::kOut) continue;
    out->elements.push_back(Extract(info.element, k));
    out->memberships.push_back(membership);
    if (map) out->values.push_back(Extract(info.value, k));
  }
}

Value Run::Extract(Register reg, int32_t row) const {
  Value out;
  const RegisterInfo& info = state_->program->info(reg);
  out.kind = info.type.kind();
  out.standing = StandingOf(reg, row);
  if (out.standing != Standing::kPresent) return out;
  switch (out.kind) {
    case TypeKind::kNull:
    case TypeKind::kVariable:
      break;
    case TypeKind::kBool:
      out.boolean = Bool(reg, row);
      break;
    case TypeKind::kInt:
    case TypeKind::kDate:
    case TypeKind::kEnum:
    case TypeKind::kDuration: {
      const IntRange range = Int(reg, row);
      out.low = range.low;
      out.high = range.high;
      break;
    }
    case TypeKind::kUint:
      out.uint = Uint(reg, row);
      break;
    case TypeKind::kDouble:
      out.real = Double(reg, row);
      break;
    case TypeKind::kString:
    case TypeKind::kBytes:
    case TypeKind::kType:
      out.text = std::string(Text(reg, row));
      break;
    case TypeKind::kTimestamp:
      out.timestamp = Timestamp(reg, row);
      break;
    case TypeKind::kStruct:
      out.record = RecordRow(reg, row);
      break;
    case TypeKind::kList:
    case TypeKind::kMap:
      ExtractElements(reg, row, &out);
      break;
  }
  return out;
}

}  // namespace graduasi::columns
