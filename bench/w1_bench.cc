// W1 against the loop that an expert would write by hand, over the same columns, in turns within one run; the ratio is the
// median of the ratios of the turns. Both are checked before anything is timed: against the check values of the workload, and
// where values are missing against the same households decided as structs.
//
// What is compared. The reference reads columns that are known to be sound and of which nothing is missing, and leaves for each
// household the set of criteria that it fails, as a mask, and its outcome. The library is given the same columns as an Arrow
// stream of unknown content. In `w1` and `w1_missing` it does all that a caller of DecideStream gets: it binds the schema,
// validates every value, decides, and hands out Arrow arrays with the id, the outcome, the route and the lists of failed,
// missing and protecting ids of each household as texts; nothing is prepared outside the time that is taken. The other lines
// say what parts of that cost: `w1_answers` ends with the failed and missing sets and outcomes, which is what the reference
// leaves; `w1_evaluator` and `w1_evaluator_missing` begin with columns that are bound and validated and end with bitmaps.
#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/decisions.h"
#include "bench/table.h"
#include "bench/w1_columns.h"
#include "bench/w1_reference.h"
#include "graduasi/arrow.h"
#include "graduasi/engine.h"
#include "src/arrow/answers.h"
#include "src/arrow/array.h"
#include "src/arrow/binding.h"
#include "src/arrow/decide_rows.h"
#include "src/arrow/fill.h"
#include "src/arrow/result_ids.h"
#include "src/columns/batch.h"
#include "src/columns/run.h"
#include "src/decide/judge.h"
#include "src/policy/compiled_policy.h"
#include "tests/cases/w1.h"

namespace graduasi::bench {
namespace {

constexpr int64_t kHouseholds = 1'000'000;
constexpr int64_t kHouseholdsAsStructs = 20'000;
constexpr int kTurns = 15;
constexpr int32_t kBatchRows = 2048;

// Of this thread's own work, so that neighbours on the machine count less; or by the clock on the wall.
double Seconds(clockid_t clock, const std::function<void()>& body) {
  timespec start{}, end{};
  clock_gettime(clock, &start);
  body();
  clock_gettime(clock, &end);
  return static_cast<double>(end.tv_sec - start.tv_sec) + static_cast<double>(end.tv_nsec - start.tv_nsec) * 1e-9;
}

const Policy& W1Policy() {
  static const Policy policy = LoadPolicy("policies/examples/w1.policy.txtpb");
  return policy;
}

// Made when first asked for, and kept.
const W1Columns& Complete() {
  static const W1Columns columns(kHouseholds, false);
  return columns;
}
const W1Columns& WithMissing() {
  static const W1Columns columns(kHouseholds, true);
  return columns;
}

class Reference {
 public:
  Reference() : masks_(static_cast<size_t>(kHouseholds)), outcomes_(static_cast<size_t>(kHouseholds)) {}
  void Run() {
    W1Reference(Complete().view(), W1Columns::Names(), W1Columns::PovertyLines().data(), masks_.data(), outcomes_.data());
  }
  W1Tally Count() const {
    constexpr Outcome kOutcomes[] = {Outcome::kEligible, Outcome::kNotYet, Outcome::kProtected};
    W1Tally tally;
    for (size_t i = 0; i < masks_.size(); ++i) tally.Add(masks_[i], 0, kOutcomes[outcomes_[i]]);
    return tally;
  }

 private:
  std::vector<uint16_t> masks_;
  std::vector<uint8_t> outcomes_;
};

// The evaluator alone, over batches whose columns point into the register's.
class Evaluator {
 public:
  explicit Evaluator(const W1Columns& columns) : stream_(columns.Stream()) {
    const policy::CompiledPolicy& compiled = decide::CompiledOf(W1Policy());
    ArrowSchema schema{};
    ArrowArray array{};
    stream_.get_schema(&stream_, &schema);
    stream_.get_next(&stream_, &array);
    Findings findings;
    arrow::Bind(schema, *compiled.bulk().program, {}, &binding_, &findings);
    array_ = array;
    sound_ = findings.empty() && binding_.absent.empty() && !arrow::Attach(binding_.household, array_, &bound_).has_value();
    for (int64_t first = 0; sound_ && first < array.length; first += kBatchRows) {
      const auto rows = static_cast<int32_t>(std::min<int64_t>(kBatchRows, array.length - first));
      batches_.push_back(std::make_unique<columns::Batch>());
      std::vector<uint64_t> suspect;
      const arrow::Filled filled =
          arrow::FillBatch(binding_, *compiled.bulk().program, bound_, first, rows, w1::kAsOf, batches_.back().get(), &suspect);
      sound_ = !filled.breach.has_value() && !filled.too_large;
    }
  }
  ~Evaluator() { stream_.release(&stream_); }
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  bool sound() const { return sound_; }

  // Outcomes, and for every criterion who fails it and of whom it is not known.
  void Run() {
    uint64_t sum = 0;
    Each([&](const decide::Judgement& judgement, int32_t rows) {
      for (size_t k = 0; k < 12; ++k) {
        for (size_t w = 0; w < static_cast<size_t>(rows + 63) / 64; ++w)
          sum += judgement.failed(k, w) ^ judgement.missing(k, w);
      }
    });
    benchmark::DoNotOptimize(sum);
  }

  W1Tally Count() {
    W1Tally tally;
    Each([&](const decide::Judgement& judgement, int32_t rows) {
      for (int32_t row = 0; row < rows; ++row) {
        unsigned failed = 0;
        unsigned missing = 0;
        for (size_t k = 0; k < 12; ++k) {
          failed |= static_cast<unsigned>(judgement.failed(k, static_cast<size_t>(row / 64)) >> (row % 64) & 1) << k;
          missing |= static_cast<unsigned>(judgement.missing(k, static_cast<size_t>(row / 64)) >> (row % 64) & 1) << k;
        }
        tally.Add(static_cast<uint16_t>(failed), static_cast<uint16_t>(missing), judgement.outcome(row));
      }
    });
    return tally;
  }

 private:
  template <typename Visit>
  void Each(const Visit& visit) {
    const policy::CompiledPolicy& compiled = decide::CompiledOf(W1Policy());
    for (const std::unique_ptr<columns::Batch>& batch : batches_) {
      if (!run_.Execute(*compiled.bulk().program, *batch)) continue;
      judgement_.Judge(compiled.checked(), compiled.bulk(), &run_, batch->rows, nullptr, nullptr);
      visit(judgement_, batch->rows);
    }
  }

  ArrowArrayStream stream_;
  arrow::Binding binding_;
  ArrowArray array_{};
  arrow::BoundArray bound_;
  std::vector<std::unique_ptr<columns::Batch>> batches_;
  columns::Run run_;
  decide::Judgement judgement_;
  bool sound_ = false;
};

// From Arrow columns to the sets and outcomes of each household, as they wait to be written into the output.
class Answering {
 public:
  explicit Answering(const W1Columns& columns) : columns_(columns), ids_(W1Policy().document()) {}

  // Calls visit(answers) for every batch. False if the columns are not right.
  template <typename Visit>
  bool Run(const Visit& visit) {
    ArrowArrayStream stream = columns_.Stream();
    ArrowSchema schema{};
    ArrowArray array{};
    stream.get_schema(&stream, &schema);
    stream.get_next(&stream, &array);
    Findings findings;
    arrow::Setting setting;
    setting.policy = &W1Policy();
    setting.compiled = &decide::CompiledOf(W1Policy());
    setting.as_of = w1::kAsOf;
    setting.ids = &ids_;
    arrow::Bind(schema, *setting.compiled->bulk().program, {}, &setting.binding, &findings);
    arrow::BoundArray bound;
    bool sound = findings.empty() && !arrow::Attach(setting.binding.household, array, &bound).has_value();
    arrow::RowDecider decider(setting);
    for (int64_t first = 0; sound && first < array.length; first += kBatchRows) {
      parts_.Clear();
      const auto rows = static_cast<int32_t>(std::min<int64_t>(kBatchRows, array.length - first));
      sound = !decider.Decide(bound, first, rows, &parts_).has_value();
      for (size_t i = 0; i < parts_.size(); ++i) visit(parts_[i]);
    }
    array.release(&array);
    schema.release(&schema);
    stream.release(&stream);
    return sound;
  }

  W1Tally Count() {
    W1Tally tally;
    const bool sound = Run([&](const arrow::Answers& answers) {
      for (int32_t row = 0; row < answers.rows; ++row) {
        tally.Add(Mask(answers, answers.failed, row), Mask(answers, answers.missing, row),
                  answers.outcomes[static_cast<size_t>(row)]);
      }
    });
    if (!sound) tally.invalid = -1;
    return tally;
  }

 private:
  // The first twelve results: the criteria.
  static uint16_t Mask(const arrow::Answers& answers, const arrow::ResultSets& sets, int32_t row) {
    unsigned mask = 0;
    for (size_t g = 0; g < sets.groups.size(); ++g) {
      const size_t byte = g * static_cast<size_t>(answers.padded_rows()) + static_cast<size_t>(row);
      mask |= unsigned{sets.bytes[byte]} << (8 * sets.groups[g]);
    }
    return static_cast<uint16_t>(mask & 0xfff);
  }

  const W1Columns& columns_;
  const arrow::ResultIds ids_;
  arrow::AnswerParts parts_;
};

ArrowArrayStream Decide(const W1Columns& columns, int threads) {
  ArrowArrayStream in = columns.Stream();
  ArrowArrayStream out{};
  StreamOptions options;
  options.threads = threads;
  if (!DecideStream(W1Policy(), &in, w1::kAsOf, options, &out, nullptr).ok()) out.get_next = nullptr;
  return out;
}

void DrainAll(const W1Columns& columns, int threads) {
  ArrowArrayStream out = Decide(columns, threads);
  benchmark::DoNotOptimize(Drain(&out, {}));
}

W1Tally CountStream(const W1Columns& columns, int threads) {
  W1Tally tally;
  ArrowArrayStream out = Decide(columns, threads);
  if (out.get_next == nullptr || !ReadW1(&out, &tally)) tally.invalid = -1;
  return tally;
}

W1Tally CountStructs() {
  W1Tally tally;
  const std::vector<Household> households = W1Columns::Structs(kHouseholdsAsStructs, true);
  const absl::Status status = W1Policy().DecideAll(households, w1::kAsOf, {}, [&](size_t, const Verdict& verdict) {
    unsigned failed = 0;
    unsigned missing = 0;
    for (size_t k = 0; k < verdict.criteria.size(); ++k) {
      failed |= unsigned{verdict.criteria[k] == CriterionResult::kFail} << k;
      missing |= unsigned{verdict.criteria[k] == CriterionResult::kMissing} << k;
    }
    tally.Add(static_cast<uint16_t>(failed), static_cast<uint16_t>(missing), verdict.outcome);
  });
  if (!status.ok()) tally.invalid = -1;
  return tally;
}

// Takes turns; the ratio is that of `measured` to `base`.
void Compare(benchmark::State& state, const char* measured_name, const std::function<void()>& measured, const char* base_name,
             const std::function<void()>& base, clockid_t clock = CLOCK_THREAD_CPUTIME_ID) {
  std::vector<double> ratios, measured_ns, base_ns;
  measured();
  for (auto iteration : state) {
    (void)iteration;
    for (int turn = 0; turn < kTurns; ++turn) {
      base_ns.push_back(Seconds(clock, base) * 1e9 / kHouseholds);
      measured_ns.push_back(Seconds(clock, measured) * 1e9 / kHouseholds);
      ratios.push_back(measured_ns.back() / base_ns.back());
    }
  }
  state.counters["ratio"] = Median(ratios);
  state.counters[std::string(measured_name) + "_ns_per_household"] = Median(measured_ns);
  state.counters[std::string(base_name) + "_ns_per_household"] = Median(base_ns);
}

Reference& CheckedReference(benchmark::State& state) {
  static Reference reference;
  static const bool right = [] {
    reference.Run();
    return IsW1(reference.Count());
  }();
  if (!right) state.SkipWithError("the reference does not give the check values of W1");
  return reference;
}

// The same households with values missing, fewer of them, are decided as structs would be.
bool MissingIsRight(const std::function<W1Tally(const W1Columns&)>& count) {
  const W1Columns few(kHouseholdsAsStructs, true);
  return count(few) == CountStructs();
}

// The whole way.
void W1(benchmark::State& state) {
  state.SetLabel("Arrow in to Arrow out");
  Reference& reference = CheckedReference(state);
  if (!IsW1(CountStream(Complete(), 1))) return state.SkipWithError("the stream does not give W1's check values");
  Compare(
      state, "library", [&] { DrainAll(Complete(), 1); }, "reference", [&] { reference.Run(); });
}

// 5 % missing in five columns, against the reference over the complete ones.
void W1Missing(benchmark::State& state) {
  state.SetLabel("the same, 5 % missing in five columns");
  Reference& reference = CheckedReference(state);
  if (!MissingIsRight([](const W1Columns& few) { return CountStream(few, 1); })) {
    return state.SkipWithError("columns and structs differ");
  }
  Compare(
      state, "library", [&] { DrainAll(WithMissing(), 1); }, "reference", [&] { reference.Run(); });
}

void W1Answers(benchmark::State& state) {
  state.SetLabel("Arrow in to sets and outcomes");
  Reference& reference = CheckedReference(state);
  Answering answering(Complete());
  if (!IsW1(answering.Count())) return state.SkipWithError("the answers do not give W1's check values");
  int64_t items = 0;
  Compare(
      state, "library", [&] { answering.Run([&](const arrow::Answers& answers) { items += answers.failed.items; }); },
      "reference", [&] { reference.Run(); });
  benchmark::DoNotOptimize(items);
}

// Who fails what and what is not known: bitmaps and outcomes.
void CompareEvaluator(benchmark::State& state, const W1Columns& columns) {
  Reference& reference = CheckedReference(state);
  Evaluator evaluator(columns);
  if (!evaluator.sound()) return state.SkipWithError("the columns do not bind");
  Compare(
      state, "library", [&] { evaluator.Run(); }, "reference", [&] { reference.Run(); });
}

void W1Evaluator(benchmark::State& state) {
  state.SetLabel("bound columns to bitmaps");
  if (!IsW1(Evaluator(Complete()).Count())) return state.SkipWithError("the evaluator does not give W1's check values");
  CompareEvaluator(state, Complete());
}

void W1EvaluatorMissing(benchmark::State& state) {
  state.SetLabel("the same, 5 % missing in five columns");
  if (!MissingIsRight([](const W1Columns& few) { return Evaluator(few).Count(); })) {
    return state.SkipWithError("columns and structs differ");
  }
  CompareEvaluator(state, WithMissing());
}

// How many times faster two threads inside the call are than one, by the clock on the wall; needs two free cores to show.
void W1Threads(benchmark::State& state) {
  state.SetLabel("two threads against one");
  if (!(CountStream(Complete(), 2) == CountStream(Complete(), 1))) return state.SkipWithError("two threads decide otherwise");
  Compare(
      state, "one_thread", [&] { DrainAll(Complete(), 1); }, "two_threads", [&] { DrainAll(Complete(), 2); }, CLOCK_MONOTONIC);
}

BENCHMARK(W1)->Name("w1")->Iterations(1);
BENCHMARK(W1Missing)->Name("w1_missing")->Iterations(1);
BENCHMARK(W1Answers)->Name("w1_answers")->Iterations(1);
BENCHMARK(W1Evaluator)->Name("w1_evaluator")->Iterations(1);
BENCHMARK(W1EvaluatorMissing)->Name("w1_evaluator_missing")->Iterations(1);
BENCHMARK(W1Threads)->Name("w1_threads")->Iterations(1);

}  // namespace
}  // namespace graduasi::bench
