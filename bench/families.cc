#include "bench/families.h"

#include <time.h>

#include <string>

#include "graduasi/engine.h"
#include "src/cli/synthetic_record.h"

namespace graduasi::bench {

Date FamiliesAsOf() { return Date(2026, 6, 15); }

std::vector<Household> SyntheticFamilies(int64_t count) {
  cli::SyntheticRegister source;
  source.region = "35.14";
  source.seed = 1;
  source.as_of = cli::SyntheticDay(2026, 6, 15);
  std::vector<Household> families;
  for (int64_t number = 1; number <= count; ++number) {
    std::string record;
    cli::AppendSyntheticRecord(source, number, &record);
    families.push_back(*ParseHouseholdJson(record));
  }
  return families;
}

double Seconds(const std::function<void()>& body) {
  timespec start{}, end{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start);
  body();
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
  return static_cast<double>(end.tv_sec - start.tv_sec) + static_cast<double>(end.tv_nsec - start.tv_nsec) * 1e-9;
}

}  // namespace graduasi::bench
