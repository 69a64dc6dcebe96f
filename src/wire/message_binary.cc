#include "src/wire/message_binary.h"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "src/cel/utf8.h"
#include "src/wire/message_text.h"
#include "src/wire/outline.h"
#include "src/wire/text_mistake.h"

namespace graduasi::wire {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// A field as it stands in the bytes.
struct Raw {
  enum Form {
    kVarint = 0,
    kFixed64 = 1,
    kDelimited = 2,
    kFixed32 = 5
  };  // protobuf's numbers; groups (3, 4) are no longer written
  int number = 0;
  Form form = kVarint;
  uint64_t varint = 0;
  absl::string_view delimited;
};

// Splits a message into its fields; false if the bytes are cut off or not protobuf. Protobuf's own UnknownFieldSet would do,
// but leaks where memory runs out.
bool Split(absl::string_view bytes, std::vector<Raw>* fields) {
  google::protobuf::io::CodedInputStream input(reinterpret_cast<const uint8_t*>(bytes.data()), static_cast<int>(bytes.size()));
  while (const uint32_t tag = input.ReadTag()) {
    Raw& raw = fields->emplace_back();
    raw.number = static_cast<int>(tag >> 3);
    raw.form = static_cast<Raw::Form>(tag & 7);
    bool whole = raw.number != 0;
    uint32_t size = 0;
    if (raw.form == Raw::kVarint) {
      whole = whole && input.ReadVarint64(&raw.varint);
    } else if (raw.form == Raw::kDelimited) {
      whole = whole && input.ReadVarint32(&size) && size <= bytes.size() - static_cast<size_t>(input.CurrentPosition());
      if (whole) raw.delimited = bytes.substr(static_cast<size_t>(input.CurrentPosition()), size);
    } else if (raw.form == Raw::kFixed32 || raw.form == Raw::kFixed64) {
      size = raw.form == Raw::kFixed32 ? 4 : 8;
    } else {
      return false;
    }
    if (!whole || !input.Skip(static_cast<int>(size))) return false;
  }
  return input.ConsumedEntireMessage();
}

// Looks at the bytes with the schema in hand before protobuf's own reader does: that one drops, keeps unseen or prints what is
// refused here.
class BinaryCheck {
 public:
  explicit BinaryCheck(FindingList* findings) : findings_(findings) {}

  void Check(const std::vector<Raw>& fields, const Descriptor& type, const std::string& path) {
    std::map<int, int> seen;  // by field number
    std::map<const google::protobuf::OneofDescriptor*, const FieldDescriptor*> set;
    for (const Raw& raw : fields) {
      const FieldDescriptor* field = type.FindFieldByNumber(raw.number);
      if (field == nullptr) {
        findings_->Add(path, absl::StrCat("holds field number ", raw.number,
                                          ", which this version does not know; was it made for a newer one?"));
        continue;
      }
      const int index = seen[raw.number]++;
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
  void CheckValue(const Raw& raw, const FieldDescriptor& field, const std::string& path) {
    const bool delimited =
        field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE || field.cpp_type() == FieldDescriptor::CPPTYPE_STRING;
    if (raw.form != (delimited ? Raw::kDelimited : Raw::kVarint)) {
      findings_->Add(path, absl::StrCat("`", field.name(), "` has a value of another kind"));
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      if (cel::FindInvalidUtf8(raw.delimited) != absl::string_view::npos) findings_->Add(path, "the text is not valid UTF-8");
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      const auto number = static_cast<int64_t>(raw.varint);
      if (number != static_cast<int32_t>(number) || field.enum_type()->FindValueByNumber(static_cast<int>(number)) == nullptr) {
        findings_->Add(path, UnknownEnumValue(field, absl::StrCat(number)));
      }
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      std::vector<Raw> inner;
      if (Split(raw.delimited, &inner)) {
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
  std::vector<Raw> fields;
  if (!Split(bytes, &fields)) {
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
