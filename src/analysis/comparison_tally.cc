#include "src/analysis/comparison_tally.h"

#include <algorithm>
#include <utility>

namespace graduasi {

int64_t Transitions::total() const {
  int64_t sum = 0;
  for (const auto& row : counts) {
    for (const int64_t count : row) sum += count;
  }
  return sum;
}

int64_t Transitions::before(Outcome outcome) const {
  int64_t sum = 0;
  for (const int64_t count : counts[static_cast<size_t>(outcome)]) sum += count;
  return sum;
}

int64_t Transitions::after(Outcome outcome) const {
  int64_t sum = 0;
  for (const auto& row : counts) sum += row[static_cast<size_t>(outcome)];
  return sum;
}

int64_t Transitions::flips() const {
  int64_t same = 0;
  for (size_t i = 0; i < kOutcomes; ++i) same += counts[i][i];
  return total() - same + other_route;
}

int64_t Transitions::newly_eligible() const {
  const auto eligible = static_cast<size_t>(Outcome::kEligible);
  return after(Outcome::kEligible) - counts[eligible][eligible];
}

int64_t Transitions::no_longer_eligible() const {
  const auto eligible = static_cast<size_t>(Outcome::kEligible);
  return before(Outcome::kEligible) - counts[eligible][eligible];
}

}  // namespace graduasi

namespace graduasi::analysis {
namespace {

void AddEach(const std::vector<int64_t>& from, std::vector<int64_t>* to) {
  if (to->size() < from.size()) to->resize(from.size(), 0);
  for (size_t i = 0; i < from.size(); ++i) (*to)[i] += from[i];
}

}  // namespace

void Add(const Transitions& from, Transitions* to) {
  for (size_t i = 0; i < kOutcomes; ++i) {
    for (size_t j = 0; j < kOutcomes; ++j) to->counts[i][j] += from.counts[i][j];
  }
  to->other_route += from.other_route;
}

void ClassTally::Add(const std::string& value, const Transitions& transitions) {
  const auto found = classes.find(value);
  if (found != classes.end()) {
    analysis::Add(transitions, &found->second);
  } else if (classes.size() < kMostClasses) {
    classes.emplace(value, transitions);
  } else {
    analysis::Add(transitions, &rest);
  }
}

void ClassTally::Add(const ClassTally& other) {
  for (const auto& [value, transitions] : other.classes) Add(value, transitions);
  analysis::Add(other.unknown, &unknown);
  analysis::Add(other.rest, &rest);
}

void Tally::Add(const Tally& other) {
  rows += other.rows;
  unreadable += other.unreadable;
  flips_with_missing += other.flips_with_missing;
  synthetic = synthetic || other.synthetic;
  analysis::Add(other.transitions, &transitions);
  AddEach(other.routes, &routes);
  if (dimensions.size() < other.dimensions.size()) dimensions.resize(other.dimensions.size());
  for (size_t i = 0; i < other.dimensions.size(); ++i) dimensions[i].Add(other.dimensions[i]);
  completeness.Add(other.completeness);
  open_rules.Add(other.open_rules);
  if (margins.size() < other.margins.size()) margins.resize(other.margins.size());
  for (size_t i = 0; i < other.margins.size(); ++i) {
    margins[i].known += other.margins[i].known;
    margins[i].just_holds += other.margins[i].just_holds;
    margins[i].just_fails += other.margins[i].just_fails;
    margins[i].wide = margins[i].wide || other.margins[i].wide;
  }
  AddEach(other.open_before, &open_before);
  AddEach(other.open_after, &open_after);
}

void Sample::Add(int64_t row, std::vector<std::string> paths) {
  if (row % every_ != 0) return;
  Row kept;
  kept.row = row;
  for (const std::string& path : paths) {
    kept.facts.push_back(numbers_.emplace(path, static_cast<int32_t>(numbers_.size())).first->second);
  }
  rows_.push_back(std::move(kept));
  while (rows_.size() > most_) {
    every_ *= 2;
    rows_.erase(std::remove_if(rows_.begin(), rows_.end(), [&](const Row& r) { return r.row % every_ != 0; }), rows_.end());
  }
}

void Sample::Tell(MissingData* missing) const {
  std::vector<int64_t> counts(numbers_.size(), 0);
  for (const Row& row : rows_) {
    for (const int32_t fact : row.facts) ++counts[static_cast<size_t>(fact)];
  }
  for (const auto& [path, number] : numbers_) {
    if (counts[static_cast<size_t>(number)] > 0) missing->facts.push_back({path, counts[static_cast<size_t>(number)]});
  }
  std::stable_sort(missing->facts.begin(), missing->facts.end(),
                   [](const MissingData::Count& a, const MissingData::Count& b) { return a.families > b.families; });
  missing->sampled = static_cast<int64_t>(rows_.size());
  missing->sample_every = every_;
}

std::string WithoutPositions(const std::string& path) {
  std::string out;
  bool inside = false;
  for (const char c : path) {
    if (c == ']') inside = false;
    if (!inside) out += c;
    if (c == '[') inside = true;
  }
  return out;
}

}  // namespace graduasi::analysis
