// The distribution of the number of families that complete, and what is read from it. This file must not know households or
// policies: it is given rates.
#include <algorithm>
#include <cstddef>
#include <limits>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graduasi/projection.h"

namespace graduasi {
namespace {

constexpr int32_t kWhole = 1000;  // per mille

// What is less is dropped at both ends of the distribution while it is made, which spares time and subnormal numbers. Of
// 100,000 families less than 1e-289 is lost together.
constexpr double kDropped = 1e-300;

absl::Status CheckTarget(int64_t families, int64_t least, int64_t most) {
  if (families < 0 || families > kMaxForecastFamilies) {
    return absl::InvalidArgumentError(
        absl::StrCat("a forecast is made of 0 to ", kMaxForecastFamilies, " families, not of ", families));
  }
  if (least < 0 || most < least) {
    return absl::InvalidArgumentError(
        absl::StrCat("the range from ", least, " to ", most, " must begin at 0 or more and not end before it begins"));
  }
  return absl::OkStatus();
}

absl::Status CheckRate(int32_t rate) {
  if (rate >= 0 && rate <= kWhole) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("a rate of ", rate, " per mille must be between 0 and 1000"));
}

// Three roundings for each family (a rate, a product, a sum) and one for each number in a sum, each of at most half an epsilon;
// an epsilon more for what is of second order.
double ErrorBound(size_t families) { return (2 * static_cast<double>(families) + 1) * std::numeric_limits<double>::epsilon(); }

// Of k completions, after one family after another.
std::vector<double> Distribution(absl::Span<const int32_t> rates) {
  std::vector<double> exactly(rates.size() + 1, 0.0);
  exactly[0] = 1;
  size_t low = 0, high = 0;  // what is outside is 0
  for (const int32_t rate : rates) {
    const double pass = rate / 1000.0;
    const double fail = (kWhole - rate) / 1000.0;
    ++high;
    for (size_t k = high; k > low; --k) exactly[k] = exactly[k] * fail + exactly[k - 1] * pass;
    exactly[low] *= fail;
    while (low < high && exactly[low] < kDropped) exactly[low++] = 0;
    while (high > low && exactly[high] < kDropped) exactly[high--] = 0;
  }
  return exactly;
}

// Of the numbers in [first, last), which begin or end in the thin end of the distribution or hold its bulk: in any order the
// bound holds, as none is negative.
double Sum(const std::vector<double>& exactly, int64_t first, int64_t last) {
  const int64_t size = static_cast<int64_t>(exactly.size());
  double sum = 0;
  for (int64_t k = first; k < std::min(last, size); ++k) sum += exactly[static_cast<size_t>(k)];
  return std::min(sum, 1.0);
}

CompletionForecast Forecast(absl::Span<const int32_t> rates, int64_t least, int64_t most) {
  CompletionForecast forecast;
  forecast.families = static_cast<int64_t>(rates.size());
  for (const int32_t rate : rates) forecast.expected_per_mille += rate;
  forecast.exactly = Distribution(rates);
  forecast.least = least;
  forecast.most = most;
  const int64_t end = forecast.families + 1;
  forecast.below = Sum(forecast.exactly, 0, least);
  forecast.at_least = Sum(forecast.exactly, least, end);
  forecast.within = most < end ? Sum(forecast.exactly, least, most + 1) : forecast.at_least;
  forecast.above = most < end ? Sum(forecast.exactly, most + 1, end) : 0;
  forecast.relative_error = ErrorBound(rates.size());
  return forecast;
}

}  // namespace

absl::StatusOr<CompletionForecast> ForecastCompletions(absl::Span<const int32_t> rates_per_mille, int64_t least, int64_t most) {
  const size_t size = std::min<size_t>(rates_per_mille.size(), std::numeric_limits<int64_t>::max());
  if (absl::Status status = CheckTarget(static_cast<int64_t>(size), least, most); !status.ok()) return status;
  for (const int32_t rate : rates_per_mille) {
    if (absl::Status status = CheckRate(rate); !status.ok()) return status;
  }
  return Forecast(rates_per_mille, least, most);
}

absl::StatusOr<CompletionForecast> ForecastCompletions(int64_t families, int32_t rate_per_mille, int64_t least, int64_t most) {
  if (absl::Status status = CheckTarget(families, least, most); !status.ok()) return status;
  if (absl::Status status = CheckRate(rate_per_mille); !status.ok()) return status;
  CompletionForecast forecast = Forecast(std::vector<int32_t>(static_cast<size_t>(families), rate_per_mille), least, most);
  forecast.rate_per_mille = rate_per_mille;
  return forecast;
}

namespace {

// The probability that at least `least` of so many complete, each with a rate between 0 and 1000: the terms of the binomial
// distribution as multiples of the largest one, whose ratios to their neighbours are quotients of whole numbers. Two roundings
// a term, and one for each in the sums, of which there are two.
double AtLeast(int64_t families, int64_t least, int32_t rate) {
  const int64_t mode = (families + 1) * rate / kWhole;
  double below = 0, reached = 0;
  const auto add = [&](int64_t k, double term) { (k < least ? below : reached) += term; };
  double term = 1;
  for (int64_t k = mode; term > kDropped; ++k) {
    add(k, term);
    term = term * static_cast<double>((families - k) * rate) / static_cast<double>((k + 1) * (kWhole - rate));
  }
  term = 1;
  for (int64_t k = mode; k > 0 && term > kDropped; --k) {
    term = term * static_cast<double>(k * (kWhole - rate)) / static_cast<double>((families - k + 1) * rate);
    add(k - 1, term);
  }
  return reached / (below + reached);
}

double ErrorBoundOfAtLeast(size_t families) {
  return (3 * static_cast<double>(families) + 3) * std::numeric_limits<double>::epsilon();
}

}  // namespace

absl::StatusOr<std::optional<int32_t>> RateNeeded(int64_t families, int64_t least, int32_t probability_per_mille) {
  if (absl::Status status = CheckTarget(families, least, least); !status.ok()) return status;
  if (probability_per_mille < 1 || probability_per_mille > kWhole) {
    return absl::InvalidArgumentError(
        absl::StrCat("a probability of ", probability_per_mille, " per mille must be between 1 and 1000"));
  }
  if (least > families) return std::nullopt;
  if (least == 0) return 0;
  // Certainty is no matter of rounding.
  if (probability_per_mille == kWhole) return kWhole;
  const double enough = probability_per_mille / 1000.0 * (1 - ErrorBoundOfAtLeast(static_cast<size_t>(families)));
  int32_t low = 0, high = kWhole;  // not enough, enough: the probability grows with the rate
  while (high - low > 1) {
    const int32_t middle = low + (high - low) / 2;
    (AtLeast(families, least, middle) >= enough ? high : low) = middle;
  }
  return high;
}

}  // namespace graduasi
