#include "src/analysis/telling.h"

#include <algorithm>
#include <set>
#include <utility>

#include "src/base/integer.h"
#include "src/decide/wording.h"

namespace graduasi::analysis {
namespace {

constexpr size_t kMostStarts = 48;      // households from which a search goes out
constexpr size_t kCombinedStarts = 12;  // and of these, from which several changes are made at once
constexpr size_t kBatch = 512;
constexpr int64_t kMostShrinking = 20'000;  // households tried to make one smaller

// splitmix64: which changes are combined must not depend on the machine.
class Draws {
 public:
  size_t Below(size_t n) {
    uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return static_cast<size_t>((z ^ (z >> 31)) % n);
  }

 private:
  uint64_t state_ = 1;
};

// Of values of one parameter.
bool SameValue(const cel::Literal& a, const cel::Literal& b) {
  if (const auto* number = std::get_if<int64_t>(&a)) return *number == std::get<int64_t>(b);
  if (const auto* truth = std::get_if<bool>(&a)) return *truth == std::get<bool>(b);
  if (const auto* day = std::get_if<cel::DateValue>(&a)) return day->days == std::get<cel::DateValue>(b).days;
  return std::get<std::string>(a) == std::get<std::string>(b);
}

// Whether each row of `inner` stands in one of `outer`.
bool StandsIn(const columns::Program& program, columns::Space inner, columns::Space outer) {
  if (outer == columns::kConstant) return true;
  while (inner != outer && inner > columns::kHouseholds) inner = program.Parent(inner);
  return inner == outer;
}

}  // namespace

TellingSearch::TellingSearch(const policy::CompiledPolicy& policy, const std::vector<decide::Sweep::Row>& rows,
                             columns::RecordedWhenTrue recorded_when_true)
    : policy_(policy), recorded_when_true_(std::move(recorded_when_true)), sheet_(policy.document()) {
  ChooseBases(rows);
}

void TellingSearch::ChooseBases(const std::vector<decide::Sweep::Row>& rows) {
  std::vector<Household> households;
  households.reserve(rows.size() + 1);
  std::vector<decide::Sweep::Row> made;
  for (const decide::Sweep::Row& row : rows) {
    households.push_back(*row.household);
    MakeUpIdentities(&households.back());
    made.push_back({&households.back(), row.as_of});
  }
  Reads all;
  for (size_t i = 0; i < policy_.checked().safeguards.size(); ++i) all.AddSafeguard(policy_.checked(), i);
  for (size_t i = 0; i < policy_.checked().routes.size(); ++i) all.AddRoute(policy_.checked(), i);
  // On a day in the middle of the period, so that there is something before and after.
  const int64_t until = std::min<int64_t>(policy_.checked().until_days, int64_t{policy_.checked().from_days} + 730);
  const Date day = Date::FromDays(static_cast<int32_t>((policy_.checked().from_days + until) / 2));
  households.push_back(Recorded(day, all));
  made.push_back({&households.back(), day});
  for (const decide::Sweep::Row& row : made) cases_.push_back({*row.household, row.as_of});
  if (!sheet_.Fill(policy_, made, recorded_when_true_, &ours_).ok()) return;
  std::set<std::vector<int8_t>> seen;
  for (const Outcome outcome :
       {Outcome::kEligible, Outcome::kNotYet, Outcome::kNeedsData, Outcome::kProtected, Outcome::kInvalid}) {
    for (size_t i = 0; i < made.size(); ++i) {
      if (ours_[i * sheet_.width()] != static_cast<int8_t>(outcome)) continue;
      const auto begin = ours_.begin() + static_cast<std::ptrdiff_t>(i * sheet_.width());
      std::vector<int8_t> answer(begin, begin + static_cast<std::ptrdiff_t>(sheet_.width()));
      if (!seen.insert(answer).second) continue;
      bases_.push_back({households[i], made[i].as_of, std::move(answer)});
    }
  }
}

Reads TellingSearch::ReadsOf(const Variant& variant, bool whole_routes) const {
  Reads reads;
  const bool anywhere = variant.parts.safeguards.empty() && variant.parts.criteria.empty() && variant.parts.routes.empty();
  for (const policy::CheckedPolicy* policy : {&policy_.checked(), &variant.policy->checked()}) {
    for (const size_t i : variant.parts.safeguards) reads.AddSafeguard(*policy, i);
    for (const size_t i : variant.parts.criteria) reads.AddCriterion(*policy, i);
    for (const size_t i : variant.parts.routes) {
      if (whole_routes) reads.AddRoute(*policy, i);
    }
    if (!anywhere) continue;
    for (size_t i = 0; i < policy->safeguards.size(); ++i) reads.AddSafeguard(*policy, i);
    for (size_t i = 0; i < policy->routes.size(); ++i) reads.AddRoute(*policy, i);
  }
  for (const size_t i : variant.parts.routes) AddRoute(variant.policy->checked(), i, &reads);
  return reads;
}

// What decides where two forms of a route differ: the criteria that only one of them asks for, or those that are counted.
void TellingSearch::AddRoute(const policy::CheckedPolicy& variant, size_t index, Reads* reads) const {
  const policy::CheckedPolicy& policy = policy_.checked();
  if (policy.document.routes[index].id.text != variant.document.routes[index].id.text) {  // in another order
    reads->AddRoute(policy, index);
    reads->AddRoute(variant, index);
    return;
  }
  const policy::CheckedRoute& a = policy.routes[index];
  const policy::CheckedRoute& b = variant.routes[index];
  const auto asked = [](const policy::CheckedRoute& route) {
    std::set<int> all(route.all_of.begin(), route.all_of.end());
    for (const policy::CheckedRoute::AtLeast& at_least : route.at_least) all.insert(at_least.of.begin(), at_least.of.end());
    return all;
  };
  const std::set<int> in_a = asked(a);
  const std::set<int> in_b = asked(b);
  bool some = false;
  for (const std::set<int>* one : {&in_a, &in_b}) {
    for (const int criterion : *one) {
      if (in_a.count(criterion) == in_b.count(criterion)) continue;
      reads->AddCriterion(policy, static_cast<size_t>(criterion));
      some = true;
    }
  }
  for (const policy::CheckedRoute* route : {&a, &b}) {
    bool counted = !some || route->at_least.size() != a.at_least.size();
    for (size_t i = 0; i < route->at_least.size() && i < a.at_least.size() && i < b.at_least.size(); ++i) {
      counted = counted || a.at_least[i].of != b.at_least[i].of;
    }
    for (const policy::CheckedRoute::AtLeast& at_least : route->at_least) {
      for (const int criterion : at_least.of) {
        if (counted) reads->AddCriterion(policy, static_cast<size_t>(criterion));
      }
    }
  }
  for (const policy::CheckedPolicy* one : {&policy, &variant}) {
    if (one->routes[index].score.has_value()) reads->Add(*one, *one->routes[index].score->reached);
  }
}

// First those that go by a route which may differ, and a household for each result of a part which may; then the others.
std::vector<TellingSearch::Candidate> TellingSearch::Starts(const Variant& variant, const Reads& reads) const {
  std::vector<size_t> columns;
  for (const size_t i : variant.parts.criteria) columns.push_back(2 + i);
  for (const size_t i : variant.parts.safeguards) columns.push_back(2 + policy_.document().criteria.size() + i);
  std::vector<size_t> order;
  std::vector<bool> taken(bases_.size(), false);
  const auto take = [&](size_t b) {
    if (!taken[b]) order.push_back(b);
    taken[b] = true;
  };
  for (size_t b = 0; b < bases_.size(); ++b) {
    for (const size_t route : variant.parts.routes) {
      if (bases_[b].answer[1] == static_cast<int8_t>(route)) take(b);
    }
  }
  std::set<std::vector<int8_t>> seen;
  for (size_t b = 0; b < bases_.size() && !columns.empty(); ++b) {
    std::vector<int8_t> results;
    for (const size_t column : columns) results.push_back(bases_[b].answer[column]);
    if (seen.insert(results).second) take(b);
  }
  for (size_t b = 0; b < bases_.size(); ++b) take(b);
  if (order.size() > kMostStarts) order.resize(kMostStarts);
  std::vector<Candidate> starts;
  for (const size_t b : order) starts.push_back({bases_[b].household, bases_[b].as_of});
  if (starts.empty()) {
    const Date day = Date::FromDays(policy_.checked().from_days);
    starts.push_back({Recorded(day, reads), day});
  }
  if (variant.parameter >= 0) AddMovedStarts(variant, &starts);
  return starts;
}

// Where a value of a parameter differs: the first households on the days around its starts, as they are and moved along, and in
// the regions whose values differ.
void TellingSearch::AddMovedStarts(const Variant& variant, std::vector<Candidate>* starts) const {
  const policy::CheckedPolicy& policy = policy_.checked();
  const auto number = static_cast<size_t>(variant.parameter);
  const columns::DatedTable& ours = policy.parameters[number];
  const columns::DatedTable& theirs = variant.policy->checked().parameters[number];
  std::set<int32_t> days = {policy.from_days, policy.until_days - 1};
  for (const columns::DatedTable* table : {&ours, &theirs}) {
    for (const columns::DatedTable::Version& version : table->versions) {
      days.insert({version.from_days - 1, version.from_days, version.from_days + 1});
    }
  }
  std::set<std::string> regions;
  for (size_t v = 0; ours.by_region && v < ours.versions.size() && v < theirs.versions.size(); ++v) {
    const auto& a = ours.versions[v].entries;
    const auto& b = theirs.versions[v].entries;
    for (size_t e = 0; e < a.size() && e < b.size(); ++e) {
      if (!SameValue(a[e].value, b[e].value)) regions.insert(std::get<std::string>(a[e].key));
    }
  }
  std::vector<Candidate> first(starts->begin(),
                               starts->begin() + static_cast<std::ptrdiff_t>(std::min<size_t>(starts->size(), 8)));
  std::vector<Candidate> moved;
  for (const std::string& region : regions) {
    for (const Candidate& start : first) {
      moved.push_back(start);
      moved.back().household.region = Kemendagri(region);
    }
  }
  if (ours.versions.size() > 1) {
    const size_t in_regions = moved.size();
    for (const int32_t day : days) {
      if (day < policy.from_days || day >= policy.until_days || day > Date(9999, 12, 31).days()) continue;
      for (size_t i = 0; i < first.size() + in_regions; ++i) {
        Candidate start = i < first.size() ? first[i] : moved[i - first.size()];
        const int32_t by = day - start.as_of.days();
        start.as_of = Date::FromDays(day);
        moved.push_back(start);
        MoveDays(by, &start.household);
        moved.push_back(std::move(start));
      }
    }
  }
  starts->insert(starts->begin(), moved.begin(), moved.end());
}

Shortfalls TellingSearch::ShortfallsOf(const Candidate& candidate, const Reads& reads) {
  Shortfalls out;
  const decide::Sweep::Row row{&candidate.household, candidate.as_of};
  const auto add = [&](int64_t shortfall, bool day) {
    if (shortfall == 0) return;
    if (day) {
      out.days.insert(shortfall);
      return;
    }
    out.numbers.insert(shortfall);
    for (const int64_t factor : reads.numbers) {
      if (factor > 1 && factor <= 1000) out.numbers.insert(shortfall / factor);
    }
  };
  const absl::Status status =
      sweep_.Run(policy_, absl::MakeConstSpan(&row, 1), recorded_when_true_, [&](const decide::Sweep::Decided& batch) {
        const columns::Program& program = *batch.form.program;
        for (columns::ExpressionId id = 0; id < program.expression_count(); ++id) {
          const columns::CompiledExpression& compiled = program.expression(id);
          for (const cel::Node& node : compiled.expression().nodes) {
            if (!decide::IsComparison(node)) continue;
            const cel::TypeKind kind = node.args[0]->type.kind();
            if (kind != cel::TypeKind::kInt && kind != cel::TypeKind::kDate) continue;
            const columns::Register regs[] = {compiled.RegisterOf(node.args[0]), compiled.RegisterOf(node.args[1])};
            if (regs[0] == columns::kNoRegister || regs[1] == columns::kNoRegister) continue;
            const columns::Space spaces[] = {program.info(regs[0]).space, program.info(regs[1]).space};
            const columns::Space inner = std::max(spaces[0], spaces[1]);
            if (!StandsIn(program, inner, spaces[0]) || !StandsIn(program, inner, spaces[1])) continue;
            const int32_t rows = inner == columns::kConstant ? 1 : batch.run.SizeOf(inner);
            for (int32_t r = 0; r < rows; ++r) {
              int64_t value[2];
              bool known = true;
              for (int side = 0; side < 2; ++side) {
                const int32_t at = spaces[side] == inner ? r : batch.run.OuterRow(inner, r, spaces[side]);
                known = known && batch.run.StandingOf(regs[side], at) == columns::Standing::kPresent;
                if (!known) break;
                value[side] =
                    kind == cel::TypeKind::kInt ? batch.run.Int(regs[side], at).low : batch.run.Date(regs[side], at).low;
              }
              int64_t shortfall = 0;
              if (known && CheckedSubtract(value[1], value[0], &shortfall)) add(shortfall, kind == cel::TypeKind::kDate);
            }
          }
        }
      });
  return status.ok() ? out : Shortfalls();
}

int TellingSearch::Telling(const Variant& variant, const std::vector<Candidate>& candidates) {
  std::vector<decide::Sweep::Row> rows;
  rows.reserve(candidates.size());
  for (const Candidate& candidate : candidates) rows.push_back({&candidate.household, candidate.as_of});
  left_ -= static_cast<int64_t>(rows.size());
  if (!sheet_.Fill(policy_, rows, recorded_when_true_, &ours_).ok()) return -1;
  if (!sheet_.Fill(*variant.policy, rows, *variant.recorded_when_true, &theirs_).ok()) return -1;
  const auto differ = std::mismatch(ours_.begin(), ours_.end(), theirs_.begin()).first;
  if (differ == ours_.end()) return -1;
  return static_cast<int>(static_cast<size_t>(differ - ours_.begin()) / sheet_.width());
}

std::vector<TellingHousehold::Difference> TellingSearch::DifferencesOf(size_t index) const {
  return sheet_.Differences(&ours_[index * sheet_.width()], &theirs_[index * sheet_.width()]);
}

// Empties `candidates`. True if one tells.
bool TellingSearch::TryAll(const Variant& variant, std::vector<Candidate>* candidates, std::optional<Candidate>* found) {
  if (candidates->empty()) return false;
  const int at = Telling(variant, *candidates);
  if (at >= 0) *found = std::move((*candidates)[static_cast<size_t>(at)]);
  candidates->clear();
  return at >= 0;
}

struct TellingSearch::Search {
  const Variant& variant;
  Reads reads;
  std::vector<Candidate> starts;
  // By start: the changes that change the policy's own answer, one for each answer.
  std::vector<std::vector<HouseholdEdit>> effective;
  std::vector<Candidate> candidates;
  std::optional<Candidate> found;
};

std::optional<TellingHousehold> TellingSearch::Find(const Variant& variant, int64_t most_tried) {
  // For a route first what differs in it; then all that it asks for, because the rest must be met for it to be seen.
  const std::vector<bool> rounds = variant.parts.routes.empty() ? std::vector<bool>{false} : std::vector<bool>{false, true};
  for (const bool whole_routes : rounds) {
    left_ = most_tried / static_cast<int64_t>(rounds.size());
    Search search{variant, ReadsOf(variant, whole_routes), {}, {}, {}, std::nullopt};
    search.starts = Starts(variant, search.reads);
    // The cases themselves: the tests decide such a family and do not ask about what differs.
    search.candidates = cases_;
    search.candidates.insert(search.candidates.end(), search.starts.begin(), search.starts.end());
    if (TryAll(variant, &search.candidates, &search.found) || TryOneChange(&search) || TryBoundaries(&search) ||
        TryCombinations(&search)) {
      return Shrunk(variant, *std::move(search.found));
    }
  }
  return std::nullopt;
}

// Up to half of what may be tried.
bool TellingSearch::TryOneChange(Search* search) {
  const int64_t kept = left_ / 2;
  for (const Candidate& start : search->starts) {
    if (left_ <= kept) return false;
    std::vector<HouseholdEdit>& effective = search->effective.emplace_back();
    std::set<std::vector<int8_t>> seen;
    std::vector<HouseholdEdit> batch;
    const auto flush = [&] {
      const bool found = TryAll(search->variant, &search->candidates, &search->found);
      for (size_t i = 0; i < batch.size() && !found; ++i) {
        const auto begin = ours_.begin() + static_cast<std::ptrdiff_t>(i * sheet_.width());
        std::vector<int8_t> answer(begin, begin + static_cast<std::ptrdiff_t>(sheet_.width()));
        if (answer[0] == static_cast<int8_t>(Outcome::kInvalid)) continue;
        if (seen.insert(std::move(answer)).second) effective.push_back(std::move(batch[i]));
      }
      batch.clear();
      return found;
    };
    for (HouseholdEdit& edit : EditsOf(start.household, start.as_of, search->reads, ShortfallsOf(start, search->reads))) {
      search->candidates.push_back(start);
      if (!Apply(edit, &search->candidates.back().household)) {
        search->candidates.pop_back();
        continue;
      }
      batch.push_back(std::move(edit));
      if (batch.size() >= kBatch && flush()) return true;
    }
    if (flush()) return true;
  }
  return false;
}

// Two steps: another answer or another size of a list, then to the boundary from there.
bool TellingSearch::TryBoundaries(Search* search) {
  const int64_t kept = left_ / 2;
  for (size_t s = 0; s < search->effective.size() && s < kCombinedStarts; ++s) {
    const Candidate& start = search->starts[s];
    std::vector<HouseholdEdit> first = GrowthsOf(start.household, search->reads);
    first.insert(first.end(), search->effective[s].begin(), search->effective[s].end());
    for (const HouseholdEdit& edit : first) {
      if (left_ <= kept) return false;
      Candidate moved = start;
      if (!Apply(edit, &moved.household)) continue;
      search->candidates.push_back(moved);
      const Shortfalls shortfalls = ShortfallsOf(moved, search->reads);
      for (const HouseholdEdit& second : BoundaryEditsOf(moved.household, moved.as_of, search->reads, shortfalls)) {
        search->candidates.push_back(moved);
        if (!Apply(second, &search->candidates.back().household)) search->candidates.pop_back();
      }
      if (TryAll(search->variant, &search->candidates, &search->found)) return true;
    }
  }
  return false;
}

// Several changes at once, each of which changes the answer by itself.
bool TellingSearch::TryCombinations(Search* search) {
  Draws draws;
  const size_t starts = std::min(search->effective.size(), kCombinedStarts);
  for (size_t idle = 0; left_ > 0 && starts > 0 && idle < starts;) {
    for (size_t s = 0; s < starts; ++s) {
      const std::vector<HouseholdEdit>& edits = search->effective[s];
      idle = edits.empty() ? idle + 1 : 0;
      for (size_t i = 0; i < kBatch / starts && !edits.empty(); ++i) {
        search->candidates.push_back(search->starts[s]);
        for (size_t n = 2 + draws.Below(4); n > 0; --n) {
          (void)Apply(edits[draws.Below(edits.size())], &search->candidates.back().household);
        }
      }
    }
    if (TryAll(search->variant, &search->candidates, &search->found)) return true;
  }
  return false;
}

// The difference that is kept: of a criterion or a safeguard rather than of the outcome, which needs all the others met.
TellingHousehold TellingSearch::Shrunk(const Variant& variant, Candidate candidate) {
  const auto same = [](const TellingHousehold::Difference& a, const TellingHousehold::Difference& b) {
    return a.of == b.of && a.policy == b.policy && a.mutant == b.mutant;
  };
  std::vector<Candidate> candidates = {candidate};
  (void)Telling(variant, candidates);
  std::vector<TellingHousehold::Difference> differences = DifferencesOf(0);
  TellingHousehold::Difference kept = differences.front();
  for (const TellingHousehold::Difference& difference : differences) {
    if (difference.of != "outcome" && difference.of != "route") {
      kept = difference;
      break;
    }
  }
  const auto tells = [&](size_t i) {
    const std::vector<TellingHousehold::Difference> now = DifferencesOf(i);
    return std::any_of(now.begin(), now.end(), [&](const auto& one) { return same(one, kept); });
  };
  left_ = kMostShrinking;
  while (left_ > 0) {
    // What can be taken away by itself; then as much of that at once as can be.
    std::vector<HouseholdEdit> removals;
    candidates.clear();
    for (HouseholdEdit& edit : RemovalsOf(candidate.household)) {
      candidates.push_back(candidate);
      if (Apply(edit, &candidates.back().household)) {
        removals.push_back(std::move(edit));
      } else {
        candidates.pop_back();
      }
    }
    if (candidates.empty()) break;
    (void)Telling(variant, candidates);
    std::vector<HouseholdEdit> possible;
    for (size_t i = 0; i < candidates.size(); ++i) {
      if (tells(i)) possible.push_back(std::move(removals[i]));
    }
    if (possible.empty()) break;
    candidates.clear();
    for (size_t n = possible.size(); n > 0; n /= 2) {
      candidates.push_back(candidate);
      for (size_t i = 0; i < n; ++i) (void)Apply(possible[i], &candidates.back().household);
    }
    (void)Telling(variant, candidates);
    size_t best = 0;
    while (best + 1 < candidates.size() && !tells(best)) ++best;
    candidate = std::move(candidates[best]);
    differences = DifferencesOf(best);
  }
  TellingHousehold telling;
  telling.description = DescribeHousehold(candidate.household);
  telling.household = std::move(candidate.household);
  telling.as_of = candidate.as_of;
  telling.differences = std::move(differences);
  return telling;
}

}  // namespace graduasi::analysis
