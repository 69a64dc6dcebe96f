// What protobuf's text parser complains about, said to somebody who writes policies and has never programmed. It knows the
// parser's sentences (protobuf 3.21) and passes on those that it does not know.
#ifndef GRADUASI_SRC_WIRE_TEXT_MISTAKE_H_
#define GRADUASI_SRC_WIRE_TEXT_MISTAKE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "src/wire/outline.h"

namespace graduasi::wire {

// A complaint of the parser at a byte of the text.
struct Complaint {
  size_t offset = 0;
  std::string message;
};

struct Mistake {
  size_t offset = 0;  // where to point the author to
  Around around;
  std::string sentence;
};

Mistake ToMistake(const Complaint& complaint, absl::string_view text, const OutlineMessage& outline,
                  const google::protobuf::Descriptor* type);

// What follows a text that is not closed is read wrongly.
bool IsUnclosedText(const Complaint& complaint);

// "criterion has no field `requires`; did you mean `require`?"; `around.field` is the unknown name.
std::string UnknownField(const Around& around);

// "`can_act` is one of HOUSEHOLD, MENTOR, OFFICER, NOBODY, not `FOO`; did you mean ...?"
std::string UnknownEnumValue(const google::protobuf::FieldDescriptor& field, absl::string_view value);

// Whether it is a field of a household's record: what somebody wrote there may name a person and is not repeated.
bool HoldsFacts(const google::protobuf::FieldDescriptor& field);

// The value of an enum by its name, with or without the enum's own prefix: RELATION_HEAD or HEAD. Null if there is none.
const google::protobuf::EnumValueDescriptor* FindEnumValue(const google::protobuf::EnumDescriptor& type,
                                                           absl::string_view name);

// At most `longest` bytes of what somebody wrote, cut between characters and without control characters, for use in a sentence.
std::string Excerpt(absl::string_view text, size_t longest = 40);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_TEXT_MISTAKE_H_
