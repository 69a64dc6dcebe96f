#include "src/policy/check_parameters.h"

#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "src/cel/spelling.h"
#include "src/policy/environment.h"

namespace graduasi::policy {
namespace {

const char* Word(ParameterType type) {
  switch (type) {
    case ParameterType::kInt:
      return "int";
    case ParameterType::kBool:
      return "bool";
    case ParameterType::kString:
      return "string";
    case ParameterType::kDate:
      return "date";
    case ParameterType::kUnspecified:
      break;
  }
  return "int";
}

std::optional<cel::Literal> CheckValue(const ParameterValue& value, ParameterType type, Report* report) {
  if (type == ParameterType::kInt && value.integer) return cel::Literal(*value.integer);
  if (type == ParameterType::kBool && value.boolean) return cel::Literal(*value.boolean);
  if (type == ParameterType::kString && value.string) return cel::Literal(*value.string);
  if (type == ParameterType::kDate && value.date) return cel::Literal(cel::DateValue{value.date->days()});
  if (type != ParameterType::kUnspecified) {
    report->Add(value.place, absl::StrCat("the parameter's type asks for `", Word(type), ": ...` here"));
  }
  return std::nullopt;
}

std::optional<cel::Literal> CheckKey(const Parameter::Entry& entry, const cel::Type& type, Report* report) {
  switch (type.kind()) {
    case cel::TypeKind::kInt: {
      int64_t number = 0;
      if (absl::SimpleAtoi(entry.key, &number)) return cel::Literal(number);
      report->Add(entry.place, absl::StrCat("the key is a whole number, so \"", entry.key, "\" can never match"));
      return std::nullopt;
    }
    case cel::TypeKind::kEnum: {
      const int value = type.enumeration()->ValueOf(entry.key);
      if (value >= 0) return cel::Literal(cel::EnumValue{value});
      report->Add(entry.place, absl::StrCat("`", entry.key, "` is not a ", type.enumeration()->name,
                                            cel::DidYouMean(entry.key, type.enumeration()->constants)));
      return std::nullopt;
    }
    case cel::TypeKind::kStruct:
      if (!IsRegionCode(entry.key)) {
        report->Add(entry.place, absl::StrCat("\"", entry.key, "\" is not a Kemendagri region code such as \"35.79\""));
        return std::nullopt;
      }
      return cel::Literal(entry.key);
    default:
      return cel::Literal(entry.key);
  }
}

void CheckVersion(const Parameter& parameter, const Parameter::Version& version, const cel::Expression* key,
                  columns::DatedTable::Version* out, Report* report) {
  if (parameter.key.empty()) {
    if (!version.entries.empty()) report->Add(version.place, "entries need the parameter to have a `key`");
    if (version.value.has_value()) {
      out->value = CheckValue(*version.value, parameter.type, report);
    } else if (version.entries.empty()) {
      report->Add(version.place, absl::StrCat("this value is empty: write `", Word(parameter.type), ": ...`"));
    }
    return;
  }
  if (version.value.has_value()) report->Add(version.place, "a parameter with a `key` has entries, not a single value");
  if (version.entries.empty()) report->Add(version.place, "a table needs at least one `entry`");
  std::set<std::string> seen;
  for (const Parameter::Entry& entry : version.entries) {
    if (!seen.insert(entry.key).second) report->Add(entry.place, absl::StrCat("the key \"", entry.key, "\" stands twice"));
    std::optional<cel::Literal> value = CheckValue(entry.value, parameter.type, report);
    std::optional<cel::Literal> literal;
    if (key != nullptr) literal = CheckKey(entry, key->root->type, report);
    if (literal && value) out->entries.push_back({std::move(*literal), std::move(*value)});
  }
}

columns::DatedTable CheckParameter(const Parameter& parameter, std::optional<int32_t> effective_from,
                                   ExpressionChecker* expressions, Report* report) {
  columns::DatedTable table;
  table.type = TypeOf(parameter.type);
  if (parameter.type == ParameterType::kUnspecified) {
    report->Add(parameter.place, "`type` must be INT, BOOL, STRING or DATE");
  }
  if (parameter.source.empty()) {
    report->Add(parameter.place,
                absl::StrCat("parameter ", parameter.id.text, " names no `source`: where does the value come from?"));
  }
  if (parameter.versions.empty())
    report->Add(parameter.place, absl::StrCat("parameter ", parameter.id.text, " has no `value`"));
  if (!parameter.key.empty()) {
    table.key = expressions->Key(parameter.key);
    table.by_region = table.key != nullptr && table.key->root->type.is(cel::TypeKind::kStruct);
  }
  std::optional<int32_t> last;
  for (const Parameter::Version& version : parameter.versions) {
    columns::DatedTable::Version dated;
    CheckVersion(parameter, version, table.key.get(), &dated, report);
    const std::optional<int32_t> from = CheckDay(version.from, report);
    if (!from) continue;
    if (last && *from == *last) {
      report->Add(version.from, absl::StrCat("two values start on ", version.from.text));
    } else if (last && *from < *last) {
      report->Add(version.from,
                  "the values of a parameter stand in order of their `from` day; this one is earlier than the one before");
    } else if (!last && effective_from && *from > *effective_from) {
      report->Add(version.from, absl::StrCat("parameter ", parameter.id.text, " has no value on the policy's first day, ",
                                             Date::FromDays(*effective_from).ToString()));
    }
    last = from;
    dated.from_days = *from;
    table.versions.push_back(std::move(dated));
  }
  return table;
}

}  // namespace

std::optional<int32_t> CheckDay(const Placed& text, Report* report) {
  const std::optional<Date> date = Date::Parse(text.text);
  if (!date) {
    report->Add(text, absl::StrCat("\"", text.text, "\" is not a day; write it as \"2026-01-31\""));
    return std::nullopt;
  }
  return date->days();
}

bool IsRegionCode(absl::string_view code) {
  static constexpr size_t kLengths[] = {2, 2, 2, 4};
  const std::vector<absl::string_view> parts = absl::StrSplit(code, '.');
  if (parts.size() > 4) return false;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].size() != kLengths[i]) return false;
    for (const char c : parts[i]) {
      if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
    }
  }
  return true;
}

std::vector<columns::DatedTable> CheckParameters(const PolicyDocument& document, std::optional<int32_t> effective_from,
                                                 ExpressionChecker* expressions, Report* report) {
  std::vector<columns::DatedTable> tables;
  for (const Parameter& parameter : document.parameters) {
    tables.push_back(CheckParameter(parameter, effective_from, expressions, report));
  }
  return tables;
}

}  // namespace graduasi::policy
