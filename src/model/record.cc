// Builds the run-time description of the domain model from its constexpr tables. All templates over the model's structs are
// here, so that no other file pays for them. Must not know policies.
#include "src/model/record.h"

#include <deque>
#include <iterator>
#include <tuple>
#include <type_traits>
#include <utility>

#include "graduasi/household.h"

namespace graduasi::model {
namespace {

struct Schema {
  // Deques: addresses stay.
  std::deque<RecordInfo> records;
  std::deque<cel::StructType> types;
  std::deque<cel::EnumType> enums;
  std::vector<const RecordInfo*> record_list;
  std::vector<const cel::EnumType*> enum_list;
};

template <typename T>
struct ListElement {
  static constexpr bool is_list = false;
};
template <typename R>
struct ListElement<std::vector<R>> {
  static constexpr bool is_list = true;
  using type = R;
};

template <typename T>
struct Accessors {
  static const T& Get(const void* field) { return *static_cast<const T*>(field); }
  static T& Get(void* field) { return *static_cast<T*>(field); }
};

template <typename Optional>
void SetOptionalAccess(FieldInfo::Access* access) {
  access->present = [](const void* field) { return Accessors<Optional>::Get(field).has_value(); };
  access->clear = [](void* field) { Accessors<Optional>::Get(field).reset(); };
}

template <typename R>
void SetListAccess(FieldInfo::Access* access) {
  using List = std::optional<std::vector<R>>;
  SetOptionalAccess<List>(access);
  access->list_size = [](const void* field) {
    const List& list = Accessors<List>::Get(field);
    return list.has_value() ? list->size() : size_t{0};
  };
  access->element = [](const void* field, size_t index) -> const void* { return &(*Accessors<List>::Get(field))[index]; };
  access->start_list = [](void* field) { Accessors<List>::Get(field).emplace(); };
  access->append = [](void* field) -> void* {
    List& list = Accessors<List>::Get(field);
    if (!list.has_value()) list.emplace();
    constexpr size_t kFew = 4;  // most lists hold some
    if (list->capacity() == 0) list->reserve(kFew);
    return &list->emplace_back();
  };
  access->remove = [](void* field, size_t index) {
    List& list = Accessors<List>::Get(field);
    list->erase(list->begin() + static_cast<std::ptrdiff_t>(index));
  };
}

template <typename E>
const cel::EnumType* BuildEnum(Schema* schema, FieldInfo::Access* access) {
  using Optional = std::optional<E>;
  SetOptionalAccess<Optional>(access);
  access->get_enum = [](const void* field) {
    const Optional& value = Accessors<Optional>::Get(field);
    return value.has_value() ? static_cast<int32_t>(*value) : -1;
  };
  access->set_enum = [](void* field, int32_t value) { Accessors<Optional>::Get(field) = static_cast<E>(value); };
  for (const cel::EnumType& known : schema->enums) {
    if (known.name == DescribeEnum<E>::name) return &known;
  }
  cel::EnumType& type = schema->enums.emplace_back();
  type.name = DescribeEnum<E>::name;
  for (const EnumName<E>& constant : DescribeEnum<E>::names) type.constants.emplace_back(constant.name);
  schema->enum_list.push_back(&type);
  return &type;
}

template <typename E>
constexpr bool EnumeratorsCountFromZero() {
  int expected = 0;
  for (const EnumName<E>& constant : DescribeEnum<E>::names) {
    if (static_cast<int>(constant.value) != expected++) return false;
  }
  return true;
}

template <typename S>
const RecordInfo* BuildRecord(Schema* schema);

// The kind of a field and how to reach it; returns its type in the policy language.
template <typename T>
cel::Type BuildKind(Schema* schema, FieldInfo* info) {
  if constexpr (std::is_class_v<T> && !std::is_same_v<T, std::string> && !std::is_same_v<T, PartialDate> &&
                !ListElement<T>::is_list) {
    info->kind = FieldKind::kRecord;
    info->record = BuildRecord<T>(schema);
    info->access.present = [](const void*) { return true; };
    info->access.clear = [](void* field) { Accessors<T>::Get(field) = T(); };
    return cel::Type::Struct(info->record->type);
  } else if constexpr (ListElement<T>::is_list) {
    using R = typename ListElement<T>::type;
    info->kind = FieldKind::kList;
    info->record = BuildRecord<R>(schema);
    info->max_elements = kMaxElements;
    SetListAccess<R>(&info->access);
    return cel::Type::List(cel::Type::Struct(info->record->type));
  } else if constexpr (std::is_enum_v<T>) {
    static_assert(EnumeratorsCountFromZero<T>(), "enumerators are 0, 1, 2, ... in the order of the table");
    info->kind = FieldKind::kEnum;
    info->enumeration = BuildEnum<T>(schema, &info->access);
    return cel::Type::Enum(info->enumeration);
  } else {
    SetOptionalAccess<std::optional<T>>(&info->access);
    if constexpr (std::is_same_v<T, bool>) {
      info->kind = FieldKind::kBool;
      return cel::Type(cel::TypeKind::kBool);
    } else if constexpr (std::is_same_v<T, int64_t>) {
      info->kind = FieldKind::kInt;
      return cel::Type(cel::TypeKind::kInt);
    } else if constexpr (std::is_same_v<T, std::string>) {
      info->kind = FieldKind::kString;
      return cel::Type(cel::TypeKind::kString);
    } else {
      static_assert(std::is_same_v<T, PartialDate>, "a field is optional bool, int64_t, string, PartialDate, enum or vector");
      info->kind = FieldKind::kDate;
      return cel::Type(cel::TypeKind::kDate);
    }
  }
}

template <typename T>
struct Unwrapped {
  using type = T;
};
template <typename T>
struct Unwrapped<std::optional<T>> {
  using type = T;
};

template <typename S, typename T>
void BuildField(Schema* schema, const Field<S, T>& field, const S& prototype, RecordInfo* record, cel::StructType* type) {
  FieldInfo info;
  info.name = field.name;
  info.unit = field.unit;
  info.meaning = field.meaning;
  info.role = field.role;
  info.absent = field.absent;
  cel::Type field_type = BuildKind<typename Unwrapped<T>::type>(schema, &info);
  info.access.offset = static_cast<size_t>(reinterpret_cast<const char*>(&(prototype.*field.member)) -
                                           reinterpret_cast<const char*>(&prototype));
  if (info.role == Role::kRecordedOn) record->recorded_on = static_cast<int>(record->fields.size());
  record->fields.push_back(std::move(info));
  type->fields.push_back({field.name, std::move(field_type), field.absent == Absent::kNone});
}

template <typename S>
const RecordInfo* BuildRecord(Schema* schema) {
  for (const RecordInfo& known : schema->records) {
    if (known.name == Describe<S>::name) return &known;
  }
  RecordInfo& record = schema->records.emplace_back();
  record.index = static_cast<int>(schema->record_list.size());
  schema->record_list.push_back(&record);
  cel::StructType& type = schema->types.emplace_back();
  record.name = type.name = Describe<S>::name;
  record.type = &type;
  const S prototype{};
  std::apply([&](const auto&... field) { (BuildField(schema, field, prototype, &record, &type), ...); }, Describe<S>::fields);
  type.date_field = record.recorded_on;
  return &record;
}

// Never destroyed: a thread may still decide while the process ends.
const Schema& TheSchema() {
  static const Schema* const schema = [] {
    Schema* built = new Schema;
    BuildRecord<Household>(built);
    return built;
  }();
  return *schema;
}

}  // namespace

int RecordInfo::FieldIndex(absl::string_view field) const {
  for (size_t i = 0; i < fields.size(); ++i) {
    if (field == fields[i].name) return static_cast<int>(i);
  }
  return -1;
}

const RecordInfo& HouseholdRecord() { return TheSchema().records.front(); }

const std::vector<const RecordInfo*>& Records() { return TheSchema().record_list; }

const cel::StructType* HouseholdType() { return HouseholdRecord().type; }

const std::vector<const cel::EnumType*>& Enums() { return TheSchema().enum_list; }

const RecordInfo* RecordOf(const cel::StructType* type) {
  for (const RecordInfo* record : Records()) {
    if (record->type == type) return record;
  }
  return nullptr;
}

const FieldInfo* FieldOf(const cel::StructType* type, int field) {
  const RecordInfo* record = RecordOf(type);
  if (record == nullptr || field < 0 || static_cast<size_t>(field) >= record->fields.size()) return nullptr;
  return &record->fields[static_cast<size_t>(field)];
}

}  // namespace graduasi::model
