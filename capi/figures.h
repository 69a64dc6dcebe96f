// What stands behind the handle of figures, which the options of a programme refer to. It knows the C++ interface in
// include/graduasi.
#ifndef GRADUASI_CAPI_FIGURES_H_
#define GRADUASI_CAPI_FIGURES_H_

#include <string>
#include <vector>

#include "graduasi/region.h"
#include "graduasi/target.h"

struct graduasi_figures {
  graduasi::Figures figures;
  std::vector<std::string> periods;  // of the targets, as text
};

namespace graduasi::capi {

// "KEMENDAGRI", "BPS"; "" of the nation. Both parts live as long as the region.
inline const char* SystemOf(const Region& region) {
  if (!region.system.has_value()) return "";
  return DescribeEnum<CodeSystem>::names[static_cast<size_t>(*region.system)].name;
}
inline const char* CodeOf(const Region& region) { return region.code.has_value() ? region.code->c_str() : ""; }

}  // namespace graduasi::capi

#endif  // GRADUASI_CAPI_FIGURES_H_
