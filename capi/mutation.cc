// Mutation of policies through the C interface: runs the tests on the mutants and hands out what came of it. What a function
// does is written in graduasi.h and not repeated here.
#include "graduasi/mutation.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "capi/graduasi.h"
#include "capi/handles.h"

struct graduasi_mutation_report {
  graduasi::MutationReport report;
  std::string file;  // as the caller calls the policy's
  // Whole texts, each made when it is first asked for, under the mutex, and never changed afterwards.
  mutable std::mutex mutex;
  mutable std::unique_ptr<const std::string> texts[4];
};

namespace {

using graduasi::Findings;
using graduasi::Language;
using graduasi::MutantResult;
using graduasi::MutantStanding;
using graduasi::MutationOptions;
using graduasi::MutationReport;
using graduasi::PolicyTestSuite;
using graduasi::capi::At;
using graduasi::capi::CodeOf;
using graduasi::capi::Fail;
using graduasi::capi::FindingsOf;
using graduasi::capi::Guard;
using graduasi::capi::ReadLanguage;

static_assert(static_cast<int>(MutantStanding::kKilled) == GRADUASI_MUTANT_KILLED &&
              static_cast<int>(MutantStanding::kEquivalent) == GRADUASI_MUTANT_EQUIVALENT &&
              static_cast<int>(MutantStanding::kSurvives) == GRADUASI_MUTANT_SURVIVES);

graduasi_status ReadOptions(const graduasi_mutation_options* options, std::string* file, MutationOptions* read,
                            graduasi_error** error) {
  if (options == nullptr) return GRADUASI_OK;
  if (const graduasi_status status =
          graduasi::capi::CheckOptionsSize(*options, "struct_size must be sizeof(graduasi_mutation_options).", error);
      status != GRADUASI_OK) {
    return status;
  }
  if (options->file != nullptr) *file = options->file;
  if (options->most_tried < 0) return Fail(error, GRADUASI_BAD_CALL, "options.most_tried", "most_tried must not be negative.");
  if (options->most_tried > 0) read->most_tried = options->most_tried;
  return GRADUASI_OK;
}

graduasi_status RunMutation(const graduasi_policy* policy, const graduasi_suite* const* suites, size_t suite_count,
                            const graduasi_mutation_options* options, graduasi_mutation_report** out, graduasi_error** error) {
  if (policy == nullptr) return Fail(error, GRADUASI_BAD_CALL, "policy", "policy must not be NULL.");
  if (suites == nullptr && suite_count != 0) {
    return Fail(error, GRADUASI_BAD_CALL, "suites", "The list is NULL, but its count is not 0.");
  }
  if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
  auto made = std::make_unique<graduasi_mutation_report>();
  MutationOptions read;
  if (const graduasi_status status = ReadOptions(options, &made->file, &read, error); status != GRADUASI_OK) return status;
  std::vector<PolicyTestSuite> copies;
  for (size_t i = 0; i < suite_count; ++i) {
    if (suites[i] == nullptr) return Fail(error, GRADUASI_BAD_CALL, "suites", "A suite of the list is NULL.");
    copies.push_back(suites[i]->suite);
  }
  Findings findings;
  absl::StatusOr<MutationReport> report = TestMutants(policy->policy, copies, read, &findings);
  if (!report.ok()) {
    return Fail(error, CodeOf(report.status(), GRADUASI_BAD_POLICY), FindingsOf(report.status(), std::move(findings)));
  }
  made->report = *std::move(report);
  *out = made.release();
  return GRADUASI_OK;
}

const MutantResult* MutantAt(const graduasi_mutation_report* report, size_t index) {
  return report == nullptr ? nullptr : At(report->report.mutants, index);
}

// One of the whole texts of the handle.
template <typename Make>
const char* Rendered(const graduasi_mutation_report* report, size_t text, const Make& make) noexcept {
  return graduasi::capi::Rendered(&report->mutex, &report->texts[text], make);
}

}  // namespace

graduasi_status graduasi_mutation_run(const graduasi_policy* policy, const graduasi_suite* const* suites, size_t suite_count,
                                      const graduasi_mutation_options* options, graduasi_mutation_report** out,
                                      graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&] { return RunMutation(policy, suites, suite_count, options, out, error); });
}

size_t graduasi_mutation_report_count(const graduasi_mutation_report* report) noexcept {
  return report == nullptr ? 0 : report->report.mutants.size();
}

size_t graduasi_mutation_report_killed_count(const graduasi_mutation_report* report) noexcept {
  return report == nullptr ? 0 : report->report.killed;
}

size_t graduasi_mutation_report_equivalent_count(const graduasi_mutation_report* report) noexcept {
  return report == nullptr ? 0 : report->report.equivalent;
}

size_t graduasi_mutation_report_survived_count(const graduasi_mutation_report* report) noexcept {
  return report == nullptr ? 0 : report->report.survived;
}

int32_t graduasi_mutation_report_score_per_mille(const graduasi_mutation_report* report) noexcept {
  return report == nullptr ? 0 : static_cast<int32_t>(report->report.score_per_mille());
}

const char* graduasi_mutation_report_id(const graduasi_mutation_report* report, size_t index) noexcept {
  const MutantResult* result = MutantAt(report, index);
  return result == nullptr ? nullptr : result->mutant.id.c_str();
}

int32_t graduasi_mutation_report_standing(const graduasi_mutation_report* report, size_t index) noexcept {
  const MutantResult* result = MutantAt(report, index);
  return result == nullptr ? -1 : static_cast<int32_t>(result->standing);
}

int32_t graduasi_mutation_report_line(const graduasi_mutation_report* report, size_t index) noexcept {
  const MutantResult* result = MutantAt(report, index);
  return result == nullptr ? 0 : result->mutant.place.line;
}

const char* graduasi_mutation_report_description(const graduasi_mutation_report* report, size_t index,
                                                 int32_t language) noexcept {
  const MutantResult* result = MutantAt(report, index);
  return result == nullptr ? nullptr : graduasi::capi::TextIn(result->mutant.description, language);
}

const char* graduasi_mutation_report_killed_by(const graduasi_mutation_report* report, size_t index) noexcept {
  const MutantResult* result = MutantAt(report, index);
  return result == nullptr || result->standing != MutantStanding::kKilled ? nullptr : result->killed_by.c_str();
}

const char* graduasi_mutation_report_text(const graduasi_mutation_report* report, int32_t language) noexcept {
  Language read;
  if (report == nullptr || !ReadLanguage(language, &read)) return nullptr;
  return Rendered(report, read == Language::kIndonesian ? 0 : 1, [&] { return ToText(report->report, report->file, read); });
}

const char* graduasi_mutation_report_json(const graduasi_mutation_report* report) noexcept {
  return report == nullptr ? nullptr : Rendered(report, 2, [&] { return ToJson(report->report); });
}

const char* graduasi_mutation_report_cases(const graduasi_mutation_report* report) noexcept {
  return report == nullptr ? nullptr : Rendered(report, 3, [&] { return CasesToText(report->report); });
}

void graduasi_mutation_report_free(graduasi_mutation_report* report) noexcept { delete report; }
