// Which known name somebody probably meant. It compares texts only and does not know what the names stand for.
#ifndef GRADUASI_SRC_CEL_SPELLING_H_
#define GRADUASI_SRC_CEL_SPELLING_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace graduasi::cel {

// The number of single changes (insert, drop, replace, swap two neighbours) between two names; upper and lower case are alike.
int EditDistance(absl::string_view a, absl::string_view b);

// The candidate with the fewest changes from `name`, the first of equals; "" if none is near enough to be meant.
std::string NearestName(absl::string_view name, const std::vector<std::string>& candidates);

// "; did you mean `x`?" with the nearest candidate, or "".
std::string DidYouMean(absl::string_view name, const std::vector<std::string>& candidates);

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_SPELLING_H_
