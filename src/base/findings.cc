#include "src/base/findings.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace graduasi {

std::string ToString(const Finding& finding) {
  std::string text;
  if (finding.line > 0) absl::StrAppend(&text, finding.line, ":", finding.column, ": ");
  if (!finding.path.empty()) absl::StrAppend(&text, finding.path, ": ");
  return absl::StrCat(text, finding.message);
}

absl::Status InvalidArgument(const Findings& findings) {
  return absl::InvalidArgumentError(
      absl::StrJoin(findings, "\n", [](std::string* out, const Finding& finding) { out->append(ToString(finding)); }));
}

}  // namespace graduasi
