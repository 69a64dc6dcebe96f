// The page of an office of 65,000 families against deciding them once without reasons, in one run: `programme_count_65k` counts
// outcomes, what keeps whom back and the missing facts; `programme_year_65k` also looks a year ahead under a policy that goes
// on so long. The families are 13,000 synthetic ones, five times over under other ids, which are given outside of what is
// measured.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bench/decisions.h"
#include "bench/families.h"
#include "bench/table.h"
#include "graduasi/programme_report.h"

namespace graduasi::bench {
namespace {

constexpr int64_t kFamilies = 65'000;
constexpr int kTimes = 5;
constexpr int kTurns = 3;

Policy ThatGoesOn() {
  PolicyDocument document = LoadPolicy("policies/pkh-graduasi/2026.policy.txtpb").document();
  document.effective_until.text.clear();
  return *Policy::Compile(document);
}

void Report(benchmark::State& state, Date until) {
  static const Policy policy = ThatGoesOn();
  static std::vector<Household> families = SyntheticFamilies(kFamilies / kTimes);
  ProgrammeOptions options;
  options.until = until;
  std::vector<double> once, reported, ratios;
  for (auto iteration : state) {
    (void)iteration;
    for (int turn = 0; turn < kTurns; ++turn) {
      int64_t eligible = 0;
      once.push_back(Seconds([&] {
        for (int i = 0; i < kTimes; ++i) {
          (void)policy.DecideAll(families, FamiliesAsOf(), {}, [&](size_t, const Verdict& verdict) {
            eligible += verdict.outcome == Outcome::kEligible ? 1 : 0;
          });
        }
      }));
      std::unique_ptr<ProgrammeReporter> reporter = *ProgrammeReporter::Start(policy, FamiliesAsOf(), options);
      double seconds = 0;
      for (int i = 0; i < kTimes; ++i) {
        for (size_t k = 0; k < families.size(); ++k) families[k].id = std::to_string(i) + "-" + std::to_string(k);
        seconds += Seconds([&] { (void)reporter->Add(families); });
      }
      absl::StatusOr<ProgrammeReport> report;
      seconds += Seconds([&] { report = reporter->Finish(); });
      if (!report.ok() || report->cohort->families != kFamilies || report->projection->eligible_now != eligible) {
        return state.SkipWithError("the page and the decisions do not agree");
      }
      reported.push_back(seconds);
      ratios.push_back(seconds / once.back());
      state.counters["become_eligible"] =
          report->projection->months.empty() ? 0 : static_cast<double>(report->projection->months.back().reached - eligible);
    }
  }
  state.counters["ratio"] = Median(std::move(ratios));
  state.counters["decide_ns_per_family"] = Median(std::move(once)) * 1e9 / kFamilies;
  state.counters["report_ns_per_family"] = Median(std::move(reported)) * 1e9 / kFamilies;
}

void Count(benchmark::State& state) { Report(state, Date::FromDays(FamiliesAsOf().days() + 1)); }
void Year(benchmark::State& state) { Report(state, *FamiliesAsOf().AddMonths(12)); }

BENCHMARK(Count)->Name("programme_count_65k")->Iterations(1);
BENCHMARK(Year)->Name("programme_year_65k")->Iterations(1);

}  // namespace
}  // namespace graduasi::bench
