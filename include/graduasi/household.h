// A household: what is known of one family (one KK) on a day. Everything is optional; a field that is not set is missing, never
// zero, empty or false. A list that is set is complete; a list that is not set is missing.
#ifndef GRADUASI_HOUSEHOLD_H_
#define GRADUASI_HOUSEHOLD_H_

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "graduasi/assistance.h"
#include "graduasi/date.h"
#include "graduasi/field.h"
#include "graduasi/member.h"
#include "graduasi/mentoring.h"
#include "graduasi/region.h"
#include "graduasi/welfare.h"

namespace graduasi {

// An objection by the family against a decision or a record.
struct Objection {
  std::optional<PartialDate> filed_on;
  std::optional<PartialDate> resolved_on;
};
template <>
struct Describe<Objection> {
  static constexpr const char* name = "Objection";
  static constexpr auto fields = std::make_tuple(
      Field{"filed_on", &Objection::filed_on, "", "date", Role::kRecordedOn},
      Field{"resolved_on", &Objection::resolved_on, "", "decided on; none: open", Role::kHappenedOn, Absent::kNone});
};

// Consent and procedure towards a graduation.
struct Procedure {
  std::optional<PartialDate> nominated_on;
  std::optional<PartialDate> statement_signed_on;
  std::optional<std::string> statement_variant;
  std::optional<bool> willing;
  std::optional<PartialDate> deliberated_on;
  std::optional<PartialDate> verified_on;
  std::optional<std::vector<Objection>> objections;
};
template <>
struct Describe<Procedure> {
  static constexpr const char* name = "Procedure";
  static constexpr auto fields = std::make_tuple(
      Field{"nominated_on", &Procedure::nominated_on, "", "proposed as a candidate (calon graduasi)", Role::kHappenedOn,
            Absent::kNone},
      Field{"statement_signed_on", &Procedure::statement_signed_on, "", "the family signed the statement of readiness",
            Role::kHappenedOn},
      Field{"statement_variant", &Procedure::statement_variant, "", "which form of the statement"},
      Field{"willing", &Procedure::willing, "", "the family is willing to leave"},
      Field{"deliberated_on", &Procedure::deliberated_on, "", "village deliberation (musdes, muskel) recorded",
            Role::kHappenedOn},
      Field{"verified_on", &Procedure::verified_on, "", "verified by the social-affairs office (Dinsos)", Role::kHappenedOn},
      Field{"objections", &Procedure::objections, "", "objections filed; none: no objection", Role::kValue, Absent::kNone});
};

// One family.
struct Household {
  std::optional<std::string> id;
  std::optional<std::string> kk;
  std::optional<std::string> address;
  Region region;
  std::optional<PartialDate> registered_on;
  std::optional<std::vector<Member>> members;
  std::optional<std::vector<WelfareRank>> ranks;
  std::optional<std::vector<Income>> incomes;
  std::optional<std::vector<Expenditure>> expenditures;
  Dwelling dwelling;
  std::optional<std::vector<Asset>> assets;
  std::optional<std::vector<Balance>> balances;
  std::optional<std::vector<Shock>> shocks;
  std::optional<std::vector<Assistance>> assistance;
  std::optional<std::vector<Membership>> memberships;
  std::optional<std::vector<Business>> businesses;
  Mentoring mentoring;
  Procedure procedure;
};
template <>
struct Describe<Household> {
  static constexpr const char* name = "Household";
  static constexpr auto fields =
      std::make_tuple(Field{"id", &Household::id, "", "the register's own identifier; not a NIK or KK"},
                      Field{"kk", &Household::kk, "", "family card number: text of 16 digits", Role::kIdentity},
                      Field{"address", &Household::address, "", "address; carried, not for policies", Role::kIdentity},
                      Field{"region", &Household::region, "", "where the family lives"},
                      Field{"registered_on", &Household::registered_on, "", "first entry in the register", Role::kHappenedOn},
                      Field{"members", &Household::members, "", "the people of the family card"},
                      Field{"ranks", &Household::ranks, "", "history of places in the national welfare ranking"},
                      Field{"incomes", &Household::incomes, "", "observations of income"},
                      Field{"expenditures", &Household::expenditures, "", "observations of consumption"},
                      Field{"dwelling", &Household::dwelling, "", "the house"},
                      Field{"assets", &Household::assets, "", "things owned, counted"},
                      Field{"balances", &Household::balances, "", "observations of savings and debt"},
                      Field{"shocks", &Household::shocks, "", "disasters and losses"},
                      Field{"assistance", &Household::assistance, "", "history of payments and deliveries"},
                      Field{"memberships", &Household::memberships, "", "spells in programmes"},
                      Field{"businesses", &Household::businesses, "", "businesses of the household"},
                      Field{"mentoring", &Household::mentoring, "", "mentoring"},
                      Field{"procedure", &Household::procedure, "", "consent and procedure"});
};

}  // namespace graduasi

#endif  // GRADUASI_HOUSEHOLD_H_
