// How the domain model describes itself. Beside each struct of the model stands one constexpr table of its fields; the types of
// the policy language, the columns, the JSON and protobuf readers, validation and the reference page of facts are all derived
// from it. Nobody lists the fields a second time.
#ifndef GRADUASI_FIELD_H_
#define GRADUASI_FIELD_H_

#include <tuple>

namespace graduasi {

// What it means that a record holds no value for a field.
enum class Absent {
  kMissing,  // not known: whatever depends on it is missing (the default)
  kNone,     // known not to be: no objection was filed, the finding is not resolved. Only such a field may stand in has().
};

// What the field is for, beyond its value.
enum class Role {
  kValue,
  // Identity of a person (NIK, KK, name, address): never printed in a reason, a finding or a log.
  kIdentity,
  // The day that dates the record. Later than as_of: the record is not visible. Older than a policy's age limit: the rest of
  // the record counts as missing (stale).
  kRecordedOn,
  // A day on which something happened. Later than as_of: it has not happened yet, and reads as absent.
  kHappenedOn,
  // A day that may lie ahead (a due date, a plan).
  kPlannedFor,
};

template <typename Owner, typename T>
struct Field {
  const char* name;     // in JSON, protobuf, Arrow and policies alike
  T Owner::*member;     // std::optional<scalar>, std::optional<std::vector<record>>, or a record by value
  const char* unit;     // "IDR per month", "m2", ""; what reasons print after the number
  const char* meaning;  // one line
  Role role = Role::kValue;
  Absent absent = Absent::kMissing;
};
template <typename Owner, typename T>
Field(const char*, T Owner::*, const char*, const char*) -> Field<Owner, T>;
template <typename Owner, typename T>
Field(const char*, T Owner::*, const char*, const char*, Role) -> Field<Owner, T>;
template <typename Owner, typename T>
Field(const char*, T Owner::*, const char*, const char*, Role, Absent) -> Field<Owner, T>;

// Specialised beside each struct of the model:
//   static constexpr const char* name;    "Member"
//   static constexpr auto fields;         std::make_tuple(Field{...}, ...)
template <typename Struct>
struct Describe;

template <typename Enum>
struct EnumName {
  Enum value;
  const char* name;  // in JSON and policies: "BUSINESS_CAPITAL"
};

// Specialised beside each enum of the model; the enumerators are 0, 1, 2, ... in the order of the table:
//   static constexpr const char* name;         "AssistanceKind"
//   static constexpr EnumName<Enum> names[];
template <typename Enum>
struct DescribeEnum;

}  // namespace graduasi

#endif  // GRADUASI_FIELD_H_
