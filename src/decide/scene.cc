#include "src/decide/scene.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "graduasi/date.h"
#include "src/policy/environment.h"

namespace graduasi::decide {
namespace {

using cel::Function;
using cel::NodeKind;
using cel::TypeKind;
using columns::Register;
using columns::Standing;

// Goes down a path to row `row` of all records at its end, counted over the whole household; false, and `row` less by the
// records that were passed, if there are not so many below `owner`.
bool Descend(const model::RecordInfo& record, const void* owner, const std::vector<int>& path, size_t step, int32_t* row,
             Located* found) {
  const size_t before = found->path.size();
  if (step == path.size()) {
    if ((*row)-- > 0) return false;
    found->record = &record;
    found->owner = owner;
    return true;
  }
  const model::FieldInfo& field = record.fields[static_cast<size_t>(path[step])];
  if (field.kind == model::FieldKind::kRecord) {
    absl::StrAppend(&found->path, ".", field.name);
    if (Descend(*field.record, field.Record(owner), path, step + 1, row, found)) return true;
    found->path.resize(before);
    return false;
  }
  const size_t size = field.ListSize(owner);
  size_t first = 0;
  if (step + 1 == path.size()) {  // no need to count one by one
    first = std::min(size, static_cast<size_t>(*row));
    *row -= static_cast<int32_t>(first);
  }
  for (size_t i = first; i < size; ++i) {
    absl::StrAppend(&found->path, ".", field.name, "[", i, "]");
    if (Descend(*field.record, field.Element(owner, i), path, step + 1, row, found)) return true;
    found->path.resize(before);
  }
  return false;
}

Located LocateRow(const Household& household, const std::vector<int>& path, int32_t row) {
  Located found{nullptr, nullptr, "household"};
  return Descend(model::HouseholdRecord(), &household, path, 0, &row, &found) ? found : Located{};
}

}  // namespace

Spot RootOf(const Scene& scene, columns::ExpressionId expression) {
  return {expression, scene.program->expression(expression).expression().root, columns::kHouseholds, 0};
}

Register RegisterAt(const Scene& scene, const Spot& spot) {
  return scene.program->expression(spot.expression).RegisterOf(spot.node);
}

int32_t RowOf(const Scene& scene, Register reg, const Spot& spot) {
  if (spot.space <= columns::kHouseholds) return 0;  // there is one household
  return scene.run->OuterRow(spot.space, spot.row, scene.program->info(reg).space);
}

int32_t RowAt(const Scene& scene, const Spot& spot) { return RowOf(scene, RegisterAt(scene, spot), spot); }

Standing StandingAt(const Scene& scene, const Spot& spot) {
  const Register reg = RegisterAt(scene, spot);
  return reg == columns::kNoRegister ? Standing::kPresent : scene.run->StandingOf(reg, RowOf(scene, reg, spot));
}

Spot To(const Spot& spot, const cel::Node* node) { return {spot.expression, node, spot.space, spot.row}; }

Spot IntoFact(const Scene& scene, const Spot& spot, columns::ExpressionId fact) {
  // A fact knows nothing of the macros around its use: it is seen from the household.
  Spot inside = RootOf(scene, fact);
  inside.row = scene.run->OuterRow(spot.space, spot.row, columns::kHouseholds);
  return inside;
}

Located LocateRecord(const Scene& scene, const Spot& spot) {
  const Register reg = RegisterAt(scene, spot);
  const columns::RegisterInfo& info = scene.program->info(reg);
  if (info.records < 0) return {};
  return LocateRecordRow(scene, info.records, scene.run->RecordRow(reg, RowAt(scene, spot)));
}

Located LocateRecordRow(const Scene& scene, int32_t records, int32_t row) {
  return LocateRow(*scene.household, scene.program->records(records).path, row);
}

std::string PlainText(const Scene& scene, const cel::Type& type, Register reg, const Spot& spot) {
  if (reg == columns::kNoRegister) return "";
  const int32_t row = RowOf(scene, reg, spot);
  if (scene.run->StandingOf(reg, row) != Standing::kPresent) return "";
  switch (type.kind()) {
    case TypeKind::kBool:
      return scene.run->Bool(reg, row) ? "true" : "false";
    case TypeKind::kInt: {
      const columns::IntRange range = scene.run->Int(reg, row);
      std::string text = absl::StrCat(range.low);
      if (range.low != range.high) absl::StrAppend(&text, "..", range.high);
      return text;
    }
    case TypeKind::kUint:
      return absl::StrCat(scene.run->Uint(reg, row));
    case TypeKind::kDate: {
      const columns::DateRange range = scene.run->Date(reg, row);
      std::string text = Date::FromDays(range.low).ToString();
      if (range.low != range.high) absl::StrAppend(&text, "..", Date::FromDays(range.high).ToString());
      return text;
    }
    case TypeKind::kEnum:
      return type.enumeration()->constants[static_cast<size_t>(scene.run->Int(reg, row).low)];
    case TypeKind::kString:
      return std::string(scene.run->Text(reg, row));
    default:
      return "";
  }
}

}  // namespace graduasi::decide
