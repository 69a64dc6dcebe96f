#include "src/decide/lever.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "src/model/path.h"
#include "src/model/validate.h"

namespace graduasi::decide {
namespace {

using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

struct MeansRule {
  const char* record;
  const char* field;
  Means means;
};

// In the order of the model. tests/unit/decide/lever_test.cc holds every other field to be one that never changes.
constexpr MeansRule kMeans[] = {
    {"Household", "ranks", Means::kObserve},
    {"Household", "incomes", Means::kObserve},
    {"Household", "expenditures", Means::kObserve},
    {"Household", "assets", Means::kObserve},
    {"Household", "balances", Means::kObserve},
    {"Household", "businesses", Means::kRepeat},
    {"Member", "enrolled", Means::kSet},
    {"Member", "work", Means::kSet},
    {"Member", "income_idr", Means::kSet},
    {"WelfareRank", "decile", Means::kObserve},
    {"Income", "amount_idr", Means::kObserve},
    {"Expenditure", "amount_idr", Means::kObserve},
    {"Dwelling", "floor", Means::kSet},
    {"Dwelling", "wall", Means::kSet},
    {"Dwelling", "roof", Means::kSet},
    {"Dwelling", "floor_area_m2", Means::kSet},
    {"Dwelling", "water", Means::kSet},
    {"Dwelling", "toilet", Means::kSet},
    {"Dwelling", "waste_disposal", Means::kSet},
    {"Dwelling", "power_va", Means::kSet},
    {"Asset", "count", Means::kObserve},
    {"Balance", "savings_idr", Means::kObserve},
    {"Balance", "debt_idr", Means::kObserve},
    {"Balance", "arrears_idr", Means::kObserve},
    {"Business", "licensed_on", Means::kSet},
    {"Business", "workers", Means::kSet},
    {"Mentoring", "enrolments", Means::kRepeat},
    {"Mentoring", "sessions", Means::kRepeat},
    {"Mentoring", "inspections", Means::kRepeat},
    {"Mentoring", "opinions", Means::kObserve},
    {"InspectionFinding", "resolved_on", Means::kSet},
    {"InspectionFinding", "verified_on", Means::kSet},
    {"MentorOpinion", "opinion", Means::kObserve},
    {"Procedure", "nominated_on", Means::kSet},
    {"Procedure", "statement_signed_on", Means::kSet},
    {"Procedure", "willing", Means::kSet},
    {"Procedure", "deliberated_on", Means::kSet},
    {"Procedure", "verified_on", Means::kSet},
    {"Objection", "resolved_on", Means::kSet},
};

constexpr int64_t kMostRepeats = 100;
constexpr int64_t kMostNumber = 1'000'000'000'000;

bool Same(const std::optional<PartialDate>& a, const std::optional<PartialDate>& b) { return a == b; }

int64_t NumberIn(const FieldInfo& field, const void* owner) {
  switch (field.kind) {
    case FieldKind::kBool:
      return *field.Bool(owner) ? 1 : 0;
    case FieldKind::kInt:
      return *field.Int(owner);
    case FieldKind::kEnum:
      return field.Enum(owner);
    default:
      return 0;
  }
}

void Assign(const RecordInfo& record, const FieldValue& value, void* owner) {
  const FieldInfo& field = record.fields[static_cast<size_t>(value.field)];
  switch (field.kind) {
    case FieldKind::kBool:
      *field.MutableBool(owner) = value.number != 0;
      return;
    case FieldKind::kInt:
      *field.MutableInt(owner) = value.number;
      return;
    case FieldKind::kEnum:
      return field.SetEnum(owner, static_cast<int32_t>(value.number));
    case FieldKind::kDate:
      *field.MutableDate(owner) = value.date;
      return;
    case FieldKind::kList:
      return field.StartList(owner);
    case FieldKind::kString:
    case FieldKind::kRecord:
      return;
  }
}

FieldValue Varied(const Lever& lever, int64_t value) {
  FieldValue varied;
  varied.field = lever.field;
  varied.number = value;
  if (lever.varied()->kind == FieldKind::kDate) varied.date = Date::FromDays(static_cast<int32_t>(value));
  return varied;
}

std::string Json(const RecordInfo& record, const FieldValue& value) {
  const FieldInfo& field = record.fields[static_cast<size_t>(value.field)];
  if (value.empty_list) return "[]";
  if (field.kind == FieldKind::kDate) return absl::StrCat("\"", value.date->ToString(), "\"");
  const std::string plain = PlainValue(field, value.number);
  return field.kind == FieldKind::kEnum ? absl::StrCat("\"", plain, "\"") : plain;
}

// A record with all its values, each field once: a later value stands for an earlier one.
std::map<int, FieldValue> WholeRecord(const Lever& lever, const std::vector<FieldValue>& varied) {
  std::map<int, FieldValue> values;
  for (const FieldValue& value : lever.fixed) values[value.field] = value;
  for (const FieldValue& value : varied) values[value.field] = value;
  return values;
}

std::string Json(const RecordInfo& record, const std::map<int, FieldValue>& values) {
  std::string json;
  for (const auto& [field, value] : values) {
    absl::StrAppend(&json, json.empty() ? "" : ", ", "\"", record.fields[static_cast<size_t>(field)].name,
                    "\": ", Json(record, value));
  }
  return absl::StrCat("{", json, "}");
}

// The list and the record that holds it.
struct ListPlace {
  const FieldInfo* list = nullptr;
  void* owner = nullptr;
};
ListPlace FindList(const std::string& path, void* household) {
  std::string mistake;
  const std::vector<model::PathStep> steps = model::ParsePath(path, &mistake);
  ListPlace place;
  place.owner = steps.empty() ? nullptr : model::OwnerOf(steps, household, &mistake);
  if (place.owner != nullptr) place.list = steps.back().field;
  return place;
}

void* FindRecord(const Lever& lever, void* household) {
  std::string mistake;
  const std::vector<model::PathStep> steps = model::ParsePath(absl::StrCat(lever.path, ".", lever.varied()->name), &mistake);
  return steps.empty() ? nullptr : model::OwnerOf(steps, household, &mistake);
}

// What a new record takes over from the one before: no text, no other day, no number of a curriculum.
bool TakenOver(const RecordInfo& record, const FieldInfo& field, bool observed) {
  if (record.name == "Session" && field.name == "module") return false;
  if (field.kind == FieldKind::kInt) return observed;
  return field.kind == FieldKind::kBool || field.kind == FieldKind::kEnum;
}

bool Fits(const RecordInfo& record, const void* element, const std::vector<FieldValue>& asked) {
  return std::all_of(asked.begin(), asked.end(), [&](const FieldValue& value) {
    const FieldInfo& field = record.fields[static_cast<size_t>(value.field)];
    return field.Present(element) &&
           (field.kind == FieldKind::kDate || field.kind == FieldKind::kInt || NumberIn(field, element) == value.number);
  });
}

// Nobody earns more by being given more assistance.
bool IsTransfer(const RecordInfo& record, const void* element) {
  const int source = record.name == "Income" ? record.FieldIndex("source") : -1;
  return source >= 0 && PlainValue(record.fields[static_cast<size_t>(source)], element) == "TRANSFERS";
}

// The latest record that was known on the day and is as asked.
int64_t LatestLike(const RecordInfo& record, const FieldInfo& list, const void* owner, const std::vector<FieldValue>& asked,
                   Date as_of) {
  int64_t latest = -1;
  std::optional<Date> day;
  const FieldInfo& dated = record.fields[static_cast<size_t>(record.recorded_on)];
  for (size_t i = 0; i < list.ListSize(owner); ++i) {
    const void* element = list.Element(owner, i);
    const std::optional<PartialDate>& date = dated.Date(element);
    if (!date || as_of < date->first() || !Fits(record, element, asked) || IsTransfer(record, element)) continue;
    if (day && !(*day < date->last())) continue;
    day = date->last();
    latest = static_cast<int64_t>(i);
  }
  return latest;
}

std::vector<FieldValue> NewRecord(const RecordInfo& record, const FieldInfo& list, const void* owner, int64_t like,
                                  bool observed, const std::vector<FieldValue>& asked, Date as_of) {
  std::map<int, FieldValue> values;
  for (size_t i = 0; i < record.fields.size(); ++i) {
    const FieldInfo& field = record.fields[i];
    FieldValue value;
    value.field = static_cast<int>(i);
    if (record.name == "Session" && field.name == "attended") value.number = 1;
    if (field.kind == FieldKind::kList) {
      value.empty_list = true;
    } else if (record.name != "Session" || field.name != "attended") {
      if (like < 0 || !TakenOver(record, field, observed)) continue;
      const void* element = list.Element(owner, static_cast<size_t>(like));
      if (!field.Present(element)) continue;
      value.number = NumberIn(field, element);
    }
    values[value.field] = value;
  }
  for (const FieldValue& value : asked) values[value.field] = value;
  FieldValue day;
  day.field = record.recorded_on;
  day.date = as_of;
  values[day.field] = day;
  std::vector<FieldValue> fixed;
  for (const auto& [field, value] : values) fixed.push_back(value);
  return fixed;
}

}  // namespace

Means MeansOf(const RecordInfo& record, int field) {
  const std::string& name = record.fields[static_cast<size_t>(field)].name;
  for (const MeansRule& rule : kMeans) {
    if (record.name == rule.record && name == rule.field) return rule.means;
  }
  return Means::kNever;
}

bool operator==(const FieldValue& a, const FieldValue& b) {
  return a.field == b.field && a.number == b.number && Same(a.date, b.date) && a.empty_list == b.empty_list;
}
bool operator==(const Lever& a, const Lever& b) {
  return a.record == b.record && a.path == b.path && a.add == b.add && a.field == b.field && (!a.add || a.fixed == b.fixed);
}
bool SameRecord(const Lever& a, const Lever& b) {
  return a.add && b.add && a.field >= 0 && b.field >= 0 && a.field != b.field && a.path == b.path && a.fixed == b.fixed;
}

std::string PlainValue(const FieldInfo& field, int64_t value) {
  switch (field.kind) {
    case FieldKind::kBool:
      return value != 0 ? "true" : "false";
    case FieldKind::kEnum:
      return field.enumeration->constants[static_cast<size_t>(value)];
    case FieldKind::kDate:
      return Date::FromDays(static_cast<int32_t>(value)).ToString();
    default:
      return absl::StrCat(value);
  }
}

std::string PlainValue(const FieldInfo& field, const void* owner) {
  if (!field.Present(owner)) return "";
  if (field.kind == FieldKind::kDate) return field.Date(owner)->ToString();
  return PlainValue(field, NumberIn(field, owner));
}

void Apply(const std::vector<Pull>& pulls, Household* household) {
  for (size_t i = 0; i < pulls.size(); ++i) {
    const Lever& lever = *pulls[i].lever;
    if (!lever.add) {
      void* owner = FindRecord(lever, household);
      if (owner == nullptr) continue;
      for (const FieldValue& value : lever.fixed) Assign(*lever.record, value, owner);
      Assign(*lever.record, Varied(lever, pulls[i].value), owner);
      continue;
    }
    std::vector<FieldValue> varied;
    bool added = false;
    for (size_t k = 0; k < pulls.size(); ++k) {
      if (k != i && !SameRecord(lever, *pulls[k].lever)) continue;
      if (k < i) added = true;
      if (lever.field >= 0) varied.push_back(Varied(*pulls[k].lever, pulls[k].value));
    }
    if (added) continue;
    const ListPlace place = FindList(lever.path, household);
    if (place.owner == nullptr) continue;
    for (int64_t n = lever.field < 0 ? pulls[i].value : 1; n > 0; --n) {
      void* element = place.list->Append(place.owner);
      for (const auto& [field, value] : WholeRecord(lever, varied)) Assign(*lever.record, value, element);
    }
  }
}

std::vector<std::vector<Change>> EditsOf(const std::vector<Pull>& pulls, const Household& household) {
  std::vector<std::vector<Change>> edits(pulls.size());
  std::map<std::string, size_t> sizes;  // of lists, what is added so far included
  std::map<size_t, size_t> position;    // of the record that a pull added, by pull
  for (size_t i = 0; i < pulls.size(); ++i) {
    const Lever& lever = *pulls[i].lever;
    if (!lever.add) {
      for (const FieldValue& value : lever.fixed) {
        edits[i].push_back({Change::Kind::kSet,
                            absl::StrCat(lever.path, ".", lever.record->fields[static_cast<size_t>(value.field)].name),
                            Json(*lever.record, value)});
      }
      edits[i].push_back({Change::Kind::kSet, absl::StrCat(lever.path, ".", lever.varied()->name),
                          Json(*lever.record, Varied(lever, pulls[i].value))});
      continue;
    }
    if (sizes.count(lever.path) == 0) {
      const ListPlace place = FindList(lever.path, const_cast<Household*>(&household));
      sizes[lever.path] = place.owner == nullptr ? 0 : place.list->ListSize(place.owner);
    }
    size_t like = i;
    for (size_t k = 0; k < i && like == i; ++k) {
      if (SameRecord(lever, *pulls[k].lever)) like = k;
    }
    if (like != i) {
      edits[i].push_back({Change::Kind::kSet, absl::StrCat(lever.path, "[", position[like], "].", lever.varied()->name),
                          Json(*lever.record, Varied(lever, pulls[i].value))});
      continue;
    }
    std::vector<FieldValue> varied;
    if (lever.field >= 0) varied.push_back(Varied(lever, pulls[i].value));
    const std::string json = Json(*lever.record, WholeRecord(lever, varied));
    position[i] = sizes[lever.path];
    for (int64_t n = lever.field < 0 ? pulls[i].value : 1; n > 0; --n) {
      edits[i].push_back({Change::Kind::kAdd, lever.path, json});
      ++sizes[lever.path];
    }
  }
  return edits;
}

std::optional<Lever> AddingTo(const RecordInfo& owner_record, int list, const void* owner, const std::string& owner_path,
                              const std::vector<FieldValue>& asked, Date as_of) {
  const FieldInfo& field = owner_record.fields[static_cast<size_t>(list)];
  if (!field.Present(owner)) return std::nullopt;
  Lever lever;
  lever.record = field.record;
  lever.path = absl::StrCat(owner_path, ".", field.name);
  lever.add = true;
  lever.fixed =
      NewRecord(*field.record, field, owner, LatestLike(*field.record, field, owner, asked, as_of), false, asked, as_of);
  lever.from = 0;
  lever.most = kMostRepeats;
  return lever;
}

std::optional<Lever> Observing(const RecordInfo& owner_record, int list, const void* owner, const std::string& owner_path,
                               int varied, const std::vector<FieldValue>& asked, Date as_of) {
  const FieldInfo& field = owner_record.fields[static_cast<size_t>(list)];
  if (!field.Present(owner)) return std::nullopt;
  const RecordInfo& record = *field.record;
  std::vector<FieldValue> others;
  for (const FieldValue& value : asked) {
    if (value.field != varied) others.push_back(value);
  }
  const int64_t like = LatestLike(record, field, owner, others, as_of);
  const FieldInfo& number = record.fields[static_cast<size_t>(varied)];
  // Things that are owned are counted together, not one count after the other.
  const bool in_addition = record.name == "Asset";
  if (like >= 0 && !in_addition) {
    const void* element = field.Element(owner, static_cast<size_t>(like));
    const std::optional<PartialDate>& date = record.fields[static_cast<size_t>(record.recorded_on)].Date(element);
    if (as_of <= date->last()) {
      Lever lever = Setting(record, varied, element, absl::StrCat(owner_path, ".", field.name, "[", like, "]"), as_of);
      lever.fixed.clear();
      return lever;
    }
  }
  Lever lever;
  lever.record = &record;
  lever.path = absl::StrCat(owner_path, ".", field.name);
  lever.add = true;
  lever.field = varied;
  lever.fixed = NewRecord(record, field, owner, like, true, others, as_of);
  const std::optional<model::Range> range = model::RangeOf(record, number);
  lever.least = range ? range->least : 0;
  lever.most = range ? std::min(range->most, kMostNumber) : kMostNumber;
  if (in_addition) {
    lever.from = 0;
  } else if (like >= 0 && number.Present(field.Element(owner, static_cast<size_t>(like)))) {
    lever.from = NumberIn(number, field.Element(owner, static_cast<size_t>(like)));
  }
  return lever;
}

Lever Setting(const RecordInfo& record, int field, const void* owner, const std::string& path, Date as_of) {
  Lever lever;
  lever.record = &record;
  lever.path = path;
  lever.field = field;
  const FieldInfo& varied = record.fields[static_cast<size_t>(field)];
  if (varied.kind == FieldKind::kInt) {
    const std::optional<model::Range> range = model::RangeOf(record, varied);
    lever.least = range ? range->least : 0;
    lever.most = range ? std::min(range->most, kMostNumber) : kMostNumber;
    if (varied.Present(owner)) lever.from = NumberIn(varied, owner);
  }
  // A house that is seen to be another is seen today.
  if (record.name == "Dwelling" && record.recorded_on >= 0) {
    const FieldInfo& dated = record.fields[static_cast<size_t>(record.recorded_on)];
    if (dated.Date(owner) && *dated.Date(owner) != PartialDate(as_of)) {
      FieldValue day;
      day.field = record.recorded_on;
      day.date = as_of;
      lever.fixed.push_back(day);
    }
  }
  return lever;
}

}  // namespace graduasi::decide
