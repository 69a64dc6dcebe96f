// Writes JSON in one spelling: no space, texts escaped as little as JSON allows, commas where they belong. Knows JSON only, not
// what is written; the caller names the keys in order.
#ifndef GRADUASI_SRC_WIRE_JSON_WRITER_H_
#define GRADUASI_SRC_WIRE_JSON_WRITER_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "graduasi/language.h"
#include "src/wire/json_text.h"

namespace graduasi::wire {

class JsonWriter {
 public:
  JsonWriter& Key(absl::string_view name) {
    Comma();
    AppendJsonString(name, &out_);
    out_ += ':';
    first_ = true;
    return *this;
  }
  void Open(char bracket) {
    Comma();
    out_ += bracket;
    first_ = true;
  }
  void Close(char bracket) {
    out_ += bracket;
    first_ = false;
  }
  void Number(int64_t value) {
    Comma();
    absl::StrAppend(&out_, value);
  }
  void Bool(bool value) {
    Comma();
    out_ += value ? "true" : "false";
  }
  void String(absl::string_view text) {
    Comma();
    AppendJsonString(text, &out_);
  }
  void Null() {
    Comma();
    out_ += "null";
  }
  void Put(const Text& text) {
    Open('{');
    Key("en").String(text.en);
    Key("id").String(text.id);
    Close('}');
  }
  std::string Take() { return std::move(out_); }

 private:
  void Comma() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  std::string out_;
  bool first_ = true;
};

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_JSON_WRITER_H_
