#include "tests/property/columns_side.h"

#include <map>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "src/model/record.h"
#include "tests/reference/from_columns.h"

namespace graduasi::property {
namespace {

using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

// Positions of fields for "household.members[].pregnant" or "household.mentoring.inspections.findings".
std::vector<int> PathOf(const std::string& text) {
  std::vector<int> path;
  const RecordInfo* record = &model::HouseholdRecord();
  const std::vector<std::string> names = absl::StrSplit(text, '.');
  for (size_t i = 1; i < names.size(); ++i) {
    const std::string name = names[i].substr(0, names[i].find('['));
    path.push_back(record->FieldIndex(name));
    record = record->fields[static_cast<size_t>(path.back())].record;
  }
  return path;
}

cel::Literal LiteralOf(const ParameterValue& value) {
  if (value.integer.has_value()) return *value.integer;
  if (value.boolean.has_value()) return *value.boolean;
  if (value.string.has_value()) return *value.string;
  return cel::DateValue{value.date->days()};
}

cel::Literal KeyLiteral(const std::string& key, const cel::Type& type) {
  if (type.is(cel::TypeKind::kInt)) {
    int64_t number = 0;
    (void)absl::SimpleAtoi(key, &number);
    return number;
  }
  if (type.is(cel::TypeKind::kEnum)) return cel::EnumValue{type.enumeration()->ValueOf(key)};
  return key;
}

columns::DatedTable TableOf(const Parameter& parameter, std::shared_ptr<const cel::Expression> key, const cel::Type& type) {
  columns::DatedTable table;
  table.type = type;
  table.key = std::move(key);
  table.by_region = table.key != nullptr && table.key->root->type.is(cel::TypeKind::kStruct);
  for (const Parameter::Version& version : parameter.versions) {
    columns::DatedTable::Version dated;
    dated.from_days = Date::Parse(version.from.text)->days();
    if (version.value.has_value()) dated.value = LiteralOf(*version.value);
    for (const Parameter::Entry& entry : version.entries) {
      dated.entries.push_back({KeyLiteral(entry.key, table.key->root->type), LiteralOf(entry.value)});
    }
    table.versions.push_back(std::move(dated));
  }
  return table;
}

// All records of one type in the households, in the order of their table. Every type of record stands in one place only.
void Collect(const RecordInfo& wanted, const RecordInfo& record, const void* owner, std::vector<const void*>* found) {
  if (&record == &wanted) found->push_back(owner);
  for (const FieldInfo& field : record.fields) {
    if (field.kind == FieldKind::kRecord) Collect(wanted, *field.record, field.Record(owner), found);
    for (size_t i = 0; field.kind == FieldKind::kList && i < field.ListSize(owner); ++i) {
      Collect(wanted, *field.record, field.Element(owner, i), found);
    }
  }
}

// Which record of the households a row of the table of its type is.
class RecordFinder {
 public:
  explicit RecordFinder(const std::vector<const Household*>& households) : households_(households) {}

  reference::Value operator()(const cel::Type& type, int32_t row) {
    const RecordInfo* info = model::RecordOf(type.structure());
    auto [entry, is_new] = tables_.try_emplace(info);
    if (is_new) {
      for (const Household* household : households_) Collect(*info, model::HouseholdRecord(), household, &entry->second);
    }
    if (row < 0 || static_cast<size_t>(row) >= entry->second.size()) return reference::Null();  // never the same as a record
    reference::Record record;
    record.info = info;
    record.owner = entry->second[static_cast<size_t>(row)];
    return reference::RecordOf(std::move(record));
  }

 private:
  const std::vector<const Household*>& households_;
  std::map<const RecordInfo*, std::vector<const void*>> tables_;
};

}  // namespace

ColumnsSide::ColumnsSide(const PolicyDocument& document, const reference::PolicyEnvironment& environment,
                         const std::vector<std::shared_ptr<const cel::Expression>>& expressions,
                         const std::vector<std::vector<MaxAge>>& limits) {
  std::vector<columns::Binding> bindings = {columns::HouseholdBinding{}, columns::AsOfBinding{}};
  for (size_t i = 0; i < document.parameters.size(); ++i) {
    const cel::Type& type = environment.names().variables[i + 2].type;
    bindings.push_back(columns::TableBinding{TableOf(document.parameters[i], environment.SharedKeyOf(i), type)});
  }
  for (size_t i = 0; i < document.facts.size(); ++i) bindings.push_back(columns::FactBinding{environment.Fact(i)});
  columns::Builder builder(std::move(bindings), columns::Rules::kPolicy);
  for (size_t i = 0; i < expressions.size(); ++i) {
    columns::ReadRules rules;
    for (const MaxAge& limit : limits[i]) rules.limits.push_back({PathOf(limit.fact.text), limit.months});
    ids_.push_back(builder.Compile(expressions[i], rules));
  }
  program_ = builder.Finish();
}

std::vector<std::vector<reference::Value>> ColumnsSide::Run(const std::vector<const Household*>& households, Date as_of,
                                                            const std::vector<std::string>& recorded_when_true) {
  columns::RecordedWhenTrue declared;
  for (const std::string& path : recorded_when_true) declared.push_back(PathOf(path));
  columns::ReadHouseholds(*program_, households, declared, &batch_);
  batch_.SetAsOf(as_of.days());
  std::vector<std::vector<reference::Value>> values(ids_.size());
  if (!run_.Execute(*program_, batch_)) return values;
  RecordFinder finder(households);
  const auto record = [&finder](const cel::Type& type, int32_t row) { return finder(type, row); };
  for (size_t i = 0; i < ids_.size(); ++i) {
    const columns::Register root = program_->expression(ids_[i]).root();
    const cel::Type& type = program_->expression(ids_[i]).expression().root->type;
    for (size_t row = 0; row < households.size(); ++row) {
      values[i].push_back(reference::FromColumns(run_.Extract(root, static_cast<int32_t>(row)), type, record));
    }
  }
  return values;
}

}  // namespace graduasi::property
