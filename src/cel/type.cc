#include "src/cel/type.h"

#include "absl/strings/str_cat.h"

namespace graduasi::cel {
namespace {

std::shared_ptr<const std::vector<Type>> Params(std::vector<Type> types) {
  return std::make_shared<const std::vector<Type>>(std::move(types));
}

}  // namespace

Type Type::List(Type element) {
  Type type(TypeKind::kList);
  type.params_ = Params({std::move(element)});
  return type;
}

Type Type::Map(Type key, Type value) {
  Type type(TypeKind::kMap);
  type.params_ = Params({std::move(key), std::move(value)});
  return type;
}

Type Type::Struct(const StructType* structure) {
  Type type(TypeKind::kStruct);
  type.structure_ = structure;
  return type;
}

Type Type::Enum(const EnumType* enumeration) {
  Type type(TypeKind::kEnum);
  type.enumeration_ = enumeration;
  return type;
}

Type Type::Variable(int id) {
  Type type(TypeKind::kVariable);
  type.variable_ = id;
  return type;
}

std::string Type::ToString() const {
  switch (kind_) {
    case TypeKind::kNull:
      return "null";
    case TypeKind::kBool:
      return "bool";
    case TypeKind::kInt:
      return "int";
    case TypeKind::kUint:
      return "uint";
    case TypeKind::kDouble:
      return "double";
    case TypeKind::kString:
      return "string";
    case TypeKind::kBytes:
      return "bytes";
    case TypeKind::kDate:
      return "date";
    case TypeKind::kTimestamp:
      return "timestamp";
    case TypeKind::kDuration:
      return "duration";
    case TypeKind::kType:
      return "type";
    case TypeKind::kEnum:
      return enumeration_->name;
    case TypeKind::kStruct:
      return structure_->name;
    case TypeKind::kList:
      return absl::StrCat("list(", element().ToString(), ")");
    case TypeKind::kMap:
      return absl::StrCat("map(", key().ToString(), ", ", value().ToString(), ")");
    case TypeKind::kVariable:
      return "any";
  }
  return "any";
}

bool operator==(const Type& a, const Type& b) {
  if (a.kind_ != b.kind_ || a.variable_ != b.variable_ || a.structure_ != b.structure_ || a.enumeration_ != b.enumeration_) {
    return false;
  }
  if (a.params_ == b.params_) return true;
  return a.params_ != nullptr && b.params_ != nullptr && *a.params_ == *b.params_;
}

int StructType::FieldIndex(absl::string_view field) const {
  for (size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == field) return static_cast<int>(i);
  }
  return -1;
}

int EnumType::ValueOf(absl::string_view constant) const {
  for (size_t i = 0; i < constants.size(); ++i) {
    if (constants[i] == constant) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace graduasi::cel
