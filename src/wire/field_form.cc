// The words of field_form.h. Knows the field tables, not the formats.
#include "src/wire/field_form.h"

#include "absl/strings/str_cat.h"

namespace graduasi::wire {
namespace {

using model::FieldInfo;
using model::FieldKind;

// "2026-02-30" has the form of a date without being one.
bool HasFormOfDate(absl::string_view text) {
  if (text.size() != 10 && text.size() != 7 && text.size() != 4) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((i == 4 || i == 7) ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  return true;
}

}  // namespace

std::string RightForm(const FieldInfo& field) {
  switch (field.kind) {
    case FieldKind::kBool:
      return "write true or false, without quotes";
    case FieldKind::kInt:
      return "write a whole number, without quotes, point or exponent";
    case FieldKind::kString:
      return field.role == Role::kIdentity ? "write it as text in quotes: a number loses digits" : "write it as text in quotes";
    case FieldKind::kDate:
      return "write the date as text in quotes: \"2025-11-15\", or \"2025-11\" or \"2025\" if only that is known";
    case FieldKind::kEnum:
      return absl::StrCat("write the name of a value of ", field.enumeration->name, " in quotes");
    case FieldKind::kList:
      return absl::StrCat("write a list [...] of ", field.record->name,
                          " objects {...}; an empty list says that there are none");
    case FieldKind::kRecord:
      return absl::StrCat("write an object {...} with the fields of ", field.record->name);
  }
  return "";
}

std::string ReadDate(absl::string_view text, std::optional<PartialDate>* date) {
  const std::optional<PartialDate> read = PartialDate::Parse(text);
  if (read.has_value()) {
    *date = read;
    return "";
  }
  if (HasFormOfDate(text)) return "is a date that the calendar does not have; check year, month and day";
  return "is not a date; write it like 2025-11-15, or 2025-11 or 2025 if only that is known";
}

}  // namespace graduasi::wire
