// Applies changes to a household: the value of each is read as the record it belongs in is read, so that whatever a record may
// hold a change may set, and what is wrong is told in the same words.
#include "graduasi/change.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "src/base/findings.h"
#include "src/model/path.h"
#include "src/wire/household_json.h"

namespace graduasi {
namespace {

using model::FieldInfo;
using model::FieldKind;
using model::PathStep;

// Copies one field, and all that is in it, from one record to another of the same type.
void CopyField(const FieldInfo& field, const void* from, void* to) {
  field.Clear(to);
  switch (field.kind) {
    case FieldKind::kBool:
      *field.MutableBool(to) = field.Bool(from);
      return;
    case FieldKind::kInt:
      *field.MutableInt(to) = field.Int(from);
      return;
    case FieldKind::kString:
      *field.MutableString(to) = field.String(from);
      return;
    case FieldKind::kDate:
      *field.MutableDate(to) = field.Date(from);
      return;
    case FieldKind::kEnum:
      if (field.Present(from)) field.SetEnum(to, field.Enum(from));
      return;
    case FieldKind::kRecord:
      for (const FieldInfo& inner : field.record->fields) CopyField(inner, field.Record(from), field.MutableRecord(to));
      return;
    case FieldKind::kList:
      if (!field.Present(from)) return;
      field.StartList(to);
      for (size_t i = 0; i < field.ListSize(from); ++i) {
        const void* element = field.Element(from, i);
        void* copy = field.Append(to);
        for (const FieldInfo& inner : field.record->fields) CopyField(inner, element, copy);
      }
      return;
  }
}

class Applier {
 public:
  Applier(Household* household, Findings* findings) : household_(household), findings_(findings) {}

  void Apply(const Change& change) {
    std::string mistake;
    const std::vector<PathStep> steps = model::ParsePath(change.path, &mistake);
    void* owner = steps.empty() ? nullptr : model::OwnerOf(steps, household_, &mistake);
    if (owner == nullptr) return Report(change, mistake);
    const FieldInfo& field = *steps.back().field;
    const int64_t element = steps.back().element;
    if (element >= 0 && static_cast<size_t>(element) >= field.ListSize(owner)) {
      return Report(change, absl::StrCat("there is no ", field.name, "[", element, "]; the record holds ",
                                         field.ListSize(owner), " of them"));
    }
    switch (change.kind) {
      case Change::Kind::kRemove:
        return element >= 0 ? field.RemoveElement(owner, static_cast<size_t>(element)) : field.Clear(owner);
      case Change::Kind::kAdd:
        if (field.kind != FieldKind::kList || element >= 0) return Report(change, "only to a list can something be added");
        if (!field.Present(owner)) {
          return Report(change, absl::StrCat("nothing is recorded of ", field.name, " here; set it to a list first, as []"));
        }
        return ReadElement(change, steps, field.Append(owner));
      case Change::Kind::kSet:
        if (element >= 0) return ReadElement(change, steps, field.MutableElement(owner, static_cast<size_t>(element)));
        return ReadField(change, steps, owner);
    }
  }

 private:
  void Report(const Change& change, std::string message) { findings_->push_back({change.path, 0, 0, std::move(message)}); }

  // Reads the value into a household that holds nothing else, at the same place; null and findings if it does not fit.
  const void* Read(const Change& change, const std::vector<PathStep>& steps, bool in_list) {
    std::string json;
    std::string close;
    for (size_t i = 0; i < steps.size(); ++i) {
      const bool list = i + 1 == steps.size() ? in_list : steps[i].field->kind == FieldKind::kList;
      absl::StrAppend(&json, "{\"", steps[i].field->name, list ? "\":[" : "\":");
      close.insert(0, list ? "]}" : "}");
    }
    const size_t before = json.size();
    absl::StrAppend(&json, change.value, close);
    Findings found;
    scratch_ = Household();
    const absl::string_view value = absl::StripAsciiWhitespace(change.value);
    if (value.empty()) {
      found.push_back({"", 0, 0, "a value is missing; write it as in a record: 3222111, true, \"2026-06-15\", \"SERIOUS\""});
    } else if (value == "null") {
      found.push_back({"", 0, 0, "null is no value; to make a fact unknown, remove it"});
    } else {
      wire::ReadHouseholdJson(json, &scratch_, &found);
    }
    // What could be JSON only because of what stands around it is none: 1}, {"id":"x"
    if (found.empty() && !IsOneValue(change.value)) found.push_back({"", 0, 0, "this is not one value of JSON"});
    for (Finding& finding : found) {
      finding.path = change.path;
      if (finding.line == 1) {
        finding.column = finding.column > static_cast<int>(before) ? finding.column - static_cast<int>(before) : 1;
      }
      findings_->push_back(std::move(finding));
    }
    if (!found.empty()) return nullptr;
    const void* owner = &scratch_;
    for (size_t i = 0; i + 1 < steps.size(); ++i) {
      const FieldInfo& field = *steps[i].field;
      owner = field.kind == FieldKind::kList ? field.Element(owner, 0) : field.Record(owner);
    }
    return owner;
  }

  // Brackets that stand outside quotes close what they opened, and nothing follows at the top.
  static bool IsOneValue(absl::string_view text) {
    int depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (quoted) {
        if (c == '\\') ++i;
        if (c == '"') quoted = false;
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if (c == '}' || c == ']') {
        if (--depth < 0) return false;
      } else if (c == ',' && depth == 0) {
        return false;
      }
    }
    return depth == 0 && !quoted;
  }

  void ReadField(const Change& change, const std::vector<PathStep>& steps, void* owner) {
    const void* read = Read(change, steps, false);
    if (read != nullptr) CopyField(*steps.back().field, read, owner);
  }

  void ReadElement(const Change& change, const std::vector<PathStep>& steps, void* element) {
    const void* read = Read(change, steps, true);
    if (read == nullptr) return;
    const FieldInfo& field = *steps.back().field;
    const void* from = field.Element(read, 0);
    for (const FieldInfo& inner : field.record->fields) CopyField(inner, from, element);
  }

  Household* household_;
  Findings* findings_;
  Household scratch_;
};

}  // namespace

bool operator==(const Change& a, const Change& b) { return a.kind == b.kind && a.path == b.path && a.value == b.value; }

absl::Status Apply(absl::Span<const Change> changes, Household* household, Findings* findings) {
  Household changed = *household;
  Findings found;
  Applier applier(&changed, &found);
  for (const Change& change : changes) applier.Apply(change);
  if (!found.empty()) {
    absl::Status status = InvalidArgument(found);
    if (findings != nullptr) findings->insert(findings->end(), found.begin(), found.end());
    return status;
  }
  *household = std::move(changed);
  return absl::OkStatus();
}

std::string ToJson(const Household& household) { return wire::WriteHouseholdJson(household); }

}  // namespace graduasi
