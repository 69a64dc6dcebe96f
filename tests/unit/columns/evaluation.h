// For the tests of columns: expressions over a household, as_of and a few plain variables, evaluated on a batch, and values as
// short texts.
#ifndef GRADUASI_TESTS_UNIT_COLUMNS_EVALUATION_H_
#define GRADUASI_TESTS_UNIT_COLUMNS_EVALUATION_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graduasi/date.h"
#include "graduasi/household.h"
#include "src/cel/check.h"
#include "src/columns/batch.h"
#include "src/columns/program.h"
#include "src/columns/run.h"
#include "src/model/record.h"

namespace graduasi::columns {

inline int32_t Day(const char* text) { return Date::Parse(text)->days(); }
inline PartialDate On(const char* text) { return *PartialDate::Parse(text); }

inline Value MissingValue() {
  Value value;
  value.standing = Standing::kMissing;
  return value;
}
inline Value ErrorValue() {
  Value value;
  value.standing = Standing::kError;
  return value;
}
inline Value BoolValue(bool truth) {
  Value value;
  value.kind = cel::TypeKind::kBool;
  value.boolean = truth;
  return value;
}
inline Value IntValue(int64_t low, int64_t high) {
  Value value;
  value.kind = cel::TypeKind::kInt;
  value.low = low;
  value.high = high;
  return value;
}
inline Value IntValue(int64_t number) { return IntValue(number, number); }
inline Value TextValue(std::string text) {
  Value value;
  value.kind = cel::TypeKind::kString;
  value.text = std::move(text);
  return value;
}
inline Value UintValue(uint64_t number) {
  Value value;
  value.kind = cel::TypeKind::kUint;
  value.uint = number;
  return value;
}
inline Value ListValue(std::vector<Value> elements, std::vector<Membership> memberships = {}) {
  Value value;
  value.kind = cel::TypeKind::kList;
  value.elements = std::move(elements);
  value.memberships = std::move(memberships);
  return value;
}

// "missing", "error", "true", "7", "3..5", "[1, maybe 2]", "{a: 1}", "record 3".
inline std::string Show(const Value& value) {
  if (value.standing == Standing::kMissing) return "missing";
  if (value.standing == Standing::kError) return "error";
  switch (value.kind) {
    case cel::TypeKind::kNull:
      return "null";
    case cel::TypeKind::kBool:
      return value.boolean ? "true" : "false";
    case cel::TypeKind::kInt:
    case cel::TypeKind::kEnum:
    case cel::TypeKind::kDuration:
      return value.low == value.high ? absl::StrCat(value.low) : absl::StrCat(value.low, "..", value.high);
    case cel::TypeKind::kDate: {
      const std::string low = Date::FromDays(static_cast<int32_t>(value.low)).ToString();
      return value.low == value.high ? low : low + ".." + Date::FromDays(static_cast<int32_t>(value.high)).ToString();
    }
    case cel::TypeKind::kUint:
      return absl::StrCat(value.uint, "u");
    case cel::TypeKind::kDouble:
      return absl::StrCat(value.real);
    case cel::TypeKind::kString:
    case cel::TypeKind::kBytes:
    case cel::TypeKind::kType:
      return value.text;
    case cel::TypeKind::kStruct:
      return absl::StrCat("record ", value.record);
    case cel::TypeKind::kTimestamp:
      return absl::StrCat(value.timestamp.seconds, "s", value.timestamp.nanos);
    case cel::TypeKind::kMap: {
      std::vector<std::string> entries;
      for (size_t i = 0; i < value.elements.size(); ++i) {
        entries.push_back(Show(value.elements[i]) + ": " + Show(value.values[i]));
      }
      return "{" + absl::StrJoin(entries, ", ") + "}";
    }
    default: {
      std::vector<std::string> elements;
      for (size_t i = 0; i < value.elements.size(); ++i) {
        const bool maybe = i < value.memberships.size() && value.memberships[i] == Membership::kMaybeIn;
        elements.push_back((maybe ? "maybe " : "") + Show(value.elements[i]));
      }
      return "[" + absl::StrJoin(elements, ", ") + "]";
    }
  }
}

// Variables 0 and 1 are `household` and `as_of`.
class Evaluation {
 public:
  Evaluation() {
    environment.variables = {{"household", cel::Type::Struct(model::HouseholdType()), "variable"},
                             {"as_of", cel::Type(cel::TypeKind::kDate), "variable"}};
    environment.enums = model::Enums();
    bindings = {HouseholdBinding{}, AsOfBinding{}};
  }

  int Declare(const std::string& name, const cel::Type& type) {
    environment.variables.push_back({name, type, "variable"});
    bindings.emplace_back(InputBinding{type});
    inputs.emplace_back();
    return static_cast<int>(bindings.size()) - 1;
  }
  // A plain variable with a value for each row.
  int Input(const std::string& name, const cel::Type& type, std::vector<Value> values) {
    const int variable = Declare(name, type);
    inputs.back() = std::move(values);
    return variable;
  }
  int Table(const std::string& name, DatedTable table) {
    environment.variables.push_back({name, table.type, "parameter"});
    bindings.emplace_back(TableBinding{std::move(table)});
    inputs.emplace_back();
    return static_cast<int>(bindings.size()) - 1;
  }
  int Fact(const std::string& name, const std::string& source) {
    const auto expression = Check(source);
    environment.variables.push_back({name, expression->root->type, "fact"});
    bindings.emplace_back(FactBinding{expression});
    inputs.emplace_back();
    return static_cast<int>(bindings.size()) - 1;
  }

  std::shared_ptr<const cel::Expression> Check(const std::string& source) const {
    std::vector<cel::Issue> issues;
    auto expression = cel::Check(source, environment, &issues);
    for (const cel::Issue& issue : issues) ADD_FAILURE() << source << ": " << issue.message;
    return expression;
  }

  // Compiles `source` and fills a batch of `rows` rows, or of the households.
  void Execute(const std::string& source) {
    Builder builder(bindings, rules);
    id = builder.Compile(Check(source), reads);
    program = builder.Finish();
    std::vector<const Household*> pointers;
    for (const Household& household : households) pointers.push_back(&household);
    if (!repeated.empty()) pointers = repeated;
    if (pointers.empty()) {
      batch.Start(*program, rows);
    } else {
      ReadHouseholds(*program, pointers, recorded_when_true, &batch);
    }
    if (days.empty()) {
      batch.SetAsOf(as_of);
    } else {
      batch.SetAsOf(days);
    }
    for (size_t i = 2; i < bindings.size(); ++i) {
      if (std::holds_alternative<InputBinding>(bindings[i])) SetInput(*program, static_cast<int>(i), inputs[i - 2], &batch);
    }
    EXPECT_TRUE(run.Execute(*program, batch)) << source;
    root = program->expression(id).root();
  }

  std::vector<Value> Values(const std::string& source) {
    Execute(source);
    std::vector<Value> values;
    for (int32_t row = 0; row < batch.rows; ++row) {
      values.push_back(run.Extract(root, run.OuterRow(kHouseholds, row, program->info(root).space)));
    }
    return values;
  }
  // One text for each row.
  std::vector<std::string> Rows(const std::string& source) {
    std::vector<std::string> texts;
    for (const Value& value : Values(source)) texts.push_back(Show(value));
    return texts;
  }
  std::string One(const std::string& source) { return Rows(source).at(0); }

  cel::Environment environment;
  std::vector<Binding> bindings;
  std::vector<std::vector<Value>> inputs;  // by variable, from 2 on
  Rules rules = Rules::kPolicy;
  ReadRules reads;
  int32_t rows = 1;
  std::vector<Household> households;
  std::vector<const Household*> repeated;  // in place of `households`
  RecordedWhenTrue recorded_when_true;
  int32_t as_of = Day("2026-01-01");
  std::vector<int32_t> days;  // in place of `as_of`

  std::shared_ptr<const Program> program;
  Batch batch;
  Run run;
  ExpressionId id = kNoExpression;
  Register root = kNoRegister;
};

// The path of a field, from names.
inline std::vector<int> PathOf(const std::vector<std::string>& names) {
  const model::RecordInfo* record = &model::HouseholdRecord();
  std::vector<int> path;
  for (const std::string& name : names) {
    path.push_back(record->FieldIndex(name));
    record = record->fields[static_cast<size_t>(path.back())].record;
  }
  return path;
}

}  // namespace graduasi::columns

#endif  // GRADUASI_TESTS_UNIT_COLUMNS_EVALUATION_H_
