// Makes decision records and verifies them by deciding again. The bytes are those of record_json.cc.
#include "graduasi/record.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "src/base/sha256.h"
#include "src/programme/record_fields.h"
#include "src/programme/stand_in.h"
#include "src/wire/household_json.h"
#include "src/wire/record_json.h"

namespace graduasi {
namespace {

constexpr size_t kShortestKey = 32;

// What every record says, whatever was decided.
absl::StatusOr<DecisionRecord> Begin(const Policy& policy, Date as_of, const RecordOptions& options,
                                     const DecisionRecord* previous) {
  if (!options.seal_key.empty() && options.seal_key.size() < kShortestKey) {
    return absl::FailedPreconditionError(
        "the key of the seal is too short; it must have at least 32 bytes that nobody can guess");
  }
  DecisionRecord record;
  record.number = previous == nullptr ? 1 : previous->number + 1;
  record.previous = previous == nullptr ? std::string(64, '0') : previous->hash;
  record.policy_id = policy.document().id.text;
  record.policy_version = policy.document().version.text;
  record.policy_hash = policy.hash();
  record.as_of = as_of;
  record.recorded_when_true = options.decide.recorded_when_true;
  record.identities = options.identities;
  return record;
}

std::string Seal(absl::string_view key, absl::string_view household_json) {
  return key.empty() ? "" : HmacSha256Hex(key, household_json);
}

absl::Status DependsOnIdentity(const std::string& field) {
  return absl::FailedPreconditionError(
      absl::StrCat("the answer (", field,
                   ") changes when stand-ins take the place of identities, so it cannot be recorded with them; record the "
                   "identities in clear, or let the policy not ask who somebody is"));
}

RecordDifference Difference(std::string field, std::string recorded, std::string recomputed) {
  return {std::move(field), std::move(recorded), std::move(recomputed)};
}

}  // namespace

absl::StatusOr<DecisionRecord> MakeRecord(const Policy& policy, const Household& household, Date as_of,
                                          const RecordOptions& options, const DecisionRecord* previous) {
  absl::StatusOr<DecisionRecord> record = Begin(policy, as_of, options, previous);
  if (!record.ok()) return record;
  const bool replaced = options.identities == Identities::kReplaced;
  const std::string as_registered = wire::WriteHouseholdJson(household);
  record->household = replaced ? wire::WriteHouseholdJson(programme::StandIn(household)) : as_registered;
  record->seal = Seal(options.seal_key, as_registered);

  // Decided is what will be read back, so that it can be decided again.
  Household kept;
  Findings unread;
  if (!wire::ReadHouseholdJson(record->household, &kept, &unread)) {
    return absl::FailedPreconditionError("the household cannot be written as JSON and read back, so it cannot be recorded");
  }
  const absl::StatusOr<Decision> decision = policy.Decide(kept, as_of, options.decide);
  if (!decision.ok()) return decision.status();
  programme::SetResult(*decision, &*record);
  if (as_registered != record->household || wire::WriteHouseholdJson(kept) != as_registered) {
    const absl::StatusOr<Decision> asked = policy.Decide(household, as_of, options.decide);
    if (!asked.ok()) return asked.status();
    DecisionRecord of_family;
    programme::SetResult(*asked, &of_family);
    const std::vector<RecordDifference> differences = programme::CompareResults(*record, of_family, false);
    if (!differences.empty()) return DependsOnIdentity(differences[0].field);
  }
  wire::SealHashes(&*record);
  return record;
}

absl::StatusOr<DecisionRecord> MakeUnreadableRecord(const Policy& policy, Findings findings, Date as_of,
                                                    const RecordOptions& options, const DecisionRecord* previous) {
  absl::StatusOr<DecisionRecord> record = Begin(policy, as_of, options, previous);
  if (!record.ok()) return record;
  // A wrong day or option is a wrong call whatever the record is.
  const absl::StatusOr<Decision> decision = policy.Decide(Household(), as_of, options.decide);
  if (!decision.ok()) return decision.status();
  record->findings = std::move(findings);
  wire::SealHashes(&*record);
  return record;
}

std::vector<RecordDifference> VerifyRecord(const DecisionRecord& record, const DecisionRecord* previous, const Policy& policy) {
  std::vector<RecordDifference> differences;
  const auto compare = [&](const char* field, const std::string& recorded, const std::string& recomputed) {
    if (recorded != recomputed) differences.push_back(Difference(field, recorded, recomputed));
    return recorded == recomputed;
  };
  compare("record", absl::StrCat(record.number), absl::StrCat(previous == nullptr ? 1 : previous->number + 1));
  compare("previous", record.previous, previous == nullptr ? std::string(64, '0') : previous->hash);
  const bool same_policy = compare("policy.hash", record.policy_hash, policy.hash());
  if (!compare("semantics", absl::StrCat(record.semantics), absl::StrCat(kSemantics)) || !same_policy) return differences;

  RecordOptions options;
  options.decide.recorded_when_true = record.recorded_when_true;
  options.identities = record.identities;
  absl::StatusOr<DecisionRecord> again = Begin(policy, record.as_of, options, previous);
  if (!again.ok()) return {Difference("inputs", "", std::string(again.status().message()))};
  Household household;
  Findings unread;
  const bool readable = !record.household.empty();
  if (readable && !wire::ReadHouseholdJson(record.household, &household, &unread)) {
    differences.push_back(Difference("inputs.household", record.household, ""));
    return differences;
  }
  if (readable && record.identities == Identities::kReplaced &&
      wire::WriteHouseholdJson(programme::StandIn(household)) != record.household) {
    // What it holds there is not repeated: it may be somebody's.
    differences.push_back(Difference("inputs.household", "identities that are no stand-ins", "stand-ins"));
    return differences;
  }
  const absl::StatusOr<Decision> decision = policy.Decide(household, record.as_of, options.decide);
  if (!decision.ok()) {
    differences.push_back(Difference("inputs", "", std::string(decision.status().message())));
    return differences;
  }
  again->household = record.household;
  again->seal = record.seal;
  again->wording = record.wording;
  if (readable) {
    programme::SetResult(*decision, &*again);
  } else {
    again->findings = record.findings;  // what reading found cannot be found again without what was read
    if (record.findings.empty()) differences.push_back(Difference("result.findings", "", "why the record could not be read"));
  }
  const bool same_words = record.wording == kWording;
  compare("policy.id", record.policy_id, again->policy_id);
  compare("policy.version", record.policy_version, again->policy_version);
  for (RecordDifference& difference : programme::CompareResults(record, *again, same_words)) {
    differences.push_back(std::move(difference));
  }
  // Bit for bit, so that nothing that this page forgot to compare can differ.
  wire::SealHashes(&*again);
  if (same_words && differences.empty()) compare("hash", record.hash, again->hash);
  return differences;
}

std::vector<RecordDifference> CompareToRegister(const DecisionRecord& record, const Household& household,
                                                absl::string_view seal_key) {
  std::vector<RecordDifference> differences;
  const std::string as_registered = wire::WriteHouseholdJson(household);
  const std::string now =
      record.identities == Identities::kReplaced ? wire::WriteHouseholdJson(programme::StandIn(household)) : as_registered;
  if (now != record.household) {
    // Where identities are in clear neither side is repeated.
    const bool show = record.identities == Identities::kReplaced;
    differences.push_back(Difference("inputs.household", show ? record.household : "", show ? now : ""));
  }
  if (!seal_key.empty() && Seal(seal_key, as_registered) != record.seal) {
    differences.push_back(Difference("inputs.seal", record.seal, "the seal of another family, or of other facts"));
  }
  return differences;
}

}  // namespace graduasi
