// The static types of the expression language. A type is a small value, compared by structure. This file knows neither
// households nor columns: a struct or an enum type is a description that somebody else (the model) provides.
#ifndef GRADUASI_SRC_CEL_TYPE_H_
#define GRADUASI_SRC_CEL_TYPE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace graduasi::cel {

struct StructType;
struct EnumType;

enum class TypeKind : uint8_t {
  kNull,
  kBool,
  kInt,     // int64
  kUint,    // uint64
  kDouble,  // IEEE 754 binary64
  kString,  // UTF-8
  kBytes,
  kDate,       // civil date, days since 1970-01-01; an extension
  kTimestamp,  // google.protobuf.Timestamp
  kDuration,   // google.protobuf.Duration
  kType,       // the type of a type
  kEnum,       // a strongly typed enum; `enumeration` describes it
  kStruct,     // a record; `structure` describes it
  kList,       // params[0] is the element
  kMap,        // params[0] is the key, params[1] the value
  kVariable,   // a type variable; only inside the checker and in signatures
};

// A static type. Copying is cheap (parameters are shared).
class Type {
 public:
  Type() : Type(TypeKind::kNull) {}
  explicit Type(TypeKind kind) : kind_(kind) {}
  static Type List(Type element);
  static Type Map(Type key, Type value);
  static Type Struct(const StructType* structure);
  static Type Enum(const EnumType* enumeration);
  static Type Variable(int id);

  TypeKind kind() const { return kind_; }
  bool is(TypeKind kind) const { return kind_ == kind; }
  const Type& element() const { return (*params_)[0]; }         // kList
  const Type& key() const { return (*params_)[0]; }             // kMap
  const Type& value() const { return (*params_)[1]; }           // kMap
  const StructType* structure() const { return structure_; }    // kStruct
  const EnumType* enumeration() const { return enumeration_; }  // kEnum
  int variable() const { return variable_; }                    // kVariable

  // As a policy author writes it: `int`, `list(string)`, `map(string, int)`, `Member`.
  std::string ToString() const;

  friend bool operator==(const Type& a, const Type& b);
  friend bool operator!=(const Type& a, const Type& b) { return !(a == b); }

 private:
  TypeKind kind_;
  int variable_ = 0;
  const StructType* structure_ = nullptr;
  const EnumType* enumeration_ = nullptr;
  std::shared_ptr<const std::vector<Type>> params_;
};

// One field of a record. Reading a field of which the record holds no value gives a missing value, never a default.
struct StructField {
  std::string name;
  Type type;
  bool absent_means_none = false;  // only such a field may stand in has()
};

struct StructType {
  std::string name;
  std::vector<StructField> fields;
  int date_field = -1;  // index of the field that dates the record, for latest(); -1 if it has none

  int FieldIndex(absl::string_view field) const;  // -1 if there is none
};

struct EnumType {
  std::string name;
  std::vector<std::string> constants;  // position = value

  int ValueOf(absl::string_view constant) const;  // -1 if there is none
};

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_TYPE_H_
