#include "src/cel/mismatch.h"

#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "src/cel/check.h"
#include "src/cel/overload.h"
#include "src/cel/spelling.h"

namespace graduasi::cel {
namespace {

bool IsNumber(const Type& type) { return type.is(TypeKind::kInt) || type.is(TypeKind::kUint) || type.is(TypeKind::kDouble); }

bool IsLiteral(const Operand& operand) { return operand.node != nullptr && operand.node->kind == NodeKind::kLiteral; }

const std::string* TextLiteral(const Operand& operand) {
  return IsLiteral(operand) ? std::get_if<std::string>(&operand.node->literal) : nullptr;
}

// The literal `number` as a literal of another numeric type; "" if it has no exact one.
std::string AsLiteralOf(const Operand& number, TypeKind wanted) {
  if (!IsLiteral(number)) return "";
  Node node = *number.node;
  double value = 0;
  if (const auto* i = std::get_if<int64_t>(&node.literal)) value = static_cast<double>(*i);
  if (const auto* u = std::get_if<uint64_t>(&node.literal)) value = static_cast<double>(*u);
  if (const auto* d = std::get_if<double>(&node.literal)) value = *d;
  const bool whole = std::floor(value) == value && std::abs(value) < 9e15;
  if (!whole || (wanted == TypeKind::kUint && value < 0)) return "";
  if (wanted == TypeKind::kInt) node.literal = static_cast<int64_t>(value);
  if (wanted == TypeKind::kUint) node.literal = static_cast<uint64_t>(value);
  if (wanted == TypeKind::kDouble) node.literal = value;
  return Print(node);
}

// True for 500.000, which in Indonesia is read as five hundred thousand and here is five hundred.
bool LooksLikeThousands(absl::string_view text) {
  const size_t dot = text.find('.');
  return dot != absl::string_view::npos && dot > 0 && dot <= 3 && text.size() == dot + 4 &&
         text.find_first_not_of("0123456789.") == absl::string_view::npos;
}

// "write 1 instead of 1.0", or a conversion where no literal is at fault.
std::string AdviceForNumbers(const Operand& a, const Operand& b) {
  for (const auto& [literal, other] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    const std::string right = AsLiteralOf(*literal, other->type.kind());
    if (!right.empty() && LooksLikeThousands(literal->text)) {
      return absl::StrCat("the dot is a decimal point; write ", absl::StrReplaceAll(literal->text, {{".", ""}}), " or ", right,
                          ", whichever is meant");
    }
    if (!right.empty()) return absl::StrCat("write ", right, " instead of ", literal->text);
  }
  if (b.text.empty()) return absl::StrCat("write ", b.type.ToString(), "(", a.text, ")");
  if (a.type.is(TypeKind::kDouble) || b.type.is(TypeKind::kDouble)) {
    const Operand& whole = a.type.is(TypeKind::kDouble) ? b : a;
    return absl::StrCat("write double(", whole.text, ") to make both a double");
  }
  const Operand& natural = a.type.is(TypeKind::kUint) ? a : b;
  return absl::StrCat("write int(", natural.text, ") to make both an int");
}

// Advice for a value that is written as text and should be something else; "" if it is not such a value.
std::string AdviceForText(const Operand& text, const Operand& other) {
  const std::string* literal = TextLiteral(text);
  if (literal == nullptr) return "";
  switch (other.type.kind()) {
    case TypeKind::kEnum: {
      const EnumType& enumeration = *other.type.enumeration();
      if (enumeration.ValueOf(*literal) >= 0) return absl::StrCat("write ", *literal, " without quotation marks");
      return absl::StrCat("its values are codes, written without quotation marks", DidYouMean(*literal, enumeration.constants));
    }
    case TypeKind::kDate:
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
      return absl::StrCat("write ", other.type.ToString(), "(", text.text, ")");
    case TypeKind::kBool:
      return absl::StrCat("write true or false without quotation marks");
    case TypeKind::kInt:
    case TypeKind::kUint:
    case TypeKind::kDouble:
      return "write the number without quotation marks";
    default:
      return "";
  }
}

std::string Types(const std::vector<Operand>& operands, absl::string_view separator) {
  return absl::StrJoin(operands, separator,
                       [](std::string* out, const Operand& operand) { out->append(operand.type.ToString()); });
}

std::string WithAdvice(std::string sentence, const std::string& advice) {
  return advice.empty() ? sentence : absl::StrCat(sentence, "; ", advice);
}

std::string ExplainComparison(absl::string_view sign, const Operand& a, const Operand& b) {
  if (a.type != b.type) {
    return WithAdvice(absl::StrCat("`", sign, "` compares two values of the same type, not ", WithArticle(a.type), " with ",
                                   WithArticle(b.type)),
                      AdviceForPair(a, b));
  }
  if (a.type.is(TypeKind::kEnum)) {
    return absl::StrCat("the codes of ", a.type.ToString(), " have no order; compare them with `==`, `!=` or `in [...]`");
  }
  return absl::StrCat("`", sign, "` needs values that have an order, such as numbers, texts or dates, not ",
                      WithArticle(a.type));
}

// Arithmetic on dates is done by functions, since days and months are different things.
std::string AdviceForDates(Function function, const Operand& a, const Operand& b) {
  if (!a.type.is(TypeKind::kDate) || (function != Function::kAdd && function != Function::kSubtract)) return "";
  if (b.type.is(TypeKind::kDate)) {
    return absl::StrCat("write days_between(", b.text, ", ", a.text, "), or months_between or years_between");
  }
  const char* sign = function == Function::kAdd ? "" : "-";
  if (b.type.is(TypeKind::kInt)) return absl::StrCat("write add_days(", a.text, ", ", sign, b.text, "), or add_months");
  return "";
}

std::string ExplainIn(const Operand& value, const Operand& range) {
  if (range.type.is(TypeKind::kList) || range.type.is(TypeKind::kMap)) {
    const Type& element = range.type.is(TypeKind::kList) ? range.type.element() : range.type.key();
    const Operand among{element, "", nullptr};
    return WithAdvice(absl::StrCat("`in` looks for ", WithArticle(value.type), " among values of type ", element.ToString()),
                      AdviceForPair(value, among));
  }
  return absl::StrCat("after `in` stands a list, such as [1, 2, 3], or a map, not ", WithArticle(range.type));
}

std::string ExplainIndex(const Operand& value, const Operand& index) {
  if (value.type.is(TypeKind::kList)) return absl::StrCat("the position in a list is an int, not ", WithArticle(index.type));
  if (value.type.is(TypeKind::kMap)) {
    return absl::StrCat("the keys of this map are of type ", value.type.key().ToString(), ", not ", index.type.ToString());
  }
  return absl::StrCat("[...] picks from a list or a map, not from ", WithArticle(value.type));
}

}  // namespace

std::string WithArticle(const Type& type) {
  const std::string name = type.ToString();
  if (type.is(TypeKind::kNull)) return name;
  const bool vowel = absl::string_view("aeioAEIO").find(name[0]) != absl::string_view::npos;
  return absl::StrCat(vowel ? "an " : "a ", name);
}

std::string AdviceForPair(const Operand& a, const Operand& b) {
  if (a.type.is(TypeKind::kNull) || b.type.is(TypeKind::kNull)) {
    return "a fact without a value is missing by itself, so nothing needs to be compared with null";
  }
  if (IsNumber(a.type) && IsNumber(b.type)) return AdviceForNumbers(a, b);
  for (const auto& [text, other] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    const std::string advice = AdviceForText(*text, *other);
    if (!advice.empty()) return advice;
  }
  for (const auto& [enumerated, other] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    if (!enumerated->text.empty() && enumerated->type.is(TypeKind::kEnum) && other->type.is(TypeKind::kString)) {
      return absl::StrCat("write string(", enumerated->text, ") for the name of the code");
    }
  }
  for (const auto& [timestamp, date] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    if (!timestamp->text.empty() && timestamp->type.is(TypeKind::kTimestamp) && date->type.is(TypeKind::kDate)) {
      return absl::StrCat("write date(", timestamp->text, ")");
    }
  }
  return "";
}

std::string ExplainOperator(Function function, const std::vector<Operand>& operands) {
  const absl::string_view sign = NameOf(function);
  switch (function) {
    case Function::kEqual:
    case Function::kNotEqual:
    case Function::kLess:
    case Function::kLessEqual:
    case Function::kGreater:
    case Function::kGreaterEqual:
      return ExplainComparison(sign, operands[0], operands[1]);
    case Function::kIn:
      return ExplainIn(operands[0], operands[1]);
    case Function::kIndex:
      return ExplainIndex(operands[0], operands[1]);
    case Function::kNegate:
      return absl::StrCat("`-` stands before an int or a double, not before ", WithArticle(operands[0].type));
    case Function::kModulo:
      if (operands[0].type.is(TypeKind::kDouble) || operands[1].type.is(TypeKind::kDouble)) {
        return absl::StrCat("`%` is the remainder of whole numbers (int % int), not (", Types(operands, ", "), ")");
      }
      break;
    default:
      break;
  }
  const Operand& a = operands[0];
  const Operand& b = operands[1];
  std::string advice = AdviceForDates(function, a, b);
  if (advice.empty() && a.type != b.type) {
    const bool text = function == Function::kAdd && (a.type.is(TypeKind::kString) != b.type.is(TypeKind::kString));
    const Operand& other = a.type.is(TypeKind::kString) ? b : a;
    advice = text ? absl::StrCat("write string(", other.text, ") to join it to a text") : AdviceForPair(a, b);
  }
  return WithAdvice(absl::StrCat("`", sign, "` cannot take (", Types(operands, ", "), ")"), advice);
}

std::string ExplainCall(absl::string_view name, const std::vector<Operand>& operands) {
  std::vector<std::string> needed;
  for (const Overload& overload : OverloadsOf(name)) {
    if (overload.params.size() == operands.size()) needed.push_back(overload.Signature());
  }
  if (needed.empty()) {
    for (const Overload& overload : OverloadsOf(name)) needed.push_back(overload.Signature());
  }
  if (name == "min" || name == "max") needed = {"a list of values that have an order, or several such values of one type"};
  std::string last = needed.back();
  needed.pop_back();
  const std::string choices = needed.empty() ? last : absl::StrCat(absl::StrJoin(needed, ", "), " or ", last);
  std::string advice;
  if (name == "date" && operands.size() == 3) advice = "write date(\"2025-12-31\")";
  const auto& first = OverloadsOf(name)[0];
  for (size_t i = 0; advice.empty() && first.params.size() == operands.size() && i < operands.size(); ++i) {
    const Type& param = first.params[i];
    if (param == operands[i].type || OverloadsOf(name).size() > 1) continue;
    advice = AdviceForPair(operands[i], Operand{param, "", nullptr});
  }
  return WithAdvice(absl::StrCat(name, " needs ", choices, ", not (", Types(operands, ", "), ")"), advice);
}

}  // namespace graduasi::cel
