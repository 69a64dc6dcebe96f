// The register of W1 as columns: once as plain pointers for the hand-written reference, and, over the same memory, as a stream
// of Arrow arrays for the library. It holds what the policy of W1 reads and an id, in the narrowest types that Arrow and the
// values allow. It knows nothing of how anything is decided.
#ifndef GRADUASI_BENCH_W1_COLUMNS_H_
#define GRADUASI_BENCH_W1_COLUMNS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "bench/w1_reference.h"
#include "graduasi/arrow_abi.h"
#include "graduasi/household.h"

namespace graduasi::bench {

class W1Columns {
 public:
  // Families 0 to households - 1. With `missing` 5 % of the values are null in five columns: ranks.decile, members.born_on,
  // assistance.recorded_on, incomes.amount_idr and balances.arrears_idr.
  W1Columns(int64_t households, bool missing);
  ~W1Columns();
  W1Columns(const W1Columns&) = delete;
  W1Columns& operator=(const W1Columns&) = delete;

  const W1View& view() const { return view_; }
  static W1Names Names();
  static const std::vector<int32_t>& PovertyLines();  // by the number that the digits of the province make

  // The register so many times over, one array each. Must not outlive this object.
  ArrowArrayStream Stream(int64_t times = 1) const;

  // The first households as structs, with the same values missing.
  static std::vector<Household> Structs(int64_t households, bool missing);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
  W1View view_;
};

}  // namespace graduasi::bench

#endif  // GRADUASI_BENCH_W1_COLUMNS_H_
