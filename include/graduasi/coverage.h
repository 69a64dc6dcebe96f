// What the tests of a policy have seen of it: of each criterion, safeguard, comparison and route which results occurred in a
// test, and where it was the one that decided. A test that passes says nothing about a rule that it never turned on.
//
//   absl::StatusOr<graduasi::PolicyCoverage> coverage = graduasi::MeasureCoverage(*policy, {*suite});
//   std::cout << graduasi::ToText(*coverage, "2026.policy.txtpb", graduasi::Language::kEnglish);
#ifndef GRADUASI_COVERAGE_H_
#define GRADUASI_COVERAGE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graduasi/engine.h"
#include "graduasi/finding.h"
#include "graduasi/language.h"
#include "graduasi/policy.h"
#include "graduasi/policy_test.h"

namespace graduasi {

// One of the results that something can have.
struct CoveredResult {
  std::string result;  // "PASS", "TRUE", "MET"
  bool seen = false;   // in a test
  // It was the one that decided: had it alone come out otherwise and all else as it was, then the result of what it belongs to
  // would have been another. A comparison belongs to criteria and safeguards, and counts by the member or record it was made
  // for; a criterion or safeguard belongs to the household's outcome and route. Of routes it is not asked.
  bool decided = false;
};

struct CoveredItem {
  std::string owner;       // "criterion G07", "criterion G07, require", "route mandiri, at_least 1"
  std::string expression;  // a comparison, as written; else ""
  SourcePlace place;
  std::vector<CoveredResult> results;  // that it can have; of a criterion NOT_APPLICABLE only if it may not apply
  bool judged = true;                  // false: whether it decided was not looked at, because the policy has too many like it

  bool all_seen() const;
  // Both ways, where there are two: as PASS and as FAIL, as TRUE and as FALSE. Of routes: true.
  bool decided_both_ways() const;
};

struct PolicyCoverage {
  std::string policy_id;
  std::string policy_version;
  size_t cases = 0;                     // that were counted
  size_t invalid_cases = 0;             // that were not: their records contradict themselves
  std::vector<CoveredItem> criteria;    // PASS, FAIL, MISSING, perhaps NOT_APPLICABLE; in policy order
  std::vector<CoveredItem> safeguards;  // HOLDS, CLEAR, MISSING; in policy order
  std::vector<CoveredItem>
      comparisons;                  // TRUE, FALSE, MISSING; and other yes-or-no questions; in the order of the text
  std::vector<CoveredItem> routes;  // MET, NOT_MET, MISSING; each followed by its `at_least` lists
};

// Decides the cases of all suites. Errors as RunTests; whether cases pass makes no difference.
absl::StatusOr<PolicyCoverage> MeasureCoverage(const Policy& policy, absl::Span<const PolicyTestSuite> suites,
                                               Findings* findings = nullptr);

// Counts, and what is not covered. `file` (may be "") is the policy's.
std::string ToText(const PolicyCoverage& coverage, absl::string_view file, Language language);
// One line of JSON, without newline.
std::string ToJson(const PolicyCoverage& coverage);
// The policy's text with a mark before each line that holds something to be covered, + or !, and below a ! what is wanting.
std::string Listing(const PolicyCoverage& coverage, absl::string_view policy_text, Language language);

}  // namespace graduasi

#endif  // GRADUASI_COVERAGE_H_
