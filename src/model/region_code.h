// The shape of region codes in the two code systems, and which code contains which. It knows the shapes, not the places:
// whether a regency of that number exists is for a table to say.
#ifndef GRADUASI_SRC_MODEL_REGION_CODE_H_
#define GRADUASI_SRC_MODEL_REGION_CODE_H_

#include "absl/strings/string_view.h"
#include "graduasi/region.h"

namespace graduasi::model {

// Kemendagri: PP, PP.RR, PP.RR.DD or PP.RR.DD.VVVV; BPS: 2, 4, 7 or 10 digits. ASCII digits only.
bool IsRegionCode(CodeSystem system, absl::string_view code);

// How a code of the system is written, for messages.
absl::string_view RegionCodeForm(CodeSystem system);

// The region that contains a well-formed code: of a village its district, and so on; "" of a province.
absl::string_view ParentRegion(CodeSystem system, absl::string_view code);

}  // namespace graduasi::model

#endif  // GRADUASI_SRC_MODEL_REGION_CODE_H_
