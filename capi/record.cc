// Decision records through the C interface: makes, reads and verifies them. What a function does is written in graduasi.h and
// not repeated here.
#include "graduasi/record.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "capi/codes.h"
#include "capi/graduasi.h"
#include "capi/handles.h"

namespace {

using graduasi::DecisionRecord;
using graduasi::Findings;
using graduasi::capi::At;
using graduasi::capi::CodeOf;
using graduasi::capi::Fail;
using graduasi::capi::FindingsOf;
using graduasi::capi::Guard;
using graduasi::capi::IsDay;

graduasi_status ReadOptions(const graduasi_record_options* options, graduasi::RecordOptions* read, graduasi_error** error) {
  if (options == nullptr) return GRADUASI_OK;
  if (const graduasi_status status = graduasi::capi::ReadDecideOptions(
          *options, &read->decide.recorded_when_true, "struct_size must be sizeof(graduasi_record_options).", error);
      status != GRADUASI_OK) {
    return status;
  }
  if (options->seal_key == nullptr && options->seal_key_size != 0) {
    return Fail(error, GRADUASI_BAD_CALL, "options.seal_key", "The key is NULL, but its size is not 0.");
  }
  if (options->identities_in_clear > 1) {
    return Fail(error, GRADUASI_BAD_CALL, "options.identities_in_clear", "identities_in_clear must be 0 or 1.");
  }
  if (options->seal_key_size != 0) read->seal_key.assign(static_cast<const char*>(options->seal_key), options->seal_key_size);
  read->identities = options->identities_in_clear != 0 ? graduasi::Identities::kClear : graduasi::Identities::kReplaced;
  return GRADUASI_OK;
}

graduasi_record* NewRecord(DecisionRecord record) {
  auto handle = std::make_unique<graduasi_record>();
  handle->line = ToJson(record);
  if (!record.household.empty()) {
    const absl::StatusOr<graduasi::Household> household = graduasi::ParseHouseholdJson(record.household);
    if (household.ok()) handle->household_id = household->id.value_or("");
  }
  handle->record = std::move(record);
  return handle.release();
}

}  // namespace

graduasi_status graduasi_record_make_json(const graduasi_policy* policy, const char* json, size_t size, int32_t as_of_days,
                                          const graduasi_record_options* options, const graduasi_record* previous,
                                          graduasi_record** out, graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&]() -> graduasi_status {
    if (policy == nullptr) return Fail(error, GRADUASI_BAD_CALL, "policy", "policy must not be NULL.");
    if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
    if (json == nullptr && size != 0) {
      return Fail(error, GRADUASI_BAD_CALL, "size", "The household is NULL, but its size is not 0.");
    }
    graduasi::RecordOptions read;
    if (const graduasi_status status = ReadOptions(options, &read, error); status != GRADUASI_OK) return status;
    if (!IsDay(as_of_days)) return Fail(error, GRADUASI_BAD_CALL, "as_of_days", "The day must lie in years 1 to 9999.");
    const graduasi::Date as_of = graduasi::Date::FromDays(as_of_days);
    const DecisionRecord* before = previous == nullptr ? nullptr : &previous->record;
    Findings findings;
    const absl::StatusOr<graduasi::Household> household =
        graduasi::ParseHouseholdJson(absl::string_view(json == nullptr ? "" : json, size), &findings);
    if (!household.ok() && graduasi::capi::CodeOf(household.status(), GRADUASI_BAD_DATA) != GRADUASI_BAD_DATA) {
      return Fail(error, graduasi::capi::CodeOf(household.status(), GRADUASI_BAD_DATA),
                  FindingsOf(household.status(), std::move(findings)));
    }
    absl::StatusOr<DecisionRecord> record =
        household.ok() ? graduasi::MakeRecord(policy->policy, *household, as_of, read, before)
                       : graduasi::MakeUnreadableRecord(policy->policy, FindingsOf(household.status(), std::move(findings)),
                                                        as_of, read, before);
    if (!record.ok()) {
      return Fail(error, graduasi::capi::CodeOf(record.status(), GRADUASI_BAD_CALL), "",
                  std::string(record.status().message()));
    }
    *out = NewRecord(*std::move(record));
    return GRADUASI_OK;
  });
}

graduasi_status graduasi_record_parse(const char* line, size_t size, graduasi_record** out, graduasi_error** error) noexcept {
  return graduasi::capi::ReadDocument("line", line, size, GRADUASI_BAD_DATA, graduasi::ParseRecord, NewRecord, out, error);
}

const char* graduasi_record_line(const graduasi_record* record) noexcept {
  return record == nullptr ? nullptr : record->line.c_str();
}

int64_t graduasi_record_number(const graduasi_record* record) noexcept { return record == nullptr ? 0 : record->record.number; }

const char* graduasi_record_hash(const graduasi_record* record) noexcept {
  return record == nullptr ? nullptr : record->record.hash.c_str();
}

const char* graduasi_record_previous_hash(const graduasi_record* record) noexcept {
  return record == nullptr ? nullptr : record->record.previous.c_str();
}

const char* graduasi_record_policy_hash(const graduasi_record* record) noexcept {
  return record == nullptr ? nullptr : record->record.policy_hash.c_str();
}

const char* graduasi_record_household_id(const graduasi_record* record) noexcept {
  return record == nullptr ? nullptr : record->household_id.c_str();
}

int32_t graduasi_record_as_of_days(const graduasi_record* record) noexcept {
  return record == nullptr ? 0 : record->record.as_of.days();
}

int32_t graduasi_record_outcome(const graduasi_record* record) noexcept {
  return record == nullptr ? GRADUASI_OUTCOME_INVALID : CodeOf(record->record.outcome);
}

int32_t graduasi_record_is_replayable(const graduasi_record* record) noexcept {
  return record != nullptr && !record->record.household.empty() ? 1 : 0;
}

void graduasi_record_free(graduasi_record* record) noexcept { delete record; }

graduasi_status graduasi_record_verify(const graduasi_record* record, const graduasi_record* previous,
                                       const graduasi_policy* policy, graduasi_verification** out,
                                       graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&]() -> graduasi_status {
    if (record == nullptr) return Fail(error, GRADUASI_BAD_CALL, "record", "record must not be NULL.");
    if (policy == nullptr) return Fail(error, GRADUASI_BAD_CALL, "policy", "policy must not be NULL.");
    if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
    *out = new graduasi_verification{
        graduasi::VerifyRecord(record->record, previous == nullptr ? nullptr : &previous->record, policy->policy)};
    return GRADUASI_OK;
  });
}

graduasi_status graduasi_record_compare_json(const graduasi_record* record, const char* json, size_t size, const void* seal_key,
                                             size_t seal_key_size, graduasi_verification** out,
                                             graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&]() -> graduasi_status {
    if (record == nullptr) return Fail(error, GRADUASI_BAD_CALL, "record", "record must not be NULL.");
    if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
    if (json == nullptr && size != 0) {
      return Fail(error, GRADUASI_BAD_CALL, "size", "The household is NULL, but its size is not 0.");
    }
    if (seal_key == nullptr && seal_key_size != 0) {
      return Fail(error, GRADUASI_BAD_CALL, "seal_key", "The key is NULL, but its size is not 0.");
    }
    Findings findings;
    const absl::StatusOr<graduasi::Household> household =
        graduasi::ParseHouseholdJson(absl::string_view(json == nullptr ? "" : json, size), &findings);
    if (!household.ok()) {
      return Fail(error, graduasi::capi::CodeOf(household.status(), GRADUASI_BAD_DATA),
                  FindingsOf(household.status(), std::move(findings)));
    }
    const absl::string_view key(seal_key == nullptr ? "" : static_cast<const char*>(seal_key), seal_key_size);
    *out = new graduasi_verification{graduasi::CompareToRegister(record->record, *household, key)};
    return GRADUASI_OK;
  });
}

int32_t graduasi_verification_holds(const graduasi_verification* verification) noexcept {
  return verification != nullptr && verification->differences.empty() ? 1 : 0;
}

size_t graduasi_verification_difference_count(const graduasi_verification* verification) noexcept {
  return verification == nullptr ? 0 : verification->differences.size();
}

const char* graduasi_verification_field(const graduasi_verification* verification, size_t index) noexcept {
  const auto* difference = verification == nullptr ? nullptr : At(verification->differences, index);
  return difference == nullptr ? nullptr : difference->field.c_str();
}

const char* graduasi_verification_recorded(const graduasi_verification* verification, size_t index) noexcept {
  const auto* difference = verification == nullptr ? nullptr : At(verification->differences, index);
  return difference == nullptr ? nullptr : difference->recorded.c_str();
}

const char* graduasi_verification_recomputed(const graduasi_verification* verification, size_t index) noexcept {
  const auto* difference = verification == nullptr ? nullptr : At(verification->differences, index);
  return difference == nullptr ? nullptr : difference->recomputed.c_str();
}

void graduasi_verification_free(graduasi_verification* verification) noexcept { delete verification; }
