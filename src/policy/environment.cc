#include "src/policy/environment.h"

#include "absl/strings/str_cat.h"
#include "src/model/record.h"

namespace graduasi::policy {

cel::Type TypeOf(ParameterType type) {
  switch (type) {
    case ParameterType::kBool:
      return cel::Type(cel::TypeKind::kBool);
    case ParameterType::kString:
      return cel::Type(cel::TypeKind::kString);
    case ParameterType::kDate:
      return cel::Type(cel::TypeKind::kDate);
    case ParameterType::kInt:
    case ParameterType::kUnspecified:
      break;
  }
  return cel::Type(cel::TypeKind::kInt);
}

cel::Environment StartEnvironment(const PolicyDocument& document) {
  cel::Environment environment;
  environment.enums = model::Enums();
  environment.variables.push_back({"household", cel::Type::Struct(model::HouseholdType()), "household"});
  environment.variables.push_back({"as_of", cel::Type(cel::TypeKind::kDate), "day"});
  for (const Parameter& parameter : document.parameters) {
    environment.variables.push_back({absl::StrCat("params.", parameter.id.text), TypeOf(parameter.type), "parameter"});
  }
  return environment;
}

}  // namespace graduasi::policy
