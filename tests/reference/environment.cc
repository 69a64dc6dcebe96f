#include "tests/reference/environment.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "src/model/record.h"

namespace graduasi::reference {
namespace {

cel::Type TypeOf(ParameterType type) {
  switch (type) {
    case ParameterType::kBool:
      return cel::Type(cel::TypeKind::kBool);
    case ParameterType::kString:
      return cel::Type(cel::TypeKind::kString);
    case ParameterType::kDate:
      return cel::Type(cel::TypeKind::kDate);
    default:
      return cel::Type(cel::TypeKind::kInt);
  }
}

Value ValueOf(const ParameterValue& value) {
  if (value.integer.has_value()) return Int(*value.integer);
  if (value.boolean.has_value()) return Bool(*value.boolean);
  if (value.string.has_value()) return String(*value.string);
  if (value.date.has_value()) return DateRange(value.date->days(), value.date->days());
  return Missing();
}

std::shared_ptr<const cel::Expression> Checked(const std::string& source, const cel::Environment& names, std::string* problem) {
  std::vector<cel::Issue> issues;
  std::shared_ptr<const cel::Expression> expression = cel::Check(source, names, &issues);
  if (expression == nullptr) *problem = absl::StrCat(source, ": ", issues.empty() ? "?" : issues[0].message);
  return expression;
}

// The version in force: the last that has started.
const Parameter::Version* InForce(const Parameter& parameter, Date as_of) {
  const Parameter::Version* in_force = nullptr;
  for (const Parameter::Version& version : parameter.versions) {
    const std::optional<Date> from = Date::Parse(version.from.text);
    if (from.has_value() && *from <= as_of) in_force = &version;
  }
  return in_force;
}

// How the key of a table is written as text.
std::string KeyText(const Value& key, const cel::Type& type) {
  switch (key.kind) {
    case Kind::kEnum:
      return type.enumeration()->constants[static_cast<size_t>(key.lo)];
    case Kind::kString:
      return key.text;
    case Kind::kBool:
      return key.truth ? "true" : "false";
    default:
      return absl::StrCat(key.lo);
  }
}

Value RegionEntry(const Parameter::Version& version, const Record& region) {
  const Region& where = *static_cast<const Region*>(region.owner);
  if (where.system != CodeSystem::kKemendagri || !where.code.has_value()) return Missing();
  const Parameter::Entry* longest = nullptr;
  for (const Parameter::Entry& entry : version.entries) {
    if (!RegionContains(entry.key, *where.code)) continue;
    if (longest == nullptr || entry.key.size() > longest->key.size()) longest = &entry;
  }
  return longest == nullptr ? Missing() : ValueOf(longest->value);
}

}  // namespace

bool RegionContains(const std::string& region, const std::string& code) {
  if (code.compare(0, region.size(), region) != 0) return false;
  return code.size() == region.size() || code[region.size()] == '.';
}

std::unique_ptr<PolicyEnvironment> PolicyEnvironment::Make(const PolicyDocument& document, std::string* problem) {
  std::unique_ptr<PolicyEnvironment> made(new PolicyEnvironment(document));
  made->names_.enums = model::Enums();
  made->names_.variables.push_back({"household", cel::Type::Struct(model::HouseholdType()), "variable"});
  made->names_.variables.push_back({"as_of", cel::Type(cel::TypeKind::kDate), "variable"});
  if (!made->AddParameters(problem) || !made->AddFacts(problem)) return nullptr;
  return made;
}

bool PolicyEnvironment::AddParameters(std::string* problem) {
  for (const Parameter& parameter : document_.parameters) {
    keys_.push_back(nullptr);
    if (!parameter.key.empty()) {
      keys_.back() = Checked(parameter.key.text, names_, problem);
      if (keys_.back() == nullptr) return false;
    }
    names_.variables.push_back({absl::StrCat("params.", parameter.id.text), TypeOf(parameter.type), "parameter"});
  }
  return true;
}

bool PolicyEnvironment::AddFacts(std::string* problem) {
  for (const graduasi::Fact& fact : document_.facts) {
    facts_.push_back(Checked(fact.expr.text, names_, problem));
    if (facts_.back() == nullptr) return false;
    names_.variables.push_back({fact.id.text, facts_.back()->root->type, "fact"});
  }
  return true;
}

Value PolicyEnvironment::Evaluate(const cel::Expression& expression, const Household& household, const Reading& reading) const {
  return EvaluateShared(expression, household, std::make_shared<const Reading>(reading));
}

Value PolicyEnvironment::EvaluateShared(const cel::Expression& expression, const Household& household,
                                        const SharedReading& reading) const {
  Interpreter interpreter(Rules::kPolicy,
                          [&](int32_t index) { return VariableValue(static_cast<size_t>(index), household, reading); });
  return interpreter.Evaluate(expression);
}

Value PolicyEnvironment::VariableValue(size_t index, const Household& household, const SharedReading& reading) const {
  if (index == 0) return RootOf(household, reading);
  if (index == 1) return DateRange(reading->as_of.days(), reading->as_of.days());
  index -= 2;
  if (index < keys_.size()) return ParameterOn(index, household, reading);
  return EvaluateShared(*facts_[index - keys_.size()], household, reading);
}

Value PolicyEnvironment::ParameterOn(size_t index, const Household& household, const SharedReading& reading) const {
  const Parameter& parameter = document_.parameters[index];
  const Parameter::Version* version = InForce(parameter, reading->as_of);
  if (keys_[index] == nullptr) return version != nullptr && version->value.has_value() ? ValueOf(*version->value) : Missing();
  const Value key = EvaluateShared(*keys_[index], household, reading);
  if (key.is(Kind::kError)) return key;
  if (version == nullptr || !Collapsed(key).present()) return Missing();
  if (key.is(Kind::kRecord)) return RegionEntry(*version, key.record);
  const std::string text = KeyText(key, keys_[index]->root->type);
  for (const Parameter::Entry& entry : version->entries) {
    if (entry.key == text) return ValueOf(entry.value);
  }
  return Missing();
}

}  // namespace graduasi::reference
