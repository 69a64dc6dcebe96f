// The domain model as data: every record, field and enum of a household, built once from the constexpr tables in
// include/graduasi, and access to the fields of a record whose type is known only at run time. So readers, writers, validation,
// columns and the reference page walk one description. This file must not know policies, and lists no field by hand.
#ifndef GRADUASI_SRC_MODEL_RECORD_H_
#define GRADUASI_SRC_MODEL_RECORD_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graduasi/date.h"
#include "graduasi/field.h"
#include "src/cel/type.h"

namespace graduasi::model {

struct RecordInfo;

// A longer list is a mistake of the register (two families merged, a loop in an export), not a family.
inline constexpr int kMaxElements = 1000;

enum class FieldKind : uint8_t {
  kBool,    // std::optional<bool>
  kInt,     // std::optional<int64_t>
  kString,  // std::optional<std::string>, UTF-8
  kDate,    // std::optional<PartialDate>
  kEnum,    // std::optional<some enum>; its values are positions in `enumeration->constants`
  kList,    // std::optional<std::vector<record>>
  kRecord,  // a record by value, always there
};

// One field of a record. In the accessors `owner` points to a struct of the record's C++ type; the caller vouches for that and
// for the kind of the field.
struct FieldInfo {
  std::string name;
  std::string unit;     // "IDR per month", "m2", ""
  std::string meaning;  // one line
  Role role = Role::kValue;
  Absent absent = Absent::kMissing;
  FieldKind kind = FieldKind::kBool;
  const cel::EnumType* enumeration = nullptr;  // kEnum
  const RecordInfo* record = nullptr;          // kList: of an element; kRecord
  int max_elements = 0;                        // kList

  bool Present(const void* owner) const { return access.present(Address(owner)); }
  void Clear(void* owner) const { access.clear(Address(owner)); }  // makes it absent; a kRecord: all its fields

  const std::optional<bool>& Bool(const void* owner) const { return As<bool>(owner); }
  const std::optional<int64_t>& Int(const void* owner) const { return As<int64_t>(owner); }
  const std::optional<std::string>& String(const void* owner) const { return As<std::string>(owner); }
  const std::optional<PartialDate>& Date(const void* owner) const { return As<PartialDate>(owner); }
  std::optional<bool>* MutableBool(void* owner) const { return MutableAs<bool>(owner); }
  std::optional<int64_t>* MutableInt(void* owner) const { return MutableAs<int64_t>(owner); }
  std::optional<std::string>* MutableString(void* owner) const { return MutableAs<std::string>(owner); }
  std::optional<PartialDate>* MutableDate(void* owner) const { return MutableAs<PartialDate>(owner); }

  int32_t Enum(const void* owner) const { return access.get_enum(Address(owner)); }  // -1 if absent
  void SetEnum(void* owner, int32_t value) const { access.set_enum(Address(owner), value); }

  const void* Record(const void* owner) const { return Address(owner); }
  void* MutableRecord(void* owner) const { return Address(owner); }

  // 0 of an absent list.
  size_t ListSize(const void* owner) const { return access.list_size(Address(owner)); }
  const void* Element(const void* owner, size_t index) const { return access.element(Address(owner), index); }
  void* MutableElement(void* owner, size_t index) const { return const_cast<void*>(Element(owner, index)); }
  void StartList(void* owner) const { access.start_list(Address(owner)); }   // makes it present and empty
  void* Append(void* owner) const { return access.append(Address(owner)); }  // a new last element; the list is present
  void RemoveElement(void* owner, size_t index) const { access.remove(Address(owner), index); }

  // What the accessors do, given the address of the field. Set by the builder.
  struct Access {
    size_t offset = 0;  // of the field in its struct
    bool (*present)(const void* field) = nullptr;
    void (*clear)(void* field) = nullptr;
    int32_t (*get_enum)(const void* field) = nullptr;
    void (*set_enum)(void* field, int32_t value) = nullptr;
    size_t (*list_size)(const void* field) = nullptr;
    const void* (*element)(const void* field, size_t index) = nullptr;
    void (*start_list)(void* field) = nullptr;
    void* (*append)(void* field) = nullptr;
    void (*remove)(void* field, size_t index) = nullptr;
  };
  Access access;

 private:
  const void* Address(const void* owner) const { return static_cast<const char*>(owner) + access.offset; }
  void* Address(void* owner) const { return static_cast<char*>(owner) + access.offset; }
  template <typename T>
  const std::optional<T>& As(const void* owner) const {
    return *static_cast<const std::optional<T>*>(Address(owner));
  }
  template <typename T>
  std::optional<T>* MutableAs(void* owner) const {
    return static_cast<std::optional<T>*>(Address(owner));
  }
};

// One struct of the model. Field positions are those of its table and of `type->fields`.
struct RecordInfo {
  std::string name;  // "Member"
  std::vector<FieldInfo> fields;
  const cel::StructType* type = nullptr;
  int index = -1;        // position in Records()
  int recorded_on = -1;  // position of the field with Role::kRecordedOn; -1 if there is none

  int FieldIndex(absl::string_view field) const;  // -1 if there is none
};

// All descriptions live, at the same address, until the process ends; the first call builds them, on any thread.

// The root. (A Household's own address is the `owner` of its fields.)
const RecordInfo& HouseholdRecord();

// Every record of the model, Household first, each once, in the order in which a walk down the tables meets them.
const std::vector<const RecordInfo*>& Records();

// The household as a type of the policy language, and every enum of the model.
const cel::StructType* HouseholdType();
const std::vector<const cel::EnumType*>& Enums();

// What a type of the policy language describes; null for a type that is not of the model.
const RecordInfo* RecordOf(const cel::StructType* type);
// `field` is a position in type->fields.
const FieldInfo* FieldOf(const cel::StructType* type, int field);

}  // namespace graduasi::model

#endif  // GRADUASI_SRC_MODEL_RECORD_H_
