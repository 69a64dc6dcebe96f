// What is still open for a household that is on its way: the gaps of its nearest route, the safeguards of which it is not known
// whether they hold, and whether all of it is what the procedure itself completes. This file must not know who the families
// are.
#ifndef GRADUASI_SRC_PROGRAMME_ON_THE_WAY_H_
#define GRADUASI_SRC_PROGRAMME_ON_THE_WAY_H_

#include <vector>

#include "graduasi/life_cycle.h"
#include "graduasi/policy.h"
#include "src/decide/nearest.h"

namespace graduasi::programme {

// Of one judged row after the other. Confined to one thread.
class OnTheWay {
 public:
  OnTheWay(const PolicyDocument& document, const LifeRules& rules);

  // Looks at a row that is NEEDS_DATA or NOT_YET; what follows is said of it.
  void Look(const decide::JudgedRow& row);

  // By number, criteria before safeguards; each once, ascending.
  const std::vector<int>& failing() const { return gaps_.failing; }
  const std::vector<int>& missing() const { return gaps_.missing; }
  const std::vector<int>& missing_safeguards() const { return missing_safeguards_; }

  // As LifeRules says: it NEEDS_DATA, and nothing is open but what the procedure completes.
  bool OnlyProcedure() const;

 private:
  std::vector<bool> by_procedure_;  // criteria and safeguards that the procedure completes
  decide::RouteGaps gaps_;
  std::vector<int> missing_safeguards_;
  bool needs_data_ = false;
};

// Whether the household may be proposed, or would be once the procedure is through.
bool IsCandidate(const decide::JudgedRow& row, OnTheWay* on_the_way);

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_ON_THE_WAY_H_
