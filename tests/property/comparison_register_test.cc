// The comparison of the reference policy with three edits at once, a threshold, a dated parameter and a safeguard, on 65,000
// synthetic families: every flip has its cause, the totals add up, and two runs, on one thread or two, give the same bytes.
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "graduasi/comparison.h"
#include "src/cli/synthetic_record.h"
#include "tests/unit/analysis/page_structure.h"

namespace graduasi::property {
namespace {

const Date kAsOf(2026, 6, 15);

std::string Register() {
  cli::SyntheticRegister source;
  source.region = "35.14";
  source.seed = 1;
  source.as_of = cli::SyntheticDay(2026, 6, 15);
  std::string lines;
  for (int64_t number = 1; number <= 65'000; ++number) cli::AppendSyntheticRecord(source, number, &lines);
  return lines;
}

Policy Reference() {
  std::stringstream text;
  text << std::ifstream(GRADUASI_SOURCE_DIR "/policies/pkh-graduasi/2026.policy.txtpb").rdbuf();
  absl::StatusOr<Policy> policy = Policy::Parse(text.str());
  EXPECT_TRUE(policy.ok()) << policy.status();
  return *policy;
}

Policy Changed(const Policy& policy) {
  PolicyDocument document = policy.document();
  for (Parameter& parameter : document.parameters) {
    if (parameter.id.text == "need_percent") parameter.versions.back().value->integer = 110;
    if (parameter.id.text != "hold_months") continue;
    Parameter::Version later = parameter.versions.back();
    later.from.text = "2026-04-01";
    later.value->integer = 3;
    parameter.versions.push_back(later);
  }
  Safeguard safeguard;
  safeguard.id.text = "S9";
  safeguard.title = {"Usaha pangan baru", "A new food business"};
  safeguard.when.text = "running_businesses.exists(b, b.food && months_between(b.started_on, as_of) < 18)";
  document.safeguards.push_back(safeguard);
  absl::StatusOr<Policy> changed = Policy::Compile(document);
  EXPECT_TRUE(changed.ok()) << changed.status();
  return *changed;
}

PolicyComparison Compared(const Policy& before, const Policy& after, const std::string& lines, int threads,
                          std::string* flips) {
  ComparisonOptions options;
  options.threads = threads;
  std::unique_ptr<Comparer> comparer;
  options.each_flip = [&](const Flip& flip) { *flips += FlipJson(comparer->edits(), flip) + "\n"; };
  absl::StatusOr<std::unique_ptr<Comparer>> started = Comparer::Start(before, after, kAsOf, options);
  EXPECT_TRUE(started.ok()) << started.status();
  comparer = *std::move(started);
  EXPECT_TRUE(AddJsonLines(lines, 1, comparer.get()).ok());
  absl::StatusOr<PolicyComparison> comparison = comparer->Finish();
  EXPECT_TRUE(comparison.ok()) << comparison.status();
  return *std::move(comparison);
}

TEST(ComparisonOfARegister, EveryFlipCarriesItsCauseTotalsAddUpAndBytesRepeat) {
  const std::string lines = Register();
  const Policy before = Reference();
  const Policy after = Changed(before);
  std::string flips;
  const PolicyComparison comparison = Compared(before, after, lines, 1, &flips);
  EXPECT_EQ(comparison.families, 65'000);
  EXPECT_TRUE(comparison.synthetic);
  ASSERT_EQ(comparison.edits.size(), 3u);
  EXPECT_EQ(comparison.edits[0].text.en, "need_percent 120 -> 110");
  EXPECT_EQ(comparison.edits[1].text.en, "hold_months from 2026-04-01: 6 -> 3");
  EXPECT_EQ(comparison.edits[2].text.en, "safeguard S9 added (A new food business)");

  // Each edit makes some answer differ, and what is listed is what is counted.
  const Transitions& all = comparison.transitions;
  EXPECT_GT(all.newly_eligible(), 0);
  EXPECT_GT(all.no_longer_eligible(), 0);
  ASSERT_EQ(static_cast<int64_t>(comparison.flips.size()), all.flips());
  int64_t caused = 0;
  std::vector<bool> seen(3, false);
  for (const FlipCause& cause : comparison.causes) {
    caused += cause.flips;
    EXPECT_TRUE(cause.narrowed);
    if (cause.sets.size() == 1 && cause.sets[0].size() == 1) seen[cause.sets[0][0]] = true;
  }
  EXPECT_EQ(caused, all.flips());
  EXPECT_EQ(seen, std::vector<bool>(3, true));
  for (const Flip& flip : comparison.flips) {
    ASSERT_FALSE(flip.sets.empty());
    ASSERT_NE(flip.before, flip.after);
  }

  // Now and then a flip is decided again, one household at a time.
  const absl::StatusOr<PolicyDifference> difference = PolicyDifference::Between(before, after);
  ASSERT_TRUE(difference.ok());
  std::vector<std::string> records;
  for (std::istringstream stream(lines); records.size() < 65'000;) std::getline(stream, records.emplace_back());
  for (size_t i = 0; i < comparison.flips.size(); i += 50) {
    const Flip& flip = comparison.flips[i];
    const absl::StatusOr<Household> household = ParseHouseholdJson(records[static_cast<size_t>(flip.row)]);
    ASSERT_TRUE(household.ok());
    EXPECT_EQ(household->id.value_or(""), flip.id);
    const absl::StatusOr<Policy> edited = difference->Apply(flip.sets.front());
    ASSERT_TRUE(edited.ok()) << edited.status();
    EXPECT_EQ(before.Decide(*household, kAsOf)->outcome, flip.before.outcome);
    EXPECT_EQ(after.Decide(*household, kAsOf)->outcome, flip.after.outcome);
    EXPECT_EQ(edited->Decide(*household, kAsOf)->outcome, flip.after.outcome);
  }

  for (const Language language : {Language::kIndonesian, Language::kEnglish}) {
    const std::string html = ToHtml(comparison, language);
    EXPECT_TRUE(testing_page::PageReader(html).Problems().empty()) << testing_page::PageReader(html).Problems().front();
  }
  for (const int threads : {1, 2}) {
    std::string again;
    const PolicyComparison other = Compared(before, after, lines, threads, &again);
    EXPECT_EQ(again, flips);
    EXPECT_EQ(ToJson(other), ToJson(comparison));
    EXPECT_EQ(ToText(other, Language::kIndonesian), ToText(comparison, Language::kIndonesian));
    EXPECT_EQ(ToHtml(other, Language::kEnglish), ToHtml(comparison, Language::kEnglish));
  }
}

}  // namespace
}  // namespace graduasi::property
