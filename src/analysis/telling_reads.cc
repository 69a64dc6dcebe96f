#include "src/analysis/telling_reads.h"

#include <cstdlib>

#include "absl/strings/numbers.h"
#include "graduasi/date.h"
#include "src/policy/environment.h"

namespace graduasi::analysis {
namespace {

// By the order of the model, not of addresses: what is tried first must not depend on where things lie in memory.
bool Before(const std::pair<const model::RecordInfo*, int>& a, const std::pair<const model::RecordInfo*, int>& b) {
  return a.first->index != b.first->index ? a.first->index < b.first->index : a.second < b.second;
}

}  // namespace

Reads::Reads() : fields(&Before) {}

void Reads::Add(const policy::CheckedPolicy& policy, const cel::Expression& expression) { AddNode(policy, *expression.root); }

void Reads::AddLiteral(const cel::Type& type, const cel::Literal& literal) {
  if (const auto* number = std::get_if<int64_t>(&literal)) numbers.insert(*number);
  if (const auto* day = std::get_if<cel::DateValue>(&literal)) days.insert(day->days);
  if (const auto* choice = std::get_if<cel::EnumValue>(&literal)) choices.emplace(type.enumeration()->name, choice->value);
  if (const auto* text = std::get_if<std::string>(&literal)) {
    texts.insert(*text);
    if (const auto day = Date::Parse(*text)) days.insert(day->days());
  }
}

void Reads::AddNode(const policy::CheckedPolicy& policy, const cel::Node& node) {
  if (node.kind == cel::NodeKind::kLiteral) AddLiteral(node.type, node.literal);
  if (node.kind == cel::NodeKind::kField || node.kind == cel::NodeKind::kHasField) {
    const model::RecordInfo* record = model::RecordOf(node.args[0]->type.structure());
    if (record != nullptr) {
      fields.emplace(record, node.index);
      const model::RecordInfo* below = record->fields[static_cast<size_t>(node.index)].record;
      // Whether a record is seen depends on its date; a region is read whole.
      if (below != nullptr && below->recorded_on >= 0) fields.emplace(below, below->recorded_on);
      if (below != nullptr && below->name == "Region") {
        for (size_t i = 0; i < below->fields.size(); ++i) fields.emplace(below, static_cast<int>(i));
      }
    }
  }
  if (node.kind == cel::NodeKind::kVariable && seen_.emplace(&policy, node.index).second) {
    const int first_fact = policy::FirstFactVariable(policy.document);
    if (node.index >= first_fact) {
      Add(policy, *policy.facts[static_cast<size_t>(node.index - first_fact)]);
    } else if (node.index >= policy::kFirstParameterVariable) {
      const columns::DatedTable& table = policy.parameters[static_cast<size_t>(node.index - policy::kFirstParameterVariable)];
      if (table.key != nullptr) Add(policy, *table.key);
      for (const columns::DatedTable::Version& version : table.versions) {
        if (version.value.has_value()) AddLiteral(table.type, *version.value);
        for (const columns::DatedTable::Entry& entry : version.entries) {
          AddLiteral(table.key->root->type, entry.key);
          AddLiteral(table.type, entry.value);
        }
      }
    }
  }
  for (const cel::Node* arg : node.args) AddNode(policy, *arg);
}

void Reads::AddRules(const columns::ReadRules& rules) {
  for (const columns::AgeLimit& limit : rules.limits) {
    numbers.insert(limit.months);
    const model::RecordInfo* record = &model::HouseholdRecord();
    for (const int field : limit.path) {
      fields.emplace(record, field);
      record = record->fields[static_cast<size_t>(field)].record;
    }
    if (record->recorded_on >= 0) fields.emplace(record, record->recorded_on);
  }
}

void Reads::AddSafeguard(const policy::CheckedPolicy& policy, size_t index) {
  Add(policy, *policy.safeguards[index].when);
  AddRules(policy.safeguards[index].rules);
}

void Reads::AddCriterion(const policy::CheckedPolicy& policy, size_t index) {
  const policy::CheckedCriterion& criterion = policy.criteria[index];
  if (criterion.applies_when != nullptr) Add(policy, *criterion.applies_when);
  Add(policy, *criterion.require);
  AddRules(criterion.rules);
}

void Reads::AddRoute(const policy::CheckedPolicy& policy, size_t index) {
  const policy::CheckedRoute& route = policy.routes[index];
  for (const int criterion : route.all_of) AddCriterion(policy, static_cast<size_t>(criterion));
  for (const policy::CheckedRoute::AtLeast& at_least : route.at_least) {
    for (const int criterion : at_least.of) AddCriterion(policy, static_cast<size_t>(criterion));
  }
  if (route.score.has_value()) {
    Add(policy, *route.score->reached);
    AddRules(route.score->rules);
  }
}

}  // namespace graduasi::analysis
