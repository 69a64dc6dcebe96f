#include "src/columns/run.h"

#include <algorithm>
#include <utility>

#include "src/columns/op.h"
#include "src/columns/step.h"

namespace graduasi::columns {
namespace {

// The elements that the spaces of one run may hold together, of more than one household.
constexpr int64_t kMaxElementsPerRun = 4'000'000;

}  // namespace

Run::Run() : state_(std::make_unique<State>()) {}
Run::~Run() = default;

// The constant registers and spaces of a program stay the same from batch to batch.
void Run::Prepare(const Program& program) {
  identity_ = nullptr;  // until all is done
  const State& constants = program.constants_->state;
  state_->columns = constants.columns;
  state_->spaces = constants.spaces;
  state_->values.resize(state_->columns.size());
  for (size_t r = 0; r < state_->columns.size(); ++r) state_->values[r] = &state_->columns[r];
  values_ = state_->values.data();
  state_->slots.assign(state_->columns.size(), State::Slot());
  state_->takes_all.assign(state_->spaces.size(), 0);
  state_->bound = nullptr;
  state_->program = &program;
  state_->day_known = false;
  identity_ = program.identity_;
}

bool Run::Compute(const std::vector<Register>& registers) {
  State& state = *state_;
  const Program& program = *state.program;
  const Op* const ops = program.ops_.data();
  Column* const columns = state.columns.data();
  const Column** const values = state.values.data();
  for (const Register reg : registers) {
    const Op& op = ops[reg];
    if (op.short_way == nullptr || !op.short_way(state, op, reg)) {
      columns[reg] = Column();
      values[reg] = &columns[reg];
      Step step(state, program, op, reg);
      op.run(step);
    }
    if (const Space made = op.made; made != kConstant) {
      if (state.too_large) return false;
      TakeElements(program, made);
    }
  }
  return true;
}

// What is read of the elements of the lists that have just been given the space. Mostly they are all elements of their table;
// then their columns are the table's, and stay so for the next batch in the same place.
void Run::TakeElements(const Program& program, Space made) {
  State& state = *state_;
  const Column** values = state.values.data();
  const Program::Taken* taken = program.taken_.data();
  const int32_t* from = program.taken_from_.data() + 2 * static_cast<size_t>(made);  // elements, filters, end
  uint8_t* takes_all = &state.takes_all[static_cast<size_t>(made)];
  if (state.spaces[static_cast<size_t>(made)].source != nullptr) {
    *takes_all = 0;
    for (int32_t i = from[0]; i < from[1]; ++i) Step::Compute(state, program, taken[i].reg);
  } else if (*takes_all == 0) {
    *takes_all = 1;
    for (int32_t i = from[0]; i < from[1]; ++i) values[taken[i].reg] = values[taken[i].from];
  }
  if (!state.day_known) return;  // as_of is not there yet
  for (int32_t i = from[1]; i < from[2]; ++i) {
    if (ShowsAll(*values[taken[i].dates], *values[taken[i].as_of])) {
      values[taken[i].reg] = values[taken[i].from];
    } else {
      Step::Compute(state, program, taken[i].reg);
    }
  }
}

// Computes what depends on the day alone, in memory that outlives the batch.
void Run::ComputeDay(int32_t day) {
  struct Exchange {
    State* state;
    explicit Exchange(State* s) : state(s) { std::swap(state->arena, state->day_arena); }
    ~Exchange() { std::swap(state->arena, state->day_arena); }
  };
  State& state = *state_;
  state.day_known = false;
  state.day_arena.Reset();
  const Exchange exchange(&state);
  Compute(state.program->of_day_);  // makes no spaces: it cannot be too large
  state.day = day;
  state.day_known = true;
}

bool Run::Execute(const Program& program, const Batch& batch) {
  if (identity_ != program.identity_) Prepare(program);
  State& state = *state_;
  state.program = &program;
  state.batch = &batch;
  state.arena.Reset();
  state.allowed = batch.rows <= 1 ? std::numeric_limits<int64_t>::max() : kMaxElementsPerRun;
  state.too_large = false;
  for (size_t t = 0; t < program.table_spaces_.size(); ++t) {
    state.spaces[static_cast<size_t>(program.table_spaces_[t])].size = batch.table_sizes[t];
  }
  if (state.bound != batch.columns.data()) {
    state.bound = batch.columns.data();
    std::fill(state.takes_all.begin(), state.takes_all.end(), 0);
    for (const auto& [reg, input] : program.bound_) state.values[static_cast<size_t>(reg)] = state.bound + input;
  }
  if (!batch.as_of.constant) {
    state.day_known = false;
    return Compute(program.live_);
  }
  const int32_t day = *static_cast<const int32_t*>(batch.as_of.data);
  if (!state.day_known || state.day != day) ComputeDay(day);
  return Compute(program.of_batch_);
}

}  // namespace graduasi::columns
