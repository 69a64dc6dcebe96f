// Reads small JSON objects whose keys are known: a list of keys, each with what its value fills. Every mistake becomes a
// finding with its path, line and column, and reading goes on behind it; no finding repeats a byte of the input. Knows JSON,
// and nothing of what is read.
#ifndef GRADUASI_SRC_WIRE_JSON_OBJECT_H_
#define GRADUASI_SRC_WIRE_JSON_OBJECT_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "graduasi/date.h"
#include "graduasi/field.h"
#include "graduasi/finding.h"
#include "src/wire/json_cursor.h"

namespace graduasi::wire {

class JsonObjectReader;

// Reads the value at the cursor. False only if the text cannot be read on; a mistake of another kind is reported and passed.
using JsonValue = std::function<bool(JsonObjectReader* reader, const std::string& path)>;

struct JsonKey {
  std::string name;
  JsonValue read;
};

class JsonObjectReader {
 public:
  // Neither may be null; the text must be valid UTF-8 and outlive the reader.
  JsonObjectReader(absl::string_view text, Findings* findings) : cursor_(text), findings_(findings) {}

  // Reads the whole text as one object; true if there was nothing to report.
  bool ReadDocument(const std::vector<JsonKey>& keys);

  // Reads one object at the cursor. null is the same as leaving the key out.
  bool ReadObject(const std::string& path, const std::vector<JsonKey>& keys);
  // Calls `element` for each element of a list, with its path.
  bool ReadList(const std::string& path, const JsonValue& element);

  // Reports, at the value that begins here, and passes over the value.
  bool Refuse(const std::string& path, std::string message);

  // Reports something about a whole object, without a position.
  void Note(const std::string& path, std::string message) { findings_->push_back({path, 0, 0, std::move(message)}); }

  size_t findings() const { return findings_->size(); }

  JsonCursor* cursor() { return &cursor_; }

 private:
  bool Report(const std::string& path, std::string message);
  JsonCursor cursor_;
  Findings* findings_;
};

JsonValue Into(std::string* text);
JsonValue Into(std::optional<std::string>* text);
JsonValue Into(std::optional<int64_t>* number);
JsonValue Into(int64_t* number);
JsonValue Into(std::optional<PartialDate>* date);
JsonValue Into(std::optional<Date>* day);
JsonValue Into(Date* day);
JsonValue Into(std::vector<std::string>* texts);
// By name; `set` receives the position in `names`.
JsonValue IntoOneOf(std::vector<std::string> names, std::function<void(size_t)> set);

template <typename Enum>
std::vector<std::string> NamesOf() {
  std::vector<std::string> names;
  for (const EnumName<Enum>& known : DescribeEnum<Enum>::names) names.emplace_back(known.name);
  return names;
}
template <typename Enum>
JsonValue Into(std::optional<Enum>* value) {
  return IntoOneOf(NamesOf<Enum>(), [value](size_t at) { *value = DescribeEnum<Enum>::names[at].value; });
}

// Writes an object, one key after the other, in one spelling: no space, texts escaped as little as JSON allows.
class JsonObjectWriter {
 public:
  explicit JsonObjectWriter(std::string* json) : json_(json) { json_->push_back('{'); }
  JsonObjectWriter(const JsonObjectWriter&) = delete;
  JsonObjectWriter& operator=(const JsonObjectWriter&) = delete;
  void End() { json_->push_back('}'); }

  std::string* Key(absl::string_view name);  // the value is appended to what is returned
  void Text(absl::string_view name, absl::string_view text);
  void Int(absl::string_view name, int64_t number);
  void Texts(absl::string_view name, const std::vector<std::string>& texts);

 private:
  std::string* json_;
  bool first_ = true;
};

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_JSON_OBJECT_H_
