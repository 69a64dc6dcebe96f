#include "src/analysis/shared_columns.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace graduasi::analysis {

SharedColumns::SharedColumns(const columns::Program& from, const columns::Program& to) {
  std::vector<size_t> inputs;
  std::vector<size_t> tables(static_cast<size_t>(to.table_count()), SIZE_MAX);
  tables[0] = 0;
  for (const columns::InputColumn& input : to.inputs()) {
    const auto found = std::find_if(from.inputs().begin(), from.inputs().end(), [&](const columns::InputColumn& candidate) {
      return candidate.source == columns::InputColumn::Source::kHouseholdField && candidate.source == input.source &&
             candidate.path == input.path && (candidate.elements > 0) == (input.elements > 0);
    });
    if (found == from.inputs().end()) return;
    inputs.push_back(static_cast<size_t>(found - from.inputs().begin()));
    if (input.elements > 0) tables[static_cast<size_t>(input.elements)] = static_cast<size_t>(found->elements);
  }
  if (std::find(tables.begin(), tables.end(), SIZE_MAX) != tables.end()) return;
  inputs_ = std::move(inputs);
  tables_ = std::move(tables);
}

void SharedColumns::Take(const columns::Program& to, const columns::Batch& filled, columns::Batch* batch) const {
  batch->Start(to, filled.rows);
  for (size_t i = 0; i < inputs_.size(); ++i) batch->columns[i] = filled.columns[inputs_[i]];
  for (size_t i = 0; i < tables_.size(); ++i) batch->table_sizes[i] = filled.table_sizes[tables_[i]];
}

}  // namespace graduasi::analysis
