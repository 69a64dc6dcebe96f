// Writes the history that a family of synthetic_family.h would have in a register. Every draw stands in a statement of its own,
// because C++ leaves the order of function arguments open and the register must not.
#include "src/cli/synthetic_record.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "src/cli/synthetic_family.h"
#include "src/cli/synthetic_json.h"
#include "src/cli/synthetic_random.h"
#include "src/cli/synthetic_region.h"

namespace graduasi::cli {
namespace {

constexpr int64_t kSembakoIdr = 200000;  // a month

// What the register does not hold of a family; most have no gap.
enum Gap { kNoGap, kNoBirthDate, kNoIncome, kNoDwelling, kNoSessions, kNoRanks, kNoBalance, kNoDisability, kNoNik };
constexpr int kGapWeights[] = {950, 8, 10, 6, 8, 6, 6, 3, 3};

class RecordWriter {
 public:
  RecordWriter(const SyntheticRegister& source, int64_t number, std::string* out)
      : source_(source),
        number_(number),
        as_of_(source.as_of),
        random_(SyntheticRandom::Of(source.seed, static_cast<uint64_t>(number))),
        json_(out) {}

  void Write() {
    const SyntheticPlace place = DrawPlace(source_.region, &random_);
    family_ = MakeSyntheticFamily(as_of_, place.poverty_line_idr, &random_);
    gap_ = static_cast<Gap>(random_.Pick(kGapWeights));
    joined_on_ = as_of_.PlusMonths(-random_.Between(4, 12 * 13)).PlusDays(random_.Between(0, 27));
    capital_ = ChooseCapital();

    json_.OpenRecord();
    json_.Text("id", "SYNTHETIC-" + source_.region + "-" + Padded(number_, 7));
    json_.Text("kk", "99" + Padded(number_, 12) + "00");
    json_.OpenRecord("region");
    json_.Text("system", "KEMENDAGRI");
    json_.Text("code", place.code);
    json_.CloseRecord();
    json_.Date("registered_on", joined_on_.PlusMonths(-random_.Between(1, 24)));
    WriteMembers();
    WriteWelfare();
    WriteDwelling();
    WriteAssetsAndBalances();
    WriteAssistance();
    WriteMemberships();
    WriteBusiness();
    WriteMentoring();
    WriteProcedure();
    json_.CloseRecord();
  }

 private:
  enum class Capital { kNone, kPpse, kPena, kKube };

  bool close() const { return family_.stage == SyntheticStage::kClose; }
  bool mentored() const { return family_.stage != SyntheticStage::kFar; }

  SyntheticDay Ago(int64_t low_months, int64_t high_months) {
    const int64_t months = random_.Between(low_months, high_months);
    return as_of_.PlusMonths(-months).PlusDays(-random_.Between(0, 27));
  }

  Precision SometimesMonthOnly(int64_t per_mille) { return random_.Chance(per_mille) ? Precision::kMonth : Precision::kDay; }

  Capital ChooseCapital() {
    static constexpr int kNever[] = {1, 0, 0, 0};
    static constexpr int kBusinessFar[] = {800, 60, 90, 50};
    static constexpr int kBusinessClose[] = {480, 220, 200, 100};
    if (!family_.business) return static_cast<Capital>(random_.Pick(kNever));
    return static_cast<Capital>(close() ? random_.Pick(kBusinessClose) : random_.Pick(kBusinessFar));
  }

  void WriteMembers() {
    json_.OpenList("members");
    int64_t position = 0;
    for (const SyntheticPerson& person : family_.people) {
      ++position;
      const bool gap_here = position == static_cast<int64_t>(family_.people.size());
      json_.OpenRecord();
      if (gap_ != kNoNik || !gap_here) json_.Text("nik", "99" + Padded(number_, 12) + Padded(position, 2));
      const Precision precision = person.age >= 50 && random_.Chance(40) ? Precision::kYear : Precision::kDay;
      if (gap_ != kNoBirthDate || !gap_here) json_.Date("born_on", person.born_on, precision);
      json_.Text("sex", person.female ? "FEMALE" : "MALE");
      json_.Text("relation", person.relation);
      if (person.age >= 10) json_.Text("marital_status", person.marital_status);
      json_.Text("school_level", person.school_level);
      if (person.age <= 24) json_.Flag("enrolled", person.enrolled);
      if (person.age >= 5) json_.Text("difficulty", person.difficulty);  // the short set is asked from that age
      if (gap_ != kNoDisability || !gap_here) json_.Flag("severely_disabled", person.severely_disabled);
      if (person.chronically_ill) json_.Flag("chronically_ill", true);
      if (person.female && person.age >= 10 && person.age < 60) json_.Flag("pregnant", person.pregnant);
      if (person.age >= 14) {
        json_.Text("work", person.work);
        json_.Text("employer", person.employer);
      }
      if (person.works_for_money()) json_.Number("income_idr", person.income_idr);
      if (person.cares_for_others) json_.Flag("cares_for_others", true);
      json_.CloseRecord();
    }
    json_.CloseList();
  }

  void WriteRank(SyntheticDay day, int64_t decile) {
    json_.OpenRecord();
    json_.Date("observed_on", day);
    json_.Text("snapshot", "DTSEN-" + std::to_string(day.year()) + "-" + std::to_string((day.month() + 2) / 3));
    json_.Number("decile", decile);
    json_.CloseRecord();
  }

  void WriteWelfare() {
    static constexpr int kFarDeciles[] = {490, 315, 105, 50, 28, 5, 4, 2, 1, 0};
    static constexpr int kCloseDeciles[] = {230, 300, 190, 130, 115, 20, 10, 4, 1, 0};
    if (gap_ != kNoRanks) {
      json_.OpenList("ranks");
      const int64_t latest = 1 + (close() ? random_.Pick(kCloseDeciles) : random_.Pick(kFarDeciles));
      const int64_t snapshots = random_.Between(1, 3);
      const bool stale = random_.Chance(15);
      for (int64_t back = snapshots - 1; back >= 0; --back) {
        const int64_t fallen = back == 0 ? 0 : random_.Between(-1, 2);
        const SyntheticDay day = as_of_.PlusMonths(-3 - 6 * back - (stale ? 6 : 0));
        WriteRank(SyntheticDay(day.year(), day.month(), 10), std::clamp<int64_t>(latest - fallen, 1, 10));
      }
      json_.CloseList();
    }
    const int64_t transfers = family_.pkh_idr / 12 + kSembakoIdr;
    if (gap_ != kNoIncome) {
      json_.OpenList("incomes");
      const int64_t earlier_percent = random_.Between(70, 105);
      if (random_.Chance(600)) WriteIncome(Ago(13, 20), family_.own_income_idr * earlier_percent / 100000 * 1000, false);
      const SyntheticDay latest = Ago(1, 9);
      WriteIncome(latest, family_.own_income_idr, false);
      WriteIncome(latest, family_.own_income_idr + transfers, true);
      json_.CloseList();
    }
    json_.OpenList("expenditures");
    json_.OpenRecord();
    json_.Date("observed_on", Ago(1, 9));
    const int64_t spent_percent = random_.Between(82, 108);
    json_.Number("amount_idr", (family_.own_income_idr + transfers) * spent_percent / 100000 * 1000);
    json_.CloseRecord();
    json_.CloseList();
  }

  void WriteIncome(SyntheticDay day, int64_t amount_idr, bool with_transfers) {
    json_.OpenRecord();
    json_.Date("observed_on", day);
    json_.Number("amount_idr", amount_idr);
    json_.Flag("with_transfers", with_transfers);
    json_.CloseRecord();
  }

  const char* PickMaterial() {
    static constexpr const char* kMaterials[] = {"DURABLE", "SEMI_DURABLE", "NOT_DURABLE"};
    static constexpr int kFar[] = {52, 33, 15};
    static constexpr int kClose[] = {82, 15, 3};
    return kMaterials[close() ? random_.Pick(kClose) : random_.Pick(kFar)];
  }

  void WriteDwelling() {
    if (gap_ == kNoDwelling) return;
    static constexpr const char* kTenures[] = {"OWNED", "RENT_FREE", "RENTED"};
    static constexpr int kTenureWeights[] = {78, 17, 5};
    static constexpr const char* kWater[] = {"PROTECTED_WELL", "PIPED", "BOTTLED", "UNPROTECTED_WELL", "SURFACE_WATER"};
    static constexpr int kWaterWeights[] = {45, 28, 15, 10, 2};
    static constexpr const char* kToilets[] = {"OWN_TOILET", "SHARED_TOILET", "PUBLIC_TOILET", "NO_TOILET"};
    static constexpr int kToiletWeights[] = {70, 18, 5, 7};
    static constexpr int64_t kPower[] = {450, 900, 1300, 0};
    static constexpr int kPowerWeights[] = {55, 39, 4, 2};
    json_.OpenRecord("dwelling");
    json_.Date("observed_on", Ago(1, 11));
    json_.Text("tenure", kTenures[random_.Pick(kTenureWeights)]);
    json_.Text("floor", PickMaterial());
    json_.Text("wall", PickMaterial());
    json_.Text("roof", PickMaterial());
    json_.Number("floor_area_m2", random_.Between(18, 45) + (close() ? 15 : 0));
    json_.Text("water", kWater[random_.Pick(kWaterWeights)]);
    json_.Text("toilet", kToilets[random_.Pick(kToiletWeights)]);
    json_.Text("waste_disposal", random_.Chance(750) ? "SEPTIC_TANK" : "PIT");
    json_.Number("power_va", kPower[random_.Pick(kPowerWeights)]);
    json_.CloseRecord();
  }

  void WriteAsset(SyntheticDay day, const char* kind, int64_t count, bool productive) {
    json_.OpenRecord();
    json_.Date("observed_on", day);
    json_.Text("kind", kind);
    json_.Number("count", count);
    json_.Flag("productive", productive);
    json_.CloseRecord();
  }

  void WriteAssetsAndBalances() {
    json_.OpenList("assets");
    const SyntheticDay day = Ago(1, 11);
    if (random_.Chance(close() ? 900 : 620)) WriteAsset(day, "MOTORCYCLE", random_.Between(1, 2), false);
    if (random_.Chance(close() ? 500 : 180)) WriteAsset(day, "REFRIGERATOR", 1, false);
    if (random_.Chance(300)) {
      const int64_t hens = random_.Between(2, 15);
      WriteAsset(day, "POULTRY", hens, hens >= 12);
    }
    if (random_.Chance(close() ? 250 : 110)) WriteAsset(day, "SMALL_LIVESTOCK", random_.Between(1, 4), true);
    if (family_.business && random_.Chance(close() ? 800 : 350)) {
      WriteAsset(day, family_.food ? "PRODUCTION_EQUIPMENT" : "SEWING_MACHINE", random_.Between(1, 3), true);
    }
    json_.CloseList();
    if (gap_ == kNoBalance) return;
    const int64_t percent = close() ? random_.Between(40, 260) : random_.Between(0, mentored() ? 120 : 60);
    json_.OpenList("balances");
    json_.OpenRecord();
    json_.Date("observed_on", Ago(1, 11));
    json_.Number("savings_idr", family_.need_idr * percent / 1000000 * 10000);
    json_.Number("debt_idr", random_.Chance(300) ? random_.Between(2, 60) * 100000 : 0);
    json_.CloseRecord();
    json_.CloseList();
    json_.OpenList("shocks");
    if (random_.Chance(30)) {
      static constexpr const char* kShocks[] = {"SERIOUS_ILLNESS", "DISASTER", "EARNER_LOST"};
      static constexpr int kShockWeights[] = {5, 3, 2};
      json_.OpenRecord();
      json_.Date("happened_on", Ago(1, 20));
      json_.Text("kind", kShocks[random_.Pick(kShockWeights)]);
      json_.CloseRecord();
    }
    json_.CloseList();
  }

  void WritePayment(SyntheticDay day, Precision precision, const char* programme, const char* kind, const char* status,
                    int64_t amount_idr) {
    json_.OpenRecord();
    json_.Date("recorded_on", day, precision);
    json_.Text("programme", programme);
    json_.Text("kind", kind);
    json_.Text("status", status);
    json_.Number("amount_idr", amount_idr);
    json_.Number("year", day.year());
    json_.Number("stage", (day.month() + 2) / 3);
    json_.CloseRecord();
  }

  void WriteAssistance() {
    json_.OpenList("assistance");
    const int64_t stages = random_.Between(3, 7);
    for (int64_t back = stages; back >= 0; --back) {
      // PKH is paid in the second month of each quarter.
      const SyntheticDay quarter = as_of_.PlusMonths(-3 * back);
      const SyntheticDay day(quarter.year(), (quarter.month() - 1) / 3 * 3 + 2, static_cast<int32_t>(random_.Between(5, 25)));
      if (day < joined_on_ || !(day < as_of_)) continue;
      const bool returned = random_.Chance(8);
      WritePayment(day, Precision::kDay, "PKH", "CASH", returned ? "RETURNED_TO_TREASURY" : "PAID", family_.pkh_idr / 4);
    }
    const SyntheticDay sembako = Ago(1, 3);
    if (random_.Chance(820)) WritePayment(sembako, Precision::kDay, "SEMBAKO", "FOOD", "PAID", 3 * kSembakoIdr);
    if (capital_ != Capital::kNone) {
      static constexpr const char* kProgrammes[] = {"", "PPSE", "PENA", "KUBE"};
      const char* programme = kProgrammes[static_cast<int>(capital_)];
      const SyntheticDay day = capital_ == Capital::kPpse ? Ago(2, 10) : Ago(2, 30);
      const Precision precision = SometimesMonthOnly(200);
      const int64_t amount_idr = random_.Between(4, 10) * 500000;
      WritePayment(day, precision, programme, "BUSINESS_CAPITAL", "PAID", amount_idr);
    }
    json_.CloseList();
  }

  void WriteMembership(const char* programme, SyntheticDay from, const SyntheticDay* until) {
    json_.OpenRecord();
    json_.Date("started_on", from);
    json_.Text("programme", programme);
    if (until != nullptr) {
      json_.Date("ended_on", *until);
      json_.Text("exit_kind", "SELF_RELIANT_EXIT");
    }
    json_.CloseRecord();
  }

  void WriteMemberships() {
    json_.OpenList("memberships");
    if (random_.Chance(5)) {  // graduated before, and came back
      const SyntheticDay ended = joined_on_.PlusMonths(-random_.Between(6, 40));
      WriteMembership("PKH", ended.PlusMonths(-random_.Between(24, 60)), &ended);
    }
    WriteMembership("PKH", joined_on_, nullptr);
    if (random_.Chance(850)) WriteMembership("SEMBAKO", joined_on_, nullptr);
    if (random_.Chance(900)) WriteMembership("PBI_JKN", joined_on_, nullptr);
    json_.CloseList();
  }

  void WriteBusiness() {
    json_.OpenList("businesses");
    if (family_.business) {
      static constexpr const char* kFood[] = {"SNACKS", "CATERING", "TEMPE", "COFFEE_STALL"};
      static constexpr const char* kOther[] = {"TAILORING", "LIVESTOCK", "SMALL_SHOP", "REPAIR"};
      const int64_t sector = random_.Between(0, 3);
      const SyntheticDay started = close() ? Ago(13, 60) : Ago(2, 48);
      json_.OpenRecord();
      json_.Date("started_on", started, SometimesMonthOnly(150));
      json_.Text("sector", family_.food ? kFood[sector] : kOther[sector]);
      json_.Flag("food", family_.food);
      if (family_.food && random_.Chance(close() ? 500 : 80)) json_.Date("licensed_on", Ago(1, 2));
      json_.Number("workers", random_.Between(1, 3));
      json_.CloseRecord();
    }
    json_.CloseList();
  }

  void WriteEnrolment(const char* kind, SyntheticDay from, const char* provider) {
    json_.OpenRecord();
    json_.Date("started_on", from);
    json_.Text("kind", kind);
    json_.Text("provider", provider);
    json_.CloseRecord();
  }

  void WriteSessions() {
    if (gap_ == kNoSessions) return;
    const int64_t held = mentored() ? 14 : random_.Between(1, 10);
    int64_t missed = mentored() ? random_.Between(0, 2) : 0;
    json_.OpenList("sessions");
    for (int64_t number = 1; number <= held; ++number) {
      const SyntheticDay month = as_of_.PlusMonths(number - held - 1);
      const bool attended = mentored() ? missed == 0 || !random_.Chance(200) : random_.Chance(780);
      if (mentored() && !attended) --missed;
      json_.OpenRecord();
      json_.Date("held_on", SyntheticDay(month.year(), month.month(), static_cast<int32_t>(random_.Between(3, 26))));
      json_.Text("kind", "P2K2");
      json_.Text("module", kCoreSessions[number - 1]);
      json_.Flag("core", true);
      json_.Number("number", number);
      json_.Flag("attended", attended);
      json_.CloseRecord();
    }
    json_.CloseList();
  }

  void WriteInspections() {
    json_.OpenList("inspections");
    if (family_.food && random_.Chance(close() ? 960 : 350)) {
      static constexpr const char* kSeverities[] = {"MINOR", "MAJOR", "SERIOUS", "CRITICAL"};
      static constexpr int kSeverityWeights[] = {45, 30, 22, 3};
      const SyntheticDay day = Ago(2, close() ? 9 : 18);
      json_.OpenRecord();
      json_.Date("inspected_on", day);
      json_.Text("provider", "PLUT");
      json_.OpenList("findings");
      const int64_t findings = random_.Between(0, 2);
      for (int64_t i = 0; i < findings; ++i) {
        json_.OpenRecord();
        json_.Date("found_on", day);
        json_.Text("item", "E" + std::to_string(random_.Between(1, 32)));
        json_.Text("severity", kSeverities[random_.Pick(kSeverityWeights)]);
        json_.Date("due_on", day.PlusMonths(2));
        if (random_.Chance(close() ? 850 : 400)) json_.Date("resolved_on", day.PlusDays(random_.Between(10, 40)));
        json_.CloseRecord();
      }
      json_.CloseList();
      json_.CloseRecord();
    }
    json_.CloseList();
  }

  void WriteMentoring() {
    json_.OpenRecord("mentoring");
    json_.OpenList("enrolments");
    WriteEnrolment("P2K2", std::max(joined_on_, as_of_.PlusMonths(-16)), "PENDAMPING PKH");
    if (mentored()) {
      static constexpr const char* kKinds[] = {"ECONOMIC_GUIDANCE", "SKILLS_TRAINING", "EMPOWERMENT"};
      const int64_t kind = random_.Between(0, 2);
      WriteEnrolment(kKinds[kind], Ago(6, 14), "DINAS SOSIAL");
      const SyntheticDay plut = Ago(4, 8);
      if (family_.business) WriteEnrolment("PLUT", plut, "PLUT");
    }
    json_.CloseList();
    WriteSessions();
    WriteInspections();
    json_.OpenList("opinions");
    if (mentored()) {
      static constexpr const char* kOpinions[] = {"READY", "NOT_READY", "DISSENT"};
      static constexpr int kClose[] = {93, 5, 2};
      static constexpr int kMentored[] = {25, 73, 2};
      const SyntheticDay day = Ago(1, 3);
      json_.OpenRecord();
      json_.Date("given_on", day);
      json_.Text("opinion", kOpinions[close() ? random_.Pick(kClose) : random_.Pick(kMentored)]);
      json_.CloseRecord();
    }
    json_.CloseList();
    json_.CloseRecord();
  }

  void WriteProcedure() {
    json_.OpenRecord("procedure");
    if (close()) {
      const SyntheticDay signed_on = Ago(3, 5);
      const SyntheticDay deliberated_on = signed_on.PlusDays(random_.Between(7, 25));
      json_.Date("nominated_on", signed_on.PlusDays(-14));
      json_.Date("statement_signed_on", signed_on);
      json_.Text("statement_variant", "GRADUASI MANDIRI");
      json_.Flag("willing", true);
      if (random_.Chance(960)) json_.Date("deliberated_on", deliberated_on);
      const int64_t verified_after = random_.Between(5, 30);
      if (random_.Chance(930)) json_.Date("verified_on", deliberated_on.PlusDays(verified_after));
    } else {
      json_.Flag("willing", random_.Chance(mentored() ? 400 : 60));
    }
    if (random_.Chance(6)) {
      json_.OpenList("objections");
      json_.OpenRecord();
      const SyntheticDay filed = Ago(1, 6);
      json_.Date("filed_on", filed);
      if (random_.Chance(500)) json_.Date("resolved_on", filed.PlusDays(14));
      json_.CloseRecord();
      json_.CloseList();
    }
    json_.CloseRecord();
  }

  const SyntheticRegister& source_;
  const int64_t number_;
  const SyntheticDay as_of_;
  SyntheticRandom random_;
  SyntheticJson json_;
  SyntheticFamily family_;
  Gap gap_ = kNoGap;
  SyntheticDay joined_on_;  // PKH
  Capital capital_ = Capital::kNone;
};

}  // namespace

void AppendSyntheticRecord(const SyntheticRegister& source, int64_t number, std::string* out) {
  RecordWriter(source, number, out).Write();
  *out += '\n';
}

}  // namespace graduasi::cli
