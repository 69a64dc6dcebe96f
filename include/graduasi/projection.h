// What a cohort may come to. First, from the engine's own dates: in which month how many of its families become eligible if
// nothing else happens. Second, under a stated assumption about how many of the families will complete: how probable each
// number of completions is, and which rate a target would take. Neither is a prediction, and nothing about any family is
// decided by it; so probabilities may be floating-point numbers here.
//
//   auto projection = graduasi::ProjectCohort(policy, households, as_of, graduasi::Date(2027, 1, 1));
//   auto forecast = graduasi::ForecastCompletions(50, 600, 30, 35);   // 50 families, 600 per mille each, 30 to 35 aimed at
//   std::cout << graduasi::Explain(*forecast, graduasi::Language::kIndonesian);
#ifndef GRADUASI_PROJECTION_H_
#define GRADUASI_PROJECTION_H_

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
#include "graduasi/household.h"
#include "graduasi/language.h"
#include "graduasi/life_cycle.h"

namespace graduasi {

// A calendar month of the horizon; the first begins on the day after as_of, the last ends with the horizon.
struct ProjectedMonth {
  Date first;
  Date until;                   // first day after
  int64_t become_eligible = 0;  // are ELIGIBLE in it for the first time
  int64_t reached = 0;          // have been ELIGIBLE on some day since as_of
  int64_t eligible_at_end = 0;  // are ELIGIBLE on its last day: less than `reached` if some have ceased to be
  // The same of candidates: families that are ELIGIBLE, or would be once the procedure is through (LifeRules).
  int64_t become_candidates = 0;
  int64_t candidates_reached = 0;
  int64_t candidates_at_end = 0;
};

// families == eligible_now + the sum of become_eligible + the sum of `never`.
struct Projection {
  Date as_of;
  Date until;                     // first day that was not looked at
  bool ends_with_policy = false;  // because the policy is no longer in effect from `until` on
  int64_t families = 0;
  int64_t eligible_now = 0;            // as of as_of
  int64_t candidates_now = 0;          // likewise; those that are ELIGIBLE included
  std::vector<ProjectedMonth> months;  // every month of the horizon, ascending
  // Those that are not ELIGIBLE on any day of the horizon, by what the policy says of them as of as_of; no ELIGIBLE among them.
  std::map<Outcome, int64_t> never;
};

// Of each household when it is ELIGIBLE first, if nothing else happens from as_of until the day before `until` or the end of
// the policy; and when a candidate, where the procedure completes what `rules` name. Errors as Foresee.
absl::StatusOr<Projection> ProjectCohort(const Policy& policy, absl::Span<const Household> households, Date as_of, Date until,
                                         const DecideOptions& options = {}, const LifeRules& rules = {});

// How many of the families complete, if each does with a stated rate, independently of the others. The assumption is the
// caller's; where families fail together (a bad harvest), low and high numbers are more probable than this says.
struct CompletionForecast {
  int64_t families = 0;
  std::optional<int32_t> rate_per_mille;  // of all families; absent: they have rates of their own
  int64_t expected_per_mille = 0;         // the expected number of completions in thousandths of a family; exact
  std::vector<double> exactly;            // of exactly k completions, k from 0 to `families`
  int64_t least = 0;                      // the target
  int64_t most = 0;
  // Probabilities, 0 to 1.
  double below = 0;     // fewer than `least`
  double at_least = 0;  // `least` or more
  double within = 0;    // from `least` to `most`, both included
  double above = 0;     // more than `most`
  // Every probability p is within p * relative_error of the exact one, as only terms that are not negative are multiplied and
  // added; one of less than 1e-270 may come out as 0.
  double relative_error = 0;
};

inline constexpr int64_t kMaxForecastFamilies = 100'000;  // time grows as families ^ 1.5

// The Poisson-binomial distribution of `rates_per_mille`, one for each family, against the range from `least` to `most`.
// InvalidArgument if a rate is not in [0, 1000], the range begins below 0 or ends before it begins, or the families are too
// many.
absl::StatusOr<CompletionForecast> ForecastCompletions(absl::Span<const int32_t> rates_per_mille, int64_t least, int64_t most);
// The same rate for all: the binomial distribution.
absl::StatusOr<CompletionForecast> ForecastCompletions(int64_t families, int32_t rate_per_mille, int64_t least, int64_t most);

// The smallest rate in whole per mille, the same for all families, with which at least `least` complete with a probability of
// `probability_per_mille` or more; what is less by no more than the error of the computation counts as reached. A probability
// of 1000 is certainty. Nothing if `least` is more than there are families. InvalidArgument if the probability is not in [1,
// 1000], or otherwise as ForecastCompletions.
absl::StatusOr<std::optional<int32_t>> RateNeeded(int64_t families, int64_t least, int32_t probability_per_mille);

// As plain text, with the assumption.
std::string Explain(const Projection& projection, Language language);
std::string Explain(const CompletionForecast& forecast, Language language);

}  // namespace graduasi

#endif  // GRADUASI_PROJECTION_H_
