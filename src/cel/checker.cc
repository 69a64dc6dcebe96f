#include "src/cel/checker.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/cel/comparison.h"
#include "src/cel/overload.h"
#include "src/cel/spelling.h"

namespace graduasi::cel {
namespace {

bool IsOrderOperator(const SyntaxNode& syntax) { return syntax.kind == SyntaxKind::kOperator && IsOrder(syntax.function); }

}  // namespace

Node* Checker::New(NodeKind kind, const SyntaxNode& syntax) {
  Node& node = expression_->nodes.emplace_back();
  node.kind = kind;
  node.span = syntax.span;
  node.position = syntax.position;
  return &node;
}

Node* Checker::NewText(const SyntaxNode& syntax, const std::string& text) {
  Node* node = New(NodeKind::kLiteral, syntax);
  node->span = {syntax.position, syntax.span.end};
  node->literal = text;
  node->type = Type(TypeKind::kString);
  return node;
}

Node* Checker::NewCall(const SyntaxNode& syntax, Function function, std::vector<const Node*> args, Type type) {
  Node* node = New(NodeKind::kCall, syntax);
  node->function = function;
  node->args = std::move(args);
  node->type = std::move(type);
  return node;
}

// The source of a part as messages quote it: cut where it is long.
std::string Checker::Text(Span span) const {
  constexpr size_t kLongest = 80;
  const absl::string_view whole = absl::string_view(expression_->source)
                                      .substr(static_cast<size_t>(span.begin), static_cast<size_t>(span.end - span.begin));
  if (whole.size() <= kLongest) return std::string(whole);
  size_t cut = kLongest - 3;
  while (cut > 0 && (static_cast<unsigned char>(whole[cut]) & 0xC0) == 0x80) --cut;  // not inside a character
  return absl::StrCat(whole.substr(0, cut), "...");
}

std::string Checker::Text(const Node& node) const { return Text(node.span); }

Operand Checker::AsOperand(const Node& node) const { return {Known(node.type), Text(node), &node}; }

std::vector<Operand> Checker::AsOperands(const std::vector<const Node*>& nodes) const {
  std::vector<Operand> operands;
  for (const Node* node : nodes) operands.push_back(AsOperand(*node));
  return operands;
}

bool Checker::VisitAll(const std::vector<const SyntaxNode*>& syntax, std::vector<const Node*>* nodes) {
  bool all = true;
  for (const SyntaxNode* part : syntax) {
    nodes->push_back(Visit(*part));
    all = all && nodes->back() != nullptr;
  }
  return all;
}

Node* Checker::Visit(const SyntaxNode& syntax) {
  switch (syntax.kind) {
    case SyntaxKind::kError: {
      std::vector<const Node*> ignored;
      VisitAll(syntax.args, &ignored);
      return nullptr;
    }
    case SyntaxKind::kLiteral: {
      constexpr TypeKind kKinds[] = {TypeKind::kNull,   TypeKind::kBool,   TypeKind::kInt,  TypeKind::kUint,
                                     TypeKind::kDouble, TypeKind::kString, TypeKind::kBytes};
      Node* node = New(NodeKind::kLiteral, syntax);
      node->literal = syntax.literal;
      node->type = Type(kKinds[syntax.literal.index()]);
      return node;
    }
    case SyntaxKind::kName:
      return VisitName(syntax);
    case SyntaxKind::kSelect:
      return VisitSelect(syntax);
    case SyntaxKind::kCall:
      return VisitCall(syntax);
    case SyntaxKind::kMemberCall:
      return VisitMemberCall(syntax);
    case SyntaxKind::kOperator:
      return VisitOperator(syntax);
    case SyntaxKind::kList:
      return VisitList(syntax);
    case SyntaxKind::kMap:
      return VisitMap(syntax);
  }
  return nullptr;
}

// ---- Names and fields.

const Checker::Local* Checker::FindLocal(const SyntaxNode& name) const {
  if (name.kind != SyntaxKind::kName || name.leading_dot) return nullptr;
  for (auto local = locals_.rbegin(); local != locals_.rend(); ++local) {
    if (local->name == name.name) return &*local;
  }
  return nullptr;
}

// Looks a dotted name up. False, and no issue, if it means nothing; otherwise `*node` is its node, or null after an issue.
bool Checker::Named(const SyntaxNode& syntax, const std::string& name, bool from_root, Node** node) {
  const Meaning meaning = names_.Find(name, from_root);
  if (meaning.kind == Meaning::kNothing) return false;
  if (meaning.kind == Meaning::kAmbiguousConstant) {
    auto quote = [](std::string* out, const std::string& choice) { absl::StrAppend(out, "`", choice, "`"); };
    Report(syntax.position,
           absl::StrCat("`", name, "` is a code of more than one list; write ", absl::StrJoin(meaning.choices, " or ", quote)));
    *node = nullptr;
    return true;
  }
  Node* made = New(NodeKind::kVariable, syntax);
  made->name = absl::StrCat(from_root ? "." : "", name);
  made->type = meaning.type;
  if (meaning.kind == Meaning::kVariable) {
    made->index = meaning.index;
  } else if (meaning.kind == Meaning::kTypeName) {
    made->kind = NodeKind::kTypeName;
    made->named_type = meaning.type;
    made->type = Type(TypeKind::kType);
  } else {
    made->kind = NodeKind::kLiteral;
    made->literal = EnumValue{meaning.index};
  }
  *node = made;
  return true;
}

Node* Checker::VisitName(const SyntaxNode& syntax) {
  if (const Local* local = FindLocal(syntax)) {
    Node* node = New(NodeKind::kLocal, syntax);
    node->name = local->name;
    node->index = local->macro;
    node->type = local->type;
    return node;
  }
  Node* node = nullptr;
  if (!Named(syntax, syntax.name, syntax.leading_dot, &node)) ReportUnknown(syntax, {syntax.name});
  return node;
}

void Checker::ReportUnknown(const SyntaxNode& root, const std::vector<std::string>& parts) {
  std::vector<std::string> locals;
  for (const Local& local : locals_) locals.push_back(local.name);
  std::string message = names_.Unknown(absl::StrJoin(parts, "."), locals);
  if (parts.size() > 1 && message.find("did you mean") == std::string::npos &&
      message.find("is not a fact") != std::string::npos) {
    message = names_.Unknown(parts[0], locals);
  }
  Report(root.position, std::move(message));
}

// A chain of dots: the longest beginning that is a name, then fields of it. An iteration variable hides every longer name.
Node* Checker::VisitSelect(const SyntaxNode& syntax) {
  std::vector<const SyntaxNode*> chain = {&syntax};  // from the last selection to the innermost value
  while (chain.back()->kind == SyntaxKind::kSelect && !chain.back()->quoted) chain.push_back(chain.back()->args[0]);
  const SyntaxNode& root = *chain.back();
  Node* value = nullptr;
  size_t done = chain.size() - 1;  // chain[done - 1] is the next selection to apply
  if (root.kind == SyntaxKind::kName && FindLocal(root) == nullptr) {
    std::vector<std::string> parts;
    for (size_t i = chain.size(); i-- > 0;) parts.push_back(chain[i]->name);
    bool found = false;
    for (size_t length = parts.size(); length > 0 && !found; --length) {
      const std::string name = absl::StrJoin(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(length), ".");
      done = chain.size() - length;
      found = Named(*chain[done], name, root.leading_dot, &value);
    }
    if (!found) ReportUnknown(root, parts);
    if (value == nullptr) return nullptr;
    value->position = root.position;
  } else if (chain.size() == 1) {
    done = 1;
    value = Visit(*syntax.args[0]);  // a selection in backquotes
  } else {
    value = Visit(root);
  }
  for (; done > 0 && value != nullptr; --done) value = Select(*chain[done - 1], value);
  return value;
}

Node* Checker::Select(const SyntaxNode& syntax, Node* value) {
  Type type = unifier_.Resolve(value->type);
  if (type.is(TypeKind::kStruct)) {
    const int index = type.structure()->FieldIndex(syntax.name);
    if (index < 0) {
      ReportUnknownField(syntax, *value);
      return nullptr;
    }
    Node* node = New(NodeKind::kField, syntax);
    node->name = syntax.name;
    node->index = index;
    node->type = type.structure()->fields[static_cast<size_t>(index)].type;
    node->args = {value};
    return node;
  }
  if (type.is(TypeKind::kVariable)) {
    unifier_.Unify(type, Type::Map(Type(TypeKind::kString), unifier_.Fresh()));
    type = unifier_.Resolve(type);
  }
  if (type.is(TypeKind::kMap) && unifier_.Unify(type.key(), Type(TypeKind::kString))) {
    return NewCall(syntax, Function::kIndex, {value, NewText(syntax, syntax.name)}, type.value());
  }
  ReportUnknownField(syntax, *value);
  return nullptr;
}

void Checker::ReportUnknownField(const SyntaxNode& syntax, const Node& value) {
  const Type type = Known(value.type);
  if (type.is(TypeKind::kStruct)) {
    std::vector<std::string> fields;
    for (const StructField& field : type.structure()->fields) fields.push_back(field.name);
    Report(syntax.position,
           absl::StrCat("`", syntax.name, "` is not a field of ", type.ToString(), DidYouMean(syntax.name, fields)));
    return;
  }
  std::string message = absl::StrCat("`", Text(value), "` is ", WithArticle(type), " and has no field `", syntax.name, "`");
  if (type.is(TypeKind::kList) && type.element().is(TypeKind::kStruct)) {
    absl::StrAppend(&message, "; ask of its elements, as in ", Text(value), ".exists(e, e.", syntax.name, " == ...)");
  } else if (!OverloadsOf(syntax.name).empty()) {
    absl::StrAppend(&message, "; the function `", syntax.name, "` is written with parentheses");
  } else if (type.is(TypeKind::kMap)) {
    absl::StrAppend(&message, "; its keys are of type ", type.key().ToString(), ", so write ", Text(value), "[...]");
  }
  Report(syntax.position, std::move(message));
}

// ---- Operators.

Node* Checker::VisitOperator(const SyntaxNode& syntax) {
  switch (syntax.function) {
    case Function::kAnd:
    case Function::kOr:
    case Function::kNot:
      return VisitLogic(syntax);
    case Function::kConditional:
      return VisitConditional(syntax);
    case Function::kNegate: {
      Node* operand = Visit(*syntax.args[0]);
      if (operand == nullptr) return nullptr;
      if (Node* folded = Folded(syntax, operand)) return folded;
      return Overloaded(syntax, NameOf(Function::kNegate), {operand});
    }
    default:
      break;
  }
  std::vector<const Node*> args;
  if (!VisitAll(syntax.args, &args) || ReportChain(syntax, *args[0], *args[1])) return nullptr;
  return Overloaded(syntax, NameOf(syntax.function), std::move(args));
}

// A minus before a number is part of the number, except where the result is not an int.
Node* Checker::Folded(const SyntaxNode& syntax, Node* operand) {
  if (operand->kind != NodeKind::kLiteral) return nullptr;
  if (auto* number = std::get_if<int64_t>(&operand->literal)) {
    if (*number == INT64_MIN) return nullptr;
    *number = -*number;
  } else if (auto* real = std::get_if<double>(&operand->literal)) {
    *real = -*real;
  } else {
    return nullptr;
  }
  operand->span = syntax.span;
  operand->position = syntax.position;
  return operand;
}

// `1 < x < 5` is read from the left, as (1 < x) < 5, which nobody means.
bool Checker::ReportChain(const SyntaxNode& syntax, const Node& left, const Node& right) {
  if (!IsOrderOperator(syntax) || !IsOrderOperator(*syntax.args[0]) || syntax.args[0]->parenthesized) return false;
  const TypeKind kind = unifier_.Resolve(right.type).kind();
  if (kind == TypeKind::kBool || kind == TypeKind::kVariable) return false;
  Report(syntax.position, absl::StrCat("comparisons cannot be chained; write `", Text(left), " && ", Text(*left.args[1]), " ",
                                       NameOf(syntax.function), " ", Text(right), "`"));
  return true;
}

Node* Checker::VisitLogic(const SyntaxNode& syntax) {
  std::vector<const Node*> args;
  bool all = VisitAll(syntax.args, &args);
  for (const Node* arg : args) {
    if (arg == nullptr || IsBool(*arg)) continue;
    const Type type = Known(arg->type);
    std::string advice;
    if (type.is(TypeKind::kInt)) advice = absl::StrCat("; compare it, as in `", Text(*arg), " > 0`");
    if (type.is(TypeKind::kList)) advice = absl::StrCat("; ask whether it has elements, as in `size(", Text(*arg), ") > 0`");
    if (type.is(TypeKind::kEnum)) advice = absl::StrCat("; compare it with a code, as in `", Text(*arg), " == ...`");
    Report(arg->position, absl::StrCat("`", NameOf(syntax.function), "` joins conditions (true or false), and this is ",
                                       WithArticle(type), advice));
    all = false;
  }
  return all ? NewCall(syntax, syntax.function, std::move(args), Type(TypeKind::kBool)) : nullptr;
}

Node* Checker::VisitConditional(const SyntaxNode& syntax) {
  std::vector<const Node*> args;
  bool all = VisitAll(syntax.args, &args);
  if (args[0] != nullptr && !IsBool(*args[0])) {
    Report(args[0]->position,
           absl::StrCat("before `?` stands a condition (true or false), and this is ", WithArticle(Known(args[0]->type))));
    all = false;
  }
  if (args[1] == nullptr || args[2] == nullptr) return nullptr;
  if (!unifier_.Unify(args[1]->type, args[2]->type)) {
    const std::string advice = AdviceForPair(AsOperand(*args[1]), AsOperand(*args[2]));
    Report(syntax.position,
           absl::StrCat("both values of a choice must have the same type, not ", WithArticle(Known(args[1]->type)), " and ",
                        WithArticle(Known(args[2]->type)), advice.empty() ? "" : "; ", advice));
    return nullptr;
  }
  const Type type = args[1]->type;
  return all ? NewCall(syntax, Function::kConditional, std::move(args), type) : nullptr;
}

Node* Checker::VisitList(const SyntaxNode& syntax) {
  std::vector<const Node*> items;
  bool all = VisitAll(syntax.args, &items);
  const Type element = unifier_.Fresh();
  const Node* first = nullptr;
  for (const Node* item : items) {
    if (item == nullptr) continue;
    if (!unifier_.Unify(element, item->type)) {
      const std::string advice = AdviceForPair(AsOperand(*first), AsOperand(*item));
      Report(item->position,
             absl::StrCat("all items of a list have the same type; this is ", WithArticle(Known(item->type)),
                          " among items of type ", Known(element).ToString(), advice.empty() ? "" : "; ", advice));
      all = false;
    }
    if (first == nullptr) first = item;
  }
  if (!all) return nullptr;
  Node* node = New(NodeKind::kList, syntax);
  node->args = std::move(items);
  node->type = Type::List(element);
  return node;
}

Node* Checker::VisitMap(const SyntaxNode& syntax) {
  std::vector<const Node*> items;
  bool all = VisitAll(syntax.args, &items);
  const Type types[] = {unifier_.Fresh(), unifier_.Fresh()};
  for (size_t i = 0; i < items.size(); ++i) {
    if (items[i] == nullptr || unifier_.Unify(types[i % 2], items[i]->type)) continue;
    Report(items[i]->position, absl::StrCat("all ", i % 2 == 0 ? "keys" : "values", " of a map have the same type; this is ",
                                            WithArticle(Known(items[i]->type)), ", not ", WithArticle(Known(types[i % 2]))));
    all = false;
  }
  if (!all) return nullptr;
  Node* node = New(NodeKind::kMap, syntax);
  node->args = std::move(items);
  node->type = Type::Map(types[0], types[1]);
  return node;
}

// ---- The whole.

void Checker::Run(const SyntaxNode& root, const Type* expected) {
  const size_t before = issues_->size();
  Node* node = Visit(root);
  if (node == nullptr || issues_->size() != before) return;
  if (expected != nullptr && !unifier_.Unify(node->type, *expected)) {
    const std::string text = Text(*node);
    std::string advice;
    if (expected->is(TypeKind::kBool)) {
      advice = IsOrdered(Known(node->type).kind()) ? absl::StrCat("; compare it with something, as in `", text, " >= ...`")
                                                   : "; write a condition about it";
    } else {
      const std::string pair = AdviceForPair(AsOperand(*node), Operand{*expected, "", nullptr});
      if (!pair.empty()) advice = absl::StrCat("; ", pair);
    }
    Report(node->position,
           absl::StrCat("this must be ", WithArticle(*expected), expected->is(TypeKind::kBool) ? " (true or false)" : "",
                        ", and it is ", WithArticle(Known(node->type)), advice));
    return;
  }
  expression_->root = node;
  Finish();
}

// Every type is decided now: what nothing decided becomes null.
void Checker::Finish() {
  std::vector<int32_t>& read = expression_->variables_read;
  for (Node& node : expression_->nodes) {
    node.type = unifier_.Substitute(node.type, true);
    if (node.kind == NodeKind::kVariable) read.push_back(node.index);
  }
  std::sort(read.begin(), read.end());
  read.erase(std::unique(read.begin(), read.end()), read.end());
  for (const Node& node : expression_->nodes) CheckAfterwards(node);
}

// Rules that need the decided types.
void Checker::CheckAfterwards(const Node& node) {
  if (node.kind == NodeKind::kMap && !node.args.empty()) {
    const TypeKind key = node.type.key().kind();
    if (key != TypeKind::kInt && key != TypeKind::kUint && key != TypeKind::kBool && key != TypeKind::kString) {
      Report(node.args[0]->position,
             absl::StrCat("the keys of a map are of type int, uint, bool or string, not ", node.type.key().ToString()));
    }
  }
  if (node.kind == NodeKind::kCall && node.function == Function::kLatest) {
    if (!node.type.is(TypeKind::kStruct) || node.type.structure()->date_field < 0) {
      Report(node.position,
             absl::StrCat("latest needs a list of records that have a date of their own, not a list of ", node.type.ToString(),
                          node.type.is(TypeKind::kDate) ? "; write max(...) for dates" : ""));
    }
  }
}

}  // namespace graduasi::cel
