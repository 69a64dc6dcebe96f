// One household at a time, and loading a policy. Households of W1 with its policy, and the household of Pasuruan of the test
// cases with the reference policy.
#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "bench/decisions.h"
#include "bench/w1_columns.h"
#include "graduasi/engine.h"
#include "tests/cases/w1.h"

namespace graduasi::bench {
namespace {

constexpr size_t kSample = 32;  // few enough to stay in the cache, as one that has just been read is
constexpr int kRepetitions = 9;

const Policy& ReferencePolicy() {
  static const Policy policy = LoadPolicy("policies/pkh-graduasi/2026.policy.txtpb");
  return policy;
}
const Date kPasuruanDay(2026, 6, 15);

// The household of a test case, as JSON.
const std::string& Pasuruan() {
  static const std::string json = [] {
    const simdjson::padded_string file(ReadFile("tests/cases/seed_pasuruan.json"));
    simdjson::dom::parser parser;
    return std::string(simdjson::minify(parser.parse(file)["household"].value()));
  }();
  return json;
}

void SetNanoseconds(benchmark::State& state) {
  state.counters["ns_per_household"] = benchmark::Counter(1e-9 * static_cast<double>(state.iterations()),
                                                          benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

// Outcome and criterion results.
void DecideOne(benchmark::State& state, const Policy& policy, const std::vector<Household>& households, Date as_of) {
  size_t next = 0;
  int64_t sum = 0;
  for (auto iteration : state) {
    (void)iteration;
    const absl::Status status = policy.DecideAll(
        absl::MakeConstSpan(&households[next], 1), as_of, {},
        [&](size_t, const Verdict& v) { sum += static_cast<int64_t>(v.outcome) + static_cast<int64_t>(v.criteria[0]); });
    if (!status.ok()) return state.SkipWithError(status.ToString().c_str());
    next = next + 1 == households.size() ? 0 : next + 1;
  }
  benchmark::DoNotOptimize(sum);
  SetNanoseconds(state);
}

void W1One(benchmark::State& state) {
  static const Policy policy = LoadPolicy("policies/examples/w1.policy.txtpb");
  static const std::vector<Household> households = W1Columns::Structs(kSample, false);
  DecideOne(state, policy, households, w1::kAsOf);
}

void ReferenceOne(benchmark::State& state) {
  const absl::StatusOr<Household> household = ParseHouseholdJson(Pasuruan());
  if (!household.ok()) return state.SkipWithError(household.status().ToString().c_str());
  DecideOne(state, ReferencePolicy(), {*household}, kPasuruanDay);
}

// With reasons, from a struct.
void ReasonsOne(benchmark::State& state) {
  const absl::StatusOr<Household> household = ParseHouseholdJson(Pasuruan());
  if (!household.ok()) return state.SkipWithError(household.status().ToString().c_str());
  for (auto iteration : state) {
    (void)iteration;
    absl::StatusOr<Decision> decision = ReferencePolicy().Decide(*household, kPasuruanDay);
    if (!decision.ok()) return state.SkipWithError(decision.status().ToString().c_str());
    benchmark::DoNotOptimize(decision);
  }
  SetNanoseconds(state);
}

void JsonOnly(benchmark::State& state) {
  for (auto iteration : state) {
    (void)iteration;
    absl::StatusOr<Household> household = ParseHouseholdJson(Pasuruan());
    benchmark::DoNotOptimize(household);
  }
  SetNanoseconds(state);
}

// From JSON to a decision with its reasons in both languages, and to the page as well.
void JsonToReasons(benchmark::State& state, bool page) {
  for (auto iteration : state) {
    (void)iteration;
    const absl::StatusOr<Household> household = ParseHouseholdJson(Pasuruan());
    if (!household.ok()) return state.SkipWithError(household.status().ToString().c_str());
    absl::StatusOr<Decision> decision = ReferencePolicy().Decide(*household, kPasuruanDay);
    if (!decision.ok()) return state.SkipWithError(decision.status().ToString().c_str());
    benchmark::DoNotOptimize(decision);
    if (page) benchmark::DoNotOptimize(Explain(*decision, Language::kIndonesian));
  }
  SetNanoseconds(state);
}

void PolicyLoad(benchmark::State& state) {
  const std::string text = ReadFile("policies/pkh-graduasi/2026.policy.txtpb");
  for (auto iteration : state) {
    (void)iteration;
    absl::StatusOr<Policy> policy = Policy::Parse(text);
    if (!policy.ok()) return state.SkipWithError(policy.status().ToString().c_str());
    benchmark::DoNotOptimize(policy);
  }
  state.counters["ms_per_load"] = benchmark::Counter(1e-3 * static_cast<double>(state.iterations()),
                                                     benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

BENCHMARK(W1One)->Name("one_struct_w1")->Repetitions(kRepetitions)->MinTime(0.1);
BENCHMARK(ReferenceOne)->Name("one_struct_reference")->Repetitions(kRepetitions)->MinTime(0.1);
BENCHMARK(ReasonsOne)->Name("one_struct_reasons")->Repetitions(kRepetitions)->MinTime(0.1);
BENCHMARK(JsonOnly)->Name("one_json_read")->Repetitions(kRepetitions)->MinTime(0.1);
BENCHMARK_CAPTURE(JsonToReasons, decision, false)->Name("one_json_reasons")->Repetitions(kRepetitions)->MinTime(0.1);
BENCHMARK_CAPTURE(JsonToReasons, page, true)->Name("one_json_page")->Repetitions(kRepetitions)->MinTime(0.1);
BENCHMARK(PolicyLoad)->Name("policy_load")->Repetitions(kRepetitions)->MinTime(0.1);

}  // namespace
}  // namespace graduasi::bench
