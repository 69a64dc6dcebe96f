// The part of the checker for functions and macros: which overload a call takes, and what a macro does to the names inside it.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "src/base/civil.h"
#include "src/cel/checker.h"
#include "src/cel/overload.h"
#include "src/cel/spelling.h"

namespace graduasi::cel {
namespace {

struct MacroForm {
  absl::string_view name;
  size_t args;  // with the iteration variable, without the range
  Macro macro;
  bool predicate;
  bool transform;
};

constexpr MacroForm kMacros[] = {
    {"all", 2, Macro::kAll, true, false},
    {"exists", 2, Macro::kExists, true, false},
    {"exists_one", 2, Macro::kExistsOne, true, false},
    {"filter", 2, Macro::kFilter, true, false},
    {"map", 2, Macro::kMap, false, true},
    {"map", 3, Macro::kMapFilter, true, true},
};

bool IsMacroName(absl::string_view name) {
  return std::any_of(std::begin(kMacros), std::end(kMacros), [&](const MacroForm& form) { return form.name == name; });
}

const std::string* TextLiteral(const Node& node) {
  return node.kind == NodeKind::kLiteral ? std::get_if<std::string>(&node.literal) : nullptr;
}

// True for YYYY-MM-DD that names a day of the calendar.
bool IsDate(absl::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  auto number = [&](size_t begin, size_t size) {
    int32_t value = 0;
    for (size_t i = begin; i < begin + size; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  return civil::Exists(number(0, 4), number(5, 2), number(8, 2));
}

}  // namespace

// ---- Functions.

// The first signature that the arguments fit; later ones could only fit where types are still open.
Node* Checker::Overloaded(const SyntaxNode& syntax, absl::string_view name, std::vector<const Node*> args) {
  const bool is_operator = syntax.kind == SyntaxKind::kOperator;
  const bool is_member = syntax.kind == SyntaxKind::kMemberCall;
  for (const Overload& overload : OverloadsOf(name)) {
    if (!is_operator && !(is_member ? overload.AllowsMember() : overload.AllowsGlobal())) continue;
    if (overload.params.size() != args.size()) continue;
    const size_t mark = unifier_.Mark();
    const std::vector<Type> variables = {unifier_.Fresh(), unifier_.Fresh()};
    bool fits = true;
    for (size_t i = 0; fits && i < args.size(); ++i) {
      fits = unifier_.Unify(Unifier::Instantiate(overload.params[i], variables), args[i]->type);
    }
    if (!fits) {
      unifier_.RollBack(mark);
      continue;
    }
    Node* call = NewCall(syntax, overload.function, std::move(args), Unifier::Instantiate(overload.result, variables));
    CheckLiteralArguments(*call);
    return call;
  }
  const std::vector<Operand> operands = AsOperands(args);
  Report(syntax.position, is_operator ? ExplainOperator(syntax.function, operands) : ExplainCall(name, operands));
  return nullptr;
}

// min and max of two or more values, which no signature can express.
Node* Checker::Extreme(const SyntaxNode& syntax, Function function, std::vector<const Node*> args) {
  const Type type = args[0]->type;
  for (const Node* arg : args) {
    if (unifier_.Unify(type, arg->type)) continue;
    const std::string advice = AdviceForPair(AsOperand(*args[0]), AsOperand(*arg));
    Report(arg->position, absl::StrCat(syntax.name, " needs values of the same type, not ", WithArticle(Known(type)), " and ",
                                       WithArticle(Known(arg->type)), advice.empty() ? "" : "; ", advice));
    return nullptr;
  }
  const Type known = Known(type);
  if (!IsOrdered(known.kind())) {
    Report(syntax.position,
           absl::StrCat(syntax.name, " needs values that have an order, such as numbers or dates, not ", WithArticle(known)));
    return nullptr;
  }
  return NewCall(syntax, function, std::move(args), type);
}

Node* Checker::VisitCall(const SyntaxNode& syntax) {
  if (syntax.name == "has" && !syntax.leading_dot) return VisitHas(syntax);
  std::vector<const Node*> args;
  const bool all = VisitAll(syntax.args, &args);
  const std::vector<Overload>& overloads = OverloadsOf(syntax.name);
  if (overloads.empty() || !overloads[0].AllowsGlobal()) {
    ReportUnknownCall(syntax);
    return nullptr;
  }
  if (!all) return nullptr;
  if ((syntax.name == "min" || syntax.name == "max") && args.size() > 1) {
    return Extreme(syntax, overloads[0].function, std::move(args));
  }
  if (syntax.name == "string" && args.size() == 1 && unifier_.Resolve(args[0]->type).is(TypeKind::kEnum)) {
    return NewCall(syntax, Function::kToString, std::move(args), Type(TypeKind::kString));
  }
  return Overloaded(syntax, syntax.name, std::move(args));
}

Node* Checker::VisitMemberCall(const SyntaxNode& syntax) {
  for (const MacroForm& form : kMacros) {
    if (form.name == syntax.name && form.args + 1 == syntax.args.size()) {
      return VisitMacro(syntax, form.macro, form.predicate, form.transform);
    }
  }
  if (IsMacroName(syntax.name)) {
    Visit(*syntax.args[0]);
    Report(syntax.position, absl::StrCat("`", syntax.name, "` needs a name for the element and what is asked of it, as in `.",
                                         syntax.name, "(e, e ", syntax.name == "map" ? "+ 1" : "> 0", ")`"));
    return nullptr;
  }
  const std::vector<Overload>& overloads = OverloadsOf(syntax.name);
  std::vector<const Node*> args;
  const bool all = VisitAll(syntax.args, &args);
  if (overloads.empty() || !overloads[0].AllowsMember()) {
    ReportUnknownCall(syntax);
    return nullptr;
  }
  return all ? Overloaded(syntax, syntax.name, std::move(args)) : nullptr;
}

void Checker::ReportUnknownCall(const SyntaxNode& syntax) {
  const bool member = syntax.kind == SyntaxKind::kMemberCall;
  const std::string& name = syntax.name;
  if (!OverloadsOf(name).empty() && OverloadsOf(name)[0].style != CallStyle::kOperator) {
    const std::string value = syntax.args.empty() ? "value" : Text(syntax.args[0]->span);
    Report(syntax.position, member ? absl::StrCat("`", name, "` is written before its value: `", name, "(", value, ")`")
                                   : absl::StrCat("`", name, "` is written after its value: `", value, ".", name, "(...)`"));
    return;
  }
  if (IsMacroName(name) || (member && name == "has")) {
    Report(syntax.position,
           name == "has" ? "`has` is written before the field it asks for: `has(record.field)`"
                         : absl::StrCat("`", name, "` is written after the list it goes through: `list.", name, "(e, ...)`"));
    return;
  }
  if (name == "not")
    return Report(syntax.position, "`not` is not a function; write `!` before what must not hold: `!(a || b)`");
  if (name == "dyn")
    return Report(syntax.position, "`dyn` does not exist here: every value has one type that is known in advance");
  std::vector<std::string> known = FunctionNames(member ? CallStyle::kMember : CallStyle::kGlobal);
  if (member) {
    for (const MacroForm& form : kMacros) known.push_back(std::string(form.name));
  } else {
    known.push_back("has");
  }
  std::string message = absl::StrCat("there is no function `", name, "`", DidYouMean(name, known));
  if (NearestName(name, known).empty()) {
    absl::StrAppend(&message, DidYouMean(name, FunctionNames(member ? CallStyle::kGlobal : CallStyle::kMember)));
  }
  Report(syntax.position, std::move(message));
}

// Mistakes that can be seen without any household: a pattern or a date that is none.
void Checker::CheckLiteralArguments(const Node& call) {
  if (call.function == Function::kMatches) {
    const std::string* pattern = TextLiteral(*call.args[1]);
    if (pattern == nullptr) return;
    RE2::Options options;
    options.set_log_errors(false);
    const RE2 regex(*pattern, options);
    if (!regex.ok()) {
      Report(call.args[1]->position, absl::StrCat("this is not a regular expression (RE2 syntax): ", regex.error()));
    }
  } else if (call.function == Function::kToDate) {
    const std::string* text = TextLiteral(*call.args[0]);
    if (text != nullptr && !IsDate(*text)) {
      Report(call.args[0]->position,
             absl::StrCat("`", *text, "` is not a day of the calendar; write year, month and day as in date(\"2025-12-31\")"));
    }
  }
}

// ---- Macros.

Node* Checker::VisitHas(const SyntaxNode& syntax) {
  if (syntax.args.size() != 1 || syntax.args[0]->kind != SyntaxKind::kSelect) {
    for (const SyntaxNode* arg : syntax.args) Visit(*arg);
    Report(syntax.position, "has() asks whether a record or a map has a field: `has(record.field)`");
    return nullptr;
  }
  const SyntaxNode& select = *syntax.args[0];
  Node* value = Visit(*select.args[0]);
  if (value == nullptr) return nullptr;
  Type type = unifier_.Resolve(value->type);
  if (type.is(TypeKind::kStruct)) {
    const int index = type.structure()->FieldIndex(select.name);
    if (index < 0) {
      ReportUnknownField(select, *value);
      return nullptr;
    }
    if (!type.structure()->fields[static_cast<size_t>(index)].absent_means_none) {
      Report(syntax.position, absl::StrCat("has() may be used only on fields whose absence means none; a missing `",
                                           select.name, "` makes the result missing by itself"));
      return nullptr;
    }
    Node* node = New(NodeKind::kHasField, syntax);
    node->name = select.name;
    node->index = index;
    node->type = Type(TypeKind::kBool);
    node->args = {value};
    return node;
  }
  if (type.is(TypeKind::kVariable)) {
    unifier_.Unify(type, Type::Map(Type(TypeKind::kString), unifier_.Fresh()));
    type = unifier_.Resolve(type);
  }
  if (!type.is(TypeKind::kMap) || !unifier_.Unify(type.key(), Type(TypeKind::kString))) {
    ReportUnknownField(select, *value);
    return nullptr;
  }
  Node* node = New(NodeKind::kHasKey, syntax);
  node->name = select.name;
  node->type = Type(TypeKind::kBool);
  node->args = {value, NewText(select, select.name)};
  return node;
}

Node* Checker::VisitMacro(const SyntaxNode& syntax, Macro macro, bool has_predicate, bool has_transform) {
  const SyntaxNode& element = *syntax.args[1];
  if (element.kind != SyntaxKind::kName || element.leading_dot) {
    Report(element.position, absl::StrCat("first in `", syntax.name, "(...)` stands a new name for the element, as in `.",
                                          syntax.name, "(e, ...)`"));
    return nullptr;
  }
  Node* range = Visit(*syntax.args[0]);
  if (range == nullptr) return nullptr;
  Type range_type = unifier_.Resolve(range->type);
  if (range_type.is(TypeKind::kVariable)) {
    unifier_.Unify(range_type, Type::List(unifier_.Fresh()));
    range_type = unifier_.Resolve(range_type);
  }
  if (!range_type.is(TypeKind::kList) && !range_type.is(TypeKind::kMap)) {
    Report(syntax.position, absl::StrCat("`", syntax.name, "` goes through a list or the keys of a map; `", Text(*range),
                                         "` is ", WithArticle(Known(range_type))));
    return nullptr;
  }
  if (locals_.size() >= static_cast<size_t>(environment_.limits.macro_nesting)) {
    Report(syntax.position, absl::StrCat("too many of `all`, `exists`, `map` and `filter` inside one another: the limit is ",
                                         environment_.limits.macro_nesting));
    return nullptr;
  }
  const int number = expression_->macro_count++;
  locals_.push_back({element.name, range_type.is(TypeKind::kList) ? range_type.element() : range_type.key(), number});
  std::vector<const Node*> args = {range};
  const bool all = VisitAll({syntax.args.begin() + 2, syntax.args.end()}, &args);
  locals_.pop_back();
  const Node* predicate = has_predicate ? args[1] : nullptr;
  if (predicate != nullptr && !IsBool(*predicate)) {
    Report(predicate->position, absl::StrCat("`", syntax.name, "` needs a condition (true or false) about `", element.name,
                                             "`, and this is ", WithArticle(Known(predicate->type))));
    return nullptr;
  }
  if (!all) return nullptr;
  Node* node = New(NodeKind::kMacro, syntax);
  node->macro = macro;
  node->index = number;
  node->name = element.name;
  node->type = Type(TypeKind::kBool);
  if (has_transform) node->type = Type::List(args.back()->type);
  if (macro == Macro::kFilter)
    node->type = Type::List(range_type.is(TypeKind::kList) ? range_type.element() : range_type.key());
  node->args = std::move(args);
  return node;
}

}  // namespace graduasi::cel
