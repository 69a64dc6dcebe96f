// What is known of the regions for which registers are made: their districts, and the poverty line of March 2025 in rupiah per
// person per month (BPS).
#ifndef GRADUASI_SRC_CLI_SYNTHETIC_REGION_H_
#define GRADUASI_SRC_CLI_SYNTHETIC_REGION_H_

#include <cstdint>
#include <cstring>
#include <string>

#include "src/cli/synthetic_random.h"

namespace graduasi::cli {

struct SyntheticRegion {
  const char* code;
  int64_t districts;  // numbered from 01
  int64_t poverty_line_idr;
};
inline constexpr SyntheticRegion kSyntheticRegions[] = {{"35.14", 24, 464861}, {"35.79", 3, 671273}};
inline constexpr int64_t kNationalPovertyLineIdr = 609160;

inline std::string Padded(int64_t number, size_t width) {
  std::string text = std::to_string(number);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

// Where a family of the register lives: a district is drawn where the code is that of a regency whose districts are known.
struct SyntheticPlace {
  std::string code;
  int64_t poverty_line_idr = kNationalPovertyLineIdr;
};
inline SyntheticPlace DrawPlace(const std::string& region, SyntheticRandom* random) {
  SyntheticPlace place;
  place.code = region;
  for (const SyntheticRegion& known : kSyntheticRegions) {
    const size_t size = std::strlen(known.code);
    if (place.code.compare(0, size, known.code) != 0) continue;
    place.poverty_line_idr = known.poverty_line_idr;
    if (place.code.size() == size) place.code += "." + Padded(random->Between(1, known.districts), 2);
  }
  return place;
}

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_SYNTHETIC_REGION_H_
