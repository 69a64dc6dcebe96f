#include "src/cel/names.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/cel/spelling.h"

namespace graduasi::cel {

const std::vector<std::pair<std::string, Type>>& NamedTypes() {
  const Type null(TypeKind::kNull);
  static const auto* const types = new std::vector<std::pair<std::string, Type>>{
      {"bool", Type(TypeKind::kBool)},
      {"int", Type(TypeKind::kInt)},
      {"uint", Type(TypeKind::kUint)},
      {"double", Type(TypeKind::kDouble)},
      {"string", Type(TypeKind::kString)},
      {"bytes", Type(TypeKind::kBytes)},
      {"date", Type(TypeKind::kDate)},
      {"google.protobuf.Timestamp", Type(TypeKind::kTimestamp)},
      {"google.protobuf.Duration", Type(TypeKind::kDuration)},
      {"list", Type::List(null)},
      {"map", Type::Map(null, null)},
      {"null_type", null},
      {"type", Type(TypeKind::kType)},
  };
  return *types;
}

Names::Names(const Environment& environment) : environment_(environment) {
  for (size_t i = 0; i < environment.variables.size(); ++i) {
    variables_.emplace(environment.variables[i].name, static_cast<int>(i));
  }
}

Meaning Names::Find(absl::string_view name, bool from_root) const {
  if (!from_root) {
    for (absl::string_view container = environment_.container; !container.empty();) {
      Meaning meaning = FindExactly(absl::StrCat(container, ".", name));
      if (meaning.kind != Meaning::kNothing) return meaning;
      const size_t dot = container.rfind('.');
      container = container.substr(0, dot == absl::string_view::npos ? 0 : dot);
    }
  }
  return FindExactly(std::string(name));
}

Meaning Names::FindExactly(const std::string& name) const {
  Meaning meaning;
  if (const auto variable = variables_.find(name); variable != variables_.end()) {
    meaning.kind = Meaning::kVariable;
    meaning.index = variable->second;
    meaning.type = environment_.variables[static_cast<size_t>(variable->second)].type;
    return meaning;
  }
  for (const auto& [type_name, type] : NamedTypes()) {
    if (type_name != name) continue;
    meaning.kind = Meaning::kTypeName;
    meaning.type = type;
    return meaning;
  }
  const size_t dot = name.rfind('.');
  const bool qualified = dot != std::string::npos;
  const absl::string_view enum_name = qualified ? absl::string_view(name).substr(0, dot) : "";
  const absl::string_view constant = qualified ? absl::string_view(name).substr(dot + 1) : absl::string_view(name);
  for (const EnumType* enumeration : environment_.enums) {
    if (qualified && enumeration->name != enum_name) continue;
    const int value = enumeration->ValueOf(constant);
    if (value < 0) continue;
    meaning.kind = meaning.choices.empty() ? Meaning::kConstant : Meaning::kAmbiguousConstant;
    meaning.index = value;
    meaning.type = Type::Enum(enumeration);
    meaning.choices.push_back(absl::StrCat(enumeration->name, ".", constant));
  }
  return meaning;
}

std::string Names::Unknown(absl::string_view name, const std::vector<std::string>& locals) const {
  const std::string lower = absl::AsciiStrToLower(name);
  if (lower == "true" || lower == "false" || lower == "null") return absl::StrCat("`", name, "` is written `", lower, "`");
  for (const EnumType* enumeration : environment_.enums) {
    if (enumeration->name == name) {
      return absl::StrCat("`", name, "` is a list of codes; write one of them: ",
                          absl::StrJoin(enumeration->constants, ", ", [&](std::string* out, const std::string& constant) {
                            absl::StrAppend(out, "`", enumeration->name, ".", constant, "`");
                          }));
    }
    const size_t dot = name.rfind('.');
    if (dot != absl::string_view::npos && enumeration->name == name.substr(0, dot)) {
      return absl::StrCat("`", name.substr(dot + 1), "` is not a code of ", enumeration->name,
                          DidYouMean(name.substr(dot + 1), enumeration->constants));
    }
  }
  std::vector<std::string> candidates = locals;
  for (const Variable& variable : environment_.variables) candidates.push_back(variable.name);
  for (const EnumType* enumeration : environment_.enums) {
    candidates.insert(candidates.end(), enumeration->constants.begin(), enumeration->constants.end());
  }
  // A name may be a field of a record that is at hand.
  std::string nearest = NearestName(name, candidates);
  std::vector<std::string> fields;
  for (const Variable& variable : environment_.variables) {
    if (!variable.type.is(TypeKind::kStruct)) continue;
    for (const StructField& field : variable.type.structure()->fields) {
      if (field.name == name && nearest != name) nearest = absl::StrCat(variable.name, ".", field.name);
      fields.push_back(field.name);
    }
  }
  if (nearest.empty()) {
    const std::string field = NearestName(name, fields);
    for (const Variable& variable : environment_.variables) {
      const bool has =
          !field.empty() && variable.type.is(TypeKind::kStruct) && variable.type.structure()->FieldIndex(field) >= 0;
      if (has && nearest.empty()) nearest = absl::StrCat(variable.name, ".", field);
    }
  }
  return absl::StrCat("`", name, "` is not a fact, parameter or field",
                      nearest.empty() ? "" : absl::StrCat("; did you mean `", nearest, "`?"));
}

}  // namespace graduasi::cel
