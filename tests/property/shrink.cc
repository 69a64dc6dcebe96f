#include "tests/property/shrink.h"

#include <utility>
#include <vector>

#include "src/model/record.h"

namespace graduasi::property {
namespace {

using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

// Adds every household that has one field or one element less.
void AddSmaller(const RecordInfo& record, const void* owner, const Household& whole, std::vector<Household>* smaller,
                const std::function<void*(Household*)>& find) {
  for (const FieldInfo& field : record.fields) {
    if (field.kind == FieldKind::kRecord) {
      AddSmaller(*field.record, field.Record(owner), whole, smaller,
                 [&](Household* other) { return field.MutableRecord(find(other)); });
      continue;
    }
    if (!field.Present(owner)) continue;
    smaller->push_back(whole);
    field.Clear(find(&smaller->back()));
    for (size_t i = 0; field.kind == FieldKind::kList && i < field.ListSize(owner); ++i) {
      smaller->push_back(whole);
      field.RemoveElement(find(&smaller->back()), i);
      AddSmaller(*field.record, field.Element(owner, i), whole, smaller,
                 [&](Household* other) { return field.MutableElement(find(other), i); });
    }
  }
}

}  // namespace

Household Shrunk(const Household& household, const std::function<bool(const Household&)>& fails) {
  constexpr int kMostAttempts = 3000;
  Household now = household;
  int attempts = 0;
  bool changed = true;
  while (changed) {
    changed = false;
    std::vector<Household> smaller;
    AddSmaller(model::HouseholdRecord(), &now, now, &smaller, [](Household* other) -> void* { return other; });
    for (Household& candidate : smaller) {
      if (++attempts > kMostAttempts) return now;
      if (!fails(candidate)) continue;
      now = std::move(candidate);
      changed = true;
      break;
    }
  }
  return now;
}

}  // namespace graduasi::property
