// Decision records: what was decided about a household, by which rules, on which facts, kept so that anybody can decide it
// again later and see the same, bit for bit. Records form a chain: each names the hash of the one before, so that a change, a
// removal, an insertion or another order is found. The encoding is described in src/programme/RECORD.md.
//
//   absl::StatusOr<graduasi::DecisionRecord> record = graduasi::MakeRecord(policy, household, as_of, options, &previous);
//   file << graduasi::ToJson(*record) << '\n';
//   ...
//   for (const graduasi::RecordDifference& difference : graduasi::VerifyRecord(*record, &previous, policy)) ...
//
// Records hold no NIK, KK number, name or address unless asked to: stand-ins take their place that keep all that a decision
// rests on (which of them are equal, how many digits they have).
#ifndef GRADUASI_RECORD_H_
#define GRADUASI_RECORD_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graduasi/date.h"
#include "graduasi/decision.h"
#include "graduasi/engine.h"
#include "graduasi/field.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"
#include "graduasi/language.h"

namespace graduasi {

// The meaning of policies and facts (src/SEMANTICS.md). It changes when the same policy could decide the same household
// otherwise; a record made under another number is not replayed.
inline constexpr int64_t kSemantics = 1;
// The library's own words in reasons and findings. Of a record made under another number all is replayed but these.
inline constexpr int64_t kWording = 1;

enum class Identities {
  kReplaced,  // by stand-ins
  kClear,     // as they are: only where the law asks for it
};
template <>
struct DescribeEnum<Identities> {
  static constexpr const char* name = "Identities";
  static constexpr EnumName<Identities> names[] = {{Identities::kReplaced, "REPLACED"}, {Identities::kClear, "CLEAR"}};
};

struct RecordOptions {
  DecideOptions decide;
  Identities identities = Identities::kReplaced;
  // A secret of the office, at least 32 bytes, or "". With it the record is sealed: whoever has the secret and the register can
  // show to which family it belongs; nobody else can, nor find out by trying all NIKs.
  std::string seal_key;
};

struct RecordedResult {
  std::string id;
  std::string result;  // "PASS"
  Text reason;         // of criteria and safeguards
};

struct RecordedMissing {
  std::string path;
  std::string why;    // "ABSENT"
  std::string known;  // as in MissingFact
};

struct DecisionRecord {
  int64_t number = 1;    // of its chain: 1, 2, 3, ...
  std::string previous;  // hash of the record before; 64 zeros in the first
  int64_t semantics = kSemantics;
  int64_t wording = kWording;

  std::string policy_id;
  std::string policy_version;
  std::string policy_hash;

  Date as_of;
  std::vector<std::string> recorded_when_true;
  Identities identities = Identities::kReplaced;
  std::string seal;         // HMAC-SHA-256 of the household's JSON with its identities; "" if there was no key
  std::string household;    // JSON, as it was decided; "" if the register's record could not be read
  std::string inputs_hash;  // SHA-256 of all of the above that is in "inputs"

  Outcome outcome = Outcome::kInvalid;
  std::string route;
  std::vector<RecordedResult> criteria;
  std::vector<RecordedResult> safeguards;
  std::vector<RecordedResult> routes;
  std::vector<RecordedMissing> missing;
  Findings findings;

  std::string hash;  // SHA-256 of all of the above: the record's name
};

// Decides the household and records it after `previous` (null: the first of a chain). Errors as Policy::Decide; and
// FailedPrecondition if the policy's answer depends on who somebody is, so that it does not come out with stand-ins, or the
// seal's key is too short.
absl::StatusOr<DecisionRecord> MakeRecord(const Policy& policy, const Household& household, Date as_of,
                                          const RecordOptions& options = {}, const DecisionRecord* previous = nullptr);

// Records that the register's record could not be read, and why: INVALID, like the decision on it. There is nothing to replay.
absl::StatusOr<DecisionRecord> MakeUnreadableRecord(const Policy& policy, Findings findings, Date as_of,
                                                    const RecordOptions& options = {},
                                                    const DecisionRecord* previous = nullptr);

// One line, without a line feed.
std::string ToJson(const DecisionRecord& record);

// Reads a line. It must have been written by ToJson, to the bit: anything else is a finding (a change after it was written, a
// second spelling, another format), and InvalidArgument; Unimplemented for a format of a newer library.
absl::StatusOr<DecisionRecord> ParseRecord(absl::string_view line, Findings* findings = nullptr);

// Where a record does not say what it should.
struct RecordDifference {
  std::string field;       // "criteria[G07].result", "previous"
  std::string recorded;    // as the record has it; "" if it has nothing there
  std::string recomputed;  // as it should be; "" if there should be nothing
};

// Everything in the record that its place in the chain, or deciding again, does not bear out; empty if there is nothing.
// `previous` is the record before (null: this is the first). A policy of another hash, or another kSemantics, is itself a
// difference, and nothing is replayed.
std::vector<RecordDifference> VerifyRecord(const DecisionRecord& record, const DecisionRecord* previous, const Policy& policy);

// Whether the record is of this family, as the register has it now: its facts, and the seal if `seal_key` is not "".
std::vector<RecordDifference> CompareToRegister(const DecisionRecord& record, const Household& household,
                                                absl::string_view seal_key = "");

}  // namespace graduasi

#endif  // GRADUASI_RECORD_H_
