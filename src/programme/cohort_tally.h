// Counts what keeps the families of a cohort back, from batches that have just been decided. This file must not know who the
// families are or where their histories have brought them.
#ifndef GRADUASI_SRC_PROGRAMME_COHORT_TALLY_H_
#define GRADUASI_SRC_PROGRAMME_COHORT_TALLY_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "graduasi/cohort.h"
#include "graduasi/household.h"
#include "graduasi/life_cycle.h"
#include "src/columns/batch.h"
#include "src/decide/nearest.h"
#include "src/decide/outlook.h"
#include "src/decide/sweep.h"
#include "src/programme/on_the_way.h"

namespace graduasi::programme {

// Confined to one thread. Tallies of different families can be added up; the sum knows no order.
class CohortTally {
 public:
  // All must outlive it.
  CohortTally(const decide::Prospect& prospect, Date as_of, const LifeRules& rules,
              const columns::RecordedWhenTrue& recorded_when_true);

  // `households`: those of the batch, which were decided as of the day.
  void Count(const decide::Sweep::Decided& batch, absl::Span<const Household> households);
  void Add(const CohortTally& other);
  // What keeps whom back, and the candidates; shares are of `report->families`.
  void Report(CohortReport* report) const;

 private:
  struct Kept {
    int64_t families = 0, alone = 0;
    void Add(bool is_alone) {
      ++families;
      alone += is_alone ? 1 : 0;
    }
  };
  using ByNumber = std::vector<Kept>;  // criteria, then safeguards

  void CountProtected(const decide::Sweep::Decided& batch);
  void CountOnTheWay(const decide::JudgedRow& row, const Household& household);
  std::vector<Obstruction> List(const ByNumber& counts, int64_t families) const;

  const policy::CompiledPolicy* policy_;
  Date as_of_;
  ByNumber failing_, unknown_, protecting_;
  std::map<std::string, Kept> facts_;
  int64_t candidates_ = 0;
  // Of the row at hand.
  decide::WantingFacts wanting_facts_;
  OnTheWay on_the_way_;
};

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_COHORT_TALLY_H_
