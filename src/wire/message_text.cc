#include "src/wire/message_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/text_format.h"
#include "src/cel/utf8.h"
#include "src/wire/text_mistake.h"
#include "src/wire/text_outline.h"

namespace graduasi::wire {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::TextFormat;

class Complaints : public google::protobuf::io::ErrorCollector {
 public:
  struct Raw {
    int line;
    int column;
    std::string message;
  };
  static constexpr size_t kLimit = 100;  // what follows is noise

  void AddError(int line, google::protobuf::io::ColumnNumber column, const std::string& message) override {
    if (raw_.size() < kLimit) raw_.push_back({line, column, message});
  }
  // An unknown field: the parser is told to go on after it, so that one run names them all.
  void AddWarning(int line, google::protobuf::io::ColumnNumber column, const std::string& message) override {
    AddError(line, column, message);
  }

  const std::vector<Raw>& raw() const { return raw_; }

 private:
  std::vector<Raw> raw_;
};

// A text in which short names of enum values stand in full, and the way back from its bytes to those of the text.
class FullNames {
 public:
  FullNames(absl::string_view text, const OutlineMessage& outline, const google::protobuf::Descriptor& type) {
    Collect(text, outline, type);
    std::sort(missing_.begin(), missing_.end());
    size_t done = 0;
    for (const auto& [offset, prefix] : missing_) {
      absl::StrAppend(&full_, text.substr(done, offset - done), prefix);
      done = offset;
    }
    absl::StrAppend(&full_, text.substr(done));
  }

  const std::string& text() const { return full_; }

  // The byte of the text that a byte of the full text stands for.
  size_t Original(size_t offset) const {
    size_t added = 0;
    for (const auto& [at, prefix] : missing_) {
      if (at + added >= offset) break;
      added += std::min(prefix.size(), offset - at - added);
    }
    return offset - added;
  }

 private:
  void Collect(absl::string_view text, const OutlineMessage& outline, const google::protobuf::Descriptor& type) {
    for (const auto& [name, values] : outline.fields) {
      const FieldDescriptor* field = type.FindFieldByName(name);
      if (field == nullptr) continue;
      for (const OutlineValue& value : values) {
        if (value.message != nullptr && field->message_type() != nullptr) {
          Collect(text, *value.message, *field->message_type());
        } else if (field->enum_type() != nullptr && value.end != absl::string_view::npos) {
          size_t begin = value.end;
          while (begin > value.begin && IsOfName(text[begin - 1])) --begin;
          const absl::string_view word = text.substr(begin, value.end - begin);
          const google::protobuf::EnumValueDescriptor* meant = FindEnumValue(*field->enum_type(), word);
          if (meant == nullptr || meant->name() == word) continue;
          missing_.emplace_back(begin, meant->name().substr(0, meant->name().size() - word.size()));
        }
      }
    }
  }

  static bool IsOfName(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_'; }

  std::vector<std::pair<size_t, std::string>> missing_;  // prefixes, and where in the text they are missing
  std::string full_;
};

// What the parser lets pass: numbers that are no value of an enum, texts that are not UTF-8 by way of escapes, and a second
// value after a first that was the default.
class Strictness {
 public:
  explicit Strictness(FindingList* findings) : findings_(findings) {}

  void Check(const Message& message, const OutlineMessage* outline, const std::string& path) {
    if (outline != nullptr) CheckOnce(*message.GetDescriptor(), *outline, path);
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      if (!field->is_repeated()) {
        CheckField(message, *field, -1, Find(outline, *field, 0), JoinPath(path, field->name()));
        continue;
      }
      for (int i = 0; i < message.GetReflection()->FieldSize(message, field); ++i) {
        CheckField(message, *field, i, Find(outline, *field, static_cast<size_t>(i)), JoinPath(path, field->name(), i));
      }
    }
  }

 private:
  static const OutlineValue* Find(const OutlineMessage* outline, const FieldDescriptor& field, size_t index) {
    return outline == nullptr ? nullptr : outline->Find(field.name(), index);
  }

  void CheckOnce(const google::protobuf::Descriptor& type, const OutlineMessage& outline, const std::string& path) {
    for (const auto& [name, values] : outline.fields) {
      const FieldDescriptor* field = type.FindFieldByName(name);
      if (field == nullptr || field->is_repeated() || values.size() < 2) continue;
      Add(JoinPath(path, name), &values[1], absl::StrCat("`", name, "` is set a second time here; it can be set only once"));
    }
  }

  void CheckField(const Message& message, const FieldDescriptor& field, int index, const OutlineValue* value,
                  const std::string& path) {
    const google::protobuf::Reflection& reflection = *message.GetReflection();
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      const Message& inner =
          index < 0 ? reflection.GetMessage(message, &field) : reflection.GetRepeatedMessage(message, &field, index);
      Check(inner, value == nullptr ? nullptr : value->message.get(), path);
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      const int number =
          index < 0 ? reflection.GetEnumValue(message, &field) : reflection.GetRepeatedEnumValue(message, &field, index);
      if (field.enum_type()->FindValueByNumber(number) == nullptr) {
        Add(path, value, UnknownEnumValue(field, absl::StrCat(number)));
      }
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      std::string scratch;
      const std::string& text = index < 0 ? reflection.GetStringReference(message, &field, &scratch)
                                          : reflection.GetRepeatedStringReference(message, &field, index, &scratch);
      if (cel::FindInvalidUtf8(text) != absl::string_view::npos)
        Add(path, value, "the escape sequences do not make valid UTF-8");
    }
  }

  void Add(const std::string& path, const OutlineValue* value, std::string message) {
    findings_->Add(path, value == nullptr ? 0 : value->line, value == nullptr ? 0 : value->column, std::move(message));
  }

  FindingList* findings_;
};

}  // namespace

bool CheckSize(absl::string_view document, FindingList* findings) {
  if (document.size() <= kMaxDocumentBytes) return true;
  findings->Add("", absl::StrCat("the document has ", document.size(), " bytes; at most ", kMaxDocumentBytes, " are read"));
  return false;
}

bool ReadMessageText(absl::string_view text, Message* message, OutlineMessage* outline, FindingList* findings) {
  if (!CheckSize(text, findings)) return false;
  absl::ConsumePrefix(&text, "\xEF\xBB\xBF");  // the byte order mark of some editors
  const size_t invalid = cel::FindInvalidUtf8(text);
  if (invalid != absl::string_view::npos) {
    const Placed::Position position = PositionCursor(text).At(invalid);
    findings->Add("", position.line, position.column, "the text is not valid UTF-8 here; save the file as UTF-8");
    return false;
  }
  *outline = OutlineOfText(text, kMaxNesting);

  Complaints complaints;
  const FullNames full(text, *outline, *message->GetDescriptor());
  google::protobuf::io::ArrayInputStream input(full.text().data(), static_cast<int>(full.text().size()));
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&complaints);
  parser.SetRecursionLimit(kMaxNesting);
  parser.AllowUnknownField(true);
  const bool parsed = parser.Parse(&input, message);
  size_t last_offset = absl::string_view::npos;
  for (const Complaints::Raw& raw : complaints.raw()) {
    const size_t offset = full.Original(OffsetOfToken(full.text(), raw.line, raw.column));
    if (offset == last_offset) continue;  // a second complaint about the same byte tells nothing new
    last_offset = offset;
    const Complaint complaint = {offset, raw.message};
    const Mistake mistake = ToMistake(complaint, text, *outline, message->GetDescriptor());
    const Placed::Position position = PositionCursor(text).At(mistake.offset);
    findings->Add(mistake.around.path, position.line, position.column, mistake.sentence);
    if (IsUnclosedText(complaint)) break;
  }
  if (!complaints.raw().empty()) return false;
  if (!parsed) {
    findings->Add("", "the text cannot be read");
    return false;
  }
  Strictness(findings).Check(*message, outline, "");
  return findings->empty();
}

std::string WriteMessageText(const Message& message) {
  TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(message, &text);
  return text;
}

}  // namespace graduasi::wire
