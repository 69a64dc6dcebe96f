#include "src/analysis/mutant_expression.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "graduasi/date.h"
#include "src/base/integer.h"
#include "src/cel/check.h"
#include "src/cel/overload.h"

namespace graduasi::analysis {
namespace {

using cel::Function;
using cel::Macro;
using cel::Node;
using cel::NodeKind;
using cel::TypeKind;

// Blanks and line ends become one blank; what is too long for a sentence is cut between two characters.
std::string Shortened(absl::string_view text) {
  constexpr size_t kMost = 90;
  std::string out;
  for (const char c : text) {
    if (!absl::ascii_isspace(static_cast<unsigned char>(c))) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.size() <= kMost) return out;
  size_t end = kMost - 3;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  return out.substr(0, end) + "...";
}

class Maker {
 public:
  explicit Maker(const cel::Expression& expression) : expression_(expression) {}

  std::vector<ExpressionMutant> Make() {
    Visit(*expression_.root, *expression_.root, false);
    return std::move(mutants_);
  }

 private:
  std::string Written(const Node& node) const {
    const auto begin = static_cast<size_t>(node.span.begin);
    return expression_.source.substr(begin, static_cast<size_t>(node.span.end) - begin);
  }

  // A node of the function over arguments, of the type.
  const Node* Call(Function function, std::vector<const Node*> args, TypeKind type) {
    Node& node = made_.emplace_back();
    node.kind = NodeKind::kCall;
    node.function = function;
    node.args = std::move(args);
    node.type = cel::Type(type);
    return &node;
  }
  const Node* Literal(cel::Literal literal, TypeKind type) {
    Node& node = made_.emplace_back();
    node.kind = NodeKind::kLiteral;
    node.literal = std::move(literal);
    node.type = cel::Type(type);
    return &node;
  }

  const Node* Replaced(const Node& node, const Node& target, const Node* with) {
    if (&node == &target) return with;
    Node copy = node;
    bool same = true;
    for (const Node*& arg : copy.args) {
      const Node* replaced = Replaced(*arg, target, with);
      same = same && replaced == arg;
      arg = replaced;
    }
    if (same) return &node;
    made_.push_back(std::move(copy));
    return &made_.back();
  }

  // `context` is what the sentence quotes.
  void Add(MutantKind kind, const Node& target, const Node* with, std::string before, std::string after, const Node& context) {
    const std::string quoted = Shortened(Written(context));
    const bool whole = quoted == Shortened(before);
    Text text;
    if (before.empty()) {
      text = {absl::StrCat("`", after, "` berdiri di depan `", quoted, "`"),
              absl::StrCat("`", after, "` stands before `", quoted, "`")};
    } else if (after.empty()) {
      text = {absl::StrCat("`", before, "` hilang dari `", quoted, "`"),
              absl::StrCat("`", before, "` is dropped from `", quoted, "`")};
    } else {
      text = {absl::StrCat("`", Shortened(before), "` menjadi `", Shortened(after), "`",
                           whole ? "" : absl::StrCat(" pada `", quoted, "`")),
              absl::StrCat("`", Shortened(before), "` becomes `", Shortened(after), "`",
                           whole ? "" : absl::StrCat(" in `", quoted, "`"))};
    }
    const bool at_sign = target.kind == NodeKind::kCall || target.kind == NodeKind::kMacro;
    mutants_.push_back({kind, at_sign && kind != MutantKind::kMonths ? target.position : target.span.begin, std::move(before),
                        std::move(after), std::move(text), cel::Print(*Replaced(*expression_.root, target, with))});
  }

  // `context` is the innermost comparison, macro or other question around the node, or the node; `negated`: a `!` stands before
  // the node.
  void Visit(const Node& node, const Node& context, bool negated) {
    switch (node.kind) {
      case NodeKind::kLiteral:
        Number(node, context);
        break;
      case NodeKind::kCall:
        return VisitCall(node, context, negated);
      case NodeKind::kMacro:
        Quantifier(node);
        if (node.type.is(TypeKind::kBool) && !negated) Negated(node);
        break;
      case NodeKind::kField:
      case NodeKind::kHasField:
      case NodeKind::kHasKey:
      case NodeKind::kLocal:
      case NodeKind::kVariable:
        if (node.type.is(TypeKind::kBool) && !negated) Negated(node);
        break;
      default:
        break;
    }
    for (const Node* arg : node.args) {
      const bool question = arg->type.is(TypeKind::kBool) || node.kind == NodeKind::kMacro;
      Visit(*arg, question ? *arg : context, false);
    }
  }

  void VisitCall(const Node& node, const Node& context, bool negated) {
    const Node* around = node.type.is(TypeKind::kBool) ? &node : &context;
    switch (node.function) {
      case Function::kAnd:
      case Function::kOr:
        Sign(MutantKind::kLogic, node, node.function == Function::kAnd ? Function::kOr : Function::kAnd);
        break;
      case Function::kNot:
        Add(MutantKind::kNegation, node, node.args[0], "!", "", node);
        return Visit(*node.args[0], *node.args[0], true);
      case Function::kEqual:
        Sign(MutantKind::kComparison, node, Function::kNotEqual);
        break;
      case Function::kNotEqual:
        Sign(MutantKind::kComparison, node, Function::kEqual);
        break;
      case Function::kLess:
        Compare(node, Function::kLessEqual, negated);
        break;
      case Function::kLessEqual:
        Compare(node, Function::kLess, negated);
        break;
      case Function::kGreater:
        Compare(node, Function::kGreaterEqual, negated);
        break;
      case Function::kGreaterEqual:
        Compare(node, Function::kGreater, negated);
        break;
      case Function::kConditional:
        break;
      case Function::kNegate:
        if (node.args[0]->kind == NodeKind::kLiteral) {  // one number with its sign
          Number(node, *around);
          return;
        }
        break;
      case Function::kToDate:
        Day(node, *around);
        break;
      case Function::kMonthsBetween:
        Add(MutantKind::kMonths, node,
            Call(Function::kDivide,
                 {Call(Function::kDaysBetween, node.args, TypeKind::kInt), Literal(int64_t{30}, TypeKind::kInt)},
                 TypeKind::kInt),
            "months_between", "days_between / 30", node);
        break;
      case Function::kAddMonths:
        Add(MutantKind::kMonths, node,
            Call(
                Function::kAddDays,
                {node.args[0], Call(Function::kMultiply, {Literal(int64_t{30}, TypeKind::kInt), node.args[1]}, TypeKind::kInt)},
                TypeKind::kDate),
            "add_months", "add_days 30 *", node);
        break;
      default:
        if (node.type.is(TypeKind::kBool) && !negated) Negated(node);
        break;
    }
    for (const Node* arg : node.args) Visit(*arg, arg->type.is(TypeKind::kBool) ? *arg : *around, false);
  }

  void Sign(MutantKind kind, const Node& node, Function other) {
    const Node* with = Call(other, node.args, TypeKind::kBool);
    Add(kind, node, with, std::string(cel::NameOf(node.function)), std::string(cel::NameOf(other)), node);
  }

  void Compare(const Node& node, Function other, bool negated) {
    Sign(MutantKind::kComparison, node, other);
    if (!negated) Negated(node);
  }

  void Negated(const Node& node) {
    Add(MutantKind::kNegation, node, Call(Function::kNot, {&node}, TypeKind::kBool), "", "!", node);
  }

  void Quantifier(const Node& node) {
    Node changed = node;
    const char* before = "exists";
    const char* after = "all";
    switch (node.macro) {
      case Macro::kExists:
        changed.macro = Macro::kAll;
        break;
      case Macro::kAll:
        changed.macro = Macro::kExists;
        std::swap(before, after);
        break;
      case Macro::kExistsOne:
        changed.macro = Macro::kExists;
        before = "exists_one";
        after = "exists";
        break;
      default:
        return;
    }
    made_.push_back(std::move(changed));
    Add(MutantKind::kQuantifier, node, &made_.back(), before, after, node);
  }

  // A number, perhaps under a minus, or a day, one more and one less.
  void Number(const Node& node, const Node& context) {
    const bool signed_number = node.kind == NodeKind::kCall;
    const Node& literal = signed_number ? *node.args[0] : node;
    for (const int64_t step : {int64_t{1}, int64_t{-1}}) {
      if (const auto* number = std::get_if<int64_t>(&literal.literal)) {
        int64_t value = 0;
        if (signed_number && !CheckedNegate(*number, &value)) continue;
        if (!signed_number) value = *number;
        if (!CheckedAdd(value, step, &value)) continue;
        Add(MutantKind::kNumber, node, Literal(value, TypeKind::kInt), Written(node), absl::StrCat(value), context);
      } else if (const auto* day = std::get_if<cel::DateValue>(&literal.literal); day != nullptr && !signed_number) {
        const Node* with = Literal(cel::DateValue{day->days + static_cast<int32_t>(step)}, TypeKind::kDate);
        Add(MutantKind::kNumber, node, with, Written(node), cel::Print(*with), context);
      }
    }
  }

  void Day(const Node& node, const Node& context) {
    const auto* text = node.args[0]->kind == NodeKind::kLiteral ? std::get_if<std::string>(&node.args[0]->literal) : nullptr;
    const std::optional<Date> day = text == nullptr ? std::nullopt : Date::Parse(*text);
    if (!day) return;
    for (const int32_t step : {1, -1}) {
      const Node* with = Literal(cel::DateValue{day->days() + step}, TypeKind::kDate);
      Add(MutantKind::kNumber, node, with, Written(node), cel::Print(*with), context);
    }
  }

  const cel::Expression& expression_;
  std::deque<Node> made_;
  std::vector<ExpressionMutant> mutants_;
};

}  // namespace

std::vector<ExpressionMutant> MutantsOf(const cel::Expression& expression) { return Maker(expression).Make(); }

}  // namespace graduasi::analysis
