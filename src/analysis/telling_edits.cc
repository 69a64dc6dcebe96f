#include "src/analysis/telling_edits.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "src/base/integer.h"
#include "src/model/validate.h"

namespace graduasi::analysis {
namespace {

using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;
using Kind = HouseholdEdit::Kind;
using Path = std::vector<std::pair<int, int>>;

constexpr int64_t kMostMonths = 240;     // further back than this no household's dates are tried
constexpr size_t kMostNewRecords = 160;  // kinds of one new record

std::optional<Date> DayOf(int64_t days) {
  const Date least(1, 1, 1);
  const Date most(9999, 12, 31);
  if (days < least.days() || days > most.days()) return std::nullopt;
  return Date::FromDays(static_cast<int32_t>(days));
}

void CopyRecord(const RecordInfo& record, const void* from, void* to) {
  for (const FieldInfo& field : record.fields) {
    switch (field.kind) {
      case FieldKind::kBool:
        *field.MutableBool(to) = field.Bool(from);
        break;
      case FieldKind::kInt:
        *field.MutableInt(to) = field.Int(from);
        break;
      case FieldKind::kString:
        *field.MutableString(to) = field.String(from);
        break;
      case FieldKind::kDate:
        *field.MutableDate(to) = field.Date(from);
        break;
      case FieldKind::kEnum:
        if (field.Enum(from) >= 0) field.SetEnum(to, field.Enum(from));
        break;
      case FieldKind::kRecord:
        CopyRecord(*field.record, field.Record(from), field.MutableRecord(to));
        break;
      case FieldKind::kList:
        if (!field.Present(from)) break;
        field.StartList(to);
        for (size_t i = 0; i < field.ListSize(from); ++i) {
          CopyRecord(*field.record, field.Element(from, i), field.Append(to));
        }
        break;
    }
  }
}

// A NIK of its own for a record that is there twice.
void RenewIdentities(const RecordInfo& record, size_t number, void* owner) {
  for (const FieldInfo& field : record.fields) {
    if (field.role == Role::kIdentity && field.kind == FieldKind::kString && field.Present(owner)) {
      *field.MutableString(owner) = absl::StrFormat("9999990000%06d", number + 500'000);
    }
  }
}

bool ApplyTo(const HouseholdEdit& edit, const RecordInfo& root, void* owner) {
  const RecordInfo* record = &root;
  for (size_t i = 0; i + 1 < edit.path.size(); ++i) {
    const FieldInfo& field = record->fields[static_cast<size_t>(edit.path[i].first)];
    if (field.kind == FieldKind::kList) {
      if (edit.path[i].second < 0 || static_cast<size_t>(edit.path[i].second) >= field.ListSize(owner)) return false;
      owner = field.MutableElement(owner, static_cast<size_t>(edit.path[i].second));
    } else {
      owner = field.MutableRecord(owner);
    }
    record = field.record;
  }
  const FieldInfo& field = record->fields[static_cast<size_t>(edit.path.back().first)];
  const auto element = static_cast<size_t>(edit.path.back().second);
  switch (edit.kind) {
    case Kind::kClear:
      field.Clear(owner);
      return true;
    case Kind::kBool:
      *field.MutableBool(owner) = edit.number != 0;
      return true;
    case Kind::kInt:
      *field.MutableInt(owner) = edit.number;
      return true;
    case Kind::kEnum:
      field.SetEnum(owner, static_cast<int32_t>(edit.number));
      return true;
    case Kind::kDate:
      *field.MutableDate(owner) = edit.date;
      return true;
    case Kind::kText:
      *field.MutableString(owner) = edit.text;
      return true;
    case Kind::kStartList:
      field.StartList(owner);
      return true;
    case Kind::kRemove:
      if (element >= field.ListSize(owner)) return false;
      field.RemoveElement(owner, element);
      return true;
    case Kind::kRepeat: {
      const size_t size = field.ListSize(owner);
      if (element >= size) return false;
      for (int64_t n = 0; n < edit.number; ++n) {
        void* made = field.Append(owner);
        CopyRecord(*field.record, field.Element(owner, element), made);
        RenewIdentities(*field.record, size + static_cast<size_t>(n), made);
      }
      return true;
    }
    case Kind::kAppend: {
      if (!field.Present(owner)) field.StartList(owner);
      void* made = field.Append(owner);
      for (const HouseholdEdit& part : edit.parts) ApplyTo(part, *field.record, made);
      return true;
    }
  }
  return false;
}

class EditMaker {
 public:
  EditMaker(const Household& household, Date as_of, const Reads& reads, const Shortfalls& shortfalls, bool boundaries_only)
      : as_of_(as_of), reads_(reads), shortfalls_(shortfalls), boundaries_only_(boundaries_only) {
    for (const int64_t n : reads.numbers) {
      if (n >= 0 && n <= kMostMonths) months_.insert(n);
    }
    CollectDays(model::HouseholdRecord(), &household);
    Visit(model::HouseholdRecord(), &household, {});
  }

  std::vector<HouseholdEdit> Take() { return std::move(edits_); }

 private:
  HouseholdEdit& Add(Path path, int field, int element, Kind kind) {
    path.emplace_back(field, element);
    HouseholdEdit& edit = edits_.emplace_back();
    edit.path = std::move(path);
    edit.kind = kind;
    return edit;
  }

  // Days that the household's own records carry: comparisons between two of them have their boundary there.
  void CollectDays(const RecordInfo& record, const void* owner) {
    for (size_t i = 0; i < record.fields.size(); ++i) {
      const FieldInfo& field = record.fields[i];
      if (field.kind == FieldKind::kRecord) CollectDays(*field.record, field.Record(owner));
      if (field.kind == FieldKind::kDate && field.Date(owner).has_value() && reads_.Has(&record, static_cast<int>(i))) {
        own_days_.insert(field.Date(owner)->first().days());
      }
      if (field.kind != FieldKind::kList) continue;
      for (size_t e = 0; e < field.ListSize(owner); ++e) CollectDays(*field.record, field.Element(owner, e));
    }
  }

  void Visit(const RecordInfo& record, const void* owner, const Path& path) {
    for (size_t i = 0; i < record.fields.size(); ++i) {
      const FieldInfo& field = record.fields[i];
      const int index = static_cast<int>(i);
      if (field.kind == FieldKind::kRecord) {
        Path below = path;
        below.emplace_back(index, -1);
        Visit(*field.record, field.Record(owner), below);
        continue;
      }
      if (!reads_.Has(&record, index)) continue;
      if (field.Present(owner) && !boundaries_only_) Add(path, index, -1, Kind::kClear);
      if (field.kind == FieldKind::kList) {
        VisitList(field, owner, path, index);
      } else {
        for (HouseholdEdit& edit : ValuesOf(record, index, owner)) {
          edit.path.insert(edit.path.begin(), path.begin(), path.end());
          edits_.push_back(std::move(edit));
        }
      }
    }
  }

  void VisitList(const FieldInfo& field, const void* owner, const Path& path, int index) {
    if (!boundaries_only_ && (field.ListSize(owner) > 0 || !field.Present(owner))) Add(path, index, -1, Kind::kStartList);
    for (size_t e = 0; e < field.ListSize(owner); ++e) {
      const int element = static_cast<int>(e);
      if (!boundaries_only_) {
        Add(path, index, element, Kind::kRemove);
        Add(path, index, element, Kind::kRepeat).number = 1;
      }
      Path below = path;
      below.emplace_back(index, element);
      Visit(*field.record, field.Element(owner, e), below);
    }
    if (boundaries_only_) return;
    for (std::vector<HouseholdEdit>& parts : NewRecords(*field.record)) {
      Add(path, index, -1, Kind::kAppend).parts = std::move(parts);
    }
  }

  HouseholdEdit Part(int index, Kind kind) const {
    HouseholdEdit edit;
    edit.path = {{index, -1}};
    edit.kind = kind;
    return edit;
  }

  // Values of a scalar other than its own.
  std::vector<HouseholdEdit> ValuesOf(const RecordInfo& record, int index, const void* owner) const {
    const FieldInfo& field = record.fields[static_cast<size_t>(index)];
    std::vector<HouseholdEdit> out;
    if (boundaries_only_ && field.kind != FieldKind::kInt && field.kind != FieldKind::kDate) return out;
    switch (field.kind) {
      case FieldKind::kBool:
        for (const int64_t value : {1, 0}) {
          if (field.Bool(owner) == (value != 0)) continue;
          out.push_back(Part(index, Kind::kBool));
          out.back().number = value;
        }
        break;
      case FieldKind::kEnum:
        for (size_t value = 0; value < field.enumeration->constants.size(); ++value) {
          if (field.Enum(owner) == static_cast<int32_t>(value)) continue;
          out.push_back(Part(index, Kind::kEnum));
          out.back().number = static_cast<int64_t>(value);
        }
        break;
      case FieldKind::kInt:
        for (const int64_t value : Numbers(record, field, field.Int(owner))) {
          out.push_back(Part(index, Kind::kInt));
          out.back().number = value;
        }
        break;
      case FieldKind::kDate:
        for (const PartialDate& value : Days(field.Date(owner))) {
          out.push_back(Part(index, Kind::kDate));
          out.back().date = value;
        }
        break;
      case FieldKind::kString:
        if (field.role == Role::kIdentity) break;
        for (const std::string& text : reads_.texts) {
          if (field.String(owner) == text) continue;
          out.push_back(Part(index, Kind::kText));
          out.back().text = text;
        }
        break;
      case FieldKind::kList:
      case FieldKind::kRecord:
        break;
    }
    return out;
  }

  std::vector<int64_t> Numbers(const RecordInfo& record, const FieldInfo& field, const std::optional<int64_t>& now) const {
    std::set<int64_t> values;
    const auto around = [&](int64_t value) {
      for (const int64_t step : {int64_t{-1}, int64_t{0}, int64_t{1}}) {
        int64_t sum = 0;
        if (CheckedAdd(value, step, &sum)) values.insert(sum);
      }
    };
    for (const int64_t number : reads_.numbers) {
      if (!boundaries_only_) around(number);
    }
    for (const int64_t shortfall : shortfalls_.numbers) {
      int64_t sum = 0;
      if (CheckedAdd(now.value_or(0), shortfall, &sum)) around(sum);
    }
    if (now) around(*now), values.erase(*now);
    values.insert(0);
    const std::optional<model::Range> range = model::RangeOf(record, field);
    std::vector<int64_t> out;
    for (const int64_t value : values) {
      if (value != now && (!range || (value >= range->least && value <= range->most))) out.push_back(value);
    }
    return out;
  }

  std::vector<PartialDate> Days(const std::optional<PartialDate>& now) const {
    std::set<int32_t> days;
    const auto around = [&](int64_t day) {
      for (const int64_t step : {-1, 0, 1}) {
        if (const auto sound = DayOf(day + step)) days.insert(sound->days());
      }
    };
    const auto near_shortfalls = [&] {
      if (!now.has_value()) return;
      for (const int64_t shortfall : shortfalls_.days) {
        around(now->first().days() + std::clamp<int64_t>(shortfall, -100'000, 100'000));
      }
    };
    std::vector<PartialDate> out;
    near_shortfalls();
    if (boundaries_only_) {
      for (const int32_t day : days) out.emplace_back(Date::FromDays(day));
      return out;
    }
    around(as_of_.days());
    for (const int64_t n : months_) {
      if (const auto day = as_of_.AddMonths(-n)) around(day->days());
      if (n <= 130) {
        if (const auto day = as_of_.AddMonths(-12 * n)) around(day->days());
      }
      around(as_of_.days() - 30 * n);
    }
    for (const int32_t day : reads_.days) around(day);
    for (const int32_t day : own_days_) {
      around(day);
      for (const int64_t n : months_) {
        for (const int64_t sign : {1, -1}) {
          if (n == 0) continue;
          if (const auto moved = Date::FromDays(day).AddMonths(sign * n)) around(moved->days());
          around(day + sign * 30 * n);
        }
      }
    }
    for (const int32_t day : days) {
      if (!now.has_value() || *now != PartialDate(Date::FromDays(day))) out.emplace_back(Date::FromDays(day));
    }
    if (now.has_value()) {  // the same, known less well
      const Date day = now->first();
      if (now->exact()) out.push_back(PartialDate::Month(day.year(), day.month()));
      out.push_back(PartialDate::Year(day.year()));
    }
    out.push_back(PartialDate::Month(as_of_.year(), as_of_.month()));
    return out;
  }

  // Records that hold a value for each field that is read, in the combinations of what the policy names.
  std::vector<std::vector<HouseholdEdit>> NewRecords(const RecordInfo& record) const {
    std::vector<std::vector<HouseholdEdit>> made(1);
    for (size_t i = 0; i < record.fields.size(); ++i) {
      const FieldInfo& field = record.fields[i];
      const int index = static_cast<int>(i);
      if (!reads_.Has(&record, index)) continue;
      std::vector<HouseholdEdit> choices;
      const auto choose = [&](Kind kind) -> HouseholdEdit& { return choices.emplace_back(Part(index, kind)); };
      switch (field.kind) {
        case FieldKind::kBool:
          choose(Kind::kBool).number = 1;
          choose(Kind::kBool).number = 0;
          break;
        case FieldKind::kEnum: {
          int64_t other = -1;
          for (size_t value = 0; value < field.enumeration->constants.size(); ++value) {
            const auto number = static_cast<int32_t>(value);
            if (reads_.choices.count({field.enumeration->name, number}) != 0) {
              choose(Kind::kEnum).number = number;
            } else {
              other = number;
            }
          }
          if (other >= 0) choose(Kind::kEnum).number = other;
          break;
        }
        case FieldKind::kInt:
          choose(Kind::kInt).number = reads_.numbers.empty() ? 1 : *reads_.numbers.rbegin();
          break;
        case FieldKind::kDate:
          if (field.absent == Absent::kNone) {
            choose(Kind::kClear);
            choose(Kind::kDate).date = PartialDate(Date::FromDays(as_of_.days() - 5));
          } else {
            choose(Kind::kDate).date = PartialDate(Date::FromDays(as_of_.days() - 20));
          }
          break;
        case FieldKind::kList:
          choose(Kind::kStartList);
          break;
        case FieldKind::kString:
        case FieldKind::kRecord:
          continue;
      }
      std::vector<std::vector<HouseholdEdit>> longer;
      for (const std::vector<HouseholdEdit>& so_far : made) {
        for (const HouseholdEdit& choice : choices) {
          if (longer.size() >= kMostNewRecords) break;
          longer.push_back(so_far);
          longer.back().push_back(choice);
        }
      }
      if (!longer.empty()) made = std::move(longer);
    }
    made.emplace_back();  // one of which nothing is known
    return made;
  }

  const Date as_of_;
  const Reads& reads_;
  const Shortfalls& shortfalls_;
  const bool boundaries_only_;
  std::set<int64_t> months_;
  std::set<int32_t> own_days_;
  std::vector<HouseholdEdit> edits_;
};

void AddRemovals(const RecordInfo& record, const void* owner, const Path& path, std::vector<HouseholdEdit>* out) {
  const auto add = [&](int field, int element, Kind kind) {
    HouseholdEdit& edit = out->emplace_back();
    edit.path = path;
    edit.path.emplace_back(field, element);
    edit.kind = kind;
  };
  for (size_t i = 0; i < record.fields.size(); ++i) {
    const FieldInfo& field = record.fields[i];
    if (field.Present(owner)) add(static_cast<int>(i), -1, Kind::kClear);
  }
  for (size_t i = 0; i < record.fields.size(); ++i) {
    const FieldInfo& field = record.fields[i];
    const int index = static_cast<int>(i);
    if (field.kind == FieldKind::kRecord) {
      Path below = path;
      below.emplace_back(index, -1);
      AddRemovals(*field.record, field.Record(owner), below, out);
    }
    if (field.kind != FieldKind::kList) continue;
    for (size_t e = field.ListSize(owner); e-- > 0;) add(index, static_cast<int>(e), Kind::kRemove);
    for (size_t e = 0; e < field.ListSize(owner); ++e) {
      Path below = path;
      below.emplace_back(index, static_cast<int>(e));
      AddRemovals(*field.record, field.Element(owner, e), below, out);
    }
  }
}

// Sets every field of the record that is read to something that the policy names, or to something ordinary.
void Record(const RecordInfo& record, Date as_of, const Reads& reads, void* owner) {
  for (size_t i = 0; i < record.fields.size(); ++i) {
    const FieldInfo& field = record.fields[i];
    if (field.kind == FieldKind::kRecord) {
      Record(*field.record, as_of, reads, field.MutableRecord(owner));
      continue;
    }
    if (!reads.Has(&record, static_cast<int>(i))) continue;
    switch (field.kind) {
      case FieldKind::kBool:
        *field.MutableBool(owner) = false;
        break;
      case FieldKind::kInt:
        *field.MutableInt(owner) = 1;
        break;
      case FieldKind::kEnum: {
        const auto first = reads.choices.lower_bound({field.enumeration->name, 0});
        const bool named = first != reads.choices.end() && first->first == field.enumeration->name;
        if (field.absent == Absent::kMissing) field.SetEnum(owner, named ? first->second : 0);
        break;
      }
      case FieldKind::kDate:
        if (field.absent == Absent::kNone) break;
        // A birth, where nothing else dates the record.
        *field.MutableDate(owner) = Date::FromDays(as_of.days() - (record.recorded_on < 0 ? 11'000 : 20));
        break;
      case FieldKind::kString:
        if (field.role == Role::kIdentity) {
          *field.MutableString(owner) = absl::StrFormat("9999990000%06d", record.index);
        } else if (!reads.texts.empty()) {
          *field.MutableString(owner) = *reads.texts.begin();
        }
        break;
      case FieldKind::kList:
        field.StartList(owner);
        Record(*field.record, as_of, reads, field.Append(owner));
        break;
      case FieldKind::kRecord:
        break;
    }
  }
}

template <typename Visitor>
void VisitScalars(const RecordInfo& record, void* owner, const Visitor& visitor) {
  for (const FieldInfo& field : record.fields) {
    if (field.kind == FieldKind::kRecord) {
      VisitScalars(*field.record, field.MutableRecord(owner), visitor);
    } else if (field.kind == FieldKind::kList) {
      for (size_t e = 0; e < field.ListSize(owner); ++e) VisitScalars(*field.record, field.MutableElement(owner, e), visitor);
    } else {
      visitor(record, field, owner);
    }
  }
}

}  // namespace

bool Apply(const HouseholdEdit& edit, Household* household) { return ApplyTo(edit, model::HouseholdRecord(), household); }

std::vector<HouseholdEdit> EditsOf(const Household& household, Date as_of, const Reads& reads, const Shortfalls& shortfalls) {
  return EditMaker(household, as_of, reads, shortfalls, false).Take();
}

std::vector<HouseholdEdit> BoundaryEditsOf(const Household& household, Date as_of, const Reads& reads,
                                           const Shortfalls& shortfalls) {
  return EditMaker(household, as_of, reads, shortfalls, true).Take();
}

std::vector<HouseholdEdit> GrowthsOf(const Household& household, const Reads& reads) {
  constexpr int64_t kMost = 24;  // records of one list
  std::vector<HouseholdEdit> out;
  const RecordInfo& record = model::HouseholdRecord();
  for (size_t i = 0; i < record.fields.size(); ++i) {
    const FieldInfo& field = record.fields[i];
    const int index = static_cast<int>(i);
    if (field.kind != FieldKind::kList || !reads.Has(&record, index) || field.ListSize(&household) == 0) continue;
    const auto size = static_cast<int64_t>(field.ListSize(&household));
    for (int64_t wanted = size + 2; wanted <= kMost; ++wanted) {
      HouseholdEdit& edit = out.emplace_back();
      edit.path = {{index, static_cast<int>(size - 1)}};
      edit.kind = Kind::kRepeat;
      edit.number = wanted - size;
    }
  }
  return out;
}

std::vector<HouseholdEdit> RemovalsOf(const Household& household) {
  std::vector<HouseholdEdit> out;
  AddRemovals(model::HouseholdRecord(), &household, {}, &out);
  return out;
}

Household Recorded(Date as_of, const Reads& reads) {
  Household household;
  Record(model::HouseholdRecord(), as_of, reads, &household);
  return household;
}

void MakeUpIdentities(Household* household) {
  int number = 0;
  VisitScalars(model::HouseholdRecord(), household, [&](const RecordInfo&, const FieldInfo& field, void* owner) {
    if (field.role != Role::kIdentity || field.kind != FieldKind::kString || !field.Present(owner)) return;
    *field.MutableString(owner) = absl::StrFormat("9999990000%06d", ++number);
  });
}

void MoveDays(int32_t days, Household* household) {
  VisitScalars(model::HouseholdRecord(), household, [&](const RecordInfo&, const FieldInfo& field, void* owner) {
    if (field.kind != FieldKind::kDate || !field.Present(owner) || !field.Date(owner)->exact()) return;
    if (const auto day = DayOf(int64_t{field.Date(owner)->first().days()} + days)) *field.MutableDate(owner) = *day;
  });
}

}  // namespace graduasi::analysis
