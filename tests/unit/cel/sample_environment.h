// A small environment for the tests of the language, shaped like a policy's, and short ways to check a text in it.
#ifndef GRADUASI_TESTS_UNIT_CEL_SAMPLE_ENVIRONMENT_H_
#define GRADUASI_TESTS_UNIT_CEL_SAMPLE_ENVIRONMENT_H_

#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/cel/check.h"

namespace graduasi::cel {

inline const EnumType* Programme() {
  static const EnumType type{"Programme", {"PKH", "BPNT", "OTHER"}};
  return &type;
}

inline const EnumType* Cause() {
  static const EnumType type{"Cause", {"DEATH", "OTHER"}};
  return &type;
}

inline const StructType* Member() {
  static const StructType type{"Member",
                               {{"age", Type(TypeKind::kInt), false},
                                {"died_on", Type(TypeKind::kDate), true},
                                {"programme", Type::Enum(Programme()), false},
                                {"seen_on", Type(TypeKind::kDate), false}},
                               3};
  return &type;
}

inline const StructType* Household() {
  static const StructType type{
      "Household",
      {{"income_per_head", Type(TypeKind::kInt), false}, {"members", Type::List(Type::Struct(Member())), false}},
      -1};
  return &type;
}

inline Environment SampleEnvironment() {
  Environment environment;
  environment.enums = {Programme(), Cause()};
  environment.variables = {{"household", Type::Struct(Household()), "variable"},
                           {"as_of", Type(TypeKind::kDate), "variable"},
                           {"params.hold_months", Type(TypeKind::kInt), "parameter"},
                           {"income", Type(TypeKind::kInt), "fact"},
                           {"share", Type(TypeKind::kDouble), "fact"},
                           {"pregnant", Type(TypeKind::kBool), "fact"},
                           {"programme", Type::Enum(Programme()), "fact"},
                           {"prices", Type::Map(Type(TypeKind::kString), Type(TypeKind::kInt)), "fact"},
                           {"measured_at", Type(TypeKind::kTimestamp), "fact"}};
  return environment;
}

inline std::shared_ptr<const Expression> CheckOk(absl::string_view source,
                                                 const Environment& environment = SampleEnvironment()) {
  std::vector<Issue> issues;
  std::shared_ptr<const Expression> expression = Check(source, environment, &issues);
  for (const Issue& issue : issues) ADD_FAILURE() << source << " @" << issue.position << ": " << issue.message;
  return expression;
}

// The static type of an expression that must be right; "" if it is not.
inline std::string TypeOf(absl::string_view source, const Environment& environment = SampleEnvironment()) {
  const std::shared_ptr<const Expression> expression = CheckOk(source, environment);
  return expression == nullptr ? "" : expression->root->type.ToString();
}

// "position: message" of every issue.
inline std::vector<std::string> IssuesOf(absl::string_view source, const Environment& environment = SampleEnvironment()) {
  std::vector<Issue> issues;
  const std::shared_ptr<const Expression> expression = Check(source, environment, &issues);
  EXPECT_EQ(expression == nullptr, !issues.empty()) << source;
  std::vector<std::string> texts;
  for (const Issue& issue : issues) texts.push_back(std::to_string(issue.position) + ": " + issue.message);
  return texts;
}

}  // namespace graduasi::cel

#endif  // GRADUASI_TESTS_UNIT_CEL_SAMPLE_ENVIRONMENT_H_
