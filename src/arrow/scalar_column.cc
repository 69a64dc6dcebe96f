#include "src/arrow/scalar_column.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <type_traits>
#include <vector>

#include "src/base/civil.h"
#include "src/columns/kernels.h"

namespace graduasi::arrow {
namespace {

using columns::Column;
using columns::Layout;
using columns::SetBit;
using columns::TestBit;
using columns::WordsFor;
using model::FieldKind;

// `count` bits from bit `first` of a foreign bitmap, as words of ours: no byte past the last bit is read, bits past it are 0.
void CopyBits(const void* bitmap, int64_t first, int64_t count, uint64_t* to) {
  const auto* bytes = static_cast<const uint8_t*>(bitmap) + (first >> 3);
  const int shift = static_cast<int>(first & 7);
  int64_t left = (shift + count + 7) >> 3;  // bytes that may be read
  for (int64_t done = 0; done < count; done += 64, bytes += 8, left -= 8) {
    uint64_t word = 0;
    std::memcpy(&word, bytes, static_cast<size_t>(std::min<int64_t>(left, 8)));
    word >>= shift;
    if (shift > 0 && left > 8) word |= uint64_t{bytes[8]} << (64 - shift);
    if (count - done < 64) word &= columns::LowMask(count - done);
    *to++ = word;
  }
}

// The bits of the rows in a bitmap of the array.
void RowBits(const ArrowArray& array, const void* bitmap, const Rows& rows, uint64_t* to) {
  if (rows.index == nullptr) return CopyBits(bitmap, array.offset + rows.first, rows.count, to);
  const auto* bytes = static_cast<const uint8_t*>(bitmap);
  for (int64_t i = 0; i < rows.count; ++i) {
    const int64_t slot = array.offset + rows.index[i];
    if ((bytes[slot >> 3] >> (slot & 7) & 1) != 0) SetBit(to, i);
  }
}

template <typename T>
void Extremes(const T* values, int64_t rows, T* least, T* greatest) {
  if constexpr (std::is_signed_v<T>) {
    return columns::kernels::For(columns::kernels::Active(), values).extremes(values, rows, least, greatest);
  }
  *least = std::numeric_limits<T>::max();
  *greatest = std::numeric_limits<T>::min();
  for (int64_t i = 0; i < rows; ++i) {
    *least = std::min(*least, values[i]);
    *greatest = std::max(*greatest, values[i]);
  }
}

// Integers of the array as they stand: in place unless they are picked, unaligned, or so few that they have to be padded. Least
// and greatest of all of them, the meaningless ones of missing rows included.
template <typename T>
void Integers(const ArrowArray& array, const Rows& rows, Layout layout, columns::Arena* arena, Column* out) {
  const char* base = static_cast<const char*>(array.buffers[1]);
  const int64_t slot = array.offset + rows.first;
  const bool padded = rows.count >= columns::kPadding || slot + columns::kPadding <= array.offset + array.length;
  const bool in_place = rows.index == nullptr && padded && reinterpret_cast<uintptr_t>(base) % alignof(T) == 0;
  const T* values = nullptr;
  if (in_place) {
    values = reinterpret_cast<const T*>(base) + slot;
  } else {
    T* copy = NewValues<T>(rows.count, arena);
    constexpr auto kBytes = static_cast<int64_t>(sizeof(T));
    if (rows.index == nullptr) {
      if (rows.count > 0) std::memcpy(copy, base + slot * kBytes, static_cast<size_t>(rows.count * kBytes));
    } else {
      for (int64_t i = 0; i < rows.count; ++i) {
        std::memcpy(copy + i, base + (array.offset + rows.index[i]) * kBytes, sizeof(T));
      }
    }
    values = copy;
  }
  T least, greatest;
  Extremes(values, rows.count, &least, &greatest);
  out->layout = layout;
  out->data = values;
  out->least = least;
  out->greatest = greatest;
}

// The cells of a column, one after the other, for forms that have to be turned into something else. The rows that cannot be
// read become missing and suspect.
class CellReader {
 public:
  CellReader(const BoundArray& column, const Rows& rows, const uint64_t* missing, columns::Arena* arena, uint64_t* suspect,
             ScalarBreach* breach)
      : column_(column), rows_(rows), missing_(missing), arena_(arena), suspect_(suspect), breach_(breach) {}

  template <typename Store>
  bool Each(const Store& store) {
    for (int64_t i = 0; i < rows_.count; ++i) {
      if (missing_ != nullptr && TestBit(missing_, i)) continue;
      const Cell cell = ReadValue(column_, rows_.at(i));
      if (cell.present) {
        store(i, cell);
        continue;
      }
      if (cell.breach()) {
        *breach_ = {rows_.at(i), cell.mistake};
        return false;
      }
      Lose(i);
      if (cell.mistake != Mistake::kNone) SetBit(suspect_, i);
    }
    return true;
  }

  const uint64_t* missing() const { return missing_; }

 private:
  void Lose(int64_t row) {
    if (own_ == nullptr) {
      own_ = NewClearBits(rows_.count, arena_);
      if (missing_ != nullptr) std::copy_n(missing_, WordsFor(rows_.count), own_);
      missing_ = own_;
    }
    SetBit(own_, row);
  }

  const BoundArray& column_;
  const Rows& rows_;
  const uint64_t* missing_;
  uint64_t* own_ = nullptr;
  columns::Arena* arena_;
  uint64_t* suspect_;
  ScalarBreach* breach_;
};

template <typename T>
bool FillIntegers(CellReader* reader, int64_t rows, Layout layout, columns::Arena* arena, Column* out) {
  T* values = NewValues<T>(rows, arena);
  std::fill_n(values, rows, T{0});
  int64_t least = std::numeric_limits<int64_t>::max();
  int64_t greatest = std::numeric_limits<int64_t>::min();
  T* highs = nullptr;
  const bool sound = reader->Each([&](int64_t i, const Cell& cell) {
    values[i] = static_cast<T>(cell.low);
    least = std::min(least, cell.low);
    greatest = std::max(greatest, cell.high);
    if (cell.low == cell.high && highs == nullptr) return;
    if (highs == nullptr) {
      highs = NewValues<T>(rows, arena);
      std::copy_n(values, rows, highs);
    }
    highs[i] = static_cast<T>(cell.high);
  });
  out->layout = layout;
  out->data = values;
  out->high = highs;
  out->least = least;
  out->greatest = greatest;
  out->missing = reader->missing();
  return sound;
}

bool FillTexts(CellReader* reader, int64_t rows, columns::Arena* arena, Column* out) {
  auto* texts = NewValues<absl::string_view>(rows, arena);
  std::fill_n(texts, rows, absl::string_view());
  out->layout = Layout::kText;
  out->data = texts;
  const bool sound = reader->Each([&](int64_t i, const Cell& cell) { texts[i] = cell.text; });
  out->missing = reader->missing();
  return sound;
}

bool FillBits(CellReader* reader, int64_t rows, columns::Arena* arena, Column* out) {
  uint64_t* bits = NewClearBits(rows, arena);
  out->layout = Layout::kBits;
  out->data = bits;
  const bool sound = reader->Each([&](int64_t i, const Cell& cell) {
    if (cell.low != 0) SetBit(bits, i);
  });
  out->missing = reader->missing();
  return sound;
}

// A bool array without a dictionary: words at a time.
void CopyBools(const ArrowArray& array, const Rows& rows, const uint64_t* missing, columns::Arena* arena, Column* out) {
  uint64_t* bits = NewClearBits(rows.count, arena);
  RowBits(array, array.buffers[1], rows, bits);
  for (int64_t w = 0; missing != nullptr && w < WordsFor(rows.count); ++w) bits[w] &= ~missing[w];
  out->layout = Layout::kBits;
  out->data = bits;
  out->missing = missing;
}

// Integers and days that stand in the array as a program wants them. False if they have to be read one by one.
bool TakeAsTheyStand(const BoundArray& column, const Rows& rows, const uint64_t* missing, columns::Arena* arena, Column* out) {
  const ArrowArray& array = *column.array;
  const Form form = column.bound->format.form;
  if (column.bound->dictionary() || rows.count == 0) return false;
  switch (form) {
    case Form::kInt8:
    case Form::kUint8:
      Integers<int8_t>(array, rows, Layout::kInt8, arena, out);
      break;
    case Form::kInt16:
    case Form::kUint16:
      Integers<int16_t>(array, rows, Layout::kInt16, arena, out);
      break;
    case Form::kInt32:
    case Form::kUint32:
    case Form::kDate32:
      Integers<int32_t>(array, rows, Layout::kInt32, arena, out);
      break;
    case Form::kInt64:
    case Form::kUint64:
      Integers<int64_t>(array, rows, Layout::kInt64, arena, out);
      break;
    default:
      return false;
  }
  const bool is_unsigned = form == Form::kUint8 || form == Form::kUint16 || form == Form::kUint32 || form == Form::kUint64;
  // The upper half of an unsigned type reads as negative, and there are days of no year.
  const bool wrong = (is_unsigned && out->least < 0) ||
                     (form == Form::kDate32 && (out->least < civil::kMinDays || out->greatest > civil::kMaxDays));
  if (wrong) *out = Column();
  out->missing = missing;
  return !wrong;
}

// What the entries of a dictionary are, as numbers of one type.
template <typename To>
struct Meanings {
  std::vector<To> values;
  int64_t least = std::numeric_limits<int64_t>::max();
  int64_t greatest = std::numeric_limits<int64_t>::min();
  bool in_order = true;  // entry i is i
};

// False if an entry is null, cannot be read, is no single number or does not fit.
template <typename To>
bool ReadMeanings(const std::vector<Cell>& dictionary, Meanings<To>* out) {
  for (const Cell& cell : dictionary) {
    if (!cell.present || cell.low != cell.high) return false;
    if (cell.low < std::numeric_limits<To>::min() || cell.low > std::numeric_limits<To>::max()) return false;
    out->in_order = out->in_order && cell.low == static_cast<int64_t>(out->values.size());
    out->values.push_back(static_cast<To>(cell.low));
    out->least = std::min(out->least, cell.low);
    out->greatest = std::max(out->greatest, cell.low);
  }
  return true;
}

// Indices as they stand, and what they mean. False if one lies outside the dictionary, be it below a null.
template <typename Index, typename To>
bool Translate(const ArrowArray& array, const Rows& rows, Layout layout, const Meanings<To>& meanings, columns::Arena* arena,
               Column* out) {
  Integers<Index>(array, rows, layout, arena, out);
  if (out->least < 0 || out->greatest >= static_cast<int64_t>(meanings.values.size())) return false;
  if (meanings.in_order && sizeof(Index) == sizeof(To)) return true;
  const auto* indices = static_cast<const Index*>(out->data);
  To* values = NewValues<To>(rows.count, arena);
  for (int64_t i = 0; i < rows.count; ++i) values[i] = meanings.values[static_cast<size_t>(indices[i])];
  out->data = values;
  out->least = meanings.least;
  out->greatest = meanings.greatest;
  return true;
}

template <typename To>
bool TranslateAll(const BoundArray& column, const Rows& rows, Layout layout, columns::Arena* arena, Column* out) {
  Meanings<To> meanings;
  if (!ReadMeanings(column.dictionary, &meanings)) return false;
  switch (column.bound->index.form) {
    case Form::kInt8:
      return Translate<int8_t>(*column.array, rows, layout, meanings, arena, out);
    case Form::kInt16:
      return Translate<int16_t>(*column.array, rows, layout, meanings, arena, out);
    case Form::kInt32:
      return Translate<int32_t>(*column.array, rows, layout, meanings, arena, out);
    case Form::kUint8:
      return Translate<uint8_t>(*column.array, rows, layout, meanings, arena, out);
    case Form::kUint16:
      return Translate<uint16_t>(*column.array, rows, layout, meanings, arena, out);
    case Form::kUint32:
      return Translate<uint32_t>(*column.array, rows, layout, meanings, arena, out);
    default:
      return false;
  }
}

// A dictionary of a few numbers, days or names, by a table. False if the values have to be read one by one.
bool TakeByTable(const BoundArray& column, const Rows& rows, const uint64_t* missing, columns::Arena* arena, Column* out) {
  constexpr size_t kMostEntries = 256;  // a table is made for every batch
  if (!column.bound->dictionary() || rows.count == 0 || column.dictionary.size() > kMostEntries) return false;
  bool taken = false;
  switch (column.bound->field->kind) {
    case FieldKind::kEnum:
      taken = TranslateAll<int8_t>(column, rows, Layout::kInt8, arena, out);
      break;
    case FieldKind::kDate:
      taken = TranslateAll<int32_t>(column, rows, Layout::kInt32, arena, out);
      break;
    default:
      taken = TranslateAll<int64_t>(column, rows, Layout::kInt64, arena, out);
  }
  if (!taken) *out = Column();
  out->missing = missing;
  return taken;
}

// Texts whose offsets are plainly right. False if they have to be read one by one.
template <typename Offset>
bool TakeTexts(const BoundArray& column, const Rows& rows, const uint64_t* missing, int64_t unread, columns::Arena* arena,
               FieldColumn* out) {
  if (column.bound->dictionary() || rows.index != nullptr || rows.count == 0) return false;
  const ArrowArray& array = *column.array;
  const auto* base = static_cast<const char*>(array.buffers[1]);
  const auto* text = static_cast<const char*>(array.buffers[2]);
  if (text == nullptr) return false;
  if (reinterpret_cast<uintptr_t>(base) % alignof(Offset) != 0) return false;
  const auto* at = reinterpret_cast<const Offset*>(base) + array.offset + rows.first;
  const columns::kernels::Table& kernels = columns::kernels::Active();
  int64_t shortest = 0;
  if (at[0] < 0 || !columns::kernels::StepsOf(kernels, at).measure(at, rows.count, &shortest, &out->longest)) return false;
  out->plain = kernels.is_plain(text + at[0], static_cast<int64_t>(at[rows.count]) - at[0]);
  out->column.missing = missing;
  if (out->plain && out->longest < unread) return true;
  auto* texts = NewValues<absl::string_view>(rows.count, arena);
  for (int64_t i = 0; i < rows.count; ++i) texts[i] = absl::string_view(text + at[i], static_cast<size_t>(at[i + 1] - at[i]));
  for (int64_t w = 0; missing != nullptr && w < WordsFor(rows.count); ++w) {
    for (uint64_t lost = missing[w]; lost != 0; lost &= lost - 1) texts[w * 64 + __builtin_ctzll(lost)] = absl::string_view();
  }
  out->column.layout = Layout::kText;
  out->column.data = texts;
  return true;
}

bool TakeTexts(const BoundArray& column, const Rows& rows, const uint64_t* missing, int64_t unread, columns::Arena* arena,
               FieldColumn* out) {
  const Form form = column.bound->format.form;
  if (form == Form::kText) return TakeTexts<int32_t>(column, rows, missing, unread, arena, out);
  return form == Form::kLargeText && TakeTexts<int64_t>(column, rows, missing, unread, arena, out);
}

}  // namespace

Rows Rows::In(const ArrowArray& record, columns::Arena* arena) const {
  Rows rows = *this;
  rows.first += record.offset;
  if (index == nullptr || record.offset == 0) return rows;
  auto* shifted = arena->New<int64_t>(count);
  for (int64_t i = 0; i < count; ++i) shifted[i] = index[i] + record.offset;
  rows.index = shifted;
  return rows;
}

uint64_t* NewClearBits(int64_t rows, columns::Arena* arena) {
  uint64_t* bits = arena->New<uint64_t>(WordsFor(rows) + 1);
  std::fill_n(bits, WordsFor(rows) + 1, uint64_t{0});
  return bits;
}

const uint64_t* MissingRows(const ArrowArray& array, Form form, const Rows& rows, const uint64_t* above,
                            columns::Arena* arena) {
  const int64_t words = WordsFor(rows.count);
  if (rows.count == 0) return nullptr;
  if (form != Form::kNull && array.buffers[0] == nullptr) return above;
  uint64_t* missing = NewClearBits(rows.count, arena);
  if (form != Form::kNull) RowBits(array, array.buffers[0], rows, missing);  // the valid ones
  uint64_t any = 0;
  for (int64_t w = 0; w < words; ++w) {
    missing[w] = ~missing[w] | (above == nullptr ? 0 : above[w]);
    if (w == words - 1) missing[w] &= columns::TailMask(rows.count);
    any |= missing[w];
  }
  return any == 0 ? nullptr : missing;
}

bool FillScalar(const BoundArray& column, const Rows& rows, const uint64_t* above, int64_t unread, columns::Arena* arena,
                uint64_t* suspect, FieldColumn* field, ScalarBreach* breach) {
  *field = FieldColumn();
  Column* out = &field->column;
  const BoundField& bound = *column.bound;
  const FieldKind kind = bound.field->kind;
  if (bound.format.form == Form::kNull) {
    FillAbsent(kind, bound.absent_is_false, rows.count, arena, out);
    return true;
  }
  const Form form = bound.dictionary() ? bound.index.form : bound.format.form;
  const uint64_t* missing = MissingRows(*column.array, form, rows, above, arena);
  bool sound = true;
  CellReader reader(column, rows, missing, arena, suspect, breach);
  if (kind == FieldKind::kBool) {
    if (bound.dictionary()) {
      sound = FillBits(&reader, rows.count, arena, out);
    } else {
      CopyBools(*column.array, rows, missing, arena, out);
    }
    if (bound.absent_is_false) out->missing = nullptr;
  } else if (kind == FieldKind::kString) {
    if (TakeTexts(column, rows, missing, unread, arena, field)) return true;
    *field = FieldColumn();
    sound = FillTexts(&reader, rows.count, arena, out);
  } else if (!TakeByTable(column, rows, missing, arena, out) && !TakeAsTheyStand(column, rows, missing, arena, out)) {
    sound = kind == FieldKind::kInt ? FillIntegers<int64_t>(&reader, rows.count, Layout::kInt64, arena, out)
                                    : FillIntegers<int32_t>(&reader, rows.count, Layout::kInt32, arena, out);
  }
  return sound;
}

void FillAbsent(FieldKind kind, bool absent_is_false, int64_t rows, columns::Arena* arena, Column* out) {
  *out = Column();
  const int64_t words = WordsFor(rows);
  if (!(kind == FieldKind::kBool && absent_is_false)) {
    uint64_t* missing = NewClearBits(rows, arena);
    for (int64_t w = 0; w < words; ++w) missing[w] = w == words - 1 ? columns::TailMask(rows) : ~uint64_t{0};
    out->missing = missing;
  }
  switch (kind) {
    case FieldKind::kBool:
      out->layout = Layout::kBits;
      out->data = NewClearBits(rows, arena);
      break;
    case FieldKind::kString: {
      auto* texts = NewValues<absl::string_view>(rows, arena);
      std::fill_n(texts, rows, absl::string_view());
      out->layout = Layout::kText;
      out->data = texts;
      break;
    }
    case FieldKind::kInt:
    case FieldKind::kDate:
    case FieldKind::kEnum:
    case FieldKind::kList:
    case FieldKind::kRecord: {
      auto* zeros = NewValues<int32_t>(rows, arena);
      std::fill_n(zeros, rows, 0);
      out->layout = kind == FieldKind::kList ? Layout::kViews : Layout::kInt32;
      out->data = zeros;
      out->least = out->greatest = 0;
      if (kind != FieldKind::kList) break;
      out->lengths = zeros;
      out->contiguous = true;
      break;
    }
  }
}

}  // namespace graduasi::arrow
