#include "src/model/path.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "src/cel/spelling.h"

namespace graduasi::model {
namespace {

std::vector<std::string> FieldNames(const RecordInfo& record) {
  std::vector<std::string> names;
  for (const FieldInfo& field : record.fields) names.push_back(field.name);
  return names;
}

// Splits "inspections[0]"; false if the brackets are not as they must be.
bool SplitStep(absl::string_view text, absl::string_view* name, int64_t* element) {
  *element = -1;
  const size_t open = text.find('[');
  *name = text.substr(0, open);
  if (open == absl::string_view::npos) return true;
  if (!absl::EndsWith(text, "]")) return false;
  const absl::string_view digits = text.substr(open + 1, text.size() - open - 2);
  if (digits.empty() || digits.find_first_not_of("0123456789") != absl::string_view::npos) return false;
  return absl::SimpleAtoi(digits, element);
}

}  // namespace

std::vector<PathStep> ParsePath(absl::string_view path, std::string* mistake) {
  const std::vector<absl::string_view> parts = absl::StrSplit(path, '.');
  if (parts[0] != "household" || parts.size() < 2) {
    *mistake = "a path starts with `household.` and names a fact, as in household.incomes[0].amount_idr";
    return {};
  }
  std::vector<PathStep> steps;
  const RecordInfo* record = &HouseholdRecord();
  for (size_t i = 1; i < parts.size(); ++i) {
    absl::string_view name;
    PathStep step;
    if (!SplitStep(parts[i], &name, &step.element)) {
      *mistake = absl::StrCat("`", parts[i], "` is not a name, or a name and a position counted from 0, as incomes[0]");
      return {};
    }
    const int index = record->FieldIndex(name);
    if (index < 0) {
      *mistake =
          absl::StrCat("`", name, "` is no field of ", record->name, cel::DidYouMean(std::string(name), FieldNames(*record)));
      return {};
    }
    step.field = &record->fields[static_cast<size_t>(index)];
    const bool last = i + 1 == parts.size();
    if (step.element >= 0 && step.field->kind != FieldKind::kList) {
      *mistake = absl::StrCat("`", name, "` is no list; leave out [", step.element, "]");
      return {};
    }
    if (!last && step.field->record == nullptr) {
      *mistake = absl::StrCat("`", name, "` holds a value and has no fields of its own");
      return {};
    }
    if (!last && step.field->kind == FieldKind::kList && step.element < 0) {
      *mistake = absl::StrCat("`", name, "` is a list; say which of it, counted from 0, as ", name, "[0]");
      return {};
    }
    record = step.field->record;
    steps.push_back(step);
  }
  return steps;
}

void* OwnerOf(const std::vector<PathStep>& steps, void* household, std::string* mistake) {
  void* owner = household;
  for (size_t i = 0; i + 1 < steps.size(); ++i) {
    const FieldInfo& field = *steps[i].field;
    if (field.kind == FieldKind::kRecord) {
      owner = field.MutableRecord(owner);
      continue;
    }
    const size_t size = field.ListSize(owner);
    const auto element = static_cast<size_t>(steps[i].element);
    if (element >= size) {
      *mistake = absl::StrCat("there is no ", field.name, "[", element, "]; the record holds ", size, " of them");
      return nullptr;
    }
    owner = field.MutableElement(owner, element);
  }
  return owner;
}

}  // namespace graduasi::model
