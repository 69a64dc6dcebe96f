// Contradictions of a record: rules that follow from the field tables in one walk, then the few that need to know what a field
// means. No message repeats a value of the record, so none can hold a NIK, a KK, a name or an address. Knows no policies.
#include "src/model/validate.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "src/base/finding_list.h"
#include "src/base/place.h"
#include "src/base/text.h"
#include "src/cel/utf8.h"
#include "src/model/region_code.h"

namespace graduasi::model {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2200;
constexpr int kOldestAge = 130;
constexpr size_t kIdentityDigits = 16;

struct UnitRange {
  absl::string_view unit;  // a prefix: "IDR" is also "IDR per month"
  Range range;
};
constexpr UnitRange kUnitRanges[] = {
    {"IDR", {0, 1'000'000'000'000'000}},  // 10^15: far beyond any family, far below an overflow of sums
    {"m2", {0, 1'000'000}},
    {"VA", {0, 100'000'000}},
    {"pieces", {0, 10'000'000}},
    {"people", {0, 1'000'000}},
    {"thousandths", {-1'000'000'000'000, 1'000'000'000'000}},  // an index may be below zero
};

struct FieldRange {
  absl::string_view record;
  absl::string_view field;
  Range range;
};
constexpr FieldRange kFieldRanges[] = {
    {"WelfareRank", "decile", {1, 10}},
    {"Assistance", "year", {1945, kLastYear}},
    {"Assistance", "stage", {1, 4}},
    {"Session", "number", {1, 1000}},
};

// A licence may be had before the first day of trading; everything else comes after the day that dates its record.
bool MayComeFirst(const RecordInfo& record, const FieldInfo& field) {
  return record.name == "Business" && field.name == "licensed_on";
}

// Certain for every day that the two may mean.
bool CertainlyBefore(const PartialDate& a, const PartialDate& b) { return a.last() < b.first(); }

bool IsIdentityNumber(absl::string_view text) {
  return text.size() == kIdentityDigits && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Everything that follows from the tables. What there is to check of a record is found out once, not once a household.
class TableRules {
 public:
  TableRules() {
    for (const RecordInfo* record : Records()) {
      std::vector<FieldRule>& rules = rules_.emplace_back();
      for (const FieldInfo& field : record->fields) {
        if (field.kind != FieldKind::kBool) rules.push_back({&field, RangeOf(*record, field).value_or(Range{})});
      }
    }
  }

  void Check(const RecordInfo& record, const void* owner, const Place& place, FindingList* findings) const {
    for (const FieldRule& rule : rules_[static_cast<size_t>(record.index)]) {
      const FieldInfo& field = *rule.field;
      const Place here{&place, field.name};
      switch (field.kind) {
        case FieldKind::kBool:
          break;
        case FieldKind::kEnum:
          CheckEnum(field, owner, here, findings);
          break;
        case FieldKind::kInt:
          CheckNumber(field, field.Int(owner), rule.range, here, findings);
          break;
        case FieldKind::kString:
          CheckText(field.String(owner), here, findings);
          break;
        case FieldKind::kDate:
          CheckDate(record, field, owner, here, findings);
          break;
        case FieldKind::kRecord:
          Check(*field.record, field.Record(owner), here, findings);
          break;
        case FieldKind::kList:
          CheckList(field, owner, here, findings);
          break;
      }
    }
  }

 private:
  static void CheckNumber(const FieldInfo& field, const std::optional<int64_t>& value, const Range& range, const Place& here,
                          FindingList* findings) {
    if (!value.has_value() || (*value >= range.least && *value <= range.most)) return;
    const std::string unit = field.unit.empty() ? "" : absl::StrCat(" ", field.unit);
    if (*value < 0 && range.least == 0) {
      findings->Add(here.ToString(),
                    absl::StrCat("is negative; it must be 0 or more", unit, ", or left out if it is not known"));
    } else {
      findings->Add(here.ToString(),
                    absl::StrCat("is out of range; it must be from ", FormatInteger(range.least, Language::kEnglish), " to ",
                                 FormatInteger(range.most, Language::kEnglish), unit));
    }
  }

  // Readers cannot make such a value; a C++ caller's cast can.
  static void CheckEnum(const FieldInfo& field, const void* owner, const Place& here, FindingList* findings) {
    const int32_t value = field.Enum(owner);
    if (value >= 0 && static_cast<size_t>(value) < field.enumeration->constants.size()) return;
    if (!field.Present(owner)) return;
    findings->Add(here.ToString(), absl::StrCat("is no value of ", field.enumeration->name));
  }

  static void CheckText(const std::optional<std::string>& value, const Place& here, FindingList* findings) {
    if (!value.has_value()) return;
    if (value->size() > static_cast<size_t>(kMaxTextBytes)) {
      findings->Add(here.ToString(), absl::StrCat("is longer than ", FormatInteger(kMaxTextBytes, Language::kEnglish),
                                                  " bytes; a shorter text is needed"));
    } else if (cel::FindInvalidUtf8(*value) != std::string::npos) {
      findings->Add(here.ToString(), "is not valid UTF-8; the text must be written in UTF-8");
    } else if (value->find('\0') != std::string::npos) {
      findings->Add(here.ToString(), "holds a NUL character; text must not");
    }
  }

  static void CheckDate(const RecordInfo& record, const FieldInfo& field, const void* owner, const Place& here,
                        FindingList* findings) {
    const std::optional<PartialDate>& date = field.Date(owner);
    if (!date.has_value()) return;
    static const Date first_day(kFirstYear, 1, 1);
    static const Date last_day(kLastYear, 12, 31);
    if (date->last() < first_day || date->first() > last_day) {
      findings->Add(here.ToString(), absl::StrCat("is not a plausible date; years ", kFirstYear, " to ", kLastYear,
                                                  " are, and a day that is not known is left out"));
      return;
    }
    if (field.role == Role::kRecordedOn || record.recorded_on < 0 || MayComeFirst(record, field)) return;
    const FieldInfo& start = record.fields[static_cast<size_t>(record.recorded_on)];
    const std::optional<PartialDate>& recorded_on = start.Date(owner);
    if (recorded_on.has_value() && CertainlyBefore(*date, *recorded_on)) {
      findings->Add(here.ToString(),
                    absl::StrCat("is before ", start.name, "; it must be the same day or later: one of the two is wrong"));
    }
  }

  void CheckList(const FieldInfo& field, const void* owner, const Place& here, FindingList* findings) const {
    const size_t size = field.ListSize(owner);
    if (size > static_cast<size_t>(field.max_elements)) {
      findings->Add(here.ToString(), absl::StrCat("has ", FormatUnsigned(size, Language::kEnglish), " elements; ",
                                                  FormatInteger(field.max_elements, Language::kEnglish),
                                                  " is the most that one household can have, so the record must be wrong"));
      return;
    }
    for (size_t i = 0; i < size; ++i) {
      Check(*field.record, field.Element(owner, i), Place{here.up, here.name, static_cast<int64_t>(i)}, findings);
    }
  }

  struct FieldRule {
    const FieldInfo* field = nullptr;
    Range range;  // of a kInt
  };
  std::vector<std::vector<FieldRule>> rules_;  // by position in Records()
};

const TableRules& TheTableRules() {
  static const TableRules* const rules = new TableRules;
  return *rules;
}

void CheckIdentityNumber(const std::optional<std::string>& number, absl::string_view what, const Place& place,
                         FindingList* findings) {
  if (!number.has_value() || IsIdentityNumber(*number)) return;
  const bool digits = std::all_of(number->begin(), number->end(), [](char c) { return c >= '0' && c <= '9'; });
  findings->Add(place.ToString(), absl::StrCat("is not a ", what, ": a ", what, " is exactly 16 digits, this is ",
                                               number->size(), digits ? " digits" : " bytes with something other than digits"));
}

// A list that the table rules have refused is not looked into again.
template <typename R>
const std::vector<R>& Elements(const std::optional<std::vector<R>>& list) {
  static const std::vector<R>* const none = new std::vector<R>;
  return list.has_value() && list->size() <= static_cast<size_t>(kMaxElements) ? *list : *none;
}

void CheckRegion(const Region& region, FindingList* findings) {
  if (!region.code.has_value()) return;
  if (!region.system.has_value()) {
    findings->Add("region.system", "is missing: a region code means nothing without its code system, KEMENDAGRI or BPS");
  } else if (!IsRegionCode(*region.system, *region.code)) {
    findings->Add("region.code",
                  absl::StrCat("is not a code of ", *region.system == CodeSystem::kKemendagri ? "KEMENDAGRI" : "BPS",
                               ", which writes ", RegionCodeForm(*region.system)));
  }
}

bool Alive(const Member& member, Date as_of) { return !member.died_on.has_value() || member.died_on->first() > as_of; }

void CheckMember(const Member& member, Date as_of, const Place& place, FindingList* findings) {
  CheckIdentityNumber(member.nik, "NIK", Place{&place, "nik"}, findings);
  if (member.born_on.has_value()) {
    static const Date first_day(kFirstYear, 1, 1);
    const PartialDate& born = *member.born_on;
    const bool died_before = member.died_on.has_value() && CertainlyBefore(*member.died_on, born);
    if (died_before) {
      findings->Add(Place{&place, "died_on"}.ToString(), "is before born_on; one of the two is wrong");
    }
    const Date until = member.died_on.has_value() && member.died_on->first() < as_of ? member.died_on->first() : as_of;
    if (born.first() > as_of) {
      findings->Add(Place{&place, "born_on"}.ToString(),
                    absl::StrCat("is after ", as_of.ToString(), ", the day of the decision; nobody is born in the future"));
    } else if (!died_before && born.last() >= first_day && YearsBetween(born.last(), until) > kOldestAge) {
      findings->Add(Place{&place, "born_on"}.ToString(), absl::StrCat("makes the member older than ", kOldestAge,
                                                                      " years; the date is wrong or died_on is missing"));
    }
  }
  if (member.pregnant == true && member.sex == Sex::kMale) {
    findings->Add(Place{&place, "pregnant"}.ToString(), "is true of a man; either it or sex is wrong");
  }
}

void CheckUniqueNiks(const std::vector<Member>& members, FindingList* findings) {
  std::vector<std::pair<absl::string_view, size_t>> niks;
  for (size_t i = 0; i < members.size(); ++i) {
    if (members[i].nik.has_value() && IsIdentityNumber(*members[i].nik)) niks.emplace_back(*members[i].nik, i);
  }
  std::sort(niks.begin(), niks.end());
  std::vector<std::pair<size_t, size_t>> repeats;  // (member, the first with that NIK)
  for (size_t i = 1, first = 0; i < niks.size(); ++i) {
    if (niks[i].first != niks[first].first) {
      first = i;
    } else {
      repeats.emplace_back(niks[i].second, niks[first].second);
    }
  }
  std::sort(repeats.begin(), repeats.end());
  for (const auto& [member, first] : repeats) {
    findings->Add(absl::StrCat("members[", member, "].nik"),
                  absl::StrCat("is also the NIK of members[", first, "]; every person has a NIK of their own"));
  }
}

void CheckMembers(const Household& household, Date as_of, FindingList* findings) {
  const std::vector<Member>& members = Elements(household.members);
  const Place root;
  std::optional<size_t> head;
  for (size_t i = 0; i < members.size(); ++i) {
    const Place place{&root, "members", static_cast<int64_t>(i)};
    CheckMember(members[i], as_of, place, findings);
    if (household.id.has_value() && members[i].nik == household.id && IsIdentityNumber(*household.id)) {
      findings->Add("id", absl::StrCat("is the NIK of members[", i, "]; it must be the register's own identifier"));
    }
    if (members[i].relation != Relation::kHead || !Alive(members[i], as_of)) continue;
    if (head.has_value()) {
      findings->Add(Place{&place, "relation"}.ToString(),
                    absl::StrCat("is HEAD, as is that of members[", *head, "]; a household has one living head"));
    } else {
      head = i;
    }
  }
  CheckUniqueNiks(members, findings);
}

// Two places of one snapshot cannot both be right, and `latest` could not choose.
void CheckRanks(const std::vector<WelfareRank>& ranks, FindingList* findings) {
  for (size_t i = 0; i < ranks.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      const WelfareRank& a = ranks[j];
      const WelfareRank& b = ranks[i];
      if (!b.snapshot.has_value() || !b.observed_on.has_value() || !b.decile.has_value() || !a.decile.has_value()) continue;
      if (a.snapshot != b.snapshot || a.observed_on != b.observed_on || a.decile == b.decile) continue;
      findings->Add(absl::StrCat("ranks[", i, "].decile"),
                    absl::StrCat("differs from that of ranks[", j, "], of the same snapshot and day; only one can be right"));
      break;
    }
  }
}

void CheckMemberships(const std::vector<Membership>& memberships, FindingList* findings) {
  for (size_t i = 0; i < memberships.size(); ++i) {
    if (memberships[i].exit_kind.has_value() && !memberships[i].ended_on.has_value()) {
      findings->Add(
          absl::StrCat("memberships[", i, "].ended_on"),
          "is missing although exit_kind is given; a spell that has ended needs the day, or the year, on which it did");
    }
  }
}

void CheckInspections(const std::vector<Inspection>& inspections, FindingList* findings) {
  for (size_t i = 0; i < inspections.size(); ++i) {
    const std::vector<InspectionFinding>& found = Elements(inspections[i].findings);
    for (size_t j = 0; j < found.size(); ++j) {
      if (found[j].verified_on.has_value() && found[j].resolved_on.has_value() &&
          CertainlyBefore(*found[j].verified_on, *found[j].resolved_on)) {
        findings->Add(absl::StrCat("mentoring.inspections[", i, "].findings[", j, "].verified_on"),
                      "is before resolved_on; what was seen to be right was right by then");
      }
    }
  }
}

}  // namespace

std::optional<Range> RangeOf(const RecordInfo& record, const FieldInfo& field) {
  if (field.kind != FieldKind::kInt) return std::nullopt;
  for (const FieldRange& rule : kFieldRanges) {
    if (rule.record == record.name && rule.field == field.name) return rule.range;
  }
  for (const UnitRange& rule : kUnitRanges) {
    if (absl::StartsWith(field.unit, rule.unit)) return rule.range;
  }
  return std::nullopt;
}

Findings Validate(const Household& household, Date as_of) {
  Findings findings;
  FindingList list(&findings);
  TheTableRules().Check(HouseholdRecord(), &household, Place(), &list);
  const Place root;
  CheckIdentityNumber(household.kk, "KK number", Place{&root, "kk"}, &list);
  if (household.id.has_value() && household.id == household.kk && IsIdentityNumber(*household.id)) {
    list.Add("id", "is the KK number; it must be the register's own identifier");
  }
  CheckRegion(household.region, &list);
  CheckMembers(household, as_of, &list);
  CheckRanks(Elements(household.ranks), &list);
  CheckMemberships(Elements(household.memberships), &list);
  CheckInspections(Elements(household.mentoring.inspections), &list);
  return findings;
}

}  // namespace graduasi::model
