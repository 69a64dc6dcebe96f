// Comparing two policies on 1,000,000 households against deciding them with both, in one run: `compare_structs_1m` the
// reference policy with three edits on 20,000 synthetic families as structs, fifty times over; `compare_columns_1m` W1 with
// three edits on a register of columns. The ratio counts the causes of all flips, the breakdowns, the margins and what is
// missing.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <vector>

#include "bench/decisions.h"
#include "bench/families.h"
#include "bench/table.h"
#include "bench/w1_columns.h"
#include "graduasi/arrow.h"
#include "graduasi/comparison.h"
#include "graduasi/engine.h"
#include "tests/cases/w1.h"

namespace graduasi::bench {
namespace {

constexpr int64_t kHouseholds = 1'000'000;
constexpr int kTimes = 50;
constexpr int kTurns = 3;

void SetInt(PolicyDocument* document, const std::string& id, int64_t value) {
  for (Parameter& parameter : document->parameters) {
    if (parameter.id.text == id) parameter.versions.back().value->integer = value;
  }
}

Safeguard NewSafeguard(const std::string& when) {
  Safeguard safeguard;
  safeguard.id.text = "new";
  safeguard.title = {"Pelindung baru", "A new safeguard"};
  safeguard.when.text = when;
  return safeguard;
}

// A threshold, a dated parameter, a safeguard.
Policy ChangedReference(const Policy& policy) {
  PolicyDocument document = policy.document();
  SetInt(&document, "need_percent", 110);
  for (Parameter& parameter : document.parameters) {
    if (parameter.id.text != "hold_months") continue;
    Parameter::Version version = parameter.versions.back();
    version.from.text = "2026-04-01";
    version.value->integer = 3;
    parameter.versions.push_back(version);
  }
  document.safeguards.push_back(
      NewSafeguard("running_businesses.exists(b, b.food && months_between(b.started_on, as_of) < 18)"));
  return *Policy::Compile(document);
}

Policy ChangedW1(const Policy& policy) {
  PolicyDocument document = policy.document();
  SetInt(&document, "sessions_min", 11);
  SetInt(&document, "hold_months", 5);
  document.safeguards.push_back(NewSafeguard("size(household.members) >= 8"));
  return *Policy::Compile(document);
}

void Report(benchmark::State& state, std::vector<double> twice, std::vector<double> compared,
            const PolicyComparison& comparison) {
  std::vector<double> ratios;
  for (size_t i = 0; i < twice.size(); ++i) ratios.push_back(compared[i] / twice[i]);
  state.counters["ratio"] = Median(ratios);
  state.counters["decide_twice_ns_per_household"] = Median(std::move(twice)) * 1e9 / kHouseholds;
  state.counters["compare_ns_per_household"] = Median(std::move(compared)) * 1e9 / kHouseholds;
  state.counters["flips"] = static_cast<double>(comparison.transitions.flips());
}

void CompareStructs(benchmark::State& state) {
  static const Policy before = LoadPolicy("policies/pkh-graduasi/2026.policy.txtpb");
  static const Policy after = ChangedReference(before);
  static const std::vector<Household> families = SyntheticFamilies(kHouseholds / kTimes);
  const Date as_of = FamiliesAsOf();
  std::vector<double> twice, compared;
  PolicyComparison comparison;
  for (auto iteration : state) {
    (void)iteration;
    for (int turn = 0; turn < kTurns; ++turn) {
      int64_t eligible = 0;
      twice.push_back(Seconds([&] {
        for (int i = 0; i < kTimes; ++i) {
          for (const Policy* policy : {&before, &after}) {
            (void)policy->DecideAll(families, as_of, {}, [&](size_t, const Verdict& verdict) {
              eligible += verdict.outcome == Outcome::kEligible ? 1 : 0;
            });
          }
        }
      }));
      compared.push_back(Seconds([&] {
        auto comparer = Comparer::Start(before, after, as_of, {});
        for (int i = 0; i < kTimes; ++i) (void)(*comparer)->Add(families);
        comparison = *(*comparer)->Finish();
      }));
      const Transitions& all = comparison.transitions;
      if (all.total() != kHouseholds || all.before(Outcome::kEligible) + all.after(Outcome::kEligible) != eligible) {
        return state.SkipWithError("the comparison and the decisions do not agree");
      }
    }
  }
  Report(state, std::move(twice), std::move(compared), comparison);
}

void CompareColumns(benchmark::State& state) {
  static const Policy before = LoadPolicy("policies/examples/w1.policy.txtpb");
  static const Policy after = ChangedW1(before);
  static const W1Columns columns(65'536, false);
  const int64_t arrays = kHouseholds / 65'536 + 1;
  std::vector<double> twice, compared;
  PolicyComparison comparison;
  for (auto iteration : state) {
    (void)iteration;
    for (int turn = 0; turn < kTurns; ++turn) {
      int64_t rows = 0;
      twice.push_back(Seconds([&] {
        for (const Policy* policy : {&before, &after}) {
          ArrowArrayStream in = columns.Stream(arrays);
          ArrowArrayStream out{};
          if (DecideStream(*policy, &in, w1::kAsOf, {}, &out, nullptr).ok()) rows += Drain(&out, {});
        }
      }));
      compared.push_back(Seconds([&] {
        auto comparer = Comparer::Start(before, after, w1::kAsOf, {});
        ArrowArrayStream in = columns.Stream(arrays);
        if (AddStream(&in, comparer->get()).ok()) comparison = *(*comparer)->Finish();
      }));
      if (comparison.families * 2 != rows) return state.SkipWithError("rows were lost");
    }
  }
  Report(state, std::move(twice), std::move(compared), comparison);
}

BENCHMARK(CompareStructs)->Name("compare_structs_1m")->Iterations(1);
BENCHMARK(CompareColumns)->Name("compare_columns_1m")->Iterations(1);

}  // namespace
}  // namespace graduasi::bench
