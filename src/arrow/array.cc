#include "src/arrow/array.h"

#include <cstring>
#include <limits>

#include "absl/strings/str_cat.h"
#include "graduasi/date.h"
#include "src/base/civil.h"

namespace graduasi::arrow {
namespace {

using model::FieldKind;

constexpr int64_t kMillisecondsPerDay = 86'400'000;

// A value of a buffer of the producer's, which need not be aligned.
template <typename T>
T Load(const void* buffer, int64_t index) {
  T value;
  std::memcpy(&value, static_cast<const char*>(buffer) + index * static_cast<int64_t>(sizeof(T)), sizeof(T));
  return value;
}

bool TestBit(const void* bits, int64_t index) {
  return (static_cast<const uint8_t*>(bits)[index >> 3] >> (index & 7) & 1) != 0;
}

Cell Number(int64_t value) { return {true, Mistake::kNone, value, value, {}}; }
Cell Bad(Mistake mistake) {
  Cell cell;
  cell.mistake = mistake;
  return cell;
}

Cell Day(int64_t days) {
  if (days < civil::kMinDays || days > civil::kMaxDays) return Bad(Mistake::kNotADay);
  return Number(days);
}

// A decimal128 as a whole number.
Cell Decimal(const void* buffer, int64_t index, int32_t scale) {
  const auto low = Load<uint64_t>(buffer, index * 2);
  const auto high = Load<int64_t>(buffer, index * 2 + 1);
  __extension__ using Wide = __int128;
  Wide value = static_cast<Wide>(high) * (static_cast<Wide>(1) << 64) + static_cast<Wide>(low);
  for (int32_t i = 0; i < scale && value != 0; ++i) {
    if (value % 10 != 0) return Bad(Mistake::kFraction);
    value /= 10;
  }
  if (value < std::numeric_limits<int64_t>::min() || value > std::numeric_limits<int64_t>::max())
    return Bad(Mistake::kTooLarge);
  return Number(static_cast<int64_t>(value));
}

// Of a signed or unsigned integer of any width; false if it is too large for an int64.
bool LoadInteger(Form form, const void* buffer, int64_t index, int64_t* value) {
  switch (form) {
    case Form::kInt8:
      *value = Load<int8_t>(buffer, index);
      return true;
    case Form::kUint8:
      *value = Load<uint8_t>(buffer, index);
      return true;
    case Form::kInt16:
      *value = Load<int16_t>(buffer, index);
      return true;
    case Form::kUint16:
      *value = Load<uint16_t>(buffer, index);
      return true;
    case Form::kInt32:
      *value = Load<int32_t>(buffer, index);
      return true;
    case Form::kUint32:
      *value = Load<uint32_t>(buffer, index);
      return true;
    case Form::kUint64: {
      const auto read = Load<uint64_t>(buffer, index);
      *value = static_cast<int64_t>(read);
      return read <= static_cast<uint64_t>(std::numeric_limits<int64_t>::max());
    }
    default:
      *value = Load<int64_t>(buffer, index);
      return true;
  }
}

Cell Text(const void* data, int64_t first, int64_t end) {
  if (first < 0 || end < first || (data == nullptr && end > first)) return Bad(Mistake::kOffsets);
  Cell cell;
  cell.present = true;
  if (end > first) cell.text = absl::string_view(static_cast<const char*>(data) + first, static_cast<size_t>(end - first));
  return cell;
}

// A string view: its length, then the text itself if it has at most 12 bytes, else a prefix, the number of a buffer and an
// offset. The last buffer of the array holds the sizes of the others.
Cell ViewedText(const ArrowArray& array, int64_t index) {
  constexpr int64_t kViewBytes = 16;
  constexpr int32_t kInline = 12;
  const char* view = static_cast<const char*>(array.buffers[1]) + index * kViewBytes;
  const auto length = Load<int32_t>(view, 0);
  if (length < 0) return Bad(Mistake::kView);
  if (length <= kInline) return Text(view, 4, 4 + length);
  const auto buffer = Load<int32_t>(view, 2);
  const auto first = Load<int32_t>(view, 3);
  const int64_t buffers = array.n_buffers - 3;
  if (buffer < 0 || buffer >= buffers || first < 0 || array.buffers[buffer + 2] == nullptr) return Bad(Mistake::kView);
  const auto size = Load<int64_t>(array.buffers[array.n_buffers - 1], buffer);
  if (int64_t{first} + length > size) return Bad(Mistake::kView);
  return Text(array.buffers[buffer + 2], first, int64_t{first} + length);
}

Cell ReadText(const ArrowArray& array, Form form, int64_t index) {
  switch (form) {
    case Form::kText:
      return Text(array.buffers[2], Load<int32_t>(array.buffers[1], index), Load<int32_t>(array.buffers[1], index + 1));
    case Form::kLargeText:
      return Text(array.buffers[2], Load<int64_t>(array.buffers[1], index), Load<int64_t>(array.buffers[1], index + 1));
    default:
      return ViewedText(array, index);
  }
}

// What a text means in its field.
Cell Meaning(Cell cell, const BoundField& bound) {
  const model::FieldInfo& field = *bound.field;
  if (!cell.present || field.kind == FieldKind::kString) return cell;
  if (field.kind == FieldKind::kEnum) {
    const uint8_t likely = bound.likely[NameSlot(cell.text)];
    if (field.enumeration->constants[likely] == cell.text) return Number(likely);
    const int value = field.enumeration->ValueOf(cell.text);
    return value < 0 ? Bad(Mistake::kNoSuchName) : Number(value);
  }
  const std::optional<PartialDate> date = PartialDate::Parse(cell.text);
  if (!date.has_value()) return Bad(Mistake::kNotADate);
  cell.low = date->first().days();
  cell.high = date->last().days();
  return cell;
}

// A value of `array`, which is the column itself or its dictionary; `slot` counts from the start of the buffers.
Cell ReadSlot(const ArrowArray& array, const BoundField& bound, int64_t slot) {
  const Format& format = bound.format;
  switch (format.form) {
    case Form::kBool:
      return Number(TestBit(array.buffers[1], slot) ? 1 : 0);
    case Form::kDecimal128:
      return Decimal(array.buffers[1], slot, format.scale);
    case Form::kDate32:
      return Day(Load<int32_t>(array.buffers[1], slot));
    case Form::kDate64: {
      const auto milliseconds = Load<int64_t>(array.buffers[1], slot);
      return milliseconds % kMillisecondsPerDay != 0 ? Bad(Mistake::kNotADay) : Day(milliseconds / kMillisecondsPerDay);
    }
    case Form::kText:
    case Form::kLargeText:
    case Form::kTextView:
      return Meaning(ReadText(array, format.form, slot), bound);
    case Form::kNull:
      return Cell();
    default: {
      int64_t value = 0;
      return LoadInteger(format.form, array.buffers[1], slot, &value) ? Number(value) : Bad(Mistake::kTooLarge);
    }
  }
}

// Whether each buffer that the form needs is there. A buffer of no bytes may be null.
bool HasBuffers(const ArrowArray& array, Form form) {
  if (array.length == 0) return true;
  switch (form) {
    case Form::kNull:
    case Form::kStruct:
    case Form::kFixedList:
      return true;
    case Form::kTextView:
      return array.buffers[1] != nullptr && (array.n_buffers == 3 || array.buffers[array.n_buffers - 1] != nullptr);
    case Form::kListView:
    case Form::kLargeListView:
      return array.buffers[1] != nullptr && array.buffers[2] != nullptr;
    default:
      return array.buffers[1] != nullptr;
  }
}

std::optional<Breach> Refuse(const BoundField& bound, std::string message) {
  return Breach{-1, bound.path, std::move(message)};
}

// The parts that every array has. `needed`: how many values the parent's rows reach to.
std::optional<Breach> CheckArray(const BoundField& bound, const ArrowArray& array, Form form, int64_t children,
                                 int64_t needed) {
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max() / 64;  // no arithmetic on positions can overflow
  if (array.release == nullptr) return Refuse(bound, "its array has been released already");
  if (array.length < 0 || array.offset < 0 || array.length > kMost || array.offset > kMost) {
    return Refuse(bound, "its array has a negative or impossible length or offset");
  }
  if (array.length < needed) {
    return Refuse(bound, absl::StrCat("its array has ", array.length, " values where the rows above it reach to ", needed));
  }
  const int64_t buffers = BufferCount(form);
  if (form == Form::kTextView ? array.n_buffers < buffers : array.n_buffers != buffers) {
    return Refuse(bound, absl::StrCat("its array has ", array.n_buffers, " buffers; its type has ", buffers));
  }
  if ((buffers > 0 && array.buffers == nullptr) || !HasBuffers(array, form)) {
    return Refuse(bound, "its array lacks a buffer that its type needs");
  }
  if (array.null_count < -1 || array.null_count > array.length) {
    return Refuse(bound, "its array counts fewer nulls than none or more than values");
  }
  if (buffers > 0 && array.null_count > 0 && array.buffers[0] == nullptr) {
    return Refuse(bound, "its array counts nulls and has no validity bitmap to say which they are");
  }
  if (array.n_children != children || (children > 0 && array.children == nullptr)) {
    return Refuse(bound, absl::StrCat("its array has ", array.n_children, " children; its schema has ", children));
  }
  for (int64_t i = 0; i < children; ++i) {
    if (array.children[i] == nullptr) return Refuse(bound, "its array lacks a child");
  }
  return std::nullopt;
}

std::optional<Breach> AttachDictionary(const BoundField& bound, const ArrowArray& array, BoundArray* out) {
  if (array.dictionary == nullptr) return Refuse(bound, "its array lacks the dictionary that its schema announces");
  const ArrowArray& values = *array.dictionary;
  if (std::optional<Breach> breach = CheckArray(bound, values, bound.format.form, 0, 0)) return breach;
  out->dictionary.resize(static_cast<size_t>(values.length));
  for (int64_t i = 0; i < values.length; ++i) {
    Cell& cell = out->dictionary[static_cast<size_t>(i)];
    if (!IsNull(values, bound.format.form, i)) cell = ReadSlot(values, bound, values.offset + i);
    if (cell.breach())
      return Refuse(bound, absl::StrCat("value ", i, " of its dictionary ", SentenceOf(cell.mistake, *bound.field)));
  }
  return std::nullopt;
}

std::optional<Breach> AttachColumn(const BoundField& bound, const ArrowArray& array, int64_t needed, BoundArray* out);

std::optional<Breach> AttachFields(const BoundField& bound, const ArrowArray& record, BoundArray* out) {
  const int64_t needed = record.offset + record.length;
  out->fields.resize(bound.fields.size());
  for (size_t i = 0; i < bound.fields.size(); ++i) {
    const BoundField& child = bound.fields[i];
    if (std::optional<Breach> breach = AttachColumn(child, *record.children[child.position], needed, &out->fields[i]))
      return breach;
  }
  return std::nullopt;
}

std::optional<Breach> AttachItems(const BoundField& bound, const ArrowArray& array, BoundArray* out) {
  out->items = array.children[0];
  const int64_t size = bound.format.size;  // of a kFixedList
  if (size > 0 && out->items->length / size < array.offset + array.length) {
    return Refuse(bound, absl::StrCat("its array has fewer elements than ", size, " for each row"));
  }
  const bool record = bound.item.form == Form::kStruct;
  if (std::optional<Breach> breach = CheckArray(bound, *out->items, bound.item.form, record ? bound.children : 0, 0)) {
    return breach;
  }
  return record ? AttachFields(bound, *out->items, out) : std::nullopt;
}

std::optional<Breach> AttachColumn(const BoundField& bound, const ArrowArray& array, int64_t needed, BoundArray* out) {
  out->bound = &bound;
  out->array = &array;
  const Form form = bound.dictionary() ? bound.index.form : bound.format.form;
  const int64_t children = IsList(form) ? 1 : form == Form::kStruct ? bound.children : 0;
  if (std::optional<Breach> breach = CheckArray(bound, array, form, children, needed)) return breach;
  if (bound.dictionary()) return AttachDictionary(bound, array, out);
  if (IsList(form)) return AttachItems(bound, array, out);
  if (form == Form::kStruct) return AttachFields(bound, array, out);
  return std::nullopt;
}

}  // namespace

std::optional<Breach> Attach(const BoundField& bound, const ArrowArray& array, BoundArray* out) {
  return AttachColumn(bound, array, 0, out);
}

bool IsNull(const ArrowArray& array, Form form, int64_t index) {
  if (form == Form::kNull) return true;
  return array.buffers[0] != nullptr && !TestBit(array.buffers[0], array.offset + index);
}

Cell ReadValue(const BoundArray& column, int64_t index) {
  const BoundField& bound = *column.bound;
  const int64_t slot = column.array->offset + index;
  if (!bound.dictionary()) return ReadSlot(*column.array, bound, slot);
  int64_t entry = 0;
  if (!LoadInteger(bound.index.form, column.array->buffers[1], slot, &entry)) return Bad(Mistake::kIndex);
  if (entry < 0 || entry >= static_cast<int64_t>(column.dictionary.size())) return Bad(Mistake::kIndex);
  return column.dictionary[static_cast<size_t>(entry)];
}

Cell ReadCell(const BoundArray& column, int64_t index) {
  const Form form = column.bound->dictionary() ? column.bound->index.form : column.bound->format.form;
  return IsNull(*column.array, form, index) ? Cell() : ReadValue(column, index);
}

Items ReadItems(const BoundArray& list, int64_t index) {
  const ArrowArray& array = *list.array;
  const int64_t slot = array.offset + index;
  Items items;
  int64_t end = 0;
  switch (list.bound->format.form) {
    case Form::kList:
      items.first = Load<int32_t>(array.buffers[1], slot);
      end = Load<int32_t>(array.buffers[1], slot + 1);
      break;
    case Form::kLargeList:
      items.first = Load<int64_t>(array.buffers[1], slot);
      end = Load<int64_t>(array.buffers[1], slot + 1);
      break;
    case Form::kFixedList:
      items.first = slot * list.bound->format.size;
      end = items.first + list.bound->format.size;
      break;
    case Form::kListView:
      items.first = Load<int32_t>(array.buffers[1], slot);
      end = items.first + Load<int32_t>(array.buffers[2], slot);
      break;
    default: {
      items.first = Load<int64_t>(array.buffers[1], slot);
      const auto size = Load<int64_t>(array.buffers[2], slot);
      items.breach = size < 0 || size > list.items->length;
      end = items.breach || items.first > list.items->length ? -1 : items.first + size;
      break;
    }
  }
  items.breach = items.breach || items.first < 0 || end < items.first || end > list.items->length;
  items.count = items.breach ? 0 : end - items.first;
  return items;
}

std::string SentenceOf(Mistake mistake, const model::FieldInfo& field) {
  switch (mistake) {
    case Mistake::kNotADate:
      return "is not a date; write it like 2025-11-15, or 2025-11 or 2025 if only that is known";
    case Mistake::kNotADay:
      return "is not a day of years 1 to 9999; a date is a whole number of days";
    case Mistake::kNoSuchName:
      return absl::StrCat("is no value of ", field.enumeration->name, "; one is ", field.enumeration->constants.front());
    case Mistake::kFraction:
      return "has a fraction; it must be a whole number";
    case Mistake::kTooLarge:
      return "is a number of more than 64 bits; it must be smaller";
    case Mistake::kOffsets:
      return "has offsets that decrease, are negative or lead outside the values";
    case Mistake::kIndex:
      return "has an index outside its dictionary";
    case Mistake::kView:
      return "has a view outside its buffers";
    case Mistake::kNone:
      break;
  }
  return "is sound";
}

}  // namespace graduasi::arrow
