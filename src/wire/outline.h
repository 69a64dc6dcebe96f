// Where each field of a message stands in the text that it was read from. A reader builds the outline beside the message;
// findings and the places of a policy document are taken from it. It knows the order of the author's text and nothing of what
// the fields mean.
#ifndef GRADUASI_SRC_WIRE_OUTLINE_H_
#define GRADUASI_SRC_WIRE_OUTLINE_H_

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "graduasi/policy.h"

namespace graduasi::wire {

struct OutlineMessage;

// One value of a field: of a repeated field, one element.
struct OutlineValue {
  size_t begin = 0;                         // byte of the field's name; of a later element inside [...], of the element
  size_t end = absl::string_view::npos;     // byte after the value; npos if the text broke off inside
  int line = 0;                             // of the field's name; of an element inside [...], of the element; 1-based
  int column = 0;                           // 1-based, in bytes
  std::vector<Placed::Position> positions;  // of a text: where each of its bytes stands, and its end
  std::unique_ptr<OutlineMessage> message;  // of a message
};

struct OutlineMessage {
  std::map<std::string, std::vector<OutlineValue>> fields;  // by the name in the .proto, in the order of the text

  // Element `index` of a field; null if the text has none.
  const OutlineValue* Find(const std::string& field, size_t index = 0) const;
};

// The innermost field around a byte of the text.
struct Around {
  std::string path;                                      // "criterion[3].require"; "" outside of all fields
  std::string field;                                     // last name of the path
  std::string parent;                                    // the name before; "" at the top
  const google::protobuf::Descriptor* within = nullptr;  // the message that has, or should have, the field
};
Around FindAround(const OutlineMessage& outline, const google::protobuf::Descriptor* type, size_t offset);

// "criterion[3].require": `parent` is "" at the top; a negative index stands for a field that is not repeated.
std::string JoinPath(absl::string_view parent, absl::string_view field, int index = -1);

// Lines and columns of a text from byte offsets, which must not decrease from call to call. The text must outlive it.
class PositionCursor {
 public:
  explicit PositionCursor(absl::string_view text) : text_(text), newline_(text.find('\n')) {}
  Placed::Position At(size_t offset);  // 1-based, in bytes

 private:
  absl::string_view text_;
  size_t line_start_ = 0;
  size_t newline_ = absl::string_view::npos;  // the first at or after the last offset
  int line_ = 1;
};

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_OUTLINE_H_
