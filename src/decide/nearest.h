// Which route is nearest to a household, and what keeps it from that route, from the results of one judged row: for a decision
// with reasons and for bulk work without. This file must not know texts.
#ifndef GRADUASI_SRC_DECIDE_NEAREST_H_
#define GRADUASI_SRC_DECIDE_NEAREST_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graduasi/decision.h"
#include "graduasi/household.h"
#include "src/columns/batch.h"
#include "src/columns/run.h"
#include "src/decide/judge.h"
#include "src/decide/scene.h"
#include "src/policy/compiled_policy.h"

namespace graduasi::decide {

// A row of a batch that was run with a form of the policy and judged.
struct JudgedRow {
  const policy::CheckedPolicy& policy;
  const policy::Form& form;
  const columns::Run& run;
  const Judgement& judgement;
  int32_t row = 0;
};

struct RouteScore {
  bool known = false;  // both numbers are
  int64_t sum = 0;
  int64_t required = 0;
};
// Of a route that has a score.
RouteScore ScoreOf(const JudgedRow& row, size_t route);

// ELIGIBLE: the route that is met. NEEDS_DATA: the nearest of the routes that are open. NOT_YET: the nearest. Otherwise -1.
int NearestRoute(const JudgedRow& row);

// The criteria of a route by number, in its order, perhaps repeated, of which it is not met: those that must all hold, and
// those of lists of which too few do.
struct RouteGaps {
  std::vector<int> failing, missing;
  // Missing criteria alone do not account for it: something fails, or a list has too few even with them, or there is a score.
  bool other = false;
};
void FindGaps(const JudgedRow& row, size_t route, RouteGaps* gaps);

// Whose missing facts are wanted of a household that NEEDS_DATA, by number.
struct Wanting {
  std::vector<size_t> safeguards, criteria, scores;  // scores by their routes
};
Wanting WantingOf(const JudgedRow& row);

// The expression of a criterion that is MISSING of which a value is wanting.
columns::ExpressionId DoubtfulExpression(const Scene& scene, const policy::CompiledCriterion& criterion);

// Names the facts wanting of one household after the other. Confined to one thread; refers to what it is made of.
class WantingFacts {
 public:
  WantingFacts(const policy::CompiledPolicy& policy, const Wording& wording,
               const columns::RecordedWhenTrue& recorded_when_true);

  // As Decision::missing of a household that NEEDS_DATA, without who needs them: by path, perhaps repeated.
  std::vector<MissingFact> Find(const Household& household, Date as_of, const Wanting& wanting);

 private:
  const policy::CompiledPolicy& policy_;
  const columns::RecordedWhenTrue& recorded_when_true_;
  columns::Batch batch_;
  columns::Run run_;
  Scene scene_;
};

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_NEAREST_H_
