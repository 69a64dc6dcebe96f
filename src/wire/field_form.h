// What the value of a field looks like when written down, in words for the person who wrote something else. Shared by the JSON
// and the protobuf reader; it knows the field tables, not the formats, and repeats no byte of an input.
#ifndef GRADUASI_SRC_WIRE_FIELD_FORM_H_
#define GRADUASI_SRC_WIRE_FIELD_FORM_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "graduasi/date.h"
#include "src/model/record.h"

namespace graduasi::wire {

// How to write a value of the field in JSON: "write true or false, without quotes".
std::string RightForm(const model::FieldInfo& field);

// Sets *date and returns "", or says what is wrong with the text.
std::string ReadDate(absl::string_view text, std::optional<PartialDate>* date);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_FIELD_FORM_H_
