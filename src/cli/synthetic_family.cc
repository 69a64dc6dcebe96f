// Puts a family together: parents and children of fitting ages, grandparents, work, school, illness. Every draw stands in a
// statement of its own, because C++ leaves the order of function arguments open and the register must not.
#include "src/cli/synthetic_family.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "src/cli/synthetic_random.h"

namespace graduasi::cli {
namespace {

// PKH, rupiah a year by component (the amounts of 2026 as the press gives them).
constexpr int64_t kEarlyChildhoodIdr = 3000000;  // pregnant, or a child up to 6
constexpr int64_t kSdIdr = 900000;
constexpr int64_t kSmpIdr = 1500000;
constexpr int64_t kSmaIdr = 2000000;
constexpr int64_t kElderlyOrDisabledIdr = 2400000;
constexpr size_t kComponentsPaid = 4;

constexpr int64_t kElderlyFrom = 60;
constexpr int64_t kRoundingIdr = 10000;  // incomes are told in round figures

bool Is(const char* value, const char* name) { return std::strcmp(value, name) == 0; }

enum Shape { kCouple, kOneParent, kThreeGenerations, kElderlyOnly, kWithDisabledAdult, kChildrenGrown };
constexpr int kShapeWeights[] = {600, 125, 165, 65, 30, 15};

class FamilyMaker {
 public:
  FamilyMaker(SyntheticDay as_of, SyntheticRandom* random) : as_of_(as_of), random_(*random) {}

  SyntheticFamily Make(int64_t poverty_line_idr) {
    const Shape shape = static_cast<Shape>(random_.Pick(kShapeWeights));
    if (shape == kElderlyOnly) {
      AddElderly();
    } else {
      AddParentsAndChildren(shape);
      if (shape == kThreeGenerations) AddGrandparent();
      if (shape == kWithDisabledAdult) AddDisabledAdult();
      ChooseStage();
    }
    for (SyntheticPerson& person : family_.people) Describe(&person, shape);
    ChooseWork(shape);
    ChooseIncome(poverty_line_idr);
    family_.pkh_idr = PkhIdr();
    return std::move(family_);
  }

 private:
  SyntheticPerson& Add(int64_t age, bool female, const char* relation, const char* marital_status) {
    SyntheticPerson person;
    person.age = age;
    person.female = female;
    person.relation = relation;
    person.marital_status = marital_status;
    person.born_on = as_of_.PlusYears(-age).PlusDays(-random_.Between(0, 335));
    family_.people.push_back(person);
    return family_.people.back();
  }

  void AddElderly() {
    const int64_t age = random_.Between(62, 86);
    const bool couple = random_.Chance(550);
    const bool female = couple ? false : random_.Chance(750);
    Add(age, female, "HEAD", couple ? "MARRIED" : "WIDOWED");
    if (couple) Add(std::max<int64_t>(60, age - random_.Between(0, 7)), true, "SPOUSE", "MARRIED");
  }

  void AddParentsAndChildren(Shape shape) {
    static constexpr int kChildrenWeights[] = {24, 40, 25, 11};
    const int64_t children = 1 + random_.Pick(kChildrenWeights);
    std::vector<int64_t> ages(1, shape == kChildrenGrown ? random_.Between(19, 22) : random_.Between(0, 17));
    while (static_cast<int64_t>(ages.size()) < children) ages.push_back(ages.back() + random_.Between(2, 5));
    const int64_t mother =
        std::clamp(ages.back() + random_.Between(19, 29), ages.back() + 17, std::max<int64_t>(57, ages.back() + 17));
    const int64_t father = mother + random_.Between(-2, shape == kChildrenGrown ? 2 : 7);
    if (shape == kOneParent) {
      const bool female = random_.Chance(860);
      const bool widowed = random_.Chance(600);
      Add(female ? mother : father, female, "HEAD", widowed ? "WIDOWED" : "DIVORCED");
    } else {
      Add(father, false, "HEAD", "MARRIED");
      Add(mother, true, "SPOUSE", "MARRIED");
    }
    for (auto age = ages.rbegin(); age != ages.rend(); ++age) {
      const bool female = random_.Chance(488);
      const bool left_home = *age > 24 || (*age > 21 && random_.Chance(600));
      if (!left_home) Add(*age, female, "CHILD", "NEVER_MARRIED");
    }
  }

  void AddGrandparent() {
    const int64_t age = family_.people.front().age + random_.Between(20, 30);
    const bool female = random_.Chance(700);
    Add(std::min<int64_t>(age, 92), female, "PARENT", "WIDOWED");
  }

  void AddDisabledAdult() {
    const int64_t age = random_.Between(19, 45);
    const bool female = random_.Chance(480);
    SyntheticPerson& person = Add(age, female, "OTHER_RELATIVE", "NEVER_MARRIED");
    person.severely_disabled = true;
    person.difficulty = "CANNOT_DO";
    for (SyntheticPerson& carer : family_.people) {
      if (Is(carer.relation, "SPOUSE")) carer.cares_for_others = true;
    }
  }

  void ChooseStage() {
    static constexpr int kStageWeights[] = {785, 165, 50};
    family_.stage = static_cast<SyntheticStage>(random_.Pick(kStageWeights));
  }

  // School and health.
  void Describe(SyntheticPerson* person, Shape shape) {
    const int64_t age = person->age;
    if (age <= 3) {
      person->school_level = "NO_SCHOOLING";
    } else if (age <= 6) {
      person->enrolled = random_.Chance(500);
      person->school_level = person->enrolled ? "PAUD" : "NO_SCHOOLING";
    } else if (age <= 12) {
      person->school_level = "SD";
      person->enrolled = random_.Chance(985);
    } else if (age <= 15) {
      person->school_level = "SMP";
      person->enrolled = random_.Chance(950);
    } else if (age <= 18) {
      person->school_level = "SMA";
      person->enrolled = random_.Chance(820);
    } else if (age <= 24 && Is(person->relation, "CHILD")) {
      person->enrolled = shape != kChildrenGrown && random_.Chance(80);
      person->school_level = person->enrolled ? "TERTIARY" : "SMA";
    } else {
      static constexpr const char* kLevels[] = {"NO_SCHOOLING", "SD", "SMP", "SMA"};
      static constexpr int kLevelWeights[] = {6, 46, 28, 20};
      person->school_level = kLevels[random_.Pick(kLevelWeights)];
    }
    if (!person->severely_disabled && shape != kChildrenGrown && random_.Chance(6)) {
      person->severely_disabled = true;
      person->difficulty = "CANNOT_DO";
    } else if (!person->severely_disabled && random_.Chance(age >= kElderlyFrom ? 350 : 40)) {
      person->difficulty = random_.Chance(250) ? "A_LOT_OF_DIFFICULTY" : "SOME_DIFFICULTY";
    }
    person->chronically_ill = random_.Chance(age >= kElderlyFrom ? 220 : 35);
    const bool may_be_pregnant = person->female && age >= 19 && age <= 42 && Is(person->relation, "SPOUSE");
    person->pregnant = may_be_pregnant && random_.Chance(35);
  }

  void ChooseWork(Shape shape) {
    const bool close = family_.stage == SyntheticStage::kClose;
    static constexpr int kFarWork[] = {62, 22, 16};  // casual work, wages, own business
    static constexpr int kCloseWork[] = {5, 40, 55};
    static constexpr const char* kWork[] = {"CASUAL_WORK", "WAGE_WORK", "OWN_BUSINESS"};
    for (SyntheticPerson& person : family_.people) {
      const bool of_age = person.age >= 19 && person.age < 72 && !person.severely_disabled && !person.enrolled;
      const bool head = Is(person.relation, "HEAD");
      if (!of_age || (!head && !random_.Chance(Is(person.relation, "PARENT") ? 150 : 480))) continue;
      if (shape == kElderlyOnly && !random_.Chance(350)) continue;
      person.work = kWork[close ? random_.Pick(kCloseWork) : random_.Pick(kFarWork)];
      if (Is(person.work, "OWN_BUSINESS")) family_.business = true;
      if (!Is(person.work, "WAGE_WORK")) continue;
      person.employer = "PRIVATE_EMPLOYER";
      static constexpr const char* kState[] = {"CIVIL_SERVICE", "REGIONAL_ENTERPRISE", "STATE_ENTERPRISE", "ARMY", "POLICE"};
      static constexpr int kStateWeights[] = {6, 2, 1, 1, 1};
      if (random_.Chance(8)) person.employer = kState[random_.Pick(kStateWeights)];
    }
    family_.food = family_.business && random_.Chance(520);
  }

  // Income as a percentage of the poverty line of all the people together.
  void ChooseIncome(int64_t poverty_line_idr) {
    family_.need_idr = poverty_line_idr * static_cast<int64_t>(family_.people.size());
    int64_t low = 40, high = 115;
    if (family_.stage == SyntheticStage::kMentored) low = 70, high = 140;
    if (family_.stage == SyntheticStage::kClose) low = 116, high = 185;
    const int64_t first = random_.Between(low, high);
    const int64_t second = random_.Between(low, high);
    family_.own_income_idr = family_.need_idr * (first + second) / 200 / kRoundingIdr * kRoundingIdr;

    int64_t workers = 0;
    for (const SyntheticPerson& person : family_.people) workers += person.works_for_money() ? 1 : 0;
    int64_t left = family_.own_income_idr;
    for (SyntheticPerson& person : family_.people) {
      if (!person.works_for_money()) continue;
      const int64_t part = workers == 1 ? left : left * random_.Between(45, 70) / 100 / kRoundingIdr * kRoundingIdr;
      person.income_idr = part;
      left -= part;
      --workers;
    }
  }

  int64_t PkhIdr() const {
    std::vector<int64_t> components;
    for (const SyntheticPerson& person : family_.people) {
      if (person.pregnant) components.push_back(kEarlyChildhoodIdr);
      if (person.age <= 6) {
        components.push_back(kEarlyChildhoodIdr);
      } else if (person.enrolled && Is(person.school_level, "SD")) {
        components.push_back(kSdIdr);
      } else if (person.enrolled && Is(person.school_level, "SMP")) {
        components.push_back(kSmpIdr);
      } else if (person.enrolled && Is(person.school_level, "SMA")) {
        components.push_back(kSmaIdr);
      } else if (person.age >= kElderlyFrom || person.severely_disabled) {
        components.push_back(kElderlyOrDisabledIdr);
      }
    }
    std::sort(components.begin(), components.end(), std::greater<int64_t>());
    int64_t sum = 0;
    for (size_t i = 0; i < std::min(components.size(), kComponentsPaid); ++i) sum += components[i];
    return sum;
  }

  const SyntheticDay as_of_;
  SyntheticRandom& random_;
  SyntheticFamily family_;
};

}  // namespace

bool SyntheticPerson::works_for_money() const { return !Is(work, "NOT_WORKING") && !Is(work, "UNPAID_FAMILY_WORK"); }

SyntheticFamily MakeSyntheticFamily(SyntheticDay as_of, int64_t poverty_line_idr, SyntheticRandom* random) {
  return FamilyMaker(as_of, random).Make(poverty_line_idr);
}

}  // namespace graduasi::cli
