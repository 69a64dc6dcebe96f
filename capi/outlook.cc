// What would change the answer, through the C interface: reads a record and options, looks ahead, and hands out what was found.
// What a function does is written in graduasi.h and not repeated here.
#include "graduasi/outlook.h"

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

struct graduasi_outlook {
  explicit graduasi_outlook(graduasi::Outlook made) : outlook(std::move(made)) {}
  graduasi::Outlook outlook;
  // Each is made when it is first asked for, under the mutex, and never changes afterwards.
  mutable std::mutex mutex;
  mutable std::unique_ptr<const std::string> indonesian;
  mutable std::unique_ptr<const std::string> english;
  mutable std::unique_ptr<const std::string> json;
};

namespace {

using graduasi::ChangeSet;
using graduasi::Date;
using graduasi::Findings;
using graduasi::Language;
using graduasi::Obstacle;
using graduasi::Outlook;
using graduasi::PossibleChange;
using graduasi::RouteOutlook;
using graduasi::capi::At;
using graduasi::capi::CodeOf;
using graduasi::capi::Fail;
using graduasi::capi::FindingsOf;
using graduasi::capi::Guard;
using graduasi::capi::IsDay;
using graduasi::capi::ReadLanguage;
using graduasi::capi::Rendered;
using graduasi::capi::TextIn;

constexpr int32_t kMostSets = 1000;

graduasi_status ReadOptions(const graduasi_outlook_options* options, graduasi::OutlookOptions* read, graduasi_error** error) {
  if (options == nullptr) return GRADUASI_OK;
  const graduasi_status status = graduasi::capi::ReadDecideOptions(
      *options, &read->decide.recorded_when_true, "struct_size must be sizeof(graduasi_outlook_options).", error);
  if (status != GRADUASI_OK) return status;
  if (options->until_days != 0) {
    if (!IsDay(options->until_days)) {
      return Fail(error, GRADUASI_BAD_CALL, "options.until_days", "The day must lie in years 1 to 9999.");
    }
    read->until = Date::FromDays(options->until_days);
  }
  if (options->most_sets < 0 || options->most_sets > kMostSets) {
    return Fail(error, GRADUASI_BAD_CALL, "options.most_sets", "most_sets must be 0 to 1000.");
  }
  if (options->most_sets != 0) read->max_sets = options->most_sets;
  return GRADUASI_OK;
}

using ReadFunction = absl::StatusOr<graduasi::Household> (*)(absl::string_view, Findings*);

graduasi_status Foresee(const graduasi_policy* policy, ReadFunction read_household, const void* bytes, size_t size,
                        int32_t as_of_days, const graduasi_outlook_options* options, graduasi_outlook** out,
                        graduasi_error** error) {
  if (policy == nullptr) return Fail(error, GRADUASI_BAD_CALL, "policy", "policy must not be NULL.");
  if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
  if (bytes == nullptr && size != 0) {
    return Fail(error, GRADUASI_BAD_CALL, "size", "The household is NULL, but its size is not 0.");
  }
  graduasi::OutlookOptions read;
  if (const graduasi_status status = ReadOptions(options, &read, error); status != GRADUASI_OK) return status;
  if (!IsDay(as_of_days)) return Fail(error, GRADUASI_BAD_CALL, "as_of_days", "The day must lie in years 1 to 9999.");
  Findings findings;
  const absl::string_view record(bytes == nullptr ? "" : static_cast<const char*>(bytes), size);
  absl::StatusOr<graduasi::Household> household = read_household(record, &findings);
  const bool readable = household.ok();
  if (!readable && graduasi::capi::CodeOf(household.status(), GRADUASI_BAD_DATA) != GRADUASI_BAD_DATA) {
    return Fail(error, graduasi::capi::CodeOf(household.status(), GRADUASI_BAD_DATA),
                FindingsOf(household.status(), std::move(findings)));
  }
  // As of an unreadable record too: a wrong day or option is a wrong call whatever the record is.
  absl::StatusOr<Outlook> outlook =
      LookAhead(policy->policy, readable ? *household : graduasi::Household(), Date::FromDays(as_of_days), read);
  if (!outlook.ok()) {
    const char* path = outlook.status().code() == absl::StatusCode::kFailedPrecondition ? "as_of_days" : "options";
    return Fail(error, graduasi::capi::CodeOf(outlook.status(), GRADUASI_BAD_CALL), path,
                std::string(outlook.status().message()));
  }
  if (!readable) {
    const Date until = outlook->timeline.until;
    const bool ends_with_policy = outlook->timeline.ends_with_policy;
    outlook->timeline = {};
    outlook->changes = {};
    outlook->timeline.until = until;
    outlook->timeline.ends_with_policy = ends_with_policy;
    outlook->findings = FindingsOf(household.status(), std::move(findings));
  }
  *out = new graduasi_outlook(*std::move(outlook));
  return GRADUASI_OK;
}

int32_t CodeOf(Obstacle::Kind kind) {
  switch (kind) {
    case Obstacle::Kind::kNobody:
      return GRADUASI_OBSTACLE_NOBODY;
    case Obstacle::Kind::kSafeguard:
      return GRADUASI_OBSTACLE_SAFEGUARD;
    case Obstacle::Kind::kMissing:
      return GRADUASI_OBSTACLE_MISSING;
    case Obstacle::Kind::kNotAnalysable:
      return GRADUASI_OBSTACLE_NOT_ANALYSABLE;
    case Obstacle::Kind::kNoMeans:
      return GRADUASI_OBSTACLE_NO_MEANS;
    case Obstacle::Kind::kRecord:
      break;
  }
  return GRADUASI_OBSTACLE_RECORD;
}

int32_t DaysOf(const std::optional<Date>& date) { return date ? date->days() : GRADUASI_DAY_NONE; }

const graduasi::Turn* TurnAt(const graduasi_outlook* outlook, size_t index) {
  return outlook == nullptr ? nullptr : At(outlook->outlook.timeline.turns, index);
}
const ChangeSet* SetAt(const graduasi_outlook* outlook, size_t index) {
  return outlook == nullptr ? nullptr : At(outlook->outlook.changes.sets, index);
}
const PossibleChange* ChangeAt(const graduasi_outlook* outlook, size_t set, size_t index) {
  const ChangeSet* found = SetAt(outlook, set);
  return found == nullptr ? nullptr : At(found->changes, index);
}
const RouteOutlook* RouteAt(const graduasi_outlook* outlook, size_t index) {
  return outlook == nullptr ? nullptr : At(outlook->outlook.changes.routes, index);
}
const Obstacle* ObstacleAt(const graduasi_outlook* outlook, size_t route, size_t index) {
  const RouteOutlook* found = RouteAt(outlook, route);
  return found == nullptr ? nullptr : At(found->obstacles, index);
}

}  // namespace

graduasi_status graduasi_foresee_json(const graduasi_policy* policy, const char* json, size_t size, int32_t as_of_days,
                                      const graduasi_outlook_options* options, graduasi_outlook** out,
                                      graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error,
               [&] { return Foresee(policy, graduasi::ParseHouseholdJson, json, size, as_of_days, options, out, error); });
}

graduasi_status graduasi_foresee_binary(const graduasi_policy* policy, const void* bytes, size_t size, int32_t as_of_days,
                                        const graduasi_outlook_options* options, graduasi_outlook** out,
                                        graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error,
               [&] { return Foresee(policy, graduasi::ParseHouseholdBinary, bytes, size, as_of_days, options, out, error); });
}

const char* graduasi_outlook_household_id(const graduasi_outlook* outlook) noexcept {
  return outlook == nullptr ? nullptr : outlook->outlook.household_id.c_str();
}

int32_t graduasi_outlook_outcome(const graduasi_outlook* outlook) noexcept {
  return outlook == nullptr ? GRADUASI_OUTCOME_INVALID : CodeOf(outlook->outlook.timeline.outcome);
}

int32_t graduasi_outlook_until_days(const graduasi_outlook* outlook) noexcept {
  return outlook == nullptr ? 0 : outlook->outlook.timeline.until.days();
}

int32_t graduasi_outlook_ends_with_policy(const graduasi_outlook* outlook) noexcept {
  return outlook != nullptr && outlook->outlook.timeline.ends_with_policy ? 1 : 0;
}

int32_t graduasi_outlook_looked_at_every_day(const graduasi_outlook* outlook) noexcept {
  return outlook != nullptr && outlook->outlook.timeline.every_day ? 1 : 0;
}

int32_t graduasi_outlook_first_change_days(const graduasi_outlook* outlook) noexcept {
  if (outlook == nullptr) return 0;
  const graduasi::Timeline& timeline = outlook->outlook.timeline;
  return timeline.first_change ? timeline.turns[*timeline.first_change].day.days() : GRADUASI_DAY_NONE;
}

int32_t graduasi_outlook_eligible_from_days(const graduasi_outlook* outlook) noexcept {
  return outlook == nullptr ? 0 : DaysOf(outlook->outlook.timeline.eligible_from);
}

int32_t graduasi_outlook_eligible_until_days(const graduasi_outlook* outlook) noexcept {
  return outlook == nullptr ? 0 : DaysOf(outlook->outlook.timeline.eligible_until);
}

size_t graduasi_outlook_turn_count(const graduasi_outlook* outlook) noexcept {
  return outlook == nullptr ? 0 : outlook->outlook.timeline.turns.size();
}

int32_t graduasi_outlook_turn_days(const graduasi_outlook* outlook, size_t index) noexcept {
  const graduasi::Turn* turn = TurnAt(outlook, index);
  return turn == nullptr ? 0 : turn->day.days();
}

int32_t graduasi_outlook_turn_outcome(const graduasi_outlook* outlook, size_t index) noexcept {
  const graduasi::Turn* turn = TurnAt(outlook, index);
  return turn == nullptr ? GRADUASI_OUTCOME_INVALID : CodeOf(turn->after);
}

const char* graduasi_outlook_turn_route(const graduasi_outlook* outlook, size_t index) noexcept {
  const graduasi::Turn* turn = TurnAt(outlook, index);
  return turn == nullptr ? nullptr : turn->route_after.c_str();
}

int32_t graduasi_outlook_turn_changes_answer(const graduasi_outlook* outlook, size_t index) noexcept {
  const graduasi::Turn* turn = TurnAt(outlook, index);
  return turn != nullptr && turn->answer_changes ? 1 : 0;
}

size_t graduasi_outlook_set_count(const graduasi_outlook* outlook) noexcept {
  return outlook == nullptr ? 0 : outlook->outlook.changes.sets.size();
}

int32_t graduasi_outlook_sets_are_cut(const graduasi_outlook* outlook) noexcept {
  return outlook != nullptr && outlook->outlook.changes.cut ? 1 : 0;
}

int32_t graduasi_outlook_set_days(const graduasi_outlook* outlook, size_t index) noexcept {
  const ChangeSet* set = SetAt(outlook, index);
  return set == nullptr ? 0 : set->day.days();
}

const char* graduasi_outlook_set_route(const graduasi_outlook* outlook, size_t index) noexcept {
  const ChangeSet* set = SetAt(outlook, index);
  return set == nullptr ? nullptr : set->route.c_str();
}

size_t graduasi_outlook_change_count(const graduasi_outlook* outlook, size_t set) noexcept {
  const ChangeSet* found = SetAt(outlook, set);
  return found == nullptr ? 0 : found->changes.size();
}

const char* graduasi_outlook_change_text(const graduasi_outlook* outlook, size_t set, size_t index, int32_t language) noexcept {
  const PossibleChange* change = ChangeAt(outlook, set, index);
  return change == nullptr ? nullptr : TextIn(change->text, language);
}

const char* graduasi_outlook_change_criterion(const graduasi_outlook* outlook, size_t set, size_t index) noexcept {
  const PossibleChange* change = ChangeAt(outlook, set, index);
  return change == nullptr ? nullptr : change->criterion.c_str();
}

int32_t graduasi_outlook_change_actor(const graduasi_outlook* outlook, size_t set, size_t index) noexcept {
  const PossibleChange* change = ChangeAt(outlook, set, index);
  return change == nullptr ? GRADUASI_ACTOR_UNSPECIFIED : CodeOf(change->actor);
}

const char* graduasi_outlook_change_path(const graduasi_outlook* outlook, size_t set, size_t index) noexcept {
  const PossibleChange* change = ChangeAt(outlook, set, index);
  return change == nullptr ? nullptr : change->path.c_str();
}

size_t graduasi_outlook_obstacle_count(const graduasi_outlook* outlook, size_t route) noexcept {
  const RouteOutlook* found = RouteAt(outlook, route);
  return found == nullptr ? 0 : found->obstacles.size();
}

int32_t graduasi_outlook_obstacle_kind(const graduasi_outlook* outlook, size_t route, size_t index) noexcept {
  const Obstacle* obstacle = ObstacleAt(outlook, route, index);
  return obstacle == nullptr ? GRADUASI_OBSTACLE_RECORD : CodeOf(obstacle->kind);
}

const char* graduasi_outlook_obstacle_id(const graduasi_outlook* outlook, size_t route, size_t index) noexcept {
  const Obstacle* obstacle = ObstacleAt(outlook, route, index);
  return obstacle == nullptr ? nullptr : obstacle->id.c_str();
}

int32_t graduasi_outlook_obstacle_until_days(const graduasi_outlook* outlook, size_t route, size_t index) noexcept {
  const Obstacle* obstacle = ObstacleAt(outlook, route, index);
  return obstacle == nullptr ? 0 : DaysOf(obstacle->until);
}

const char* graduasi_outlook_text(const graduasi_outlook* outlook, int32_t language_code) noexcept {
  Language language;
  if (outlook == nullptr || !ReadLanguage(language_code, &language)) return nullptr;
  std::unique_ptr<const std::string>* text = language == Language::kIndonesian ? &outlook->indonesian : &outlook->english;
  return Rendered(&outlook->mutex, text, [&] { return graduasi::Tell(outlook->outlook, language); });
}

const char* graduasi_outlook_json(const graduasi_outlook* outlook) noexcept {
  if (outlook == nullptr) return nullptr;
  return Rendered(&outlook->mutex, &outlook->json, [&] { return graduasi::ToJson(outlook->outlook); });
}

void graduasi_outlook_free(graduasi_outlook* outlook) noexcept { delete outlook; }
