#include "src/wire/json_object.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/cel/spelling.h"
#include "src/cel/utf8.h"
#include "src/wire/field_form.h"
#include "src/wire/json_text.h"

namespace graduasi::wire {
namespace {

constexpr int kDeepest = 16;         // brackets of what is passed over
constexpr size_t kLongestName = 64;  // nobody meant a known name by a longer one

std::string Join(const std::string& path, absl::string_view name) {
  return path.empty() ? std::string(name.data(), name.size()) : absl::StrCat(path, ".", name);
}

}  // namespace

bool JsonObjectReader::Report(const std::string& path, std::string message) {
  const Placed::Position position = cursor_.position();
  findings_->push_back({path, position.line, position.column, std::move(message)});
  return true;
}

bool JsonObjectReader::Refuse(const std::string& path, std::string message) {
  Report(path, std::move(message));
  return cursor_.Skip(kDeepest);
}

bool JsonObjectReader::ReadDocument(const std::vector<JsonKey>& keys) {
  const size_t before = findings_->size();
  if (cursor_.Peek() != JsonCursor::Kind::kObject) {
    Report("", "this is not an object; write an object {...}");
    return false;
  }
  if (!ReadObject("", keys) || !cursor_.AtEnd()) Report("", cursor_.mistake());
  return findings_->size() == before;
}

bool JsonObjectReader::ReadObject(const std::string& path, const std::vector<JsonKey>& keys) {
  if (cursor_.Peek() != JsonCursor::Kind::kObject) return Refuse(path, "is not an object; write an object {...}");
  if (!cursor_.Enter('{')) return false;
  std::vector<bool> seen(keys.size());
  std::string name;
  for (bool more = true; cursor_.More('{', &more);) {
    if (!more) return true;
    const Placed::Position at = cursor_.position();
    if (!cursor_.ReadKey(&name)) return false;
    size_t key = 0;
    while (key < keys.size() && keys[key].name != name) ++key;
    if (key == keys.size()) {
      std::vector<std::string> names;
      for (const JsonKey& known : keys) names.push_back(known.name);
      const std::string nearest = name.size() > kLongestName ? "" : cel::NearestName(name, names);
      findings_->push_back({path, at.line, at.column,
                            nearest.empty() ? absl::StrCat("this key is not known here; known are ", absl::StrJoin(names, ", "))
                                            : absl::StrCat("this key is not known here; did you mean `", nearest, "`?")});
      if (!cursor_.Skip(kDeepest)) return false;
      continue;
    }
    if (seen[key]) {
      findings_->push_back({Join(path, name), at.line, at.column, "is given twice in the same object; leave one"});
      if (!cursor_.Skip(kDeepest)) return false;
      continue;
    }
    seen[key] = true;
    if (cursor_.Peek() == JsonCursor::Kind::kNull) {
      if (!cursor_.ReadNull()) return false;
      continue;
    }
    if (!keys[key].read(this, Join(path, name))) return false;
  }
  return false;
}

bool JsonObjectReader::ReadList(const std::string& path, const JsonValue& element) {
  if (cursor_.Peek() != JsonCursor::Kind::kArray) return Refuse(path, "is not a list; write a list [...]");
  if (!cursor_.Enter('[')) return false;
  int64_t index = 0;
  for (bool more = true; cursor_.More('[', &more);) {
    if (!more) return true;
    if (!element(this, absl::StrCat(path, "[", index++, "]"))) return false;
  }
  return false;
}

JsonValue Into(std::string* text) {
  return [text](JsonObjectReader* reader, const std::string& path) {
    if (reader->cursor()->Peek() != JsonCursor::Kind::kString) return reader->Refuse(path, "is not text; write it in quotes");
    return reader->cursor()->ReadString(text);
  };
}

JsonValue Into(std::optional<std::string>* text) {
  return [text](JsonObjectReader* reader, const std::string& path) {
    std::string read;
    const size_t before = reader->findings();
    const bool on = Into(&read)(reader, path);
    if (on && reader->findings() == before) *text = std::move(read);
    return on;
  };
}

JsonValue Into(std::optional<int64_t>* number) {
  return [number](JsonObjectReader* reader, const std::string& path) {
    const std::string right = "is not a whole number; write it without quotes, point or exponent";
    if (reader->cursor()->Peek() != JsonCursor::Kind::kNumber) return reader->Refuse(path, right);
    JsonCursor before = *reader->cursor();
    absl::string_view digits;
    if (!reader->cursor()->ReadNumber(&digits)) return false;
    int64_t value = 0;
    if (absl::SimpleAtoi(digits, &value) && absl::StrCat(value) == digits) {
      *number = value;
      return true;
    }
    *reader->cursor() = std::move(before);
    return reader->Refuse(path, right);
  };
}

JsonValue Into(int64_t* number) {
  return [number](JsonObjectReader* reader, const std::string& path) {
    std::optional<int64_t> read;
    const bool on = Into(&read)(reader, path);
    if (read.has_value()) *number = *read;
    return on;
  };
}

JsonValue Into(std::optional<PartialDate>* date) {
  return [date](JsonObjectReader* reader, const std::string& path) {
    JsonCursor before = *reader->cursor();
    std::string text;
    if (before.Peek() != JsonCursor::Kind::kString) return reader->Refuse(path, "is not a date; write it like \"2025-11-15\"");
    if (!reader->cursor()->ReadString(&text)) return false;
    std::string mistake = ReadDate(text, date);
    if (mistake.empty()) return true;
    *reader->cursor() = std::move(before);
    return reader->Refuse(path, std::move(mistake));
  };
}

JsonValue Into(std::optional<Date>* day) {
  return [day](JsonObjectReader* reader, const std::string& path) {
    JsonCursor before = *reader->cursor();
    std::optional<PartialDate> date;
    const bool on = Into(&date)(reader, path);
    if (!on || !date.has_value()) return on;
    if (date->exact()) {
      *day = date->first();
      return true;
    }
    *reader->cursor() = std::move(before);
    return reader->Refuse(path, "is not a day; write it like 2025-11-15");
  };
}

JsonValue Into(Date* day) {
  return [day](JsonObjectReader* reader, const std::string& path) {
    std::optional<Date> read;
    const bool on = Into(&read)(reader, path);
    if (read.has_value()) *day = *read;
    return on;
  };
}

JsonValue Into(std::vector<std::string>* texts) {
  return [texts](JsonObjectReader* reader, const std::string& path) {
    return reader->ReadList(path, [texts](JsonObjectReader* element, const std::string& at) {
      std::string text;
      const size_t before = texts->size();
      texts->emplace_back();
      if (!Into(&text)(element, at)) {
        texts->resize(before);
        return false;
      }
      texts->back() = std::move(text);
      return true;
    });
  };
}

JsonValue IntoOneOf(std::vector<std::string> names, std::function<void(size_t)> set) {
  return [names = std::move(names), set = std::move(set)](JsonObjectReader* reader, const std::string& path) {
    JsonCursor before = *reader->cursor();
    if (before.Peek() == JsonCursor::Kind::kString) {
      std::string text;
      if (!reader->cursor()->ReadString(&text)) return false;
      for (size_t i = 0; i < names.size(); ++i) {
        if (names[i] != text) continue;
        set(i);
        return true;
      }
      const std::string nearest = text.size() > kLongestName ? "" : cel::NearestName(text, names);
      *reader->cursor() = std::move(before);
      if (!nearest.empty()) return reader->Refuse(path, absl::StrCat("is not a known name; did you mean ", nearest, "?"));
    }
    return reader->Refuse(path, absl::StrCat("is not a known name; known are ", absl::StrJoin(names, ", ")));
  };
}

std::string* JsonObjectWriter::Key(absl::string_view name) {
  absl::StrAppend(json_, first_ ? "\"" : ",\"", name, "\":");
  first_ = false;
  return json_;
}

void JsonObjectWriter::Text(absl::string_view name, absl::string_view text) { AppendJsonString(text, Key(name)); }

void JsonObjectWriter::Int(absl::string_view name, int64_t number) { absl::StrAppend(Key(name), number); }

void JsonObjectWriter::Texts(absl::string_view name, const std::vector<std::string>& texts) {
  std::string* json = Key(name);
  json->push_back('[');
  for (size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) json->push_back(',');
    AppendJsonString(texts[i], json);
  }
  json->push_back(']');
}

}  // namespace graduasi::wire
