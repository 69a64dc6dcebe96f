// Contradictions of a record: rules that follow from the field tables in one walk, then the few that need to know what a field
// means. No message repeats a value of the record, so none can hold a NIK, a KK, a name or an address. Knows no policies.
#include "src/model/validate.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "src/base/civil.h"
#include "src/base/finding_list.h"
#include "src/base/place.h"
#include "src/model/region_code.h"
#include "src/model/table_rules.h"

namespace graduasi::model {
namespace {

constexpr int kOldestAge = 130;
constexpr size_t kIdentityDigits = 16;

bool IsIdentityNumber(absl::string_view text) {
  return text.size() == kIdentityDigits && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void CheckIdentityNumber(const std::optional<std::string>& number, absl::string_view what, const char* rule, const Place& place,
                         FindingList* findings) {
  if (!number.has_value() || IsIdentityNumber(*number)) return;
  const bool digits = std::all_of(number->begin(), number->end(), [](char c) { return c >= '0' && c <= '9'; });
  findings->Add(place.ToString(),
                absl::StrCat("is not a ", what, ": a ", what, " is exactly 16 digits, this is ", number->size(),
                             digits ? " digits" : " bytes with something other than digits"),
                rule);
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
    findings->Add("region.system", "is missing: a region code means nothing without its code system, KEMENDAGRI or BPS",
                  "REGION_WITHOUT_SYSTEM");
  } else if (!IsRegionCode(*region.system, *region.code)) {
    findings->Add("region.code",
                  absl::StrCat("is not a code of ", *region.system == CodeSystem::kKemendagri ? "KEMENDAGRI" : "BPS",
                               ", which writes ", RegionCodeForm(*region.system)),
                  "REGION_MALFORMED");
  }
}

bool OlderThanAnybody(Date born, Date until) {
  constexpr int32_t kFewestDays = 365 * (kOldestAge + 1);
  return until.days() - born.days() >= kFewestDays && YearsBetween(born, until) > kOldestAge;
}

bool Alive(const Member& member, Date as_of) { return !member.died_on.has_value() || member.died_on->first() > as_of; }

void CheckMember(const Member& member, Date as_of, const Place& place, FindingList* findings) {
  CheckIdentityNumber(member.nik, "NIK", "NIK_MALFORMED", Place{&place, "nik"}, findings);
  if (member.born_on.has_value()) {
    constexpr Date kFirstDay = Date::FromDays(civil::DaysFromCivil(kFirstYear, 1, 1));
    const PartialDate& born = *member.born_on;
    const bool died_before = member.died_on.has_value() && CertainlyBefore(*member.died_on, born);
    if (died_before) {
      findings->Add(Place{&place, "died_on"}.ToString(), "is before born_on; one of the two is wrong", "DATES_OUT_OF_ORDER");
    }
    const Date until = member.died_on.has_value() && member.died_on->first() < as_of ? member.died_on->first() : as_of;
    if (born.first() > as_of) {
      findings->Add(Place{&place, "born_on"}.ToString(),
                    absl::StrCat("is after ", as_of.ToString(), ", the day of the decision; nobody is born in the future"),
                    "BORN_IN_THE_FUTURE");
    } else if (!died_before && born.last() >= kFirstDay && OlderThanAnybody(born.last(), until)) {
      findings->Add(Place{&place, "born_on"}.ToString(),
                    absl::StrCat("makes the member older than ", kOldestAge, " years; the date is wrong or died_on is missing"),
                    "OLDER_THAN_ANYBODY");
    }
  }
  if (member.pregnant == true && member.sex == Sex::kMale) {
    findings->Add(Place{&place, "pregnant"}.ToString(), "is true of a man; either it or sex is wrong", "PREGNANT_MAN");
  }
}

bool SomeNikTwice(const std::vector<Member>& members) {
  for (size_t i = 1; i < members.size(); ++i) {
    for (size_t j = 0; members[i].nik.has_value() && j < i; ++j) {
      if (members[i].nik == members[j].nik) return true;
    }
  }
  return false;
}

void CheckUniqueNiks(const std::vector<Member>& members, FindingList* findings) {
  constexpr size_t kFewMembers = 16;  // so many are compared each with each sooner than sorted
  if (members.size() <= kFewMembers && !SomeNikTwice(members)) return;
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
                  absl::StrCat("is also the NIK of members[", first, "]; every person has a NIK of their own"),
                  "NIK_TWICE_IN_RECORD");
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
      findings->Add("id", absl::StrCat("is the NIK of members[", i, "]; it must be the register's own identifier"),
                    "ID_IS_AN_IDENTITY");
    }
    if (members[i].relation != Relation::kHead || !Alive(members[i], as_of)) continue;
    if (head.has_value()) {
      findings->Add(Place{&place, "relation"}.ToString(),
                    absl::StrCat("is HEAD, as is that of members[", *head, "]; a household has one living head"), "TWO_HEADS");
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
                    absl::StrCat("differs from that of ranks[", j, "], of the same snapshot and day; only one can be right"),
                    "RANKS_DIFFER");
      break;
    }
  }
}

void CheckMemberships(const std::vector<Membership>& memberships, FindingList* findings) {
  for (size_t i = 0; i < memberships.size(); ++i) {
    if (memberships[i].exit_kind.has_value() && !memberships[i].ended_on.has_value()) {
      findings->Add(
          absl::StrCat("memberships[", i, "].ended_on"),
          "is missing although exit_kind is given; a spell that has ended needs the day, or the year, on which it did",
          "EXIT_WITHOUT_DAY");
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
                      "is before resolved_on; what was seen to be right was right by then", "DATES_OUT_OF_ORDER");
      }
    }
  }
}

}  // namespace

Findings Validate(const Household& household, Date as_of, RuleNames* rules) {
  Findings findings;
  FindingList list(&findings, rules);
  CheckTables(household, &list);
  const Place root;
  CheckIdentityNumber(household.kk, "KK number", "KK_MALFORMED", Place{&root, "kk"}, &list);
  if (household.id.has_value() && household.id == household.kk && IsIdentityNumber(*household.id)) {
    list.Add("id", "is the KK number; it must be the register's own identifier", "ID_IS_AN_IDENTITY");
  }
  CheckRegion(household.region, &list);
  CheckMembers(household, as_of, &list);
  CheckRanks(Elements(household.ranks), &list);
  CheckMemberships(Elements(household.memberships), &list);
  CheckInspections(Elements(household.mentoring.inspections), &list);
  return findings;
}

std::optional<int> LengthOf(const RecordInfo& record, const FieldInfo& field) {
  const bool number = (&record == &HouseholdRecord() && field.name == "kk") || (record.name == "Member" && field.name == "nik");
  return number ? std::optional<int>(static_cast<int>(kIdentityDigits)) : std::nullopt;
}

}  // namespace graduasi::model
