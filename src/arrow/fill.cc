#include "src/arrow/fill.h"

#include <algorithm>
#include <limits>

#include "src/arrow/scalar_column.h"
#include "src/arrow/screen.h"

namespace graduasi::arrow {
namespace {

using columns::Column;
using columns::Layout;
using columns::SetBit;
using columns::TestBit;
using columns::WordsFor;
using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

// Elements of one list field of a batch; beyond it the batch is halved. A row alone may have kMaxElements to the power of how
// deep its lists stand.
constexpr int64_t kMostElements = int64_t{1} << 22;

class Filler {
 public:
  Filler(const Binding& binding, const columns::Program& program, Date as_of, columns::Batch* batch)
      : binding_(binding),
        program_(program),
        as_of_(as_of),
        batch_(batch),
        arena_(&batch->arena),
        filled_(program.inputs().size(), false) {}

  Filled Fill(const BoundArray& households, int64_t first, int32_t rows, std::vector<uint64_t>* suspect) {
    suspect->assign(static_cast<size_t>(WordsFor(rows)) + 1, 0);
    const uint64_t* missing = MissingRows(*households.array, Form::kStruct, {first, rows, nullptr}, nullptr, arena_);
    const Rows inside = Rows{first, rows, nullptr}.In(*households.array, arena_);
    RecordColumns fields;
    if (FillRecord(households, inside, missing, suspect->data(), &fields)) FillTheRest();
    return result_;
  }

 private:
  // The fields of records, `rows` being theirs in the arrays of the fields. False if there is nothing to go on with.
  bool FillRecord(const BoundArray& record, const Rows& rows, const uint64_t* missing, uint64_t* suspect,
                  RecordColumns* columns) {
    const RecordInfo& info = *record.bound->record;
    columns->assign(info.fields.size(), Column());
    for (const BoundArray& child : record.fields) {
      const BoundField& bound = *child.bound;
      Column* column = &(*columns)[static_cast<size_t>(bound.number)];
      switch (bound.field->kind) {
        case FieldKind::kRecord:
          if (!FillInner(child, rows, missing, suspect)) return false;
          break;
        case FieldKind::kList:
          if (!FillList(child, rows, missing, suspect, column)) return false;
          break;
        default: {
          ScalarBreach breach;
          if (FillScalar(child, rows, missing, arena_, suspect, column, &breach)) break;
          return Refuse(bound, breach.row, SentenceOf(breach.mistake, *bound.field));
        }
      }
      Keep(bound, *column);
    }
    ScreenRecords(info, *columns, rows.count, as_of_, suspect);
    return true;
  }

  bool FillInner(const BoundArray& record, const Rows& rows, const uint64_t* above, uint64_t* suspect) {
    if (record.bound->format.form == Form::kNull) return true;
    const uint64_t* missing = MissingRows(*record.array, Form::kStruct, rows, above, arena_);
    RecordColumns fields;
    if (FillRecord(record, rows.In(*record.array, arena_), missing, suspect, &fields)) return true;
    if (result_.breach.has_value()) result_.breach->row -= record.array->offset;
    return false;
  }

  // The views of a plain list of which no row is null and every offset is right. False if they have to be made one by one.
  bool TakeViews(const BoundArray& list, const Rows& rows, int32_t* offsets, int32_t* lengths, int64_t* firsts, Column* out) {
    if (list.bound->format.form != Form::kList || rows.index != nullptr || rows.count == 0) return false;
    const ArrowArray& array = *list.array;
    const void* base = array.buffers[1];
    if (reinterpret_cast<uintptr_t>(base) % alignof(int32_t) != 0) return false;
    const int32_t* at = static_cast<const int32_t*>(base) + array.offset + rows.first;
    bool wrong = at[0] < 0 || at[rows.count] > list.items->length;
    for (int64_t i = 0; i < rows.count; ++i) wrong |= at[i + 1] < at[i];
    if (wrong || at[rows.count] - at[0] > kMostElements) return false;
    int32_t least = std::numeric_limits<int32_t>::max();
    int32_t greatest = 0;
    for (int64_t i = 0; i < rows.count; ++i) {
      firsts[i] = at[i];
      offsets[i] = at[i] - at[0];
      lengths[i] = at[i + 1] - at[i];
      least = std::min(least, lengths[i]);
      greatest = std::max(greatest, lengths[i]);
    }
    out->least = least;
    out->greatest = greatest;
    return greatest <= list.bound->field->max_elements;
  }

  bool FillList(const BoundArray& list, const Rows& rows, const uint64_t* above, uint64_t* suspect, Column* out) {
    const BoundField& bound = *list.bound;
    if (bound.format.form == Form::kNull) {
      FillAbsent(FieldKind::kList, false, rows.count, arena_, out);
      return true;
    }
    const uint64_t* missing = MissingRows(*list.array, bound.format.form, rows, above, arena_);
    int32_t* offsets = NewValues<int32_t>(rows.count, arena_);
    int32_t* lengths = NewValues<int32_t>(rows.count, arena_);
    auto* firsts = arena_->New<int64_t>(rows.count);
    int64_t total = 0;
    int64_t expected = -1;  // where the next list begins if the lists stand one after the other
    bool in_a_row = true;
    const bool taken = missing == nullptr && TakeViews(list, rows, offsets, lengths, firsts, out);
    if (taken) {
      total = int64_t{offsets[rows.count - 1]} + lengths[rows.count - 1];
      expected = firsts[0] + total;
    } else {
      out->least = std::numeric_limits<int32_t>::max();
      out->greatest = 0;
    }
    for (int64_t i = 0; !taken && i < rows.count; ++i) {
      int64_t length = 0;
      firsts[i] = 0;
      if (missing == nullptr || !TestBit(missing, i)) {
        const Items items = ReadItems(list, rows.at(i));
        if (items.breach) return Refuse(bound, rows.at(i), SentenceOf(Mistake::kOffsets, *bound.field));
        if (items.count > bound.field->max_elements) {
          SetBit(suspect, i);  // not looked into
        } else if (items.count > 0) {
          length = items.count;
          in_a_row = in_a_row && (expected < 0 || items.first == expected);
          expected = items.first + length;
          firsts[i] = items.first;
        }
      }
      offsets[i] = static_cast<int32_t>(total);
      lengths[i] = static_cast<int32_t>(length);
      out->least = std::min(out->least, length);
      out->greatest = std::max(out->greatest, length);
      total += length;
      if (total > kMostElements && rows.count > 1) {
        result_.too_large = true;
        return false;
      }
    }
    out->layout = Layout::kViews;
    out->data = offsets;
    out->lengths = lengths;
    out->missing = missing;
    out->contiguous = true;
    if (bound.table > 0) batch_->table_sizes[static_cast<size_t>(bound.table)] = static_cast<int32_t>(total);
    return FillItems(list, rows, *out, firsts, total, in_a_row ? expected - total : -1, suspect);
  }

  // The elements of lists; `start`: where they stand one after the other, -1 if they have to be picked.
  bool FillItems(const BoundArray& list, const Rows& rows, const Column& views, const int64_t* firsts, int64_t total,
                 int64_t start, uint64_t* suspect) {
    const BoundField& bound = *list.bound;
    if (bound.item.form == Form::kNull || total == 0) return true;
    Rows items{start, total, nullptr};
    if (start < 0) items.index = Picked(views, firsts, total, rows.count);
    const uint64_t* missing = MissingRows(*list.items, Form::kStruct, items, nullptr, arena_);
    uint64_t* item_suspect = NewClearBits(total, arena_);
    RecordColumns fields;
    if (!FillRecord(list, items.In(*list.items, arena_), missing, item_suspect, &fields)) {
      // The rows of the items that are at fault are said by the row of their list.
      if (result_.breach.has_value()) {
        result_.breach->row = OwnerOf(views, firsts, result_.breach->row - list.items->offset, rows);
      }
      return false;
    }
    const auto* offsets = static_cast<const int32_t*>(views.data);
    if (columns::AnyBit(item_suspect, total)) {
      for (int64_t i = 0; i < rows.count; ++i) {
        if (columns::AnyInRange(item_suspect, offsets[i], views.lengths[i])) SetBit(suspect, i);
      }
    }
    ScreenLists(*bound.record, views, fields, rows.count, suspect);
    return true;
  }

  const int64_t* Picked(const Column& views, const int64_t* firsts, int64_t total, int64_t rows) {
    auto* index = arena_->New<int64_t>(total);
    int64_t next = 0;
    for (int64_t i = 0; i < rows; ++i) {
      for (int32_t k = 0; k < views.lengths[i]; ++k) index[next++] = firsts[i] + k;
    }
    return index;
  }

  static int64_t OwnerOf(const Column& views, const int64_t* firsts, int64_t item, const Rows& rows) {
    for (int64_t i = 0; i < rows.count; ++i) {
      const int64_t first = firsts[i];
      if (item >= first && item < first + views.lengths[i]) return rows.at(i);
    }
    return -1;
  }

  bool Refuse(const BoundField& bound, int64_t row, std::string message) {
    result_.breach = Breach{row, bound.path, std::move(message)};
    return false;
  }

  void Keep(const BoundField& bound, const Column& column) {
    if (bound.input < 0) return;
    batch_->columns[static_cast<size_t>(bound.input)] = column;
    filled_[static_cast<size_t>(bound.input)] = true;
  }

  // What the program reads and the stream has not, or has not at this depth.
  void FillTheRest() {
    const std::vector<columns::InputColumn>& inputs = program_.inputs();
    for (size_t i = 0; i < inputs.size(); ++i) {
      if (filled_[i] || inputs[i].source != columns::InputColumn::Source::kHouseholdField) continue;
      const RecordInfo* record = &model::HouseholdRecord();
      const FieldInfo* field = nullptr;
      for (const int number : inputs[i].path) {
        field = &record->fields[static_cast<size_t>(number)];
        record = field->record;
      }
      FillAbsent(field->kind, binding_.false_where_absent[i], batch_->table_sizes[static_cast<size_t>(inputs[i].table)], arena_,
                 &batch_->columns[i]);
    }
  }

  const Binding& binding_;
  const columns::Program& program_;
  const Date as_of_;
  columns::Batch* batch_;
  columns::Arena* arena_;
  std::vector<bool> filled_;
  Filled result_;
};

}  // namespace

Filled FillBatch(const Binding& binding, const columns::Program& program, const BoundArray& households, int64_t first,
                 int32_t rows, Date as_of, columns::Batch* batch, std::vector<uint64_t>* suspect) {
  batch->Start(program, rows);
  batch->SetAsOf(as_of.days());
  Filler filler(binding, program, as_of, batch);
  Filled filled = filler.Fill(households, first, rows, suspect);
  if (filled.breach.has_value() && filled.breach->row >= 0) filled.breach->row -= households.array->offset;
  return filled;
}

}  // namespace graduasi::arrow
