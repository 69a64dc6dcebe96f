// Histories of the life cycle through the C interface. What a function does is written in graduasi.h and not repeated here.
#include "graduasi/life_cycle.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "capi/graduasi.h"
#include "capi/handles.h"

struct graduasi_history {
  explicit graduasi_history(graduasi::LifeHistory replayed)
      : history(std::move(replayed)), json(ToJson(history)), standing(ToJson(history.standing())) {}
  graduasi::LifeHistory history;
  std::string json;
  std::string standing;
};

struct graduasi_refusal {
  graduasi::LifeRefusal refusal;
};

namespace {

using graduasi::Findings;
using graduasi::LifeRefusal;
using graduasi::LifeState;
using graduasi::capi::Fail;
using graduasi::capi::FindingsOf;
using graduasi::capi::Guard;
using graduasi::capi::TextIn;

int32_t CodeOf(LifeState state) {
  switch (state) {
    case LifeState::kIdentified:
      return GRADUASI_STATE_IDENTIFIED;
    case LifeState::kInMentoring:
      return GRADUASI_STATE_IN_MENTORING;
    case LifeState::kNominated:
      return GRADUASI_STATE_NOMINATED;
    case LifeState::kAssessed:
      return GRADUASI_STATE_ASSESSED;
    case LifeState::kVerified:
      return GRADUASI_STATE_VERIFIED;
    case LifeState::kGraduated:
      return GRADUASI_STATE_GRADUATED;
    case LifeState::kMonitored:
      return GRADUASI_STATE_MONITORED;
    case LifeState::kClosed:
      return GRADUASI_STATE_CLOSED;
    case LifeState::kReturned:
      return GRADUASI_STATE_RETURNED;
    case LifeState::kRecipient:
      break;
  }
  return GRADUASI_STATE_RECIPIENT;
}

int32_t CodeOf(LifeRefusal::Cause cause) {
  switch (cause) {
    case LifeRefusal::Cause::kState:
      return GRADUASI_REFUSED_STATE;
    case LifeRefusal::Cause::kRole:
      return GRADUASI_REFUSED_ROLE;
    case LifeRefusal::Cause::kOrder:
      return GRADUASI_REFUSED_ORDER;
    case LifeRefusal::Cause::kCondition:
      return GRADUASI_REFUSED_CONDITION;
    case LifeRefusal::Cause::kRemainder:
      return GRADUASI_REFUSED_REMAINDER;
    case LifeRefusal::Cause::kForm:
      break;
  }
  return GRADUASI_REFUSED_FORM;
}

}  // namespace

graduasi_status graduasi_history_parse_json(const char* json, size_t size, graduasi_history** out,
                                            graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&]() -> graduasi_status {
    if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
    if (json == nullptr && size != 0) return Fail(error, GRADUASI_BAD_CALL, "json", "The text is NULL, but its size is not 0.");
    Findings findings;
    absl::StatusOr<graduasi::LifeHistory> history =
        graduasi::ParseLifeHistoryJson(absl::string_view(json == nullptr ? "" : json, size), &findings);
    if (!history.ok()) {
      return Fail(error, graduasi::capi::CodeOf(history.status(), GRADUASI_BAD_DATA),
                  FindingsOf(history.status(), std::move(findings)));
    }
    *out = new graduasi_history(*std::move(history));
    return GRADUASI_OK;
  });
}

graduasi_status graduasi_history_append_json(const graduasi_history* history, const char* json, size_t size,
                                             graduasi_history** out, graduasi_refusal** refusal,
                                             graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  if (refusal != nullptr) *refusal = nullptr;
  return Guard(error, [&]() -> graduasi_status {
    if (history == nullptr) return Fail(error, GRADUASI_BAD_CALL, "history", "history must not be NULL.");
    if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
    if (json == nullptr && size != 0) return Fail(error, GRADUASI_BAD_CALL, "json", "The text is NULL, but its size is not 0.");
    Findings findings;
    absl::StatusOr<graduasi::LifeEvent> event =
        graduasi::ParseLifeEventJson(absl::string_view(json == nullptr ? "" : json, size), &findings);
    if (!event.ok()) {
      return Fail(error, graduasi::capi::CodeOf(event.status(), GRADUASI_BAD_DATA),
                  FindingsOf(event.status(), std::move(findings)));
    }
    graduasi::LifeHistory longer = history->history;
    std::optional<LifeRefusal> refused = longer.Append(*std::move(event));
    if (!refused.has_value()) {
      *out = new graduasi_history(std::move(longer));
    } else if (refusal != nullptr) {
      *refusal = new graduasi_refusal{*std::move(refused)};
    }
    return GRADUASI_OK;
  });
}

const char* graduasi_history_json(const graduasi_history* history) noexcept {
  return history == nullptr ? nullptr : history->json.c_str();
}

const char* graduasi_history_standing_json(const graduasi_history* history) noexcept {
  return history == nullptr ? nullptr : history->standing.c_str();
}

const char* graduasi_history_household_id(const graduasi_history* history) noexcept {
  return history == nullptr ? nullptr : history->history.household_id().c_str();
}

size_t graduasi_history_event_count(const graduasi_history* history) noexcept {
  return history == nullptr ? 0 : history->history.events().size();
}

int32_t graduasi_history_state(const graduasi_history* history) noexcept {
  return history == nullptr ? GRADUASI_STATE_RECIPIENT : CodeOf(history->history.standing().state);
}

int32_t graduasi_history_help_has_ended(const graduasi_history* history) noexcept {
  return history != nullptr && !history->history.standing().HelpContinues() ? 1 : 0;
}

void graduasi_history_free(graduasi_history* history) noexcept { delete history; }

int32_t graduasi_refusal_cause(const graduasi_refusal* refusal) noexcept {
  return refusal == nullptr ? GRADUASI_REFUSED_FORM : CodeOf(refusal->refusal.cause);
}

const char* graduasi_refusal_what(const graduasi_refusal* refusal, int32_t language) noexcept {
  return refusal == nullptr ? nullptr : TextIn(refusal->refusal.what, language);
}

const char* graduasi_refusal_why(const graduasi_refusal* refusal, int32_t language) noexcept {
  return refusal == nullptr ? nullptr : TextIn(refusal->refusal.why, language);
}

const char* graduasi_refusal_right(const graduasi_refusal* refusal, int32_t language) noexcept {
  return refusal == nullptr ? nullptr : TextIn(refusal->refusal.right, language);
}

void graduasi_refusal_free(graduasi_refusal* refusal) noexcept { delete refusal; }
