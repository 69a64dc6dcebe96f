// Nothing depends on what stands beside a household, or on where: splitting and reordering a batch changes no decision, and the
// order of the members changes nothing but indexes.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <numeric>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "tests/property/decision_group.h"
#include "tests/property/law.h"

namespace graduasi::property {
namespace {

TEST(OrderLaw, SplittingAndReorderingBatchesChangesNothing) {
  const int64_t cases = Cases(10000);
  int64_t pairs = 0;
  int found = 0;
  for (int64_t number = 0; pairs < cases && found < kEnough; ++number) {
    DecisionGroup::Options options;
    options.most_households = 200;
    const DecisionGroup group(SeedOf(7, number), options);
    if (!group.ok()) return;
    Random random(SeedOf(8, number));
    const std::vector<Kept> whole = group.Decide(group.households());
    std::vector<size_t> order(whole.size());
    std::iota(order.begin(), order.end(), size_t{0});
    random.Shuffle(&order);
    for (size_t begin = 0; begin < order.size() && found < kEnough;) {
      const size_t end = std::min(order.size(), begin + static_cast<size_t>(random.Between(1, 70)));
      std::vector<Household> piece;
      for (size_t i = begin; i < end; ++i) piece.push_back(group.households()[order[i]]);
      const std::vector<Kept> decided = group.Decide(piece);
      for (size_t i = begin; i < end; ++i) {
        ++pairs;
        if (decided[i - begin] == whole[order[i]]) continue;
        ++found;
        ADD_FAILURE() << group.Describe(piece[i - begin]) << "in the whole: " << ToText(whole[order[i]])
                      << "\nin a piece:   " << ToText(decided[i - begin]);
        break;
      }
      begin = end;
    }
  }
}

// "household.members[2].born_on" with the index as it was before the members were put in another order.
std::string WithFormerIndex(const std::string& path, const std::vector<size_t>& former) {
  const std::string start = "household.members[";
  if (path.compare(0, start.size(), start) != 0) return path;
  const size_t end = path.find(']');
  size_t index = 0;
  if (!absl::SimpleAtoi(path.substr(start.size(), end - start.size()), &index)) return path;
  return absl::StrCat(start, former[index], path.substr(end));
}

std::vector<std::string> MissingPaths(const Decision& decision, const std::vector<size_t>& former) {
  std::vector<std::string> paths;
  for (const MissingFact& fact : decision.missing) {
    std::string text = absl::StrCat(WithFormerIndex(fact.path, former), " ", Name(fact.why), " ", fact.known);
    for (const std::string& id : fact.needed_by) absl::StrAppend(&text, " ", id);
    paths.push_back(std::move(text));
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string ResultsOf(const Decision& decision) {
  std::string text = absl::StrCat(Name(decision.outcome), " ", decision.route, ";");
  for (const CriterionDecision& criterion : decision.criteria) absl::StrAppend(&text, " ", Name(criterion.result));
  for (const SafeguardDecision& safeguard : decision.safeguards) absl::StrAppend(&text, " ", Name(safeguard.result));
  for (const RouteDecision& route : decision.routes) absl::StrAppend(&text, " ", Name(route.result), " ", route.score);
  return text;
}

TEST(OrderLaw, TheOrderOfMembersChangesNothingButIndexes) {
  const int64_t cases = Cases(1500);
  int64_t pairs = 0;
  int found = 0;
  for (int64_t number = 0; pairs < cases && found < kEnough; ++number) {
    DecisionGroup::Options options;
    options.order_free = true;
    options.most_households = 10;
    const DecisionGroup group(SeedOf(9, number), options);
    if (!group.ok()) return;
    Random random(SeedOf(10, number));
    for (const Household& household : group.households()) {
      if (!household.members.has_value() || household.members->size() < 2) continue;
      ++pairs;
      std::vector<size_t> former(household.members->size());
      std::iota(former.begin(), former.end(), size_t{0});
      const std::vector<size_t> unchanged = former;
      random.Shuffle(&former);
      Household shuffled = household;
      for (size_t i = 0; i < former.size(); ++i) (*shuffled.members)[i] = (*household.members)[former[i]];
      const absl::StatusOr<Decision> before = group.policy().Decide(household, group.as_of(), group.options());
      const absl::StatusOr<Decision> after = group.policy().Decide(shuffled, group.as_of(), group.options());
      ASSERT_TRUE(before.ok() && after.ok()) << before.status() << after.status();
      if (ResultsOf(*before) == ResultsOf(*after) && MissingPaths(*before, unchanged) == MissingPaths(*after, former)) continue;
      ++found;
      ADD_FAILURE() << group.Describe(household) << ResultsOf(*before) << "\n"
                    << ResultsOf(*after) << "\n"
                    << ToJson(*before) << "\n"
                    << ToJson(*after);
      if (found >= kEnough) break;
    }
  }
  std::cout << pairs << " households with their members in another order\n";
}

}  // namespace
}  // namespace graduasi::property
