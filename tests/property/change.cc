#include "tests/property/change.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/model/record.h"

namespace graduasi::property {
namespace {

using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

// One step from a record to a field, and into an element of it if it is a list.
struct Step {
  int field = 0;
  size_t element = 0;
};

// Calls `visit` for every field, with the steps that lead to its owner.
using Visit = std::function<void(const std::vector<Step>& steps, const std::string& path, const std::string& plain,
                                 const FieldInfo& field, int index, const void* owner)>;
void Walk(const RecordInfo& record, const void* owner, const std::string& path, const std::string& plain,
          std::vector<Step>* steps, const Visit& visit) {
  for (int i = 0; i < static_cast<int>(record.fields.size()); ++i) {
    const FieldInfo& field = record.fields[static_cast<size_t>(i)];
    const std::string at = absl::StrCat(path, ".", field.name);
    const std::string plain_at = absl::StrCat(plain, ".", field.name);
    if (field.kind != FieldKind::kRecord) visit(*steps, at, plain_at, field, i, owner);
    if (field.kind == FieldKind::kRecord) {
      steps->push_back({i, 0});
      Walk(*field.record, field.Record(owner), at, plain_at, steps, visit);
      steps->pop_back();
    }
    for (size_t e = 0; field.kind == FieldKind::kList && e < field.ListSize(owner); ++e) {
      steps->push_back({i, e});
      Walk(*field.record, field.Element(owner, e), absl::StrCat(at, "[", e, "]"), plain_at + "[]", steps, visit);
      steps->pop_back();
    }
  }
}

// The owner in another household of the same shape.
void* Follow(const std::vector<Step>& steps, Household* household) {
  const RecordInfo* record = &model::HouseholdRecord();
  void* owner = household;
  for (const Step& step : steps) {
    const FieldInfo& field = record->fields[static_cast<size_t>(step.field)];
    owner = field.kind == FieldKind::kList ? field.MutableElement(owner, step.element) : field.MutableRecord(owner);
    record = field.record;
  }
  return owner;
}

}  // namespace

std::vector<Changed> WithOneFactMissing(const Household& household, const std::vector<std::string>& recorded_when_true) {
  std::vector<Changed> all;
  std::vector<Step> start;
  Walk(model::HouseholdRecord(), &household, "household", "household", &start,
       [&](const std::vector<Step>& steps, const std::string& path, const std::string& plain, const FieldInfo& field, int,
           const void* owner) {
         if (!field.Present(owner) || field.absent == Absent::kNone) return;
         if (std::find(recorded_when_true.begin(), recorded_when_true.end(), plain) != recorded_when_true.end()) return;
         Changed changed{path, household};
         field.Clear(Follow(steps, &changed.household));
         all.push_back(std::move(changed));
       });
  return all;
}

std::vector<Changed> WithOneDateLessPrecise(const Household& household) {
  std::vector<Changed> all;
  std::vector<Step> start;
  Walk(model::HouseholdRecord(), &household, "household", "household", &start,
       [&](const std::vector<Step>& steps, const std::string& path, const std::string&, const FieldInfo& field, int,
           const void* owner) {
         if (field.kind != FieldKind::kDate || !field.Present(owner)) return;
         const Date day = field.Date(owner)->first();
         for (const PartialDate& less : {PartialDate::Month(day.year(), day.month()), PartialDate::Year(day.year())}) {
           if (less.ToString().size() >= field.Date(owner)->ToString().size()) continue;
           Changed changed{absl::StrCat(path, " as ", less.ToString()), household};
           *field.MutableDate(Follow(steps, &changed.household)) = less;
           all.push_back(std::move(changed));
         }
       });
  return all;
}

}  // namespace graduasi::property
