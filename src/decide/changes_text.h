// What people are told of a change: who does what, in plain words with figures, in both languages. This file must not know how
// the change was found.
#ifndef GRADUASI_SRC_DECIDE_CHANGES_TEXT_H_
#define GRADUASI_SRC_DECIDE_CHANGES_TEXT_H_

#include "graduasi/outlook.h"
#include "src/decide/lever.h"

namespace graduasi::decide {

// Fills path, name, the figures and the text of a change from the lever and how much of it. `household` is as it was before.
void Describe(const Lever& lever, int64_t value, const Household& household, PossibleChange* change);

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_CHANGES_TEXT_H_
