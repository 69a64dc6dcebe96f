// The cohort of a programme as JSON lines. Nothing is counted here.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "graduasi/programme_report.h"
#include "src/wire/household_json.h"

namespace graduasi {
namespace {

constexpr size_t kHouseholdsAtATime = 4096;

}  // namespace

absl::Status AddJsonLines(absl::string_view lines, int64_t first_line, ProgrammeReporter* reporter,
                          std::vector<UnreadableHousehold>* unreadable) {
  wire::HouseholdReader reader;
  std::vector<Household> households;
  for (int64_t number = first_line; !lines.empty(); ++number) {
    const size_t end = lines.find('\n');
    Household household;
    Findings findings;
    const bool read = reader.Read(lines.substr(0, end), &household, &findings);
    lines.remove_prefix(end == absl::string_view::npos ? lines.size() : end + 1);
    if (read) {
      households.push_back(std::move(household));
    } else {
      for (Finding& finding : findings) finding.line = static_cast<int>(std::min<int64_t>(number, INT32_MAX));
      if (absl::Status status = reporter->AddUnreadable(household.id.value_or(""), findings); !status.ok()) return status;
      if (unreadable != nullptr) unreadable->push_back({number, std::move(findings)});
    }
    if (households.size() < kHouseholdsAtATime && !lines.empty()) continue;
    if (absl::Status status = reporter->Add(households); !status.ok()) return status;
    households.clear();
  }
  return absl::OkStatus();
}

}  // namespace graduasi
