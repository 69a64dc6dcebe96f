#include "tests/property/household_source.h"

#include <algorithm>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "src/model/record.h"
#include "src/model/validate.h"
#include "tests/property/domain.h"

namespace graduasi::property {
namespace {

using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

class Maker {
 public:
  Maker(Date as_of, bool absurd, Random* random) : as_of_(as_of), absurd_(absurd), random_(random) {
    static const std::vector<uint64_t> rates = {0, 0, 3, 10, 30, 60};
    missing_rate_ = random->Of(rates);
    long_list_rate_ = random->Percent(3) ? 20 : 0;
  }

  void Fill(const RecordInfo& info, void* owner) {
    // The day that dates the record first: the others follow it.
    if (info.recorded_on >= 0) FillField(info, info.recorded_on, owner, as_of_);
    Date earliest = as_of_.AddMonths(-600).value_or(as_of_);
    if (info.recorded_on >= 0) {
      const auto& date = info.fields[static_cast<size_t>(info.recorded_on)].Date(owner);
      if (date.has_value()) earliest = date->last();
    }
    for (int i = 0; i < static_cast<int>(info.fields.size()); ++i) {
      if (i != info.recorded_on) FillField(info, i, owner, earliest);
    }
  }

 private:
  bool Absent(const FieldInfo& field) {
    if (field.absent == Absent::kNone) return random_->Percent(60);
    return random_->Percent(random_->Percent(90) ? missing_rate_ : 50 - missing_rate_ / 2);
  }

  void FillField(const RecordInfo& info, int index, void* owner, Date earliest) {
    const FieldInfo& field = info.fields[static_cast<size_t>(index)];
    if (field.kind == FieldKind::kRecord) return Fill(*field.record, field.MutableRecord(owner));
    if (Absent(field)) return;
    switch (field.kind) {
      case FieldKind::kBool:
        *field.MutableBool(owner) = random_->Percent(50);
        break;
      case FieldKind::kInt:
        *field.MutableInt(owner) =
            absurd_ && random_->Percent(25) ? AbsurdNumber(random_) : PlausibleNumber(field.unit, random_);
        break;
      case FieldKind::kString:
        *field.MutableString(owner) = TextFor(info, field);
        break;
      case FieldKind::kDate:
        *field.MutableDate(owner) = DateFor(field, index == info.recorded_on, earliest);
        break;
      case FieldKind::kEnum:
        field.SetEnum(owner, static_cast<int32_t>(random_->Below(field.enumeration->constants.size())));
        break;
      case FieldKind::kList:
        FillList(field, owner);
        break;
      case FieldKind::kRecord:
        break;
    }
  }

  void FillList(const FieldInfo& field, void* owner) {
    static const std::vector<size_t> sizes = {0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 5};
    size_t size = random_->Of(sizes);
    if (long_list_rate_ > 0 && random_->Percent(long_list_rate_)) {
      size = static_cast<size_t>(random_->Between(8, 70));
      long_list_rate_ = 0;  // one is enough: nested macros walk the product
    }
    field.StartList(owner);
    for (size_t i = 0; i < size; ++i) Fill(*field.record, field.Append(owner));
  }

  std::string TextFor(const RecordInfo& info, const FieldInfo& field) {
    if (field.name == "code" && !(absurd_ && random_->Percent(20))) return RegionCode(random_);
    if (field.role != Role::kIdentity || field.name == "name" || field.name == "address") return PlausibleText(random_);
    if (absurd_ && random_->Percent(50)) return random_->Percent(50) ? PlausibleText(random_) : "3579000000000001";
    return absl::StrFormat("%016d", 3579000000000000 + 1000 * static_cast<int64_t>(info.name.size()) + next_identity_++);
  }

  PartialDate DateFor(const FieldInfo& field, bool dates_the_record, Date earliest) {
    if (absurd_ && random_->Percent(10)) return AsKnown(AbsurdDay(random_), random_);
    if (field.name == "born_on") return AsKnown(BirthDay(as_of_, random_), random_);
    Date day = NearDay(as_of_, random_);
    if (!dates_the_record && !absurd_ && day < earliest) day = NearDay(earliest, random_);
    if (!dates_the_record && !absurd_ && day < earliest) day = earliest;
    return AsKnown(day, random_);
  }

  const Date as_of_;
  const bool absurd_;
  Random* const random_;
  uint64_t missing_rate_ = 0;
  uint64_t long_list_rate_ = 0;
  int64_t next_identity_ = 1;
};

// Puts right what single draws cannot know: one head, no pregnant man, one decile for one snapshot, nobody dead before birth.
void MakeConsistent(Household* household) {
  if (household->region.system == CodeSystem::kBps) household->region.code = "3579020";
  bool head = false;
  if (household->members.has_value()) {
    for (Member& member : *household->members) {
      if (member.relation == Relation::kHead && head) member.relation = Relation::kChild;
      head = head || member.relation == Relation::kHead;
      if (member.sex == Sex::kMale) member.pregnant.reset();
      if (member.died_on.has_value() && (!member.born_on.has_value() || member.died_on->last() < member.born_on->first())) {
        member.died_on.reset();
      }
    }
  }
  if (household->ranks.has_value()) {
    int number = 0;
    for (WelfareRank& rank : *household->ranks) {
      if (rank.snapshot.has_value()) rank.snapshot = absl::StrCat("T", ++number);
      if (rank.decile == 0) rank.decile = 10;
    }
  }
}

// ---- JSON ----

std::string Quoted(const std::string& text) { return absl::StrCat("\"", absl::Utf8SafeCEscape(text), "\""); }

std::string RecordJson(const RecordInfo& info, const void* owner);

std::string FieldJson(const FieldInfo& field, const void* owner) {
  switch (field.kind) {
    case FieldKind::kBool:
      return *field.Bool(owner) ? "true" : "false";
    case FieldKind::kInt:
      return absl::StrCat(*field.Int(owner));
    case FieldKind::kString:
      return Quoted(*field.String(owner));
    case FieldKind::kDate:
      return Quoted(field.Date(owner)->ToString());
    case FieldKind::kEnum:
      return Quoted(field.enumeration->constants[static_cast<size_t>(field.Enum(owner))]);
    case FieldKind::kRecord:
      return RecordJson(*field.record, field.Record(owner));
    case FieldKind::kList:
      break;
  }
  std::string json = "[";
  for (size_t i = 0; i < field.ListSize(owner); ++i) {
    absl::StrAppend(&json, i == 0 ? "" : ", ", RecordJson(*field.record, field.Element(owner, i)));
  }
  return json + "]";
}

std::string RecordJson(const RecordInfo& info, const void* owner) {
  std::string json;
  for (const FieldInfo& field : info.fields) {
    if (!field.Present(owner)) continue;
    const std::string value = FieldJson(field, owner);
    if (field.kind == FieldKind::kRecord && value == "{}") continue;
    absl::StrAppend(&json, json.empty() ? "" : ", ", Quoted(field.name), ": ", value);
  }
  return absl::StrCat("{", json, "}");
}

}  // namespace

Household SoundHousehold(Date as_of, Random* random) {
  Household household;
  for (int attempt = 0; attempt < 20; ++attempt) {
    household = Household();
    Maker(as_of, false, random).Fill(model::HouseholdRecord(), &household);
    if (random->Percent(70)) household.region.system = CodeSystem::kKemendagri;
    MakeConsistent(&household);
    if (model::Validate(household, as_of).empty()) break;
  }
  return household;
}

Household AbsurdHousehold(Date as_of, Random* random) {
  Household household;
  Maker(as_of, true, random).Fill(model::HouseholdRecord(), &household);
  return household;
}

Household AnyHousehold(Date as_of, Random* random) {
  return random->Percent(50) ? SoundHousehold(as_of, random) : AbsurdHousehold(as_of, random);
}

std::string ToJsonText(const Household& household) { return RecordJson(model::HouseholdRecord(), &household); }

}  // namespace graduasi::property
