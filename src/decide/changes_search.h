// The smallest sets of moves that make a household ELIGIBLE within the horizon. Sets are gone through by size; a set is decided
// only on days on which it touches everything that stands in the way of a route, which leaves out none that could work. This
// file must not know expressions.
#ifndef GRADUASI_SRC_DECIDE_CHANGES_SEARCH_H_
#define GRADUASI_SRC_DECIDE_CHANGES_SEARCH_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "graduasi/date.h"
#include "graduasi/household.h"
#include "src/decide/changes_move.h"
#include "src/decide/earliest.h"
#include "src/decide/outlook.h"

namespace graduasi::decide {

// A bit for each criterion, safeguard and score; of more than fit several share one, which only makes more sets worth deciding.
using Touched = std::bitset<256>;

// What a day looks like if nothing is done.
struct DayState {
  Date day;
  bool decidable = true;  // the record does not contradict itself
  bool eligible = false;
  int route = -1;  // of ELIGIBLE
  std::vector<CriterionResult> criteria;
  std::vector<SafeguardResult> safeguards;
};

struct FoundSet {
  std::vector<size_t> moves;    // ascending
  std::vector<int64_t> values;  // of them; mostly those of the moves, sometimes less
  Date day;
  int route = -1;
};

class SetSearch {
 public:
  SetSearch(const Prospect& prospect, const Household& household, const Horizon& horizon, const std::vector<DayState>& days,
            const std::vector<Move>& moves, Sweep* sweep);

  // Every set that works such that no part of it, and no less of anything in it, works as early; smallest first, then by day,
  // then by the order of moves. `*cut`: not all sets could be gone through.
  absl::Status Find(size_t most, std::vector<FoundSet>* found, bool* cut);

 private:
  struct Trial {
    FoundSet set;
    size_t first_row = 0;
    size_t rows = 0;
  };

  // What must be touched, at least, on the days of one kind for a set to be worth deciding.
  struct Need {
    bool possible = true;
    Touched always;
    struct Route {
      Touched all_of;
      struct Some {
        int64_t n = 0;           // that pass already left out
        std::vector<size_t> of;  // bits
      };
      std::vector<Some> some;
    };
    std::vector<Route> routes;
  };
  Need NeedOf(const DayState& day) const;
  bool Promising(const Touched& touched, const Need& need) const;
  void TrySize(size_t size, std::vector<FoundSet>* found, bool* cut, absl::Status* status);
  void Consider(const std::vector<size_t>& chosen, const std::vector<FoundSet>& found);
  absl::Status DecideTrials(std::vector<FoundSet>* found);
  // Whether `less` is part of `set`, with no more of anything.
  bool Within(const FoundSet& less, const FoundSet& set) const;
  void DropWorse(std::vector<FoundSet>* found) const;
  absl::Status Lessen(FoundSet* set);
  absl::Status FirstDay(FoundSet* set, bool* works);
  absl::Status Reduce(std::vector<FoundSet>* found);
  absl::Status IsEligible(const FoundSet& set, bool* eligible);
  Household Changed(const FoundSet& set) const;

  const Prospect& prospect_;
  const policy::CheckedPolicy& policy_;
  const Household& household_;
  const Horizon& horizon_;
  const std::vector<DayState>& days_;
  const std::vector<Move>& moves_;
  Sweep* const sweep_;
  std::vector<Touched> touched_;  // by move
  std::vector<Need> needs_;       // of the kinds of days
  std::vector<size_t> need_of_;   // by day
  std::vector<Trial> trials_;
  std::vector<Household> changed_;
  std::vector<std::pair<size_t, Date>> rows_;  // which of changed_, and the day
  int64_t gone_through_ = 0;
  int64_t decided_ = 0;
};

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_CHANGES_SEARCH_H_
