#include "src/analysis/test_bench.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/analysis/test_compare.h"
#include "src/analysis/test_outlook.h"
#include "src/base/finding_list.h"
#include "src/base/findings.h"
#include "src/cel/spelling.h"
#include "src/decide/admission.h"

namespace graduasi::analysis {
namespace {

// Holds the names that a suite uses against those that the policy has.
class Fitting {
 public:
  Fitting(const PolicyDocument& policy, FindingList* findings) : findings_(findings) {
    for (const Criterion& criterion : policy.criteria) criteria_.push_back(criterion.id.text);
    for (const Safeguard& safeguard : policy.safeguards) safeguards_.push_back(safeguard.id.text);
    for (const Route& route : policy.routes) routes_.push_back(route.id.text);
    both_ = criteria_;
    both_.insert(both_.end(), safeguards_.begin(), safeguards_.end());
    for (const Parameter& parameter : policy.parameters) parameters_.push_back(absl::StrCat("params.", parameter.id.text));
  }

  void Check(const Expectation& expect) {
    if (!expect.route.empty()) Check(expect.route, "route", routes_);
    for (const CriterionExpectation& criterion : expect.criteria) Check(criterion.id, "criterion", criteria_);
    for (const Placed& id : expect.fails_only) Check(id, "criterion", criteria_);
    for (const SafeguardExpectation& safeguard : expect.safeguards) Check(safeguard.id, "safeguard", safeguards_);
    for (const Placed& id : expect.protected_only_by) Check(id, "safeguard", safeguards_);
    for (const ReasonExpectation& reason : expect.reasons) Check(reason.of, "criterion or safeguard", both_);
    if (expect.earliest.has_value() && !expect.earliest->route.empty()) Check(expect.earliest->route, "route", routes_);
    for (const ChangesExpectation& changes : expect.changes) {
      for (const Placed& id : changes.of) Check(id, "criterion", criteria_);
      if (!changes.route.empty()) Check(changes.route, "route", routes_);
    }
    for (const std::vector<Placed>* paths : {&expect.missing, &expect.missing_only}) {
      for (const Placed& path : *paths) {
        if (path.text.rfind("params.", 0) == 0) Check(path, "parameter", parameters_);
      }
    }
  }

 private:
  void Check(const Placed& id, const char* kind, const std::vector<std::string>& known) {
    for (const std::string& name : known) {
      if (name == id.text) return;
    }
    // The other kind is the likeliest mistake: a safeguard where a criterion is meant.
    std::string hint = cel::DidYouMean(id.text, known);
    for (const auto& [other, names] : {std::make_pair("a criterion", &criteria_), std::make_pair("a safeguard", &safeguards_),
                                       std::make_pair("a route", &routes_)}) {
      for (const std::string& name : *names) {
        if (name == id.text) hint = absl::StrCat("; it is ", other);
      }
    }
    findings_->Add(id.place.path, id.place.line, id.place.column,
                   absl::StrCat("the policy has no ", kind, " `", id.text.substr(0, 60), "`", hint));
  }

  FindingList* findings_;
  std::vector<std::string> criteria_, safeguards_, routes_, both_, parameters_;
};

std::string PeriodText(const policy::CheckedPolicy& policy) {
  std::string text = absl::StrCat("from ", Date::FromDays(policy.from_days).ToString());
  if (policy.until_days != INT32_MAX) {
    absl::StrAppend(&text, " until the day before ", Date::FromDays(policy.until_days).ToString());
  }
  return text;
}

}  // namespace

TestBench::TestBench(const PolicyTestSuite& suite, columns::RecordedWhenTrue recorded_when_true)
    : suite_(&suite), recorded_when_true_(std::move(recorded_when_true)) {
  for (const TestCase& test : suite.cases) rows_.push_back({&test.household, test.as_of});
  for (const Placed& path : suite.recorded_when_true) options_.recorded_when_true.push_back(path.text);
}

std::unique_ptr<TestBench> TestBench::Prepare(const Policy& policy, const PolicyTestSuite& suite, Findings* findings) {
  FindingList list(findings);
  columns::RecordedWhenTrue recorded_when_true;
  for (const Placed& path : suite.recorded_when_true) {
    const absl::StatusOr<columns::RecordedWhenTrue> one = decide::BoolPaths({path.text});
    if (!one.ok()) {
      list.Add(path.place.path, path.place.line, path.place.column, std::string(one.status().message()));
    } else {
      recorded_when_true.insert(recorded_when_true.end(), one->begin(), one->end());
    }
  }
  const policy::CheckedPolicy& checked = decide::CompiledOf(policy).checked();
  Fitting fitting(policy.document(), &list);
  for (const TestCase& test : suite.cases) {
    if (!decide::CheckPeriod(checked, test.as_of).ok()) {
      list.Add(test.as_of_place.path, test.as_of_place.line, test.as_of_place.column,
               absl::StrCat("the case is of ", test.as_of.ToString(), ", and the policy decides ", PeriodText(checked)));
    }
    fitting.Check(test.expect);
  }
  if (!list.empty()) return nullptr;
  return std::unique_ptr<TestBench>(new TestBench(suite, std::move(recorded_when_true)));
}

absl::Status TestBench::Sweep(const Policy& policy, std::vector<Standing>* standings, std::vector<Outcome>* outcomes) {
  const PolicyDocument& document = policy.document();
  standings->assign(rows_.size(), Standing::kHolds);
  outcomes->assign(rows_.size(), Outcome::kInvalid);
  return sweep_.Run(decide::CompiledOf(policy), rows_, recorded_when_true_, [&](const decide::Sweep::Decided& batch) {
    for (int32_t row = 0; row < batch.count; ++row) {
      const size_t index = batch.first + static_cast<size_t>(row);
      const Expectation& expect = suite_->cases[index].expect;
      const Outcome outcome = batch.judgement.outcome(row);
      (*outcomes)[index] = outcome;
      if (!ResultsHold(expect, Bind(expect, document), batch.judgement, row, document.criteria.size(),
                       document.safeguards.size())) {
        (*standings)[index] = Standing::kFails;
      } else if (AsksForReasons(expect, outcome)) {
        (*standings)[index] = Standing::kAsksForReasons;
      }
    }
  });
}

absl::StatusOr<Decision> TestBench::Decide(const Policy& policy, size_t index) const {
  const TestCase& test = suite_->cases[index];
  return policy.Decide(test.household, test.as_of, options_);
}

absl::StatusOr<std::vector<TestMismatch>> TestBench::Mismatches(const Policy& policy, size_t index,
                                                                const Decision& decision) const {
  const TestCase& test = suite_->cases[index];
  std::vector<TestMismatch> mismatches = Compare(test.expect, decision);
  absl::Status status = CompareOutlook(policy, test, options_, &mismatches);
  if (!status.ok()) return status;
  std::stable_sort(mismatches.begin(), mismatches.end(), [](const TestMismatch& a, const TestMismatch& b) {
    return std::make_pair(a.place.line, a.place.column) < std::make_pair(b.place.line, b.place.column);
  });
  return mismatches;
}

absl::StatusOr<TestResult> TestBench::Explain(const Policy& policy, size_t index, Standing standing) const {
  const TestCase& test = suite_->cases[index];
  absl::StatusOr<Decision> decision = Decide(policy, index);
  if (!decision.ok()) return decision.status();
  TestResult result;
  result.name = test.name.text;
  result.place = test.place;
  result.as_of = test.as_of;
  result.outcome = decision->outcome;
  absl::StatusOr<std::vector<TestMismatch>> mismatches = Mismatches(policy, index, *decision);
  if (!mismatches.ok()) return mismatches.status();
  result.mismatches = *std::move(mismatches);
  if (standing == Standing::kFails && result.passed()) return absl::InternalError("a sweep and a decision do not agree");
  return result;
}

absl::StatusOr<PolicyTestReport> TestBench::Run(const Policy& policy) {
  std::vector<Standing> standings;
  std::vector<Outcome> outcomes;
  if (absl::Status status = Sweep(policy, &standings, &outcomes); !status.ok()) return status;
  PolicyTestReport report;
  report.policy_id = policy.document().id.text;
  report.policy_version = policy.document().version.text;
  for (size_t i = 0; i < standings.size(); ++i) {
    if (standings[i] == Standing::kHolds) {
      const TestCase& test = suite_->cases[i];
      report.cases.push_back({test.name.text, test.place, test.as_of, outcomes[i], {}});
      continue;
    }
    absl::StatusOr<TestResult> result = Explain(policy, i, standings[i]);
    if (!result.ok()) return result.status();
    if (!result->passed()) ++report.failed;
    report.cases.push_back(*std::move(result));
  }
  return report;
}

absl::StatusOr<TestResult> TestBench::RunCase(const Policy& policy, size_t index) {
  return Explain(policy, index, Standing::kAsksForReasons);
}

absl::StatusOr<bool> TestBench::FailsForReasons(const Policy& policy, size_t index) const {
  const absl::StatusOr<Decision> decision = Decide(policy, index);
  if (!decision.ok()) return decision.status();
  const absl::StatusOr<std::vector<TestMismatch>> mismatches = Mismatches(policy, index, *decision);
  if (!mismatches.ok()) return mismatches.status();
  return !mismatches->empty();
}

absl::StatusOr<std::vector<size_t>> TestBench::Failures(const Policy& policy) {
  std::vector<Standing> standings;
  std::vector<Outcome> outcomes;
  if (absl::Status status = Sweep(policy, &standings, &outcomes); !status.ok()) return status;
  std::vector<size_t> failures;
  for (size_t i = 0; i < standings.size(); ++i) {
    if (standings[i] == Standing::kAsksForReasons) {
      const absl::StatusOr<bool> fails = FailsForReasons(policy, i);
      if (!fails.ok()) return fails.status();
      if (*fails) standings[i] = Standing::kFails;
    }
    if (standings[i] == Standing::kFails) failures.push_back(i);
  }
  return failures;
}

absl::StatusOr<std::optional<size_t>> TestBench::FirstFailure(const Policy& policy) {
  std::vector<Standing> standings;
  std::vector<Outcome> outcomes;
  if (absl::Status status = Sweep(policy, &standings, &outcomes); !status.ok()) return status;
  for (size_t i = 0; i < standings.size(); ++i) {
    if (standings[i] == Standing::kFails) return i;
  }
  for (size_t i = 0; i < standings.size(); ++i) {
    if (standings[i] != Standing::kAsksForReasons) continue;
    const absl::StatusOr<bool> fails = FailsForReasons(policy, i);
    if (!fails.ok()) return fails.status();
    if (*fails) return i;
  }
  return std::optional<size_t>();
}

}  // namespace graduasi::analysis

namespace graduasi {

namespace {

template <typename Run>
absl::StatusOr<PolicyTestReport> OnBench(const Policy& policy, const PolicyTestSuite& suite, Findings* findings,
                                         const Run& run) {
  Findings found;
  const std::unique_ptr<analysis::TestBench> bench = analysis::TestBench::Prepare(policy, suite, &found);
  if (bench != nullptr) return run(bench.get());
  absl::Status status = InvalidArgument(found);
  if (findings != nullptr) findings->insert(findings->end(), found.begin(), found.end());
  return status;
}

}  // namespace

absl::StatusOr<PolicyTestReport> RunTests(const Policy& policy, const PolicyTestSuite& suite, Findings* findings) {
  return OnBench(policy, suite, findings, [&](analysis::TestBench* bench) { return bench->Run(policy); });
}

absl::StatusOr<PolicyTestReport> RunTest(const Policy& policy, const PolicyTestSuite& suite, size_t index, Findings* findings) {
  return OnBench(policy, suite, findings, [&](analysis::TestBench* bench) -> absl::StatusOr<PolicyTestReport> {
    absl::StatusOr<TestResult> result = bench->RunCase(policy, index);
    if (!result.ok()) return result.status();
    PolicyTestReport report;
    report.policy_id = policy.document().id.text;
    report.policy_version = policy.document().version.text;
    report.failed = result->passed() ? 0 : 1;
    report.cases.push_back(*std::move(result));
    return report;
  });
}

}  // namespace graduasi
