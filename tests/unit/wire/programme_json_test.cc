// The page of an office as JSON: everything in it stands there, with sorted keys, exact, and in one spelling; simdjson is the
// judge of whether it is JSON.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <set>
#include <string>
#include <vector>

#include "graduasi/programme_report.h"
#include "tests/repository.h"
#include "tests/unit/programme/programme_samples.h"

namespace graduasi {
namespace {

using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;
using testing_programme::Batu;
using testing_programme::Pasuruan;

// Every path in the document, lists without positions; and whether the keys of each object are sorted.
void Walk(simdjson::dom::element element, const std::string& path, std::set<std::string>* paths) {
  paths->insert(path);
  if (element.is_object()) {
    std::string last;
    for (const auto field : simdjson::dom::object(element)) {
      const std::string key(field.key);
      EXPECT_LT(last, key) << path;
      last = key;
      Walk(field.value, path.empty() ? key : path + "." + key, paths);
    }
  } else if (element.is_array()) {
    for (const auto each : simdjson::dom::array(element)) Walk(each, path + "[]", paths);
  } else {
    // Nothing is a floating-point number, and nothing else than null stands for what is not known.
    EXPECT_NE(element.type(), simdjson::dom::element_type::DOUBLE) << path;
  }
}

std::set<std::string> PathsOf(const std::string& json) {
  simdjson::dom::parser parser;
  std::set<std::string> paths;
  simdjson::dom::element root;
  EXPECT_EQ(parser.parse(json).get(root), simdjson::SUCCESS) << json.substr(0, 200);
  if (root.is_object()) Walk(root, "", &paths);
  return paths;
}

TEST(ProgrammeJson, HoldsEverythingThatThePageHolds) {
  ProgrammeReport batu = Batu();
  ProgrammeReport::Part part;
  part.code = "35";
  part.own = batu.target;
  part.own_result = Pasuruan().result;
  part.without_result = {"batu-2026"};
  batu.parts = {part};
  batu.without_rate = {Outcome::kInvalid};
  EXPECT_THAT(PathsOf(ToJson(batu)), IsSupersetOf({"as_of",
                                                   "cohort.by_outcome.ELIGIBLE",
                                                   "cohort.by_state.IN_MENTORING",
                                                   "cohort.candidates",
                                                   "cohort.conversion.attained",
                                                   "cohort.conversion.graduated",
                                                   "cohort.conversion.in_pipeline",
                                                   "cohort.conversion.needed.least",
                                                   "cohort.conversion.possible",
                                                   "cohort.conversion.returned",
                                                   "cohort.conversion.still_least",
                                                   "cohort.conversion.still_most",
                                                   "cohort.deferred",
                                                   "cohort.failing[].alone",
                                                   "cohort.failing[].percent",
                                                   "cohort.failing[].title.id",
                                                   "cohort.missing_facts[].id",
                                                   "cohort.objecting",
                                                   "cohort.protecting[].families",
                                                   "cohort.unknown",
                                                   "cohort.with_open_findings",
                                                   "cohort.without_history",
                                                   "comparisons[].computation.printed",
                                                   "comparisons[].computed.agrees",
                                                   "comparisons[].computed.value",
                                                   "forecast.above",
                                                   "forecast.at_least",
                                                   "forecast.exactly[]",
                                                   "forecast.expected_per_mille",
                                                   "forecast.rate_per_mille",
                                                   "forecast.relative_error",
                                                   "forecast.within",
                                                   "in_pipeline.NOT_YET",
                                                   "needed_of_cohort.approximate",
                                                   "parts[].own.cohort.count",
                                                   "parts[].own_result.by_kind.SELF_RELIANT_EXIT",
                                                   "parts[].without_result[]",
                                                   "policy.hash",
                                                   "policy.title.en",
                                                   "projection.ends_with_policy",
                                                   "projection.candidates_now",
                                                   "projection.months[].become_candidates",
                                                   "projection.months[].candidates_at_end",
                                                   "projection.months[].candidates_reached",
                                                   "projection.months[].become_eligible",
                                                   "projection.months[].eligible_at_end",
                                                   "projection.never.NOT_YET",
                                                   "rates_needed[].rate_per_mille",
                                                   "rates_per_mille.ELIGIBLE",
                                                   "region.code",
                                                   "statistics[].as_printed",
                                                   "statistics[].released_on",
                                                   "target.cohort.precision",
                                                   "target.period",
                                                   "too_many_to_forecast",
                                                   "unreadable",
                                                   "without_rate[]"}));
  EXPECT_THAT(PathsOf(ToJson(Pasuruan())), IsSupersetOf({"attainment.of_target.least",
                                                         "attainment.remaining_to_least",
                                                         "attainment.result_of_denominator.most",
                                                         "attainment.target_of_denominator.least",
                                                         "cut_least.tied",
                                                         "cut_most.left",
                                                         "ranking.declared",
                                                         "ranking.left",
                                                         "ranking.others.NOT_YET",
                                                         "ranking.ranked[].before_next_by",
                                                         "ranking.ranked[].household_id",
                                                         "ranking.ranked[].place",
                                                         "ranking.ranked[].values[].kind",
                                                         "ranking.ranked[].values[].value",
                                                         "ranking.rule.keys[].direction",
                                                         "ranking.rule.keys[].max_age",
                                                         "ranking.rule.proposal",
                                                         "ranking.unranked",
                                                         "result.by_kind.SELF_RELIANT_EXIT",
                                                         "target.denominator.stage"}));
}

TEST(ProgrammeJson, IsOneLineOfOneSpelling) {
  for (const ProgrammeReport& report : {Batu(), Pasuruan(), ProgrammeReport()}) {
    const std::string json = ToJson(report);
    EXPECT_EQ(json, ToJson(ProgrammeReport(report)));
    EXPECT_THAT(json, Not(HasSubstr("\n")));
    PathsOf(json);
  }
}

TEST(ProgrammeJson, NumbersAreExactAndProbabilitiesAreTexts) {
  ProgrammeReport report = Batu();
  report.cohort->families = 9007199254740993;  // no double
  report.statistics[0].value = {123456789012345678, 17};
  const std::string json = ToJson(report);
  EXPECT_THAT(json, HasSubstr("\"families\":9007199254740993"));
  EXPECT_THAT(json, HasSubstr("\"value\":\"1.23456789012345678\""));
  EXPECT_THAT(json, HasSubstr("\"least\":\"60.00\",\"most\":\"70.00\""));
  EXPECT_THAT(json, HasSubstr("\"value\":\"-1.53\""));
  EXPECT_THAT(json, HasSubstr("{\"probability_per_mille\":950,\"rate_per_mille\":null}"));
  report.forecast = *ForecastCompletions(2, 500, 1, 1);
  EXPECT_THAT(ToJson(report), HasSubstr("\"exactly\":[\"0.25\",\"0.5\",\"0.25\"],\"expected_per_mille\":1000,"));
  // 650 per mille nine times: 0.02071191283789063, of which nine digits are written.
  report.forecast = *ForecastCompletions(9, 650, 9, 9);
  EXPECT_THAT(ToJson(report), HasSubstr("\"at_least\":\"0.0207119128\""));
}

// Of a family in order stands its id, and nothing else of what its record holds to find it by.
TEST(ProgrammeJson, NoPagesHoldAnIdentity) {
  const std::string text = ReadRepositoryFile("tests/cases/vector_3_resolved.json");
  const size_t begin = text.find("\"household\": ") + 13;
  absl::StatusOr<Household> family = ParseHouseholdJson(text.substr(begin, text.find(",\n  \"expect\"") - begin));
  ASSERT_TRUE(family.ok()) << family.status();
  family->id = "B-1";
  family->address = "Jalan Rahasia 7";
  ASSERT_TRUE(family->members.has_value());
  std::vector<std::string> identities = {"Jalan Rahasia 7", "Siti Rahasia", family->kk.value_or("?")};
  for (Member& member : *family->members) {
    member.name = "Siti Rahasia";
    if (member.nik.has_value()) identities.push_back(*member.nik);
  }
  ASSERT_GE(identities.size(), 4u);
  const absl::StatusOr<Policy> policy = Policy::Parse(ReadRepositoryFile(kReferencePolicy));
  ASSERT_TRUE(policy.ok());
  ProgrammeOptions options;
  options.target = TargetRange(1, 2, Kemendagri("35.79"), PartialDate::Year(2026));
  options.rates_per_mille = SameRate(650);
  options.rank = true;
  auto reporter = ProgrammeReporter::Start(*policy, Date(2026, 6, 15), options);
  ASSERT_TRUE(reporter.ok()) << reporter.status();
  ASSERT_TRUE((*reporter)->Add({*family}).ok());
  const absl::StatusOr<ProgrammeReport> report = (*reporter)->Finish();
  ASSERT_TRUE(report.ok()) << report.status();
  std::string all = ToJson(*report);
  for (const Language language : {Language::kIndonesian, Language::kEnglish}) {
    all += ToText(*report, language);
    all += ToHtml(*report, language);
  }
  EXPECT_THAT(all, HasSubstr("B-1"));
  for (const std::string& identity : identities) EXPECT_THAT(all, Not(HasSubstr(identity)));
}

TEST(ProgrammeJson, ForeignTextStaysText) {
  ProgrammeReport report = Batu();
  report.target->title.id = "\"},\n\\ \x01 \xff";
  const std::string json = ToJson(report);
  EXPECT_THAT(json, HasSubstr("\\\"},\\n\\\\ \\u0001 \xef\xbf\xbd"));
  PathsOf(json);
}

}  // namespace
}  // namespace graduasi
