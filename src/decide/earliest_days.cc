#include "src/decide/earliest_days.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "src/base/civil.h"

namespace graduasi::decide {
namespace {

constexpr int kOldestAge = 130;  // years; older than that a record contradicts itself

// The first day y with y shifted >= day; false if there is none in the calendar.
bool Unshift(const DayTerm::Shift& shift, int32_t day, int32_t* out) {
  if (!shift.months) return civil::AddDays(day, -shift.count, out);
  int32_t near = 0;
  if (!civil::AddMonths(day, -shift.count, &near)) return false;
  // Ends of months move by at most three days.
  for (int32_t y = near - 4; y <= near + 4; ++y) {
    int32_t shifted = 0;
    if (civil::AddMonths(y, shift.count, &shifted) && shifted >= day) {
      *out = y;
      return true;
    }
  }
  return false;
}

// The first day t of the decision with MOVING(t) >= day.
bool FirstReach(const DayTerm& moving, int32_t day, int32_t* out) {
  *out = day;
  for (size_t i = moving.shifts.size(); i-- > 0;) {
    if (!Unshift(moving.shifts[i], *out, out)) return false;
  }
  return true;
}

bool ApplyShift(const DayTerm::Shift& shift, int32_t* day) {
  return shift.months ? civil::AddMonths(*day, shift.count, day) : civil::AddDays(*day, shift.count, day);
}

bool Apply(const DayTerm& term, int32_t* day) {
  return std::all_of(term.shifts.begin(), term.shifts.end(),
                     [&](const DayTerm::Shift& shift) { return ApplyShift(shift, day); });
}

void Sort(std::vector<int32_t>* days) {
  std::sort(days->begin(), days->end());
  days->erase(std::unique(days->begin(), days->end()), days->end());
}

// The records from which a wanted one can be reached, themselves included.
bool Reaches(const model::RecordInfo& record, const std::vector<bool>& wanted, std::vector<bool>* reaches) {
  bool reached = wanted[static_cast<size_t>(record.index)];
  for (const model::FieldInfo& field : record.fields) {
    if (field.record != nullptr && Reaches(*field.record, wanted, reaches)) reached = true;
  }
  if (reached) (*reaches)[static_cast<size_t>(record.index)] = true;
  return reached;
}

}  // namespace

TurningDays::TurningDays(const Watches& watches, const Household& household, Date from, Date until, std::optional<Date> extra)
    : watches_(watches), household_(household), from_(from.days()), until_(until.days()), extra_(extra) {
  const size_t records = model::Records().size();
  wanted_.resize(records);
  on_the_way_.resize(records);
  instances_.resize(records);
  for (const model::RecordInfo* record : watches.records) wanted_[static_cast<size_t>(record->index)] = true;
  Reaches(model::HouseholdRecord(), wanted_, &on_the_way_);
  Collect(model::HouseholdRecord(), &household, -1);
  if (extra_) {
    for (const model::RecordInfo* record : watches.records) instances_[static_cast<size_t>(record->index)].push_back({});
  }
  for (const ParameterStart& start : watches.starts) Put(start.day);
  for (const Watch& watch : watches.watches) {
    ForEachDate(watch, [&](int32_t day, const Instance&) { TurnsOf(watch, day, [&](int32_t turn) { Put(turn); }); });
  }
  AddRecordDays(household);
  for (const int32_t day : record_days_) Put(day);
  Sort(&days_);
}

void TurningDays::Collect(const model::RecordInfo& record, const void* owner, int32_t place) {
  if (wanted_[static_cast<size_t>(record.index)]) {
    instances_[static_cast<size_t>(record.index)].push_back({owner, place});
  }
  for (const model::FieldInfo& field : record.fields) {
    if (field.record == nullptr || !on_the_way_[static_cast<size_t>(field.record->index)]) continue;
    if (field.kind == model::FieldKind::kRecord) {
      places_.push_back({place, &field, -1});
      Collect(*field.record, field.Record(owner), static_cast<int32_t>(places_.size()) - 1);
      continue;
    }
    const size_t size = field.ListSize(owner);
    for (size_t i = 0; i < size; ++i) {
      places_.push_back({place, &field, static_cast<int32_t>(i)});
      Collect(*field.record, field.Element(owner, i), static_cast<int32_t>(places_.size()) - 1);
    }
  }
}

template <typename Turn>
void TurningDays::TurnsOf(const Watch& watch, int32_t fixed, const Turn& turn) const {
  const bool stepwise = watch.every_months != 0;
  const auto points = [&](const DayTerm& moving, int32_t day) {
    int32_t first = 0;
    if ((stepwise ? !watch.moving_first : watch.reach) && FirstReach(moving, day, &first)) turn(first);
    if ((stepwise ? watch.moving_first : watch.pass) && FirstReach(moving, day + 1, &first)) turn(first);
  };
  if (!Apply(watch.fixed, &fixed)) return;
  if (!stepwise) return points(watch.moving, fixed);
  // Counts of months that can be reached in the horizon, and one more on either side.
  int32_t begin = from_;
  int32_t end = until_;
  if (!Apply(watch.moving, &begin) || !Apply(watch.moving, &end)) return;
  const int32_t step = watch.every_months;
  const int32_t low = watch.moving_first ? civil::MonthsBetween(end, fixed) : civil::MonthsBetween(fixed, begin);
  const int32_t high = watch.moving_first ? civil::MonthsBetween(begin, fixed) : civil::MonthsBetween(fixed, end);
  const int32_t first = (low < 0 ? low - step : low) / step - 1;
  for (int32_t n = first * step; n <= high + step; n += step) {
    if (watch.moving_first) {
      DayTerm moving = watch.moving;
      moving.shifts.push_back({true, n});
      points(moving, fixed);
    } else if (int32_t day = 0; civil::AddMonths(fixed, n, &day)) {
      points(watch.moving, day);
    }
  }
}

template <typename Visit>
void TurningDays::ForEachDate(const Watch& watch, const Visit& visit) const {
  if (watch.fixed.kind == DayTerm::Kind::kLiteral) return visit(watch.fixed.days, Instance{});
  const model::FieldInfo& field = watch.fixed.record->fields[static_cast<size_t>(watch.fixed.field)];
  for (const Instance& instance : instances_[static_cast<size_t>(watch.fixed.record->index)]) {
    if (instance.owner == nullptr) {
      visit(extra_->days(), instance);
      continue;
    }
    const std::optional<PartialDate>& date = field.Date(instance.owner);
    if (!date) continue;
    visit(date->first().days(), instance);
    if (!date->exact()) visit(date->last().days(), instance);
  }
}

void TurningDays::AddRecordDays(const Household& household) {
  if (!household.members) return;
  const auto put = [&](int32_t day) {
    if (day > from_ && day < until_) record_days_.push_back(day);
  };
  for (const Member& member : *household.members) {
    if (member.died_on) put(member.died_on->first().days());
    if (!member.born_on) continue;
    put(member.born_on->first().days());
    const std::optional<Date> too_old = member.born_on->last().AddMonths((kOldestAge + 1) * 12);
    if (too_old) put(too_old->days());
  }
  Sort(&record_days_);
}

std::string TurningDays::PathOf(int32_t place) const {
  if (place < 0) return "household";
  const Place& at = places_[static_cast<size_t>(place)];
  std::string path = absl::StrCat(PathOf(at.parent), ".", at.field->name);
  if (at.element >= 0) absl::StrAppend(&path, "[", at.element, "]");
  return path;
}

std::vector<Cause> TurningDays::CausesOf(int32_t day, size_t owner) const {
  std::vector<Cause> causes;
  std::set<std::pair<std::string, CauseKind>> known;
  const auto add = [&](Cause cause) {
    if (known.emplace(cause.path + cause.expression, cause.kind).second) causes.push_back(std::move(cause));
  };
  const auto owned = [&](const std::vector<size_t>& owners) { return std::binary_search(owners.begin(), owners.end(), owner); };
  for (const Watch& watch : watches_.watches) {
    if (!owned(watch.owners)) continue;
    ForEachDate(watch, [&](int32_t fixed, const Instance& instance) {
      TurnsOf(watch, fixed, [&](int32_t turn) {
        if (turn != day) return;
        Cause cause;
        cause.kind = watch.kind;
        cause.expression = watch.expression;
        if (instance.owner != nullptr) {
          const model::FieldInfo& field = watch.fixed.record->fields[static_cast<size_t>(watch.fixed.field)];
          cause.path = absl::StrCat(PathOf(instance.parent), ".", field.name);
          cause.date = field.Date(instance.owner)->ToString();
        } else {
          cause.date = Date::FromDays(fixed).ToString();
        }
        add(std::move(cause));
      });
    });
  }
  for (const ParameterStart& start : watches_.starts) {
    if (start.day != day || !owned(start.owners)) continue;
    Cause cause;
    cause.kind = CauseKind::kParameter;
    cause.path = start.path;
    cause.date = Date::FromDays(start.day).ToString();
    add(std::move(cause));
  }
  return causes;
}

std::vector<Cause> TurningDays::RecordCausesOf(int32_t day) const {
  std::vector<Cause> causes;
  if (!household_.members) return causes;
  for (size_t i = 0; i < household_.members->size(); ++i) {
    const Member& member = (*household_.members)[i];
    const auto add = [&](const char* field, const PartialDate& date) {
      Cause cause;
      cause.kind = CauseKind::kRecord;
      cause.path = absl::StrCat("household.members[", i, "].", field);
      cause.date = date.ToString();
      causes.push_back(std::move(cause));
    };
    if (member.died_on && member.died_on->first().days() == day) add("died_on", *member.died_on);
    if (!member.born_on) continue;
    const std::optional<Date> too_old = member.born_on->last().AddMonths((kOldestAge + 1) * 12);
    if (member.born_on->first().days() == day || (too_old && too_old->days() == day)) add("born_on", *member.born_on);
  }
  return causes;
}

}  // namespace graduasi::decide
