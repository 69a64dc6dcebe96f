#include "src/policy/check_names.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace graduasi::policy {
namespace {

bool IsLetter(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)) || c == '_'; }
bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

}  // namespace

bool IsName(const std::string& text, bool in_expressions) {
  if (text.empty() || text.size() > 64 || !IsLetter(text[0])) return false;
  for (const char c : text) {
    if (!IsLetter(c) && !IsDigit(c) && (in_expressions || c != '-')) return false;
  }
  return true;
}

void Names::Add(const Placed& id, const char* what, bool in_expressions, const SourcePlace& owner) {
  if (id.empty()) {
    report_->Add(owner, absl::StrCat("this ", what, " has no `id`"));
    return;
  }
  if (!IsName(id.text, in_expressions)) {
    report_->Add(id, absl::StrCat("\"", id.text, "\" cannot be an id: use letters, digits, `_`", in_expressions ? "" : ", `-`",
                                  ", a letter first, at most 64"));
  }
  if (!seen_.emplace(id.text, what).second) {
    report_->Add(id, absl::StrCat("the id `", id.text, "` is taken by another ", seen_[id.text]));
  }
}

void CheckTitle(const Text& title, const SourcePlace& place, const std::string& what, Report* report) {
  if (title.id.empty() || title.en.empty()) {
    report->Add(place, absl::StrCat(what, " needs a `title` in both languages: title { id: \"...\"  en: \"...\" }"));
  }
}

}  // namespace graduasi::policy
