// The C interface over the C++ one: version, errors, days, policies and the reference of facts (decisions are in decision.cc).
// What a function does is written in graduasi.h and not repeated here.
#include "capi/graduasi.h"

#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "capi/facts.h"
#include "capi/handles.h"
#include "graduasi/date.h"
#include "graduasi/engine.h"
#include "graduasi/finding.h"
#include "graduasi/policy.h"

namespace {

using graduasi::Finding;
using graduasi::Findings;
using graduasi::PolicyDocument;
using graduasi::capi::At;
using graduasi::capi::CodeOf;
using graduasi::capi::Fail;
using graduasi::capi::FindingsOf;
using graduasi::capi::Guard;
using graduasi::capi::IsDay;
using graduasi::capi::NoMemory;
using graduasi::capi::TextIn;
using graduasi::capi::TextOf;

const Finding* FindingAt(const graduasi_error* error, size_t index) {
  return error == nullptr || error == NoMemory() ? nullptr : At(error->findings, index);
}

const PolicyDocument* DocumentOf(const graduasi_policy* policy) {
  return policy == nullptr ? nullptr : &policy->policy.document();
}

// The element `index` of a list of a policy; null if the handle is null or the index past the end.
template <typename T>
const T* In(const graduasi_policy* policy, std::vector<T> PolicyDocument::*list, size_t index) {
  return policy == nullptr ? nullptr : At(DocumentOf(policy)->*list, index);
}

// Null if the handle is null or the policy declares none.
const graduasi::RankingRule* RankingOf(const graduasi_policy* policy) {
  return policy == nullptr || !DocumentOf(policy)->ranking.has_value() ? nullptr : &*DocumentOf(policy)->ranking;
}

const graduasi::capi::FactEntry* FactAt(const graduasi_facts* facts, size_t index) {
  return facts == nullptr ? nullptr : At(facts->entries, index);
}

int32_t DaysOr(const graduasi::Placed& day, int32_t open) {
  const auto date = graduasi::Date::Parse(day.text);
  return date.has_value() ? date->days() : open;
}

using ParseFunction = absl::StatusOr<graduasi::Policy> (*)(absl::string_view, Findings*);

graduasi_status ReadPolicy(ParseFunction parse, const char* name, const void* bytes, size_t size, graduasi_policy** out,
                           graduasi_error** error) noexcept {
  const auto make = [](graduasi::Policy policy) { return new graduasi_policy(std::move(policy)); };
  return graduasi::capi::ReadDocument(name, bytes, size, GRADUASI_BAD_POLICY, parse, make, out, error);
}

}  // namespace

uint32_t graduasi_version(void) noexcept {
  return GRADUASI_VERSION_MAJOR * 1000000u + GRADUASI_VERSION_MINOR * 1000u + GRADUASI_VERSION_PATCH;
}

// ---- Error ----

size_t graduasi_error_count(const graduasi_error* error) noexcept {
  if (error == nullptr) return 0;
  return error == NoMemory() ? 1 : error->findings.size();
}

const char* graduasi_error_message(const graduasi_error* error, size_t index) noexcept {
  if (error != nullptr && error == NoMemory()) return index == 0 ? "Out of memory." : nullptr;
  const Finding* finding = FindingAt(error, index);
  return finding == nullptr ? nullptr : finding->message.c_str();
}

const char* graduasi_error_path(const graduasi_error* error, size_t index) noexcept {
  if (error != nullptr && error == NoMemory()) return index == 0 ? "" : nullptr;
  const Finding* finding = FindingAt(error, index);
  return finding == nullptr ? nullptr : finding->path.c_str();
}

int32_t graduasi_error_line(const graduasi_error* error, size_t index) noexcept {
  const Finding* finding = FindingAt(error, index);
  return finding == nullptr ? 0 : finding->line;
}

int32_t graduasi_error_column(const graduasi_error* error, size_t index) noexcept {
  const Finding* finding = FindingAt(error, index);
  return finding == nullptr ? 0 : finding->column;
}

void graduasi_error_free(graduasi_error* error) noexcept {
  if (error != NoMemory()) delete error;
}

// ---- Days ----

graduasi_status graduasi_day_parse(const char* text, size_t size, int32_t* days, graduasi_error** error) noexcept {
  if (days != nullptr) *days = 0;
  return Guard(error, [&]() -> graduasi_status {
    if (days == nullptr) return Fail(error, GRADUASI_BAD_CALL, "days", "days must not be NULL.");
    if (text == nullptr && size != 0) {
      return Fail(error, GRADUASI_BAD_CALL, "text", "The text is NULL, but its size is not 0.");
    }
    const auto date = graduasi::Date::Parse(absl::string_view(text == nullptr ? "" : text, size));
    if (!date.has_value()) {
      return Fail(error, GRADUASI_BAD_DATA, "", "This is not a day of the calendar; write it as in 2026-06-15.");
    }
    *days = date->days();
    return GRADUASI_OK;
  });
}

graduasi_status graduasi_day_format(int32_t days, char* buffer, size_t buffer_size, graduasi_error** error) noexcept {
  if (buffer != nullptr && buffer_size != 0) buffer[0] = '\0';
  return Guard(error, [&]() -> graduasi_status {
    if (buffer == nullptr || buffer_size < GRADUASI_DAY_SIZE) {
      return Fail(error, GRADUASI_BAD_CALL, "buffer", "The buffer must have GRADUASI_DAY_SIZE bytes.");
    }
    if (!IsDay(days)) return Fail(error, GRADUASI_BAD_CALL, "days", "The day must lie in years 1 to 9999.");
    const std::string text = graduasi::Date::FromDays(days).ToString();
    std::memcpy(buffer, text.c_str(), text.size() + 1);
    return GRADUASI_OK;
  });
}

// ---- Policy ----

graduasi_status graduasi_policy_parse(const char* text, size_t size, graduasi_policy** out, graduasi_error** error) noexcept {
  return ReadPolicy(&graduasi::Policy::Parse, "text", text, size, out, error);
}

graduasi_status graduasi_policy_parse_json(const char* json, size_t size, graduasi_policy** out,
                                           graduasi_error** error) noexcept {
  return ReadPolicy(&graduasi::Policy::ParseJson, "json", json, size, out, error);
}

graduasi_status graduasi_policy_parse_binary(const void* bytes, size_t size, graduasi_policy** out,
                                             graduasi_error** error) noexcept {
  return ReadPolicy(&graduasi::Policy::ParseBinary, "bytes", bytes, size, out, error);
}

const char* graduasi_policy_id(const graduasi_policy* policy) noexcept {
  return policy == nullptr ? nullptr : DocumentOf(policy)->id.text.c_str();
}

const char* graduasi_policy_version(const graduasi_policy* policy) noexcept {
  return policy == nullptr ? nullptr : DocumentOf(policy)->version.text.c_str();
}

const char* graduasi_policy_hash(const graduasi_policy* policy) noexcept {
  return policy == nullptr ? nullptr : policy->policy.hash().c_str();
}

const char* graduasi_policy_title(const graduasi_policy* policy, int32_t language) noexcept {
  return policy == nullptr ? nullptr : TextIn(DocumentOf(policy)->title, language);
}

int32_t graduasi_policy_is_synthetic(const graduasi_policy* policy) noexcept {
  return policy != nullptr && DocumentOf(policy)->synthetic ? 1 : 0;
}

int32_t graduasi_policy_effective_from_days(const graduasi_policy* policy) noexcept {
  return policy == nullptr ? 0 : DaysOr(DocumentOf(policy)->effective_from, std::numeric_limits<int32_t>::min());
}

int32_t graduasi_policy_effective_until_days(const graduasi_policy* policy) noexcept {
  return policy == nullptr ? 0 : DaysOr(DocumentOf(policy)->effective_until, GRADUASI_DAY_OPEN);
}

size_t graduasi_policy_criterion_count(const graduasi_policy* policy) noexcept {
  return policy == nullptr ? 0 : DocumentOf(policy)->criteria.size();
}

const char* graduasi_policy_criterion_id(const graduasi_policy* policy, size_t index) noexcept {
  const auto* criterion = In(policy, &PolicyDocument::criteria, index);
  return criterion == nullptr ? nullptr : criterion->id.text.c_str();
}

const char* graduasi_policy_criterion_title(const graduasi_policy* policy, size_t index, int32_t language) noexcept {
  const auto* criterion = In(policy, &PolicyDocument::criteria, index);
  return criterion == nullptr ? nullptr : TextIn(criterion->title, language);
}

size_t graduasi_policy_safeguard_count(const graduasi_policy* policy) noexcept {
  return policy == nullptr ? 0 : DocumentOf(policy)->safeguards.size();
}

const char* graduasi_policy_safeguard_id(const graduasi_policy* policy, size_t index) noexcept {
  const auto* safeguard = In(policy, &PolicyDocument::safeguards, index);
  return safeguard == nullptr ? nullptr : safeguard->id.text.c_str();
}

const char* graduasi_policy_safeguard_title(const graduasi_policy* policy, size_t index, int32_t language) noexcept {
  const auto* safeguard = In(policy, &PolicyDocument::safeguards, index);
  return safeguard == nullptr ? nullptr : TextIn(safeguard->title, language);
}

size_t graduasi_policy_route_count(const graduasi_policy* policy) noexcept {
  return policy == nullptr ? 0 : DocumentOf(policy)->routes.size();
}

const char* graduasi_policy_route_id(const graduasi_policy* policy, size_t index) noexcept {
  const auto* route = In(policy, &PolicyDocument::routes, index);
  return route == nullptr ? nullptr : route->id.text.c_str();
}

const char* graduasi_policy_route_title(const graduasi_policy* policy, size_t index, int32_t language) noexcept {
  const auto* route = In(policy, &PolicyDocument::routes, index);
  return route == nullptr ? nullptr : TextIn(route->title, language);
}

size_t graduasi_policy_fact_read_count(const graduasi_policy* policy) noexcept {
  return policy == nullptr ? 0 : policy->policy.facts_read().size();
}

const char* graduasi_policy_fact_read(const graduasi_policy* policy, size_t index) noexcept {
  return policy == nullptr ? nullptr : TextOf(At(policy->policy.facts_read(), index));
}

const char* graduasi_policy_ranking_id(const graduasi_policy* policy) noexcept {
  const graduasi::RankingRule* ranking = RankingOf(policy);
  return ranking == nullptr ? nullptr : ranking->id.text.c_str();
}

const char* graduasi_policy_ranking_title(const graduasi_policy* policy, int32_t language) noexcept {
  const graduasi::RankingRule* ranking = RankingOf(policy);
  return ranking == nullptr ? nullptr : TextIn(ranking->title, language);
}

size_t graduasi_policy_ranking_key_count(const graduasi_policy* policy) noexcept {
  const graduasi::RankingRule* ranking = RankingOf(policy);
  return ranking == nullptr ? 0 : ranking->keys.size();
}

const char* graduasi_policy_ranking_key_id(const graduasi_policy* policy, size_t index) noexcept {
  const graduasi::RankingRule* ranking = RankingOf(policy);
  const auto* key = ranking == nullptr ? nullptr : At(ranking->keys, index);
  return key == nullptr ? nullptr : key->id.text.c_str();
}

const char* graduasi_policy_ranking_key_title(const graduasi_policy* policy, size_t index, int32_t language) noexcept {
  const graduasi::RankingRule* ranking = RankingOf(policy);
  const auto* key = ranking == nullptr ? nullptr : At(ranking->keys, index);
  return key == nullptr ? nullptr : TextIn(key->title, language);
}

size_t graduasi_policy_ranking_fact_read_count(const graduasi_policy* policy) noexcept {
  return policy == nullptr ? 0 : policy->policy.ranking_facts_read().size();
}

const char* graduasi_policy_ranking_fact_read(const graduasi_policy* policy, size_t index) noexcept {
  return policy == nullptr ? nullptr : TextOf(At(policy->policy.ranking_facts_read(), index));
}

void graduasi_policy_free(graduasi_policy* policy) noexcept { delete policy; }

// ---- Facts ----

graduasi_status graduasi_facts_list(graduasi_facts** out, graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&]() -> graduasi_status {
    if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
    *out = new graduasi_facts{graduasi::capi::ListFacts()};
    return GRADUASI_OK;
  });
}

size_t graduasi_facts_count(const graduasi_facts* facts) noexcept { return facts == nullptr ? 0 : facts->entries.size(); }

const char* graduasi_facts_path(const graduasi_facts* facts, size_t index) noexcept {
  const auto* fact = FactAt(facts, index);
  return fact == nullptr ? nullptr : fact->path.c_str();
}

const char* graduasi_facts_type(const graduasi_facts* facts, size_t index) noexcept {
  const auto* fact = FactAt(facts, index);
  return fact == nullptr ? nullptr : fact->type.c_str();
}

const char* graduasi_facts_unit(const graduasi_facts* facts, size_t index) noexcept {
  const auto* fact = FactAt(facts, index);
  return fact == nullptr ? nullptr : fact->unit.c_str();
}

const char* graduasi_facts_meaning(const graduasi_facts* facts, size_t index) noexcept {
  const auto* fact = FactAt(facts, index);
  return fact == nullptr ? nullptr : fact->meaning.c_str();
}

int32_t graduasi_facts_absent_is_none(const graduasi_facts* facts, size_t index) noexcept {
  const auto* fact = FactAt(facts, index);
  return fact != nullptr && fact->absent_is_none ? 1 : 0;
}

int32_t graduasi_facts_is_identity(const graduasi_facts* facts, size_t index) noexcept {
  const auto* fact = FactAt(facts, index);
  return fact != nullptr && fact->identity ? 1 : 0;
}

size_t graduasi_facts_value_count(const graduasi_facts* facts, size_t fact_index) noexcept {
  const auto* fact = FactAt(facts, fact_index);
  return fact == nullptr ? 0 : fact->values.size();
}

const char* graduasi_facts_value(const graduasi_facts* facts, size_t fact_index, size_t index) noexcept {
  const auto* fact = FactAt(facts, fact_index);
  return fact == nullptr ? nullptr : TextOf(At(fact->values, index));
}

void graduasi_facts_free(graduasi_facts* facts) noexcept { delete facts; }
