#include "src/decide/missing.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/policy/environment.h"

namespace graduasi::decide {
namespace {

using cel::Function;
using cel::NodeKind;
using cel::TypeKind;
using columns::Membership;
using columns::Register;
using columns::Standing;

class MissingWalk {
 public:
  explicit MissingWalk(const Scene& scene) : scene_(scene) {}

  // Adds what makes the value at the spot missing or uncertain; nothing if it is known.
  void Walk(const Spot& spot) {
    if (!Wanting(spot)) return;
    switch (spot.node->kind) {
      case NodeKind::kVariable:
        return WalkVariable(spot);
      case NodeKind::kField:
      case NodeKind::kHasField:
        return WalkField(spot);
      case NodeKind::kCall:
        return WalkCall(spot);
      case NodeKind::kMacro:
        return WalkMacro(spot);
      case NodeKind::kLocal:
        return WalkLocal(spot);
      case NodeKind::kList:
      case NodeKind::kMap:
      case NodeKind::kHasKey:
        return WalkArgs(spot);
      case NodeKind::kLiteral:
      case NodeKind::kTypeName:
        return;
    }
  }

  std::vector<MissingFact> Take() {
    std::vector<MissingFact> facts;
    for (auto& [path, fact] : found_) facts.push_back(std::move(fact));
    return facts;
  }

 private:
  void Add(std::string path, WhyMissing why, std::string known = "") {
    ++named_;
    MissingFact fact{path, why, std::move(known), {}};
    found_.emplace(std::move(path), std::move(fact));
  }

  // Whether the value is missing, a range, or a list of which something is not known.
  bool Wanting(const Spot& spot) const {
    const Register reg = RegisterAt(scene_, spot);
    return reg != columns::kNoRegister && Wanting(reg, RowAt(scene_, spot));
  }

  bool Wanting(Register reg, int32_t row) const {
    const Standing standing = scene_.run->StandingOf(reg, row);
    if (standing != Standing::kPresent) return standing == Standing::kMissing;
    const columns::RegisterInfo& info = scene_.program->info(reg);
    switch (info.type.kind()) {
      case TypeKind::kInt: {
        const columns::IntRange range = scene_.run->Int(reg, row);
        return range.low != range.high;
      }
      case TypeKind::kDate: {
        const columns::DateRange range = scene_.run->Date(reg, row);
        return range.low != range.high;
      }
      case TypeKind::kList: {
        const columns::Run::Elements elements = scene_.run->ElementsOf(reg, row);
        for (int32_t i = elements.first; i < elements.first + elements.count; ++i) {
          const Membership membership = scene_.run->MembershipOf(reg, i);
          if (membership == Membership::kMaybeIn) return true;
          if (membership == Membership::kIn && info.element != columns::kNoRegister && Wanting(info.element, i)) return true;
        }
        return false;
      }
      default:
        return false;
    }
  }

  void WalkArgs(const Spot& spot) {
    for (const cel::Node* arg : spot.node->args) Walk(To(spot, arg));
  }

  void WalkVariable(const Spot& spot) {
    const columns::CompiledExpression& expression = scene_.program->expression(spot.expression);
    if (const columns::ExpressionId fact = expression.FactOf(spot.node); fact != columns::kNoExpression) {
      return Walk(IntoFact(scene_, spot, fact));
    }
    const int64_t before = named_;
    if (const columns::ExpressionId key = expression.KeyOf(spot.node); key != columns::kNoExpression) {
      WalkKey(IntoFact(scene_, spot, key));
    }
    if (named_ == before) Add(spot.node->name, WhyMissing::kNoEntry);
  }

  // The key of a table: a region lacks its code or its system, anything else is itself missing.
  void WalkKey(const Spot& spot) {
    if (!spot.node->type.is(TypeKind::kStruct)) return Walk(spot);
    const Located region = LocateRecord(scene_, spot);
    if (region.record == nullptr) return Walk(spot);
    for (const model::FieldInfo& field : region.record->fields) {
      if (!field.Present(region.owner)) Add(absl::StrCat(region.path, ".", field.name), WhyMissing::kAbsent);
    }
  }

  void WalkField(const Spot& spot) {
    const Spot owner = To(spot, spot.node->args[0]);
    if (RegisterAt(scene_, owner) != columns::kNoRegister && StandingAt(scene_, owner) == Standing::kMissing)
      return Walk(owner);
    const Located record = LocateRecord(scene_, owner);
    if (record.record == nullptr) return Walk(owner);
    const model::FieldInfo& field = record.record->fields[static_cast<size_t>(spot.node->index)];
    const std::string path = absl::StrCat(record.path, ".", field.name);
    const int dated_by = record.record->recorded_on;
    if (dated_by >= 0 && dated_by != spot.node->index && !WalkRecordDate(record)) return;
    if (NamePlainGap(record, spot.node->index)) return;
    if (field.kind == model::FieldKind::kList && StandingAt(scene_, spot) == Standing::kPresent) {
      return WalkVisibility(field, record.owner, path);
    }
    // The value is there, so it is the record that is too old.
    if (dated_by >= 0) AddStale(record);
  }

  // Names a field that is not there, not there yet, or a date that is not exact. False if it is none of these.
  bool NamePlainGap(const Located& record, int index) {
    const model::FieldInfo& field = record.record->fields[static_cast<size_t>(index)];
    const std::string path = absl::StrCat(record.path, ".", field.name);
    if (!field.Present(record.owner) || NotYet(record, record.record->recorded_on) || NotYet(record, index)) {
      if (field.kind != model::FieldKind::kList || field.absent == Absent::kMissing) Add(path, WhyMissing::kAbsent);
      return true;
    }
    if (field.kind != model::FieldKind::kDate || field.Date(record.owner)->exact()) return false;
    Add(path, WhyMissing::kImprecise, field.Date(record.owner)->ToString());
    return true;
  }

  // Whether the date in a field of the record certainly lies after the day of the decision.
  bool NotYet(const Located& record, int field) const {
    if (field < 0) return false;
    const model::FieldInfo& info = record.record->fields[static_cast<size_t>(field)];
    if (info.kind != model::FieldKind::kDate || info.role == Role::kPlannedFor || info.role == Role::kValue) return false;
    const std::optional<PartialDate>& date = info.Date(record.owner);
    return date && scene_.as_of < date->first();
  }

  void AddStale(const Located& record) {
    const std::optional<PartialDate>& date =
        record.record->fields[static_cast<size_t>(record.record->recorded_on)].Date(record.owner);
    Add(record.path, WhyMissing::kStale, date ? date->ToString() : "");
  }

  // The date of a record that must be known to read the record at all. False, and the date named, if it is wanting.
  bool WalkRecordDate(const Located& record) {
    const model::FieldInfo& field = record.record->fields[static_cast<size_t>(record.record->recorded_on)];
    const std::string path = absl::StrCat(record.path, ".", field.name);
    const std::optional<PartialDate>& date = field.Date(record.owner);
    if (!date) {
      Add(path, WhyMissing::kAbsent);
      return false;
    }
    if (date->first() <= scene_.as_of && scene_.as_of < date->last()) {
      Add(path, WhyMissing::kImprecise, date->ToString());
      return false;
    }
    return true;
  }

  // A list of records of which it is not known whether they had happened by the day of the decision.
  void WalkVisibility(const model::FieldInfo& list, const void* owner, const std::string& path) {
    if (list.record->recorded_on < 0) return;
    for (size_t i = 0; i < list.ListSize(owner); ++i) {
      WalkRecordDate({list.record, list.Element(owner, i), absl::StrCat(path, "[", i, "]")});
    }
  }

  void WalkCall(const Spot& spot) {
    const cel::Node& node = *spot.node;
    switch (node.function) {
      case Function::kConditional: {
        const Spot condition = To(spot, node.args[0]);
        if (StandingAt(scene_, condition) == Standing::kMissing) return Walk(condition);
        const Register reg = RegisterAt(scene_, condition);
        return Walk(To(spot, node.args[scene_.run->Bool(reg, RowAt(scene_, condition)) ? 1 : 2]));
      }
      case Function::kLatest: {
        const int64_t before = named_;
        if (!WalkCandidates(To(spot, node.args[0]))) WalkArgs(spot);
        if (named_ == before) WalkChoice(To(spot, node.args[0]));
        return;
      }
      case Function::kMin:
      case Function::kMax: {
        const int64_t before = named_;
        WalkArgs(spot);
        if (named_ == before && node.args[0]->type.is(TypeKind::kList)) WalkChoice(To(spot, node.args[0]));
        return;
      }
      case Function::kEqual:
      case Function::kNotEqual:
      case Function::kIn: {
        const int64_t before = named_;
        WalkArgs(spot);
        if (named_ == before) WalkCompared(spot);
        return;
      }
      default:
        return WalkArgs(spot);
    }
  }

  // Known records, or lists of them, whose comparison is open because something in them is not known.
  void WalkCompared(const Spot& comparison) {
    std::vector<Located> records;
    for (const cel::Node* arg : comparison.node->args) {
      const Spot spot = To(comparison, arg);
      const Register reg = RegisterAt(scene_, spot);
      if (reg != columns::kNoRegister) LocateAll(reg, RowAt(scene_, spot), &records);
    }
    const int64_t before = named_;
    for (const Located& record : records) WalkRecord(record);
    if (named_ != before) return;
    // All is there, so it is a record that is too old.
    for (const Located& record : records) {
      if (record.record->recorded_on >= 0) AddStale(record);
    }
  }

  // The records that a value is, or holds.
  void LocateAll(Register reg, int32_t row, std::vector<Located>* records) const {
    const columns::RegisterInfo& info = scene_.program->info(reg);
    if (scene_.run->StandingOf(reg, row) != Standing::kPresent) return;
    if (info.records >= 0) {
      const Located record = LocateElement(scene_, reg, row);
      if (record.record != nullptr) records->push_back(record);
    } else if (info.type.is(TypeKind::kList) && info.element != columns::kNoRegister) {
      const columns::Run::Elements elements = scene_.run->ElementsOf(reg, row);
      for (int32_t i = elements.first; i < elements.first + elements.count; ++i) {
        if (scene_.run->MembershipOf(reg, i) != Membership::kOut) LocateAll(info.element, i, records);
      }
    }
  }

  // Every field of a record, the records in it included.
  void WalkRecord(const Located& record) {
    if (record.record->recorded_on >= 0 && !WalkRecordDate(record)) return;
    for (size_t i = 0; i < record.record->fields.size(); ++i) {
      const model::FieldInfo& field = record.record->fields[i];
      const std::string path = absl::StrCat(record.path, ".", field.name);
      if (field.kind == model::FieldKind::kRecord) {
        WalkRecord({field.record, field.Record(record.owner), path});
      } else if (!NamePlainGap(record, static_cast<int>(i)) && field.kind == model::FieldKind::kList) {
        for (size_t k = 0; k < field.ListSize(record.owner); ++k) {
          WalkRecord({field.record, field.Element(record.owner, k), absl::StrCat(path, "[", k, "]")});
        }
      }
    }
  }

  // Of a filtered list, of which it is not known whether some elements belong, only those that could be the latest. False if
  // the list is not of that kind.
  bool WalkCandidates(Spot list) {
    while (list.node->kind == NodeKind::kVariable) {
      const columns::ExpressionId fact = scene_.program->expression(list.expression).FactOf(list.node);
      if (fact == columns::kNoExpression) return false;
      list = IntoFact(scene_, list, fact);
    }
    if (list.node->kind != NodeKind::kMacro || list.node->macro != cel::Macro::kFilter) return false;
    const Register reg = RegisterAt(scene_, list);
    const columns::Space space = scene_.program->expression(list.expression).ElementsOf(list.node);
    if (reg == columns::kNoRegister || StandingAt(scene_, list) != Standing::kPresent) return false;
    const columns::RegisterInfo& info = scene_.program->info(reg);
    if (info.elements != space || info.element == columns::kNoRegister) return false;
    const columns::Run::Elements elements = scene_.run->ElementsOf(reg, RowAt(scene_, list));
    std::optional<Date> latest;  // the first day on which the latest of those that belong can be
    for (int32_t i = elements.first; i < elements.first + elements.count; ++i) {
      const std::optional<PartialDate> date = DateOfElement(info.element, i);
      if (scene_.run->MembershipOf(reg, i) != Membership::kIn || !date) continue;
      if (!latest || *latest < date->first()) latest = date->first();
    }
    for (int32_t i = elements.first; i < elements.first + elements.count; ++i) {
      if (scene_.run->MembershipOf(reg, i) != Membership::kMaybeIn) continue;
      const std::optional<PartialDate> date = DateOfElement(info.element, i);
      if (latest && date && date->last() < *latest) continue;
      Walk({list.expression, list.node->args[1], space, i});
    }
    return true;
  }

  std::optional<PartialDate> DateOfElement(Register element, int32_t row) const {
    const Located record = LocateElement(scene_, element, row);
    if (record.record == nullptr || record.record->recorded_on < 0) return std::nullopt;
    return record.record->fields[static_cast<size_t>(record.record->recorded_on)].Date(record.owner);
  }

  // A known list out of which nothing can be chosen: it is empty, or its records cannot be put in order.
  void WalkChoice(const Spot& list) {
    const Register reg = RegisterAt(scene_, list);
    const std::string path = SourceOf(list);
    if (reg == columns::kNoRegister || path.empty()) return;
    const columns::Run::Elements elements = scene_.run->ElementsOf(reg, RowAt(scene_, list));
    bool some = false;
    for (int32_t i = elements.first; i < elements.first + elements.count; ++i) {
      some = some || scene_.run->MembershipOf(reg, i) != Membership::kOut;
    }
    if (!some) return Add(path, WhyMissing::kAbsent);
    const int64_t before = named_;
    const Register element = scene_.program->info(reg).element;
    if (element != columns::kNoRegister && scene_.program->info(element).records >= 0) {
      WalkElementDates(reg, element, elements);
    }
    if (named_ == before) Add(path, WhyMissing::kImprecise);
  }

  void WalkElementDates(Register list, Register element, const columns::Run::Elements& elements) {
    for (int32_t i = elements.first; i < elements.first + elements.count; ++i) {
      if (scene_.run->MembershipOf(list, i) == Membership::kOut) continue;
      const Located record = LocateElement(scene_, element, i);
      if (record.record == nullptr || record.record->recorded_on < 0) continue;
      const model::FieldInfo& field = record.record->fields[static_cast<size_t>(record.record->recorded_on)];
      const std::optional<PartialDate>& date = field.Date(record.owner);
      const std::string path = absl::StrCat(record.path, ".", field.name);
      if (!date) {
        Add(path, WhyMissing::kAbsent);
      } else if (!date->exact()) {
        Add(path, WhyMissing::kImprecise, date->ToString());
      }
    }
  }

  // The path of the list of the household that a list comes from; "" if it does not come from one.
  std::string SourceOf(const Spot& spot) const {
    const cel::Node& node = *spot.node;
    if (node.kind == NodeKind::kField) {
      const Spot owner = To(spot, node.args[0]);
      if (RegisterAt(scene_, owner) == columns::kNoRegister || StandingAt(scene_, owner) != Standing::kPresent) return "";
      const Located record = LocateRecord(scene_, owner);
      return record.record == nullptr ? "" : absl::StrCat(record.path, ".", node.name);
    }
    if (node.kind == NodeKind::kVariable) {
      const columns::ExpressionId fact = scene_.program->expression(spot.expression).FactOf(&node);
      return fact == columns::kNoExpression ? "" : SourceOf(IntoFact(scene_, spot, fact));
    }
    if (node.kind == NodeKind::kMacro || node.kind == NodeKind::kCall) {
      for (const cel::Node* arg : node.args) {
        if (!arg->type.is(TypeKind::kList)) continue;
        const std::string path = SourceOf(To(spot, arg));
        if (!path.empty()) return path;
      }
    }
    return "";
  }

  // An element that a macro before this one made.
  void WalkLocal(const Spot& spot) {
    const columns::CompiledExpression& expression = scene_.program->expression(spot.expression);
    const cel::Node* macro = MacroNumber(expression.expression().root, spot.node->index);
    if (macro != nullptr) Walk({spot.expression, macro->args[0], spot.space, spot.row});
  }

  static const cel::Node* MacroNumber(const cel::Node* node, int32_t number) {
    if (node->kind == NodeKind::kMacro && node->index == number) return node;
    for (const cel::Node* arg : node->args) {
      if (const cel::Node* found = MacroNumber(arg, number)) return found;
    }
    return nullptr;
  }

  void WalkMacro(const Spot& spot) {
    const cel::Node& node = *spot.node;
    const Spot range = To(spot, node.args[0]);
    if (StandingAt(scene_, range) == Standing::kMissing) return Walk(range);
    const columns::CompiledExpression& expression = scene_.program->expression(spot.expression);
    const Register list = expression.RangeOf(spot.node);
    if (list == columns::kNoRegister) return Walk(range);
    const columns::Space space = expression.ElementsOf(spot.node);
    const int32_t row = scene_.run->OuterRow(spot.space, spot.row, scene_.program->info(list).space);
    const columns::Run::Elements elements = scene_.run->ElementsOf(list, row);
    bool uncertain = false;
    for (int32_t i = elements.first; i < elements.first + elements.count; ++i) {
      const Membership membership = scene_.run->MembershipOf(list, i);
      if (membership == Membership::kOut) continue;
      uncertain = uncertain ||
                  (membership == Membership::kMaybeIn && !Indifferent({spot.expression, node.args[1], space, i}, node.macro));
      for (size_t body = 1; body < node.args.size(); ++body) {
        Walk({spot.expression, node.args[body], space, i});
      }
    }
    if (uncertain) Walk(range);
  }

  // Whether an element with this predicate changes nothing, in the list or out of it.
  bool Indifferent(const Spot& predicate, cel::Macro macro) const {
    if (macro == cel::Macro::kMap) return false;
    const Register reg = RegisterAt(scene_, predicate);
    if (reg == columns::kNoRegister || StandingAt(scene_, predicate) != Standing::kPresent) return false;
    return scene_.run->Bool(reg, RowAt(scene_, predicate)) == (macro == cel::Macro::kAll);
  }

  static Located LocateElement(const Scene& scene, Register element, int32_t row);

  const Scene& scene_;
  std::map<std::string, MissingFact> found_;
  int64_t named_ = 0;  // how often a fact was named, one that was known already included
};

Located MissingWalk::LocateElement(const Scene& scene, Register element, int32_t row) {
  return LocateRecordRow(scene, scene.program->info(element).records, scene.run->RecordRow(element, row));
}

}  // namespace

std::vector<MissingFact> FindMissing(const Scene& scene, columns::ExpressionId expression) {
  MissingWalk walk(scene);
  walk.Walk(RootOf(scene, expression));
  return walk.Take();
}

}  // namespace graduasi::decide
