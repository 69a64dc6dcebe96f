// The text of a place. Knows names and positions only.
#include "src/base/place.h"

#include "absl/strings/str_cat.h"

namespace graduasi {

std::string Place::ToString() const {
  std::string text = up == nullptr ? "" : up->ToString();
  if (name.empty()) return text;
  if (!text.empty()) text += '.';
  absl::StrAppend(&text, name);
  if (index >= 0) absl::StrAppend(&text, "[", index, "]");
  return text;
}

}  // namespace graduasi
