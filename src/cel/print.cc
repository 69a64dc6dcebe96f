// The typed tree as source text: canonical blanks, quotes and parentheses, so that two texts of the same meaning print alike
// and printing what was printed changes nothing. It reads trees and knows nothing else.
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "src/base/civil.h"
#include "src/cel/check.h"
#include "src/cel/lexer.h"
#include "src/cel/overload.h"
#include "src/cel/text_literal.h"

namespace graduasi::cel {
namespace {

// How tightly an expression holds together; a part that holds less tightly than its place demands gets parentheses.
enum Binding { kChoice = 0, kOr = 1, kAnd = 2, kRelation = 3, kSum = 4, kProduct = 5, kSign = 6, kMember = 7 };

Binding BindingOf(Function function) {
  switch (function) {
    case Function::kConditional:
      return kChoice;
    case Function::kOr:
      return kOr;
    case Function::kAnd:
      return kAnd;
    case Function::kEqual:
    case Function::kNotEqual:
    case Function::kLess:
    case Function::kLessEqual:
    case Function::kGreater:
    case Function::kGreaterEqual:
    case Function::kIn:
      return kRelation;
    case Function::kAdd:
    case Function::kSubtract:
      return kSum;
    case Function::kMultiply:
    case Function::kDivide:
    case Function::kModulo:
      return kProduct;
    case Function::kNot:
    case Function::kNegate:
      return kSign;
    default:
      return kMember;
  }
}

bool IsNegativeNumber(const Node& node) {
  if (const auto* number = std::get_if<int64_t>(&node.literal)) return *number < 0;
  if (const auto* number = std::get_if<double>(&node.literal)) return std::signbit(*number);
  return false;
}

Binding BindingOf(const Node& node) {
  if (node.kind == NodeKind::kLiteral) return IsNegativeNumber(node) ? kSign : kMember;
  return node.kind == NodeKind::kCall ? BindingOf(node.function) : kMember;
}

std::string PrintDouble(double value) {
  if (!std::isfinite(value))
    return std::isnan(value) ? "double(\"NaN\")" : value < 0 ? "double(\"-Infinity\")" : "double(\"Infinity\")";
  char buffer[64];
  const std::to_chars_result end = std::to_chars(buffer, buffer + sizeof(buffer), value);
  std::string text(buffer, end.ptr);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

// Seconds and nanoseconds without trailing zeros: "1.5".
std::string PrintSeconds(int64_t seconds, int32_t nanos) {
  std::string text = absl::StrCat(seconds < 0 || nanos < 0 ? "-" : "",
                                  seconds < 0 ? 0 - static_cast<uint64_t>(seconds) : static_cast<uint64_t>(seconds));
  if (nanos == 0) return text;
  text += absl::StrFormat(".%09d", std::abs(nanos));
  while (text.back() == '0') text.pop_back();
  return text;
}

std::string PrintDate(int32_t days) {
  const civil::Civil day = civil::CivilFromDays(days);
  return absl::StrFormat("%04d-%02d-%02d", day.year, day.month, day.day);
}

std::string PrintTimestamp(TimestampValue value) {
  constexpr int64_t kDay = 86400;
  const int64_t days = value.seconds / kDay - (value.seconds % kDay < 0 ? 1 : 0);
  const int64_t second = value.seconds - days * kDay;
  const std::string fraction = value.nanos == 0 ? "" : PrintSeconds(0, value.nanos).substr(1);
  return absl::StrFormat("%sT%02d:%02d:%02d%sZ", PrintDate(static_cast<int32_t>(days)), second / 3600, second / 60 % 60,
                         second % 60, fraction);
}

// The constant as it was written if that was its own name, else qualified.
std::string PrintConstant(const Node& node, int32_t value) {
  const EnumType& enumeration = *node.type.enumeration();
  if (value < 0 || static_cast<size_t>(value) >= enumeration.constants.size())
    return absl::StrCat(enumeration.name, ".", value);
  const std::string& constant = enumeration.constants[static_cast<size_t>(value)];
  absl::string_view rest = node.name;
  if (absl::ConsumeSuffix(&rest, constant) && (rest.empty() || rest.back() == '.')) return node.name;
  return absl::StrCat(enumeration.name, ".", constant);
}

struct LiteralPrinter {
  const Node& node;

  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(int64_t value) const { return absl::StrCat(value); }
  std::string operator()(uint64_t value) const { return absl::StrCat(value, "u"); }
  std::string operator()(double value) const { return PrintDouble(value); }
  std::string operator()(const std::string& value) const { return QuoteString(value); }
  std::string operator()(const BytesValue& value) const { return QuoteBytes(value.bytes); }
  std::string operator()(TimestampValue value) const { return absl::StrCat("timestamp(\"", PrintTimestamp(value), "\")"); }
  std::string operator()(DurationValue value) const {
    return absl::StrCat("duration(\"", PrintSeconds(value.seconds, value.nanos), "s\")");
  }
  std::string operator()(DateValue value) const { return absl::StrCat("date(\"", PrintDate(value.days), "\")"); }
  std::string operator()(EnumValue value) const { return PrintConstant(node, value.value); }
};

class Printer {
 public:
  std::string Take() { return std::move(out_); }

  void Print(const Node& node, int least_binding) {
    const bool parentheses = BindingOf(node) < least_binding;
    if (parentheses) out_ += '(';
    Bare(node);
    if (parentheses) out_ += ')';
  }

 private:
  void Bare(const Node& node);
  void Call(const Node& node);
  void Binary(const Node& node);
  void Macro(const Node& node);

  void Selector(const std::string& name) {
    absl::StrAppend(&out_, ".", IsSelector(name) ? name : absl::StrCat("`", name, "`"));
  }

  void Join(const std::vector<const Node*>& nodes, size_t begin) {
    for (size_t i = begin; i < nodes.size(); ++i) {
      if (i > begin) out_ += ", ";
      Print(*nodes[i], kChoice);
    }
  }

  std::string out_;
};

void Printer::Bare(const Node& node) {
  switch (node.kind) {
    case NodeKind::kLiteral:
      out_ += std::visit(LiteralPrinter{node}, node.literal);
      break;
    case NodeKind::kVariable:
    case NodeKind::kLocal:
    case NodeKind::kTypeName:
      out_ += node.name;
      break;
    case NodeKind::kField:
      Print(*node.args[0], kMember);
      Selector(node.name);
      break;
    case NodeKind::kHasField:
    case NodeKind::kHasKey:
      out_ += "has(";
      Print(*node.args[0], kMember);
      Selector(node.name);
      out_ += ')';
      break;
    case NodeKind::kCall:
      Call(node);
      break;
    case NodeKind::kList:
      out_ += '[';
      Join(node.args, 0);
      out_ += ']';
      break;
    case NodeKind::kMap:
      out_ += '{';
      for (size_t i = 0; i < node.args.size(); ++i) {
        if (i > 0) out_ += i % 2 == 0 ? ", " : ": ";
        Print(*node.args[i], kChoice);
      }
      out_ += '}';
      break;
    case NodeKind::kMacro:
      Macro(node);
      break;
  }
}

void Printer::Binary(const Node& node) {
  const int binding = BindingOf(node.function);
  Print(*node.args[0], binding);
  absl::StrAppend(&out_, " ", NameOf(node.function), " ");
  Print(*node.args[1], binding + 1);
}

void Printer::Call(const Node& node) {
  switch (node.function) {
    case Function::kConditional:
      Print(*node.args[0], kOr);
      out_ += " ? ";
      Print(*node.args[1], kOr);
      out_ += " : ";
      Print(*node.args[2], kChoice);
      return;
    case Function::kNot:
    case Function::kNegate:
      out_ += node.function == Function::kNot ? '!' : '-';
      Print(*node.args[0], kSign);
      return;
    case Function::kIndex:
      Print(*node.args[0], kMember);
      out_ += '[';
      Print(*node.args[1], kChoice);
      out_ += ']';
      return;
    default:
      break;
  }
  if (BindingOf(node.function) != kMember) return Binary(node);
  const bool member = PrintedStyle(node.function) == CallStyle::kMember;
  if (member) {
    Print(*node.args[0], kMember);
    out_ += '.';
  }
  absl::StrAppend(&out_, NameOf(node.function), "(");
  Join(node.args, member ? 1 : 0);
  out_ += ')';
}

void Printer::Macro(const Node& node) {
  constexpr const char* kNames[] = {"all", "exists", "exists_one", "filter", "map", "map"};
  Print(*node.args[0], kMember);
  absl::StrAppend(&out_, ".", kNames[static_cast<size_t>(node.macro)], "(", node.name, ", ");
  Join(node.args, 1);
  out_ += ')';
}

}  // namespace

std::string Print(const Node& node) {
  Printer printer;
  printer.Print(node, kChoice);
  return printer.Take();
}

}  // namespace graduasi::cel
