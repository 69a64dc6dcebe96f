// Histories of the life cycle through the C interface. What a function does is written in graduasi.h and not repeated here.
#include "graduasi/life_cycle.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "capi/graduasi.h"
#include "capi/handles.h"

struct graduasi_history {
  explicit graduasi_history(graduasi::LifeHistory replayed)
      : history(std::move(replayed)),
        json(ToJson(history)),
        standing(ToJson(history.standing())),
        records(RecordsOf(history)) {}
  graduasi::LifeHistory history;
  std::string json;
  std::string standing;
  std::vector<std::string> records;
  // Each is made when it is first asked for, under the mutex, and never changes afterwards.
  mutable std::mutex mutex;
  mutable std::unique_ptr<const std::string> texts[2];
};

struct graduasi_event {
  graduasi::FamilyEvent event;
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

// The history with one more event into *out, or why not into *refusal, which may be null.
void Append(const graduasi_history& history, graduasi::LifeEvent event, graduasi_history** out, graduasi_refusal** refusal) {
  graduasi::LifeHistory longer = history.history;
  std::optional<LifeRefusal> refused = longer.Append(std::move(event));
  if (!refused.has_value()) {
    *out = new graduasi_history(std::move(longer));
  } else if (refusal != nullptr) {
    *refusal = new graduasi_refusal{*std::move(refused)};
  }
}

}  // namespace

graduasi_status graduasi_history_parse_json(const char* json, size_t size, graduasi_history** out,
                                            graduasi_error** error) noexcept {
  const auto make = [](graduasi::LifeHistory history) { return new graduasi_history(std::move(history)); };
  return graduasi::capi::ReadDocument("json", json, size, GRADUASI_BAD_DATA, graduasi::ParseLifeHistoryJson, make, out, error);
}

graduasi_status graduasi_history_new(const char* household_id, size_t household_id_size, const char* rules_json,
                                     size_t rules_size, graduasi_history** out, graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&]() -> graduasi_status {
    if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
    if (household_id == nullptr || household_id_size == 0) {
      return Fail(error, GRADUASI_BAD_CALL, "household_id", "The household's id must not be empty.");
    }
    if (rules_json == nullptr && rules_size != 0) {
      return Fail(error, GRADUASI_BAD_CALL, "rules_json", "The text is NULL, but its size is not 0.");
    }
    graduasi::LifeRules rules;
    if (rules_size != 0) {
      Findings findings;
      absl::StatusOr<graduasi::LifeRules> read =
          graduasi::ParseLifeRulesJson(absl::string_view(rules_json, rules_size), &findings);
      if (!read.ok()) {
        return Fail(error, graduasi::capi::CodeOf(read.status(), GRADUASI_BAD_DATA),
                    FindingsOf(read.status(), std::move(findings)));
      }
      rules = *std::move(read);
    }
    *out = new graduasi_history(graduasi::LifeHistory(std::string(household_id, household_id_size), std::move(rules)));
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
    Append(*history, *std::move(event), out, refusal);
    return GRADUASI_OK;
  });
}

graduasi_status graduasi_event_parse_json(const char* json, size_t size, graduasi_event** out,
                                          graduasi_error** error) noexcept {
  const auto make = [](graduasi::FamilyEvent event) { return new graduasi_event{std::move(event)}; };
  return graduasi::capi::ReadDocument("json", json, size, GRADUASI_BAD_DATA, graduasi::ParseFamilyEventJson, make, out, error);
}

const char* graduasi_event_household_id(const graduasi_event* event) noexcept {
  return event == nullptr ? nullptr : event->event.household_id.c_str();
}

int32_t graduasi_event_wants_decision_until_days(const graduasi_event* event) noexcept {
  if (event == nullptr) return GRADUASI_DAY_NONE;
  const graduasi::LifeEvent* meant = event->event.WithoutDecision();
  return meant == nullptr || !meant->on.has_value() ? GRADUASI_DAY_NONE : meant->on->first().days();
}

const char* graduasi_event_record_hash(const graduasi_event* event) noexcept {
  if (event == nullptr) return nullptr;
  const graduasi::LifeEvent& meant = event->event.event.instead.empty() ? event->event.event : event->event.event.instead[0];
  return meant.decision.has_value() ? meant.decision->record.c_str() : "";
}

void graduasi_event_free(graduasi_event* event) noexcept { delete event; }

graduasi_status graduasi_history_append(const graduasi_history* history, const graduasi_event* event,
                                        const graduasi_record* record, const graduasi_policy* policy, graduasi_history** out,
                                        graduasi_refusal** refusal, graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  if (refusal != nullptr) *refusal = nullptr;
  return Guard(error, [&]() -> graduasi_status {
    if (history == nullptr) return Fail(error, GRADUASI_BAD_CALL, "history", "history must not be NULL.");
    if (event == nullptr) return Fail(error, GRADUASI_BAD_CALL, "event", "event must not be NULL.");
    if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
    if (record != nullptr && policy == nullptr) {
      return Fail(error, GRADUASI_BAD_CALL, "policy", "With a record there must be the policy by which was decided.");
    }
    if (event->event.household_id != history->history.household_id()) {
      return Fail(error, GRADUASI_BAD_CALL, "event", "The event is of another household than the history.");
    }
    graduasi::FamilyEvent complete = event->event;
    graduasi::LifeEvent* const without = complete.WithoutDecision();
    if (record != nullptr && without != nullptr) {
      Findings findings;
      absl::StatusOr<graduasi::DecisionBasis> basis = graduasi::BasisOf(policy->policy, record->record, &findings);
      if (!basis.ok()) {
        return Fail(error, graduasi::capi::CodeOf(basis.status(), GRADUASI_BAD_DATA),
                    FindingsOf(basis.status(), std::move(findings)));
      }
      without->decision = *std::move(basis);
    }
    Append(*history, std::move(complete.event), out, refusal);
    return GRADUASI_OK;
  });
}

int32_t graduasi_history_holds(const graduasi_history* history, const graduasi_event* event) noexcept {
  return history != nullptr && event != nullptr && event->event.household_id == history->history.household_id() &&
                 history->history.Holds(event->event.event)
             ? 1
             : 0;
}

size_t graduasi_history_record_count(const graduasi_history* history) noexcept {
  return history == nullptr ? 0 : history->records.size();
}

const char* graduasi_history_record_hash(const graduasi_history* history, size_t index) noexcept {
  return history == nullptr || index >= history->records.size() ? nullptr : history->records[index].c_str();
}

graduasi_status graduasi_history_verify(const graduasi_history* history, const graduasi_record* record,
                                        const graduasi_policy* policy, graduasi_verification** out,
                                        graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&]() -> graduasi_status {
    if (history == nullptr) return Fail(error, GRADUASI_BAD_CALL, "history", "history must not be NULL.");
    if (record == nullptr) return Fail(error, GRADUASI_BAD_CALL, "record", "record must not be NULL.");
    if (policy == nullptr) return Fail(error, GRADUASI_BAD_CALL, "policy", "policy must not be NULL.");
    if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
    Findings findings;
    absl::StatusOr<std::vector<graduasi::RecordDifference>> differences =
        graduasi::VerifyHistory(history->history, record->record, policy->policy, &findings);
    if (!differences.ok()) {
      return Fail(error, graduasi::capi::CodeOf(differences.status(), GRADUASI_BAD_DATA),
                  FindingsOf(differences.status(), std::move(findings)));
    }
    *out = new graduasi_verification{*std::move(differences)};
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

size_t graduasi_history_open_finding_count(const graduasi_history* history) noexcept {
  return history == nullptr ? 0 : history->history.standing().findings.size();
}

size_t graduasi_history_open_objection_count(const graduasi_history* history) noexcept {
  return history == nullptr ? 0 : history->history.standing().objections.size();
}

size_t graduasi_history_awaited_fact_count(const graduasi_history* history) noexcept {
  return history == nullptr ? 0 : history->history.standing().waiting.size();
}

const char* graduasi_history_text(const graduasi_history* history, int32_t language_code) noexcept {
  graduasi::Language language;
  if (history == nullptr || !graduasi::capi::ReadLanguage(language_code, &language)) return nullptr;
  const char* text = nullptr;
  (void)Guard(nullptr, [&]() -> graduasi_status {
    const std::lock_guard<std::mutex> lock(history->mutex);
    auto& made = history->texts[language == graduasi::Language::kIndonesian ? 0 : 1];
    if (made == nullptr) made = std::make_unique<const std::string>(ToText(history->history, language));
    text = made->c_str();
    return GRADUASI_OK;
  });
  return text;
}

const char* graduasi_state_name(int32_t state) noexcept {
  for (const graduasi::EnumName<LifeState>& known : graduasi::DescribeEnum<LifeState>::names) {
    if (CodeOf(known.value) == state) return known.name;
  }
  return nullptr;
}

const char* graduasi_state_title(int32_t state, int32_t language) noexcept {
  for (const graduasi::EnumName<LifeState>& known : graduasi::DescribeEnum<LifeState>::names) {
    if (CodeOf(known.value) == state) return TextIn(Title(known.value), language);
  }
  return nullptr;
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
