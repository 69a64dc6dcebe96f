#include "tests/reference/reading.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "src/model/record.h"
#include "tests/reference/calendar.h"

namespace graduasi::reference {
namespace {

using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

enum class When { kPast, kFuture, kUnknown };  // past: on or before as_of, for every day that the date may mean

When WhenIs(const std::optional<PartialDate>& date, Date as_of) {
  if (!date.has_value()) return When::kUnknown;
  if (date->last() <= as_of) return When::kPast;
  if (date->first() > as_of) return When::kFuture;
  return When::kUnknown;
}

std::optional<PartialDate> RecordedOn(const RecordInfo& info, const void* owner) {
  return info.fields[static_cast<size_t>(info.recorded_on)].Date(owner);
}

// The record of `path` at `owner`; stale as its date says.
Record Dated(const RecordInfo& info, const void* owner, const std::string& path, const Record& holder) {
  const Reading& reading = *holder.reading;
  Record record{&info, owner, path, false, false, holder.reading};
  const std::string plain = absl::StrReplaceAll(path, {{"[]", ""}});
  for (const AgeLimit& limit : reading.age_limits) {
    if (limit.path != plain || info.recorded_on < 0) continue;
    const std::optional<PartialDate> date = RecordedOn(info, owner);
    const std::optional<int64_t> oldest = AddMonths(reading.as_of.days(), -limit.months);
    if (!oldest.has_value()) continue;  // before the first day of the calendar: nothing is too old
    if (!date.has_value() || date->first().days() < *oldest) record.stale = true;
  }
  return record;
}

Value ReadList(const Record& record, const FieldInfo& field) {
  if (!field.Present(record.owner)) return field.absent == Absent::kNone ? List({}) : Missing();
  const std::string path = absl::StrCat(record.path, ".", field.name, "[]");
  const RecordInfo& info = *field.record;
  std::vector<Element> elements;
  for (size_t i = 0; i < field.ListSize(record.owner); ++i) {
    const void* owner = field.Element(record.owner, i);
    bool maybe = false;
    if (info.recorded_on >= 0) {
      const When when = WhenIs(RecordedOn(info, owner), record.reading->as_of);
      if (when == When::kFuture) continue;
      maybe = when == When::kUnknown;
    }
    elements.push_back({RecordOf(Dated(info, owner, path, record)), maybe});
  }
  return List(std::move(elements));
}

Value ReadRecord(const Record& record, const FieldInfo& field) {
  const std::string path = absl::StrCat(record.path, ".", field.name);
  const void* owner = field.Record(record.owner);
  Record child = Dated(*field.record, owner, path, record);
  if (field.record->recorded_on >= 0) {
    child.hidden = WhenIs(RecordedOn(*field.record, owner), record.reading->as_of) != When::kPast;
  }
  return RecordOf(std::move(child));
}

Value ReadDate(const Record& record, const FieldInfo& field) {
  const std::optional<PartialDate>& date = field.Date(record.owner);
  if (!date.has_value()) return Missing();
  const int64_t lo = date->first().days();
  const int64_t hi = date->last().days();
  if (field.role != Role::kHappenedOn) return DateRange(lo, hi);
  return WhenIs(date, record.reading->as_of) == When::kPast ? DateRange(lo, hi) : Missing();
}

bool Unseen(const Record& record, int field) { return record.hidden || (record.stale && field != record.info->recorded_on); }

}  // namespace

Value RootOf(const Household& household, std::shared_ptr<const Reading> reading) {
  return RecordOf(Record{&model::HouseholdRecord(), &household, "household", false, false, std::move(reading)});
}

Value ReadField(const Record& record, int field) {
  if (Unseen(record, field)) return Missing();
  const FieldInfo& info = record.info->fields[static_cast<size_t>(field)];
  switch (info.kind) {
    case FieldKind::kList:
      return ReadList(record, info);
    case FieldKind::kRecord:
      return ReadRecord(record, info);
    case FieldKind::kDate:
      return ReadDate(record, info);
    case FieldKind::kBool: {
      const std::optional<bool>& value = info.Bool(record.owner);
      if (value.has_value()) return Bool(*value);
      const std::string path = absl::StrCat(record.path, ".", info.name);
      const auto& declared = record.reading->recorded_when_true;
      return std::find(declared.begin(), declared.end(), path) != declared.end() ? Bool(false) : Missing();
    }
    case FieldKind::kInt: {
      const std::optional<int64_t>& value = info.Int(record.owner);
      return value.has_value() ? Int(*value) : Missing();
    }
    case FieldKind::kString: {
      const std::optional<std::string>& value = info.String(record.owner);
      return value.has_value() ? String(*value) : Missing();
    }
    case FieldKind::kEnum: {
      const int32_t value = info.Enum(record.owner);
      return value >= 0 ? EnumNumber(value) : Missing();
    }
  }
  return Missing();
}

Value HasField(const Record& record, int field) {
  if (Unseen(record, field)) return Missing();
  const FieldInfo& info = record.info->fields[static_cast<size_t>(field)];
  if (!info.Present(record.owner)) return Bool(false);
  if (info.kind != FieldKind::kDate || info.role != Role::kHappenedOn) return Bool(true);
  switch (WhenIs(info.Date(record.owner), record.reading->as_of)) {
    case When::kPast:
      return Bool(true);
    case When::kFuture:
      return Bool(false);
    case When::kUnknown:
      break;
  }
  return info.absent == Absent::kNone ? Missing() : Bool(true);
}

}  // namespace graduasi::reference
