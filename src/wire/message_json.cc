#include "src/wire/message_json.h"

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "src/cel/utf8.h"
#include "src/wire/json_cursor.h"
#include "src/wire/json_text.h"
#include "src/wire/message_text.h"
#include "src/wire/text_mistake.h"

namespace graduasi::wire {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using Kind = JsonCursor::Kind;

// True: the syntax allows to go on (there may be findings); false: it does not.
class MessageReader {
 public:
  MessageReader(JsonCursor* cursor, FindingList* findings) : cursor_(cursor), findings_(findings) {}

  bool ReadMessage(Message* message, OutlineMessage* outline, const std::string& path) {
    if (!cursor_->Enter('{')) return false;
    const Descriptor& type = *message->GetDescriptor();
    for (bool more = true; cursor_->More('{', &more);) {
      if (!more) return true;
      const Start start = Here();
      std::string name;
      if (!cursor_->ReadKey(&name)) return false;
      const FieldDescriptor* field = FieldNamed(type, name);
      if (field == nullptr) {
        Around around;
        around.field = name;
        around.within = &type;
        findings_->Add(JoinPath(path, Excerpt(name)), start.position.line, start.position.column, UnknownField(around));
        if (!cursor_->Skip(kMaxNesting)) return false;
        continue;
      }
      if (!ReadField(message, *field, start, outline, path)) return false;
    }
    return false;
  }

 private:
  struct Start {
    size_t offset = 0;
    Placed::Position position;
  };

  Start Here() { return {cursor_->offset(), cursor_->position()}; }

  static const FieldDescriptor* FieldNamed(const Descriptor& type, const std::string& name) {
    for (int i = 0; i < type.field_count(); ++i) {
      if (type.field(i)->name() == name || type.field(i)->json_name() == name) return type.field(i);
    }
    return nullptr;
  }

  bool ReadField(Message* message, const FieldDescriptor& field, const Start& start, OutlineMessage* outline,
                 const std::string& parent) {
    std::vector<OutlineValue>& values = outline->fields[field.name()];
    if (!values.empty()) {
      Refuse(JoinPath(parent, field.name()), start,
             absl::StrCat("`", field.name(), "` is set a second time here; it can be set only once"));
      return cursor_->Skip(kMaxNesting);
    }
    const google::protobuf::OneofDescriptor* oneof = field.containing_oneof();
    if (oneof != nullptr && message->GetReflection()->HasOneof(*message, oneof)) {
      const FieldDescriptor* other = message->GetReflection()->GetOneofFieldDescriptor(*message, oneof);
      Refuse(
          JoinPath(parent, field.name()), start,
          absl::StrCat("`", field.name(), "` is set although `", other->name(), "` is set already; only one of them can be"));
      return cursor_->Skip(kMaxNesting);
    }
    if (cursor_->Peek() == Kind::kNull) return cursor_->ReadNull();  // the same as leaving the field out
    if (!field.is_repeated()) return ReadValue(message, field, &Begin(&values, start), JoinPath(parent, field.name()));
    if (cursor_->Peek() != Kind::kArray) {
      Refuse(JoinPath(parent, field.name()), start, absl::StrCat("`", field.name(), "` takes a list: [...]"));
      return cursor_->Skip(kMaxNesting);
    }
    if (!cursor_->Enter('[')) return false;
    for (bool more = true; cursor_->More('[', &more);) {
      if (!more) return true;
      const std::string path = JoinPath(parent, field.name(), static_cast<int>(values.size()));
      if (!ReadValue(message, field, &Begin(&values, Here()), path)) return false;
    }
    return false;
  }

  static OutlineValue& Begin(std::vector<OutlineValue>* values, const Start& start) {
    OutlineValue& value = values->emplace_back();
    value.begin = start.offset;
    value.line = start.position.line;
    value.column = start.position.column;
    return value;
  }

  bool ReadValue(Message* message, const FieldDescriptor& field, OutlineValue* value, const std::string& path) {
    bool read = false;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        read = ReadInner(message, field, value, path);
        break;
      case FieldDescriptor::CPPTYPE_STRING:
        read = ReadText(message, field, value, path);
        break;
      case FieldDescriptor::CPPTYPE_BOOL:
        read = ReadBool(message, field, path);
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        read = ReadEnum(message, field, path);
        break;
      default:
        read = ReadInteger(message, field, path);
        break;
    }
    if (read) value->end = cursor_->end();
    return read;
  }

  bool ReadInner(Message* message, const FieldDescriptor& field, OutlineValue* value, const std::string& path) {
    const Reflection& reflection = *message->GetReflection();
    Message* inner = field.is_repeated() ? reflection.AddMessage(message, &field) : reflection.MutableMessage(message, &field);
    if (cursor_->Peek() != Kind::kObject) return RefuseValue(field, path, "an object: {...}");
    value->message = std::make_unique<OutlineMessage>();
    return ReadMessage(inner, value->message.get(), path);
  }

  bool ReadText(Message* message, const FieldDescriptor& field, OutlineValue* value, const std::string& path) {
    if (cursor_->Peek() != Kind::kString) return RefuseValue(field, path, "a text in double quotes");
    std::string text;
    if (!cursor_->ReadString(&text, &value->positions)) return false;
    const Reflection& reflection = *message->GetReflection();
    if (field.is_repeated()) {
      reflection.AddString(message, &field, std::move(text));
    } else {
      reflection.SetString(message, &field, std::move(text));
    }
    return true;
  }

  bool ReadBool(Message* message, const FieldDescriptor& field, const std::string& path) {
    if (cursor_->Peek() != Kind::kBool || field.is_repeated()) return RefuseValue(field, path, "true or false");
    bool truth = false;
    if (!cursor_->ReadBool(&truth)) return false;
    message->GetReflection()->SetBool(message, &field, truth);
    return true;
  }

  // A number, or a text that holds one: protobuf writes int64 so.
  bool ReadInteger(Message* message, const FieldDescriptor& field, const std::string& path) {
    const Start start = Here();
    std::string text;
    if (cursor_->Peek() == Kind::kString) {
      if (!cursor_->ReadString(&text)) return false;
    } else if (cursor_->Peek() == Kind::kNumber) {
      absl::string_view digits;
      if (!cursor_->ReadNumber(&digits)) return false;
      text = std::string(digits);
    } else {
      return RefuseValue(field, path, "a whole number");
    }
    int64_t number = 0;
    const bool whole = !text.empty() && !absl::StartsWith(text, "+") && text.find_first_of(" \t\r\n") == std::string::npos &&
                       absl::SimpleAtoi(text, &number);
    const bool narrow = field.cpp_type() == FieldDescriptor::CPPTYPE_INT32;
    if (!whole || field.is_repeated() || (narrow && number != static_cast<int32_t>(number))) {
      Refuse(path, start,
             absl::StrCat("`", field.name(), "` takes a whole number", HoldsFacts(field) ? "" : ", not ",
                          HoldsFacts(field) ? "" : Excerpt(text)));
    } else if (narrow) {
      message->GetReflection()->SetInt32(message, &field, static_cast<int32_t>(number));
    } else {
      message->GetReflection()->SetInt64(message, &field, number);
    }
    return true;
  }

  bool ReadEnum(Message* message, const FieldDescriptor& field, const std::string& path) {
    const Start start = Here();
    const google::protobuf::EnumValueDescriptor* value = nullptr;
    std::string text;
    if (cursor_->Peek() == Kind::kString) {
      if (!cursor_->ReadString(&text)) return false;
      value = FindEnumValue(*field.enum_type(), text);
    } else if (cursor_->Peek() == Kind::kNumber) {
      absl::string_view digits;
      if (!cursor_->ReadNumber(&digits)) return false;
      text = std::string(digits);
      int number = 0;
      if (absl::SimpleAtoi(text, &number)) value = field.enum_type()->FindValueByNumber(number);
    } else {
      return RefuseValue(field, path, "the name of a value in double quotes");
    }
    if (value == nullptr || field.is_repeated()) {
      Refuse(path, start, UnknownEnumValue(field, text));
    } else {
      message->GetReflection()->SetEnum(message, &field, value);
    }
    return true;
  }

  bool RefuseValue(const FieldDescriptor& field, const std::string& path, absl::string_view takes) {
    const Start start = Here();
    if (!cursor_->Skip(kMaxNesting)) return false;
    Refuse(path, start, absl::StrCat("`", field.name(), "` takes ", takes));
    return true;
  }

  void Refuse(const std::string& path, const Start& start, std::string message) {
    findings_->Add(path, start.position.line, start.position.column, std::move(message));
  }

  JsonCursor* cursor_;
  FindingList* findings_;
};

void AppendMessage(const Message& message, std::string* json);

void AppendValue(const Message& message, const FieldDescriptor& field, int index, std::string* json) {
  const Reflection& reflection = *message.GetReflection();
  const bool one = index < 0;
  std::string scratch;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      AppendMessage(one ? reflection.GetMessage(message, &field) : reflection.GetRepeatedMessage(message, &field, index), json);
      break;
    case FieldDescriptor::CPPTYPE_STRING:
      AppendJsonString(one ? reflection.GetStringReference(message, &field, &scratch)
                           : reflection.GetRepeatedStringReference(message, &field, index, &scratch),
                       json);
      break;
    case FieldDescriptor::CPPTYPE_BOOL:
      json->append((one ? reflection.GetBool(message, &field) : reflection.GetRepeatedBool(message, &field, index)) ? "true"
                                                                                                                    : "false");
      break;
    case FieldDescriptor::CPPTYPE_ENUM: {
      const int number =
          one ? reflection.GetEnumValue(message, &field) : reflection.GetRepeatedEnumValue(message, &field, index);
      const google::protobuf::EnumValueDescriptor* value = field.enum_type()->FindValueByNumber(number);
      absl::StrAppend(json, value == nullptr ? absl::StrCat(number) : absl::StrCat("\"", value->name(), "\""));
      break;
    }
    case FieldDescriptor::CPPTYPE_INT32:
      absl::StrAppend(json, one ? reflection.GetInt32(message, &field) : reflection.GetRepeatedInt32(message, &field, index));
      break;
    default:
      absl::StrAppend(json, "\"",
                      one ? reflection.GetInt64(message, &field) : reflection.GetRepeatedInt64(message, &field, index), "\"");
      break;
  }
}

void AppendMessage(const Message& message, std::string* json) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  json->push_back('{');
  const char* comma = "";
  for (const FieldDescriptor* field : fields) {
    absl::StrAppend(json, comma, "\"", field->name(), "\":");
    comma = ",";
    if (!field->is_repeated()) {
      AppendValue(message, *field, -1, json);
      continue;
    }
    json->push_back('[');
    const int size = message.GetReflection()->FieldSize(message, field);
    for (int i = 0; i < size; ++i) {
      if (i > 0) json->push_back(',');
      AppendValue(message, *field, i, json);
    }
    json->push_back(']');
  }
  json->push_back('}');
}

}  // namespace

bool ReadMessageJson(absl::string_view json, Message* message, OutlineMessage* outline, FindingList* findings) {
  if (!CheckSize(json, findings)) return false;
  absl::ConsumePrefix(&json, "\xEF\xBB\xBF");
  const size_t invalid = cel::FindInvalidUtf8(json);
  if (invalid != absl::string_view::npos) {
    const Placed::Position position = PositionCursor(json).At(invalid);
    findings->Add("", position.line, position.column, "the text is not valid UTF-8 here; save the file as UTF-8");
    return false;
  }
  JsonCursor cursor(json);
  if (!MessageReader(&cursor, findings).ReadMessage(message, outline, "") || !cursor.AtEnd()) {
    const Placed::Position position = PositionCursor(json).At(cursor.offset());
    const Around around = FindAround(*outline, message->GetDescriptor(), cursor.offset());
    findings->Add(around.path, position.line, position.column, cursor.mistake());
  }
  return findings->empty();
}

std::string WriteMessageJson(const Message& message) {
  std::string json;
  AppendMessage(message, &json);
  return json;
}

}  // namespace graduasi::wire
