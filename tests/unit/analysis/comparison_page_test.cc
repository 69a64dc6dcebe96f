// The page of a comparison is sound HTML whatever stands in it, says the figures in both languages, and nothing of what is
// foreign becomes a tag.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "graduasi/comparison.h"
#include "tests/unit/analysis/page_structure.h"

namespace graduasi {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing_page::PageReader;

constexpr size_t kNotYet = static_cast<size_t>(Outcome::kNotYet);
constexpr size_t kEligible = static_cast<size_t>(Outcome::kEligible);

PolicyComparison Sample() {
  PolicyComparison sample;
  sample.before = {"pkh", "1", std::string(64, 'a'), {"PKH lama", "Old PKH"}, false, Date(2026, 6, 15)};
  sample.after = {"pkh", "2", std::string(64, 'b'), {"PKH baru", "New PKH"}, false, Date(2026, 6, 15)};
  sample.edits = {{"parameter x", {"x 6 -> 3", "x 6 -> 3"}, true}, {"version", {"versi", "version"}, false}};
  sample.families = 12345;
  sample.transitions.counts[kNotYet][kNotYet] = 12000;
  sample.transitions.counts[kNotYet][kEligible] = 300;
  sample.transitions.counts[kEligible][kNotYet] = 45;
  sample.routes_before = sample.routes_after = {"mandiri"};
  sample.routes = {{0, 45}, {300, 12000}};
  sample.causes = {{{{0}}, true, 345, 300, 45}};
  Breakdown breakdown;
  breakdown.id = "decile";
  breakdown.title = {"Desil", "Decile"};
  breakdown.classes.push_back({"1", {"1", "1"}, false, sample.transitions});
  breakdown.classes.push_back({"", {"belum diketahui", "not known"}, true, {}});
  sample.breakdowns = {breakdown};
  sample.missing_after.needs_data = 7;
  sample.missing_after.sampled = 7;
  sample.missing_after.facts = {{"household.ranks", 5}};
  sample.margins = {{"criterion G07", "a >= b", "", false, 100, 3, 4}};
  return sample;
}

TEST(ComparisonPageTest, IsSoundInBothLanguages) {
  for (const Language language : {Language::kIndonesian, Language::kEnglish}) {
    const std::string html = ToHtml(Sample(), language);
    PageReader page(html);
    EXPECT_THAT(page.Problems(), IsEmpty());
    EXPECT_EQ(page.language(), language == Language::kIndonesian ? "id" : "en");
    EXPECT_GE(page.tables(), 6);
    EXPECT_GE(page.bars(), 5);
    EXPECT_THAT(page.text(), HasSubstr(language == Language::kIndonesian ? "12.345" : "12,345"));
    EXPECT_THAT(page.text(), HasSubstr("+300"));
    EXPECT_THAT(page.text(), HasSubstr(std::string(64, 'b')));
    EXPECT_THAT(page.text(), Not(HasSubstr(language == Language::kIndonesian ? "eligible" : "diusulkan")));
  }
}

TEST(ComparisonPageTest, WhatIsForeignStaysText) {
  PolicyComparison sample = Sample();
  const std::string foreign = "</td><script>alert('x')</script>&\"\x01\xff";
  sample.before.id = sample.after.version = sample.after.title.id = foreign;
  sample.edits[0].text = {foreign, foreign};
  sample.routes_after = {foreign};
  sample.breakdowns[0].title.id = sample.breakdowns[0].classes[0].title.id = foreign;
  sample.margins[0].expression = sample.missing_after.facts[0].name = foreign;
  sample.recorded_when_true = {foreign};
  const std::string html = ToHtml(sample, Language::kIndonesian);
  EXPECT_THAT(PageReader(html).Problems(), IsEmpty());
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(&#39;x&#39;)"));
  EXPECT_THAT(html, Not(HasSubstr("\xff")));
}

TEST(ComparisonPageTest, SaysWhatIsSyntheticUnreadableAndNotNarrowedDown) {
  PolicyComparison sample = Sample();
  EXPECT_THAT(ToHtml(sample, Language::kEnglish), Not(HasSubstr("Synthetic")));
  sample.synthetic = true;
  sample.unreadable = 2;
  sample.causes[0].narrowed = false;
  const std::string html = ToHtml(sample, Language::kEnglish);
  EXPECT_THAT(html, HasSubstr("Synthetic"));
  EXPECT_THAT(html, HasSubstr("2 lines of the register cannot be read"));
  EXPECT_THAT(html, HasSubstr("too many to try all combinations"));
}

TEST(ComparisonPageTest, AComparisonOfNobodyIsAPageToo) {
  PolicyComparison sample;
  EXPECT_THAT(PageReader(ToHtml(sample, Language::kIndonesian)).Problems(), IsEmpty());
}

TEST(PageStructureTest, SeesWhatIsWrong) {
  const std::string good = ToHtml(Sample(), Language::kEnglish);
  const auto problems = [&](const std::string& from, const std::string& to) {
    std::string html = good;
    html.replace(html.find(from), from.size(), to);
    return PageReader(html).Problems().size();
  };
  EXPECT_GT(problems("</td>", ""), 0u);
  EXPECT_GT(problems("<td>", "<td></td><td>"), 0u);
  EXPECT_GT(problems("<h2 ", "<h3 "), 0u);
  EXPECT_GT(problems(" lang=\"en\"", ""), 0u);
  EXPECT_GT(problems(" scope=\"col\"", ""), 0u);
  EXPECT_GT(problems("<main>", "<main><img>"), 0u);
  EXPECT_GT(problems("<main>", "<main><p onclick=\"x\"></p>"), 0u);
  EXPECT_GT(problems("</style>", "@import 'x'</style>"), 0u);
  EXPECT_GT(problems("<caption>", "<p>"), 0u);
  EXPECT_GT(problems("aria-hidden=\"true\"", ""), 0u);
}

TEST(CauseTextTest, SaysWhetherOneEditIsEnough) {
  PolicyComparison sample = Sample();
  sample.edits = {{"", {"A", "A"}, true}, {"", {"B", "B"}, true}, {"", {"C", "C"}, true}};
  const auto text = [&](const std::vector<std::vector<size_t>>& sets) {
    return CauseText(sample, sets, true, Language::kEnglish);
  };
  EXPECT_EQ(text({{0}}), "because A");
  EXPECT_EQ(text({{0}, {2}}), "because of A or C (each alone is enough)");
  EXPECT_EQ(text({{0, 1}}), "only because of A and B together");
  EXPECT_EQ(text({{0, 1}, {1, 2}}), "only because of (A and B) or (B and C) together");
  EXPECT_EQ(CauseText(sample, {{0, 1}}, true, Language::kIndonesian), "hanya karena A dan B bersama-sama");
}

}  // namespace
}  // namespace graduasi
