// Reports of the two offices with the figures that were published of them, made by hand: what pages and their JSON must hold.
// They know no policy and no household.
#ifndef GRADUASI_TESTS_UNIT_PROGRAMME_PROGRAMME_SAMPLES_H_
#define GRADUASI_TESTS_UNIT_PROGRAMME_PROGRAMME_SAMPLES_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "graduasi/programme_report.h"

namespace graduasi::testing_programme {

inline Decimal Number(const char* text) { return *Decimal::Parse(text); }

inline Statistic Poor(const char* id, int year, const char* value, const char* printed) {
  Statistic statistic;
  statistic.id = id;
  statistic.title = {"Penduduk miskin Kota Batu", "Poor people in Kota Batu"};
  statistic.region = Kemendagri("35.79");
  statistic.reference = PartialDate::Month(year, 3);
  statistic.released_on = PartialDate(Date(2025, 11, 28));
  statistic.value = Number(value);
  statistic.multiple = 1000;
  statistic.unit = "people";
  statistic.as_printed = printed;
  statistic.source = "BPS";
  return statistic;
}

inline CohortReport::Conversion Conversion(int64_t graduated, int64_t returned, int64_t in_pipeline, int64_t least,
                                           int64_t most, PercentRange needed) {
  CohortReport::Conversion conversion;
  conversion.graduated = conversion.attained = graduated;
  conversion.returned = returned;
  conversion.in_pipeline = in_pipeline;
  conversion.still_least = least;
  conversion.still_most = most;
  conversion.needed = needed;
  return conversion;
}

inline ProgrammeReport::Comparison Compared(Computation computation, const std::vector<Statistic>& statistics) {
  const absl::StatusOr<Computed> computed = Compute(computation, statistics);
  return {std::move(computation), *computed};
}

// Kota Batu on the day of the article: 30 to 35 of about 50, mentored in 2025 for 2026.
inline ProgrammeReport Batu() {
  ProgrammeReport report;
  report.as_of = Date(2025, 12, 23);
  report.region = Kemendagri("35.79");
  Target target = TargetRange(30, 35, Kemendagri("35.79"), PartialDate::Year(2026));
  target.id = "batu-2026";
  target.title = {"Graduasi PKH Kota Batu 2026", "PKH graduations of Kota Batu 2026"};
  target.source = "Dinsos Kota Batu";
  target.cohort =
      Stock{50, Precision::kApproximate, {"didampingi 2025 untuk 2026", "mentored in 2025 for 2026"}, 2025, {}, "Lentera"};
  report.needed_of_cohort = NeededOfCohort(target);
  report.statistics = {Poor("p2020", 2020, "8.12", "8,12 ribu"), Poor("p2024", 2024, "6.59", "6,59 ribu")};
  report.comparisons.push_back(Compared({"fewer",
                                         {"Perubahan", "Change"},
                                         ComputationKind::kDifference,
                                         "p2024",
                                         "p2020",
                                         2,
                                         Number("-1.53"),
                                         "berkurang 1,53 ribu"},
                                        report.statistics));
  report.comparisons.push_back(
      Compared({"percent", {}, ComputationKind::kChange, "p2024", "p2020", 1, Number("-18.8"), ""}, report.statistics));
  report.policy_id = "pkh-graduasi";
  report.policy_version = "2026.1";
  report.policy_hash = std::string(64, 'a');
  report.policy_title = {"Graduasi PKH 2026", "PKH graduation 2026"};
  CohortReport cohort;
  cohort.as_of = report.as_of;
  cohort.families = 50;
  cohort.by_state = {
      {LifeState::kIdentified, 3}, {LifeState::kInMentoring, 41}, {LifeState::kNominated, 4}, {LifeState::kReturned, 1}};
  cohort.without_history = 1;
  cohort.objecting = 1;
  cohort.with_open_findings = 9;
  cohort.by_outcome = {{Outcome::kProtected, 2}, {Outcome::kNeedsData, 7}, {Outcome::kNotYet, 37}, {Outcome::kEligible, 4}};
  cohort.candidates = 6;
  cohort.failing = {{"G06", {"Cukup lama sejak bantuan modal", "Long enough since business capital"}, 25, 12, Number("50.00")},
                    {"G13", {"Usaha pangan memenuhi SOP", "The food business meets the SOP"}, 9, 3, Number("18.00")}};
  cohort.missing_facts = {{"household.incomes", {}, 7, 5, Number("14.00")}};
  cohort.protecting = {{"S2", {"Ibu hamil", "Pregnant member"}, 2, 2, Number("4.00")}};
  cohort.conversion = Conversion(0, 1, 49, 30, 35, PercentRange{Number("61.22"), Number("71.43"), false});
  report.cohort = cohort;
  Projection projection;
  projection.as_of = report.as_of;
  projection.until = Date(2027, 1, 1);
  projection.families = 50;
  projection.eligible_now = 4;
  projection.candidates_now = 6;
  int64_t reached = 6, eligible = 4;
  Date first(2025, 12, 24);
  for (const int added : {0, 1, 2, 5, 6, 12, 3, 0, 0, 1, 0, 0, 0}) {
    reached += added;
    const Date until = *Date(first.year(), first.month(), 1).AddMonths(1);
    ProjectedMonth month;
    month.first = first;
    month.until = until;
    month.become_candidates = added;
    month.candidates_reached = reached;
    month.candidates_at_end = reached - (added == 3 ? 2 : 0);
    month.become_eligible = added / 2;  // the procedure takes its time
    month.reached = eligible += month.become_eligible;
    month.eligible_at_end = month.reached;
    projection.months.push_back(month);
    first = until;
  }
  projection.never = {{Outcome::kProtected, 2}, {Outcome::kNeedsData, 7}, {Outcome::kNotYet, 24}};
  report.projection = projection;
  report.in_pipeline = {{Outcome::kProtected, 2}, {Outcome::kNeedsData, 7}, {Outcome::kNotYet, 36}, {Outcome::kEligible, 4}};
  report.rates_per_mille = SameRate(650);
  report.forecast = *ForecastCompletions(49, 650, 30, 35);
  report.rates_needed = {{500, 612}, {800, 664}, {950, std::nullopt}};
  report.target = target;
  return report;
}

// Kabupaten Pasuruan: 1,421 of 2,820, the register as the cohort, an order cut at what is still needed.
inline ProgrammeReport Pasuruan() {
  ProgrammeReport report;
  report.as_of = Date(2025, 8, 18);
  report.region = Kemendagri("35.14");
  Target target = TargetRange(2820, 2820, Kemendagri("35.14"), PartialDate::Year(2025));
  target.id = "pasuruan-2025";
  target.title = {"Graduasi mandiri Kabupaten Pasuruan 2025", "Self-reliant graduations of Kabupaten Pasuruan 2025"};
  target.denominator =
      Stock{65000, Precision::kExact, {"penerima PKH tahap 1", "PKH recipients of tahap 1"}, 2025, 1, "Memorandum"};
  report.result = Result{"pasuruan-2025",   PartialDate(Date(2025, 8, 18)),       1421,
                         Precision::kExact, {{ExitKind::kSelfReliantExit, 1421}}, "Memorandum"};
  report.attainment = *AttainmentOf(target, *report.result);
  report.target = target;
  CohortReport cohort;
  cohort.as_of = report.as_of;
  cohort.families = 65000;
  cohort.without_history = 65000;
  cohort.by_outcome = {{Outcome::kNotYet, 63000}, {Outcome::kEligible, 2000}};
  cohort.conversion = Conversion(0, 0, 65000, 1399, 1399, PercentRange{Number("2.15"), Number("2.15"), false});
  report.cohort = cohort;
  Ranking ranking;
  ranking.rule.id.text = "order";
  ranking.declared = true;
  RankingKey key;
  key.id.text = "waiting";
  key.title = {"Lama menunggu", "Months waiting"};
  key.unit = "months";
  key.direction = Direction::kDescending;
  key.missing = MissingPlace::kLast;
  ranking.rule.keys = {key};
  ranking.as_of = report.as_of;
  ranking.families = 65000;
  ranking.others = {{Outcome::kNotYet, 63000}};
  for (int i = 0; i < 2000; ++i) {
    RankedFamily family;
    family.household_id = "35.14-" + std::to_string(10000 + i);
    family.place = i / 8 * 8 + 1;
    family.sharing = 8;
    family.values = {{RankingValue::Kind::kInteger, 300 - i / 8, false}};
    if (i % 8 == 7 && i != 1999) family.before_next_by = 0;
    ranking.ranked.push_back(family);
  }
  report.cut_least = report.cut_most = CutAt(ranking, 1399);
  report.ranking = std::move(ranking);
  return report;
}

}  // namespace graduasi::testing_programme

#endif  // GRADUASI_TESTS_UNIT_PROGRAMME_PROGRAMME_SAMPLES_H_
