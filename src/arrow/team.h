// Threads that share the work of one call: made when first needed, asleep between calls, gone with the team. It knows nothing
// of what they do.
#ifndef GRADUASI_SRC_ARROW_TEAM_H_
#define GRADUASI_SRC_ARROW_TEAM_H_

#include <cstddef>
#include <functional>
#include <memory>

namespace graduasi::arrow {

// Confined to one thread at a time: the caller, who works along as thread 0. In a process that was forked, which has the team
// but not its threads, the caller works alone.
class Team {
 public:
  using Body = std::function<void(size_t thread)>;

  // Of at most so many threads, the caller among them.
  explicit Team(size_t threads);
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  // Calls `body` on the caller's thread and, at the same time, on up to `threads` - 1 others, each with a number of its own
  // below `threads`, and returns when all have come back. Each call of `body` must do all that is left to do when it comes: a
  // thread that is late is not waited for, and where the system gives no more threads those there are do the work. `body` must
  // not throw.
  void Run(size_t threads, const Body& body);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_TEAM_H_
