// What an event of a life cycle takes from a decision record, and whether recorded events say what their records do. The record
// is decided again first, so that nothing rests on a line that somebody wrote without deciding.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graduasi/life_cycle.h"
#include "graduasi/record.h"
#include "src/base/findings.h"
#include "src/decide/words.h"
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

namespace {

// Every decision of the history with its path; of a correction that of what should have been.
std::vector<std::pair<std::string, const DecisionBasis*>> DecisionsOf(const LifeHistory& history) {
  std::vector<std::pair<std::string, const DecisionBasis*>> decisions;
  for (size_t i = 0; i < history.events().size(); ++i) {
    const LifeEvent& event = history.events()[i];
    const std::string path = absl::StrCat("events[", i, "]");
    if (event.decision.has_value()) decisions.emplace_back(path + ".decision", &*event.decision);
    for (const LifeEvent& instead : event.instead) {
      if (instead.decision.has_value()) decisions.emplace_back(path + ".instead.decision", &*instead.decision);
    }
  }
  return decisions;
}

}  // namespace

std::vector<std::string> RecordsOf(const LifeHistory& history) {
  std::vector<std::string> hashes;
  for (const auto& [path, decision] : DecisionsOf(history)) hashes.push_back(decision->record);
  return hashes;
}

absl::StatusOr<std::vector<RecordDifference>> VerifyHistory(const LifeHistory& history, const DecisionRecord& record,
                                                            const Policy& policy, Findings* findings) {
  const absl::StatusOr<DecisionBasis> basis = BasisOf(policy, record, findings);
  if (!basis.ok()) return basis.status();
  std::vector<RecordDifference> differences;
  for (const auto& [path, decision] : DecisionsOf(history)) {
    if (decision->record != record.hash) continue;
    const auto compare = [&, &in = path](const char* field, const std::string& recorded, const std::string& recomputed) {
      if (recorded != recomputed) differences.push_back({absl::StrCat(in, ".", field), recorded, recomputed});
    };
    compare("household_id", decision->household_id, basis->household_id);
    compare("as_of", decision->as_of.ToString(), basis->as_of.ToString());
    compare("policy_hash", decision->policy_hash, basis->policy_hash);
    compare("outcome", Name(decision->outcome), Name(basis->outcome));
    compare("route", decision->route, basis->route);
    compare("route_kind", decide::Word(decision->route_kind, Language::kEnglish),
            decide::Word(basis->route_kind, Language::kEnglish));
    compare("open", absl::StrJoin(decision->open, ", "), absl::StrJoin(basis->open, ", "));
    compare("missing", absl::StrJoin(decision->missing, ", "), absl::StrJoin(basis->missing, ", "));
  }
  return differences;
}

}  // namespace graduasi
