// The page of an office says every figure that it stands on, in both languages and in every form; is sound HTML whatever stands
// in it; and keeps its lines short.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "graduasi/programme_report.h"
#include "tests/unit/analysis/page_structure.h"

namespace graduasi {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing_page::PageReader;

constexpr Language kBoth[] = {Language::kIndonesian, Language::kEnglish};

Decimal Number(const char* text) { return *Decimal::Parse(text); }

Statistic Poor(const char* id, int year, const char* value, const char* printed) {
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

CohortReport::Conversion Conversion(int64_t graduated, int64_t returned, int64_t in_pipeline, int64_t least, int64_t most,
                                    PercentRange needed) {
  CohortReport::Conversion conversion;
  conversion.graduated = graduated;
  conversion.returned = returned;
  conversion.in_pipeline = in_pipeline;
  conversion.still_least = least;
  conversion.still_most = most;
  conversion.needed = needed;
  return conversion;
}

ProgrammeReport::Comparison Compared(Computation computation, const std::vector<Statistic>& statistics) {
  const absl::StatusOr<Computed> computed = Compute(computation, statistics);
  EXPECT_TRUE(computed.ok()) << computed.status();
  return {std::move(computation), *computed};
}

// Kota Batu on the day of the article: 30 to 35 of about 50, mentored in 2025 for 2026.
ProgrammeReport Batu() {
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
  int64_t reached = 4;
  Date first(2025, 12, 24);
  for (const int added : {0, 1, 2, 5, 6, 12, 3, 0, 0, 1, 0, 0, 0}) {
    reached += added;
    const Date until = *Date(first.year(), first.month(), 1).AddMonths(1);
    projection.months.push_back({first, until, added, reached, reached - (added == 3 ? 2 : 0)});
    first = until;
  }
  projection.never = {{Outcome::kProtected, 2}, {Outcome::kNeedsData, 7}, {Outcome::kNotYet, 7}};
  report.projection = projection;
  report.in_pipeline = {{Outcome::kProtected, 2}, {Outcome::kNeedsData, 7}, {Outcome::kNotYet, 36}, {Outcome::kEligible, 4}};
  report.rates_per_mille = SameRate(650);
  report.forecast = *ForecastCompletions(49, 650, 30, 35);
  report.rates_needed = {{500, 612}, {800, 664}, {950, std::nullopt}};
  report.target = target;
  return report;
}

// Kabupaten Pasuruan: 1,421 of 2,820, the register as the cohort, an order cut at what is still needed.
ProgrammeReport Pasuruan() {
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

size_t Columns(const std::string& line) {
  return static_cast<size_t>(std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

void ExpectShortLines(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(Columns(line), 120u) << line;
}

std::string PlainText(const std::string& html) {
  PageReader page(html);
  EXPECT_THAT(page.Problems(), IsEmpty());
  return page.text();
}

TEST(ProgrammePageTest, SaysTheFiguresOfKotaBatu) {
  for (const Language language : kBoth) {
    const bool id = language == Language::kIndonesian;
    const std::string text = ToText(Batu(), language);
    ExpectShortLines(text);
    for (const std::string& page : {text, PlainText(ToHtml(Batu(), language))}) {
      EXPECT_THAT(page, AllOf(HasSubstr("30-35 KPM"), HasSubstr(id ? "sekitar 50 KPM" : "about 50 KPM"), HasSubstr("60-70 %"),
                              HasSubstr(id ? "Masih perlu 30-35" : "Still needed: 30-35"), HasSubstr("Dinsos Kota Batu")));
      EXPECT_THAT(page, AllOf(HasSubstr(id ? "8,12 ribu orang" : "8.12 thousand people"),
                              HasSubstr(id ? "6,59 ribu orang" : "6.59 thousand people"),
                              HasSubstr(id ? "1,53 ribu orang lebih sedikit" : "1.53 thousand people fewer"),
                              HasSubstr(id ? "18,8 % lebih sedikit" : "18.8 % fewer"), HasSubstr("8,12 ribu"),
                              HasSubstr("berkurang 1,53 ribu"), HasSubstr(id ? "28 November 2025" : "28 November 2025"),
                              HasSubstr(id ? "Maret 2020" : "March 2020")));
      EXPECT_THAT(page, AllOf(HasSubstr(id ? "belum ada yang dilaporkan" : "none is reported yet"),
                              HasSubstr(id ? "Anggapan, bukan ramalan" : "An assumption, not a prediction"),
                              HasSubstr(id ? "bukan ramalan" : "not a prediction"), HasSubstr(id ? "65,0 %" : "65.0 %"),
                              HasSubstr(id ? "61,2 %" : "61.2 %"), HasSubstr(id ? "tidak mungkin" : "impossible"),
                              HasSubstr("G06  "), HasSubstr("household.incomes"), HasSubstr(std::string(64, 'a'))));
      EXPECT_THAT(page, HasSubstr(id ? "1 Juni 2026 sampai 30 Juni 2026" : "1 June 2026 to 30 June 2026"));
    }
  }
}

TEST(ProgrammePageTest, SaysTheFiguresOfPasuruan) {
  for (const Language language : kBoth) {
    const bool id = language == Language::kIndonesian;
    const std::string text = ToText(Pasuruan(), language);
    ExpectShortLines(text);
    for (const std::string& page : {text, PlainText(ToHtml(Pasuruan(), language))}) {
      EXPECT_THAT(page,
                  AllOf(HasSubstr(id ? "2.820 KPM" : "2,820 KPM"), HasSubstr(id ? "1.421 KPM" : "1,421 KPM"),
                        HasSubstr(id ? "50,39 %" : "50.39 %"), HasSubstr(id ? "masih kurang 1.399" : "still to go: 1,399"),
                        HasSubstr(id ? "4,34 %" : "4.34 %"), HasSubstr(id ? "2,19 %" : "2.19 %"),
                        HasSubstr(id ? "65.000" : "65,000"), HasSubstr(id ? "mandiri 1.421" : "self-reliant 1,421")));
      // The line, the tie it lies in, and what is not shown.
      EXPECT_THAT(page, HasSubstr(id ? "1.399 tempat berakhir pada keluarga yang setara: sisa tempat 7 untuk 8 keluarga"
                                     : "1,399 places end within a tie: places left 7 for 8 families"));
      EXPECT_THAT(page, HasSubstr(id ? "petugas memutuskan" : "an officer decides"));
      EXPECT_THAT(page, HasSubstr(id ? " keluarga lagi yang tidak ditampilkan" : " more that are not shown"));
      EXPECT_THAT(page, Not(HasSubstr("35.14-10600")));
      EXPECT_THAT(page, HasSubstr("35.14-11391"));
      EXPECT_THAT(page, HasSubstr("35.14-11392"));
    }
  }
}

TEST(ProgrammePageTest, WhatIsForeignStaysText) {
  const std::string foreign = "</td><script>alert('x')</script>&\"\x01\xff\n" + std::string(300, 'w');
  for (ProgrammeReport report : {Batu(), Pasuruan()}) {
    const Text text = {foreign, foreign};
    report.target->title = report.policy_title = text;
    report.target->source = report.target->unit = report.policy_id = report.policy_version = report.policy_hash = foreign;
    if (report.target->cohort.has_value()) report.target->cohort->title = text;
    if (report.target->denominator.has_value()) report.target->denominator->title = text;
    if (report.result.has_value()) report.result->source = foreign;
    for (Statistic& statistic : report.statistics) {
      statistic.title = text;
      statistic.unit = statistic.source = statistic.as_printed = foreign;
    }
    for (auto& comparison : report.comparisons) comparison.computation.as_printed = comparison.computed.unit = foreign;
    for (Obstruction& obstruction : report.cohort->failing) obstruction.title = text;
    for (Obstruction& obstruction : report.cohort->missing_facts) obstruction.id = foreign;
    if (report.ranking.has_value()) {
      report.ranking->rule.keys[0].title = text;
      report.ranking->rule.source = report.ranking->ranked[0].household_id = foreign;
      report.ranking->unranked = {{foreign, 0}};
    }
    ProgrammeReport::Part part;
    part.code = foreign;
    part.own = report.target;
    part.without_result = {foreign};
    report.parts = {part};
    report.region.code = foreign;
    for (const Language language : kBoth) {
      const std::string html = ToHtml(report, language);
      EXPECT_THAT(PageReader(html).Problems(), IsEmpty());
      EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(&#39;x&#39;)"));
      EXPECT_THAT(html, Not(HasSubstr("\xff")));
      ExpectShortLines(ToText(report, language));
      EXPECT_THAT(ToText(report, language), Not(HasSubstr("\x01")));
    }
  }
}

TEST(ProgrammePageTest, AReportOfNothingIsAPageToo) {
  for (const Language language : kBoth) {
    EXPECT_THAT(PageReader(ToHtml(ProgrammeReport(), language)).Problems(), IsEmpty());
    EXPECT_THAT(ToText(ProgrammeReport(), language),
                HasSubstr(language == Language::kIndonesian ? "Tidak ada target" : "There is no target"));
  }
}

}  // namespace
}  // namespace graduasi
