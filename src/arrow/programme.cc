// The cohort of a programme as an Arrow stream. Nothing is counted here.
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "graduasi/arrow_abi.h"
#include "graduasi/programme_report.h"
#include "src/arrow/household_stream.h"

namespace graduasi {
namespace {

constexpr size_t kHouseholdsAtATime = 4096;

}  // namespace

absl::Status AddStream(ArrowArrayStream* in, ProgrammeReporter* reporter, std::vector<UnreadableHousehold>* unreadable,
                       Findings* findings) {
  std::vector<Household> households;
  const auto each = [&](int64_t row, Household* household, const Findings& wrong, const RuleNames&) {
    if (!wrong.empty()) {
      if (unreadable != nullptr) unreadable->push_back({row, wrong});
      return reporter->AddUnreadable(household->id.value_or(""), wrong);
    }
    households.push_back(std::move(*household));
    if (households.size() < kHouseholdsAtATime) return absl::OkStatus();
    absl::Status status = reporter->Add(households);
    households.clear();
    return status;
  };
  if (absl::Status status = arrow::ReadHouseholds(in, each, findings); !status.ok()) return status;
  return reporter->Add(households);
}

}  // namespace graduasi
