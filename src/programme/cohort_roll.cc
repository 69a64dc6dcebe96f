#include "src/programme/cohort_roll.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "src/base/integer.h"

namespace graduasi::programme {
namespace {

constexpr int kPercentDecimals = 2;

bool Left(LifeState state) {
  return state == LifeState::kGraduated || state == LifeState::kMonitored || state == LifeState::kClosed;
}

}  // namespace

bool CohortRoll::Member::HasLeft() const { return history > 0 && Left(state); }
bool CohortRoll::Member::InPipeline() const { return history == 0 || (!Left(state) && state != LifeState::kReturned); }

CohortRoll::CohortRoll(Date as_of, const Target* target, const Result* result)
    : as_of_(as_of),
      target_(target == nullptr ? std::nullopt : std::optional<Target>(*target)),
      result_(result == nullptr ? std::nullopt : std::optional<Result>(*result)) {}

absl::Status CohortRoll::AddFamily(absl::string_view id, Member** member) {
  ++families_;
  *member = id.empty() ? nullptr : &members_[std::string(id)];
  if (*member == nullptr || (*member)->listed) {
    return absl::InvalidArgumentError(absl::StrCat(
        "household ", families_, " of the cohort has no id, or that of another; every family has an id of its own"));
  }
  (*member)->listed = true;
  return absl::OkStatus();
}

absl::Status CohortRoll::AddFamilies(absl::Span<const Household> households) {
  latest_.resize(households.size());
  for (size_t i = 0; i < households.size(); ++i) {
    const std::optional<std::string>& id = households[i].id;
    absl::Status status = AddFamily(id.has_value() ? absl::string_view(*id) : absl::string_view(), &latest_[i]);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

void CohortRoll::Says(absl::Span<const Outcome> outcomes) {
  for (size_t i = 0; i < latest_.size(); ++i) latest_[i]->outcome = outcomes[i];
}

absl::Status CohortRoll::AddUnreadable(absl::string_view id) {
  ++unreadable_;
  if (id.empty()) {
    ++families_;
    ++nameless_;
    return absl::OkStatus();
  }
  Member* member = nullptr;
  return AddFamily(id, &member);  // INVALID
}

// The events up to the day, replayed if there are later ones.
absl::StatusOr<Standing> CohortRoll::StandingOf(const LifeHistory& history) const {
  const auto is_later = [&](const LifeEvent& event) { return event.on.has_value() && as_of_ < event.on->first(); };
  if (std::none_of(history.events().begin(), history.events().end(), is_later)) return history.standing();
  LifeHistory until_then(history.household_id(), history.rules());
  for (const LifeEvent& event : history.events()) {
    if (is_later(event)) break;
    if (until_then.Append(event).has_value()) return absl::InternalError("the beginning of a history is none");
  }
  return until_then.standing();
}

absl::Status CohortRoll::AddHistory(const LifeHistory& history) {
  ++histories_;
  Member& member = members_[history.household_id()];
  if (member.history > 0) {
    return absl::InvalidArgumentError(absl::StrCat("history ", histories_, " is of the same household as history ",
                                                   member.history, "; a family has one history"));
  }
  const absl::StatusOr<Standing> standing = StandingOf(history);
  if (!standing.ok()) return standing.status();
  member.history = histories_;
  member.state = standing->state;
  member.objecting = !standing->objections.empty();
  member.deferred = !standing->waiting.empty();
  member.open_findings = !standing->findings.empty();
  if (!target_.has_value() || !Left(standing->state) || !standing->graduated_on.has_value()) return absl::OkStatus();
  // Certainly: a graduation of which only the year is known is not one of a month.
  const PartialDate& on = *standing->graduated_on;
  member.in_period = target_->period.first() <= on.first() && on.last() <= target_->period.last();
  member.after_result = member.in_period && result_.has_value() && result_->as_of.last() < on.first();
  return absl::OkStatus();
}

absl::Status CohortRoll::CheckHistories() const {
  int64_t first = 0;
  for (const auto& [id, member] : members_) {
    if (!member.listed && (first == 0 || member.history < first)) first = member.history;
  }
  if (first == 0) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("history ", first, " is of no household of the cohort"));
}

void CohortRoll::Report(CohortReport* report) const {
  report->as_of = as_of_;
  report->families = families_;
  report->without_history = nameless_;
  if (nameless_ > 0) report->by_outcome[Outcome::kInvalid] += nameless_;
  for (const auto& [id, member] : members_) {
    ++report->by_outcome[member.outcome];
    if (member.history == 0) {
      ++report->without_history;
      continue;
    }
    ++report->by_state[member.state];
    report->objecting += member.objecting ? 1 : 0;
    report->deferred += member.deferred ? 1 : 0;
    report->with_open_findings += member.open_findings ? 1 : 0;
  }
  if (target_.has_value()) report->conversion = ConversionOf(*report);
}

CohortReport::Conversion CohortRoll::ConversionOf(const CohortReport& report) const {
  CohortReport::Conversion conversion;
  int64_t after_result = 0;
  for (const auto& [id, member] : members_) {
    conversion.graduated += member.HasLeft() ? 1 : 0;
    conversion.returned += member.history > 0 && member.state == LifeState::kReturned ? 1 : 0;
    conversion.attained += member.in_period ? 1 : 0;
    after_result += member.after_result ? 1 : 0;
  }
  // What is published counts every family of the office up to its day; the cohort may know of later ones, or of more.
  if (int64_t known = 0; result_.has_value()) {
    if (!CheckedAdd(result_->count, after_result, &known)) known = result_->count;
    conversion.attained = std::max(conversion.attained, known);
  }
  conversion.in_pipeline = report.families - conversion.graduated - conversion.returned;
  conversion.still_least = std::max<int64_t>(target_->least - conversion.attained, 0);
  conversion.still_most = std::max<int64_t>(target_->most - conversion.attained, 0);
  conversion.possible = conversion.still_least <= conversion.in_pipeline;
  const auto percent = [&](int64_t count) { return Quotient({count, 0}, {conversion.in_pipeline, 0}, 100, kPercentDecimals); };
  if (conversion.in_pipeline > 0) {
    const std::optional<Decimal> least = percent(conversion.still_least);
    const std::optional<Decimal> most = percent(conversion.still_most);
    const bool approximate = result_.has_value() && result_->precision == Precision::kApproximate;
    if (least.has_value() && most.has_value()) conversion.needed = PercentRange{*least, *most, approximate};
  }
  return conversion;
}

std::map<Outcome, int64_t> CohortRoll::InPipeline() const {
  std::map<Outcome, int64_t> families;
  if (nameless_ > 0) families[Outcome::kInvalid] = nameless_;
  for (const auto& [id, member] : members_) {
    if (member.InPipeline()) ++families[member.outcome];
  }
  return families;
}

bool CohortRoll::HasLeft(const std::string& id) const {
  const auto found = members_.find(id);
  return found != members_.end() && found->second.HasLeft();
}

}  // namespace graduasi::programme
