#include "src/arrow/team.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace graduasi::arrow {
namespace {

// So often a thread looks whether there is something to do before it goes to sleep: what comes next mostly comes at once, and
// waking up takes longer than looking.
constexpr int kLooks = 100;

template <typename Condition>
void LookFor(const Condition& condition) {
  for (int i = 0; i < kLooks && !condition(); ++i) std::this_thread::yield();
}

}  // namespace

struct Team::State {
  explicit State(size_t most_threads) : most(most_threads) {}
  ~State();
  void Grow(size_t threads) noexcept;
  void Work(size_t thread);

  const size_t most;
  std::mutex mutex;
  std::condition_variable wake, done;
  const Body* body = nullptr;      // null: nobody may begin any more
  size_t wanted = 0;               // threads below this number may begin
  std::atomic<uint64_t> round{0};  // counts calls of Run
  std::atomic<size_t> inside{0};   // threads, without the caller, that have begun and not come back
  bool leaving = false;
  pid_t process = 0;                 // that the threads belong to
  std::vector<std::thread> workers;  // worker i is thread i + 1
};

Team::State::~State() {
  {
    const std::lock_guard<std::mutex> lock(mutex);
    leaving = true;
    round.fetch_add(1, std::memory_order_release);
  }
  wake.notify_all();
  for (std::thread& worker : workers) worker.join();
}

void Team::State::Grow(size_t threads) noexcept {
  if (workers.empty()) process = getpid();
  try {
    while (workers.size() + 1 < threads) {
      const size_t thread = workers.size() + 1;
      workers.emplace_back([this, thread] { Work(thread); });
    }
  } catch (...) {  // those there are have to do
  }
}

void Team::State::Work(size_t thread) {
  uint64_t seen = 0;
  while (true) {
    LookFor([&] { return round.load(std::memory_order_acquire) != seen; });
    const Body* given = nullptr;
    {
      std::unique_lock<std::mutex> lock(mutex);
      wake.wait(lock, [&] { return round.load(std::memory_order_relaxed) != seen; });
      if (leaving) return;
      seen = round.load(std::memory_order_relaxed);
      if (body == nullptr || thread >= wanted) continue;
      given = body;
      inside.fetch_add(1, std::memory_order_relaxed);
    }
    (*given)(thread);
    const std::lock_guard<std::mutex> lock(mutex);
    if (inside.fetch_sub(1, std::memory_order_release) == 1) done.notify_one();
  }
}

Team::Team(size_t threads) : state_(std::make_unique<State>(threads)) {}

Team::~Team() {
  // What threads of another process wait for cannot be destroyed here.
  if (!state_->workers.empty() && state_->process != getpid()) (void)state_.release();
}

void Team::Run(size_t threads, const Body& body) {
  State& state = *state_;
  threads = std::min(threads, state.most);
  if (threads > 1) state.Grow(threads);
  if (threads <= 1 || state.workers.empty() || state.process != getpid()) return body(0);
  {
    const std::lock_guard<std::mutex> lock(state.mutex);
    state.body = &body;
    state.wanted = threads;
    state.round.fetch_add(1, std::memory_order_release);
  }
  state.wake.notify_all();
  body(0);
  {
    const std::lock_guard<std::mutex> lock(state.mutex);
    state.body = nullptr;
  }
  LookFor([&] { return state.inside.load(std::memory_order_acquire) == 0; });
  std::unique_lock<std::mutex> lock(state.mutex);
  state.done.wait(lock, [&] { return state.inside.load(std::memory_order_relaxed) == 0; });
}

}  // namespace graduasi::arrow
