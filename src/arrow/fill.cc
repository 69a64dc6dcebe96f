#include "src/arrow/fill.h"

#include <algorithm>
#include <limits>

#include "src/arrow/scalar_column.h"
#include "src/arrow/screen.h"
#include "src/columns/kernels.h"
#include "src/model/validate.h"

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
    if (!FillRecord(households, inside, missing, suspect->data(), &fields)) return result_;
    KeepIds(households, inside, fields);
    FillTheRest();
    return result_;
  }

 private:
  // The fields of records, `rows` being theirs in the arrays of the fields. False if there is nothing to go on with.
  bool FillRecord(const BoundArray& record, const Rows& rows, const uint64_t* missing, uint64_t* suspect,
                  RecordColumns* columns) {
    const RecordInfo& info = *record.bound->record;
    columns->assign(info.fields.size(), FieldColumn());
    for (const BoundArray& child : record.fields) {
      const BoundField& bound = *child.bound;
      FieldColumn* field = &(*columns)[static_cast<size_t>(bound.number)];
      Column* column = &field->column;
      switch (bound.field->kind) {
        case FieldKind::kRecord:
          if (!FillInner(child, rows, missing, suspect)) return false;
          break;
        case FieldKind::kList:
          if (!FillList(child, rows, missing, suspect, column)) return false;
          break;
        default: {
          ScalarBreach breach;
          if (FillScalar(child, rows, missing, bound.unread_below, arena_, suspect, field, &breach)) break;
          return Refuse(bound, breach.row, SentenceOf(breach.mistake, *bound.field));
        }
      }
      Keep(bound, *column);
    }
    ScreenRecords(info, *columns, rows.count, as_of_, arena_, suspect);
    return true;
  }

  // The ids of the households, if they need not be looked at one by one.
  void KeepIds(const BoundArray& households, const Rows& rows, const RecordColumns& fields) {
    for (const BoundArray& child : households.fields) {
      if (child.bound->field->name != "id") continue;
      const FieldColumn& ids = fields[static_cast<size_t>(child.bound->number)];
      if (!ids.plain || ids.longest > model::kMaxTextBytes || ids.column.missing != nullptr) return;
      const int64_t first = child.array->offset + rows.first;
      if (child.bound->format.form == Form::kText) {
        result_.ids.at32 = static_cast<const int32_t*>(child.array->buffers[1]) + first;
      } else {
        result_.ids.at64 = static_cast<const int64_t*>(child.array->buffers[1]) + first;
      }
      result_.ids.text = static_cast<const char*>(child.array->buffers[2]);
    }
  }

  bool FillInner(const BoundArray& record, const Rows& rows, const uint64_t* above, uint64_t* suspect) {
    if (record.bound->format.form == Form::kNull) return true;
    const uint64_t* missing = MissingRows(*record.array, Form::kStruct, rows, above, arena_);
    RecordColumns fields;
    if (FillRecord(record, rows.In(*record.array, arena_), missing, suspect, &fields)) return true;
    if (result_.breach.has_value()) result_.breach->row -= record.array->offset;
    return false;
  }

  // The views of a list whose offsets are right throughout and of which no null row has elements. False if they have to be
  // made one by one.
  template <typename Offset>
  bool TakeViews(const BoundArray& list, const Rows& rows, const uint64_t* missing, Column* out, int64_t* start) {
    if (rows.index != nullptr || rows.count == 0) return false;
    const ArrowArray& array = *list.array;
    const void* base = array.buffers[1];
    if (reinterpret_cast<uintptr_t>(base) % alignof(Offset) != 0) return false;
    const Offset* at = static_cast<const Offset*>(base) + array.offset + rows.first;
    const auto& steps = columns::kernels::StepsOf(columns::kernels::Active(), at);
    if (at[0] < 0 || !steps.measure(at, rows.count, &out->least, &out->greatest)) return false;
    if (out->greatest > list.bound->field->max_elements || at[rows.count] > list.items->length) return false;
    if (at[rows.count] - at[0] > kMostElements) return false;
    for (int64_t w = 0; missing != nullptr && w < WordsFor(rows.count); ++w) {
      for (uint64_t null = missing[w]; null != 0; null &= null - 1) {
        const Offset* step = at + w * 64 + __builtin_ctzll(null);
        if (step[0] != step[1]) return false;
      }
    }
    int32_t* offsets = NewValues<int32_t>(rows.count, arena_);
    int32_t* lengths = NewValues<int32_t>(rows.count, arena_);
    steps.views(at, rows.count, offsets, lengths);
    out->data = offsets;
    out->lengths = lengths;
    *start = at[0];
    return true;
  }

  bool TakeViews(const BoundArray& list, const Rows& rows, const uint64_t* missing, Column* out, int64_t* start) {
    const Form form = list.bound->format.form;
    if (form == Form::kList) return TakeViews<int32_t>(list, rows, missing, out, start);
    return form == Form::kLargeList && TakeViews<int64_t>(list, rows, missing, out, start);
  }

  // The same for any list; `firsts` is where each begins, or null if they stand one after the other from `start` on.
  bool MakeViews(const BoundArray& list, const Rows& rows, const uint64_t* missing, uint64_t* suspect, Column* out,
                 const int64_t** firsts, int64_t* start) {
    const BoundField& bound = *list.bound;
    int32_t* offsets = NewValues<int32_t>(rows.count, arena_);
    int32_t* lengths = NewValues<int32_t>(rows.count, arena_);
    auto* begins = arena_->New<int64_t>(rows.count);
    int64_t total = 0;
    int64_t expected = -1;  // where the next list begins if the lists stand one after the other
    bool in_a_row = true;
    out->least = std::numeric_limits<int32_t>::max();
    out->greatest = 0;
    for (int64_t i = 0; i < rows.count; ++i) {
      int64_t length = 0;
      begins[i] = 0;
      if (missing == nullptr || !TestBit(missing, i)) {
        const Items items = ReadItems(list, rows.at(i));
        if (items.breach) return Refuse(bound, rows.at(i), SentenceOf(Mistake::kOffsets, *bound.field));
        if (items.count > bound.field->max_elements) {
          SetBit(suspect, i);  // not looked into
        } else if (items.count > 0) {
          length = items.count;
          in_a_row = in_a_row && (expected < 0 || items.first == expected);
          expected = items.first + length;
          begins[i] = items.first;
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
    out->data = offsets;
    out->lengths = lengths;
    *firsts = in_a_row ? nullptr : begins;
    *start = in_a_row ? expected - total : 0;
    return true;
  }

  bool FillList(const BoundArray& list, const Rows& rows, const uint64_t* above, uint64_t* suspect, Column* out) {
    const BoundField& bound = *list.bound;
    if (bound.format.form == Form::kNull) {
      FillAbsent(FieldKind::kList, false, rows.count, arena_, out);
      return true;
    }
    const uint64_t* missing = MissingRows(*list.array, bound.format.form, rows, above, arena_);
    const int64_t* firsts = nullptr;
    int64_t start = 0;
    if (!TakeViews(list, rows, missing, out, &start) && !MakeViews(list, rows, missing, suspect, out, &firsts, &start)) {
      return false;
    }
    out->layout = Layout::kViews;
    out->missing = missing;
    out->contiguous = true;
    const int64_t last = rows.count - 1;
    const int64_t total = rows.count == 0 ? 0 : int64_t{static_cast<const int32_t*>(out->data)[last]} + out->lengths[last];
    if (bound.table > 0) batch_->table_sizes[static_cast<size_t>(bound.table)] = static_cast<int32_t>(total);
    return FillItems(list, rows, *out, firsts, total, start, suspect);
  }

  // The elements of lists, which stand one after the other from `start` on, or have to be picked from where `firsts` says.
  bool FillItems(const BoundArray& list, const Rows& rows, const Column& views, const int64_t* firsts, int64_t total,
                 int64_t start, uint64_t* suspect) {
    const BoundField& bound = *list.bound;
    if (bound.item.form == Form::kNull || total == 0) return true;
    Rows items{start, total, nullptr};
    if (firsts != nullptr) items.index = Picked(views, firsts, total, rows.count);
    const uint64_t* missing = MissingRows(*list.items, Form::kStruct, items, nullptr, arena_);
    uint64_t* item_suspect = NewClearBits(total, arena_);
    RecordColumns fields;
    if (!FillRecord(list, items.In(*list.items, arena_), missing, item_suspect, &fields)) {
      // The rows of the items that are at fault are said by the row of their list.
      if (result_.breach.has_value()) {
        result_.breach->row = OwnerOf(views, firsts, start, result_.breach->row - list.items->offset, rows);
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

  static int64_t OwnerOf(const Column& views, const int64_t* firsts, int64_t start, int64_t item, const Rows& rows) {
    for (int64_t i = 0; i < rows.count; ++i) {
      const int64_t first = firsts == nullptr ? start + static_cast<const int32_t*>(views.data)[i] : firsts[i];
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
