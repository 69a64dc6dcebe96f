// Any bytes as a suite of policy tests: text, JSON and binary. Each reader gives a suite or says why not; what it gives can be
// run, and its results can be told in every form.
#include "absl/strings/string_view.h"
#include "graduasi/coverage.h"
#include "graduasi/policy_test.h"
#include "tests/fuzz/promise.h"

namespace graduasi::fuzz {
namespace {

using Read = absl::StatusOr<PolicyTestSuite> (*)(absl::string_view, Findings*);

// The policy that the suite of the corpus is for.
const char kPolicy[] = R"policy(
id: "fuzz" version: "1" synthetic: true title { id: "Uji" en: "Fuzz" } effective { from: "2026-01-01" until: "2027-01-01" }
parameter {
  id: "line" type: INT key: "household.region" source: "s"
  value { from: "2026-01-01" entry { key: "35.79" int: 900001 } }
}
fact { id: "own" expr: "household.incomes.filter(i, !i.with_transfers)" }
safeguard { id: "S" title { id: "S" en: "S" } when: "household.members.exists(m, m.pregnant)" source: "s" }
safeguard { id: "T" title { id: "T" en: "T" } when: "size(household.procedure.objections) > 0" source: "s" }
criterion {
  id: "income" title { id: "I" en: "I" } require: "sum(own.map(i, i.amount_idr)) >= params.line"
  can_act: HOUSEHOLD source: "s"
}
criterion {
  id: "aid" title { id: "A" en: "A" } applies_when: "size(household.assistance) > 0"
  require: "household.assistance.all(a, months_between(a.recorded_on, as_of) >= 6)" can_act: NOBODY source: "s"
}
criterion {
  id: "sessions" title { id: "B" en: "B" } require: "size(household.mentoring.sessions) >= 1"
  can_act: MENTOR source: "s"
}
route {
  id: "main" kind: SELF_RELIANT title { id: "U" en: "M" } all_of: "income"
  at_least { n: 1 of: "aid" of: "sessions" } source: "s"
}
)policy";

const Policy& ThePolicy() {
  static const Policy* const policy = new Policy(*Policy::Parse(kPolicy));
  return *policy;
}

void Check(Read read, absl::string_view bytes) {
  Findings findings;
  const absl::StatusOr<PolicyTestSuite> suite = read(bytes, &findings);
  PromiseFindings(suite.ok(), findings);
  if (!suite.ok()) return;
  Promise(suite->cases.size() <= kMaxTestCases, "a suite is not larger than it says");

  Findings misfits;
  const absl::StatusOr<PolicyTestReport> report = RunTests(ThePolicy(), *suite, &misfits);
  PromiseFindings(report.ok(), misfits);
  if (!report.ok()) return;
  Promise(report->cases.size() == suite->cases.size(), "every case has a result");
  const std::string text = ToText(*report, "suite", Language::kIndonesian);
  Promise(!text.empty() && !ToJson(*report).empty() && !ToJUnit(*report, "suite", "", Language::kEnglish).empty(),
          "every report can be told");
  const absl::StatusOr<PolicyTestReport> again = RunTests(ThePolicy(), *suite);
  Promise(again.ok() && ToJson(*again) == ToJson(*report), "two runs say the same");
  Promise(MeasureCoverage(ThePolicy(), {*suite}).ok(), "what can be run can be measured");
}

}  // namespace
}  // namespace graduasi::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace graduasi;  // NOLINT
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  fuzz::Check(ParsePolicyTests, bytes);
  fuzz::Check(ParsePolicyTestsJson, bytes);
  fuzz::Check(ParsePolicyTestsBinary, bytes);
  return 0;
}
