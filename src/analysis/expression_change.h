// Two expressions, or two values, as the shortest text that shows what differs; and the names that an expression mentions. This
// file must not know policies.
#ifndef GRADUASI_SRC_ANALYSIS_EXPRESSION_CHANGE_H_
#define GRADUASI_SRC_ANALYSIS_EXPRESSION_CHANGE_H_

#include <set>
#include <string>

#include "absl/strings/string_view.h"

namespace graduasi::analysis {

// True if they differ in layout only.
bool SameTokens(absl::string_view before, absl::string_view after);

// The differing part of each with a little of what stands around it: "params.need * 12" and "params.need * 11". Either may be
// empty: what is only added or only taken away. Long ones are cut with "...".
struct ExpressionChange {
  std::string before, after;
};
ExpressionChange ChangeOf(absl::string_view before, absl::string_view after);

// Names that may stand for facts, and "params.x" for parameters.
std::set<std::string> NamesIn(absl::string_view expression);

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_EXPRESSION_CHANGE_H_
