// Draws the families of W1 in the workload's normative order: one draw more or less, or in another place, changes every family.
// Maps each drawn field to the fact of that meaning; where the model keeps a history and W1 one value, a history of one.
#include "tests/cases/w1.h"

#include <string>
#include <utility>

namespace graduasi::w1 {
namespace {

constexpr uint64_t kSeed = 20260701;
constexpr int32_t kDay = kAsOf.days();
constexpr int32_t kCut60Months = 18809;  // 2021-07-01
constexpr int32_t kCut6Months = 20454;   // 2026-01-01

constexpr const char* kProvinces[kRegions] = {"11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "31", "32", "33",
                                              "34", "35", "36", "51", "52", "53", "61", "62", "63", "64", "65", "71", "72",
                                              "73", "74", "75", "76", "81", "82", "91", "92", "93", "94", "95", "96"};

// SplitMix64, started from the seed and the family's number.
class Random {
 public:
  explicit Random(uint64_t id) : state_(kSeed * 0x9E3779B97F4A7C15u + id * 0xD1342543DE82EF95u + 1) {}
  // 0 .. n-1.
  int32_t Below(uint32_t n) { return static_cast<int32_t>(((Next() >> 32) * n) >> 32); }

 private:
  uint64_t Next() {
    state_ += 0x9E3779B97F4A7C15u;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  uint64_t state_;
};

int MemberCount(int32_t w) {
  return w < 8 ? 1 : w < 20 ? 2 : w < 40 ? 3 : w < 65 ? 4 : w < 82 ? 5 : w < 92 ? 6 : w < 97 ? 7 : 8;
}
int FindingCount(int32_t w) { return w < 55 ? 0 : w < 75 ? 1 : w < 88 ? 2 : w < 95 ? 3 : w < 98 ? 4 : 5; }

Family::Person DrawPerson(Random& random, int position) {
  Family::Person person;
  switch (position) {
    case 0:
      person.born = kDay - 8036 - random.Below(19358);
      break;
    case 1:
      person.born = kDay - 7305 - random.Below(18263);
      break;
    default:
      person.born = kDay - random.Below(10950);
  }
  person.female = random.Below(2) == 1;
  const int32_t disability = random.Below(1000);
  person.disability = disability < 15 ? 2 : disability < 60 ? 1 : 0;
  const int32_t age_days = kDay - person.born;
  if (age_days >= 6575) {
    person.schooling = random.Below(100) < 8 ? 4 : random.Below(4);
  } else if (age_days >= 2192) {
    person.schooling = 1 + random.Below(3);
  }
  if (person.female && age_days >= 6575 && age_days < 16436) person.pregnant = random.Below(100) < 4;
  return person;
}

Family::Payment DrawPayment(Random& random) {
  Family::Payment payment;
  payment.programme = random.Below(100) < 6 ? 3 : random.Below(3);
  const bool on_the_cut = payment.programme == 3 && random.Below(50) == 0;
  payment.day = on_the_cut ? kCut6Months : kDay - 1 - random.Below(1095);
  payment.amount = 50000 * (1 + random.Below(40));
  return payment;
}

// The first of the month that lies `months` before kAsOf, itself the first of a month.
Date MonthsAgo(int months) { return kAsOf.AddMonths(-months).value(); }

Member ToMember(const Family::Person& person) {
  static constexpr SchoolLevel kLevels[] = {SchoolLevel::kNoSchooling, SchoolLevel::kSd, SchoolLevel::kSmp, SchoolLevel::kSma,
                                            SchoolLevel::kTertiary};
  Member member;
  member.born_on = Date::FromDays(person.born);
  member.sex = person.female ? Sex::kFemale : Sex::kMale;
  member.severely_disabled = person.disability == 2;
  member.school_level = kLevels[person.schooling];
  member.enrolled = person.schooling == 4;
  member.pregnant = person.pregnant;
  return member;
}

Assistance ToAssistance(const Family::Payment& payment) {
  static constexpr Programme kProgrammes[] = {Programme::kPkh, Programme::kSembako, Programme::kLocalProgramme,
                                              Programme::kPena};
  static constexpr AssistanceKind kKinds[] = {AssistanceKind::kCash, AssistanceKind::kFood, AssistanceKind::kCash,
                                              AssistanceKind::kBusinessCapital};
  Assistance assistance;
  assistance.recorded_on = Date::FromDays(payment.day);
  assistance.programme = kProgrammes[payment.programme];
  assistance.kind = kKinds[payment.programme];
  assistance.status = AssistanceStatus::kPaid;
  assistance.amount_idr = payment.amount;
  return assistance;
}

}  // namespace

const char* RegionCode(int region) { return kProvinces[region]; }

int64_t PovertyLine(int region) { return 450000 + 12500 * ((7 * region) % kRegions); }

Family Draw(uint64_t id) {
  Random random(id);
  Family family;
  family.id = id;
  family.region = random.Below(kRegions);
  family.decile = 1 + random.Below(10);
  family.income_per_head = PovertyLine(family.region) * (50 + random.Below(200)) / 100;
  switch (random.Below(100)) {
    case 0:
      family.enrolled = kCut60Months;
      break;
    case 1:
      family.enrolled = kCut60Months + 1;
      break;
    default:
      family.enrolled = kDay - 600 - random.Below(5000);
  }
  const int people = MemberCount(random.Below(100));
  for (int i = 0; i < people; ++i) family.people.push_back(DrawPerson(random, i));
  const int payments = random.Below(25);
  for (int i = 0; i < payments; ++i) family.payments.push_back(DrawPayment(random));
  if (random.Below(1000) < 950) {
    family.mentored_since = kDay - 1 - random.Below(1000);
    family.sessions = 6 + random.Below(31);
  }
  const int findings = FindingCount(random.Below(100));
  for (int i = 0; i < findings; ++i) {
    Family::SopFinding finding;
    finding.severity = random.Below(3);
    finding.resolved = random.Below(1000) < 700;
    family.findings.push_back(finding);
  }
  const bool regular = random.Below(100) < 85;
  const int64_t base = regular ? 300000 + 50000 * int64_t{random.Below(40)} : 0;
  for (int64_t& month : family.business_income) {
    if (!regular) {
      month = 200000 * random.Below(2);
    } else if (random.Below(1000) >= 30) {
      month = base + 10000 * random.Below(20);
    }
  }
  family.nominated = random.Below(1000) < 850;
  family.willing = random.Below(1000) < 900;
  if (random.Below(1000) < 120) family.arrears = 10000 * (1 + random.Below(100));
  return family;
}

Household ToHousehold(const Family& family) {
  const Date month_ago = MonthsAgo(1);
  Household household;
  household.id = std::to_string(family.id);
  household.region = Kemendagri(RegionCode(family.region));

  std::vector<Member> members;
  for (const Family::Person& person : family.people) members.push_back(ToMember(person));
  household.members = std::move(members);

  WelfareRank rank;
  rank.observed_on = month_ago;
  rank.decile = family.decile;
  household.ranks = {rank};

  // Income of the household, once: W1 draws it per head. Beside it the twelve months of the business.
  Income income;
  income.observed_on = month_ago;
  income.amount_idr = family.income_per_head * static_cast<int64_t>(family.people.size());
  income.with_transfers = false;
  income.source = IncomeSource::kOtherIncome;
  std::vector<Income> incomes = {income};
  for (int i = 0; i < 12; ++i) {
    income.observed_on = MonthsAgo(12 - i);
    income.amount_idr = family.business_income[i];
    income.source = IncomeSource::kBusiness;
    incomes.push_back(income);
  }
  household.incomes = std::move(incomes);

  Balance balance;
  balance.observed_on = month_ago;
  balance.arrears_idr = family.arrears;
  household.balances = {balance};

  std::vector<Assistance> assistance;
  for (const Family::Payment& payment : family.payments) assistance.push_back(ToAssistance(payment));
  household.assistance = std::move(assistance);

  Membership membership;
  membership.started_on = Date::FromDays(family.enrolled);
  membership.programme = Programme::kPkh;
  household.memberships = {membership};

  // A count of sessions becomes that many attended sessions, spread over the days of mentoring.
  std::vector<Enrolment> enrolments;
  std::vector<Session> sessions;
  if (family.mentored_since.has_value()) {
    const int32_t since = *family.mentored_since;
    Enrolment enrolment;
    enrolment.started_on = Date::FromDays(since);
    enrolment.kind = MentoringKind::kEconomicGuidance;
    enrolments.push_back(enrolment);
    for (int i = 0; i < family.sessions; ++i) {
      Session session;
      session.held_on = Date::FromDays(since + (kDay - since) * i / family.sessions);
      session.kind = MentoringKind::kEconomicGuidance;
      session.attended = true;
      sessions.push_back(session);
    }
  }
  household.mentoring.enrolments = std::move(enrolments);
  household.mentoring.sessions = std::move(sessions);

  // One visit with all findings. W1 names its worst grade, major; the two below it are minor here.
  Inspection inspection;
  inspection.inspected_on = MonthsAgo(3);
  std::vector<InspectionFinding> findings;
  for (const Family::SopFinding& drawn : family.findings) {
    InspectionFinding finding;
    finding.found_on = MonthsAgo(3);
    finding.severity = drawn.severity == 2 ? Severity::kMajor : Severity::kMinor;
    if (drawn.resolved) finding.resolved_on = month_ago;
    findings.push_back(finding);
  }
  inspection.findings = std::move(findings);
  household.mentoring.inspections = {inspection};

  if (family.nominated) household.procedure.nominated_on = month_ago;
  household.procedure.willing = family.willing;
  return household;
}

void Hash::Add(uint16_t mask) {
  for (const int byte : {mask & 0xff, mask >> 8}) value_ = (value_ ^ static_cast<uint64_t>(byte)) * 0x100000001b3u;
}

}  // namespace graduasi::w1
