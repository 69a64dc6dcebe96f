// Draws the course of a mentored family. Every draw stands in a statement of its own, because C++ leaves the order of function
// arguments open and the cohort must not.
#include "src/cli/synthetic_cohort.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

namespace graduasi::cli {
namespace {

// Of every 25 families, in this order from a place that the seed names: a cohort of 50 has each course twice as often, whatever
// the seed.
constexpr MentoredCourse kCourses[] = {
    MentoredCourse::kReady,       MentoredCourse::kOpenFinding, MentoredCourse::kReady,     MentoredCourse::kPutRight,
    MentoredCourse::kLowIncome,   MentoredCourse::kReady,       MentoredCourse::kWaits,     MentoredCourse::kReady,
    MentoredCourse::kGap,         MentoredCourse::kPutRight,    MentoredCourse::kProtected, MentoredCourse::kReady,
    MentoredCourse::kOpenFinding, MentoredCourse::kLowIncome,   MentoredCourse::kReady,     MentoredCourse::kWaits,
    MentoredCourse::kPutRight,    MentoredCourse::kReady,       MentoredCourse::kGap,       MentoredCourse::kOpenFinding,
    MentoredCourse::kReady,       MentoredCourse::kPutRight,    MentoredCourse::kWaits,     MentoredCourse::kGap,
    MentoredCourse::kLowIncome};
constexpr int64_t kRound = sizeof(kCourses) / sizeof(kCourses[0]);

constexpr int64_t kRoundingIdr = 10000;
constexpr int64_t kSessions = 14;

bool Is(const char* value, const char* name) { return std::strcmp(value, name) == 0; }

class CourseMaker {
 public:
  CourseMaker(const SyntheticCohort& cohort, int64_t number)
      : cohort_(cohort), random_(SyntheticRandom::Of(cohort.seed ^ 0x6d656e746f726564u, static_cast<uint64_t>(number))) {
    SyntheticRandom place(cohort.seed);
    const int64_t first = place.Between(0, kRound - 1);
    made_.number = number;
    made_.id = "SYNTHETIC-" + cohort.region + "-" + Padded(number, 7);
    made_.course = kCourses[(first + number) % kRound];
  }

  MentoredFamily Make() {
    made_.place = DrawPlace(cohort_.region, &random_);
    ChooseFamily();
    ChooseMoney();
    ChooseBusiness();
    ChooseMentoring();
    if (made_.family.food) ChooseInspection();
    if (made_.course == MentoredCourse::kReady || made_.course == MentoredCourse::kPutRight) ChooseProcedure();
    return std::move(made_);
  }

 private:
  SyntheticDay Day(int32_t years_on, int32_t month, int64_t day) const {
    return SyntheticDay(cohort_.mentored + years_on, month, static_cast<int32_t>(day));
  }
  SyntheticDay DayIn(int32_t years_on, int32_t month) {
    const int64_t day = random_.Between(1, 28);
    return Day(years_on, month, day);
  }

  // Draws families until one fits the course.
  void ChooseFamily() {
    const bool baby = made_.course == MentoredCourse::kProtected && made_.number % 2 == 0;
    const bool food = made_.course == MentoredCourse::kPutRight || made_.course == MentoredCourse::kOpenFinding;
    const bool business = food || made_.course == MentoredCourse::kWaits || random_.Chance(850);
    const SyntheticDay made_on = Day(0, 12, 28);
    for (;;) {
      made_.family = MakeSyntheticFamily(made_on, made_.place.poverty_line_idr, &random_);
      if (Fits(baby, food, business)) break;
    }
    made_.dissent = made_.course == MentoredCourse::kProtected && !baby;
    const int64_t months = random_.Between(26, 130);
    made_.joined_on = Day(0, 1, 1).PlusMonths(-months).PlusDays(random_.Between(0, 27));
    static constexpr int kGaps[] = {0, 20, 25, 25, 30};
    if (made_.course == MentoredCourse::kGap) made_.gap = static_cast<MentoredGap>(random_.Pick(kGaps));
    static constexpr int kDeciles[] = {30, 34, 18, 10, 8};
    made_.decile = 1 + random_.Pick(kDeciles);
  }

  bool Fits(bool baby, bool food, bool business) const {
    const SyntheticFamily& family = made_.family;
    if (family.stage != SyntheticStage::kClose || family.business != business || (food && !family.food)) return false;
    bool has_baby = false;
    bool school_child = false;
    bool earns_wages = false;
    for (const SyntheticPerson& person : family.people) {
      if (person.severely_disabled || person.age > 58) return false;
      if (!Is(person.employer, "NO_EMPLOYER") && !Is(person.employer, "PRIVATE_EMPLOYER")) return false;
      earns_wages = earns_wages || Is(person.work, "WAGE_WORK");
      if (person.pregnant || (person.age <= 2 && !baby)) return false;
      has_baby = has_baby || person.age == 0;
      // Still at school when the cohort is decided on.
      school_child = school_child || (person.enrolled && person.age >= 7 && person.age <= 15);
    }
    return has_baby == baby && school_child && (business || earns_wages) && family.people.front().works_for_money();
  }

  // Income is told of the family as a whole, and shared among those who work as before.
  void ChooseMoney() {
    const bool low = made_.course == MentoredCourse::kLowIncome;
    const int64_t percent = low ? random_.Between(72, 113) : random_.Between(131, 178);
    made_.first_income_percent = low ? random_.Between(86, 97) : random_.Between(93, 99);
    SyntheticFamily& family = made_.family;
    const int64_t before = family.own_income_idr;
    family.own_income_idr = family.need_idr * percent / 100 / kRoundingIdr * kRoundingIdr;
    int64_t left = family.own_income_idr;
    SyntheticPerson* last = nullptr;
    for (SyntheticPerson& person : family.people) {
      if (!person.works_for_money()) continue;
      person.income_idr = person.income_idr * family.own_income_idr / before / kRoundingIdr * kRoundingIdr;
      left -= person.income_idr;
      last = &person;
    }
    last->income_idr += left;
    made_.savings_percent = low ? random_.Between(10, 80) : random_.Between(110, 260);
  }

  void ChooseBusiness() {
    if (!made_.family.business) return;
    made_.business_on = Day(0, 1, 1).PlusMonths(-random_.Between(1, 40)).PlusDays(random_.Between(0, 27));
    made_.business_precision = random_.Chance(300) ? Precision::kMonth : Precision::kDay;
    made_.capital_idr = random_.Between(4, 10) * 500000;
    made_.capital_programme = random_.Chance(250) ? "PENA" : "LOCAL_PROGRAMME";
    if (made_.course == MentoredCourse::kWaits) {
      const int64_t month = random_.Between(1, 3);
      made_.capital_on = DayIn(1, static_cast<int32_t>(month));
      return;
    }
    made_.capital_on = DayIn(0, 11);
    made_.capital_precision = random_.Chance(600) ? Precision::kMonth : Precision::kDay;
  }

  void ChooseMentoring() {
    made_.identified_on = DayIn(0, 10);
    made_.mentored_on = DayIn(0, 11);
    made_.mentored_precision = random_.Chance(700) ? Precision::kMonth : Precision::kDay;
    int64_t missed = random_.Between(0, 2);
    for (int64_t session = 0; session < kSessions; ++session) {
      const bool attended = missed == 0 || !random_.Chance(180);
      made_.attended[session] = attended ? 1 : 0;
      if (!attended) --missed;
    }
  }

  // PLUT looks at the kitchen against its SOP: one that opens to a toilet is a serious finding, and mentoring goes on.
  void ChooseInspection() {
    const bool grave = made_.course == MentoredCourse::kPutRight || made_.course == MentoredCourse::kOpenFinding;
    const int64_t day = random_.Between(2, 18);
    made_.inspected_on = grave || random_.Chance(600) ? Day(0, 12, day) : Day(1, 1, day);
    if (grave) {
      MentoredFinding& finding = AddFinding(random_.Chance(600) ? "E12" : "E7", random_.Chance(900) ? "SERIOUS" : "CRITICAL");
      const bool in_time = made_.course == MentoredCourse::kPutRight;
      const int64_t weeks = random_.Between(4, 12);
      finding.put_right_on = made_.inspected_on.PlusDays(weeks * 7);
      const int64_t until_seen = random_.Between(7, 24);
      if (in_time && random_.Chance(650)) {
        finding.cleared_on = finding.put_right_on.PlusDays(until_seen);
      } else if (in_time) {
        finding.confirmed_on = finding.put_right_on.PlusDays(until_seen);
        finding.put_right_again_on = finding.confirmed_on.PlusDays(random_.Between(14, 30));
        finding.cleared_on = finding.put_right_again_on.PlusDays(7);
      } else if (random_.Chance(500)) {
        finding.confirmed_on = finding.put_right_on.PlusDays(until_seen);
      } else {
        finding.put_right_on = Day(1, 9, 10).PlusDays(until_seen);
      }
    }
    if (!random_.Chance(400)) return;
    MentoredFinding& minor = AddFinding("E" + std::to_string(random_.Between(20, 32)), random_.Chance(700) ? "MINOR" : "MAJOR");
    if (!random_.Chance(750)) return;
    minor.put_right_on = made_.inspected_on.PlusDays(random_.Between(10, 40));
    minor.cleared_on = minor.put_right_on.PlusDays(random_.Between(7, 28));
  }

  MentoredFinding& AddFinding(std::string item, const char* severity) {
    MentoredFinding finding;
    finding.item = std::move(item);
    finding.severity = severity;
    finding.due_on = made_.inspected_on.PlusMonths(2);
    finding.put_right_on = finding.confirmed_on = finding.put_right_again_on = finding.cleared_on = kNever;
    made_.findings.push_back(finding);
    return made_.findings.back();
  }

  // In the middle of the year the office takes its candidates through the procedure, step by step.
  void ChooseProcedure() {
    made_.nominated_on = Day(1, 6, 15).PlusDays(random_.Between(0, 6));
    made_.signed_on = made_.nominated_on.PlusDays(random_.Between(2, 5));
    made_.assessed_on = made_.signed_on.PlusDays(random_.Between(2, 6));
    made_.deliberated_on = made_.assessed_on.PlusDays(random_.Between(2, 6));
    made_.verified_on = made_.deliberated_on.PlusDays(random_.Between(2, 7));
  }

  const SyntheticCohort& cohort_;
  SyntheticRandom random_;
  MentoredFamily made_;
};

}  // namespace

MentoredFamily MakeMentoredFamily(const SyntheticCohort& cohort, int64_t number) { return CourseMaker(cohort, number).Make(); }

}  // namespace graduasi::cli
