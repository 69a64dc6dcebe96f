// Ranking: in which order the families that are eligible stand before a target that is smaller than their number. It is apart
// from eligibility and changes nothing about it. The order is declared in the policy, as a list of keys; families that are
// equal in all keys share a place, and nobody is put before another by the order of the input, by an id or by chance. Where a
// target's last place falls inside a tie, that is said, and an officer decides.
//
//   absl::StatusOr<graduasi::Ranking> ranking = graduasi::RankEligible(policy, households, as_of);
//   graduasi::Cut cut = graduasi::CutAt(*ranking, 35);
#ifndef GRADUASI_RANKING_H_
#define GRADUASI_RANKING_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graduasi/date.h"
#include "graduasi/decision.h"
#include "graduasi/engine.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"
#include "graduasi/language.h"
#include "graduasi/policy.h"

namespace graduasi {

struct RankingValue {
  enum class Kind { kInteger, kDate, kBool } kind = Kind::kInteger;
  std::optional<int64_t> value;  // a date in days since 1970-01-01, a bool as 0 or 1; absent: missing
  bool imprecise = false;        // missing because only a range is known, of a date known to the month
};

struct RankedFamily {
  std::string household_id;
  int64_t place = 0;                 // from 1; equal families share a place, and as many places after it stay empty
  int64_t sharing = 1;               // families that share it
  std::vector<RankingValue> values;  // one for each key
  // The first key in which it differs from the next family, and so stands before it; absent if it shares the place with the
  // next one, or there is none.
  std::optional<size_t> before_next_by;
};

// An eligible family that cannot be given a place, because a key has no value but an error.
struct UnrankedFamily {
  std::string household_id;
  size_t key = 0;
};

// families == ranked + unranked + left + the sum of `others`.
struct Ranking {
  RankingRule rule;
  bool declared = false;  // the rule is the policy's own
  Date as_of;
  std::string policy_id;
  std::string policy_hash;
  int64_t families = 0;
  std::vector<RankedFamily> ranked;      // by place; those that share one are listed by id, which puts nobody before another
  std::vector<UnrankedFamily> unranked;  // by id
  std::map<Outcome, int64_t> others;     // families that are not ELIGIBLE
  int64_t left = 0;                      // that are ELIGIBLE, but have left already by their histories; only in a ProgrammeReport
};

// The order of the households that are ELIGIBLE, by the ranking that the policy declares. The same households in another order
// give the same ranking. FailedPrecondition if the policy declares none; InvalidArgument if a household has no id, has one with
// 16 digits in a row, which may be a NIK or KK number, or has the same as another; otherwise errors as Policy::Decide.
absl::StatusOr<Ranking> RankEligible(const Policy& policy, absl::Span<const Household> households, Date as_of,
                                     const DecideOptions& options = {});

// The same by another rule, whatever the policy declares: what would the order be? InvalidArgument also if the rule has a
// mistake; `findings` (may be null) receives each, and they are those that a policy with this ranking would have.
absl::StatusOr<Ranking> RankEligible(const Policy& policy, const RankingRule& rule, absl::Span<const Household> households,
                                     Date as_of, const DecideOptions& options = {}, Findings* findings = nullptr);

// Where a number of places ends in a ranking: inside + left + unfilled == places.
struct Cut {
  int64_t places = 0;
  int64_t inside = 0;    // families that have one of the places whatever is decided about a tie
  int64_t tied = 0;      // families that share the place in which the places run out; 0: the line falls between two places
  int64_t left = 0;      // of the places, for those that are tied: fewer than they are
  int64_t unfilled = 0;  // places without a family
};
Cut CutAt(const Ranking& ranking, int64_t places);  // fewer than 0 places are none

// As plain text: each place with its values and why it stands before the next; with `places`, where they end.
std::string Explain(const Ranking& ranking, Language language, std::optional<int64_t> places = std::nullopt);

}  // namespace graduasi

#endif  // GRADUASI_RANKING_H_
