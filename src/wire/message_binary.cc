#include "src/wire/message_binary.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/unknown_field_set.h"
#include "src/cel/utf8.h"
#include "src/wire/message_text.h"
#include "src/wire/outline.h"
#include "src/wire/text_mistake.h"

namespace graduasi::wire {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::UnknownField;
using google::protobuf::UnknownFieldSet;

// Looks at the bytes with the schema in hand before protobuf's own reader does: that one drops, keeps unseen or prints what is
// refused here.
class BinaryCheck {
 public:
  explicit BinaryCheck(FindingList* findings) : findings_(findings) {}

  void Check(const UnknownFieldSet& fields, const Descriptor& type, const std::string& path) {
    std::map<int, int> seen;  // by field number
    std::map<const google::protobuf::OneofDescriptor*, const FieldDescriptor*> set;
    for (int i = 0; i < fields.field_count(); ++i) {
      const UnknownField& raw = fields.field(i);
      const FieldDescriptor* field = type.FindFieldByNumber(raw.number());
      if (field == nullptr) {
        findings_->Add(path, absl::StrCat("holds field number ", raw.number(),
                                          ", which this version does not know; was it made for a newer one?"));
        continue;
      }
      const int index = seen[raw.number()]++;
      const std::string inner = JoinPath(path, field->name(), field->is_repeated() ? index : -1);
      if (!field->is_repeated() && index > 0)
        findings_->Add(inner, absl::StrCat("`", field->name(), "` is set more than once"));
      if (field->containing_oneof() != nullptr) {
        const FieldDescriptor*& other = set[field->containing_oneof()];
        if (other != nullptr && other != field) {
          findings_->Add(inner, absl::StrCat("`", field->name(), "` is set although `", other->name(),
                                             "` is set already; only one of them can be"));
        }
        other = field;
      }
      CheckValue(raw, *field, inner);
    }
  }

 private:
  void CheckValue(const UnknownField& raw, const FieldDescriptor& field, const std::string& path) {
    const bool delimited =
        field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE || field.cpp_type() == FieldDescriptor::CPPTYPE_STRING;
    if (raw.type() != (delimited ? UnknownField::TYPE_LENGTH_DELIMITED : UnknownField::TYPE_VARINT)) {
      findings_->Add(path, absl::StrCat("`", field.name(), "` has a value of another kind"));
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      if (cel::FindInvalidUtf8(raw.length_delimited()) != absl::string_view::npos)
        findings_->Add(path, "the text is not valid UTF-8");
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      const auto number = static_cast<int64_t>(raw.varint());
      if (number != static_cast<int32_t>(number) || field.enum_type()->FindValueByNumber(static_cast<int>(number)) == nullptr) {
        findings_->Add(path, UnknownEnumValue(field, absl::StrCat(number)));
      }
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      UnknownFieldSet inner;
      if (inner.ParseFromString(raw.length_delimited())) {
        Check(inner, *field.message_type(), path);
      } else {
        findings_->Add(path, "is cut off or not protobuf");
      }
    }
  }

  FindingList* findings_;
};

}  // namespace

bool ReadMessageBinary(absl::string_view bytes, google::protobuf::Message* message, FindingList* findings) {
  if (!CheckSize(bytes, findings)) return false;
  UnknownFieldSet fields;
  if (!fields.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    findings->Add("", "the document is cut off or not binary protobuf");
    return false;
  }
  BinaryCheck(findings).Check(fields, *message->GetDescriptor(), "");
  if (!findings->empty()) return false;
  if (!message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    findings->Add("", "the document is not binary protobuf");
    return false;
  }
  return true;
}

std::string WriteMessageBinary(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream output(&stream);
  output.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&output);
  output.Trim();
  return bytes;
}

}  // namespace graduasi::wire
