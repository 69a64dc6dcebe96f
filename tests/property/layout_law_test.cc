// The law of columns: however a producer lays out a register, whatever it leaves null and however the work is cut up and
// shared, the decisions are those that the reference gives for the households one by one.
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graduasi/arrow.h"
#include "tests/property/decision_group.h"
#include "tests/property/law.h"
#include "tests/unit/arrow/register_stream.h"

namespace graduasi::property {
namespace {

// What the stream must hold of a household. Findings and scores are not the reference's to say, nor is whether the id of a
// contradictory record can be handed out.
DecidedRow RowOf(const PolicyDocument& document, const Household& household, const Kept& kept) {
  DecidedRow row;
  row.outcome = Name(kept.outcome);
  row.route = kept.route < 0 ? "(null)" : document.routes[static_cast<size_t>(kept.route)].id.text;
  if (kept.outcome == Outcome::kInvalid) return row;
  row.id = household.id.value_or("(null)");
  for (size_t i = 0; i < kept.criteria.size(); ++i) {
    const std::string& id = document.criteria[i].id.text;
    if (kept.criteria[i] == CriterionResult::kFail) row.failed.push_back(id);
    if (kept.criteria[i] == CriterionResult::kMissing) row.missing.push_back(id);
  }
  for (size_t i = 0; i < kept.safeguards.size(); ++i) {
    const std::string& id = document.safeguards[i].id.text;
    if (kept.safeguards[i] == SafeguardResult::kMissing) row.missing.push_back(id);
    if (kept.safeguards[i] == SafeguardResult::kHolds) row.protecting.push_back(id);
  }
  return row;
}

Layouts RandomLayouts(Random* random) {
  Layouts layouts;
  for (bool Layouts::*const knob : {&Layouts::chunks, &Layouts::slices, &Layouts::widths, &Layouts::dictionaries,
                                    &Layouts::nulls, &Layouts::drop_empty, &Layouts::extra}) {
    layouts.*knob = random->Percent(60);
  }
  return layouts;
}

TEST(LayoutLaw, RegistersOfAnyLayoutAreDecidedAsTheReferenceDecides) {
  const int64_t cases = Cases(12000);
  int64_t rows = 0;
  int64_t without_columns = 0;
  int found = 0;
  std::map<std::string, int64_t> outcomes;
  for (int64_t number = 0; rows < cases && found < kEnough; ++number) {
    const uint64_t seed = SeedOf(11, number);
    DecisionGroup::Options options;
    options.most_households = 150;
    const DecisionGroup group(seed, options);
    if (!group.ok()) return;
    std::vector<std::string> expected;
    for (const Household& household : group.households()) {
      expected.push_back(RowOf(group.document(), household, group.ReferenceKept(household)).ToString());
    }
    Random random(seed);
    for (int round = 0; round < 3 && found < kEnough; ++round) {
      const Layouts layouts = RandomLayouts(&random);
      RegisterStream producer(group.households(), layouts, random.Next());
      StreamOptions stream;
      stream.recorded_when_true = group.options().recorded_when_true;
      stream.threads = random.Percent(30) ? 2 : 1;
      stream.batch_rows = random.Percent(40) ? 2048 : static_cast<int32_t>(random.Between(1, 100));
      ArrowArrayStream in = producer.Export();
      ArrowArrayStream out{};
      Findings findings;
      const absl::Status status = DecideStream(group.policy(), &in, group.as_of(), stream, &out, &findings);
      if (absl::IsInvalidArgument(status) && layouts.drop_empty) {  // every column that the policy reads was empty
        ++without_columns;
        continue;
      }
      ASSERT_TRUE(status.ok()) << status;
      const Decided decided = ReadDecisions(&out);
      ASSERT_EQ(decided.error, "");
      ASSERT_EQ(decided.rows.size(), expected.size());
      for (size_t i = 0; i < expected.size(); ++i) {
        DecidedRow row = decided.rows[i];
        if (row.outcome == Name(Outcome::kInvalid)) row.id.clear();
        row.findings.clear();
        row.scored = false;
        row.score = 0;
        ++rows;
        ++outcomes[row.outcome];
        if (row.ToString() == expected[i]) continue;
        ++found;
        ADD_FAILURE() << "row " << i << ", round " << round << "\n"
                      << group.Describe(group.households()[i]) << "library:   " << row.ToString()
                      << "\nreference: " << expected[i];
        break;
      }
    }
  }
  std::cout << rows << " rows, " << without_columns << " streams refused:";
  for (const auto& [outcome, count] : outcomes) std::cout << " " << outcome << " " << count;
  std::cout << "\n";
  EXPECT_LT(without_columns * 20, rows) << "the law was hardly tried";
}

}  // namespace
}  // namespace graduasi::property
