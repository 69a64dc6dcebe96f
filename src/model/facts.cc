// The reference of facts. Lists no field by hand and knows no policies.
#include "src/model/facts.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace graduasi::model {
namespace {

void AppendFacts(const RecordInfo& record, const std::string& owner, std::vector<Fact>* facts) {
  for (size_t i = 0; i < record.fields.size(); ++i) {
    const FieldInfo& field = record.fields[i];
    const std::string path = absl::StrCat(owner, ".", field.name);
    facts->push_back({path, record.type->fields[i].type.ToString(), &record, &field});
    if (field.kind == FieldKind::kRecord) AppendFacts(*field.record, path, facts);
    if (field.kind == FieldKind::kList) AppendFacts(*field.record, path + "[]", facts);
  }
}

}  // namespace

const std::vector<Fact>& Facts() {
  static const std::vector<Fact>* const facts = [] {
    auto* built = new std::vector<Fact>;
    AppendFacts(HouseholdRecord(), "household", built);
    return built;
  }();
  return *facts;
}

const Fact* FindFact(absl::string_view path) {
  constexpr absl::string_view kRoot = "household.";
  for (const Fact& fact : Facts()) {
    if (path == fact.path || path == absl::string_view(fact.path).substr(kRoot.size())) return &fact;
  }
  return nullptr;
}

std::string FactsPage() {
  std::string page;
  for (const Fact& fact : Facts()) {
    const FieldInfo& field = *fact.field;
    absl::StrAppend(&page, fact.path, "  ", fact.type);
    if (!field.unit.empty()) absl::StrAppend(&page, ", ", field.unit);
    absl::StrAppend(&page, "\n    ", field.meaning, "\n");
    if (field.kind == FieldKind::kRecord) continue;
    absl::StrAppend(&page, "    absent means: ", field.absent == Absent::kNone ? "none" : "missing");
    if (field.role == Role::kIdentity) absl::StrAppend(&page, "; identity: never printed");
    if (field.role == Role::kRecordedOn) absl::StrAppend(&page, "; dates its record");
    absl::StrAppend(&page, "\n");
    if (field.kind == FieldKind::kEnum) {
      absl::StrAppend(&page, "    values: ", absl::StrJoin(field.enumeration->constants, ", "), "\n");
    }
  }
  return page;
}

}  // namespace graduasi::model
