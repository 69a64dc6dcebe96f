#include "tests/unit/arrow/register_stream.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <limits>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/arrow/format.h"

namespace graduasi {
namespace {

using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;
using property::Random;
using Owners = std::vector<const void*>;  // null: rubbish, or a record below a null

std::atomic<int64_t> live{0};

// ---- Memory to the byte ----

struct Memory {
  std::vector<std::unique_ptr<char[]>> buffers;
  std::vector<const void*> pointers;
  std::vector<std::unique_ptr<ArrowArray>> arrays;
  std::vector<ArrowArray*> children;
  std::unique_ptr<ArrowArray> dictionary;
};

void ReleaseArray(ArrowArray* array) {
  auto* memory = static_cast<Memory*>(array->private_data);
  for (auto& child : memory->arrays) {
    if (child->release != nullptr) child->release(child.get());
  }
  if (memory->dictionary != nullptr && memory->dictionary->release != nullptr) {
    memory->dictionary->release(memory->dictionary.get());
  }
  delete memory;
  array->release = nullptr;
  --live;
}

Memory* MemoryOf(ArrowArray* array) { return static_cast<Memory*>(array->private_data); }

void Start(ArrowArray* array) {
  *array = ArrowArray{};
  array->private_data = new Memory;
  array->release = ReleaseArray;
  ++live;
}

template <typename T>
void AddBuffer(const std::vector<T>& values, ArrowArray* array) {
  Memory* memory = MemoryOf(array);
  const size_t bytes = values.size() * sizeof(T);
  memory->buffers.push_back(std::make_unique<char[]>(bytes));
  if (bytes > 0) std::memcpy(memory->buffers.back().get(), values.data(), bytes);
  memory->pointers.push_back(memory->buffers.back().get());
}

std::vector<uint8_t> Bits(const std::vector<bool>& values) {
  std::vector<uint8_t> bytes((values.size() + 7) / 8);
  for (size_t i = 0; i < values.size(); ++i) {
    if (values[i]) bytes[i / 8] = static_cast<uint8_t>(bytes[i / 8] | 1u << (i % 8));
  }
  return bytes;
}

ArrowArray* AddChild(ArrowArray* array) {
  Memory* memory = MemoryOf(array);
  memory->arrays.push_back(std::make_unique<ArrowArray>());
  return memory->arrays.back().get();
}

void Finish(ArrowArray* array) {
  Memory* memory = MemoryOf(array);
  for (auto& child : memory->arrays) memory->children.push_back(child.get());
  array->n_buffers = static_cast<int64_t>(memory->pointers.size());
  array->buffers = memory->pointers.data();
  array->n_children = static_cast<int64_t>(memory->children.size());
  array->children = memory->children.data();
  array->dictionary = memory->dictionary.get();
}

// ---- Schema ----

struct SchemaMemory {
  std::string format, name;
  std::vector<std::unique_ptr<ArrowSchema>> schemas;
  std::vector<ArrowSchema*> children;
  std::unique_ptr<ArrowSchema> dictionary;
};

void ReleaseSchema(ArrowSchema* schema) {
  auto* memory = static_cast<SchemaMemory*>(schema->private_data);
  for (auto& child : memory->schemas) {
    if (child->release != nullptr) child->release(child.get());
  }
  if (memory->dictionary != nullptr && memory->dictionary->release != nullptr) {
    memory->dictionary->release(memory->dictionary.get());
  }
  delete memory;
  schema->release = nullptr;
  --live;
}

void MakeSchema(const ColumnPlan& plan, ArrowSchema* schema) {
  auto* memory = new SchemaMemory;
  ++live;
  *schema = ArrowSchema{};
  memory->name = plan.name;
  memory->format = plan.index.empty() ? plan.format : plan.index;
  if (!plan.index.empty()) {
    memory->dictionary = std::make_unique<ArrowSchema>();
    ColumnPlan values;
    values.format = plan.format;
    MakeSchema(values, memory->dictionary.get());
  }
  for (const ColumnPlan& child : plan.children) {
    memory->schemas.push_back(std::make_unique<ArrowSchema>());
    MakeSchema(child, memory->schemas.back().get());
    memory->children.push_back(memory->schemas.back().get());
  }
  schema->format = memory->format.c_str();
  schema->name = memory->name.c_str();
  schema->flags = ARROW_FLAG_NULLABLE;
  schema->n_children = static_cast<int64_t>(memory->children.size());
  schema->children = memory->children.data();
  schema->dictionary = memory->dictionary.get();
  schema->private_data = memory;
  schema->release = ReleaseSchema;
}

// ---- Plans: what type each column has ----

bool AllAbsent(const FieldInfo& field, const Owners& owners) {
  for (const void* owner : owners) {
    if (owner != nullptr && field.Present(owner)) return false;
  }
  return true;
}

// No field is set, at any depth.
bool Empty(const RecordInfo& record, const void* owner) {
  for (const FieldInfo& field : record.fields) {
    if (field.kind == FieldKind::kRecord ? !Empty(*field.record, field.Record(owner)) : field.Present(owner)) return false;
  }
  return true;
}

Owners Elements(const FieldInfo& field, const Owners& owners) {
  Owners elements;
  for (const void* owner : owners) {
    if (owner == nullptr || !field.Present(owner)) continue;
    for (size_t i = 0; i < field.ListSize(owner); ++i) elements.push_back(field.Element(owner, i));
  }
  return elements;
}

Owners Inner(const FieldInfo& field, const Owners& owners) {
  Owners inner;
  for (const void* owner : owners) inner.push_back(owner == nullptr ? nullptr : field.Record(owner));
  return inner;
}

class Planner {
 public:
  Planner(const Layouts& layouts, Random* random) : layouts_(layouts), random_(random) {}

  ColumnPlan Struct(const RecordInfo& record, std::string name, const Owners& owners) {
    ColumnPlan plan;
    plan.record = &record;
    plan.name = std::move(name);
    plan.format = "+s";
    for (const FieldInfo& field : record.fields) {
      const bool empty = field.kind == FieldKind::kRecord
                             ? std::all_of(owners.begin(), owners.end(),
                                           [&](const void* o) { return o == nullptr || Empty(*field.record, field.Record(o)); })
                             : AllAbsent(field, owners);
      if (layouts_.drop_empty && empty) {
        if (random_->Percent(50)) continue;
        if (random_->Percent(50)) {
          plan.children.push_back(Null(field));
          continue;
        }
      }
      plan.children.push_back(Column(field, owners));
    }
    if (layouts_.extra && random_->Percent(30)) {
      ColumnPlan extra;
      extra.name = "something_else";
      extra.format = "g";
      plan.children.push_back(extra);
    }
    if (layouts_.widths) random_->Shuffle(&plan.children);
    return plan;
  }

 private:
  static ColumnPlan Null(const FieldInfo& field) {
    ColumnPlan plan;
    plan.field = &field;
    plan.name = field.name;
    plan.format = "n";
    return plan;
  }

  ColumnPlan Column(const FieldInfo& field, const Owners& owners) {
    if (field.kind == FieldKind::kRecord) {
      ColumnPlan plan = Struct(*field.record, field.name, Inner(field, owners));
      plan.field = &field;
      return plan;
    }
    ColumnPlan plan;
    plan.field = &field;
    plan.record = field.record;
    plan.name = field.name;
    plan.format = Format(field, owners);
    if (field.kind == FieldKind::kList) {
      plan.children.push_back(Struct(*field.record, "item", Elements(field, owners)));
    } else if (layouts_.dictionaries && random_->Percent(40)) {
      static const std::vector<std::string> indices = {"s", "S", "i", "I", "l", "L"};
      plan.index = random_->Of(indices);
      if (field.kind == FieldKind::kEnum && random_->Percent(50)) plan.index = random_->Percent(50) ? "c" : "C";
    }
    return plan;
  }

  std::string Format(const FieldInfo& field, const Owners& owners) {
    static const std::vector<std::string> texts = {"u", "U", "vu"};
    static const std::vector<std::string> lists = {"+l", "+L", "+vl", "+vL"};
    const bool any = layouts_.widths;
    switch (field.kind) {
      case FieldKind::kBool:
        return "b";
      case FieldKind::kInt:
        return Integer(field, owners);
      case FieldKind::kDate: {
        bool exact = true;
        for (const void* owner : owners)
          exact = exact && (owner == nullptr || !field.Present(owner) || field.Date(owner)->exact());
        if (exact && any) return random_->Percent(40) ? "tdm" : random_->Percent(50) ? "tdD" : random_->Of(texts);
        return exact ? "tdD" : any ? random_->Of(texts) : "u";
      }
      case FieldKind::kList: {
        std::optional<size_t> size;
        bool same = any;
        for (const void* owner : owners) {
          if (owner == nullptr || !field.Present(owner)) continue;
          same = same && (!size.has_value() || *size == field.ListSize(owner));
          size = field.ListSize(owner);
        }
        if (same && random_->Percent(50)) return absl::StrCat("+w:", size.value_or(2));
        return any ? random_->Of(lists) : "+l";
      }
      default:
        return any ? random_->Of(texts) : "u";
    }
  }

  std::string Integer(const FieldInfo& field, const Owners& owners) {
    if (!layouts_.widths) return "l";
    int64_t least = 0;
    int64_t most = 0;
    for (const void* owner : owners) {
      if (owner == nullptr || !field.Present(owner)) continue;
      least = std::min(least, *field.Int(owner));
      most = std::max(most, *field.Int(owner));
    }
    std::vector<std::string> forms = {"l", "d:38,0", "d:24,2", "d:30,5,128"};
    const auto add = [&](const char* form, int64_t low, int64_t high) {
      if (least >= low && most <= high) forms.insert(forms.end(), 2, form);
    };
    add("c", -128, 127);
    add("C", 0, 255);
    add("s", -32768, 32767);
    add("S", 0, 65535);
    add("i", INT32_MIN, INT32_MAX);
    add("I", 0, UINT32_MAX);
    add("L", 0, INT64_MAX);
    return random_->Of(forms);
  }

  const Layouts& layouts_;
  Random* random_;
};

// ---- Arrays ----

// A scalar as it goes into a buffer; not there: null or rubbish.
struct Scalar {
  bool there = false;
  int64_t number = 0;
  std::string text;
  friend bool operator<(const Scalar& a, const Scalar& b) { return std::tie(a.number, a.text) < std::tie(b.number, b.text); }
};

Scalar ScalarOf(const FieldInfo& field, const void* owner, bool as_text) {
  Scalar scalar;
  scalar.there = owner != nullptr && field.Present(owner);
  if (!scalar.there) return scalar;
  switch (field.kind) {
    case FieldKind::kBool:
      scalar.number = *field.Bool(owner) ? 1 : 0;
      break;
    case FieldKind::kInt:
      scalar.number = *field.Int(owner);
      break;
    case FieldKind::kEnum:
      scalar.text = field.enumeration->constants[static_cast<size_t>(field.Enum(owner))];
      break;
    case FieldKind::kDate:
      if (as_text) {
        scalar.text = field.Date(owner)->ToString();
      } else {
        scalar.number = field.Date(owner)->first().days();
      }
      break;
    default:
      scalar.text = *field.String(owner);
  }
  return scalar;
}

template <typename T>
void AddIntegers(const std::vector<Scalar>& scalars, ArrowArray* array) {
  std::vector<T> values;
  for (const Scalar& scalar : scalars) values.push_back(static_cast<T>(scalar.number));
  AddBuffer(values, array);
}

void AddTexts(const std::vector<Scalar>& scalars, bool large, ArrowArray* array) {
  std::vector<int64_t> offsets = {0};
  std::string text;
  for (const Scalar& scalar : scalars) {
    text += scalar.text;
    offsets.push_back(static_cast<int64_t>(text.size()));
  }
  if (large) {
    AddBuffer(offsets, array);
  } else {
    AddBuffer(std::vector<int32_t>(offsets.begin(), offsets.end()), array);
  }
  AddBuffer(std::vector<char>(text.begin(), text.end()), array);
}

void AddViews(const std::vector<Scalar>& scalars, ArrowArray* array) {
  std::vector<char> views(scalars.size() * 16);
  std::vector<std::vector<char>> data(2);
  for (size_t i = 0; i < scalars.size(); ++i) {
    const std::string& text = scalars[i].text;
    const auto length = static_cast<int32_t>(text.size());
    char* view = views.data() + i * 16;
    std::memcpy(view, &length, 4);
    if (length <= 12) {
      std::memcpy(view + 4, text.data(), text.size());
      continue;
    }
    const auto buffer = static_cast<int32_t>(i % 2);
    const auto offset = static_cast<int32_t>(data[static_cast<size_t>(buffer)].size());
    std::memcpy(view + 4, text.data(), 4);
    std::memcpy(view + 8, &buffer, 4);
    std::memcpy(view + 12, &offset, 4);
    data[static_cast<size_t>(buffer)].insert(data[static_cast<size_t>(buffer)].end(), text.begin(), text.end());
  }
  AddBuffer(views, array);
  for (const auto& buffer : data) AddBuffer(buffer, array);
  AddBuffer(std::vector<int64_t>{static_cast<int64_t>(data[0].size()), static_cast<int64_t>(data[1].size())}, array);
}

void AddDecimals(const std::vector<Scalar>& scalars, int32_t scale, ArrowArray* array) {
  std::vector<uint64_t> words;
  for (const Scalar& scalar : scalars) {
    __extension__ __int128 value = scalar.number;
    for (int32_t i = 0; i < scale; ++i) value *= 10;
    words.push_back(static_cast<uint64_t>(value));
    words.push_back(static_cast<uint64_t>(value >> 64));
  }
  AddBuffer(words, array);
}

void AddValues(const std::string& format, const std::vector<Scalar>& scalars, ArrowArray* array) {
  const arrow::Format parsed = arrow::ParseFormat(format);
  switch (parsed.form) {
    case arrow::Form::kBool: {
      std::vector<bool> bits;
      for (const Scalar& scalar : scalars) bits.push_back(scalar.number != 0);
      return AddBuffer(Bits(bits), array);
    }
    case arrow::Form::kInt8:
    case arrow::Form::kUint8:
      return AddIntegers<uint8_t>(scalars, array);
    case arrow::Form::kInt16:
    case arrow::Form::kUint16:
      return AddIntegers<uint16_t>(scalars, array);
    case arrow::Form::kInt32:
    case arrow::Form::kUint32:
    case arrow::Form::kDate32:
      return AddIntegers<uint32_t>(scalars, array);
    case arrow::Form::kInt64:
    case arrow::Form::kUint64:
      return AddIntegers<uint64_t>(scalars, array);
    case arrow::Form::kDate64: {
      std::vector<int64_t> values;
      for (const Scalar& scalar : scalars) values.push_back(scalar.number * 86'400'000);
      return AddBuffer(values, array);
    }
    case arrow::Form::kDecimal128:
      return AddDecimals(scalars, parsed.scale, array);
    case arrow::Form::kTextView:
      return AddViews(scalars, array);
    default:
      return AddTexts(scalars, parsed.form == arrow::Form::kLargeText, array);
  }
}

class ArrayMaker {
 public:
  ArrayMaker(const Layouts& layouts, Random* random) : layouts_(layouts), random_(random) {}

  // The array of the column for the owners of its field (of a struct: the structs themselves).
  void Make(const ColumnPlan& plan, const Owners& owners, ArrowArray* array) {
    Start(array);
    array->length = static_cast<int64_t>(owners.size());
    if (plan.format == "n") return Finish(array);
    Owners padded = owners;
    if (layouts_.slices && random_->Percent(70)) {
      array->offset = random_->Between(0, 70);
      padded.insert(padded.begin(), static_cast<size_t>(array->offset), nullptr);
      padded.insert(padded.end(), static_cast<size_t>(random_->Between(0, 5)), nullptr);
    }
    if (plan.format == "+s") {
      MakeStruct(plan, padded, array);
    } else if (plan.format[0] == '+') {
      MakeList(plan, padded, array);
    } else {
      MakeScalar(plan, padded, array);
    }
    Finish(array);
  }

 private:
  // Whether the validity bitmap may be left out.
  void AddValidity(const std::vector<bool>& valid, ArrowArray* array) {
    const int64_t nulls = std::count(valid.begin(), valid.end(), false);
    if (nulls == 0 && random_->Percent(70)) {
      MemoryOf(array)->pointers.push_back(nullptr);
      return;
    }
    array->null_count = -1;
    AddBuffer(Bits(valid), array);
  }

  void MakeStruct(const ColumnPlan& plan, const Owners& owners, ArrowArray* array) {
    Owners inner;
    std::vector<bool> valid;
    for (const void* owner : owners) {
      const void* record = owner == nullptr || plan.field == nullptr ? owner : plan.field->Record(owner);
      // Below a null stands rubbish; so it may below a record of which nothing is known.
      const bool null = record != nullptr && layouts_.nulls && Empty(*plan.record, record) && random_->Percent(50);
      inner.push_back(null ? nullptr : record);
      valid.push_back(record != nullptr && !null);
    }
    AddValidity(valid, array);
    for (const ColumnPlan& child : plan.children) Make(child, inner, AddChild(array));
  }

  void MakeScalar(const ColumnPlan& plan, const Owners& owners, ArrowArray* array) {
    std::vector<Scalar> scalars;
    std::vector<bool> valid;
    const bool as_text = plan.format == "u" || plan.format == "U" || plan.format == "vu";
    for (const void* owner : owners) {
      Scalar scalar;
      if (plan.field != nullptr) scalar = ScalarOf(*plan.field, owner, as_text);
      bool there = scalar.there;
      if (owner == nullptr) {  // rubbish, and it may claim to be a value
        there = random_->Percent(50);
        scalar.number = random_->Percent(50) ? -1 : 77;
        scalar.text = random_->Percent(50) ? "rubbish" : "";
      }
      scalars.push_back(scalar);
      valid.push_back(there);
    }
    if (plan.index.empty()) {
      AddValidity(valid, array);
      AddValues(plan.format, scalars, array);
    } else {
      MakeDictionary(plan, scalars, valid, array);
    }
  }

  void MakeDictionary(const ColumnPlan& plan, const std::vector<Scalar>& scalars, std::vector<bool> valid, ArrowArray* array) {
    std::map<Scalar, int64_t> known;
    std::vector<Scalar> values;
    std::vector<bool> values_valid;
    std::vector<Scalar> indices;
    std::optional<int64_t> null_entry;
    for (size_t i = 0; i < scalars.size(); ++i) {
      Scalar index;
      if (scalars[i].there) {
        const auto [entry, added] = known.emplace(scalars[i], static_cast<int64_t>(values.size()));
        if (added) {
          values.push_back(scalars[i]);
          values_valid.push_back(true);
        }
        index.number = entry->second;
      } else if (random_->Percent(20)) {  // null by way of a null in the dictionary
        if (!null_entry.has_value()) {
          null_entry = static_cast<int64_t>(values.size());
          values.emplace_back();
          values_valid.push_back(false);
        }
        index.number = *null_entry;
        valid[i] = true;
      } else {
        index.number = 99;  // outside, and null unless it is rubbish below another null
        valid[i] = false;
      }
      indices.push_back(index);
    }
    AddValidity(valid, array);
    AddValues(plan.index, indices, array);
    MemoryOf(array)->dictionary = std::make_unique<ArrowArray>();
    ArrowArray* dictionary = MemoryOf(array)->dictionary.get();
    Start(dictionary);
    dictionary->length = static_cast<int64_t>(values.size());
    AddValidity(values_valid, dictionary);
    AddValues(plan.format, values, dictionary);
    Finish(dictionary);
  }

  void MakeList(const ColumnPlan& plan, const Owners& owners, ArrowArray* array) {
    const arrow::Format format = arrow::ParseFormat(plan.format);
    const bool view = format.form == arrow::Form::kListView || format.form == arrow::Form::kLargeListView;
    Owners items(layouts_.slices ? random_->Below(70) : 0, nullptr);
    if (format.form == arrow::Form::kFixedList) items.clear();
    std::vector<int64_t> starts, sizes;
    std::vector<bool> valid;
    std::vector<size_t> order(owners.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    if (view && layouts_.slices) random_->Shuffle(&order);
    starts.resize(owners.size());
    sizes.resize(owners.size());
    valid.resize(owners.size());
    for (const size_t i : order) {
      const void* owner = owners[i];
      const bool there = owner != nullptr && plan.field->Present(owner);
      starts[i] = static_cast<int64_t>(items.size());
      if (there) {
        for (size_t k = 0; k < plan.field->ListSize(owner); ++k) items.push_back(plan.field->Element(owner, k));
      } else if (format.form == arrow::Form::kFixedList) {
        items.insert(items.end(), static_cast<size_t>(format.size), nullptr);
      } else if (layouts_.nulls) {
        items.insert(items.end(), random_->Below(3), nullptr);
      }
      sizes[i] = static_cast<int64_t>(items.size()) - starts[i];
      valid[i] = there;
      if (view && layouts_.slices) items.insert(items.end(), random_->Below(2), nullptr);
    }
    AddValidity(valid, array);
    const bool large = format.form == arrow::Form::kLargeList || format.form == arrow::Form::kLargeListView;
    if (format.form != arrow::Form::kFixedList) {
      std::vector<int64_t> offsets = starts;
      if (!view) offsets.push_back(static_cast<int64_t>(items.size()));
      for (std::vector<int64_t>* numbers : {&offsets, &sizes}) {
        if (numbers == &sizes && !view) break;
        if (large) {
          AddBuffer(*numbers, array);
        } else {
          AddBuffer(std::vector<int32_t>(numbers->begin(), numbers->end()), array);
        }
      }
    }
    Make(plan.children[0], items, AddChild(array));
  }

  const Layouts& layouts_;
  Random* random_;
};

}  // namespace

struct RegisterStream::State {
  Layouts layouts;
  Random random{0};
  ColumnPlan plan;
  Owners households;
  size_t next = 0;
  int64_t arrays = 0;
  std::function<void(int64_t, ArrowArray*)> spoil_array;
  std::function<void(ArrowSchema*)> spoil_schema;
  int fail_at = -1;

  static State* Of(ArrowArrayStream* stream) { return static_cast<std::shared_ptr<State>*>(stream->private_data)->get(); }

  int Next(ArrowArray* out) {
    const int64_t number = arrays++;
    if (number == fail_at) return EIO;
    out->release = nullptr;
    if (next == households.size()) return 0;
    size_t count = households.size() - next;
    if (layouts.chunks) count = std::min(count, static_cast<size_t>(random.Below(random.Percent(50) ? 4 : 200)));
    const Owners chunk(households.begin() + static_cast<std::ptrdiff_t>(next),
                       households.begin() + static_cast<std::ptrdiff_t>(next + count));
    next += count;
    ArrayMaker(layouts, &random).Make(plan, chunk, out);
    if (spoil_array) spoil_array(number, out);
    return 0;
  }
};

RegisterStream::RegisterStream(const std::vector<Household>& households, const Layouts& layouts, uint64_t seed)
    : state_(std::make_shared<State>()) {
  state_->layouts = layouts;
  state_->random = Random(seed);
  for (const Household& household : households) state_->households.push_back(&household);
  state_->plan = Planner(layouts, &state_->random).Struct(model::HouseholdRecord(), "", state_->households);
}

ArrowArrayStream RegisterStream::Export() {
  state_->spoil_array = spoil_array;
  state_->spoil_schema = spoil_schema;
  state_->fail_at = fail_at;
  ++live;
  ArrowArrayStream stream{};
  stream.private_data = new std::shared_ptr<State>(state_);
  stream.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
    State* state = State::Of(self);
    MakeSchema(state->plan, out);
    if (state->spoil_schema) state->spoil_schema(out);
    return 0;
  };
  stream.get_next = [](ArrowArrayStream* self, ArrowArray* out) { return State::Of(self)->Next(out); };
  stream.get_last_error = [](ArrowArrayStream*) -> const char* { return "the disk is gone"; };
  stream.release = [](ArrowArrayStream* self) {
    delete static_cast<std::shared_ptr<State>*>(self->private_data);
    self->release = nullptr;
    --live;
  };
  return stream;
}

int64_t LiveStructures() { return live; }

// ---- Reading decisions ----

namespace {

bool Valid(const ArrowArray& array, int64_t row) {
  return array.buffers[0] == nullptr || (static_cast<const uint8_t*>(array.buffers[0])[row / 8] >> (row % 8) & 1) != 0;
}

std::string TextAt(const ArrowArray& array, int64_t row) {
  if (!Valid(array, row)) return "(null)";
  const auto* offsets = static_cast<const int32_t*>(array.buffers[1]);
  return std::string(static_cast<const char*>(array.buffers[2]) + offsets[row],
                     static_cast<size_t>(offsets[row + 1] - offsets[row]));
}

std::vector<std::string> TextsAt(const ArrowArray& array, int64_t row) {
  const auto* offsets = static_cast<const int32_t*>(array.buffers[1]);
  std::vector<std::string> texts;
  for (int32_t i = offsets[row]; i < offsets[row + 1]; ++i) texts.push_back(TextAt(*array.children[0], i));
  return texts;
}

}  // namespace

std::string DecidedRow::ToString() const {
  return absl::StrCat(id, " ", outcome, " ", route, " failed:", absl::StrJoin(failed, ","),
                      " missing:", absl::StrJoin(missing, ","), " protecting:", absl::StrJoin(protecting, ","),
                      " score:", scored ? absl::StrCat(score) : "-", " findings:", absl::StrJoin(findings, "|"));
}

Decided ReadDecisions(ArrowArrayStream* stream) {
  Decided decided;
  for (;;) {
    ArrowArray array{};
    if (stream->get_next(stream, &array) != 0) {
      const char* error = stream->get_last_error(stream);
      decided.error = error == nullptr ? "(no text)" : error;
      break;
    }
    if (array.release == nullptr) break;
    decided.batches.push_back(array.length);
    for (int64_t row = 0; row < array.length; ++row) {
      DecidedRow& out = decided.rows.emplace_back();
      out.id = TextAt(*array.children[0], row);
      out.outcome = TextAt(*array.children[1], row);
      out.route = TextAt(*array.children[2], row);
      out.failed = TextsAt(*array.children[3], row);
      out.missing = TextsAt(*array.children[4], row);
      out.protecting = TextsAt(*array.children[5], row);
      out.scored = Valid(*array.children[6], row);
      out.score = out.scored ? static_cast<const int64_t*>(array.children[6]->buffers[1])[row] : 0;
      out.findings = TextsAt(*array.children[7], row);
    }
    array.release(&array);
  }
  stream->release(stream);
  return decided;
}

}  // namespace graduasi
