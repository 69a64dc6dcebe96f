#include "src/decide/outlook.h"

#include <utility>

#include "graduasi/outlook.h"

namespace graduasi {

const char* Name(CauseKind kind) {
  switch (kind) {
    case CauseKind::kAge:
      return "AGE";
    case CauseKind::kElapsed:
      return "ELAPSED";
    case CauseKind::kStale:
      return "STALE";
    case CauseKind::kParameter:
      return "PARAMETER";
    case CauseKind::kEvent:
      return "EVENT";
    case CauseKind::kRecord:
      return "RECORD";
  }
  return "";
}

const char* Name(Obstacle::Kind kind) {
  switch (kind) {
    case Obstacle::Kind::kNobody:
      return "NOBODY";
    case Obstacle::Kind::kSafeguard:
      return "SAFEGUARD";
    case Obstacle::Kind::kMissing:
      return "MISSING";
    case Obstacle::Kind::kNotAnalysable:
      return "NOT_ANALYSABLE";
    case Obstacle::Kind::kNoMeans:
      return "NO_MEANS";
    case Obstacle::Kind::kRecord:
      return "RECORD";
  }
  return "";
}

absl::StatusOr<Outlook> LookAhead(const Policy& policy, const Household& household, Date as_of, const OutlookOptions& options) {
  absl::StatusOr<Timeline> timeline = Foresee(policy, household, as_of, options);
  if (!timeline.ok()) return timeline.status();
  absl::StatusOr<Changes> changes = FindChanges(policy, household, as_of, options);
  if (!changes.ok()) return changes.status();
  Outlook outlook;
  outlook.household_id = household.id.value_or("");
  outlook.as_of = as_of;
  outlook.policy_id = policy.document().id.text;
  outlook.policy_version = policy.document().version.text;
  outlook.timeline = *std::move(timeline);
  outlook.changes = *std::move(changes);
  return outlook;
}

namespace decide {

const Watches& Prospect::watches() const {
  std::call_once(watched_, [this] { watches_ = WatchesOf(policy_.checked()); });
  return watches_;
}

Prospect::Lease::Lease(const Prospect& owner) : owner_(owner) {
  {
    const std::lock_guard<std::mutex> lock(owner_.mutex_);
    sweep_ = std::move(owner_.spare_);
  }
  if (sweep_ == nullptr) sweep_ = std::make_unique<Sweep>();
}

Prospect::Lease::~Lease() {
  const std::lock_guard<std::mutex> lock(owner_.mutex_);
  if (owner_.spare_ == nullptr) owner_.spare_ = std::move(sweep_);
}

}  // namespace decide
}  // namespace graduasi
