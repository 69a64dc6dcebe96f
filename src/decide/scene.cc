#include "src/decide/scene.h"

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

// Row `row` of the table of all records at the end of `path`, counted over the whole household.
Located LocateRow(const Household& household, const std::vector<int>& path, int32_t row) {
  // The records at each step of the path, as far as they hold the one that is asked for. A path has at most a few steps and a
  // household at most some thousand records.
  std::vector<Located> level = {{&model::HouseholdRecord(), &household, "household"}};
  for (const int position : path) {
    std::vector<Located> next;
    for (const Located& at : level) {
      const model::FieldInfo& field = at.record->fields[static_cast<size_t>(position)];
      const std::string here = absl::StrCat(at.path, ".", field.name);
      if (field.kind == model::FieldKind::kRecord) {
        next.push_back({field.record, field.Record(at.owner), here});
        continue;
      }
      const size_t size = field.ListSize(at.owner);
      for (size_t i = 0; i < size; ++i)
        next.push_back({field.record, field.Element(at.owner, i), absl::StrCat(here, "[", i, "]")});
    }
    level = std::move(next);
  }
  return static_cast<size_t>(row) < level.size() ? level[static_cast<size_t>(row)] : Located{};
}

std::string Range(const std::string& low, const std::string& high) { return low == high ? low : absl::StrCat(low, "..", high); }

bool IsMoney(const std::string& unit) { return unit == "IDR" || absl::StartsWith(unit, "IDR "); }

}  // namespace

Spot RootOf(const Scene& scene, columns::ExpressionId expression) {
  return {expression, scene.program->expression(expression).expression().root, columns::kHouseholds, 0};
}

Register RegisterAt(const Scene& scene, const Spot& spot) {
  return scene.program->expression(spot.expression).RegisterOf(spot.node);
}

int32_t RowAt(const Scene& scene, const Spot& spot) {
  return scene.run->OuterRow(spot.space, spot.row, scene.program->info(RegisterAt(scene, spot)).space);
}

Standing StandingAt(const Scene& scene, const Spot& spot) {
  const Register reg = RegisterAt(scene, spot);
  return reg == columns::kNoRegister ? Standing::kPresent : scene.run->StandingOf(reg, RowAt(scene, spot));
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

std::string UnitOf(const Scene& scene, columns::ExpressionId expression, const cel::Node& node) {
  const PolicyDocument& document = scene.policy->document;
  const auto unit_of = [&](size_t arg) { return arg < node.args.size() ? UnitOf(scene, expression, *node.args[arg]) : ""; };
  switch (node.kind) {
    case NodeKind::kVariable: {
      const int parameter = node.index - policy::kFirstParameterVariable;
      const int fact = node.index - policy::FirstFactVariable(document);
      if (fact >= 0) {
        const std::string& stated = document.facts[static_cast<size_t>(fact)].unit;
        if (!stated.empty()) return stated;
        const columns::ExpressionId id = scene.program->expression(expression).FactOf(&node);
        return id == columns::kNoExpression ? "" : UnitOf(scene, id, *scene.program->expression(id).expression().root);
      }
      return parameter >= 0 ? document.parameters[static_cast<size_t>(parameter)].unit : "";
    }
    case NodeKind::kField: {
      const model::FieldInfo* field = model::FieldOf(node.args[0]->type.structure(), node.index);
      return field == nullptr ? "" : field->unit;
    }
    case NodeKind::kMacro:
      return node.macro == cel::Macro::kMap || node.macro == cel::Macro::kMapFilter ? unit_of(node.args.size() - 1)
                                                                                    : unit_of(0);
    case NodeKind::kCall:
      break;
    default:
      return "";
  }
  switch (node.function) {
    case Function::kMonthsBetween:
      return "months";
    case Function::kYearsBetween:
      return "years";
    case Function::kDaysBetween:
      return "days";
    case Function::kConditional: {
      const std::string unit = unit_of(1);
      return unit.empty() ? unit_of(2) : unit;
    }
    case Function::kMultiply:
    case Function::kDivide: {
      const std::string left = unit_of(0);
      const std::string right = unit_of(1);
      if (node.function == Function::kDivide) return IsMoney(left) && IsMoney(right) ? "" : left;
      return IsMoney(right) || left.empty() ? right : left;
    }
    case Function::kAdd:
    case Function::kSubtract:
    case Function::kMin:
    case Function::kMax: {
      const std::string left = unit_of(0);
      return left.empty() ? unit_of(1) : left;
    }
    case Function::kNegate:
    case Function::kSum:
    case Function::kIndex:
    case Function::kModulo:
      return unit_of(0);
    default:
      return "";
  }
}

std::string PlainText(const Scene& scene, const Spot& spot) {
  const Register reg = RegisterAt(scene, spot);
  if (reg == columns::kNoRegister) return "";
  const int32_t row = RowAt(scene, spot);
  if (scene.run->StandingOf(reg, row) != Standing::kPresent) return "";
  switch (spot.node->type.kind()) {
    case TypeKind::kBool:
      return scene.run->Bool(reg, row) ? "true" : "false";
    case TypeKind::kInt: {
      const columns::IntRange range = scene.run->Int(reg, row);
      return Range(absl::StrCat(range.low), absl::StrCat(range.high));
    }
    case TypeKind::kUint:
      return absl::StrCat(scene.run->Uint(reg, row));
    case TypeKind::kDate: {
      const columns::DateRange range = scene.run->Date(reg, row);
      return Range(Date::FromDays(range.low).ToString(), Date::FromDays(range.high).ToString());
    }
    case TypeKind::kEnum:
      return spot.node->type.enumeration()->constants[static_cast<size_t>(scene.run->Int(reg, row).low)];
    case TypeKind::kString:
      return std::string(scene.run->Text(reg, row));
    default:
      return "";
  }
}

}  // namespace graduasi::decide
