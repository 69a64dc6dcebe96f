// Where a household lives: a code of a named code system. The ministry of home affairs (Kemendagri) and the statistics office
// (BPS) number the same places differently, so a code without its system means nothing.
#ifndef GRADUASI_REGION_H_
#define GRADUASI_REGION_H_

#include <optional>
#include <string>
#include <utility>

#include "graduasi/field.h"

namespace graduasi {

enum class CodeSystem { kKemendagri, kBps };
template <>
struct DescribeEnum<CodeSystem> {
  static constexpr const char* name = "CodeSystem";
  static constexpr EnumName<CodeSystem> names[] = {{CodeSystem::kKemendagri, "KEMENDAGRI"}, {CodeSystem::kBps, "BPS"}};
};

// A province, regency or city, district or village. A table of a policy keyed by region finds the most specific of its entries
// that contains the household's region.
struct Region {
  std::optional<CodeSystem> system;
  std::optional<std::string>
      code;  // Kemendagri with dots: "35", "35.79", "35.79.02", "35.79.02.1004"; BPS: "35", "3579", "3579020", "3579020004"
};
template <>
struct Describe<Region> {
  static constexpr const char* name = "Region";
  static constexpr auto fields =
      std::make_tuple(Field{"system", &Region::system, "", "whose code it is"},
                      Field{"code", &Region::code, "", "the code: Kemendagri 35.79.02.1004 (dots), BPS 3579020004 (no dots)"});
};

inline Region Kemendagri(std::string code) { return Region{CodeSystem::kKemendagri, std::move(code)}; }
inline Region Bps(std::string code) { return Region{CodeSystem::kBps, std::move(code)}; }

}  // namespace graduasi

#endif  // GRADUASI_REGION_H_
