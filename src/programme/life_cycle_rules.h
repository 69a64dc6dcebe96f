// One event against one standing: whether it may happen, and what it changes. It knows the table of transitions and the rules
// of a programme; of histories and corrections it knows nothing.
#ifndef GRADUASI_SRC_PROGRAMME_LIFE_CYCLE_RULES_H_
#define GRADUASI_SRC_PROGRAMME_LIFE_CYCLE_RULES_H_

#include <cstdint>
#include <optional>
#include <string>

#include "graduasi/life_cycle.h"

namespace graduasi::programme {

// What every event must have, corrections too.
std::optional<LifeRefusal> CheckForm(const LifeEvent& event, int64_t number);

// Applies an event that is no correction, or says why not; *standing is then as it was. `number` is that of the event.
std::optional<LifeRefusal> Step(const LifeRules& rules, const std::string& household_id, const LifeEvent& event, int64_t number,
                                Standing* standing);

// "Event 7, nomination by the mentor, is refused."
LifeRefusal Refuse(LifeRefusal::Cause cause, const LifeEvent& event, int64_t number, Text why, Text right);

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_LIFE_CYCLE_RULES_H_
