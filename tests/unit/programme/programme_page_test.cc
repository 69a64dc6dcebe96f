// The page of an office says every figure that it stands on, in both languages and in every form; is sound HTML whatever stands
// in it; and keeps its lines short.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "graduasi/programme_report.h"
#include "tests/unit/analysis/page_structure.h"
#include "tests/unit/programme/programme_samples.h"

namespace graduasi {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing_page::PageReader;
using testing_programme::Batu;
using testing_programme::Pasuruan;

constexpr Language kBoth[] = {Language::kIndonesian, Language::kEnglish};

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
      EXPECT_THAT(page,
                  AllOf(HasSubstr(id ? "24 Desember 2025 sampai 31 Desember 2025" : "24 December 2025 to 31 December 2025"),
                        HasSubstr(id ? "Juni 2026" : "June 2026"), HasSubstr(id ? "calon: baru" : "candidates: new")));
    }
  }
}

TEST(ProgrammePageTest, TellsAtOnceWhoWaitsForTheProcedureAlone) {
  EXPECT_THAT(ToHtml(Batu(), Language::kEnglish), HasSubstr("<b>2</b>wait for the procedure alone"));
  ProgrammeReport report = Batu();
  report.cohort->candidates = 4;  // those that are eligible
  EXPECT_THAT(ToHtml(report, Language::kEnglish), Not(HasSubstr("wait for the procedure alone")));
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

// What is unusual is a sound page too, on which no label lies on another or leaves its drawing.
TEST(ProgrammePageTest, UnusualReportsAreSoundPages) {
  std::vector<ProgrammeReport> reports;
  ProgrammeReport report = Batu();
  report.cohort = CohortReport();
  report.cohort->conversion = CohortReport::Conversion();
  report.cohort->conversion->still_least = report.cohort->conversion->still_most = 30;
  report.cohort->conversion->possible = false;
  report.projection = Projection();
  report.forecast.reset();
  reports.push_back(report);  // an empty cohort

  report = Batu();
  report.cohort->by_outcome = {{Outcome::kProtected, 50}};
  report.projection->months.resize(1);
  report.forecast.reset();
  report.without_rate = {Outcome::kProtected};
  reports.push_back(report);  // everybody is protected

  report = Batu();
  report.target->least = report.target->most = 0;
  report.cohort->conversion->still_least = report.cohort->conversion->still_most = 0;
  report.forecast = *ForecastCompletions(49, 0, 0, 0);
  reports.push_back(report);  // a target of nobody

  report = Batu();
  report.target.reset();
  report.cohort->conversion.reset();
  report.forecast.reset();
  report.rates_needed.clear();
  reports.push_back(report);  // no target

  for (const int64_t families : {int64_t{1'000'000}, int64_t{9'007'199'254'740'993}}) {
    report = Pasuruan();
    report.cohort->families = families;
    report.cohort->by_state = {{LifeState::kRecipient, families - 14}, {LifeState::kGraduated, 12}, {LifeState::kClosed, 1}};
    report.cohort->without_history = 1;
    report.cohort->by_outcome = {{Outcome::kInvalid, 1}, {Outcome::kNotYet, families - 1}};
    report.projection = Projection();
    report.projection->families = families;
    for (int year = 2025; year < 2045; ++year) {
      for (int month = 1; month <= 12; ++month) {
        ProjectedMonth projected;
        projected.first = Date(year, month, 1);
        projected.until = *projected.first.AddMonths(1);
        projected.become_eligible = projected.become_candidates = families / 240;
        projected.reached = projected.candidates_reached = ((year - 2025) * 12 + month) * (families / 240);
        projected.eligible_at_end = projected.candidates_at_end = projected.reached - 1;
        report.projection->months.push_back(projected);
      }
    }
    report.too_many_to_forecast = true;
    reports.push_back(report);
  }
  for (const int rate : {0, 1, 40, 500, 1000}) {
    for (const int families : {0, 1, 3, 49, 20000}) {
      for (const int least : {0, 1, families / 2, families, families + 9}) {
        report = Batu();
        report.forecast = *ForecastCompletions(families, rate, least, least + 5);
        if (families == 20000 && rate != 40) continue;
        reports.push_back(report);
        report.forecast = *ForecastCompletions(families, rate, least, least);
        reports.push_back(report);
      }
    }
  }
  for (const ProgrammeReport& each : reports) {
    const std::string html = ToHtml(each, Language::kEnglish);
    EXPECT_THAT(PageReader(html).Problems(), IsEmpty()) << html.substr(html.find("<main>"));
    ExpectShortLines(ToText(each, Language::kIndonesian));
  }
}

// Every number that counts against the target stands between 0 and the end of a scale, however large they are.
TEST(ProgrammePageTest, ARangeIsDrawnWhereverItsNumbersLie) {
  const int64_t numbers[] = {0, 1, 29, 30, 35, 36, 300'000, 4'000'000'000'000'000'000};
  for (const int64_t value : numbers) {
    for (const int64_t least : numbers) {
      for (const int64_t most : numbers) {
        if (most < least) continue;
        ProgrammeReport report;
        report.target = TargetRange(least, most, {}, PartialDate::Year(2026));
        report.attainment.emplace();
        report.attainment->result = value;
        report.result.emplace();
        report.result->count = value;
        const std::string html = ToHtml(report, Language::kEnglish);
        EXPECT_THAT(PageReader(html).Problems(), IsEmpty()) << value << " " << least << " " << most;
      }
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
