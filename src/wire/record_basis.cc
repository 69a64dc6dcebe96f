// What an event of a life cycle takes from a decision record. The record is decided again first, so that nothing rests on a
// line that somebody wrote without deciding.
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "graduasi/life_cycle.h"
#include "graduasi/record.h"
#include "src/base/findings.h"
#include "src/wire/household_json.h"

namespace graduasi {

absl::StatusOr<DecisionBasis> BasisOf(const Policy& policy, const DecisionRecord& record, Findings* findings) {
  const auto fail = [&](const Findings& found) -> absl::Status {
    if (findings != nullptr) findings->insert(findings->end(), found.begin(), found.end());
    return InvalidArgument(found);
  };
  // Its place in the chain is held against the record before by whoever reads the chain; here it is taken as it says.
  std::optional<DecisionRecord> before;
  if (record.number != 1) {
    before.emplace();
    before->number = record.number - 1;
    before->hash = record.previous;
  }
  Findings found;
  for (const RecordDifference& difference : VerifyRecord(record, before.has_value() ? &*before : nullptr, policy)) {
    // The values may hold facts of a family; the field says where to look.
    const std::string what = difference.field == "policy.hash" ? "the record names another policy than the one given"
                                                               : "what is recorded does not come out when it is decided again";
    found.push_back({difference.field, 0, 0, what});
  }
  if (!found.empty()) return fail(found);
  Household household;
  Findings unread;
  if (record.household.empty() || !wire::ReadHouseholdJson(record.household, &household, &unread)) {
    return fail({{"inputs.household", 0, 0, "the register's record could not be read, so nothing was decided of a family"}});
  }
  DecideOptions options;
  options.recorded_when_true = record.recorded_when_true;
  const absl::StatusOr<Decision> decision = policy.Decide(household, record.as_of, options);
  if (!decision.ok()) return decision.status();
  return BasisOf(policy, *decision, record.hash);
}

}  // namespace graduasi
