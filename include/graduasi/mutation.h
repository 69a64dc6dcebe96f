// How good the tests of a policy are: the policy is changed in the ways in which policies go wrong, one small change at a time,
// and the tests are run on each. A change that no test notices is shown with the smallest family found that would notice it.
//
//   absl::StatusOr<graduasi::MutationReport> report = graduasi::TestMutants(*policy, {*suite});
//   std::cout << graduasi::ToText(*report, "2026.policy.txtpb", graduasi::Language::kEnglish);
//
// Nothing here is drawn at random and no clock is read: the same policy and tests give the same report.
#ifndef GRADUASI_MUTATION_H_
#define GRADUASI_MUTATION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graduasi/date.h"
#include "graduasi/engine.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"
#include "graduasi/language.h"
#include "graduasi/policy.h"
#include "graduasi/policy_test.h"

namespace graduasi {

// What is done to the policy.
enum class MutantKind {
  kNumber,         // a number in an expression is one more or one less; a day is the next or the one before
  kParameter,      // so is a value of a parameter, each dated value and each entry of a table by itself; a bool is turned round
  kDatedValue,     // two values that follow each other are swapped, or one starts a day sooner or later
  kComparison,     // `<` and `<=`, `>` and `>=`, `==` and `!=` are confused
  kLogic,          // `&&` and `||` are confused
  kQuantifier,     // exists() and all() are confused; exists_one() becomes exists()
  kNegation,       // a `!` is dropped, or stands where none should be
  kMonths,         // calendar months are counted as 30 days
  kMaxAge,         // an age limit is dropped, or is a month longer or shorter
  kMissingRead,    // what is not known is read as no: a criterion, a safeguard or a yes-or-no fact
  kDropSafeguard,  // a safeguard never holds
  kDropCondition,  // a criterion applies to everybody
  kDropCriterion,  // a route does not ask for a criterion
  kAtLeast,        // a route asks for one criterion more or less
  kScore,          // a weight is a point more or less
  kRouteOrder,     // two routes that follow each other change places
};
const char* Name(MutantKind kind);  // "DATED_VALUE"

// One changed policy.
struct Mutant {
  std::string id;  // stays the same while what it changes stays the same: "G07.require.comparison.1"
  MutantKind kind = MutantKind::kNumber;
  std::string owner;   // "criterion G07, require", "parameter hold_months"
  SourcePlace place;   // of the change; line 0: not known
  std::string before;  // as written: ">=", "6"; "" of what is added
  std::string after;   // "" of what is dropped
  Text description;    // one sentence
};

enum class MutantStanding {
  kKilled,      // a test fails on it
  kEquivalent,  // proved to decide every family as the policy does
  kSurvives,    // no test fails on it
};
const char* Name(MutantStanding standing);  // "SURVIVES"

// A family that the policy and the mutant answer differently.
struct TellingHousehold {
  struct Difference {
    std::string of;      // "outcome", "route", "criterion G07", "safeguard S2"
    std::string policy;  // "PASS"
    std::string mutant;  // "FAIL"
  };
  Household household;  // identities are made up
  Date as_of;
  std::vector<Difference> differences;  // the outcome's first; at least one
  Text description;                     // "4 members, incomes[0]: amount_idr IDR 3,222,112"
};

struct MutantResult {
  Mutant mutant;
  MutantStanding standing = MutantStanding::kSurvives;
  std::string killed_by;                    // name of the first case that fails
  std::vector<Text> proof;                  // kEquivalent: the rules that make it the same, a sentence each
  std::optional<TellingHousehold> telling;  // kSurvives: none if no family was found that tells
};

struct MutationReport {
  // A change that gives no sound policy, so that nobody could load it by mistake: not counted.
  struct Refused {
    Mutant mutant;
    std::string finding;  // what is said of it
  };
  // Entries of a large table that the region of no case reaches: not changed.
  struct Unreached {
    std::string parameter;
    size_t entries = 0;  // of all values in force
    size_t unreached = 0;
  };
  std::string policy_id;
  std::string policy_version;
  size_t cases = 0;
  std::vector<MutantResult> mutants;  // in the order of the policy
  std::vector<Refused> refused;
  std::vector<Unreached> unreached;
  size_t killed = 0;
  size_t equivalent = 0;
  size_t survived = 0;
  // killed of killed + survived, rounded down; 1000 of nothing to kill.
  int64_t score_per_mille() const;
};

struct MutationOptions {
  // How many families are tried, at most, to tell a survivor from the policy.
  int64_t most_tried = 60'000;
};

// Runs the cases of the suites on every mutant. Errors as RunTests; FailedPrecondition if a case fails on the policy itself:
// what the tests notice is then not known. Takes a few milliseconds a mutant.
absl::StatusOr<MutationReport> TestMutants(const Policy& policy, absl::Span<const PolicyTestSuite> suites,
                                           const MutationOptions& options = {}, Findings* findings = nullptr);

// A line that counts, then every survivor and every equivalent mutant. `file` (may be "") stands before each line number.
std::string ToText(const MutationReport& report, absl::string_view file, Language language);
// One line of JSON, without newline.
std::string ToJson(const MutationReport& report);
// A case for each survivor of which a household is known, as protobuf text to be pasted into a suite: the household, the day,
// and what the policy answers where the mutant answers otherwise. Whether that answer is right is for the author to say.
std::string CasesToText(const MutationReport& report);

}  // namespace graduasi

#endif  // GRADUASI_MUTATION_H_
