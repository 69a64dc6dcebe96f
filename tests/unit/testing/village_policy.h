// A small policy and five families, one for each outcome, for the tests of graduasi/testing.h.
#ifndef GRADUASI_TESTS_UNIT_TESTING_VILLAGE_POLICY_H_
#define GRADUASI_TESTS_UNIT_TESTING_VILLAGE_POLICY_H_

#include "graduasi/testing.h"

namespace graduasi {

inline const Policy& VillagePolicy() {
  static const auto& policy = *new absl::StatusOr<Policy>(Policy::Parse(R"policy(
    id: "village"  version: "1"
    title { id: "Desa"  en: "Village" }
    effective { from: "2026-01-01"  until: "2027-01-01" }
    parameter {
      id: "line"  type: INT  unit: "IDR per month"
      value { from: "2026-01-01"  int: 1000000 }
      source: "test"
    }
    safeguard {
      id: "S2"
      title { id: "Ibu hamil"  en: "A pregnant member" }
      when: "household.members.exists(m, m.pregnant)"
    }
    safeguard {
      id: "S4"
      title { id: "Keberatan"  en: "An open objection" }
      when: "has(household.procedure.objections) && household.procedure.objections.exists(o, !has(o.resolved_on))"
    }
    criterion {
      id: "held"
      title { id: "Cukup lama"  en: "Long enough" }
      applies_when: "size(household.assistance) > 0"
      require: "household.assistance.all(a, months_between(a.recorded_on, as_of) >= 6)"
      can_act: NOBODY
    }
    criterion {
      id: "income"
      title { id: "Pendapatan"  en: "Income" }
      require: "latest(household.incomes).amount_idr >= params.line"
      fail {
        id: "Pendapatan {latest(household.incomes).amount_idr} sebulan."
        en: "Income is {latest(household.incomes).amount_idr} a month."
      }
      can_act: HOUSEHOLD
    }
    route {
      id: "alamiah"  kind: NATURAL
      title { id: "Alamiah"  en: "Natural" }
      all_of: "income"  all_of: "held"
      score {
        item { id: "people"  title { id: "Orang"  en: "People" }  value: "size(household.members)"  weight: 100 }
        threshold: "9"
      }
    }
    route { id: "mandiri"  kind: SELF_RELIANT  title { id: "Mandiri"  en: "Self-reliant" }  all_of: "held"  all_of: "income" }
  )policy"));
  return policy.value();
}

inline HouseholdBuilder Ready() {
  return HouseholdBuilder()
      .Id("K1")
      .In("35.79.01")
      .Add(2, &Member::born_on, "1990", &Member::pregnant, false)
      .Add(&Income::observed_on, "2026-05", &Income::amount_idr, 1200000)
      .Add(&Assistance::recorded_on, "2024-03-01", &Assistance::kind, AssistanceKind::kBusinessCapital);
}
inline HouseholdBuilder Poor() { return Ready().Set("household.incomes[0].amount_idr", 900000); }
inline HouseholdBuilder Pregnant() { return Ready().Set("household.members[1].pregnant", true); }
inline HouseholdBuilder Unknown() { return Ready().Forget("household.incomes"); }
inline HouseholdBuilder Contradictory() { return Ready().Set("household.members[0].nik", "12345678901234567"); }

inline Decision Decide(const Household& household) { return VillagePolicy().Decide(household, Date(2026, 6, 15)).value(); }

}  // namespace graduasi

#endif  // GRADUASI_TESTS_UNIT_TESTING_VILLAGE_POLICY_H_
