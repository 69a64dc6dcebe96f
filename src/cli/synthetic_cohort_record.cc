// What a register holds of a mentored family on a day: its course as far as it has come.
#include <algorithm>
#include <cstdint>
#include <string>

#include "src/cli/synthetic_cohort.h"

namespace graduasi::cli {
namespace {

constexpr int64_t kSembakoIdr = 200000;  // a month
constexpr int32_t kFirstSession = 9;     // months from January of the year before

class CohortRecordWriter {
 public:
  CohortRecordWriter(const SyntheticCohort& cohort, const MentoredFamily& family, std::string* out)
      : cohort_(cohort), made_(family), json_(out) {}

  void Write() {
    json_.OpenRecord();
    json_.Text("id", made_.id);
    json_.Text("kk", "99" + Padded(made_.number, 12) + "00");
    json_.OpenRecord("region");
    json_.Text("system", "KEMENDAGRI");
    json_.Text("code", made_.place.code);
    json_.CloseRecord();
    json_.Date("registered_on", made_.joined_on.PlusMonths(-3));
    WriteMembers();
    WriteWelfare();
    WriteAssets();
    WriteAssistance();
    WriteBusiness();
    WriteMentoring();
    WriteProcedure();
    json_.CloseRecord();
  }

 private:
  SyntheticDay Day(int32_t years_on, int32_t month, int32_t day) const {
    return SyntheticDay(cohort_.mentored + years_on, month, day);
  }
  // A day of the family's own in a month, without a further draw.
  SyntheticDay Own(int32_t years_on, int32_t month) const {
    return Day(years_on, month, static_cast<int32_t>(made_.number * 11 % 27 + 1));
  }
  bool Seen(SyntheticDay day) const { return !(cohort_.as_of < day); }

  void WriteMembers() {
    json_.OpenList("members");
    const SyntheticFamily& family = made_.family;
    int64_t position = 0;
    for (const SyntheticPerson& person : family.people) {
      ++position;
      const bool last = position == static_cast<int64_t>(family.people.size());
      json_.OpenRecord();
      if (made_.gap != MentoredGap::kNoNik || !last) json_.Text("nik", "99" + Padded(made_.number, 12) + Padded(position, 2));
      json_.Date("born_on", person.born_on);
      json_.Text("sex", person.female ? "FEMALE" : "MALE");
      json_.Text("relation", person.relation);
      if (person.age >= 10) json_.Text("marital_status", person.marital_status);
      json_.Text("school_level", person.school_level);
      if (person.age <= 24) json_.Flag("enrolled", person.enrolled);
      if (person.age >= 5) json_.Text("difficulty", person.difficulty);
      if (made_.gap != MentoredGap::kNoDisability || position != 1) json_.Flag("severely_disabled", person.severely_disabled);
      if (person.chronically_ill) json_.Flag("chronically_ill", true);
      // Asked from an age that they may reach in the year after.
      if (person.female && person.age >= 8 && person.age < 60) json_.Flag("pregnant", person.pregnant);
      if (person.age >= 12) {
        json_.Text("work", person.work);
        json_.Text("employer", person.employer);
      }
      if (person.works_for_money()) json_.Number("income_idr", person.income_idr);
      if (person.cares_for_others) json_.Flag("cares_for_others", true);
      json_.CloseRecord();
    }
    json_.CloseList();
  }

  void WriteIncome(SyntheticDay day, int64_t amount_idr, bool with_transfers) {
    if (!Seen(day)) return;
    json_.OpenRecord();
    json_.Date("observed_on", day);
    json_.Number("amount_idr", amount_idr);
    json_.Flag("with_transfers", with_transfers);
    json_.CloseRecord();
  }

  void WriteWelfare() {
    json_.OpenList("ranks");
    for (int32_t quarter = 0; quarter < 8; ++quarter) {
      const SyntheticDay day = Day(quarter / 4, quarter % 4 * 3 + 3, 10);
      if (!Seen(day)) break;
      json_.OpenRecord();
      json_.Date("observed_on", day);
      json_.Text("snapshot", "DTSEN-" + std::to_string(day.year()) + "-" + std::to_string(quarter % 4 + 1));
      json_.Number("decile", std::max<int64_t>(1, made_.decile - (quarter < 4 ? 1 : 0)));
      json_.CloseRecord();
    }
    json_.CloseList();
    const SyntheticFamily& family = made_.family;
    const int64_t first_idr = family.own_income_idr * made_.first_income_percent / 100000 * 1000;
    json_.OpenList("incomes");
    const bool old = made_.gap == MentoredGap::kOldIncome;
    const SyntheticDay first = old ? Own(0, 2) : Own(0, 10);
    WriteIncome(first, first_idr, false);
    WriteIncome(first, first_idr + family.pkh_idr / 12 + kSembakoIdr, true);
    if (!old) WriteIncome(Own(1, 4), family.own_income_idr, false);
    json_.CloseList();
  }

  void WriteAsset(const char* kind, int64_t count, bool productive) {
    json_.OpenRecord();
    json_.Date("observed_on", Own(0, 9));
    json_.Text("kind", kind);
    json_.Number("count", count);
    json_.Flag("productive", productive);
    json_.CloseRecord();
  }

  void WriteAssets() {
    const bool modest = made_.course == MentoredCourse::kLowIncome;
    if (Seen(Own(0, 9))) {
      json_.OpenRecord("dwelling");
      json_.Date("observed_on", Own(0, 9));
      json_.Text("tenure", "OWNED");
      json_.Text("floor", modest ? "SEMI_DURABLE" : "DURABLE");
      json_.Text("wall", "DURABLE");
      json_.Text("roof", "DURABLE");
      json_.Number("floor_area_m2", static_cast<int64_t>(made_.family.people.size()) * 8 + made_.number % 9);
      json_.Text("water", "PROTECTED_WELL");
      json_.Text("toilet", "OWN_TOILET");
      json_.Text("waste_disposal", "SEPTIC_TANK");
      json_.Number("power_va", made_.number % 3 == 0 ? 450 : 900);
      json_.CloseRecord();
    }
    json_.OpenList("assets");
    if (Seen(Own(0, 9))) {
      WriteAsset("MOTORCYCLE", 1, false);
      if (made_.family.business)
        WriteAsset(made_.family.food ? "PRODUCTION_EQUIPMENT" : "SEWING_MACHINE", modest ? 1 : 2, true);
    }
    json_.CloseList();
    json_.OpenList("balances");
    if (Seen(Own(0, 10))) {
      json_.OpenRecord();
      json_.Date("observed_on", Own(0, 10));
      json_.Number("savings_idr", made_.family.need_idr * made_.savings_percent / 1000000 * 10000);
      json_.Number("debt_idr", made_.number % 4 * 250000);
      json_.CloseRecord();
    }
    json_.CloseList();
    json_.OpenList("shocks");
    json_.CloseList();
  }

  void WritePayment(SyntheticDay day, Precision precision, const char* programme, const char* kind, int64_t amount_idr) {
    if (!Seen(day)) return;
    json_.OpenRecord();
    json_.Date("recorded_on", day, precision);
    json_.Text("programme", programme);
    json_.Text("kind", kind);
    json_.Text("status", "PAID");
    json_.Number("amount_idr", amount_idr);
    json_.Number("year", day.year());
    json_.Number("stage", (day.month() + 2) / 3);
    json_.CloseRecord();
  }

  void WriteMembership(const char* programme) {
    json_.OpenRecord();
    json_.Date("started_on", made_.joined_on);
    json_.Text("programme", programme);
    json_.CloseRecord();
  }

  void WriteAssistance() {
    json_.OpenList("assistance");
    for (int32_t quarter = 0; quarter < 8; ++quarter) {
      WritePayment(Own(quarter / 4, quarter % 4 * 3 + 2), Precision::kDay, "PKH", "CASH", made_.family.pkh_idr / 4);
    }
    WritePayment(made_.capital_on, made_.capital_precision, made_.capital_programme, "BUSINESS_CAPITAL", made_.capital_idr);
    json_.CloseList();
    json_.OpenList("memberships");
    WriteMembership("PKH");
    WriteMembership("SEMBAKO");
    json_.CloseList();
  }

  void WriteBusiness() {
    json_.OpenList("businesses");
    if (made_.family.business) {
      static constexpr const char* kFood[] = {"SNACKS", "CATERING", "TEMPE", "COFFEE_STALL"};
      static constexpr const char* kOther[] = {"TAILORING", "LIVESTOCK", "SMALL_SHOP", "REPAIR"};
      json_.OpenRecord();
      json_.Date("started_on", made_.business_on, made_.business_precision);
      json_.Text("sector", made_.family.food ? kFood[made_.number % 4] : kOther[made_.number % 4]);
      json_.Flag("food", made_.family.food);
      json_.Number("workers", made_.number % 3 + 1);
      json_.CloseRecord();
    }
    json_.CloseList();
  }

  void WriteEnrolment(SyntheticDay day, Precision precision, const char* kind, const char* provider) {
    if (!Seen(day)) return;
    json_.OpenRecord();
    json_.Date("started_on", day, precision);
    json_.Text("kind", kind);
    json_.Text("provider", provider);
    json_.CloseRecord();
  }

  void WriteSessions() {
    json_.OpenList("sessions");
    for (int32_t session = 0; session < 14; ++session) {
      const int32_t month = kFirstSession + session;  // one a month, the last in November
      const SyntheticDay day = Own(month / 12 - 1, month % 12 + 1);
      if (!Seen(day)) break;
      json_.OpenRecord();
      json_.Date("held_on", day);
      json_.Text("kind", "P2K2");
      json_.Text("module", kCoreSessions[session]);
      json_.Flag("core", true);
      json_.Number("number", session + 1);
      json_.Flag("attended", made_.attended[session] != 0);
      json_.CloseRecord();
    }
    json_.CloseList();
  }

  void OpenInspection(SyntheticDay day) {
    json_.OpenRecord();
    json_.Date("inspected_on", day);
    json_.Text("provider", "PLUT");
    json_.OpenList("findings");
  }

  void WriteInspections() {
    json_.OpenList("inspections");
    if (Seen(made_.inspected_on)) {
      OpenInspection(made_.inspected_on);
      for (const MentoredFinding& finding : made_.findings) {
        json_.OpenRecord();
        json_.Date("found_on", made_.inspected_on);
        json_.Text("item", finding.item);
        json_.Text("severity", finding.severity);
        json_.Date("due_on", finding.due_on);
        if (Seen(finding.cleared_on)) {  // the register believes what was seen, not what was reported
          const bool again = finding.put_right_again_on < finding.cleared_on;
          json_.Date("resolved_on", again ? finding.put_right_again_on : finding.put_right_on);
          json_.Date("verified_on", finding.cleared_on);
        }
        json_.CloseRecord();
      }
      json_.CloseList();
      json_.CloseRecord();
    }
    for (const MentoredFinding& finding : made_.findings) {
      for (const SyntheticDay day : {finding.confirmed_on, finding.cleared_on}) {
        if (!Seen(day)) continue;
        OpenInspection(day);  // the same place again; what was found stands above
        json_.CloseList();
        json_.CloseRecord();
      }
    }
    json_.CloseList();
  }

  void WriteMentoring() {
    json_.OpenRecord("mentoring");
    json_.OpenList("enrolments");
    WriteEnrolment(Own(-1, 9), Precision::kDay, "P2K2", "PENDAMPING PKH");
    WriteEnrolment(made_.mentored_on, made_.mentored_precision, "ECONOMIC_GUIDANCE", "DINAS SOSIAL");
    if (made_.family.business) WriteEnrolment(made_.mentored_on, made_.mentored_precision, "PLUT", "PLUT");
    json_.CloseList();
    if (made_.gap != MentoredGap::kNoSessions) WriteSessions();
    WriteInspections();
    json_.OpenList("opinions");
    const auto opinion = [&](SyntheticDay day, const char* name) {
      if (!Seen(day)) return;
      json_.OpenRecord();
      json_.Date("given_on", day);
      json_.Text("opinion", name);
      json_.CloseRecord();
    };
    opinion(Day(0, 12, 12), made_.dissent ? "DISSENT" : "NOT_READY");
    const bool ready = made_.course == MentoredCourse::kReady || made_.course == MentoredCourse::kPutRight;
    if (!made_.dissent) opinion(Own(1, 5), ready ? "READY" : "NOT_READY");
    json_.CloseList();
    json_.CloseRecord();
  }

  void WriteProcedure() {
    json_.OpenRecord("procedure");
    const auto date = [&](const char* key, SyntheticDay day) {
      if (Seen(day)) json_.Date(key, day);
    };
    date("nominated_on", made_.nominated_on);
    date("statement_signed_on", made_.signed_on);
    if (Seen(made_.signed_on)) {
      json_.Text("statement_variant", "GRADUASI MANDIRI");
      json_.Flag("willing", true);
    }
    date("deliberated_on", made_.deliberated_on);
    date("verified_on", made_.verified_on);
    json_.CloseRecord();
  }

  const SyntheticCohort& cohort_;
  const MentoredFamily& made_;
  SyntheticJson json_;
};

}  // namespace

void AppendMentoredRecord(const SyntheticCohort& cohort, const MentoredFamily& family, std::string* out) {
  CohortRecordWriter(cohort, family, out).Write();
  *out += '\n';
}

}  // namespace graduasi::cli
