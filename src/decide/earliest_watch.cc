#include "src/decide/earliest_watch.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/cel/comparison.h"
#include "src/policy/environment.h"

namespace graduasi::decide {
namespace {

using cel::Function;
using cel::Node;
using cel::NodeKind;
using cel::TypeKind;

// So many possible values of a number are followed; of more it is only known that it does not depend on the day.
constexpr size_t kMaxNumbers = 64;
constexpr size_t kMaxTerms = 256;

// A count of months, years or days between two days.
struct Between {
  Function function = Function::kMonthsBetween;
  DayTerm from, to;
};

// What is known of a value, or of the elements of a list. Between the days that are watched, a value is one of `days`,
// `numbers` and `counts`, or, if `open`, anything that does not change with the day.
struct Abstract {
  std::vector<DayTerm> days;
  std::vector<int64_t> numbers;
  std::vector<Between> counts;
  bool open = false;

  void Add(const Abstract& other) {
    days.insert(days.end(), other.days.begin(), other.days.end());
    numbers.insert(numbers.end(), other.numbers.begin(), other.numbers.end());
    counts.insert(counts.end(), other.counts.begin(), other.counts.end());
    open = open || other.open;
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    if (numbers.size() > kMaxNumbers) {
      numbers.clear();
      open = true;
    }
  }
};

Abstract Open() {
  Abstract value;
  value.open = true;
  return value;
}

bool Moves(const DayTerm& term) { return term.kind == DayTerm::Kind::kAsOf; }
bool Unknown(const DayTerm& term) { return term.kind == DayTerm::Kind::kUnknown; }

bool AnyMoves(const Abstract& value) { return std::any_of(value.days.begin(), value.days.end(), Moves); }

std::string KeyOf(const DayTerm& term) {
  std::string key = absl::StrCat(static_cast<int>(term.kind), ",", term.record == nullptr ? -1 : term.record->index, ",",
                                 term.field, ",", term.days);
  for (const DayTerm::Shift& shift : term.shifts) absl::StrAppend(&key, shift.months ? "m" : "d", shift.count);
  return key;
}

class WatchFinder {
 public:
  explicit WatchFinder(const policy::CheckedPolicy& policy)
      : policy_(policy), first_fact_(policy::FirstFactVariable(policy.document)), parameters_(policy.parameters.size()) {}

  // What an owner reads. Age limits hold for all that it reads.
  void Visit(size_t owner, const std::vector<const cel::Expression*>& expressions, const columns::ReadRules& rules) {
    owner_ = owner;
    facts_.clear();
    for (const columns::AgeLimit& limit : rules.limits) WatchAge(limit);
    for (const cel::Expression* expression : expressions) {
      if (expression != nullptr) Evaluate(*expression);
    }
  }

  Watches Take() {
    for (auto& [key, watch] : watches_) result_.watches.push_back(std::move(watch));
    std::set<int> indices;
    for (const Watch& watch : result_.watches) {
      if (watch.fixed.record != nullptr) indices.insert(watch.fixed.record->index);
    }
    for (const int index : indices) result_.records.push_back(model::Records()[static_cast<size_t>(index)]);
    for (size_t i = 0; i < parameters_.size(); ++i) {
      for (const columns::DatedTable::Version& version : policy_.parameters[i].versions) {
        result_.starts.push_back({version.from_days,
                                  absl::StrCat("params.", policy_.document.parameters[i].id.text),
                                  {parameters_[i].begin(), parameters_[i].end()}});
      }
    }
    return std::move(result_);
  }

 private:
  using Locals = std::map<int32_t, Abstract>;

  // ---- watches ----

  void Add(const DayTerm& fixed, const DayTerm& moving, bool reach, bool pass, CauseKind kind, const std::string& expression) {
    Watch watch;
    watch.fixed = fixed;
    watch.moving = moving;
    watch.reach = reach;
    watch.pass = pass;
    watch.kind = kind;
    watch.expression = expression;
    Add(std::move(watch));
  }

  void Add(Watch watch) {
    if (Unknown(watch.fixed)) {
      result_.every_day = true;
      return;
    }
    const std::string key = absl::StrCat(KeyOf(watch.fixed), "|", KeyOf(watch.moving), "|", watch.every_months,
                                         watch.moving_first ? "m" : "f", static_cast<int>(watch.kind), "|", watch.expression);
    Watch& kept = watches_.emplace(key, watch).first->second;
    kept.reach = kept.reach || watch.reach;
    kept.pass = kept.pass || watch.pass;
    if (kept.owners.empty() || kept.owners.back() != owner_) kept.owners.push_back(owner_);
  }

  static DayTerm FieldTerm(const model::RecordInfo& record, int field) {
    DayTerm term;
    term.kind = DayTerm::Kind::kField;
    term.record = &record;
    term.field = field;
    return term;
  }
  static DayTerm AsOf() {
    DayTerm term;
    term.kind = DayTerm::Kind::kAsOf;
    return term;
  }

  // A day that comes into view when it comes.
  void WatchView(const model::RecordInfo& record, int field) {
    Add(FieldTerm(record, field), AsOf(), true, false, CauseKind::kEvent, "");
  }

  void WatchAge(const columns::AgeLimit& limit) {
    const model::RecordInfo* record = &model::HouseholdRecord();
    for (const int field : limit.path) record = record->fields[static_cast<size_t>(field)].record;
    DayTerm first_fresh = AsOf();
    first_fresh.shifts.push_back({true, -limit.months});
    Add(FieldTerm(*record, record->recorded_on), first_fresh, false, true, CauseKind::kStale, "");
  }

  CauseKind KindOf(const DayTerm& fixed) const {
    const bool birth = fixed.record != nullptr && fixed.record->name == "Member" &&
                       fixed.record->fields[static_cast<size_t>(fixed.field)].name == "born_on";
    return birth ? CauseKind::kAge : CauseKind::kElapsed;
  }

  // FIXED `function` MOVING.
  void WatchOrder(const DayTerm& fixed, Function function, const DayTerm& moving, const std::string& expression) {
    const bool reach = function != Function::kLess && function != Function::kGreaterEqual;
    const bool pass = function != Function::kLessEqual && function != Function::kGreater;
    Add(fixed, moving, reach, pass, KindOf(fixed), expression);
  }

  void CompareDays(const DayTerm& a, Function function, const DayTerm& b, const std::string& expression) {
    if (!Moves(a) && !Moves(b)) return;
    if (Moves(a) && Moves(b)) {
      if (!(a.shifts == b.shifts)) result_.every_day = true;
    } else if (Moves(b)) {
      WatchOrder(a, function, b, expression);
    } else {
      WatchOrder(b, cel::Mirrored(function), a, expression);
    }
  }

  static int64_t MonthsOf(Function function) {
    return function == Function::kMonthsBetween ? 1 : function == Function::kYearsBetween ? 12 : 0;
  }

  // count `function` number. The count is at least n if FROM shifted by n is not after TO.
  void CompareCount(const Between& count, Function function, int64_t number, const std::string& expression) {
    if (!Moves(count.from) && !Moves(count.to)) return;
    if (Moves(count.from) && Moves(count.to)) {
      if (!(count.from.shifts == count.to.shifts)) result_.every_day = true;
      return;
    }
    const auto at_least = [&](int64_t n) {
      DayTerm from = count.from;
      const int64_t months = MonthsOf(count.function);
      from.shifts.push_back({months != 0, months == 0 ? n : n * months});
      CompareDays(from, Function::kLessEqual, count.to, expression);
    };
    constexpr int64_t kFar = 120000;
    if (number < -kFar || number > kFar) return Collapse(count, expression);
    if (function != Function::kGreater && function != Function::kLessEqual) at_least(number);
    if (function != Function::kLess && function != Function::kGreaterEqual) at_least(number + 1);
  }

  // The count is used for more than a comparison with a known number: each step of it is watched.
  void Collapse(const Between& count, const std::string& expression) {
    if (!Moves(count.from) && !Moves(count.to)) return;
    if (Moves(count.from) && Moves(count.to)) {
      if (!(count.from.shifts == count.to.shifts)) result_.every_day = true;
      return;
    }
    if (count.function == Function::kDaysBetween) {
      result_.every_day = true;
      return;
    }
    Watch watch;
    watch.moving_first = Moves(count.from);
    watch.fixed = watch.moving_first ? count.to : count.from;
    watch.moving = watch.moving_first ? count.from : count.to;
    watch.every_months = static_cast<int32_t>(MonthsOf(count.function));
    watch.kind = KindOf(watch.fixed);
    watch.expression = expression;
    Add(std::move(watch));
  }

  void Collapse(const Abstract& value, const std::string& expression) {
    for (const Between& count : value.counts) Collapse(count, expression);
  }

  // ---- values ----

  Abstract Evaluate(const cel::Expression& expression) {
    const cel::Expression* const outer = expression_;
    expression_ = &expression;
    Locals locals;
    Abstract value = Evaluate(*expression.root, &locals);
    expression_ = outer;
    return value;
  }

  std::string TextOf(const Node& node) const {
    return expression_->source.substr(static_cast<size_t>(node.span.begin),
                                      static_cast<size_t>(node.span.end - node.span.begin));
  }

  Abstract Evaluate(const Node& node, Locals* locals) {
    Abstract value = EvaluateNode(node, locals);
    if (value.days.size() + value.counts.size() > kMaxTerms) {
      result_.every_day = true;
      return Open();
    }
    return value;
  }

  Abstract EvaluateNode(const Node& node, Locals* locals) {
    switch (node.kind) {
      case NodeKind::kLiteral:
        return Literal(node.literal);
      case NodeKind::kVariable:
        return Variable(node);
      case NodeKind::kLocal:
        return (*locals)[node.index];
      case NodeKind::kField:
      case NodeKind::kHasField:
        (void)Evaluate(*node.args[0], locals);
        return Read(node);
      case NodeKind::kCall:
        return Call(node, locals);
      case NodeKind::kMacro:
        return Macro(node, locals);
      case NodeKind::kTypeName:
        return Open();
      case NodeKind::kHasKey:
      case NodeKind::kList:
      case NodeKind::kMap: {
        Abstract all;
        for (const Node* arg : node.args) all.Add(Evaluate(*arg, locals));
        return node.kind == NodeKind::kHasKey ? Open() : all;
      }
    }
    return Open();
  }

  static Abstract Literal(const cel::Literal& literal) {
    Abstract value;
    if (const auto* number = std::get_if<int64_t>(&literal)) {
      value.numbers.push_back(*number);
    } else if (const auto* date = std::get_if<cel::DateValue>(&literal)) {
      DayTerm term;
      term.kind = DayTerm::Kind::kLiteral;
      term.days = date->days;
      value.days.push_back(term);
    } else {
      value.open = true;
    }
    return value;
  }

  Abstract Variable(const Node& node) {
    if (node.index == policy::kHouseholdVariable) return {};
    if (node.index == policy::kAsOfVariable) {
      Abstract value;
      value.days.push_back(AsOf());
      return value;
    }
    if (node.index >= first_fact_) {
      const auto known = facts_.find(node.index);
      if (known != facts_.end()) return known->second;
      Abstract value = Evaluate(*policy_.facts[static_cast<size_t>(node.index - first_fact_)]);
      return facts_.emplace(node.index, std::move(value)).first->second;
    }
    const auto number = static_cast<size_t>(node.index - policy::kFirstParameterVariable);
    parameters_[number].insert(owner_);
    const columns::DatedTable& table = policy_.parameters[number];
    if (table.key != nullptr) Collapse(Evaluate(*table.key), table.key->source);
    Abstract value;
    for (const columns::DatedTable::Version& version : table.versions) {
      if (version.value) value.Add(Literal(*version.value));
      for (const columns::DatedTable::Entry& entry : version.entries) value.Add(Literal(entry.value));
    }
    return value;
  }

  // A field of a record, or has() of it: what makes it visible is watched.
  Abstract Read(const Node& node) {
    const model::RecordInfo& record = *model::RecordOf(node.args[0]->type.structure());
    const model::FieldInfo& field = record.fields[static_cast<size_t>(node.index)];
    if (record.recorded_on >= 0) WatchView(record, record.recorded_on);
    if (field.kind == model::FieldKind::kList && field.record->recorded_on >= 0) {
      WatchView(*field.record, field.record->recorded_on);
    }
    if (field.kind == model::FieldKind::kRecord && field.record->recorded_on >= 0) {
      WatchView(*field.record, field.record->recorded_on);
    }
    if (field.kind == model::FieldKind::kDate && field.role == Role::kHappenedOn) WatchView(record, node.index);
    if (node.kind == NodeKind::kField && field.kind == model::FieldKind::kDate) {
      Abstract value;
      value.days.push_back(FieldTerm(record, node.index));
      return value;
    }
    if (field.kind == model::FieldKind::kList || field.kind == model::FieldKind::kRecord) return {};
    return Open();
  }

  // Everything in a record that a comparison of whole records sees.
  void WatchWhole(const cel::Type& type) {
    if (type.is(TypeKind::kList)) return WatchWhole(type.element());
    if (type.is(TypeKind::kMap)) {
      WatchWhole(type.key());
      return WatchWhole(type.value());
    }
    const model::RecordInfo* record = type.is(TypeKind::kStruct) ? model::RecordOf(type.structure()) : nullptr;
    if (record != nullptr) WatchWhole(*record);
  }
  void WatchWhole(const model::RecordInfo& record) {
    if (record.recorded_on >= 0) WatchView(record, record.recorded_on);
    for (size_t i = 0; i < record.fields.size(); ++i) {
      const model::FieldInfo& field = record.fields[i];
      if (field.kind == model::FieldKind::kDate && field.role == Role::kHappenedOn) WatchView(record, static_cast<int>(i));
      if (field.record != nullptr) WatchWhole(*field.record);
    }
  }

  void Compare(const Abstract& a, Function function, const Abstract& b, const std::string& expression) {
    for (const DayTerm& left : a.days) {
      for (const DayTerm& right : b.days) CompareDays(left, function, right, expression);
    }
    const auto known = [](const Abstract& value) { return !value.open && value.counts.empty(); };
    if (known(b)) {
      for (const Between& count : a.counts) {
        for (const int64_t number : b.numbers) CompareCount(count, function, number, expression);
      }
    } else if (known(a)) {
      for (const Between& count : b.counts) {
        for (const int64_t number : a.numbers) CompareCount(count, cel::Mirrored(function), number, expression);
      }
    }
    if (!known(b)) Collapse(a, expression);
    if (!known(b) && !known(a)) Collapse(b, expression);
  }

  Abstract Macro(const Node& node, Locals* locals) {
    Abstract range = Evaluate(*node.args[0], locals);
    if (node.args[0]->type.is(TypeKind::kMap)) range = Open();
    (*locals)[node.index] = range;
    Abstract last;
    for (size_t i = 1; i < node.args.size(); ++i) last = Evaluate(*node.args[i], locals);
    switch (node.macro) {
      case cel::Macro::kFilter:
        return range;
      case cel::Macro::kMap:
      case cel::Macro::kMapFilter:
        return last;
      default:
        return Open();
    }
  }

  // Each count of days as a list of numbers of days, for add_months and add_days.
  Abstract Shifted(const Node& node, const Abstract& days, const Abstract& counts) {
    Collapse(counts, TextOf(node));
    Abstract value;
    const bool known = !counts.open && counts.counts.empty();
    for (const DayTerm& term : days.days) {
      if (!known) {
        if (Moves(term)) result_.every_day = true;
        value.days.emplace_back();
        continue;
      }
      for (const int64_t count : counts.numbers) {
        DayTerm shifted = term;
        if (!Unknown(term) && count != 0) shifted.shifts.push_back({node.function == Function::kAddMonths, count});
        value.days.push_back(std::move(shifted));
      }
    }
    return value;
  }

  Abstract Arithmetic(const Node& node, const std::vector<Abstract>& args) {
    const std::string text = TextOf(node);
    for (const Abstract& arg : args) Collapse(arg, text);
    const auto known = [](const Abstract& value) { return !value.open && value.counts.empty() && value.days.empty(); };
    if (!std::all_of(args.begin(), args.end(), known) || !node.type.is(TypeKind::kInt)) return Open();
    Abstract value;
    const auto add = [&](int64_t a, int64_t b) {
      int64_t out = 0;
      bool wraps = false;
      switch (node.function) {
        case Function::kAdd:
          wraps = __builtin_add_overflow(a, b, &out);
          break;
        case Function::kSubtract:
          wraps = __builtin_sub_overflow(a, b, &out);
          break;
        case Function::kMultiply:
          wraps = __builtin_mul_overflow(a, b, &out);
          break;
        case Function::kNegate:
          wraps = __builtin_sub_overflow(int64_t{0}, a, &out);
          break;
        case Function::kDivide:
        case Function::kModulo:
          wraps = b == 0 || b == -1;
          if (!wraps) out = node.function == Function::kDivide ? a / b : a % b;
          break;
        default:
          wraps = true;
      }
      if (wraps) {
        value.open = true;
      } else {
        value.numbers.push_back(out);
      }
    };
    for (const int64_t a : args[0].numbers) {
      if (args.size() == 1) {
        add(a, 0);
        continue;
      }
      for (const int64_t b : args[1].numbers) add(a, b);
    }
    Abstract tidy;
    tidy.Add(value);
    return tidy;
  }

  Abstract Call(const Node& node, Locals* locals) {
    std::vector<Abstract> args;
    for (const Node* arg : node.args) args.push_back(Evaluate(*arg, locals));
    switch (node.function) {
      case Function::kAnd:
      case Function::kOr:
      case Function::kNot:
      case Function::kSize:
      case Function::kCount:
        return Open();
      case Function::kConditional: {
        Abstract value = args[1];
        value.Add(args[2]);
        return value;
      }
      case Function::kEqual:
      case Function::kNotEqual:
      case Function::kIn:
        for (const Node* arg : node.args) WatchWhole(arg->type);
        Compare(args[0], Function::kEqual, args[1], TextOf(node));
        return Open();
      case Function::kLess:
      case Function::kLessEqual:
      case Function::kGreater:
      case Function::kGreaterEqual:
        Compare(args[0], node.function, args[1], TextOf(node));
        return Open();
      case Function::kMonthsBetween:
      case Function::kYearsBetween:
      case Function::kDaysBetween:
        return CountBetween(node, args);
      case Function::kAddMonths:
      case Function::kAddDays:
        return Shifted(node, args[0], args[1]);
      case Function::kMin:
      case Function::kMax:
        return Chosen(node, args);
      case Function::kIndex:
        Collapse(args[1], TextOf(node));
        return args[0];
      case Function::kLatest:
        return {};
      case Function::kToDate:
        return node.args[0]->type.is(TypeKind::kDate) ? args[0] : Other(node, args);
      case Function::kAdd:
        if (node.type.is(TypeKind::kList)) {
          args[0].Add(args[1]);
          return args[0];
        }
        return Arithmetic(node, args);
      case Function::kNegate:
      case Function::kSubtract:
      case Function::kMultiply:
      case Function::kDivide:
      case Function::kModulo:
        return Arithmetic(node, args);
      default:
        return Other(node, args);
    }
  }

  Abstract CountBetween(const Node& node, const std::vector<Abstract>& args) {
    Abstract value;
    for (const DayTerm& from : args[0].days) {
      for (const DayTerm& to : args[1].days) {
        const bool moving = Moves(from) || Moves(to);
        if (moving && (Unknown(from) || Unknown(to))) result_.every_day = true;
        if (!moving || Unknown(from) || Unknown(to)) {
          value.open = true;
        } else {
          value.counts.push_back({node.function, from, to});
        }
      }
    }
    if (args[0].days.empty() || args[1].days.empty()) value.open = true;
    return value;
  }

  // One of several: which one turns where two of them meet.
  Abstract Chosen(const Node& node, const std::vector<Abstract>& args) {
    Abstract value;
    for (const Abstract& arg : args) value.Add(arg);
    for (const DayTerm& a : value.days) {
      for (const DayTerm& b : value.days) CompareDays(a, Function::kEqual, b, TextOf(node));
    }
    return value;
  }

  // A function that says nothing about how it follows the day.
  Abstract Other(const Node& node, const std::vector<Abstract>& args) {
    for (const Abstract& arg : args) {
      Collapse(arg, TextOf(node));
      if (AnyMoves(arg)) result_.every_day = true;
    }
    if (!node.type.is(TypeKind::kDate)) return Open();
    Abstract value;
    const auto* text = node.args.size() == 1 && node.args[0]->kind == NodeKind::kLiteral
                           ? std::get_if<std::string>(&node.args[0]->literal)
                           : nullptr;
    const std::optional<Date> day = text == nullptr ? std::nullopt : Date::Parse(*text);
    DayTerm& term = value.days.emplace_back();
    if (node.function == Function::kToDate && day) {
      term.kind = DayTerm::Kind::kLiteral;
      term.days = day->days();
    }
    return value;
  }

  const policy::CheckedPolicy& policy_;
  const int first_fact_;
  Watches result_;
  std::map<std::string, Watch> watches_;
  std::vector<std::set<size_t>> parameters_;  // who reads each
  size_t owner_ = 0;
  std::map<int32_t, Abstract> facts_;  // of this owner
  const cel::Expression* expression_ = nullptr;
};

}  // namespace

Watches WatchesOf(const policy::CheckedPolicy& policy) {
  WatchFinder finder(policy);
  size_t owner = 0;
  for (const policy::CheckedCriterion& criterion : policy.criteria) {
    finder.Visit(owner++, {criterion.applies_when.get(), criterion.require.get()}, criterion.rules);
  }
  for (const policy::CheckedSafeguard& safeguard : policy.safeguards)
    finder.Visit(owner++, {safeguard.when.get()}, safeguard.rules);
  for (const policy::CheckedRoute& route : policy.routes) {
    if (route.score) finder.Visit(owner, {route.score->reached.get()}, route.score->rules);
    ++owner;
  }
  return finder.Take();
}

}  // namespace graduasi::decide
