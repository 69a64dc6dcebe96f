#include "src/programme/programme_forecast.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graduasi/projection.h"

namespace graduasi::programme {
namespace {

constexpr int32_t kWhole = 1000;
constexpr int32_t kProbabilities[] = {500, 800, 950};

absl::Status AddRatesNeeded(int64_t families, int64_t least, ProgrammeReport* report) {
  for (const int32_t probability : kProbabilities) {
    const absl::StatusOr<std::optional<int32_t>> rate = RateNeeded(families, least, probability);
    if (!rate.ok()) return rate.status();
    report->rates_needed.push_back({probability, *rate});
  }
  return absl::OkStatus();
}

// One rate for all is told as such.
absl::StatusOr<CompletionForecast> ForecastOf(const ProgrammeReport& report, int64_t families, int64_t least, int64_t most) {
  std::vector<int32_t> rates;
  bool one_rate = true;
  rates.reserve(static_cast<size_t>(families));
  for (const auto& [outcome, count] : report.in_pipeline) {
    const int32_t rate = report.rates_per_mille.at(outcome);
    one_rate = one_rate && (rates.empty() || rates[0] == rate);
    rates.insert(rates.end(), static_cast<size_t>(count), rate);
  }
  if (one_rate && !rates.empty()) return ForecastCompletions(families, rates[0], least, most);
  return ForecastCompletions(rates, least, most);
}

}  // namespace

absl::Status CheckRates(const ProgrammeOptions& options) {
  for (const auto& [outcome, rate] : options.rates_per_mille) {
    if (rate >= 0 && rate <= kWhole) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("of 1000 families that are ", Name(outcome), " ", rate, " cannot complete; give a number from 0 to 1000"));
  }
  return absl::OkStatus();
}

absl::Status AddForecast(const ProgrammeOptions& options, ProgrammeReport* report) {
  report->rates_per_mille = options.rates_per_mille;
  if (!report->target.has_value() || !report->cohort.has_value() || !report->cohort->conversion.has_value()) {
    return absl::OkStatus();
  }
  const CohortReport::Conversion& conversion = *report->cohort->conversion;
  if (report->ranking.has_value()) {
    report->cut_least = CutAt(*report->ranking, conversion.still_least);
    report->cut_most = CutAt(*report->ranking, conversion.still_most);
  }
  // What is to come after the last day of the target's period is no part of it.
  if (report->target->period.last() <= report->as_of || conversion.in_pipeline == 0) return absl::OkStatus();
  if (conversion.in_pipeline > kMaxForecastFamilies) {
    report->too_many_to_forecast = true;
    return absl::OkStatus();
  }
  absl::Status status = AddRatesNeeded(conversion.in_pipeline, conversion.still_least, report);
  if (!status.ok() || report->rates_per_mille.empty()) return status;
  for (const auto& [outcome, count] : report->in_pipeline) {
    if (count > 0 && report->rates_per_mille.count(outcome) == 0) report->without_rate.push_back(outcome);
  }
  if (!report->without_rate.empty()) return absl::OkStatus();
  absl::StatusOr<CompletionForecast> forecast =
      ForecastOf(*report, conversion.in_pipeline, conversion.still_least, conversion.still_most);
  if (!forecast.ok()) return forecast.status();
  report->forecast = *std::move(forecast);
  return absl::OkStatus();
}

}  // namespace graduasi::programme
