#include "tests/property/law.h"

#include <cstdlib>
#include <vector>

namespace graduasi::property {

int64_t Cases(int64_t normally) {
  const char* cases = std::getenv("GRADUASI_PROPERTY_CASES");
  return cases == nullptr ? normally : std::atoll(cases);
}

uint64_t SeedOf(uint64_t law, int64_t group) {
  const char* seed = std::getenv("GRADUASI_PROPERTY_SEED");
  Random random((seed == nullptr ? 1 : std::strtoull(seed, nullptr, 10)) * 1000003 + law);
  return random.Next() + static_cast<uint64_t>(group);
}

Date RandomAsOf(Random* random) {
  static const std::vector<Date> days = {Date(2026, 6, 15), Date(2026, 6, 15), Date(2026, 6, 15),
                                         Date(2024, 2, 29), Date(2025, 8, 31), Date(2026, 1, 1)};
  return random->Of(days);
}

}  // namespace graduasi::property
