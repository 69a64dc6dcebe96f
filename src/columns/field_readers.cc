// The readers of the fields of the model, one for each row of its field tables: a loop over structs for each type of field.
#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "graduasi/date.h"
#include "graduasi/household.h"
#include "src/columns/bits.h"
#include "src/columns/read_plan.h"

namespace graduasi::columns {
namespace {

// Collects the rows without a value; makes no bitmap if there are none.
class MissingRows {
 public:
  MissingRows(Arena* arena, int64_t rows) : arena_(arena), rows_(rows) {}
  void Add(int64_t row) {
    if (bits_ == nullptr) bits_ = arena_->NewClearBits(rows_);
    SetBit(bits_, row);
  }
  const uint64_t* bits() const { return bits_; }

 private:
  Arena* arena_;
  int64_t rows_;
  uint64_t* bits_ = nullptr;
};

// Calls read(get), where get(i) is the field of record i.
template <typename Owner, typename T, T Owner::*kMember, typename Read>
void ReadFrom(const Records& records, const Read& read) {
  if (records.addresses == nullptr) {
    const Owner* const first = static_cast<const Owner*>(records.first);
    read([first](int64_t i) -> const T& { return first[i].*kMember; });
  } else {
    const void* const* const addresses = records.addresses;
    read([addresses](int64_t i) -> const T& { return static_cast<const Owner*>(addresses[i])->*kMember; });
  }
}

template <typename T>
struct IsOptional : std::false_type {};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <typename T>
struct IsOptionalList : std::false_type {};
template <typename T>
struct IsOptionalList<std::optional<std::vector<T>>> : std::true_type {};

// ---- values ----

template <typename Value, typename Get>
void ReadBools(int64_t rows, bool when_true, Get get, Arena* arena, Column* out) {
  uint64_t* bits = arena->NewClearBits(rows);
  MissingRows missing(arena, rows);
  for (int64_t i = 0; i < rows; ++i) {
    const std::optional<bool>& value = get(i);
    if (value.value_or(false)) SetBit(bits, i);
    if (!value.has_value() && !when_true) missing.Add(i);
  }
  out->layout = Layout::kBits;
  out->data = bits;
  out->missing = missing.bits();
}

// Upper ends are written only if some date is not exact.
template <typename Get>
void ReadDates(int64_t rows, Get get, Arena* arena, Column* out) {
  int32_t* low = arena->NewPadded<int32_t>(rows);
  int32_t* high = nullptr;
  MissingRows missing(arena, rows);
  int32_t least = std::numeric_limits<int32_t>::max(), greatest = std::numeric_limits<int32_t>::min();
  int32_t difference = 0;
  for (int64_t i = 0; i < rows; ++i) {
    const std::optional<PartialDate>& value = get(i);
    if (!value.has_value()) {
      low[i] = 0;
      missing.Add(i);
      continue;
    }
    const int32_t first = value->first().days(), last = value->last().days();
    low[i] = first;
    difference |= first ^ last;
    least = std::min(least, first);
    greatest = std::max(greatest, last);
  }
  if (difference != 0) {
    high = arena->NewPadded<int32_t>(rows);
    for (int64_t i = 0; i < rows; ++i) {
      const std::optional<PartialDate>& value = get(i);
      high[i] = value.has_value() ? value->last().days() : 0;
    }
  }
  out->layout = Layout::kInt32;
  out->data = low;
  out->high = high;
  out->missing = missing.bits();
  out->least = least;
  out->greatest = greatest;
}

// To and its layout for int, enum and string fields.
template <typename To, typename Get, typename Convert>
void ReadPlain(int64_t rows, Layout layout, Get get, Convert convert, Arena* arena, Column* out) {
  To* data = arena->NewPadded<To>(rows);
  MissingRows missing(arena, rows);
  for (int64_t i = 0; i < rows; ++i) {
    const auto& value = get(i);
    if (value.has_value()) {
      data[i] = convert(*value);
    } else {
      data[i] = To();
      missing.Add(i);
    }
  }
  out->layout = layout;
  out->data = data;
  out->missing = missing.bits();
}

template <typename Owner, typename T, T Owner::*kMember>
void ReadValues(const Records& records, bool when_true, Arena* arena, Column* out) {
  using Value = typename T::value_type;
  const int64_t rows = records.count;
  ReadFrom<Owner, T, kMember>(records, [&](auto get) {
    if constexpr (std::is_same_v<Value, bool>) {
      ReadBools<Value>(rows, when_true, get, arena, out);
    } else if constexpr (std::is_same_v<Value, PartialDate>) {
      ReadDates(rows, get, arena, out);
    } else if constexpr (std::is_same_v<Value, std::string>) {
      auto view = [](const std::string& text) { return absl::string_view(text); };
      ReadPlain<absl::string_view>(rows, Layout::kText, get, view, arena, out);
    } else if constexpr (std::is_enum_v<Value>) {
      auto number = [](Value value) { return static_cast<int8_t>(value); };
      ReadPlain<int8_t>(rows, Layout::kInt8, get, number, arena, out);
    } else {
      static_assert(std::is_same_v<Value, int64_t>);
      ReadPlain<int64_t>(
          rows, Layout::kInt64, get, [](int64_t value) { return value; }, arena, out);
    }
  });
}

// ---- lists and records ----

// The list of one record.
template <typename List>
void ReadList(const List& list, Arena* arena, Column* out, Records* elements) {
  const auto size = list.has_value() ? static_cast<int32_t>(list->size()) : 0;
  int32_t* view = arena->New<int32_t>(2);
  view[0] = 0;
  view[1] = size;
  out->layout = Layout::kViews;
  out->data = view;
  out->lengths = view + 1;
  if (!list.has_value()) {
    uint64_t* missing = arena->NewClearBits(1);
    missing[0] = 1;
    out->missing = missing;
  }
  out->contiguous = true;
  out->greatest = size;
  elements->addresses = nullptr;
  elements->first = size == 0 ? nullptr : list->data();
  elements->count = size;
}

// The lists of several records, some of which may be neighbours that are one and the same.
template <typename Get, typename Same>
void ReadListsOf(int64_t rows, Get get, Same same, Arena* arena, Column* out, Records* elements) {
  int32_t* offsets = arena->NewPadded<int32_t>(rows);
  int32_t* lengths = arena->NewPadded<int32_t>(rows);
  MissingRows missing(arena, rows);
  int32_t total = 0, longest = 0;
  bool shared = false;
  for (int64_t i = 0; i < rows; ++i) {
    const auto& list = get(i);
    if (!list.has_value()) missing.Add(i);
    if (i > 0 && same(i)) {
      offsets[i] = offsets[i - 1];
      lengths[i] = lengths[i - 1];
      shared = true;
      continue;
    }
    offsets[i] = total;
    lengths[i] = list.has_value() ? static_cast<int32_t>(list->size()) : 0;
    total += lengths[i];
    longest = std::max(longest, lengths[i]);
  }
  const void** found = arena->New<const void*>(total + 1);
  int32_t next = 0;
  for (int64_t i = 0; i < rows; ++i) {
    if (lengths[i] == 0 || offsets[i] < next) continue;
    for (const auto& element : *get(i)) found[next++] = &element;
  }
  out->layout = Layout::kViews;
  out->data = offsets;
  out->lengths = lengths;
  out->missing = missing.bits();
  out->contiguous = !shared;
  out->greatest = longest;
  elements->addresses = found;
  elements->count = total;
}

template <typename Owner, typename T, T Owner::*kMember>
void ReadLists(const Records& records, Arena* arena, Column* out, Records* elements) {
  const int64_t rows = records.count;
  const void* const* const addresses = records.addresses;
  const auto same = [addresses](int64_t i) { return addresses != nullptr && addresses[i] == addresses[i - 1]; };
  ReadFrom<Owner, T, kMember>(records, [&](auto get) {
    if (rows == 1) return ReadList(get(0), arena, out, elements);
    ReadListsOf(rows, get, same, arena, out, elements);
  });
}

template <typename Owner, typename T, T Owner::*kMember>
void ReadRecords(const Records& records, Arena* arena, Records* out) {
  ReadFrom<Owner, T, kMember>(records, [&](auto get) {
    out->addresses = nullptr;
    out->count = records.count;
    if (records.count == 1) {
      out->first = &get(0);
      return;
    }
    const void** found = arena->New<const void*>(records.count + 1);
    for (int32_t i = 0; i < records.count; ++i) found[i] = &get(i);
    out->addresses = found;
  });
}

// ---- the table ----

template <typename Owner>
constexpr size_t kFieldCount = std::tuple_size_v<std::remove_const_t<decltype(Describe<Owner>::fields)>>;

template <typename Owner>
const FieldReader* Readers();

template <typename Owner, size_t kField>
FieldReader ReaderOf() {
  constexpr auto member = std::get<kField>(Describe<Owner>::fields).member;
  using T = std::remove_const_t<std::remove_reference_t<decltype(std::declval<Owner>().*member)>>;
  FieldReader reader;
  if constexpr (IsOptionalList<T>::value) {
    reader.lists = ReadLists<Owner, T, member>;
    reader.fields = Readers<typename T::value_type::value_type>();
  } else if constexpr (IsOptional<T>::value) {
    reader.values = ReadValues<Owner, T, member>;
  } else {
    reader.records = ReadRecords<Owner, T, member>;
    reader.fields = Readers<T>();
  }
  return reader;
}

template <typename Owner, size_t... kFields>
std::array<FieldReader, sizeof...(kFields)> MakeReaders(std::index_sequence<kFields...>) {
  return {ReaderOf<Owner, kFields>()...};
}

template <typename Owner>
const FieldReader* Readers() {
  static const auto* const readers =
      new std::array<FieldReader, kFieldCount<Owner>>(MakeReaders<Owner>(std::make_index_sequence<kFieldCount<Owner>>()));
  return readers->data();
}

}  // namespace

const FieldReader* HouseholdReaders() { return Readers<Household>(); }

}  // namespace graduasi::columns
