// What a household has received and which programmes it belongs to.
#ifndef GRADUASI_ASSISTANCE_H_
#define GRADUASI_ASSISTANCE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "graduasi/date.h"
#include "graduasi/field.h"

namespace graduasi {

// PKH: conditional cash. SEMBAKO: food. PBI_JKN: health insurance. PPSE, PENA: business capital with an exit commitment.
// KUBE: joint business group.
enum class Programme { kPkh, kSembako, kPbiJkn, kPpse, kPena, kKube, kLocalProgramme, kOtherProgramme };
template <>
struct DescribeEnum<Programme> {
  static constexpr const char* name = "Programme";
  static constexpr EnumName<Programme> names[] = {{Programme::kPkh, "PKH"},
                                                  {Programme::kSembako, "SEMBAKO"},
                                                  {Programme::kPbiJkn, "PBI_JKN"},
                                                  {Programme::kPpse, "PPSE"},
                                                  {Programme::kPena, "PENA"},
                                                  {Programme::kKube, "KUBE"},
                                                  {Programme::kLocalProgramme, "LOCAL_PROGRAMME"},
                                                  {Programme::kOtherProgramme, "OTHER_PROGRAMME"}};
};

enum class AssistanceKind { kCash, kFood, kInsurance, kBusinessCapital, kBusinessAid, kService };
template <>
struct DescribeEnum<AssistanceKind> {
  static constexpr const char* name = "AssistanceKind";
  static constexpr EnumName<AssistanceKind> names[] = {{AssistanceKind::kCash, "CASH"},
                                                       {AssistanceKind::kFood, "FOOD"},
                                                       {AssistanceKind::kInsurance, "INSURANCE"},
                                                       {AssistanceKind::kBusinessCapital, "BUSINESS_CAPITAL"},
                                                       {AssistanceKind::kBusinessAid, "BUSINESS_AID"},
                                                       {AssistanceKind::kService, "SERVICE"}};
};

enum class AssistanceStatus { kPlanned, kPaid, kReturnedToTreasury, kStopped };
template <>
struct DescribeEnum<AssistanceStatus> {
  static constexpr const char* name = "AssistanceStatus";
  static constexpr EnumName<AssistanceStatus> names[] = {{AssistanceStatus::kPlanned, "PLANNED"},
                                                         {AssistanceStatus::kPaid, "PAID"},
                                                         {AssistanceStatus::kReturnedToTreasury, "RETURNED_TO_TREASURY"},
                                                         {AssistanceStatus::kStopped, "STOPPED"}};
};

// Why a spell ended. NATURAL: no component left. SELF_RELIANT: economically independent. BUSINESS_PROGRAMME: took business
// capital. BY_SYSTEM: welfare ranking or employment.
enum class ExitKind { kNaturalExit, kSelfReliantExit, kBusinessProgrammeExit, kSystemExit, kOtherExit };
template <>
struct DescribeEnum<ExitKind> {
  static constexpr const char* name = "ExitKind";
  static constexpr EnumName<ExitKind> names[] = {{ExitKind::kNaturalExit, "NATURAL_EXIT"},
                                                 {ExitKind::kSelfReliantExit, "SELF_RELIANT_EXIT"},
                                                 {ExitKind::kBusinessProgrammeExit, "BUSINESS_PROGRAMME_EXIT"},
                                                 {ExitKind::kSystemExit, "SYSTEM_EXIT"},
                                                 {ExitKind::kOtherExit, "OTHER_EXIT"}};
};

// One payment or delivery, planned or made.
struct Assistance {
  std::optional<PartialDate> recorded_on;
  std::optional<Programme> programme;
  std::optional<AssistanceKind> kind;
  std::optional<AssistanceStatus> status;
  std::optional<int64_t> amount_idr;
  std::optional<int64_t> year;
  std::optional<int64_t> stage;
  std::optional<std::string> provider;
};
template <>
struct Describe<Assistance> {
  static constexpr const char* name = "Assistance";
  static constexpr auto fields = std::make_tuple(
      Field{"recorded_on", &Assistance::recorded_on, "", "date of payment or delivery; of a plan: the day it was made",
            Role::kRecordedOn},
      Field{"programme", &Assistance::programme, "", "programme"}, Field{"kind", &Assistance::kind, "", "what was given"},
      Field{"status", &Assistance::status, "", "how far it came"},
      Field{"amount_idr", &Assistance::amount_idr, "IDR", "amount or value"},
      Field{"year", &Assistance::year, "", "budget year"},
      Field{"stage", &Assistance::stage, "", "payment stage (tahap) of the year, 1 to 4"},
      Field{"provider", &Assistance::provider, "", "office or body that gave it"});
};

// One spell in a programme.
struct Membership {
  std::optional<PartialDate> started_on;
  std::optional<Programme> programme;
  std::optional<PartialDate> ended_on;
  std::optional<ExitKind> exit_kind;
};
template <>
struct Describe<Membership> {
  static constexpr const char* name = "Membership";
  static constexpr auto fields = std::make_tuple(
      Field{"started_on", &Membership::started_on, "", "first day", Role::kRecordedOn},
      Field{"programme", &Membership::programme, "", "programme"},
      Field{"ended_on", &Membership::ended_on, "", "first day outside; none: still a member", Role::kHappenedOn, Absent::kNone},
      Field{"exit_kind", &Membership::exit_kind, "", "why it ended; none: it has not", Role::kValue, Absent::kNone});
};

}  // namespace graduasi

#endif  // GRADUASI_ASSISTANCE_H_
