#include "src/decide/changes_move.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/decide/wording.h"
#include "src/policy/environment.h"

namespace graduasi::decide {
namespace {

using cel::Function;
using cel::Macro;
using cel::Node;
using cel::NodeKind;
using cel::TypeKind;
using columns::Membership;
using columns::Register;
using columns::Standing;
using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

// A threshold may be another one on another day, when a value of the policy starts; so many are told apart.
constexpr size_t kMaxThresholds = 4;
constexpr size_t kMaxGoals = 200;

// The one place that holds records of a type as a list: the record that has it, the field, and the path of the owner.
struct Holder {
  const RecordInfo* owner = nullptr;
  int field = -1;
  std::string path;  // of the owner; "" where the owner is itself in a list
};

bool FindHolder(const RecordInfo& at, const RecordInfo& sought, const std::string& path, Holder* found) {
  for (size_t i = 0; i < at.fields.size(); ++i) {
    const FieldInfo& field = at.fields[i];
    if (field.record == nullptr) continue;
    if (field.kind == FieldKind::kList && field.record == &sought) {
      *found = {&at, static_cast<int>(i), path};
      return true;
    }
    const bool by_value = field.kind == FieldKind::kRecord;
    if (FindHolder(*field.record, sought, by_value && !path.empty() ? absl::StrCat(path, ".", field.name) : "", found))
      return true;
  }
  return false;
}

std::optional<int64_t> NumberOf(const Node& node) {
  if (node.kind == NodeKind::kCall && node.function == Function::kNegate && node.args[0]->kind == NodeKind::kLiteral) {
    const auto* number = std::get_if<int64_t>(&node.args[0]->literal);
    return number == nullptr ? std::nullopt : std::optional<int64_t>(-*number);
  }
  if (node.kind != NodeKind::kLiteral) return std::nullopt;
  if (const auto* number = std::get_if<int64_t>(&node.literal)) return *number;
  if (const auto* constant = std::get_if<cel::EnumValue>(&node.literal)) return constant->value;
  if (const auto* truth = std::get_if<bool>(&node.literal)) return *truth ? 1 : 0;
  return std::nullopt;
}

bool ReadsLocal(const Node& node) {
  if (node.kind == NodeKind::kLocal) return true;
  return std::any_of(node.args.begin(), node.args.end(), [](const Node* arg) { return ReadsLocal(*arg); });
}

// The records of a type, each with its path.
void ForEachRecord(const RecordInfo& at, const void* owner, const std::string& path, const RecordInfo& sought,
                   const std::function<void(const void*, const std::string&)>& visit) {
  if (&at == &sought) visit(owner, path);
  for (const FieldInfo& field : at.fields) {
    if (field.kind == FieldKind::kRecord) {
      ForEachRecord(*field.record, field.Record(owner), absl::StrCat(path, ".", field.name), sought, visit);
    } else if (field.kind == FieldKind::kList) {
      for (size_t i = 0; i < field.ListSize(owner); ++i) {
        ForEachRecord(*field.record, field.Element(owner, i), absl::StrCat(path, ".", field.name, "[", i, "]"), sought, visit);
      }
    }
  }
}

}  // namespace

MoveFinder::MoveFinder(const Prospect& prospect, const Household& household, Date as_of,
                       const columns::RecordedWhenTrue& recorded_when_true)
    : prospect_(prospect),
      checked_(prospect.policy().checked()),
      form_(prospect.policy().bulk()),
      household_(household),
      as_of_(as_of),
      recorded_when_true_(recorded_when_true) {}

void MoveFinder::Run(Probe* probe, const Household& household, Date day) {
  const Household* const row = &household;
  columns::ReadHouseholds(*form_.program, absl::MakeConstSpan(&row, 1), recorded_when_true_, &probe->batch);
  probe->batch.SetAsOf(day.days());
  (void)probe->run.Execute(*form_.program, probe->batch);  // never false of one row
  probe->scene.policy = &checked_;
  probe->scene.wording = &prospect_.wording();
  probe->scene.program = form_.program.get();
  probe->scene.run = &probe->run;
  probe->scene.household = &household;
  probe->scene.as_of = day;
}

bool MoveFinder::Is(const Probe& probe, const Spot& spot, bool value) const {
  const Register reg = RegisterAt(probe.scene, spot);
  if (reg == columns::kNoRegister) return false;
  const int32_t row = RowOf(probe.scene, reg, spot);
  return probe.run.StandingOf(reg, row) == Standing::kPresent && probe.run.Bool(reg, row) == value;
}

// ---- looking for comparisons ----

void MoveFinder::Look(size_t criterion, Date day) {
  if (looked_at_ != day) Run(&now_, household_, day);
  looked_at_ = day;
  criterion_ = criterion;
  Walk(RootOf(now_.scene, form_.criteria[criterion].require), true);
}

void MoveFinder::Walk(const Spot& spot, bool wanted) {
  if (!Is(now_, spot, !wanted)) return;  // as it should be, or not known
  const Node& node = *spot.node;
  if (node.kind == NodeKind::kVariable) {
    const columns::ExpressionId fact = form_.program->expression(spot.expression).FactOf(&node);
    if (fact != columns::kNoExpression) return Walk(IntoFact(now_.scene, spot, fact), wanted);
  }
  if (node.kind == NodeKind::kMacro && node.macro != Macro::kExistsOne) return WalkMacro(spot, wanted);
  if (node.kind == NodeKind::kCall) {
    switch (node.function) {
      case Function::kNot:
        return Walk(To(spot, node.args[0]), !wanted);
      case Function::kAnd:
      case Function::kOr:
        for (const Node* arg : node.args) Walk(To(spot, arg), wanted);
        return;
      case Function::kConditional: {
        const bool chosen = Is(now_, To(spot, node.args[0]), true);
        return Walk(To(spot, node.args[chosen ? 1 : 2]), wanted);
      }
      default:
        break;
    }
  }
  AddGoal(spot, wanted);
}

void MoveFinder::WalkMacro(const Spot& spot, bool wanted) {
  const Node& node = *spot.node;
  const columns::CompiledExpression& expression = form_.program->expression(spot.expression);
  const Register list = expression.RangeOf(&node);
  if (list != columns::kNoRegister && now_.run.StandingOf(list, RowOf(now_.scene, list, spot)) == Standing::kPresent) {
    const columns::Space space = expression.ElementsOf(&node);
    const int32_t row = now_.run.OuterRow(spot.space, spot.row, form_.program->info(list).space);
    const columns::Run::Elements elements = now_.run.ElementsOf(list, row);
    for (int32_t i = elements.first; i < elements.first + elements.count; ++i) {
      if (now_.run.MembershipOf(list, i) == Membership::kOut) continue;
      Walk({spot.expression, node.args[1], space, i}, wanted);
    }
  }
  // There might be one more of the kind.
  if ((node.macro == Macro::kExists) == wanted) AddGoal(spot, wanted);
}

void MoveFinder::AddGoal(const Spot& spot, bool wanted) {
  for (Goal& goal : goals_) {
    if (goal.criterion != criterion_ || goal.spot.expression != spot.expression || goal.spot.node != spot.node ||
        goal.spot.space != spot.space || goal.spot.row != spot.row || goal.wanted != wanted) {
      continue;
    }
    if (goal.days.back() != *looked_at_) goal.days.push_back(*looked_at_);
    return;
  }
  if (goals_.size() >= kMaxGoals) return;
  Goal& goal = goals_.emplace_back();
  goal.criterion = criterion_;
  goal.spot = spot;
  goal.wanted = wanted;
  goal.days.push_back(*looked_at_);
  FindLevers(&goal);
}

// ---- from a comparison to what can be done ----

const Node* MoveFinder::Resolve(const Node& node) const {
  const int fact = node.index - policy::FirstFactVariable(checked_.document);
  if (node.kind != NodeKind::kVariable || fact < 0) return &node;
  return Resolve(*checked_.facts[static_cast<size_t>(fact)]->root);
}

void MoveFinder::FindLevers(Goal* goal) {
  const auto add = [&](const Lever& lever) {
    if (std::find(goal->levers.begin(), goal->levers.end(), lever) == goal->levers.end()) goal->levers.push_back(lever);
  };
  const Node& leaf = *goal->spot.node;
  const bool inside = goal->spot.space > columns::kHouseholds;  // about one element of a list
  if (leaf.kind != NodeKind::kMacro || !inside) {
    policy::FieldsRead fields;
    policy::AddFieldsRead(checked_, leaf, &fields);
    if (inside && ReadsLocal(leaf)) FindOwnInstance(goal->spot, leaf, goal);
    std::vector<Template> templates;
    if (!inside) ScanTemplates(leaf, &templates);
    for (const auto& [index, number] : fields) {
      const RecordInfo& record = *model::Records()[static_cast<size_t>(index)];
      if (MeansOf(record, number) == Means::kSet && !(inside && ReadsLocal(leaf))) FindInstances(record, number, goal);
    }
    for (const Template& one : templates) {
      Holder holder;
      const RecordInfo& record = *one.owner->fields[static_cast<size_t>(one.list)].record;
      if (!FindHolder(model::HouseholdRecord(), record, "household", &holder) || holder.path.empty()) continue;
      const void* owner = nullptr;
      ForEachRecord(model::HouseholdRecord(), &household_, "household", *holder.owner,
                    [&](const void* at, const std::string&) { owner = at; });
      if (owner == nullptr) continue;
      const Means means = MeansOf(*holder.owner, holder.field);
      if (means == Means::kRepeat) {
        if (const std::optional<Lever> lever = AddingTo(*holder.owner, holder.field, owner, holder.path, one.asked, as_of_)) {
          add(*lever);
        }
      }
      for (size_t f = 0; means == Means::kObserve && f < record.fields.size(); ++f) {
        if (MeansOf(record, static_cast<int>(f)) != Means::kObserve || fields.count({record.index, static_cast<int>(f)}) == 0) {
          continue;
        }
        const std::optional<Lever> lever =
            Observing(*holder.owner, holder.field, owner, holder.path, static_cast<int>(f), one.asked, as_of_);
        if (lever) add(*lever);
      }
    }
  }
}

void MoveFinder::FindInstances(const RecordInfo& type, int field, Goal* goal) {
  ForEachRecord(model::HouseholdRecord(), &household_, "household", type, [&](const void* owner, const std::string& path) {
    const Lever lever = Setting(type, field, owner, path, as_of_);
    if (std::find(goal->levers.begin(), goal->levers.end(), lever) == goal->levers.end()) goal->levers.push_back(lever);
  });
}

// The fields of the very element that the comparison is about.
void MoveFinder::FindOwnInstance(const Spot& spot, const Node& node, Goal* goal) {
  if ((node.kind == NodeKind::kField || node.kind == NodeKind::kHasField) && ReadsLocal(*node.args[0])) {
    const RecordInfo* record = model::RecordOf(node.args[0]->type.structure());
    const Spot owner = To(spot, node.args[0]);
    if (record != nullptr && MeansOf(*record, node.index) == Means::kSet &&
        RegisterAt(now_.scene, owner) != columns::kNoRegister && StandingAt(now_.scene, owner) == Standing::kPresent) {
      const Located located = LocateRecord(now_.scene, owner);
      if (located.record != nullptr) goal->levers.push_back(Setting(*record, node.index, located.owner, located.path, as_of_));
    }
  }
  for (const Node* arg : node.args) FindOwnInstance(spot, *arg, goal);
}

// Follows a list back to the list of the household it is taken from.
bool MoveFinder::Trace(const Node& list, Template* found) const {
  const Node& node = *Resolve(list);
  if (node.kind == NodeKind::kField && node.type.is(TypeKind::kList)) {
    found->owner = model::RecordOf(node.args[0]->type.structure());
    found->list = node.index;
    return true;
  }
  if (node.kind != NodeKind::kMacro || node.macro != Macro::kFilter || !Trace(*node.args[0], found)) return false;
  AddAsked(*node.args[1], node.index, *found->owner->fields[static_cast<size_t>(found->list)].record, &found->asked);
  return true;
}

void MoveFinder::ScanTemplates(const Node& start, std::vector<Template>* templates) const {
  const Node& node = *Resolve(start);
  const auto add = [&](Template one) {
    const bool known = std::any_of(templates->begin(), templates->end(), [&](const Template& other) {
      return other.owner == one.owner && other.list == one.list && other.asked == one.asked;
    });
    if (!known) templates->push_back(std::move(one));
  };
  if (node.type.is(TypeKind::kList) && node.type.element().is(TypeKind::kStruct)) {
    Template one;
    if (Trace(node, &one)) add(std::move(one));
    if (node.kind == NodeKind::kMacro) ScanTemplates(*node.args[1], templates);
    if (node.kind == NodeKind::kMacro || node.kind == NodeKind::kField) return;
  }
  if (node.kind == NodeKind::kMacro && (node.macro == Macro::kExists || node.macro == Macro::kMapFilter)) {
    Template one;
    if (node.args[0]->type.is(TypeKind::kList) && Trace(*node.args[0], &one)) {
      AddAsked(*node.args[1], node.index, *one.owner->fields[static_cast<size_t>(one.list)].record, &one.asked);
      add(std::move(one));
    }
  }
  if (node.kind == NodeKind::kMacro && node.macro == Macro::kMap && node.type.element().is(TypeKind::kBool)) {
    Template one;
    if (node.args[0]->type.is(TypeKind::kList) && Trace(*node.args[0], &one)) {
      AddAsked(*node.args[1], node.index, *one.owner->fields[static_cast<size_t>(one.list)].record, &one.asked);
      add(std::move(one));
    }
  }
  for (const Node* arg : node.args) ScanTemplates(*arg, templates);
}

void MoveFinder::AddAsked(const Node& predicate, int32_t local, const RecordInfo& record,
                          std::vector<FieldValue>* asked) const {
  const auto is_field = [&](const Node& node) {
    return node.kind == NodeKind::kField && node.args[0]->kind == NodeKind::kLocal && node.args[0]->index == local;
  };
  const auto ask = [&](int field, int64_t number) {
    FieldValue value;
    value.field = field;
    value.number = number;
    const auto after =
        std::find_if(asked->begin(), asked->end(), [&](const FieldValue& other) { return other.field >= field; });
    if (after == asked->end() || after->field != field) asked->insert(after, value);
  };
  if (is_field(predicate) && predicate.type.is(TypeKind::kBool)) return ask(predicate.index, 1);
  if (predicate.kind != NodeKind::kCall) return;
  if (predicate.function == Function::kAnd) {
    for (const Node* arg : predicate.args) AddAsked(*arg, local, record, asked);
    return;
  }
  if (predicate.function == Function::kNot) {
    if (is_field(*predicate.args[0])) ask(predicate.args[0]->index, 0);
    return;
  }
  AddAskedComparison(predicate, local, record, asked);
}

void MoveFinder::AddAskedComparison(const Node& node, int32_t local, const RecordInfo& record,
                                    std::vector<FieldValue>* asked) const {
  if (node.args.size() != 2) return;
  const auto is_field = [&](const Node& arg) {
    return arg.kind == NodeKind::kField && arg.args[0]->kind == NodeKind::kLocal && arg.args[0]->index == local;
  };
  const Node& left = *node.args[0];
  const Node& right = *node.args[1];
  const auto ask = [&](const Node& field, int64_t number) {
    const FieldKind kind = record.fields[static_cast<size_t>(field.index)].kind;
    if (kind != FieldKind::kBool && kind != FieldKind::kEnum && kind != FieldKind::kInt) return;
    FieldValue value;
    value.field = field.index;
    value.number = number;
    const auto after =
        std::find_if(asked->begin(), asked->end(), [&](const FieldValue& other) { return other.field >= field.index; });
    if (after == asked->end() || after->field != field.index) asked->insert(after, value);
  };
  if (node.function == Function::kIn && is_field(left) && right.kind == NodeKind::kList && !right.args.empty()) {
    if (const std::optional<int64_t> number = NumberOf(*right.args[0])) ask(left, *number);
    return;
  }
  const bool mirrored = is_field(right);
  const Node& field = mirrored ? right : left;
  if (!is_field(field)) return;
  const std::optional<int64_t> number = NumberOf(mirrored ? left : right);
  if (!number) return;
  const bool greater = node.function == (mirrored ? Function::kLess : Function::kGreater);
  const bool at_least = node.function == (mirrored ? Function::kLessEqual : Function::kGreaterEqual);
  if (node.function == Function::kEqual || at_least) ask(field, *number);
  if (greater) ask(field, *number + 1);
}

// ---- how much of it ----

bool MoveFinder::Works(const Goal& goal, const Lever& lever, int64_t value, Date day) {
  Household household = household_;
  Apply({{&lever, value}}, &household);
  Run(&changed_, household, day);
  return Is(changed_, goal.spot, goal.wanted);
}

void MoveFinder::SolveChoice(const Goal& goal, const Lever& lever, std::vector<int64_t>* values) {
  const FieldInfo& field = *lever.varied();
  std::vector<int64_t> choices;
  if (field.kind == FieldKind::kBool) {
    choices = {1, 0};
  } else if (field.kind == FieldKind::kDate) {
    choices = {as_of_.days()};
  } else {
    for (size_t i = 0; i < field.enumeration->constants.size(); ++i) choices.push_back(static_cast<int64_t>(i));
  }
  for (const int64_t choice : choices) {
    if (!Works(goal, lever, choice, goal.days.front()) && !Works(goal, lever, choice, goal.days.back())) continue;
    values->push_back(choice);
    return;
  }
}

bool MoveFinder::SolveNumber(const Goal& goal, const Lever& lever, Date day, bool up, int64_t* value) {
  // Mostly it is the figure that must be another one; but where the last observation is too old, the same figure once more will
  // do.
  if (lever.add && lever.from && lever.record->name != "Asset" && Works(goal, lever, *lever.from, day)) {
    *value = *lever.from;
    return true;
  }
  // Outwards from what is, in steps that double, then back to the first that works.
  const int64_t start = lever.from.value_or(up ? lever.least : lever.most);
  const int64_t end = up ? lever.most : lever.least;
  int64_t works = start;
  int64_t fails = start;
  for (int64_t step = 1;; step *= 2) {
    if (works == end) return false;
    works = up ? std::min(end, start + step) : std::max(end, start - step);
    if (Works(goal, lever, works, day)) break;
    fails = works;
  }
  while (works - fails > 1 || fails - works > 1) {
    const int64_t middle = fails + (works - fails) / 2;
    (Works(goal, lever, middle, day) ? works : fails) = middle;
  }
  *value = works;
  return true;
}

bool MoveFinder::SolveLever(const Goal& goal, const Lever& lever, std::vector<int64_t>* values) {
  const bool counts = lever.field < 0;
  if (!counts && lever.varied()->kind != FieldKind::kInt) {
    SolveChoice(goal, lever, values);
    return true;
  }
  if (counts) {  // one more is no question of how many
    for (const Date day : goal.days) {
      if (!Works(goal, lever, 1, day)) continue;
      values->push_back(1);
      return true;
    }
  }
  policy::Grower grower{lever.record, lever.field};
  if (counts) {
    Holder holder;
    (void)FindHolder(model::HouseholdRecord(), *lever.record, "household", &holder);
    grower = {holder.owner, holder.field};
  }
  const policy::Direction direction = policy::DirectionOf(checked_, *goal.spot.node, grower);
  if (direction == policy::Direction::kNone) return true;
  if (direction == policy::Direction::kUnknown) return false;
  const bool up = (direction == policy::Direction::kUp) == goal.wanted;
  if (counts && !up) return true;
  for (const Date day : goal.days) {
    const auto exact = [&](int64_t value) {
      return Works(goal, lever, value, day) && (value == lever.from || !Works(goal, lever, up ? value - 1 : value + 1, day));
    };
    if (std::any_of(values->begin(), values->end(), exact)) continue;
    int64_t value = 0;
    if (SolveNumber(goal, lever, day, up, &value) && std::find(values->begin(), values->end(), value) == values->end()) {
      values->push_back(value);
    }
    if (values->size() >= kMaxThresholds) break;
  }
  return true;
}

void MoveFinder::Solve(std::vector<Move>* moves, std::vector<DeadEnd>* dead_ends) {
  std::stable_sort(goals_.begin(), goals_.end(), [](const Goal& a, const Goal& b) { return a.criterion < b.criterion; });
  for (const Goal& goal : goals_) {
    const std::string text = SourceText(*form_.program, goal.spot.expression, *goal.spot.node);
    bool analysable = true;
    bool some = false;
    for (const Lever& lever : goal.levers) {
      std::vector<int64_t> values;
      analysable = SolveLever(goal, lever, &values) && analysable;
      for (const int64_t value : values) {
        some = true;
        const bool known = std::any_of(moves->begin(), moves->end(),
                                       [&](const Move& move) { return move.lever == lever && move.value == value; });
        if (known) continue;
        Move& move = moves->emplace_back();
        move.lever = lever;
        move.value = value;
        move.criterion = goal.criterion;
        move.expression = text;
        if (lever.add) {
          Holder holder;
          (void)FindHolder(model::HouseholdRecord(), *lever.record, "household", &holder);
          move.touched.emplace(holder.owner->index, holder.field);
          move.touched.emplace(lever.record->index, lever.record->recorded_on);
        } else {
          move.touched.emplace(lever.record->index, lever.field);
          for (const FieldValue& value_set : lever.fixed) move.touched.emplace(lever.record->index, value_set.field);
        }
      }
    }
    if (!some) dead_ends->push_back({goal.criterion, text, !analysable});
  }
}

}  // namespace graduasi::decide
