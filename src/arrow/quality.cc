// Feeds the rows of an Arrow stream, as structs, to the quality of a register. Nothing is judged here.
#include "graduasi/arrow_abi.h"
#include "graduasi/register_quality.h"
#include "src/arrow/household_stream.h"

namespace graduasi {

absl::Status RegisterQuality::AddStream(ArrowArrayStream* in, Findings* findings) {
  return arrow::ReadHouseholds(
      in,
      [&](int64_t row, Household* household, const Findings& unreadable, const RuleNames& rules) {
        return unreadable.empty() ? Add(row, *household) : AddUnreadable(row, *household, unreadable, rules);
      },
      findings);
}

}  // namespace graduasi
