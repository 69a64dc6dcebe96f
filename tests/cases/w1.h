// The families of the benchmark workload W1: a deterministic register of any length, in which family `id` does not depend on
// the others. Family is what the workload draws; ToHousehold says which fact of the domain model each drawn field is. The
// policy that belongs to it is policies/examples/w1.policy.txtpb.
#ifndef GRADUASI_TESTS_CASES_W1_H_
#define GRADUASI_TESTS_CASES_W1_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "graduasi/date.h"
#include "graduasi/household.h"

namespace graduasi::w1 {

inline constexpr Date kAsOf = Date::FromDays(20635);  // 2026-07-01
inline constexpr int kRegions = 38;

// Kemendagri code of region number 0 .. 37: the 38 provinces in order of their code.
const char* RegionCode(int region);
// Rupiah per person per month.
int64_t PovertyLine(int region);

// A family as drawn. Days count from 1970-01-01.
struct Family {
  struct Person {
    int32_t born = 0;
    bool female = false;
    int disability = 0;  // 2: severe
    int schooling = 0;   // 0 none, 1 SD, 2 SMP, 3 SMA, 4 now in full-time tertiary education
    bool pregnant = false;
  };
  struct Payment {
    int programme = 0;  // 3: business capital
    int32_t day = 0;
    int64_t amount = 0;
  };
  struct SopFinding {
    int severity = 0;  // 2: major
    bool resolved = false;
  };
  uint64_t id = 0;
  int region = 0;
  int decile = 0;
  int64_t income_per_head = 0;
  int32_t enrolled = 0;
  std::vector<Person> people;
  std::vector<Payment> payments;
  std::optional<int32_t> mentored_since;
  int sessions = 0;
  std::vector<SopFinding> findings;
  int64_t business_income[12] = {};  // oldest month first, the last one ends on kAsOf
  bool nominated = false;
  bool willing = false;
  int64_t arrears = 0;
};

Family Draw(uint64_t id);
Household ToHousehold(const Family& family);

// FNV-1a over the fail masks (bit 0 is C01), each as two bytes, low byte first.
class Hash {
 public:
  void Add(uint16_t mask);
  uint64_t value() const { return value_; }

 private:
  uint64_t value_ = 0xcbf29ce484222325u;
};

}  // namespace graduasi::w1

#endif  // GRADUASI_TESTS_CASES_W1_H_
