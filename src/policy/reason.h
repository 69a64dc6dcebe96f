// A reason as its author writes it, "Last capital was paid on {capital.paid_on}", taken apart into plain text and holes. `{{`
// and
// `}}` stand for single braces. This file must not know how a hole's value is found or shown.
#ifndef GRADUASI_SRC_POLICY_REASON_H_
#define GRADUASI_SRC_POLICY_REASON_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace graduasi::policy {

struct ReasonPiece {
  bool hole = false;
  std::string text;   // plain text, or the expression of the hole
  size_t offset = 0;  // of `text` in the reason
};

// The pieces in order; on a mistake nothing, and `*mistake` and `*position` say what is wrong and where.
bool SplitReason(absl::string_view reason, std::vector<ReasonPiece>* pieces, std::string* mistake, size_t* position);

}  // namespace graduasi::policy

#endif  // GRADUASI_SRC_POLICY_REASON_H_
