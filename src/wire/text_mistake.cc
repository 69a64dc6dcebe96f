#include "src/wire/text_mistake.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "src/cel/spelling.h"
#include "src/cel/utf8.h"

namespace graduasi::wire {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

// "AtLeast" -> "at least".
std::string WordsOf(const std::string& type_name) {
  std::string words;
  for (const char c : type_name) {
    if (absl::ascii_isupper(static_cast<unsigned char>(c)) && !words.empty()) words += ' ';
    words += absl::ascii_tolower(static_cast<unsigned char>(c));
  }
  return words;
}

std::vector<std::string> FieldNames(const Descriptor& type) {
  std::vector<std::string> names;
  for (int i = 0; i < type.field_count(); ++i) names.push_back(type.field(i)->name());
  return names;
}

// What the names of an enum's values begin with, by the name of its zero: "RELATION_" of RELATION_UNSPECIFIED. "" if they do
// not: of OUTCOME_UNSPECIFIED beside ELIGIBLE.
absl::string_view PrefixOf(const EnumDescriptor& type) {
  absl::string_view prefix = type.value(0)->name();
  if (!absl::ConsumeSuffix(&prefix, "UNSPECIFIED")) return "";
  for (int i = 1; i < type.value_count(); ++i) {
    if (!absl::StartsWith(type.value(i)->name(), prefix)) return "";
  }
  return prefix;
}

// The names that an author may write, in their short form: not that of the zero, which stands for "not said".
std::vector<std::string> ValueNames(const EnumDescriptor& type) {
  const size_t prefix = PrefixOf(type).size();
  std::vector<std::string> names;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() != 0) names.push_back(type.value(i)->name().substr(prefix));
  }
  return names;
}

// The texts between the quotation marks of the parser's sentence.
std::vector<std::string> Quoted(absl::string_view message) {
  std::vector<std::string> quoted;
  for (size_t open = message.find('"'); open != absl::string_view::npos;) {
    const size_t close = message.find('"', open + 1);
    if (close == absl::string_view::npos) break;
    quoted.emplace_back(message.substr(open + 1, close - open - 1));
    open = message.find('"', close + 1);
  }
  return quoted;
}

const FieldDescriptor* FieldOf(const Around& around) {
  return around.within == nullptr ? nullptr : around.within->FindFieldByName(around.field);
}

// What a field takes, for a sentence: "a text in double quotes".
std::string Takes(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return "a text in double quotes";
    case FieldDescriptor::CPPTYPE_BOOL:
      return "true or false";
    case FieldDescriptor::CPPTYPE_ENUM:
      return absl::StrCat("one of ", absl::StrJoin(ValueNames(*field.enum_type()), ", "), ", without quotes");
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return absl::StrCat("fields in braces: ", field.name(), " { ... }");
    default:
      return "a whole number";
  }
}

std::string WrongValue(const Around& around, absl::string_view got) {
  const FieldDescriptor* field = FieldOf(around);
  if (field == nullptr) return absl::StrCat("the value is not of the right kind: ", Excerpt(got));
  if (got == "[" && !field->is_repeated()) return absl::StrCat("`", field->name(), "` takes one value, not a list");
  if (HoldsFacts(*field)) return absl::StrCat("`", field->name(), "` takes ", Takes(*field));
  return absl::StrCat("`", field->name(), "` takes ", Takes(*field), ", not ",
                      got.empty() ? "the end of the text" : Excerpt(got));
}

// Expected "X", found "Y".
std::string WrongSymbol(const Around& around, absl::string_view rest) {
  const size_t end = rest.find("\", found \"");
  if (end == absl::string_view::npos) return absl::StrCat("this is expected here: ", Excerpt(rest));
  const absl::string_view wanted = rest.substr(0, end);
  absl::string_view got = rest.substr(end + 10);
  absl::ConsumeSuffix(&got, "\".");
  const FieldDescriptor* field = FieldOf(around);
  if (field != nullptr && (wanted == "{" || wanted == ":") && got != "=") return WrongValue(around, got);
  if (got.empty()) return absl::StrCat("the text ends where `", wanted, "` is expected");
  return absl::StrCat("`", wanted, "` is expected here, not `", Excerpt(got), "`");
}

std::string WrongName(const Around& around, absl::string_view got) {
  if (got.empty()) {
    return around.field.empty() ? "the text ends too early"
                                : absl::StrCat("the text ends inside `", around.field, "`: a `}` is missing");
  }
  if (got == "}" || got == ">") return absl::StrCat("this `", got, "` closes nothing that was opened");
  if (got == "/") return "a comment starts with `#`";
  return absl::StrCat("the name of a field is expected here, not `", Excerpt(got), "`");
}

// The whole character at a byte of valid UTF-8.
std::string CharacterAt(absl::string_view text, size_t offset) {
  int length = 0;
  if (offset >= text.size() || cel::DecodeUtf8(text, offset, &length) < 0) return "";
  return std::string(text.substr(offset, static_cast<size_t>(length)));
}

// The word that a complaint is about where the parser has already gone past it.
std::string WordBehind(absl::string_view message, const std::vector<std::string>& quoted) {
  const bool two = quoted.size() >= 2;
  if (two && (absl::StrContains(message, "has no field named") || absl::StrContains(message, "Invalid value for boolean"))) {
    return quoted[1];
  }
  const bool first = absl::StartsWith(message, "Non-repeated field ") ||
                     absl::StrContains(message, "another member of oneof") ||
                     absl::StartsWith(message, "Unknown enumeration value of ");
  return first && !quoted.empty() ? quoted[0] : "";
}

std::string Sentence(absl::string_view message, const std::vector<std::string>& quoted, absl::string_view text, size_t offset,
                     Around* around) {
  absl::string_view rest = message;
  if (absl::StrContains(message, "has no field named") && quoted.size() >= 2) {
    if (around->field != quoted[1]) around->field = quoted[1];
    return UnknownField(*around);
  }
  if (absl::StartsWith(message, "Non-repeated field ") && !quoted.empty()) {
    return absl::StrCat("`", quoted[0], "` is set a second time here; it can be set only once");
  }
  if (absl::StrContains(message, "another member of oneof") && quoted.size() >= 2) {
    return absl::StrCat("`", quoted[0], "` is set although `", quoted[1], "` is set already; only one of them can be");
  }
  if (absl::StartsWith(message, "Unknown enumeration value of ") && !quoted.empty()) {
    const FieldDescriptor* field = FieldOf(*around);
    if (field != nullptr && field->enum_type() != nullptr) return UnknownEnumValue(*field, quoted[0]);
  }
  if (absl::StartsWith(message, "Invalid value for boolean field ") && quoted.size() >= 2)
    return WrongValue(*around, quoted[1]);
  if (absl::StartsWith(message, "Ignoring extension ") && !quoted.empty()) {
    return absl::StrCat("there is no field `[", Excerpt(quoted[0]), "]`");
  }
  if (absl::StartsWith(message, "Integer out of range")) return "the number is too large: whole numbers have at most 64 bits";
  if (absl::StartsWith(message, "Message is too deep")) return "braces are nested too deep";
  if (IsUnclosedText({offset, std::string(message)})) {
    return "a text is not closed by its quotation mark on the same line";
  }
  if (absl::StartsWith(message, "Invalid escape sequence"))
    return "this is no escape sequence; a backslash itself is written `\\\\`";
  if (absl::StartsWith(message, "Expected hex digits") || absl::StartsWith(message, "Expected four hex digits")) {
    return "the escape sequence has too few digits";
  }
  if (absl::StartsWith(message, "Interpreting non ascii")) {
    return absl::StrCat("the character `", CharacterAt(text, offset),
                        "` can stand only in a text in quotes (\" or ') or in a comment");
  }
  if (absl::StartsWith(message, "Invalid control characters")) return "an invisible control character stands here";
  if (absl::StartsWith(message, "Need space between number")) return "a space is missing after the number";
  if (absl::ConsumePrefix(&rest, "Expected identifier, got: ")) return WrongName(*around, rest);
  if (absl::ConsumePrefix(&rest, "Expected string, got: ")) return WrongValue(*around, rest);
  if (absl::ConsumePrefix(&rest, "Expected integer, got: ")) return WrongValue(*around, rest);
  if (absl::ConsumePrefix(&rest, "Expected integer or identifier, got: ")) return WrongValue(*around, rest);
  if (absl::ConsumePrefix(&rest, "Expected \"")) return WrongSymbol(*around, rest);
  return Excerpt(message, 200);
}

}  // namespace

std::string UnknownField(const Around& around) {
  const std::string name = absl::StrCat("`", Excerpt(around.field), "`");
  if (around.within == nullptr) return absl::StrCat("there is no field ", name);
  return absl::StrCat(WordsOf(around.within->name()), " has no field ", name,
                      cel::DidYouMean(around.field, FieldNames(*around.within)));
}

bool HoldsFacts(const FieldDescriptor& field) { return absl::EndsWith(field.file()->name(), "/graduasi.proto"); }

const google::protobuf::EnumValueDescriptor* FindEnumValue(const EnumDescriptor& type, absl::string_view name) {
  const google::protobuf::EnumValueDescriptor* value = type.FindValueByName(std::string(name));
  return value != nullptr ? value : type.FindValueByName(absl::StrCat(PrefixOf(type), name));
}

std::string UnknownEnumValue(const FieldDescriptor& field, absl::string_view value) {
  const std::vector<std::string> names = ValueNames(*field.enum_type());
  const std::string not_this = HoldsFacts(field) ? "" : absl::StrCat(", not `", Excerpt(value), "`");
  return absl::StrCat("`", field.name(), "` is one of ", absl::StrJoin(names, ", "), not_this, cel::DidYouMean(value, names));
}

std::string Excerpt(absl::string_view text, size_t longest) {
  std::string excerpt;
  for (size_t i = 0; i < text.size();) {
    int length = 0;
    const bool readable = cel::DecodeUtf8(text, i, &length) >= 0;
    if (!readable) length = 1;
    if (excerpt.size() + static_cast<size_t>(length) > longest) return excerpt + "...";
    const bool control = length == 1 && absl::ascii_iscntrl(static_cast<unsigned char>(text[i]));
    excerpt += readable && !control ? std::string(text.substr(i, static_cast<size_t>(length))) : "?";
    i += static_cast<size_t>(length);
  }
  return excerpt;
}

Mistake ToMistake(const Complaint& complaint, absl::string_view text, const OutlineMessage& outline, const Descriptor* type) {
  Mistake mistake;
  mistake.offset = complaint.offset;
  const std::vector<std::string> quoted = Quoted(complaint.message);
  const std::string behind = WordBehind(complaint.message, quoted);
  if (!behind.empty() && complaint.offset > 0) {
    const size_t begin = text.rfind(behind, complaint.offset - 1);
    if (begin != absl::string_view::npos) mistake.offset = begin;
  }
  mistake.around = FindAround(outline, type, mistake.offset);
  // A text that is not closed ends where the complaint is.
  if (mistake.around.path.empty() && mistake.offset > 0 && IsUnclosedText(complaint)) {
    mistake.around = FindAround(outline, type, mistake.offset - 1);
  }
  mistake.sentence = Sentence(complaint.message, quoted, text, mistake.offset, &mistake.around);
  return mistake;
}

bool IsUnclosedText(const Complaint& complaint) {
  return absl::StartsWith(complaint.message, "Unexpected end of string") ||
         absl::StartsWith(complaint.message, "String literals cannot cross");
}

}  // namespace graduasi::wire
