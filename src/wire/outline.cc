#include "src/wire/outline.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace graduasi::wire {

const OutlineValue* OutlineMessage::Find(const std::string& field, size_t index) const {
  const auto found = fields.find(field);
  return found == fields.end() || index >= found->second.size() ? nullptr : &found->second[index];
}

std::string JoinPath(absl::string_view parent, absl::string_view field, int index) {
  std::string path(parent);
  if (!path.empty()) path += '.';
  absl::StrAppend(&path, field);
  if (index >= 0) absl::StrAppend(&path, "[", index, "]");
  return path;
}

Around FindAround(const OutlineMessage& outline, const google::protobuf::Descriptor* type, size_t offset) {
  Around around;
  around.within = type;
  const OutlineMessage* message = &outline;
  while (message != nullptr && type != nullptr) {
    const std::string* name = nullptr;
    const OutlineValue* value = nullptr;
    size_t index = 0;
    for (const auto& [field, values] : message->fields) {
      // Values stand in the order of the text: the last that begins at or before the offset is the one that may hold it.
      const auto after =
          std::upper_bound(values.begin(), values.end(), offset, [](size_t o, const OutlineValue& v) { return o < v.begin; });
      if (after == values.begin()) continue;
      const OutlineValue& candidate = *(after - 1);
      if (offset >= candidate.end || (value != nullptr && candidate.begin < value->begin)) continue;
      name = &field;
      value = &candidate;
      index = static_cast<size_t>(after - 1 - values.begin());
    }
    if (value == nullptr) break;
    const google::protobuf::FieldDescriptor* field = type->FindFieldByName(*name);
    const bool repeated = field != nullptr && field->is_repeated();
    constexpr size_t kLongest = 40;  // of a name that is not ours
    around.path = JoinPath(around.path, absl::string_view(*name).substr(0, kLongest), repeated ? static_cast<int>(index) : -1);
    around.parent = around.field;
    around.field = *name;
    around.within = type;
    type = field == nullptr ? nullptr : field->message_type();
    message = value->message.get();
  }
  return around;
}

Placed::Position PositionCursor::At(size_t offset) {
  while (newline_ < offset) {
    ++line_;
    line_start_ = newline_ + 1;
    newline_ = text_.find('\n', line_start_);
  }
  return {line_, static_cast<int>(offset - line_start_) + 1};
}

}  // namespace graduasi::wire
