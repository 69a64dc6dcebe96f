#include "src/arrow/result_ids.h"

#include <algorithm>

namespace graduasi::arrow {
namespace {

// Of the ids of one group; with longer ones the table would not stay in the cache.
constexpr size_t kMostBytes = 256;

// At least one step: so much is copied of an empty set too.
size_t RoundUp(size_t bytes) {
  return std::max<size_t>(1, (bytes + ResultIds::kStep - 1) / ResultIds::kStep) * ResultIds::kStep;
}

}  // namespace

ResultIds::ResultIds(const PolicyDocument& document) {
  for (const Criterion& criterion : document.criteria) ids_.emplace_back(criterion.id.text);
  for (const Safeguard& safeguard : document.safeguards) ids_.emplace_back(safeguard.id.text);
  widths_.resize(groups());
  size_t total = 0;
  for (size_t group = 0; group < groups(); ++group) {
    size_t bytes = 0;
    for (size_t i = group * kGroup; i < std::min(size(), (group + 1) * kGroup); ++i) bytes += ids_[i].size();
    text_bytes_ += static_cast<int64_t>(bytes);
    widths_[group] = static_cast<int64_t>(RoundUp(bytes));
    total += RoundUp(bytes) * 256;
    together_ = together_ && bytes <= kMostBytes;
  }
  if (!together_) return;
  sets_.resize(groups() * 256);
  texts_.resize(total);
  char* text = texts_.data();
  for (size_t group = 0; group < groups(); ++group) {
    for (size_t byte = 0; byte < 256; ++byte, text += widths_[group]) {
      columns::kernels::TextSet& set = sets_[group * 256 + byte];
      set.text = text;
      for (size_t bit = 0; bit < kGroup; ++bit) {
        const size_t result = group * kGroup + bit;
        if ((byte >> bit & 1) == 0 || result >= size()) continue;
        std::copy(ids_[result].begin(), ids_[result].end(), text + set.bytes);
        set.bytes += static_cast<int32_t>(ids_[result].size());
        set.ends[set.count++] = set.bytes;
      }
      for (size_t rest = static_cast<size_t>(set.count); rest < kGroup; ++rest) set.ends[rest] = set.bytes;
    }
  }
}

}  // namespace graduasi::arrow
