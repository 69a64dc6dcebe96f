// Makes the full decision about one household out of a judgement and the registers behind it. This file must not know files or
// wire formats.
#ifndef GRADUASI_SRC_DECIDE_EXPLAIN_H_
#define GRADUASI_SRC_DECIDE_EXPLAIN_H_

#include "graduasi/decision.h"
#include "src/decide/judge.h"
#include "src/decide/scene.h"

namespace graduasi::decide {

// `findings`: contradictions of the record that were found before the run. `unplaced`: the facts for want of which it is not
// known whether the household belongs to the policy's jurisdiction.
Decision MakeDecision(const Scene& scene, const policy::Form& form, const Judgement& judgement, const Findings& findings,
                      const std::vector<MissingFact>& unplaced);

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_EXPLAIN_H_
