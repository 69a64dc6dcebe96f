// Load a policy once, decide any number of households with it.
//
//   absl::StatusOr<graduasi::Policy> policy = graduasi::Policy::Parse(text);
//   absl::StatusOr<graduasi::Decision> decision = policy->Decide(household, graduasi::Date(2025, 12, 23));
//   std::cout << graduasi::Explain(*decision, graduasi::Language::kIndonesian);
//
// There is no clock, no locale and no global state: the day is always an argument, and the same inputs give the same decision.
#ifndef GRADUASI_ENGINE_H_
#define GRADUASI_ENGINE_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graduasi/date.h"
#include "graduasi/decision.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"
#include "graduasi/policy.h"

namespace graduasi {

class Policy;
namespace policy {
class CompiledPolicy;
class SharedPolicy;
}  // namespace policy
namespace decide {
class Prospect;
const policy::CompiledPolicy& CompiledOf(const Policy& policy);
const Prospect& ProspectOf(const Policy& policy);
Policy PolicyOf(std::shared_ptr<const policy::CompiledPolicy> compiled);
}  // namespace decide

struct DecideOptions {
  // Bool facts that the register records only when true: "household.members[].pregnant". Where absent they read as false.
  // The declaration is kept in the decision.
  std::vector<std::string> recorded_when_true;
};

// Outcome and results without reasons: what bulk work needs.
struct Verdict {
  Outcome outcome = Outcome::kInvalid;
  int route = -1;                                // index of the route that is met, -1 if none
  absl::Span<const CriterionResult> criteria;    // in policy order; valid during the call
  absl::Span<const SafeguardResult> safeguards;  // in policy order; valid during the call
};

// A checked and compiled policy. Immutable: copy and share it freely among threads.
class Policy {
 public:
  // Reads protobuf text. On failure the status is InvalidArgument and lists every finding; `findings` (may be null) receives
  // them.
  static absl::StatusOr<Policy> Parse(absl::string_view text, Findings* findings = nullptr);
  static absl::StatusOr<Policy> ParseJson(absl::string_view json, Findings* findings = nullptr);
  static absl::StatusOr<Policy> ParseBinary(absl::string_view bytes, Findings* findings = nullptr);
  // Checks and compiles a document made in memory.
  static absl::StatusOr<Policy> Compile(const PolicyDocument& document, Findings* findings = nullptr);

  const PolicyDocument& document() const;
  // Names what the policy says: SHA-256, 64 hexadecimal digits. Layout, comments and the form it was read from (text, JSON,
  // binary) make no difference; anything else does.
  const std::string& hash() const;
  // Paths of all facts that decisions by the policy read, sorted: "household.members[].born_on".
  const std::vector<std::string>& facts_read() const;
  // Paths of all facts that the ranking which the policy declares reads, sorted; empty if it declares none. They are apart,
  // because no answer depends on them: who lacks one of them alone is decided all the same, and stands where the key says.
  const std::vector<std::string>& ranking_facts_read() const;

  // Decides one household as of a day, with reasons. FailedPrecondition if the day is outside the policy's effective period;
  // InvalidArgument if an option names no fact.
  absl::StatusOr<Decision> Decide(const Household& household, Date as_of, const DecideOptions& options = {}) const;

  // Decides many, without reasons, in order; `each` is called once for each household. Errors as Decide.
  absl::Status DecideAll(absl::Span<const Household> households, Date as_of, const DecideOptions& options,
                         const std::function<void(size_t index, const Verdict& verdict)>& each) const;

 private:
  friend const policy::CompiledPolicy& decide::CompiledOf(const Policy& policy);
  friend const decide::Prospect& decide::ProspectOf(const Policy& policy);
  friend Policy decide::PolicyOf(std::shared_ptr<const policy::CompiledPolicy> compiled);
  explicit Policy(std::shared_ptr<const policy::SharedPolicy> shared) : shared_(std::move(shared)) {}
  std::shared_ptr<const policy::SharedPolicy> shared_;
};

// A decision as a page of text for a terminal or a letter; plain UTF-8, lines of at most about 120 columns.
std::string Explain(const Decision& decision, Language language);

// A decision as one line of protobuf JSON (graduasi.v1.Decision), and as its binary form.
std::string ToJson(const Decision& decision);
std::string ToBinary(const Decision& decision);

// Reads one household from JSON. On failure InvalidArgument; `findings` (may be null) receives every finding.
absl::StatusOr<Household> ParseHouseholdJson(absl::string_view json, Findings* findings = nullptr);
// The same from binary protobuf (graduasi.v1.Household).
absl::StatusOr<Household> ParseHouseholdBinary(absl::string_view bytes, Findings* findings = nullptr);

}  // namespace graduasi

#endif  // GRADUASI_ENGINE_H_
