#include "tests/property/columns_side.h"

#include <map>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "src/model/record.h"

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

class Translator {
 public:
  explicit Translator(const std::vector<const Household*>& households) : households_(households) {}

  reference::Value Neutral(const columns::Value& value, const cel::Type& type) {
    if (value.standing == columns::Standing::kMissing) return reference::Missing();
    if (value.standing == columns::Standing::kError) return reference::Error();
    switch (type.kind()) {
      case cel::TypeKind::kNull:
        return reference::Null();
      case cel::TypeKind::kBool:
        return reference::Bool(value.boolean);
      case cel::TypeKind::kInt:
        return reference::IntRange(value.low, value.high);
      case cel::TypeKind::kDate:
        return reference::DateRange(value.low, value.high);
      case cel::TypeKind::kUint:
        return reference::Uint(value.uint);
      case cel::TypeKind::kDouble:
        return reference::Double(value.real);
      case cel::TypeKind::kString:
        return reference::String(value.text);
      case cel::TypeKind::kBytes:
        return reference::Bytes(value.text);
      case cel::TypeKind::kType:
        return reference::TypeName(value.text);
      case cel::TypeKind::kEnum:
        return reference::EnumNumber(value.low);
      case cel::TypeKind::kDuration:
        return reference::Duration(value.low);
      case cel::TypeKind::kTimestamp:
        return reference::Timestamp(value.timestamp.seconds, value.timestamp.nanos);
      case cel::TypeKind::kStruct:
        return RecordAt(type, value.record);
      case cel::TypeKind::kList:
        return NeutralList(value, type.element());
      default:
        return NeutralMap(value, type);
    }
  }

 private:
  reference::Value NeutralList(const columns::Value& value, const cel::Type& element) {
    std::vector<reference::Element> elements;
    for (size_t i = 0; i < value.elements.size(); ++i) {
      elements.push_back({Neutral(value.elements[i], element), value.memberships[i] == columns::Membership::kMaybeIn});
    }
    return reference::List(std::move(elements));
  }

  reference::Value NeutralMap(const columns::Value& value, const cel::Type& type) {
    std::vector<reference::Entry> entries;
    for (size_t i = 0; i < value.elements.size(); ++i) {
      entries.push_back({Neutral(value.elements[i], type.key()), Neutral(value.values[i], type.value())});
    }
    return reference::Map(std::move(entries));
  }

  reference::Value RecordAt(const cel::Type& type, int32_t row) {
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
  Translator translator(households);
  for (size_t i = 0; i < ids_.size(); ++i) {
    const columns::Register root = program_->expression(ids_[i]).root();
    const cel::Type& type = program_->expression(ids_[i]).expression().root->type;
    for (size_t row = 0; row < households.size(); ++row) {
      values[i].push_back(translator.Neutral(run_.Extract(root, static_cast<int32_t>(row)), type));
    }
  }
  return values;
}

}  // namespace graduasi::property
