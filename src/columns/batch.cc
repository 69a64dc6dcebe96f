#include "src/columns/batch.h"

#include <algorithm>

namespace graduasi::columns {

void Batch::Start(const Program& program, int32_t row_count) {
  arena.Reset();
  rows = row_count;
  columns.resize(program.inputs().size());
  for (Column& column : columns) column = Column();
  table_sizes.resize(static_cast<size_t>(program.table_count()));
  std::fill(table_sizes.begin(), table_sizes.end(), 0);
  table_sizes[0] = row_count;
}

void Batch::SetAsOf(int32_t days) {
  int32_t* data = arena.NewPadded<int32_t>(1);
  data[0] = days;
  as_of = Column();
  as_of.layout = Layout::kInt32;
  as_of.data = data;
  as_of.constant = true;
  as_of.least = as_of.greatest = days;
}

void Batch::SetAsOf(absl::Span<const int32_t> days) {
  int32_t* data = arena.NewPadded<int32_t>(static_cast<int64_t>(days.size()));
  std::copy(days.begin(), days.end(), data);
  as_of = Column();
  as_of.layout = Layout::kInt32;
  as_of.data = data;
  if (days.empty()) return;
  const auto [least, greatest] = std::minmax_element(days.begin(), days.end());
  as_of.least = *least;
  as_of.greatest = *greatest;
}

}  // namespace graduasi::columns
