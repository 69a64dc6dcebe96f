// The shape of region codes, one table of levels for both systems. Knows no places.
#include "src/model/region_code.h"

#include <cstddef>

namespace graduasi::model {
namespace {

// Digits of each level: province, regency or city, district, village. BPS districts have three digits and villages three;
// Kemendagri districts two and villages four.
constexpr size_t kLevels = 4;
constexpr size_t kDigits[2][kLevels] = {{2, 2, 2, 4}, {2, 2, 3, 3}};

const size_t* Digits(CodeSystem system) { return kDigits[system == CodeSystem::kKemendagri ? 0 : 1]; }
size_t SeparatorSize(CodeSystem system) { return system == CodeSystem::kKemendagri ? 1 : 0; }

}  // namespace

bool IsRegionCode(CodeSystem system, absl::string_view code) {
  size_t at = 0;
  for (size_t level = 0; level < kLevels; ++level) {
    if (level > 0 && SeparatorSize(system) == 1) {
      if (code[at] != '.') return false;
      ++at;
    }
    const size_t digits = Digits(system)[level];
    if (code.size() - at < digits) return false;
    for (size_t i = 0; i < digits; ++i, ++at) {
      if (code[at] < '0' || code[at] > '9') return false;
    }
    if (at == code.size()) return true;
  }
  return false;
}

absl::string_view RegionCodeForm(CodeSystem system) {
  return system == CodeSystem::kKemendagri ? "35, 35.79, 35.79.02 or 35.79.02.1004" : "35, 3579, 3579020 or 3579020004";
}

absl::string_view ParentRegion(CodeSystem system, absl::string_view code) {
  size_t end = 0;
  for (size_t level = 0; level < kLevels; ++level) {
    const size_t next = end + (level > 0 ? SeparatorSize(system) : 0) + Digits(system)[level];
    if (next >= code.size()) return code.substr(0, end);
    end = next;
  }
  return code.substr(0, end);
}

}  // namespace graduasi::model
