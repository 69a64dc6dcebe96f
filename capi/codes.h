// The codes of graduasi.h for the enums of the C++ interface that more than one kind of handle tells. What a code is called and
// which number it has is the header's alone.
#ifndef GRADUASI_CAPI_CODES_H_
#define GRADUASI_CAPI_CODES_H_

#include <cstdint>

#include "capi/graduasi.h"
#include "graduasi/decision.h"
#include "graduasi/policy.h"

namespace graduasi::capi {

inline int32_t CodeOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kProtected:
      return GRADUASI_OUTCOME_PROTECTED;
    case Outcome::kNeedsData:
      return GRADUASI_OUTCOME_NEEDS_DATA;
    case Outcome::kNotYet:
      return GRADUASI_OUTCOME_NOT_YET;
    case Outcome::kEligible:
      return GRADUASI_OUTCOME_ELIGIBLE;
    case Outcome::kInvalid:
      break;
  }
  return GRADUASI_OUTCOME_INVALID;
}

inline int32_t CodeOf(Actor actor) {
  switch (actor) {
    case Actor::kHousehold:
      return GRADUASI_ACTOR_HOUSEHOLD;
    case Actor::kMentor:
      return GRADUASI_ACTOR_MENTOR;
    case Actor::kOfficer:
      return GRADUASI_ACTOR_OFFICER;
    case Actor::kNobody:
      return GRADUASI_ACTOR_NOBODY;
    case Actor::kUnspecified:
      break;
  }
  return GRADUASI_ACTOR_UNSPECIFIED;
}

}  // namespace graduasi::capi

#endif  // GRADUASI_CAPI_CODES_H_
