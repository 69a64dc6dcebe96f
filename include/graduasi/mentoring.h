// The mentoring of a household: enrolments, sessions, the business it runs, inspections with findings, the mentor's opinion.
#ifndef GRADUASI_MENTORING_H_
#define GRADUASI_MENTORING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "graduasi/date.h"
#include "graduasi/field.h"

namespace graduasi {

// P2K2: monthly family development session. PLUT: business service centre.
enum class MentoringKind { kEconomicGuidance, kSkillsTraining, kEmpowerment, kPlut, kP2k2 };
template <>
struct DescribeEnum<MentoringKind> {
  static constexpr const char* name = "MentoringKind";
  static constexpr EnumName<MentoringKind> names[] = {{MentoringKind::kEconomicGuidance, "ECONOMIC_GUIDANCE"},
                                                      {MentoringKind::kSkillsTraining, "SKILLS_TRAINING"},
                                                      {MentoringKind::kEmpowerment, "EMPOWERMENT"},
                                                      {MentoringKind::kPlut, "PLUT"},
                                                      {MentoringKind::kP2k2, "P2K2"}};
};

// Modules of P2K2.
enum class Module {
  kParenting,
  kMoneyAndBusiness,
  kHealthAndNutrition,
  kChildProtection,
  kSocialWelfare,
  kStunting,
  kOtherModule,
};
template <>
struct DescribeEnum<Module> {
  static constexpr const char* name = "Module";
  static constexpr EnumName<Module> names[] = {{Module::kParenting, "PARENTING"},
                                               {Module::kMoneyAndBusiness, "MONEY_AND_BUSINESS"},
                                               {Module::kHealthAndNutrition, "HEALTH_AND_NUTRITION"},
                                               {Module::kChildProtection, "CHILD_PROTECTION"},
                                               {Module::kSocialWelfare, "SOCIAL_WELFARE"},
                                               {Module::kStunting, "STUNTING"},
                                               {Module::kOtherModule, "OTHER_MODULE"}};
};

// Of an inspection finding.
enum class Severity { kMinor, kMajor, kSerious, kCritical };
template <>
struct DescribeEnum<Severity> {
  static constexpr const char* name = "Severity";
  static constexpr EnumName<Severity> names[] = {{Severity::kMinor, "MINOR"},
                                                 {Severity::kMajor, "MAJOR"},
                                                 {Severity::kSerious, "SERIOUS"},
                                                 {Severity::kCritical, "CRITICAL"}};
};

// The mentor's.
enum class Opinion { kReady, kNotReady, kDissent };
template <>
struct DescribeEnum<Opinion> {
  static constexpr const char* name = "Opinion";
  static constexpr EnumName<Opinion> names[] = {
      {Opinion::kReady, "READY"}, {Opinion::kNotReady, "NOT_READY"}, {Opinion::kDissent, "DISSENT"}};
};

// Mentoring by one provider.
struct Enrolment {
  std::optional<PartialDate> started_on;
  std::optional<MentoringKind> kind;
  std::optional<std::string> provider;
  std::optional<PartialDate> ended_on;
};
template <>
struct Describe<Enrolment> {
  static constexpr const char* name = "Enrolment";
  static constexpr auto fields = std::make_tuple(
      Field{"started_on", &Enrolment::started_on, "", "first day", Role::kRecordedOn},
      Field{"kind", &Enrolment::kind, "", "kind of mentoring"},
      Field{"provider", &Enrolment::provider, "", "office or body that mentors"},
      Field{"ended_on", &Enrolment::ended_on, "", "last day; none: it goes on", Role::kHappenedOn, Absent::kNone});
};

// One mentoring session, held or missed.
struct Session {
  std::optional<PartialDate> held_on;
  std::optional<MentoringKind> kind;
  std::optional<Module> module;
  std::optional<bool> core;
  std::optional<int64_t> number;
  std::optional<bool> attended;
};
template <>
struct Describe<Session> {
  static constexpr const char* name = "Session";
  static constexpr auto fields =
      std::make_tuple(Field{"held_on", &Session::held_on, "", "date", Role::kRecordedOn},
                      Field{"kind", &Session::kind, "", "kind of mentoring"}, Field{"module", &Session::module, "", "module"},
                      Field{"core", &Session::core, "", "one of the 14 core sessions of P2K2"},
                      Field{"number", &Session::number, "", "number of the session within the curriculum"},
                      Field{"attended", &Session::attended, "", "the family took part"});
};

// A business that the household runs.
struct Business {
  std::optional<PartialDate> started_on;
  std::optional<PartialDate> closed_on;
  std::optional<std::string> sector;
  std::optional<bool> food;
  std::optional<PartialDate> licensed_on;
  std::optional<int64_t> workers;
};
template <>
struct Describe<Business> {
  static constexpr const char* name = "Business";
  static constexpr auto fields = std::make_tuple(
      Field{"started_on", &Business::started_on, "", "first day of trading", Role::kRecordedOn},
      Field{"closed_on", &Business::closed_on, "", "last day of trading; none: it runs", Role::kHappenedOn, Absent::kNone},
      Field{"sector", &Business::sector, "", "sector, as the register codes it"},
      Field{"food", &Business::food, "", "makes or sells food"},
      Field{"licensed_on", &Business::licensed_on, "", "date of the food licence (PIRT) or other licence; none: not licensed",
            Role::kHappenedOn, Absent::kNone},
      Field{"workers", &Business::workers, "people", "people who work in it, the family included"});
};

// One thing found against the SOP. Corrected and inspected again, it carries no penalty.
struct InspectionFinding {
  std::optional<PartialDate> found_on;
  std::optional<std::string> item;
  std::optional<Severity> severity;
  std::optional<PartialDate> due_on;
  std::optional<PartialDate> resolved_on;
  std::optional<PartialDate> verified_on;
};
template <>
struct Describe<InspectionFinding> {
  static constexpr const char* name = "InspectionFinding";
  static constexpr auto fields =
      std::make_tuple(Field{"found_on", &InspectionFinding::found_on, "", "date", Role::kRecordedOn},
                      Field{"item", &InspectionFinding::item, "", "item of the checklist, e.g. E12"},
                      Field{"severity", &InspectionFinding::severity, "", "how bad"},
                      Field{"due_on", &InspectionFinding::due_on, "", "to be put right by", Role::kPlannedFor, Absent::kNone},
                      Field{"resolved_on", &InspectionFinding::resolved_on, "", "put right on; none: not yet",
                            Role::kHappenedOn, Absent::kNone},
                      Field{"verified_on", &InspectionFinding::verified_on, "", "seen to be right on; none: not yet",
                            Role::kHappenedOn, Absent::kNone});
};

// A visit to the business to check it against the SOP.
struct Inspection {
  std::optional<PartialDate> inspected_on;
  std::optional<std::string> provider;
  std::optional<std::vector<InspectionFinding>> findings;
};
template <>
struct Describe<Inspection> {
  static constexpr const char* name = "Inspection";
  static constexpr auto fields =
      std::make_tuple(Field{"inspected_on", &Inspection::inspected_on, "", "date", Role::kRecordedOn},
                      Field{"provider", &Inspection::provider, "", "office or body that inspected"},
                      Field{"findings", &Inspection::findings, "", "what was found; an empty list: nothing"});
};

// The mentor's judgement of readiness.
struct MentorOpinion {
  std::optional<PartialDate> given_on;
  std::optional<Opinion> opinion;
};
template <>
struct Describe<MentorOpinion> {
  static constexpr const char* name = "MentorOpinion";
  static constexpr auto fields = std::make_tuple(Field{"given_on", &MentorOpinion::given_on, "", "date", Role::kRecordedOn},
                                                 Field{"opinion", &MentorOpinion::opinion, "", "judgement"});
};

// All that concerns mentoring.
struct Mentoring {
  std::optional<std::vector<Enrolment>> enrolments;
  std::optional<std::vector<Session>> sessions;
  std::optional<std::vector<Inspection>> inspections;
  std::optional<std::vector<MentorOpinion>> opinions;
};
template <>
struct Describe<Mentoring> {
  static constexpr const char* name = "Mentoring";
  static constexpr auto fields = std::make_tuple(
      Field{"enrolments", &Mentoring::enrolments, "", "enrolments"}, Field{"sessions", &Mentoring::sessions, "", "sessions"},
      Field{"inspections", &Mentoring::inspections, "", "inspections of the business"},
      Field{"opinions", &Mentoring::opinions, "", "the mentor's judgements"});
};

}  // namespace graduasi

#endif  // GRADUASI_MENTORING_H_
