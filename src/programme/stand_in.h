// Takes the people out of a household's record and leaves what a decision rests on. Knows the field tables; what is done with
// the result it does not know.
#ifndef GRADUASI_SRC_PROGRAMME_STAND_IN_H_
#define GRADUASI_SRC_PROGRAMME_STAND_IN_H_

#include "graduasi/household.h"

namespace graduasi::programme {

// The household with a stand-in for every identity (Role::kIdentity) and for every other text of 16 digits, which may be one in
// the wrong place:
//  * 16 digits become the number of the identity in this household, counted from 1 in the order of the field tables, with zeros
//    in front: equal ones stay equal, different ones different;
//  * any other identity keeps its number of characters and bytes, digits as 0 and everything else as a letter that stands for
//    nothing, so that what was malformed stays malformed in the same way.
// Doing it twice is the same as doing it once.
Household StandIn(const Household& household);

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_STAND_IN_H_
