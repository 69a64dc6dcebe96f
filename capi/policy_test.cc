// Policy tests through the C interface: reads suites, runs them, and hands out what came of it. What a function does is written
// in graduasi.h and not repeated here.
#include "graduasi/policy_test.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "capi/graduasi.h"
#include "capi/handles.h"

namespace {

using graduasi::Findings;
using graduasi::Language;
using graduasi::PolicyTestReport;
using graduasi::PolicyTestSuite;
using graduasi::TestResult;
using graduasi::capi::At;
using graduasi::capi::CodeOf;
using graduasi::capi::Fail;
using graduasi::capi::FindingsOf;
using graduasi::capi::Guard;
using graduasi::capi::ReadLanguage;

using ParseFunction = absl::StatusOr<PolicyTestSuite> (*)(absl::string_view, Findings*);

graduasi_status ReadSuite(ParseFunction parse, const char* name, const void* bytes, size_t size, graduasi_suite** out,
                          graduasi_error** error) noexcept {
  const auto make = [](PolicyTestSuite suite) { return new graduasi_suite{std::move(suite)}; };
  return graduasi::capi::ReadDocument(name, bytes, size, GRADUASI_BAD_POLICY, parse, make, out, error);
}

graduasi_status ReadOptions(const graduasi_test_options* options, std::string* file, graduasi_error** error) {
  if (options == nullptr) return GRADUASI_OK;
  if (const graduasi_status status =
          graduasi::capi::CheckOptionsSize(*options, "struct_size must be sizeof(graduasi_test_options).", error);
      status != GRADUASI_OK) {
    return status;
  }
  if (options->file != nullptr) *file = options->file;
  return GRADUASI_OK;
}

graduasi_status MakeReport(PolicyTestReport report, std::string file, graduasi_test_report** out) {
  auto made = std::make_unique<graduasi_test_report>();
  for (const TestResult& result : report.cases) {
    made->messages.push_back({ToText(result, file, Language::kIndonesian), ToText(result, file, Language::kEnglish)});
  }
  made->report = std::move(report);
  made->file = std::move(file);
  *out = made.release();
  return GRADUASI_OK;
}

// Shared by running all cases and running one.
template <typename Run>
graduasi_status RunSuite(const graduasi_policy* policy, const graduasi_suite* suite, const graduasi_test_options* options,
                         graduasi_test_report** out, graduasi_error** error, const Run& run) {
  if (policy == nullptr) return Fail(error, GRADUASI_BAD_CALL, "policy", "policy must not be NULL.");
  if (suite == nullptr) return Fail(error, GRADUASI_BAD_CALL, "suite", "suite must not be NULL.");
  if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
  std::string file;
  if (const graduasi_status status = ReadOptions(options, &file, error); status != GRADUASI_OK) return status;
  Findings findings;
  absl::StatusOr<PolicyTestReport> report = run(&findings);
  if (!report.ok()) {
    return Fail(error, CodeOf(report.status(), GRADUASI_BAD_POLICY), FindingsOf(report.status(), std::move(findings)));
  }
  return MakeReport(*std::move(report), std::move(file), out);
}

const TestResult* ResultAt(const graduasi_test_report* report, size_t index) {
  return report == nullptr ? nullptr : At(report->report.cases, index);
}

// One of the whole texts of the handle.
template <typename Make>
const char* Rendered(const graduasi_test_report* report, size_t text, const Make& make) noexcept {
  return graduasi::capi::Rendered(&report->mutex, &report->texts[text], make);
}

}  // namespace

// ---- Suite ----

graduasi_status graduasi_suite_parse(const char* text, size_t size, graduasi_suite** out, graduasi_error** error) noexcept {
  return ReadSuite(graduasi::ParsePolicyTests, "text", text, size, out, error);
}

graduasi_status graduasi_suite_parse_json(const char* json, size_t size, graduasi_suite** out,
                                          graduasi_error** error) noexcept {
  return ReadSuite(graduasi::ParsePolicyTestsJson, "json", json, size, out, error);
}

graduasi_status graduasi_suite_parse_binary(const void* bytes, size_t size, graduasi_suite** out,
                                            graduasi_error** error) noexcept {
  return ReadSuite(graduasi::ParsePolicyTestsBinary, "bytes", bytes, size, out, error);
}

size_t graduasi_suite_policy_count(const graduasi_suite* suite) noexcept {
  return suite == nullptr ? 0 : suite->suite.policies.size();
}

const char* graduasi_suite_policy(const graduasi_suite* suite, size_t index) noexcept {
  const graduasi::Placed* policy = suite == nullptr ? nullptr : At(suite->suite.policies, index);
  return policy == nullptr ? nullptr : policy->text.c_str();
}

size_t graduasi_suite_case_count(const graduasi_suite* suite) noexcept {
  return suite == nullptr ? 0 : suite->suite.cases.size();
}

const char* graduasi_suite_case_name(const graduasi_suite* suite, size_t index) noexcept {
  const graduasi::TestCase* test = suite == nullptr ? nullptr : At(suite->suite.cases, index);
  return test == nullptr ? nullptr : test->name.text.c_str();
}

int32_t graduasi_suite_case_line(const graduasi_suite* suite, size_t index) noexcept {
  const graduasi::TestCase* test = suite == nullptr ? nullptr : At(suite->suite.cases, index);
  return test == nullptr ? 0 : test->place.line;
}

void graduasi_suite_free(graduasi_suite* suite) noexcept { delete suite; }

// ---- Report ----

graduasi_status graduasi_suite_run(const graduasi_policy* policy, const graduasi_suite* suite,
                                   const graduasi_test_options* options, graduasi_test_report** out,
                                   graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&] {
    return RunSuite(policy, suite, options, out, error,
                    [&](Findings* findings) { return graduasi::RunTests(policy->policy, suite->suite, findings); });
  });
}

graduasi_status graduasi_suite_run_case(const graduasi_policy* policy, const graduasi_suite* suite, size_t index,
                                        const graduasi_test_options* options, graduasi_test_report** out,
                                        graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&]() -> graduasi_status {
    if (suite != nullptr && index >= suite->suite.cases.size()) {
      return Fail(error, GRADUASI_BAD_CALL, "index", "The suite has no case of this number; they count from 0.");
    }
    return RunSuite(policy, suite, options, out, error,
                    [&](Findings* findings) { return graduasi::RunTest(policy->policy, suite->suite, index, findings); });
  });
}

size_t graduasi_test_report_count(const graduasi_test_report* report) noexcept {
  return report == nullptr ? 0 : report->report.cases.size();
}

size_t graduasi_test_report_failed_count(const graduasi_test_report* report) noexcept {
  return report == nullptr ? 0 : report->report.failed;
}

const char* graduasi_test_report_name(const graduasi_test_report* report, size_t index) noexcept {
  const TestResult* result = ResultAt(report, index);
  return result == nullptr ? nullptr : result->name.c_str();
}

int32_t graduasi_test_report_line(const graduasi_test_report* report, size_t index) noexcept {
  const TestResult* result = ResultAt(report, index);
  return result == nullptr ? 0 : result->place.line;
}

int32_t graduasi_test_report_passed(const graduasi_test_report* report, size_t index) noexcept {
  const TestResult* result = ResultAt(report, index);
  return result != nullptr && result->passed() ? 1 : 0;
}

const char* graduasi_test_report_message(const graduasi_test_report* report, size_t index, int32_t language) noexcept {
  const graduasi::Text* message = report == nullptr ? nullptr : At(report->messages, index);
  return message == nullptr ? nullptr : graduasi::capi::TextIn(*message, language);
}

const char* graduasi_test_report_text(const graduasi_test_report* report, int32_t language) noexcept {
  Language read;
  if (report == nullptr || !ReadLanguage(language, &read)) return nullptr;
  return Rendered(report, read == Language::kIndonesian ? 0 : 1, [&] { return ToText(report->report, report->file, read); });
}

const char* graduasi_test_report_json(const graduasi_test_report* report) noexcept {
  return report == nullptr ? nullptr : Rendered(report, 2, [&] { return ToJson(report->report); });
}

const char* graduasi_test_report_junit(const graduasi_test_report* report, int32_t language) noexcept {
  Language read;
  if (report == nullptr || !ReadLanguage(language, &read)) return nullptr;
  return Rendered(report, read == Language::kIndonesian ? 3 : 4,
                  [&] { return ToJUnit(report->report, report->file, report->file, read); });
}

void graduasi_test_report_free(graduasi_test_report* report) noexcept { delete report; }
