// What tests have seen of a policy, through the C interface. What a function does is written in graduasi.h and not repeated
// here.
#include "graduasi/coverage.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "capi/graduasi.h"
#include "capi/handles.h"

struct graduasi_coverage {
  graduasi::PolicyCoverage coverage;
  std::string policy_file, policy_text;  // as the caller gave them
  // Whole texts, each made when it is first asked for, under the mutex, and never changed afterwards.
  mutable std::mutex mutex;
  mutable std::unique_ptr<const std::string> texts[5];
};

namespace {

using graduasi::Findings;
using graduasi::Language;
using graduasi::capi::CodeOf;
using graduasi::capi::Fail;
using graduasi::capi::FindingsOf;
using graduasi::capi::Guard;
using graduasi::capi::ReadLanguage;

graduasi_status ReadOptions(const graduasi_coverage_options* options, graduasi_coverage* made, graduasi_error** error) {
  if (options == nullptr) return GRADUASI_OK;
  if (const graduasi_status status =
          graduasi::capi::CheckOptionsSize(*options, "struct_size must be sizeof(graduasi_coverage_options).", error);
      status != GRADUASI_OK) {
    return status;
  }
  if (options->policy_text == nullptr && options->policy_text_size != 0) {
    return Fail(error, GRADUASI_BAD_CALL, "options.policy_text", "The text is NULL, but its size is not 0.");
  }
  if (options->policy_file != nullptr) made->policy_file = options->policy_file;
  if (options->policy_text != nullptr) made->policy_text.assign(options->policy_text, options->policy_text_size);
  return GRADUASI_OK;
}

graduasi_status Measure(const graduasi_policy* policy, const graduasi_suite* const* suites, size_t suite_count,
                        const graduasi_coverage_options* options, graduasi_coverage** out, graduasi_error** error) {
  if (policy == nullptr) return Fail(error, GRADUASI_BAD_CALL, "policy", "policy must not be NULL.");
  if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
  if (suites == nullptr && suite_count != 0) {
    return Fail(error, GRADUASI_BAD_CALL, "suites", "The list is NULL, but its count is not 0.");
  }
  std::vector<graduasi::PolicyTestSuite> list;
  for (size_t i = 0; i < suite_count; ++i) {
    if (suites[i] == nullptr) return Fail(error, GRADUASI_BAD_CALL, "suites", "A suite of the list is NULL.");
    list.push_back(suites[i]->suite);
  }
  auto made = std::make_unique<graduasi_coverage>();
  if (const graduasi_status status = ReadOptions(options, made.get(), error); status != GRADUASI_OK) return status;
  Findings findings;
  absl::StatusOr<graduasi::PolicyCoverage> coverage = graduasi::MeasureCoverage(policy->policy, list, &findings);
  if (!coverage.ok()) {
    return Fail(error, CodeOf(coverage.status(), GRADUASI_BAD_POLICY), FindingsOf(coverage.status(), std::move(findings)));
  }
  made->coverage = *std::move(coverage);
  *out = made.release();
  return GRADUASI_OK;
}

// One of the whole texts of the handle.
template <typename Make>
const char* Rendered(const graduasi_coverage* coverage, size_t text, const Make& make) noexcept {
  return graduasi::capi::Rendered(&coverage->mutex, &coverage->texts[text], make);
}

}  // namespace

graduasi_status graduasi_coverage_measure(const graduasi_policy* policy, const graduasi_suite* const* suites,
                                          size_t suite_count, const graduasi_coverage_options* options, graduasi_coverage** out,
                                          graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&] { return Measure(policy, suites, suite_count, options, out, error); });
}

const char* graduasi_coverage_text(const graduasi_coverage* coverage, int32_t language) noexcept {
  Language read;
  if (coverage == nullptr || !ReadLanguage(language, &read)) return nullptr;
  return Rendered(coverage, read == Language::kIndonesian ? 0 : 1,
                  [&] { return ToText(coverage->coverage, coverage->policy_file, read); });
}

const char* graduasi_coverage_listing(const graduasi_coverage* coverage, int32_t language) noexcept {
  Language read;
  if (coverage == nullptr || !ReadLanguage(language, &read)) return nullptr;
  return Rendered(coverage, read == Language::kIndonesian ? 2 : 3,
                  [&] { return Listing(coverage->coverage, coverage->policy_text, read); });
}

const char* graduasi_coverage_json(const graduasi_coverage* coverage) noexcept {
  return coverage == nullptr ? nullptr : Rendered(coverage, 4, [&] { return ToJson(coverage->coverage); });
}

void graduasi_coverage_free(graduasi_coverage* coverage) noexcept { delete coverage; }
