// One walk down the field tables reads a household from JSON, another writes it. Every message is made of our own words: no
// byte of the input is repeated. Must not know policies.
#include "src/wire/household_json.h"

#include <simdjson.h>

#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/base/finding_list.h"
#include "src/base/integer.h"
#include "src/base/place.h"
#include "src/cel/spelling.h"
#include "src/cel/utf8.h"
#include "src/model/record.h"
#include "src/wire/field_form.h"
#include "src/wire/json_text.h"

namespace graduasi::wire {
namespace {

namespace ondemand = simdjson::ondemand;
using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

constexpr size_t kLongestName = 64;  // nobody meant a known name by a longer text

// Line and column of offsets that mostly ascend: no part of the text is searched twice then.
class Positions {
 public:
  explicit Positions(absl::string_view text) : text_(text), line_end_(text.find('\n')) {}

  void Locate(size_t offset, int* line, int* column) {
    if (offset < line_start_) *this = Positions(text_);
    while (line_end_ < offset) {
      ++line_;
      line_start_ = line_end_ + 1;
      line_end_ = text_.find('\n', line_start_);
    }
    *line = line_;
    *column = static_cast<int>(offset - line_start_) + 1;
  }

 private:
  absl::string_view text_;
  int line_ = 1;
  size_t line_start_ = 0;
  size_t line_end_;  // npos: the last line
};

enum class NumberForm { kInteger, kTooLarge, kFraction, kMalformed };

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// A JSON number token; only whole numbers that fit int64 and are written without point or exponent are kInteger.
NumberForm ReadNumber(absl::string_view token, int64_t* value) {
  while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\t' || token.back() == '\r')) {
    token.remove_suffix(1);
  }
  size_t at = 0;
  const bool negative = !token.empty() && token[0] == '-';
  if (negative) ++at;
  const size_t first_digit = at;
  bool fits = true;
  int64_t magnitude = 0;  // counted downwards, where int64 reaches one further
  for (; at < token.size() && IsDigit(token[at]); ++at) {
    fits = fits && CheckedMultiply(magnitude, int64_t{10}, &magnitude) &&
           CheckedSubtract(magnitude, static_cast<int64_t>(token[at] - '0'), &magnitude);
  }
  if (at == first_digit || (token[first_digit] == '0' && at > first_digit + 1)) return NumberForm::kMalformed;
  if (at < token.size()) {
    return token[at] == '.' || token[at] == 'e' || token[at] == 'E' ? NumberForm::kFraction : NumberForm::kMalformed;
  }
  if (!fits) return NumberForm::kTooLarge;
  if (negative) {
    *value = magnitude;
    return NumberForm::kInteger;
  }
  return CheckedNegate(magnitude, value) ? NumberForm::kInteger : NumberForm::kTooLarge;
}

absl::string_view NameOf(ondemand::json_type type) {
  switch (type) {
    case ondemand::json_type::array:
      return "a list";
    case ondemand::json_type::object:
      return "an object";
    case ondemand::json_type::number:
      return "a number";
    case ondemand::json_type::string:
      return "text";
    case ondemand::json_type::boolean:
      return "true or false";
    case ondemand::json_type::null:
      return "null";
  }
  return "something else";
}

std::string SyntaxMessage(simdjson::error_code error) {
  switch (error) {
    case simdjson::EMPTY:
      return "the text is empty; a household is an object {...}";
    case simdjson::UTF8_ERROR:
      return "the text is not valid UTF-8; it must be written in UTF-8";
    case simdjson::UNCLOSED_STRING:
      return "the text ends inside quotes; a closing quote is missing";
    case simdjson::UNESCAPED_CHARS:
      return "a control character stands inside quotes; write a line feed as \\n";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
      return "the text ends before the household does; a closing } or ] is missing";
    default:
      return "this is not JSON; look for a missing comma, colon, quote or bracket";
  }
}

// Names in the form in which suggestions are looked for; by RecordInfo::index.
const std::vector<std::vector<std::string>>& FieldNames() {
  static const std::vector<std::vector<std::string>>* const names = [] {
    auto* built = new std::vector<std::vector<std::string>>;
    for (const RecordInfo* record : model::Records()) {
      std::vector<std::string>& fields = built->emplace_back();
      for (const FieldInfo& field : record->fields) fields.push_back(field.name);
    }
    return built;
  }();
  return *names;
}

// "" if none is near.
std::string Nearest(absl::string_view name, const std::vector<std::string>& candidates) {
  return name.size() > kLongestName ? "" : cel::NearestName(name, candidates);
}

// All names, `first` (unless "") before the others.
std::string List(absl::string_view first, const std::vector<std::string>& names) {
  std::string text(first.data(), first.size());
  for (const std::string& name : names) {
    if (first != name) absl::StrAppend(&text, text.empty() ? "" : ", ", name);
  }
  return text;
}

// Where a control character stands inside quotes.
size_t FindControlCharacter(absl::string_view text) {
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (quoted && static_cast<unsigned char>(text[i]) < 0x20) return i;
    if (quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    }
  }
  return text.size();
}

}  // namespace

class HouseholdReader::Impl {
 public:
  bool Read(absl::string_view json, Household* household, Findings* findings, RuleNames* rules) {
    *household = Household();
    FindingList list(findings, rules);
    findings_ = &list;
    if (json.size() > kMaxHouseholdBytes) {
      list.Add("", absl::StrCat("the text is longer than ", kMaxHouseholdBytes >> 20, " MiB, which no household needs"),
               "TEXT_TOO_LONG");
      return false;
    }
    // simdjson reads beyond the end. A reader that is used again makes room for longer records than it has seen.
    const size_t needed = json.size() + simdjson::SIMDJSON_PADDING;
    if (size_ < needed) {
      std::unique_ptr<char[]> room(new char[2 * needed]);
      large_ = std::move(room);
      buffer_ = large_.get();
      size_ = 2 * needed;
    }
    if (!json.empty()) std::memcpy(buffer_, json.data(), json.size());
    std::memset(buffer_ + json.size(), 0, simdjson::SIMDJSON_PADDING);
    Positions positions(absl::string_view(buffer_, json.size()));
    positions_ = &positions;
    broken_ = false;
    ReadDocument(json.size(), household);
    return list.empty();
  }

 private:
  void Report(const char* at, const Place& place, std::string message, const char* rule) {
    if (findings_->full()) return findings_->Add("", "");
    int line = 0;
    int column = 0;
    if (at != nullptr) positions_->Locate(static_cast<size_t>(at - buffer_), &line, &column);
    findings_->Add(place.ToString(), line, column, std::move(message), rule);
  }

  // After this nothing more can be read.
  void ReportSyntax(simdjson::error_code error, const char* at, const Place& place) {
    if (broken_) return;
    broken_ = true;
    Report(at, place, SyntaxMessage(error), "NOT_JSON");
  }

  void ReadDocument(size_t size, Household* household) {
    const Place root;
    ondemand::document document;
    simdjson::error_code error = parser_.iterate(buffer_, size, size_).get(document);
    if (error == simdjson::MEMALLOC) throw std::bad_alloc();  // as a container does: no fault of the record
    if (error != simdjson::SUCCESS) {
      const absl::string_view text(buffer_, size);
      size_t at = size;
      if (error == simdjson::UTF8_ERROR) at = cel::FindInvalidUtf8(text);
      if (error == simdjson::UNESCAPED_CHARS) at = FindControlCharacter(text);
      ReportSyntax(error, buffer_ + at, root);
      return;
    }
    ondemand::json_type type;
    const char* begin = nullptr;
    if (document.current_location().get(begin) != simdjson::SUCCESS) begin = nullptr;
    error = document.type().get(type);
    if (error == simdjson::SUCCESS && type != ondemand::json_type::object) {
      // Of anything but a list only the first letter was looked at: it may be a value, or no JSON at all.
      Report(begin, root,
             type == ondemand::json_type::array ? "this is a list; a household is an object {...}"
                                                : "this is not an object; a household is an object {...}",
             "NOT_JSON");
      return;
    }
    ondemand::object object;
    if (error == simdjson::SUCCESS) error = document.get_object().get(object);
    if (error != simdjson::SUCCESS) {
      ReportSyntax(error, error == simdjson::INCOMPLETE_ARRAY_OR_OBJECT ? buffer_ + size : begin, root);
      return;
    }
    document_ = &document;
    ReadRecord(model::HouseholdRecord(), household, object, root);
    const char* rest = nullptr;
    if (!broken_ && document.current_location().get(rest) == simdjson::SUCCESS) {
      Report(rest, root, "something follows the household; a text holds one household, a file of households one on each line",
             "NOT_JSON");
    }
  }

  const char* Location() {
    const char* at = nullptr;
    return document_->current_location().get(at) == simdjson::SUCCESS ? at : nullptr;
  }

  void ReadRecord(const RecordInfo& record, void* owner, ondemand::object object, const Place& place) {
    uint64_t seen = 0;
    size_t expected = 0;  // writers mostly keep the order of the table
    for (auto result : object) {
      if (result.error() != simdjson::SUCCESS) return ReportSyntax(result.error(), Location(), place);
      // Where it is: copied just after it was written, it would be waited for.
      ondemand::field&& field = std::move(result).value_unsafe();
      const char* key_at = field.key().raw();
      const size_t index = FindField(record, field.key(), expected);
      if (index == record.fields.size()) {
        absl::string_view key;
        if (Unescape(field.key(), &key)) {
          ReportUnknown(record, key, key_at, place);
        } else {
          Report(key_at, place, "a key holds an escape that JSON does not have", "NOT_JSON");
        }
        continue;
      }
      expected = index + 1;
      const FieldInfo& info = record.fields[index];
      if ((seen >> index & 1) != 0) {
        Report(key_at, Place{&place, info.name}, "is given twice in the same object; leave one", "FIELD_TWICE");
        continue;
      }
      seen |= uint64_t{1} << index;
      ReadValue(info, owner, field.value(), Place{&place, info.name});
      if (broken_) return;
    }
  }

  // The text of a string. False if its escapes are wrong. The text is there until the next one is read. simdjson would unescape
  // into a buffer of its own, and writes to it even if it could not be allocated.
  bool Unescape(ondemand::raw_json_string raw, absl::string_view* text) {
    if (text_.size() < size_) text_.resize(size_);
    uint8_t* to = text_.data();
    std::string_view unescaped;
    if (parser_.unescape(raw, to).get(unescaped) != simdjson::SUCCESS) return false;
    *text = absl::string_view(unescaped.data(), unescaped.size());
    return true;
  }

  // True if the token, of a string, holds no escape: then its text is what stands between the quotes.
  static bool IsPlain(std::string_view token, absl::string_view* text) {
    size_t end = token.size() - 1;  // blanks may follow the closing quote
    while (end > 0 && token[end] != '"') --end;
    if (end == 0) return false;
    *text = absl::string_view(token.data() + 1, end - 1);
    return std::memchr(text->data(), '\\', text->size()) == nullptr;
  }

  static uint64_t Load(const char* from) {
    uint64_t word;
    std::memcpy(&word, from, sizeof(word));
    return word;
  }

  // The position of the field that the key names, as many as there are fields if it names none.
  size_t FindField(const RecordInfo& record, ondemand::raw_json_string key, size_t expected) {
    const std::vector<std::string>& names = names_[static_cast<size_t>(record.index)];
    const char* const at = key.raw();
    const auto is = [&](const std::string& name) {  // as it stands: the buffer is longer than any name
      const char* const text = name.data();
      size_t i = 0;
      for (; i + 8 <= name.size(); i += 8) {
        if (Load(at + i) != Load(text + i)) return false;
      }
      for (; i < name.size(); ++i) {
        if (at[i] != text[i]) return false;
      }
      return at[i] == '"';
    };
    for (size_t i = expected; i < names.size(); ++i) {
      if (is(names[i])) return i;
    }
    for (size_t i = 0; i < expected; ++i) {
      if (is(names[i])) return i;
    }
    absl::string_view text;  // it may be written with escapes
    const bool escapes = Unescape(key, &text);
    for (size_t i = 0; escapes && i < names.size(); ++i) {
      if (text == names[i]) return i;
    }
    return names.size();
  }

  void ReportUnknown(const RecordInfo& record, absl::string_view key, const char* at, const Place& place) {
    if (findings_->full()) return findings_->Add("", "");
    const std::vector<std::string>& names = names_[static_cast<size_t>(record.index)];
    const std::string nearest = Nearest(key, names);
    Report(at, place,
           nearest.empty() ? absl::StrCat("this key is no field of ", record.name, "; its fields are ", List("", names))
                           : absl::StrCat("this key is no field of ", record.name, "; did you mean `", nearest, "`?"),
           "FIELD_UNKNOWN");
  }

  void ReportType(const FieldInfo& field, ondemand::json_type type, const char* at, const Place& place) {
    Report(at, place, absl::StrCat("is ", NameOf(type), "; ", RightForm(field)), "VALUE_OF_ANOTHER_FORM");
  }

  static constexpr ondemand::json_type kTypes[] = {
      ondemand::json_type::boolean, ondemand::json_type::number, ondemand::json_type::string, ondemand::json_type::string,
      ondemand::json_type::string,  ondemand::json_type::array,  ondemand::json_type::object};  // by FieldKind

  void ReadValue(const FieldInfo& field, void* owner, ondemand::value& value, const Place& place) {
    ondemand::json_type type;
    const std::string_view token = value.raw_json_token();
    const simdjson::error_code error = value.type().get(type);
    if (error != simdjson::SUCCESS) return ReportSyntax(error, token.data(), place);
    if (type == ondemand::json_type::null) {
      bool is_null = false;
      if (value.is_null().get(is_null) != simdjson::SUCCESS || !is_null)
        ReportSyntax(simdjson::TAPE_ERROR, token.data(), place);
      return;
    }
    if (type != kTypes[static_cast<size_t>(field.kind)]) return ReportType(field, type, token.data(), place);
    switch (field.kind) {
      case FieldKind::kBool: {
        bool truth = false;
        const simdjson::error_code bad = value.get_bool().get(truth);
        if (bad != simdjson::SUCCESS) return ReportSyntax(simdjson::TAPE_ERROR, token.data(), place);
        *field.MutableBool(owner) = truth;
        return;
      }
      case FieldKind::kInt:
        return ReadInt(field, owner, token, place);
      case FieldKind::kString:
      case FieldKind::kDate:
      case FieldKind::kEnum: {
        ondemand::raw_json_string raw;
        absl::string_view text;
        if (value.get_raw_json_string().get(raw) != simdjson::SUCCESS || !(IsPlain(token, &text) || Unescape(raw, &text))) {
          return Report(token.data(), place, "holds an escape that JSON does not have", "NOT_JSON");
        }
        return ReadText(field, owner, text, token.data(), place);
      }
      case FieldKind::kList:
        return ReadList(field, owner, value, place);
      case FieldKind::kRecord: {
        ondemand::object object;
        const simdjson::error_code bad = value.get_object().get(object);
        if (bad != simdjson::SUCCESS) return ReportSyntax(bad, token.data(), place);
        return ReadRecord(*field.record, field.MutableRecord(owner), object, place);
      }
    }
  }

  void ReadInt(const FieldInfo& field, void* owner, std::string_view token, const Place& place) {
    int64_t number = 0;
    switch (ReadNumber(absl::string_view(token.data(), token.size()), &number)) {
      case NumberForm::kInteger:
        *field.MutableInt(owner) = number;
        return;
      case NumberForm::kTooLarge:
        return Report(token.data(), place, "is too large a number; check its digits", "VALUE_OF_ANOTHER_FORM");
      case NumberForm::kFraction:
        return Report(token.data(), place, absl::StrCat("is not a whole number; ", RightForm(field)), "VALUE_OF_ANOTHER_FORM");
      case NumberForm::kMalformed:
        return Report(token.data(), place, absl::StrCat("is not a number as JSON writes it; ", RightForm(field)), "NOT_JSON");
    }
  }

  void ReadText(const FieldInfo& field, void* owner, absl::string_view text, const char* at, const Place& place) {
    if (field.kind == FieldKind::kString) {
      field.MutableString(owner)->emplace(text.data(), text.size());
    } else if (field.kind == FieldKind::kDate) {
      const std::string mistake = ReadDate(text, field.MutableDate(owner));
      if (!mistake.empty()) Report(at, place, mistake, "NOT_A_DATE");
    } else {
      const std::vector<std::string>& constants = field.enumeration->constants;
      for (size_t i = 0; i < constants.size(); ++i) {
        if (text == constants[i]) return field.SetEnum(owner, static_cast<int32_t>(i));
      }
      if (findings_->full()) return findings_->Add("", "");
      const std::string nearest = Nearest(text, constants);
      Report(at, place,
             absl::StrCat("is no value of ", field.enumeration->name,
                          nearest.empty() ? "" : absl::StrCat("; did you mean ", nearest), "; allowed are ",
                          List(nearest, constants)),
             "VALUE_UNKNOWN");
    }
  }

  void ReadList(const FieldInfo& field, void* owner, ondemand::value& value, const Place& place) {
    ondemand::array array;
    simdjson::error_code error = value.get_array().get(array);
    if (error != simdjson::SUCCESS) return ReportSyntax(error, Location(), place);
    field.StartList(owner);
    int64_t index = 0;
    for (auto result : array) {
      const Place element_place{place.up, place.name, index++};
      if (result.error() != simdjson::SUCCESS) return ReportSyntax(result.error(), Location(), place);
      ondemand::value&& element = std::move(result).value_unsafe();
      const std::string_view token = element.raw_json_token();
      void* record = field.Append(owner);
      ondemand::json_type type;
      error = element.type().get(type);
      if (error == simdjson::SUCCESS && type != ondemand::json_type::object) {
        Report(token.data(), element_place,
               absl::StrCat("is ", NameOf(type), "; write an object {...} with the fields of ", field.record->name),
               "VALUE_OF_ANOTHER_FORM");
        continue;
      }
      ondemand::object object;
      if (error == simdjson::SUCCESS) error = element.get_object().get(object);
      if (error != simdjson::SUCCESS) return ReportSyntax(error, token.data(), element_place);
      ReadRecord(*field.record, record, object, element_place);
      if (broken_) return;
    }
  }

  ondemand::parser parser_;
  const std::vector<std::vector<std::string>>& names_ = FieldNames();
  char small_[8 << 10];            // enough for most records; not cleared: it is written before it is read
  std::unique_ptr<char[]> large_;  // for the others
  char* buffer_ = small_;          // one of the two
  size_t size_ = sizeof(small_);   // of the buffer
  std::vector<uint8_t> text_;      // unescaped
  FindingList* findings_ = nullptr;
  Positions* positions_ = nullptr;
  ondemand::document* document_ = nullptr;
  bool broken_ = false;  // the text is not JSON from here on
};

HouseholdReader::HouseholdReader() : impl_(new Impl) {}  // make_unique would clear the buffer
HouseholdReader::~HouseholdReader() = default;

bool HouseholdReader::Read(absl::string_view json, Household* household, Findings* findings, RuleNames* rules) {
  return impl_->Read(json, household, findings, rules);
}

bool ReadHouseholdJson(absl::string_view json, Household* household, Findings* findings) {
  return HouseholdReader().Read(json, household, findings);
}

namespace {

// Whether there is anything to write of a record by value.
bool HoldsAnything(const RecordInfo& record, const void* owner) {
  for (const FieldInfo& field : record.fields) {
    if (field.kind == FieldKind::kRecord ? HoldsAnything(*field.record, field.Record(owner)) : field.Present(owner))
      return true;
  }
  return false;
}

void WriteRecord(const RecordInfo& record, const void* owner, std::string* json) {
  json->push_back('{');
  bool first = true;
  for (const FieldInfo& field : record.fields) {
    if (field.kind == FieldKind::kRecord ? !HoldsAnything(*field.record, field.Record(owner)) : !field.Present(owner)) continue;
    absl::StrAppend(json, first ? "\"" : ",\"", field.name, "\":");
    first = false;
    switch (field.kind) {
      case FieldKind::kBool:
        json->append(*field.Bool(owner) ? "true" : "false");
        break;
      case FieldKind::kInt:
        absl::StrAppend(json, *field.Int(owner));
        break;
      case FieldKind::kString:
        AppendJsonString(*field.String(owner), json);
        break;
      case FieldKind::kDate:
        absl::StrAppend(json, "\"", field.Date(owner)->ToString(), "\"");
        break;
      case FieldKind::kEnum: {
        const size_t value = static_cast<size_t>(field.Enum(owner));
        const std::vector<std::string>& constants = field.enumeration->constants;
        AppendJsonString(value < constants.size() ? constants[value] : "", json);
        break;
      }
      case FieldKind::kRecord:
        WriteRecord(*field.record, field.Record(owner), json);
        break;
      case FieldKind::kList:
        json->push_back('[');
        for (size_t i = 0; i < field.ListSize(owner); ++i) {
          if (i > 0) json->push_back(',');
          WriteRecord(*field.record, field.Element(owner, i), json);
        }
        json->push_back(']');
        break;
    }
  }
  json->push_back('}');
}

}  // namespace

std::string WriteHouseholdJson(const Household& household) {
  std::string json;
  WriteRecord(model::HouseholdRecord(), &household, &json);
  return json;
}

}  // namespace graduasi::wire
