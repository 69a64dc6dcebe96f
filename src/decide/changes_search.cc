#include "src/decide/changes_search.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace graduasi::decide {
namespace {

constexpr int64_t kMostSets = 40'000;   // gone through
constexpr int64_t kMostRows = 250'000;  // decided
constexpr size_t kHouseholdsAtATime = 256;

size_t Bit(size_t owner) { return owner % Touched().size(); }

}  // namespace

SetSearch::SetSearch(const Prospect& prospect, const Household& household, const Horizon& horizon,
                     const std::vector<DayState>& days, const std::vector<Move>& moves, Sweep* sweep)
    : prospect_(prospect),
      policy_(prospect.policy().checked()),
      household_(household),
      horizon_(horizon),
      days_(days),
      moves_(moves),
      sweep_(sweep) {
  std::vector<policy::FieldsRead> read;
  for (const policy::CheckedCriterion& criterion : policy_.criteria) {
    policy::FieldsRead& fields = read.emplace_back();
    if (criterion.applies_when != nullptr) policy::AddFieldsRead(policy_, *criterion.applies_when->root, &fields);
    policy::AddFieldsRead(policy_, *criterion.require->root, &fields);
  }
  for (const policy::CheckedSafeguard& safeguard : policy_.safeguards) {
    policy::AddFieldsRead(policy_, *safeguard.when->root, &read.emplace_back());
  }
  for (const Move& move : moves) {
    Touched& touched = touched_.emplace_back();
    for (size_t owner = 0; owner < read.size(); ++owner) {
      const bool reads = std::any_of(move.touched.begin(), move.touched.end(),
                                     [&](const std::pair<int, int>& field) { return read[owner].count(field) != 0; });
      if (reads) touched.set(Bit(owner));
    }
  }
  // Of most days the state is that of another.
  std::vector<const DayState*> kinds;
  for (const DayState& day : days) {
    const auto like = std::find_if(kinds.begin(), kinds.end(), [&](const DayState* kind) {
      return kind->decidable == day.decidable && kind->criteria == day.criteria && kind->safeguards == day.safeguards;
    });
    need_of_.push_back(static_cast<size_t>(like - kinds.begin()));
    if (like != kinds.end()) continue;
    kinds.push_back(&day);
    needs_.push_back(NeedOf(day));
  }
}

SetSearch::Need SetSearch::NeedOf(const DayState& day) const {
  Need need;
  need.possible = day.decidable;
  for (size_t i = 0; i < day.safeguards.size(); ++i) {
    if (day.safeguards[i] != SafeguardResult::kClear) need.always.set(Bit(day.criteria.size() + i));
  }
  for (size_t i = 0; i < day.criteria.size(); ++i) {
    if (day.criteria[i] == CriterionResult::kError) need.always.set(Bit(i));
  }
  for (const policy::CheckedRoute& route : policy_.routes) {
    Need::Route& of_route = need.routes.emplace_back();
    for (const int number : route.all_of) {
      const CriterionResult result = day.criteria[static_cast<size_t>(number)];
      if (result != CriterionResult::kPass && result != CriterionResult::kNotApplicable) {
        of_route.all_of.set(Bit(static_cast<size_t>(number)));
      }
    }
    for (const policy::CheckedRoute::AtLeast& at_least : route.at_least) {
      Need::Route::Some& some = of_route.some.emplace_back();
      some.n = at_least.n;
      for (const int number : at_least.of) {
        if (day.criteria[static_cast<size_t>(number)] == CriterionResult::kPass) {
          --some.n;
        } else {
          some.of.push_back(Bit(static_cast<size_t>(number)));
        }
      }
    }
  }
  return need;
}

bool SetSearch::Promising(const Touched& touched, const Need& need) const {
  if (!need.possible || (need.always & ~touched).any()) return false;
  return std::any_of(need.routes.begin(), need.routes.end(), [&](const Need::Route& route) {
    if ((route.all_of & ~touched).any()) return false;
    return std::all_of(route.some.begin(), route.some.end(), [&](const Need::Route::Some& some) {
      return some.n <= 0 || std::count_if(some.of.begin(), some.of.end(), [&](size_t bit) { return touched[bit]; }) >= some.n;
    });
  });
}

Household SetSearch::Changed(const FoundSet& set) const {
  Household household = household_;
  std::vector<Pull> pulls;
  for (size_t i = 0; i < set.moves.size(); ++i) pulls.push_back({&moves_[set.moves[i]].lever, set.values[i]});
  Apply(pulls, &household);
  return household;
}

bool SetSearch::Within(const FoundSet& less, const FoundSet& set) const {
  for (size_t i = 0; i < less.moves.size(); ++i) {
    const Lever& lever = moves_[less.moves[i]].lever;
    bool covered = false;
    for (size_t k = 0; k < set.moves.size() && !covered; ++k) {
      if (!(moves_[set.moves[k]].lever == lever)) continue;
      const int64_t from = lever.from.value_or(lever.least);
      const int64_t a = less.values[i] - from;
      const int64_t b = set.values[k] - from;
      covered = a == 0 || a == b || ((a < 0) == (b < 0) && (a < 0 ? a > b : a < b));
    }
    if (!covered) return false;
  }
  return true;
}

void SetSearch::Consider(const std::vector<size_t>& chosen, const std::vector<FoundSet>& found) {
  Trial trial;
  Touched touched;
  for (const size_t move : chosen) {
    trial.set.moves.push_back(move);
    trial.set.values.push_back(moves_[move].value);
    touched |= touched_[move];
  }
  Date before = horizon_.until;
  for (const FoundSet& known : found) {
    if (known.day < before && Within(known, trial.set)) before = known.day;
  }
  trial.first_row = rows_.size();
  std::vector<bool> promising;
  for (const Need& need : needs_) promising.push_back(Promising(touched, need));
  for (size_t d = 0; d < days_.size() && days_[d].day < before; ++d) {
    if (promising[need_of_[d]]) rows_.emplace_back(changed_.size(), days_[d].day);
  }
  trial.rows = rows_.size() - trial.first_row;
  if (trial.rows == 0) return;
  changed_.push_back(Changed(trial.set));
  trials_.push_back(std::move(trial));
}

absl::Status SetSearch::DecideTrials(std::vector<FoundSet>* found) {
  std::vector<Sweep::Row> rows;
  for (const auto& [household, day] : rows_) rows.push_back({&changed_[household], day});
  std::vector<int> routes(rows.size(), -1);
  const absl::Status status =
      sweep_->Run(prospect_.policy(), rows, horizon_.recorded_when_true, [&](const Sweep::Decided& batch) {
        for (int32_t i = 0; i < batch.count; ++i) {
          if (batch.judgement.outcome(i) == Outcome::kEligible) {
            routes[batch.first + static_cast<size_t>(i)] = batch.judgement.route(i);
          }
        }
      });
  decided_ += static_cast<int64_t>(rows.size());
  for (Trial& trial : trials_) {
    for (size_t row = trial.first_row; row < trial.first_row + trial.rows; ++row) {
      if (routes[row] < 0) continue;
      trial.set.day = rows_[row].second;
      trial.set.route = routes[row];
      found->push_back(std::move(trial.set));
      break;
    }
  }
  trials_.clear();
  changed_.clear();
  rows_.clear();
  return status;
}

void SetSearch::TrySize(size_t size, std::vector<FoundSet>* found, bool* cut, absl::Status* status) {
  std::vector<size_t> chosen;
  std::vector<FoundSet> of_size;
  // All choices of `size` moves in ascending order, no two of one lever.
  const auto go = [&](const auto& self, size_t begin) -> void {
    if (!status->ok() || *cut) return;
    if (chosen.size() == size) {
      if (++gone_through_ > kMostSets || decided_ > kMostRows) {
        *cut = true;
        return;
      }
      Consider(chosen, *found);
      if (changed_.size() >= kHouseholdsAtATime) *status = DecideTrials(&of_size);
      return;
    }
    for (size_t move = begin; move < moves_.size(); ++move) {
      const bool same_lever =
          std::any_of(chosen.begin(), chosen.end(), [&](size_t other) { return moves_[other].lever == moves_[move].lever; });
      if (same_lever) continue;
      chosen.push_back(move);
      self(self, move + 1);
      chosen.pop_back();
    }
  };
  go(go, 0);
  if (status->ok()) *status = DecideTrials(&of_size);
  for (FoundSet& set : of_size) found->push_back(std::move(set));
  DropWorse(found);
}

// Keeps of sets of which one lies within the other only the smaller, unless the larger works earlier.
void SetSearch::DropWorse(std::vector<FoundSet>* found) const {
  std::vector<FoundSet> kept;
  for (size_t i = 0; i < found->size(); ++i) {
    bool worse = false;
    for (size_t k = 0; k < found->size() && !worse; ++k) {
      if (k == i || (*found)[i].day < (*found)[k].day || !Within((*found)[k], (*found)[i])) continue;
      const bool alike = Within((*found)[i], (*found)[k]) && (*found)[i].day == (*found)[k].day;
      worse = !alike || k < i;
    }
    if (!worse) kept.push_back((*found)[i]);
  }
  *found = std::move(kept);
}

absl::Status SetSearch::IsEligible(const FoundSet& set, bool* eligible) {
  const Household household = Changed(set);
  const Sweep::Row row{&household, set.day};
  return sweep_->Run(prospect_.policy(), absl::MakeConstSpan(&row, 1), horizon_.recorded_when_true,
                     [&](const Sweep::Decided& batch) { *eligible = batch.judgement.outcome(0) == Outcome::kEligible; });
}

// A figure was found for its comparison alone. Beside the others of the set less of it may do.
absl::Status SetSearch::Lessen(FoundSet* set) {
  for (size_t i = 0; i < set->moves.size(); ++i) {
    const Lever& lever = moves_[set->moves[i]].lever;
    if (lever.field >= 0 && lever.varied()->kind != model::FieldKind::kInt) continue;
    const int64_t from = lever.field < 0 ? 0 : lever.from.value_or(lever.least);
    int64_t works = set->values[i];
    const int64_t step = works > from ? 1 : -1;
    if (works == from) continue;
    FoundSet trial = *set;
    bool eligible = false;
    // Of an addition the least is the same figure once more; otherwise that is the set without it, which is known not to work.
    const bool again = lever.add && lever.field >= 0 && lever.from;
    trial.values[i] = works - step;
    if (trial.values[i] == from && !again) continue;
    if (absl::Status status = IsEligible(trial, &eligible); !status.ok()) return status;
    if (!eligible) continue;
    works -= step;
    if (again) {
      trial.values[i] = from;
      if (absl::Status status = IsEligible(trial, &eligible); !status.ok()) return status;
      if (eligible) works = from;
    }
    int64_t fails = from;
    while (works - fails > 1 || fails - works > 1) {
      trial.values[i] = fails + (works - fails) / 2;
      if (absl::Status status = IsEligible(trial, &eligible); !status.ok()) return status;
      (eligible ? works : fails) = trial.values[i];
    }
    set->values[i] = works;
  }
  return absl::OkStatus();
}

absl::Status SetSearch::FirstDay(FoundSet* set, bool* works) {
  const Household household = Changed(*set);
  std::vector<Sweep::Row> rows;
  for (const DayState& day : days_) rows.push_back({&household, day.day});
  *works = false;
  return sweep_->Run(prospect_.policy(), rows, horizon_.recorded_when_true, [&](const Sweep::Decided& batch) {
    for (int32_t i = 0; i < batch.count && !*works; ++i) {
      if (batch.judgement.outcome(i) != Outcome::kEligible) continue;
      *works = true;
      set->day = rows[batch.first + static_cast<size_t>(i)].as_of;
      set->route = batch.judgement.route(i);
    }
  });
}

// Where there are too many sets to go through, as of a business with twenty findings: everything together, and then without
// whatever can be left out.
absl::Status SetSearch::Reduce(std::vector<FoundSet>* found) {
  FoundSet all;
  for (size_t i = 0; i < moves_.size(); ++i) {
    const bool more = std::any_of(moves_.begin() + static_cast<std::ptrdiff_t>(i) + 1, moves_.end(), [&](const Move& other) {
      return other.lever == moves_[i].lever;  // the later asks for another amount
    });
    if (more) continue;
    all.moves.push_back(i);
    all.values.push_back(moves_[i].value);
  }
  bool works = false;
  if (absl::Status status = FirstDay(&all, &works); !status.ok() || !works) return status;
  for (size_t i = all.moves.size(); i-- > 0;) {
    FoundSet less = all;
    less.moves.erase(less.moves.begin() + static_cast<std::ptrdiff_t>(i));
    less.values.erase(less.values.begin() + static_cast<std::ptrdiff_t>(i));
    if (absl::Status status = FirstDay(&less, &works); !status.ok()) return status;
    if (works && less.day <= all.day) all = std::move(less);
  }
  found->push_back(std::move(all));
  return absl::OkStatus();
}

absl::Status SetSearch::Find(size_t most, std::vector<FoundSet>* found, bool* cut) {
  *cut = false;
  absl::Status status;
  for (size_t size = 0; size <= moves_.size() && status.ok() && !*cut; ++size) {
    TrySize(size, found, cut, &status);
  }
  if (status.ok() && *cut && found->empty()) status = Reduce(found);
  if (!status.ok()) return status;
  const auto order = [](const FoundSet& a, const FoundSet& b) {
    if (a.moves.size() != b.moves.size()) return a.moves.size() < b.moves.size();
    if (a.day != b.day) return a.day < b.day;
    return a.moves != b.moves ? a.moves < b.moves : a.values < b.values;
  };
  std::sort(found->begin(), found->end(), order);
  if (found->size() > most) {
    found->resize(most);
    *cut = true;
  }
  for (FoundSet& set : *found) {
    if (status = Lessen(&set); !status.ok()) return status;
  }
  DropWorse(found);
  std::sort(found->begin(), found->end(), order);
  return absl::OkStatus();
}

}  // namespace graduasi::decide
