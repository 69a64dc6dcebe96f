// One walk down the fields that lead to a fact asked for. Where a list is absent, everything below it is lacking in the record,
// but no value was expected there: nobody knows how many elements it has.
#include "src/programme/register_quality_completeness.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/model/facts.h"

namespace graduasi::programme {

using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

namespace {

// Whether the absence of the field is a lack of knowledge.
bool CanBeLacking(const FieldInfo& field) { return field.kind != FieldKind::kRecord && field.absent == Absent::kMissing; }

absl::Status CheckPaths(const std::vector<std::string>& paths, const char* option, bool bools) {
  for (const std::string& path : paths) {
    const model::Fact* fact = model::FindFact(path);
    if (fact == nullptr || fact->path != path) {
      return absl::InvalidArgumentError(
          absl::StrCat(option, ": a path names no fact; write it as in household.members[].born_on"));
    }
    if (bools && fact->field->kind != FieldKind::kBool) {
      return absl::InvalidArgumentError(absl::StrCat(option, ": ", path, " is no yes-or-no fact"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Completeness::Choose(const std::vector<std::string>& facts, const std::vector<std::string>& recorded_when_true) {
  if (absl::Status status = CheckPaths(facts, "facts", false); !status.ok()) return status;
  if (absl::Status status = CheckPaths(recorded_when_true, "recorded_when_true", true); !status.ok()) return status;
  const std::set<std::string> wanted(facts.begin(), facts.end());
  const std::set<std::string> never(recorded_when_true.begin(), recorded_when_true.end());
  facts_.clear();
  plan_ = Plan(model::HouseholdRecord(), "household", wanted, never);
  lacked_in_.assign(facts_.size(), 0);
  return absl::OkStatus();
}

std::vector<Completeness::Node> Completeness::Plan(const RecordInfo& record, const std::string& owner,
                                                   const std::set<std::string>& wanted, const std::set<std::string>& never) {
  std::vector<Node> nodes;
  for (const FieldInfo& field : record.fields) {
    const std::string path = absl::StrCat(owner, ".", field.name);
    Node node;
    node.field = &field;
    if (CanBeLacking(field) && never.count(path) == 0 && (wanted.empty() || wanted.count(path) != 0)) {
      node.fact = static_cast<int>(facts_.size());
      facts_.emplace_back().path = path;
    }
    if (field.record != nullptr) {
      node.fields = Plan(*field.record, field.kind == FieldKind::kList ? path + "[]" : path, wanted, never);
    }
    if (node.fact >= 0 || !node.fields.empty()) nodes.push_back(std::move(node));
  }
  return nodes;
}

void Completeness::Lack(int fact) {
  if (fact < 0) return;
  const auto at = static_cast<size_t>(fact);
  if (lacked_in_[at] == record_) return;
  lacked_in_[at] = record_;
  ++facts_[at].records_lacking;
}

void Completeness::LackBelow(const Node& node) {
  for (const Node& below : node.fields) {
    Lack(below.fact);
    LackBelow(below);
  }
}

void Completeness::Walk(const std::vector<Node>& nodes, const void* owner) {
  for (const Node& node : nodes) {
    const FieldInfo& field = *node.field;
    if (field.kind == FieldKind::kRecord) {
      Walk(node.fields, field.Record(owner));
      continue;
    }
    const bool present = field.Present(owner);
    if (node.fact >= 0) {
      FactCompleteness& fact = facts_[static_cast<size_t>(node.fact)];
      ++fact.values;
      if (!present) ++fact.values_lacking;
    }
    if (!present) Lack(node.fact);
    if (field.kind != FieldKind::kList) continue;
    // Absent and known to be none: there is nothing below to know.
    if (!present && field.absent == Absent::kMissing) LackBelow(node);
    for (size_t i = 0; i < field.ListSize(owner); ++i) Walk(node.fields, field.Element(owner, i));
  }
}

void Completeness::Add(const Household& household) {
  ++record_;
  Walk(plan_, &household);
}

}  // namespace graduasi::programme
