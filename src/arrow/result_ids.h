// What a policy calls its criteria and, after them, its safeguards, and the ids of any eight of them as one text: a set of
// results is written with a copy for each eight, not with one for each id. Immutable.
#ifndef GRADUASI_SRC_ARROW_RESULT_IDS_H_
#define GRADUASI_SRC_ARROW_RESULT_IDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graduasi/policy.h"
#include "src/columns/kernels.h"

namespace graduasi::arrow {

class ResultIds {
 public:
  explicit ResultIds(const PolicyDocument& document);

  static constexpr size_t kGroup = 8;
  static constexpr size_t kStep = 32;  // texts are copied in steps of so many bytes

  size_t size() const { return ids_.size(); }
  size_t groups() const { return (ids_.size() + kGroup - 1) / kGroup; }
  absl::string_view id(size_t result) const { return ids_[result]; }
  int64_t text_bytes() const { return text_bytes_; }  // of all ids

  // The results of a group that a byte names, as texts in order.
  const columns::kernels::TextSet* Sets(size_t group) const { return &sets_[group * 256]; }
  int64_t most_bytes(size_t group) const { return widths_[group]; }  // of a set, rounded up to kStep
  bool together() const { return together_; }  // else some ids are too long for that: Sets() have no texts

 private:
  std::vector<absl::string_view> ids_;
  int64_t text_bytes_ = 0;
  std::vector<columns::kernels::TextSet> sets_;
  std::vector<char> texts_;
  std::vector<int64_t> widths_;
  bool together_ = true;
};

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_RESULT_IDS_H_
