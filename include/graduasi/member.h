// The people of a household, as known on a day.
#ifndef GRADUASI_MEMBER_H_
#define GRADUASI_MEMBER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "graduasi/date.h"
#include "graduasi/field.h"

namespace graduasi {

enum class Sex { kFemale, kMale };
template <>
struct DescribeEnum<Sex> {
  static constexpr const char* name = "Sex";
  static constexpr EnumName<Sex> names[] = {{Sex::kFemale, "FEMALE"}, {Sex::kMale, "MALE"}};
};

// Relation to the head of the household.
enum class Relation { kHead, kSpouse, kChild, kChildInLaw, kGrandchild, kParent, kOtherRelative, kNotRelated };
template <>
struct DescribeEnum<Relation> {
  static constexpr const char* name = "Relation";
  static constexpr EnumName<Relation> names[] = {{Relation::kHead, "HEAD"},
                                                 {Relation::kSpouse, "SPOUSE"},
                                                 {Relation::kChild, "CHILD"},
                                                 {Relation::kChildInLaw, "CHILD_IN_LAW"},
                                                 {Relation::kGrandchild, "GRANDCHILD"},
                                                 {Relation::kParent, "PARENT"},
                                                 {Relation::kOtherRelative, "OTHER_RELATIVE"},
                                                 {Relation::kNotRelated, "NOT_RELATED"}};
};

enum class MaritalStatus { kNeverMarried, kMarried, kDivorced, kWidowed };
template <>
struct DescribeEnum<MaritalStatus> {
  static constexpr const char* name = "MaritalStatus";
  static constexpr EnumName<MaritalStatus> names[] = {{MaritalStatus::kNeverMarried, "NEVER_MARRIED"},
                                                      {MaritalStatus::kMarried, "MARRIED"},
                                                      {MaritalStatus::kDivorced, "DIVORCED"},
                                                      {MaritalStatus::kWidowed, "WIDOWED"}};
};

// The level attended now, or the highest attended if not enrolled. SD: ages 7-12, SMP: 13-15, SMA: 16-18.
enum class SchoolLevel { kNoSchooling, kPaud, kSd, kSmp, kSma, kTertiary };
template <>
struct DescribeEnum<SchoolLevel> {
  static constexpr const char* name = "SchoolLevel";
  static constexpr EnumName<SchoolLevel> names[] = {{SchoolLevel::kNoSchooling, "NO_SCHOOLING"},
                                                    {SchoolLevel::kPaud, "PAUD"},
                                                    {SchoolLevel::kSd, "SD"},
                                                    {SchoolLevel::kSmp, "SMP"},
                                                    {SchoolLevel::kSma, "SMA"},
                                                    {SchoolLevel::kTertiary, "TERTIARY"}};
};

// The worst grade over the domains of the Washington Group short set.
enum class Difficulty { kNoDifficulty, kSomeDifficulty, kALotOfDifficulty, kCannotDo };
template <>
struct DescribeEnum<Difficulty> {
  static constexpr const char* name = "Difficulty";
  static constexpr EnumName<Difficulty> names[] = {{Difficulty::kNoDifficulty, "NO_DIFFICULTY"},
                                                   {Difficulty::kSomeDifficulty, "SOME_DIFFICULTY"},
                                                   {Difficulty::kALotOfDifficulty, "A_LOT_OF_DIFFICULTY"},
                                                   {Difficulty::kCannotDo, "CANNOT_DO"}};
};

enum class WorkKind { kNotWorking, kWageWork, kCasualWork, kOwnBusiness, kUnpaidFamilyWork };
template <>
struct DescribeEnum<WorkKind> {
  static constexpr const char* name = "WorkKind";
  static constexpr EnumName<WorkKind> names[] = {{WorkKind::kNotWorking, "NOT_WORKING"},
                                                 {WorkKind::kWageWork, "WAGE_WORK"},
                                                 {WorkKind::kCasualWork, "CASUAL_WORK"},
                                                 {WorkKind::kOwnBusiness, "OWN_BUSINESS"},
                                                 {WorkKind::kUnpaidFamilyWork, "UNPAID_FAMILY_WORK"}};
};

// Who employs the member. Civil servants (ASN), army (TNI), police (POLRI) and state or regional enterprises (BUMN, BUMD)
// are a ground for exit by the system.
enum class Employer { kNoEmployer, kPrivateEmployer, kCivilService, kArmy, kPolice, kStateEnterprise, kRegionalEnterprise };
template <>
struct DescribeEnum<Employer> {
  static constexpr const char* name = "Employer";
  static constexpr EnumName<Employer> names[] = {{Employer::kNoEmployer, "NO_EMPLOYER"},
                                                 {Employer::kPrivateEmployer, "PRIVATE_EMPLOYER"},
                                                 {Employer::kCivilService, "CIVIL_SERVICE"},
                                                 {Employer::kArmy, "ARMY"},
                                                 {Employer::kPolice, "POLICE"},
                                                 {Employer::kStateEnterprise, "STATE_ENTERPRISE"},
                                                 {Employer::kRegionalEnterprise, "REGIONAL_ENTERPRISE"}};
};

// One person of the family card (KK). A NIK never yields age, sex or domicile.
struct Member {
  std::optional<std::string> nik;
  std::optional<std::string> name;
  std::optional<PartialDate> born_on;
  std::optional<PartialDate> died_on;
  std::optional<Sex> sex;
  std::optional<Relation> relation;
  std::optional<MaritalStatus> marital_status;
  std::optional<SchoolLevel> school_level;
  std::optional<bool> enrolled;
  std::optional<Difficulty> difficulty;
  std::optional<bool> severely_disabled;
  std::optional<bool> chronically_ill;
  std::optional<bool> pregnant;
  std::optional<WorkKind> work;
  std::optional<Employer> employer;
  std::optional<std::string> work_field;
  std::optional<int64_t> income_idr;
  std::optional<bool> cares_for_others;
};
template <>
struct Describe<Member> {
  static constexpr const char* name = "Member";
  static constexpr auto fields = std::make_tuple(
      Field{"nik", &Member::nik, "", "national identity number: text of 16 digits", Role::kIdentity},
      Field{"name", &Member::name, "", "name; carried, not for policies", Role::kIdentity},
      Field{"born_on", &Member::born_on, "", "date of birth", Role::kHappenedOn},
      Field{"died_on", &Member::died_on, "", "date of death; none: alive", Role::kHappenedOn, Absent::kNone},
      Field{"sex", &Member::sex, "", "sex"}, Field{"relation", &Member::relation, "", "relation to the head of the household"},
      Field{"marital_status", &Member::marital_status, "", "marital status"},
      Field{"school_level", &Member::school_level, "", "level of schooling attended now, or the highest attended"},
      Field{"enrolled", &Member::enrolled, "", "attends school now"},
      Field{"difficulty", &Member::difficulty, "", "worst Washington Group grade"},
      Field{"severely_disabled", &Member::severely_disabled, "", "has a severe disability as the programme defines it"},
      Field{"chronically_ill", &Member::chronically_ill, "", "has a chronic illness"},
      Field{"pregnant", &Member::pregnant, "", "is pregnant"}, Field{"work", &Member::work, "", "kind of main work"},
      Field{"employer", &Member::employer, "", "who employs the member"},
      Field{"work_field", &Member::work_field, "", "field of work, as the register codes it"},
      Field{"income_idr", &Member::income_idr, "IDR per month", "income from work"},
      Field{"cares_for_others", &Member::cares_for_others, "", "looks after a member who cannot look after themselves"});
};

}  // namespace graduasi

#endif  // GRADUASI_MEMBER_H_
