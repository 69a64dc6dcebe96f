// Writes the JSON of a synthetic record into a string: keys, commas and dates. The texts it is given are plain ASCII without
// quotes; it is no general JSON writer, and knows nothing of families.
#ifndef GRADUASI_SRC_CLI_SYNTHETIC_JSON_H_
#define GRADUASI_SRC_CLI_SYNTHETIC_JSON_H_

#include <cstdint>
#include <string>

#include "src/cli/synthetic_random.h"

namespace graduasi::cli {

enum class Precision { kDay, kMonth, kYear };

class SyntheticJson {
 public:
  explicit SyntheticJson(std::string* out) : out_(*out) {}

  void OpenRecord(const char* key = nullptr) { Open(key, '{'); }
  void CloseRecord() { out_ += '}'; }
  void OpenList(const char* key) { Open(key, '['); }
  void CloseList() { out_ += ']'; }

  void Text(const char* key, const char* value) {
    Key(key);
    out_ += '"';
    out_ += value;
    out_ += '"';
  }
  void Text(const char* key, const std::string& value) { Text(key, value.c_str()); }
  void Number(const char* key, int64_t value) {
    Key(key);
    out_ += std::to_string(value);
  }
  void Flag(const char* key, bool value) {
    Key(key);
    out_ += value ? "true" : "false";
  }
  void Date(const char* key, SyntheticDay day, Precision precision = Precision::kDay) {
    Key(key);
    out_ += '"';
    Digits(day.year(), 4);
    if (precision != Precision::kYear) {
      out_ += '-';
      Digits(day.month(), 2);
    }
    if (precision == Precision::kDay) {
      out_ += '-';
      Digits(day.day(), 2);
    }
    out_ += '"';
  }

 private:
  void Separate() {
    if (!out_.empty() && out_.back() != '{' && out_.back() != '[' && out_.back() != '\n') out_ += ',';
  }
  void Key(const char* key) {
    Separate();
    out_ += '"';
    out_ += key;
    out_ += "\":";
  }
  void Open(const char* key, char bracket) {
    if (key != nullptr) {
      Key(key);
    } else {
      Separate();
    }
    out_ += bracket;
  }
  void Digits(int32_t value, int width) {
    char digits[12];
    for (int i = width; i-- > 0; value /= 10) digits[i] = static_cast<char>('0' + value % 10);
    out_.append(digits, static_cast<size_t>(width));
  }

  std::string& out_;
};

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_SYNTHETIC_JSON_H_
