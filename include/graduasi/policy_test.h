// Tests of a policy, written as data: households, and what the policy must say of them.
//
//   absl::StatusOr<graduasi::PolicyTestSuite> suite = graduasi::ParsePolicyTests(text);
//   absl::StatusOr<graduasi::PolicyTestReport> report = graduasi::RunTests(*policy, *suite);
//   std::cout << graduasi::ToText(*report, graduasi::Language::kEnglish);
//
// Field by field the suite mirrors graduasi/v1/policy_test.proto, which is how authors write it.
#ifndef GRADUASI_POLICY_TEST_H_
#define GRADUASI_POLICY_TEST_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graduasi/date.h"
#include "graduasi/decision.h"
#include "graduasi/engine.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"
#include "graduasi/language.h"
#include "graduasi/policy.h"

namespace graduasi {

inline constexpr size_t kMaxTestCases = 5000;              // of a suite; as many named households beside them
inline constexpr size_t kMaxTestBytes = size_t{64} << 20;  // of the households of all cases, as binary protobuf

struct CriterionExpectation {
  Placed id;
  CriterionResult result = CriterionResult::kError;
};

struct SafeguardExpectation {
  Placed id;
  SafeguardResult result = SafeguardResult::kError;
};

// Words that a reason must hold.
struct ReasonExpectation {
  Placed of;  // a criterion or a safeguard
  Placed id;  // Indonesian; empty: not asked
  Placed en;  // English; empty: not asked
};

// When the household becomes ELIGIBLE if nothing else happens.
struct EarliestExpectation {
  std::optional<Date> date;  // none: never
  bool dated = false;        // `date` is said
  Placed route;              // empty: not said
  SourcePlace place;
};

// One of the smallest sets of changes that would let the household be proposed.
struct ChangesExpectation {
  std::vector<Placed> of;  // the criteria that ask for them, all of them; empty: not said
  std::optional<Date> date;
  Placed route;                // empty: not said
  std::vector<Placed> id, en;  // words that one of the changes is told in
  bool none = false;           // there is no such set
  SourcePlace place;
};

// What is not said is not tested.
struct Expectation {
  std::optional<Outcome> outcome;
  SourcePlace outcome_place;
  Placed route;                                  // empty: not said
  std::vector<CriterionExpectation> criteria;    // `passes`, `fails`, ... are said here too
  std::vector<Placed> fails_only;                // these fail, and no other; empty: not said
  std::vector<SafeguardExpectation> safeguards;  // `protected_by` is said here too
  std::vector<Placed> protected_only_by;         // these hold, and no other; empty: not said
  std::vector<Placed> missing;                   // paths that are among the missing facts
  std::vector<Placed> missing_only;              // these are the missing facts; empty: not said
  std::vector<ReasonExpectation> reasons;
  std::vector<Placed> findings;  // words of a finding, its path included
  std::optional<EarliestExpectation> earliest;
  std::vector<ChangesExpectation> changes;
};

// A household on a day, and what the policy must say of it. In the text a household may be that of an earlier case with
// changes; here it stands as it is decided.
struct TestCase {
  Placed name;
  Date as_of;
  SourcePlace as_of_place;
  Household household;
  Expectation expect;
  SourcePlace place;
};

struct PolicyTestSuite {
  std::vector<Placed> policies;  // file names
  std::vector<Placed> recorded_when_true;
  std::vector<TestCase> cases;
};

// Something that was expected and is not so.
struct TestMismatch {
  SourcePlace place;     // of the expectation
  std::string subject;   // "outcome", "criterion G07", "missing facts"
  std::string expected;  // "PASS"
  std::string actual;    // "FAIL"
  // Why it is as it is: sentences with the figures, and the comparisons behind them.
  struct Because {
    std::string of;  // "G07"; "" of what belongs to no criterion or safeguard
    Text sentence;
    std::vector<Comparison> comparisons;
  };
  std::vector<Because> because;
};

struct TestResult {
  std::string name;
  SourcePlace place;
  Date as_of;
  Outcome outcome = Outcome::kInvalid;   // what was decided
  std::vector<TestMismatch> mismatches;  // in the order of the suite's text as far as that is known; none: passed
  bool passed() const { return mismatches.empty(); }
};

struct PolicyTestReport {
  std::string policy_id;
  std::string policy_version;
  std::vector<TestResult> cases;  // in the order of the suite
  size_t failed = 0;
};

// Reads a suite: protobuf text, JSON or binary. Everything that can be known without a policy is checked: names used twice,
// households that are not there, changes that name no fact, cases that expect nothing. On failure InvalidArgument, and
// `findings` (may be null) receives every finding.
absl::StatusOr<PolicyTestSuite> ParsePolicyTests(absl::string_view text, Findings* findings = nullptr);
absl::StatusOr<PolicyTestSuite> ParsePolicyTestsJson(absl::string_view json, Findings* findings = nullptr);
absl::StatusOr<PolicyTestSuite> ParsePolicyTestsBinary(absl::string_view bytes, Findings* findings = nullptr);

// Decides every case and compares. InvalidArgument, and every finding, if the suite does not fit the policy: a criterion,
// safeguard or route that the policy does not have, a day on which it does not decide. A case that fails is no error.
absl::StatusOr<PolicyTestReport> RunTests(const Policy& policy, const PolicyTestSuite& suite, Findings* findings = nullptr);
// The same for one case, by its position in the suite; the report then holds that case only.
absl::StatusOr<PolicyTestReport> RunTest(const Policy& policy, const PolicyTestSuite& suite, size_t index,
                                         Findings* findings = nullptr);

// What was expected and what is, of one case: "" if it passed. `file` (may be "") stands before each line number.
std::string ToText(const TestResult& result, absl::string_view file, Language language);
// The failures, and a line that counts.
std::string ToText(const PolicyTestReport& report, absl::string_view file, Language language);
// One line of JSON, without newline.
std::string ToJson(const PolicyTestReport& report);
// One <testsuite> of JUnit's XML, as test servers read it; without the declaration at its head. `name` is the suite's.
std::string ToJUnit(const PolicyTestReport& report, absl::string_view name, absl::string_view file, Language language);

}  // namespace graduasi

#endif  // GRADUASI_POLICY_TEST_H_
