#include "src/programme/register_quality_repeats.h"

#include <algorithm>

namespace graduasi::programme {

void Repeats::ForEach(const std::function<bool(uint32_t record)>& left_out,
                      const std::function<void(const std::vector<Occurrence>& places)>& each) {
  std::vector<Entry> entries;
  entries.swap(entries_);
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    if (a.number() != b.number()) return a.number() < b.number();
    return a.record != b.record ? a.record < b.record : a.element() < b.element();
  });
  std::vector<Occurrence> places;
  for (size_t i = 0; i < entries.size();) {
    const uint64_t number = entries[i].number();
    places.clear();
    for (; i < entries.size() && entries[i].number() == number; ++i) {
      const bool again = !places.empty() && places.back().record == entries[i].record;
      if (!again && !left_out(entries[i].record)) places.push_back({entries[i].record, entries[i].element()});
    }
    if (places.size() > 1) each(places);
  }
}

}  // namespace graduasi::programme
