#include "src/analysis/normalizer.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graduasi/date.h"
#include "src/base/integer.h"
#include "src/cel/check.h"
#include "src/cel/comparison.h"
#include "src/model/record.h"
#include "src/model/validate.h"
#include "src/policy/environment.h"

namespace graduasi::analysis {

using cel::Function;
using cel::NodeKind;
using cel::TypeKind;

namespace {

bool IsNumber(TypeKind kind) { return kind == TypeKind::kInt || kind == TypeKind::kDate; }

// Saturating: the bounds of what can be computed at all.
int64_t Sum(int64_t a, int64_t b) {
  int64_t out = 0;
  if (CheckedAdd(a, b, &out)) return out;
  return a > 0 ? INT64_MAX : INT64_MIN;
}
int64_t Product(int64_t a, int64_t b) {
  int64_t out = 0;
  if (CheckedMultiply(a, b, &out)) return out;
  return (a > 0) == (b > 0) ? INT64_MAX : INT64_MIN;
}

std::optional<int64_t> Computed(Function function, int64_t a, int64_t b) {
  int64_t out = 0;
  bool fine = false;
  switch (function) {
    case Function::kAdd:
      fine = CheckedAdd(a, b, &out);
      break;
    case Function::kSubtract:
      fine = CheckedSubtract(a, b, &out);
      break;
    case Function::kMultiply:
      fine = CheckedMultiply(a, b, &out);
      break;
    case Function::kDivide:
      fine = b != 0 && CheckedDivide(a, b, &out);
      break;
    case Function::kModulo:
      fine = b != 0 && CheckedModulo(a, b, &out);
      break;
    default:
      break;
  }
  if (!fine) return std::nullopt;
  return out;
}

// The numbers n with `n function c`.
std::vector<std::pair<int64_t, int64_t>> SetOf(Function function, int64_t c) {
  std::vector<std::pair<int64_t, int64_t>> below, above;
  if (c > INT64_MIN) below.emplace_back(INT64_MIN, c - 1);
  if (c < INT64_MAX) above.emplace_back(c + 1, INT64_MAX);
  switch (function) {
    case Function::kEqual:
      return {{c, c}};
    case Function::kNotEqual:
      below.insert(below.end(), above.begin(), above.end());
      return below;
    case Function::kLess:
      return below;
    case Function::kLessEqual:
      return {{INT64_MIN, c}};
    case Function::kGreater:
      return above;
    default:
      return {{c, INT64_MAX}};
  }
}

std::string RulesText(const columns::ReadRules& rules) {
  std::vector<std::string> limits;
  for (const columns::AgeLimit& limit : rules.limits) {
    limits.push_back(absl::StrCat(absl::StrJoin(limit.path, "."), "<=", limit.months));
  }
  std::sort(limits.begin(), limits.end());
  return absl::StrJoin(limits, " ");
}

}  // namespace

Normalizer::Normalizer(const policy::CheckedPolicy& policy, NormalRules rules, NormalForms* forms)
    : policy_(policy),
      rules_(rules),
      forms_(forms),
      facts_(policy.facts.size(), -1),
      parameters_(policy.parameters.size(), -1) {}

std::vector<std::string> Normalizer::Policy() {
  std::vector<std::string> parts;
  for (size_t i = 0; i < policy_.safeguards.size(); ++i) {
    const policy::CheckedSafeguard& safeguard = policy_.safeguards[i];
    parts.push_back(absl::StrCat("safeguard ", policy_.document.safeguards[i].id.text, " ", Expression(safeguard.when), " [",
                                 RulesText(safeguard.rules), "]", safeguard.missing_is_clear ? " missing is clear" : ""));
  }
  for (size_t i = 0; i < policy_.criteria.size(); ++i) {
    const policy::CheckedCriterion& criterion = policy_.criteria[i];
    int applies = criterion.applies_when == nullptr ? -1 : Expression(criterion.applies_when);
    if (applies >= 0 && at(applies).tag == Tag::kBool && at(applies).number == 1) applies = -1;
    applies_.push_back(applies);
    requirements_.push_back(Expression(criterion.require));
    parts.push_back(absl::StrCat("criterion ", policy_.document.criteria[i].id.text, " ", applies, " ", requirements_.back(),
                                 " [", RulesText(criterion.rules), "]", criterion.missing_is_fail ? " missing is fail" : ""));
  }
  std::vector<size_t> order;
  for (size_t i = 0; i < policy_.routes.size(); ++i) order.push_back(i);
  const auto id = [&](size_t route) -> const std::string& { return policy_.document.routes[route].id.text; };
  // A pair that may change places stands in the order of its ids. Ends: each exchange makes the list of ids smaller.
  for (size_t i = 0; On(NormalRule::kOpposedRoutes) && i + 1 < order.size();) {
    if (id(order[i + 1]) < id(order[i]) && Opposed(order[i], order[i + 1])) {
      std::swap(order[i], order[i + 1]);
      i = 0;
    } else {
      ++i;
    }
  }
  for (const size_t route : order) parts.push_back(RouteText(route));
  return parts;
}

std::string Normalizer::RouteText(size_t index) {
  const policy::CheckedRoute& route = policy_.routes[index];
  const auto sorted = [&](std::vector<int> criteria) {
    std::sort(criteria.begin(), criteria.end());
    return absl::StrJoin(criteria, ",");
  };
  std::vector<int> asked;
  for (const int criterion : route.all_of) {
    if (!On(NormalRule::kGuarded) || !Guarded(static_cast<size_t>(criterion))) asked.push_back(criterion);
  }
  std::string text = absl::StrCat("route ", policy_.document.routes[index].id.text, " all ", sorted(std::move(asked)));
  for (const policy::CheckedRoute::AtLeast& at_least : route.at_least) {
    absl::StrAppend(&text, " at least ", at_least.n, " of ", sorted(at_least.of));
  }
  if (route.score.has_value()) {
    absl::StrAppend(&text, " score ", Expression(route.score->reached), " [", RulesText(route.score->rules), "]");
  }
  return text;
}

// Whether the criterion passes where a safeguard is clear, fails where it holds and is not known where it is not. A family for
// which it does not pass is then PROTECTED or, as the safeguard is missing, at most NEEDS_DATA: a route that asks for it is
// failed or missing, one that does not is failed, missing or met, and of the last two NEEDS_DATA comes alike.
bool Normalizer::Guarded(size_t criterion) {
  const policy::CheckedCriterion& checked = policy_.criteria[criterion];
  if (applies_[criterion] >= 0 || checked.missing_is_fail) return false;
  for (const policy::CheckedSafeguard& safeguard : policy_.safeguards) {
    if (safeguard.missing_is_clear || RulesText(safeguard.rules) != RulesText(checked.rules)) continue;
    if (Negated(Expression(safeguard.when)) == requirements_[criterion]) return true;
  }
  return false;
}

// Whether some criterion that one route must have passed and some that the other must have passed can never both pass. What an
// age limit takes away makes a criterion missing, never passed, so age limits do not matter here.
bool Normalizer::Opposed(size_t a, size_t b) const {
  for (const int first : policy_.routes[a].all_of) {
    for (const int second : policy_.routes[b].all_of) {
      const auto i = static_cast<size_t>(first);
      const auto j = static_cast<size_t>(second);
      if (applies_[i] >= 0 || applies_[j] >= 0) continue;
      const Form& p = at(requirements_[i]);
      const Form& q = at(requirements_[j]);
      if (p.tag != Tag::kWithin || q.tag != Tag::kWithin || p.args != q.args) continue;
      bool meet = false;
      for (const Interval& x : p.sets) {
        for (const Interval& y : q.sets) meet = meet || (x.first <= y.second && y.first <= x.second);
      }
      if (!meet) return true;
    }
  }
  return false;
}

int Normalizer::Expression(const policy::ExpressionPtr& expression) { return Node(*expression->root, Scope()); }

int Normalizer::Node(const cel::Node& node, const Scope& scope) {
  Form form;
  form.type = node.type.kind();
  switch (node.kind) {
    case NodeKind::kLiteral:
      return Literal(node);
    case NodeKind::kVariable:
      return Variable(node);
    case NodeKind::kLocal:
      form.tag = Tag::kLocal;
      form.code = scope.at(node.index);
      return forms_->Intern(std::move(form), node.type.ToString());
    case NodeKind::kField:
    case NodeKind::kHasField: {
      form.tag = node.kind == NodeKind::kField ? Tag::kField : Tag::kHas;
      form.code = node.index;
      form.args = {Node(*node.args[0], scope)};
      const cel::StructType* structure = node.args[0]->type.structure();
      const model::RecordInfo* record = model::RecordOf(structure);
      if (node.kind == NodeKind::kField && record != nullptr && node.type.is(TypeKind::kInt)) {
        const auto range = model::RangeOf(*record, record->fields[static_cast<size_t>(node.index)]);
        if (range.has_value()) form.bounds = {range->least, range->most};
      }
      return forms_->Intern(std::move(form), structure->name);
    }
    case NodeKind::kCall:
      return Call(node, scope);
    case NodeKind::kMacro:
      return Macro(node, scope);
    case NodeKind::kTypeName:
      form.tag = Tag::kOther;
      return forms_->Intern(std::move(form), absl::StrCat("type ", node.named_type.ToString()));
    case NodeKind::kHasKey:
    case NodeKind::kList:
    case NodeKind::kMap: {
      form.tag = Tag::kContainer;
      form.code = static_cast<int>(node.kind);
      for (const cel::Node* arg : node.args) form.args.push_back(Node(*arg, scope));
      if (node.kind == NodeKind::kList && !node.args.empty() && node.args[0]->type.is(TypeKind::kInt)) {
        form.bounds = BoundsOf(Function::kMax, form.args);
      }
      return forms_->Intern(std::move(form), absl::StrCat(node.type.ToString(), " ", node.name));
    }
  }
  return -1;  // every kind is above
}

int Normalizer::Literal(const cel::Node& node) {
  if (const auto* number = std::get_if<int64_t>(&node.literal)) return Number(*number, TypeKind::kInt);
  if (const auto* day = std::get_if<cel::DateValue>(&node.literal)) return Number(day->days, TypeKind::kDate);
  if (const auto* truth = std::get_if<bool>(&node.literal)) return Truth(*truth);
  Form form;
  form.tag = Tag::kOther;
  form.type = node.type.kind();
  if (const auto* constant = std::get_if<cel::EnumValue>(&node.literal)) {
    return forms_->Intern(std::move(form), absl::StrCat(node.type.enumeration()->name, " ", constant->value));
  }
  return forms_->Intern(std::move(form), cel::Print(node));
}

int Normalizer::Number(int64_t value, TypeKind type) {
  Form form;
  form.tag = Tag::kNumber;
  form.type = type;
  form.number = value;
  form.bounds = {value, value};
  return forms_->Intern(std::move(form), "");
}

int Normalizer::Truth(bool value) {
  Form form;
  form.tag = Tag::kBool;
  form.type = TypeKind::kBool;
  form.number = value ? 1 : 0;
  return forms_->Intern(std::move(form), "");
}

int Normalizer::Variable(const cel::Node& node) {
  const int first_fact = policy::FirstFactVariable(policy_.document);
  if (node.index >= first_fact) {
    const auto fact = static_cast<size_t>(node.index - first_fact);
    if (facts_[fact] < 0) facts_[fact] = Expression(policy_.facts[fact]);
    return facts_[fact];
  }
  if (node.index >= policy::kFirstParameterVariable) {
    const auto parameter = static_cast<size_t>(node.index - policy::kFirstParameterVariable);
    if (parameters_[parameter] < 0) parameters_[parameter] = Parameter(parameter);
    return parameters_[parameter];
  }
  Form form;
  form.tag = Tag::kRoot;
  form.code = node.index;
  form.type = node.type.kind();
  return forms_->Intern(std::move(form), "");
}

// ---- parameters ----

// Whether a household for which the policy holds, or may hold, can be in the region or below it.
bool Normalizer::Reachable(const std::string& code) const {
  if (policy_.document.jurisdiction.empty()) return true;
  for (const Placed& region : policy_.document.jurisdiction) {
    if (code == region.text || absl::StartsWith(code, absl::StrCat(region.text, ".")) ||
        absl::StartsWith(region.text, absl::StrCat(code, "."))) {
      return true;
    }
  }
  return false;
}

int Normalizer::Parameter(size_t index) {
  const columns::DatedTable& table = policy_.parameters[index];
  const auto value_of = [](const cel::Literal& literal) {
    Value value;
    if (const auto* number = std::get_if<int64_t>(&literal)) value.number = *number;
    if (const auto* truth = std::get_if<bool>(&literal)) value.number = *truth ? 1 : 0;
    if (const auto* day = std::get_if<cel::DateValue>(&literal)) value.number = day->days;
    if (const auto* constant = std::get_if<cel::EnumValue>(&literal)) value.number = constant->value;
    if (const auto* text = std::get_if<std::string>(&literal)) value.text = *text;
    return value;
  };
  Form form;
  form.tag = Tag::kTable;
  form.type = table.type.kind();
  form.by_region = table.by_region;
  if (table.key != nullptr) form.args = {Expression(table.key)};
  for (size_t v = 0; v < table.versions.size(); ++v) {
    const columns::DatedTable::Version& version = table.versions[v];
    const bool ended = v + 1 < table.versions.size() && table.versions[v + 1].from_days <= policy_.from_days;
    if (On(NormalRule::kPeriod) && (ended || version.from_days >= policy_.until_days)) continue;
    NormalForms::TableVersion made;
    // The first version is in force on the policy's first day, so how long it has been does not matter.
    made.from = form.table.empty() ? INT32_MIN : version.from_days;
    if (version.value.has_value()) made.entries.emplace_back("", value_of(*version.value));
    for (const columns::DatedTable::Entry& entry : version.entries) {
      const Value key = value_of(entry.key);
      if (table.by_region && On(NormalRule::kJurisdiction) && !Reachable(key.text)) continue;
      made.entries.emplace_back(
          table.key->root->type.is(TypeKind::kString) || table.by_region ? key.text : absl::StrCat(key.number),
          value_of(entry.value));
    }
    std::sort(made.entries.begin(), made.entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    form.table.push_back(std::move(made));
  }
  return Table(std::move(form));
}

// Values that do not change are one; a table of one value is that value.
int Normalizer::Table(Form form) {
  std::vector<NormalForms::TableVersion> kept;
  for (NormalForms::TableVersion& version : form.table) {
    if (kept.empty() || kept.back().entries != version.entries) kept.push_back(std::move(version));
  }
  form.table = std::move(kept);
  if (form.args.empty() && form.table.size() == 1) {
    const Value& value = form.table[0].entries[0].second;
    if (IsNumber(form.type)) return Number(value.number, form.type);
    if (form.type == TypeKind::kBool) return Truth(value.number != 0);
    Form literal;
    literal.tag = Tag::kOther;
    literal.type = form.type;
    cel::Node node;
    node.type = cel::Type(TypeKind::kString);
    node.literal = value.text;
    return forms_->Intern(std::move(literal), cel::Print(node));
  }
  form.bounds = {INT64_MAX, INT64_MIN};
  for (const NormalForms::TableVersion& version : form.table) {
    for (const auto& [key, value] : version.entries) {
      form.bounds.first = std::min(form.bounds.first, value.number);
      form.bounds.second = std::max(form.bounds.second, value.number);
    }
  }
  if (form.bounds.first > form.bounds.second) form.bounds = {INT64_MIN, INT64_MAX};
  return forms_->Intern(std::move(form), "");
}

bool Normalizer::MapTable(int table, Function function, int64_t other, bool other_first, Form* out) const {
  *out = at(table);
  if (cel::IsComparison(function)) out->type = TypeKind::kBool;
  for (NormalForms::TableVersion& version : out->table) {
    for (auto& [key, value] : version.entries) {
      const int64_t a = other_first ? other : value.number;
      const int64_t b = other_first ? value.number : other;
      if (cel::IsComparison(function)) {
        value.number = cel::Holds(function, a, b) ? 1 : 0;
      } else if (const std::optional<int64_t> number = Computed(function, a, b)) {
        value.number = *number;
      } else {
        return false;  // an error for this entry
      }
    }
  }
  return true;
}

// ---- calls ----

int Normalizer::Call(const cel::Node& node, const Scope& scope) {
  std::vector<int> args;
  for (const cel::Node* arg : node.args) args.push_back(Node(*arg, scope));
  switch (node.function) {
    case Function::kAnd:
      return Logic(true, args);
    case Function::kOr:
      return Logic(false, args);
    case Function::kNot:
      return Negated(args[0]);
    case Function::kConditional:
      return Branches(args[0], args[1], args[2]);
    case Function::kEqual:
    case Function::kNotEqual:
    case Function::kLess:
    case Function::kLessEqual:
    case Function::kGreater:
    case Function::kGreaterEqual:
      if (IsNumber(node.args[0]->type.kind())) return Compared(node.function, args[0], args[1]);
      break;
    case Function::kToDate:
      if (const auto* text = std::get_if<std::string>(&node.args[0]->literal);
          node.args[0]->kind == NodeKind::kLiteral && text) {
        if (const std::optional<Date> day = Date::Parse(*text)) return Number(day->days(), TypeKind::kDate);
      }
      break;
    case Function::kNegate:
      if (node.type.is(TypeKind::kInt) && On(NormalRule::kFixedFigures) && at(args[0]).tag == Tag::kNumber) {
        int64_t value = 0;
        if (CheckedNegate(at(args[0]).number, &value)) return Number(value, TypeKind::kInt);
      }
      break;
    case Function::kAdd:
    case Function::kSubtract:
    case Function::kMultiply:
    case Function::kDivide:
    case Function::kModulo:
      if (node.type.is(TypeKind::kInt)) return Arithmetic(node.function, std::move(args));
      break;
    default:
      break;
  }
  return Operation(node.function, node.type.kind(), std::move(args));
}

int Normalizer::Operation(Function function, TypeKind type, std::vector<int> args) {
  Form form;
  form.tag = Tag::kCall;
  form.code = static_cast<int>(function);
  form.type = type;
  if (type == TypeKind::kInt) form.bounds = BoundsOf(function, args);
  form.args = std::move(args);
  return forms_->Intern(std::move(form), "");
}

// Present values lie in the bounds; what does not fit into an int64 is an error and has none.
NormalForms::Interval Normalizer::BoundsOf(Function function, const std::vector<int>& args) const {
  const Interval all{INT64_MIN, INT64_MAX};
  const auto bounds = [&](size_t i) { return at(args[i]).bounds; };
  switch (function) {
    case Function::kSize:
    case Function::kCount:
      return {0, INT64_MAX};
    case Function::kAdd:
      return {Sum(bounds(0).first, bounds(1).first), Sum(bounds(0).second, bounds(1).second)};
    case Function::kMultiply:
      if (bounds(0).first < 0 || bounds(1).first < 0) return all;
      return {Product(bounds(0).first, bounds(1).first), Product(bounds(0).second, bounds(1).second)};
    case Function::kDivide:
      if (bounds(1).first != bounds(1).second || bounds(1).first <= 0) return all;
      return {bounds(0).first / bounds(1).first, bounds(0).second / bounds(1).first};
    case Function::kSum:
      return at(args[0]).bounds.first >= 0 ? Interval{0, INT64_MAX} : all;
    case Function::kMin:
    case Function::kMax: {
      Interval hull = args.empty() ? all : bounds(0);
      for (size_t i = 1; i < args.size(); ++i) {
        hull = {std::min(hull.first, bounds(i).first), std::max(hull.second, bounds(i).second)};
      }
      return hull;
    }
    case Function::kConditional:
      return {std::min(bounds(1).first, bounds(2).first), std::max(bounds(1).second, bounds(2).second)};
    default:
      return all;
  }
}

int Normalizer::Arithmetic(Function function, std::vector<int> args) {
  const Form& a = at(args[0]);
  const Form& b = at(args[1]);
  const bool a_fixed = a.tag == Tag::kNumber;
  const bool b_fixed = b.tag == Tag::kNumber;
  if (On(NormalRule::kFixedFigures)) {
    if (a_fixed && b_fixed) {
      if (const auto value = Computed(function, a.number, b.number)) return Number(*value, TypeKind::kInt);
    }
    const int64_t neutral = function == Function::kAdd || function == Function::kSubtract ? 0 : 1;
    if (function != Function::kModulo && b_fixed && b.number == neutral) return args[0];
    const bool commutes = function == Function::kAdd || function == Function::kMultiply;
    if (commutes && a_fixed && a.number == neutral) return args[1];
  }
  if (On(NormalRule::kEveryEntry)) {
    Form mapped;
    if (a.tag == Tag::kTable && b_fixed && MapTable(args[0], function, b.number, false, &mapped))
      return Table(std::move(mapped));
    if (b.tag == Tag::kTable && a_fixed && MapTable(args[1], function, a.number, true, &mapped))
      return Table(std::move(mapped));
  }
  std::vector<int64_t> leaves;
  const bool choice = a.tag == Tag::kCall && b_fixed && function == Function::kMultiply && Leaves(args[0], &leaves);
  if (choice && On(NormalRule::kCombinations)) {
    const int64_t factor = b.number;
    const bool fits = std::all_of(leaves.begin(), leaves.end(),
                                  [&](int64_t leaf) { return Computed(Function::kMultiply, leaf, factor).has_value(); });
    if (fits) return Scaled(args[0], factor);
  }
  return Operation(function, TypeKind::kInt, std::move(args));
}

// ---- sums of choices among numbers, as scores are ----

// The numbers among which nested conditionals choose, in order; false if they choose anything else.
bool Normalizer::Leaves(int choice, std::vector<int64_t>* leaves) const {
  const Form& form = at(choice);
  if (form.tag == Tag::kNumber) {
    leaves->push_back(form.number);
    return true;
  }
  return form.tag == Tag::kCall && form.code == static_cast<int>(Function::kConditional) && Leaves(form.args[1], leaves) &&
         Leaves(form.args[2], leaves);
}

bool Normalizer::Summands(int sum, std::vector<int>* choices) const {
  const Form& form = at(sum);
  if (form.tag == Tag::kCall && form.code == static_cast<int>(Function::kAdd)) {
    return Summands(form.args[0], choices) && Summands(form.args[1], choices);
  }
  std::vector<int64_t> leaves;
  choices->push_back(sum);
  return Leaves(sum, &leaves);
}

int Normalizer::Scaled(int choice, int64_t factor) {
  if (at(choice).tag == Tag::kNumber) return Number(*Computed(Function::kMultiply, at(choice).number, factor), TypeKind::kInt);
  const std::vector<int> args = at(choice).args;
  const int first = Scaled(args[1], factor);
  return Operation(Function::kConditional, TypeKind::kInt, {args[0], first, Scaled(args[2], factor)});
}

// The choice with the number of a class for each leaf. Where both branches are of one class, what is asked does not matter,
// only whether it is known: of an int that a record holds, which is one number or none, any question is as known as the number.
int Normalizer::Skeleton(int choice, const std::vector<int>& classes, size_t* next) {
  if (at(choice).tag == Tag::kNumber) return Number(classes[(*next)++], TypeKind::kInt);
  std::vector<int> args = at(choice).args;
  args[1] = Skeleton(args[1], classes, next);
  args[2] = Skeleton(args[2], classes, next);
  const Form& condition = at(args[0]);
  if (args[1] == args[2] && condition.tag == Tag::kWithin && at(condition.args[0]).tag == Tag::kField &&
      at(condition.args[0]).type == TypeKind::kInt) {
    Form known;
    known.tag = Tag::kKnown;
    known.type = TypeKind::kBool;
    known.args = condition.args;
    args[0] = forms_->Intern(std::move(known), "");
  }
  return Operation(Function::kConditional, TypeKind::kInt, std::move(args));
}

// A sum is known where all its summands are, and then it is one of finitely many. Two leaves of a choice that come to the same
// whatever the others choose are one class.
bool Normalizer::Combinations(Function function, int sum, int64_t number, int* out) {
  constexpr size_t kMost = 4096;
  if (at(sum).tag != Tag::kCall || at(sum).code != static_cast<int>(Function::kAdd)) return false;
  std::vector<int> choices;
  if (!Summands(sum, &choices)) return false;
  std::vector<std::vector<int64_t>> leaves(choices.size());
  std::vector<size_t> strides(choices.size());
  size_t count = 1;
  for (size_t i = 0; i < choices.size(); ++i) {
    (void)Leaves(choices[i], &leaves[i]);
    strides[i] = count;
    count *= leaves[i].size();
    if (count > kMost) return false;
  }
  std::vector<bool> truth(count);
  for (size_t c = 0; c < count; ++c) {
    // Also each partial sum fits if the sum of what is above zero and that of what is below do.
    int64_t above = 0;
    int64_t below = 0;
    for (size_t i = 0; i < choices.size(); ++i) {
      const int64_t leaf = leaves[i][c / strides[i] % leaves[i].size()];
      int64_t* part = leaf > 0 ? &above : &below;
      if (!CheckedAdd(*part, leaf, part)) return false;
    }
    truth[c] = cel::Holds(function, above + below, number);
  }
  std::vector<std::vector<size_t>> first(choices.size());  // the first leaf of each class
  Form form;
  form.tag = Tag::kChosen;
  form.type = TypeKind::kBool;
  for (size_t i = 0; i < choices.size(); ++i) {
    const auto same = [&](size_t a, size_t b) {
      for (size_t c = 0; c < count; ++c) {
        if (c / strides[i] % leaves[i].size() == a && truth[c] != truth[c - a * strides[i] + b * strides[i]]) return false;
      }
      return true;
    };
    std::vector<int> classes;
    for (size_t leaf = 0; leaf < leaves[i].size(); ++leaf) {
      size_t k = 0;
      while (k < first[i].size() && !same(first[i][k], leaf)) ++k;
      if (k == first[i].size()) first[i].push_back(leaf);
      classes.push_back(static_cast<int>(k));
    }
    size_t next = 0;
    form.args.push_back(Skeleton(choices[i], classes, &next));
  }
  std::string text;
  std::vector<size_t> at_class(choices.size(), 0);
  for (bool more = true; more;) {
    size_t c = 0;
    for (size_t i = 0; i < choices.size(); ++i) c += first[i][at_class[i]] * strides[i];
    text += truth[c] ? '1' : '0';
    more = false;
    for (size_t i = 0; i < choices.size() && !more; ++i) {
      more = ++at_class[i] < first[i].size();
      if (!more) at_class[i] = 0;
    }
  }
  *out = forms_->Intern(std::move(form), text);
  return true;
}

int Normalizer::Logic(bool all, const std::vector<int>& args) {
  const Tag tag = all ? Tag::kAll : Tag::kAny;
  Form form;
  form.tag = tag;
  form.type = TypeKind::kBool;
  for (const int arg : args) {
    if (On(NormalRule::kFixedFigures) && at(arg).tag == Tag::kBool && at(arg).number == (all ? 1 : 0)) continue;
    if (On(NormalRule::kAnyOrder) && at(arg).tag == tag) {
      form.args.insert(form.args.end(), at(arg).args.begin(), at(arg).args.end());
    } else {
      form.args.push_back(arg);
    }
  }
  if (all && On(NormalRule::kOneElement)) ReadOneElement(&form.args);
  if (On(NormalRule::kAnyOrder)) {
    std::sort(form.args.begin(), form.args.end());
    form.args.erase(std::unique(form.args.begin(), form.args.end()), form.args.end());
  }
  if (form.args.empty()) return Truth(all);
  if (form.args.size() == 1) return form.args[0];
  return forms_->Intern(std::move(form), "");
}

// Parts of an `&&`: where one says that a list has one element, exists becomes all in the others. With any other number of
// elements the whole is false either way.
void Normalizer::ReadOneElement(std::vector<int>* parts) {
  for (const int part : *parts) {
    const Form count = at(part);  // a copy: interning moves the forms
    if (count.tag != Tag::kWithin || count.sets != std::vector<Interval>{{1, 1}}) continue;
    const Form& size = at(count.args[0]);
    if (size.tag != Tag::kCall || size.code != static_cast<int>(Function::kSize)) continue;
    const int list = size.args[0];
    for (int& other : *parts) {
      Form macro = at(other);
      if (macro.tag != Tag::kMacro || macro.code != static_cast<int>(cel::Macro::kExists) || macro.args[0] != list) continue;
      macro.code = static_cast<int>(cel::Macro::kAll);
      other = forms_->Intern(std::move(macro), "");
    }
  }
}

int Normalizer::Negated(int form) {
  const Form inner = at(form);  // a copy: interning moves the forms
  if (inner.tag == Tag::kBool) return Truth(inner.number == 0);
  if (On(NormalRule::kNegation)) {
    std::vector<int> args;
    switch (inner.tag) {
      case Tag::kNot:
        return inner.args[0];
      case Tag::kAll:
      case Tag::kAny:
        for (const int arg : inner.args) args.push_back(Negated(arg));
        return Logic(inner.tag == Tag::kAny, args);
      case Tag::kMacro:
        if (inner.code == static_cast<int>(cel::Macro::kAll) || inner.code == static_cast<int>(cel::Macro::kExists)) {
          Form other = inner;
          other.code =
              static_cast<int>(inner.code == static_cast<int>(cel::Macro::kAll) ? cel::Macro::kExists : cel::Macro::kAll);
          other.args[1] = Negated(inner.args[1]);
          return forms_->Intern(std::move(other), "");
        }
        break;
      case Tag::kWithin: {
        // The complement among what the number can be.
        std::vector<Interval> rest;
        Interval bounds = On(NormalRule::kBounds) ? at(inner.args[0]).bounds : Interval{INT64_MIN, INT64_MAX};
        int64_t next = bounds.first;
        bool open = true;
        for (const Interval& set : inner.sets) {
          if (set.first > next) rest.emplace_back(next, set.first - 1);
          if (set.second == INT64_MAX) {
            open = false;
            break;
          }
          next = set.second + 1;
        }
        if (open && next <= bounds.second) rest.emplace_back(next, bounds.second);
        return Within(inner.args[0], std::move(rest));
      }
      case Tag::kCall: {
        const auto function = static_cast<Function>(inner.code);
        if (function == Function::kConditional) return Branches(inner.args[0], Negated(inner.args[1]), Negated(inner.args[2]));
        static constexpr std::pair<Function, Function> kOpposites[] = {{Function::kEqual, Function::kNotEqual},
                                                                       {Function::kLess, Function::kGreaterEqual},
                                                                       {Function::kLessEqual, Function::kGreater}};
        for (const auto& [one, other] : kOpposites) {
          if (function != one && function != other) continue;
          const Function opposite = function == one ? other : one;
          if (IsNumber(at(inner.args[0]).type)) return Compared(opposite, inner.args[0], inner.args[1]);
          return Operation(opposite, TypeKind::kBool, inner.args);
        }
        break;
      }
      default:
        break;
    }
  }
  Form form_not;
  form_not.tag = Tag::kNot;
  form_not.type = TypeKind::kBool;
  form_not.args = {form};
  return forms_->Intern(std::move(form_not), "");
}

int Normalizer::Branches(int condition, int a, int b) {
  if (On(NormalRule::kFixedFigures) && at(condition).tag == Tag::kBool) return at(condition).number != 0 ? a : b;
  return Operation(Function::kConditional, at(a).type, {condition, a, b});
}

// A number that is in one of the sets. Not folded to true or false even where all or nothing is in them: a number that is not
// known keeps the answer from being known.
int Normalizer::Within(int form, std::vector<Interval> sets) {
  Form within;
  within.tag = Tag::kWithin;
  within.type = TypeKind::kBool;
  within.args = {form};
  const Interval bounds = On(NormalRule::kBounds) ? at(form).bounds : Interval{INT64_MIN, INT64_MAX};
  for (Interval& set : sets) {
    set = {std::max(set.first, bounds.first), std::min(set.second, bounds.second)};
    if (set.first <= set.second) within.sets.push_back(set);
  }
  return forms_->Intern(std::move(within), "");
}

int Normalizer::Compared(Function function, int a, int b) {
  if (at(a).tag == Tag::kNumber && at(b).tag != Tag::kNumber) return Compared(cel::Mirrored(function), b, a);
  const bool fixed = at(b).tag == Tag::kNumber;
  const int64_t number = at(b).number;
  if (fixed && On(NormalRule::kFixedFigures) && at(a).tag == Tag::kNumber)
    return Truth(cel::Holds(function, at(a).number, number));
  if (fixed && On(NormalRule::kEachBranch) && at(a).tag == Tag::kCall &&
      at(a).code == static_cast<int>(Function::kConditional)) {
    const std::vector<int> parts = at(a).args;
    const int first = Compared(function, parts[1], b);
    return Branches(parts[0], first, Compared(function, parts[2], b));
  }
  if (fixed && On(NormalRule::kEveryEntry) && at(a).tag == Tag::kTable) {
    Form mapped;
    if (MapTable(a, function, number, false, &mapped)) return Table(std::move(mapped));
  }
  if (int chosen = 0; fixed && On(NormalRule::kCombinations) && Combinations(function, a, number, &chosen)) return chosen;
  if (!On(NormalRule::kWholeNumbers)) return Operation(function, TypeKind::kBool, {a, b});
  if (fixed) return Within(a, SetOf(function, number));
  if (function == Function::kGreater || function == Function::kGreaterEqual) return Compared(cel::Mirrored(function), b, a);
  if ((function == Function::kEqual || function == Function::kNotEqual) && b < a) std::swap(a, b);
  return Operation(function, TypeKind::kBool, {a, b});
}

// ---- macros ----

int Normalizer::Macro(const cel::Node& node, const Scope& scope) {
  Form form;
  form.tag = Tag::kMacro;
  form.code = static_cast<int>(node.macro);
  form.type = node.type.kind();
  form.args = {Node(*node.args[0], scope)};
  Scope inner = scope;
  inner[node.index] = static_cast<int>(scope.size());
  for (size_t i = 1; i < node.args.size(); ++i) form.args.push_back(Node(*node.args[i], inner));
  if (node.macro == cel::Macro::kFilter) form.bounds = at(form.args[0]).bounds;
  if (node.macro == cel::Macro::kMap || node.macro == cel::Macro::kMapFilter) form.bounds = at(form.args.back()).bounds;
  return forms_->Intern(std::move(form), "");
}

}  // namespace graduasi::analysis
