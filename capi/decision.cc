// Decisions through the C interface: reads a record and options, decides, and hands out what the decision holds. What a
// function does is written in graduasi.h and not repeated here.
#include "graduasi/decision.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "capi/codes.h"
#include "capi/graduasi.h"
#include "capi/handles.h"
#include "graduasi/engine.h"
#include "graduasi/household.h"

namespace {

using graduasi::Decision;
using graduasi::Findings;
using graduasi::Language;
using graduasi::capi::At;
using graduasi::capi::CodeOf;
using graduasi::capi::Fail;
using graduasi::capi::FindingsOf;
using graduasi::capi::Guard;
using graduasi::capi::IsDay;
using graduasi::capi::ReadLanguage;
using graduasi::capi::TextIn;
using graduasi::capi::TextOf;

// The element `index` of a list of the decision; null if the handle is null or the index past the end.
template <typename T>
const T* In(const graduasi_decision* decision, std::vector<T> Decision::*list, size_t index) {
  return decision == nullptr ? nullptr : At(decision->decision.*list, index);
}

graduasi_status ReadOptions(const graduasi_decide_options* options, graduasi::DecideOptions* read, graduasi_error** error) {
  if (options == nullptr) return GRADUASI_OK;
  return graduasi::capi::ReadDecideOptions(*options, &read->recorded_when_true,
                                           "struct_size must be sizeof(graduasi_decide_options).", error);
}

// The decision on a record that could not be read.
Decision Unreadable(const graduasi::Policy& policy, graduasi::Date as_of, const graduasi::DecideOptions& options,
                    Findings findings) {
  Decision decision;
  decision.as_of = as_of;
  decision.policy_id = policy.document().id.text;
  decision.policy_version = policy.document().version.text;
  decision.outcome = graduasi::Outcome::kInvalid;
  decision.findings = std::move(findings);
  decision.recorded_when_true = options.recorded_when_true;
  return decision;
}

using ReadFunction = absl::StatusOr<graduasi::Household> (*)(absl::string_view, Findings*);

graduasi_status Decide(const graduasi_policy* policy, ReadFunction read_household, const void* bytes, size_t size,
                       int32_t as_of_days, const graduasi_decide_options* options, graduasi_decision** out,
                       graduasi_error** error) {
  if (policy == nullptr) return Fail(error, GRADUASI_BAD_CALL, "policy", "policy must not be NULL.");
  if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
  if (bytes == nullptr && size != 0) {
    return Fail(error, GRADUASI_BAD_CALL, "size", "The household is NULL, but its size is not 0.");
  }
  const absl::string_view record(bytes == nullptr ? "" : static_cast<const char*>(bytes), size);
  graduasi::DecideOptions read;
  if (const graduasi_status status = ReadOptions(options, &read, error); status != GRADUASI_OK) return status;
  if (!IsDay(as_of_days)) return Fail(error, GRADUASI_BAD_CALL, "as_of_days", "The day must lie in years 1 to 9999.");
  const graduasi::Date as_of = graduasi::Date::FromDays(as_of_days);
  Findings findings;
  absl::StatusOr<graduasi::Household> household = read_household(record, &findings);
  const bool readable = household.ok();
  if (!readable && graduasi::capi::CodeOf(household.status(), GRADUASI_BAD_DATA) != GRADUASI_BAD_DATA) {
    return Fail(error, graduasi::capi::CodeOf(household.status(), GRADUASI_BAD_DATA),
                FindingsOf(household.status(), std::move(findings)));
  }
  // An unreadable record is decided too, as an empty one: a wrong day or option is a wrong call whatever the record is.
  absl::StatusOr<Decision> decision = policy->policy.Decide(readable ? *household : graduasi::Household(), as_of, read);
  if (!decision.ok()) {
    const char* path = decision.status().code() == absl::StatusCode::kFailedPrecondition ? "as_of_days" : "options";
    return Fail(error, graduasi::capi::CodeOf(decision.status(), GRADUASI_BAD_CALL), path,
                std::string(decision.status().message()));
  }
  if (!readable) {
    *decision = Unreadable(policy->policy, as_of, read, FindingsOf(household.status(), std::move(findings)));
  }
  *out = new graduasi_decision(*std::move(decision));
  return GRADUASI_OK;
}

// A text of a decision, made by `make` when first asked for; null if that fails.
template <typename Make>
const std::string* Rendered(const graduasi_decision* decision,
                            std::unique_ptr<const std::string> graduasi_decision::Texts::*text, const Make& make) noexcept {
  const std::string* result = nullptr;
  (void)Guard(nullptr, [&] {
    graduasi_decision::Texts& texts = decision->texts;
    const std::lock_guard<std::mutex> lock(texts.mutex);
    if (texts.*text == nullptr) texts.*text = std::make_unique<const std::string>(make());
    result = (texts.*text).get();
    return GRADUASI_OK;
  });
  return result;
}

int32_t CodeOf(graduasi::CriterionResult result) {
  switch (result) {
    case graduasi::CriterionResult::kPass:
      return GRADUASI_CRITERION_PASS;
    case graduasi::CriterionResult::kFail:
      return GRADUASI_CRITERION_FAIL;
    case graduasi::CriterionResult::kMissing:
      return GRADUASI_CRITERION_MISSING;
    case graduasi::CriterionResult::kNotApplicable:
      return GRADUASI_CRITERION_NOT_APPLICABLE;
    case graduasi::CriterionResult::kError:
      break;
  }
  return GRADUASI_CRITERION_ERROR;
}

int32_t CodeOf(graduasi::SafeguardResult result) {
  switch (result) {
    case graduasi::SafeguardResult::kClear:
      return GRADUASI_SAFEGUARD_CLEAR;
    case graduasi::SafeguardResult::kHolds:
      return GRADUASI_SAFEGUARD_HOLDS;
    case graduasi::SafeguardResult::kMissing:
      return GRADUASI_SAFEGUARD_MISSING;
    case graduasi::SafeguardResult::kError:
      break;
  }
  return GRADUASI_SAFEGUARD_ERROR;
}

int32_t CodeOf(graduasi::RouteResult result) {
  switch (result) {
    case graduasi::RouteResult::kMet:
      return GRADUASI_ROUTE_MET;
    case graduasi::RouteResult::kNotMet:
      return GRADUASI_ROUTE_NOT_MET;
    case graduasi::RouteResult::kMissing:
      return GRADUASI_ROUTE_MISSING;
    case graduasi::RouteResult::kError:
      break;
  }
  return GRADUASI_ROUTE_ERROR;
}

int32_t CodeOf(graduasi::WhyMissing why) {
  switch (why) {
    case graduasi::WhyMissing::kStale:
      return GRADUASI_MISSING_STALE;
    case graduasi::WhyMissing::kImprecise:
      return GRADUASI_MISSING_IMPRECISE;
    case graduasi::WhyMissing::kNoEntry:
      return GRADUASI_MISSING_NO_ENTRY;
    case graduasi::WhyMissing::kAbsent:
      break;
  }
  return GRADUASI_MISSING_ABSENT;
}

}  // namespace

graduasi_status graduasi_decide_json(const graduasi_policy* policy, const char* json, size_t size, int32_t as_of_days,
                                     const graduasi_decide_options* options, graduasi_decision** out,
                                     graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error,
               [&] { return Decide(policy, graduasi::ParseHouseholdJson, json, size, as_of_days, options, out, error); });
}

graduasi_status graduasi_decide_binary(const graduasi_policy* policy, const void* bytes, size_t size, int32_t as_of_days,
                                       const graduasi_decide_options* options, graduasi_decision** out,
                                       graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error,
               [&] { return Decide(policy, graduasi::ParseHouseholdBinary, bytes, size, as_of_days, options, out, error); });
}

int32_t graduasi_decision_outcome(const graduasi_decision* decision) noexcept {
  return decision == nullptr ? GRADUASI_OUTCOME_INVALID : CodeOf(decision->decision.outcome);
}

const char* graduasi_decision_household_id(const graduasi_decision* decision) noexcept {
  return decision == nullptr ? nullptr : decision->decision.household_id.c_str();
}

const char* graduasi_decision_route(const graduasi_decision* decision) noexcept {
  return decision == nullptr ? nullptr : decision->decision.route.c_str();
}

const char* graduasi_decision_policy_id(const graduasi_decision* decision) noexcept {
  return decision == nullptr ? nullptr : decision->decision.policy_id.c_str();
}

const char* graduasi_decision_policy_version(const graduasi_decision* decision) noexcept {
  return decision == nullptr ? nullptr : decision->decision.policy_version.c_str();
}

int32_t graduasi_decision_as_of_days(const graduasi_decision* decision) noexcept {
  return decision == nullptr ? 0 : decision->decision.as_of.days();
}

size_t graduasi_decision_criterion_count(const graduasi_decision* decision) noexcept {
  return decision == nullptr ? 0 : decision->decision.criteria.size();
}

const char* graduasi_decision_criterion_id(const graduasi_decision* decision, size_t index) noexcept {
  const auto* criterion = In(decision, &Decision::criteria, index);
  return criterion == nullptr ? nullptr : criterion->id.c_str();
}

int32_t graduasi_decision_criterion_result(const graduasi_decision* decision, size_t index) noexcept {
  const auto* criterion = In(decision, &Decision::criteria, index);
  return criterion == nullptr ? GRADUASI_CRITERION_ERROR : CodeOf(criterion->result);
}

const char* graduasi_decision_criterion_title(const graduasi_decision* decision, size_t index, int32_t language) noexcept {
  const auto* criterion = In(decision, &Decision::criteria, index);
  return criterion == nullptr ? nullptr : TextIn(criterion->title, language);
}

const char* graduasi_decision_criterion_reason(const graduasi_decision* decision, size_t index, int32_t language) noexcept {
  const auto* criterion = In(decision, &Decision::criteria, index);
  return criterion == nullptr ? nullptr : TextIn(criterion->reason, language);
}

const char* graduasi_decision_criterion_source(const graduasi_decision* decision, size_t index) noexcept {
  const auto* criterion = In(decision, &Decision::criteria, index);
  return criterion == nullptr ? nullptr : criterion->source.c_str();
}

int32_t graduasi_decision_criterion_is_proposal(const graduasi_decision* decision, size_t index) noexcept {
  const auto* criterion = In(decision, &Decision::criteria, index);
  return criterion != nullptr && criterion->proposal ? 1 : 0;
}

int32_t graduasi_decision_criterion_can_act(const graduasi_decision* decision, size_t index) noexcept {
  const auto* criterion = In(decision, &Decision::criteria, index);
  return criterion == nullptr ? GRADUASI_ACTOR_UNSPECIFIED : CodeOf(criterion->can_act);
}

size_t graduasi_decision_safeguard_count(const graduasi_decision* decision) noexcept {
  return decision == nullptr ? 0 : decision->decision.safeguards.size();
}

const char* graduasi_decision_safeguard_id(const graduasi_decision* decision, size_t index) noexcept {
  const auto* safeguard = In(decision, &Decision::safeguards, index);
  return safeguard == nullptr ? nullptr : safeguard->id.c_str();
}

int32_t graduasi_decision_safeguard_result(const graduasi_decision* decision, size_t index) noexcept {
  const auto* safeguard = In(decision, &Decision::safeguards, index);
  return safeguard == nullptr ? GRADUASI_SAFEGUARD_ERROR : CodeOf(safeguard->result);
}

const char* graduasi_decision_safeguard_title(const graduasi_decision* decision, size_t index, int32_t language) noexcept {
  const auto* safeguard = In(decision, &Decision::safeguards, index);
  return safeguard == nullptr ? nullptr : TextIn(safeguard->title, language);
}

const char* graduasi_decision_safeguard_reason(const graduasi_decision* decision, size_t index, int32_t language) noexcept {
  const auto* safeguard = In(decision, &Decision::safeguards, index);
  return safeguard == nullptr ? nullptr : TextIn(safeguard->reason, language);
}

const char* graduasi_decision_safeguard_source(const graduasi_decision* decision, size_t index) noexcept {
  const auto* safeguard = In(decision, &Decision::safeguards, index);
  return safeguard == nullptr ? nullptr : safeguard->source.c_str();
}

int32_t graduasi_decision_safeguard_is_proposal(const graduasi_decision* decision, size_t index) noexcept {
  const auto* safeguard = In(decision, &Decision::safeguards, index);
  return safeguard != nullptr && safeguard->proposal ? 1 : 0;
}

size_t graduasi_decision_route_count(const graduasi_decision* decision) noexcept {
  return decision == nullptr ? 0 : decision->decision.routes.size();
}

const char* graduasi_decision_route_id(const graduasi_decision* decision, size_t index) noexcept {
  const auto* route = In(decision, &Decision::routes, index);
  return route == nullptr ? nullptr : route->id.c_str();
}

int32_t graduasi_decision_route_result(const graduasi_decision* decision, size_t index) noexcept {
  const auto* route = In(decision, &Decision::routes, index);
  return route == nullptr ? GRADUASI_ROUTE_ERROR : CodeOf(route->result);
}

const char* graduasi_decision_route_title(const graduasi_decision* decision, size_t index, int32_t language) noexcept {
  const auto* route = In(decision, &Decision::routes, index);
  return route == nullptr ? nullptr : TextIn(route->title, language);
}

size_t graduasi_decision_route_blocked_by_count(const graduasi_decision* decision, size_t route_index) noexcept {
  const auto* route = In(decision, &Decision::routes, route_index);
  return route == nullptr ? 0 : route->blocked_by.size();
}

const char* graduasi_decision_route_blocked_by(const graduasi_decision* decision, size_t route_index, size_t index) noexcept {
  const auto* route = In(decision, &Decision::routes, route_index);
  return route == nullptr ? nullptr : TextOf(At(route->blocked_by, index));
}

size_t graduasi_decision_route_waiting_for_count(const graduasi_decision* decision, size_t route_index) noexcept {
  const auto* route = In(decision, &Decision::routes, route_index);
  return route == nullptr ? 0 : route->waiting_for.size();
}

const char* graduasi_decision_route_waiting_for(const graduasi_decision* decision, size_t route_index, size_t index) noexcept {
  const auto* route = In(decision, &Decision::routes, route_index);
  return route == nullptr ? nullptr : TextOf(At(route->waiting_for, index));
}

size_t graduasi_decision_route_at_least_count(const graduasi_decision* decision, size_t route_index) noexcept {
  const auto* route = In(decision, &Decision::routes, route_index);
  return route == nullptr ? 0 : route->at_least.size();
}

int64_t graduasi_decision_route_at_least_needed(const graduasi_decision* decision, size_t route_index, size_t index) noexcept {
  const auto* route = In(decision, &Decision::routes, route_index);
  const auto* list = route == nullptr ? nullptr : At(route->at_least, index);
  return list == nullptr ? 0 : list->needed;
}

int64_t graduasi_decision_route_at_least_passed(const graduasi_decision* decision, size_t route_index, size_t index) noexcept {
  const auto* route = In(decision, &Decision::routes, route_index);
  const auto* list = route == nullptr ? nullptr : At(route->at_least, index);
  return list == nullptr ? 0 : list->passed;
}

size_t graduasi_decision_missing_count(const graduasi_decision* decision) noexcept {
  return decision == nullptr ? 0 : decision->decision.missing.size();
}

const char* graduasi_decision_missing_path(const graduasi_decision* decision, size_t index) noexcept {
  const auto* missing = In(decision, &Decision::missing, index);
  return missing == nullptr ? nullptr : missing->path.c_str();
}

int32_t graduasi_decision_missing_why(const graduasi_decision* decision, size_t index) noexcept {
  const auto* missing = In(decision, &Decision::missing, index);
  return missing == nullptr ? GRADUASI_MISSING_ABSENT : CodeOf(missing->why);
}

const char* graduasi_decision_missing_known(const graduasi_decision* decision, size_t index) noexcept {
  const auto* missing = In(decision, &Decision::missing, index);
  return missing == nullptr ? nullptr : missing->known.c_str();
}

size_t graduasi_decision_missing_needed_by_count(const graduasi_decision* decision, size_t missing_index) noexcept {
  const auto* missing = In(decision, &Decision::missing, missing_index);
  return missing == nullptr ? 0 : missing->needed_by.size();
}

const char* graduasi_decision_missing_needed_by(const graduasi_decision* decision, size_t missing_index,
                                                size_t index) noexcept {
  const auto* missing = In(decision, &Decision::missing, missing_index);
  return missing == nullptr ? nullptr : TextOf(At(missing->needed_by, index));
}

size_t graduasi_decision_finding_count(const graduasi_decision* decision) noexcept {
  return decision == nullptr ? 0 : decision->decision.findings.size();
}

const char* graduasi_decision_finding_message(const graduasi_decision* decision, size_t index) noexcept {
  const auto* finding = In(decision, &Decision::findings, index);
  return finding == nullptr ? nullptr : finding->message.c_str();
}

const char* graduasi_decision_finding_path(const graduasi_decision* decision, size_t index) noexcept {
  const auto* finding = In(decision, &Decision::findings, index);
  return finding == nullptr ? nullptr : finding->path.c_str();
}

int32_t graduasi_decision_finding_line(const graduasi_decision* decision, size_t index) noexcept {
  const auto* finding = In(decision, &Decision::findings, index);
  return finding == nullptr ? 0 : finding->line;
}

int32_t graduasi_decision_finding_column(const graduasi_decision* decision, size_t index) noexcept {
  const auto* finding = In(decision, &Decision::findings, index);
  return finding == nullptr ? 0 : finding->column;
}

const char* graduasi_decision_text(const graduasi_decision* decision, int32_t language_code) noexcept {
  Language language;
  if (decision == nullptr || !ReadLanguage(language_code, &language)) return nullptr;
  const auto text =
      language == Language::kIndonesian ? &graduasi_decision::Texts::indonesian : &graduasi_decision::Texts::english;
  return TextOf(Rendered(decision, text, [&] { return graduasi::Explain(decision->decision, language); }));
}

const char* graduasi_decision_json(const graduasi_decision* decision) noexcept {
  if (decision == nullptr) return nullptr;
  return TextOf(Rendered(decision, &graduasi_decision::Texts::json, [&] { return graduasi::ToJson(decision->decision); }));
}

const void* graduasi_decision_binary(const graduasi_decision* decision, size_t* size) noexcept {
  if (size != nullptr) *size = 0;
  if (decision == nullptr || size == nullptr) return nullptr;
  const std::string* binary =
      Rendered(decision, &graduasi_decision::Texts::binary, [&] { return graduasi::ToBinary(decision->decision); });
  if (binary != nullptr) *size = binary->size();
  return binary == nullptr ? nullptr : binary->data();
}

void graduasi_decision_free(graduasi_decision* decision) noexcept { delete decision; }
