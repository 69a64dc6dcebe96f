#include "tests/conformance/json_value.h"

#include <cstdlib>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "src/cel/utf8.h"

namespace graduasi::conformance {
namespace {

using simdjson::dom::element;

absl::string_view TextOf(element json) {
  std::string_view text;
  return json.get_string().get(text) == simdjson::SUCCESS ? absl::string_view(text.data(), text.size()) : absl::string_view();
}

// The first member of an object: its name and value. The messages of the suite are oneofs, with a single member.
bool OnlyMember(element json, std::string* name, element* value) {
  simdjson::dom::object object;
  if (json.get_object().get(object) != simdjson::SUCCESS || object.size() == 0) return false;
  const simdjson::dom::key_value_pair member = *object.begin();
  *name = std::string(member.key);
  *value = member.value;
  return true;
}

absl::Status Unreadable(absl::string_view what, element json) {
  return absl::InvalidArgumentError(absl::StrCat("cannot read ", what, ": ", simdjson::minify(json)));
}

absl::StatusOr<reference::Value> ReadNumber(element json) {
  double number = 0;
  if (json.get_double().get(number) == simdjson::SUCCESS) return reference::Double(number);
  const absl::string_view text = TextOf(json);
  if (text == "NaN") return reference::Double(std::numeric_limits<double>::quiet_NaN());
  if (text == "Infinity") return reference::Double(std::numeric_limits<double>::infinity());
  if (text == "-Infinity") return reference::Double(-std::numeric_limits<double>::infinity());
  return Unreadable("double", json);
}

// An int64 or uint64: a JSON string by protobuf's mapping, or a JSON number.
template <typename Int>
bool ReadWhole(element json, Int* value) {
  const std::string number = std::string(simdjson::minify(json));
  const absl::string_view text = TextOf(json);
  return absl::SimpleAtoi(text.empty() ? absl::string_view(number) : text, value);
}

absl::StatusOr<reference::Value> ReadList(element json) {
  std::vector<reference::Element> elements;
  simdjson::dom::array values;
  if (json["values"].get_array().get(values) == simdjson::SUCCESS) {
    for (const element item : values) {
      absl::StatusOr<reference::Value> value = ReadValue(item);
      if (!value.ok()) return value;
      elements.push_back({*std::move(value), false});
    }
  }
  return reference::List(std::move(elements));
}

absl::StatusOr<reference::Value> ReadMap(element json) {
  std::vector<reference::Entry> entries;
  simdjson::dom::array values;
  if (json["entries"].get_array().get(values) == simdjson::SUCCESS) {
    for (const element item : values) {
      element key_json, value_json;
      if (item["key"].get(key_json) != simdjson::SUCCESS || item["value"].get(value_json) != simdjson::SUCCESS) {
        return Unreadable("map entry", item);
      }
      absl::StatusOr<reference::Value> key = ReadValue(key_json);
      if (!key.ok()) return key;
      absl::StatusOr<reference::Value> value = ReadValue(value_json);
      if (!value.ok()) return value;
      entries.push_back({*std::move(key), *std::move(value)});
    }
  }
  return reference::Map(std::move(entries));
}

// Timestamp and Duration in the JSON form of google.protobuf.Any.
absl::StatusOr<reference::Value> ReadObject(element json) {
  element type_json, value_json;
  if (json["@type"].get(type_json) != simdjson::SUCCESS || json["value"].get(value_json) != simdjson::SUCCESS) {
    return absl::UnimplementedError("protobuf messages are not part of the language here");
  }
  absl::string_view type = TextOf(type_json);
  absl::ConsumePrefix(&type, "type.googleapis.com/");
  const std::string text(TextOf(value_json));
  if (type == "google.protobuf.Timestamp") {
    absl::Time time;
    std::string error;
    if (!absl::ParseTime(absl::RFC3339_full, text, &time, &error)) return Unreadable("timestamp", json);
    const int64_t seconds = absl::ToUnixSeconds(time);
    return reference::Timestamp(seconds, static_cast<int32_t>((time - absl::FromUnixSeconds(seconds)) / absl::Nanoseconds(1)));
  }
  if (type == "google.protobuf.Duration") {
    absl::Duration duration;
    if (!absl::ParseDuration(text, &duration)) return Unreadable("duration", json);
    return reference::Duration(absl::ToInt64Nanoseconds(duration));
  }
  return absl::UnimplementedError(absl::StrCat("protobuf messages are not part of the language here: ", type));
}

}  // namespace

absl::StatusOr<reference::Value> ReadValue(element json) {
  std::string kind;
  element value;
  if (!OnlyMember(json, &kind, &value)) return Unreadable("value", json);
  if (kind == "null_value") return reference::Null();
  if (kind == "bool_value") {
    bool truth = false;
    if (value.get_bool().get(truth) != simdjson::SUCCESS) return Unreadable("bool", json);
    return reference::Bool(truth);
  }
  if (kind == "int64_value") {
    int64_t number = 0;
    if (!ReadWhole(value, &number)) return Unreadable("int", json);
    return reference::Int(number);
  }
  if (kind == "uint64_value") {
    uint64_t number = 0;
    if (!ReadWhole(value, &number)) return Unreadable("uint", json);
    return reference::Uint(number);
  }
  if (kind == "double_value") return ReadNumber(value);
  if (kind == "string_value") return reference::String(std::string(TextOf(value)));
  if (kind == "bytes_value") {
    std::string bytes;
    if (!absl::Base64Unescape(TextOf(value), &bytes)) return Unreadable("bytes", json);
    return reference::Bytes(std::move(bytes));
  }
  if (kind == "list_value") return ReadList(value);
  if (kind == "map_value") return ReadMap(value);
  if (kind == "type_value") return reference::TypeName(std::string(TextOf(value)));
  if (kind == "object_value") return ReadObject(value);
  return absl::UnimplementedError(absl::StrCat("a value of kind ", kind));
}

absl::StatusOr<reference::Value> ReadExprValue(element json) {
  std::string kind;
  element value;
  if (!OnlyMember(json, &kind, &value)) return Unreadable("binding", json);
  if (kind == "error") return reference::Error();
  if (kind == "unknown") return reference::Missing();
  return kind == "value" ? ReadValue(value) : absl::StatusOr<reference::Value>(Unreadable("binding", json));
}

absl::StatusOr<cel::Type> ReadType(element json) {
  std::string kind;
  element value;
  if (!OnlyMember(json, &kind, &value)) return Unreadable("type", json);
  const absl::string_view text = TextOf(value);
  if (kind == "null") return cel::Type(cel::TypeKind::kNull);
  if (kind == "dyn") return cel::Type::Variable(0);
  if (kind == "type") return cel::Type(cel::TypeKind::kType);
  constexpr std::pair<absl::string_view, cel::TypeKind> kNamed[] = {
      {"BOOL", cel::TypeKind::kBool},           {"INT64", cel::TypeKind::kInt},         {"UINT64", cel::TypeKind::kUint},
      {"DOUBLE", cel::TypeKind::kDouble},       {"STRING", cel::TypeKind::kString},     {"BYTES", cel::TypeKind::kBytes},
      {"TIMESTAMP", cel::TypeKind::kTimestamp}, {"DURATION", cel::TypeKind::kDuration},
  };
  if (kind == "primitive" || kind == "well_known") {
    for (const auto& [name, type] : kNamed) {
      if (name == text) return cel::Type(type);
    }
  }
  if (kind == "list_type") {
    element item;
    if (value["elem_type"].get(item) != simdjson::SUCCESS) return Unreadable("list type", json);
    absl::StatusOr<cel::Type> type = ReadType(item);
    return type.ok() ? cel::Type::List(*type) : type;
  }
  if (kind == "map_type") {
    element key_json, value_json;
    if (value["key_type"].get(key_json) != simdjson::SUCCESS || value["value_type"].get(value_json) != simdjson::SUCCESS) {
      return Unreadable("map type", json);
    }
    absl::StatusOr<cel::Type> key_type = ReadType(key_json);
    if (!key_type.ok()) return key_type;
    absl::StatusOr<cel::Type> value_type = ReadType(value_json);
    return value_type.ok() ? cel::Type::Map(*key_type, *value_type) : value_type;
  }
  return absl::UnimplementedError(absl::StrCat("a type that is not part of the language here: ", simdjson::minify(json)));
}

bool Matches(const cel::Type& type, const cel::Type& pattern) {
  if (pattern.is(cel::TypeKind::kVariable)) return true;
  if (type.is(cel::TypeKind::kList) && pattern.is(cel::TypeKind::kList)) return Matches(type.element(), pattern.element());
  if (type.is(cel::TypeKind::kMap) && pattern.is(cel::TypeKind::kMap)) {
    return Matches(type.key(), pattern.key()) && Matches(type.value(), pattern.value());
  }
  return type == pattern;
}

reference::Value DecodeLeftoverEscapes(const reference::Value& value) {
  if (!value.is(reference::Kind::kString) && !value.is(reference::Kind::kBytes)) return value;
  std::string text;
  for (size_t i = 0; i < value.text.size();) {
    const absl::string_view rest = absl::string_view(value.text).substr(i);
    const size_t digits = absl::StartsWith(rest, "\\u") ? 4 : absl::StartsWith(rest, "\\U") ? 8 : 0;
    uint32_t code_point = 0;
    if (digits > 0 && rest.size() >= 2 + digits && absl::SimpleHexAtoi(rest.substr(2, digits), &code_point)) {
      cel::AppendUtf8(code_point, &text);
      i += 2 + digits;
    } else {
      if (absl::StartsWith(rest, "\\?")) ++i;
      text.push_back(value.text[i++]);
    }
  }
  reference::Value decoded = value;
  decoded.text = std::move(text);
  return decoded;
}

}  // namespace graduasi::conformance
