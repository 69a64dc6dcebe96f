// Reads JSON (RFC 8259, strictly) token by token and knows where it stands, so that every mistake and every byte of every text
// has a line and a column. It is for documents that people write; bulk data goes through simdjson. It does not know what is
// being read.
#ifndef GRADUASI_SRC_WIRE_JSON_CURSOR_H_
#define GRADUASI_SRC_WIRE_JSON_CURSOR_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graduasi/policy.h"
#include "src/wire/outline.h"

namespace graduasi::wire {

// Every method returns false at the first mistake in the syntax; `mistake` and `offset` then say what and where, and nothing
// more can be read. The text must be valid UTF-8 and outlive the cursor.
class JsonCursor {
 public:
  enum class Kind { kObject, kArray, kString, kNumber, kBool, kNull, kNone };

  explicit JsonCursor(absl::string_view text) : text_(text), positions_(text) { SkipSpace(); }

  Kind Peek() const;                         // of the value that begins here; kNone if none does
  size_t offset() const { return offset_; }  // of the next token; after a mistake, of the mistake
  size_t end() const { return end_; }        // byte after the last token
  Placed::Position position() { return positions_.At(offset_); }
  const std::string& mistake() const { return mistake_; }

  bool Enter(char bracket);             // '{' or '['
  bool More(char bracket, bool* more);  // at an element, or past the closing bracket; called before every element
  bool ReadKey(std::string* key);       // with its colon
  // `positions` (may be null) receives where each byte of the value stands, and its closing quote.
  bool ReadString(std::string* value, std::vector<Placed::Position>* positions = nullptr);
  bool ReadNumber(absl::string_view* digits);
  bool ReadBool(bool* value);
  bool ReadNull();
  bool Skip(int nesting);  // any value, its brackets nested at most so deep
  bool AtEnd();            // nothing follows

 private:
  bool Fail(size_t offset, std::string mistake);
  bool Word(absl::string_view word);
  bool ReadEscape(std::string* value);
  bool ReadHex4(size_t at, unsigned* code_unit);
  void SkipSpace();
  void EndToken(size_t end);
  char At(size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }

  absl::string_view text_;
  PositionCursor positions_;
  size_t offset_ = 0;
  size_t end_ = 0;
  bool first_ = false;  // directly after an opening bracket
  std::string mistake_;
};

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_JSON_CURSOR_H_
