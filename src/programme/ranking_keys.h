// The keys of a ranking evaluated for households. This file must not know who is eligible, nor what an order is.
#ifndef GRADUASI_SRC_PROGRAMME_RANKING_KEYS_H_
#define GRADUASI_SRC_PROGRAMME_RANKING_KEYS_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "graduasi/date.h"
#include "graduasi/household.h"
#include "graduasi/ranking.h"
#include "src/columns/batch.h"
#include "src/columns/run.h"
#include "src/policy/compiled_policy.h"

namespace graduasi::programme {

// Confined to one thread at a time.
class RankingKeys {
 public:
  explicit RankingKeys(policy::CompiledRanking ranking);

  struct Row {
    std::vector<RankingValue> values;
    std::optional<size_t> error;  // the first key whose value is an error
  };
  // One row for each household, in order.
  std::vector<Row> Evaluate(absl::Span<const Household* const> households, Date as_of,
                            const columns::RecordedWhenTrue& recorded_when_true);

 private:
  void EvaluateBatch(absl::Span<const Household* const> households, Date as_of,
                     const columns::RecordedWhenTrue& recorded_when_true, std::vector<Row>* rows);

  policy::CompiledRanking ranking_;
  std::unique_ptr<columns::Batch> batch_ = std::make_unique<columns::Batch>();
  std::unique_ptr<columns::Run> run_ = std::make_unique<columns::Run>();
};

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_RANKING_KEYS_H_
